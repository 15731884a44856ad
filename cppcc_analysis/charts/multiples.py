"""A measure over the years in small panels, one a place, all on one scale."""

from dataclasses import dataclass, replace
from math import ceil

import pandas as pd

from cppcc_analysis.charts.canvas import LEADING, Canvas
from cppcc_analysis.charts.chart import Chart, Plot
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.courses import DERIVED_POINT, Course, Courses, course_notes, courses_of
from cppcc_analysis.charts.labels import Box
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.native import Panel
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
)
from cppcc_analysis.charts.style import FILED, HATCH, INK, LABEL, MUTED, SMALL, text_width
from cppcc_analysis.charts.trend_findings import describe_courses, direction_title, subject
from cppcc_analysis.charts.wording import MEASURES, cut_offs, mark_notes, pick, places_and_years, source_note

#: as many places are drawn
MOST_PANELS = 40
#: inches: a panel at least and at best, its plane, the room above it for values, the years below, the gap between
_NARROWEST, _WIDE, _PLANE, _ABOVE, _YEARS, _BETWEEN = 0.74, 1.7, 0.5, 0.18, 0.24, 0.12
#: inches below a panel without years
_GAP = 0.1
#: in more lines of panels the years stand only below the lowest, and the planes are lower
_SPACIOUS, _LOW = 4, 0.42
#: inches that the panels should not exceed in height
_HIGH = 4.4
#: as many words for gaps, and as many doubtful values, have room in one panel
_WORDS = 2
_LINE = SMALL * LEADING / 72


def draw_multiples(rows: pd.DataFrame, lang: str = "zh", measure: str = "received") -> Chart:
    """A measure of plenary sessions over the years, a small panel for each place, all on one scale.

    rows and measure: as for `draw_trend`. The places stand in the order of their last value, the largest first,
    those without one at the end; of more than 40 the others are counted in a footnote. The nation, behind other
    places, has the last panel, in grey and on a scale of its own. Raises `UserError` when there is no row, or
    for an unknown language or measure.
    """
    return chart_of_multiples(courses_of(rows, lang, measure), lang)


def chart_of_multiples(courses: Courses, lang: str) -> Chart:
    """The chart of `draw_multiples` for what it draws."""
    ranked = sorted(courses.places, key=lambda course: -_last(course))
    courses, left = _first(courses, tuple(ranked[:MOST_PANELS])), len(ranked[MOST_PANELS:])
    states = [course.state(slot) for course in courses.all for slot in course.values]
    scale = scale_of(courses.places)
    notes = [*mark_notes(states, lang, DERIVED_POINT), *_notes(courses, left, lang), *scale_note(scale, lang)]
    none = courses.rows.empty
    return Chart(
        name=f"multiples_{courses.measure}",
        title=direction_title(courses, lang),
        subtitle=course_subtitle(courses, lang),
        source=source_note(courses.left_out if none else courses.rows, lang),
        alt=describe_courses(courses, lang),
        footnotes=tuple(notes + course_notes(courses, lang) + correction_notes(courses.rows, lang)),
        data=courses.rows,
        lang=lang,
        plot=lambda width: empty_plot(lang) if none else _plot(courses, scale, width, lang),
        native=() if none else tuple(_native(courses, course, scale, lang) for course in courses.all),
    )


def _last(course: Course) -> float:
    return list(course.values.values())[-1] if course.values else float("-inf")


def _first(courses: Courses, places: tuple[Course, ...]) -> Courses:
    """`courses` with these places only, and the nation."""
    if len(places) == len(courses.places):
        return replace(courses, places=places)
    drawn = replace(courses, places=places)
    rows = pd.DataFrame([row for course in drawn.all for row in course.sessions.values()])
    return replace(drawn, rows=rows.astype(courses.rows.dtypes.to_dict()).reset_index(drop=True))


def course_subtitle(courses: Courses, lang: str) -> str:
    """Measure, unit, scope, places and period, and the cut-off."""
    unit = MEASURES[courses.measure][2]
    counted = unit if lang == "zh" or unit == "%" else "number"
    name = subject(courses.measure, lang)
    name = name if lang == "zh" else name.capitalize()
    what = pick(lang, f"{name}（{counted}） · 会议期间", f"{name} ({counted}) · plenary sessions")
    if courses.rows.empty:
        return what
    return f"{what} · {places_and_years(courses.rows, lang)}\n{cut_offs(courses.rows, lang)}"


def empty_plot(lang: str) -> Plot:
    """The drawing where there is no session."""
    word = pick(lang, "没有会议期间的数据", "no figures of a plenary session")

    def draw(canvas: Canvas) -> None:
        canvas.text(canvas.width / 2, canvas.height / 2, word, LABEL, MUTED, "center")

    return Plot(draw, 0.5, 1.0)


