"""What the evidence page tells: every number of a choice of tables, with what it rests on."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import pandas as pd

from cppcc_analysis.charts.proposers import proposer_name, proposer_table
from cppcc_analysis.charts.scopes import scope_name
from cppcc_analysis.charts.wording import (
    MEASURES,
    STATES,
    measure_name,
    number,
    pick,
    session_name,
    state_name,
    worded_category,
)
from cppcc_analysis.reports.sources import figure_name
from cppcc_analysis.tables.evidence_ids import cell_id, figure_id, part_id, spot_id
from cppcc_analysis.tables.facts import known_years, with_years
from cppcc_analysis.tables.proposals import COUNTED
from cppcc_analysis.tables.schemas import PEOPLE_MEASURES
from cppcc_analysis.tables.store import Tables

#: each rate of `proposals` with the measure that it is a share of and the counts it is derived from
RATES = {
    "filing_rate": ("filed", ("filed", "received")),
    "satisfied_rate": ("satisfied", ()),
    "participation_rate": ("participants", ("participants", "members")),
}
#: what charts don't name: Chinese, English
_NAMES = {
    "motions": ("议案", "motions"),
    "suggestions": ("建议", "suggestions"),
    "population": ("人口", "population"),
    "participation_rate": ("参与率", "participation rate"),
}
#: what a figure may be beside the states of a cell
_STATES = {
    "reference": ("参考数据", "reference figure"),
    "corrected": ("已更正", "corrected"),
    "set_aside": ("未采用", "set aside"),
}
_TABLES = ("proposals", "reference_proposals", "categories", "reference_categories")
Record = Mapping[Hashable, Any]
Fact = tuple[object, ...]


@dataclass
class Entry:
    """A number, or a cell without one because its sources differ.

    row       the row of its table
    what      what is counted, in words
    measure   the same without proposer or category
    value     the number; None: its sources differ
    figures   positions of the figures it rests on, the first its own; none: it is a figure itself
    formula   how it was computed
    """

    id: str
    row: Record
    what: str
    measure: str
    value: float | None
    unit: str
    state: str
    figures: list[int] = field(default_factory=list)
    formula: str | None = None

    @property
    def is_figure(self) -> bool:
        return "start" in self.row


@dataclass
class Evidence:
    """`entries`, the figures first; `others` leads from further ids to the entry that answers for them.

    `same` gives for a figure all that state the same fact, itself among them.
    """

    entries: list[Entry]
    others: dict[str, int] = field(default_factory=dict)
    same: dict[int, list[int]] = field(default_factory=dict)


def with_known_years(tables: Tables) -> Tables:
    """`tables` whose figures have the year of their session where another text alone states it."""
    years = known_years(pd.concat([tables["articles"], tables["reference"]]))
    return Tables(tables | {"figures": with_years(tables["figures"], years)})


def gather(tables: Mapping[str, pd.DataFrame], lang: str) -> Evidence:
    """Every figure and reference figure of `tables`, and every cell that rests on more than one.

    A cell that repeats a figure has no entry of its own: its id leads to the figure.
    """
    own = tables["figures"].sort_values("copy_of", na_position="first", kind="stable")
    rows = [*own.to_dict("records"), *tables["reference"].to_dict("records")]
    found = Evidence([_figure(row, lang) for row in rows])
    facts: dict[Fact, list[int]] = {}
    for at, row in enumerate(rows):
        found.others.setdefault(spot_id(str(row["dump"]), int(row["start"]), int(row["end"])), at)
        if row["body"] == "政协" and found.entries[at].state != "set_aside":
            facts.setdefault(_fact(row), []).append(at)
            for name in _part_names(row):
                found.others.setdefault(name, at)
    found.same = {at: same for same in facts.values() if len(same) > 1 for at in same}
    for table in _TABLES:
        for row in tables[table].to_dict("records"):
            cells = _categories(row, facts, lang) if "category" in row else _proposals(row, facts, lang)
            for cell in cells:
                _enter(found, cell)
    own_figures = tables["figures"][tables["figures"]["body"] == "政协"]
    for row in proposer_table(own_figures, tables["proposals"]).to_dict("records"):
        if row["share_state"] == "derived":
            _enter(found, _proposer_share(row, facts, lang))
    return found


def _enter(found: Evidence, cell: Entry) -> None:
    if cell.state in ("reported", "approximate") and cell.figures:
        found.others[cell.id] = cell.figures[0]
    elif cell.id not in found.others:  # a reference file may state what a dump states
        found.others[cell.id] = len(found.entries)
        found.entries.append(cell)


# --- figures ----------------------------------------------------------------------------------------


def _figure(row: Record, lang: str) -> Entry:
    measure = _measure(row)
    what = (
        figure_name(as_row({**row, "measure": measure}), lang)
        if measure in MEASURES
        else _name(measure, lang)
    )
    body = pick(lang, "人大·", "people's congress · ") if row["body"] == "人大" else ""
    return Entry(
        figure_id(row),
        row,
        body + what,
        _name(measure, lang),
        float(row["value"]),
        str(row["unit"]),
        figure_state(row),
        formula=_said(row["formula"]),
    )


def figure_state(row: Record) -> str:
    """What a figure is: `set_aside`, `corrected`, `approximate`, `reference`, `derived` or `reported`."""
    if not pd.isna(row["chosen"]) and not row["chosen"]:
        return "set_aside"
    if not pd.isna(row["corrected_from"]):
        return "corrected"
    if row["approximate"]:
        return "approximate"
    return str(row["status"])


def state_words(state: str, lang: str) -> str:
    """The state of an entry in words."""
    return state_name(state, lang) if state in STATES else pick(lang, *_STATES[state])


def value_words(entry: Entry, lang: str) -> str:
    """The number with its unit; without one, that the sources differ."""
    if entry.value is None:
        return state_words("conflict", lang)
    about = pick(lang, "约", "about ") if entry.state == "approximate" else ""
    unit = entry.unit if lang == "zh" or entry.unit == "%" else ""
    return f"{about}{number(entry.value, lang)}{unit}"


def _measure(row: Record) -> str:
    """The measure; a rate where the figure is one of all."""
    if row["unit"] == "%" and row["breakdown"] == "total":
        return next((rate for rate, (of, _) in RATES.items() if of == row["measure"]), str(row["measure"]))
    return str(row["measure"])


def _name(measure: str, lang: str) -> str:
    return measure_name(measure, lang) if measure in MEASURES else pick(lang, *_NAMES[measure])


def _part_names(row: Record) -> Iterable[str]:
    """Under which ids a chart asks for a part that a figure states, whatever the table of cells holds."""
    if row["breakdown"] != "total":
        column = "share" if row["unit"] == "%" else "count"
        yield part_id(row, str(row["measure"]), str(row["breakdown"]), str(row["item"]), column)


# --- cells ------------------------------------------------------------------------------------------


def _fact(
    row: Record,
    measure: str | None = None,
    breakdown: str | None = None,
    item: str | None = None,
    rate: bool | None = None,
) -> Fact:
    """The key of a figure, or of the figure that a cell looks for: session and scope, what is counted, whether in %."""
    session = tuple(
        None if pd.isna(row[key]) else row[key] for key in ("place", "term", "session", "year", "scope")
    )
    if measure is not None:
        return (*session, measure, breakdown, item, rate)
    part = None if pd.isna(row["item"]) else row["item"]
    return (*session, row["measure"], row["breakdown"], part, row["unit"] == "%")


def _proposals(row: Record, facts: Mapping[Fact, list[int]], lang: str) -> Iterable[Entry]:
    """The cells of a row of `proposals` that hold a number, or several."""

    def total(measure: str, rate: bool = False) -> list[int]:
        return facts.get(_fact(row, measure, "total", None, rate), [])

    formulas = _formulas(row)
    for column in (*COUNTED, *RATES):
        value, state = row[column], str(row[f"{column}_state"])
        if pd.isna(value) and state != "conflict":
            continue
        if column in RATES:
            of, parts = RATES[column]
            figures = total(of, rate=True) or [at for part in parts for at in total(part)[:1]]
            unit = "%"
        else:
            figures, unit = total(column), "人" if column in PEOPLE_MEASURES else "件"
        name = _name(column, lang)
        yield Entry(
            cell_id(row, column),
            row,
            name,
            name,
            None if pd.isna(value) else float(value),
            unit,
            state,
            figures,
            formulas.get(column),
        )


def _formulas(row: Record) -> dict[str, str]:
    """{column: formula} of a row of `proposals`."""
    if pd.isna(row["formula"]):
        return {}
    return dict(part.split(": ", 1) for part in str(row["formula"]).split("; "))


def _categories(row: Record, facts: Mapping[Fact, list[int]], lang: str) -> Iterable[Entry]:
    """Count and share of a row of `categories`, where they hold a number, or several."""
    base, category = str(row["base"]), str(row["category"])
    total = facts.get(_fact(row, base, "total", None, False), [])[:1]
    for column, rate in (("count", False), ("share", True)):
        value, state = row[column], str(row[f"{column}_state"])
        if pd.isna(value) and state != "conflict":
            continue
        figures = facts.get(_fact(row, base, "category", category, rate), [])
        if state == "derived":
            part = facts.get(_fact(row, base, "category", category, False), [])[:1]
            figures = [*total, *(part or _all_parts(row, base, facts))]
        item = worded_category(category, lang)
        name = _name(base, lang)
        yield Entry(
            part_id(row, base, "category", category, column),
            row,
            pick(lang, f"{name}·{item}", f"{name} · {item}"),
            name,
            None if pd.isna(value) else float(value),
            "%" if rate else "件",
            state,
            figures,
            _said(row["formula"]) if state == "derived" else None,
        )


def _proposer_share(row: Record, facts: Mapping[Fact, list[int]], lang: str) -> Entry:
    """A share by proposer that a chart computes, for no table holds it."""
    base, item = str(row["base"]), str(row["item"])
    keys = ((item, "proposer"), (None, "total"))
    name, proposer = _name(base, lang), worded_category(proposer_name(item, lang), lang)
    return Entry(
        part_id(row, base, "proposer", item, "share"),
        row,
        pick(lang, f"{name}·{item}", f"{name} · {proposer}"),
        name,
        float(row["share"]),
        "%",
        "derived",
        [at for part, kind in keys for at in facts.get(_fact(row, base, kind, part, False), [])[:1]],
        _said(row["formula"]),
    )


def _all_parts(row: Record, base: str, facts: Mapping[Fact, list[int]]) -> list[int]:
    """The counts of all categories of the list: what is left of a total was computed from them."""
    head = _fact(row, base, "category", None, False)
    return [
        positions[0]
        for fact, positions in facts.items()
        if fact[:-2] == head[:-2] and fact[-1] == head[-1] and fact[-2] is not None
    ]


# --- words that the page shows of an entry ----------------------------------------------------------


def as_row(row: Record) -> "pd.Series[Any]":
    """A row for functions that ask it for its columns only: thousands of Series would take their time."""
    return cast("pd.Series[Any]", row)


def session_words(row: Record, lang: str) -> str:
    """届 and 次, with the scope where it is not the session's."""
    session = session_name(as_row(row), lang)
    if row["scope"] == "session":
        return session
    scope = scope_name(str(row["scope"]), lang)
    return pick(lang, f"{session}（{scope}）", f"{session}, {scope}").strip(", ")


def _said(value: object) -> str | None:
    return None if pd.isna(value) else str(value)
