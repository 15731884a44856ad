"""Paragraphs → sentences, and the stretch of a sentence that each number has to itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cppcc_analysis.extraction.lexicon import Number, Piece, find_numbers, find_pieces
from cppcc_analysis.reading.traced import Traced

_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]?[”’」』]?")
_CLAUSE_END = re.compile("[，。；：（）,;:()]")


@dataclass(frozen=True)
class Clause:
    """A stretch between two marks, with the known words in it (offsets count in the sentence)."""

    text: str
    start: int
    pieces: tuple[Piece, ...]

    def has(self, *kinds: str) -> bool:
        return any(piece.kind in kinds for piece in self.pieces)


@dataclass(frozen=True)
class Slot:
    """One number, the clauses since the number before it (the nearest last), and what follows it."""

    number: Number
    left: tuple[Clause, ...]
    right: Clause

    @property
    def near(self) -> Clause:
        """The nearest clause in front of the number that says something."""
        for clause in reversed(self.left):
            if clause.pieces or len(clause.text) > _FILLER:
                return clause
        return self.left[-1]


#: a clause of so few characters before a number (共有, 其中, 分别为) says nothing of its own
_FILLER = 4


def split_sentences(paragraph: Traced) -> Iterator[Traced]:
    """The sentences of a paragraph; where it breaks off, the rest is one too."""
    for match in _SENTENCE.finditer(paragraph.text):
        if match.group().strip():
            yield paragraph[match.start() : match.end()]


def find_slots(text: str) -> list[Slot]:
    """One slot for each number of a sentence."""
    pieces = find_pieces(text)
    numbers = list(find_numbers(text))
    slots = []
    for at, number in enumerate(numbers):
        begin = numbers[at - 1].end if at else 0
        following = numbers[at + 1].start if at + 1 < len(numbers) else len(text)
        slots.append(
            Slot(
                number,
                tuple(_clauses(text, begin, number.start, pieces)),
                next(_clauses(text, number.end, following, pieces)),
            )
        )
    return slots


def _clauses(text: str, begin: int, end: int, pieces: list[Piece]) -> Iterator[Clause]:
    start = begin
    for stop in [m.start() for m in _CLAUSE_END.finditer(text, begin, end)] + [end]:
        inside = tuple(p for p in pieces if p.start >= start and p.end <= stop)
        yield Clause(text[start:stop], start, inside)
        start = stop + 1
