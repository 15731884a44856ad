"""The figures of each session as a table: what was received, filed and done, with its marks and gaps."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.native import Grid, GridCell
from cppcc_analysis.charts.scopes import scope_name, year_scope_note
from cppcc_analysis.charts.table_picture import plot_table
from cppcc_analysis.charts.volume_findings import describe_volumes, volume_title
from cppcc_analysis.charts.wording import (
    MEASURES,
    check_input,
    cut_offs,
    in_order,
    listing,
    mark,
    mark_notes,
    measure_name,
    missing,
    number,
    occasion_labels,
    pick,
    places_and_years,
    source_note,
    stated,
)

#: a session's report owes these: they stand in the table even where nobody states them
_OWED = ("received", "filed", "filing_rate")
#: in the order in which a narrow picture keeps them
_COLUMNS = (
    *("received", "filed", "filing_rate", "not_filed", "merged", "withdrawn", "assigned", "replied"),
    *("satisfied_rate", "adopted", "key", "participants", "members"),
)
#: more rows than a page holds
MOST_ROWS = 36


def draw_volume_table(proposals: pd.DataFrame, lang: str = "zh") -> Chart:
    """A table of the sessions by place and year: received, merged, filed, filing rate, not filed and so on.

    proposals: rows of the table `proposals` or of `side_by_side`. A column that no row states is left out and
    named. Rows of another scope stand last, with their scope; of more than 36 rows the others are counted in a
    footnote. Raises `UserError` when there is no row, or for an unknown language.
    """
    check_input(proposals, lang)
    ordered = in_order(proposals)
    within = ordered["scope"] == "session"
    every = pd.concat([ordered[within], ordered[~within]], ignore_index=True)
    rows = every.head(MOST_ROWS)
    sessions, wider = rows[rows["scope"] == "session"], rows[rows["scope"] != "session"]
    shown = [m for m in _COLUMNS if m in rows and (m in _OWED or rows[m].notna().any())]
    grid = _grid(rows, shown, lang)
    return Chart(
        name="volume_table",
        title=volume_title(sessions, lang),
        subtitle=_subtitle(sessions if len(sessions) else wider, lang),
        source=source_note(rows, lang),
        alt=describe_volumes(rows, lang),
        footnotes=tuple(
            _notes(rows, wider, shown, len(every) - len(rows), lang) + correction_notes(rows, lang)
        ),
        data=rows,
        lang=lang,
        plot=plot_table(grid, lang),
        native=grid,
    )


def _grid(rows: pd.DataFrame, shown: list[str], lang: str) -> Grid:
    # a label tells its row from the others of its scope, and the scope tells it from the rest
    labels = pd.Series(index=rows.index, dtype=object)
    for scope, part in rows.groupby("scope"):
        behind = pick(lang, f"（{scope_name(scope, lang)}）", f" ({scope_name(scope, lang)})")
        labels[part.index] = [label + behind * (scope != "session") for label in occasion_labels(part, lang)]
    heads = (pick(lang, "会议", "Session"), *(_head(measure, lang) for measure in shown))
    cells = [tuple(_cell(row, measure, lang) for measure in shown) for _, row in rows.iterrows()]
    return Grid(heads, tuple((GridCell(label), *line) for label, line in zip(labels, cells, strict=True)))


def _head(measure: str, lang: str) -> str:
    """A measure with its unit, which the cells leave out."""
    name, unit = measure_name(measure, lang), MEASURES[measure][2]
    if lang == "zh":
        return f"{name}（{unit}）"
    return f"{name} (%)" if unit == "%" else name


def _cell(row: "pd.Series[Any]", measure: str, lang: str) -> GridCell:
    value, state = stated(row, measure), row[f"{measure}_state"]
    if value is None:
        return GridCell(missing(state, lang), gap=True)
    about = pick(lang, "约", "c. ") if state == "approximate" else ""
    return GridCell(about + number(value, lang) + mark(state), value)


def _subtitle(rows: pd.DataFrame, lang: str) -> str:
    within = rows["scope"].iloc[0] == "session"
    what = pick(lang, "提案数量", "Numbers of proposals")
    scope = (
        pick(lang, "会议期间", "plenary sessions")
        if within
        else pick(lang, "全年或全届", "a whole year or term")
    )
    return f"{what} · {scope} · {places_and_years(rows, lang)}\n{cut_offs(rows, lang)}"


def _notes(rows: pd.DataFrame, wider: pd.DataFrame, shown: list[str], left: int, lang: str) -> list[str]:
    states = (state for measure in shown for state in rows[f"{measure}_state"])
    notes = mark_notes(states, lang, ("* 推算值", "* derived"))
    empty = [measure_name(m, lang) for m in _COLUMNS if m in rows and m not in shown]
    if empty:
        notes.append(
            pick(
                lang,
                f"各行均未载明、未列出：{listing(empty, lang)}",
                f"Stated by no row and left out: {listing(empty, lang)}",
            )
        )
    if len(wider) and len(wider) < len(rows):
        notes.append(
            pick(
                lang,
                "注明全年或全届的行与会议期间的数不可比",
                "Rows of a whole year or term are not comparable with those of a session",
            )
        )
    if left:
        notes.append(pick(lang, f"另有{left}行未列", f"Rows not listed: {left}"))
    return notes + year_scope_note(wider, lang)
