"""Diverging bars: what leads on either side, and what may be said of few documents."""

import math

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.keyness import Sides, draw_keyness
from cppcc_analysis.charts.layers import draw_layer_shares
from cppcc_analysis.charts.native import Grid
from cppcc_analysis.charts.sizes import SIZES
from cppcc_analysis.charts.style import FILED
from cppcc_analysis.errors import UserError
from tests.charts.layout import collisions, texts
from tests.charts.tables import comparison_table, dots_table, shares_table

OCCASIONS = pd.DataFrame({"place": ["甲市", "甲市"], "year": [2023, 2024]})
SIDES = Sides("keyness_years", "甲市2024年", "2023年", OCCASIONS)


def draw(*counts: tuple[str, int, int], documents: int = 3, lang: str = "zh") -> Chart | None:
    rows = comparison_table(*counts, documents=documents)
    return draw_keyness(rows, dots_table(rows), lang, sides=SIDES)


def boxes(chart: Chart, tone: str) -> list[tuple[float, float]]:
    """Width and height of each rectangle of that tone, in inches."""
    found = [box for box in chart.figure().findobj(Rectangle) if isinstance(box, Rectangle)]
    return [(box.get_width(), box.get_height()) for box in found if to_hex(box.get_facecolor()) == tone]


@pytest.mark.parametrize(
    ("difficulty", "counts", "title"),
    [
        ("both sides", [("双碳", 9, 0), ("三农", 0, 9)], "甲市2024年多见“双碳”，2023年多见“三农”"),
        ("one side", [("双碳", 9, 0)], "甲市2024年多见“双碳”"),
        ("the other side", [("双碳", 0, 9)], "2023年多见“双碳”"),
        (
            "no more than three are named, the strongest first",
            [("双碳", 14, 0), ("三农", 17, 0), ("双减", 15, 0), ("托育", 16, 0)],
            "甲市2024年多见“三农”“托育”“双减”",
        ),
        ("what may be chance is not named", [("双碳", 90, 0), ("三农", 9, 6)], "甲市2024年多见“双碳”"),
        ("what is alike is not named", [("双碳", 9, 0), ("三农", 4, 6)], "甲市2024年多见“双碳”"),
    ],
)
def test_title(difficulty: str, counts: list[tuple[str, int, int]], title: str) -> None:
    chart = draw(*counts)
    assert chart is not None
    assert chart.title == title


def test_where_nothing_differs_there_is_no_chart() -> None:
    assert draw(("双碳", 4, 6), ("三农", 2, 3)) is None


def test_the_rows_drawn_are_the_data() -> None:
    chart = draw(("双碳", 9, 0), ("三农", 0, 9), ("双减", 4, 6))
    assert chart is not None
    assert chart.data["word"].tolist() == ["双碳", "三农"]
    assert {"双碳", "三农", "9", "0", "次数", "3篇", "2000字", "3000字", "2倍"} <= set(texts(chart))
    assert "双减" not in texts(chart)


@pytest.mark.parametrize(("documents", "told"), [(3, True), (30, False)])
def test_few_documents_have_dots_and_no_interval(documents: int, told: bool) -> None:
    chart = draw(("双碳", 90, 0), ("三农", 0, 90), documents=documents)
    assert chart is not None
    assert any("不给区间" in note for note in chart.footnotes) == told
    assert any("每篇的频率" in text for text in texts(chart)) == told


def test_chance_breaks_and_layers_are_said() -> None:
    weak, strong = draw(("双碳", 2, 0)), draw(("双碳", 90, 0))
    assert weak is not None
    assert strong is not None
    assert any("没有一个用语的差别超出偶然" in note for note in weak.footnotes)
    assert not any("没有一个用语的差别超出偶然" in note for note in strong.footnotes)
    assert {"有文本中断：0次不等于没有", "固定表述不计"} <= set(weak.footnotes)


def test_in_english() -> None:
    chart = draw(("双碳", 9, 0), ("三农", 0, 9), lang="en")
    assert chart is not None
    assert chart.title == "More in 甲市2024年: 双碳; more in 2023年: 三农"
    with pytest.raises(UserError, match="unknown language 'fr'"):
        draw(("双碳", 9, 0), lang="fr")


