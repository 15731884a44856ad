"""`tables.xlsx`: the tables, every quote, the charts, and what the states mean."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cppcc_analysis.briefing.cells import plain
from cppcc_analysis.briefing.layout import Briefing, reading_notes
from cppcc_analysis.charts.proposers import proposer_name
from cppcc_analysis.charts.wording import MEASURES, measure_name, pick, worded_category
from cppcc_analysis.office.text import clean, lines_of
from cppcc_analysis.office.workbook import SIZE, add_native, new_workbook
from cppcc_analysis.tables.dictionary import column_notes

#: the sheets; `articles`, `texts` and `terms` are too long to read in a sheet
_TABLES = (
    *("proposals", "categories", "figures", "growth", "suggestions", "activities", "checks", "sessions"),
    *("corrections", "reference_proposals", "reference_categories", "unread", "rejects"),
)
#: what a cell can hold
_LONGEST = 32_767
_NARROWEST, _WIDEST = 8, 60
#: of the notes: letters in a line; inches of a letter; points of a line
_PAGE, _LETTER, _ROW = 88, 0.07, 15
#: what a figure covers, and what it counts besides proposals, in Chinese and English
_SCOPES = {"session": ("会议期间", "session"), "year": ("全年", "year"), "term": ("一届", "term")}
_CONGRESS = {"motions": "议案", "suggestions": "建议"}


def write_book(briefing: Briefing, file: Path) -> Path:
    """Write the workbook; returns its file."""
    with new_workbook(file, briefing.title) as workbook:
        _add_notes(workbook, briefing)
        for name in _TABLES:
            _add_table(workbook, name, briefing.tables[name])
        _add_quotes(workbook, briefing)
        _add_charts(workbook, briefing)
    return file


def _add_notes(workbook: Workbook, briefing: Briefing) -> None:
    say = briefing.say
    sheet = workbook.add_worksheet(say("说明", "Notes"))
    sheet.set_column(0, 0, _PAGE)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    lines = [
        briefing.title,
        briefing.occasion,
        briefing.dates,
        briefing.audit,
        say(
            "空格为原文没有给出的数，不等于零；列名末尾为 _state 的列说明依据：",
            "An empty cell is missing, never zero. "
            "A column whose name ends in _state says what its cell rests on:",
        ),
        *reading_notes(briefing.lang)[1:],
        say(
            "各列含义见列名上的批注；articles、texts、terms 三表过长，未列入。",
            "What a column means stands in the "
            "comment on its head; the tables articles, texts and terms are too long for a sheet.",
        ),
        *(f"[{number}] {text}" for number, text in enumerate(briefing.statements, 1)),
    ]
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    for row, line in enumerate(filter(None, lines)):
        sheet.set_row(row, _ROW * lines_of(str(line), SIZE, _PAGE * _LETTER))
        sheet.write_string(row, 0, clean(str(line)), wrapped)


def _add_table(workbook: Workbook, name: str, table: pd.DataFrame) -> None:
    sheet = workbook.add_worksheet(name)
    notes = column_notes(name)
    _write(workbook, sheet, list(table.columns), table.itertuples(index=False, name=None))
    for column, head in enumerate(table.columns):
        sheet.write_comment(0, column, clean(notes[head]), {"x_scale": 2, "author": ""})


def _add_quotes(workbook: Workbook, briefing: Briefing) -> None:
    lang, say = briefing.lang, briefing.say
    heads = {
        "place": say("地方", "Place"),
        "year": say("年份", "Year"),
        "scope": say("口径", "Scope"),
        "what": say("数字", "Measure"),
        "value": say("值", "Value"),
        "unit": say("单位", "Unit"),
        "quote": say("原句", "Sentence"),
        "dump": say("文件", "Dump"),
        "start": say("起", "Start"),
        "end": say("止", "End"),
        "correction": say("更正", "Correction"),
    }
    figures = briefing.tables["figures"]
    named = [_figure_name(row, lang) for row in figures.to_dict("records")]
    scopes = figures["scope"].map(lambda scope: _SCOPES[scope][lang == "en"], na_action="ignore")
    rows = figures.assign(what=named, scope=scopes)[list(heads)]
    sheet = workbook.add_worksheet(say("引文", "Quotes"))
    _write(workbook, sheet, list(heads.values()), rows.itertuples(index=False, name=None))


def _figure_name(row: dict[object, object], lang: str) -> str:
    """What a figure counts: 立案·经济建设."""
    measure = str(row["measure"])
    other = pick(lang, _CONGRESS.get(measure, measure), measure)
    name = measure_name(measure, lang) if measure in MEASURES else other
    item = plain(row["item"])
    return name if item is None else f"{name}·{worded_category(proposer_name(str(item), lang), lang)}"


def _add_charts(workbook: Workbook, briefing: Briefing) -> None:
    sheet = workbook.add_worksheet(briefing.say("图表", "Charts"))
    bold = workbook.add_format({"bold": True, "font_size": 13})
    row = 0
    for chart in briefing.charts:
        sheet.write_string(row, 0, clean(chart.title), bold)
        sheet.write_string(row + 1, 0, clean(chart.subtitle))
        row = add_native(workbook, sheet, chart.native, row + 2, briefing.lang, chart.alt)
        for line in (*chart.footnotes, chart.source):
            sheet.write_string(row, 0, clean(line))
            row += 1
        row += 1


def _write(
    workbook: Workbook, sheet: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Rows below a frozen head with filters: numbers as numbers, missing values as empty cells."""
    head = workbook.add_format({"bold": True, "bottom": 1, "valign": "top"})
    widths = [_width(name) + 3 for name in heads]
    last = 0
    for column, name in enumerate(heads):
        sheet.write_string(0, column, clean(name), head)
    for last, values in enumerate(rows, 1):
        for column, value in enumerate(map(plain, values)):
            _write_value(sheet, last, column, value)
            widths[column] = max(widths[column], _width(value))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, width)))
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.autofilter(0, 0, last, len(heads) - 1)


def _write_value(sheet: Worksheet, row: int, column: int, value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, clean(str(value))[:_LONGEST])


def _width(value: object) -> int:
    """Letters that a value takes; a Han character takes two.

    >>> _width("提案"), _width(386), _width(None)
    (5, 4, 1)
    """
    text = "" if value is None else str(value)
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text) + 1
