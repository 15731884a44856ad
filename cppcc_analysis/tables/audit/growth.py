"""Printed growth against the figure of the session or year before."""

from collections.abc import Hashable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from cppcc_analysis.tables.audit.sheet import Fact
from cppcc_analysis.tables.audit.verdicts import Row, compared, half_unit, untold

#: a row of the table `growth`, its nulls as `None`
Growth = dict[str, Any]
_RULE = "growth = value - previous value"
_SAME = ("place", "scope", "measure", "breakdown", "item")
#: units of a change, and of the figures that it is a change of
_OF = {"件": ("件",), "人": ("人",), "%": ("件", "人"), "个百分点": ("%",)}


def check_growth(facts: list[Fact], growth: pd.DataFrame) -> Iterator[Row]:
    """A row for each printed change that is not approximate.

    growth: the table of that name. The earlier value is the one that the sentence gives, else the figure of
    the same place, scope and measure one session (or year) before, in whatever source.
    """
    by_fact: dict[tuple[Hashable, ...], list[Fact]] = {}
    for fact in facts:
        by_fact.setdefault(_key(fact.__dict__), []).append(fact)
    exact = growth[~growth["approximate"]]
    for row in exact.astype(object).where(exact.notna(), None).to_dict("records"):
        same = [fact for fact in by_fact.get(_key(row), []) if fact.unit in _OF[row["unit"]]]
        now = [fact for fact in same if fact.dump == row["dump"] and _is_of(fact, row, 0)]
        if len({fact.value for fact in now}) == 1:
            yield _check(row, now[0], [fact for fact in same if _is_of(fact, row, 1)])


def _key(row: Growth) -> tuple[Hashable, ...]:
    return tuple(row[name] for name in _SAME)


def _is_of(fact: Fact, row: Growth, back: int) -> bool:
    """Whether a figure is of the session of `row`, or of the one so many before."""
    if back and row["against"] not in ("last_year", "last_session"):
        return False
    # between two terms the numbers of the sessions start anew, the years do not
    if fact.year is not None and row["year"] is not None:
        return fact.year == row["year"] - back
    if fact.session is None or row["session"] is None:
        return back == 0 and (fact.term, fact.session, fact.year) == (
            row["term"],
            row["session"],
            row["year"],
        )
    return fact.term == row["term"] and fact.session == row["session"] - back


def _check(row: Growth, now: Fact, before: list[Fact]) -> Row:
    change = replace(now, quote=str(row["quote"]), start=int(row["start"]), end=int(row["end"]))
    used = [now, change]
    earlier = row["previous"]
    if earlier is None and len({fact.value for fact in before}) == 1:
        earlier, used = before[0].value, [*used, *before]
    printed = f"{row['change']:+g}{row['unit']}"
    if not earlier:
        return untold(_RULE, now, used, f"{now}; change {printed}", "the earlier figure")
    grown = now.value - earlier
    return compared(
        _RULE,
        now,
        used,
        f"{now}, before {earlier:g}; change {printed}",
        expected=100 * grown / earlier if row["unit"] == "%" else grown,
        found=float(row["change"]),
        tolerance=_tolerance(row, now),
    )


def _tolerance(row: Growth, now: Fact) -> float:
    """Counts are exact, a quotient is rounded, and a difference of rates is of two rounded ones."""
    if row["unit"] in ("件", "人"):
        return 0.0
    rounding = half_unit(str(row["printed"]).removesuffix("个百分点"))
    return rounding if row["unit"] == "%" else rounding + 2 * half_unit(now.printed)
