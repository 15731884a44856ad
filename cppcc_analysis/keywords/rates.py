"""Rates of words per slice of the articles (place × year, or any other columns), from stored counts."""

from collections.abc import Collection, Sequence

import pandas as pd

from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.keywords.fingerprint import check_comparable, fingerprint
from cppcc_analysis.keywords.forms import join_forms
from cppcc_analysis.keywords.kinds import COMPARED_KINDS, check_kinds
from cppcc_analysis.keywords.layers import check_layers, load_layers
from cppcc_analysis.keywords.termlist import load_terms
from cppcc_analysis.keywords.terms import COUNTINGS, KEY, counted_articles
from cppcc_analysis.keywords.tokens import is_token

PER = 10_000  # rates are per 10,000 Han characters, or per 10,000 tokens
PLACE_YEAR = ("place", "year")
_WHOLE = "_whole"  # the one slice of all articles


def term_rates(
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    words: Collection[str] | None = None,
    counting: str = "named",
    kinds: Collection[str] = COMPARED_KINDS,
    *,
    without: Collection[str] = (),
    by: Sequence[str] = PLACE_YEAR,
) -> pd.DataFrame:
    """How often each word occurs in each slice, by default place × year, of the articles given.

    `terms` is the table `terms`, `articles` the table `articles` or part of it (some cities): only
    counts of articles given are summed. Articles of another body, of another kind than `kinds`, with a null in
    `by`, and copies are left out. `words`: the words wanted; without it all that occur in some slice.
    `without`: layers left out, that is the words of a layer, and for `formula` also what other words count
    inside set phrases. `by`: columns of `articles`; empty for one slice of all.

    Output, by slice (places in the order of the articles), falling count and word: the columns `by`, `word`,
    `class` (null: a token), `layer` (null: content), `since` (first year of the term; null: not recorded),
    `printed` (forms under which the texts print it, joined by "; "; null: none, or a token), `count`,
    `articles` (articles that contain it), `documents` (articles counted), `document_share` (the one in the
    other, %), `kinds` (their kinds, joined by "; "), `truncated` (one of them breaks off), `han` and `tokens` (Han
    characters and Han words of two or more characters that were counted over), `rate` and `token_rate` (count per
    10,000 of these; null: none), `dispersion` (normalised DP over the articles, see `spread`; null: it does not
    occur, or there is one article only), `without` (layers left out, joined by "; ") and `fingerprint`. A slice
    that was counted and lacks the word has a row with 0; one of which nothing was counted has no row, which is
    not the same.

    Raises `UserError` for an unknown counting, kind or layer, for a word that this counting never counts, and for
    counts made in different ways.
    """
    check_kinds(kinds)
    check_layers(without)
    articles = chosen_articles(articles, kinds)
    terms = _terms_of(articles, terms)
    check_comparable(terms)
    _refuse_unknown(words, counting, terms)
    keys = list(by) or [_WHOLE]
    if not by:
        articles = articles.assign(**{_WHOLE: "all"})
    articles = articles.dropna(subset=keys)
    slices = _slices(articles, terms, keys, kinds)
    counts = counts_outside(terms, counting, without).merge(articles[[*KEY, *keys, "han"]], on=KEY)
    if words is not None:
        counts = counts[counts["word"].isin(list(words))]
    found = counts.groupby([*keys, "word"], as_index=False).agg(
        count=("count", "sum"), articles=("count", "size")
    )
    grid = slices.merge(
        _word_columns(set(counts["word"].unique()) | set(words or ()), counting, without), how="cross"
    )
    rates = grid.merge(found, on=[*keys, "word"], how="left")
    rates[["count", "articles"]] = rates[["count", "articles"]].fillna(0).astype("Int64")
    rates["rate"], rates["token_rate"] = (
        rate(rates["count"], rates["han"]),
        rate(rates["count"], rates["tokens"]),
    )
    rates["document_share"] = rates["articles"].astype("Float64") / rates["documents"] * 100
    rates = rates.merge(join_forms(counts, keys), on=[*keys, "word"], how="left")
    rates = rates.merge(_dispersion(counts, slices, keys), on=[*keys, "word"], how="left")
    rates["without"] = "; ".join(without)
    prints = terms["fingerprint"].dropna()
    rates["fingerprint"] = prints.iloc[0] if len(prints) else pd.NA
    return _tidy(rates, articles, keys, by)


