"""How far the figures can be trusted: what each cell rests on, and what the audit found."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.canvas import LEADING, Canvas
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.scopes import scope_name, year_scope_note
from cppcc_analysis.charts.style import (
    ACCENT,
    FILED,
    INK,
    LABEL,
    MUTED,
    PAPER,
    RULE,
    SMALL,
    ink_on,
    text_width,
)
from cppcc_analysis.charts.wording import (
    MEASURES,
    amount,
    check_input,
    counted,
    in_order,
    listing,
    measure_name,
    number,
    occasion_labels,
    pick,
    places_and_years,
    source_note,
    state_name,
)
from cppcc_analysis.tables.schemas import VERDICTS

#: tone and sign of a cell by what it rests on
_STATES = {
    "reported": ("#cfe0ee", "●"),
    "derived": ("#f3e3bd", "◆"),
    "approximate": ("#e6dcef", "≈"),
    "not_stated": (PAPER, "○"),
    "truncated": (PAPER, "…"),
    "conflict": (ACCENT, "!"),
}
#: states that a count cannot stand before, in English
_LACKING = {"truncated": "lost where the text breaks off"}
_VERDICTS = {
    "holds": ("成立", "holds", FILED),
    "fails": ("不成立", "fails", ACCENT),
    "can't tell": ("无法判断", "can't tell", "#c3cad1"),
}


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
        draw=lambda canvas: _draw_matrix(canvas, rows, columns, labels, lang),
        room=(0.5 + 0.36 * len(rows), 0.5 + 0.5 * len(rows)),
    )


def draw_checks(checks: pd.DataFrame, lang: str = "zh") -> Chart:
    """How many arithmetic checks hold, fail or cannot be told, for each city and year.

    checks: rows of the table `checks`. Raises `UserError` when there is no row.
    """
    check_input(checks, lang)
    rows = in_order(checks)
    sessions = rows.drop_duplicates(["place", "term", "session", "year"]).reset_index(drop=True)
    counts = pd.DataFrame(
        [
            {verdict: int((_same(session, rows)["verdict"] == verdict).sum()) for verdict in VERDICTS}
            for _, session in sessions.iterrows()
        ]
    )
    labels = occasion_labels(sessions, lang)
    table = pd.concat([sessions[["place", "term", "session", "year"]], counts], axis=1)
    return Chart(
        name="checks",
        title=_checks_title(counts, lang),
        subtitle=f"{pick(lang, '算术核对（项）', 'Arithmetic checks (number)')} · {places_and_years(sessions, lang)}",
        source=source_note(sessions, lang),
        alt=_describe_checks(counts, labels, lang),
        data=table,
        lang=lang,
        draw=lambda canvas: _draw_checks(canvas, counts, labels, lang),
        room=(0.4 + 0.27 * len(labels), 0.4 + 0.5 * len(labels)),
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
    key = pick(lang, "　", "   ").join(
        f"{sign} {state_name(state, lang)}" for state, (_, sign) in _STATES.items()
    )
    what = pick(lang, "提案数据的依据（件、人、%）", "What the figures rest on (proposals, members, %)")
    return f"{what} · {places_and_years(rows, lang)}\n{key}"


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


def _draw_matrix(
    canvas: Canvas, rows: pd.DataFrame, measures: list[str], labels: list[str], lang: str
) -> None:
    left = max(text_width(label, LABEL) for label in labels) + 0.12
    width = min((canvas.width - left) / len(measures), 1.25)
    heads = [wrap(measure_name(m, lang), SMALL, width - 0.06) for m in measures]
    top = max(map(len, heads)) * SMALL * LEADING / 72 + 0.08
    pitch = min((canvas.height - top) / len(rows), 0.5)
    for column, (measure, head) in enumerate(zip(measures, heads, strict=True)):
        x = left + width * column
        middle = top - 0.08 - len(head) * SMALL * LEADING / 144
        canvas.text(x + width / 2, middle, "\n".join(head), SMALL, INK, "center")
        for line, (_, row) in enumerate(rows.iterrows()):
            cell = canvas.part(x + 0.015, top + pitch * line + 0.015, width - 0.03, pitch - 0.03)
            _draw_state(cell, row, measure, lang)
    for line, label in enumerate(labels):
        canvas.text(left - 0.12, top + pitch * (line + 0.5), label, LABEL, INK, "right")


def _draw_state(canvas: Canvas, row: "pd.Series[Any]", measure: str, lang: str) -> None:
    """Value, sign and word, on the state's tone."""
    state = row[f"{measure}_state"]
    tone, sign = _STATES[state]
    empty = state in ("not_stated", "truncated")
    canvas.box(0, 0, canvas.width, canvas.height, tone, RULE if empty else None)
    word = state_name(state, lang)
    fitting = [f"{sign} {word}"]
    if text_width(fitting[0], SMALL) > canvas.width - 0.04:
        # a narrow cell without a value has a second line to spare for the word
        fitting = [sign, word] if empty and text_width(word, SMALL) <= canvas.width - 0.04 else [sign]
    lines = [] if pd.isna(row[measure]) else [amount(measure, row[measure], lang)]
    canvas.text(
        canvas.width / 2,
        canvas.height / 2,
        "\n".join([*lines, *fitting]),
        SMALL,
        MUTED if empty else ink_on(tone),
        "center",
    )


