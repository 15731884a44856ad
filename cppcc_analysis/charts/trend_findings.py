"""What a measure did over many sessions, in a title and in sentences.

Compared are stated and derived values of plenary sessions; approximate and contradicted ones never are.
"""

from collections.abc import Sequence

from cppcc_analysis.charts.changes import change_clause, most
from cppcc_analysis.charts.courses import Course, Courses
from cppcc_analysis.charts.wording import (
    MEASURES,
    amount,
    listing,
    measure_name,
    pick,
    session_name,
    state_name,
)

#: up to so many places are named by the direction in which they went
_NAMED_PLACES = 6
#: up to so many values are listed where they cannot be compared, and so many ties named
_LISTED = 3
#: values that the words for a chart list one by one
_TOLD_VALUES = 40


def trend_title(courses: Courses, lang: str) -> str:
    """The finding of the trend chart."""
    places = courses.places
    if not any(course.values for course in places):
        return _nothing(courses, lang)
    moved = [course for course in places if len(course.exact) > 1]
    if not moved:
        return _listed(courses, lang)
    if len(places) == 1:
        return _clause(moved[0], lang) + _extreme(moved[0], lang)
    if len(moved) <= 2:
        return pick(lang, "；", "; ").join(_clause(course, lang) for course in moved)
    if len(places) <= _NAMED_PLACES:
        return _named_directions(courses, lang)
    return direction_title(courses, lang)


def direction_title(courses: Courses, lang: str) -> str:
    """In how many places the measure rose, fell, stayed level, or can't be compared."""
    if not any(course.values for course in courses.places):
        return _nothing(courses, lang)
    number = len(courses.places)
    if number == 1:
        return trend_title(courses, lang)
    groups = directions(courses.places)
    words = _words(courses.measure, lang)
    if list(groups) == ["unknown"]:
        return pick(
            lang,
            f"{number}地{subject(courses.measure, lang)}：各地都没有两次可比的会议",
            f"{subject(courses.measure, lang).capitalize()} in {number} places: none has two comparable sessions",
        )
    alike = len(groups) == 1
    told = [
        pick(lang, f"均{words[way]}", f"{words[way]} in all")
        if alike
        else pick(lang, f"{len(names)}地{words[way]}", f"{words[way]} in {len(names)}")
        for way, names in groups.items()
    ]
    if lang == "zh":
        return f"首末两次可比会议相比，{number}地{subject(courses.measure, lang)}{'、'.join(told)}"
    return (
        f"{subject(courses.measure, lang).capitalize()} in {number} places, first to last comparable session: "
        + ", ".join(told)
    )


def directions(courses: Sequence[Course]) -> dict[str, list[str]]:
    """The names of places by how the measure went from their first to their last comparable session.

    Keys in this order, without those that no place falls under: rose, fell, level, unknown.
    """
    groups: dict[str, list[str]] = {way: [] for way in ("rose", "fell", "level", "unknown")}
    for course in courses:
        groups[_direction(course)].append(course.name)
    return {way: names for way, names in groups.items() if names}


def _direction(course: Course) -> str:
    if len(course.exact) < 2:
        return "unknown"
    first, last = (course.values[course.exact[end]] for end in (0, -1))
    return "level" if first == last else "rose" if last > first else "fell"


def _words(measure: str, lang: str) -> dict[str, str]:
    """The ways a measure goes."""
    if lang == "en":
        return {"rose": "up", "fell": "down", "level": "level", "unknown": "not comparable"}
    rate = _is_rate(measure)
    up, down = ("上升", "下降") if rate else ("增加", "减少")
    return {"rose": up, "fell": down, "level": "持平", "unknown": "无法比较"}


