"""A measure over many sessions: one line a place, the nation behind."""

from dataclasses import dataclass

import pandas as pd

from cppcc_analysis.charts.canvas import LEADING, Canvas
from cppcc_analysis.charts.chart import Chart, Plot
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.courses import DERIVED_POINT, Course, Courses, course_notes, courses_of
from cppcc_analysis.charts.labels import Box, spread
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.multiples import chart_of_multiples, course_subtitle, empty_plot
from cppcc_analysis.charts.native import Native, Panel
from cppcc_analysis.charts.plane import (
    Label,
    Plane,
    Scale,
    label_gaps,
    label_values,
    lost_note,
    room_of,
    scale_note,
    scale_of,
    term_starts,
)
from cppcc_analysis.charts.style import (
    ACCENT,
    CATEGORY_TONES,
    COMBINED,
    FILED,
    HATCH,
    INK,
    LABEL,
    MUTED,
    SMALL,
    text_width,
)
from cppcc_analysis.charts.trend_findings import describe_courses, trend_title
from cppcc_analysis.charts.wording import MEASURES, mark_notes, marked, missing, number, pick, source_note

#: more lines than this in one panel can't be followed
MOST_LINES = 8
#: with more places than this only the ends of their lines are labelled
_WITH_EXTREMES = 2
#: the nation gets a panel of its own where its values are this many times those of the places
_OUT_OF_SCALE = 1.6
_TONES = (
    FILED,
    ACCENT,
    CATEGORY_TONES["生态文明建设"],
    CATEGORY_TONES["文化建设"],
    CATEGORY_TONES["社会建设"],
    COMBINED,
    CATEGORY_TONES["政治建设"],
    INK,
)
#: inches: above a plane, with the names of committees; below it, for the years; a panel's heading
_TOP, _TERMS, _YEARS, _HEADING = 0.22, 0.42, 0.26, 0.24
#: inches: the height of the plane of the places, also in a width below `_NARROW`, and of that of the nation
_HEIGHT, _NARROW_HEIGHT, _NARROW, _REFERENCE = 2.4, 2.1, 5.0, 0.55
#: inches that the places lose to the nation's own panel
_LESS = 0.5
#: more words than this for gaps of several lines would hide the lines
_WORDS = 6
#: inches: the way to the labels at the right
_LEADER = 0.24
#: the labels at the right take at most this part of the width
_RIGHT = 0.38


def draw_trend(rows: pd.DataFrame, lang: str = "zh", measure: str = "received") -> Chart:
    """A measure of plenary sessions over the years, one line a place.

    rows: of `proposals` or `side_by_side`: place, level, term, session, year, scope, as_of, the measure with
    its state, and where known source and dumps. measure: a count or rate of `proposals`. Rows of level national
    stand in grey behind other places, in the years of those: in the same panel where the scale allows it, else
    in one of their own. A line joins sessions of neighbouring years; one that states nothing is a gap with its
    word. Rows of another scope are left out and named. For more than 8 places: `draw_multiples`. Raises
    `UserError` when there is no row, or for an unknown language or measure.
    """
    courses = courses_of(rows, lang, measure)
    if len(courses.places) > MOST_LINES:
        return chart_of_multiples(courses, lang)
    panels = _panels(courses, lang)
    states = [course.state(slot) for course in courses.all for slot in course.values]
    notes = (
        mark_notes(states, lang, DERIVED_POINT)
        + scale_note(panels[0].scale, lang)
        + course_notes(courses, lang)
    )
    none = courses.rows.empty
    return Chart(
        name=f"trend_{measure}",
        title=trend_title(courses, lang),
        subtitle=course_subtitle(courses, lang),
        source=source_note(courses.left_out if none else courses.rows, lang),
        alt=describe_courses(courses, lang),
        footnotes=tuple(notes + correction_notes(courses.rows, lang)),
        data=courses.rows,
        lang=lang,
        plot=lambda width: empty_plot(lang) if none else _plot(courses, panels, width, lang),
        native=() if none else _native(courses, panels, lang),
    )


