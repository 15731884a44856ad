"""Term counts per article: the table `terms`, which comparisons read instead of the texts.

Three countings. `named`: the curated list, found as strings (`termlist`); steady, and what comparisons rest
on. `token`: all words as the tokeniser cuts them (`tokens`); complete, for the full frequency table and for
finding what the list lacks. `formula`: the set phrases of the political frame (`formulae`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from cppcc_analysis.keywords.fingerprint import counting_print, fingerprint
from cppcc_analysis.keywords.formulae import Covered, find_formulae
from cppcc_analysis.keywords.layers import load_layers
from cppcc_analysis.keywords.termlist import Match, load_terms, term_matcher
from cppcc_analysis.keywords.tokens import is_token, placed_words
from cppcc_analysis.reading.clean import count_han

COUNTINGS = ("named", "token", "formula")
KEY = ["dump", "article"]
OF_ARTICLE = [*KEY, "place", "level", "term", "session", "year", "kind"]
_COUNTED = ["counting", "word", "class", "layer", "count", "in_formula", "characters", "printed", "tokens"]
_COLUMNS = [*OF_ARTICLE, "word", "counting", "class", "layer", "count", "in_formula", "characters", "printed"]
_COLUMNS += ["han", "tokens", "fingerprint"]


@dataclass(frozen=True)
class Earlier:
    """The tables `terms` and `articles` of an earlier build, whose counts may be taken over."""

    terms: pd.DataFrame
    articles: pd.DataFrame


def count_terms(
    articles: pd.DataFrame, engine: str = "jieba", earlier: Earlier | None = None
) -> pd.DataFrame:
    """The table `terms`: how often each word occurs in each article of the 政协.

    `articles` has the columns of the table `articles`; of each article its `text` is counted, not
    its title. Articles of another body and copies of other articles are not counted. Output: one row per
    article × word × counting with `count` ≥ 1, by article, counting and word. `in_formula` of the occurrences
    stand inside a set phrase; they cover `characters` Han characters; `printed` gives the forms found with their
    numbers (null: the word itself only, or a token); `han` and `tokens` (Han words of two or more characters) are
    the article's. `class` is null for tokens and formulae, `layer` for content words.

    With `earlier`, an article whose text was counted before in the same way is not counted again. Raises
    `UserError` for an unknown engine, or one that is not installed.
    """
    articles = counted_articles(articles).reset_index(drop=True)
    known = _earlier_counts(articles, engine, earlier)
    taken_over = set(known["position"])
    fresh = [at for at in range(len(articles)) if at not in taken_over]
    rows = [(at, *row) for at in fresh for row in _rows(str(articles["text"].iat[at]), engine)]
    counted = pd.DataFrame(rows, columns=["position", *_COUNTED])
    counts = pd.concat([known, _typed(counted)], ignore_index=True)
    order = counts["counting"].map({name: number for number, name in enumerate(COUNTINGS)})
    counts = counts.assign(order=order).sort_values(["position", "order", "word"], ignore_index=True)
    of_article = articles[[*OF_ARTICLE, "han"]].iloc[counts["position"]].reset_index(drop=True)
    table = pd.concat([of_article, counts], axis="columns")
    table["fingerprint"] = pd.Series(fingerprint(engine), index=table.index, dtype="string")
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


@dataclass
class _Tally:
    """Of one word in one text: its forms as printed with their numbers, and how many stand inside set phrases."""

    forms: Counter[str] = field(default_factory=Counter)
    in_formula: int = 0

    def add(self, form: str, in_formula: bool) -> None:
        self.forms[form] += 1
        self.in_formula += in_formula

    @property
    def characters(self) -> int:
        """Han characters that the occurrences cover."""
        return sum(count_han(form) * count for form, count in self.forms.items())


def _rows(text: str, engine: str) -> Iterator[tuple[object, ...]]:
    """What stands in one text: values of the columns `_COUNTED`."""
    formulae = find_formulae(text)
    classes, layers = {term.word: term.term_class for term in load_terms()}, load_layers()
    tallies = _tally(text, engine, formulae)
    tokens = sum(tally.forms.total() for (counting, _), tally in tallies.items() if counting == "token")
    for (counting, word), tally in tallies.items():
        term_class = classes.get(word) if counting == "named" else None
        layer = "formula" if counting == "formula" else layers.get(word)
        numbers = (tally.forms.total(), tally.in_formula, tally.characters)
        yield counting, word, term_class, layer, *numbers, _printed(word, tally.forms), tokens


def _tally(text: str, engine: str, formulae: Sequence[Match]) -> dict[tuple[str, str], _Tally]:
    covered = Covered(formulae)
    tallies: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for match in term_matcher().find(text):
        inside = covered.holds(match.start, match.end)
        tallies["named", match.word].add(text[match.start : match.end], inside)
    for word, at in placed_words(text, engine):
        if is_token(word):
            tallies["token", word].add(word, covered.holds(at, at + len(word)))
    for match in formulae:
        tallies["formula", match.word].add(text[match.start : match.end], True)
    return tallies


def _printed(word: str, forms: Counter[str]) -> str | None:
    if set(forms) == {word}:
        return None
    return "; ".join(f"{form} {count}" for form, count in sorted(forms.items(), key=lambda x: (-x[1], x[0])))


def _earlier_counts(articles: pd.DataFrame, engine: str, earlier: Earlier | None) -> pd.DataFrame:
    """The counts of those of `articles` whose text was counted before in the same way, by position."""
    nothing = _typed(pd.DataFrame(columns=["position", *_COUNTED]))
    if earlier is None:
        return nothing
    same_way = earlier.terms["fingerprint"].str.startswith(counting_print(engine) + " ")
    terms = earlier.terms[same_way.fillna(False).astype(bool)]
    texts = earlier.articles.merge(terms[KEY].drop_duplicates(), on=KEY)[[*KEY, "text"]].drop_duplicates(
        "text"
    )
    positions = articles[["text"]].assign(position=range(len(articles)))
    found = texts.merge(positions, on="text")[[*KEY, "position"]].merge(terms, on=KEY)
    return _typed(found[["position", *_COUNTED]]) if len(found) else nothing


def _typed(counts: pd.DataFrame) -> pd.DataFrame:
    numbers = dict.fromkeys(("count", "in_formula", "characters", "tokens"), "Int64")
    words = dict.fromkeys(("counting", "word", "class", "layer", "printed"), "string")
    return counts.astype({"position": "int64", **numbers, **words})
