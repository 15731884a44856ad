"""One fact in two sources: do they agree?"""

from collections.abc import Hashable, Iterator

from cppcc_analysis.tables.audit.sheet import Fact
from cppcc_analysis.tables.audit.verdicts import Row, compared

_FACT = ("body", "place", "term", "session", "year", "scope", "measure", "breakdown", "item", "unit")


def check_witnesses(facts: list[Fact]) -> Iterator[Row]:
    """A row for each fact that two dumps, or a dump and a reference file, state.

    The first source gives what is expected, each other one what is found. Figures of a text that is a copy
    are no second source and must not be among `facts`.
    """
    stated: dict[tuple[Hashable, ...], list[Fact]] = {}
    for fact in facts:
        key = tuple(getattr(fact, name) for name in _FACT)
        if fact.place is not None and (fact.session is not None or fact.year is not None):
            stated.setdefault(key, []).append(fact)
    for witnesses in stated.values():
        by_dump: dict[str, list[Fact]] = {}
        for fact in witnesses:
            by_dump.setdefault(fact.dump, []).append(fact)
        (first, *_), *others = by_dump.values()
        for other in others:
            yield _compare(first, other)


def _compare(first: Fact, others: list[Fact]) -> Row:
    agreeing = [fact for fact in others if fact.value == first.value]
    second = (agreeing or others)[0]
    detail = f"{first.dump}: {first.printed}; {second.dump}: {second.printed}"
    used = [first, *others]
    return compared("one fact in two sources", first, used, detail, expected=first.value, found=second.value)
