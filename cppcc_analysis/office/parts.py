"""A panel as chart markup that PowerPoint, Word and Excel share, and the workbook behind an embedded one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from lxml import etree
from pptx.chart.data import ChartData
from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from cppcc_analysis.charts.native import Panel, Point, Series
from cppcc_analysis.charts.style import HATCH, INK, MUTED, PAPER, RULE
from cppcc_analysis.office.elements import (
    RELATIONS,
    Element,
    c,
    hatched,
    line,
    moved,
    no_leaders,
    place,
    rich_text,
    solid,
    text_look,
)
from cppcc_analysis.office.plan import (
    GAP,
    Label,
    Plan,
    ground_of,
    heading_size,
    legend_width,
    letters_size,
    panel_heading,
)
from cppcc_analysis.office.printed import number_format, value_of
from cppcc_analysis.office.text import clean

#: the date that every file bears, so that the same data give the same bytes
MADE = datetime(2000, 1, 1)
#: nothing that stands in a cell is a formula or a link
PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_AXES = ("111111111", "222222222")


@dataclass(frozen=True)
class Cells:
    """Where the numbers of a panel stand: names of the series to the right of the corner, categories below it."""

    sheet: str = "Sheet1"
    row: int = 0
    column: int = 0

    def name(self, series: int) -> str:
        cell = xl_rowcol_to_cell(self.row, self.column + 1 + series, True, True)
        return f"{quote_sheetname(self.sheet)}!{cell}"

    def categories(self, count: int) -> str:
        return self._column(self.column, count)

    def values(self, series: int, count: int) -> str:
        return self._column(self.column + 1 + series, count)

    def _column(self, column: int, count: int) -> str:
        return f"{quote_sheetname(self.sheet)}!{xl_range_abs(self.row + 1, column, self.row + count, column)}"


class EmbeddedChart(ChartData):
    """A panel in the shape in which python-pptx takes a chart: its markup and its workbook."""

    def __init__(self, panel: Panel, plan: Plan, legend: bool) -> None:
        super().__init__()
        self._panel, self._plan, self._legend = panel, plan, legend

    def xml_bytes(self, chart_type: object = None, relation: str | None = None) -> bytes:
        """The chart's markup; `relation` is the id of the workbook where the caller does not set it."""
        return chart_markup(self._panel, self._plan, self._legend, Cells(), relation)

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook that opens when somebody edits the chart's data."""
        file = BytesIO()
        with Workbook(file, {"in_memory": True, **PLAIN_TEXT}) as workbook:
            workbook.set_properties({"created": MADE})
            write_cells(workbook.add_worksheet("Sheet1"), self._panel, Cells())
        return file.getvalue()


def drawn(panel: Panel) -> Panel:
    """The panel with its references first, so that the others are drawn over them."""
    series = sorted(panel.series, key=lambda each: not each.behind)
    return Panel(panel.kind, panel.categories, tuple(series), panel.unit, panel.heading, panel.span)


def write_cells(sheet: Worksheet, panel: Panel, cells: Cells) -> None:
    """The panel's numbers as `cells` says; a gap is an empty cell."""
    for row, name in enumerate(panel.categories, cells.row + 1):
        sheet.write_string(row, cells.column, clean(name))
    for column, series in enumerate(panel.series, cells.column + 1):
        sheet.write_string(cells.row, column, clean(series.name))
        for row, point in enumerate(series.points, cells.row + 1):
            value = value_of(point)
            if value is not None:
                sheet.write_number(row, column, value)


def chart_markup(panel: Panel, plan: Plan, legend: bool, cells: Cells, relation: str | None = None) -> bytes:
    """The chart part's XML (c:chartSpace)."""
    external = None
    if relation:
        external = c("externalData", c("autoUpdate", val="0"))
        external.set(f"{{{RELATIONS}}}id", relation)
    space = c(
        "chartSpace",
        c("date1904", val="0"),
        c("roundedCorners", val="0"),
        c(
            "chart",
            _heading(panel, plan),
            c("autoTitleDeleted", val="0" if plan.heading else "1"),
            _plot_area(panel, plan, cells),
            _legend(panel, plan) if legend else None,
            c("plotVisOnly", val="1"),
            c("dispBlanksAs", val="gap"),
        ),
        c("spPr", _no_fill(), line(None)),
        text_look(plan.label_size),
        external,
    )
    return bytes(etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True))


