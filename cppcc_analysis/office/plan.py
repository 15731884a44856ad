"""How a panel fills its space: margins, sizes of type, and where each label stands.

The places are computed, not left to the program that opens the file: PowerPoint, Word, Excel and LibreOffice
each lay out a chart differently, and only the first panel of several would be as wide as the second.
"""

from dataclasses import dataclass
from math import floor, log10

from cppcc_analysis.charts.native import Panel, Point, Series
from cppcc_analysis.charts.style import INK, ink_on, paler
from cppcc_analysis.office.box import Box
from cppcc_analysis.office.printed import value_of
from cppcc_analysis.office.text import clean, lines_of, width

#: points: nothing is set smaller; labels of a chart on a slide and on a page, larger the wider it is
LEAST, _ON_PAGE, _ON_SLIDE = 6.0, 9.0, 12.0
#: a lettering line takes this much of its size
LEADING = 1.3
#: inches: from one bar to the next, at least and at most
LEAST_PITCH, MOST_PITCH = 0.15, 0.6
#: space between two categories' bars, in widths of a bar
GAP = 0.55
#: inches: around a chart, between a bar and its label, of the mark in a legend
_EDGE, _AWAY, _KEY, _NAMES_AWAY = 0.05, 0.06, 0.36, 0.14
#: of the width, at most: names of categories; labels beside a bar
_NAMES, _ASIDE = 0.38, 0.3


@dataclass(frozen=True)
class Label:
    """One label of a point.

    text    what it says; `plain` means: the point's own label and no more, so that a number format can say it
    place   where it stands, by the names of the format: outEnd, inEnd, ctr, t, b, l, r
    ground  a tone behind the text, for one that stands on hatching
    shift   inches to the right and down from that place
    """

    text: str
    place: str
    tone: str = INK
    plain: bool = True
    ground: str | None = None
    shift: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class _Space:
    """What a label has to go by: size of type, inches a unit and a category, and whether names have room."""

    size: float
    scale: float
    pitch: float
    lang: str
    named: bool

    def width(self, text: str) -> float:
        return width(text, self.size)

    def join(self, parts: list[str]) -> str:
        return (", " if self.lang == "en" else "，").join(parts)


@dataclass(frozen=True)
class Plan:
    """The layout of a chart `size` inches wide and high; `labels` per series and category."""

    size: tuple[float, float]
    heading: float
    legend: float
    plot: Box
    low: float
    high: float
    step: float
    category_size: float
    label_size: float
    labels: tuple[tuple[Label | None, ...], ...]
    scale_shown: bool = False
    turned: int = 0
    skip: int = 1


def panel_heading(panel: Panel) -> str:
    """The line above the axes; with a visible scale it names the unit."""
    unit = f"（{panel.unit}）" if panel.unit and scale_shown(panel) else ""
    return clean(panel.heading + unit)


def scale_shown(panel: Panel) -> bool:
    """Whether the axis of values needs its numbers: of lines, where not each point has a label."""
    points = [point for series in panel.series for point in series.points if point.value is not None]
    return panel.kind == "lines" and not all(point.label for point in points)


def extent(panel: Panel) -> tuple[float, float]:
    """The ends of the axis of values: the panel's span, or 0 to the largest (below 0: from the smallest)."""
    if panel.span:
        return panel.span
    values = [[value_of(point) or 0 for point in series.points] for series in panel.series]
    if panel.kind == "stacked":
        values = [
            [sum(max(x, 0) for x in bar), sum(min(x, 0) for x in bar)] for bar in zip(*values, strict=True)
        ]
    flat = [float(x) for row in values for x in row]
    low, high = min(0.0, *flat), max(0.0, *flat)
    return (low, high) if high > low else (0.0, 1.0)


def step(low: float, high: float, most: int = 5) -> float:
    """A round distance between the marks of a scale.

    >>> step(0, 386), step(0, 1)
    (100.0, 0.2)
    """
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    return next(round(nice * power, 12) for nice in (1, 2, 5, 10) if nice * power >= rough * 0.999)


def letters_size(size: tuple[float, float]) -> float:
    """Points of a chart's letters, where they have room."""
    return min(max(_ON_PAGE, min(_ON_SLIDE, size[0])), max(LEAST, size[0] * 4.5))


def heading_size(size: tuple[float, float]) -> float:
    """Points of a chart's heading."""
    return letters_size(size) + 1


