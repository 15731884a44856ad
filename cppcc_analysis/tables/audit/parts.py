"""Lists of parts: what they are of, whether they add up to it, and whether their shares do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cppcc_analysis.tables.audit.readings import Reading, containers, readings
from cppcc_analysis.tables.audit.sheet import Fact, Sheet
from cppcc_analysis.tables.audit.verdicts import Row, compared, half_unit, judged, untold
from cppcc_analysis.tables.crosswalk import standard_of
from cppcc_analysis.tables.schemas import BASES, STANDARD_CATEGORIES

#: so many shares must point to another total before it is taken for the base
_POINTING = 2


@dataclass(frozen=True)
class Parts:
    """One breakdown with the total that it is of.

    `own`: the total that it stands under; `base`: the one that its counts add up to, the same in most
    reports; `share_base`: the one that its shares are of (立案的提案中，委员提案4206件，占提案总数78.7%), `None`
    where they agree on a total that the text does not state.
    """

    measure: str
    breakdown: str
    counts: tuple[Fact, ...]
    shares: tuple[Fact, ...]
    own: Fact | None
    base: Fact | None
    share_base: Fact | None
    truncated: bool

    @property
    def all(self) -> tuple[Fact, ...]:
        return self.counts + self.shares

    @property
    def rule(self) -> str:
        return f"parts by {self.breakdown} = total"

    def count_of(self, share: Fact) -> Fact | None:
        """The count that a share belongs to; `None` where there is none, or several."""
        same = [fact for fact in self.counts if fact.item == share.item]
        same = [fact for fact in same if fact.quote == share.quote] or same
        return same[0] if len({fact.value for fact in same}) == 1 else None

    def names_all(self, given: Sequence[Fact]) -> bool:
        """Whether `given`, the counts or the shares, leave nothing out: all five categories, or an 其他."""
        items = {str(fact.item) for fact in given}
        if items < {str(fact.item) for fact in self.all}:
            return False
        if self.breakdown == "proposer":
            return {"委员", "集体"} <= items
        standards = {name for item in items for name in (standard_of(item) or "").split("+")}
        return "其他" in standards or standards >= set(STANDARD_CATEGORIES)

    def shares_reach_100(self) -> bool:
        """Whether every part has a share and they leave nothing over."""
        if not self.shares or {f.item for f in self.counts} != {f.item for f in self.shares}:
            return False
        slack = sum(half_unit(fact.printed) for fact in self.shares)
        return sum(fact.value for fact in self.shares) >= 100 - slack


def find_parts(sheet: Sheet) -> Iterator[Parts]:
    """Each breakdown of a sheet; one that two texts give with different numbers is two."""
    for measure, breakdown, parts in sheet.lists():
        for group in _apart(parts):
            counts = tuple(fact for fact in group if fact.unit == "件")
            shares = tuple(fact for fact in group if fact.unit == "%")
            own = sheet.total(measure)
            found = Parts(measure, breakdown, counts, shares, own, own, own, sheet.truncated)
            found = replace(found, base=_base(found, sheet))
            yield replace(found, share_base=_share_base(found, sheet))


def check_parts(parts: Parts, sheet: Sheet) -> Iterator[Row]:
    """The sum of a breakdown, the sum of its shares, and the base that its words name."""
    yield from _worded_base(parts, sheet)
    if parts.counts:
        yield _sum_of_counts(parts)
        yield from _sums_inside(parts)
    if len(parts.shares) > 1:
        yield _sum_of_shares(parts)


def _apart(parts: Sequence[Fact]) -> list[list[Fact]]:
    """The parts in one list, or a list for each text where two texts differ about a part."""
    if not _differ(parts):
        return [list(parts)]
    by_article = _grouped(parts, "article")
    return [
        group
        for listed in by_article
        for group in (_grouped(listed, "quote") if _differ(listed) else [listed])
    ]


def _differ(parts: Sequence[Fact]) -> bool:
    return len({(f.item, f.unit) for f in parts}) < len({(f.item, f.unit, f.value) for f in parts})


def _grouped(parts: Sequence[Fact], name: str) -> list[list[Fact]]:
    groups: dict[object, list[Fact]] = {}
    for fact in parts:
        groups.setdefault(getattr(fact, name), []).append(fact)
    return list(groups.values())


def _candidates(parts: Parts, sheet: Sheet) -> list[Fact]:
    """The other totals that the numbers may be of."""
    others = [sheet.after_merging, *map(sheet.total, BASES)]
    if parts.measure == "received":
        others = others[1:]
    return [fact for fact in others if fact and fact is not parts.own and fact.value]


def _base(parts: Parts, sheet: Sheet) -> Fact | None:
    """The total that the counts are of: their own, unless another one explains the numbers and it does not.

    The base is one for the whole list: a single number that fits another total is a slip, not a base.
    """
    if parts.own and _closing(parts, parts.own):
        return parts.own
    candidates = _candidates(parts, sheet)
    if len(parts.counts) > 1:
        closing = next((fact for fact in candidates if _closing(parts, fact)), None)
        if closing:
            return closing
    return _pointed(parts, candidates) or parts.own


def _share_base(parts: Parts, sheet: Sheet) -> Fact | None:
    """The total that the shares are of."""
    pointed = _pointed(replace(parts, own=parts.base), _candidates(parts, sheet))
    if pointed or parts.base is None:
        return pointed
    return None if _hidden_base(parts) or _undecided(parts, sheet) else parts.base


def _pointed(parts: Parts, candidates: Sequence[Fact]) -> Fact | None:
    """The total that more shares are of than of the parts' own."""
    fits = [(_fits(parts, fact), fact) for fact in candidates]
    most, best = max(fits, key=lambda pair: pair[0], default=(0, None))
    own = _fits(parts, parts.own) if parts.own else 0
    return best if most >= _POINTING and most > own else None


