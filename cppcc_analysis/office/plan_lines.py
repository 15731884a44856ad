"""How a panel of lines fills its space."""

from cppcc_analysis.charts.native import Panel, Series
from cppcc_analysis.charts.style import MUTED
from cppcc_analysis.office.box import Box
from cppcc_analysis.office.plan import (
    LEADING,
    LEAST,
    Label,
    Plan,
    depth_around,
    extent,
    letters_size,
    scale_shown,
    step,
)
from cppcc_analysis.office.printed import value_of
from cppcc_analysis.office.text import clean, readable, width

#: more lines than these are named in a legend
FEW = 6
_EDGE, _AWAY, _SCALE = 0.06, 0.1, 0.42


def plan_lines(panel: Panel, size: tuple[float, float], legend: bool, named: bool) -> Plan:
    """Lines from left to right; `named`: each line's name stands at its end."""
    letter = max(LEAST, min(letters_size(size), size[0] * 3, size[1] * 5))
    heading, key = depth_around(panel, size, legend)
    shown = scale_shown(panel)
    low, high = extent(panel)
    ends = [_end_text(series, named) for series in panel.series]
    right = max((width(text, letter) for text in ends), default=0.0) + _AWAY
    left = _SCALE if shown else _EDGE
    count = len(panel.categories)
    pitch = max((size[0] - left) / count * 0.9, 0.02)
    right = min(max(right - pitch / 2, _EDGE), 0.35 * size[0])

    pitch = (size[0] - left - right) / count
    depth, turned, skip = _categories(panel, letter, pitch)
    above = letter * LEADING / 72 + 0.04
    top = heading + key + above
    height = max(size[1] - top - depth - letter * LEADING / 72 * 0.5, 0.25 * size[1])
    plot = Box(left, top, size[0] - left - right, height)
    return Plan(
        size=size,
        heading=heading,
        legend=key,
        plot=plot,
        low=low,
        high=high,
        step=step(low, high, 5 if height > 1.2 else 2),
        category_size=letter,
        label_size=letter,
        labels=_labels(panel, ends, letter, (low, high), plot),
        scale_shown=shown,
        turned=turned,
        skip=skip,
    )


def _categories(panel: Panel, size: float, pitch: float) -> tuple[float, int, int]:
    """Inches of height that the names below the axis take, the degrees they are turned, and each which is named."""
    widest = max(width(name, size) for name in panel.categories)
    line = size * LEADING / 72
    if widest + 0.12 <= pitch:
        return line + 0.08, 0, 1
    return min(widest, 1.6) + 0.12, -90, max(1, -int(-line // pitch))


def _last(series: Series) -> int | None:
    stated = [index for index, point in enumerate(series.points) if point.value is not None]
    return stated[-1] if stated else None


def _end_text(series: Series, named: bool) -> str:
    """What stands at the end of a line: its name, behind the last value's label."""
    last = _last(series)
    if last is None:
        return ""
    name = clean(series.name) if named else ""
    return " ".join(x for x in (name, clean(series.points[last].label)) if x)


def _labels(
    panel: Panel, ends: list[str], size: float, span: tuple[float, float], plot: Box
) -> tuple[tuple[Label | None, ...], ...]:
    """Above a point, below it where another line's point is higher, at the end to the right."""
    rows: list[tuple[Label | None, ...]] = []
    down = _spread(panel, ends, size, span, plot)
    slope = len(panel.categories) == 2
    for index, (series, text) in enumerate(zip(panel.series, ends, strict=True)):
        last = _last(series)
        row: list[Label | None] = []
        for column, point in enumerate(series.points):
            tone = MUTED if series.behind else readable(series.tone)
            if column == last and text:
                plain = text == clean(point.label)
                row.append(Label(text, "r", tone, plain, shift=(0.0, down.get(index, 0.0))))
            elif point.value is None or not point.label:
                row.append(None)
            else:
                above = _highest(panel, index, column)
                place = "l" if slope else "t" if above else "b"
                row.append(Label(clean(point.label), place, tone))
        rows.append(tuple(row))
    return tuple(rows)


def _highest(panel: Panel, index: int, column: int) -> bool:
    """Whether no other line that is named there is higher."""
    own = value_of(panel.series[index].points[column]) or 0
    others = [series.points[column] for row, series in enumerate(panel.series) if row != index]
    return not any(
        point.label and (value_of(point) or 0) > own for point in others if point.value is not None
    )


def _spread(
    panel: Panel, ends: list[str], size: float, span: tuple[float, float], plot: Box
) -> dict[int, float]:
    """Inches down that the texts at the ends of lines move, by line, so that none covers another."""
    columns: dict[int, list[tuple[float, int]]] = {}
    low, high = span
    for index, (series, text) in enumerate(zip(panel.series, ends, strict=True)):
        last = _last(series)
        if last is not None and text:
            value = float(value_of(series.points[last]) or 0)
            columns.setdefault(last, []).append(((high - value) / (high - low) * plot.height, index))
    down = {}
    line = size * 1.2 / 72
    for places in columns.values():
        places.sort()
        wanted = [depth for depth, _ in places]
        taken = list(wanted)
        for _ in range(50):  # push neighbours apart, each half the way, until all have their line
            for i in range(len(taken) - 1):
                lack = line - (taken[i + 1] - taken[i])
                if lack > 0.001:
                    taken[i] -= lack / 2
                    taken[i + 1] += lack / 2
        for (_, index), want, have in zip(places, wanted, taken, strict=True):
            down[index] = have - want
    return down
