"""What the figures rest on, and the audit."""

from typing import Any

import pandas as pd
import pytest

from cppcc_analysis.charts.check_counts import draw_checks
from cppcc_analysis.charts.native import Grid
from cppcc_analysis.charts.quality import draw_states
from cppcc_analysis.charts.sizes import SIZES
from cppcc_analysis.errors import UserError
from tests.charts.layout import collisions, texts
from tests.charts.tables import (
    JIANGXIAN,
    TAIYUAN,
    check,
    checks_table,
    proposal,
    proposals_table,
)


def test_states_count_what_is_shown(proposals: pd.DataFrame) -> None:
    chart = draw_states(proposals)
    assert chart.title == "42项数据中，原文载明13项，推算1项，未载明28项"
    drawn = texts(chart)
    assert drawn.count("● 载明") == 13 + 1  # and once in the legend
    assert drawn.count("○ 未载明") == 28 + 1
    assert "太原市 2023（全年）" in drawn
    assert chart.footnotes == (
        "全年：会议上报告的上一工作年度（全年口径），所注年份为该次会议的年份",
        "各行均无数值，未列：撤案、交办、采纳、重点提案、委员总数、满意率",
    )
    sessions = proposals[proposals["scope"] == "session"]
    assert not any("全年" in note for note in draw_states(sessions).footnotes)


def test_english_states_are_a_sentence(proposals: pd.DataFrame) -> None:
    assert draw_states(proposals, "en").title == "Of 42 cells, 13 are stated, 1 derived and 28 not stated"
    broken = proposals_table(proposal("甲市", 2023, received=1, filed=(None, "truncated")))
    assert draw_states(broken, "en").title == "Of 1 cell, 1 is stated"
    both = proposals_table(
        proposal("甲市", 2023, received=1, filed=(None, "truncated")), proposal("甲市", 2024, filed=2)
    )
    assert draw_states(both, "en").title == (
        "Of 4 cells, 2 are stated, 1 lost where the text breaks off and 1 not stated"
    )


def test_every_state_has_its_sign() -> None:
    cells: dict[str, Any] = {
        "received": 10,
        "filed": (9, "derived"),
        "merged": 4,
        "key": (3, "conflict"),
        "members": (300, "approximate"),
    }
    drawn = texts(
        draw_states(
            proposals_table(
                proposal("甲市", 2023, **cells), proposal("甲市", 2024, merged=(None, "truncated"))
            )
        )
    )
    for word in ("● 载明", "◆ 推算", "… 原文中断", "! 有出入", "≈ 约数"):
        assert word in drawn


def test_nothing_stated() -> None:
    chart = draw_states(proposals_table(TAIYUAN, JIANGXIAN))
    assert chart.title == "6项数据中，原文载明0项，未载明6项"


def test_checks(checks: pd.DataFrame) -> None:
    assert draw_checks(checks).title == "13项核对：成立9项，不成立1项，无法判断3项"
    assert draw_checks(checks, "en").title == "13 checks: 9 hold, 1 fails, 3 can't be told"
    assert draw_checks(checks).alt.startswith("阳泉市 2023：成立7，无法判断2。")


def test_states_as_a_grid() -> None:
    cells: dict[str, Any] = {"received": 10, "filed": (None, "truncated"), "merged": 0}
    grid = draw_states(proposals_table(proposal("甲市", 2023, **cells))).native
    assert isinstance(grid, Grid)
    assert grid.heads == ("会议", "收到", "并案")
    assert [(cell.text, cell.value, cell.gap) for cell in grid.rows[0]] == [
        ("甲市 2023", None, False),
        ("10件 ● 载明", 10.0, False),
        ("0件 ● 载明", 0.0, False),
    ]


def test_narrow_states_keep_value_and_sign() -> None:
    cells: dict[str, Any] = {
        "received": 386,
        "filed": 365,
        "merged": 4,
        "key": 9,
        "members": 300,
        "assigned": 1,
    }
    rows = proposals_table(TAIYUAN, proposal("甲市", 2023, **cells))
    drawn = texts(draw_states(rows), "a4_half")
    assert {"386件", "●", "○", "● 载明", "○ 未载明"} <= set(drawn)
    assert drawn.count("● 载明") == 1


@pytest.mark.parametrize("size", SIZES)
def test_no_count_of_checks_is_lost(size: str) -> None:
    rows = [check("甲市", 2023, "holds")] * 200 + [check("甲市", 2023, "fails"), check("乙市", 2023, "holds")]
    chart = draw_checks(checks_table(*rows))
    drawn = texts(chart, size)
    assert "200" in drawn
    assert "不成立1 · 无法判断0" in drawn
    assert any(text.startswith("成立1 ·") for text in drawn)
    assert collisions(chart, size) == []
    assert not isinstance(chart.native, Grid)
    (panel,) = chart.native
    assert [[point.label for point in series.points] for series in panel.series] == [
        ["200", "1"],
        ["1", "0"],
        ["0", "0"],
    ]


def test_no_checks(checks: pd.DataFrame) -> None:
    with pytest.raises(UserError, match="no rows"):
        draw_checks(checks.iloc[:0])
