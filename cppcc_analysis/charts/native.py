"""What a chart shows, apart from how it is drawn: the part that slides, Word and Excel draw themselves.

A chart is either a few panels, each one system of axes, or a grid of cells. What stands here is exactly what a
picture of the same chart shows, so that an edited slide and a pasted picture say the same.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["bars", "nested", "stacked", "lines"]


@dataclass(frozen=True)
class Point:
    """One value.

    value    None where the text states none: a gap, never 0
    label    what is printed beside it, with its unit and marks: 386件, 81.6%*, 0; empty for nothing
    derived  computed, not stated: drawn in a lighter tone
    """

    value: float | None
    label: str = ""
    derived: bool = False


@dataclass(frozen=True)
class Series:
    """Values of one kind, one for each category of its panel.

    hatched  stands for what the text does not state, or for what can't be compared with other bars
    behind   a reference: drawn thin and grey behind the others
    """

    name: str
    points: tuple[Point, ...]
    tone: str
    hatched: bool = False
    behind: bool = False


@dataclass(frozen=True)
class Panel:
    """One system of axes.

    kind        bars     horizontal bars beside each other, also to the left of 0
                nested   horizontal bars drawn over each other, the widest first: the later are parts of the first
                stacked  horizontal bars made of parts
                lines    a line for each series; a gap interrupts it
    categories  from top to bottom, of lines from left to right; the word for a gap stands behind the name:
                太原市 2023（未载明）
    unit        件, %, 个百分点 …; empty for none
    span        the ends of the axis of values, so that panels can share a scale; None: 0 to the largest
    """

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    heading: str = ""
    span: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        for series in self.series:
            if len(series.points) != len(self.categories):
                raise ValueError(
                    f"{series.name}: {len(series.points)} points, {len(self.categories)} categories"
                )


@dataclass(frozen=True)
class GridCell:
    """A cell: its text, the number in it if it is one, and its tone (None: the paper's).

    gap  the text is the word for a value that is missing
    """

    text: str
    value: float | None = None
    tone: str | None = None
    gap: bool = False


@dataclass(frozen=True)
class Grid:
    """Rows of cells below a row of heads; the first column names the rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[GridCell, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.heads):
                raise ValueError(f"{row[0].text}: {len(row)} cells, {len(self.heads)} heads")


Native = tuple[Panel, ...] | Grid
