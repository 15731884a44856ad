"""Rows of reference files beside those of the dumps: drawn alike, their publishers named."""

import pandas as pd
import pytest

from cppcc_analysis.charts.volumes import draw_volumes
from cppcc_analysis.charts.wording import source_note
from tests.charts.tables import YANGQUAN_2023, YANGQUAN_2024, proposal, proposals_table

PUBLISHED = "会议提案审查情况（2024年公开报道）"
NATION = proposal("全国", 2024, received=5898, filed=5006, filing_rate=(84.9, "derived"))


@pytest.fixture
def rows() -> pd.DataFrame:
    """Two sessions of a city, of which a reference file adds to one, and one of the nation."""
    table = proposals_table(YANGQUAN_2023, YANGQUAN_2024, NATION)
    return table.assign(dumps=["a.txt", "a.txt; own.csv", "own.csv"], source=[None, "闭幕报道", PUBLISHED])


def test_reference_rows_are_drawn_beside_a_city(rows: pd.DataFrame) -> None:
    chart = draw_volumes(rows)
    assert chart.title.startswith("阳泉市收到提案由386件增至407件")
    assert chart.data["place"].tolist() == ["阳泉市", "阳泉市", "全国"]
    chart.figure()


def test_source_names_documents_and_publishers(rows: pd.DataFrame) -> None:
    assert source_note(rows, "zh") == (
        f"资料来源：阳泉市政协十四届二次、三次会议（2023、2024年）的文件；参考数据：闭幕报道；{PUBLISHED}"
    )
    assert source_note(rows, "en").endswith(f"(2023, 2024); reference figures: 闭幕报道; {PUBLISHED}")


def test_source_of_reference_rows_alone_claims_no_documents(rows: pd.DataFrame) -> None:
    assert source_note(rows[rows["place"] == "全国"], "zh") == f"资料来源：参考数据：{PUBLISHED}"


def test_source_of_documents_alone_names_no_publisher(rows: pd.DataFrame) -> None:
    assert source_note(rows.head(1), "zh") == "资料来源：阳泉市政协十四届二次会议（2023年）的文件"


def test_many_publishers_are_counted_place_by_place(rows: pd.DataFrame) -> None:
    many = pd.concat([rows] + [rows.tail(1).assign(source=f"第{n}份{PUBLISHED}") for n in range(20)])
    assert source_note(many, "zh").endswith(f"参考数据：闭幕报道；{PUBLISHED}等21份，清单见数据文件")
