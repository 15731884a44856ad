"""Each printed share against the count and the total it is said to be of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cppcc_analysis.tables.audit.parts import Parts, is_share
from cppcc_analysis.tables.audit.readings import containers
from cppcc_analysis.tables.audit.sheet import Fact, Sheet
from cppcc_analysis.tables.audit.verdicts import Row, compared, half_unit, untold

RULE = "share = part ÷ base"
#: the total that the share of an outcome is of
_WHOLE = {
    "filed": ("received",),
    "not_filed": ("received",),
    "merged": ("received",),
    "withdrawn": ("received",),
    "participants": ("members",),
}
#: what became of the filed is told of the filed, of the assigned or of the replied, mostly without a word
_HANDLED = ("assigned", "replied", "adopted", "key")
_HANDLED_OF = ("filed", "assigned", "replied", "received")


@dataclass(frozen=True)
class _Quotient:
    """A part and a whole that a share may be of."""

    part: float
    whole: float
    words: str
    used: tuple[Fact, ...]


def check_shares(sheet: Sheet, lists: Sequence[Parts]) -> Iterator[Row]:
    """Every share of a sheet: of the totals, and of the parts in `lists`."""
    for fact in sheet.facts:
        if fact.unit == "%" and fact.breakdown == "total":
            if fact.measure in _WHOLE:
                yield _check(fact, _outcome(fact, sheet), _missing(fact, sheet))
            elif fact.measure in _HANDLED:
                yield _handled(fact, sheet)
    for parts in lists:
        for share in parts.shares:
            yield _check(share, _of_part(share, parts, sheet), _missing_part(share, parts))


def _check(share: Fact, quotients: Sequence[_Quotient], missing: str) -> Row:
    """The first quotient is what the share should be; a later one may explain it."""
    if not quotients:
        return untold(RULE, share, [share], str(share), missing)
    fitting = (q for q in quotients if is_share(share, q.part, q.whole))
    quotient = next(fitting, quotients[0])
    expected = 100 * quotient.part / quotient.whole
    tolerance = half_unit(share.printed)
    used = (share, *quotient.used)
    return compared(
        RULE, share, used, quotient.words, expected=expected, found=share.value, tolerance=tolerance
    )


def _quotient(part: Fact, whole: Fact) -> _Quotient:
    return _Quotient(part.value, whole.value, f"{part} ÷ {whole}", (part, whole))


def _counts(share: Fact, sheet: Sheet) -> list[Fact]:
    """The counts of the same outcome: the one in the share's own sentence, else all."""
    unit = "人" if share.measure == "participants" else "件"
    counts = sheet.totals(share.measure, unit)
    near = [fact for fact in counts if fact.quote == share.quote]
    return near or counts


def _outcome(share: Fact, sheet: Sheet) -> list[_Quotient]:
    """The share of an outcome; a filing rate may be of what is left after merging."""
    wholes = [whole for name in _WHOLE[share.measure] if (whole := _whole(name, sheet)) and whole.value]
    parts = _counts(share, sheet)
    if share.measure == "filed" and parts and sheet.after_merging:
        parts = [*parts, sheet.after_merging]
    return [_quotient(part, whole) for whole in wholes for part in parts]


def _whole(measure: str, sheet: Sheet) -> Fact | None:
    return sheet.total(measure, "人" if measure == "members" else "件")


def _missing(share: Fact, sheet: Sheet) -> str:
    whole = _WHOLE[share.measure][0]
    lacking = [] if _counts(share, sheet) else [share.measure]
    return ", ".join(lacking + ([] if _whole(whole, sheet) else [whole]))


def _handled(share: Fact, sheet: Sheet) -> Row:
    """Told of a total that the words seldom name: it holds for one of them, or nobody can tell."""
    wholes = [whole for name in _HANDLED_OF for whole in sheet.totals(name) if name != share.measure]
    counts = _counts(share, sheet)
    if sheet.after_merging:
        wholes.append(sheet.after_merging)
    pairs = [_quotient(part, whole) for part in counts for whole in wholes if whole.value]
    fitting = [pair for pair in pairs if is_share(share, pair.part, pair.whole)]
    if fitting:
        return _check(share, fitting, "")
    return untold(RULE, share, [share, *counts], str(share), "the base" if counts else share.measure)


def _of_part(share: Fact, parts: Parts, sheet: Sheet) -> list[_Quotient]:
    """The share of a part in its list's base; of a sum of parts; of the part that holds it."""
    said = sheet.total(share.stated_base) if share.stated_base not in (None, parts.measure) else None
    bases = [base for base in (parts.share_base, said) if base and base.value]
    part = parts.count_of(share)
    if part is None or not bases:
        return []
    quotients = [_quotient(part, base) for base in bases]
    quotients += [_of_sum(run, base) for base in bases for run in _runs(part, parts)]
    holders = [whole for whole, inside in containers(parts.counts) if part in inside and whole.value]
    return quotients + [_quotient(part, whole) for whole in holders]


def _runs(part: Fact, parts: Parts) -> list[list[Fact]]:
    """The counts up to this one in its sentence: 专委会18件，联络组27件，占27.1% gives the share of both."""
    before = [fact for fact in parts.counts if fact.quote == part.quote and fact.start <= part.start]
    before.sort(key=lambda fact: fact.start)
    unshared = {fact.item for fact in before} - {share.item for share in parts.shares}
    runs = []
    for first in range(len(before) - 2, -1, -1):
        if before[first].item not in unshared:
            break
        runs.append(before[first:])
    return runs


def _of_sum(run: Sequence[Fact], base: Fact) -> _Quotient:
    words = f"({' + '.join(map(str, run))}) ÷ {base}"
    return _Quotient(sum(fact.value for fact in run), base.value, words, (*run, base))


def _missing_part(share: Fact, parts: Parts) -> str:
    lacking = [] if parts.count_of(share) else [f"the count of {share.item}"]
    if parts.share_base is None:
        lacking.append("the total that the shares are of" if parts.base else parts.measure)
    return ", ".join(lacking)
