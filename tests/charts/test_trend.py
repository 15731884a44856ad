"""A measure over many sessions: what the title claims, what is a gap, where the nation stands."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_analysis.charts.courses import courses_of
from cppcc_analysis.charts.labels import Box, Room, spread
from cppcc_analysis.charts.multiples import draw_multiples
from cppcc_analysis.charts.native import Panel
from cppcc_analysis.charts.plane import term_starts
from cppcc_analysis.charts.sizes import SIZES
from cppcc_analysis.charts.trend import draw_trend
from cppcc_analysis.charts.trend_findings import direction_title, trend_title
from cppcc_analysis.errors import UserError
from tests.charts.layout import collisions, texts
from tests.charts.tables import proposal, proposals_table

LONG = ["黔西南布依族苗族自治州", "博尔塔拉蒙古自治州", "双江拉祜族佤族布朗族傣族自治县"]


def a(year: int | None, received: Any = None, place: str = "甲市", **cells: Any) -> dict[str, Any]:
    """A session of 甲市."""
    if received is not None:
        cells["received"] = received
    session = (year or 2023) - 2022
    return proposal(place, year, session=session % 5 + 1, term=14 + session // 5, **cells)


def nation(year: int, received: Any = None, **cells: Any) -> dict[str, Any]:
    return a(year, received, "全国", **cells) | {"level": "national"}


def of(place: str, *received: Any) -> list[dict[str, Any]]:
    """Sessions of a place from 2023 on."""
    return [a(2023 + number, value, place) for number, value in enumerate(received)]


ABOUT, DOUBT, BROKEN = (100, "approximate"), (100, "conflict"), (None, "truncated")
TITLES = {
    "rise": (of("甲市", 386, 407), "甲市收到提案由2023年386件增至2024年407件"),
    "fall": (of("甲市", 407, 386), "甲市收到提案由2023年407件减至2024年386件"),
    "level": (of("甲市", 9, 9), "甲市收到提案2023年与2024年持平，均为9件"),
    "a peak between": (of("甲市", 10, 30, 20), "甲市收到提案由2023年10件增至2025年20件，2024年最多（30件）"),
    "a low between": (of("甲市", 10, 5, 20), "甲市收到提案由2023年10件增至2025年20件，2024年最少（5件）"),
    "a tie at the top": (
        of("甲市", 1, 9, 9, 3),
        "甲市收到提案由2023年1件增至2026年3件，2024年、2025年并列最多（9件）",
    ),
    "too many ties": (of("甲市", 1, 9, 9, 9, 9, 3), "甲市收到提案由2023年1件增至2028年3件"),
    "a peak among known": (
        of("甲市", 10, None, 30, 20),
        "甲市收到提案由2023年10件增至2026年20件，有数据的3次会议中2025年最多（30件）",
    ),
    "an approximate value may be higher": (
        of("甲市", 10, ABOUT, 30, 20),
        "甲市收到提案由2023年10件增至2026年20件",
    ),
    "compared up to the last exact value": (
        of("甲市", 10, 20, ABOUT),
        "甲市收到提案由2023年10件增至2024年20件",
    ),
    "one value": (of("甲市", 386), "甲市收到提案2023年386件"),
    "zero": (of("甲市", 0), "甲市收到提案2023年0件"),
    "nothing to compare": (of("甲市", ABOUT, DOUBT), "甲市收到提案2023年约100件，2024年100件（有出入）"),
    "not stated": (of("甲市", None, BROKEN), "甲市的会议未载明收到提案数"),
    "other scopes": ([a(2023, 9, scope="year")], "没有会议期间的收到提案数"),
    "a year's figure is not joined": ([a(2023, 9), a(2024, 99, scope="year")], "甲市收到提案2023年9件"),
    "the nation alone": ([nation(2023, 5), nation(2024, 9)], "全国政协收到提案由2023年5件增至2024年9件"),
    "the nation behind": ([*of("甲市", 5, 9), nation(2023, 90)], "甲市收到提案由2023年5件增至2024年9件"),
    "two places": (
        [*of("甲市", 5, 9), *of("乙市", 7, 7)],
        "甲市收到提案由2023年5件增至2024年9件；乙市收到提案2023年与2024年持平，均为7件",
    ),
    "several places": (
        [*of("甲市", 5, 9), *of("乙市", 7, 6), *of("丙市", 2, 2), *of("丁市", ABOUT, 3)],
        "首末两次可比会议相比，收到提案甲市增加，乙市减少，丙市持平，丁市无法比较",
    ),
    "one year": ([*of("甲市", 5), *of("乙市", 7)], "收到提案乙市2023年最多（7件）"),
    "no lead in doubt": ([*of("甲市", 5), *of("乙市", ABOUT)], "收到提案：甲市2023年5件，乙市2023年约100件"),
}


@pytest.mark.parametrize("case", TITLES)
def test_title(case: str) -> None:
    rows, title = TITLES[case]
    assert draw_trend(proposals_table(*rows)).title == title


def test_rates_go_up_and_down() -> None:
    rows = proposals_table(*(a(2023 + n, filing_rate=rate) for n, rate in enumerate((90.0, 95.5, 92.0))))
    chart = draw_trend(rows, measure="filing_rate")
    assert chart.title == "甲市立案率由2023年90%升至2025年92%，2024年最高（95.5%）"
    assert "纵轴自80%起" in chart.footnotes
    assert isinstance(chart.native, tuple)
    assert chart.native[0].span == (80, 95.5)


def test_english_titles() -> None:
    three = [*of("甲市", 5, 9), *of("乙市", 7, 6), *of("丙市", 2, 3)]
    assert draw_trend(proposals_table(*three), "en").title == (
        "Proposals received, first to last comparable session: up in 甲市 and 丙市; down in 乙市"
    )
    assert draw_trend(proposals_table(*of("甲市", 10, 30, 20)), "en").title == (
        "甲市: proposals received rose from 10 in 2023 to 20 in 2025; highest in 2024 (30)"
    )


CELL = st.one_of(
    st.none(),
    st.tuples(st.integers(0, 30), st.sampled_from(["reported", "derived", "approximate", "conflict"])),
    st.just((None, "truncated")),
)


def table(cells: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Places with a session for each cell."""
    rows = [row for number, values in enumerate(cells) for row in of(f"第{number}市", *values)]
    return proposals_table(*rows)


