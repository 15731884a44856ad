"""What a notebook read and wrote, noted while it runs, so that the runner knows when to run it again.

A notebook need not declare what it depends on: `load` and `show_chart` note it in the file that the runner
names. Where no runner does, as in JupyterLab, nothing is noted.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from cppcc_analysis.tables.store import Tables

#: the environment's name for the file of notes
VARIABLE = "CPPCC_NOTES"


@dataclass(frozen=True)
class Read:
    """One table as a notebook saw it: the rows of `cities` and `years`, of which empty ones mean all."""

    table: str
    cities: tuple[str, ...]
    years: tuple[int, ...]


@dataclass(frozen=True)
class Notes:
    """The tables that a notebook read, and the files that it wrote, relative to its working folder."""

    reads: tuple[Read, ...] = ()
    files: tuple[str, ...] = ()


def note_files(files: Iterable[Path]) -> None:
    """Note files that were written."""
    for file in files:
        _note({"file": file.as_posix()})


def noted(tables: Tables, cities: Sequence[str], years: Sequence[int]) -> Tables:
    """`tables`, the rows of `cities` and `years`; under a runner each table is noted when it is taken out."""
    return _NotedTables(tables, cities, years) if VARIABLE in os.environ else tables


def read_notes(file: Path) -> Notes:
    """What was noted in `file`, each thing once; nothing where there is no such file."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    noted_lines = [json.loads(line) for line in dict.fromkeys(lines)]
    reads = [
        Read(line["table"], tuple(line["cities"]), tuple(line["years"]))
        for line in noted_lines
        if "table" in line
    ]
    return Notes(tuple(reads), tuple(line["file"] for line in noted_lines if "file" in line))


class _NotedTables(Tables):
    """Tables that note which of them are used; whoever goes through all of them uses all."""

    def __init__(self, tables: Tables, cities: Sequence[str], years: Sequence[int]) -> None:
        super().__init__(tables)
        self._choice = {"cities": list(cities), "years": [int(year) for year in years]}

    def __getitem__(self, name: str) -> pd.DataFrame:
        table = super().__getitem__(name)
        _note({"table": name} | self._choice)
        return table

    def get(self, name: str, default: Any = None) -> Any:
        _note({"table": name} | self._choice)
        return super().get(name, default)

    def __iter__(self) -> Iterator[str]:
        for name in super().__iter__():
            _note({"table": name} | self._choice)
            yield name

    def items(self) -> Any:
        return [(name, self[name]) for name in self]

    def values(self) -> Any:
        return [self[name] for name in self]


def _note(content: dict[str, object]) -> None:
    if file := os.environ.get(VARIABLE):
        with Path(file).open("a", encoding="utf-8") as notes:
            notes.write(json.dumps(content, ensure_ascii=False) + "\n")
