"""Every occurrence of a word with the text around it (keyword in context)."""

import re
from collections.abc import Iterator

import pandas as pd

from cppcc_analysis.keywords.termlist import load_terms, term_matcher
from cppcc_analysis.keywords.terms import counted_articles

_COLUMNS = ["dump", "article", "place", "year", "left", "word", "right", "position"]


def concordance(articles: pd.DataFrame, word: str, width: int = 20) -> pd.DataFrame:
    """The places where `word` stands in the articles of the 政协, in the order of the articles.

    Output: `dump`, `article`, `place`, `year`, `left` and `right` (up to `width` characters of the
    same paragraph), `word` (as printed there), `position` (offset in the article's `text`). A named
    term is found as it is counted: aliases in, guarded strings out, so its lines are as many as its
    count. Any other word is found as a plain string, also inside longer words.
    """
    rows = [
        (
            article.dump,
            article.article,
            article.place,
            article.year,
            article.text[max(0, start - width) : start].rpartition("\n")[2],
            article.text[start:end],
            article.text[end : end + width].partition("\n")[0],
            start,
        )
        for article in counted_articles(articles).itertuples()
        for start, end in _spans(article.text, word)
    ]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    return table.astype({"article": "Int64", "year": "Int64", "position": "Int64"})


def _spans(text: str, word: str) -> Iterator[tuple[int, int]]:
    if any(term.word == word for term in load_terms()):
        yield from ((m.start, m.end) for m in term_matcher().find(text) if m.word == word)
    elif word:
        yield from (found.span() for found in re.finditer(re.escape(word), text))
