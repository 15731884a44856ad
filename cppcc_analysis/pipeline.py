"""From dumps to tables: the one place that knows all stages."""

import hashlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd
from tqdm import tqdm

import cppcc_analysis
from cppcc_analysis.extraction.activities import extract_activities
from cppcc_analysis.extraction.figures import extract_figures
from cppcc_analysis.extraction.growth import extract_growth
from cppcc_analysis.extraction.suggestions import extract_suggestions
from cppcc_analysis.keywords.termlist import list_text
from cppcc_analysis.keywords.terms import Earlier, count_terms
from cppcc_analysis.keywords.tokens import check_engine
from cppcc_analysis.reading.articles import Page, read_page
from cppcc_analysis.reading.clean import clean_characters
from cppcc_analysis.reading.dumps import Dump, Reject, find_dumps, read_dumps
from cppcc_analysis.reading.occasions import find_occasions
from cppcc_analysis.reading.traced import Traced
from cppcc_analysis.tables import facts
from cppcc_analysis.tables.audit.audit import audit, dump_checks
from cppcc_analysis.tables.categories import category_rows
from cppcc_analysis.tables.correction_lines import CORRECTIONS, Corrections, read_corrections
from cppcc_analysis.tables.corrections import apply_corrections
from cppcc_analysis.tables.evidence import verify_figures, verify_growth, with_evidence
from cppcc_analysis.tables.proposals import proposal_rows
from cppcc_analysis.tables.reference import (
    read_reference,
    reference_folder,
    reference_occasions,
    with_sources,
)
from cppcc_analysis.tables.schemas import MEASURES, SCHEMAS, conform
from cppcc_analysis.tables.store import BUILD_RECORD, Tables, write_tables


@dataclass(frozen=True)
class BuildSummary:
    """What a build did, what it could not do, and where the results are."""

    dumps: int
    articles: int
    figures: int
    unread: int
    rejects: tuple[Reject, ...]
    failed_checks: int
    out: Path
    seconds: float

    def __str__(self) -> str:
        lines = [
            f"read {_counted(self.dumps, 'dump')}: {self.articles} articles, {self.figures} figures, "
            f"{_counted(self.unread, 'number')} left unread, {_counted(self.failed_checks, 'check')} failed",
            *(f"rejected {reject.dump}: {reject.reason}" for reject in self.rejects),
        ]
        if self.rejects:
            lines.append(f"{_counted(len(self.rejects), 'dump')} rejected (see rejects.csv)")
        return "\n".join([*lines, f"tables in {self.out} ({self.seconds:.1f} s)"])


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + "s" * (number != 1)


def build(
    raw: Path | str,
    out: Path | str,
    *,
    progress: bool = False,
    engine: str = "jieba",
    watch: Callable[[int, int], object] = lambda done, files: None,
) -> BuildSummary:
    """Read every dump below `raw` and write the tables to `out`.

    `engine` cuts the texts into words: jieba, or rjieba for large collections. Texts that `out` holds counted
    already are not counted again. `watch` is told, before the first file and after each, how many are read and how
    many there are. Raises `UserError` when there is nothing to read or `out` cannot be written;
    the tables that were there before stay until the new ones are whole.
    """
    raw, out, began = Path(raw), Path(out), time.perf_counter()
    check_engine(engine)
    tables = make_tables(raw, progress=progress, engine=engine, earlier=_earlier_counts(out), watch=watch)
    write_tables(tables, out, record={BUILD_RECORD: _fingerprint(raw)})
    return BuildSummary(
        dumps=len(tables["dumps"]),
        articles=len(tables["articles"]),
        figures=len(tables["figures"]),
        unread=len(tables["unread"]),
        rejects=tuple(Reject(**row) for row in tables["rejects"].to_dict("records")),
        failed_checks=int((dump_checks(tables)["verdict"] == "fails").sum()),
        out=out,
        seconds=time.perf_counter() - began,
    )


def _earlier_counts(out: Path) -> Earlier | None:
    """The counts of the last build in `out`; None where there is none that this version can read."""
    columns = [*SCHEMAS["terms"].columns]
    try:
        terms = pd.read_parquet(out / "terms.parquet", columns=columns)
        return Earlier(terms, pd.read_parquet(out / "articles.parquet", columns=["dump", "article", "text"]))
    except (OSError, ValueError):  # missing, broken, or of other columns: all is counted anew
        return None


def make_tables(
    raw: Path,
    *,
    progress: bool = False,
    engine: str = "jieba",
    earlier: Earlier | None = None,
    watch: Callable[[int, int], object] = lambda done, files: None,
) -> Tables:
    """The tables of the dumps below `raw`, with its corrections and the reference files beside it, validated.

    Nothing is written. `engine`, `earlier`: as for `keywords.terms.count_terms`; `watch` as for `build`.
    """
    files = find_dumps(raw)
    # a slip in these is told before the dumps are read
    corrections, reference = read_corrections(raw), read_reference(reference_folder(raw))
    found = _Found()
    watch(0, len(files))
    bar = tqdm(files, desc="reading", unit="file", disable=None if progress else True)
    for number, file in enumerate(bar, 1):
        for dump in read_dumps(file, raw):
            if isinstance(dump, Reject):
                found.rejects.append(dump)
            else:
                found.dumps.append(read_whole(dump))
        watch(number, len(files))
    tables = _assemble(found, corrections, reference)
    return Tables(tables | {"terms": conform("terms", count_terms(tables["articles"], engine, earlier))})