def _same(session: "pd.Series[Any]", rows: pd.DataFrame) -> pd.DataFrame:
    """The checks of one session."""
    same = pd.Series(True, index=rows.index)
    for column in ("place", "term", "session", "year"):
        value = session[column]
        same &= rows[column].isna() if pd.isna(value) else (rows[column] == value).fillna(False)
    return rows[same]


def _checks_title(counts: pd.DataFrame, lang: str) -> str:
    sums = [int(counts[verdict].sum()) for verdict in VERDICTS]
    english = [f"hold{'s' * (sums[0] == 1)}", f"fail{'s' * (sums[1] == 1)}", "can't be told"]
    told = [
        pick(lang, f"{_VERDICTS[verdict][0]}{count}项", f"{count} {word}")
        for verdict, count, word in zip(VERDICTS, sums, english, strict=True)
    ]
    total = int(counts.to_numpy().sum())
    return pick(lang, f"{total}项核对：{'，'.join(told)}", f"{counted(total, 'check')}: {', '.join(told)}")


def _describe_checks(counts: pd.DataFrame, labels: list[str], lang: str) -> str:
    sentences = []
    for label, (_, row) in zip(labels, counts.iterrows(), strict=True):
        told = pick(lang, "，", ", ").join(
            f"{pick(lang, *_VERDICTS[v][:2])}{pick(lang, '', ' ')}{row[v]}" for v in VERDICTS if row[v]
        )
        sentences.append(f"{label}{pick(lang, '：', ': ')}{told}{pick(lang, '。', '. ')}")
    return "".join(sentences).strip()


def _draw_checks(canvas: Canvas, counts: pd.DataFrame, labels: list[str], lang: str) -> None:
    left = max(text_width(label, LABEL) for label in labels) + 0.12
    x = 0.0
    for verdict in VERDICTS:
        name, tone = pick(lang, *_VERDICTS[verdict][:2]), _VERDICTS[verdict][2]
        canvas.box(x, 0.015, 0.13, 0.13, tone)
        canvas.text(x + 0.19, 0.08, name, LABEL)
        x += text_width(name, LABEL) + 0.42
    pitch = min((canvas.height - 0.34) / len(labels), 0.5)
    scale = (canvas.width - left) / int(counts.sum(axis=1).max())
    for line, (label, (_, row)) in enumerate(zip(labels, counts.iterrows(), strict=True)):
        middle = 0.34 + pitch * (line + 0.5)
        canvas.text(left - 0.12, middle, label, LABEL, INK, "right")
        at = left
        for verdict in VERDICTS:
            width, tone = row[verdict] * scale, _VERDICTS[verdict][2]
            canvas.box(at, middle - pitch * 0.34, width, pitch * 0.68, tone, PAPER)
            text = number(row[verdict], lang)
            if row[verdict] and text_width(text, SMALL) + 0.04 <= width:
                canvas.text(at + width / 2, middle, text, SMALL, ink_on(tone), "center")
            at += width
