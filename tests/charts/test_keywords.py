"""Term rates: zero is found nowhere, a gap was not counted."""

import pandas as pd
import pytest

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.keywords import describe_term_rates, draw_term_heatmap, draw_term_rates
from tests.charts.layout import texts
from tests.charts.tables import rate, rates_table

TITLES = {
    "highest": (
        [rate("甲市", 2023, "新质生产力", 9), rate("甲市", 2024, "新质生产力", 18)],
        "频率最高的是甲市2024年的“新质生产力”：每万字20次（共18次）",
    ),
    "tie": (
        [rate("甲市", 2023, "教育", 9), rate("甲市", 2024, "医疗", 9)],
        "频率最高的是甲市2023年的“教育”、甲市2024年的“医疗”，均为每万字10次",
    ),
    "nowhere": ([rate("甲市", 2023, "教育", 0)], "所列词语在各次会议文件中均未出现"),
    "no text": ([rate("甲市", 2023, "教育", 0, documents=0)], "没有可供统计的文本"),
}


@pytest.mark.parametrize("case", TITLES)
def test_title(case: str) -> None:
    rows, title = TITLES[case]
    assert draw_term_rates(rates_table(*rows)).title == title


@pytest.mark.parametrize("draw", [draw_term_rates, draw_term_heatmap])
def test_zero_and_gaps_differ(draw: type[Chart]) -> None:
    drawn = texts(
        draw(
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