def chosen_articles(articles: pd.DataFrame, kinds: Collection[str]) -> pd.DataFrame:
    """The articles whose words are counted, of the given kinds."""
    articles = counted_articles(articles)
    return articles[articles["kind"].isin(list(kinds))]


def rate(count: pd.Series, size: pd.Series) -> pd.Series:
    """Occurrences per 10,000 Han characters or tokens; null where there is none.

    >>> rate(pd.Series([3, 0]), pd.Series([6000, 0])).tolist()
    [5.0, <NA>]
    """
    amount = size.astype("Float64")
    return count.astype("Float64") / amount.mask(amount == 0) * PER


def layer_shares(
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    kinds: Collection[str] = COMPARED_KINDS,
    by: Sequence[str] = PLACE_YEAR,
) -> pd.DataFrame:
    """How much of the text of each slice its layers take up: formula, report_verb, function.

    Arguments as for `term_rates`. Output, by slice: the columns `by`, `layer`, `characters` (Han characters in
    words or phrases of the layer), `documents`, `kinds`, `truncated`, `han`, `share` (of the Han characters, %; null:
    there are none) and `fingerprint`. Words of the two other layers count where they stand outside set phrases;
    single characters are in no layer.
    """
    check_kinds(kinds)
    articles = chosen_articles(articles, kinds).dropna(subset=list(by))
    terms = _terms_of(articles, terms)
    check_comparable(terms)
    slices = _slices(articles, terms, list(by), kinds)
    rows = terms[(terms["counting"] == "formula") | ((terms["counting"] == "token") & terms["layer"].notna())]
    rows = rows[(rows["counting"] == "formula") | (rows["layer"] != "formula")]
    outside = (rows["count"] - rows["in_formula"]) / rows["count"]
    covered = rows["characters"] * outside.mask(rows["counting"] == "formula", 1.0)
    rows = rows[[*KEY, "layer"]].assign(characters=covered).merge(articles[[*KEY, *by]], on=KEY)
    sums = rows.groupby([*by, "layer"], as_index=False)["characters"].sum()
    names = pd.DataFrame({"layer": pd.array(["formula", "report_verb", "function"], dtype="string")})
    table = slices.merge(names, how="cross").merge(sums, on=[*by, "layer"], how="left")
    table["characters"] = table["characters"].astype("Float64").fillna(0).round().astype("Int64")
    table["share"] = rate(table["characters"], table["han"]) / (PER / 100)
    table["fingerprint"] = terms["fingerprint"].iloc[0] if len(terms) else pd.NA
    columns = ["layer", "characters", "documents", "kinds", "truncated", "han", "share", "fingerprint"]
    return table[[*by, *columns]]


