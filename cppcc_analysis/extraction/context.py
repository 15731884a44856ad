"""What a figure is, and what one number hands on to the next."""

import re
from dataclasses import dataclass, field

from cppcc_analysis.extraction.lexicon import Number
from cppcc_analysis.extraction.sentences import Clause, Slot
from cppcc_analysis.reading.traced import Traced

#: so many sentences behind one about proposals still speak of them
_NEAR = 3
#: a sentence of so few characters may be an item of a list
_ITEM = 20
#: totals that a breakdown may be of
BASES = ("received", "filed", "assigned")


@dataclass(frozen=True)
class Figure:
    """One number that the text states, with what it counts.

    `list_number` tells lists of parts apart. `base_stated`: the text's own words name the total that a part
    belongs to; `base_said` is the one that its share is of (占立案总数的…), `base_before` the one that 其中
    points back to.
    `theme`: the words alone do not tell a category from a theme that runs across categories.
    """

    body: str
    scope: str
    measure: str
    breakdown: str
    item: str | None
    value: float
    unit: str
    printed: str
    approximate: bool
    as_of: str | None
    quote: str
    start: int
    end: int
    list_number: int = 0
    base_stated: bool = False
    theme: bool = False
    base_said: str | None = None
    base_before: str | None = None

    @property
    def is_total(self) -> bool:
        return self.breakdown == "total"


@dataclass
class State:
    """What one number hands on to the next.

    `base` is the total that the next part belongs to, with the scope of that total. `open_counts` are the
    counts to which shares may still come, by depth of brackets; `lost` are the words before the last count
    where it was not read, so that a share behind it has no figure to belong to.
    """

    body: str | None
    scope: str
    base: str = "filed"
    base_scope: str | None = None
    base_stated: bool = False
    #: the article is about proposals, whatever a sentence says
    devoted: bool = False
    last_measure: str | None = None
    #: the total that the number before this one states, or is the share of
    just_before: str | None = None
    #: rates of which a former value was given: 满意率由91.5%提高到…
    rising: set[str] = field(default_factory=set)
    #: by what the latest part was a part
    last_part: str | None = None
    #: the measure of the congress whose parts are being listed
    congress: str | None = None
    as_of: str | None = None
    list_number: int = 0
    totals: dict[tuple[str, str], float] = field(default_factory=dict)
    open_counts: dict[int, list[Figure]] = field(default_factory=dict)
    lost: str | None = None
    #: what the last number, a change, was said of: the clause in front of the change; null: it was no change
    changed: Clause | None = None
    #: what stood outside the brackets that are open: scope, base and its scope
    outside: list[tuple[str, str, str | None, bool]] = field(default_factory=list)
    #: the rest of the sentence is of no figure; this sentence speaks of proposals; so many more may
    aside: bool = False
    #: the sentence tells the session's proposals from those handed in later
    by_time: bool = False
    about: bool = False
    spoken_of: int = 0

    def start_year(self) -> None:
        """A working year begins, whose totals are its own."""
        self.scope = "year"
        self.totals = {key: value for key, value in self.totals.items() if key[1] != "year"}

    def start_sentence(self, text: str) -> None:
        self.open_counts, self.aside, self.rising, self.changed = {}, False, set(), None
        # a short item goes on with the list before it
        if len(text) > _ITEM:
            self.last_part = None
        self.by_time = bool(re.search("闭会期间|平时提案|休会期间", text))
        self.about = "提案" in text or "立案" in text
        self.spoken_of = _NEAR if self.about else max(0, self.spoken_of - 1)
        if "提案" in text and "建议" not in text and "议案" not in text:
            self.congress = None

    def go_to_depth(self, depth: int) -> None:
        """Keeps what a bracket interrupts, and takes it up again behind it."""
        while len(self.outside) < depth:
            self.outside.append((self.scope, self.base, self.base_scope, self.base_stated))
        while len(self.outside) > depth:
            self.scope, self.base, self.base_scope, self.base_stated = self.outside.pop()

    def counts_open_to(self, slot: Slot) -> tuple[int, list[Figure]]:
        """The counts that a share may belong to, and their depth: 立案365件（占94.6%） reaches out of the bracket."""
        behind_count = len(slot.left) == 2 and not slot.left[0].text
        depth = slot.depth - 1 if behind_count and not self.open_counts.get(slot.depth) else slot.depth
        return depth, self.open_counts.get(depth, [])

    def start_list(self, base: str, scope: str | None, stated: bool) -> None:
        self.base, self.base_scope, self.base_stated = base, scope, stated
        self.list_number += 1


@dataclass(frozen=True)
class Maker:
    """Makes the figures of one number, with what the state hands on."""

    number: Number
    state: State
    sentence: Traced
    body: str = "政协"
    scope: str | None = None

    def total(self, measure: str) -> Figure:
        return self._figure(measure, "total", None, self.scope or self.state.scope)

    def part(self, breakdown: str, item: str, theme: bool = False) -> Figure:
        """A part of the base: by proposer or by category."""
        state = self.state
        if state.congress:
            return self._figure(state.congress, breakdown, item, state.scope)
        return self._figure(state.base, breakdown, item, state.base_scope or state.scope, theme)

    def like(self, count: Figure) -> Figure:
        """The share of what `count` counts."""
        return self._figure(
            count.measure,
            count.breakdown,
            count.item,
            count.scope,
            count.theme,
            count.list_number,
        )

    def _figure(
        self,
        measure: str,
        breakdown: str,
        item: str | None,
        scope: str,
        theme: bool = False,
        list_number: int | None = None,
    ) -> Figure:
        start, end = self.sentence[self.number.start : self.number.end].span
        return Figure(
            body=self.body,
            scope=scope,
            measure=measure,
            breakdown=breakdown,
            item=item,
            value=self.number.value,
            unit=self.number.unit,
            printed=self.sentence.text[self.number.start : self.number.end],
            approximate=self.number.approximate,
            as_of=self.state.as_of,
            quote=self.sentence.text,
            start=start,
            end=end,
            list_number=self.state.list_number if list_number is None else list_number,
            base_stated=self.state.base_stated,
            theme=theme,
        )