@dataclass(frozen=True)
class _Panel:
    """Lines on one scale; `behind` among them the nation."""

    courses: tuple[Course, ...]
    scale: Scale
    behind: Course | None = None
    heading: str = ""

    def tone(self, course: Course) -> str:
        return HATCH if course is self.behind else _TONES[self.courses.index(course)]


def _panels(courses: Courses, lang: str) -> list[_Panel]:
    """The places, and the nation behind them, or below on a scale of its own."""
    nation, places = courses.reference, courses.places
    if nation is None or not nation.values:
        return [_Panel(places, scale_of(places))]
    largest = max((value for course in places for value in course.values.values()), default=0.0)
    if _is_rate(courses.measure) or max(nation.values.values()) <= largest * _OUT_OF_SCALE:
        return [_Panel((*places, nation), scale_of(courses.all), nation)]
    heading = pick(
        lang, f"对照：{nation.name}（刻度不同）", f"For reference: {nation.name} (on another scale)"
    )
    return [
        _Panel(places, scale_of(places)),
        _Panel((nation,), scale_of([nation], rules=2), nation, heading),
    ]


@dataclass(frozen=True)
class _End:
    """What stands at the right of a line: the place and its last value."""

    lines: tuple[str, ...]
    course: Course

    @property
    def height(self) -> float:
        return len(self.lines) * LABEL * LEADING / 72 + 0.03


def _ends(panel: _Panel, courses: Courses, width: float, lang: str) -> list[_End]:
    return [_End(tuple(wrap(_end_text(c, courses, lang), LABEL, width + 0.01)), c) for c in panel.courses]


def _end_text(course: Course, courses: Courses, lang: str) -> str:
    """阳泉市 407件; with the year where the place has no value in the last one."""
    if not course.values:
        return f"{course.name} {missing(course.state(list(course.sessions)[-1]), lang)}"
    slot = list(course.values)[-1]
    text = f"{course.name} {marked(course.sessions[slot], course.measure, lang)}"
    if slot == len(courses.slots) - 1:
        return text
    return text + pick(lang, f"（{courses.slots[slot]}年）", f" ({courses.slots[slot]})")


def _plot(courses: Courses, panels: list[_Panel], width: float, lang: str) -> Plot:
    """The panels below each other, on one axis of years."""
    left = max(text_width(tick, SMALL) for panel in panels for tick in _ticks(panel, lang)) + 0.08
    natural = max(text_width(_end_text(c, courses, lang), LABEL) for p in panels for c in p.courses)
    right = min(natural, _RIGHT * width)
    starts = term_starts(courses)
    parts, top = [], 0.0
    for panel in panels:
        first = panel is panels[0]
        ends = _ends(panel, courses, right, lang)
        height = max(
            (_NARROW_HEIGHT if width < _NARROW else _HEIGHT) - _LESS * (len(panels) - 1)
            if first
            else _REFERENCE,
            sum(end.height for end in ends) - _TOP,
        )
        top += (_TERMS if starts else _TOP) if first else _HEADING + _TOP
        plane = Plane(width - left - right - _LEADER, height, len(courses.slots), panel.scale)
        parts.append(_arranged(panel, plane, ends, top, left, lang))
        top += height + _YEARS
    lost = [gap for part in parts for gap in part.lost]

    def draw(canvas: Canvas) -> None:
        for part in parts:
            area = canvas.part(left, part.top, part.plane.width, part.plane.height)
            _draw_panel(area, part, courses, starts if part is parts[0] else [], lang)

    return Plot(draw, top, top, tuple(lost_note(lost, lang)))


@dataclass(frozen=True)
class _Part:
    """A panel with its place on the canvas and its labels in theirs."""

    panel: _Panel
    plane: Plane
    ends: list[_End]
    top: float
    left: float
    labels: list[Label]
    lost: list[tuple[Course, int]]


