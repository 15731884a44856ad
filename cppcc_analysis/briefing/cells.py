"""What a sentence may rest on: cells of the tables, numbers of rows, and groups of rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

Tables = Mapping[str, pd.DataFrame]
#: (column, value) pairs that name a row; None: the cell is empty
Key = tuple[tuple[str, object], ...]
#: (column, values) pairs: each of the columns holds one of its values
Where = tuple[tuple[str, tuple[object, ...]], ...]
Record = dict[str, Any]
#: states of a cell that a sentence can't give as a number, whether the cell is empty or not
UNSAYABLE = ("not_stated", "truncated", "conflict")


class UnsupportedError(ValueError):
    """The tables don't bear a sentence out."""


@dataclass(frozen=True)
class Cell:
    """One cell of one row of a table."""

    table: str
    key: Key
    column: str

    def at(self, column: str) -> "Cell":
        """Another cell of the same row."""
        return Cell(self.table, self.key, column)

    def named(self, column: str) -> object:
        """What the key says of a column; None where it does not name it, or where the row has nothing there."""
        return dict(self.key).get(column)

    def __str__(self) -> str:
        row = ", ".join(str(value) for _, value in self.key if value is not None)
        return f"{self.column} of {self.table} ({row})"


@dataclass(frozen=True)
class Count:
    """The number of rows of a table that fit."""

    table: str
    where: Where


@dataclass(frozen=True)
class Rows:
    """The rows of a table that fit, in their order, with some of their columns."""

    table: str
    where: Where
    columns: tuple[str, ...]


Bound = Cell | Count | Rows


@dataclass(frozen=True)
class Held:
    """What the tables hold for a `Bound`.

    value  of a cell: its value, None where it is empty; of a count: a whole number; of rows: a tuple of tuples
    state  what the value rests on, one of `schemas.STATES`
    """

    bound: Bound
    value: Any
    state: str = "reported"

    @property
    def column(self) -> str:
        """The column of a cell; empty for a count or rows."""
        return self.bound.column if isinstance(self.bound, Cell) else ""


def key_of(row: Mapping[Any, Any], columns: Sequence[str]) -> Key:
    """The key of a row by some of its columns."""
    return tuple((name, plain(row[name])) for name in columns)


def plain(value: object) -> object:
    """A value as a plain Python one that compares and hashes; None for a missing one."""
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


class Ledger(Mapping[str, pd.DataFrame]):
    """Tables that are asked for many single cells: rows are found by an index, not by a search each time.

    The tables must not change while it is used; what changed is seen through a new ledger.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._columns: dict[tuple[str, str], list[object]] = {}
        self._indexes: dict[tuple[str, tuple[str, ...]], dict[tuple[object, ...], list[int]]] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def column(self, table: str, name: str) -> list[object]:
        """The plain values of a column."""
        if (table, name) not in self._columns:
            self._columns[table, name] = [plain(value) for value in self._tables[table][name].tolist()]
        return self._columns[table, name]

    def find(self, table: str, where: Where) -> list[int]:
        """The positions of the rows that fit, in their order."""
        if not where:
            return list(range(len(self._tables[table])))
        index = self._index(table, tuple(column for column, _ in where))
        wanted = [values for _, values in where]
        if all(len(values) == 1 for values in wanted):
            return index.get(tuple(values[0] for values in wanted), [])
        found = [
            positions
            for key, positions in index.items()
            if all(value in values for value, values in zip(key, wanted, strict=True))
        ]
        return sorted(position for positions in found for position in positions)

    def records(self, table: str, where: Where) -> list[Record]:
        """The rows that fit, with plain values."""
        columns = {str(name): self.column(table, str(name)) for name in self._tables[table].columns}
        return [{name: values[at] for name, values in columns.items()} for at in self.find(table, where)]

    def _index(self, table: str, columns: tuple[str, ...]) -> dict[tuple[object, ...], list[int]]:
        if (table, columns) not in self._indexes:
            index: dict[tuple[object, ...], list[int]] = {}
            keys = zip(*(self.column(table, name) for name in columns), strict=True)
            for position, key in enumerate(keys):
                index.setdefault(key, []).append(position)
            self._indexes[table, columns] = index
        return self._indexes[table, columns]


def ledger_of(tables: Tables) -> Ledger:
    """The tables as a ledger."""
    return tables if isinstance(tables, Ledger) else Ledger(tables)


def read(bound: Bound, tables: Tables) -> Held:
    """What the tables hold now. Raises `UnsupportedError` for a row that is not there, or not one only."""
    ledger = ledger_of(tables)
    if isinstance(bound, Cell):
        return _read_cell(bound, ledger)
    positions = ledger.find(bound.table, bound.where)
    if isinstance(bound, Count):
        return Held(bound, len(positions))
    columns = [ledger.column(bound.table, name) for name in bound.columns]
    return Held(bound, tuple(tuple(column[at] for column in columns) for at in positions))


def where_of(key: Key) -> Where:
    """A key as what rows must fit."""
    return tuple((column, (value,)) for column, value in key)


def records_of(tables: Tables, table: str, where: Where) -> list[Record]:
    """The rows of a table that fit, with plain values."""
    return ledger_of(tables).records(table, where)


def _read_cell(cell: Cell, ledger: Ledger) -> Held:
    found = {
        (ledger.column(cell.table, cell.column)[at], _state(cell, ledger, at))
        for at in ledger.find(cell.table, where_of(cell.key))
    }
    if not found:
        raise UnsupportedError(f"no {cell}")
    if len(found) > 1:
        raise UnsupportedError(f"{cell}: several rows that differ")
    value, state = found.pop()
    return Held(cell, value, state)


def _state(cell: Cell, ledger: Ledger, at: int) -> str:
    """What a cell rests on."""
    columns = ledger[cell.table].columns
    if f"{cell.column}_state" in columns:
        return str(ledger.column(cell.table, f"{cell.column}_state")[at])
    if cell.column != "value" or "status" not in columns:
        return "reported"
    if ledger.column(cell.table, "chosen")[at] is False:
        return "conflict"  # a correction set it aside
    if ledger.column(cell.table, "approximate")[at]:
        return "approximate"
    return "derived" if ledger.column(cell.table, "status")[at] == "derived" else "reported"


def sayable(held: Held) -> Any:
    """The value of a cell. Raises `UnsupportedError` where it is missing or in conflict."""
    if held.value is None:
        raise UnsupportedError(f"{held.bound} is missing: {held.state}")
    if held.state in UNSAYABLE:
        raise UnsupportedError(f"{held.bound}: {held.state}")
    return held.value