def legend_width(panel: Panel, size: tuple[float, float]) -> float:
    """Inches that the entries of the legend take in one line."""
    return sum(width(series.name, letters_size(size)) + _KEY for series in panel.series)


def legend_depth(panel: Panel, size: tuple[float, float]) -> float:
    """Inches of height that the legend takes."""
    lines = 1 + int(legend_width(panel, size) / max(size[0], 0.5))
    return lines * letters_size(size) * LEADING / 72 + 0.06


def depth_around(panel: Panel, size: tuple[float, float], legend: bool) -> tuple[float, float]:
    """Inches of height of the heading and of the legend."""
    text = panel_heading(panel)
    letter = heading_size(size)
    heading = lines_of(text, letter, size[0] - 0.1) * letter * LEADING / 72 + 0.05 if text else 0.0
    return heading, legend_depth(panel, size) if legend else 0.0


def names_room(panel: Panel, size: tuple[float, float]) -> float:
    """Inches of width that the names of horizontal bars need, at most `_NAMES` of the whole."""
    letter = _category_size(panel, size, (size[1] - 0.3) / len(panel.categories))
    return min(max(width(name, letter) for name in panel.categories) + _NAMES_AWAY, _NAMES * size[0])


def plan_bars(panel: Panel, size: tuple[float, float], legend: bool, names: float, lang: str) -> Plan:
    """Horizontal bars; `names` inches are for the categories, so that panels below each other line up."""
    heading, key = depth_around(panel, size, legend)
    top = heading + key + _EDGE
    height = size[1] - top - _EDGE
    pitch = height / len(panel.categories)
    beside = len(panel.series) if panel.kind == "bars" else 1
    letter = max(LEAST, min(letters_size(size), pitch / (beside + GAP) * 72 * 0.95))
    low, high = extent(panel)
    label = {"bars": _beside, "nested": _nested, "stacked": _in_parts}[panel.kind]

    room = size[0] - names - 2 * _EDGE
    wide, before, named = room, 0.0, True
    for _ in range(4):  # a narrower plot may hold fewer labels inside its bars
        space = _Space(letter, wide / (high - low), pitch, lang, named)
        labels = label(panel, space)
        after = max(_after(panel, labels, space, high), default=0.0)
        before = max(_before(panel, labels, space, low), default=0.0) if low < 0 else 0.0
        if named and before + after > _ASIDE * room and panel.kind != "bars":
            named, wide = False, room
        else:
            wide = max(room - before - after, (0.3 if named else 0.6) * room)
    labels = label(panel, _Space(letter, wide / (high - low), pitch, lang, named))
    # an end of the axis moves with the room for labels left of it: the scale, in inches a unit, stays
    low -= before * (high - low) / wide
    return Plan(
        size=size,
        heading=heading,
        legend=key,
        plot=Box(names, top, wide + before, height),
        low=low,
        high=high,
        step=step(low, high),
        category_size=_category_size(panel, size, pitch),
        label_size=letter,
        labels=tuple(map(tuple, labels)),
    )


def ground_of(series: Series, point: Point) -> str:
    """The tone that a point is filled with."""
    return paler(series.tone) if point.derived else series.tone


def _category_size(panel: Panel, size: tuple[float, float], pitch: float) -> float:
    """Points of the categories; long names are set a little smaller before they are broken."""
    letter = min(letters_size(size), pitch * 72 * 0.72)
    longest = max(width(name, 1.0) for name in panel.categories)
    fitting = (_NAMES * size[0] - _NAMES_AWAY) / longest if longest else letter
    return max(LEAST, min(letter, max(fitting, letter * 0.75)))


def _after(panel: Panel, labels: list[list[Label | None]], space: _Space, high: float) -> list[float]:
    """Inches that each label reaches beyond the upper end of the axis."""
    return [
        space.width(label.text) + _AWAY + (end - high) * space.scale + 0.04
        for row, ends in zip(labels, _ends(panel), strict=True)
        for label, end in zip(row, ends, strict=True)
        if label and end >= 0 and (label.place == "outEnd" or label.shift != (0.0, 0.0))
    ]


def _before(panel: Panel, labels: list[list[Label | None]], space: _Space, low: float) -> list[float]:
    """Inches that each label reaches beyond the lower end of the axis."""
    return [
        max(0.0, space.width(label.text) + _AWAY - (end - low) * space.scale)
        for row, ends in zip(labels, _ends(panel), strict=True)
        for label, end in zip(row, ends, strict=True)
        if label and end < 0 and label.place == "outEnd"
    ]


