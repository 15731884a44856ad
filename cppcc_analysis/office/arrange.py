"""Several panels on one page: below each other while there is room, else in a grid of small charts."""

from dataclasses import dataclass
from math import log

from cppcc_analysis.charts.native import Panel, Series
from cppcc_analysis.office.box import Box, stacked, tiled
from cppcc_analysis.office.parts import EmbeddedChart, drawn
from cppcc_analysis.office.plan import LEAST_PITCH, MOST_PITCH, Plan, depth_around, names_room, plan_bars
from cppcc_analysis.office.plan_lines import FEW, plan_lines
from cppcc_analysis.office.text import clean

#: inches: between panels; lines need this height at least, with or without others beside them
_BETWEEN, _LEAST_LINES = 0.12, 1.4
#: inches: the line that names the series of all panels
KEY_DEPTH, KEY_SIZE = 0.28, 10.0
#: of a small chart: as wide as high, times this; more entries than these are no key
_SHAPE, _MOST_ENTRIES = 1.6, 8
#: narrower charts have no room for the names of lines
_NAMED_WIDTH = 3.5


@dataclass(frozen=True)
class Placed:
    """A panel, where it stands, how it is laid out, and what it says in words."""

    panel: Panel
    box: Box
    plan: Plan
    legend: bool
    alt: str

    def chart(self) -> EmbeddedChart:
        return EmbeddedChart(self.panel, self.plan, self.legend)


def arrange(panels: tuple[Panel, ...], box: Box, alt: str, lang: str) -> tuple[list[Series], list[Placed]]:
    """The key that the panels share (empty for none), and each panel in its place within `box`.

    The first panel bears the whole alternative text, the others say their own numbers.
    Raises `ValueError` without an alternative text, for no panel, and for a panel without categories or series.
    """
    check_alt(alt)
    if not panels or not all(panel.categories and panel.series for panel in panels):
        raise ValueError("nothing to draw: a chart has panels, a panel categories and series")
    panels = tuple(map(drawn, panels))
    key = _shared_key(panels)
    boxes = _boxes(panels, box.below(KEY_DEPTH) if key else box, bool(key))
    names = max(
        (
            names_room(panel, (x.width, x.height))
            for panel, x in zip(panels, boxes, strict=True)
            if panel.kind != "lines"
        ),
        default=0.0,
    )
    placed = []
    for index, (panel, place) in enumerate(zip(panels, boxes, strict=True)):
        size = (place.width, place.height)
        named, legend = _naming(panel, place.width, bool(key))
        if panel.kind == "lines":
            plan = plan_lines(panel, size, legend, named)
        else:
            plan = plan_bars(panel, size, legend, names, lang)
        words = alt if index == 0 else panel_words(panel, lang)
        placed.append(Placed(panel, place, plan, legend, clean(words)))
    return key, placed


def check_alt(alt: str) -> None:
    """Raise `ValueError` for an empty alternative text."""
    if not alt.strip():
        raise ValueError("a chart needs an alternative text")


def panel_words(panel: Panel, lang: str) -> str:
    """The numbers of a panel as text, by category.

    >>> from cppcc_analysis.charts.native import Point
    >>> series = Series("收到", (Point(386, "386件"), Point(None)), "#1f4e79")
    >>> panel_words(Panel("bars", ("2023", "2024（未载明）"), (series,), "件", "太原市"), "zh")
    '太原市：2023 收到386件；2024（未载明）'
    """
    comma, semicolon, colon = ("，", "；", "：") if lang == "zh" else (", ", "; ", ": ")
    said = []
    for column, category in enumerate(panel.categories):
        points = [(series.name, series.points[column]) for series in panel.series]
        words = [
            f"{name}{'' if lang == 'zh' else ' '}{point.label or point.value}"
            for name, point in points
            if point.value is not None
        ]
        said.append(" ".join(x for x in (category, comma.join(words)) if x))
    return (f"{panel.heading}{colon}" if panel.heading else "") + semicolon.join(said)


def _naming(panel: Panel, room: float, keyed: bool) -> tuple[bool, bool]:
    """Whether names stand at the ends of lines, and whether there is a legend."""
    if keyed:
        return False, False
    direct = panel.kind == "lines" and len(panel.series) <= FEW and room >= _NAMED_WIDTH
    only = len(panel.series) == 1
    return direct and not (only and panel.series[0].name in ("", panel.heading)), not direct and not only


def _shared_key(panels: tuple[Panel, ...]) -> list[Series]:
    """What the series of all panels are called, where they are called alike; each panel's own is its heading."""
    if len(panels) == 1 or all(len(panel.series) == 1 for panel in panels):
        return []
    found: dict[tuple[str, str, bool, bool], Series] = {}
    for panel in panels:
        for series in panel.series:
            if series.name != panel.heading:
                found.setdefault((series.name, series.tone, series.hatched, series.behind), series)
    return list(found.values()) if len(found) <= _MOST_ENTRIES else []


def _boxes(panels: tuple[Panel, ...], box: Box, keyed: bool) -> list[Box]:
    around = [sum(depth_around(x, (box.width, 9), _naming(x, box.width, keyed)[1])) + 0.1 for x in panels]
    rows = [len(x.categories) * (len(x.series) if x.kind == "bars" else 1) for x in panels]
    least = [
        fixed + (_LEAST_LINES if x.kind == "lines" else count * LEAST_PITCH)
        for x, fixed, count in zip(panels, around, rows, strict=True)
    ]
    room = box.height - _BETWEEN * (len(panels) - 1)
    if len(panels) > 1 and (sum(least) > room or len(panels) > 6):
        return tiled(box, len(panels), _columns(len(panels), box), _BETWEEN)
    free = max(room - sum(around), 0.1)
    share = [2.0 * max(rows) if x.kind == "lines" else count for x, count in zip(panels, rows, strict=True)]
    most = [free if x.kind == "lines" else count * MOST_PITCH for x, count in zip(panels, rows, strict=True)]
    heights = [
        fixed + min(free * part / sum(share), limit)
        for fixed, part, limit in zip(around, share, most, strict=True)
    ]
    return stacked(box, heights, _BETWEEN)


def _columns(count: int, box: Box) -> int:
    """The number of columns in which small charts are nearest to the wanted shape and leave few gaps."""

    def off(columns: int) -> float:
        rows = -(-count // columns)
        shape = abs(log(box.width / columns / (box.height / rows) / _SHAPE))
        return shape + (rows * columns - count) / count

    return min(range(1, count + 1), key=off)
