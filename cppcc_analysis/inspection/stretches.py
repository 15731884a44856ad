"""The raw text, cut into stretches that belong to one article or to none, and these into pieces."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from cppcc_analysis.inspection.marks import Mark
from cppcc_analysis.reading.article import Article

#: what is left out between two parts of an article and is shorter than this is shown inside it
_ASIDE = 80


@dataclass(frozen=True)
class Piece:
    """raw[start:end], all of it read alike.

    part  "title" or "text" of an article; `None`: left out
    mark  the mark it is of
    """

    start: int
    end: int
    part: str | None
    mark: Mark | None = None


@dataclass(frozen=True)
class Stretch:
    """Pieces that follow one another and belong to one article; `None`: to no article."""

    article: int | None
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        return self.pieces[0].start


@dataclass(frozen=True)
class _Run:
    start: int
    end: int
    article: int | None
    part: str | None


def cut_raw(raw: str, articles: Sequence[Article], marks: Sequence[Mark]) -> list[Stretch]:
    """The stretches of a dump: joined, their pieces are the raw text."""
    runs = _with_asides(_runs(raw, articles))
    pieces = _cut_at_marks(runs, marks)
    return [
        Stretch(article, tuple(piece for _, piece in group))
        for article, group in groupby(pieces, key=lambda owned: owned[0])
    ]


def _runs(raw: str, articles: Sequence[Article]) -> list[_Run]:
    """Characters next to each other that belong to the same part."""
    owners = _owners(raw, articles)
    bounds = [at for at in range(len(raw)) if not at or owners[at] != owners[at - 1]]
    return [_Run(start, end, *owners[start]) for start, end in pairwise([*bounds, len(raw)])]


def _owners(raw: str, articles: Sequence[Article]) -> list[tuple[int | None, str | None]]:
    """(article, part) of each character."""
    nobody: tuple[int | None, str | None] = (None, None)
    owners = [nobody] * len(raw)
    for number, article in enumerate(articles):
        for part, texts in (
            ("title", [article.title] if article.title else []),
            ("text", [*article.notes, *article.paragraphs]),
        ):
            for text in texts:
                for offset in text.offsets:
                    owners[offset] = (number, part)
    # white space that reading dropped goes with what stands before it, at the very start with what follows
    for at in range(1, len(raw)):
        if owners[at] == nobody and raw[at].isspace():
            owners[at] = owners[at - 1]
    blank = len(raw) - len(raw.lstrip())
    if blank < len(raw):
        owners[:blank] = [(owners[blank][0], None)] * blank
    return owners


def _with_asides(runs: Sequence[_Run]) -> list[_Run]:
    """Short runs of nobody's inside an article are given to it; they stay marked as left out."""
    given = list(runs)
    for at in range(1, len(runs) - 1):
        before, run, after = runs[at - 1 : at + 2]
        short = run.end - run.start < _ASIDE
        if run.article is None and before.article == after.article and short:
            given[at] = replace(run, article=before.article)
    return given


def _cut_at_marks(runs: Sequence[_Run], marks: Sequence[Mark]) -> Iterator[tuple[int | None, Piece]]:
    """Each piece with the article it belongs to."""
    waiting = list(reversed(marks))
    for run in runs:
        at = run.start
        while at < run.end:
            while waiting and waiting[-1].end <= at:
                waiting.pop()
            mark = waiting[-1] if waiting else None
            if mark is None or mark.start >= run.end:
                stop, inside = run.end, None
            elif mark.start > at:
                stop, inside = mark.start, None
            else:
                stop, inside = min(mark.end, run.end), mark
            yield run.article, Piece(at, stop, run.part, inside)
            at = stop
