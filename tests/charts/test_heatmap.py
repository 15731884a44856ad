"""Terms × city-years: the order of the rows, 0 and gaps, what narrow cells leave to the legend, glosses."""

import pandas as pd
import pytest

from cppcc_analysis.charts.heatmap import draw_term_heatmap
from cppcc_analysis.charts.native import Grid
from cppcc_analysis.charts.sizes import SIZES
from cppcc_analysis.errors import UserError
from tests.charts.layout import collisions, texts
from tests.charts.tables import rate, rates_table

LONG = ["黔西南布依族苗族自治州", "双江拉祜族佤族布朗族傣族自治县", "阳泉市", "绛县"]
WORDS = ["高质量发展", "黄河流域生态保护和高质量发展", "铸牢中华民族共同体意识", "养老", "文旅融合"]


def field(columns: int, words: list[str] = WORDS) -> pd.DataFrame:
    """A column without texts, a term that was not counted once, zeros."""
    return rates_table(
        *(
            rate(
                LONG[number % 4],
                2010 + number // 4,
                word,
                (5 * line + 3 * number) % 11,
                3000,
                0 if number == 1 else 2,
            )
            for number in range(columns)
            for line, word in enumerate(words)
            if (number, line) != (2, 1)
        )
    )


TITLES = {
    "in all": (
        [
            rate("甲市", 2023, "教育", 9),
            rate("乙市", 2023, "教育", 1),
            rate("甲市", 2023, "医疗", 9),
            rate("乙市", 2023, "医疗", 0),
        ],
        "全部2组文本都有“教育”；2个词语中1个只见于一组",
        "教育 stands in all 2 groups of texts; 1 of 2 terms in one only",
    ),
    "a group without a text does not count": (
        [
            rate("甲市", 2023, "教育", 9),
            rate("乙市", 2023, "教育", 1),
            rate("丙市", 2023, "教育", 0, documents=0),
        ],
        "全部2组文本都有“教育”",
        "教育 stands in all 2 groups of texts",
    ),
    "in most": (
        [
            rate(place, 2023, word, int(place != none))
            for word, none in (("教育", "甲市"), ("医疗", "乙市"))
            for place in ("甲市", "乙市", "丙市")
        ],
        "3组文本中有2组见“教育”“医疗”，为最多",
        "教育 and 医疗 stand in most, 2 of 3 groups of texts",
    ),
    "more than three": (
        [
            rate(place, 2023, word, 3)
            for word in ("教育", "医疗", "养老", "托育")
            for place in ("甲市", "乙市")
        ],
        "全部2组文本都有“教育”“医疗”“养老”等4个词语",
        "教育, 医疗, 养老 and 1 more stand in all 2 groups of texts",
    ),
    "in one only": (
        [
            rate("甲市", 2023, "教育", 9),
            rate("乙市", 2023, "教育", 0),
            rate("甲市", 2023, "医疗", 0),
            rate("乙市", 2023, "医疗", 2),
        ],
        "所列2个词语中，没有一个见于两组以上的文本",
        "None of the 2 terms stands in more than one of the 2 groups of texts",
    ),
    "one group": (
        [rate("甲市", 2023, "教育", 9), rate("甲市", 2023, "医疗", 1)],
        "甲市2023年出现最多的词语是教育：9次",
        "Most frequent in 甲市 (2023): 教育, 9×",
    ),
    "nowhere": (
        [rate("甲市", 2023, "教育", 0)],
        "所列词语在各次会议文件中均未出现",
        "None of the terms occurs in the documents",
    ),
    "no text": (
        [rate("甲市", 2023, "教育", 0, documents=0)],
        "没有可供统计的文本",
        "There is no text to count",
    ),
}


@pytest.mark.parametrize("case", TITLES)
def test_title(case: str) -> None:
    rows, chinese, english = TITLES[case]
    assert draw_term_heatmap(rates_table(*rows)).title == chinese
    assert draw_term_heatmap(rates_table(*rows), "en").title == english


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("columns", [1, 4, 15])
def test_labels_keep_clear_of_each_other(columns: int, size: str, lang: str) -> None:
    assert collisions(draw_term_heatmap(field(columns), lang), size) == []


def test_what_most_texts_have_stands_first() -> None:
    rows = [rate("甲市", 2023, "教育", 9), rate("乙市", 2023, "教育", 0)]
    rows += [rate("甲市", 2023, "医疗", 1), rate("乙市", 2023, "医疗", 1)]
    drawn = texts(draw_term_heatmap(rates_table(*rows)))
    assert drawn.index("医疗") < drawn.index("教育")


def test_zero_and_gaps_in_wide_cells() -> None:
    drawn = texts(draw_term_heatmap(field(4)))
    assert drawn.count("无文本") == len(WORDS)
    assert drawn.count("未统计") == 1
    assert {"0", "每万字次数", "2篇", "0篇", "10 (3)"} <= set(drawn)


def test_narrow_cells_leave_words_to_the_legend() -> None:
    chart = draw_term_heatmap(field(15))
    drawn = texts(chart, "a4_half")
    assert drawn.count("无文本") == 1
    assert {"— 未统计", "—", "0", "列首的两位数是年份", "10"} <= set(drawn)
    zeros = int(((chart.data["count"] == 0) & (chart.data["documents"] > 0)).sum())
    assert drawn.count("0") == zeros + 1  # and once in the legend
    assert any(text.startswith("文本数：有文本的各组为2篇") for text in drawn)


def test_more_than_forty_terms() -> None:
    words = [f"词语{number}" for number in range(43)]
    rows = [
        rate(place, 2023, word, 43 - line) for line, word in enumerate(words) for place in ("甲市", "乙市")
    ]
    chart = draw_term_heatmap(rates_table(*rows))
    assert chart.data["word"].nunique() == 40
    assert "词语42" not in chart.data["word"].tolist()
    assert "另有3个词语见于更少的组或次数更少，未画入" in chart.footnotes


def test_grid_has_what_the_picture_has() -> None:
    chart = draw_term_heatmap(field(4))
    assert isinstance(chart.native, Grid)
    assert chart.native.heads[1:3] == (
        "黔西南布依族苗族自治州 2010（2篇）",
        "双江拉祜族佤族布朗族傣族自治县 2010（无文本）",
    )
    cells = {row[0].text: row[1:] for row in chart.native.rows}
    counted = chart.data[chart.data["documents"] > 0].set_index(["word", "place"])
    for word, row in cells.items():
        for place, cell in zip(LONG, row, strict=True):
            if (word, place) in counted.index:
                assert cell.value == counted.loc[(word, place), "rate"]
                assert (cell.text == "0") == (cell.tone is None) == (cell.value == 0)
            else:
                assert cell.gap
                assert cell.value is None
                assert cell.text in {"无文本", "未统计"}


def test_english_names_have_a_gloss() -> None:
    drawn = texts(draw_term_heatmap(field(4), "en"))
    assert "high-quality development" in drawn
    narrow = texts(
        draw_term_heatmap(field(4, [*WORDS, "教育", "医疗", *(f"词{n}" for n in range(20))]), "en"), "a4_half"
    )
    assert any(text.startswith("In English: ") for text in narrow)


def test_bad_input() -> None:
    with pytest.raises(UserError, match="no rows"):
        draw_term_heatmap(field(1).iloc[:0])
    with pytest.raises(UserError, match="unknown language 'fr'"):
        draw_term_heatmap(field(1), "fr")
