"""Rows and columns of cells below heads; columns that find no room continue in blocks below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from cppcc_analysis.charts.canvas import LEADING, Canvas
from cppcc_analysis.charts.chart import Plot
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.style import INK, LABEL, MUTED, SMALL, text_width

_SPACE, _BETWEEN, _BELOW_HEADS = 0.14, 0.22, 0.14
#: the part of the width that the names of the rows take at most
_NAMES = 0.3

DrawCell = Callable[[Canvas, int, int], None]
#: the heads of all columns, as lines that fit the inches of a column
Heads = Callable[[float], list[list[str]]]


@dataclass(frozen=True)
class RowName:
    """The name of a row, and a gloss that stands below it in small print."""

    name: str
    gloss: str = ""


@dataclass(frozen=True)
class NameColumn:
    """The names of all rows as lines that fit a column at the left edge, the glosses in small print."""

    names: tuple[tuple[str, ...], ...]
    glosses: tuple[tuple[str, ...], ...]

    @cached_property
    def width(self) -> float:
        """Inches of the column with the space behind it."""
        texts = [("\n".join(lines), LABEL) for lines in self.names]
        texts += [("\n".join(lines), SMALL) for lines in self.glosses if lines]
        return _SPACE + max(text_width(text, size) for text, size in texts)

    def heights(self, row: float) -> tuple[float, ...]:
        """Inches that each row needs, at least `row`."""
        return tuple(
            max(row, depth(len(name), LABEL) + depth(len(gloss), SMALL) + 0.05 * bool(gloss))
            for name, gloss in zip(self.names, self.glosses, strict=True)
        )

    def draw(self, canvas: Canvas, line: int, middle: float) -> None:
        """One name, its lines around `middle`."""
        name, gloss = self.names[line], self.glosses[line]
        above, below = depth(len(name), LABEL), depth(len(gloss), SMALL)
        x, top = self.width - _SPACE, middle - (above + below) / 2
        canvas.text(x, top + above / 2, "\n".join(name), LABEL, INK, "right")
        if gloss:
            canvas.text(x, top + above + below / 2, "\n".join(gloss), SMALL, MUTED, "right")


def name_column(names: Sequence[RowName], width: float) -> NameColumn:
    """The names of the rows of a picture that is `width` inches wide."""
    return NameColumn(
        tuple(tuple(wrap(name.name, LABEL, _NAMES * width)) for name in names),
        tuple(tuple(wrap(name.gloss, SMALL, _NAMES * width)) if name.gloss else () for name in names),
    )


@dataclass(frozen=True)
class Field:
    """The places of the cells of a picture, in inches.

    heads    of each column, as lines
    column   width of a column
    across   columns side by side
    row      height of a row at least
    centred  whether the heads stand in the middle of their columns, or above their left edge
    """

    names: NameColumn
    heads: tuple[tuple[str, ...], ...]
    column: float
    across: int
    row: float
    centred: bool = True

    @property
    def blocks(self) -> list[range]:
        """The columns of each block."""
        number = len(self.heads)
        return [range(start, min(start + self.across, number)) for start in range(0, number, self.across)]

    @cached_property
    def rows(self) -> tuple[float, ...]:
        """The height that each row needs."""
        return self.names.heights(self.row)

    def top(self, block: range) -> float:
        """The height of the heads of a block."""
        return depth(max(len(self.heads[column]) for column in block), SMALL) + _BELOW_HEADS

    @property
    def fixed(self) -> float:
        """The height of all that does not stretch."""
        return sum(map(self.top, self.blocks)) + _BETWEEN * (len(self.blocks) - 1)

    @property
    def least(self) -> float:
        """The height that the field needs."""
        return self.fixed + sum(self.rows) * len(self.blocks)

    def plot(
        self, cell: DrawCell, stretch: float, legend: "Legend | None" = None, notes: Sequence[str] = ()
    ) -> Plot:
        """The field as a drawing whose rows may be `stretch` times as high as they need, below its legend."""
        above = legend.height if legend else 0.0
        most = self.fixed + sum(self.rows) * len(self.blocks) * stretch

        def draw(canvas: Canvas) -> None:
            if legend:
                legend.draw(canvas)
            self.draw(canvas.part(0, above, canvas.width, canvas.height - above), cell, stretch)

        return Plot(draw, above + self.least, above + most, tuple(notes))

    def draw(self, canvas: Canvas, cell: DrawCell, stretch: float) -> None:
        """Names, heads and cells; `cell` draws one on a canvas of its size, given its row and column."""
        factor = (canvas.height - self.fixed) / (self.least - self.fixed)
        heights = [height * min(factor, stretch) for height in self.rows]
        y = 0.0
        for block in self.blocks:
            top = self.top(block)
            part = canvas.part(0, y, canvas.width, top + sum(heights))
            self._draw_heads(part, block, top)
            for line, height in enumerate(heights):
                at = top + sum(heights[:line])
                self.names.draw(part, line, at + height / 2)
                for place, column in enumerate(block):
                    cell(
                        part.part(self.names.width + self.column * place, at, self.column, height),
                        line,
                        column,
                    )
            y += part.height + _BETWEEN

    def _draw_heads(self, canvas: Canvas, block: range, top: float) -> None:
        deepest = max(len(self.heads[column]) for column in block)
        for place, column in enumerate(block):
            x = self.names.width + self.column * place
            lines = [""] * (deepest - len(self.heads[column])) + list(self.heads[column])
            edge = min(0.05, self.column * 0.1)
            at, align = (x + self.column / 2, "center") if self.centred else (x + edge, "left")
            canvas.text(at, (top - _BELOW_HEADS) / 2, "\n".join(lines), SMALL, INK, align)
            canvas.line((x + edge, x + self.column - edge), (top - 0.07, top - 0.07))


def lay_out(
    names: Sequence[RowName],
    heads: Heads,
    width: float,
    least: float,
    widest: float,
    row: float,
    centred: bool = True,
) -> Field:
    """A field that fits `width`: its columns are between `least` and `widest` inches wide, in equal blocks."""
    column_of_names = name_column(names, width)
    room = width - column_of_names.width
    number = len(heads(widest))
    # a hair more, for a rest of rounding
    fitting = max(int(room / least + 1e-9), 1)
    across = ceil(number / ceil(number / fitting))
    column = min(room / across, widest)
    return Field(column_of_names, tuple(map(tuple, heads(column))), column, across, row, centred)


@dataclass(frozen=True)
class LegendEntry:
    """A tone and its meaning; without a tone, plain words."""

    text: str
    tone: str | None = None
    edge: str | None = None
    hatched: bool = False


@dataclass(frozen=True)
class Legend:
    """What the tones mean, in as many lines as the width asks for."""

    entries: tuple[LegendEntry, ...]
    width: float

    _BOX, _LINE = 0.3, 0.22

    @cached_property
    def places(self) -> list[tuple[float, int]]:
        """Where each entry begins, and on which line."""
        places: list[tuple[float, int]] = []
        x, line = 0.0, 0
        for entry in self.entries:
            wide = text_width(entry.text, SMALL) + self._BOX * (entry.tone is not None)
            if x and x + wide > self.width:
                x, line = 0.0, line + 1
            places.append((x, line))
            x += wide + 0.2
        return places

    @property
    def height(self) -> float:
        """Inches with the gap below."""
        return self._LINE * (self.places[-1][1] + 1) + 0.12

    def draw(self, canvas: Canvas) -> None:
        """From the upper left corner of `canvas`."""
        for entry, (x, line) in zip(self.entries, self.places, strict=True):
            middle = self._LINE * (line + 0.5)
            if entry.tone is not None:
                canvas.box(x, middle - 0.08, 0.24, 0.16, entry.tone, entry.edge, entry.hatched)
                x += self._BOX
            canvas.text(x, middle, entry.text, SMALL, MUTED)


def depth(lines: int, size: float) -> float:
    """Inches that lines of text take."""
    return lines * size * LEADING / 72
