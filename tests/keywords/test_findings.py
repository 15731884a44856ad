"""The sentences say what the table says, also where it says little."""

from collections.abc import Callable

import pandas as pd
import pytest

from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords.findings import describe_terms
from cppcc_analysis.keywords.terms import count_terms, term_rates

Build = Callable[..., pd.DataFrame]

Y23 = ("阳泉市", 2023, "数智新城，民营经济，双碳。")
Y24 = ("阳泉市", 2024, "数智新城，新质生产力，低空经济，双碳。")
S25 = ("朔州市", 2025, "双碳，右玉精神。")


@pytest.mark.parametrize(
    ("difficulty", "articles", "zh", "en"),
    [
        (
            "one text",
            [("绛县", 2024, "双碳，低空经济，双碳")],
            "绛县（2024年）出现最多的用语是双碳（2次，每万字2500.0次）。",
            "Most frequent in 绛县 (2024): 双碳 (carbon peak and neutrality)"
            " (2×, 2500.0 per 10,000 Han characters).",
        ),
        (
            "one text, a tie",
            [("绛县", 2024, "双碳，低空经济，稳")],
            "绛县（2024年）出现最多的用语是低空经济、双碳（各1次，每万字1428.6次）。",
            "Most frequent in 绛县 (2024): 低空经济 (low-altitude economy),"
            " 双碳 (carbon peak and neutrality) (1× each, 1428.6 per 10,000 Han characters).",
        ),
        (
            "nothing but formulae",
            [("绛县", 2024, "两个维护")],
            "没有统计到任何用语（固定表述不计）。",
            "No term was counted (set political phrases apart).",
        ),
        ("no text", [], "没有统计到任何用语。", "No term was counted."),
        (
            "two years of one city",
            [Y24, Y23],
            "2组文本（地区×年份）共有的用语有2个：双碳、数智新城。阳泉市2024年（15字）较此前（2023年，10字）"
            "新出现2个：新质生产力、低空经济，不再出现1个：民营经济。",
            "Terms in each of the 2 place-years: 2 – 双碳 (carbon peak and neutrality), 数智新城"
            " (digital-intelligent new city (Yangquan)). 阳泉市 in 2024 (15 Han characters) against"
            " 2023 (10): 2 new – 新质生产力 (new quality productive forces),"
            " 低空经济 (low-altitude economy); 1 no longer there – 民营经济 (private economy).",
        ),
        (
            "two years that say the same",
            [("绛县", 2023, "双碳"), ("绛县", 2024, "双碳")],
            "2组文本（地区×年份）共有的用语有1个：双碳。"
            "绛县2024年（2字）较此前（2023年，2字）没有新出现的用语，没有不再出现的用语。",
            "Terms in each of the 2 place-years: 1 – 双碳 (carbon peak and neutrality)."
            " 绛县 in 2024 (2 Han characters) against 2023 (2): no new term; none that went.",
        ),
        (
            "two cities",
            [S25, ("绛县", 2024, "双碳，四宜绛县，低空经济")],
            "2组文本（地区×年份）共有的用语有1个：双碳。所选地区中，只见于朔州市的有1个：右玉精神；"
            "只见于绛县的有2个：低空经济、四宜绛县。",
            "Terms in each of the 2 place-years: 1 – 双碳 (carbon peak and neutrality)."
            " Found in one of these places only: 朔州市 1 – 右玉精神 (Youyu spirit (Shuozhou));"
            " 绛县 2 – 低空经济 (low-altitude economy), 四宜绛县 (four-fold liveable Jiangxian).",
        ),
        (
            "nothing in common, nothing of one's own beyond it",
            [("朔州市", 2025, "右玉精神"), ("绛县", 2024, "两个维护")],
            "没有一个用语（固定表述不计）在全部2组文本（地区×年份）中都出现。"
            "所选地区中，只见于朔州市的有1个：右玉精神。",
            "No term (set political phrases apart) stands in each of the 2 place-years."
            " Found in one of these places only: 朔州市 1 – 右玉精神 (Youyu spirit (Shuozhou)).",
        ),
        (
            "two cities that say the same",
            [("朔州市", 2025, "双碳"), ("绛县", 2024, "双碳")],
            "2组文本（地区×年份）共有的用语有1个：双碳。",
            "Terms in each of the 2 place-years: 1 – 双碳 (carbon peak and neutrality).",
        ),
    ],
)
def test_sentences(
    articles_of: Build, difficulty: str, articles: list[tuple[str, int, str]], zh: str, en: str
) -> None:
    table = articles_of(*articles)
    rates = term_rates(count_terms(table), table)
    assert describe_terms(rates) == zh
    assert describe_terms(rates, "en") == en


def test_new_is_what_no_earlier_year_has(articles_of: Build) -> None:
    table = articles_of(Y23, Y24, ("阳泉市", 2025, "民营经济，人工智能"))
    said = describe_terms(term_rates(count_terms(table), table))
    assert "阳泉市2025年（8字）较此前（2023、2024年，25字）新出现1个：人工智能，" in said
    assert "民营经济" not in said.split("不再出现")[0].split("新出现")[1]


def test_long_lists_are_cut_and_counted(articles_of: Build) -> None:
    words = "双碳，养老服务，低空经济，银发经济，专业镇，三农，双减"
    table = articles_of(*[(place, 2024, words) for place in ("甲市", "乙市")])
    said = describe_terms(term_rates(count_terms(table), table))
    assert "有7个：" in said
    assert said.endswith("等。")


def test_many_places_are_told_in_part(articles_of: Build) -> None:
    own = ["双碳", "三农", "双减", "专业镇", "低空经济", "银发经济"]
    table = articles_of(*[(f"{n}市", 2024, word) for n, word in zip("甲乙丙丁戊己", own, strict=True)])
    said = describe_terms(term_rates(count_terms(table), table))
    assert said.count("只见于") == 4
    assert said.endswith("其余2个地区见表。")


def test_tokens_are_described_without_the_layers(articles_of: Build) -> None:
    table = articles_of(("绛县", 2024, "推进养老以及养老"))
    said = describe_terms(term_rates(count_terms(table), table, counting="token"))
    assert said.startswith("绛县（2024年）出现最多的用语（虚词、报告常用词不计）是养老（2次")


def test_unknown_language() -> None:
    with pytest.raises(UserError, match="unknown language 'fr'; known: zh, en"):
        describe_terms(pd.DataFrame(), "fr")