def _arranged(panel: _Panel, plane: Plane, ends: list[_End], top: float, left: float, lang: str) -> _Part:
    """Find room for the labels: first for gaps and ends, then for what is in doubt, then for extremes."""
    room = room_of(plane, panel.courses, Box(0, -_TOP - 0.01, plane.width + _LEADER / 2, plane.height - 0.01))
    alone = len(panel.courses) == 1
    labels: list[Label] = []
    lost: list[tuple[Course, int]] = []
    every = [(course, slot) for course in panel.courses for slots, _ in course.gaps(lang) for slot in slots]
    few = alone or len(every) <= _WORDS
    for course in panel.courses if few else ():
        if course.values:
            words, gaps = label_gaps(plane, course, room, lang, named=not alone)
            labels, lost = labels + words, lost + [(course, slot) for slot in gaps]
    if not few:
        lost = [(course, slot) for course, slot in every if course.values]
    for course in panel.courses:
        extremes = len(panel.courses) <= _WITH_EXTREMES
        # the last value stands at the right
        keys = [slot for slot in course.key_slots(extremes) if slot != list(course.values)[-1]]
        values, without = label_values(plane, course, keys, room, lang, needed=alone)
        labels += values
        lost += [(course, slot) for slot in without if slot in course.doubtful()]
    return _Part(panel, plane, ends, top, left, labels, lost)


def _ticks(panel: _Panel, lang: str) -> list[str]:
    unit = "%" if _is_rate(panel.courses[0].measure) else ""
    return [number(tick, lang) + unit for tick in panel.scale.ticks] or [""]


def _is_rate(measure: str) -> bool:
    return MEASURES[measure][2] == "%"


def _draw_panel(
    canvas: Canvas, part: _Part, courses: Courses, starts: list[tuple[int, int]], lang: str
) -> None:
    panel, plane = part.panel, part.plane
    if panel.heading:
        canvas.text(-part.left, -_TOP - _HEADING / 2, panel.heading, SMALL, MUTED)
    plane.draw_rules(canvas, lang, "%" if _is_rate(courses.measure) else "")
    plane.draw_years(canvas, courses.slots, -part.left, plane.width + _LEADER)
    plane.draw_terms(canvas, starts, lang)
    for course in reversed(panel.courses):
        plane.draw_course(canvas, course, panel.tone(course), course is panel.behind)
    for label in part.labels:
        canvas.text(label.x, label.y, label.text, SMALL, label.tone, "center")
    _draw_ends(canvas, part)


def _draw_ends(canvas: Canvas, part: _Part) -> None:
    """The names at the right, each joined to the end of its line."""
    plane, ends = part.plane, part.ends
    levels = [
        plane.y(list(end.course.values.values())[-1]) if end.course.values else plane.height for end in ends
    ]
    heights = [end.height for end in ends]
    for end, level, y in zip(ends, levels, spread(levels, heights, -_TOP, plane.height + 0.1), strict=True):
        stated, tone = bool(end.course.values), part.panel.tone(end.course)
        if stated:
            slot = list(end.course.values)[-1]
            early = slot != plane.slots - 1
            start = plane.x(slot) + 0.06
            bend = plane.width + 0.02
            canvas.line((start, bend), (level, level), tone, 0.6, dotted=early)
            canvas.line((bend, bend + _LEADER - 0.08), (level, y), tone, 0.6)
        text = "\n".join(end.lines)
        canvas.text(plane.width + _LEADER, y, text, LABEL, INK if stated and tone != HATCH else MUTED)


def _native(courses: Courses, panels: list[_Panel], lang: str) -> Native:
    unit = MEASURES[courses.measure][2]
    return tuple(
        Panel(
            "lines",
            courses.categories(lang, *panel.courses),
            tuple(
                course.native(
                    len(courses.slots),
                    panel.tone(course),
                    lang,
                    extremes=len(panel.courses) <= _WITH_EXTREMES,
                    behind=course is panel.behind,
                )
                for course in panel.courses
            ),
            unit,
            panel.heading,
            (panel.scale.low, panel.scale.high) if panel.scale.low else None,
        )
        for panel in panels
    )
