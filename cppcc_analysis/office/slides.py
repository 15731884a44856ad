"""Slides with native charts and tables."""

from collections.abc import Sequence
from pathlib import Path

import pptx
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Inches, Pt

from cppcc_analysis.charts.native import Grid, GridCell, Native, Series
from cppcc_analysis.charts.style import INK, MUTED, RULE, ink_on
from cppcc_analysis.office.arrange import KEY_DEPTH, KEY_SIZE, arrange, check_alt
from cppcc_analysis.office.box import Box
from cppcc_analysis.office.elements import a
from cppcc_analysis.office.grids import GridPlan, plan_grid
from cppcc_analysis.office.packages import save, set_properties
from cppcc_analysis.office.parts import key_tone
from cppcc_analysis.office.text import EAST_ASIAN, LATIN, clean, lines_of

WIDTH, HEIGHT = 13.333, 7.5
LEADING = 1.25
#: "No Style, No Grid", a table style that every PowerPoint has
_BARE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_TYPES = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "nested": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}
_ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
_ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
#: marks before the names of a key
FILLED, HATCHED_MARK, LINE_MARK = "■", "▨", "━"


def new_presentation(title: str = "", lang: str = "zh") -> Presentation:
    """An empty presentation of 16:9 slides, 13.333 × 7.5 inches."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Inches(WIDTH), Inches(HEIGHT)
    set_properties(presentation.core_properties, title, lang)
    return presentation


def new_slide(presentation: Presentation) -> Slide:
    """A blank slide at the end."""
    return presentation.slides.add_slide(presentation.slide_layouts[6])


def save_presentation(presentation: Presentation, file: Path | str) -> Path:
    """Write the presentation; the same content gives the same bytes."""
    return save(presentation.save, file)


def add_text(
    slide: Slide,
    box: Box,
    paragraphs: str | Sequence[str],
    size: float,
    *,
    tone: str = INK,
    bold: bool = False,
    align: str = "left",
    anchor: str = "top",
    least: float | None = None,
    between: float = 0.0,
) -> float:
    """Text in a box of its own, in the house fonts for Latin and Chinese letters; returns the size used.

    size     points; down to `least` the text is set smaller until it fits the box
    align    left, center, right
    anchor   top, middle, bottom
    between  points of space between paragraphs
    """
    texts = [clean(text) for text in ([paragraphs] if isinstance(paragraphs, str) else paragraphs)]
    while least is not None and size > least and text_height(texts, size, box.width, between) > box.height:
        size -= 0.5
    frame = _frame(slide, box, anchor)
    for index, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.alignment = _ALIGN[align]
        paragraph.line_spacing = 1.0
        paragraph.space_after = Pt(between)
        add_run(paragraph, text, size, tone, bold)
    return size


def text_height(paragraphs: Sequence[str], size: float, width: float, between: float = 0.0) -> float:
    """About how many inches of height the paragraphs take at `size` points in a column `width` inches wide."""
    lines = sum(lines_of(text, size, width) for text in paragraphs)
    return (lines * size * LEADING + between * (len(paragraphs) - 1)) / 72


def add_run(
    paragraph: _Paragraph, text: str, size: float, tone: str = INK, bold: bool = False, raised: bool = False
) -> None:
    """Letters at the end of a paragraph; `raised` for a mark of a note."""
    run = paragraph.add_run()
    run.text = clean(text).replace("\n", " ")  # a run has no line break: its paragraph has
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, LATIN
    run.font.color.rgb = RGBColor.from_string(tone.lstrip("#").upper())
    properties = run._r.get_or_add_rPr()
    properties.find(_tag("latin")).addnext(a("ea", typeface=EAST_ASIAN))
    properties.set("lang", "en-US" if text.isascii() else "zh-CN")
    if raised:
        properties.set("baseline", "30000")


def add_native(slide: Slide, native: Native, box: Box, lang: str, alt: str) -> None:
    """The panels of a chart as native charts, or its grid as a table, within `box`.

    Raises `ValueError` without an alternative text, or when there is nothing to draw.
    """
    if isinstance(native, Grid):
        _add_table(slide, native, box, alt)
        return
    key, placed = arrange(native, box, alt, lang)
    if key:
        _add_key(slide, box, key)
    for each in placed:
        left, top, width, height = map(Inches, (each.box.left, each.box.top, each.box.width, each.box.height))
        frame = slide.shapes.add_chart(_TYPES[each.panel.kind], left, top, width, height, each.chart())
        _describe(frame, each.alt, each.panel.heading)


def _frame(slide: Slide, box: Box, anchor: str) -> TextFrame:
    shape = slide.shapes.add_textbox(Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = _ANCHOR[anchor]
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    return frame


def _add_key(slide: Slide, box: Box, key: list[Series]) -> None:
    paragraph = _frame(slide, Box(box.left, box.top, box.width, KEY_DEPTH), "top").paragraphs[0]
    for series in key:
        add_run(paragraph, f"{key_mark(series)} ", KEY_SIZE, key_tone(series))
        add_run(paragraph, f"{series.name}　 ", KEY_SIZE)


def key_mark(series: Series) -> str:
    """The sign that stands for a series in a key."""
    return LINE_MARK if series.behind else HATCHED_MARK if series.hatched else FILLED


def _describe(frame: object, alt: str, name: str) -> None:
    properties = frame._element.nvGraphicFramePr.cNvPr  # type: ignore[attr-defined]
    properties.set("descr", clean(alt))
    if name:
        properties.set("name", clean(name).replace("\n", " "))


def _add_table(slide: Slide, grid: Grid, box: Box, alt: str) -> None:
    check_alt(alt)
    plan = plan_grid(grid, box.width, box.height)
    rows = plan.rows + 1
    widths = plan.all_widths()
    frame = slide.shapes.add_table(
        rows, len(widths), Inches(box.left), Inches(box.top), Inches(sum(widths)), Inches(plan.pitch * rows)
    )
    _describe(frame, alt, "")
    table = frame.table
    table.horz_banding = False
    next(table._tbl.iter(_tag("tableStyleId"))).text = _BARE
    for index, width in enumerate(widths):
        table.columns[index].width = Inches(width)
    for row in table.rows:
        row.height = Inches(plan.pitch)
    for row, column, cell in plan.cells(grid):
        _fill_cell(table.cell(row, column), cell, row == 0, plan, plan.is_name(column))
    for row in range(rows):
        for column in range(len(widths)):
            _bare_cell(table.cell(row, column), plan)


def _fill_cell(target: _Cell, cell: GridCell, head: bool, plan: GridPlan, name: bool) -> None:
    tone = MUTED if cell.gap else ink_on(cell.tone) if cell.tone else INK
    paragraph = target.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT if name else PP_ALIGN.CENTER
    add_run(paragraph, cell.text, plan.size, tone, bold=head)
    properties = target._tc.get_or_add_tcPr()
    if head:
        properties.append(_border("lnB", RULE))
    elif cell.tone:
        # white between the fills, as between the cells of a picture
        properties.extend(_border(side, "#ffffff") for side in ("lnR", "lnB"))
    if cell.tone:
        properties.append(a("solidFill", a("srgbClr", val=cell.tone.lstrip("#"))))


def _border(side: str, tone: str) -> etree._Element:
    return a(side, a("solidFill", a("srgbClr", val=tone.lstrip("#"))), w="9525")


def _bare_cell(target: _Cell, plan: GridPlan) -> None:
    target.margin_left = target.margin_right = Inches(plan.margin)
    target.margin_top = target.margin_bottom = Emu(0)
    target.vertical_anchor = MSO_ANCHOR.MIDDLE
    if not target.text_frame.text:  # an empty cell is as high as its letters would be
        target.text_frame.paragraphs[0].font.size = Pt(plan.size)


def _tag(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{name}"
