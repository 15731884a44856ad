"""Moves of category shares: only what may be compared, true titles, and room for every place."""

from typing import Any

import pandas as pd
import pytest

from cppcc_analysis.charts.category_change import draw_category_change
from cppcc_analysis.charts.sizes import SIZES
from tests.charts.layout import collisions, texts
from tests.charts.schemes import FINE, OLDER, scheme, shares
from tests.charts.tables import CATEGORIES_2023, CATEGORIES_2024, categories_table


def _two(place: str, before: Any, after: Any, **cells: Any) -> list[dict[str, Any]]:
    """Shares of 经济建设 in two years."""
    return [*shares(place, 2023, before, **cells), *shares(place, 2024, after, **cells)]


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
    "no move": ([*shares("甲市", 2023, 60.0), *shares("甲市", 2024, 60.0)], "甲市可比类别的提案占比不变"),
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
    # 30 to 36.3 at most, 31.5 to 38.5
    "what is approximate may not have moved": (
        [*shares("甲市", 2023, (33.0, "approximate")), *shares("甲市", 2024, (35.0, "approximate"))],
        "甲市的占比为约数，看不出升降",
    ),
    "equal and approximate": (
        [*shares("甲市", 2023, (30.0, "approximate")), *shares("甲市", 2024, 30.0)],
        "甲市的占比为约数，看不出升降",
    ),
    "approximate and far": (
        [*shares("甲市", 2023, (30.0, "approximate")), *shares("甲市", 2024, 50.0)],
        "甲市经济建设类占比上升约20个百分点",
    ),
    "the largest of two places": (
        [row for place, last in (("甲市", 50.0), ("乙市", 45.0)) for row in _two(place, 60.0, last)],
        "变动最大的是乙市经济建设类占比下降15个百分点",
    ),
    "the largest of two places may be another": (
        [*_two("甲市", 60.0, 50.0), *_two("乙市", (60.0, "approximate"), (45.0, "approximate"))],
        "乙市经济建设类占比下降约15个百分点",
    ),
    "a tie of two places": (
        [*_two("甲市", 60.0, 50.0), *_two("乙市", 30.0, 40.0)],
        "甲市、乙市各有类别变动10个百分点，为所列各地中最大",
    ),
    "two places, different bases": (
        [*_two("甲市", 60.0, 50.0), *_two("乙市", 30.0, 45.0, base="received"), *_two("丙市", 50.0, 49.0)],
        "占立案提案的比重中，变动最大的是甲市经济建设类占比下降10个百分点",
    ),
    "conflict": ([*_two("甲市", 60.0, (50.0, "conflict"))], None),
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


LONG = ["黔西南布依族苗族自治州", "博尔塔拉蒙古自治州", "双江拉祜族佤族布朗族傣族自治县"]


def places(number: int) -> pd.DataFrame:
    """Five categories in two years in so many places; two shares are 0, one is derived, some lie close together."""
    rows = []
    for place in range(number):
        name = LONG[place] if place < len(LONG) else f"{place}市"
        rows += shares(name, 2023, 40.0 + place, 1.0, 0.0, 40.0, 2.0)
        rows += shares(name, 2024, 30.0, (1.2, "derived"), 0.5, 55.0 + 2 * place, 0.0)
    return categories_table(*rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("number", [1, 2, 3, 7])
def test_every_size_has_room(number: int, lang: str) -> None:
    chart = draw_category_change(places(number), lang)
    assert chart is not None
    assert {size: faults for size in SIZES if (faults := collisions(chart, size))} == {}


def test_places_without_room_are_named() -> None:
    chart = draw_category_change(places(7))
    assert chart is not None
    drawn = {size: set(texts(chart, size)) for size in SIZES}
    for size in SIZES:
        notes = "".join((*chart.footnotes, *chart.plot(SIZES[size].inner).notes))
        for place in [*LONG, *(f"{number}市" for number in range(3, 7))]:
            assert (place in drawn[size]) != (place in notes), (size, place)
    # the largest move comes first, so it is drawn in every size
    assert chart.title == "变动最大的是6市社会建设类占比上升27个百分点"
    assert all("6市" in names for names in drawn.values())


def test_the_unit_of_a_change_is_told_in_every_size() -> None:
    chart = draw_category_change(places(6))
    assert chart is not None
    for size in SIZES:
        inside = any("个百分点）" in text for text in texts(chart, size))
        assert inside != ("括号内为变动的百分点数" in chart.plot(SIZES[size].inner).notes), size


def test_native_lines_have_two_years_and_the_change() -> None:
    chart = draw_category_change(categories_table(*CATEGORIES_2023, *CATEGORIES_2024))
    assert chart is not None
    assert isinstance(chart.native, tuple)
    (panel,) = chart.native
    assert (panel.kind, panel.categories, panel.unit) == ("lines", ("2023", "2024"), "%")
    lines = {line.name: [(p.value, p.label, p.derived) for p in line.points] for line in panel.series}
    assert lines["文化建设"] == [(11.2, "11.2%*", True), (23.9, "23.9%（+12.7个百分点）", False)]
    assert list(lines) == ["经济建设", "政治建设", "文化建设"]


def test_native_panels_share_one_scale_and_name_their_base() -> None:
    rows = [*_two("甲市", 60.0, 50.0), *_two("乙市", 30.0, 75.0, base="received")]
    chart = draw_category_change(categories_table(*rows))
    assert chart is not None
    assert isinstance(chart.native, tuple)
    headings = [panel.heading for panel in chart.native]
    assert headings == ["乙市（占收到提案的比重）", "甲市（占立案提案的比重）"]
    assert {panel.span for panel in chart.native} == {(0.0, 75.0)}


def test_two_sessions_of_one_year_are_told_apart() -> None:
    rows = [*shares("甲市", 2023, 60.0), *(row | {"session": 3} for row in shares("甲市", 2023, 50.0))]
    chart = draw_category_change(categories_table(*rows))
    assert chart is not None
    assert {"十四届二次", "十四届三次"} <= set(texts(chart))


@pytest.mark.parametrize(("last", "named"), [((50.0, 20.0), False), ((20.0, 50.0), True)])
def test_crossing_lines_are_named_on_both_sides(last: tuple[float, float], named: bool) -> None:
    chart = draw_category_change(
        categories_table(*shares("甲市", 2023, 60.0, 40.0), *shares("甲市", 2024, *last))
    )
    assert chart is not None
    for size in SIZES:
        assert any(text.startswith("政治 ") for text in texts(chart, size)) == named, size
