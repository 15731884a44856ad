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
    assert chart.footnotes == ("各行均无数值，未列：撤案、交办、采纳、重点提案、委员总数、满意率",)


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
