"""What stands in the slots of a sentence: names, amounts, changes, the largest of several, gaps."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from cppcc_analysis.briefing.cells import (
    UNSAYABLE,
    Bound,
    Cell,
    Count,
    Held,
    UnsupportedError,
    key_of,
    sayable,
)
from cppcc_analysis.briefing.statements import Slot
from cppcc_analysis.charts.moments import cut_off
from cppcc_analysis.charts.scopes import scoped_occasion
from cppcc_analysis.charts.wording import (
    listing,
    missing,
    number,
    occasion,
    pick,
    place_name,
    session_name,
    worded_category,
)
from cppcc_analysis.tables.schemas import PEOPLE_MEASURES
from cppcc_analysis.tables.series import EXACT, RATES

#: columns that tell the row of `proposals`
SESSION = ("place", "level", "term", "session", "year", "scope")
#: columns in which two rows may differ and still be of one series
_MAY_DIFFER = ("term", "session", "year")


def cell_of(table: str, row: Mapping[Any, Any], column: str, key: Sequence[str] = SESSION) -> Cell:
    """A cell of a row by its key."""
    return Cell(table, key_of(row, key), column)


# --- names


def whose(table: str, row: Mapping[Any, Any], key: Sequence[str] = SESSION) -> Slot:
    """Place and year of a row: 阳泉市2023年; the session where the year is not known."""
    return _named(table, row, key, ("place", "term", "session", "year"), occasion)


def whose_scope(table: str, row: Mapping[Any, Any], key: Sequence[str] = SESSION) -> Slot:
    """Place and year of a row, with the scope where it is not the session's."""
    return _named(table, row, key, ("place", "term", "session", "year", "scope"), scoped_occasion)


def which_year(table: str, row: Mapping[Any, Any], key: Sequence[str] = SESSION) -> Slot:
    """The year of a row: 2023年."""
    return _named(table, row, key, ("year",), lambda held, lang: f"{held['year']}{pick(lang, '年', '')}")


def place_of(table: str, row: Mapping[Any, Any], key: Sequence[str] = SESSION) -> Slot:
    """The place of a row."""
    return _named(table, row, key, ("place",), place_name)


def which_session(table: str, row: Mapping[Any, Any]) -> Slot:
    """届 and 次 of a row: 十四届二次."""
    return _named(table, row, SESSION, ("term", "session"), session_name)


def counted_until(table: str, row: Mapping[Any, Any]) -> Slot:
    """Up to when a row of `proposals` counts: 2024年3月20日20时."""
    return _named(table, row, SESSION, ("as_of", "scope", "year"), _told_cut_off)


def _told_cut_off(row: "pd.Series[Any]", lang: str) -> str:
    told = cut_off(row, lang)
    if told is None:
        raise UnsupportedError("no cut-off is stated")
    return told


def _named(table: str, row: Mapping[Any, Any], key: Sequence[str], columns: Sequence[str], name: Any) -> Slot:
    def tell(held: Sequence[Held], lang: str) -> str:
        return str(name(pd.Series({h.column: h.value for h in held}, dtype=object), lang))

    return Slot(tuple(cell_of(table, row, column, key) for column in columns), tell, number=False)


def worded(cell: Cell, words: Any = lambda text, _: text) -> Slot:
    """The text of a cell, or what `words(text, lang)` makes of it."""
    return Slot((cell,), lambda held, lang: str(words(sayable(held[0]), lang)), number=False)


# --- amounts


def amount(*cells: Cell) -> Slot:
    """The values of one or more cells of a row: 386件; 约30%; 113件、30%; 81.6%（推算）."""
    units = tuple(cell.at("unit") for cell in cells if cell.column == "value")
    return Slot((*cells, *units), partial(_tell_amounts, len(cells)))


def _tell_amounts(values: int, held: Sequence[Held], lang: str) -> str:
    units = [h.value for h in held[values:]] or [unit_of(h.column) for h in held[:values]]
    told = [_amount(h, unit, lang) for h, unit in zip(held[:values], units, strict=True)]
    derived = [h.state == "derived" for h in held[:values]]
    note = pick(lang, "（推算）", " (derived)")
    if not all(derived):
        told = [text + note * mark for text, mark in zip(told, derived, strict=True)]
        note = ""
    return pick(lang, "、", ", ").join(told) + note


def _amount(held: Held, unit: str, lang: str) -> str:
    value = sayable(held)
    return pick(lang, "约", "about ") * (held.state == "approximate") + _with_unit(value, unit, lang)


def _with_unit(value: float, unit: str, lang: str) -> str:
    return number(value, lang) + (unit if unit == "%" or lang == "zh" else "")


def unit_of(column: str) -> str:
    """The unit of a column of `proposals` or `categories`.

    >>> unit_of("received"), unit_of("filing_rate"), unit_of("members"), unit_of("share")
    ('件', '%', '人', '%')
    """
    if column in RATES or column == "share":
        return "%"
    return "人" if column in PEOPLE_MEASURES else "件"


def plain_number(cell: Cell) -> Slot:
    """The number of a cell without a unit."""
    return Slot((cell,), lambda held, lang: number(sayable(held[0]), lang))


def tally(count: Count) -> Slot:
    """How many rows there are."""
    return Slot((count,), lambda held, lang: number(held[0].value, lang))


# --- changes and ranks


