"""The one error a user may cause: a line that says what is wrong and what to do."""

from collections.abc import Iterable
from difflib import get_close_matches

#: more known names than these are no list that one reads: then the nearest of them
_LISTED, _NEAREST = 30, 8


class UserError(Exception):
    """Bad input or usage. The command line prints it as one line and exits with 2."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows of it: the line, without the stack."""
        return [f"{type(self).__name__}: {self}"]


def unknown(kind: str, given: object, known: Iterable[object]) -> UserError:
    """The error for a name that is not among the known ones, which are listed nearest first, of many the nearest.

    >>> str(unknown("city", "阳泉", ["太原市", "阳泉市"]))
    "unknown city '阳泉'; known: 阳泉市, 太原市"
    """
    names = [str(x) for x in known]
    near = get_close_matches(str(given), names, n=len(names), cutoff=0.1)
    listed = near + [x for x in names if x not in near]
    if len(listed) > _LISTED:
        listed = [*listed[:_NEAREST], f"… ({len(names)} in all)"]
    return UserError(f"unknown {kind} '{given}'; known: {', '.join(listed) or 'none'}")
