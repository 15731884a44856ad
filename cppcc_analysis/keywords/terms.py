"""Term counts per article, and rates per place and year.

Two countings. `named`: the curated list, found as strings (`termlist`); steady, and what
comparisons rest on. `token`: all words as jieba cuts them (`tokens`); complete, for the full
frequency table and for finding what the list lacks.
"""

from collections import Counter
from collections.abc import Collection, Iterator

import pandas as pd

from cppcc_analysis.errors import unknown
from cppcc_analysis.keywords.forms import printed_forms
from cppcc_analysis.keywords.kinds import COMPARED_KINDS, check_kinds
from cppcc_analysis.keywords.layers import load_layers
from cppcc_analysis.keywords.termlist import load_terms, term_matcher
from cppcc_analysis.keywords.tokens import is_token, tokens

COUNTINGS = ("named", "token")
PER = 10_000  # rates are per 10,000 Han characters
_KEY = ["dump", "article"]
_SLICE = ["place", "year"]
_OF_ARTICLE = [*_KEY, "place", "level", "term", "session", "year", "kind"]
_COLUMNS = [*_OF_ARTICLE, "word", "counting", "class", "layer", "count", "han"]


def count_terms(articles: pd.DataFrame) -> pd.DataFrame:
    """The table `terms`: how often each word occurs in each article of the 政协.

    `articles` has the columns of the table `articles`; of each article its `text` is counted, not
    its title. Output: one row per article × word × counting with `count` ≥ 1; `class` is null for
    tokens, `layer` is null for content words, `han` is the article's. Articles of another body and
    copies of other articles are not counted.
    """
    articles = counted_articles(articles)
    rows = [
        (position, counting, word, count)
        for position, text in enumerate(articles["text"])
        for counting, counts in _counts(str(text))
        for word, count in sorted(counts.items())
    ]
    counts = pd.DataFrame(rows, columns=["position", "counting", "word", "count"])
    counts = counts.astype({"position": "int64", "counting": "string", "word": "string", "count": "Int64"})
    of_article = articles[[*_OF_ARTICLE, "han"]].iloc[counts["position"]].reset_index(drop=True)
    table = pd.concat([of_article, counts], axis="columns")
    named = table["counting"] == "named"
    table["class"] = table["word"].map(_classes()).where(named).astype("string")
    table["layer"] = table["word"].map(load_layers()).astype("string")
    return table[_COLUMNS]


def counted_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """The rows of `articles` whose words are counted: those of the body 政协 that are no copies.

    A reprint is a witness of the same text: counted again it would double every word.

    >>> bodies, copies = ["政协", "人大", "政协"], [None, None, "a.txt#0"]
    >>> list(counted_articles(pd.DataFrame({"body": bodies, "copy_of": copies})).index)
    [0]
    """
    is_ours = articles["body"].eq("政协").fillna(False).astype(bool)
    return articles[is_ours & articles["copy_of"].isna()]


def term_rates(
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    words: Collection[str] | None = None,
    counting: str = "named",
    kinds: Collection[str] = COMPARED_KINDS,
) -> pd.DataFrame:
    """How often each word occurs in each place × year, over the articles given.

    `terms` is the table `terms`, `articles` the table `articles` or part of it (some cities): only
    counts of articles given are summed. Articles of another body, of another kind than `kinds`, of
    unknown place or year, and copies are left out. `words`: the words wanted; without it all that
    occur in some place × year.

    Output, by place (in the order of the articles), year, falling count and word: `place`, `year`,
    `word`, `class` (null: a token), `layer` (null: content), `since` (first year of the term; null:
    not recorded), `printed` (forms under which the texts print it, joined by "; "; null: none, or a
    token), `count`, `articles` (articles that contain it), `documents` (articles counted), `kinds`
    (their kinds, joined by "; "), `truncated` (one of them breaks off), `han` (Han characters
    counted), `rate` (count / han × 10,000; null: no Han character). A place × year that was counted
    and lacks the word has a row with 0; one of which nothing was counted has no row, which is not
    the same.

    Raises `UserError` for an unknown counting or kind and for a word that this counting never
    counts.
    """
    check_kinds(kinds)
    _refuse_unknown(words, counting)
    articles = counted_articles(articles).dropna(subset=_SLICE)
    articles = articles[articles["kind"].isin(list(kinds))]
    slices = articles.groupby(_SLICE, as_index=False).agg(
        documents=("article", "size"),
        kinds=("kind", lambda found: "; ".join(kind for kind in kinds if kind in set(found))),
        truncated=("truncated", "any"),
        han=("han", "sum"),
    )
    counts = terms.loc[terms["counting"] == counting, [*_KEY, "word", "count"]]
    counts = counts.merge(articles[[*_KEY, *_SLICE]], on=_KEY)
    if words is not None:
        counts = counts[counts["word"].isin(list(words))]
    found = counts.groupby([*_SLICE, "word"], as_index=False).agg(
        count=("count", "sum"), articles=("count", "size")
    )
    every_word = set(counts["word"]) | set(words or ())
    grid = slices.merge(_word_columns(every_word, counting), how="cross")
    rates = grid.merge(found, on=[*_SLICE, "word"], how="left")
    rates[["count", "articles"]] = rates[["count", "articles"]].fillna(0).astype("Int64")
    rates["rate"] = rate(rates["count"], rates["han"])
    if counting == "named":
        rates = rates.merge(printed_forms(articles), on=[*_SLICE, "word"], how="left")
    else:
        rates["printed"] = pd.Series(pd.NA, index=rates.index, dtype="string")
    # places in the order of the articles, as in the other tables
    rates["order"] = rates["place"].map({place: n for n, place in enumerate(articles["place"].unique())})
    rates = rates.sort_values(["order", "year", "count", "word"], ascending=[True, True, False, True])
    columns = [*_SLICE, "word", "class", "layer", "since", "printed", "count", "articles"]
    rates = rates[[*columns, "documents", "kinds", "truncated", "han", "rate"]]
    return rates.astype({"word": "string", "kinds": "string", "truncated": "boolean"}).reset_index(drop=True)


def rate(count: pd.Series, han: pd.Series) -> pd.Series:
    """Occurrences per 10,000 Han characters; null where there is no Han character.

    >>> rate(pd.Series([3, 0]), pd.Series([6000, 0])).tolist()
    [5.0, <NA>]
    """
    characters = han.astype("Float64")
    return count.astype("Float64") / characters.mask(characters == 0) * PER


def _counts(text: str) -> Iterator[tuple[str, Counter[str]]]:
    yield "named", Counter(match.word for match in term_matcher().find(text))
    yield "token", Counter(tokens(text))


def _classes() -> dict[str, str]:
    return {term.word: term.term_class for term in load_terms()}


def _word_columns(words: Collection[str], counting: str) -> pd.DataFrame:
    table = pd.DataFrame({"word": pd.array(sorted(words), dtype="string")})
    since = {term.word: term.since for term in load_terms() if term.since is not None}
    named = counting == "named"
    table["class"] = table["word"].map(_classes() if named else {}).astype("string")
    table["layer"] = table["word"].map(load_layers()).astype("string")
    table["since"] = table["word"].map(since if named else {}).astype("Int64")
    return table


def _refuse_unknown(words: Collection[str] | None, counting: str) -> None:
    if counting not in COUNTINGS:
        raise unknown("counting", counting, COUNTINGS)
    known = [term.word for term in load_terms()]
    for word in words or ():
        if counting == "named" and word not in known:
            raise unknown("named term", word, known)
        if counting == "token" and not is_token(word):
            raise unknown("kind of token", word, ["Han words of two or more characters"])
