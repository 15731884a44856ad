"""A drawing area measured in inches of a full slide, from its top left corner."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from cppcc_analysis.charts.style import HATCH, INK, LABEL, PAPER, RULE, check_glyphs, font

LEADING = 1.32
#: from the middle of a line of digits and Han characters down to its baseline, in em
_DROP = 0.365


@dataclass(frozen=True)
class Canvas:
    """A part of a picture: x to the right and y downwards from its corner, in inches.

    Text widths are known beforehand (`style.text_width`), so a chart places its labels exactly instead
    of hoping that they do not collide. A chart measures as on a full slide; for another size `scale` shrinks
    all of it, texts and lines with it.
    """

    axes: Axes
    left: float
    top: float
    width: float
    height: float
    scale: float = 1.0

    def part(self, left: float, top: float, width: float, height: float) -> "Canvas":
        """A smaller canvas inside this one."""
        return Canvas(self.axes, self.left + left, self.top + top, width, height, self.scale)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = LABEL,
        tone: str = INK,
        align: str = "left",
        bold: bool = False,
    ) -> None:
        """Text whose lines are centred vertically on `y`; `align`: left, center or right of `x`."""
        check_glyphs([text])
        lines = text.split("\n")
        step = size * LEADING / 72
        first = y - step * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            drawn = self.axes.text(
                self.left + x,
                self.top + first + step * number + _DROP * size / 72,
                line,
                color=tone,
                ha=align,
                va="baseline",
                fontproperties=font(size * self.scale, bold),
                parse_math=False,
            )
            if bold:
                # the font file has one weight: a thin outline of the same colour makes it heavier
                drawn.set_path_effects([withStroke(linewidth=size * self.scale * 0.03, foreground=tone)])

    def value(self, x: float, y: float, text: str, size: float = LABEL, tone: str = INK) -> None:
        """A value that ends at `x`; its mark (*, †) hangs beyond, so that a column of values lines up."""
        bare = text.rstrip("*†")
        self.text(x, y, bare, size, tone, "right")
        if bare != text:
            self.text(x, y, text[len(bare) :], size, tone)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        tone: str = PAPER,
        edge: str | None = None,
        hatched: bool = False,
    ) -> None:
        """A filled rectangle; a hatched one stands for something that the text does not state."""
        self.axes.add_artist(
            Rectangle(
                (self.left + x, self.top + y),
                width,
                height,
                facecolor=tone,
                edgecolor=HATCH if hatched else edge or "none",
                linewidth=0.6 * self.scale,
                hatch="/////" if hatched else None,
            )
        )

    def line(
        self,
        x: tuple[float, float],
        y: tuple[float, float],
        tone: str = RULE,
        width: float = 0.8,
        dotted: bool = False,
    ) -> None:
        """A straight line from (x[0], y[0]) to (x[1], y[1])."""
        self.axes.add_artist(
            Line2D(
                [self.left + value for value in x],
                [self.top + value for value in y],
                color=tone,
                linewidth=width * self.scale,
                linestyle=(0, (1, 2.5)) if dotted else "-",
                solid_capstyle="butt",
            )
        )

    def dot(self, x: float, y: float, tone: str, hollow: bool = False) -> None:
        """A round mark; a hollow one for zero or for a value that was computed."""
        self.axes.add_artist(
            Line2D(
                [self.left + x],
                [self.top + y],
                marker="o",
                markersize=6 * self.scale,
                color=tone,
                markerfacecolor=PAPER if hollow else tone,
                markeredgewidth=1.4 * self.scale,
            )
        )
