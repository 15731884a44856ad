"""The formulas agree with implementations of other hands, and hold what must hold of any counts."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from logodds import log_odds_details
from scipy.stats import chi2_contingency, power_divergence

from cppcc_analysis.keywords.measures import NORMAL_95, g2, log_odds, log_ratio, spread

CELLS = st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(501, 10**6), st.integers(501, 10**6))
COUNTS = st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.integers(0, 400), min_size=2)


@given(CELLS.filter(lambda cells: cells[0] + cells[1] > 0))
def test_g2_equals_scipy(cells: tuple[int, int, int, int]) -> None:
    a, b, m, n = cells
    table = np.array([[a, b], [m - a, n - b]])
    theirs = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert float(g2(*cells)) == pytest.approx(theirs, rel=1e-9, abs=1e-9)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / (m + n)
    # G² of large cells is a small difference of large sums: the other route loses digits there
    other = power_divergence(table.ravel(), expected.ravel(), lambda_="log-likelihood").statistic
    assert float(g2(*cells)) == pytest.approx(other, rel=1e-9, abs=1e-8)


@given(COUNTS, COUNTS, COUNTS)
def test_log_odds_equal_logodds(one: dict[str, int], other: dict[str, int], prior: dict[str, int]) -> None:
    words = set(one) | set(other)
    sizes = sum(one.values()), sum(other.values())
    alphas = {word: prior.get(word, 0) + 0.5 for word in words}
    if not all(sizes):
        return
    theirs = log_odds_details(one, other, prior_counts=prior, alpha=0.5)
    for word in words:
        cells = one.get(word, 0), other.get(word, 0)
        delta, deviation = log_odds(*cells, *sizes, alphas[word], sum(alphas.values()))
        assert float(delta) == pytest.approx(theirs[word]["delta"], rel=1e-9, abs=1e-9)
        assert float(deviation) ** 2 == pytest.approx(theirs[word]["variance"], rel=1e-9)
        assert float(delta / deviation) == pytest.approx(theirs[word]["z"], rel=1e-9, abs=1e-9)


def test_the_interval_is_of_95_percent() -> None:
    assert math.erf(NORMAL_95 / math.sqrt(2)) == pytest.approx(0.95, abs=1e-12)


@pytest.mark.parametrize(
    ("difficulty", "counts", "sizes", "expected"),
    [
        ("as the text is", [1, 2, 3], [100, 200, 300], 0.0),
        ("all in one of two equal", [5, 0], [100, 100], 1.0),
        # v = (1, 0, 0), s = (.5, .3, .2): DP = (.5 + .3 + .2) / 2 = .5; 1 − min s = .8
        ("all in the longest", [4, 0, 0], [500, 300, 200], 0.5 / 0.8),
        ("all in the shortest", [0, 0, 4], [500, 300, 200], 1.0),
        # v = (.6, .4), s = (.25, .75): DP = .35; 1 − .25 = .75
        ("uneven", [3, 2], [100, 300], 0.35 / 0.75),
        ("one document", [3], [100], math.nan),
        ("nowhere", [0, 0], [100, 100], math.nan),
        ("no text", [0, 0], [0, 0], math.nan),
    ],
)
def test_spread(difficulty: str, counts: list[int], sizes: list[int], expected: float) -> None:
    assert spread(counts, sizes) == pytest.approx(expected, abs=1e-12, nan_ok=True)


DOCUMENTS = st.lists(st.tuples(st.integers(0, 50), st.integers(50, 5000)), min_size=2, max_size=8)


@given(DOCUMENTS.filter(lambda documents: any(count for count, _ in documents)), st.randoms())
def test_spread_stays_in_its_bounds_and_knows_no_order(
    documents: list[tuple[int, int]], chance: object
) -> None:
    value = spread(*zip(*documents, strict=True))
    assert -1e-12 <= value <= 1 + 1e-12
    chance.shuffle(documents)  # type: ignore[attr-defined]
    assert spread(*zip(*documents, strict=True)) == pytest.approx(value, abs=1e-12)


@given(CELLS, st.floats(0.01, 50))
def test_swapping_the_sides_negates_the_effect(cells: tuple[int, int, int, int], prior: float) -> None:
    a, b, m, n = cells
    np.testing.assert_allclose(log_ratio(a, b, m, n), -log_ratio(b, a, n, m), atol=1e-12)
    np.testing.assert_allclose(g2(a, b, m, n), g2(b, a, n, m), rtol=1e-9, atol=1e-9)
    (delta, deviation), (back, same) = log_odds(a, b, m, n, prior, 500), log_odds(b, a, n, m, prior, 500)
    np.testing.assert_allclose(delta, -back, atol=1e-12)
    np.testing.assert_allclose(deviation, same, atol=1e-12)


@given(st.integers(1, 500), st.integers(501, 10**6))
def test_a_side_against_itself_shows_nothing(count: int, size: int) -> None:
    assert log_ratio(count, count, size, size) == 0
    assert log_odds(count, count, size, size, 3, 500)[0] == 0
    assert g2(count, count, size, size) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("cells", [(3, 0, 100, 0, 1, 500), (0, 3, 0, 100, 1, 500), (3, 3, 100, 100, 0, 500)])
def test_no_log_odds_without_text_or_prior(cells: tuple[float, ...]) -> None:
    assert np.isnan(log_odds(*cells)).all()
