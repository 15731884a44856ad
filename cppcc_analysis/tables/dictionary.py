"""The data dictionary: every table and column in words, made from the schemas that validate them.

`python -m cppcc_analysis.tables.dictionary` writes it to docs/data-dictionary.md.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from pandera.pandas import Column, DataFrameSchema

from cppcc_analysis.errors import unknown
from cppcc_analysis.tables.schemas import MEASURE_MEANINGS, MEASURES, SCHEMAS, STATES

PAGE = Path("docs/data-dictionary.md")
#: what each of `STATES` says of its cell
STATE_MEANINGS = {
    "reported": "a text states the value",
    "derived": "the value is computed; `formula` says how",
    "not_stated": "no text that was read states it; the cell is empty, which is not zero",
    "truncated": "the text breaks off where it may have stood; the cell is empty",
    "conflict": "sources state different values; the cell is empty until a correction chooses",
    "approximate": "the text gives it as approximate or as a bound (约, 余, 以上)",
}
_TYPES = {"string": "text", "Int64": "whole number", "Float64": "number", "boolean": "true or false"}
_INTRODUCTION = """\
# Data dictionary

<!-- made by `make dictionary` from cppcc_analysis/tables/schemas.py: change it there -->

Every table of a build stands in `data/processed/` as Parquet and as CSV. The schemas that this page is made from
validate each table before it is written. In the CSV files an apostrophe stands before a text that begins with a sign
by which spreadsheet programs know a formula (`=`, `+`, `-`, `@`); the Parquet files hold the texts as they are.

An empty cell is missing, never zero; the last column says what it means, and a column without such words is never
empty. A key names the columns that together tell each row of a table from every other; in a key, two empty cells
count as equal. Units that are printed in the source stay as they are: 件 (proposals), 人 (people), % and 个百分点
(percentage points). Offsets count the characters of the decoded raw dump: `raw[start:end]`.

A column whose name ends in `_state` says what the cell of the same name rests on:
"""


def dictionary_text() -> str:
    """The data dictionary as Markdown: of each table what one row is, its key and its columns."""
    states = "\n".join(f"| `{state}` | {STATE_MEANINGS[state]} |" for state in STATES)
    links = "\n".join(f"- [`{name}`](#{name}): {schema.description}" for name, schema in SCHEMAS.items())
    tables = "\n".join(_table_text(schema) for schema in SCHEMAS.values())
    measures = "\n".join(f"| `{measure}` | {MEASURE_MEANINGS[measure]} |" for measure in MEASURES)
    return (
        f"{_INTRODUCTION}\n| state | meaning |\n|---|---|\n{states}\n\n"
        f"What is counted stands in columns called `measure`:\n\n"
        f"| measure | meaning |\n|---|---|\n{measures}\n\n## The tables\n\n{links}\n\n{tables}"
    )


def column_notes(table: str) -> dict[str, str]:
    """A line about each column of a table: meaning, unit, allowed values, what an empty cell means.

    Raises `UserError` for an unknown table.

    >>> column_notes("categories")["share"]
    'share of the base; in %; empty: see `share_state`'
    """
    if table not in SCHEMAS:
        raise unknown("table", table, SCHEMAS)
    return {name: "; ".join(_note(column)) for name, column in SCHEMAS[table].columns.items()}


def _note(column: Column) -> Iterator[str]:
    yield column.description
    if unit := _about(column, "unit"):
        yield unit if unit.startswith(("as ", "see ")) else f"in {unit}"
    if values := _allowed(column):
        yield f"one of {', '.join(values)}"
    if null := _about(column, "null"):
        yield f"empty: {null}"


def _table_text(schema: DataFrameSchema) -> str:
    key = ", ".join(f"`{name}`" for name in schema.unique or ())
    columns = "\n".join(_line(name, column) for name, column in schema.columns.items())
    return (
        f"### {schema.name}\n\nOne row is {schema.description}.\n\n"
        f"Key: {key or 'none; rows may repeat'}\n\n"
        "| column | type | unit | meaning | values | empty |\n|---|---|---|---|---|---|\n"
        f"{columns}\n"
    )


def _line(name: str, column: Column) -> str:
    values = ", ".join(f"`{value}`" for value in _allowed(column))
    cells = [f"`{name}`", _type(column), _about(column, "unit"), column.description, values]
    return "| " + " | ".join([*cells, _about(column, "null")]) + " |"


def _type(column: Column) -> str:
    """
    >>> _type(SCHEMAS["figures"].columns["value"]), _type(SCHEMAS["figures"].columns["start"])
    ('number', 'whole number')
    """
    kind = pd.api.types.pandas_dtype(str(column.dtype))
    return _TYPES.get(kind.name, "number")


def _allowed(column: Column) -> list[str]:
    """The values that a column is restricted to; none where any will do."""
    return [str(value) for check in column.checks for value in check.statistics.get("allowed_values", ())]


def _about(column: Column, what: str) -> str:
    return str((column.metadata or {}).get(what) or "")


if __name__ == "__main__":
    PAGE.write_text(dictionary_text(), encoding="utf-8")
