"""The set phrases of the political frame: where they stand in a text, and as which phrase.

They are data (`data/formulae.toml`, with the reasons); the named terms of class `formula` count among them.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cppcc_analysis.keywords.termlist import Match, load_terms, term_matcher

#: what … stands for in a pattern: a gap inside one clause
_GAP = r"[^，。；：！？\n]{0,16}?"


@dataclass(frozen=True)
class Formula:
    """A set phrase: its name is the phrase as printed, `group` the kind it belongs to."""

    name: str
    group: str
    pattern: re.Pattern[str]


@cache
def load_formulae() -> tuple[Formula, ...]:
    """The phrases of `data/formulae.toml`, in its order."""
    groups = tomllib.loads(files(__package__).joinpath("data/formulae.toml").read_text(encoding="utf-8"))
    return tuple(
        Formula(name, group, re.compile(pattern.replace("…", _GAP)))
        for group, body in groups.items()
        for name, pattern in body["patterns"].items()
    )


def find_formulae(text: str) -> list[Match]:
    """The set phrases in `text`, in its order, none overlapping another; at each place the longest.

    >>> [match.word for match in find_formulae("坚决做到“两个维护”，做好养老服务。")]
    ['坚决做到“两个维护”']
    """
    found = [
        Match(formula.name, *match.span())
        for formula in load_formulae()
        for match in formula.pattern.finditer(text)
    ]
    named = {term.word for term in load_terms() if term.term_class == "formula"}
    found += [match for match in term_matcher().find(text) if match.word in named]
    found.sort(key=lambda match: (match.start, -match.end, match.word))
    kept: list[Match] = []
    for match in found:
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


class Covered:
    """Which stretches of a text are taken by set phrases.

    >>> covered = Covered([Match("两个维护", 4, 8)])
    >>> covered.holds(5, 7), covered.holds(6, 9), covered.holds(0, 4)
    (True, False, False)
    """

    def __init__(self, matches: Sequence[Match]) -> None:
        self._starts = [match.start for match in matches]
        self._ends = [match.end for match in matches]

    def holds(self, start: int, end: int) -> bool:
        """Whether `start` to `end` lies inside one phrase."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]
