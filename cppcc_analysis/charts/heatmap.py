"""Which terms stand in the documents of which city and year: a cell for each, many at a glance."""

import re
from collections.abc import Callable

import pandas as pd

from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.chart import Chart, Plot
from cppcc_analysis.charts.field import Field, RowName, lay_out
from cppcc_analysis.charts.glosses import gloss, gloss_note
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.rate_findings import heatmap_title, rate_notes, spread_in_words, spread_of
from cppcc_analysis.charts.rate_native import native_grid
from cppcc_analysis.charts.rate_table import RateTable, texts_counted
from cppcc_analysis.charts.style import MUTED, PAPER, RULE, SMALL, text_width
from cppcc_analysis.charts.wording import check_input, in_order, pick, places_and_years, source_note
from cppcc_analysis.keywords.forms import names_in_print

#: terms drawn at most
_MOST = 40
#: inches: a row, a cell with words at most, a cell that has room for a 0 only
_ROW, _WIDEST, _NARROW = 0.165, 1.1, 0.17
#: rows may be this much higher than they need to be
_STRETCH = 1.6
#: a chart higher than this has no room for a gloss below each term
_GLOSSED = 3.7
#: numbers of documents that a footnote gives one by one
_LISTED = 8


def draw_term_heatmap(rates: pd.DataFrame, lang: str = "zh") -> Chart:
    """Toned cells for how often each of many terms stands in the documents of each of many city-years.

    rates: as for `keywords.draw_term_rates`. The terms that most city-years have stand first, at most 40 of
    them; the city-years stand by place and year. A cell has a tone and, if there is room, its rate; a 0 always
    stands there as 0. Where the row is absent, or no document was counted, there is a gap that the cell or the
    legend explains. Raises `UserError` when there is no row, or for an unknown language.
    """
    check_input(rates, lang)
    ordered, names = in_order(rates), names_in_print(rates)
    words = _by_spread(ordered)
    rows = ordered[ordered["word"].isin(words[:_MOST])]
    table = RateTable(rows, words[:_MOST], names, lang)
    return Chart(
        name="term_heatmap",
        title=heatmap_title(rows, names, lang),
        subtitle=_subtitle(table),
        source=source_note(table.slices[["place", "year"]], lang),
        alt=spread_in_words(rows, names, lang),
        footnotes=(*_left_out(len(words), lang), *rate_notes(rows, lang)),
        data=rows,
        lang=lang,
        plot=lambda width: _plot(table, width),
        native=native_grid(table),
    )


def _by_spread(rows: pd.DataFrame) -> tuple[str, ...]:
    """The terms, that of the most city-years first, of equal ones the more frequent; at last the uncounted."""
    spread = spread_of(rows).reindex(rows["word"].unique()).fillna(0)
    order = spread.sort_values(["found", "count"], ascending=False, kind="stable")
    return tuple(map(str, order.index))


def _left_out(terms: int, lang: str) -> list[str]:
    if terms <= _MOST:
        return []
    return [
        pick(
            lang,
            f"另有{terms - _MOST}个词语见于更少的组或次数更少，未画入",
            f"Not drawn: {terms - _MOST} more terms, found in fewer groups or less often",
        )
    ]


def _subtitle(table: RateTable) -> str:
    what = pick(table.lang, "每万汉字出现次数", "Occurrences per 10,000 Han characters")
    documents = pick(table.lang, "政协会议文件", "CPPCC session documents")
    order = pick(table.lang, "词语按见于几组排列", "Terms by the number of groups that have them")
    return f"{what} · {documents} · {places_and_years(table.slices, table.lang)}\n{order}"


