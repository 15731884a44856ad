"""One checked identity as a row of `checks`."""

from collections.abc import Iterable

from cppcc_analysis.tables.audit.sheet import Fact
from cppcc_analysis.tables.facts import OCCASION

Row = dict[str, object]
_HEAD = ("dump", "article", "body", *OCCASION, "scope", "measure", "breakdown", "item")
#: for the binary fractions of a division
_HAIR = 1e-9


def compared(
    rule: str,
    about: Fact,
    used: Iterable[Fact],
    detail: str,
    *,
    expected: float,
    found: float,
    tolerance: float = 0.0,
) -> Row:
    """Holds where `found` is within `tolerance` of `expected`."""
    holds = abs(expected - found) <= tolerance + _HAIR
    return judged(rule, about, used, detail, expected=expected, found=found, tolerance=tolerance, holds=holds)


def judged(
    rule: str,
    about: Fact,
    used: Iterable[Fact],
    detail: str,
    *,
    expected: float,
    found: float,
    holds: bool,
    tolerance: float = 0.0,
) -> Row:
    """A check whose outcome is no plain comparison of two numbers."""
    return _row(rule, about, used, detail) | {
        "expected": round(expected, 4),
        "found": found,
        "tolerance": round(tolerance, 6),
        "verdict": "holds" if holds else "fails",
    }


def untold(rule: str, about: Fact, used: Iterable[Fact], detail: str, missing: str) -> Row:
    """A check that cannot be made, and what is missing for it."""
    return _row(rule, about, used, detail) | {"verdict": "can't tell", "missing": missing}


def half_unit(printed: str) -> float:
    """Half a unit of the last printed digit: 0.05 for 33.7%, 0.5 for 30%.

    >>> half_unit("33.7%"), half_unit("30%"), half_unit("百分之十三点五"), half_unit("９４．６％")
    (0.05, 0.5, 0.05, 0.05)
    """
    _, point, decimals = printed.replace("点", ".").replace("．", ".").partition(".")
    digits = decimals.rstrip("%％ 成")
    return 0.5 * 10.0 ** -len(digits) if point else 0.5


def _row(rule: str, about: Fact, used: Iterable[Fact], detail: str) -> Row:
    evidence = dict.fromkeys(fact.evidence for fact in used)
    head: Row = {name: getattr(about, name) for name in _HEAD}
    return head | {"rule": rule, "detail": detail, "figures": "; ".join(evidence)}
