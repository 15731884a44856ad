"""Term rates: zero is found nowhere, a gap was not counted."""

import pandas as pd
import pytest

from cppcc_analysis.charts.keywords import describe_term_rates, draw_term_rates, draw_theme_rates
from tests.charts.layout import texts
from tests.charts.tables import rate, rates_table

TITLES = {
    "shared and single": (
        [
            rate("甲市", 2023, "新质生产力", 9),
            rate("甲市", 2024, "新质生产力", 18),
            rate("甲市", 2023, "教育", 2),
            rate("甲市", 2024, "教育", 0),
        ],
        "所列2个词语中，2组文本都有的1个（新质生产力27次），只见于一组的1个",
    ),
    "nothing shared": (
        [
            rate("甲市", 2023, "教育", 9),
            rate("甲市", 2024, "教育", 0),
            rate("甲市", 2023, "医疗", 0),
            rate("甲市", 2024, "医疗", 9),
        ],
        "所列2个词语中，2组文本都有的0个，只见于一组的2个",
    ),
    "what was not counted everywhere can't be said to be in one only": (
        [rate("甲市", 2023, "教育", 9), rate("甲市", 2024, "医疗", 9)],
        "所列2个词语中，2组文本都有的0个，只见于一组的0个",
    ),
    "one group": (
        [rate("甲市", 2023, "教育", 9), rate("甲市", 2023, "医疗", 1)],
        "甲市2023年出现最多的词语是教育：9次",
    ),
    "one group, a tie": (
        [rate("甲市", 2023, "教育", 9), rate("甲市", 2023, "医疗", 9)],
        "甲市2023年出现最多的词语是教育、医疗：各9次",
    ),
    "nowhere": ([rate("甲市", 2023, "教育", 0)], "所列词语在各次会议文件中均未出现"),
    "no text": ([rate("甲市", 2023, "教育", 0, documents=0)], "没有可供统计的文本"),
}
THEMES = {
    "the widest span": (
        [
            rate("甲市", 2023, "教育", 9) | {"class": "livelihood"},
            rate("甲市", 2023, "医疗", 9) | {"class": "livelihood"},
            rate("甲市", 2023, "旅游", 9) | {"class": "culture"},
            rate("乙市", 2023, "教育", 0) | {"class": "livelihood"},
            rate("乙市", 2023, "旅游", 5) | {"class": "culture"},
        ],
        "各组文本差别最大的主题是“民生社会”：甲市2023年每万字20次（共18次），乙市2023年0次",
    ),
    "only like texts": (
        [
            rate("甲市", 2023, "教育", 9) | {"class": "livelihood"},
            rate("乙市", 2023, "教育", 8) | {"class": "livelihood"},
            rate("丙市", 2023, "教育", 90) | {"class": "livelihood", "kinds": "work_report"},
        ],
        "文本种类相同的2组中差别最大的主题是“民生社会”：甲市2023年每万字10次（共9次），"
        "乙市2023年8.9次（共8次）",
    ),
    "a text that breaks off is not the lowest": (
        [
            rate("甲市", 2023, "教育", 9) | {"class": "livelihood"},
            rate("乙市", 2023, "教育", 8) | {"class": "livelihood"},
            rate("丙市", 2023, "教育", 0) | {"class": "livelihood", "truncated": True},
        ],
        "文本完整的2组中差别最大的主题是“民生社会”：甲市2023年每万字10次（共9次），乙市2023年8.9次（共8次）",
    ),
    "alike as printed": (
        [
            rate("甲市", 2023, "教育", 9) | {"class": "livelihood"},
            rate("乙市", 2023, "教育", 9, han=9010) | {"class": "livelihood"},
        ],
        "各组文本各主题的频率几乎没有差别",
    ),
    "one group": (
        [rate("甲市", 2023, "教育", 9) | {"class": "livelihood"}],
        "甲市2023年出现最多的主题是民生社会：9次",
    ),
    "nowhere": ([rate("甲市", 2023, "教育", 0)], "所列词语在各次会议文件中均未出现"),
}


@pytest.mark.parametrize("case", THEMES)
def test_theme_title(case: str) -> None:
    rows, title = THEMES[case]
    chart = draw_theme_rates(rates_table(*rows))
    assert chart is not None
    assert chart.title == title


def test_themes_explain_their_tones_and_leave_out_formulae() -> None:
    rows = [
        rate("甲市", 2023, "教育", 9) | {"class": "livelihood"},
        rate("甲市", 2023, "两个维护", 90) | {"class": "formula"},
    ]
    chart = draw_theme_rates(rates_table(*rows))
    assert chart is not None
    assert {"每万字次数", "2以下", "8–10", "民生社会", "10 (9)"} <= set(texts(chart))
    assert chart.data["word"].tolist() == ["livelihood"]


def test_formulae_alone_make_no_themes() -> None:
    assert draw_theme_rates(rates_table(rate("甲市", 2023, "两个维护", 9) | {"class": "formula"})) is None


def test_a_term_is_named_as_printed() -> None:
    rows = [rate("甲市", 2023, "双碳", 9) | {"printed": "碳达峰碳中和"}]
    chart = draw_term_rates(rates_table(*rows))
    assert "碳达峰碳中和" in texts(chart)
    assert "双碳" not in chart.title + chart.alt


def test_breaks_are_said() -> None:
    rows = [rate("甲市", 2023, "教育", 9) | {"truncated": True}]
    assert "甲市2023年的文本有中断：0次不等于没有" in draw_term_rates(rates_table(*rows)).footnotes


@pytest.mark.parametrize("case", TITLES)
def test_title(case: str) -> None:
    rows, title = TITLES[case]
    assert draw_term_rates(rates_table(*rows)).title == title


def test_zero_and_gaps_differ() -> None:
    drawn = texts(
        draw_term_rates(
            rates_table(
                rate("甲市", 2023, "教育", 9),
                rate("甲市", 2023, "医疗", 0),
                rate("乙市", 2023, "教育", 1, han=999999),
                rate("丙市", 2023, "教育", 0, documents=0),
                rate("丙市", 2023, "医疗", 0, documents=0),
            )
        )
    )
    assert {"10 (9)", "0", "不足0.1 (1)", "未统计", "无文本"} <= set(drawn)
    assert drawn.count("无文本") == 2
    assert drawn.count("未统计") == 1


def test_description(rates: pd.DataFrame) -> None:
    told = describe_term_rates(rates)
    assert "阳泉市2023年最多的是“高质量发展”（每万字30次，共6次）" in told
    assert told.endswith("各次均未出现：有事来商量。")


def test_few_documents_are_said(rates: pd.DataFrame) -> None:
    assert any("文件很少" in note for note in draw_term_rates(rates).footnotes)
    assert draw_term_rates(rates_table(rate("甲市", 2023, "教育", 9, documents=30))).footnotes == ()
