"""Word documents with native charts, tables and footnotes."""

from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.shared import Inches, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from cppcc_analysis.charts.native import Grid, GridCell, Native, Series
from cppcc_analysis.charts.style import INK, MUTED, RULE, ink_on
from cppcc_analysis.office.arrange import KEY_DEPTH, KEY_SIZE, Placed, arrange, check_alt
from cppcc_analysis.office.box import Box
from cppcc_analysis.office.elements import c
from cppcc_analysis.office.footnotes import add_footnote, prepare_footnotes
from cppcc_analysis.office.grids import GridPlan, plan_grid
from cppcc_analysis.office.markup import tag, w
from cppcc_analysis.office.packages import save, set_properties
from cppcc_analysis.office.parts import key_tone
from cppcc_analysis.office.slides import key_mark
from cppcc_analysis.office.text import EAST_ASIAN, LATIN, clean

__all__ = ["HEIGHT", "WIDTH", "add_footnote", "add_native", "new_document", "save_document"]

#: inches: the area of text on A4 as GB/T 9704 has it, 156 × 225 mm, below a margin of 37 mm
WIDTH, HEIGHT = 156 / 25.4, 225 / 25.4
#: Latin and Chinese fonts of the body and of headings; size in points
_FONTS = {"zh": ("Times New Roman", "仿宋", "Arial", "黑体"), "en": ("Calibri", "仿宋", "Calibri", "黑体")}
_BODY, _NOTE = 12.0, 9.0
_HEADINGS = {"Title": 20.0, "Heading 1": 16.0, "Heading 2": 14.0, "Heading 3": 12.0}
_INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_EMU = 914400