def moved(before: Cell, after: Cell) -> Slot:
    """How a value went from one session to a later one: 由386件增至407件，增加21件; 均为386件，持平.

    Not told, where a value is missing, approximate or in conflict, where the rows are of different place, scope,
    base, item or kind of category, or where they are not of a year and a later one.
    """
    kind = ("category", "standard", "cardinality") if before.table.endswith("categories") else ()
    bound = (before, after, before.at("year"), after.at("year"))
    extra = tuple(cell.at(name) for name in kind for cell in (before, after))
    _check_one_series(before, after)
    return Slot((*bound, *extra), _tell_move)


def _check_one_series(before: Cell, after: Cell) -> None:
    if (before.table, before.column) != (after.table, after.column):
        raise UnsupportedError(f"{before} and {after} are not of one kind")
    for name, _ in (*before.key, *after.key):
        if name not in _MAY_DIFFER and before.named(name) != after.named(name):
            raise UnsupportedError(f"{before} and {after} differ in {name}")
    if before.named("place") is None:
        raise UnsupportedError(f"{before}: the place is not known")


def _tell_move(held: Sequence[Held], lang: str) -> str:
    before, after, first, last = held[:4]
    if first.value is None or last.value is None or first.value >= last.value:
        raise UnsupportedError(f"{after.bound} is not of a later year than {before.bound}")
    for one, other in zip(held[4::2], held[5::2], strict=True):
        if one.value != other.value or (one.column == "cardinality" and one.value != "1:1"):
            raise UnsupportedError(f"{before.bound} and {after.bound}: another {one.column}")
    for h in (before, after):
        sayable(h)
        if h.state not in EXACT:
            raise UnsupportedError(f"{h.bound} is {h.state}")
    return _change(before.value, after.value, unit_of(before.column), lang)


def _change(before: float, after: float, unit: str, lang: str) -> str:
    old, new = (_with_unit(value, unit, lang) for value in (before, after))
    # the binary fractions of printed decimals would show
    by = round(float(after) - float(before), 10)
    rate = unit == "%"
    if not by:
        return pick(lang, f"均为{new}，持平", f"unchanged at {new}")
    size = number(abs(by), lang)
    if lang == "en":
        points = " percentage points" if rate else ""
        return f"{'rose' if by > 0 else 'fell'} from {old} to {new}, by {size}{points}"
    to, verb = (
        (("升至", "上升"), ("降至", "下降"))[by < 0] if rate else (("增至", "增加"), ("减至", "减少"))[by < 0]
    )
    return f"由{old}{to}{new}，{verb}{size}{'个百分点' if rate else unit}"


def leader(table: str, rows: Sequence[Mapping[Any, Any]], key: Sequence[str], among: Count) -> Slot:
    """Which category has the largest share: 社会建设类提案最多，占35.5%.

    rows: all categories of one session and base, `among` counts them. Not told where what the text leaves open
    could be larger, where the first two are equal, or where the largest covers several standard categories.
    """
    cells = [
        cell_of(table, row, column, key) for row in rows for column in ("category", "share", "cardinality")
    ]
    return Slot((among, *cells), _tell_leader)


def _tell_leader(held: Sequence[Held], lang: str) -> str:
    count, cells = held[0], held[1:]
    rows = [tuple(cells[at : at + 3]) for at in range(0, len(cells), 3)]
    if count.value != len(rows):
        raise UnsupportedError("not all categories are compared")
    known = [row for row in rows if row[1].value is not None]
    if any(row[1].state not in EXACT for row in known) or not known:
        raise UnsupportedError("the shares can't be ranked")
    shares = sorted((float(row[1].value) for row in known), reverse=True)
    name, top, kind = max(known, key=lambda row: float(row[1].value))
    others = [*shares[1:], round(100 - sum(shares), 10)]
    if top.value <= max(others) or kind.value != "1:1":
        raise UnsupportedError("no category is surely the largest")
    share = _amount(top, "%", lang) + pick(lang, "（推算）", " (derived)") * (top.state == "derived")
    named = worded_category(name.value, lang)
    return pick(lang, f"{named}类提案最多，占{share}", f"{named} proposals have the largest share, {share}")


# --- gaps


def gap(cells: Sequence[Cell], names: Sequence[str]) -> Slot:
    """What a text does not give, by the reason: 收到、立案未载明; told only where the cells are empty."""

    def tell(held: Sequence[Held], lang: str) -> str:
        reasons: dict[str, dict[str, None]] = {}
        for h, name in zip(held, names, strict=True):
            if h.value is not None or h.state not in UNSAYABLE:
                raise UnsupportedError(f"{h.bound} is {h.value}, no gap")
            reasons.setdefault(missing(h.state, lang), {})[name] = None
        told = [
            pick(lang, f"{listing(list(of), lang)}{_reason(word)}", f"{listing(list(of), lang)}: {word}")
            for word, of in reasons.items()
        ]
        return pick(lang, "；", "; ").join(told)

    return Slot(tuple(cells), tell)


def _reason(word: str) -> str:
    """How a gap reads behind its name."""
    return {"原文中断": "因原文中断而不详", "有出入": "各处数字有出入"}.get(word, word)


def said_if(bound: Sequence[Bound], holds: Callable[[Any], bool], zh: str, en: str) -> Slot:
    """Words that are said only where each of some cells, or numbers of rows, bears them out."""

    def tell(held: Sequence[Held], lang: str) -> str:
        for h in held:
            if not holds(h.value):
                raise UnsupportedError(f"{h.bound} is {h.value}")
        return pick(lang, zh, en)

    return Slot(tuple(bound), tell)
