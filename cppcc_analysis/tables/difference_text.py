"""`cppcc diff OLD NEW`: two folders of tables → Markdown for a pull request."""

import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from pandera.errors import SchemaError

from cppcc_analysis.errors import UserError
from cppcc_analysis.tables.differences import diff_tables
from cppcc_analysis.tables.schemas import SCHEMAS, conform
from cppcc_analysis.tables.spreadsheet import without_formulas
from cppcc_analysis.tables.store import BUILD_RECORD, Tables

#: the tables that a diff looks at
COMPARED = (
    "dumps",
    "articles",
    "sessions",
    "figures",
    "proposals",
    "categories",
    "checks",
    "corrections",
    "reference",
    "rejects",
    "unread",
    "growth",
    "suggestions",
    "activities",
    "terms",
)
_HEADINGS = {
    "dumps": "Dumps",
    "figures": "Figures",
    "proposals": "Cells of `proposals`",
    "categories": "Cells of `categories`",
    "checks": "Checks",
    "corrections": "Corrections",
    "reference": "Reference files",
    "rejects": "Rejected files",
    "unread": "Numbers left unread",
    "growth": "Printed changes",
    "suggestions": "Suggestions",
    "activities": "Activities",
    "terms": "Counts of words",
}
#: a pull request is read by people: of a longer table the first rows and how many more there are
_LONGEST = 50
_HASH_SHOWN = 12


def run_diff(old: Path, new: Path, csv: Path | None = None) -> str:
    """What changed between the tables in two folders, as Markdown; `csv` also gets it as a table.

    Raises `UserError` for a folder without tables, or with tables of another version of the package.
    """
    diff = load_diff(old, new)
    if csv is not None:
        try:
            csv.parent.mkdir(parents=True, exist_ok=True)
            without_formulas(diff).to_csv(csv, index=False, encoding="utf-8-sig")
        except OSError as error:
            raise UserError(f"cannot write to {csv}: {error.strerror or error}") from error
    return describe_diff(diff)


def load_diff(old: Path, new: Path) -> pd.DataFrame:
    """The differences between the tables in two folders, with the columns of `differences.COLUMNS`."""
    tables = [load_compared(folder) for folder in (old, new)]
    codes = [code_of(folder) for folder in (old, new)]
    return diff_tables(tables[0], tables[1], rule_changed=codes[0] != codes[1])


def load_compared(folder: Path) -> Tables:
    """The tables that a diff looks at.

    Raises `UserError` for a folder without tables, or with tables of another version of the package.
    """
    if not folder.is_dir():
        raise UserError(f"no such folder: {folder}; name two folders of tables, as `cppcc build` writes them")
    if not (folder / "figures.parquet").exists():
        raise UserError(f"no tables in {folder}: name a folder that `cppcc build` has written to")
    return Tables({name: _load_table(folder, name) for name in COMPARED})


def _load_table(folder: Path, name: str) -> pd.DataFrame:
    file = folder / f"{name}.parquet"
    if not file.exists():
        raise _outdated(folder, file.name)
    try:
        rows = pd.read_parquet(file)
    except (OSError, ValueError) as error:
        raise UserError(f"{file} cannot be read: build the tables again") from error
    lacking = [column for column in SCHEMAS[name].columns if column not in rows]
    if lacking:
        raise _outdated(folder, f"{name}.{lacking[0]}")
    try:
        return conform(name, rows)
    except SchemaError as error:
        raise _outdated(folder, f"what {name} may hold today") from error


def _outdated(folder: Path, lacking: str) -> UserError:
    return UserError(
        f"the tables in {folder} are of an older version ({lacking} is missing): build them again"
    )


def code_of(folder: Path) -> str:
    """The hash of the code that made the tables in a folder. Raises `UserError` where it is not recorded."""
    try:
        return str(json.loads((folder / BUILD_RECORD).read_text(encoding="utf-8"))["code"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{folder / BUILD_RECORD} is missing or damaged: build the tables again") from error


def describe_diff(diff: pd.DataFrame) -> str:
    """The rows of a diff as Markdown: a line of counts, then a table for each table that differs."""
    if diff.empty:
        return "No differences.\n"
    sections = [_section(name, diff[diff["table"] == name]) for name in _HEADINGS]
    return "\n".join([f"{_summary(diff)}.\n", *filter(None, sections)])


def _summary(diff: pd.DataFrame) -> str:
    """`1 dump, 1 figure, 2 cells, 3 checks`: things that differ, each counted once."""
    nouns = {
        "dumps": "dump",
        "figures": "figure",
        "cells": "cell",
        "checks": "check",
        "corrections": "correction",
        "rejects": "rejected file",
    }
    table = diff["table"].replace({"proposals": "cells", "categories": "cells"})
    counts = []
    for name, noun in nouns.items():
        rows = diff[table == name]
        about = ["dump", "article", "what"] if name == "figures" else list(diff.columns)
        number = len(rows.drop_duplicates(about))
        if number:
            counts.append(f"{number} {noun}{'s' * (number > 1)}")
    return "Differences: " + (", ".join(counts) or "numbers left unread")


def _section(name: str, rows: pd.DataFrame) -> str | None:
    if rows.empty:
        return None
    told = rows.head(_LONGEST)
    lines = [f"### {_HEADINGS[name]}", "", "| what | change | old | new | why |", "|---|---|---|---|---|"]
    lines += [_line(row) for row in told.to_dict("records")]
    if len(rows) > len(told):
        lines += ["", f"… and {len(rows) - len(told)} more; `--csv FILE` writes them all."]
    return "\n".join([*lines, ""])


def _line(row: dict[object, object]) -> str:
    """One difference as a line of a Markdown table."""
    texts = {str(name): "" if pd.isna(value) else str(value) for name, value in row.items()}
    what, dump = texts["what"], texts["dump"]
    if dump and dump != what:
        article = f", article {texts['article']}" if texts["article"] else ""
        what += f" ({dump}{article})"
    change = texts["column"] if texts["change"] == "changed" and texts["column"] else texts["change"]
    values = [_value(texts, side) for side in ("old", "new")]
    why = texts["why"]
    if texts["follows"]:
        why = f"follows {texts['follows']}" if why == "follows" else f"{why}: {texts['follows']}"
    return _joined([what, change, *values, why])


def _value(texts: dict[str, str], side: str) -> str:
    """A value with its state, where that is not simply `reported`."""
    value, state = texts[side], texts[f"{side}_state"]
    if texts["table"] == "dumps" and texts["change"] != "renamed":
        value = value[:_HASH_SHOWN]
    return value if state in ("", "reported") else f"{value} ({state})".lstrip()


def _joined(cells: Iterable[str]) -> str:
    """Cells as a line; what would end a cell or a line, or be read as HTML, is escaped."""
    escaped = (
        " ".join(cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").split())
        for cell in cells
    )
    return "| " + " | ".join(escaped) + " |"
