"""What sets one place × year apart from the others: effect size and evidence, by plain formulas.

a, b = occurrences in the slice and in the rest; m, n = Han characters of the slice and of the rest.
The trials of the statistics are characters, the same base as that of the rates.
"""

from collections import Counter
from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cppcc_analysis.keywords.kinds import COMPARED_KINDS
from cppcc_analysis.keywords.terms import rate, term_rates

Floats = NDArray[np.float64]
_SLICE = ["place", "year"]
LEAST_COUNT = 3  # fewer occurrences show a passage, not a habit
LEAST_G2 = 3.84  # the 5% level of χ² with one degree of freedom, for a single term


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


def distinctive_terms(rates: pd.DataFrame) -> pd.DataFrame:
    """Each place × year against all others together; `rates` comes from `term_rates`.

    Output, by place, year, falling `g2` and word: `place`, `year`, `word`, `class`, `layer`,
    `printed`, `count`, `rest_count`, `articles` and `rest_articles` (articles that contain it), `documents`
    and `rest_documents` (articles counted), `han`, `rest_han`, `rate`, `rest_rate` (per 10,000 Han
    characters), `log_ratio` (above 0: more frequent here), `g2`. With fewer than two places or
    years there is nothing to compare with: no rows.
    """
    slices = rates[[*_SLICE, "documents", "han"]].drop_duplicates(_SLICE)
    table = rates if len(slices) > 1 else rates.iloc[:0]
    rest = {
        "rest_count": table.groupby("word")["count"].transform("sum") - table["count"],
        "rest_articles": table.groupby("word")["articles"].transform("sum") - table["articles"],
        "rest_documents": slices["documents"].sum() - table["documents"],
        "rest_han": slices["han"].sum() - table["han"],
    }
    table = table.assign(**rest)
    table["rest_rate"] = rate(table["rest_count"], table["rest_han"])
    cells = [table[x].to_numpy(dtype=float) for x in ("count", "rest_count", "han", "rest_han")]
    table["log_ratio"], table["g2"] = log_ratio(*cells), g2(*cells)
    table["order"] = table["place"].map({place: n for n, place in enumerate(rates["place"].unique())})
    table = table.sort_values(["order", "year", "g2", "word"], ascending=[True, True, False, True])
    pairs = ("count", "articles", "documents", "han", "rate")
    columns = [name for pair in pairs for name in (pair, f"rest_{pair}")]
    head = [*_SLICE, "word", "class", "layer", "printed"]
    return table[[*head, *columns, "log_ratio", "g2"]].reset_index(drop=True)


def compare_like_with_like(
    terms: pd.DataFrame, articles: pd.DataFrame, kinds: Collection[str] = COMPARED_KINDS
) -> pd.DataFrame:
    """`distinctive_terms` of each place × year over the kinds of text that it and another one have.

    So a work report is set against work reports, and against resolutions only together with its own
    place's. Output: as `distinctive_terms`, and `kinds` (what was compared, joined by "; "). A place
    × year of which no other has a kind has no rows. Raises `UserError` for an unknown kind.
    """
    every = term_rates(terms, articles, kinds=kinds)
    tables: dict[str, pd.DataFrame] = {}  # few combinations of kinds, many places and years
    parts = []
    for place, year, shared in _shared_kinds(every, kinds):
        joined = "; ".join(shared)
        if joined not in tables:
            rates = term_rates(terms, articles, kinds=shared)
            tables[joined] = distinctive_terms(rates).assign(kinds=joined)
        table = tables[joined]
        parts.append(table[table["place"].eq(place) & table["year"].eq(year)])
    if parts:
        return pd.concat(parts, ignore_index=True)
    return distinctive_terms(every).iloc[:0].assign(kinds=pd.Series(dtype="string"))


def _shared_kinds(rates: pd.DataFrame, kinds: Collection[str]) -> Iterator[tuple[str, int, list[str]]]:
    slices = rates[[*_SLICE, "kinds"]].drop_duplicates(_SLICE)
    holders = Counter(kind for held in slices["kinds"] for kind in held.split("; "))
    for place, year, held in slices.itertuples(index=False):
        shared = [kind for kind in kinds if kind in held.split("; ") and holders[kind] > 1]
        if shared:
            yield place, year, shared


def characteristic_terms(distinctive: pd.DataFrame, top: int) -> pd.DataFrame:
    """The rows of `distinctive_terms` that stand out: of each place × year at most `top`.

    More frequent here than in the rest, at least `LEAST_COUNT` times, G² at least `LEAST_G2`.
    """
    enough = (distinctive["count"] >= LEAST_COUNT) & (distinctive["g2"] >= LEAST_G2)
    found = distinctive[enough & (distinctive["log_ratio"] > 0)]
    return found.groupby(_SLICE, sort=False).head(top).reset_index(drop=True)
