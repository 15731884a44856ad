"""Tables as pictures: what stands in them, what is left out and named, how numbers line up."""

from typing import Any

import pytest

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.native import Grid, GridCell
from cppcc_analysis.charts.sizes import SIZES
from cppcc_analysis.charts.table_picture import plot_table
from cppcc_analysis.charts.volume_table import MOST_ROWS, draw_volume_table
from cppcc_analysis.errors import UserError
from tests.charts.layout import collisions, texts
from tests.charts.tables import (
    JIANGXIAN,
    SHUOZHOU,
    TAIYUAN_YEAR,
    YANGQUAN_2023,
    proposal,
    proposals_table,
)

FULL: dict[str, Any] = {
    "received": 1204,
    "merged": (12, "approximate"),
    "withdrawn": 0,
    "filed": (300, "conflict"),
    "filing_rate": (91.25, "derived"),
    "not_filed": (None, "truncated"),
    "assigned": 290,
    "replied": 288,
    "satisfied_rate": 99.1,
    "participants": 120,
    "members": 300,
}


def grid(*rows: dict[str, Any], lang: str = "zh") -> Grid:
    native = draw_volume_table(proposals_table(*rows), lang).native
    assert isinstance(native, Grid)
    return native


def test_cells_have_marks_gaps_and_zeros() -> None:
    table = grid(proposal("甲市", 2024, **FULL))
    cells = dict(zip(table.heads, table.rows[0], strict=True))
    assert cells["会议"] == GridCell("甲市 2024")
    assert cells["收到（件）"] == GridCell("1204", 1204)
    assert cells["并案（件）"] == GridCell("约12", 12)
    assert cells["撤案（件）"] == GridCell("0", 0)
    assert cells["立案（件）"] == GridCell("300†", 300)
    assert cells["立案率（%）"] == GridCell("91.25*", 91.25)
    assert "未立案（件）" not in cells  # no row states it


def test_columns_that_no_row_states_are_named() -> None:
    chart = draw_volume_table(proposals_table(YANGQUAN_2023, SHUOZHOU))
    assert chart.footnotes[-1].startswith("各行均未载明、未列出：撤案、交办")
    assert chart.title.startswith("收到提案阳泉市2023年最多")


def test_what_a_report_owes_stands_even_where_nobody_states_it() -> None:
    table = grid(JIANGXIAN)
    assert table.heads == ("会议", "收到（件）", "立案（件）", "立案率（%）")
    assert table.rows[0][1:] == (GridCell("未载明", gap=True),) * 3


def test_rows_of_another_scope_stand_last_and_say_so() -> None:
    chart = draw_volume_table(proposals_table(TAIYUAN_YEAR, SHUOZHOU))
    assert isinstance(chart.native, Grid)
    assert [row[0].text for row in chart.native.rows] == ["朔州市 2025", "太原市 2023（全年）"]
    assert "注明全年或全届的行与会议期间的数不可比" in chart.footnotes


def test_rows_beyond_a_page_are_counted() -> None:
    rows = [proposal(f"第{number}市", 2024, received=number) for number in range(MOST_ROWS + 3)]
    chart = draw_volume_table(proposals_table(*rows))
    assert len(chart.data) == MOST_ROWS
    assert "另有3行未列" in chart.footnotes


def test_a_narrow_picture_continues_in_blocks_below() -> None:
    chart = draw_volume_table(proposals_table(proposal("甲市", 2024, **FULL)))
    assert texts(chart, "slide_full").count("甲市 2024") == 1
    assert texts(chart, "a4_half").count("甲市 2024") > 1
    assert texts(chart, "a4_half").count("120") == 1


def test_columns_that_would_make_it_too_high_are_named() -> None:
    rows = [proposal(f"第{number}市", 2024, **FULL) for number in range(MOST_ROWS)]
    chart = draw_volume_table(proposals_table(*rows))
    (note,) = chart.plot(SIZES["a4_half"].inner).notes
    assert note.startswith("此版面未列的栏：")
    assert "委员总数（人）" in note
    assert "收到（件）" not in note


def test_numbers_line_up_on_the_decimal_point() -> None:
    cells = [GridCell("96", 96), GridCell("97.38*", 97.38), GridCell("未载明", gap=True)]
    table = Grid(("", "%"), tuple((GridCell(name), cell) for name, cell in zip("甲乙丙", cells, strict=True)))
    chart = draw_volume_table(proposals_table(JIANGXIAN))
    drawn = Chart(
        **{f: getattr(chart, f) for f in ("name", "title", "subtitle", "source", "alt", "data", "lang")},
        plot=plot_table(table, "zh"),
        native=table,
    ).figure()
    ends = {item.get_text(): item.get_window_extent().x1 for item in drawn.axes[0].texts}
    assert ends["96"] == pytest.approx(ends["97"], abs=1.5)
    assert ends["未载明"] > ends["96"]


LONG = ["黔西南布依族苗族自治州", "双江拉祜族佤族布朗族傣族自治县"]
DRAWN = {
    "one": [proposal("甲市", 2023, received=0)],
    "nothing stated": [JIANGXIAN],
    "full": [
        proposal(name, year, session=year - 2021, **FULL) for name in LONG for year in range(2022, 2025)
    ],
    "many": [proposal(f"第{number}市", 2024, **FULL) for number in range(40)],
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", DRAWN)
def test_cells_keep_apart(case: str, lang: str, size: str) -> None:
    assert collisions(draw_volume_table(proposals_table(*DRAWN[case]), lang), size) == []


def test_refuses_no_rows() -> None:
    with pytest.raises(UserError, match="no rows"):
        draw_volume_table(proposals_table(JIANGXIAN).iloc[:0])