def _plot(table: RateTable, width: float) -> Plot:
    """Cells with rate and count if that fits all columns side by side, else with the rate, else with tones only."""
    field, notes = _glossed(table, width, table.widest() + 0.1, worded=True)
    if field.across == len(table.slices):
        brackets = pick(table.lang, "括号内为出现次数", "In brackets: the number of occurrences")
        return _worded(table, field, table.label, width, [*[brackets] * (table.largest > 0), *notes])
    field, notes = _glossed(table, width, table.widest(short=True) + 0.1, worded=True)
    if field.across == len(table.slices):
        return _worded(table, field, table.short, width, notes)
    field, notes = _glossed(table, width, _NARROW, worded=False)
    return field.plot(
        lambda canvas, line, column: _draw_narrow(canvas, table, line, column),
        _STRETCH,
        table.legend(width, signs=True),
        [*_narrow_notes(table, field.column), *notes],
    )


def _worded(
    table: RateTable, field: Field, label: Callable[[int, int], str], width: float, notes: list[str]
) -> Plot:
    """Cells with words."""
    return field.plot(
        lambda canvas, line, column: table.draw_tone(canvas, line, column, label(line, column)),
        _STRETCH,
        table.legend(width),
        notes,
    )


def _glossed(table: RateTable, width: float, least: float, worded: bool) -> tuple[Field, list[str]]:
    """The field, in English with what the terms mean below them, or with a footnote if there is no room."""

    def heads(column: float) -> list[list[str]]:
        return table.heads(column - 0.04) if worded else [_stacked(o, column) for o in table.occasions]

    def field(names: list[RowName]) -> Field:
        return lay_out(names, heads, width, least, _WIDEST, _ROW)

    roomy = field([RowName(table.names[word], gloss(word, table.lang)) for word in table.words])
    if roomy.least <= _GLOSSED:
        return roomy, []
    plain = field([RowName(table.names[word]) for word in table.words])
    return plain, gloss_note({word: table.names[word] for word in table.words}, table.lang)


def _stacked(occasion: str, column: float) -> list[str]:
    """The head of a narrow column: one character below the other, the year in its last two digits."""
    if text_width("2000", SMALL) <= column - 0.02:
        return wrap(occasion, SMALL, column - 0.02)
    place = re.sub(r" \d{4}$", "", occasion)
    return [*place.replace(" ", ""), *([occasion[-2:]] if place != occasion else [])]


def _narrow_notes(table: RateTable, column: float) -> list[str]:
    """What the heads of narrow columns leave out."""
    notes = []
    if text_width("2000", SMALL) > column - 0.02:
        notes.append(pick(table.lang, "列首的两位数是年份", "The two digits above a column are its year"))
    numbers = [texts for texts in table.texts if texts]
    told = [texts_counted(texts, table.lang) for texts in table.texts]
    if not numbers:
        return notes
    if len(set(table.texts)) == 1:
        counted = pick(table.lang, f"每组{told[0]}", f"{told[0]} in each group")
    elif len(table.texts) <= _LISTED:
        pairs = [
            f"{label}{pick(table.lang, '', ': ')}{text}"
            for label, text in zip(table.occasions, told, strict=True)
        ]
        counted = pick(table.lang, "，", ", ").join(pairs)
    else:
        span = texts_counted(max(numbers), table.lang)
        if len(set(numbers)) > 1:
            span = f"{min(numbers)}{pick(table.lang, '至', ' to ')}{span}"
        counted = pick(
            table.lang,
            f"有文本的各组为{span}，见数据文件",
            f"{span} in each group that has any: see the data file",
        )
    return [*notes, pick(table.lang, "文本数：", "Texts counted: ") + counted]


def _draw_narrow(canvas: Canvas, table: RateTable, line: int, column: int) -> None:
    """A cell without room for words: its tone, a 0, or the sign of a gap."""
    cell = table.found(line, column)
    if cell is None and not table.texts[column]:
        canvas.box(0.01, 0.015, canvas.width - 0.02, canvas.height - 0.03, PAPER, RULE, hatched=True)
    elif cell is None:
        canvas.text(canvas.width / 2, canvas.height / 2, "—", SMALL, MUTED, "center")
    else:
        table.draw_tone(canvas, line, column, "" if cell.count else "0")
