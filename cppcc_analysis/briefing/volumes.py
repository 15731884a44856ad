"""Sentences on how many proposals were received and filed, and how that changed."""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from cppcc_analysis.briefing.cells import Tables, UnsupportedError
from cppcc_analysis.briefing.slots import (
    amount,
    cell_of,
    counted_until,
    moved,
    place_of,
    which_session,
    which_year,
    whose,
)
from cppcc_analysis.briefing.statements import Clause, Statement, bears_out, clause, joined, stated
from cppcc_analysis.charts.wording import in_order, measure_name, pick

_TOLD = (
    *("received", "filed", "filing_rate", "not_filed", "merged", "withdrawn", "assigned"),
    *("replied", "satisfied_rate", "adopted", "key", "participants", "members"),
)
_COMPARED = ("received", "filed", "filing_rate")


def volume_statements(tables: Tables, lang: str) -> Iterator[Statement]:
    """What each session states of its proposals; figures of a year or a term say that they are of those."""
    for row in in_order(tables["proposals"]).to_dict("records"):
        told = _told("proposals", row, tables, lang)
        if told:
            yield from stated("volumes", _sentence(row, told, tables, lang), tables, lang)


def change_statements(tables: Tables, lang: str) -> Iterator[Statement]:
    """How each place went from one session to the next, measure by measure, where the two may be compared."""
    rows = tables["proposals"]
    for (_, _), of_place in in_order(rows[rows["place"].notna()]).groupby(["place", "scope"], sort=False):
        records = of_place.dropna(subset="year").to_dict("records")
        for before, after in itertools.pairwise(records):
            moves = list(_moves(before, after, tables, lang))
            if moves:
                sentence = clause(
                    pick(
                        lang,
                        "{place}{after}会议与{before}会议相比{scope}，{moves}。",
                        "{place}, {before} to {after}{scope}: {moves}.",
                    ),
                    place=place_of("proposals", after),
                    before=which_year("proposals", before),
                    after=which_year("proposals", after),
                    scope=_scope_clause(str(after["scope"]), lang),
                    moves=joined(moves, pick(lang, "；", "; ")),
                )
                yield from stated("change", sentence, tables, lang)


def nation_statements(tables: Tables, lang: str) -> Iterator[Statement]:
    """What the nation's sessions of the same years state, from the reference files."""
    rows = tables["reference_proposals"]
    years = set(tables["sessions"]["year"].dropna())
    own = set(tables["proposals"]["place"].dropna())
    rows = rows[(rows["level"] == "national") & rows["year"].isin(years) & ~rows["place"].isin(own)]
    for row in in_order(rows).to_dict("records"):
        told = _told("reference_proposals", row, tables, lang, _COMPARED)
        if told:
            sentence = clause(
                pick(
                    lang,
                    "参考：{who}（{session}会议）{told}。",
                    "For reference, {who}, {session}: {told}.",
                ),
                who=whose("reference_proposals", row),
                session=which_session("reference_proposals", row),
                told=joined(told, pick(lang, "，", ", ")),
            )
            yield from stated("nation", sentence, tables, lang)


def _told(
    table: str, row: Mapping[Any, Any], tables: Tables, lang: str, measures: tuple[str, ...] = _TOLD
) -> list[Clause]:
    """The stated measures of a row, each with its name."""
    told = []
    for measure in measures:
        slot = amount(cell_of(table, row, measure))
        if bears_out(slot, tables, lang):
            words = pick(lang, f"{_name(measure, lang)}{{value}}", f"{_name(measure, lang)} {{value}}")
            told.append(clause(words, value=slot))
    return told


def _name(measure: str, lang: str) -> str:
    if measure == "received":
        return pick(lang, "收到提案", "proposals received")
    return measure_name(measure, lang)


def _sentence(row: Mapping[Any, Any], told: list[Clause], tables: Tables, lang: str) -> Clause:
    comma = pick(lang, "，", ", ")
    until = counted_until("proposals", row)
    as_of = pick(lang, "（截至{until}）", " (as of {until})")
    words = {
        "session": ("{who}会议{until}{told}。", "{who}{until}: {told}."),
        "year": (
            "{who}会议上报告的上一工作年度（全年口径）{told}，与会议期间的数不可比。",
            "{who}, on the working year before, as reported at the session: {told}; "
            "not comparable with the figures of a session.",
        ),
        "term": (
            "{who}会议上报告的全届（全届口径）{told}，与会议期间的数不可比。",
            "{who}, on the whole term, as reported at the session: {told}; "
            "not comparable with the figures of a session.",
        ),
    }[str(row["scope"])]
    return clause(
        pick(lang, *words),
        who=whose("proposals", row),
        until=clause(as_of, until=until) if bears_out(until, tables, lang) else (),
        told=joined(told, comma),
    )


def _moves(
    before: Mapping[Any, Any], after: Mapping[Any, Any], tables: Tables, lang: str
) -> Iterator[Clause]:
    for measure in _COMPARED:
        try:
            slot = moved(cell_of("proposals", before, measure), cell_of("proposals", after, measure))
        except UnsupportedError:
            continue
        if bears_out(slot, tables, lang):
            yield clause(f"{_name(measure, lang)}{pick(lang, '', ' ')}{{move}}", move=slot)


def _scope_clause(scope: str, lang: str) -> Clause:
    """A word on the scope of a change, where it is not the session's."""
    words = {"year": ("（全年口径）", " (whole years)"), "term": ("（全届口径）", " (whole terms)")}
    return (pick(lang, *words[scope]),) if scope in words else ()