def _terms_of(articles: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """The counts of the dumps of `articles`: of a large collection a comparison needs a small part."""
    columns = [*KEY, "word", "counting", "layer", "count", "in_formula", "characters", "printed", "tokens"]
    return terms.loc[terms["dump"].isin(articles["dump"].unique()), [*columns, "fingerprint"]]


def _slices(
    articles: pd.DataFrame, terms: pd.DataFrame, keys: list[str], kinds: Collection[str]
) -> pd.DataFrame:
    """A row for each slice, in the order of the articles, its years ascending: what was counted of it."""
    tokens = terms[[*KEY, "tokens"]].drop_duplicates(KEY)
    sized = articles[[*KEY, *keys, "kind", "truncated", "han"]].merge(tokens, on=KEY, how="left")
    slices = sized.groupby(keys, as_index=False, sort=False).agg(
        documents=("article", "size"),
        kinds=("kind", lambda found: "; ".join(kind for kind in kinds if kind in set(found))),
        truncated=("truncated", "any"),
        han=("han", "sum"),
        tokens=("tokens", "sum"),
        least=("han", "min"),
    )
    return slices.astype({"kinds": "string", "truncated": "boolean", "tokens": "Int64"})


def counts_outside(terms: pd.DataFrame, counting: str, without: Collection[str]) -> pd.DataFrame:
    """Counts per article and word outside the layers left out, each at least 1.

    Output: `dump`, `article`, `word`, `count`, `printed` and `named` (whether it is a named term).
    """
    rows = terms.loc[terms["counting"] == counting, [*KEY, "word", "layer", "count", "in_formula", "printed"]]
    rows = rows[~rows["layer"].isin(list(without)).astype(bool)]
    if "formula" in without:
        rows = rows.assign(count=rows["count"] - rows["in_formula"])
    rows = rows[rows["count"] > 0].drop(columns=["layer", "in_formula"])
    return rows.assign(named=counting == "named")


def _dispersion(counts: pd.DataFrame, slices: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Normalised DP of each word in each slice, as `measures.spread` defines it, over the stored counts.

    Articles without the word add their share s_i of the characters to the sum of |s_i − v_i|.
    """
    rows = counts[[*keys, "word", "count", "han"]].merge(
        slices[[*keys, "han", "least"]], on=keys, suffixes=("", "_all")
    )
    total = rows.groupby([*keys, "word"])["count"].transform("sum")
    share = rows["han"].astype("float64") / rows["han_all"].astype("float64")
    rows = rows.assign(
        share=share, gap=(share - rows["count"].astype("float64") / total.astype("float64")).abs()
    )
    rows["room"] = 1 - rows["least"].astype("float64") / rows["han_all"].astype("float64")
    sums = rows.groupby([*keys, "word"], as_index=False).agg(
        share=("share", "sum"), gap=("gap", "sum"), room=("room", "first")
    )
    deviation = (sums["gap"] + 1 - sums["share"]) / 2
    sums["dispersion"] = (deviation / sums["room"].where(sums["room"] > 0)).astype("Float64")
    return sums[[*keys, "word", "dispersion"]]


def _word_columns(words: Collection[str], counting: str, without: Collection[str]) -> pd.DataFrame:
    table = pd.DataFrame({"word": pd.array(sorted(words), dtype="string")})
    listed = {term.word: term for term in load_terms()} if counting == "named" else {}
    table["class"] = table["word"].map({w: t.term_class for w, t in listed.items()}).astype("string")
    layers = dict.fromkeys(words, "formula") if counting == "formula" else load_layers()
    table["layer"] = table["word"].map(layers).astype("string")
    since = {word: term.since for word, term in listed.items() if term.since is not None}
    table["since"] = table["word"].map(since).astype("Int64")
    return table[~table["layer"].isin(list(without)).astype(bool)]


def _tidy(rates: pd.DataFrame, articles: pd.DataFrame, keys: list[str], by: Sequence[str]) -> pd.DataFrame:
    order = {"_count": -rates["count"].astype("int64")}
    if "place" in keys:  # in the order of the articles, as in the other tables
        places = {place: number for number, place in enumerate(articles["place"].unique())}
        order["place"] = rates["place"].map(places)
    sorting = pd.DataFrame(
        {key: order.get(key, rates[key]) for key in keys} | {"_count": order["_count"], "word": rates["word"]}
    )
    rates = rates.loc[sorting.sort_values([*keys, "_count", "word"]).index]
    columns = [
        "word",
        "class",
        "layer",
        "since",
        "printed",
        "count",
        "articles",
        "documents",
        "document_share",
    ]
    columns += [
        "kinds",
        "truncated",
        "han",
        "tokens",
        "rate",
        "token_rate",
        "dispersion",
        "without",
        "fingerprint",
    ]
    types = dict.fromkeys(("word", "kinds", "without", "fingerprint"), "string")
    return rates[[*by, *columns]].astype(types | {"truncated": "boolean"}).reset_index(drop=True)


def _refuse_unknown(words: Collection[str] | None, counting: str, terms: pd.DataFrame) -> None:
    if counting not in COUNTINGS:
        raise unknown("counting", counting, COUNTINGS)
    if not words:
        return
    known = [term.word for term in load_terms()]
    for word in words:
        if counting == "named" and word not in known:
            raise unknown("named term", word, known)
        if counting == "token" and not is_token(word):
            raise unknown("kind of token", word, ["Han words of two or more characters"])
    counted = terms["fingerprint"].dropna()
    if counting == "named" and len(counted) and _list_of(counted.iloc[0]) != _list_of(fingerprint()):
        raise UserError("these counts were made with another list of terms: run `cppcc build` anew")


def _list_of(found: str) -> str:
    return next(part for part in found.split() if part.startswith("terms="))
