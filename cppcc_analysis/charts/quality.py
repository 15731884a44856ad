"""How far the figures can be trusted: what each cell rests on."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.chart import Chart, Plot
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.field import Field, Legend, LegendEntry, RowName, lay_out
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.native import Grid, GridCell
from cppcc_analysis.charts.scopes import scope_name, year_scope_note
from cppcc_analysis.charts.style import ACCENT, MUTED, PAPER, RULE, SMALL, ink_on, text_width
from cppcc_analysis.charts.wording import (
    MEASURES,
    amount,
    check_input,
    counted,
    in_order,
    listing,
    measure_name,
    occasion_labels,
    pick,
    places_and_years,
    source_note,
    state_name,
)

#: inches: a row, a column at most; rows may be this much higher than they need to be
_ROW, _WIDEST, _STRETCH = 0.36, 1.25, 1.4
#: from so many rows on, value and sign stand on one line of a lower row where the width allows it
_MANY, _LOW_ROW = 24, 0.22

#: tone and sign of a cell by what it rests on
_STATES = {
    "reported": ("#cfe0ee", "●"),
    "derived": ("#f3e3bd", "◆"),
    "approximate": ("#e6dcef", "≈"),
    "not_stated": (PAPER, "○"),
    "truncated": (PAPER, "…"),
    "conflict": (ACCENT, "!"),
}
#: the words of heads that are long in Chinese
_WORDS = {"提交提案的委员": ("提交", "提案的", "委员")}
#: states that a count cannot stand before, in English
_LACKING = {"truncated": "lost where the text breaks off"}


def draw_states(proposals: pd.DataFrame, lang: str = "zh") -> Chart:
    """What each cell of the proposals table rests on: city and year × measure.

    proposals: rows of the table `proposals`. A measure without any value is named in a footnote instead of
    filling a column. Raises `UserError` when there is no row, or for an unknown language.
    """
    check_input(proposals, lang)
    rows = in_order(proposals)
    measures = [m for m in MEASURES if f"{m}_state" in rows]
    shown = [m for m in measures if rows[m].notna().any() or rows[f"{m}_state"].eq("conflict").any()]
    absent = [m for m in measures if m not in shown]
    columns = shown or ["received", "filed", "filing_rate"]
    labels = [
        f"{label}{pick(lang, '（', ', ')}{scope_name(row['scope'], lang)}{pick(lang, '）', '')}"
        if row["scope"] != "session"
        else label
        for label, (_, row) in zip(_labels(rows, lang), rows.iterrows(), strict=True)
    ]
    kept = ["place", "term", "session", "year", "scope", "as_of"]
    kept += [name for m in columns for name in (m, f"{m}_state")]
    return Chart(
        name="proposal_states",
        title=_states_title(rows, columns, lang),
        subtitle=_states_subtitle(rows, lang),
        source=source_note(rows, lang),
        alt=_describe_states(rows, measures, labels, lang),
        footnotes=(
            *year_scope_note(rows, lang),
            *_absent_note([m for m in absent if m not in columns], lang),
            *correction_notes(rows, lang),
        ),
        data=rows[kept],
        lang=lang,
        plot=lambda width: _plot(rows, columns, labels, width, lang),
        native=_native(rows, columns, labels, lang),
    )


def _labels(rows: pd.DataFrame, lang: str) -> list[str]:
    """Labels that do not tell scopes apart: the caller adds the scope."""
    by_scope = {
        index: label
        for _, group in rows.groupby("scope", sort=False)
        for index, label in zip(group.index, occasion_labels(group, lang), strict=True)
    }
    return [by_scope[index] for index in rows.index]


def _states_title(rows: pd.DataFrame, measures: list[str], lang: str) -> str:
    states = pd.concat([rows[f"{m}_state"] for m in measures])
    total, stated = len(states), int((states == "reported").sum())
    rest = [
        pick(
            lang,
            f"{state_name(state, lang)}{count}项",
            f"{count} {_LACKING.get(state, state_name(state, lang))}",
        )
        for state in ("derived", "approximate", "conflict", "truncated", "not_stated")
        if (count := int((states == state).sum()))
    ]
    if lang == "en":
        first = f"{stated} {'is' if stated == 1 else 'are'} stated"
        return f"Of {counted(total, 'cell')}, {listing([first, *rest], lang)}"
    return f"{total}项数据中，原文载明{stated}项" + "".join(f"，{text}" for text in rest)


def _states_subtitle(rows: pd.DataFrame, lang: str) -> str:
    what = pick(lang, "提案数据的依据（件、人、%）", "What the figures rest on (proposals, members, %)")
    return f"{what} · {places_and_years(rows, lang)}"


def _absent_note(absent: list[str], lang: str) -> list[str]:
    if not absent:
        return []
    names = listing([measure_name(m, lang) for m in absent], lang)
    return [pick(lang, f"各行均无数值，未列：{names}", f"Without a value anywhere, not shown: {names}")]


def _describe_states(rows: pd.DataFrame, measures: list[str], labels: list[str], lang: str) -> str:
    sentences = []
    for label, (_, row) in zip(labels, rows.iterrows(), strict=True):
        told = [
            f"{measure_name(m, lang)}{pick(lang, '', ' ')}"
            f"{amount(m, row[m], lang) if not pd.isna(row[m]) else ''}"
            f"{pick(lang, '（', ' (')}{state_name(row[f'{m}_state'], lang)}{pick(lang, '）', ')')}"
            for m in measures
            if row[f"{m}_state"] != "not_stated"
        ]
        nothing = pick(lang, "均未载明", "nothing stated")
        sentences.append(
            f"{label}{pick(lang, '：', ': ')}{pick(lang, '，', ', ').join(told) or nothing}{pick(lang, '。', '. ')}"
        )
    return "".join(sentences).strip()


def _plot(rows: pd.DataFrame, measures: list[str], labels: list[str], width: float, lang: str) -> Plot:
    """A cell for each row and measure; where not all fit side by side, with the sign of its state only."""
    values = [amount(m, value, lang) for m in measures for value in rows[m].dropna()]
    words = [f"{_STATES[state][1]} {state_name(state, lang)}" for state in _present(rows, measures)]
    signed = [f"{value} {_STATES[state][1]}" for value in values for state in _present(rows, measures)]

    def field(texts: list[str], row: float) -> Field:
        least = max(text_width(text, SMALL) for text in texts) + 0.1
        names = [RowName(label) for label in labels]
        return lay_out(names, lambda column: _heads(measures, column, lang), width, least, _WIDEST, row)

    heads = _heads_at_least(measures, lang)
    flat = field([*signed, *heads], _LOW_ROW)
    told = field([*words, *values], _ROW)
    if len(rows) >= _MANY and flat.across == len(measures):
        chosen, style = flat, "flat"
    elif told.across == len(measures):
        chosen, style = told, "worded"
    else:
        chosen, style = field([*values, *heads], _ROW), "signed"
    return chosen.plot(
        lambda canvas, line, column: _draw_state(canvas, rows.iloc[line], measures[column], style, lang),
        _STRETCH,
        _legend(rows, measures, width, lang),
    )


def _heads(measures: list[str], column: float, lang: str) -> list[list[str]]:
    return [_head(measure_name(m, lang), column - 0.06) for m in measures]


def _head(name: str, width: float) -> list[str]:
    """The lines of a head; a long Chinese one is parted between its words."""
    words = _WORDS.get(name, ())
    if text_width(name, SMALL) <= width or not words:
        return wrap(name, SMALL, width)
    lines = [""]
    for word in words:
        if lines[-1] and text_width(lines[-1] + word, SMALL) > width:
            lines.append("")
        lines[-1] += word
    return lines


def _heads_at_least(measures: list[str], lang: str) -> list[str]:
    """The longest words of the heads, which no line may part."""
    return [word for m in measures for word in measure_name(m, lang).split() if word.isascii()] or ["●"]


def _legend(rows: pd.DataFrame, measures: list[str], width: float, lang: str) -> Legend:
    """The states of the cells drawn, with their tones and signs."""
    entries = []
    for state in _present(rows, measures):
        tone, sign = _STATES[state]
        entries.append(
            LegendEntry(f"{sign} {state_name(state, lang)}", tone, RULE if tone == PAPER else None)
        )
    return Legend(tuple(entries), width)


def _present(rows: pd.DataFrame, measures: list[str]) -> list[str]:
    """The states of the cells drawn."""
    return [state for state in _STATES if any(rows[f"{m}_state"].eq(state).any() for m in measures)]


def _native(rows: pd.DataFrame, measures: list[str], labels: list[str], lang: str) -> Grid:
    cells = []
    for label, (_, row) in zip(labels, rows.iterrows(), strict=True):
        cells.append((GridCell(label), *(_cell(row, measure, lang) for measure in measures)))
    heads = (pick(lang, "会议", "Session"), *(measure_name(m, lang) for m in measures))
    return Grid(heads, tuple(cells))


def _cell(row: "pd.Series[Any]", measure: str, lang: str) -> GridCell:
    state = row[f"{measure}_state"]
    tone, sign = _STATES[state]
    word = f"{sign} {state_name(state, lang)}"
    if pd.isna(row[measure]):
        return GridCell(word, tone=tone, gap=True)
    return GridCell(f"{amount(measure, row[measure], lang)} {word}", float(row[measure]), tone)


def _draw_state(canvas: Canvas, row: "pd.Series[Any]", measure: str, style: str, lang: str) -> None:
    """Value, sign and, if `style` is worded, word, on the state's tone; on one line if it is flat."""
    state = row[f"{measure}_state"]
    tone, sign = _STATES[state]
    empty = pd.isna(row[measure])
    canvas.box(0.015, 0.015, canvas.width - 0.03, canvas.height - 0.03, tone, RULE if tone == PAPER else None)
    lines = [] if empty else [amount(measure, row[measure], lang)]
    lines.append(f"{sign} {state_name(state, lang)}" if style == "worded" else sign)
    told = (" " if style == "flat" else "\n").join(lines)
    ink = MUTED if tone == PAPER else ink_on(tone)
    canvas.text(canvas.width / 2, canvas.height / 2, told, SMALL, ink, "center")
