"""`cppcc report`: builds what is stale, runs the notebooks, and swaps the finished report in."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
from tqdm import tqdm

from cppcc_analysis import pipeline
from cppcc_analysis.briefing.pack import write_pack
from cppcc_analysis.charts.wording import counted
from cppcc_analysis.errors import UserError
from cppcc_analysis.reports import runner
from cppcc_analysis.reports.banner import banner
from cppcc_analysis.reports.briefing_charts import briefing_charts
from cppcc_analysis.reports.changes import Changes, changes_since, keep_tables
from cppcc_analysis.reports.doubts import with_doubts
from cppcc_analysis.reports.evidence_data import with_known_years
from cppcc_analysis.reports.evidence_page import write_evidence
from cppcc_analysis.reports.index import render_index
from cppcc_analysis.reports.manifest import (
    count_rows,
    make_manifest,
    read_entries,
    read_manifest,
    write_manifest,
)
from cppcc_analysis.reports.pages import Story, read_story, render_notebook
from cppcc_analysis.reports.parameter_table import declared_names
from cppcc_analysis.reports.reuse import Kept, Ledger, find_kept
from cppcc_analysis.reports.runner import Job, Outcome, run_notebooks
from cppcc_analysis.reports.selection import choose, list_years
from cppcc_analysis.tables.store import Tables, load_tables

RAW, PROCESSED, REPORTS = Path("data/raw"), Path("data/processed"), Path("reports")
CHARTS = "charts"
#: reasons named where no file could be read
_REASONS = 3


@dataclass(frozen=True)
class Request:
    """What a report is asked to show. Empty cities or years mean all; a range of years may have gaps.

    raw  the dumps. Tables of the default folder lie in data/processed, those of another in out/tables.
    """

    cities: Sequence[str] = ()
    years: Sequence[int] = ()
    raw: Path = RAW
    out: Path = REPORTS
    lang: str = "zh"

    @property
    def tables(self) -> Path:
        return PROCESSED if self.raw.resolve() == RAW.resolve() else self.out / "tables"


@dataclass(frozen=True)
class Report:
    """A finished report."""

    index: Path
    outcomes: tuple[Outcome, ...]
    charts: int
    seconds: float

    @property
    def failures(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.error]

    def __str__(self) -> str:
        unchanged = sum(outcome.reused for outcome in self.outcomes)
        told = [f"{len(self.failures)} failed"] * bool(self.failures)
        told += [f"{unchanged} unchanged"] * bool(unchanged)
        pages = counted(len(self.outcomes), "page") + (f" ({', '.join(told)})" if told else "")
        return f"{self.index}: {pages}, {counted(self.charts, 'chart')} in {self.seconds:.0f} s"


@dataclass(frozen=True)
class Sources:
    """What reports are made from: the notebooks, and the tables with the folder that they lie in."""

    notebooks: Sequence[Path]
    tables: Tables
    folder: Path


def make_report(
    request: Request,
    notebooks: Path | None = None,
    progress: bool = False,
    tell: Callable[[str], object] = lambda _: None,
) -> Report:
    """Write the report that `request` asks for, from the notebooks in the folder `notebooks`.

    The new report is made in a folder inside `out` and takes the old one's place only when it is
    complete, so that an interrupted run leaves the last report as it was. A notebook that fails is
    part of the report, with its error; one that would say what it said last time is not run again. Files in
    `out` that are no part of a report stay. `tell` is given, before the notebooks run, what was built or what
    the tables hold.

    Raises `UserError` for bad input: no dumps, none that can be read or that names a session, unknown
    cities or years, a folder that can't be written.
    """
    started = time.perf_counter()
    report = write_report(request, prepare(request, notebooks, progress, tell), progress)
    return replace(report, seconds=time.perf_counter() - started)


def prepare(
    request: Request,
    notebooks: Path | None = None,
    progress: bool = False,
    tell: Callable[[str], object] = lambda _: None,
) -> Sources:
    """Build the tables of `request` where they are stale, and load them. Raises as `make_report` does."""
    sources = list_notebooks(notebooks or find_notebooks())
    built = None
    if pipeline.is_stale(request.raw, request.tables):
        built = pipeline.build(request.raw, request.tables, progress=progress)
    tables = load_tables(request.tables)
    _refuse_nothing(request.raw, tables)
    tell(str(built or _describe_tables(request.tables, tables)))
    return Sources(sources, tables, request.tables)


def write_report(request: Request, sources: Sources, progress: bool = False) -> Report:
    """Write the report that `request` asks for into `out`. Raises `UserError` for unknown cities or years."""
    started = time.perf_counter()
    tables, out = sources.tables, request.out
    parameters = _resolve(request, tables)
    cities, years = parameters["cities"], parameters["years"]
    chosen = choose(tables, cities, years)  # refuses what is unknown before all else
    earlier = read_manifest(out)
    changes = changes_since(out, earlier, sources.folder, cities, years)
    ledger = Ledger(tables)
    with staging(out) as staged:
        given = parameters | {"tables": os.path.relpath(sources.folder, staged), "out": CHARTS}
        jobs = _jobs(sources.notebooks, given)
        kept = find_kept(jobs, earlier, out, ledger)
        outcomes = _run(jobs, kept, out, staged, progress)
        made_from = {
            job.notebook.stem: earlier["notebooks"][job.notebook.stem]["made_from"]
            if outcome.reused
            else ledger.entry(job, outcome, staged)
            for job, outcome in zip(jobs, outcomes, strict=True)
        }
        manifest = make_manifest(parameters, request.raw, tables, chosen, outcomes, made_from)
        stories = _write_pages([job.notebook for job in jobs], outcomes, manifest, changes, staged)
        shown = choose(with_known_years(with_doubts(tables)), cities, years)
        write_evidence(shown, request.raw, staged, parameters, stories)
        told = with_doubts(chosen)
        write_pack(told, briefing_charts(told, request.lang), staged, request.lang, _described(manifest))
        keep_tables(sources.folder, staged)
        write_manifest(manifest, staged)
        swap(staged, out)
    charts = {name for story in stories for name, *_ in story.charts}
    return Report(out / "index.html", tuple(outcomes), len(charts), time.perf_counter() - started)


def _described(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What the briefing files say of the report: the choice, and when it was made."""
    return {**manifest["parameters"], "date": manifest["created"][:10]}


