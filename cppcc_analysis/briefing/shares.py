"""Sentences on what the proposals are about and who made them."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from cppcc_analysis.briefing.cells import Cell, Count, Tables, UnsupportedError, key_of, where_of
from cppcc_analysis.briefing.slots import (
    SESSION,
    amount,
    cell_of,
    leader,
    moved,
    place_of,
    which_year,
    whose_scope,
    worded,
)
from cppcc_analysis.briefing.statements import Clause, Statement, bears_out, clause, joined, stated
from cppcc_analysis.charts.proposers import proposer_name
from cppcc_analysis.charts.scopes import base_name
from cppcc_analysis.charts.wording import in_order, measure_name, pick, worded_category

#: columns that tell one list of categories, and one category of it
_LIST = (*SESSION, "base")
CATEGORY = (*_LIST, "category")
_FIGURE = (*SESSION, "dump", "start", "end", "measure", "breakdown", "item")

Row = Mapping[Any, Any]


def leader_statements(tables: Tables, lang: str) -> Iterator[Statement]:
    """Which category has the largest share of each session, where that is sure."""
    for rows in category_lists(tables["categories"]):
        sentence = clause(
            pick(lang, "{who}会议{base}的提案中，{top}。", "{who}, of the proposals {base}: {top}."),
            who=whose_scope("categories", rows[0], CATEGORY),
            base=_base(rows[0]),
            top=leader("categories", rows, CATEGORY, Count("categories", where_of(key_of(rows[0], _LIST)))),
        )
        yield from stated("leader", sentence, tables, lang)


def share_statements(tables: Tables, lang: str) -> Iterator[Statement]:
    """The categories of each session, as many as are stated, with counts and shares."""
    for rows in category_lists(tables["categories"]):
        told = [part for row in rows if (part := _category(row, tables, lang))]
        if told:
            sentence = clause(
                pick(lang, "{who}会议{base}的提案中，{told}。", "{who}, of the proposals {base}: {told}."),
                who=whose_scope("categories", rows[0], CATEGORY),
                base=_base(rows[0]),
                told=joined(told, pick(lang, "；", "; ")),
            )
            yield from stated("shares", sentence, tables, lang)


def share_change_statements(tables: Tables, lang: str) -> Iterator[Statement]:
    """How the shares of a place went from one session to the next, for categories that mean the same in both."""
    by_place: dict[tuple[object, ...], list[list[Row]]] = {}
    for rows in category_lists(tables["categories"]):
        by_place.setdefault(tuple(rows[0][name] for name in ("place", "scope", "base")), []).append(rows)
    for of_place in by_place.values():
        for before, after in itertools.pairwise(of_place):
            moves = list(_moves(before, after, tables, lang))
            if moves:
                sentence = clause(
                    pick(
                        lang,
                        "{place}{after}会议与{before}会议相比，{base}的提案中，{moves}。",
                        "{place}, {before} to {after}, shares of the proposals {base}: {moves}.",
                    ),
                    place=place_of("categories", after[0], CATEGORY),
                    before=which_year("categories", before[0], CATEGORY),
                    after=which_year("categories", after[0], CATEGORY),
                    base=_base(after[0]),
                    moves=joined(moves, pick(lang, "；", "; ")),
                )
                yield from stated("share_change", sentence, tables, lang)


def proposer_statements(tables: Tables, lang: str) -> Iterator[Statement]:
    """Who made the proposals, as each session states it."""
    rows = tables["figures"]
    rows = rows[(rows["body"] == "政协") & (rows["breakdown"] == "proposer")]
    rows = in_order(rows[rows["chosen"].fillna(True).astype(bool)])
    for _, of_base in rows.groupby([*SESSION, "measure"], dropna=False, sort=False):
        records = of_base.to_dict("records")
        told = []
        for item in dict.fromkeys(of_base["item"].dropna()):
            cells = _agreed([row for row in records if row["item"] == item])
            if cells:
                words = pick(lang, "{name}{value}", "{name} {value}")
                name = worded(cells[0].at("item"), _proposals_of)
                told.append(clause(words, name=name, value=amount(*cells)))
        if told:
            sentence = clause(
                pick(lang, "{who}会议{base}的提案中，{told}。", "{who}, of the proposals {base}: {told}."),
                who=whose_scope("figures", records[0], _FIGURE),
                base=worded(cell_of("figures", records[0], "measure", _FIGURE), measure_name),
                told=joined(told, pick(lang, "；", "; ")),
            )
            yield from stated("proposers", sentence, tables, lang)


def _proposals_of(item: str, lang: str) -> str:
    """
    >>> _proposals_of("委员", "zh"), _proposals_of("民主党派", "zh"), _proposals_of("集体", "en")
    ('委员提案', '民主党派提案', 'collective')
    """
    name = proposer_name(item, lang)
    return name if lang == "en" or name.endswith("提案") else f"{name}提案"


def _agreed(rows: Sequence[Row]) -> list[Cell]:
    """The count and the share that all texts of a session give an item; none where they differ."""
    cells = []
    for unit in ("件", "%"):
        of_unit = [row for row in rows if row["unit"] == unit]
        if len({row["value"] for row in of_unit}) > 1:
            return []
        cells += [cell_of("figures", row, "value", _FIGURE) for row in of_unit[:1]]
    return cells


def category_lists(categories: pd.DataFrame) -> list[list[Row]]:
    """The categories list by list, in the order of places and years, then as named."""
    lists = in_order(categories).groupby(list(_LIST), dropna=False, sort=False)
    return [rows.sort_values("position").to_dict("records") for _, rows in lists]


def _base(row: Row) -> Any:
    return worded(cell_of("categories", row, "base", CATEGORY), base_name)


def _category(row: Row, tables: Tables, lang: str) -> Clause:
    """A category with what is stated of it; nothing where neither count nor share is."""
    cells = [cell_of("categories", row, column, CATEGORY) for column in ("count", "share")]
    known = [cell for cell in cells if bears_out(amount(cell), tables, lang)]
    if not known:
        return ()
    # what is left of a total for several categories
    together = (
        pick(lang, "合计", " together")
        if row["cardinality"] == "1:n" and row["count_state"] == "derived"
        else ""
    )
    words = pick(lang, f"{{name}}{together}{{value}}", f"{{name}}{together} {{value}}")
    return clause(words, name=worded(cells[0].at("category"), worded_category), value=amount(*known))


def _moves(before: Sequence[Row], after: Sequence[Row], tables: Tables, lang: str) -> Iterator[Clause]:
    earlier = {row["category"]: row for row in before}
    for row in after:
        if row["category"] not in earlier:
            continue
        cells = [cell_of("categories", each, "share", CATEGORY) for each in (earlier[row["category"]], row)]
        try:
            slot = moved(*cells)
        except UnsupportedError:
            continue
        if bears_out(slot, tables, lang):
            name = worded(cells[1].at("category"), worded_category)
            yield clause(pick(lang, "{name}类占比{move}", "{name} {move}"), name=name, move=slot)
