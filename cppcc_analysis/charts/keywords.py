"""How often terms stand in the documents: dots for each term, toned cells for the themes."""

import pandas as pd

from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.chart import Chart, Plot
from cppcc_analysis.charts.field import Field, RowName, lay_out
from cppcc_analysis.charts.glosses import gloss, gloss_note
from cppcc_analysis.charts.rate_findings import (
    rate_notes,
    rates_in_words,
    rates_title,
    theme_title,
    without_note,
)
from cppcc_analysis.charts.rate_native import native_bars, native_grid
from cppcc_analysis.charts.rate_table import RateTable
from cppcc_analysis.charts.style import FILED, INK, MUTED, RAMP, SMALL
from cppcc_analysis.charts.wording import check_input, in_order, pick, places_and_years, source_note
from cppcc_analysis.keywords.forms import names_in_print
from cppcc_analysis.keywords.rates import PER
from cppcc_analysis.keywords.termlist import term_classes

__all__ = ["describe_term_rates", "draw_term_rates", "draw_theme_rates", "without_note"]

#: inches: a row of dots, a row of cells
_DOTS, _CELLS = 0.19, 0.22
#: inches beside its label that a dot needs to show how far it is from zero
_THREAD = 0.5
#: columns wider than this leave the eye too far to travel
_WIDEST = 2.2
#: rows may be this much higher than they need to be
_STRETCH = 2.2
#: a chart higher than this has no room for a gloss below each term
_GLOSSED = 3.7


def draw_term_rates(rates: pd.DataFrame, lang: str = "zh") -> Chart:
    """Dots for how often each term stands in the documents of a city and year.

    rates: columns place, year, word, printed (its forms in the texts, joined by "; "), count, articles
    (that contain it), documents (counted), kinds (of these), truncated (one of them breaks off), without (layers
    left out), han (Han characters counted), rate (per 10,000 Han characters). A row with count 0 is drawn
    as 0; where the row is absent, or no document was counted, there is a labelled gap. A term that the texts
    print under other forms only is labelled with the commonest of these.
    Raises `UserError` when there is no row, or for an unknown language.
    """
    check_input(rates, lang)
    rows, names = in_order(rates), names_in_print(rates)
    table = RateTable(rows, _by_rate(rows), names, lang)
    return Chart(
        name="term_rates",
        title=rates_title(rows, names, lang),
        subtitle=rates_subtitle(table),
        source=source_note(table.slices[["place", "year"]], lang),
        alt=rates_in_words(rows, names, lang),
        footnotes=tuple(rate_notes(rows, lang)),
        data=rows,
        lang=lang,
        plot=lambda width: _dots(table, width),
        native=native_bars(table),
    )


def draw_theme_rates(rates: pd.DataFrame, lang: str = "zh") -> Chart | None:
    """Toned cells for how often the terms of each class stand in the documents of a city and year.

    rates: as for `draw_term_rates`, of all named terms, with their class. The set political phrases,
    which every report must carry, are left out; None where there is nothing else. Raises `UserError` as
    `draw_term_rates` does.
    """
    check_input(rates, lang)
    rows = _themes(in_order(rates))
    if rows.empty:
        return None
    names = {key: pick(lang, theme.zh, theme.en) for key, theme in term_classes().items()}
    table = RateTable(rows, _by_rate(rows), names, lang)
    note = pick(
        lang,
        "主题为词表的类别，次数为该类各词之和；固定表述一类不列",
        "A theme is a class of the list of terms, its number the sum of their occurrences; "
        "the class of set political phrases is not drawn",
    )
    return Chart(
        name="theme_rates",
        title=theme_title(rows, names, lang),
        subtitle=rates_subtitle(table),
        source=source_note(table.slices[["place", "year"]], lang),
        alt=rates_in_words(rows, names, lang),
        footnotes=(note, *rate_notes(rows, lang)),
        data=rows,
        lang=lang,
        plot=lambda width: _cells(table, width),
        native=native_grid(table),
    )