def _no_fill() -> Element:
    return etree.Element("{http://schemas.openxmlformats.org/drawingml/2006/main}noFill")


def _heading(panel: Panel, plan: Plan) -> Element | None:
    if not plan.heading:
        return None
    text = rich_text(panel_heading(panel), heading_size(plan.size), INK, bold=True)
    corner = c("manualLayout", *(c(f"{x}Mode", val="edge") for x in "xy"), *(c(x, val="0.004") for x in "xy"))
    return c("title", text, c("layout", corner), c("overlay", val="1"))


def _legend(panel: Panel, plan: Plan) -> Element:
    wide, high = plan.size
    taken = min(legend_width(panel, plan.size), wide - 0.1)
    where = place(0.004, plan.heading / high, taken / wide, plan.legend / high)
    return c(
        "legend", c("legendPos", val="t"), where, c("overlay", val="0"), text_look(letters_size(plan.size))
    )


def _plot_area(panel: Panel, plan: Plan, cells: Cells) -> Element:
    wide, high = plan.size
    box = plan.plot
    layout = place(box.left / wide, box.top / high, box.width / wide, box.height / high, inner=True)
    lines = panel.kind == "lines"
    series = [_series(panel, plan, cells, index) for index in range(len(panel.series))]
    axes = [c("axId", val=axis) for axis in _AXES]
    if lines:
        group = c(
            "lineChart",
            c("grouping", val="standard"),
            c("varyColors", val="0"),
            *series,
            c("marker", val="1"),
            *axes,
        )
    else:
        over = {"bars": "0", "nested": "100", "stacked": "100"}[panel.kind]
        group = c(
            "barChart",
            c("barDir", val="bar"),
            c("grouping", val="stacked" if panel.kind == "stacked" else "clustered"),
            c("varyColors", val="0"),
            *series,
            c("gapWidth", val=str(round(GAP * 100))),
            c("overlap", val=over),
            *axes,
        )
    shape = c("spPr", _no_fill(), line(None))
    return c("plotArea", layout, group, _category_axis(plan, lines), _value_axis(plan, lines), shape)


def _category_axis(plan: Plan, lines: bool) -> Element:
    return c(
        "catAx",
        c("axId", val=_AXES[0]),
        c("scaling", c("orientation", val="minMax" if lines else "maxMin")),
        c("delete", val="0"),
        c("axPos", val="b" if lines else "l"),
        c("numFmt", formatCode="General", sourceLinked="0"),
        c("majorTickMark", val="none"),
        c("minorTickMark", val="none"),
        c("tickLblPos", val="low"),
        c("spPr", line(RULE, 0.75)),
        text_look(plan.category_size, turned=plan.turned),
        c("crossAx", val=_AXES[1]),
        c("crosses", val="autoZero"),
        c("auto", val="0"),
        c("lblAlgn", val="ctr"),
        c("lblOffset", val="60"),
        c("tickLblSkip", val=str(plan.skip)),
        c("noMultiLvlLbl", val="1"),
    )


def _value_axis(plan: Plan, lines: bool) -> Element:
    return c(
        "valAx",
        c("axId", val=_AXES[1]),
        c("scaling", c("orientation", val="minMax"), *_ends(plan)),
        c("delete", val="0" if plan.scale_shown else "1"),
        c("axPos", val="l" if lines else "t"),
        c("numFmt", formatCode="General", sourceLinked="0"),
        c("majorTickMark", val="none"),
        c("minorTickMark", val="none"),
        c("tickLblPos", val="nextTo"),
        c("spPr", line(None)),
        text_look(plan.category_size, MUTED),
        c("crossAx", val=_AXES[0]),
        c("crosses", val="min" if lines else "autoZero"),
        c("crossBetween", val="between"),
        c("majorUnit", val=repr(plan.step)),
    )


def _ends(plan: Plan) -> Iterable[Element]:
    return (c("max", val=repr(float(plan.high))), c("min", val=repr(float(plan.low))))


