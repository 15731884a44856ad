"""Tables inside a text: a head that names 件数, and rows of a name, a count and often a share."""

import re
from collections.abc import Iterator, Sequence

from cppcc_analysis.extraction.context import Figure, Maker, State
from cppcc_analysis.extraction.lexicon import Number, find_pieces
from cppcc_analysis.reading.traced import Traced

_HEAD = re.compile("件数|提案数")
_ROW = re.compile(r"(?P<name>[^\d]{2,40}?) ?(?P<count>\d{1,6}) ?件?(?: ?(?P<share>\d{1,3}(?:\.\d+)?) ?%?)?")
_SUM = re.compile("合 ?计|总 ?计|小 ?计|总数")
#: fewer rows than these are no table
_FEWEST = 2


def rows_below(head: Traced, following: Sequence[Traced]) -> list[Traced]:
    """The rows of the table that `head` stands over; none where no table begins."""
    if not _HEAD.search(head.text[-30:]):
        return []
    rows = []
    for line in following:
        if not _ROW.fullmatch(line.text):
            break
        rows.append(line)
    return rows if len(rows) >= _FEWEST else []


def read_table(head: Traced, rows: Sequence[Traced], state: State) -> Iterator[Figure]:
    """The parts by category that the rows state, or what came of the proposals (A类 已经解决).

    The row of the sum says of which total the others are parts, where the text states that total.
    """
    sums = [float(match["count"]) for row in rows if (match := _ROW.fullmatch(row.text)) and _is_sum(match)]
    bases = [key for key, value in state.totals.items() if value in sums]
    if bases:
        state.start_list(*bases[-1], stated=True)
    outcomes = "结果" in head.text[-30:]
    for row in rows:
        match = _ROW.fullmatch(row.text)
        if match is None or _is_sum(match):
            continue
        for number in _numbers(match):
            make = Maker(number, state, row)
            if not outcomes:
                yield make.part("category", match["name"].strip())
                continue
            if any(piece.value == "adopted" for piece in find_pieces(match["name"])):
                yield make.total("adopted")


def _is_sum(match: re.Match[str]) -> bool:
    return bool(_SUM.fullmatch(match["name"].strip()))


def _numbers(match: re.Match[str]) -> Iterator[Number]:
    yield Number(float(match["count"]), "件", False, *match.span("count"))
    if match["share"]:
        yield Number(float(match["share"]), "%", False, *match.span("share"))
