"""Counts say how they were made, and those made in different ways are not compared."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords.fingerprint import check_comparable, fingerprint
from cppcc_analysis.keywords.keyness import compare_rates, compare_slices, distinctive_terms
from cppcc_analysis.keywords.rates import layer_shares, term_rates
from cppcc_analysis.keywords.terms import count_terms

Build = Callable[..., pd.DataFrame]
OTHER = fingerprint().replace("dictionary=", "dictionary=0")


def test_it_names_what_the_counts_depend_on() -> None:
    print_ = fingerprint()
    assert print_.startswith("jieba 0.42.1 hmm=off dictionary=")
    assert [part.partition("=")[0] for part in print_.split()[3:]] == [
        "dictionary",
        "terms",
        "layers",
        "cleaning",
    ]
    assert fingerprint() == print_


def test_the_own_list_is_part_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    own = tmp_path / "terms.toml"
    own.write_text('[[economy.term]]\nword = "烟火气"\nen = ""\n', encoding="utf-8")
    monkeypatch.setenv("CPPCC_TERMS", str(own))
    changed = [
        a.partition("=")[0] for a, b in zip(before.split(), fingerprint().split(), strict=True) if a != b
    ]
    assert changed == ["terms"]


@pytest.fixture
def articles(articles_of: Build) -> pd.DataFrame:
    return articles_of(("阳泉市", 2023, "数智新城，双碳"), ("朔州市", 2025, "右玉精神，双碳"))


@pytest.fixture
def mixed(articles: pd.DataFrame) -> pd.DataFrame:
    terms = count_terms(articles)
    return terms.assign(fingerprint=terms["fingerprint"].where(terms["place"] == "阳泉市", OTHER))


@pytest.mark.parametrize(
    "use",
    [
        lambda terms, articles: term_rates(terms, articles),
        lambda terms, articles: layer_shares(terms, articles),
        lambda terms, articles: compare_slices(terms, articles, {"place": "阳泉市"}),
    ],
    ids=["rates", "layers", "comparison"],
)
def test_mixed_counts_are_refused(
    use: Callable[[pd.DataFrame, pd.DataFrame], object], mixed: pd.DataFrame, articles: pd.DataFrame
) -> None:
    with pytest.raises(UserError, match=r"not compared \(dictionary \w+ / \w+\): build both anew") as refused:
        use(mixed, articles)
    assert "\n" not in str(refused.value)


def test_rates_of_two_builds_are_refused(articles: pd.DataFrame) -> None:
    rates = term_rates(count_terms(articles), articles, by=())
    with pytest.raises(UserError, match="not compared"):
        compare_rates(rates, rates.assign(fingerprint=OTHER))
    both = pd.concat([rates.assign(place="甲市"), rates.assign(place="乙市", fingerprint=OTHER)])
    with pytest.raises(UserError, match="not compared"):
        distinctive_terms(both, by=["place"])


def test_what_says_nothing_of_itself_is_no_difference(mixed: pd.DataFrame) -> None:
    check_comparable(mixed[mixed["place"] == "阳泉市"], mixed.assign(fingerprint=pd.NA))


def test_no_zero_for_a_word_that_another_list_lacked(articles: pd.DataFrame) -> None:
    terms = count_terms(articles)
    older = terms.assign(fingerprint=fingerprint().replace("terms=", "terms=0"))
    assert len(term_rates(older, articles))
    with pytest.raises(UserError, match="another list of terms: run `cppcc build` anew"):
        term_rates(older, articles, words=["新质生产力"])