def subject(measure: str, lang: str) -> str:
    """The measure as the subject of a sentence.

    >>> subject("received", "zh"), subject("key", "zh"), subject("filed", "en"), subject("filing_rate", "en")
    ('收到提案', '重点提案', 'proposals filed', 'filing rate')
    """
    name = measure_name(measure, lang)
    whole = MEASURES[measure][2] != "件" or measure == "key"
    return name if whole else pick(lang, f"{name}提案", f"proposals {name}")


def who(course: Course, lang: str) -> str:
    """The place as the subject of a sentence: 全国 is its committee."""
    return course.name + ("政协" if course.national and lang == "zh" else "")


def _when(course: Course, slot: int, lang: str) -> str:
    """The year of a session, with its name where the place met twice in it."""
    row = course.sessions[slot]
    twice = sum(other["year"] == row["year"] for other in course.sessions.values()) > 1
    name = session_name(row, lang) if twice else ""
    return pick(lang, f"{row['year']}年{name}", f"{row['year']}" + (f" ({name})" if name else ""))


def _clause(course: Course, lang: str) -> str:
    """How the measure of a place went between two sessions."""
    measure, slots = course.measure, (course.exact[0], course.exact[-1])
    first, last = (course.sessions[slot] for slot in slots)
    head = pick(
        lang,
        f"{who(course, lang)}{subject(measure, lang)}",
        f"{who(course, lang)}: {subject(measure, lang)} ",
    )
    before, after = (_when(course, slot, lang) for slot in slots)
    if first[measure] == last[measure]:
        value = amount(measure, last[measure], lang)
        return head + pick(
            lang, f"{before}与{after}持平，均为{value}", f"level between {before} and {after}, at {value}"
        )
    if first["year"] != last["year"]:
        return head + change_clause(measure, first, last, lang, years=True)
    return (
        head
        + change_clause(measure, first, last, lang)
        + pick(lang, f"（{before}、{after}）", f" ({before}, {after})")
    )


def _extreme(course: Course, lang: str) -> str:
    """When the measure was highest, or else lowest, apart from its ends; empty where a value is in doubt."""
    slots = course.exact
    if course.doubtful() or len(slots) < 3:
        return ""
    ends = {course.values[slots[0]], course.values[slots[-1]]}
    values = [course.values[slot] for slot in slots]
    rate = _is_rate(course.measure)
    for value, zh, en in (
        (max(values), "最高" if rate else "最多", "highest"),
        (min(values), "最低" if rate else "最少", "lowest"),
    ):
        top = [slot for slot in slots if course.values[slot] == value]
        if value in ends or len(top) > _LISTED:
            continue
        told = amount(course.measure, value, lang)
        whole = len(slots) == slots[-1] - slots[0] + 1 == len(course.sessions)
        among = (
            ""
            if whole
            else pick(lang, f"有数据的{len(slots)}次会议中", f"of {len(slots)} sessions with figures, ")
        )
        when = listing([_when(course, slot, lang) for slot in top], lang)
        tied = pick(lang, "并列", "equally ") if len(top) > 1 else ""
        return pick(lang, f"，{among}{when}{tied}{zh}（{told}）", f"; {among}{tied}{en} in {when} ({told})")
    return ""


def _named_directions(courses: Courses, lang: str) -> str:
    words = _words(courses.measure, lang)
    told = [
        pick(lang, f"{listing(names, lang)}{words[way]}", f"{words[way]} in {listing(names, lang)}")
        for way, names in directions(courses.places).items()
    ]
    if lang == "zh":
        return f"首末两次可比会议相比，{subject(courses.measure, lang)}{'，'.join(told)}"
    return (
        f"{subject(courses.measure, lang).capitalize()}, first to last comparable session: {'; '.join(told)}"
    )


