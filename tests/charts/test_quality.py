"""What the figures rest on, and the audit."""

import pandas as pd
import pytest

from cppcc_analysis.charts.quality import draw_checks, draw_states
from cppcc_analysis.errors import UserError
from tests.charts.layout import texts
from tests.charts.tables import JIANGXIAN, TAIYUAN, proposal, proposals_table


def test_states_count_what_is_shown(proposals: pd.DataFrame) -> None:
    chart = draw_states(proposals)
    assert chart.title == "42项数据中，原文载明13项，推算1项，未载明28项"
    drawn = texts(chart)
    assert drawn.count("● 载明") == 13
    assert drawn.count("○ 未载明") == 28
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
    cells = {
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


def test_no_checks(checks: pd.DataFrame) -> None:
    with pytest.raises(UserError, match="no rows"):
        draw_checks(checks.iloc[:0])
