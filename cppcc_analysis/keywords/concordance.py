"""Every occurrence of a word with the text around it (keyword in context), and the words that go with it."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

import pandas as pd

from cppcc_analysis.errors import unknown
from cppcc_analysis.keywords.kinds import check_kinds
from cppcc_analysis.keywords.layers import load_layers
from cppcc_analysis.keywords.measures import g2, log_ratio
from cppcc_analysis.keywords.termlist import load_terms, term_matcher
from cppcc_analysis.keywords.terms import counted_articles
from cppcc_analysis.keywords.tokens import is_token, placed_words
from cppcc_analysis.reading.trace import Trace

ORDERS = ("text", "left", "right")
_COLUMNS = ["dump", "article", "place", "year", "kind", "left", "word", "right", "position", "start", "end"]


def concordance(
    articles: pd.DataFrame,
    word: str,
    width: int = 20,
    *,
    sort: str = "text",
    places: Collection[str] = (),
    years: Collection[int] = (),
    kinds: Collection[str] = (),
) -> pd.DataFrame:
    """The places where `word` stands in the articles of the 政协, of which `places`, `years`, `kinds` choose some.

    `sort`: "text" as the articles have them, "left" by what stands before the word, read from it outwards, "right" by
    what stands behind it. Output: `dump`, `article`, `place`, `year`, `kind`, `left` and `right` (up to `width`
    characters of the same paragraph), `word` (as printed there), `position` (offset in the article's `text`), `start`
    and `end` (offsets in the raw dump, for `show_source`; null where the table keeps no trace). A named term is
    found as it is counted: aliases in, guarded strings out, so its lines are as many as its count. Any other word is
    found as a plain string, also inside longer words.

    Raises `UserError` for an unknown order or kind.
    """
    if sort not in ORDERS:
        raise unknown("order", sort, ORDERS)
    check_kinds(kinds)
    chosen = counted_articles(articles)
    for column, wanted in (("place", places), ("year", years), ("kind", kinds)):
        if wanted:
            chosen = chosen[chosen[column].isin(list(wanted))]
    traces = chosen["trace"] if "trace" in chosen else pd.Series(pd.NA, index=chosen.index)
    rows = [
        (
            *(article.dump, article.article, article.place, article.year, article.kind),
            article.text[max(0, start - width) : start].rpartition("\n")[2],
            article.text[start:end],
            article.text[end : end + width].partition("\n")[0],
            start,
            *((None, None) if pd.isna(trace) else Trace(str(trace)).raw_span(start, end)),
        )
        for article, trace in zip(chosen.itertuples(), traces, strict=True)
        for start, end in _spans(article.text, word)
    ]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    table = table.astype(dict.fromkeys(("article", "year", "position", "start", "end"), "Int64"))
    if sort == "text":
        return table
    outwards = table["left"].str[::-1] if sort == "left" else table["right"]
    return table.iloc[outwards.argsort(kind="stable")].reset_index(drop=True)


def collocates(articles: pd.DataFrame, word: str, span: int = 5, engine: str = "jieba") -> pd.DataFrame:
    """The words that stand near `word` more often than elsewhere, in the articles of the 政协.

    Near: at most `span` pieces of a clause away (`tokens`; punctuation ends a clause). Words of the layers and the
    word itself are left out. Output, by falling `g2` and word: `word`, `near` and `elsewhere` (its occurrences),
    `articles` (in which it stands near), `log_ratio` and `g2` (near against elsewhere, with the Han words there as
    trials; see `measures`). Raises `UserError` for an unknown engine.
    """
    near: Counter[str] = Counter()
    every: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    for text in counted_articles(articles)["text"]:
        spans = list(_spans(str(text), word))
        here: set[str] = set()
        for clause in _clauses(str(text), engine):
            found = [
                n
                for n, (w, at) in enumerate(clause)
                if any(at < end and start < at + len(w) for start, end in spans)
            ]
            for n, (other, _) in enumerate(clause):
                every[other] += 1
                if n not in found and any(abs(n - at) <= span for at in found):
                    near[other] += 1
                    here.add(other)
        holders.update(here)
    layers = load_layers()
    sizes = sum(near.values()), sum(every.values()) - sum(near.values())
    rows = [
        (other, count, every[other] - count, holders[other], *_measures(count, every[other] - count, *sizes))
        for other, count in near.items()
        if is_token(other) and other not in layers and other != word
    ]
    table = pd.DataFrame(rows, columns=["word", "near", "elsewhere", "articles", "log_ratio", "g2"])
    table = table.astype({"word": "string"} | dict.fromkeys(("near", "elsewhere", "articles"), "Int64"))
    table = table[table["log_ratio"].astype("float64") > 0]
    return table.sort_values(["g2", "word"], ascending=[False, True], ignore_index=True)


def _measures(*cells: int) -> tuple[float, float]:
    return float(log_ratio(*cells)), float(g2(*cells))


_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def _clauses(text: str, engine: str) -> Iterator[list[tuple[str, int]]]:
    """The Han words of each clause, with their offsets."""
    clause: list[tuple[str, int]] = []
    for word, at in placed_words(text, engine):
        if _HAN.fullmatch(word):
            clause.append((word, at))
        elif clause and word not in "“”‘’《》、":
            yield clause
            clause = []
    if clause:
        yield clause


def _spans(text: str, word: str) -> Iterator[tuple[int, int]]:
    if any(term.word == word for term in load_terms()):
        yield from ((m.start, m.end) for m in term_matcher().find(text) if m.word == word)
    elif word:
        yield from (found.span() for found in re.finditer(re.escape(word), text))
