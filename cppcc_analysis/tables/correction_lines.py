"""`corrections.csv` → the decisions it holds, each checked by itself; nothing is applied here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.extraction.numerals import parse_number
from cppcc_analysis.reading.encodings import UnreadableError, decode
from cppcc_analysis.reading.places import division_of
from cppcc_analysis.tables.schemas import ACTIONS, BODIES, BREAKDOWNS, MEASURES, SCOPES, UNITS

#: the file's name, which is also the `dump` of the figures that it adds
CORRECTIONS = "corrections.csv"
#: the cells that select figures
_TEXTS = ("dump", "body", "place", "scope", "measure", "breakdown", "item", "unit")
_NUMBERS = ("term", "session", "year")
_FREE = ("source", "quote", "reason", "who")
_COLUMNS = ("action", *_TEXTS, *_NUMBERS, "value", "expect", *_FREE, "when")
_ALWAYS = ("action", "reason", "who", "when")
_CHOICES = {"body": BODIES, "scope": SCOPES, "measure": MEASURES, "breakdown": BREAKDOWNS, "unit": UNITS}
#: cells that an action needs, and those that mean nothing to it
_NEEDS = {
    "set": ("value", "expect"),
    "drop": ("expect",),
    "choose": ("expect",),
    "add": ("place", "term", "scope", "measure", "breakdown", "unit", "value", "source"),
}
_WITHOUT = {"set": ("quote",), "drop": ("value", "quote"), "choose": ("quote",), "add": ("dump", "expect")}
#: a spreadsheet runs a cell that begins so as a formula
_FORMULA = ("=", "+", "-", "@")
_CELL = re.compile(r'(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>[^,\r\n"][^,\r\n]*)?)(?P<then>,|\r\n|\r|\n|\Z)')


@dataclass(frozen=True)
class Cell:
    """One cell of a CSV text; `start` and `end` are where its text stands, without quotes and blanks."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Correction:
    """One line of corrections.csv.

    `where` holds the cells that select figures, by column. `value` and `expect` are `None` where the action
    has none; `start` and `end` are where the value stands in the decoded file, `printed` is its text there.
    """

    line: int
    action: str
    where: Mapping[str, str | int]
    value: float | None
    expect: float | None
    printed: str
    start: int
    end: int
    source: str | None
    quote: str | None
    reason: str
    who: str
    when: str

    @property
    def note(self) -> str:
        """What a corrected figure says of it."""
        return f"{self.reason} ({self.who}, {self.when})"

    def error(self, message: str) -> UserError:
        """The error about this line."""
        return _error(self.line, message)


@dataclass(frozen=True)
class Corrections:
    """The decisions of one raw folder, and the decoded text that the evidence of added figures points into."""

    text: str = ""
    lines: tuple[Correction, ...] = ()


def read_corrections(raw: Path) -> Corrections:
    """The lines of `corrections.csv` in the folder `raw`; none where there is no such file.

    Raises `UserError` with the line, counted as a spreadsheet shows it, for the first that cannot be meant.
    """
    file = _find(raw)
    if file is None:
        return Corrections()
    try:
        data = file.read_bytes()
        text = decode(data)[1] if data.strip() else ""
    except OSError as error:
        raise UserError(f"{CORRECTIONS} cannot be opened: {error.strerror or error}") from error
    except UnreadableError as error:
        raise UserError(f"{CORRECTIONS} cannot be read: {error}; save it as CSV UTF-8") from error
    return Corrections(text, tuple(_lines(text)))


def _find(raw: Path) -> Path | None:
    """Elsewhere or under another spelling it would be neither a dump nor read: that must be said."""
    found = None
    for file in raw.rglob("*"):
        inside = file.relative_to(raw)
        if file.name.lower() != CORRECTIONS or any(part.startswith(".") for part in inside.parts):
            continue
        if inside.as_posix() != CORRECTIONS:
            raise UserError(f"{inside.as_posix()} is not read: there is one {CORRECTIONS}, right in {raw}")
        found = file
    return found


def _lines(text: str) -> Iterator[Correction]:
    rows = scan_rows(text)
    header = next(rows, None)
    if header is None:
        return
    names = [cell.text.lower() for cell in header]
    _check_header(names)
    for line, row in enumerate(rows, start=2):
        cells = {name: cell for name, cell in zip(names, row, strict=False) if name and cell.text}
        if len(cells) < sum(bool(cell.text) for cell in row):
            raise _error(line, "a cell without a column; put a text with a comma between quotes")
        if cells:
            yield _correction(line, cells)


