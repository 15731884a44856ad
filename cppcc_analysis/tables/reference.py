"""`reference`: figures that others published, from the CSV files in the reference folder."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.reading.encodings import UnreadableError, decode
from cppcc_analysis.reading.places import division_of, nearest_place
from cppcc_analysis.tables.facts import OCCASION
from cppcc_analysis.tables.schemas import (
    BREAKDOWNS,
    PEOPLE_MEASURES,
    REFERENCE_MEASURES,
    SCOPES,
    conform,
)

_NEEDED = (
    *("place", "term", "session", "year", "scope", "measure"),
    *("breakdown", "item", "value", "unit", "source"),
)
#: the gazetteer knows it as well
_OPTIONAL = ("level",)
_CHOICES = {"scope": SCOPES, "measure": REFERENCE_MEASURES, "breakdown": BREAKDOWNS}
_FACT = ("place", "term", "session", "year", "scope", "measure", "breakdown", "item", "unit")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_LINE_END = re.compile(r"\r\n|\r|\n")
_YEAR = re.compile(r"\d{4}")
_CELL = re.compile(r'[ \t]*?(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>[^",\r\n]*))(?P<stop>,|\r\n|\r|\n|\Z)')
#: how a quote words what is counted
_WORDS = {
    "received": "收到提案",
    "filed": "立案提案",
    "not_filed": "未立案提案",
    "merged": "并案提案",
    "withdrawn": "撤案提案",
    "assigned": "交办提案",
    "replied": "办复提案",
    "satisfied": "对办理满意",
    "adopted": "采纳提案",
    "key": "重点提案",
    "participants": "提交提案的委员",
    "members": "委员总数",
    "population": "人口",
}


@dataclass(frozen=True)
class _Cell:
    """The text of one cell and where it stands in the file's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class _File:
    name: str
    text: str

    def error(self, at: int, what: object) -> UserError:
        return UserError(f"{self.name} line {len(_LINE_END.findall(self.text, 0, at)) + 1}: {what}")


def reference_folder(raw: Path) -> Path:
    """The folder `reference` beside that of the dumps: data/reference for data/raw.

    >>> reference_folder(Path("data/raw")).as_posix(), reference_folder(Path("dumps")).as_posix()
    ('data/reference', 'reference')
    """
    named = raw if raw.name not in ("", "..") else raw.resolve()
    return named.parent / "reference"


def reference_texts(folder: Path) -> dict[str, str]:
    """The decoded text of each `*.csv` in `folder` by file name: what `start` and `end` point into.

    Empty where there is no such folder. Raises `UserError` for a file that cannot be decoded.
    """
    return {file.name: _decoded(file) for file in sorted(folder.glob("*.csv")) if file.is_file()}


def _decoded(file: Path) -> str:
    try:
        return decode(file.read_bytes())[1]
    except (UnreadableError, OSError) as error:
        raise UserError(f"{file} cannot be read: {error}") from error


def read_reference(folder: Path) -> pd.DataFrame:
    """The table `reference`: one row per line of each `*.csv` in `folder`.

    A file has the columns place, term, session, year, scope, measure, breakdown, item, value, unit, source,
    and level where its maker likes. Status is `reference`, `dump` the file's name, `printed` the number as
    the file has it, so that its decimals tell how far it is rounded; `start` and `end` are those of the cell
    of the value. Without folder or files the table is empty. Raises `UserError` with file and line for the
    first row that does not fit.
    """
    files = [_File(name, text) for name, text in reference_texts(folder).items()]
    rows = [row for file in files for row in _consistent(file, _figures(file))]
    return conform("reference", pd.DataFrame(rows))


def _consistent(file: _File, rows: Iterator[dict[str, object]]) -> Iterator[dict[str, object]]:
    """The rows of a file. Raises `UserError` where one gives a fact that stands above another value."""
    stated: dict[tuple[object, ...], object] = {}
    for row in rows:
        fact = tuple(row[name] for name in _FACT)
        if stated.setdefault(fact, row["value"]) != row["value"]:
            raise file.error(
                int(str(row["start"])),
                f"{row['printed']} for what stands above as {stated[fact]:g}: keep one",
            )
        yield row


def reference_occasions(reference: pd.DataFrame) -> pd.DataFrame:
    """The sessions that rows of `reference` speak of: place, level, term, session, year.

    Population belongs to a place and a year, not to a session.
    """
    stated = reference[reference["measure"] != "population"]
    return stated[OCCASION].drop_duplicates().reset_index(drop=True)


