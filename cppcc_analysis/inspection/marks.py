"""Where in the raw text something was read: the figures and unread numbers of a dump, in its order."""

from collections.abc import Sequence
from dataclasses import dataclass

from cppcc_analysis.extraction.figures import Figure, Unread
from cppcc_analysis.reading.traced import concat
from cppcc_analysis.tables.facts import Reading


@dataclass(frozen=True)
class Mark:
    """A place of the raw text with the figures read from it; none: a number left unread.

    number   counts the marks of a dump from 1
    printed  raw[start:end]
    """

    number: int
    article: int
    start: int
    end: int
    printed: str
    figures: tuple[Figure, ...]


def find_marks(raw: str, readings: Sequence[Reading]) -> list[Mark]:
    """The marks of a dump in the order of its raw text; those that overlap are one."""
    sources = [(source, r.number) for r in readings for source in _sources(r)]
    marks: list[Mark] = []
    for source, article in sorted(sources, key=lambda pair: pair[0].start):
        start, end = source.start, source.end
        figures: tuple[Figure, ...] = (source,) if isinstance(source, Figure) else ()
        if marks and start < marks[-1].end:
            last = marks.pop()
            article, start, end = last.article, last.start, max(end, last.end)
            figures = (*last.figures, *figures)
        marks.append(Mark(len(marks) + 1, article, start, end, raw[start:end], figures))
    return marks


def places_in_quotes(reading: Reading) -> dict[int, slice]:
    """{raw start of a figure or unread number: where it stands in its quote}"""
    article = reading.article
    parts = (article.title, *article.notes, *article.paragraphs)
    whole = concat(part for part in parts if part is not None)
    at = {offset: index for index, offset in enumerate(whole.offsets)}
    places = {}
    for source in _sources(reading):
        begin, last = at[source.start], at[source.end - 1]
        sentence = whole.text.rindex(source.quote, 0, begin + len(source.quote))
        places[source.start] = slice(begin - sentence, last + 1 - sentence)
    return places


def _sources(reading: Reading) -> list[Figure | Unread]:
    return [*reading.figures, *reading.unread]
