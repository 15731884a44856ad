import pytest

from tests.extraction.conftest import Read

TOTALS = "共收到提案286件，立案243件。"


@pytest.mark.parametrize(
    ("paragraphs", "figures"),
    [
        # the sum says of which total the rows are parts
        (
            ["立案提案分类如下：类别件数占比", "经济建设82 33.7%", "社会建设161 66.3%", "合计243 100%"],
            [
                "filed category 经济建设 82 件",
                "filed category 经济建设 33.7 %",
                "filed category 社会建设 161 件",
                "filed category 社会建设 66.3 %",
            ],
        ),
        (
            ["类别件数", "经济建设100", "社会建设186", "合计286"],
            ["received category 经济建设 100 件", "received category 社会建设 186 件"],
        ),
        (
            ["办理结果件数占比(%)", "A类(已经解决或基本解决) 86 59.7", "B类(列入计划解决) 47 32.6"],
            ["adopted total 86 件", "adopted total 59.7 %"],
        ),
        # near misses: no head, one row, rows that are prose
        (["经济建设82 33.7%", "社会建设161 66.3%"], []),
        (["类别件数占比", "经济建设82 33.7%"], []),
        (["提案件数有所增加。", "会议应到委员288名。", "会期3天"], []),
    ],
)
def test_rows_of_a_table(paragraphs: list[str], figures: list[str], read: Read) -> None:
    assert read(TOTALS, *paragraphs)[2:] == figures