def describe_term_rates(rates: pd.DataFrame, lang: str = "zh") -> str:
    """The rates in sentences: the most frequent terms of each city and year, and what never occurs.

    rates: as for `draw_term_rates`.
    """
    check_input(rates, lang)
    return rates_in_words(in_order(rates), names_in_print(rates), lang)


def _themes(rows: pd.DataFrame) -> pd.DataFrame:
    """Rates of the classes of terms, in the columns of term rates with the class as `word`."""
    rows = rows[rows["class"].notna() & (rows["class"] != "formula")]
    keys = ["place", "year", "class"]
    themes = rows.groupby(keys, sort=False, dropna=False, as_index=False).agg(
        count=("count", "sum"),
        documents=("documents", "first"),
        kinds=("kinds", "first"),
        truncated=("truncated", "first"),
        han=("han", "first"),
        without=("without", "first"),
    )
    themes["rate"] = (themes["count"] / themes["han"] * PER).where(themes["documents"] > 0)
    return themes.rename(columns={"class": "word"})


def _by_rate(rows: pd.DataFrame) -> tuple[str, ...]:
    """The terms, the one with the highest rate first."""
    highest = rows.groupby("word", sort=False)["rate"].max().fillna(-1)
    return tuple(str(word) for word in highest.sort_values(ascending=False, kind="stable").index)


def rates_subtitle(table: RateTable) -> str:
    """What is measured, of whose documents, where and when."""
    what = pick(
        table.lang,
        "每万汉字出现次数，括号内为出现次数",
        "Occurrences per 10,000 Han characters, in brackets their number",
    )
    documents = pick(table.lang, "政协会议文件", "CPPCC session documents")
    return f"{what} · {documents} · {places_and_years(table.slices, table.lang)}"


def _dots(table: RateTable, width: float) -> Plot:
    """Rows of dots; in English with what the terms mean, below them if there is room."""
    field = _dot_field(table, width, glossed=True)
    notes: list[str] = []
    if field.least > _GLOSSED:
        field = _dot_field(table, width, glossed=False)
        notes = gloss_note({word: table.names[word] for word in table.words}, table.lang)
    widest = table.widest()
    return field.plot(
        lambda canvas, line, column: _draw_dot(canvas, table, line, column, widest), _STRETCH, notes=notes
    )


def _dot_field(table: RateTable, width: float, glossed: bool) -> Field:
    names = [RowName(table.names[word], gloss(word, table.lang) * glossed) for word in table.words]
    least = table.widest() + _THREAD
    return lay_out(names, lambda column: table.heads(column - 0.12), width, least, _WIDEST, _DOTS, False)


def _draw_dot(canvas: Canvas, table: RateTable, line: int, column: int, widest: float) -> None:
    """A dot on a thread from zero, with rate and count behind it; `widest`: inches of the widest label."""
    cell, middle, label = table.found(line, column), canvas.height / 2, table.label(line, column)
    if cell is None:
        canvas.text(0.05, middle, label, SMALL, MUTED)
        return
    reach = canvas.width - 0.3 - widest
    x = 0.1 + (cell.rate / table.largest * reach if cell.count else 0.0)
    canvas.line((0.1, 0.1), (0, canvas.height))
    if cell.count:
        canvas.line((0.1, x), (middle, middle), RAMP[2], 1.6)
    canvas.dot(x, middle, FILED if cell.count else MUTED, hollow=not cell.count)
    canvas.text(x + 0.1, middle, label, SMALL, INK if cell.count else MUTED)


def _cells(table: RateTable, width: float) -> Plot:
    """Rows of toned cells."""
    names = [RowName(table.names[word]) for word in table.words]
    least = table.widest() + 0.12
    field = lay_out(names, lambda column: table.heads(column - 0.12), width, least, _WIDEST, _CELLS)
    return field.plot(
        lambda canvas, line, column: table.draw_tone(canvas, line, column, table.label(line, column)),
        _STRETCH,
        table.legend(width),
    )