def test_dots_have_a_scale() -> None:
    chart = draw(("双碳", 9, 0), ("三农", 0, 5))
    assert chart is not None
    # 9 occurrences in 2,000 characters
    assert "45" in texts(chart)


def test_a_bar_tells_one_occurrence_from_two() -> None:
    chart = draw(("双碳", 2, 0), ("三农", 1, 0), ("双减", 90, 0))
    assert chart is not None
    bars = sorted(box[1] for box in boxes(chart, FILED) if box[0] > 0.6)
    assert len(bars) == 3
    assert bars[0] < bars[1] < bars[2]


def test_bars_to_both_sides_as_a_chart_of_its_own() -> None:
    chart = draw(("双碳", 9, 0), ("三农", 0, 9))
    assert chart is not None
    assert not isinstance(chart.native, Grid)
    (panel,) = chart.native
    assert panel.categories == ("双碳", "三农")
    values = [point.value for point in panel.series[0].points]
    assert values == [pytest.approx(value / math.log(2)) for value in chart.data["log_odds"]]
    assert [point.label for point in panel.series[0].points] == ["9次对0次", "0次对9次"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("documents", [3, 30])
def test_every_size(documents: int, size: str, lang: str) -> None:
    words = ["黄河流域生态保护和高质量发展", "铸牢中华民族共同体意识", "三农", "双碳"]
    rows = comparison_table(*[(word, 9 - 3 * n, 3 * n) for n, word in enumerate(words)], documents=documents)
    sides = Sides("keyness", "双江拉祜族佤族布朗族傣族自治县2024年", "2023年", OCCASIONS)
    chart = draw_keyness(rows, dots_table(rows), lang, sides=sides)
    assert chart is not None
    assert collisions(chart, size) == []


def test_a_group_without_a_text_is_a_gap() -> None:
    rows = shares_table(("甲市", 2024, 30.0), ("乙市", 2024, 12.0))
    rows.loc[rows["place"] == "乙市", "share"] = None
    chart = draw_layer_shares(rows)
    assert "无文本" in texts(chart)
    assert not isinstance(chart.native, Grid)
    (panel,) = chart.native
    assert panel.categories == ("甲市 2024", "乙市 2024（无文本）")
    assert [series.points[1].value for series in panel.series] == [None] * 4
    assert sum(series.points[0].value or 0 for series in panel.series) == pytest.approx(100)
    assert [series.points[0].label for series in panel.series] == ["30.0%", "30.0%", "3.4%", "36.6%"]


@pytest.mark.parametrize("size", SIZES)
def test_a_narrow_layer_has_its_number(size: str) -> None:
    drawn = texts(draw_layer_shares(shares_table(("甲市", 2024, 0.4))), size)
    assert any("固定表述0.4%" in text for text in drawn)


LAYERS = {
    "one group": ([("甲市", 2024, 30.0)], "甲市2024年的文本有30.0%是固定表述"),
    "alike as printed": (
        [("甲市", 2024, 30.0), ("乙市", 2024, 12.34), ("丁市", 2024, 12.33)],
        "2组文本中，固定表述都占12.3%",
    ),
    # the text of 甲市 breaks off: it is drawn, and ranked nowhere beside whole ones
    "several": (
        [("甲市", 2024, 30.0), ("乙市", 2024, 12.34), ("丁市", 2024, 20.0)],
        "文本完整的2组中，固定表述占比丁市2024年最高（20.0%），乙市2024年最低（12.3%）",
    ),
    "only like texts": (
        [("甲市", 2024, 30.0), ("乙市", 2024, 12.34), ("丁市", 2024, 20.0), ("丙市", 2023, 2.0)],
        "文本种类相同且完整的2组中，固定表述占比丁市2024年最高（20.0%），乙市2024年最低（12.3%）",
    ),
}


@pytest.mark.parametrize("case", LAYERS)
def test_layers(case: str) -> None:
    shares, title = LAYERS[case]
    chart = draw_layer_shares(shares_table(*shares))
    assert chart.title == title
    assert {"30.0%", "36.6%", "固定表述"} <= set(texts(chart))
    assert "甲市2024年的文本有中断，所缺部分会改变比重" in chart.footnotes