def find_notebooks() -> Path:
    """The notebooks of the repository the package lies in, else of the one around the current folder.

    Raises `UserError` when there are none.
    """
    here = Path.cwd()
    for root in (Path(__file__).parents[2], here, *here.parents):
        if list_notebooks(root / "notebooks"):
            return root / "notebooks"
    raise UserError("no notebooks found: run cppcc inside the repository")


def list_notebooks(folder: Path) -> list[Path]:
    """The notebooks that make a report: those whose names start with a number, in order."""
    return sorted(folder.glob("[0-9][0-9]_*.ipynb"))


def _resolve(request: Request, tables: Tables) -> dict[str, Any]:
    years = list_years(request.years, tables)
    return {"cities": list(request.cities), "years": years, "lang": request.lang}


def _refuse_nothing(raw: Path, tables: Tables) -> None:
    """Raise `UserError` where no file could be read, with the first reasons, or where none names a session."""
    if len(tables["sessions"]):
        return
    if len(tables["dumps"]):
        read = counted(len(tables["dumps"]), "dump")
        raise UserError(f"nothing to report: no plenary session is named in the {read} of {raw}")
    rejects = tables["rejects"].to_dict("records")
    reasons = [f"{reject['dump']} ({reject['reason']})" for reject in rejects[:_REASONS]]
    if len(rejects) > _REASONS:
        reasons.append(f"{len(rejects) - _REASONS} more")
    raise UserError(f"nothing to report: every file in {raw} was rejected: {', '.join(reasons)}")


