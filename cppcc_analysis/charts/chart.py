"""One chart: its data, what it says, where that comes from, and its files."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import NullLocator

from cppcc_analysis.charts.canvas import LEADING, Canvas
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.native import Native
from cppcc_analysis.charts.sizes import SIZES, Size
from cppcc_analysis.charts.style import (
    FILED,
    INK,
    MUTED,
    PAPER,
    PRINT_DPI,
    RULE,
    SCREEN_DPI,
    SMALL,
    SUBTITLE,
    check_texts,
    house_style,
)
from cppcc_analysis.errors import unknown
from cppcc_analysis.tables.spreadsheet import without_formulas

_TOP, _BOTTOM, _GAP = 0.34, 0.26, 0.16
#: rows of data that a notebook shows below a chart
_SHOWN_ROWS = 200


@dataclass(frozen=True)
class Plot:
    """The drawing of a chart for one width.

    draw   draws on a canvas of that width
    least  inches of height that it needs
    most   inches of height that it can use
    notes  what this width leaves no room for in the drawing itself
    """

    draw: Callable[[Canvas], None]
    least: float
    most: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart described once, to be drawn as a picture or as a chart that slides, Word and Excel can edit.

    name       file name without extension
    title      the finding, computed from the data
    subtitle   measure · unit · scope · place · period, and the cut-off
    source     whose documents the numbers come from; a chart without one is refused (`ValueError`)
    alt        the chart in words, for readers who cannot see it
    footnotes  what the marks in the chart mean, and what it leaves out
    data       exactly the rows that are drawn
    lang       "zh" or "en"
    plot       the drawing for a width in inches of a full slide
    native     the same for programs that draw charts themselves
    """

    name: str
    title: str
    subtitle: str
    source: str
    alt: str
    data: pd.DataFrame
    lang: str
    plot: Callable[[float], Plot]
    native: Native
    footnotes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in ("name", "title", "subtitle", "source", "alt"):
            if not getattr(self, field).strip():
                raise ValueError(f"a chart cannot exist without its {field}")

    def figure(self, size: str = "slide_full") -> Figure:
        """The finished picture in one of `sizes.SIZES`.

        Raises `UserError` for an unknown size, or when the font lacks a character.
        """
        if size not in SIZES:
            raise unknown("size", size, SIZES)
        with house_style():
            return self._figure(SIZES[size])

    def caption(self, number: int | None = None) -> str:
        """Title and source as text, to stand below a picture that carries neither: 图1 …, 资料来源：…."""
        label = "" if number is None else f"{'图' if self.lang == 'zh' else 'Figure '}{number} "
        return f"{label}{self.title}\n{self.source}"

    def save(self, folder: Path | str) -> list[Path]:
        """Write the chart into `folder` in every size, and beside it its data and its words.

        For the size slide_full: PNG (300 dpi), SVG (text as paths), SVG with text (`…_text.svg`) and PDF; for the
        others, `…_slide_half` and so on, PNG and SVG. `.csv` holds the rows drawn, `.txt` title, caption, notes and
        alternative text. The same chart gives the same bytes. Returns the files written. Raises `UserError` when
        the font lacks a character; then nothing is written.
        """
        with house_style():
            figures = {size: self._figure(SIZES[size]) for size in SIZES}
            folder = Path(folder)
            folder.mkdir(parents=True, exist_ok=True)
            files = []
            for size, figure in figures.items():
                stem = self.name if size == "slide_full" else f"{self.name}_{size}"
                files += [self._save_png(figure, folder / f"{stem}.png")]
                files += [self._save_svg(figure, folder / f"{stem}.svg")]
            files.append(self._save_pdf(figures["slide_full"], folder / f"{self.name}.pdf"))
            files.append(self._save_text(figures["slide_full"], folder / f"{self.name}_text.svg"))
        return [*files, *self._save_words(folder)]

    def _save_png(self, figure: Figure, file: Path) -> Path:
        figure.savefig(file, metadata={"Software": None})
        return file

    def _save_svg(self, figure: Figure, file: Path) -> Path:
        figure.savefig(file, metadata={"Date": None, "Creator": None, "Title": self.title})
        return file

    def _save_pdf(self, figure: Figure, file: Path) -> Path:
        unstamped = {"CreationDate": None, "Creator": None, "Producer": None}
        figure.savefig(file, metadata={**unstamped, "Title": self.title})
        return file

    def _save_text(self, figure: Figure, file: Path) -> Path:
        """An SVG with text. The outline that makes a letter bold would turn it into a path: it goes for good."""
        for item in figure.findobj(Text):
            item.set_path_effects([])
        with mpl.rc_context({"svg.fonttype": "none"}):
            return self._save_svg(figure, file)

    def _save_words(self, folder: Path) -> list[Path]:
        csv, txt = folder / f"{self.name}.csv", folder / f"{self.name}.txt"
        without_formulas(self.data).to_csv(csv, index=False, encoding="utf-8-sig", lineterminator="\n")
        paragraphs = (self.title, self.subtitle, *self.footnotes, self.source, self.alt)
        txt.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8-sig")
        return [csv, txt]

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        """How a notebook shows the chart: large, crisp, with its data and its alternative text below."""
        image, width, height = self._screen()
        # an image of its own output type would lose its alternative text on the way to HTML
        html = self._img(image, width) + self._details()
        bundle = {"text/plain": self.title, "text/html": html, "image/png": image}
        return bundle, {"image/png": {"width": width, "height": height, "alt": self.alt}}

    def _screen(self) -> tuple[str, int, int]:
        """The picture in base64, and its width and height on a page."""
        figure, buffer = self.figure(), BytesIO()
        with house_style():
            figure.savefig(buffer, dpi=SCREEN_DPI, format="png", metadata={"Software": None})
        width, height = (round(inches * SCREEN_DPI / 2) for inches in figure.get_size_inches())
        return b64encode(buffer.getvalue()).decode("ascii"), width, height

    def _img(self, image: str, width: int) -> str:
        return (
            f'<img alt="{escape(self.alt)}" width="{width}" style="max-width:100%;height:auto" '
            f'src="data:image/png;base64,{image}">'
        )

    def _details(self) -> str:
        """Data and alternative text, folded."""
        heads = ("数据", "图的文字说明") if self.lang == "zh" else ("Data", "The chart in words")
        rows = self.data.dropna(axis="columns", how="all").head(_SHOWN_ROWS)
        table = rows.to_html(index=False, border=0, na_rep="")
        return (
            f"<details><summary>{heads[0]}</summary>"
            f'<div tabindex="0" role="region" aria-label="{heads[0]}" style="overflow-x:auto">{table}</div></details>'
            f"<details><summary>{heads[1]}</summary><p>{escape(self.alt)}</p></details>"
        )

    def _figure(self, size: Size) -> Figure:
        width = size.inner
        heading = wrap(self.title, size.title, width) if size.titled else []
        below = [line.rstrip(" ·") for line in wrap(self.subtitle, SUBTITLE, width)]
        plot = self.plot(width)
        small = [*self.footnotes, *plot.notes] + ([self.source] if size.titled else [])
        notes = [line for note in small for line in wrap(note, SMALL, width, even=False)]

        head = (_TOP + _depth(heading, size.title) + 0.06 if heading else 0.06) + _depth(below, SUBTITLE)
        foot = (_depth(notes, SMALL) + 0.1 if notes else 0.0) + (_BOTTOM if size.titled else 0.04)
        least, most = (room + head + foot + 2 * _GAP for room in (plot.least, plot.most))
        height = max(least, min(size.height, max(most, size.least)))

        figure, page = _new_page(size, height)
        y = 0.06
        if heading:
            page.box(size.margin, 0.18, 0.5, 0.05, FILED)
            y = _write(page, size.margin, _TOP, heading, size.title, INK, bold=True) + 0.06
        _write(page, size.margin, y, below, SUBTITLE, MUTED)
        if notes:
            y = height - foot
            page.line((size.margin, size.margin + width), (y, y), RULE, 0.6)
            _write(page, size.margin, y + 0.1, notes, SMALL, MUTED)

        plot.draw(page.part(size.margin, head + _GAP, width, height - head - foot - 2 * _GAP))
        check_texts(figure)
        return figure


def _new_page(size: Size, height: float) -> tuple[Figure, Canvas]:
    """An empty picture, measured as on a full slide."""
    figure = Figure(figsize=(size.width, height * size.scale), dpi=PRINT_DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    width = size.width / size.scale
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(NullLocator())  # ticks that nobody sees take time
    return figure, Canvas(axes, 0, 0, width, height, size.scale)


def _depth(lines: list[str], size: float) -> float:
    """Inches that `lines` take."""
    return len(lines) * size * LEADING / 72


def _write(
    page: Canvas, left: float, top: float, lines: list[str], size: float, tone: str, bold: bool = False
) -> float:
    """Set `lines` from `top` downwards; returns where they end."""
    bottom = top + _depth(lines, size)
    if lines:
        page.text(left, (top + bottom) / 2, "\n".join(lines), size, tone, bold=bold)
    return bottom