def _notes(courses: Courses, left: int, lang: str) -> list[str]:
    notes = []
    if len(courses.places) > 1:
        notes = [pick(lang, "各图纵轴刻度相同", "All panels have the same vertical scale")]
    if courses.reference is not None:
        name = courses.reference.name
        notes = [
            pick(lang, f"各图纵轴刻度相同，{name}除外", f"The same vertical scale in all panels but {name}")
        ]
    if left:
        told = pick(
            lang,
            f"按末次数值画前{MOST_PANELS}地，另有{left}地未画入",
            f"The {MOST_PANELS} places with the largest last values; not drawn: {left} more",
        )
        notes.append(told)
    return notes


@dataclass(frozen=True)
class _Cell:
    """A place with its labels, each in its room."""

    course: Course
    name: list[str]
    plane: Plane
    labels: list[Label]
    lost: list[tuple[Course, int]]
    tone: str


def _plot(courses: Courses, scale: Scale, width: float, lang: str) -> Plot:
    """Panels from left to right and from top to bottom."""
    number = len(courses.all)
    columns = _columns(number, width)
    pitch = (width + _BETWEEN) / columns
    many = ceil(number / columns) > _SPACIOUS
    size = pitch - _BETWEEN, _LOW if many else _PLANE
    cells = [_cell(courses, course, scale, size, lang) for course in courses.all]
    tops, top = [], 0.0
    for start in range(0, number, columns):
        top += _LINE * max(len(cell.name) for cell in cells[start : start + columns]) + _ABOVE
        tops.append(top)
        # below a panel of the line before the last there may be none
        top += size[1] + (_YEARS if not many or start + 2 * columns > number else _GAP)
    lost = [gap for cell in cells for gap in cell.lost]

    def draw(canvas: Canvas) -> None:
        for place, cell in enumerate(cells):
            left, at = pitch * (place % columns), tops[place // columns]
            lowest = place + columns >= number
            _draw_cell(canvas.part(left, at, *size), cell, courses, not many or lowest)

    return Plot(draw, top, top, tuple(lost_note(lost, lang)))


def _columns(number: int, width: float) -> int:
    """As few columns as keep the panels wide and the picture no higher than it should be."""
    fewest, most = int(width / _WIDE), int((width + _BETWEEN) / (_NARROWEST + _BETWEEN))
    rows = int(_HIGH / (_LINE + _ABOVE + _PLANE + _YEARS))
    return max(1, min(number, most, max(fewest, ceil(number / rows))))


def _cell(courses: Courses, course: Course, scale: Scale, size: tuple[float, float], lang: str) -> _Cell:
    """One panel with its last and its first value, then gaps and doubtful values while there is room."""
    own = course is courses.reference
    width, height = size
    plane = Plane(width, height, len(courses.slots), scale_of([course]) if own else scale)
    room = room_of(plane, [course], Box(-0.04, -_ABOVE, width + 0.04, height))
    labels, lost = label_values(plane, course, course.ends(), room, lang, needed=True)
    if len(course.gaps(lang)) <= _WORDS:
        words, gaps = label_gaps(plane, course, room, lang, named=False)
    else:
        words, gaps = [], [slot for slots, _ in course.gaps(lang) for slot in slots]
    doubtful = [slot for slot in course.doubtful() if slot not in course.ends()]
    fit = doubtful if len(doubtful) <= _WORDS else []
    values, without = label_values(plane, course, fit, room, lang, needed=False)
    without += [slot for slot in doubtful if slot not in fit]
    name = course.name + (pick(lang, "（刻度不同）", " (own scale)") if own else "")
    return _Cell(
        course,
        wrap(name, SMALL, width),
        plane,
        labels + words + values,
        [(course, slot) for slot in (*lost, *gaps, *without)],
        HATCH if own else FILED,
    )


def _draw_cell(canvas: Canvas, cell: _Cell, courses: Courses, dated: bool) -> None:
    heading = _LINE * len(cell.name)
    canvas.text(0, -_ABOVE - heading / 2, "\n".join(cell.name), SMALL, INK, bold=True)
    canvas.line((0, canvas.width), (canvas.height, canvas.height))
    if dated:
        _draw_ends(canvas, courses.slots)
    cell.plane.draw_course(canvas, cell.course, cell.tone)
    for label in cell.labels:
        canvas.text(label.x, label.y, label.text, SMALL, label.tone, "center")


def _draw_ends(canvas: Canvas, slots: tuple[str, ...]) -> None:
    """The first and the last year below a panel."""
    y = canvas.height + 0.1
    if len(slots) == 1:
        canvas.text(canvas.width / 2, y, slots[0], SMALL, MUTED, "center")
        return
    canvas.text(0, y, slots[0], SMALL, MUTED)
    if text_width(slots[0] + slots[-1], SMALL) + 0.1 < canvas.width:
        canvas.text(canvas.width, y, slots[-1], SMALL, MUTED, "right")


def _native(courses: Courses, course: Course, scale: Scale, lang: str) -> Panel:
    own = course is courses.reference
    span = None if own else (scale.low, scale.high)
    line = course.native(len(courses.slots), FILED, lang, extremes=False, behind=own)
    heading = course.name + (pick(lang, "（刻度不同）", " (own scale)") if own else "")
    return Panel(
        "lines", courses.categories(lang, course), (line,), MEASURES[courses.measure][2], heading, span
    )
