"""Which notebooks run again: those of which anything changed that they were made from, no others."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from cppcc_analysis import pipeline
from cppcc_analysis.reports import notes
from cppcc_analysis.reports.notes import Notes, Read, note_files, noted, read_notes
from cppcc_analysis.reports.reuse import Ledger, find_kept, hash_table
from cppcc_analysis.reports.runner import Job, Outcome
from cppcc_analysis.tables.store import Tables

READS = (Read("figures", ("阳泉市",), ()), Read("proposals", (), (2023,)))


@dataclass
class Last:
    """A report of one notebook, as it was left; the changes of a test are made to it."""

    folder: Path
    job: Job
    tables: Tables
    entry: Any

    def kept(self) -> bool:
        run = {"seconds": 3.0, "peak_mb": 200, "made_from": self.entry}
        found = find_kept([self.job], {"notebooks": {"01_x": run}}, self.folder, Ledger(self.tables))
        return "01_x" in found


@pytest.fixture
def last(tables: Tables, tmp_path: Path) -> Last:
    notebook = tmp_path / "01_x.ipynb"
    notebook.write_text("{}")
    folder = tmp_path / "out"
    for name in ("notebooks/01_x.ipynb", "charts/a.png", "charts/b.svg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    job = Job(notebook, {"cities": ["阳泉市"], "lang": "zh", "tables": "../tables", "out": "charts"})
    outcome = Outcome("01_x", 3.0, None, 200, Notes(READS, ("charts/a.png",)))
    return Last(folder, job, Tables(tables), Ledger(tables).entry(job, outcome, folder))


def change_cell(last: Last, table: str, place: str, year: int, column: str, value: object) -> None:
    rows = last.tables[table].copy()
    rows.loc[(rows["place"] == place) & (rows["year"] == year), column] = value
    last.tables[table] = rows


def given(last: Last, **parameters: object) -> None:
    last.job = replace(last.job, parameters={**last.job.parameters, **parameters})


CHANGES: list[tuple[str, Callable[[Last], object], bool]] = [
    ("nothing", lambda last: None, True),
    ("where the tables lie", lambda last: given(last, tables="elsewhere"), True),
    ("the language", lambda last: given(last, lang="en"), False),
    ("a parameter more", lambda last: given(last, top_terms=5), False),
    ("the notebook", lambda last: last.job.notebook.write_text("{ }"), False),
    ("a figure of the city", lambda last: change_cell(last, "figures", "阳泉市", 2024, "value", 1.0), False),
    ("a sentence of the city", lambda last: change_cell(last, "figures", "阳泉市", 2024, "quote", "x"), False),
    ("a figure of another city", lambda last: change_cell(last, "figures", "太原市", 2023, "value", 1.0), True),
    ("a cell of the year", lambda last: change_cell(last, "proposals", "太原市", 2023, "filed", 1), False),
    ("a cell of another year", lambda last: change_cell(last, "proposals", "绛县", 2024, "filed", 1), True),
    ("a value that is now missing", lambda last: change_cell(last, "proposals", "阳泉市", 2023, "filed", None), False),
    ("a table it did not read", lambda last: change_cell(last, "categories", "阳泉市", 2024, "count", 1), True),
    ("the city is gone", lambda last: change_cell(last, "sessions", "阳泉市", 2023, "place", "x") or change_cell(
        last, "sessions", "阳泉市", 2024, "place", "x"), False),
    ("a chart is gone", lambda last: (last.folder / "charts" / "a.png").unlink(), False),
    ("a chart was edited", lambda last: (last.folder / "charts" / "a.png").write_text("x"), False),
    ("another file was edited", lambda last: (last.folder / "charts" / "b.svg").write_text("x"), True),
    ("its page's notebook was run by hand", lambda last: (last.folder / "notebooks" / "01_x.ipynb").write_text("x"),
     False),
    ("a manifest of another version", lambda last: setattr(last, "entry", {"hash": "x"}), False),
    ("a run that could not tell", lambda last: setattr(last, "entry", None), False),
]  # fmt: skip


@pytest.mark.parametrize(("what", "change", "kept"), CHANGES, ids=[what for what, _, _ in CHANGES])
def test_what_makes_a_notebook_run_again(
    what: str, change: Callable[[Last], object], kept: bool, last: Last
) -> None:
    change(last)
    assert last.kept() == kept


@pytest.mark.parametrize("name", ["code_hash", "terms_hash"])
def test_other_code_or_terms_run_everything_again(
    name: str, last: Last, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, name, lambda: "other")
    assert not last.kept()


def test_a_run_that_failed_or_noted_nothing_is_never_kept(last: Last) -> None:
    ledger = Ledger(last.tables)
    failed = Outcome("01_x", 3.0, "KeyError", 200, Notes(READS, ()))
    assert ledger.entry(last.job, failed, last.folder) is None
    assert ledger.entry(last.job, Outcome("01_x", 3.0, None), last.folder) is None


def test_rows_in_another_order_are_another_table(tables: Tables) -> None:
    rows = tables["figures"]
    assert hash_table(rows) == hash_table(rows.copy())
    assert hash_table(rows) != hash_table(rows[::-1])
    assert hash_table(rows) != hash_table(rows.rename(columns={"quote": "sentence"}))


# --- what a notebook notes


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(notes.VARIABLE, str(tmp_path / "notes"))
    return tmp_path / "notes"


def test_only_the_tables_that_are_taken_out_are_noted(file: Path) -> None:
    tables = noted(Tables(figures=1, terms=2), ["阳泉市"], [2023])  # type: ignore[arg-type]
    tables["figures"], tables.figures, tables.get("lost")
    note_files([Path("charts/a.png"), Path("charts/a.png")])
    assert read_notes(file) == Notes(
        (Read("figures", ("阳泉市",), (2023,)), Read("lost", ("阳泉市",), (2023,))), ("charts/a.png",)
    )


@pytest.mark.parametrize("use", [dict, list, lambda t: t.items(), lambda t: t.values(), lambda t: {**t}])
def test_whoever_goes_through_all_tables_reads_all(use: Callable[[Tables], object], file: Path) -> None:
    use(noted(Tables(figures=1, terms=2), [], []))  # type: ignore[arg-type]
    assert {read.table for read in read_notes(file).reads} == {"figures", "terms"}


def test_without_a_runner_nothing_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(notes.VARIABLE, raising=False)
    tables = Tables(figures=1)  # type: ignore[arg-type]
    assert noted(tables, [], []) is tables
    assert read_notes(tmp_path / "none") == Notes()