def _undecided(parts: Parts, sheet: Sheet) -> bool:
    """Whether the only share of a list fits another total than its own: a slip, or told of that one."""
    if len(parts.shares) != 1 or parts.base is None or _fits(parts, parts.base):
        return False
    return any(_fits(parts, fact) for fact in _candidates(parts, sheet))


def _hidden_base(parts: Parts) -> bool:
    """Whether all shares are of one total that is not stated, while the counts do add up to theirs."""
    pairs = [(count.value, share) for share in parts.shares if (count := parts.count_of(share))]
    if len(pairs) < _POINTING or not (parts.base and _closing(parts, parts.base)):
        return False
    if any(is_share(share, part, parts.base.value) for part, share in pairs):
        return False
    rounding = [half_unit(share.printed) for _, share in pairs]
    least = max(
        100 * part / (share.value + half) for (part, share), half in zip(pairs, rounding, strict=True)
    )
    most = min(
        100 * part / max(share.value - half, 1e-9)
        for (part, share), half in zip(pairs, rounding, strict=True)
    )
    return least <= most


def _closing(parts: Parts, base: Fact) -> Reading | None:
    """The plainest reading whose counts add up to the base."""
    if not parts.counts:
        return None
    found = readings(parts.counts, parts.breakdown)
    return next((reading for reading in found if reading.sum == base.value), None)


def _fits(parts: Parts, base: Fact) -> int:
    """How many shares are those of their counts in `base`."""
    return sum(
        count is not None and is_share(share, count.value, base.value)
        for share in parts.shares
        for count in [parts.count_of(share)]
    )


def is_share(share: Fact, part: float, whole: float) -> bool:
    """Whether a printed share is part ÷ whole, within half a unit of its last digit."""
    return whole > 0 and abs(100 * part / whole - share.value) <= half_unit(share.printed) + 1e-9


def _worded_base(parts: Parts, sheet: Sheet) -> Iterator[Row]:
    """The words name a total (在收到的提案中…), the numbers fit it or another."""
    worded = next((fact for fact in parts.counts if fact.stated_base), None)
    said = sheet.total(str(worded.stated_base)) if worded else None
    base = parts.base
    if worded is None or said is None or base is None or not _explains(parts, base):
        return
    holds = base.measure == said.measure
    detail = f"by {parts.breakdown}: of the {base}, as the words say"
    if not holds:
        detail = f"by {parts.breakdown}: the words say of the {said}, the numbers fit the {base}"
    used = [said, base, *parts.all]
    yield judged("base as worded", worded, used, detail, expected=base.value, found=said.value, holds=holds)


