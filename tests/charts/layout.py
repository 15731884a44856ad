"""Reading a drawn chart back: its texts and where they stand."""

from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.style import house_style


def texts(chart: Chart, size: str = "slide_full") -> list[str]:
    """Every line of text in the picture."""
    return [item.get_text() for item in _items(chart.figure(size))]


def collisions(chart: Chart, size: str = "slide_full") -> list[str]:
    """Texts that overlap each other or leave the picture."""
    with house_style():
        return _collisions(chart.figure(size))


def _collisions(figure: Figure) -> list[str]:
    boxes = [(item.get_text(), item.get_window_extent()) for item in _items(figure)]
    page = figure.bbox
    faults = [
        f"{text!r} leaves the picture"
        for text, box in boxes
        if box.x0 < 0 or box.y0 < 0 or box.x1 > page.x1 or box.y1 > page.y1
    ]
    boxes.sort(key=lambda named: named[1].y0)
    for place, (one, a) in enumerate(boxes):
        for other, b in boxes[place + 1 :]:
            if b.y0 > a.y1:
                break  # so do all that follow
            if _overlap(a, b):
                faults.append(f"{one!r} overlaps {other!r}")
    return faults


def _items(figure: Figure) -> list[Text]:
    return [item for item in figure.findobj(Text) if isinstance(item, Text) and item.get_text()]


def _overlap(a: Bbox, b: Bbox) -> bool:
    """Whether two boxes share more than a hair (in pixels at 300 dpi)."""
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.y1, b.y1) - max(a.y0, b.y0)
    return across > 4.5 and down > 7.5
