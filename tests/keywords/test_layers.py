"""Layers: set phrases are found as phrases, and every ranking can be had with and without each layer."""

from collections.abc import Callable
from itertools import pairwise

import pandas as pd
import pytest

from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords.formulae import find_formulae, load_formulae
from cppcc_analysis.keywords.rates import layer_shares, term_rates
from cppcc_analysis.keywords.terms import count_terms

Build = Callable[..., pd.DataFrame]


@pytest.mark.parametrize("formula", load_formulae(), ids=lambda formula: formula.name)
def test_a_phrase_fits_its_own_pattern(formula: object) -> None:
    assert formula.pattern.fullmatch(formula.name.replace("…", "某市"))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("difficulty", "text", "found"),
    [
        ("variants are one phrase", "坚决做到“两个维护”，做到两个维护", ["坚决做到“两个维护”"] * 2),
        ("the longest wins", "深刻领悟“两个确立”的决定性意义", ["深刻领悟“两个确立”的决定性意义"]),
        ("a term of the list alone", "两个确立", ["两个确立"]),
        ("any city", "在中共绛县县委的坚强领导下", ["在中共…委的坚强领导下"]),
        ("a gap ends with the clause", "谱写新曲，再添篇章", []),
        ("a gap ends with the paragraph", "谱写\n篇章", []),
        ("the words alone are none", "人民团结奋斗的精神和力量", []),
        ("a meeting is no phrase", "党组会议、主席会议", []),
        ("nothing", "", []),
    ],
)
def test_phrases(difficulty: str, text: str, found: list[str]) -> None:
    assert [match.word for match in find_formulae(text)] == found


def test_phrases_do_not_overlap() -> None:
    text = "高举习近平新时代中国特色社会主义思想伟大旗帜，守正创新、自信自强、守正创新"
    matches = find_formulae(text)
    assert all(one.end <= other.start for one, other in pairwise(matches))


TEXT = "谱写中国式现代化阳泉篇章。推进中国式现代化以及养老服务。"


@pytest.mark.parametrize(
    ("without", "counting", "counts"),
    [
        ((), "named", {"中国式现代化": 2, "养老服务": 1}),
        (("formula",), "named", {"中国式现代化": 1, "养老服务": 1}),
        (("function", "report_verb"), "named", {"中国式现代化": 2, "养老服务": 1}),
        (("formula",), "token", {"中国式现代化": 1, "养老服务": 1, "推进": 1, "以及": 1}),
        (
            ("report_verb",),
            "token",
            {"中国式现代化": 2, "养老服务": 1, "谱写": 1, "阳泉": 1, "篇章": 1, "以及": 1},
        ),
        (("formula", "report_verb", "function"), "token", {"中国式现代化": 1, "养老服务": 1}),
        ((), "formula", {"谱写中国式现代化…篇章": 1}),
        (("formula",), "formula", {}),
    ],
)
def test_with_and_without(
    articles_of: Build, without: tuple[str, ...], counting: str, counts: dict[str, int]
) -> None:
    articles = articles_of(("阳泉市", 2024, TEXT))
    rates = term_rates(count_terms(articles), articles, counting=counting, without=without)
    assert dict(zip(rates["word"], rates["count"], strict=True)) == counts
    assert set(rates["without"]) <= {"; ".join(without)}


def test_what_stands_in_phrases_only_is_zero_and_not_gone(articles_of: Build) -> None:
    articles = articles_of(("阳泉市", 2023, "谱写中国式现代化阳泉篇章"), ("阳泉市", 2024, "中国式现代化"))
    rates = term_rates(count_terms(articles), articles, words=["中国式现代化"], without=["formula"])
    assert rates["count"].tolist() == [0, 1]


def test_shares_of_the_text(articles_of: Build) -> None:
    articles = articles_of(("阳泉市", 2024, TEXT))
    shares = layer_shares(count_terms(articles), articles).set_index("layer")
    # 12 + 14 Han characters; 谱写中国式现代化阳泉篇章, 推进, 以及
    assert shares["han"].tolist() == [26, 26, 26]
    assert shares["characters"].to_dict() == {"formula": 12, "report_verb": 2, "function": 2}
    assert shares.loc["formula", "share"] == pytest.approx(12 / 26 * 100)


def test_shares_are_no_more_than_the_text(articles_of: Build) -> None:
    texts = ["以习近平新时代中国特色社会主义思想为指导，推进高质量发展", "的", ""]
    articles = articles_of(*[("阳泉市", 2020 + n, text) for n, text in enumerate(texts)])
    shares = layer_shares(count_terms(articles), articles)
    sums = shares.groupby("year")["share"].sum(min_count=1)
    assert (sums.dropna() <= 100).all()
    assert shares.loc[shares["year"] == 2022, "share"].isna().all()


def test_unknown_layer(articles_of: Build) -> None:
    articles = articles_of(("阳泉市", 2024, TEXT))
    with pytest.raises(UserError, match="unknown layer 'stop'; known: "):
        term_rates(count_terms(articles), articles, without=["stop"])
