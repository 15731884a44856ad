"""Reading a drawn chart back: its texts and where they stand."""

from itertools import combinations

from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from cppcc_analysis.charts.chart import Chart


def texts(chart: Chart) -> list[str]:
    """Every line of text in the picture."""
    return [item.get_text() for item in _items(chart.figure())]


def collisions(chart: Chart) -> list[str]:
    """Texts that overlap each other or leave the picture."""
    figure = chart.figure()
    boxes = [(item.get_text(), item.get_window_extent()) for item in _items(figure)]
    page = figure.bbox
    faults = [
        f"{text!r} leaves the picture"
        for text, box in boxes
        if box.x0 < 0 or box.y0 < 0 or box.x1 > page.x1 or box.y1 > page.y1
    ]
    return faults + [
        f"{one!r} overlaps {other!r}" for (one, a), (other, b) in combinations(boxes, 2) if _overlap(a, b)
    ]


def _items(figure: Figure) -> list[Text]:
    return [item for item in figure.findobj(Text) if isinstance(item, Text) and item.get_text()]


def _overlap(a: Bbox, b: Bbox) -> bool:
    """Whether two boxes share more than a hair (in pixels at 100 dpi)."""
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.y1, b.y1) - max(a.y0, b.y0)
    return across > 1.5 and down > 2.5
