"""The figures that belong together: what one dump states about one session, in one scope."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from cppcc_analysis.tables.facts import OCCASION

#: stands for the item of a total after merging
AFTER_MERGING = "after merging"
_GROUP = ["dump", "body", *OCCASION, "scope"]
_FACT = ["body", *OCCASION, "scope", "measure", "breakdown", "item", "unit"]
_COLUMNS = [
    "dump",
    "article",
    "body",
    *OCCASION,
    "scope",
    "measure",
    "breakdown",
    "item",
    "value",
    "unit",
    "printed",
    "stated_base",
    "quote",
    "start",
    "end",
]


@dataclass(frozen=True)
class Fact:
    """One figure of the table `figures`; the columns of that name, a null is `None`."""

    dump: str
    article: int
    body: str
    place: str | None
    level: str | None
    term: int | None
    session: int | None
    year: int | None
    scope: str
    measure: str
    breakdown: str
    item: str | None
    value: float
    unit: str
    printed: str
    stated_base: str | None
    quote: str
    start: int
    end: int

    @property
    def evidence(self) -> str:
        """Where it stands, as `show_source` prints it."""
        return f"{self.dump}[{self.start}:{self.end}]"

    def __str__(self) -> str:
        return f"{self.item or self.measure} {self.value:g}{'%' if self.unit == '%' else ''}"


@dataclass(frozen=True)
class Sheet:
    """What one dump states about one session and scope.

    `after_merging`: what is left of the filed once like ones were merged (并案后192件), which no measure has.
    `truncated`: one of the articles breaks off.
    """

    facts: tuple[Fact, ...]
    after_merging: Fact | None
    truncated: bool

    def totals(self, measure: str, unit: str = "件") -> list[Fact]:
        return [f for f in self.facts if f.breakdown == "total" and f.measure == measure and f.unit == unit]

    def total(self, measure: str, unit: str = "件") -> Fact | None:
        """The stated total; `None` where there is none, or several with different values."""
        found = self.totals(measure, unit)
        return found[0] if len({fact.value for fact in found}) == 1 else None

    def lists(self) -> Iterator[tuple[str, str, list[Fact]]]:
        """The breakdowns: measure, breakdown and the parts, in counts and shares."""
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.facts:
            if fact.breakdown != "total":
                found.setdefault((fact.measure, fact.breakdown), []).append(fact)
        for (measure, breakdown), parts in found.items():
            yield measure, breakdown, parts


def find_sheets(figures: pd.DataFrame, articles: pd.DataFrame, unread: pd.DataFrame) -> Iterator[Sheet]:
    """The sheets of `figures`, without approximate figures, and with what a correction chose between sources.

    figures, articles, unread: the tables of these names.
    """
    own = _as_chosen(figures[~figures["approximate"]])
    broken = set(articles.loc[articles["truncated"], ["dump", "article"]].itertuples(index=False, name=None))
    merged = unread[unread["reason"].eq("after_merging").fillna(False)]
    after = {(row["dump"], row["article"], row["quote"]): row for row in merged.to_dict("records")}
    plain = own[_COLUMNS].astype(object).where(own[_COLUMNS].notna(), None)
    sheets: dict[int, list[Fact]] = {}
    of_sheet = own.groupby(["_sheet", *_GROUP[1:]], dropna=False, sort=False).ngroup()
    for number, row in zip(of_sheet, plain.to_dict("records"), strict=True):
        sheets.setdefault(number, []).append(Fact(**{str(name): value for name, value in row.items()}))
    for facts in sheets.values():
        truncated = any((fact.dump, fact.article) in broken for fact in facts)
        yield Sheet(tuple(facts), _after_merging(facts, after), truncated)


def _as_chosen(figures: pd.DataFrame) -> pd.DataFrame:
    """Where a correction set a figure aside, the one that it chose stands in its place.

    So the other figures of that dump are audited against what now counts. `_sheet` is the dump whose sheet a
    row belongs to.
    """
    figures = figures.assign(_sheet=figures["dump"])
    aside = figures["chosen"].eq(False).fillna(False).astype(bool)
    if not aside.any():
        return figures
    taken = figures[figures["chosen"].eq(True).fillna(False).astype(bool)].drop_duplicates(_FACT)
    stands_in = figures.loc[aside, ["_sheet", *_FACT]].merge(
        taken.drop(columns="_sheet"), on=_FACT, how="inner"
    )
    return pd.concat([figures[~aside], stands_in[figures.columns]], ignore_index=True)


def _after_merging(facts: Sequence[Fact], after: dict[tuple[str, int, str], dict[str, Any]]) -> Fact | None:
    """The count after merging that stands in one sentence with the filed of the same scope."""
    for fact in facts:
        row = after.get((fact.dump, fact.article, fact.quote)) if fact.breakdown == "total" else None
        if row:
            return replace(
                fact,
                measure="filed",
                item=AFTER_MERGING,
                unit="件",
                value=float(row["value"]),
                start=int(row["start"]),
                end=int(row["end"]),
            )
    return None
