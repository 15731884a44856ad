"""Lines over the years: the axes, the marks, and the labels that find room."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

from matplotlib.lines import Line2D

from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.courses import Course, Courses
from cppcc_analysis.charts.labels import Box, Room
from cppcc_analysis.charts.style import HATCH, INK, MUTED, PAPER, RULE, SMALL, text_width
from cppcc_analysis.charts.wording import MEASURES, missing, number, numeral, ordinal, pick

#: from (x[0], y[0]) to (x[1], y[1])
Segment = tuple[tuple[float, float], tuple[float, float]]
#: a scale of rates begins at 0 unless all are above this
_HIGH_RATES = 50
#: as many labels without room are named in a footnote; more are counted
_NAMED_LOST = 6
#: inches left of the first and right of the last slot
_PAD = 0.1


@dataclass(frozen=True)
class Scale:
    """Values from the bottom to the top of a plane, and those that get a rule."""

    low: float
    high: float
    ticks: tuple[float, ...]


def scale_of(courses: Sequence[Course], rules: int = 4) -> Scale:
    """One scale for all values of `courses`: from 0, or for high rates from a full ten below the least.

    rules  as many round values at most, besides the lowest
    """
    values = [value for course in courses for value in course.values.values()]
    if not values:
        return Scale(0, 1, ())
    rate = MEASURES[courses[0].measure][2] == "%"
    low = floor((min(values) - 1) / 10) * 10.0 if rate and min(values) > _HIGH_RATES else 0.0
    high = max(values) if max(values) > low else low + 1
    step = _step((high - low) / rules)
    ticks = [low + step * n for n in range(int((high - low) / step + 1e-9) + 1)]
    return Scale(low, high, tuple(tick for tick in ticks if rate or tick == int(tick)))


def _step(least: float) -> float:
    """The round number, 1, 2 or 5 times a power of ten, next above `least`.

    >>> _step(1955), _step(133), _step(0.3)
    (2000.0, 200.0, 0.5)
    """
    power = 10.0 ** floor(log10(least))
    return next(power * times for times in (1, 2, 5, 10) if power * times >= least)


@dataclass(frozen=True)
class Label:
    """A text with its middle."""

    x: float
    y: float
    text: str
    tone: str


@dataclass(frozen=True)
class Plane:
    """A system of axes: slots from left to right, values from bottom to top, in inches."""

    width: float
    height: float
    slots: int
    scale: Scale

    def x(self, slot: float) -> float:
        """How far to the right a slot stands."""
        if self.slots == 1:
            return self.width / 2
        return _PAD + (self.width - 2 * _PAD) * slot / (self.slots - 1)

    def y(self, value: float) -> float:
        """How far down a value stands."""
        part = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return self.height * (1 - part)

    def lines(self, course: Course) -> list[Segment]:
        """The line of a place, interrupted at gaps."""
        return [
            ((self.x(one), self.x(other)), (self.y(course.values[one]), self.y(course.values[other])))
            for run in course.runs()
            for one, other in pairwise(run)
        ]

    def draw_course(self, canvas: Canvas, course: Course, tone: str, behind: bool = False) -> None:
        """The line, with a dot for each value: hollow where it was computed."""
        for x, y in self.lines(course):
            canvas.line(x, y, tone, 1.1 if behind else 1.8)
        size = min(5.0, max(2.6, 72 * self.width / self.slots * 0.55)) * (0.8 if behind else 1.0)
        for slot, value in course.values.items():
            hollow = course.state(slot) == "derived"
            _dot(canvas, self.x(slot), self.y(value), tone, size, hollow)

    def draw_rules(self, canvas: Canvas, lang: str, unit: str = "") -> None:
        """A rule for each round value, with the value to its left."""
        canvas.line((0, self.width), (self.height, self.height), RULE, 0.7)
        for tick in self.scale.ticks:
            y = self.y(tick)
            if tick != self.scale.low:
                canvas.line((0, self.width), (y, y), RULE, 0.4)
            canvas.text(-0.06, y, number(tick, lang) + unit, SMALL, MUTED, "right")

    def draw_years(self, canvas: Canvas, labels: Sequence[str], left: float, right: float) -> None:
        """The years below, from `left` to `right`: all that fit, at even steps, and always the ends."""
        half = {slot: text_width(label, SMALL) / 2 for slot, label in enumerate(labels)}
        x = {
            slot: min(max(self.x(slot), left + width), right - width)
            if slot in (0, len(labels) - 1)
            else self.x(slot)
            for slot, width in half.items()
        }

        def apart(one: int, other: int) -> bool:
            return abs(x[one] - x[other]) > half[one] + half[other] + 0.06

        for step in (1, 2, 5, 10, 20, 50):
            even = [slot for slot, label in enumerate(labels) if label.isdecimal() and int(label) % step == 0]
            if all(apart(one, other) for one, other in pairwise(even)):
                break
        last = len(labels) - 1
        ends = [0, last] if last and apart(0, last) else [0]
        for slot in [*ends, *(slot for slot in even if all(apart(slot, end) for end in ends))]:
            canvas.line((self.x(slot),) * 2, (self.height, self.height + 0.04), HATCH, 0.6)
            canvas.text(x[slot], self.height + 0.13, labels[slot], SMALL, MUTED, "center")

    def draw_terms(self, canvas: Canvas, starts: Sequence[tuple[int, int]], lang: str) -> None:
        """A thin rule where a committee took over from another, and which one it was, where that fits."""
        if not starts:
            return
        marks = [(0.0 if slot == 0 else (self.x(slot) + self.x(slot - 1)) / 2, term) for slot, term in starts]
        ends = [x for x, _ in marks[1:]] + [self.width]
        names = [pick(lang, f"{numeral(term)}届", ordinal(term)) for _, term in marks]
        rooms = [end - x - 0.08 for (x, _), end in zip(marks, ends, strict=True)]
        if any(text_width(name, SMALL) >= room for name, room in zip(names, rooms, strict=True)):
            # the first says what the others number
            names = [names[0], *(name.removesuffix("届") for name in names[1:])]
        for (x, _), name, room in zip(marks, names, rooms, strict=True):
            if x:
                canvas.line((x, x), (-0.38, self.height), RULE, 0.7)
            if text_width(name, SMALL) < room:
                canvas.text(x + 0.05, -0.31, name, SMALL, MUTED)


def room_of(plane: Plane, courses: Sequence[Course], frame: Box) -> Room:
    """The room that the lines of `courses` leave for labels inside `frame`."""
    room = Room(frame)
    for course in courses:
        for x, y in plane.lines(course):
            room.take_segment(x, y)
        for slot, value in course.values.items():
            room.take_dot(plane.x(slot), plane.y(value))
    return room


def label_values(
    plane: Plane, course: Course, slots: Sequence[int], room: Room, lang: str, needed: bool
) -> tuple[list[Label], list[int]]:
    """The values of `slots` beside their points, and the slots without room.

    needed  rather across a line than nowhere
    """
    labels, lost = [], []
    for slot in slots:
        text = course.label(slot, lang)
        spot = room.place(plane.x(slot), plane.y(course.values[slot]), text, over_marks=needed)
        if spot is None:
            lost.append(slot)
        else:
            labels.append(Label(*spot, text, INK))
    return labels, lost


def label_gaps(
    plane: Plane, course: Course, room: Room, lang: str, named: bool
) -> tuple[list[Label], list[int]]:
    """The words for what sessions do not state, in the break of the line, and the slots without room."""
    labels, lost = [], []
    for slots, word in course.gaps(lang):
        text = course.name + pick(lang, "", " ") + word if named else word
        x = plane.x(sum(slots) / len(slots))
        spot = room.place(x, _between(plane, course, slots), text, within=True)
        if spot is None:
            lost += slots
        else:
            labels.append(Label(*spot, text, MUTED))
    return labels, lost


def _between(plane: Plane, course: Course, slots: list[int]) -> float:
    """The height between the values on both sides of a gap."""
    before = [value for slot, value in course.values.items() if slot < slots[0]][-1:]
    after = [value for slot, value in course.values.items() if slot > slots[-1]][:1]
    near = before + after
    return plane.y(sum(near) / len(near)) if near else plane.height / 2


def lost_note(lost: Sequence[tuple[Course, int]], lang: str) -> list[str]:
    """A footnote with the gaps and the doubtful values that found no room in the drawing; many are counted."""
    if not lost:
        return []
    if len(lost) > _NAMED_LOST:
        gaps = sum(slot not in course.values for course, slot in lost)
        told = [
            pick(lang, f"{zh}{count}处", f"{en} {count}")
            for zh, en, count in (
                ("未载明或原文中断", "gaps", gaps),
                ("约数或有出入的数", "approximate or contradicted values", len(lost) - gaps),
            )
            if count
        ]
    else:
        told = [
            f"{course.name}{course.slot_name(slot)}年{_word(course, slot, lang)}"
            if lang == "zh"
            else f"{course.name} {course.slot_name(slot)} {_word(course, slot, lang)}"
            for course, slot in lost
        ]
    return [
        pick(
            lang,
            f"因版面所限，图中未标出：{'，'.join(told)}",
            f"Not labelled for lack of room: {'; '.join(told)}",
        )
    ]


def _word(course: Course, slot: int, lang: str) -> str:
    """The value of a session, or the word for its gap."""
    return course.label(slot, lang) if slot in course.values else missing(course.state(slot), lang)


def scale_note(scale: Scale, lang: str) -> list[str]:
    """A footnote where the axis of values does not begin at 0."""
    if not scale.low:
        return []
    low = number(scale.low, lang)
    return [pick(lang, f"纵轴自{low}%起", f"The vertical axis begins at {low}%")]


def _dot(canvas: Canvas, x: float, y: float, tone: str, size: float, hollow: bool) -> None:
    """A mark that may be smaller than the canvas's own, for decades of sessions."""
    canvas.axes.add_artist(
        Line2D(
            [canvas.left + x],
            [canvas.top + y],
            marker="o",
            markersize=size * canvas.scale,
            color=tone,
            markerfacecolor=PAPER if hollow else tone,
            markeredgewidth=size * canvas.scale / 5,
        )
    )


def term_starts(courses: Courses) -> list[tuple[int, int]]:
    """The slots at which committees took over, with their number, the first one at its first slot.

    A committee meets once a year, so a numbered session tells in which year the first was. Empty where only one
    committee met, where the places are not in the same, or where a number is missing at a change.
    """
    terms: dict[int, set[int]] = {}
    firsts: dict[int, int] = {}
    for course in courses.places:
        for slot, row in course.sessions.items():
            if row[["term", "session"]].isna().any():
                return []
            term = int(row["term"])
            terms.setdefault(slot, set()).add(term)
            began = int(row["year"]) - int(row["session"]) + 1
            slots = [n for n, year in enumerate(courses.years) if year == began]
            # a committee that began before the first year shown
            start = slots[0] if slots else 0
            firsts[term] = min(firsts.get(term, slot), slot, start)
    if len(firsts) < 2 or any(len(met) > 1 for met in terms.values()):
        return []
    starts, ended = [], -1
    for term in sorted(firsts):
        met = [slot for slot, numbers in terms.items() if term in numbers]
        starts.append((max(firsts[term], ended + 1), term))
        if min(met) <= ended:
            return []
        ended = max(met)
    return starts
