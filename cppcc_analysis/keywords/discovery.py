"""Candidates for the list of terms: word sequences that hold together and that the list lacks.

A person looks at the quotes and accepts one with `cppcc accept`; nothing is taken in by itself.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import pandas as pd

from cppcc_analysis.keywords.concordance import concordance
from cppcc_analysis.keywords.formulae import Covered, find_formulae
from cppcc_analysis.keywords.kinds import COMPARED_KINDS
from cppcc_analysis.keywords.layers import load_layers
from cppcc_analysis.keywords.rates import chosen_articles
from cppcc_analysis.keywords.termlist import Match, load_terms, term_matcher
from cppcc_analysis.keywords.tokens import placed_words

LEAST_COUNT = 3  # a sequence seen less often has no neighbours to judge by
LEAST_ASSOCIATION = 3.0  # bits: its parts meet eight times as often as chance would have them
LEAST_ENTROPY = 0.9  # bits: about two neighbours on each side, evenly
_SHORTEST, _LONGEST, _MOST_WORDS, _QUOTES = 3, 10, 4, 3
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
#: single characters that a term neither begins nor ends with
_LOOSE = frozenset(
    "的了和与及或在是为以对从向把被将等也都就又而之其所于由到有不要更最各个次年月日件位名项届市县区省我他们会"
)
Words = tuple[str, ...]


@dataclass
class _Seen:
    """What is known of a sequence: its number, the articles and the characters beside it."""

    count: int = 0
    articles: set[int] = field(default_factory=set)
    left: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)


def find_candidates(
    articles: pd.DataFrame, kinds: Collection[str] = COMPARED_KINDS, engine: str = "jieba"
) -> pd.DataFrame:
    """New-term candidates of the articles: sequences of two to four words, at least `LEAST_COUNT` times.

    Neither named terms nor set phrases, nor words of the layers at either end. Output, by falling `score` and word:
    `word`, `count`, `articles` and `places` (that have it), `association` (bits: the least of log2 p(xy) / p(x)p(y)
    over its cuts in two, pointwise mutual information, K. W. Church and P. Hanks, "Word Association Norms, Mutual
    Information, and Lexicography", Computational Linguistics 16 (1990) 22–29), `left_entropy` and `right_entropy`
    (bits: how free its neighbours are; a clause's end is a neighbour of its own each time, as words end there; after
    Z. Harris, "From Phoneme to Morpheme", Language 31 (1955) 190–222), `score` (association × the lesser entropy),
    `quote_1`, `quote_2`, `quote_3` (as it stands in the texts, in different articles where there are; null:
    fewer).
    """
    chosen = chosen_articles(articles, kinds).reset_index(drop=True)
    seen: dict[Words, _Seen] = defaultdict(_Seen)
    total = 0
    for number, text in enumerate(chosen["text"]):
        for clause in _clauses(str(text), engine):
            total += len(clause)
            _note(clause, number, seen)
    listed = "\n".join(form for term in load_terms() for form in term.forms)
    loose = _LOOSE | load_layers().keys()
    places = list(chosen["place"])
    rows = []
    for words, found in seen.items():
        if _may_be_term(words, found, loose) and "".join(words) not in listed:
            measures = _measures(words, seen, total)
            held = {places[number] for number in found.articles} - {pd.NA}
            rows.append(("".join(words), found.count, len(found.articles), len(held), *measures))
    columns = ["word", "count", "articles", "places", "association", "left_entropy", "right_entropy"]
    table = pd.DataFrame(rows, columns=columns).astype(
        {"word": "string"} | dict.fromkeys(columns[1:4], "Int64")
    )
    freedom = table[["left_entropy", "right_entropy"]].min(axis=1)
    table = table.assign(score=table["association"] * freedom)
    table = table[(table["association"] >= LEAST_ASSOCIATION) & (freedom >= LEAST_ENTROPY)]
    table = _drop_parts(table).sort_values(["score", "word"], ascending=[False, True], ignore_index=True)
    return table.join(_quotes(table["word"], chosen))


def _clauses(text: str, engine: str) -> Iterator[list[str]]:
    """The Han words of each stretch of text that neither punctuation nor a known phrase interrupts."""
    known: list[Match] = sorted([*term_matcher().find(text), *find_formulae(text)], key=lambda m: m.start)
    covered = Covered(_merged(known))
    clause: list[str] = []
    for word, at in placed_words(text, engine):
        if _HAN.fullmatch(word) and not covered.holds(at, at + len(word)):
            clause.append(word)
        elif clause:
            yield clause
            clause = []
    if clause:
        yield clause


def _merged(matches: list[Match]) -> list[Match]:
    merged: list[Match] = []
    for match in matches:
        if merged and match.start < merged[-1].end:
            last = merged.pop()
            match = Match(last.word, last.start, max(last.end, match.end))
        merged.append(match)
    return merged


def _note(clause: list[str], article: int, seen: dict[Words, _Seen]) -> None:
    for start in range(len(clause)):
        for size in range(1, min(_MOST_WORDS, len(clause) - start) + 1):
            stop = start + size
            found = seen[tuple(clause[start:stop])]
            found.count += 1
            found.articles.add(article)
            # a clause's end is a neighbour of its own each time
            found.left[clause[start - 1][-1] if start else f"<{found.count}"] += 1
            found.right[clause[stop][0] if stop < len(clause) else f">{found.count}"] += 1


def _may_be_term(words: Words, found: _Seen, loose: Collection[str]) -> bool:
    length = sum(map(len, words))
    return (
        found.count >= LEAST_COUNT
        and len(words) > 1
        and _SHORTEST <= length <= _LONGEST
        and words[0] not in loose
        and words[-1] not in loose
    )


def _measures(words: Words, seen: dict[Words, _Seen], total: int) -> tuple[float, float, float]:
    found = seen[words]
    association = min(
        math.log2(found.count * total / (seen[words[:cut]].count * seen[words[cut:]].count))
        for cut in range(1, len(words))
    )
    return association, _entropy(found.left), _entropy(found.right)


def _entropy(counts: Counter[str]) -> float:
    total = sum(counts.values())
    return -sum(count / total * math.log2(count / total) for count in counts.values())


def _drop_parts(table: pd.DataFrame) -> pd.DataFrame:
    """Without the sequences that stand inside a longer candidate as often as on their own."""
    rows = list(table[["word", "count"]].itertuples(index=False, name=None))
    parts = [
        any(word != other and word in other and count <= many for other, many in rows) for word, count in rows
    ]
    return table[~pd.Series(parts, index=table.index, dtype=bool)]


def _quotes(words: pd.Series, articles: pd.DataFrame) -> pd.DataFrame:
    """Up to three lines of each word, one of each article before a second of any."""
    quotes = []
    for word in words:
        lines = concordance(articles, str(word), width=15)
        order = lines.groupby(["dump", "article"]).cumcount().sort_values(kind="stable").index
        told = [f"…{row.left}{row.word}{row.right}…" for row in lines.loc[order].head(_QUOTES).itertuples()]
        quotes.append([*told, *[None] * (_QUOTES - len(told))])
    names = [f"quote_{number}" for number in range(1, _QUOTES + 1)]
    return pd.DataFrame(quotes, columns=names, index=words.index, dtype="string")
