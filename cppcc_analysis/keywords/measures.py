"""Plain formulas: how much more often a word stands in one slice than in another, and how sure that is.

a, b = occurrences in the slice and in the other one; m, n = the size of the two, in Han characters or words.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
#: the 97.5% point of the normal distribution: a 95% interval reaches so many standard deviations to each side
NORMAL_95 = 1.959963984540054


def log_ratio(count: ArrayLike, rest_count: ArrayLike, size: ArrayLike, rest_size: ArrayLike) -> Floats:
    """log2((a / m) / (b / n)): each point doubles the rate; negative: rarer than in the rest.

    A count of 0 is taken as 0.5, so that a term that the rest lacks has a finite value (A. Hardie,
    "Log Ratio – an informal introduction", CASS, Lancaster, 2014). NaN: neither has it, or one side
    has no text.

    >>> float(log_ratio(8, 2, 1000, 1000)), float(log_ratio(2, 8, 1000, 1000))
    (2.0, -2.0)
    >>> float(log_ratio(4, 0, 1000, 1000)), float(log_ratio(0, 0, 1000, 1000))
    (3.0, nan)
    """
    a, b, m, n = (np.asarray(x, dtype=float) for x in (count, rest_count, size, rest_size))
    comparable = (a + b > 0) & (m > 0) & (n > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log2((np.maximum(a, 0.5) / m) / (np.maximum(b, 0.5) / n))
    return np.where(comparable, ratio, np.nan)


def g2(count: ArrayLike, rest_count: ArrayLike, size: ArrayLike, rest_size: ArrayLike) -> Floats:
    """The log-likelihood ratio G² = 2 Σ O ln(O / E) over the four cells a, b, m − a, n − b.

    E is what the margins give: (a + b) · m / (m + n) for a. T. Dunning, "Accurate Methods for the
    Statistics of Surprise and Coincidence", Computational Linguistics 19 (1993) 61–74, whose −2 log
    λ it is. It grows with the amount of text and takes occurrences as independent, which words in a
    handful of reports are not: it ranks, it is no proof. Never negative; NaN: one side has no text.

    The top of Dunning's list of bigrams, "the swiss":

    >>> round(float(g2(110, 111, 110 + 2442, 111 + 29114)), 2)
    270.72
    >>> float(g2(5, 10, 1000, 2000))
    0.0
    """
    a, b, m, n = (np.asarray(x, dtype=float) for x in (count, rest_count, size, rest_size))
    observed = np.stack(np.broadcast_arrays(a, b, m - a, n - b))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (a + b) / (m + n)
        expected = np.stack(np.broadcast_arrays(share * m, share * n, (1 - share) * m, (1 - share) * n))
        cells = np.where(observed > 0, observed * np.log(observed / expected), 0.0)
    statistic = np.maximum(2 * cells.sum(axis=0), 0.0)  # rounding can leave −1e-16 at equal rates
    return np.where((m > 0) & (n > 0), statistic, np.nan)


def log_odds(
    count: ArrayLike,
    rest_count: ArrayLike,
    size: ArrayLike,
    rest_size: ArrayLike,
    prior: ArrayLike,
    prior_size: ArrayLike,
) -> tuple[Floats, Floats]:
    """The difference of the log-odds of a word under an informative Dirichlet prior, and its standard deviation.

    δ = ln((a + α) / (m + α₀ − a − α)) − ln((b + α) / (n + α₀ − b − α)), variance ≈ 1 / (a + α) + 1 / (b + α);
    z = δ / deviation. B. L. Monroe, M. P. Colaresi and K. M. Quinn, "Fightin' Words: Lexical Feature Selection
    and Evaluation for Identifying the Content of Political Conflict", Political Analysis 16 (2008) 372–403.
    m, n and α₀ = `prior_size` count words, α = `prior` is the word's part of α₀: what
    both sides are taken to say of it before one looks. NaN: one side has no text, or α is 0.

    >>> delta, deviation = log_odds(30, 4, 235, 242, 34, 477)
    >>> round(float(delta), 4), round(float(delta / deviation), 4)
    (0.571, 2.788)
    """
    a, b, m, n = (np.asarray(x, dtype=float) for x in (count, rest_count, size, rest_size))
    alpha, alphas = np.asarray(prior, dtype=float), np.asarray(prior_size, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.log((a + alpha) / (m + alphas - a - alpha)) - np.log(
            (b + alpha) / (n + alphas - b - alpha)
        )
        deviation = np.sqrt(1 / (a + alpha) + 1 / (b + alpha))
    known = (m > 0) & (n > 0) & (alpha > 0)
    return np.where(known, delta, np.nan), np.where(known, deviation, np.nan)


def spread(counts: ArrayLike, sizes: ArrayLike) -> float:
    """Normalised deviation of proportions of a word over documents: 0 spread as the text is, 1 in the shortest only.

    DP = ½ Σ |s_i − v_i|, with s_i the document's share of the text and v_i its share of the occurrences (S. Th.
    Gries, "Dispersions and adjusted frequencies in corpora", International Journal of Corpus Linguistics 13 (2008)
    403–437), divided by 1 − min s_i (J. Lijffijt and S. Th. Gries, correction to it, IJCL 17 (2012) 147–149), so
    that 1 can be reached. NaN: the word does not occur, or there is one document only.

    >>> spread([2, 2], [1000, 1000]), spread([4, 0], [1000, 1000])
    (0.0, 1.0)
    """
    v, s = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    if v.sum() == 0 or s.sum() == 0 or s.min() == s.sum():
        return float("nan")
    v, s = v / v.sum(), s / s.sum()
    return float(np.abs(s - v).sum() / 2 / (1 - s.min()))
