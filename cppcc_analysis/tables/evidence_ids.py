"""Stable names of numbers, from their rows alone: a page links to a number's evidence without looking it up."""

import json
import re
from collections.abc import Hashable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, TypeAlias

import pandas as pd

Row: TypeAlias = Mapping[Hashable, Any] | pd.Series

#: what tells one figure from every other
_FIGURE = ("dump", "article", "start", "end", "scope", "measure", "breakdown", "item", "unit")
#: what tells one session and scope from every other
_OCCASION = ("place", "term", "session", "year", "scope")
_SPOT = re.compile(r"(?P<dump>.+?)\[(?P<start>\d+):(?P<end>\d+)\](?:; |$)", re.DOTALL)


def figure_id(row: Row) -> str:
    """The name of a row of `figures` or `reference`.

    >>> row = {"dump": "a.txt", "article": 0, "start": 3, "end": 7, "scope": "session", "measure": "filed",
    ...        "breakdown": "total", "item": None, "unit": "件"}
    >>> figure_id(row), figure_id(row | {"start": 4}) == figure_id(row)
    ('f-72966c884e', False)
    """
    return _name("f", (row[column] for column in _FIGURE))


def cell_id(row: Row, column: str) -> str:
    """The name of the cell `column` of a row of `proposals` or `reference_proposals`."""
    return _name("c", (*(row[key] for key in _OCCASION), column))


def part_id(row: Row, base: str, breakdown: str, item: str, column: str) -> str:
    """The name of a part of `base` in a row that names its session and scope.

    breakdown  "category" or "proposer"
    item       the category or proposer as the text words it
    column     "count" or "share"
    """
    return _name("c", (*(row[key] for key in _OCCASION), base, breakdown, item, column))


def spot_id(dump: str, start: int, end: int) -> str:
    """The name of a place in a dump, whatever was read there."""
    return _name("s", (dump, start, end))


def split_spots(spots: str) -> Iterator[tuple[str, int, int]]:
    """Dump, start and end of each place that the column `figures` of a check names.

    >>> list(split_spots("a.txt[3:7]; b [1].txt[10:12]"))
    [('a.txt', 3, 7), ('b [1].txt', 10, 12)]
    """
    for spot in _SPOT.finditer(spots):
        yield spot["dump"], int(spot["start"]), int(spot["end"])


def _name(kind: str, key: Iterator[object] | tuple[object, ...]) -> str:
    # a whole number is the same number in a column of floats
    plain = [None if pd.isna(value) else _plain(value) for value in key]
    words = json.dumps(plain, ensure_ascii=False)
    return f"{kind}-{blake2b(words.encode('utf-8', 'surrogatepass'), digest_size=5).hexdigest()}"


def _plain(value: object) -> object:
    return value if isinstance(value, str) else int(float(str(value)))
