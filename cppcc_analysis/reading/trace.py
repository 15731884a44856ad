"""The raw offsets of an article's text as one short string, to be kept beside the text in a table.

Cleaning deletes or swaps single characters, so the offsets run on by one for long stretches: a run is noted where
it begins, as position:offset.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cppcc_analysis.reading.traced import Traced


def pack_trace(paragraphs: Sequence[Traced]) -> str:
    """The runs of the text that `paragraphs` make when joined by line ends.

    >>> raw = Traced.of("提 案386件\\n\\n立案")
    >>> pack_trace([raw[0:1] + raw[2:7], raw[9:]])
    '0:0 1:2 7:9'
    """
    runs: list[str] = []
    position = 0
    for paragraph in paragraphs:
        expected = None
        for offset in paragraph.offsets:
            if offset != expected:
                runs.append(f"{position}:{offset}")
            expected = offset + 1
            position += 1
        position += 1  # the line end between two paragraphs
    return " ".join(runs)


class Trace:
    """Where in the raw dump a stretch of the text stood.

    >>> Trace("0:0 1:2 7:9").raw_span(0, 2), Trace("0:0 1:2 7:9").raw_span(7, 9)
    ((0, 3), (9, 11))
    """

    def __init__(self, packed: str) -> None:
        runs = [run.split(":") for run in packed.split()]
        self._positions = [int(position) for position, _ in runs]
        self._offsets = [int(offset) for _, offset in runs]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw start and end (exclusive) of `text[start:end]`, a stretch inside one paragraph."""
        pieces = list(self._pieces(start, end))
        return min(first for first, _ in pieces), max(last for _, last in pieces)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = bisect_right(self._positions, start) - 1
        while start < end:
            stop = min(end, self._positions[at + 1]) if at + 1 < len(self._positions) else end
            first = self._offsets[at] + start - self._positions[at]
            yield first, first + stop - start
            start, at = stop, at + 1