def exact(rows: pd.DataFrame, place: str) -> pd.DataFrame:
    """Rows of a place that may be compared."""
    rows = rows[(rows["place"] == place) & rows["received_state"].isin(["reported", "derived"])]
    return rows[rows["received"].notna()]


@given(st.lists(CELL, min_size=1, max_size=9))
@settings(max_examples=20, deadline=None)
def test_a_title_of_one_place_is_true(cells: list[Any]) -> None:
    rows = table([cells])
    title = trend_title(courses_of(rows, "zh", "received"), "zh")
    known = exact(rows, "第0市")
    moved = re.search(r"由(\d+)年(\d+)件(增|减)至(\d+)年(\d+)件", title)
    assert (moved is None) == (len(known) < 2 or known["received"].iloc[0] == known["received"].iloc[-1])
    if moved:
        told = [int(moved[group]) for group in (1, 2, 4, 5)]
        ends = known.iloc[[0, -1]]
        assert told == [int(value) for _, row in ends.iterrows() for value in (row["year"], row["received"])]
        assert (moved[3] == "增") == (told[3] > told[1])
    if peak := re.search(r"(最多|最少)（(\d+)件）", title):
        assert not rows["received_state"].isin(["approximate", "conflict"]).any()
        assert int(peak[2]) == (known["received"].max() if peak[1] == "最多" else known["received"].min())
        years = known[known["received"] == int(peak[2])]["year"]
        assert [int(year) for year in re.findall(r"(\d{4})年", title)][2:] == years.tolist()
        assert ("有数据的" in title) == (
            len(known) < known["year"].max() - known["year"].min() + 1 or rows["received"].isna().any()
        )


