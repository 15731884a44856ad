"""Category shares and their change: true titles, named gaps, one base at a time."""

from typing import Any

import pandas as pd
import pytest

from cppcc_analysis.charts.category_change import draw_category_change
from cppcc_analysis.charts.shares import describe_shares, draw_shares
from tests.charts.layout import texts
from tests.charts.tables import (
    CATEGORIES_2023,
    CATEGORIES_2024,
    CATEGORIES_2025,
    JIANGXIAN,
    categories_table,
    category,
    proposal,
    proposals_table,
)


def shares(place: str, year: int, *values: Any, **cells: Any) -> list[dict[str, Any]]:
    """Rows of one session for 经济建设, 政治建设, 文化建设 … in this order; None is left out."""
    names = ("经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设")
    return [
        category(place, year, position, name, None, value, session=year - 2021, **cells)
        for position, (name, value) in enumerate(zip(names, values, strict=False))
        if value is not None
    ]


TITLES = {
    "one leads throughout": (
        [*CATEGORIES_2024, *CATEGORIES_2025],
        "社会建设类提案占比最高：阳泉市2024年35.5%，朔州市2025年40.5%",
    ),
    "what is open could lead": (CATEGORIES_2023, "阳泉市2023年载明的占比不足以看出哪类提案最多"),
    "a half stated": (shares("甲市", 2023, 40.0, 10.0), "甲市2023年载明的占比不足以看出哪类提案最多"),
    "more than what is open": (shares("甲市", 2023, 60.0, 10.0), "经济建设类提案占比最高：甲市2023年60%"),
    "tie": (shares("甲市", 2023, 40.0, 20.0, 40.0), "经济建设、文化建设类并列提案占比最高：甲市2023年40%"),
    "different leaders": (
        [*shares("甲市", 2023, 60.0, 40.0), *shares("乙市", 2023, 30.0, 70.0)],
        "占比最高的类别：甲市2023年经济建设类（60%），乙市2023年政治建设类（70%）",
    ),
}


@pytest.mark.parametrize("case", TITLES)
def test_title(case: str) -> None:
    rows, title = TITLES[case]
    table = categories_table(*rows)
    sessions = proposals_table(
        *(proposal(p, y, term=t, session=s) for p, t, s, y in dict.fromkeys(_occasions(rows)))
    )
    assert draw_shares(table, sessions).title == title


def _occasions(rows: Any) -> list[tuple[str, int, int, int]]:
    return [(row["place"], row["term"], row["session"], row["year"]) for row in rows]


def test_truncated_parts_are_hatched_and_named(categories: pd.DataFrame, proposals: pd.DataFrame) -> None:
    chart = draw_shares(categories, proposals)
    assert "社会建设、生态文明建设合计185件，50.7%（推算；原文中断）" in texts(chart)
    assert "阳泉市2023年：社会建设、生态文明建设未分别载明件数和占比（原文中断）" in chart.footnotes
    assert "11.2%*" in texts(chart)
    english = texts(draw_shares(categories, proposals, "en"))
    assert "social + ecological together: 185, 50.7% (derived; text breaks off)" in english


def test_sessions_without_categories_are_gaps(categories: pd.DataFrame, proposals: pd.DataFrame) -> None:
    chart = draw_shares(categories, proposals)
    assert texts(chart).count("未载明") == 2
    assert "太原市2023年、绛县2024年会议未载明提案的类别。" in describe_shares(categories, proposals)
    assert set(chart.data["place"]) == {"阳泉市", "朔州市", "太原市", "绛县"}


def test_no_categories_at_all() -> None:
    chart = draw_shares(categories_table(), proposals_table(JIANGXIAN))
    assert chart.title == "各次会议均未载明各类提案的占比"
    assert "未载明" in texts(chart)


def test_counts_without_shares_are_named_and_not_computed() -> None:
    rows = [
        category("甲市", 2023, 0, "经济建设", 30, (None, "not_stated")),
        category("甲市", 2023, 1, "政治建设", 10, 25.0),
    ]
    chart = draw_shares(categories_table(*rows), proposals_table(proposal("甲市", 2023)))
    assert "甲市2023年：经济建设只载明件数，未画入（未载明）" in chart.footnotes
    assert "未载明类别 75%" in texts(chart)


def test_different_bases_are_labelled() -> None:
    rows = [*shares("甲市", 2023, 60.0, 40.0), *shares("甲市", 2023, 50.0, 50.0, base="received")]
    drawn = texts(draw_shares(categories_table(*rows), proposals_table(proposal("甲市", 2023))))
    assert {"甲市 2023（占立案）", "甲市 2023（占收到）"} <= set(drawn)


def test_another_scope_is_named_and_not_drawn() -> None:
    rows = [*shares("甲市", 2023, 60.0, 40.0), *shares("甲市", 2024, 50.0, 50.0, scope="year")]
    sessions = proposals_table(proposal("甲市", 2023), proposal("甲市", 2024, session=3))
    chart = draw_shares(categories_table(*rows), sessions)
    assert "口径不同，未画入：甲市2024年（全年）" in chart.footnotes
    assert set(chart.data["scope"].dropna()) == {"session"}


CHANGES = {
    "the largest move": ([*CATEGORIES_2023, *CATEGORIES_2024], "阳泉市文化建设类占比上升12.7个百分点"),
    "fall": (
        [*shares("甲市", 2023, 60.0, 40.0), *shares("甲市", 2024, 50.0, 44.0)],
        "甲市经济建设类占比下降10个百分点",
    ),
    "tie": (
        [*shares("甲市", 2023, 60.0, 40.0), *shares("甲市", 2024, 50.0, 50.0)],
        "甲市经济建设类占比下降10个百分点，政治建设类占比上升10个百分点",
    ),
    "no move": ([*shares("甲市", 2023, 60.0), *shares("甲市", 2024, 60.0)], "甲市各类提案占比不变"),
    "one session": (shares("甲市", 2023, 60.0), None),
    "two cities, one session each": ([*shares("甲市", 2023, 60.0), *shares("乙市", 2024, 50.0)], None),
    "no category in common": ([*shares("甲市", 2023, 60.0), *shares("甲市", 2024, None, 50.0)], None),
    "different bases": ([*shares("甲市", 2023, 60.0), *shares("甲市", 2024, 50.0, base="received")], None),
    "different scopes": ([*shares("甲市", 2023, 60.0), *shares("甲市", 2024, 50.0, scope="year")], None),
}


@pytest.mark.parametrize("case", CHANGES)
def test_change(case: str) -> None:
    rows, title = CHANGES[case]
    chart = draw_category_change(categories_table(*rows))
    assert (chart.title if chart else None) == title


def test_change_names_what_it_does_not_compare(categories: pd.DataFrame) -> None:
    chart = draw_category_change(categories)
    assert chart is not None
    assert "阳泉市社会建设、生态文明建设：未在两次会议中都单独载明占比，不作比较" in chart.footnotes
    assert {"文化建设 11.2%*", "23.9%（+12.7个百分点）"} <= set(texts(chart))
    assert len(chart.data) == 6


def test_no_categories_no_change() -> None:
    assert draw_category_change(categories_table()) is None