def _explains(parts: Parts, base: Fact) -> bool:
    """Whether the counts add up to a total, or most of the shares are of it."""
    return _closing(parts, base) is not None or 2 * _fits(parts, base) > len(parts.shares) > 0


def _sum_of_counts(parts: Parts) -> Row:
    about, base = parts.counts[0], parts.base
    if base is None:
        detail = str(Reading(parts.counts))
        return _of_list(untold(parts.rule, about, parts.counts, detail, parts.measure))
    used = [base, *parts.counts]
    closing = _closing(parts, base)
    found = closing or _likeliest(parts, base)
    detail = f"{found}; {_name(base)}"
    open_ended = not (parts.names_all(parts.counts) or parts.shares_reach_100()) or len(found.counted) == 1
    cut = parts.truncated and not parts.shares_reach_100()
    if not closing and found.sum < base.value and (open_ended or cut):
        missing = "the rest of the text" if cut else "the other parts"
        return _of_list(untold(parts.rule, about, used, detail, missing))
    row = compared(parts.rule, about, used, detail, expected=base.value, found=found.sum)
    return _of_list(row)


def _likeliest(parts: Parts, base: Fact) -> Reading:
    """Of the readings that do not add up: one whose inner sums do, else the one that comes nearest."""
    found = list(readings(parts.counts, parts.breakdown))
    values = {fact.item: fact.value for fact in parts.counts}
    nested = (
        reading
        for reading in found
        if reading.inside and all(Reading(inside).sum == values[name] for name, inside in reading.inside)
    )
    return next(nested, None) or min(found, key=lambda reading: abs(reading.sum - base.value))


def _name(base: Fact) -> str:
    return f"filed {base}" if base.item else str(base)


def _of_list(row: Row) -> Row:
    """The row is about the whole list, not about its first part."""
    return row | {"item": None}


def _sums_inside(parts: Parts) -> Iterator[Row]:
    """集体提案273件，其中党派198件、团体14件 …: a part told apart again."""
    if parts.breakdown != "proposer":
        return
    closing = _closing(parts, parts.base) if parts.base else None
    nested = {name for name, _ in closing.inside} if closing else set()
    for whole, inside in containers(parts.counts):
        if len(inside) < 2:
            continue
        found = [r for r in readings(inside, parts.breakdown) if r.sum == whole.value]
        detail = f"{found[0] if found else Reading(inside)}; {whole}"
        used = [whole, *inside]
        if found:
            yield compared(parts.rule, whole, used, detail, expected=whole.value, found=whole.value)
        elif whole.item in nested and Reading(inside).sum < whole.value:
            yield untold(parts.rule, whole, used, detail, "the other parts")


def _sum_of_shares(parts: Parts) -> Row:
    rule, about = f"shares by {parts.breakdown} = 100", parts.shares[0]
    used, target = list(parts.shares), 100.0
    if parts.base and parts.share_base is None:
        return _of_list(
            untold(rule, about, used, str(Reading(parts.shares)), "the total that the shares are of")
        )
    if parts.base and parts.share_base and parts.share_base.value != parts.base.value:
        # parts of the filed given as shares of the received add up to the filing rate
        target = 100 * parts.base.value / parts.share_base.value
        used += [parts.base, parts.share_base]
    best, slack = _nearest_shares(parts, target)
    detail = str(best)
    short = best.sum < target - slack - 1e-9
    if short and (parts.truncated or not parts.names_all(parts.shares)):
        missing = "the rest of the text" if parts.truncated else "the other parts"
        return _of_list(untold(rule, about, used, detail, missing))
    row = compared(rule, about, used, detail, expected=target, found=round(best.sum, 6), tolerance=slack)
    return _of_list(row)


def _nearest_shares(parts: Parts, target: float) -> tuple[Reading, float]:
    """The reading of the shares that comes nearest, and its rounding: half a unit for each share."""
    found = list(readings(parts.shares, parts.breakdown))
    slacks = [sum(half_unit(fact.printed) for fact in reading.counted) for reading in found]
    pairs = zip(found, slacks, strict=True)
    fitting = next(((r, slack) for r, slack in pairs if abs(r.sum - target) <= slack + 1e-9), None)
    return fitting or (found[0], slacks[0])