def _ends(panel: Panel) -> list[list[float]]:
    """Where the label's bar ends: the point's value, in a stack the whole bar's."""
    values = [[float(value_of(point) or 0) for point in series.points] for series in panel.series]
    if panel.kind != "stacked":
        return values
    return [[sum(max(x, 0) for x in bar) for bar in zip(*values, strict=True)]] * len(values)


def _beside(panel: Panel, space: _Space) -> list[list[Label | None]]:
    """Bars beside each other: each label at the end of its bar."""
    return [
        [Label(clean(x.label), "outEnd") if x.value is not None and x.label else None for x in series.points]
        for series in panel.series
    ]


def _nested(panel: Panel, space: _Space) -> list[list[Label | None]]:
    """Bars over each other: the widest is labelled behind its end, a part inside its own end.

    A part that is too narrow for its label is named behind the widest bar's label.
    """
    labels: list[list[Label | None]] = [[None] * len(panel.categories) for _ in panel.series]
    for column in range(len(panel.categories)):
        bars = [(row, series, series.points[column]) for row, series in enumerate(panel.series)]
        bars = [bar for bar in bars if bar[2].value is not None]
        ends = [float(point.value or 0) for _, _, point in bars] + [0.0]
        beyond: list[str] = []
        for index in reversed(range(len(bars))):
            row, series, point = bars[index]
            text, tone = clean(point.label), ground_of(series, point)
            if index == 0:
                full = _with_parts(text, beyond, space)
                labels[row][column] = Label(full, "outEnd", plain=not beyond) if full else None
            elif text and space.width(text) + 2 * _AWAY <= (ends[index] - ends[index + 1]) * space.scale:
                labels[row][column] = _on(series, tone, text, "inEnd")
            elif text:
                # the number alone would be taken for the widest bar's
                beyond.insert(0, text if clean(series.name) in text else _named(series, text, space))
    return labels


def _in_parts(panel: Panel, space: _Space) -> list[list[Label | None]]:
    """A bar of parts: each label in the middle of its part; those too narrow are named behind the bar."""
    labels: list[list[Label | None]] = [[None] * len(panel.categories) for _ in panel.series]
    for column in range(len(panel.categories)):
        points = [series.points[column] for series in panel.series]
        total = sum(max(float(value_of(point) or 0), 0.0) for point in points)
        start, aside, middle = 0.0, list[tuple[int, str]](), 0.0
        for row, (series, point) in enumerate(zip(panel.series, points, strict=True)):
            part, text = float(value_of(point) or 0), clean(point.label)
            # a part that is named in its label may still hold its number
            inside = [
                each
                for each in (text, text.rsplit(" ", 1)[-1])
                if space.width(each) + _AWAY <= abs(part) * space.scale
            ]
            if inside and text and point.value is not None:
                labels[row][column] = _on(series, ground_of(series, point), inside[0], "ctr")
            elif text and point.value is not None:
                middle = middle if aside else start + part / 2
                aside.append((row, _named(series, text, space)))
            start += max(part, 0.0)
        if aside:
            parts = [name for _, name in aside]
            broken = len(parts) * space.size * LEADING / 72 <= space.pitch
            text = "\n".join(parts) if broken else space.join(parts)
            right = (total - middle) * space.scale + _AWAY + space.width(text) / 2
            labels[aside[0][0]][column] = Label(text, "ctr", plain=False, shift=(right, 0.0))
    return labels


def _on(series: Series, tone: str, text: str, place: str) -> Label:
    """A label on a bar, in the ink that stands out there."""
    return Label(text, place, INK, ground="#ffffff") if series.hatched else Label(text, place, ink_on(tone))


def _named(series: Series, text: str, space: _Space) -> str:
    """A label with the name of its part; in a chart without room for names the number alone."""
    if not space.named:
        return text.rsplit(" ", 1)[-1]
    close = space.lang == "zh" and not series.name[-1:].isascii()
    return f"{clean(series.name)}{'' if close else ' '}{text}"


def _with_parts(text: str, parts: list[str], space: _Space) -> str:
    if not text or not parts:
        return text or space.join(parts)
    return f"{text} ({space.join(parts)})" if space.lang == "en" else f"{text}（{space.join(parts)}）"
