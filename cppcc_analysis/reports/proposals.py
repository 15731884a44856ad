"""The tables of proposals and of their categories, as a reader sees them.

Words follow `lang`, "zh" or "en".
"""

import pandas as pd

from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.moments import cut_off
from cppcc_analysis.charts.scopes import year_scope_note
from cppcc_analysis.charts.wording import (
    MEASURES,
    category_name,
    in_order,
    mark_notes,
    measure_name,
    missing,
    occasion,
    ordinal,
    pick,
    session_name,
    worded_category,
)
from cppcc_analysis.reports.cells import nothing, text_cell, value_cell
from cppcc_analysis.reports.evidence_links import cell_address, has_evidence, part_address
from cppcc_analysis.reports.markup import Cell, Shown, grouped, table
from cppcc_analysis.tables.crosswalk import STANDARDS

SCOPES = {
    "session": ("本次会议", "one session"),
    "year": ("全年", "whole year"),
    "term": ("全届", "whole term"),
}
#: measures that a reader looks for even where no report of the choice states them
EXPECTED = ("received", "filed", "filing_rate")


def show_proposals(proposals: pd.DataFrame, lang: str = "zh", linked: bool = False) -> Shown:
    """The proposals of each session, and of each year or term in a row of its own.

    linked  each number leads to its sentence on the evidence page beside the report
    """
    if proposals.empty:
        return nothing(lang)
    rows = in_order(proposals)
    measures = [
        measure
        for measure in MEASURES
        if measure in EXPECTED or (measure in rows and rows[measure].notna().any())
    ]
    heads = [
        Cell(pick(lang, "地方与年份", "Place and year")),
        Cell(pick(lang, "会议", "Committee, session")),
        Cell(pick(lang, "口径", "Scope")),
        Cell(pick(lang, "统计截至", "As of")),
        *(Cell(_headed(measure, lang), "number") for measure in measures),
    ]
    body = [
        [
            Cell(occasion(row, lang)),
            Cell(_session(row, lang), "line"),
            Cell(pick(lang, *SCOPES[row["scope"]]), "line"),
            text_cell(cut_off(row, lang), lang, "line"),
            *(_measured(row, measure, lang, linked) for measure in measures),
        ]
        for _, row in rows.iterrows()
    ]
    states = rows[[f"{measure}_state" for measure in measures]].to_numpy().ravel()
    notes = [*year_scope_note(rows, lang), *mark_notes(states, lang), *correction_notes(rows, lang)]
    return table(heads, grouped(body), notes)


def show_shares(
    categories: pd.DataFrame, proposals: pd.DataFrame, lang: str = "zh", linked: bool = False
) -> Shown:
    """Each session's categories; a session of `proposals` whose reports name none says so.

    linked  as for `show_proposals`
    """
    sessions = in_order(proposals[proposals["scope"] == "session"])
    if sessions.empty:
        return nothing(lang)
    keys = ["place", "term", "session", "year"]
    body: list[list[Cell]] = []
    for _, session in sessions.iterrows():
        same = pd.Series(True, index=categories.index)
        for key in keys:
            same &= categories[key].isna() if pd.isna(session[key]) else categories[key].eq(session[key])
        body += _share_rows(occasion(session, lang), categories[same].sort_values("position"), lang, linked)
    heads = [
        Cell(pick(lang, "地方与年份", "Place and year")),
        Cell(pick(lang, "基数", "Base")),
        Cell(pick(lang, "类别", "Category")),
        Cell(pick(lang, "件数", "Proposals"), "number"),
        Cell(pick(lang, "占比", "Share"), "number"),
        Cell(pick(lang, "推算方法", "How derived")),
    ]
    states = categories[["count_state", "share_state"]].to_numpy().ravel()
    return table(heads, body, mark_notes(states, lang) + correction_notes(categories, lang))


def _measured(row: pd.Series, measure: str, lang: str, linked: bool) -> Cell:
    state = row[f"{measure}_state"]
    shown = value_cell(row[measure], state, lang)
    return shown.to(cell_address(row, measure)) if linked and has_evidence(row[measure], state) else shown


def _share_rows(label: str, categories: pd.DataFrame, lang: str, linked: bool) -> list[list[Cell]]:
    if categories.empty:
        word = missing("not_stated", lang)
        gaps = [Cell(word, kind, gap=True) for kind in ("text", "text", "number", "number")]
        return [[Cell(label), *gaps, Cell("")]]
    rows = [
        [
            Cell(label),
            Cell(measure_name(row["base"], lang)),
            Cell(_category(row, lang)),
            _part(row, "count", lang, linked),
            _part(row, "share", lang, linked),
            Cell("" if pd.isna(row["formula"]) else row["formula"]),
        ]
        for _, row in categories.iterrows()
    ]
    return grouped(rows)


def _part(row: pd.Series, column: str, lang: str, linked: bool) -> Cell:
    """Count or share of a category."""
    state = row[f"{column}_state"]
    shown = value_cell(row[column], state, lang, "%" if column == "share" else "")
    if not linked or not has_evidence(row[column], state):
        return shown
    return shown.to(part_address(row, row["base"], "category", row["category"], column))


def _category(row: pd.Series, lang: str) -> str:
    """As worded; in English the standard category, where it maps to one."""
    if lang == "zh":
        return str(row["category"])
    one = row["standard"] in STANDARDS
    return category_name(row["standard"], lang) if one else worded_category(row["category"], lang)


def _session(row: pd.Series, lang: str) -> str:
    """届 and 次; in English as 14th, 2nd, for a column has no room for more."""
    if lang == "zh":
        return session_name(row, lang)
    return ", ".join(ordinal(int(row[key])) for key in ("term", "session") if not pd.isna(row[key]))


def _headed(measure: str, lang: str) -> str:
    unit = MEASURES[measure][2]
    name = measure_name(measure, lang)
    if lang == "zh":
        return f"{name}（{unit}）"
    return name.capitalize() + (" (%)" if unit == "%" else "")