def with_sources(rows: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """`rows` of `reference_proposals` or `reference_categories` with their column `source`.

    It names who published the figures of that session and scope, joined by ；.
    """
    if rows.empty:
        return rows
    of_row = [*OCCASION, "scope"]
    published = (
        reference.groupby(of_row, dropna=False, sort=False)["source"]
        .agg(lambda sources: "；".join(dict.fromkeys(sources)))
        .reset_index()
    )
    return rows.drop(columns="source", errors="ignore").merge(published, how="left", on=of_row)


def _figures(file: _File) -> Iterator[dict[str, object]]:
    lines = _lines(file)
    columns = [cell.text for cell in next(lines, [])]
    _check_columns(file, columns)
    for cells in lines:
        if not any(cell.text for cell in cells):
            continue
        if len(cells) != len(columns):
            raise file.error(
                cells[0].start, f"{len(cells)} cells where the head line names {len(columns)} columns"
            )
        row = dict(zip(columns, cells, strict=True))
        try:
            yield (
                {"dump": file.name}
                | _figure({name: cell.text for name, cell in row.items()})
                | {
                    "start": row["value"].start,
                    "end": row["value"].end,
                }
            )
        except ValueError as error:
            raise file.error(cells[0].start, error) from error


def _lines(file: _File) -> Iterator[list[_Cell]]:
    """The cells of each line; a quoted one may hold commas and line ends."""
    at, cells = 0, list[_Cell]()
    # after a last comma an empty cell follows
    while at < len(file.text) or cells:
        match = _CELL.match(file.text, at)
        if match is None:
            raise file.error(at, "a quotation mark that does not enclose its cell")
        which = "plain" if match["quoted"] is None else "quoted"
        found, start = match[which], match.start(which)
        text = found.strip()
        start += found.find(text)
        cells.append(_Cell(text.replace('""', '"'), start, start + len(text)))
        at = match.end()
        if match["stop"] != ",":
            yield cells
            cells = []


def _check_columns(file: _File, columns: Sequence[str]) -> None:
    for name in _NEEDED:
        if name not in columns:
            raise file.error(0, f"the column {name} is missing; needed are {', '.join(_NEEDED)}")
    for name in columns:
        if name not in (*_NEEDED, *_OPTIONAL) or columns.count(name) > 1:
            raise file.error(0, f"a column '{name}' too many; known: {', '.join(_NEEDED)}, level")


def _figure(cells: Mapping[str, str]) -> dict[str, object]:
    """The columns of a row that its cells give. Raises `ValueError` where they do not fit."""
    _check_fact(cells)
    printed = cells["value"] + cells["unit"]
    return {
        "article": 0,
        "body": "政协",
        "place": cells["place"],
        "level": _level(cells["place"], cells.get("level", "")),
        "term": _count("term", cells["term"]),
        "session": _count("session", cells["session"]),
        "year": _year(cells["year"]),
        **{name: cells[name] for name in (*_CHOICES, "unit", "source")},
        "item": cells["item"] or None,
        "value": float(cells["value"]),
        "printed": printed,
        "approximate": False,
        "status": "reference",
        "quote": _quote(cells, printed),
    }


def _check_fact(cells: Mapping[str, str]) -> None:
    for name, choices in _CHOICES.items():
        if cells[name] not in choices:
            raise ValueError(unknown(name, cells[name], choices))
    units = _units(cells["measure"])
    if cells["unit"] not in units:
        raise ValueError(unknown(f"unit of {cells['measure']}", cells["unit"], units))
    if not _NUMBER.fullmatch(cells["value"]):
        raise ValueError(f"'{cells['value']}' is no number: write digits, and a point before decimals")
    if cells["unit"] != "%" and float(cells["value"]) % 1:
        raise ValueError(f"{cells['value']}{cells['unit']}: a count is whole")
    if (cells["breakdown"] == "total") == bool(cells["item"]):
        raise ValueError("a total has no item, and a part by proposer or category needs one")
    if cells["measure"] == "population" and (cells["scope"], cells["breakdown"]) != ("year", "total"):
        raise ValueError("population has the scope year and the breakdown total")
    if not cells["source"]:
        raise ValueError("no source: name who published the figure")


def _units(measure: str) -> tuple[str, ...]:
    if measure == "population":
        return ("人",)
    return ("人", "%") if measure in PEOPLE_MEASURES else ("件", "%")


def _level(place: str, given: str) -> str:
    division = division_of(place)
    if division is None:
        near = nearest_place(place)
        hint = f"did you mean {near}?" if near else "write its full official name"
        raise ValueError(f"unknown place '{place}': {hint}")
    if given and given != division.level:
        raise ValueError(f"level '{given}' of {place}: the gazetteer says {division.level}")
    return division.level


def _count(name: str, text: str) -> int | None:
    if text and not text.isdecimal():
        raise ValueError(f"{name} '{text}': write it in digits, or leave it empty")
    return int(text) if text else None


def _year(text: str) -> int:
    if not _YEAR.fullmatch(text):
        raise ValueError(f"year '{text}': write four digits")
    return int(text)


def _quote(cells: Mapping[str, str], printed: str) -> str:
    """The row as a sentence.

    >>> cells = {"place": "全国", "term": "14", "session": "2", "year": "2024", "measure": "filed"}
    >>> _quote(cells | {"item": "经济建设", "source": "会议公开报道"}, "1985件")
    '全国政协14届2次（2024年）立案提案，经济建设：1985件。来源：会议公开报道'
    """
    session = "".join(
        f"{cells[name]}{word}" for name, word in (("term", "届"), ("session", "次")) if cells[name]
    )
    whose = f"{cells['place']}政协{session}（{cells['year']}年）"
    if cells["measure"] == "population":
        whose = f"{cells['place']}（{cells['year']}年）"
    part = f"，{cells['item']}" if cells["item"] else ""
    return f"{whose}{_WORDS[cells['measure']]}{part}：{printed}。来源：{cells['source']}"