def scan_rows(text: str) -> Iterator[list[Cell]]:
    """The rows of a CSV text with the place of each cell; blank rows count as rows.

    Raises `UserError` for a quote that is not closed, or not followed by the end of its cell.

    >>> [[cell.text for cell in row] for row in scan_rows('a,"b, c"\\n1,2')]
    [['a', 'b, c'], ['1', '2']]
    """
    row: list[Cell] = []
    at, line = 0, 1
    while at < len(text) or row:
        found = _CELL.match(text, at)
        if found is None:
            raise _error(line, "a quote that is not closed, or that goes on behind its end")
        group = "plain" if found["quoted"] is None else "quoted"
        written = found[group] or ""
        start = (found.start(group) if found[group] else at) + len(written) - len(written.lstrip())
        inside = written.strip()
        row.append(Cell(inside.replace('""', '"'), start, start + len(inside)))
        at = found.end()
        if found["then"] != ",":
            yield row
            row, line = [], line + 1


def _check_header(names: list[str]) -> None:
    for name in filter(None, names):
        if name not in _COLUMNS:
            raise UserError(f"{CORRECTIONS}: {unknown('column', name, _COLUMNS)}")
        if names.count(name) > 1:
            raise UserError(f"{CORRECTIONS}: two columns '{name}'")
    for name in _ALWAYS:
        if name not in names:
            raise UserError(f"{CORRECTIONS}: no column '{name}'; its first line names the columns")


def _correction(line: int, cells: Mapping[str, Cell]) -> Correction:
    texts = {name: cell.text for name, cell in cells.items()}
    action = texts.get("action", "")
    if action not in ACTIONS:
        raise _error(line, str(unknown("action", action, ACTIONS)))
    _check_cells(line, action, texts)
    value = cells.get("value", Cell("", 0, 0))
    return Correction(
        line=line,
        action=action,
        where=_where(line, texts),
        value=_number(line, "value", texts),
        expect=_number(line, "expect", texts),
        printed=value.text,
        start=value.start,
        end=value.end,
        source=_free(line, "source", texts) or None,
        quote=_free(line, "quote", texts) or None,
        reason=_free(line, "reason", texts),
        who=_free(line, "who", texts),
        when=_day(line, texts["when"]),
    )


def _check_cells(line: int, action: str, texts: Mapping[str, str]) -> None:
    """The cells that the action needs are there, and none that it would pass over."""
    needed = [*_NEEDS[action], *_ALWAYS]
    if action == "add" and texts.get("scope") != "term":
        needed += ["session", "year"]
    if action == "add" and texts.get("breakdown") != "total":
        needed.append("item")
    lacking = [name for name in needed if name not in texts]
    if lacking:
        raise _error(line, f"{action} needs {', '.join(lacking)}")
    if action == "choose" and not {"value", "dump"} & set(texts):
        raise _error(line, "choose needs value, or the dump to follow")
    for name in _WITHOUT[action]:
        if name in texts:
            raise _error(line, f"{action} has no {name}: leave that cell empty")
    if action == "add" and texts["breakdown"] == "total" and "item" in texts:
        raise _error(line, "a total has no item: leave that cell empty")


def _where(line: int, texts: Mapping[str, str]) -> dict[str, str | int]:
    where: dict[str, str | int] = {"body": "政协"}
    for name in _TEXTS:
        if name not in texts:
            continue
        if name in _CHOICES and texts[name] not in _CHOICES[name]:
            raise _error(line, str(unknown(name, texts[name], _CHOICES[name])))
        where[name] = texts[name]
    for name in _NUMBERS:
        number = _number(line, name, texts)
        if number is not None and number != int(number):
            raise _error(line, f"{name} is no whole number: {texts[name]!r}")
        if number is not None:
            where[name] = int(number)
    if texts["action"] == "add" and division_of(texts["place"]) is None:
        raise _error(line, f"the gazetteer has no place {texts['place']!r}; give its full name")
    return where


def _number(line: int, name: str, texts: Mapping[str, str]) -> float | None:
    try:
        return parse_number(texts[name]) if name in texts else None
    except ValueError:
        raise _error(line, f"{name} is no number: {texts[name]!r}") from None


def _free(line: int, name: str, texts: Mapping[str, str]) -> str:
    text = " ".join(texts.get(name, "").split())
    if text.startswith(_FORMULA):
        raise _error(line, f"{name} begins with {text[0]!r}, which a spreadsheet takes for a formula")
    return text


def _day(line: int, text: str) -> str:
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise _error(line, f"when is no date like 2024-03-21: {text!r} (a spreadsheet may have rewritten it)")


def _error(line: int, message: str) -> UserError:
    return UserError(f"{CORRECTIONS} line {line}: {message}")
