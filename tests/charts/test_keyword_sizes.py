"""Dots and themes in every size, and the same as charts that other programs draw."""

import pandas as pd
import pytest

from cppcc_analysis.charts.keywords import draw_term_rates, draw_theme_rates
from cppcc_analysis.charts.native import Grid, Panel
from cppcc_analysis.charts.sizes import SIZES
from tests.charts.layout import collisions, texts
from tests.charts.tables import rate, rates_table

LONG = ["黔西南布依族苗族自治州", "双江拉祜族佤族布朗族傣族自治县", "阳泉市", "绛县"]
WORDS = ["高质量发展", "黄河流域生态保护和高质量发展", "铸牢中华民族共同体意识", "养老"]


def rates_of(columns: int) -> pd.DataFrame:
    return rates_table(
        *(
            rate(
                LONG[number % 4],
                2020 + number // 4,
                word,
                (5 * line + 3 * number) % 11,
                3000,
                0 if number == 1 else 2,
            )
            for number in range(columns)
            for line, word in enumerate(WORDS)
            if (number, line) != (2, 1)
        )
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("columns", [1, 5, 12])
def test_labels_keep_clear_of_each_other(columns: int, size: str, lang: str) -> None:
    rows = rates_of(columns)
    for chart in (draw_term_rates(rows, lang), draw_theme_rates(rows, lang)):
        assert chart is not None
        assert collisions(chart, size) == []


@pytest.mark.parametrize("size", SIZES)
def test_every_size_has_every_cell(size: str) -> None:
    chart = draw_term_rates(rates_of(5))
    counted = chart.data[chart.data["documents"] > 0]
    drawn = texts(chart, size)
    assert drawn.count("无文本") == len(WORDS)
    assert drawn.count("未统计") == 1
    assert drawn.count("0") == int((counted["count"] == 0).sum())
    assert sum(text.endswith(")") and "(" in text for text in drawn) == int((counted["count"] > 0).sum())


def test_few_city_years_are_bars() -> None:
    chart = draw_term_rates(rates_of(3))
    assert not isinstance(chart.native, Grid)
    (panel,) = chart.native
    assert panel.kind == "bars"
    names = [series.name for series in panel.series]
    assert sorted(names) == sorted(
        [
            "黔西南布依族苗族自治州 2020（2篇）",
            "双江拉祜族佤族布朗族傣族自治县 2020（无文本）",
            "阳泉市 2020（2篇）",
        ]
    )
    assert "黄河流域生态保护和高质量发展（阳泉市 2020未统计）" in panel.categories
    points = {series.name: series.points for series in panel.series}
    assert all(point.value is None for point in points["双江拉祜族佤族布朗族傣族自治县 2020（无文本）"])
    first = dict(zip(panel.categories, points["黔西南布依族苗族自治州 2020（2篇）"], strict=True))
    assert (first["高质量发展"].value, first["高质量发展"].label) == (0.0, "0")
    assert first["养老"].label == "13.3 (4)"


def test_many_city_years_are_a_grid() -> None:
    assert isinstance(draw_term_rates(rates_of(12)).native, Grid)


def test_themes_are_a_grid_with_gaps_and_zeros() -> None:
    chart = draw_theme_rates(rates_of(3))
    assert chart is not None
    assert isinstance(chart.native, Grid)
    cells = [cell for row in chart.native.rows for cell in row[1:]]
    assert any(cell.gap and cell.text == "无文本" and cell.value is None for cell in cells)
    assert all((cell.text == "0") == (cell.value == 0) for cell in cells)
    assert all((cell.tone is None) == (cell.gap or cell.value == 0) for cell in cells)


def test_an_english_chart_says_what_the_terms_mean() -> None:
    chart = draw_term_rates(rates_of(2), "en")
    assert "high-quality development" in texts(chart)
    assert not isinstance(chart.native, Grid)
    assert isinstance(chart.native[0], Panel)
    assert "高质量发展 (high-quality development)" in chart.native[0].categories
    assert "high-quality development" not in texts(draw_term_rates(rates_of(2)))
