"""Sentences on the arithmetic audit: how many checks hold, which fail, and what the others lack."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cppcc_analysis.briefing.cells import Cell, Count, Tables, key_of, where_of
from cppcc_analysis.briefing.slots import SESSION, cell_of, plain_number, tally, whose_scope, worded
from cppcc_analysis.briefing.statements import Clause, Statement, clause, joined, stated
from cppcc_analysis.charts.check_wording import rule_name, tell_check
from cppcc_analysis.charts.proposers import proposer_name
from cppcc_analysis.charts.wording import MEASURES, in_order, measure_name, pick, worded_category
from cppcc_analysis.tables.audit.audit import dump_checks

_CHECK = (*("rule", "dump", "article"), *SESSION, *("measure", "breakdown", "item", "figures", "detail"))

Row = Mapping[Any, Any]


def audit_statement(tables: Tables, lang: str) -> Iterator[Statement]:
    """How many checks of the dumps hold, fail, and can't be told; nothing where there are none."""
    dumps = ("dump", tuple(tables["dumps"]["dump"]))
    if dump_checks(tables).empty:
        return
    sentence = clause(
        pick(
            lang,
            "对原始文件（不含参考数据）载明的数字作算术核对{all}项：成立{holds}项，不成立{fails}项，因未载明而无法判断{open}项。",
            "Arithmetic checks of the figures in the dumps: {all}, of which {holds} hold, {fails} fail and {open} "
            "can't be told, as a figure is not stated.",
        ),
        all=tally(Count("checks", (dumps,))),
        holds=tally(Count("checks", (dumps, ("verdict", ("holds",))))),
        fails=tally(Count("checks", (dumps, ("verdict", ("fails",))))),
        open=tally(Count("checks", (dumps, ("verdict", ("can't tell",))))),
    )
    yield from stated("checks", sentence, tables, lang)


def check_statements(tables: Tables, lang: str) -> Iterator[Statement]:
    """Each check of the dumps that fails, then session by session what the others lack."""
    checks = in_order(dump_checks(tables))
    for row in checks[checks["verdict"] == "fails"].to_dict("records"):
        yield from stated("checks", _failure(row, lang), tables, lang)
    undecided = checks[checks["verdict"] == "can't tell"]
    for _, rows in undecided.groupby(list(SESSION), dropna=False, sort=False):
        dumps = ("dump", tuple(dict.fromkeys(rows["dump"])))
        yield from stated("checks", _undecided(rows.to_dict("records"), dumps, lang), tables, lang)


def _failure(row: Row, lang: str) -> Clause:
    cell = cell_of("checks", row, "detail", _CHECK)
    return clause(
        pick(
            lang,
            "{who}会议的{what}核对不成立（{rule}）：{detail}，应为{expected}，载明{found}。",
            "{who}, {what}: the check “{rule}” fails: {detail}; expected {expected}, stated {found}.",
        ),
        who=whose_scope("checks", row, _CHECK),
        what=_subject(cell),
        rule=worded(cell.at("rule"), rule_name),
        detail=worded(cell, tell_check),
        expected=plain_number(cell.at("expected")),
        found=plain_number(cell.at("found")),
    )


def _subject(cell: Cell) -> Clause:
    """What a check is about: 立案·经济建设."""
    measure = worded(
        cell.at("measure"), lambda name, lang: measure_name(name, lang) if name in MEASURES else name
    )
    if cell.named("item") is None:
        return (measure,)
    item = worded(cell.at("item"), lambda name, lang: worded_category(proposer_name(name, lang), lang))
    return clause("{measure}·{item}", measure=measure, item=item)


def _undecided(rows: Sequence[Row], dumps: tuple[str, tuple[object, ...]], lang: str) -> Clause:
    where = (*where_of(key_of(rows[0], SESSION)), dumps, ("verdict", ("can't tell",)))
    lacking = {row["missing"]: cell_of("checks", row, "missing", _CHECK) for row in rows}
    return clause(
        pick(
            lang,
            "{who}会议有{number}项核对无法判断，所缺为：{missing}。",
            "{who}: checks that can't be told: {number}, for want of: {missing}.",
        ),
        who=whose_scope("checks", rows[0], _CHECK),
        number=tally(Count("checks", where)),
        missing=joined([(worded(cell, tell_check),) for cell in lacking.values()], pick(lang, "；", "; ")),
    )
