"""Rates of terms for programs that draw charts themselves: bars of few city-years, a grid of many."""

from cppcc_analysis.charts.glosses import with_gloss
from cppcc_analysis.charts.native import Grid, GridCell, Native, Panel, Point, Series
from cppcc_analysis.charts.rate_table import RateTable, gap_words, texts_counted
from cppcc_analysis.charts.style import ACCENT, RAMP
from cppcc_analysis.charts.wording import pick

#: of the bars of a city-year; with more of these, bars for a dozen terms are too thin to be read
_TONES = (RAMP[5], RAMP[2], ACCENT)
#: with more columns than this a cell of a grid has no room for the count
_COUNTED = 8


def native_bars(table: RateTable) -> Native:
    """A series of bars for each city-year with its number of documents; a grid where these are too many."""
    if len(table.slices) > len(_TONES):
        return native_grid(table)
    series = tuple(
        Series(name, tuple(_point(table, line, column) for line in range(len(table.words))), tone)
        for column, (name, tone) in enumerate(zip(_columns(table), _TONES, strict=False))
    )
    return (
        Panel("bars", tuple(_categories(table)), series, pick(table.lang, "次/万字", "per 10,000 char.")),
    )


def native_grid(table: RateTable) -> Grid:
    """Cells whose tone grows with the rate."""
    head = pick(table.lang, "每万字次数", "Per 10,000 characters")
    rows = tuple(
        (GridCell(name), *(_cell(table, line, column) for column in range(len(table.slices))))
        for line, name in enumerate(_names(table))
    )
    return Grid((head, *_columns(table)), rows)


def _columns(table: RateTable) -> list[str]:
    """City, year and number of documents, or that there are none."""
    names = []
    for column, label in enumerate(table.occasions):
        texts = table.texts[column]
        told = texts_counted(texts, table.lang) if texts else gap_words(table.lang)[0]
        names.append(label + pick(table.lang, f"（{told}）", f" ({told})"))
    return names


def _names(table: RateTable) -> list[str]:
    return [with_gloss(word, table.names[word], table.lang) for word in table.words]


def _categories(table: RateTable) -> list[str]:
    """The terms; where one was not counted although there are texts, its name says so."""
    categories = []
    for line, name in enumerate(_names(table)):
        gaps = [
            label
            for column, label in enumerate(table.occasions)
            if table.texts[column] and table.found(line, column) is None
        ]
        word = gap_words(table.lang)[1]
        told = pick(table.lang, f"（{'、'.join(gaps)}{word}）", f" ({word}: {', '.join(gaps)})")
        categories.append(name + told if gaps else name)
    return categories


def _point(table: RateTable, line: int, column: int) -> Point:
    cell = table.found(line, column)
    return Point(None) if cell is None else Point(cell.rate, table.label(line, column))


def _cell(table: RateTable, line: int, column: int) -> GridCell:
    cell = table.found(line, column)
    if cell is None:
        return GridCell(table.gap(line, column), gap=True)
    text = (table.label if len(table.slices) <= _COUNTED else table.short)(line, column)
    return GridCell(text, cell.rate, table.tone(cell))
