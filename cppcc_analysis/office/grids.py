"""How a grid of cells fills a page: size of type, widths of columns, and long ones in blocks beside each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from cppcc_analysis.charts.native import Grid, GridCell
from cppcc_analysis.office.text import width

LARGEST, LEAST = 11.0, 6.0
#: a row takes this much of its letters' size; inches beside a cell's text; inches between two blocks
_LEADING, _MARGIN, _GAP = 1.5, 0.06, 0.25
_MOST_BLOCKS = 3


@dataclass(frozen=True)
class GridPlan:
    """`rows` rows below the heads in each of `blocks` blocks; widths, pitch and margin in inches, size in points."""

    blocks: int
    rows: int
    size: float
    pitch: float
    widths: tuple[float, ...]
    margin: float = _MARGIN

    def all_widths(self) -> list[float]:
        """Of the columns of all blocks, with an empty one between two."""
        row: list[float] = []
        for block in range(self.blocks):
            row += ([_GAP] if block else []) + list(self.widths)
        return row

    def is_name(self, column: int) -> bool:
        """Whether the column names rows."""
        return column % (len(self.widths) + 1) == 0

    def cells(self, grid: Grid) -> Iterator[tuple[int, int, GridCell]]:
        """Each head and cell with the row and the column where it stands."""
        for block in range(self.blocks):
            left = block * (len(grid.heads) + 1)
            part = grid.rows[block * self.rows : (block + 1) * self.rows]
            heads = tuple(GridCell(head) for head in grid.heads)
            for row, cells in enumerate((heads, *part) if part else ()):
                for column, cell in enumerate(cells, left):
                    yield row, column, cell


def plan_grid(grid: Grid, room: float, height: float, blocks: int = _MOST_BLOCKS) -> GridPlan:
    """The blocks, up to `blocks`, in which the letters can be largest.

    Raises `ValueError` for a grid without heads or rows.
    """
    if not grid.heads or not grid.rows:
        raise ValueError("nothing to draw: a grid has heads and rows")
    plans = [_plan(grid, room, height, count) for count in range(1, blocks + 1)]
    fitting = [plan for plan in plans if plan.pitch * (plan.rows + 1) <= height + 1e-9] or plans[-1:]
    return max(fitting, key=lambda plan: (plan.size, -plan.blocks))


def column_widths(grid: Grid, size: float) -> list[float]:
    """Inches that the text of each column needs at `size` points."""
    columns = zip(grid.heads, *([cell.text for cell in row] for row in grid.rows), strict=True)
    return [max(width(text, size) for text in column) * 1.06 + 2 * _MARGIN for column in columns]


def _plan(grid: Grid, room: float, height: float, blocks: int) -> GridPlan:
    rows = -(-len(grid.rows) // blocks)
    wide = (room - _GAP * (blocks - 1)) / blocks
    size = min(LARGEST, height / (rows + 1) * 72 / _LEADING)
    needed = column_widths(grid, size)
    texts = sum(needed) - 2 * _MARGIN * len(needed)
    if sum(needed) > wide:
        size *= max((wide - 2 * _MARGIN * len(needed)) / texts, 0.1)
    size = max(LEAST, int(size * 2) / 2)
    needed = column_widths(grid, size)
    # what is left over goes to all columns, but a narrow table needn't fill the page
    spare = max(0.0, wide - sum(needed))
    widths = [each + min(spare / len(needed), 0.35) for each in needed]
    shrink = min(1.0, wide / sum(widths))
    pitch = max(size * _LEADING / 72, min(height / (rows + 1), 0.42))
    return GridPlan(blocks, rows, size, pitch, tuple(each * shrink for each in widths))
