"""One chart: its data, what it says, where that comes from, and its files."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from cppcc_analysis.charts.canvas import LEADING, Canvas
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.style import (
    FILED,
    HEIGHT,
    INK,
    LEAST_HEIGHT,
    MARGIN,
    MUTED,
    PAPER,
    PLOT_WIDTH,
    PRINT_DPI,
    RULE,
    SCREEN_DPI,
    SMALL,
    SUBTITLE,
    TITLE,
    WIDTH,
    check_texts,
    house_style,
)

_TOP, _BOTTOM, _GAP = 0.34, 0.26, 0.16


@dataclass(frozen=True)
class Chart:
    """A chart described once, to be drawn as a picture or as another kind of chart.

    name       file name without extension
    title      the finding, computed from the data
    subtitle   measure · unit · scope · place · period, and the cut-off
    source     whose documents the numbers come from; a chart without one is refused (`ValueError`)
    alt        the chart in words, for readers who cannot see it
    footnotes  what the marks in the chart mean, and what it leaves out
    data       exactly the rows that are drawn
    lang       "zh" or "en"
    draw       draws the data on a canvas `style.PLOT_WIDTH` inches wide
    room       inches of height that `draw` needs at least, and can use at most; the picture is 16:9,
               taller where it needs more, flatter where it would stay empty
    """

    name: str
    title: str
    subtitle: str
    source: str
    alt: str
    data: pd.DataFrame
    lang: str
    draw: Callable[[Canvas], None]
    footnotes: tuple[str, ...] = ()
    room: tuple[float, float] = (0.0, HEIGHT)

    def __post_init__(self) -> None:
        for field in ("name", "title", "subtitle", "source", "alt"):
            if not getattr(self, field).strip():
                raise ValueError(f"a chart cannot exist without its {field}")

    def figure(self) -> Figure:
        """The finished picture. Raises `UserError` when the font lacks a character."""
        with house_style():
            return self._figure()

    def save(self, folder: Path | str) -> list[Path]:
        """Write the picture as PNG (300 dpi) and SVG (text as paths) and its rows as CSV into `folder`.

        The same chart gives the same bytes. Returns the files written. Raises `UserError` when the
        font lacks a character; then nothing is written.
        """
        with house_style():
            figure = self._figure()
            folder = Path(folder)
            folder.mkdir(parents=True, exist_ok=True)
            png, svg, csv = (folder / f"{self.name}.{kind}" for kind in ("png", "svg", "csv"))
            figure.savefig(png, dpi=PRINT_DPI, metadata={"Software": None})
            figure.savefig(svg, metadata={"Date": None, "Creator": None, "Title": self.title})
        self.data.to_csv(csv, index=False, encoding="utf-8-sig", lineterminator="\n")
        return [png, svg, csv]

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        """How a notebook shows the chart: large, crisp, and with its alternative text."""
        with house_style():
            figure = self._figure()
            buffer = BytesIO()
            figure.savefig(buffer, dpi=SCREEN_DPI, format="png", metadata={"Software": None})
        image = b64encode(buffer.getvalue()).decode("ascii")
        width, height = (round(inches * SCREEN_DPI / 2) for inches in figure.get_size_inches())
        # an image of its own output type would lose its alternative text on the way to HTML
        html = (
            f'<img alt="{escape(self.alt)}" width="{width}" style="max-width:100%;height:auto" '
            f'src="data:image/png;base64,{image}">'
        )
        bundle = {"text/plain": self.title, "text/html": html, "image/png": image}
        return bundle, {"image/png": {"width": width, "height": height, "alt": self.alt}}

    def _figure(self) -> Figure:
        heading = wrap(self.title, TITLE, PLOT_WIDTH)
        below = wrap(self.subtitle, SUBTITLE, PLOT_WIDTH)
        notes = [line for note in self.footnotes for line in wrap(note, SMALL, PLOT_WIDTH, even=False)]
        source = wrap(self.source, SMALL, PLOT_WIDTH, even=False)

        head = _TOP + _depth(heading, TITLE) + 0.06 + _depth(below, SUBTITLE)
        foot = _depth([*notes, *source], SMALL) + 0.1 + _BOTTOM
        least, most = (room + head + foot + 2 * _GAP for room in self.room)
        height = max(least, min(HEIGHT, max(most, LEAST_HEIGHT)))

        figure = Figure(figsize=(WIDTH, height), facecolor=PAPER)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
        axes.set_axis_off()
        page = Canvas(axes, 0, 0, WIDTH, height)

        page.box(MARGIN, 0.18, 0.5, 0.05, FILED)
        y = _write(page, _TOP, heading, TITLE, INK, bold=True)
        _write(page, y + 0.06, below, SUBTITLE, MUTED)
        y = height - foot
        page.line((MARGIN, WIDTH - MARGIN), (y, y), RULE, 0.6)
        y = _write(page, y + 0.1, notes, SMALL, MUTED)
        _write(page, y, source, SMALL, MUTED)

        self.draw(page.part(MARGIN, head + _GAP, PLOT_WIDTH, height - head - foot - 2 * _GAP))
        check_texts(figure)
        return figure


def _depth(lines: list[str], size: float) -> float:
    """Inches that `lines` take."""
    return len(lines) * size * LEADING / 72


def _write(page: Canvas, top: float, lines: list[str], size: float, tone: str, bold: bool = False) -> float:
    """Set `lines` from `top` downwards; returns where they end."""
    bottom = top + _depth(lines, size)
    if lines:
        page.text(MARGIN, (top + bottom) / 2, "\n".join(lines), size, tone, bold=bold)
    return bottom