def new_document(lang: str, title: str = "") -> Document:
    """An empty A4 document, its text area 156 mm wide, Latin and Chinese fonts set in its styles."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    _set_styles(document, lang)
    _set_language(document, lang)
    prepare_footnotes(document)
    set_properties(document.core_properties, title, lang)
    return document


def save_document(document: Document, file: Path | str) -> Path:
    """Write the document; the same content gives the same bytes."""
    return save(document.save, file)


def add_native(document: Document, native: Native, width: float, height: float, alt: str, lang: str) -> None:
    """The panels of a chart as native charts in the text, or its grid as a table; width and height in inches.

    A grid that is higher goes on over the next pages, with its heads. Raises `ValueError` without an
    alternative text, or when there is nothing to draw.
    """
    if isinstance(native, Grid):
        check_alt(alt)
        _add_table(document, native, width, alt)
        return
    key, placed = arrange(native, Box(0, 0, width, height), alt, lang)
    if key:
        _add_key(document, key)
    rows: dict[float, list[Placed]] = {}
    for each in placed:
        rows.setdefault(each.box.top, []).append(each)
    if len(rows) == len(placed):
        for each in placed:
            _add_chart(document, _tight(document.add_paragraph()), each)
        return
    table = document.add_table(len(rows), len(rows[placed[0].box.top]))
    _plain_table(table, [each.box.width for each in rows[placed[0].box.top]])
    for row, charts in zip(table.rows, rows.values(), strict=True):
        row._tr.get_or_add_trPr().append(parse_xml(etree.tostring(w("cantSplit"))))
        for cell, each in zip(row.cells, charts, strict=False):
            _add_chart(document, _tight(cell.paragraphs[0]), each)
    _tight(document.add_paragraph())


def _set_styles(document: Document, lang: str) -> None:
    latin, chinese, head_latin, head_chinese = _FONTS[lang]
    styles = document.styles
    note = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    note.element.set(tag("styleId"), "FootnoteText")
    mark.element.set(tag("styleId"), "FootnoteReference")
    note.base_style = styles["Normal"]
    mark.font.superscript = True
    for style in styles:
        if isinstance(style, ParagraphStyle):
            head = style.name in _HEADINGS
            _set_fonts(style, *((head_latin, head_chinese) if head else (latin, chinese)))
    _set_type(styles["Normal"], _BODY, after=6, line=1.4)
    _set_type(styles["footnote text"], _NOTE, after=0, line=1.1)
    _set_type(styles["Caption"], 10.5, after=4, line=1.2)
    for name, size in _HEADINGS.items():
        _set_type(styles[name], size, after=6, line=1.3, bold=False)
        styles[name].paragraph_format.keep_with_next = True
    styles["Caption"].paragraph_format.keep_with_next = True
    border = styles["Title"].element.pPr.find(tag("pBdr"))
    if border is not None:  # the template's blue rule
        styles["Title"].element.pPr.remove(border)


def _set_fonts(style: ParagraphStyle, latin: str, chinese: str) -> None:
    style.font.name = latin
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(tag(theme), None)
    fonts.set(tag("eastAsia"), chinese)


def _set_type(
    style: ParagraphStyle, size: float, after: float, line: float, bold: bool | None = None
) -> None:
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(INK.lstrip("#").upper())
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = line


def _set_language(document: Document, lang: str) -> None:
    main = "zh-CN" if lang == "zh" else "en-US"
    language = next(document.styles.element.iter(tag("lang")))
    language.set(tag("val"), "en-US")
    language.set(tag("eastAsia"), "zh-CN")
    theme = document.settings.element.find(tag("themeFontLang"))
    theme.set(tag("val"), main)
    theme.set(tag("eastAsia"), "zh-CN")


def _tight(paragraph: Paragraph) -> Paragraph:
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    return paragraph


def _add_run(paragraph: Paragraph, text: str, size: float, tone: str, bold: bool = False) -> Run:
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, LATIN
    run.font.color.rgb = RGBColor.from_string(tone.lstrip("#").upper())
    next(run._r.iter(tag("rFonts"))).set(tag("eastAsia"), EAST_ASIAN)
    return run


def _add_key(document: Document, key: list[Series]) -> None:
    paragraph = _tight(document.add_paragraph())
    paragraph.paragraph_format.space_after = Pt(KEY_DEPTH * 72 - KEY_SIZE * 1.3)
    paragraph.paragraph_format.keep_with_next = True
    for series in key:
        _add_run(paragraph, f"{key_mark(series)} ", KEY_SIZE, key_tone(series))
        _add_run(paragraph, f"{series.name}　 ", KEY_SIZE, INK)


def _add_chart(document: Document, paragraph: Paragraph, placed: Placed) -> None:
    """The panel as a chart part, with the workbook that it is edited by, and its frame in the line."""
    package = document.part.package
    number = 1 + sum(part.content_type == CONTENT_TYPE.DML_CHART for part in package.iter_parts())
    chart = placed.chart()
    book = PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, None, package)
    relation = part.relate_to(
        Part(book, CONTENT_TYPE.SML_SHEET, chart.xlsx_blob, package), RELATIONSHIP_TYPE.PACKAGE
    )
    part._blob = chart.xml_bytes(relation=relation)
    frame = _frame(document.part.relate_to(part, RELATIONSHIP_TYPE.CHART), number, placed)
    paragraph.add_run()._r.append(parse_xml(etree.tostring(w("drawing", frame))))


def _frame(relation: str, number: int, placed: Placed) -> etree._Element:
    def inline(name: str, /, **attributes: str) -> etree._Element:
        return etree.Element(f"{{{_INLINE}}}{name}", attributes, nsmap={"wp": _INLINE})

    name = clean(placed.panel.heading).replace("\n", " ") or f"Chart {number}"
    frame = inline("inline", distT="0", distB="0", distL="0", distR="0")
    wide, high = (str(round(inches * _EMU)) for inches in (placed.box.width, placed.box.height))
    frame.append(inline("extent", cx=wide, cy=high))
    frame.append(inline("effectExtent", l="0", t="0", r="0", b="0"))
    frame.append(inline("docPr", id=str(1000 + number), name=name, descr=placed.alt))
    frame.append(inline("cNvGraphicFramePr"))
    chart = c("chart")
    chart.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    graphic = etree.SubElement(frame, f"{{{main}}}graphic", nsmap={"a": main})
    etree.SubElement(graphic, f"{{{main}}}graphicData", uri=_CHART).append(chart)
    return frame


def _plain_table(table: docx.table.Table, widths: list[float]) -> None:
    """No lines, fixed widths in inches, centred."""
    table.style = "Normal Table"
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = w("tblCellMar", *(w(side, w="0", type="dxa") for side in ("top", "left", "bottom", "right")))
    table._tbl.tblPr.append(parse_xml(etree.tostring(margins)))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
        for cell in column.cells:
            cell.width = Inches(width)


def _add_table(document: Document, grid: Grid, width: float, alt: str) -> None:
    plan = plan_grid(grid, width, float("inf"), blocks=1)
    table = document.add_table(len(grid.rows) + 1, len(grid.heads))
    _plain_table(table, list(plan.widths))
    described = w("tblDescription", val=clean(alt))
    table._tbl.tblPr.append(parse_xml(etree.tostring(described)))
    for name in ("cantSplit", "tblHeader"):
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(etree.tostring(w(name))))
    rows = [list(row.cells) for row in table.rows]
    for row, column, cell in plan.cells(grid):
        _fill_cell(rows[row][column], cell, row == 0, plan, column == 0)
    _tight(document.add_paragraph())


def _fill_cell(target: _Cell, cell: GridCell, head: bool, plan: GridPlan, name: bool) -> None:
    tone = MUTED if cell.gap else ink_on(cell.tone) if cell.tone else INK
    paragraph = _tight(target.paragraphs[0])
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(plan.size * 0.2)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if name else WD_ALIGN_PARAGRAPH.CENTER
    _add_run(paragraph, cell.text, plan.size, tone, head)
    properties = target._tc.get_or_add_tcPr()
    if head:
        rule = w("bottom", val="single", sz="8", color=RULE.lstrip("#"))
        properties.append(parse_xml(etree.tostring(w("tcBorders", rule))))
    elif cell.tone:
        sides = (w(side, val="single", sz="6", color="FFFFFF") for side in ("bottom", "right"))
        properties.append(parse_xml(etree.tostring(w("tcBorders", *sides))))
    if cell.tone:
        shade = w("shd", val="clear", color="auto", fill=cell.tone.lstrip("#"))
        properties.append(parse_xml(etree.tostring(shade)))
