"""Sentences on the terms that the texts of a session use most."""

from collections import Counter
from collections.abc import Iterator, Sequence

from cppcc_analysis.briefing.cells import Held, Rows, Tables, UnsupportedError
from cppcc_analysis.briefing.slots import whose
from cppcc_analysis.briefing.statements import Slot, Statement, clause, stated
from cppcc_analysis.charts.wording import number, pick
from cppcc_analysis.keywords.kinds import COMPARED_KINDS
from cppcc_analysis.keywords.rates import chosen_articles
from cppcc_analysis.keywords.termlist import load_terms
from cppcc_analysis.tables.facts import OCCASION

_COLUMNS = ("word", "layer", "count", "in_formula")
_TOP, _LONGEST = 5, 8


def term_statements(tables: Tables, lang: str) -> Iterator[Statement]:
    """The named terms that stand most often in the documents of the newest sessions, set phrases apart."""
    sessions = tables["sessions"]
    sessions = sessions[sessions["year"].notna() & (sessions["year"] == sessions["year"].max())]
    articles = chosen_articles(tables["articles"], COMPARED_KINDS)
    for row in sessions.to_dict("records"):
        of_session = articles
        for column in OCCASION:
            of_session = of_session[(of_session[column] == row[column]).fillna(False)]
        if of_session.empty:
            continue
        sentence = clause(
            pick(
                lang,
                "{who}会议的文件中，{top}。",
                "{who}, in its documents: {top}.",
            ),
            who=whose("sessions", row, OCCASION),
            top=_top_terms(of_session["dump"], of_session["article"]),
        )
        yield from stated("terms", sentence, tables, lang)


def _top_terms(dumps: Sequence[str], articles: Sequence[int]) -> Slot:
    """The most frequent terms of some articles of one dump or more."""
    bound = tuple(
        Rows("terms", (("dump", (dump,)), ("article", (int(article),)), ("counting", ("named",))), _COLUMNS)
        for dump, article in zip(dumps, articles, strict=True)
    )
    return Slot(bound, _tell_top)


def _tell_top(held: Sequence[Held], lang: str) -> str:
    counts: Counter[str] = Counter()
    for of_article in held:
        for word, layer, count, in_formula in of_article.value:
            if layer != "formula":
                counts[word] += int(count) - int(in_formula)
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    top = _above_the_rest([(word, times) for word, times in ranked if times])
    if not top:
        raise UnsupportedError("no terms stand above the others")
    gloss = {term.word: f" ({term.en})" for term in load_terms() if term.en} if lang == "en" else {}
    told = [
        pick(
            lang, f"{word}（{number(times, lang)}次）", f"{word}{gloss.get(word, '')} {number(times, lang)}×"
        )
        for word, times in top
    ]
    return pick(
        lang,
        f"出现最多的用语（固定表述不计）是{'、'.join(told)}",
        f"the most frequent terms (set phrases apart) are {', '.join(told)}",
    )


def _above_the_rest(ranked: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The first terms, as many as stand above all that follow.

    >>> _above_the_rest([("a", 4), ("b", 2), ("c", 2), *((word, 1) for word in "defghi")])
    [('a', 4), ('b', 2), ('c', 2)]
    >>> _above_the_rest([(word, 1) for word in "abcdefghij"])
    []
    """
    for size in (*range(_TOP, _LONGEST + 1), *range(_TOP - 1, 0, -1)):
        if len(ranked) >= size and (len(ranked) == size or ranked[size - 1][1] > ranked[size][1]):
            return ranked[:size]
    return []
