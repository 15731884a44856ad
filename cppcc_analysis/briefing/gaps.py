"""Sentences on what is missing: what no text states, where texts break off, what was not read."""

from collections.abc import Iterator, Mapping
from typing import Any

from cppcc_analysis.briefing.cells import Count, Tables, key_of, read, where_of
from cppcc_analysis.briefing.shares import CATEGORY, category_lists
from cppcc_analysis.briefing.slots import cell_of, gap, said_if, tally, whose, whose_scope
from cppcc_analysis.briefing.statements import Clause, Statement, clause, joined, stated
from cppcc_analysis.charts.wording import in_order, measure_name, missing, pick, worded_category
from cppcc_analysis.tables.facts import OCCASION

_MAIN = ("received", "filed", "filing_rate")

Row = Mapping[Any, Any]


def gap_statements(tables: Tables, lang: str) -> Iterator[Statement]:
    """What is missing: measures, categories, the rest of texts that break off, what was not read at all."""
    rows = in_order(tables["proposals"])
    sessions = rows[rows["scope"] == "session"].to_dict("records")
    yield from _measures(sessions, tables, lang)
    yield from _no_categories(sessions, tables, lang)
    for of_list in category_lists(tables["categories"]):
        yield from _categories(of_list, tables, lang)
    yield from _broken_off(tables, lang)
    yield from _not_read(tables, lang)


def _measures(sessions: list[Row], tables: Tables, lang: str) -> Iterator[Statement]:
    """The main measures that are missing, the sessions that lack the same for the same reason together."""
    alike: dict[tuple[tuple[str, str], ...], list[Row]] = {}
    for row in sessions:
        held = [read(cell_of("proposals", row, name), tables) for name in _MAIN]
        lacking = tuple((h.column, missing(h.state, lang)) for h in held if h.value is None)
        alike.setdefault(lacking, []).append(row)
    for lacking, rows in alike.items():
        if lacking:
            cells = [cell_of("proposals", row, name) for row in rows for name, _ in lacking]
            sentence = clause(
                pick(lang, "{who}会议：{what}。", "{who}, figures of the session: {what}."),
                who=_all_of("proposals", rows, lang),
                what=gap(cells, [measure_name(cell.column, lang) for cell in cells]),
            )
            yield from stated("gaps", sentence, tables, lang)


def _no_categories(sessions: list[Row], tables: Tables, lang: str) -> Iterator[Statement]:
    counts = [(row, Count("categories", where_of(key_of(row, OCCASION)))) for row in sessions]
    without = [(row, count) for row, count in counts if not read(count, tables).value]
    if without:
        sentence = clause(
            pick(lang, "{who}会议{none}。", "{who}: {none}."),
            who=_all_of("proposals", [row for row, _ in without], lang),
            none=said_if(
                [count for _, count in without],
                lambda rows: rows == 0,
                "未载明提案的类别",
                "no categories of proposals are stated",
            ),
        )
        yield from stated("gaps", sentence, tables, lang)


def _categories(rows: list[Row], tables: Tables, lang: str) -> Iterator[Statement]:
    """The categories of one session that the text names without a number."""
    cells = [
        cell_of("categories", row, column, CATEGORY)
        for row in rows
        if row["count_state"] == row["share_state"]
        for column in ("count", "share")
    ]
    cells = [cell for cell in cells if read(cell, tables).value is None]
    if cells:
        sentence = clause(
            pick(lang, "{who}会议的提案类别：{what}。", "{who}, categories: {what}."),
            who=whose_scope("categories", rows[0], CATEGORY),
            what=gap(cells, [worded_category(str(cell.named("category")), lang) for cell in cells]),
        )
        yield from stated("gaps", sentence, tables, lang)


def _broken_off(tables: Tables, lang: str) -> Iterator[Statement]:
    sessions = tables["sessions"]
    rows = in_order(sessions[sessions["truncated"].fillna(False).astype(bool)]).to_dict("records")
    if rows:
        sentence = clause(
            pick(lang, "{who}会议的文本{broken}。", "{who}: {broken}."),
            who=_all_of("sessions", rows, lang),
            broken=said_if(
                [cell_of("sessions", row, "truncated", OCCASION) for row in rows],
                lambda truncated: truncated is True,
                "有中断，未见的内容不等于没有",
                "texts break off; what is not found may have stood on the lost part",
            ),
        )
        yield from stated("gaps", sentence, tables, lang)


def _all_of(table: str, rows: list[Row], lang: str) -> Clause:
    """The sessions of some rows: 太原市2023年、绛县2024年."""
    key = OCCASION if table == "sessions" else (*OCCASION, "scope")
    return joined([(whose(table, row, key),) for row in rows], pick(lang, "、", ", "))


def _not_read(tables: Tables, lang: str) -> Iterator[Statement]:
    """How many sentences with numbers, and how many files, could not be read; nothing where all were."""
    for table, zh, en in (
        ("unread", "另有{n}句含数字而未能提取。", "Sentences with numbers that no rule read: {n}."),
        ("rejects", "另有{n}份文件无法读取。", "Files that could not be read: {n}."),
    ):
        if len(tables[table]):
            sentence = clause(pick(lang, zh, en), n=tally(Count(table, ())))
            yield from stated("gaps", sentence, tables, lang)
