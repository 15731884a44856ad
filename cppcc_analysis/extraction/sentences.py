"""Paragraphs → sentences, and the stretch of a sentence that each number has to itself."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cppcc_analysis.extraction.lexicon import Number, Piece, find_numbers, find_pieces
from cppcc_analysis.reading.traced import Traced

_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]?[”’」』]?")
#: brackets inside brackets inside brackets are read as these
_DEEPEST = 3
#: characters behind a number that may say what became of it
_AFTER = 60
_CLAUSE_END = re.compile("[，。；：（）,;:()]")
#: words before a number that say nothing of their own
_FILLER = re.compile(
    "(其中|共|共有|有|共计|合计|总计|累计|计|达|达到|为|是|约|分别|各|占|提案|的|也|则|已|另|和|、)*"
)


@dataclass(frozen=True)
class Clause:
    """A stretch between two marks, with the known words in it (offsets count in the sentence).

    `closed`: a mark or the sentence's end stands behind it, not the next number.
    """

    text: str
    start: int
    pieces: tuple[Piece, ...]
    closed: bool = True

    def has(self, *kinds: str) -> bool:
        return any(piece.kind in kinds for piece in self.pieces)


@dataclass(frozen=True)
class Slot:
    """One number, the clauses since the number before it (the nearest last), and what follows it.

    `depth` counts the brackets that are open around the number, `after` is what is said next, up to the next count.
    """

    number: Number
    left: tuple[Clause, ...]
    right: Clause
    depth: int
    after: str

    @property
    def near(self) -> Clause:
        """The nearest clause in front of the number that says something."""
        for clause in reversed(self.left):
            if clause.pieces or not _FILLER.fullmatch(clause.text):
                return clause
        return self.left[-1]


def split_sentences(paragraph: Traced) -> Iterator[Traced]:
    """The sentences of a paragraph; where it breaks off, the rest is one too."""
    for match in _SENTENCE.finditer(paragraph.text):
        if match.group().strip():
            yield paragraph[match.start() : match.end()]


def find_slots(text: str) -> list[Slot]:
    """One slot for each number of a sentence."""
    numbers = list(find_numbers(text))
    if not numbers:
        return []
    pieces = find_pieces(text)
    starts = [piece.start for piece in pieces]
    next_counts = _next_counts(numbers, len(text))
    slots = []
    begin = depth = 0
    for at, number in enumerate(numbers):
        following = numbers[at + 1].start if at + 1 < len(numbers) else len(text)
        before = pieces[bisect_left(starts, begin) : bisect_left(starts, number.start)]
        behind = pieces[bisect_left(starts, number.end) : bisect_left(starts, following)]
        between = text[begin : number.start]
        depth = max(0, depth + len(re.findall("[（(]", between)) - len(re.findall("[）)]", between)))
        left = tuple(_clauses(text, begin, number.start, before))
        right = next(_clauses(text, number.end, following, behind))
        slots.append(
            Slot(
                number,
                left,
                right,
                min(depth, _DEEPEST),
                text[number.end : min(next_counts[at], number.end + _AFTER)],
            )
        )
        begin = number.end
    return slots


def _next_counts(numbers: Sequence[Number], end: int) -> list[int]:
    """For each number where the next one of 件 begins, else the end of the sentence."""
    starts = []
    for number in reversed(numbers):
        starts.append(end)
        if number.unit == "件":
            end = number.start
    return starts[::-1]


def _clauses(text: str, begin: int, end: int, pieces: Sequence[Piece]) -> Iterator[Clause]:
    start = begin
    for stop in [m.start() for m in _CLAUSE_END.finditer(text, begin, end)] + [end]:
        inside = tuple(p for p in pieces if p.start >= start and p.end <= stop)
        yield Clause(text[start:stop], start, inside, stop < end or end == len(text))
        start = stop + 1
