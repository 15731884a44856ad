"""Excel workbooks with numbers in cells and native charts that read them."""

from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart_bar import ChartBar
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cppcc_analysis.charts.native import Grid, GridCell, Native, Panel, Point
from cppcc_analysis.charts.style import FAINT, MUTED, ink_on
from cppcc_analysis.office.arrange import Placed, arrange, check_alt
from cppcc_analysis.office.box import Box
from cppcc_analysis.office.grids import column_widths
from cppcc_analysis.office.parts import MADE, PLAIN_TEXT, Cells, chart_markup, write_cells
from cppcc_analysis.office.printed import number_format, value_of
from cppcc_analysis.office.text import EAST_ASIAN, clean

SIZE = 10
#: inches: a chart beside its numbers, its least and largest height, a row of cells
_WIDTH, _LEAST, _LARGEST, _ROW = 8.0, 1.8, 6.5, 0.2085
#: inches: the height that a category needs in a chart, and that a chart of lines has
_CATEGORY, _AROUND, _LINES = 0.26, 0.9, 3.4
#: columns: the least width of one with names and of one with numbers, the largest, in letters
_NAMES, _NUMBERS, _WIDEST = 22, 11, 44
#: letters in an inch of a column's width
_LETTERS = 12.0


class _Drawn(ChartBar):
    """A chart whose markup is already there: the one that slides and Word show as well."""

    def __init__(self, markup: bytes) -> None:
        super().__init__()
        self.embedded = True
        self._markup = markup.decode("utf-8")

    def _assemble_xml_file(self) -> None:
        self.fh.write(self._markup)
        self._xml_close()


def new_workbook(file: Path | str, title: str = "") -> Workbook:
    """A workbook in which no text becomes a formula or a link, with one date for the same bytes each time."""
    file = Path(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    # the temporary files would bear the time of writing
    look = {"font_name": EAST_ASIAN, "font_size": SIZE}
    workbook = Workbook(str(file), {"in_memory": True, "default_format_properties": look, **PLAIN_TEXT})
    workbook.set_properties({"title": clean(title), "created": MADE})
    return workbook


def add_native(workbook: Workbook, sheet: Worksheet, native: Native, row: int, lang: str, alt: str) -> int:
    """The numbers from `row` on, each panel with a native chart beside them; returns the next free row.

    Raises `ValueError` without an alternative text, or when there is nothing to draw.
    """
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    if isinstance(native, Grid):
        check_alt(alt)
        return _add_grid(workbook, sheet, native, row)
    for index, panel in enumerate(native):
        (placed,) = arrange((panel,), Box(0, 0, _WIDTH, _height(panel)), alt, lang)[1]
        row = _add_panel(
            workbook, sheet, placed, row, f"{alt}（{index + 1}/{len(native)}）" if index else alt
        )
    return row


def _height(panel: Panel) -> float:
    if panel.kind == "lines":
        return _LINES
    bars = len(panel.categories) * (len(panel.series) if panel.kind == "bars" else 1)
    return min(_LARGEST, max(_LEAST, _AROUND + _CATEGORY * bars))


def _add_panel(workbook: Workbook, sheet: Worksheet, placed: Placed, row: int, alt: str) -> int:
    panel = placed.panel
    head = workbook.add_format({"bold": True, "bg_color": FAINT, "text_wrap": True, "valign": "top"})
    if panel.heading:
        sheet.write_string(row, 0, clean(panel.heading), workbook.add_format({"bold": True}))
        row += 1
    cells = Cells(sheet.get_name(), row, 0)
    write_cells(sheet, panel, cells)
    sheet.write_string(row, 0, clean(panel.unit), head)
    for column, series in enumerate(panel.series, 1):
        sheet.write_string(row, column, clean(series.name), head)
        for line, point in enumerate(series.points, row + 1):
            _write_point(workbook, sheet, line, column, point)
    longest = max(len(name) for name in panel.categories)
    sheet.set_column(0, 0, min(_WIDEST, max(_NAMES, 2 * longest)))
    sheet.set_column(1, len(panel.series), _NUMBERS)

    chart = _Drawn(chart_markup(panel, placed.plan, placed.legend, cells))
    count = len(panel.categories)
    for index in range(len(panel.series)):
        values, names = cells.values(index, count), cells.categories(count)
        chart.add_series({"values": f"={values}", "categories": f"={names}", "name": f"={cells.name(index)}"})
    chart.set_size({"width": round(placed.box.width * 96), "height": round(placed.box.height * 96)})
    workbook.charts.append(chart)
    sheet.insert_chart(row, len(panel.series) + 2, chart, {"description": clean(alt), "object_position": 2})
    return row + max(count + 1, -int(-placed.box.height // _ROW)) + 2


def _write_point(workbook: Workbook, sheet: Worksheet, row: int, column: int, point: Point) -> None:
    """The number, shown as its label where a number format can; a gap stays empty."""
    value = value_of(point)
    if value is not None:
        sheet.write_number(row, column, value, _shown(workbook, value, clean(point.label), {}))


def _shown(workbook: Workbook, value: float, label: str, look: dict[str, Any]) -> Format:
    shown = number_format(value, label)
    return workbook.add_format(look | ({"num_format": shown} if shown else {}))


def _add_grid(workbook: Workbook, sheet: Worksheet, grid: Grid, row: int) -> int:
    head = workbook.add_format({"bold": True, "bg_color": FAINT, "text_wrap": True, "valign": "top"})
    for column, text in enumerate(grid.heads):
        sheet.write_string(row, column, clean(text), head)
    for line, cells in enumerate(grid.rows, row + 1):
        for column, cell in enumerate(cells):
            _write_cell(workbook, sheet, line, column, cell)
    for column, inches in enumerate(column_widths(grid, SIZE)):
        sheet.set_column(column, column, min(_WIDEST, max(_NUMBERS, inches * _LETTERS)))
    return row + len(grid.rows) + 2


def _write_cell(workbook: Workbook, sheet: Worksheet, row: int, column: int, cell: GridCell) -> None:
    look: dict[str, Any] = {"align": "left" if column == 0 else "center"}
    if cell.tone:
        look |= {"bg_color": cell.tone, "font_color": ink_on(cell.tone)}
    if cell.gap:
        look["font_color"] = MUTED
    value = value_of(Point(cell.value))
    if value is None or cell.gap:
        sheet.write_string(row, column, clean(cell.text), workbook.add_format(look))
    else:
        sheet.write_number(row, column, value, _shown(workbook, value, clean(cell.text), look))