def _describe_tables(folder: Path, tables: Tables) -> str:
    """What the tables of an earlier build hold, in one line."""
    sizes = count_rows(tables)
    rejected = f"{counted(sizes['rejected'], 'file')} rejected"
    return (
        f"tables in {folder} are up to date: {counted(sizes['dumps'], 'dump')}, "
        f"{counted(sizes['figures'], 'figure')}, {rejected}{' (see rejects.csv)' * bool(sizes['rejected'])}"
    )


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A folder inside `out` for the new report; `out` vanishes again if nothing came of it."""
    existed = out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(dir=out, prefix=".new-", ignore_cleanup_errors=True)
    except OSError as error:
        raise UserError(f"cannot write to {out}: {error.strerror or error}") from error
    try:
        with folder as name:
            yield Path(name)
    finally:
        if not existed and not any(out.iterdir()):
            out.rmdir()


def _jobs(notebooks: Sequence[Path], parameters: Mapping[str, Any]) -> list[Job]:
    """What to run. A notebook with the parameter `city` speaks of one: it is for a report of one city."""
    jobs = []
    for notebook in notebooks:
        if "city" not in declared_names(notebook):
            jobs.append(Job(notebook, parameters))
        elif len(parameters["cities"]) == 1:
            others = {name: value for name, value in parameters.items() if name != "cities"}
            jobs.append(Job(notebook, {"city": parameters["cities"][0]} | others))
    return jobs


def _run(
    jobs: Sequence[Job], kept: Mapping[str, Kept], out: Path, staged: Path, progress: bool
) -> list[Outcome]:
    """Take over what is `kept` of the last report in `out`, and run the others."""
    for one in kept.values():
        one.copy(out, staged)
    running = [job for job in jobs if job.notebook.stem not in kept]
    cells = sum(_count_cells(job.notebook) + 1 for job in running)  # and the one with the parameters
    with tqdm(
        total=cells, desc="notebooks", unit="cell", disable=None if progress else True, leave=False
    ) as bar:
        ran = {outcome.name: outcome for outcome in run_notebooks(running, staged, bar.update)}
    for left in (".ipython", ".jupyter"):
        shutil.rmtree(staged / left, ignore_errors=True)
    names = [job.notebook.stem for job in jobs]
    return [kept[name].outcome if name in kept else ran[name] for name in names]


def _count_cells(notebook: Path) -> int:
    return sum(cell.cell_type == "code" for cell in nbformat.read(notebook, as_version=4).cells)


def _write_pages(
    sources: Sequence[Path],
    outcomes: Sequence[Outcome],
    manifest: Mapping[str, Any],
    changes: Changes | None,
    staged: Path,
) -> list[Story]:
    """A page for each executed notebook, and the index."""
    parameters = manifest["parameters"]
    lang = parameters["lang"]
    executed = [staged / runner.EXECUTED / source.name for source in sources]
    stories = [
        read_story(done if done.exists() else source, lang)
        for done, source in zip(executed, sources, strict=True)
    ]
    top = banner(manifest["shown"], changes, stories, lang)
    for notebook, source, outcome in zip(executed, sources, outcomes, strict=True):
        shown = notebook if notebook.exists() else source
        page = render_notebook(shown, lang, parameters, stories, outcome.error, top)
        (staged / f"{source.stem}.html").write_text(page, encoding="utf-8")
    index = render_index(manifest, stories, outcomes, lang, changes)
    (staged / "index.html").write_text(index, encoding="utf-8")
    return stories


def swap(staged: Path, out: Path) -> None:
    """Put the new report's files in the old one's place, and remove those it no longer has."""
    new = [entry.name for entry in staged.iterdir()]
    with tempfile.TemporaryDirectory(dir=out, prefix=".old-") as old:
        for name in {*new, *read_entries(out)}:
            if (out / name).exists():
                os.replace(out / name, Path(old) / name)
            if name in new:
                os.replace(staged / name, out / name)