def _series(panel: Panel, plan: Plan, cells: Cells, index: int) -> Element:
    series = panel.series[index]
    lines, count = panel.kind == "lines", len(panel.categories)
    values = [value_of(point) for point in series.points]
    return c(
        "ser",
        c("idx", val=str(index)),
        c("order", val=str(index)),
        c("tx", _texts("strRef", cells.name(index), [series.name])),
        _look(series, lines),
        _marker(series, plan, series.tone) if lines else c("invertIfNegative", val="0"),
        *_derived(series, plan, lines),
        _labels(series, plan, index),
        c("cat", _texts("strRef", cells.categories(count), panel.categories)),
        c("val", _numbers(cells.values(index, count), values)),
        c("smooth", val="0") if lines else None,
    )


def _texts(kind: str, place: str, texts: Iterable[str]) -> Element:
    listed = [c("pt", c("v", text), idx=str(index)) for index, text in enumerate(texts)]
    return c(kind, c("f", place), c("strCache", c("ptCount", val=str(len(listed))), *listed))


def _numbers(place: str, values: list[int | float | None]) -> Element:
    stated = [c("pt", c("v", repr(x)), idx=str(i)) for i, x in enumerate(values) if x is not None]
    count = c("ptCount", val=str(len(values)))
    return c("numRef", c("f", place), c("numCache", c("formatCode", "General"), count, *stated))


def key_tone(series: Series) -> str:
    """The tone that a series is known by: hatching in the paper's own tone could not be seen."""
    return HATCH if series.behind or series.tone == PAPER else series.tone


def _look(series: Series, lines: bool) -> Element:
    if lines:
        shape = line(HATCH if series.behind else series.tone, 1.0 if series.behind else 2.25)
        return c("spPr", shape)
    tone = key_tone(series)
    edge = line(tone, 0.5) if series.hatched else line(None)
    return c("spPr", hatched(tone) if series.hatched else solid(tone), edge)


def _marker(series: Series, plan: Plan, tone: str, open_: bool = False) -> Element:
    if series.behind and not open_ and sum(point.value is not None for point in series.points) > 1:
        return c("marker", c("symbol", val="none"))
    edge = HATCH if series.behind else tone
    size = "5" if plan.size[0] > 3 else "3"
    shape = c("spPr", solid("#ffffff" if open_ else edge), line(edge, 1.25))
    return c("marker", c("symbol", val="circle"), c("size", val=size), shape)


def _derived(series: Series, plan: Plan, lines: bool) -> Iterable[Element]:
    """Points that are computed: a lighter bar, an open dot with a lighter line to it."""
    for index, point in enumerate(series.points):
        if not point.derived or point.value is None or series.hatched:
            continue
        tone = ground_of(series, point)
        at = c("idx", val=str(index))
        if lines:
            yield c(
                "dPt",
                at,
                _marker(series, plan, series.tone, True),
                c("bubble3D", val="0"),
                _look(series, True),
            )
        else:
            yield c("dPt", at, c("invertIfNegative", val="0"), c("bubble3D", val="0"), c("spPr", solid(tone)))


_SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


def _labels(series: Series, plan: Plan, index: int) -> Element:
    labels = zip(plan.labels[index], series.points, strict=True)
    each = [_label(label, point, at, plan) for at, (label, point) in enumerate(labels) if label]
    return c("dLbls", *each, *(c(name, val="0") for name in _SHOWN), no_leaders())


def _label(label: Label, point: Point, index: int, plan: Plan) -> Element:
    """The label of one point: as a number format of its value where one says it, else as text."""
    right, down = label.shift
    shown = number_format(value_of(point) or 0, label.text) if label.plain else None
    return c(
        "dLbl",
        c("idx", val=str(index)),
        moved(right / plan.size[0], down / plan.size[1]) if right or down else None,
        None if shown else rich_text(label.text, plan.label_size, label.tone),
        c("numFmt", formatCode=shown, sourceLinked="0") if shown else None,
        c("spPr", solid(label.ground) if label.ground else _no_fill(), line(None)),
        text_look(plan.label_size, label.tone, wrapped=False),
        c("dLblPos", val=label.place),
        *(c(name, val=str(int(name == "showVal"))) for name in _SHOWN),
    )
