"""What became of the received: filed, not filed, merged, withdrawn; and how many members took part."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from cppcc_analysis.tables.audit.sheet import Fact, Sheet
from cppcc_analysis.tables.audit.verdicts import Row, compared, half_unit, judged, untold

#: the outcomes beside the filed, in the order in which a reading may count one inside another
_OTHERS = ("not_filed", "merged", "withdrawn")
#: an outcome and those it may be counted inside of: 立案473件，其中并案12件
_MAY_STAND_INSIDE = {
    "merged": ("filed", "not_filed"),
    "withdrawn": ("not_filed",),
    "not_filed": ("not_filed",),
}
_PARTITION = "received = filed + not filed + merged + withdrawn"


def check_outcomes(sheet: Sheet) -> Iterator[Row]:
    """Bounds and the partition of the received."""
    yield from _bounds(sheet)
    yield from _satisfaction(sheet)
    received, filed = sheet.total("received"), sheet.total("filed")
    others = [fact for measure in _OTHERS for fact in sheet.totals(measure)]
    if received is None:
        if filed and others:
            yield untold(_PARTITION, filed, [filed, *others], _sum([filed, *others]), "received")
        return
    if filed is None:
        if others:
            yield untold(_PARTITION, received, [received, *others], _sum(others), "filed")
        return
    yield _partition(received, filed, others)


def _bounds(sheet: Sheet) -> Iterator[Row]:
    for rule, part, whole in (
        ("filed <= received", sheet.total("filed"), sheet.total("received")),
        ("participants <= members", sheet.total("participants", "人"), sheet.total("members", "人")),
    ):
        if part and whole:
            detail = f"{part.measure} {part.value:g}, {whole.measure} {whole.value:g}"
            holds = part.value <= whole.value
            yield judged(
                rule, part, [part, whole], detail, expected=whole.value, found=part.value, holds=holds
            )


def _satisfaction(sheet: Sheet) -> Iterator[Row]:
    """非常满意的占86.2%，满意的占12.5%，两项合计98.7%."""
    by_sentence: dict[str, list[Fact]] = {}
    for rate in sheet.totals("satisfied", "%"):
        by_sentence.setdefault(rate.quote, []).append(rate)
    for quote, rates in by_sentence.items():
        whole = max(rates, key=lambda rate: rate.value)
        parts = [rate for rate in rates if rate is not whole]
        if len(parts) > 1 and re.search("[合共总]计", quote):
            yield compared(
                "rates add up",
                whole,
                rates,
                " + ".join(map(str, parts)),
                expected=sum(part.value for part in parts),
                found=whole.value,
                tolerance=sum(half_unit(rate.printed) for rate in rates),
            )


def _partition(received: Fact, filed: Fact, others: Sequence[Fact]) -> Row:
    used = [received, filed, *others]
    total = received.value
    for inside in _inside(filed, others):
        counted = [filed, *(fact for fact in others if fact not in inside)]
        if sum(fact.value for fact in counted) == total:
            return compared(_PARTITION, received, used, _sum(counted, inside), expected=total, found=total)
    found = filed.value + sum(fact.value for fact in others)
    missing = [measure for measure in _OTHERS if measure not in {fact.measure for fact in others}]
    if found < total and missing:
        detail = f"{_sum([filed, *others])}; {total - found:g} left"
        return untold(_PARTITION, received, used, detail, ", ".join(missing))
    return compared(_PARTITION, received, used, _sum([filed, *others]), expected=total, found=found)


def _inside(filed: Fact, others: Sequence[Fact]) -> Iterator[tuple[Fact, ...]]:
    """The outcomes that a reading may take as counted inside another, none first."""
    for count in range(len(others) + 1):
        for inside in combinations(others, count):
            rest = [filed, *(fact for fact in others if fact not in inside)]
            if all(_has_room(fact, rest) for fact in inside):
                yield inside


def _has_room(fact: Fact, rest: Sequence[Fact]) -> bool:
    return any(
        other.measure in _MAY_STAND_INSIDE[fact.measure] and other.value >= fact.value for other in rest
    )


def _sum(counted: Sequence[Fact], inside: Sequence[Fact] = ()) -> str:
    words = " + ".join(map(str, counted)) + f" = {sum(fact.value for fact in counted):g}"
    return words + "".join(f"; {fact} counted inside another" for fact in inside)
