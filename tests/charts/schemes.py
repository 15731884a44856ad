"""Breakdowns as reports give them: in the standard categories, or in wordings of their own."""

from typing import Any

from cppcc_analysis.tables.crosswalk import standard_of
from tests.charts.tables import category


def shares(place: str, year: int, *values: Any, **cells: Any) -> list[dict[str, Any]]:
    """Rows of one session for 经济建设, 政治建设, 文化建设 … in this order; None is left out."""
    names = ("经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设")
    return [
        category(place, year, position, name, None, value, session=year - 2021, **cells)
        for position, (name, value) in enumerate(zip(names, values, strict=False))
        if value is not None
    ]


def scheme(place: str, year: int, *items: tuple[str, Any], **cells: Any) -> list[dict[str, Any]]:
    """Rows of one session in a report's own wordings."""
    return [
        category(place, year, position, word, None, share, session=year - 2021, **cells)
        | {"standard": standard_of(word)}
        for position, (word, share) in enumerate(items)
    ]


OLDER = [
    ("经济建设", 35.0),
    ("农业农村", 12.0),
    ("科教文卫体", 28.0),
    ("政法、统战和其他", 15.0),
    ("做靓门户", 10.0),
]
FINE = [
    ("工业", 30.0),
    ("农业", 20.0),
    ("政法", 10.0),
    ("文化体育", 10.0),
    ("教育", 20.0),
    ("环境保护", 10.0),
]