@given(st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=2, max_size=12))
@settings(max_examples=15, deadline=None)
def test_a_title_of_many_places_counts_them_rightly(cells: list[list[Any]]) -> None:
    rows = table(cells)
    title = direction_title(courses_of(rows, "zh", "received"), "zh")
    ways = {"增加": 0, "减少": 0, "持平": 0, "无法比较": 0}
    for number in range(len(cells)):
        known = exact(rows, f"第{number}市")["received"]
        change = known.iloc[-1] - known.iloc[0] if len(known) > 1 else None
        ways[
            "无法比较" if change is None else "增加" if change > 0 else "减少" if change < 0 else "持平"
        ] += 1
    if rows["received"].isna().all():
        assert "未载明" in title
    elif ways["无法比较"] == len(cells):
        assert "没有两次可比" in title
    elif len(cells) in ways.values():
        assert f"{len(cells)}地收到提案均" in title
    else:
        told = {way: int(number) for number, way in re.findall(r"(\d+)地(增加|减少|持平|无法比较)", title)}
        assert told == {way: number for way, number in ways.items() if number}


def panels(rows: list[dict[str, Any]], measure: str = "received") -> tuple[Panel, ...]:
    native = draw_trend(proposals_table(*rows), measure=measure).native
    assert isinstance(native, tuple)
    return native


def test_a_gap_has_its_word_and_a_zero_its_label() -> None:
    (panel,) = panels(of("甲市", 0, None, BROKEN, (7, "derived")))
    assert panel.categories == ("2023", "2024（未载明）", "2025（原文中断）", "2026")
    assert [point.value for point in panel.series[0].points] == [0, None, None, 7]
    assert [point.label for point in panel.series[0].points] == ["0", "", "", "7*"]
    assert panel.series[0].points[-1].derived
    drawn = texts(draw_trend(proposals_table(*of("甲市", 0, None, BROKEN, 7))))
    assert {"0", "未载明", "原文中断", "甲市 7件"} <= set(drawn)


def test_doubtful_values_are_marked() -> None:
    drawn = texts(draw_trend(proposals_table(*of("甲市", 50, ABOUT, (60, "conflict"), 70))))
    assert {"约100", "60†"} <= set(drawn)


def test_the_nation_has_a_scale_of_its_own_where_it_must() -> None:
    far, near = [nation(2023, 5898)], [nation(2023, 12)]
    place, below = panels([*of("甲市", 9, 8), *far])
    assert [series.behind for series in (*place.series, *below.series)] == [False, True]
    assert below.heading == "对照：全国（刻度不同）"
    (together,) = panels([*of("甲市", 9, 8), *near])
    assert [series.behind for series in together.series] == [False, True]


def test_the_nation_is_drawn_in_the_years_of_the_places() -> None:
    chart = draw_trend(proposals_table(*of("甲市", 9, 8), *(nation(year, 9) for year in range(1993, 2026))))
    assert chart.data["year"].min() == 2023
    assert "全国只画各地所在年份，另有31次会议未画入" in chart.footnotes


def test_a_line_joins_only_neighbouring_years() -> None:
    course = courses_of(proposals_table(a(2020, 1), a(2021, 2), a(2023, 3)), "zh", "received").places[0]
    assert list(course.runs()) == [[0, 1], [3]]


TERMS = {
    "a change": ([a(2025, 1), a(2026, 2), a(2027, 3)], [(0, 14), (2, 15)]),
    "one committee": ([a(2023, 1), a(2024, 2)], []),
    "a session number tells the first year": (
        [proposal("甲市", 2020, term=13, session=3), proposal("甲市", 2024, term=14, session=2)],
        [(0, 13), (3, 14)],
    ),
    "no number": ([proposal("甲市", 2020, term=13, session=3), proposal("甲市", 2024, term=None)], []),
    "places differ": ([a(2026, 1), a(2027, 1), proposal("乙市", 2026, term=7)], []),
}


@pytest.mark.parametrize("case", TERMS)
def test_committees(case: str) -> None:
    rows, starts = TERMS[case]
    assert term_starts(courses_of(proposals_table(*rows), "zh", "received")) == starts


def test_two_sessions_of_one_year_keep_apart() -> None:
    rows = [
        proposal("甲市", 2023, term=13, session=5, received=4),
        proposal("甲市", 2023, session=1, received=5),
    ]
    courses = courses_of(proposals_table(*rows), "zh", "received")
    assert courses.slots == ("2023", "2023 十四届一次")
    assert courses.places[0].values == {0: 4, 1: 5}


