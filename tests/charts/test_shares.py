"""Category shares: true titles, named gaps, one base at a time."""

from typing import Any

import pandas as pd
import pytest

from cppcc_analysis.charts.shares import describe_shares, draw_shares
from cppcc_analysis.charts.sizes import SIZES
from tests.charts.layout import texts
from tests.charts.schemes import FINE, OLDER, scheme, shares
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

TITLES = {
    "one leads throughout": (
        [*CATEGORIES_2024, *CATEGORIES_2025],
        "社会建设类提案占比最高：阳泉市2024年35.5%，朔州市2025年40.5%",
    ),
    "what is open could lead": (CATEGORIES_2023, "阳泉市2023年载明的占比不足以看出哪类提案最多"),
    "a half stated": (shares("甲市", 2023, 40.0, 10.0), "甲市2023年载明的占比不足以看出哪类提案最多"),
    "more than what is open": (shares("甲市", 2023, 60.0, 10.0), "经济建设类提案占比最高：甲市2023年60%"),
    "tie": (shares("甲市", 2023, 40.0, 20.0, 40.0), "经济建设、文化建设类并列提案占比最高：甲市2023年40%"),
    "wordings of one category are summed": (
        scheme("甲市", 2023, *FINE),
        "经济建设类提案占比最高：甲市2023年50%",
    ),
    # 社会建设 with 科教文卫体 could be as much
    "what is not split could lead": (
        scheme("甲市", 2023, ("经济建设", 45.0), ("社会事务", 20.0), ("教卫文体", 35.0)),
        "甲市2023年载明的占比不足以看出哪类提案最多",
    ),
    # 社会建设 stands in two categories and in none alone
    "what has no category of its own could lead": (
        scheme("甲市", 2023, ("经济建设", 40.0), ("政法民生", 25.0), ("文教卫", 35.0)),
        "甲市2023年载明的占比不足以看出哪类提案最多",
    ),
    "what is unknown could lead": (
        scheme("甲市", 2023, ("经济建设", 40.0), ("做靓门户", 30.0), ("做强产业链", 30.0)),
        "甲市2023年载明的占比不足以看出哪类提案最多",
    ),
    "more than what is not split": (
        scheme("甲市", 2023, ("经济建设", 60.0), ("社会事务", 10.0), ("教卫文体", 30.0)),
        "经济建设类提案占比最高：甲市2023年60%",
    ),
    # 42 to 38.7 at least, 40 to 44 at most
    "what is approximate could lead": (
        shares("甲市", 2023, 42.0, (40.0, "approximate"), 18.0),
        "甲市2023年载明的占比不足以看出哪类提案最多",
    ),
    "an approximate one leads by far": (
        shares("甲市", 2023, (60.0, "approximate"), 40.0),
        "经济建设类提案占比最高：甲市2023年约60%",
    ),
    "in conflict": (
        shares("甲市", 2023, (60.0, "conflict"), 40.0),
        "甲市2023年载明的占比不足以看出哪类提案最多",
    ),
    "two bases of one session": (
        [*shares("甲市", 2023, 60.0, 40.0), *shares("甲市", 2023, 70.0, 30.0, base="received")],
        "经济建设类提案占比最高：甲市2023年占立案提案的60%，甲市2023年占收到提案的70%",
    ),
    "many sessions": (
        [
            row
            for year in range(2022, 2027)
            for row in shares("甲市", year, 60.0 if year < 2025 else 30.0, 40.0, 30.0)
        ],
        "5次会议中占比最高的类别：经济建设类3次，政治建设类2次",
    ),
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
    assert chart.title == "绛县2024年会议未载明各类提案的占比"
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
    chart = draw_shares(categories_table(*rows), proposals_table(proposal("甲市", 2023)))
    assert {"占立案提案的比重", "占收到提案的比重"} <= set(texts(chart))
    assert [panel.heading for panel in chart.native] == ["占立案提案的比重", "占收到提案的比重"]
    assert "各类提案的比重（%）和件数" in chart.subtitle


def test_another_scope_is_named_and_not_drawn() -> None:
    rows = [*shares("甲市", 2023, 60.0, 40.0), *shares("甲市", 2024, 50.0, 50.0, scope="year")]
    sessions = proposals_table(proposal("甲市", 2023), proposal("甲市", 2024, session=3))
    chart = draw_shares(categories_table(*rows), sessions)
    assert "口径不同，未画入：甲市2024年（全年）" in chart.footnotes
    assert set(chart.data["scope"].dropna()) == {"session"}


@pytest.mark.parametrize(
    ("lang", "footnote", "keys"),
    [
        (
            "zh",
            "能归入单一标准类别的比重：甲市2023年47%；其余（斜纹）不拆分，可能含有左侧各类提案",
            ["跨几个标准类别", "无对应的标准类别"],
        ),
        (
            "en",
            "Mapped to one standard category: 甲市 (2023) 47%; "
            "the hatched rest is not split and may hold more of the others",
            ["of several standard categories", "no standard category"],
        ),
    ],
)
def test_what_is_not_mapped_is_drawn_and_named(lang: str, footnote: str, keys: list[str]) -> None:
    both = categories_table(
        *scheme("甲市", 2023, *OLDER), *shares("甲市", 2024, 40.0, 10.0, 10.0, 30.0, 10.0)
    )
    chart = draw_shares(
        both, proposals_table(proposal("甲市", 2023), proposal("甲市", 2024, session=3)), lang
    )
    assert footnote in chart.footnotes
    drawn = texts(chart)
    assert set(keys) <= set(drawn)
    for wording in ("科教文卫体", "政法、统战和其他", "做靓门户"):
        assert any(wording in text for text in [*drawn, *chart.footnotes])
    assert list(chart.data["standard"])[:5] == ["经济建设", "several", "several", "unknown", "经济建设"]
    assert "47%" in chart.alt


def test_a_scheme_that_maps_whole_says_nothing_of_it() -> None:
    chart = draw_shares(
        categories_table(*scheme("甲市", 2023, *FINE)), proposals_table(proposal("甲市", 2023))
    )
    assert not any("归入" in note for note in chart.footnotes)
    assert "经济建设（工业、农业）50%（推算）" in chart.alt


def test_a_part_too_narrow_for_its_name_is_named_below() -> None:
    rows = scheme("甲市", 2023, ("经济建设", 96.0), ("做靓门户", 4.0))
    chart = draw_shares(categories_table(*rows), proposals_table(proposal("甲市", 2023)))
    assert chart.plot(SIZES["slide_full"].inner).notes == ("图中未标的窄条：甲市 2023 做靓门户 4%",)
