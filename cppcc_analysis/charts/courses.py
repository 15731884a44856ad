"""One measure of several places, session by session, as lines over the years need it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from cppcc_analysis.charts.native import Point, Series
from cppcc_analysis.charts.scopes import left_out_note, year_scope_note
from cppcc_analysis.charts.style import HATCH
from cppcc_analysis.charts.wording import (
    MEASURES,
    check_input,
    in_order,
    listing,
    mark,
    missing,
    number,
    occasion,
    pick,
    place_name,
    session_name,
    stated,
)
from cppcc_analysis.errors import unknown

#: states of a value that may be compared
_EXACT = ("reported", "derived")
#: as many sessions are named in a footnote; more are counted
_NAMED = 6


@dataclass(frozen=True)
class Course:
    """One place: its sessions by the number of their slot on the axis of years."""

    name: str
    national: bool
    measure: str
    sessions: dict[int, "pd.Series[Any]"]

    @cached_property
    def values(self) -> dict[int, float]:
        """The values by slot."""
        cells = {slot: stated(row, self.measure) for slot, row in self.sessions.items()}
        return {slot: value for slot, value in cells.items() if value is not None}

    @cached_property
    def exact(self) -> list[int]:
        """Slots with a value that may be compared: neither approximate nor in conflict."""
        return [slot for slot in self.values if self.state(slot) in _EXACT]

    def state(self, slot: int) -> str:
        return str(self.sessions[slot][f"{self.measure}_state"])

    def runs(self) -> Iterator[list[int]]:
        """Neighbouring slots with values: what a line may join."""
        run: list[int] = []
        for slot in self.values:
            if run and slot != run[-1] + 1:
                yield run
                run = []
            run.append(slot)
        if run:
            yield run

    def gaps(self, lang: str) -> list[tuple[list[int], str]]:
        """Neighbouring sessions that do not state the measure, and the word for it."""
        found: list[tuple[list[int], str]] = []
        for slot in (slot for slot in self.sessions if slot not in self.values):
            word = missing(self.state(slot), lang)
            if found and found[-1][1] == word and found[-1][0][-1] == slot - 1:
                found[-1][0].append(slot)
            else:
                found.append(([slot], word))
        return found

    def slot_name(self, slot: int) -> str:
        """The year of a session."""
        return str(self.sessions[slot]["year"])

    def label(self, slot: int, lang: str) -> str:
        """A value with its marks, without 件: 386, 约400, 81.6%*."""
        text = number(self.values[slot], lang) + ("%" if MEASURES[self.measure][2] == "%" else "")
        if self.state(slot) == "approximate":
            text = pick(lang, "约", "about ") + text
        return text + mark(self.state(slot))

    def key_slots(self, extremes: bool = True) -> list[int]:
        """The slots whose values are told, the most important first: last, first, extremes, marked."""
        slots, keys = list(self.values), self.ends()
        if extremes and slots:
            keys += [max(slots, key=self.values.__getitem__), min(slots, key=self.values.__getitem__)]
        return list(dict.fromkeys([*keys, *self.doubtful()]))

    def ends(self) -> list[int]:
        """The slots of the last and the first value."""
        slots = list(self.values)
        return list(dict.fromkeys([*slots[-1:], *slots[:1]]))

    def doubtful(self) -> list[int]:
        """Slots with an approximate or contradicted value."""
        return [slot for slot in self.values if slot not in self.exact]

    def native(self, slots: int, tone: str, lang: str, extremes: bool = True, behind: bool = False) -> Series:
        """The line for programs that draw charts themselves."""
        told = set(self.key_slots(extremes))
        points = tuple(
            Point(
                self.values[slot],
                self.label(slot, lang) if slot in told else "",
                self.state(slot) == "derived",
            )
            if slot in self.values
            else Point(None)
            for slot in range(slots)
        )
        return Series(self.name, points, HATCH if behind else tone, behind=behind)


@dataclass(frozen=True)
class Courses:
    """Several places on one axis of years.

    slots      labels of the axis: each year from the first to the last, twice where a place met twice
    years      the year of each slot
    places     in the order of their first row
    reference  the nation behind other places, in the years of those
    rows       the sessions drawn
    left_out   rows of another scope, without a year, or of the nation outside the years of the others
    """

    measure: str
    slots: tuple[str, ...]
    years: tuple[int, ...]
    places: tuple[Course, ...]
    reference: Course | None
    rows: pd.DataFrame
    left_out: pd.DataFrame

    @property
    def all(self) -> tuple[Course, ...]:
        """The places, and the reference behind them."""
        return self.places if self.reference is None else (*self.places, self.reference)

    def categories(self, lang: str, *courses: Course) -> tuple[str, ...]:
        """The slots for `courses`, with the words for what their sessions do not state behind them."""
        words: dict[int, list[str]] = {}
        for course in courses:
            for slots, word in course.gaps(lang):
                for slot in slots:
                    name = "" if len(courses) == 1 else course.name + pick(lang, "", " ")
                    words.setdefault(slot, []).append(name + word)
        return tuple(
            label + pick(lang, f"（{'、'.join(words[n])}）", f" ({', '.join(words[n])})")
            if n in words
            else label
            for n, label in enumerate(self.slots)
        )


def courses_of(rows: pd.DataFrame, lang: str, measure: str) -> Courses:
    """Sessions by place and year.

    rows: of `proposals` or `side_by_side`. Raises `UserError` when there is none, or for an unknown language
    or measure.
    """
    check_input(rows, lang)
    known = [name for name in MEASURES if name in rows and f"{name}_state" in rows]
    if measure not in known:
        raise unknown("measure", measure, known)
    rows = in_order(rows)
    drawn = rows[rows["scope"].eq("session") & rows["year"].notna()]
    national = drawn["level"].eq("national").fillna(False)
    others = drawn[~national]
    if len(others):
        # the years in which only the nation met would squeeze the others to the edge
        drawn = drawn[~national | drawn["year"].between(others["year"].min(), others["year"].max())]
    years, labels = _slots(drawn, lang)
    courses = [
        _course(group, years, measure, lang)
        for _, group in drawn.groupby(drawn["place"].fillna(""), sort=False)
    ]
    reference = next((course for course in courses if course.national and len(others)), None)
    return Courses(
        measure,
        labels,
        years,
        tuple(course for course in courses if course is not reference),
        reference,
        drawn.reset_index(drop=True),
        rows.drop(drawn.index).reset_index(drop=True),
    )


def _slots(rows: pd.DataFrame, lang: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The year of each slot, and its label."""
    if rows.empty:
        return (), ()
    met = rows.groupby([rows["place"].fillna(""), "year"], sort=False).cumcount()
    years, labels = [], []
    for year in range(int(rows["year"].min()), int(rows["year"].max()) + 1):
        times = met[rows["year"] == year]
        for time in range(1 if times.empty else int(times.max()) + 1):
            of_slot = rows[(rows["year"] == year) & (met == time)]
            names = {session_name(row, lang) for _, row in of_slot.iterrows()}
            years.append(year)
            labels.append(f"{year} {names.pop() if len(names) == 1 else time + 1}" if time else str(year))
    return tuple(years), tuple(labels)


