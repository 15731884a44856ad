import pytest

from cppcc_analysis.extraction.activities import extract_activities
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.blocks import Block, Role
from cppcc_analysis.reading.traced import Traced


@pytest.mark.parametrize(
    ("sentence", "activities"),
    [
        (
            "一年来，开展专题调研视察82项，举办协商议政活动28次，向市委和市政府提交建议报告46件。",
            ["surveys 82 项", "consultations 28 次", "reports 46 件"],
        ),
        (
            "全年共征集社情民意信息4194件，编发1553件，其中全国政协和省政协采用256件。",
            ["opinions_received 4194 件", "opinions_issued 1553 件", "opinions_adopted 256 件"],
        ),
        ("大会应到委员288名，实到251名。", ["attendance_due 288 名", "attendance 251 名"]),
        ("先后组织十四次专题协商，专题调研八十七项。", ["surveys 87 项"]),
        # near misses: proposals, other units, adopted of something else
        ("大会共收到提案386件，立案365件。", []),
        ("调研组一行6人到会。", []),
        ("主办六市政协协商第一次会议。", []),
        ("所提建议被采纳26条。", []),
    ],
)
def test_activities(sentence: str, activities: list[str]) -> None:
    article = Article(None, (), (Block(Role.PARAGRAPH, Traced.of(sentence)),), "work_report", "政协")
    assert [f"{a.activity} {a.value:g} {a.unit}" for a in extract_activities(article)] == activities