@dataclass
class _Found:
    """What the files hold."""

    dumps: list["DumpReading"] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


@dataclass(frozen=True)
class DumpReading:
    """One dump with all that was read from it."""

    dump: Dump
    page: Page
    readings: list[facts.Reading]

    @property
    def row(self) -> dict[str, object]:
        """Its row of the table `dumps`."""
        return {
            "dump": self.dump.name,
            "sha256": self.dump.sha256,
            "format": self.dump.format,
            "encoding": self.dump.encoding,
            "characters": len(self.dump.raw),
            "repeated": self.page.repeated,
            "joined": self.page.joined,
            "articles": len(self.page.articles),
        }


def read_whole(dump: Dump) -> DumpReading:
    """Every article of one dump with its occasion, figures, suggestions and what stayed unread."""
    page = read_page(clean_characters(Traced.of(dump.raw)))
    occasions = find_occasions(page.articles)
    readings = []
    for number, (article, occasion) in enumerate(zip(page.articles, occasions, strict=True)):
        figures, unread = with_evidence(*extract_figures(article), dump.raw)
        suggestions = extract_suggestions(article, figures)
        activities = extract_activities(article)
        growth = extract_growth(article, figures)
        readings.append(
            facts.Reading(
                dump.name, number, article, occasion, figures, growth, suggestions, activities, unread
            )
        )
    return DumpReading(dump, page, readings)


def _assemble(found: _Found, corrections: Corrections, reference: pd.DataFrame) -> Tables:
    readings = [reading for dump in found.dumps for reading in dump.readings]
    read = [dump.dump for dump in found.dumps]
    articles = conform("articles", facts.article_rows(readings))
    articles["copy_of"] = facts.copies_of(articles)
    figures = conform("figures", facts.figure_rows(readings, articles))
    figures, decided = apply_corrections(figures, corrections.lines)
    raw = {dump.name: dump.raw for dump in read}
    verify_figures(figures, raw | {CORRECTIONS: corrections.text})
    growth = conform("growth", facts.growth_rows(readings))
    verify_growth(growth, raw)
    unread = conform("unread", facts.unread_rows(readings))
    # what one dump leaves open of a session another may state
    years = facts.known_years(pd.concat([articles, reference]))
    settled = facts.with_years(articles, years)
    sessions = conform("sessions", facts.session_rows(settled, facts.with_years(figures, years)))
    # a copy is a witness of its figures, not a second statement of them
    counted = facts.with_years(figures[figures["copy_of"].isna()], years)
    tables = {
        "dumps": pd.DataFrame([dump.row for dump in found.dumps]),
        "texts": pd.DataFrame(
            [(dump.name, dump.raw) for dump in read if dump.extracted], columns=["dump", "text"]
        ),
        "proposals": proposal_rows(sessions, counted, articles),
        "categories": category_rows(counted, articles, unread),
        "suggestions": facts.suggestion_rows(readings),
        "activities": facts.activity_rows(readings),
        "checks": audit(pd.concat([counted, reference]), articles, unread, facts.with_years(growth, years)),
        **_reference_tables(reference),
        "rejects": pd.DataFrame(found.rejects),
    }
    conformed = {
        "articles": articles,
        "sessions": sessions,
        "figures": figures,
        "growth": growth,
        "corrections": decided,
        "reference": reference,
        "unread": unread,
    }
    return Tables(conformed | {name: conform(name, rows) for name, rows in tables.items()})


def _reference_tables(reference: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The reference figures through the same hands as those of the dumps."""
    no_articles = conform("articles", pd.DataFrame())
    figures = reference[reference["measure"].isin(MEASURES)]
    proposals = proposal_rows(reference_occasions(reference), figures, no_articles)
    return {
        "reference_proposals": with_sources(proposals, reference),
        "reference_categories": with_sources(category_rows(figures, no_articles), reference),
    }


def is_stale(raw: Path | str, out: Path | str) -> bool:
    """Whether the tables in `out` are missing, or made from other dumps or by other code than now."""
    record = Path(out) / BUILD_RECORD
    return not record.exists() or json.loads(record.read_text(encoding="utf-8")) != _fingerprint(Path(raw))


def changed_inputs(raw: Path | str, out: Path | str) -> list[str]:
    """The files below `raw`, and those that go with them, that are new or other than in the tables of `out`."""
    record = Path(out) / BUILD_RECORD
    known = json.loads(record.read_text(encoding="utf-8"))["inputs"] if record.exists() else {}
    return [name for name, sha256 in _inputs(Path(raw)).items() if known.get(name) != sha256]


def _fingerprint(raw: Path) -> dict[str, object]:
    return {
        "inputs": _inputs(raw),
        "code": code_hash(),
        "terms": terms_hash(),
    }


def terms_hash() -> str:
    """Hash of the list of terms, the analyst's own with it."""
    return hashlib.sha256(list_text().encode()).hexdigest()


def _inputs(raw: Path) -> dict[str, str]:
    """{path seen from `raw`: sha256} of all that a build reads beside the code."""
    beside = [*raw.glob(CORRECTIONS), *reference_folder(raw).glob("*.csv")]
    return {
        Path(os.path.relpath(file, raw)).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in [*find_dumps(raw), *sorted(beside)]
    }


@cache
def code_hash() -> str:
    """Hash of the package's own files: a change of code or wordings makes tables and pages stale."""
    package = Path(cppcc_analysis.__file__).parent
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*")):
        if file.suffix in {".py", ".toml", ".txt"}:
            digest.update(file.relative_to(package).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
