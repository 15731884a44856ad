"""Bars of parts: labels that fit, names for all that is hatched or narrow, and the same in native charts."""

from typing import Any

import pytest

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.parts import by_base
from cppcc_analysis.charts.proposers import _TONES, draw_proposers
from cppcc_analysis.charts.shares import draw_shares
from cppcc_analysis.charts.sizes import SIZES
from cppcc_analysis.charts.stack import Bar, Block, Part, merged_order, plot_stack
from cppcc_analysis.charts.stack_native import native_stack
from cppcc_analysis.charts.style import CATEGORY_TONES, UNMAPPED, contrast, ink_on, paler
from tests.charts.layout import collisions, texts
from tests.charts.schemes import OLDER, scheme, shares
from tests.charts.tables import (
    CATEGORIES_2023,
    CATEGORIES_2024,
    JIANGXIAN,
    TAIYUAN,
    categories_table,
    figure,
    figures_table,
    proposal,
    proposals_table,
)

LONG = ["黔西南布依族苗族自治州", "博尔塔拉蒙古自治州", "双江拉祜族佤族布朗族傣族自治县"]


def chart_of(*rows: dict[str, Any], lang: str = "zh", silent: tuple[dict[str, Any], ...] = ()) -> Chart:
    """Shares of `rows`; `silent`: sessions without any."""
    sessions = {(row["place"], row["year"]): row["session"] for row in rows}
    stated = [proposal(place, year, session=session) for (place, year), session in sessions.items()]
    return draw_shares(categories_table(*rows), proposals_table(*stated, *silent), lang)


def many(number: int) -> list[dict[str, Any]]:
    """Long names, a zero, narrow parts, wordings that map to nothing, a remainder, two bases."""
    rows = []
    for place in range(number):
        name = LONG[place] if place < len(LONG) else f"{LONG[place % 3]}{place}"
        if place % 4 == 3:
            rows += scheme(name, 2024, *OLDER, base="received")
        else:
            rows += shares(name, 2024, 33.4, 0.0, (1.3, "approximate"), (40.1, "derived"), 20.0)
    return rows


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("number", [1, 5, 12, 38])
def test_every_size_has_room(number: int, lang: str) -> None:
    chart = chart_of(*many(number), lang=lang, silent=(TAIYUAN, JIANGXIAN))
    assert {size: faults for size in SIZES if (faults := collisions(chart, size))} == {}
    for size in ("a4_full", "a4_half"):
        # the type area of a page is 225 mm high
        assert chart.figure(size).get_size_inches()[1] <= 225 / 25.4, size


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_proposers_in_every_size(lang: str) -> None:
    rows = [
        figure(place, 2023, base, item, share, "%")
        for place, base in zip(LONG, ("filed", "received", "filed"), strict=True)
        for item, share in (("委员", 99.6), ("集体", 0.4), ("各民主党派和有关人民团体", 0.0))
    ]
    sessions = proposals_table(*(proposal(place, 2023) for place in LONG), TAIYUAN)
    chart = draw_proposers(figures_table(*rows), sessions, lang)
    assert {size: faults for size in SIZES if (faults := collisions(chart, size))} == {}


@pytest.mark.parametrize("size", SIZES)
def test_every_part_is_told_in_every_size(size: str) -> None:
    chart = chart_of(*scheme("甲市", 2023, *OLDER), *shares("甲市", 2024, 96.0, 0.0, 2.2, 1.8))
    told = "".join("".join((*texts(chart, size), *chart.plot(SIZES[size].inner).notes)).split())
    for wording in ("科教文卫体", "政法、统战和其他", "做靓门户", "政治建设0%", "2.2%", "1.8%"):
        assert wording in told, wording


def test_wide_parts_need_no_note() -> None:
    chart = chart_of(*shares("甲市", 2024, 40.0, 60.0))
    assert [chart.plot(size.inner).notes for size in SIZES.values()] == [()] * 4


def test_labels_stand_above_the_bars_where_there_is_no_room_beside() -> None:
    bars = tuple(Bar(name, (Part("甲", 100.0, "#1f4e79", ("100%",)),), "") for name in LONG)
    wide, narrow = (
        plot_stack([Block("", bars)], SIZES[size].inner, "zh") for size in ("slide_full", "a4_half")
    )
    assert narrow.least > wide.least


