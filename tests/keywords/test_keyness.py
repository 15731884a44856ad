"""Effect size and evidence: against values from elsewhere, and what must hold of any counts."""

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_analysis.keywords.keyness import (
    characteristic_terms,
    compare_like_with_like,
    distinctive_terms,
)
from cppcc_analysis.keywords.measures import g2, log_ratio
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.keywords.terms import count_terms

Build = Callable[..., pd.DataFrame]

CELLS = st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(500, 10**6), st.integers(500, 10**6))


@pytest.mark.parametrize(
    ("source", "count", "rest_count", "size", "rest_size", "expected"),
    [
        ("Dunning 1993, 'the swiss'", 110, 111, 110 + 2442, 111 + 29114, 270.72),
        # all in one half: every occurrence adds 2 ln 2, the other cells 2·(m−a)·ln(…)
        (
            "by hand",
            10,
            0,
            20,
            20,
            2 * (10 * math.log(2) + 10 * math.log(10 / 15) + 20 * math.log(20 / 15)),
        ),
        ("equal rates", 7, 14, 1000, 2000, 0.0),
        ("neither has it", 0, 0, 1000, 2000, 0.0),
    ],
)
def test_g2(source: str, count: int, rest_count: int, size: int, rest_size: int, expected: float) -> None:
    assert g2(count, rest_count, size, rest_size) == pytest.approx(expected, abs=5e-3)


@given(CELLS)
def test_g2_equals_the_entropy_form(cells: tuple[int, int, int, int]) -> None:
    a, b, m, n = cells
    table, margins = [a, b, m - a, n - b], [a + b, m + n - a - b, m, n]
    by_entropy = 2 * (_xlogx(table) - _xlogx(margins) + _xlogx([m + n]))
    assert g2(*cells) == pytest.approx(max(by_entropy, 0), rel=1e-6, abs=1e-6)


def _xlogx(counts: list[int]) -> float:
    return math.fsum(x * math.log(x) for x in counts if x)


@pytest.mark.parametrize("cells", [(0, 0, 100, 100), (3, 0, 100, 0), (0, 3, 0, 100)])
def test_no_log_ratio_without_a_count_or_a_text(cells: tuple[int, int, int, int]) -> None:
    assert np.isnan(log_ratio(*cells))


def test_g2_needs_text_on_both_sides() -> None:
    assert np.isnan(g2(3, 0, 100, 0))


@pytest.fixture
def rates(articles_of: Build) -> pd.DataFrame:
    articles = articles_of(
        ("阳泉市", 2023, "数智新城与双碳"),
        ("阳泉市", 2024, "数智新城数智新城低空经济"),
        ("朔州市", 2025, "右玉精神"),
        ("朔州市", 2025, "双碳"),
    )
    return term_rates(count_terms(articles), articles)


def test_each_place_and_year_against_all_others(rates: pd.DataFrame) -> None:
    table = distinctive_terms(rates).set_index(["place", "year", "word"])
    row = table.loc[("阳泉市", 2024, "数智新城")]
    assert (row["count"], row["rest_count"]) == (2, 1)
    assert (row["articles"], row["rest_articles"]) == (1, 1)
    assert (row["documents"], row["rest_documents"]) == (1, 3)
    assert (row["han"], row["rest_han"]) == (12, 13)
    assert row["log_ratio"] == pytest.approx(math.log2((2 / 12) / (1 / 13)))
    assert row["g2"] == pytest.approx(float(g2(2, 1, 12, 13)))
    assert row["rest_rate"] == pytest.approx(10_000 / 13)


def test_rows_with_zero_may_be_left_out_before(rates: pd.DataFrame) -> None:
    some = distinctive_terms(rates[rates["count"] > 0]).set_index(["place", "year", "word"])
    every = distinctive_terms(rates).set_index(["place", "year", "word"])
    pd.testing.assert_frame_equal(some.sort_index(), every.loc[some.index].sort_index())


def test_nothing_to_compare_with(rates: pd.DataFrame) -> None:
    alone = distinctive_terms(rates[rates["year"] == 2024])
    assert alone.empty
    assert list(alone) == list(distinctive_terms(rates))


def test_characteristic_is_frequent_and_evident(articles_of: Build) -> None:
    common = "协商民主" * 30
    articles = articles_of(
        ("阳泉市", 2023, common + "数智新城" * 9 + "低空经济" * 2),
        ("朔州市", 2025, common + "专业镇" * 3),
    )
    table = distinctive_terms(term_rates(count_terms(articles), articles))
    found = characteristic_terms(table, 5)
    assert found[["place", "word"]].to_numpy().tolist() == [["阳泉市", "数智新城"], ["朔州市", "专业镇"]]
    assert characteristic_terms(table, 1)["place"].tolist() == ["阳泉市", "朔州市"]


def test_a_copy_adds_no_evidence(articles_of: Build) -> None:
    rows = [("阳泉市", 2023, "数智新城" * 3), ("朔州市", 2025, "专业镇")]
    once, twice = articles_of(*rows), articles_of(*rows, rows[0])
    twice["copy_of"] = pd.array([None, None, "阳泉市.txt#0"], dtype="string")
    tables = [distinctive_terms(term_rates(count_terms(x), x)) for x in (once, twice)]
    pd.testing.assert_frame_equal(*tables)


def test_like_is_compared_with_like(articles_of: Build) -> None:
    articles = articles_of(
        ("阳泉市", 2023, "数智新城"),
        ("阳泉市", 2023, "低空经济"),
        ("朔州市", 2025, "专业镇"),
        ("太原市", 2023, "晋阳文化"),
    )
    kinds = ["resolution", "work_report", "resolution", "review_report"]
    articles["kind"] = pd.array(kinds, dtype="string")
    table = compare_like_with_like(count_terms(articles), articles)
    assert table["place"].unique().tolist() == ["阳泉市", "朔州市"]
    assert set(table["word"]) == {"数智新城", "专业镇"}
    assert set(table["kinds"]) == {"resolution"}
    assert table["rest_documents"].tolist() == [1] * len(table)
    alone = compare_like_with_like(count_terms(articles), articles[:1])
    assert alone.empty
    assert list(alone) == list(table)
    unlike = articles[articles["kind"] != "resolution"]
    assert compare_like_with_like(count_terms(unlike), unlike).empty
