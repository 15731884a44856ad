"""A table as a picture, for when a table says it best."""

from collections.abc import Callable
from dataclasses import dataclass

from cppcc_analysis.charts.canvas import LEADING, Canvas
from cppcc_analysis.charts.chart import Plot
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.native import Grid, GridCell
from cppcc_analysis.charts.style import INK, LABEL, MUTED, RULE, SMALL, text_width
from cppcc_analysis.charts.wording import listing, pick

#: inches: from one row to the next at least and at most, a further line in a row, between columns and blocks
_PITCH, _WIDE_PITCH, _LINE, _SPACE, _BETWEEN = 0.215, 0.3, LABEL * LEADING / 72, 0.2, 0.26
#: inches that the blocks of a narrow table may take below each other
_HIGH = 9.0
#: the names of the rows take at most this part of the width
_NAMES = 0.42
#: inches of a head at most
_HEAD = 0.95


def plot_table(grid: Grid, lang: str) -> Callable[[float], Plot]:
    """The drawing of `grid`: thin rules, texts to the left, numbers and gaps aligned on the decimal point.

    A number is a cell with a value or with `gap`; its marks (*, †, %) hang behind. Columns that a width does not
    hold stand in further blocks below; those that would make the picture too high are named in a note.
    """
    return lambda width: _plot(grid, width, lang)


@dataclass(frozen=True)
class _Column:
    """A column.

    name, head      its head, and that as lines
    before, behind  inches to the left and to the right of its decimal point
    """

    name: str
    head: list[str]
    cells: list[GridCell]
    before: float
    behind: float

    @property
    def width(self) -> float:
        head = max(text_width(line, SMALL) for line in self.head)
        return max(self.before + self.behind, head)


def _plot(grid: Grid, width: float, lang: str) -> Plot:
    names = [wrap(row[0].text, LABEL, _NAMES * width) for row in grid.rows]
    left = max(text_width(line, LABEL) for lines in (*names, [grid.heads[0]]) for line in lines) + _SPACE
    columns = [
        _column(head, [row[number] for row in grid.rows], width - left)
        for number, head in enumerate(grid.heads[1:], 1)
    ]
    blocks = _blocks(columns, width - left)
    rows = sum(_row_height(lines, _PITCH) for lines in names)
    heights = [_head_height(block) + rows for block in blocks]
    fitting = max(1, sum(sum(heights[: n + 1]) + _BETWEEN * n <= _HIGH for n in range(len(blocks))))
    dropped = [column.name for block in blocks[fitting:] for column in block]
    least = sum(heights[:fitting]) + _BETWEEN * (fitting - 1)

    def draw(canvas: Canvas) -> None:
        spare = (canvas.height - least) / (fitting * len(names))
        pitch = min(_PITCH + max(spare, 0.0), _WIDE_PITCH)
        top = 0.0
        for block in blocks[:fitting]:
            area = canvas.part(0, top, canvas.width, canvas.height - top)
            top += _draw_block(area, grid.heads[0], names, block, left, pitch) + _BETWEEN

    most = least + (_WIDE_PITCH - _PITCH) * len(names) * fitting
    return Plot(draw, least, most, tuple(_dropped_note(dropped, lang)))


def _dropped_note(heads: list[str], lang: str) -> list[str]:
    if not heads:
        return []
    return [
        pick(
            lang,
            f"此版面未列的栏：{listing(heads, lang)}",
            f"Left out for lack of room: {listing(heads, lang)}",
        )
    ]


def _row_height(lines: list[str], pitch: float) -> float:
    return pitch + _LINE * (len(lines) - 1)


def _head_height(block: list[_Column]) -> float:
    return max((len(column.head) for column in block), default=1) * SMALL * LEADING / 72 + 0.12


