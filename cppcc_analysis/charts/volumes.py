"""How many proposals were received and filed."""

from itertools import chain
from typing import Any

import pandas as pd

from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.scopes import year_scope_note
from cppcc_analysis.charts.style import (
    ACCENT,
    FILED,
    INK,
    LABEL,
    MUTED,
    PLOT_WIDTH,
    RECEIVED,
    RULE,
    SMALL,
    ink_on,
    text_width,
)
from cppcc_analysis.charts.volume_findings import describe_volumes, volume_title
from cppcc_analysis.charts.wording import (
    check_input,
    cut_offs,
    in_order,
    mark_notes,
    marked,
    measure_name,
    missing,
    occasion_labels,
    pick,
    places_and_years,
    source_note,
    stated,
)
from cppcc_analysis.tables.schemas import SCOPES

__all__ = ["describe_volumes", "draw_volumes"]

#: stated figures that stand in small print below a bar
_DETAILS = ("not_filed", "merged", "withdrawn", "assigned", "adopted", "key", "participants", "members")
_DRAWN = ("received", "filed", "replied", "filing_rate", *_DETAILS)
#: with more rows than this there is no room for the details
_ROWS_WITH_DETAILS = 7
#: inches: a panel's heading, the gap between panels, the column of rates, the space before the bars
_HEADING, _BETWEEN, _RATE, _SPACE = 0.3, 0.16, 0.85, 0.12
#: inches: the thickness of a bar, and of a line of small print
_THICK, _LINE = 0.23, 0.147
#: inches from one row to the next, at most
_PITCH = 0.55

_HEADINGS = {
    "session": ("会议期间", "One plenary session"),
    "year": ("全年口径（与会议期间不可比）", "Whole year (not comparable with a session)"),
    "term": ("全届口径（与会议期间、全年均不可比）", "Whole term (not comparable with a session or a year)"),
}
#: tone and name of what a bar is made of
_KEY = {
    "filed": (FILED, "立案", "filed"),
    "received": (RECEIVED, "收到（立案之外的部分）", "received, beyond those filed"),
    "replied": (ACCENT, "办复", "replied to"),
}


def draw_volumes(proposals: pd.DataFrame, lang: str = "zh") -> Chart:
    """Proposals received and filed by city and year, with the filing rate.

    proposals: rows of the table `proposals`. Rows of scope session are the series; rows of scope year or
    term stand in a panel of their own, on their own axis. A cell without a value is a labelled gap.
    Raises `UserError` when there is no row, or for an unknown language.
    """
    check_input(proposals, lang)
    rows = in_order(proposals)
    sessions, wider = rows[rows["scope"] == "session"], rows[rows["scope"] != "session"]
    panels = [panel for scope in SCOPES if len(panel := rows[rows["scope"] == scope])]
    labels = max(text_width(label, LABEL) for panel in panels for label in occasion_labels(panel, lang))
    left = labels + _SPACE
    details = {
        index: _details(row, PLOT_WIDTH - left - _RATE, lang) if len(rows) <= _ROWS_WITH_DETAILS else []
        for index, row in rows.iterrows()
    }
    fixed = _HEADING * len(panels) + _BETWEEN * (len(panels) - 1)
    fixed += _LINE * sum(map(len, details.values()))

    def draw(canvas: Canvas) -> None:
        pitch = min((canvas.height - fixed) / len(rows), _PITCH)
        top = 0.0
        for panel in panels:
            part = canvas.part(0, top, canvas.width, canvas.height - top)
            top += _draw_panel(part, panel, left, pitch, details, lang) + _BETWEEN

    states = chain.from_iterable(rows[f"{measure}_state"] for measure in _DRAWN)
    return Chart(
        name="proposal_volumes",
        title=volume_title(sessions, lang),
        subtitle=_subtitle(sessions, wider, lang),
        source=source_note(rows, lang),
        alt=describe_volumes(rows, lang),
        footnotes=tuple(_footnotes(wider, list(states), lang) + correction_notes(rows, lang)),
        data=rows,
        lang=lang,
        draw=draw,
        room=(fixed + 0.27 * len(rows), fixed + _PITCH * len(rows)),
    )


def _subtitle(sessions: pd.DataFrame, wider: pd.DataFrame, lang: str) -> str:
    main = sessions if len(sessions) else wider
    what = pick(lang, "收到和立案的提案（件）", "Proposals received and filed (number)")
    scope = (
        pick(lang, "会议期间", "one plenary session")
        if len(sessions)
        else pick(lang, "全年或全届", "a whole year or term")
    )
    return f"{what} · {scope} · {places_and_years(main, lang)}\n{cut_offs(main, lang)}"


def _footnotes(wider: pd.DataFrame, states: list[Any], lang: str) -> list[str]:
    return mark_notes(states, lang) + year_scope_note(wider, lang)


