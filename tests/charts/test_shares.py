"""Category shares and their change: true titles, named gaps, one base at a time."""

from typing import Any

import pandas as pd
import pytest

from cppcc_analysis.charts.category_change import draw_category_change
from cppcc_analysis.charts.shares import describe_shares, draw_shares
from cppcc_analysis.tables.crosswalk import standard_of
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


def scheme(place: str, year: int, *items: tuple[str, Any], **cells: Any) -> list[dict[str, Any]]:
    """Rows of one session in a report's own wordings."""
    return [
        category(place, year, position, word, None, share, session=year - 2021, **cells)
        | {"standard": standard_of(word)}
        for position, (word, share) in enumerate(items)
    ]


OLDER = [
    ("经济建设", 35.0),
    ("农业农村", 12.0),
    ("科教文卫体", 28.0),
    ("政法、统战和其他", 15.0),
    ("做靓门户", 10.0),
]
FINE = [
    ("工业", 30.0),
    ("农业", 20.0),
    ("政法", 10.0),
    ("文化体育", 10.0),
    ("教育", 20.0),
    ("环境保护", 10.0),
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


@pytest.mark.parametrize(
    ("lang", "footnote", "keys"),
    [
        (
            "zh",
            "能归入单一标准类别的比重：甲市2023年47%；其余（斜纹）不拆分，可能含有左侧各类提案",
            ["跨几个标准类别", "不在对照表中"],
        ),
        (
            "en",
            "Mapped to one standard category: 甲市 (2023) 47%; "
            "the hatched rest is not split and may hold more of the others",
            ["of several standard categories", "not in the crosswalk"],
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
    assert "图中未标的窄条：甲市 2023 做靓门户 4%" in chart.footnotes


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
    "wordings of one category are summed": (
        [*scheme("甲市", 2023, *FINE), *shares("甲市", 2024, 40.0, 10.0, 10.0, 30.0, 10.0)],
        "甲市经济建设类占比下降10个百分点，社会建设类占比上升10个百分点",
    ),
    "the earliest that can be compared": (
        [
            *scheme("甲市", 2022, *OLDER),
            *scheme("甲市", 2023, *FINE),
            *shares("甲市", 2024, 45.0, 10.0, 10.0, 25.0, 10.0),
        ],
        "甲市经济建设类占比下降5个百分点，社会建设类占比上升5个百分点",
    ),
    "part of it stands elsewhere": (
        [*scheme("甲市", 2023, *OLDER), *shares("甲市", 2024, 40.0, 10.0, 10.0, 30.0, 10.0)],
        None,
    ),
    "part of it may not be stated": (
        [*scheme("甲市", 2023, ("工业", 30.0), ("农业", 20.0)), *shares("甲市", 2024, 40.0, 10.0)],
        None,
    ),
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


REFUSED = {
    "part of it stands elsewhere": (
        [
            *scheme(
                "甲市", 2023, ("政治建设", 20.0), ("生态文明建设", 20.0), ("经济", 30.0), ("工业和社会", 30.0)
            ),
            *shares("甲市", 2024, 50.0, 20.0, None, 10.0, 20.0),
        ],
        "甲市：括号中的类别可能另含该类提案，不作比较：经济建设（2023年工业和社会）",
    ),
    "an older scheme before": (
        [
            *scheme("甲市", 2022, ("科教文卫体", 60.0)),
            *shares("甲市", 2023, 60.0),
            *shares("甲市", 2024, 50.0),
        ],
        "没有与另一次会议同样单独对应的类别，不作比较：甲市2022年",
    ),
    "another base": (
        [
            *shares("甲市", 2023, 60.0),
            *shares("甲市", 2024, 50.0),
            *shares("甲市", 2025, 40.0, base="received"),
        ],
        "基数不同，不作比较：甲市2025年",
    ),
    "another scope": (
        [*shares("甲市", 2023, 60.0), *shares("甲市", 2024, 50.0), *shares("甲市", 2025, 40.0, scope="year")],
        "口径不同，不作比较：甲市2025年（全年）",
    ),
    "other words": (
        [*scheme("甲市", 2023, ("工业", 60.0), ("农业", 40.0)), *shares("甲市", 2024, 50.0, 50.0)],
        "甲市2023年原文的类别：经济建设（工业、农业）",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_change_says_why_it_is_refused(case: str) -> None:
    rows, footnote = REFUSED[case]
    chart = draw_category_change(categories_table(*rows))
    assert chart is not None
    assert footnote in chart.footnotes


def test_one_session_alone_is_not_refused() -> None:
    rows = [*shares("甲市", 2023, 60.0), *shares("甲市", 2024, 50.0), *shares("乙市", 2024, 50.0)]
    chart = draw_category_change(categories_table(*rows))
    assert chart is not None
    assert chart.footnotes == ()


def test_no_categories_no_change() -> None:
    assert draw_category_change(categories_table()) is None
