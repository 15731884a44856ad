"""How a list of parts may be read: some parts are named as being inside others.

委员提案4259件，集体提案273件，其中党派198件 …: the parties' proposals are inside the collective ones and
are not added again.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from cppcc_analysis.tables.audit.sheet import Fact
from cppcc_analysis.tables.crosswalk import standard_of

_OF_MEMBERS = re.compile("委员(?!会|小组|活动|街道|界别)|联名|个人")
_PARTIES = re.compile("党派|民革|民盟|民建|民进|农工|致公|九三|台盟|工商联|无党派")
_ORGANISATIONS = re.compile("团体|妇联|共青团|团委|工会|青联|侨联|科协|台联|残联|文联|工商联")
#: a proposer whose proposals may be told apart again, and whose they then are
_CONTAINERS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("委员", lambda item: bool(_OF_MEMBERS.search(item))),
    ("集体", lambda item: not _OF_MEMBERS.search(item)),
    ("党派团体", lambda item: bool(_PARTIES.search(item) or _ORGANISATIONS.search(item))),
    ("党派", lambda item: bool(_PARTIES.search(item))),
    ("团体", lambda item: bool(_ORGANISATIONS.search(item) or _PARTIES.search(item))),
)


@dataclass(frozen=True)
class Reading:
    """The parts that are added up, those inside one of them (by its name), and those outside the scheme."""

    counted: tuple[Fact, ...]
    inside: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    across: tuple[Fact, ...] = ()

    @property
    def sum(self) -> float:
        return sum(fact.value for fact in self.counted)

    def __str__(self) -> str:
        words = " + ".join(map(str, self.counted))
        if len(self.counted) > 1:
            words += f" = {self.sum:.10g}"
        for name, parts in self.inside:
            words += f"; inside {name}: {', '.join(map(str, parts))}"
        return words + "".join(f"; {fact} runs across the others" for fact in self.across)


def readings(parts: Sequence[Fact], breakdown: str) -> Iterator[Reading]:
    """The ways in which a list can be added up, the plainest first."""
    yield Reading(tuple(parts))
    yield from _nested(parts) if breakdown == "proposer" else _without_strangers(parts)


def containers(parts: Sequence[Fact]) -> list[tuple[Fact, tuple[Fact, ...]]]:
    """The parts that may hold others of the list, each with those."""
    return [
        (container, inside)
        for container in parts
        for name, belongs in _CONTAINERS
        if container.item == name
        and (inside := tuple(p for p in parts if p is not container and belongs(str(p.item))))
    ]


def _nested(parts: Sequence[Fact]) -> Iterator[Reading]:
    found = containers(parts)
    for count in range(1, len(found) + 1):
        for chosen in combinations(found, count):
            taken = {id(part) for _, inside in chosen for part in inside}
            counted = tuple(part for part in parts if id(part) not in taken)
            yield Reading(counted, tuple((str(whole.item), inside) for whole, inside in chosen))


def _without_strangers(parts: Sequence[Fact]) -> Iterator[Reading]:
    """A count that no scheme knows (proposals in Mongolian) may run across the categories."""
    strangers = tuple(part for part in parts if standard_of(str(part.item)) is None)
    if strangers and len(strangers) < len(parts) - 1:
        yield Reading(tuple(part for part in parts if part not in strangers), across=strangers)