def _listed(courses: Courses, lang: str) -> str:
    """The values side by side, where no place has two that may be compared."""
    alone, name = len(courses.places) == 1, subject(courses.measure, lang)
    if not alone and (leader := _leader(courses, lang)):
        return leader
    cells = [(course, slot) for course in courses.places for slot in course.values]
    told = [
        ("" if alone else course.name + pick(lang, "", " ")) + _value(course, slot, lang)
        for course, slot in cells[:_LISTED]
    ]
    if rest := len(cells) - len(told):
        told.append(pick(lang, f"另{rest}次见图", f"{rest} more in the chart"))
    if not alone:
        return pick(lang, f"{name}：{'，'.join(told)}", f"{name.capitalize()}: {', '.join(told)}")
    place = who(courses.places[0], lang)
    return pick(lang, f"{place}{name}{'，'.join(told)}", f"{place}: {name} {', '.join(told)}")


def _leader(courses: Courses, lang: str) -> str | None:
    """Which place has most, where each has one exact count of one and the same year."""
    one_year = len({row["year"] for course in courses.places for row in course.sessions.values()}) == 1
    if not one_year or _is_rate(courses.measure) or any(course.doubtful() for course in courses.places):
        return None
    leader = most(courses.rows[courses.rows["level"].ne("national").fillna(True)], courses.measure, lang)
    if leader is None:
        return None
    known = all(course.values for course in courses.places)
    name = subject(courses.measure, lang)
    return pick(
        lang,
        f"{'' if known else '载明的会议中，'}{name}{leader}",
        f"{'The' if known else 'Where stated, the'} number of {name} {leader}",
    )


def _is_rate(measure: str) -> bool:
    return MEASURES[measure][2] == "%"


def _value(course: Course, slot: int, lang: str) -> str:
    """When, and how many."""
    value, state = amount(course.measure, course.values[slot], lang), course.state(slot)
    if state == "approximate":
        value = pick(lang, "约", "about ") + value
    elif state != "reported":
        value += pick(lang, f"（{state_name(state, lang)}）", f" ({state_name(state, lang)})")
    return pick(lang, f"{_when(course, slot, lang)}{value}", f"{value} in {_when(course, slot, lang)}")


def _nothing(courses: Courses, lang: str) -> str:
    name = subject(courses.measure, lang) + (
        "数" if lang == "zh" and MEASURES[courses.measure][2] == "件" else ""
    )
    if not courses.places:
        return pick(lang, f"没有会议期间的{name}", f"No figures of a plenary session: {name}")
    shown = [who(course, lang) for course in courses.places[:_LISTED]]
    names, rest = listing(shown, lang), len(courses.places) - len(shown)
    if rest:
        names = pick(
            lang, f"{'、'.join(shown)}等{len(courses.places)}地", f"{', '.join(shown)} and {rest} more"
        )
    return pick(lang, f"{names}的会议未载明{name}", f"Not stated by the sessions of {names}: {name}")


def describe_courses(courses: Courses, lang: str) -> str:
    """The courses in sentences: how each went, its values, and what is not stated."""
    brief = sum(len(course.values) for course in courses.all) > _TOLD_VALUES
    sentences = [sentence for course in courses.all for sentence in _told(course, brief, lang)] or [
        _nothing(courses, lang)
    ]
    return "".join(f"{sentence}{pick(lang, '。', '. ')}" for sentence in sentences).strip()


def _told(course: Course, brief: bool, lang: str) -> list[str]:
    name = subject(course.measure, lang)
    sentences = [_clause(course, lang) + _extreme(course, lang)] if len(course.exact) > 1 else []
    slots = sorted(course.key_slots()) if brief else list(course.values)
    if slots and not (brief and sentences):
        values = [_value(course, slot, lang) for slot in slots]
        sentences.append(
            pick(
                lang,
                f"{course.name}{name}：{'，'.join(values)}",
                f"{course.name}, {name}: {', '.join(values)}",
            )
        )
    for slots, word in course.gaps(lang):
        years = listing([_when(course, slot, lang) for slot in slots], lang)
        sentences.append(pick(lang, f"{course.name}{years}{word}", f"{course.name}, {years}: {word}"))
    return sentences
