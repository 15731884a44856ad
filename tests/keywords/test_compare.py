"""One slice against another: what must hold of any two, and what is said of few documents."""

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords.keyness import compare_slices, document_rates, newest_session
from cppcc_analysis.keywords.measures import spread
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.keywords.terms import count_terms

Build = Callable[..., pd.DataFrame]

WORDS = ["双碳", "养老服务", "低空经济", "数智新城", "两个维护", "推进", "，"]
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join), min_size=2, max_size=5
)
FEW = settings(max_examples=20, deadline=None)  # each builds tables
EFFECTS = ["log_ratio", "log_odds", "z"]


def two_years(articles_of: Build, texts: list[str]) -> pd.DataFrame:
    return articles_of(*[("阳泉市", 2023 + n % 2, text) for n, text in enumerate(texts)])


@given(TEXTS)
@FEW
def test_swapping_the_slices_negates_the_effect(articles_of: Build, texts: list[str]) -> None:
    articles = two_years(articles_of, texts)
    terms = count_terms(articles)
    there = compare_slices(terms, articles, {"year": 2023}, {"year": 2024}).set_index("word").sort_index()
    back = compare_slices(terms, articles, {"year": 2024}, {"year": 2023}).set_index("word").sort_index()
    pd.testing.assert_frame_equal(there[EFFECTS], -back[EFFECTS])
    pd.testing.assert_series_equal(there["g2"], back["g2"])
    assert there["count"].tolist() == back["rest_count"].tolist()


@given(TEXTS)
@FEW
def test_a_slice_against_itself_shows_nothing(articles_of: Build, texts: list[str]) -> None:
    articles = two_years(articles_of, texts)
    table = compare_slices(count_terms(articles), articles, {"place": "阳泉市"}, {"place": "阳泉市"})
    assert (table[[*EFFECTS, "g2"]].fillna(0).abs() < 1e-9).all(axis=None)
    assert table["count"].tolist() == table["rest_count"].tolist()


@given(TEXTS, st.integers(0, 99))
@FEW
def test_shuffling_the_articles_changes_nothing(articles_of: Build, texts: list[str], seed: int) -> None:
    articles = two_years(articles_of, texts)
    shuffled = articles.sample(frac=1, random_state=seed)
    tables = [
        compare_slices(count_terms(rows), rows, {"year": 2023}, counting="token")
        for rows in (articles, shuffled)
    ]
    pd.testing.assert_frame_equal(*tables)


def test_counts_rates_and_documents(articles_of: Build) -> None:
    articles = articles_of(
        ("阳泉市", 2023, "双碳，数智新城建设"),
        ("阳泉市", 2023, "数智新城"),
        ("朔州市", 2025, "双碳双碳，养老服务"),
    )
    row = (
        compare_slices(count_terms(articles), articles, {"place": "阳泉市"}).set_index("word").loc["数智新城"]
    )
    assert (row["count"], row["rest_count"], row["articles"], row["rest_articles"]) == (2, 0, 2, 0)
    assert (row["documents"], row["rest_documents"], row["han"], row["rest_han"]) == (2, 1, 12, 8)
    assert (row["document_share"], row["rest_document_share"]) == (100, 0)
    assert (row["tokens"], row["rest_tokens"]) == (4, 3)
    assert row["rate"] == pytest.approx(2 / 12 * 10_000)
    assert row["token_rate"] == pytest.approx(2 / 4 * 10_000)
    assert row["dispersion"] == pytest.approx(spread([1, 1], [8, 4]))
    assert pd.isna(row["rest_dispersion"])


@given(TEXTS)
@FEW
def test_dispersion_equals_the_plain_formula(articles_of: Build, texts: list[str]) -> None:
    articles = articles_of(*[("阳泉市", 2023, text) for text in texts])
    terms = count_terms(articles)
    rates = term_rates(terms, articles).set_index("word")
    found = terms[terms["counting"] == "named"].pivot_table("count", "article", "word", fill_value=0)
    found = found.reindex(articles["article"], fill_value=0)
    for word in found:
        expected = spread(found[word].to_numpy(), articles["han"].to_numpy(dtype=float))
        assert rates.loc[word, "dispersion"] == pytest.approx(expected, nan_ok=True) or pd.isna(expected)


@pytest.mark.parametrize(("documents", "given"), [(4, False), (5, True)])
def test_an_interval_needs_five_documents_on_each_side(
    articles_of: Build, documents: int, given: bool
) -> None:
    rows = [("阳泉市", 2023, "双碳，数智新城")] * 9 + [("朔州市", 2025, "双碳，养老服务")] * documents
    articles = articles_of(*rows)
    table = compare_slices(count_terms(articles), articles, {"place": "阳泉市"})
    assert table[["low", "high"]].notna().all(axis=None) == given
    if given:
        assert (table["low"] < table["log_odds"]).all()
        assert (table["log_odds"] < table["high"]).all()


def test_the_dots_are_the_documents(articles_of: Build) -> None:
    articles = articles_of(
        ("阳泉市", 2023, "双碳，数智新城"), ("阳泉市", 2024, "稳"), ("太原市", 2024, "双碳", "人大")
    )
    dots = document_rates(count_terms(articles), articles, ["双碳", "低空经济"])
    assert dots[["word", "year", "count"]].to_numpy().tolist() == [
        ["双碳", 2023, 1],
        ["双碳", 2024, 0],
        ["低空经济", 2023, 0],
        ["低空经济", 2024, 0],
    ]
    assert dots["rate"].tolist() == pytest.approx([1 / 6 * 10_000, 0, 0, 0])


def test_only_kinds_that_both_sides_have(articles_of: Build) -> None:
    articles = articles_of(("甲市", 2023, "双碳"), ("甲市", 2023, "低空经济"), ("乙市", 2023, "养老服务"))
    articles["kind"] = pd.array(["resolution", "work_report", "resolution"], dtype="string")
    terms = count_terms(articles)
    table = compare_slices(terms, articles, {"place": "甲市"})
    assert set(table["word"]) == {"双碳", "养老服务"}
    assert set(table["kinds"]) == {"resolution"}
    assert compare_slices(terms, articles[1:], {"place": "甲市"}).empty
    with pytest.raises(UserError, match="unknown place '丙市'; known: 甲市, 乙市"):
        compare_slices(terms, articles, {"place": "甲市"}, {"place": "丙市"})


def test_a_list_of_values_and_wrong_columns(articles_of: Build) -> None:
    articles = articles_of(("甲市", 2023, "双碳"), ("乙市", 2024, "双碳"), ("丙市", 2025, "双碳"))
    terms = count_terms(articles)
    table = compare_slices(terms, articles, {"place": ["甲市", "乙市"], "year": [2023, 2024]})
    assert table[["count", "rest_count"]].to_numpy().tolist() == [[2, 1]]
    with pytest.raises(UserError, match="unknown column of the articles 'city'"):
        compare_slices(terms, articles, {"city": "甲市"})
    with pytest.raises(UserError, match="an empty slice"):
        compare_slices(terms, articles, {})


def test_the_newest_session(articles_of: Build) -> None:
    articles = articles_of(("甲市", 2023, "双碳"), ("乙市", 2025, "双碳"), ("丙市", 2024, "双碳"))
    assert newest_session(articles) == {"place": "乙市", "year": 2025}
    assert newest_session(articles[:0]) is None
