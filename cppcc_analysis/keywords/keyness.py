"""What sets one slice of the texts apart from another: effect size and evidence.

The trials of log ratio and G² are Han characters, the base of the rates; those of the log-odds are words.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.keywords.fingerprint import check_comparable
from cppcc_analysis.keywords.kinds import COMPARED_KINDS, check_kinds
from cppcc_analysis.keywords.measures import NORMAL_95, g2, log_odds, log_ratio
from cppcc_analysis.keywords.rates import PLACE_YEAR, chosen_articles, counts_outside, rate, term_rates
from cppcc_analysis.keywords.terms import KEY

LEAST_COUNT = 3  # fewer occurrences show a passage, not a habit
LEAST_G2 = 3.84  # the 5% level of χ² with one degree of freedom, for a single term
#: with fewer documents on a side their differences cannot be told from chance: no interval is given
LEAST_DOCUMENTS = 5
#: words of text that the prior of the log-odds stands for: a text of a page
PRIOR_WORDS = 500
#: a slice: column of the articles → its value or values
Slice = Mapping[str, object]
_MEASURES = ["log_ratio", "log_odds", "z", "low", "high", "g2"]
_PAIRS = (
    "count",
    "articles",
    "documents",
    "document_share",
    "han",
    "tokens",
    "rate",
    "token_rate",
    "dispersion",
)


def compare_slices(
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    one: Slice,
    other: Slice | None = None,
    kinds: Collection[str] = COMPARED_KINDS,
    *,
    counting: str = "named",
    without: Collection[str] = (),
) -> pd.DataFrame:
    """One slice of the articles against another, or against all the rest: city × city, year × year.

    `one` and `other` name columns of `articles` with a value or a list of values: {"place": "阳泉市", "year": 2024}.
    Only kinds of text are compared that both sides have. Other arguments as for `term_rates`.

    Output, by falling `z` and word: `word`, `class`, `layer`, `since`, `printed`; for `one`, and with `rest_` before
    the name for the other side: `count`, `articles` (that contain it), `documents`, `document_share`, `han`, `tokens`,
    `rate`, `token_rate`, `dispersion` (as `term_rates` has them); `log_ratio` (above 0: more frequent in `one`),
    `log_odds` and `z` (Dirichlet prior of `PRIOR_WORDS` words, divided as the words of both sides together), `low` and
    `high` (95% interval of `log_odds`; null: a side has fewer than five documents), `g2`, `kinds` (compared),
    `truncated` (a text of either side breaks off), `without`, `fingerprint`. No rows: a side has no text, or they
    have no kind in common.

    Raises `UserError` for a column or kind that does not exist, and for counts made in different ways.
    """
    check_kinds(kinds)
    chosen = chosen_articles(articles, kinds)
    ours = _rows_of(chosen, one)
    theirs = _rows_of(chosen, other) if other is not None else ~ours
    shared = [
        kind for kind in kinds if all(chosen.loc[side, "kind"].eq(kind).any() for side in (ours, theirs))
    ]
    sides = [
        term_rates(terms, chosen[side], counting=counting, kinds=shared, without=without, by=())
        for side in (ours, theirs)
    ]
    return compare_rates(*sides)


def compare_rates(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """`compare_slices` of two tables that `term_rates` gave for a slice each (`by=()`).

    A word that one of them lacks stands there no time. Raises `UserError` for counts made in different ways.
    """
    check_comparable(one, other)
    names = ["word", "class", "layer", "since"]
    words = pd.concat([one[names], other[names]]).drop_duplicates("word")
    if one.empty or other.empty:
        words = words.iloc[:0]
    table = words.merge(one.drop(columns=names[1:]), on="word", how="left")
    table = table.merge(other.drop(columns=names[1:]), on="word", how="left", suffixes=("", "_other"))
    for side, whole in (("", one), ("_other", other)):
        for name in ("count", "articles", "rate", "token_rate", "document_share"):
            table[name + side] = table[name + side].fillna(0)
        for name in ("documents", "han", "tokens", "kinds", "truncated", "without", "fingerprint"):
            table[name + side] = whole[name].iloc[0] if len(whole) else pd.NA
    table["printed"] = table["printed"].fillna(table["printed_other"])
    table["truncated"] = table["truncated"].astype("boolean") | table["truncated_other"].astype("boolean")
    table = table.rename(columns={f"{name}_other": f"rest_{name}" for name in _PAIRS})
    return _ranked(_measured(table))


def distinctive_terms(rates: pd.DataFrame, by: Sequence[str] = PLACE_YEAR) -> pd.DataFrame:
    """Each slice against all others together; `rates` comes from `term_rates` with the same `by`.

    Output, by slice, falling `z` and word: the columns `by`, and those of `compare_slices`, without the dispersion in
    the rest. With fewer than two slices there is nothing to compare with: no rows.
    """
    keys = list(by)
    check_comparable(rates)
    slices = rates[[*keys, "documents", "han", "tokens"]].drop_duplicates(keys)
    table = (rates if len(slices) > 1 else rates.iloc[:0]).copy()
    for name in ("count", "articles"):
        table[f"rest_{name}"] = table.groupby("word")[name].transform("sum") - table[name]
    for name in ("documents", "han", "tokens"):
        table[f"rest_{name}"] = slices[name].sum() - table[name]
    table["rest_rate"] = rate(table["rest_count"], table["rest_han"])
    table["rest_token_rate"] = rate(table["rest_count"], table["rest_tokens"])
    table["rest_document_share"] = table["rest_articles"].astype("Float64") / table["rest_documents"] * 100
    table["rest_dispersion"] = pd.Series(pd.NA, index=table.index, dtype="Float64")
    order = slices[keys].reset_index(drop=True).assign(_order=range(len(slices)))
    return _ranked(_measured(table), keys, order)


def compare_like_with_like(
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    kinds: Collection[str] = COMPARED_KINDS,
    *,
    counting: str = "named",
    without: Collection[str] = (),
) -> pd.DataFrame:
    """`distinctive_terms` of each place × year over the kinds of text that it and another one have.

    So a work report is set against work reports, and against resolutions only together with its own
    place's. Output: as `distinctive_terms`; `kinds` says what was compared. A place × year of which no other has a
    kind has no rows. Raises `UserError` for an unknown kind.
    """
    every = term_rates(terms, articles, kinds=kinds, counting=counting, without=without)
    # few combinations of kinds, many places and years
    wanted = pd.DataFrame(_shared_kinds(every, kinds), columns=[*PLACE_YEAR, "shared"])
    wanted["_order"] = range(len(wanted))
    parts = []
    for joined, slices in wanted.groupby("shared", sort=False):
        shared = str(joined).split("; ")
        rates = term_rates(terms, articles, kinds=shared, counting=counting, without=without)
        table = distinctive_terms(rates).assign(kinds=joined)
        parts.append(table.merge(slices.drop(columns="shared"), on=list(PLACE_YEAR)))
    if not parts:
        return distinctive_terms(every).iloc[:0]
    together = pd.concat(parts, ignore_index=True).sort_values("_order", kind="stable", ignore_index=True)
    return together.drop(columns="_order").astype({"kinds": "string"})


def characteristic_terms(distinctive: pd.DataFrame, top: int, by: Sequence[str] = PLACE_YEAR) -> pd.DataFrame:
    """The rows of `distinctive_terms` that stand out: of each slice at most `top`.

    More frequent here than in the rest, at least `LEAST_COUNT` times, G² at least `LEAST_G2`.
    """
    enough = (distinctive["count"] >= LEAST_COUNT) & (distinctive["g2"] >= LEAST_G2)
    found = distinctive[enough & (distinctive["log_ratio"] > 0)]
    return found.groupby(list(by), sort=False).head(top).reset_index(drop=True)


def document_rates(
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    words: Sequence[str],
    kinds: Collection[str] = COMPARED_KINDS,
    *,
    counting: str = "named",
    without: Collection[str] = (),
) -> pd.DataFrame:
    """The rate of each of `words` in each article: the dots behind a comparison of few documents.

    Output, by word (in the given order), place, year and article: `word`, `place`, `year`, `kind`, `dump`, `article`,
    `truncated`, `han`, `count`, `rate` (per 10,000 Han characters; null: there are none).
    """
    columns = [*KEY, "place", "year", "kind", "truncated", "han"]
    chosen = chosen_articles(articles, kinds)[columns].dropna(subset=["place", "year"])
    rows = counts_outside(terms, counting, without)
    rows = rows.loc[rows["word"].isin(list(words)), [*KEY, "word", "count"]]
    names = pd.DataFrame({"word": pd.array(list(words), dtype="string")})
    table = names.merge(chosen, how="cross").merge(rows, on=[*KEY, "word"], how="left")
    table["count"] = table["count"].astype("Int64").fillna(0)
    table["rate"] = rate(table["count"], table["han"])
    return table[["word", "place", "year", "kind", *KEY, "truncated", "han", "count", "rate"]]


def newest_session(
    articles: pd.DataFrame, kinds: Collection[str] = COMPARED_KINDS
) -> dict[str, Hashable] | None:
    """Place and year of the newest session with text of these kinds; None without any."""
    held = chosen_articles(articles, kinds).dropna(subset=list(PLACE_YEAR))
    if held.empty:
        return None
    newest = held[held["year"] == held["year"].max()].iloc[0]
    return {"place": newest["place"], "year": int(newest["year"])}


def _rows_of(articles: pd.DataFrame, wanted: Slice) -> pd.Series:
    found = pd.Series(True, index=articles.index)
    for column, value in wanted.items():
        if column not in articles:
            raise unknown("column of the articles", column, articles.columns)
        values = list(value) if isinstance(value, Collection) and not isinstance(value, str) else [value]
        known = articles[column].dropna().unique()
        strange = [x for x in values if x not in known]
        # a mark that is false everywhere is an empty slice, a place that nobody knows is a slip
        if strange and len(known) and not pd.api.types.is_bool_dtype(articles[column]):
            raise unknown(column, strange[0], known)
        found &= articles[column].isin(values).fillna(False).astype(bool)
    if not wanted:
        raise UserError("an empty slice: name a column of the articles, as in {'place': '阳泉市'}")
    return found


def _measured(table: pd.DataFrame) -> pd.DataFrame:
    """`table` with the measures, from the counts and sizes of the two sides."""
    a, b = (table[name].to_numpy(dtype=float) for name in ("count", "rest_count"))
    han, tokens = (
        [table[f"{side}{name}"].to_numpy(dtype=float, na_value=np.nan) for side in ("", "rest_")]
        for name in ("han", "tokens")
    )
    table["log_ratio"], table["g2"] = log_ratio(a, b, *han), g2(a, b, *han)
    with np.errstate(divide="ignore", invalid="ignore"):
        prior = (a + b) / (tokens[0] + tokens[1]) * PRIOR_WORDS
    delta, deviation = log_odds(a, b, tokens[0], tokens[1], prior, PRIOR_WORDS)
    with np.errstate(invalid="ignore"):
        table["log_odds"], table["z"] = delta, delta / deviation
    few = table[["documents", "rest_documents"]].min(axis=1) < LEAST_DOCUMENTS
    for name, sign in (("low", -1), ("high", 1)):
        table[name] = pd.Series(delta + sign * NORMAL_95 * deviation, index=table.index).mask(
            few.astype(bool)
        )
    return table


def _ranked(table: pd.DataFrame, keys: Sequence[str] = (), order: pd.DataFrame | None = None) -> pd.DataFrame:
    if order is not None:
        table = table.merge(order, on=list(keys), how="left")
    first = ["_order"] if order is not None else []
    table = table.sort_values([*first, "z", "word"], ascending=[*[True] * len(first), False, True])
    columns = [name for pair in _PAIRS for name in (pair, f"rest_{pair}")]
    head = [*keys, "word", "class", "layer", "since", "printed"]
    tail = ["kinds", "truncated", "without", "fingerprint"]
    return table[[*head, *columns, *_MEASURES, *tail]].reset_index(drop=True)


def _shared_kinds(rates: pd.DataFrame, kinds: Collection[str]) -> Iterator[tuple[str, int, str]]:
    """Place, year and the kinds that it shares with another one, joined."""
    slices = rates[[*PLACE_YEAR, "kinds"]].drop_duplicates(list(PLACE_YEAR))
    holders = Counter(kind for held in slices["kinds"] for kind in held.split("; "))
    for place, year, held in slices.itertuples(index=False):
        shared = [kind for kind in kinds if kind in held.split("; ") and holders[kind] > 1]
        if shared:
            yield place, year, "; ".join(shared)
