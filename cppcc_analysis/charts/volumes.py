"""How many proposals were received and filed."""

from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import pandas as pd

from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.chart import Chart, Plot
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.native import Panel, Point, Series
from cppcc_analysis.charts.scopes import year_scope_note
from cppcc_analysis.charts.style import (
    ACCENT,
    FILED,
    INK,
    LABEL,
    MUTED,
    RECEIVED,
    RULE,
    SMALL,
    ink_on,
    paler,
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
#: inches from one row to the next, at most and at least; of a label above its bar; of a further line of the key
_PITCH, _LEAST_PITCH, _ABOVE, _KEY_LINE = 0.55, 0.27, 0.2, 0.18
#: where labels take more than this part of the width, they stand above the bars
_CROWDED = 0.6

_HEADINGS = {
    "session": ("会议期间", "Plenary sessions"),
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
    return Chart(
        name="proposal_volumes",
        title=volume_title(sessions, lang),
        subtitle=_subtitle(sessions, wider, lang),
        source=source_note(rows, lang),
        alt=describe_volumes(rows, lang),
        footnotes=tuple(_footnotes(rows, wider, lang) + correction_notes(rows, lang)),
        data=rows,
        lang=lang,
        plot=lambda width: _plot(panels, width, lang),
        native=tuple(_native(panel, lang) for panel in panels),
    )


@dataclass(frozen=True)
class _Layout:
    """What all rows of a picture share.

    left   inches before the bars
    above  whether the labels of the rows stand above the bars, for want of room
    pitch  inches from one row to the next, without its small print and its label above
    """

    left: float
    above: bool
    pitch: float = 0.0


def _plot(panels: list[pd.DataFrame], width: float, lang: str) -> Plot:
    """The panels below each other."""
    number = sum(map(len, panels))
    labels = max(text_width(label, LABEL) for panel in panels for label in occasion_labels(panel, lang))
    behind = max(
        text_width(_behind(row, False, lang), LABEL) for panel in panels for _, row in panel.iterrows()
    )
    above = labels + behind + _RATE > _CROWDED * width
    layout = _Layout(0.0 if above else labels + _SPACE, above)
    details = {
        index: []
        if above or number > _ROWS_WITH_DETAILS
        else _details(row, width - layout.left - _RATE, lang)
        for panel in panels
        for index, row in panel.iterrows()
    }
    fixed = sum(_heading_height(panel, width, lang) for panel in panels) + _BETWEEN * (len(panels) - 1)
    fixed += _LINE * sum(map(len, details.values())) + _ABOVE * number * above
    # a gap needs no line of its own below its label
    number -= above * sum(_is_gap(row) for panel in panels for _, row in panel.iterrows())

    def draw(canvas: Canvas) -> None:
        placed = replace(layout, pitch=min((canvas.height - fixed) / max(number, 1), _PITCH))
        top = 0.0
        for panel in panels:
            part = canvas.part(0, top, canvas.width, canvas.height - top)
            top += _draw_panel(part, panel, placed, details, lang) + _BETWEEN

    return Plot(draw, fixed + _LEAST_PITCH * number, fixed + _PITCH * number)


def _native(panel: pd.DataFrame, lang: str) -> Panel:
    """Bars of what was filed over bars of what was received; the filing rate stands with what was filed."""
    scope = panel["scope"].iloc[0]
    occasions = [
        _with_gaps(label, row, lang)
        for label, (_, row) in zip(occasion_labels(panel, lang), panel.iterrows(), strict=True)
    ]
    shown = [m for m in _KEY if panel[m].notna().any()] or ["received"]
    order = sorted(shown, key=["received", "filed", "replied"].index)
    series = [
        Series(
            measure_name(measure, lang),
            tuple(_point(row, measure, lang) for _, row in panel.iterrows()),
            _KEY[measure][0],
        )
        for measure in order
    ]
    heading = "" if scope == "session" else pick(lang, *_HEADINGS[scope])
    return Panel("bars" if "replied" in order else "nested", tuple(occasions), tuple(series), "件", heading)


def _with_gaps(label: str, row: "pd.Series[Any]", lang: str) -> str:
    """The label of a row with the words for what its text owes and does not state."""
    if _is_gap(row):
        gaps = [missing(row["received_state"], lang)]
    else:
        owed = ("received", "filed") if row["scope"] == "session" else ()
        gaps = [_named(row, measure, lang) for measure in owed if stated(row, measure) is None]
    if not gaps:
        return label
    return label + pick(lang, f"（{'、'.join(gaps)}）", f" ({', '.join(gaps)})")


def _point(row: "pd.Series[Any]", measure: str, lang: str) -> Point:
    if stated(row, measure) is None:
        return Point(None)
    label = _named(row, measure, lang)
    if measure == "filed" and stated(row, "filing_rate") is not None:
        label += pick(lang, "，", ", ") + _named(row, "filing_rate", lang)
    return Point(stated(row, measure), label, row[f"{measure}_state"] == "derived")


def _subtitle(sessions: pd.DataFrame, wider: pd.DataFrame, lang: str) -> str:
    main = sessions if len(sessions) else wider
    what = pick(lang, "收到和立案的提案（件）", "Proposals received and filed (number)")
    scope = (
        pick(lang, "会议期间", "plenary sessions")
        if len(sessions)
        else pick(lang, "全年或全届", "a whole year or term")
    )
    return f"{what} · {scope} · {places_and_years(main, lang)}\n{cut_offs(main, lang)}"


def _footnotes(rows: pd.DataFrame, wider: pd.DataFrame, lang: str) -> list[str]:
    states = chain.from_iterable(rows[f"{measure}_state"] for measure in _DRAWN)
    # bars have a tone, the other figures only their mark
    pale = any(rows[f"{measure}_state"].eq("derived").any() for measure in _KEY)
    sign = None if pale else ("* 推算值", "* derived")
    return mark_notes(states, lang, sign) + year_scope_note(wider, lang)


def _draw_panel(
    canvas: Canvas, rows: pd.DataFrame, layout: _Layout, details: dict[Any, list[str]], lang: str
) -> float:
    """The rows of one kind of scope, below a heading and on one scale; returns the inches they took."""
    top = _draw_heading(canvas, rows, lang)
    rate = _RATE * (_is_rated(rows) and not layout.above)
    width = canvas.width - layout.left - rate
    behind = max(text_width(_behind(row, False, lang), LABEL) for _, row in rows.iterrows())
    largest = rows[["received", "filed", "replied"]].max().max()
    scale = 0.0 if pd.isna(largest) or not largest else (width - behind - 0.25) / float(largest)

    for label, (index, row) in zip(occasion_labels(rows, lang), rows.iterrows(), strict=True):
        label_at = top + _ABOVE / 2 - 0.02 if layout.above else top + layout.pitch / 2
        # close below its label, so that nobody takes it for the next one's
        middle = top + _ABOVE + _thick(layout.pitch) / 2 if layout.above else label_at
        lines = details[index]
        if layout.above:
            canvas.text(0, label_at, label, LABEL, INK)
        else:
            canvas.text(layout.left - _SPACE, label_at, label, LABEL, INK, "right")
        if _is_gap(row):
            x = text_width(label, LABEL) + _SPACE if layout.above else layout.left
            _draw_gap(canvas.part(x, label_at, layout.left + width - x - _RATE * layout.above, 0), row, lang)
        else:
            _draw_bars(canvas.part(layout.left, middle, width, layout.pitch), row, scale, lang)
        if lines:
            below = middle + _THICK / 2 + 0.025 + _LINE / 2 * len(lines)
            canvas.text(layout.left, below, "\n".join(lines), SMALL, MUTED)
        if _is_rated(rows):
            _draw_rate(canvas, row, label_at, lang)
        top += (
            layout.pitch * (not (layout.above and _is_gap(row))) + _ABOVE * layout.above + _LINE * len(lines)
        )
    return top


def _is_gap(row: "pd.Series[Any]") -> bool:
    """Whether a row states neither what came in nor what became of it."""
    return stated(row, "received") is stated(row, "filed") is stated(row, "replied") is None


def _draw_gap(canvas: Canvas, row: "pd.Series[Any]", lang: str) -> None:
    """On y = 0: the word for what is missing, and a dotted line in the place of bars."""
    gap = missing(row["received_state"], lang)
    canvas.text(0, 0, gap, LABEL, MUTED)
    canvas.line((text_width(gap, LABEL) + 0.1, canvas.width - 0.1), (0, 0), MUTED, 0.7, dotted=True)


def _is_rated(rows: pd.DataFrame) -> bool:
    return bool(rows["filing_rate"].notna().any())


def _key_of(rows: pd.DataFrame, width: float, lang: str) -> list[tuple[float, int, str, str]]:
    """What the tones of a panel mean: inches from the left, line, tone and name of each."""
    x = text_width(pick(lang, *_HEADINGS[rows["scope"].iloc[0]]), LABEL) + 0.35
    line, right = 0, width - _RATE * _is_rated(rows)
    keys = [(t, pick(lang, *names)) for m, (t, *names) in _KEY.items() if rows[m].notna().any()]
    if x + sum(text_width(name, SMALL) + 0.35 for _, name in keys) - 0.2 > right:
        x, line, right = 0.0, 1, width
    placed = []
    for tone, name in keys:
        if x and x + 0.15 + text_width(name, SMALL) > right:
            x, line = 0.0, line + 1
        placed.append((x, line, tone, name))
        x += text_width(name, SMALL) + 0.35
    return placed


def _heading_height(rows: pd.DataFrame, width: float, lang: str) -> float:
    lines = [line for _, line, _, _ in _key_of(rows, width, lang)]
    return _HEADING + _KEY_LINE * max(lines, default=0)


def _draw_heading(canvas: Canvas, rows: pd.DataFrame, lang: str) -> float:
    """What the panel covers and what its tones mean; returns where the rows may begin."""
    scope = rows["scope"].iloc[0]
    heading, within = pick(lang, *_HEADINGS[scope]), scope == "session"
    canvas.text(0, 0.1, heading, LABEL, INK if within else ACCENT, bold=True)
    for x, line, tone, name in _key_of(rows, canvas.width, lang):
        canvas.box(x, 0.055 + _KEY_LINE * line, 0.1, 0.1, tone)
        canvas.text(x + 0.15, 0.1 + _KEY_LINE * line, name, SMALL, MUTED)
    height = _heading_height(rows, canvas.width, lang)
    canvas.line((0, canvas.width), (height - 0.07, height - 0.07), RULE if within else ACCENT)
    if _is_rated(rows):
        name = measure_name("filing_rate", lang).capitalize()
        canvas.text(canvas.width - 0.08, 0.1, name, LABEL, INK, "right", bold=True)
    return height


def _draw_bars(canvas: Canvas, row: "pd.Series[Any]", scale: float, lang: str) -> None:
    """On y = 0: a light bar for what was received, in it a dark one for what was filed."""
    received, filed, replied = (stated(row, m) or 0.0 for m in ("received", "filed", "replied"))
    thick = _thick(canvas.height)
    _draw_bar(canvas, row, "received", scale, thick)
    _draw_bar(canvas, row, "filed", scale, thick)
    canvas.box(0, thick / 2 + 0.01, replied * scale, 0.04, ACCENT)
    label = _named(row, "filed", lang)
    inside = text_width(label, LABEL) + 0.2 < filed * scale
    if inside:
        ink = ink_on(_tone(row, "filed"))
        canvas.text(filed * scale - 0.1, 0, label, LABEL, ink, "right")
    canvas.text(max(received, filed, replied) * scale + 0.08, 0, _behind(row, inside, lang), LABEL)


def _thick(pitch: float) -> float:
    return min(_THICK, pitch * 0.8)


def _draw_bar(canvas: Canvas, row: "pd.Series[Any]", measure: str, scale: float, thick: float) -> None:
    """One bar from 0; a derived value is paler, within an outline of the full tone."""
    value, tone = stated(row, measure), _tone(row, measure)
    if value:
        canvas.box(
            0, -thick / 2, value * scale, thick, tone, None if tone == _KEY[measure][0] else _KEY[measure][0]
        )


def _tone(row: "pd.Series[Any]", measure: str) -> str:
    tone = _KEY[measure][0]
    return paler(tone) if row[f"{measure}_state"] == "derived" else tone


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