def _course(rows: pd.DataFrame, years: tuple[int, ...], measure: str, lang: str) -> Course:
    sessions: dict[int, pd.Series[Any]] = {}
    for _, row in rows.iterrows():
        slot = years.index(int(row["year"]))
        while slot in sessions:
            slot += 1
        sessions[slot] = row
    first = rows.iloc[0]
    return Course(place_name(first, lang), first["level"] == "national", measure, sessions)


#: what a computed value is known by, among points
DERIVED_POINT = ("* 和空心点：推算值", "* and hollow points: derived")


def course_notes(courses: Courses, lang: str) -> list[str]:
    """Footnotes on what the lines leave open and leave out."""
    notes = []
    holes = any(
        slot not in course.sessions
        for course in courses.all
        for slot in range(min(course.sessions), max(course.sessions))
    )
    if holes:
        notes.append(
            pick(
                lang,
                "线断开而未注明原因处：表中没有该年会议的数据",
                "Where a line breaks without a word, the tables hold no session of that year",
            )
        )
    return notes + _left_out_notes(courses, lang)


def _left_out_notes(courses: Courses, lang: str) -> list[str]:
    rows = courses.left_out
    wider, sessions = rows[rows["scope"] != "session"], rows[rows["scope"] == "session"]
    if len(wider) > _NAMED:
        notes = [
            pick(
                lang, f"口径不同，未画入：{len(wider)}行", f"Of another scope, not drawn: {len(wider)} rows"
            ),
            *year_scope_note(wider, lang),
        ]
    else:
        notes = left_out_note(wider, lang)
    undated, outside = sessions[sessions["year"].isna()], sessions[sessions["year"].notna()]
    if len(undated):
        names = [occasion(row, lang) for _, row in undated.head(_NAMED).iterrows()]
        rest = len(undated) - len(names)
        names += [pick(lang, f"另{rest}次", f"{rest} more")] if rest else []
        notes.append(
            pick(
                lang,
                f"年份未载明，未画入：{listing(names, lang)}",
                f"Year not stated, not drawn: {listing(names, lang)}",
            )
        )
    if len(outside):
        who = place_name(outside.iloc[0], lang)
        notes.append(
            pick(
                lang,
                f"{who}只画各地所在年份，另有{len(outside)}次会议未画入",
                f"{who}: only years that the places cover; sessions not drawn: {len(outside)}",
            )
        )
    return notes