def test_what_is_left_out_is_named() -> None:
    rows = proposals_table(a(2023, 1), a(2023, 9, scope="year"), a(None, 3))
    notes = draw_trend(rows).footnotes
    assert "口径不同，未画入：甲市2023年（全年）" in notes
    assert "年份未载明，未画入：甲市十四届二次" in notes


def test_many_places_become_small_multiples() -> None:
    rows = [row for number in range(9) for row in of(f"第{number}市", number, 9)]
    assert draw_trend(proposals_table(*rows)).name == "multiples_received"
    assert draw_trend(proposals_table(*rows[:-2])).name == "trend_received"


def test_panels_stand_in_the_order_of_their_last_value_on_one_scale() -> None:
    rows = [*of("甲市", 5, 1), *of("乙市", 2, None), *of("丙市", 1, 8), *of("丁市", None, None)]
    native = draw_multiples(proposals_table(*rows)).native
    assert isinstance(native, tuple)
    assert [panel.heading for panel in native] == ["丙市", "乙市", "甲市", "丁市"]
    assert {panel.span for panel in native} == {(0, 8)}


def test_more_than_forty_places_are_counted() -> None:
    rows = [row for number in range(43) for row in of(f"第{number}市", number, number + 1)]
    chart = draw_multiples(proposals_table(*rows))
    assert "按末次数值画前40地，另有3地未画入" in chart.footnotes
    assert chart.data["place"].nunique() == 40
    assert chart.title == "首末两次可比会议相比，40地收到提案均增加"
    assert collisions(chart, "a4_half") == []
    assert chart.figure("a4_half").get_size_inches()[1] < 225 / 25.4


def full(places: int, years: range) -> list[dict[str, Any]]:
    """Long names, every state, gaps."""
    cells: list[Any] = [400, 407, ABOUT, None, (386, "derived"), BROKEN, DOUBT, 0]
    names = [*LONG, *(f"第{number}市" for number in range(40))]
    return [
        a(year, cells[(year * 3 + number * 5) % 8], names[number])
        for number in range(places)
        for year in years
    ]


DRAWN = {
    "one": full(1, range(2023, 2024)),
    "nothing stated": of("甲市", None) + of(LONG[2], BROKEN),
    "decades": full(1, range(1993, 2027)),
    "eight over decades": full(8, range(1993, 2027)),
    "with the nation": [*full(3, range(2021, 2026)), *(nation(year, 5898) for year in range(2020, 2026))],
    "twelve": full(12, range(2021, 2026)),
    "only a year": [a(2023, 9, scope="year")],
}


# English words are the longer ones: the widest and the narrowest size show it
@pytest.mark.parametrize(
    ("lang", "size"), [*(("zh", size) for size in SIZES), ("en", "slide_full"), ("en", "a4_half")]
)
@pytest.mark.parametrize("case", DRAWN)
def test_labels_keep_apart(case: str, lang: str, size: str) -> None:
    assert collisions(draw_trend(proposals_table(*DRAWN[case]), lang), size) == []


def test_refuses_no_rows_and_unknown_measures() -> None:
    rows = proposals_table(*of("甲市", 1))
    with pytest.raises(UserError, match="no rows"):
        draw_trend(rows.iloc[:0])
    with pytest.raises(UserError, match="unknown measure 'rate'"):
        draw_trend(rows, measure="rate")
    with pytest.raises(UserError, match="unknown language 'fr'"):
        draw_multiples(rows, "fr")


@given(st.lists(st.floats(0, 4), min_size=1, max_size=8))
def test_spread_labels_keep_order_and_distance(levels: list[float]) -> None:
    placed = spread(levels, [0.3] * len(levels), 0, 4)
    order = sorted(range(len(levels)), key=levels.__getitem__)
    gaps = [placed[b] - placed[a] for a, b in pairwise(order)]
    assert all(gap > 0.3 - 1e-9 for gap in gaps)
    assert min(placed) > 0.15 - 1e-9
    assert max(placed) < 3.85 + 1e-9


def test_a_label_takes_its_room_once() -> None:
    room = Room(Box(0, 0, 1, 0.5))
    assert room.place(0.5, 0.3, "386") is not None
    spots = {room.place(0.5, 0.3, "386") for _ in range(12)}
    assert None in spots  # the room is used up