def test_shares_above_100_by_rounding_reach_the_end_and_no_further() -> None:
    rows = shares("甲市", 2024, 33.4, 33.4, 33.4)
    chart = chart_of(*rows, *shares("乙市", 2024, 50.0, 50.0))
    assert isinstance(chart.native, tuple)
    assert chart.native[0].span == pytest.approx((0.0, 100.2))
    # rounding is no gap and no surplus
    assert not any(series.hatched for series in chart.native[0].series)
    assert not any("超过" in note for note in chart.footnotes)
    for size in SIZES:
        edges = [patch.get_x() + patch.get_width() for patch in chart.figure(size).axes[0].patches]
        assert max(edges) <= SIZES[size].width / SIZES[size].scale - SIZES[size].margin + 1e-6


def test_native_parts_say_what_the_picture_says() -> None:
    chart = chart_of(*CATEGORIES_2023, *CATEGORIES_2024, silent=(JIANGXIAN,))
    assert isinstance(chart.native, tuple)
    (panel,) = chart.native
    assert (panel.kind, panel.unit) == ("stacked", "%")
    assert panel.categories == ("阳泉市 2023", "阳泉市 2024", "绛县 2024（未载明）")
    points = {line.name: [(p.value, p.label, p.derived) for p in line.points] for line in panel.series}
    gap = (None, "", False)
    assert points["文化建设"] == [(11.2, "11.2%*", True), (23.9, "23.9%", False), gap]
    assert points["未分别载明"] == [(50.7, "社会建设、生态文明建设合计 50.7%*", True), gap, gap]
    assert [line.name for line in panel.series if line.hatched] == ["未分别载明"]
    assert [line.name for line in panel.series][:5] == list(CATEGORY_TONES)


def test_native_parts_of_one_tone_are_series_of_their_own() -> None:
    parts = tuple(Part(name, 25.0, "#75619b", ("25%",), True, "几类") for name in "甲乙丙丁")
    (panel,) = native_stack([Block("", (Bar("一", parts, ""), Bar("二", parts[:1], "")))], "zh")
    assert [line.name for line in panel.series] == ["几类", "几类 2", "几类 3", "几类 4"]
    assert [line.points[0].label for line in panel.series] == ["甲 25%", "乙 25%", "丙 25%", "丁 25%"]
    assert [line.points[1].value for line in panel.series] == [25.0, None, None, None]


def test_a_zero_is_a_labelled_zero() -> None:
    chart = chart_of(*shares("甲市", 2024, 0.0, 100.0))
    assert isinstance(chart.native, tuple)
    assert [(s.points[0].value, s.points[0].label) for s in chart.native[0].series] == [
        (0.0, "0%"),
        (100.0, "100%"),
    ]
    assert chart.plot(SIZES["slide_full"].inner).notes == ("图中未标的窄条：甲市 2024 经济建设 0%",)


def test_bars_of_another_base_stand_in_a_block_of_their_own() -> None:
    bars = [
        (base, Bar(label, (), "")) for label, base in zip("甲乙丙", ("filed", "received", None), strict=True)
    ]
    blocks = by_base(bars, "zh")
    assert [[bar.label for bar in block.bars] for block in blocks] == [["甲", "丙"], ["乙"]]
    assert [block.heading for block in by_base(bars[::2], "zh")] == [""]


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ([], []),
        ([["甲", "丙"], ["甲", "乙", "丙"]], "甲乙丙"),
        ([["丙"], ["甲", "丙"]], "甲丙"),
        ([["甲"], ["丙"]], "甲丙"),
        ([["甲", "丙"], ["甲", "乙"]], "甲乙丙"),
    ],
)
def test_one_order_for_all_bars(rows: list[list[str]], order: str) -> None:
    assert merged_order(rows) == list(order)


@pytest.mark.parametrize("tone", [*CATEGORY_TONES.values(), *_TONES.values(), *UNMAPPED])
def test_a_computed_part_survives_grey_print(tone: str) -> None:
    assert contrast(paler(tone), tone) >= 1.3
    assert contrast(ink_on(paler(tone)), paler(tone)) >= 4.5


def test_a_computed_part_is_framed_in_its_full_tone() -> None:
    chart = chart_of(*shares("甲市", 2024, (40.0, "derived"), 60.0))
    boxes = [patch for patch in chart.figure().axes[0].patches if patch.get_height() > 0.2]
    full, inner, stated = (patch for patch in boxes if patch.get_width() > 1)
    tones = [
        tuple(round(255 * part) for part in patch.get_facecolor()[:3]) for patch in (full, inner, stated)
    ]
    hexed = ["#" + "".join(f"{part:02x}" for part in tone) for tone in tones]
    economic, political = list(CATEGORY_TONES.values())[:2]
    assert hexed == [economic, paler(economic), political]
    assert inner.get_width() < full.get_width()
