"""Which notebooks of the last report need not run again.

A notebook is as good as new when nothing that it was made from has changed: its own text, its parameters, the
package, the list of terms, the versions of the packages that shape the pages, and the rows of the tables that it
read; and when what it left is still there as it was.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from cppcc_analysis import pipeline
from cppcc_analysis.errors import UserError
from cppcc_analysis.reports.manifest import versions
from cppcc_analysis.reports.notes import Read
from cppcc_analysis.reports.runner import EXECUTED, Job, Outcome
from cppcc_analysis.reports.selection import choose
from cppcc_analysis.tables.store import Tables


class Ledger:
    """What the notebooks of one report are made from; `tables` are those of the whole build."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._chosen: dict[tuple[tuple[str, ...], tuple[int, ...]], Tables] = {}
        self._digests: dict[Read, str | None] = {}

    def entry(self, job: Job, outcome: Outcome, folder: Path) -> dict[str, Any] | None:
        """What the manifest keeps of a notebook's run in `folder`, so that the next report can tell.

        None where it cannot tell: the run failed, or read no table that it noted.
        """
        if outcome.error or not outcome.notes.reads:
            return None
        names = [f"{EXECUTED}/{job.notebook.name}", *outcome.notes.files]
        return {
            "key": self._key(job),
            "reads": [
                {"table": r.table, "cities": r.cities, "years": r.years, "hash": self._digest(r)}
                for r in outcome.notes.reads
            ],
            "files": {name: _hash_file(folder / name) for name in names},
        }

    def holds(self, job: Job, entry: Mapping[str, Any], folder: Path) -> bool:
        """Whether what an earlier run left in `folder` is what a run would give now; `entry` is its own."""
        if entry["key"] != self._key(job):
            return False
        for read in entry["reads"]:
            seen = Read(read["table"], tuple(read["cities"]), tuple(read["years"]))
            if self._digest(seen) != read["hash"]:
                return False
        return all(_hash_file(folder / name) == digest for name, digest in entry["files"].items())

    def _key(self, job: Job) -> str:
        # where the tables lie is no matter: their rows are looked at one by one
        given = {name: value for name, value in job.parameters.items() if name != "tables"}
        parts = [_hash_file(job.notebook), given, self._programs]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    @cached_property
    def _programs(self) -> list[Any]:
        return [pipeline.code_hash(), pipeline.terms_hash(), versions()]

    def _digest(self, read: Read) -> str | None:
        """Hash of the rows that `read` names; None where they can no longer be chosen."""
        if read not in self._digests:
            self._digests[read] = self._hash_rows(read)
        return self._digests[read]

    def _hash_rows(self, read: Read) -> str | None:
        choice = read.cities, read.years
        try:
            if choice not in self._chosen:
                self._chosen[choice] = choose(self._tables, *choice)
            return hash_table(self._chosen[choice][read.table])
        except (UserError, KeyError):
            return None


@dataclass(frozen=True)
class Kept:
    """A notebook of the last report that holds: how it ended, and its files, relative to the report."""

    outcome: Outcome
    files: tuple[str, ...]

    def copy(self, old: Path, new: Path) -> None:
        """Take the files over from one report's folder into another's."""
        for name in self.files:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(old / name, new / name)


def find_kept(
    jobs: Sequence[Job], manifest: Mapping[str, Any], folder: Path, ledger: Ledger
) -> dict[str, Kept]:
    """The notebooks of the last report in `folder` that need not run again, by name; `manifest` is its own."""
    kept = {}
    for job in jobs:
        name = job.notebook.stem
        try:
            run = manifest["notebooks"][name]
            entry = run["made_from"]
            if entry and ledger.holds(job, entry, folder):
                kept[name] = Kept(
                    Outcome(name, run["seconds"], None, run["peak_mb"], reused=True), tuple(entry["files"])
                )
        except (KeyError, TypeError):  # a manifest of another version tells nothing
            continue
    return kept


def hash_table(rows: pd.DataFrame) -> str:
    """Hash of the columns, types and cells of a table, in their order."""
    digest = hashlib.sha256(repr([(name, str(kind)) for name, kind in rows.dtypes.items()]).encode())
    digest.update(pd.util.hash_pandas_object(rows, index=False).to_numpy().tobytes())
    return digest.hexdigest()


def _hash_file(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None
