"""`briefing.docx`: the findings section by section, each number with a footnote, charts and tables between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from cppcc_analysis.briefing.findings import about
from cppcc_analysis.briefing.layout import SECTIONS, Briefing, reading_notes
from cppcc_analysis.briefing.sources import Source, note_of, sources_of
from cppcc_analysis.briefing.statements import Statement
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.native import Grid, GridCell, Native, Panel
from cppcc_analysis.charts.scopes import scoped_occasion
from cppcc_analysis.charts.wording import in_order, marked, measure_name, missing, source_note
from cppcc_analysis.office.document import (
    WIDTH,
    add_footnote,
    add_native,
    new_document,
    save_document,
)
from cppcc_analysis.office.text import clean

#: inches: a bar of a chart, what stands around the bars, a chart of lines, the most that fits on a page
_BAR, _AROUND, _LINES, _MOST = 0.27, 0.9, 3.0, 7.2
#: panels beside each other where there are many
_MANY, _BESIDE, _SMALL = 6, 3, 1.5
#: rows of a table that is not parted between two pages
_SHORT = 15
_TABLE = ("received", "filed", "filing_rate", "not_filed", "merged")


def write_paper(briefing: Briefing, file: Path) -> Path:
    """Write the document; returns its file."""
    document = new_document(briefing.lang, briefing.title)
    document.add_paragraph(briefing.title, style="Title")
    for line in (briefing.occasion, briefing.dates):
        if line:
            document.add_paragraph(clean(line))
    charts = _numbered(briefing)
    notes = _Notes()
    for number, (topics, _, heading) in enumerate(SECTIONS, 1):
        told = about(briefing.statements, topics)
        shown = [(at, chart) for at, chart in charts if briefing.topics_of(chart) == topics]
        if not told and not shown:
            continue
        document.add_heading(briefing.say(*heading), 1)
        for statement in told:
            _add_statement(document, briefing, statement, notes)
        if number == 1 and len(briefing.tables["proposals"]):
            _add_table(document, briefing)
        for at, chart in shown:
            _add_chart(document, briefing, chart, at)
    rest = [(at, chart) for at, chart in charts if not briefing.topics_of(chart)]
    if rest:
        document.add_heading(briefing.say("其他图", "Other charts"), 1)
    for at, chart in rest:
        _add_chart(document, briefing, chart, at)
    document.add_heading(briefing.say("说明", "How to read this"), 1)
    for line in reading_notes(briefing.lang)[1:]:
        _indented(document.add_paragraph(clean(line)), briefing)
    return save_document(document, file)


def _numbered(briefing: Briefing) -> list[tuple[int, Chart]]:
    """The charts with their numbers, in the order of the sections."""
    orders: list[tuple[str, ...]] = [topics for topics, _, _ in SECTIONS]

    def section(chart: Chart) -> int:
        topics = briefing.topics_of(chart)
        return orders.index(topics) if topics else len(orders)

    return list(enumerate(sorted(briefing.charts, key=section), 1))


@dataclass
class _Notes:
    """The footnotes so far: how many, and which of them gives a sentence (dump, quote) in full."""

    count: int = 0
    seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, paragraph: Paragraph, sources: Sequence[Source], lang: str) -> None:
        """A footnote; a sentence that one has already is not repeated."""
        add_footnote(paragraph, note_of(sources, lang, self.seen))
        self.count += 1
        for source in sources:
            if source.quote and not source.published:
                self.seen.setdefault((source.dump, source.quote), self.count)


def _add_statement(document: Document, briefing: Briefing, statement: Statement, notes: _Notes) -> None:
    paragraph = _indented(document.add_paragraph(), briefing)
    for part in statement.parts:
        if isinstance(part, str):
            paragraph.add_run(clean(part))
            continue
        paragraph.add_run(clean(part.text))
        sources = sources_of(part, briefing.tables, briefing.lang)
        if sources:
            notes.add(paragraph, sources, briefing.lang)


def _indented(paragraph: Paragraph, briefing: Briefing) -> Paragraph:
    """Two characters in Chinese, as official documents have it."""
    if briefing.lang == "zh":
        paragraph.paragraph_format.first_line_indent = Pt(24)
    return paragraph


def _add_table(document: Document, briefing: Briefing) -> None:
    """Each session's volumes with the words for what is missing."""
    rows = in_order(briefing.tables["proposals"])
    heads = (briefing.say("地方与年份", "Place and year"), *(measure_name(m, briefing.lang) for m in _TABLE))
    grid = Grid(heads, tuple(tuple(_cells(row, briefing.lang)) for _, row in rows.iterrows()))
    caption = briefing.say("表1 各次会议的提案数", "Table 1. Proposals by session")
    document.add_paragraph(caption, style="Caption")
    alt = briefing.say(
        "各次会议收到、立案等件数与立案率", "Received, filed and other figures of each session"
    )
    before = len(document.tables)
    add_native(document, grid, WIDTH, 1.0, alt, briefing.lang)
    if len(grid.rows) <= _SHORT:
        (table,) = document.tables[before:]
        _keep_together(
            [paragraph for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]
        )
    marks = briefing.say("*为推算值。", "* derived. ")
    _small(document, f"{marks}{source_note(rows, briefing.lang)}")


def _cells(row: Any, lang: str) -> Iterator[GridCell]:
    yield GridCell(scoped_occasion(row, lang))
    for measure in _TABLE:
        gap = bool(row[[measure]].isna().iloc[0])
        if gap:
            yield GridCell(missing(row[f"{measure}_state"], lang), gap=True)
        else:
            yield GridCell(marked(row, measure, lang), float(row[measure]))


def _add_chart(document: Document, briefing: Briefing, chart: Chart, number: int) -> None:
    caption = briefing.say(f"图{number} {chart.title}", f"Figure {number}. {chart.title}")
    document.add_paragraph(clean(caption), style="Caption")
    before = len(document.paragraphs)
    _small(document, chart.subtitle)
    add_native(document, chart.native, WIDTH, height_of(chart.native), chart.alt, briefing.lang)
    for line in (*chart.footnotes, chart.source):
        _small(document, line)
    # a chart and its source stay on one page
    _keep_together(document.paragraphs[before:-1])


def _keep_together(paragraphs: Sequence[Paragraph]) -> None:
    """Keep paragraphs on the page of what follows them."""
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _small(document: Document, text: str) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.add_run(clean(text)).font.size = Pt(9)
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.1
    return paragraph


def height_of(native: Native) -> float:
    """Inches that a chart takes in the text.

    >>> from cppcc_analysis.charts.native import Point, Series
    >>> panel = Panel("bars", ("a", "b"), (Series("x", (Point(1), Point(2)), "#000000"),), "件")
    >>> height_of((panel,))
    1.5
    """
    if isinstance(native, Grid):
        return 1.0
    if len(native) > _MANY:
        return min(_MOST, _SMALL * -(-len(native) // _BESIDE))
    return min(_MOST, sum(_panel_height(panel) for panel in native))


def _panel_height(panel: Panel) -> float:
    if panel.kind == "lines":
        return _LINES
    bars = len(panel.categories) * (len(panel.series) if panel.kind == "bars" else 1)
    return max(1.5, _AROUND + _BAR * bars)
