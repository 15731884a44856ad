"""Paragraphs → sentences, and the stretch of a sentence that each number has to itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cppcc_analysis.extraction.lexicon import Number, Piece, find_numbers, find_pieces
from cppcc_analysis.reading.traced import Traced

_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]?[”’」』]?")
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

    `depth` counts the brackets that are open around the number, `after` is what is said up to the next count.
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
    pieces = find_pieces(text) if numbers else []
    slots = []
    begin = depth = 0
    for at, number in enumerate(numbers):
        following = numbers[at + 1].start if at + 1 < len(numbers) else len(text)
        left = tuple(_clauses(text, begin, number.start, pieces))
        between = text[begin : number.start]
        depth = max(0, depth + len(re.findall("[（(]", between)) - len(re.findall("[）)]", between)))
        next_count = next((n.start for n in numbers[at + 1 :] if n.unit == "件"), len(text))
        right = next(_clauses(text, number.end, following, pieces))
        slots.append(Slot(number, left, right, depth, text[number.end : next_count]))
        begin = number.end
    return slots


def _clauses(text: str, begin: int, end: int, pieces: list[Piece]) -> Iterator[Clause]:
    start = begin
    for stop in [m.start() for m in _CLAUSE_END.finditer(text, begin, end)] + [end]:
        inside = tuple(p for p in pieces if p.start >= start and p.end <= stop)
        yield Clause(text[start:stop], start, inside, stop < end or end == len(text))
        start = stop + 1
