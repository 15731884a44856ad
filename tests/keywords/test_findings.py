"""The sentences say what the table says, also where it says little."""

from collections.abc import Callable

import pandas as pd
import pytest

from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords.findings import describe_terms
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.keywords.terms import count_terms

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
            "绛县（2024年）出现最多的用语是双碳2次（每万字2500.0次）。",
            "Most frequent in 绛县 (2024): 双碳 (carbon peak and neutrality) 2×;"
            " 2500.0 per 10,000 Han characters.",
        ),
        (
            "one text, a tie",
            [("绛县", 2024, "双碳，低空经济，稳")],
            "绛县（2024年）出现最多的用语是低空经济1次、双碳1次（每万字1428.6次）。",
            "Most frequent in 绛县 (2024): 低空经济 (low-altitude economy) 1×,"
            " 双碳 (carbon peak and neutrality) 1×; 1428.6 per 10,000 Han characters.",
        ),
        (
            "only an alias is printed",
            [("绛县", 2024, "碳达峰、碳中和")],
            "绛县（2024年）出现最多的用语是碳达峰、碳中和1次（每万字1666.7次）。",
            "Most frequent in 绛县 (2024): 碳达峰、碳中和 (carbon peak and neutrality) 1×;"
            " 1666.7 per 10,000 Han characters.",
        ),
        (
            "nothing but formulae",
            [("绛县", 2024, "两个维护")],
            "没有统计到任何用语（固定表述不计）。",
            "No term was counted (set political phrases apart).",
        ),
        (
            "two years of one city",
            [Y24, Y23],
            "2组文本（地区×年份）共有的用语有2个：双碳2次、数智新城2次。",
            "Terms in each of the 2 place-years: 2 – 双碳 (carbon peak and neutrality) 2×, 数智新城"
            " (digital-intelligent new city (Yangquan)) 2×.",
        ),
        (
            "two cities",
            [("绛县", 2024, "双碳，四宜绛县，低空经济"), S25],
            "2组文本（地区×年份）共有的用语有1个：双碳2次。所选地区中，只见于绛县的有2个：低空经济1次、"
            "四宜绛县1次；只见于朔州市的有1个：右玉精神1次。",
            "Terms in each of the 2 place-years: 1 – 双碳 (carbon peak and neutrality) 2×."
            " Found in one of these places only: 绛县 2 – 低空经济 (low-altitude economy) 1×, 四宜绛县"
            " (four-fold liveable Jiangxian) 1×; 朔州市 1 – 右玉精神 (Youyu spirit (Shuozhou)) 1×.",
        ),
        (
            "nothing in common, nothing of one's own beyond it",
            [("朔州市", 2025, "右玉精神"), ("绛县", 2024, "两个维护")],
            "没有一个用语（固定表述不计）在全部2组文本（地区×年份）中都出现。"
            "所选地区中，只见于朔州市的有1个：右玉精神1次。",
            "No term (set political phrases apart) stands in each of the 2 place-years."
            " Found in one of these places only: 朔州市 1 – 右玉精神 (Youyu spirit (Shuozhou)) 1×.",
        ),
        (
            "two cities that say the same",
            [("朔州市", 2025, "双碳"), ("绛县", 2024, "双碳")],
            "2组文本（地区×年份）共有的用语有1个：双碳2次。",
            "Terms in each of the 2 place-years: 1 – 双碳 (carbon peak and neutrality) 2×.",
        ),
    ],
)
def test_sentences(
    articles_of: Build, difficulty: str, articles: list[tuple[str, int, str]], zh: str, en: str
) -> None:
    table = articles_of(*articles)
    rates = term_rates(count_terms(table), table)
    assert describe_terms(rates) == zh + "所统计的文本：提案审查报告。"
    assert describe_terms(rates, "en") == en + " Texts counted: review report."


def test_no_text(articles_of: Build) -> None:
    table = articles_of()
    rates = term_rates(count_terms(table), table)
    assert describe_terms(rates) == "没有统计到任何用语。"
    assert describe_terms(rates, "en") == "No term was counted."


def test_kinds_and_breaks_are_said(articles_of: Build) -> None:
    table = articles_of(Y23, Y24)
    table["kind"] = pd.array(["resolution", "work_report"], dtype="string")
    table["truncated"] = [True, False]
    said = describe_terms(term_rates(count_terms(table), table))
    assert "所统计的文本：决议、常委会工作报告；各组种类不全相同" in said
    assert said.endswith("阳泉市（2023年）的文本有中断，未见不等于没有。")


def test_long_lists_are_cut_and_counted(articles_of: Build) -> None:
    words = "双碳，养老服务，低空经济，银发经济，专业镇，三农，双减"
    table = articles_of(*[(place, 2024, words) for place in ("甲市", "乙市")])
    said = describe_terms(term_rates(count_terms(table), table))
    assert "有7个：" in said
    assert "次等。" in said


def test_many_places_are_told_in_part(articles_of: Build) -> None:
    own = ["双碳", "三农", "双减", "专业镇", "低空经济", "银发经济"]
    table = articles_of(*[(f"{n}市", 2024, word) for n, word in zip("甲乙丙丁戊己", own, strict=True)])
    said = describe_terms(term_rates(count_terms(table), table))
    assert said.count("只见于") == 4
    assert "其余2个地区见表。" in said


def test_tokens_are_described_without_the_layers(articles_of: Build) -> None:
    table = articles_of(("绛县", 2024, "推进养老以及养老"))
    said = describe_terms(term_rates(count_terms(table), table, counting="token"))
    assert said.startswith("绛县（2024年）出现最多的用语（虚词、报告常用词不计）是养老2次（")


def test_unknown_language() -> None:
    with pytest.raises(UserError, match="unknown language 'fr'; known: zh, en"):
        describe_terms(pd.DataFrame(), "fr")