def _column(head: str, cells: list[GridCell], width: float) -> _Column:
    """A column as wide as its cells and the words of its head need."""
    lines = wrap(head, SMALL, min(_HEAD, width))
    if not any(_is_number(cell) for cell in cells):
        return _Column(head, lines, cells, 0.0, max(text_width(cell.text, LABEL) for cell in cells))
    numbers = [_parted(cell.text) for cell in cells if not cell.gap]
    before = max((text_width(whole, LABEL) for whole, _ in numbers), default=0.0)
    behind = max((text_width(rest, LABEL) for _, rest in numbers), default=0.0)
    words = max((text_width(cell.text, LABEL) for cell in cells if cell.gap), default=0.0)
    return _Column(head, lines, cells, max(before, words - behind), behind)


def _is_number(cell: GridCell) -> bool:
    return cell.gap or cell.value is not None


def _parted(text: str) -> tuple[str, str]:
    """A number before its decimal point, and the rest: that point on, or unit and marks.

    >>> _parted("81.6%*"), _parted("约386†"), _parted("1,204")
    (('81', '.6%*'), ('约386', '†'), ('1,204', ''))
    """
    whole = text.rstrip("*†%")
    end = len(whole) if "." not in whole else whole.index(".")
    return text[:end], text[end:]


def _blocks(columns: list[_Column], width: float) -> list[list[_Column]]:
    """Columns that stand beside each other, block by block: no more blocks than needed, about equally full."""
    blocks = _filled(columns, width)
    narrower = width
    while len(blocks) > 1 and len(fuller := _filled(columns, narrower := narrower - 0.1)) == len(blocks):
        blocks = fuller
    return blocks


def _filled(columns: list[_Column], width: float) -> list[list[_Column]]:
    """Columns in order, each block as full as `width` allows."""
    blocks: list[list[_Column]] = [[]]
    taken = 0.0
    for column in columns:
        if blocks[-1] and taken + column.width > width:
            blocks.append([])
            taken = 0.0
        blocks[-1].append(column)
        taken += column.width + _SPACE
    return blocks


def _draw_block(
    canvas: Canvas,
    first: str,
    names: list[list[str]],
    block: list[_Column],
    left: float,
    pitch: float,
) -> float:
    """The rows with some of the columns below their heads; returns the inches they took."""
    head = _head_height(block)
    line = SMALL * LEADING / 72
    canvas.line((0, canvas.width), (0, 0), INK, 1.0)
    canvas.text(0, head - 0.06 - line / 2, first, SMALL, MUTED)
    spare = (canvas.width - left - sum(column.width for column in block)) / len(block) if block else 0.0
    # a few narrow columns far apart would be hard to follow
    gap = min(spare, 0.5)
    x = left
    spots = []
    for column in block:
        x += column.width
        spots.append(x)
        _draw_head(canvas, column, x, head)
        x += gap
    canvas.line((0, canvas.width), (head, head), INK, 0.6)
    top = head
    for number, lines in enumerate(names):
        height = _row_height(lines, pitch)
        canvas.text(0, top + height / 2, "\n".join(lines), LABEL)
        for column, right in zip(block, spots, strict=True):
            _draw_cell(canvas, column, column.cells[number], right, top + height / 2)
        top += height
        canvas.line((0, canvas.width), (top, top), INK if number == len(names) - 1 else RULE, 0.5)
    return top


def _draw_head(canvas: Canvas, column: _Column, right: float, bottom: float) -> None:
    depth = len(column.head) * SMALL * LEADING / 72
    numeric = any(_is_number(cell) for cell in column.cells)
    x = right if numeric else right - column.width
    canvas.text(
        x, bottom - 0.06 - depth / 2, "\n".join(column.head), SMALL, MUTED, "right" if numeric else "left"
    )


def _draw_cell(canvas: Canvas, column: _Column, cell: GridCell, right: float, y: float) -> None:
    """A text at the left, a gap at the right, a number with its decimal point where the others have theirs."""
    if cell.tone is not None:
        canvas.box(right - column.width, y - _PITCH / 2, column.width, _PITCH, cell.tone)
    if cell.gap:
        canvas.text(right, y, cell.text, LABEL, MUTED, "right")
    elif cell.value is None:
        canvas.text(right - column.width, y, cell.text, LABEL)
    else:
        whole, rest = _parted(cell.text)
        point = right - column.behind
        canvas.text(point, y, whole, LABEL, INK, "right")
        if rest:
            canvas.text(point, y, rest, LABEL)