def _draw_panel(
    canvas: Canvas,
    rows: pd.DataFrame,
    left: float,
    pitch: float,
    details: dict[Any, list[str]],
    lang: str,
) -> float:
    """The rows of one kind of scope, below a heading and on one scale; returns the inches they took."""
    rated = bool(rows["filing_rate"].notna().any())
    _draw_heading(canvas, rows, rated, lang)
    width = canvas.width - left - _RATE * rated
    behind = max(text_width(_behind(row, False, lang), LABEL) for _, row in rows.iterrows())
    largest = rows[["received", "filed", "replied"]].max().max()
    scale = 0.0 if pd.isna(largest) or not largest else (width - behind - 0.25) / float(largest)

    top = _HEADING
    for label, (index, row) in zip(occasion_labels(rows, lang), rows.iterrows(), strict=True):
        middle, lines = top + pitch / 2, details[index]
        canvas.text(left - _SPACE, middle, label, LABEL, INK, "right")
        _draw_bars(canvas.part(left, middle, width, pitch), row, scale, lang)
        if lines:
            below = middle + _THICK / 2 + 0.025 + _LINE / 2 * len(lines)
            canvas.text(left, below, "\n".join(lines), SMALL, MUTED)
        if rated:
            _draw_rate(canvas, row, middle, lang)
        top += pitch + _LINE * len(lines)
    return top


def _draw_heading(canvas: Canvas, rows: pd.DataFrame, rated: bool, lang: str) -> None:
    scope = rows["scope"].iloc[0]
    heading, within = pick(lang, *_HEADINGS[scope]), scope == "session"
    canvas.text(0, 0.1, heading, LABEL, INK if within else ACCENT, bold=True)
    x = text_width(heading, LABEL) + 0.35
    for measure, (tone, *names) in _KEY.items():
        if rows[measure].notna().any():
            canvas.box(x, 0.055, 0.1, 0.1, tone)
            canvas.text(x + 0.15, 0.1, pick(lang, *names), SMALL, MUTED)
            x += text_width(pick(lang, *names), SMALL) + 0.35
    canvas.line((0, canvas.width), (0.23, 0.23), RULE if within else ACCENT)
    if rated:
        name = measure_name("filing_rate", lang).capitalize()
        canvas.text(canvas.width - 0.08, 0.1, name, LABEL, INK, "right", bold=True)


def _draw_bars(canvas: Canvas, row: "pd.Series[Any]", scale: float, lang: str) -> None:
    """On y = 0: a light bar for what was received, in it a dark one for what was filed."""
    received, filed, replied = (stated(row, m) or 0.0 for m in ("received", "filed", "replied"))
    thick = min(_THICK, canvas.height * 0.8)
    if stated(row, "received") is stated(row, "filed") is stated(row, "replied") is None:
        gap = missing(row["received_state"], lang)
        canvas.text(0, 0, gap, LABEL, MUTED)
        canvas.line((text_width(gap, LABEL) + 0.1, canvas.width - 0.1), (0, 0), MUTED, 0.7, dotted=True)
        return
    canvas.box(0, -thick / 2, received * scale, thick, RECEIVED)
    canvas.box(0, -thick / 2, filed * scale, thick, FILED)
    canvas.box(0, thick / 2 + 0.01, replied * scale, 0.04, ACCENT)
    label = _named(row, "filed", lang)
    inside = text_width(label, LABEL) + 0.2 < filed * scale
    if inside:
        canvas.text(filed * scale - 0.1, 0, label, LABEL, ink_on(FILED), "right")
    canvas.text(max(received, filed, replied) * scale + 0.08, 0, _behind(row, inside, lang), LABEL)


def _behind(row: "pd.Series[Any]", filed_inside: bool, lang: str) -> str:
    """The text behind the bars of a row."""
    told = []
    for measure in ("received", "filed", "replied"):
        # only a session's report owes these two; elsewhere an unstated one is no gap
        owed = row["scope"] == "session" and measure != "replied"
        if (owed or stated(row, measure) is not None) and not (filed_inside and measure == "filed"):
            told.append(_named(row, measure, lang))
    return " · ".join(told)


def _named(row: "pd.Series[Any]", measure: str, lang: str) -> str:
    """A measure with its value, or with the word for its gap: 立案365件, 收到未载明."""
    name = measure_name(measure, lang)
    if stated(row, measure) is None:
        return name + pick(lang, "", ": ") + missing(row[f"{measure}_state"], lang)
    return name + pick(lang, "", " ") + marked(row, measure, lang)


def _details(row: "pd.Series[Any]", width: float, lang: str) -> list[str]:
    """The other figures of a row, as lines of small print."""
    told = [_named(row, measure, lang) for measure in _DETAILS if stated(row, measure) is not None]
    return wrap(" · ".join(told), SMALL, width) if told else []


def _draw_rate(canvas: Canvas, row: "pd.Series[Any]", middle: float, lang: str) -> None:
    if stated(row, "filing_rate") is None:
        text, tone = missing(row["filing_rate_state"], lang), MUTED
    else:
        text, tone = marked(row, "filing_rate", lang), INK
    canvas.value(canvas.width - 0.08, middle, text, LABEL, tone)
