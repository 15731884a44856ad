"""`cppcc report --each`: a report of its own for each place, and an index of them all."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import quote

from cppcc_analysis.charts.wording import counted, listing, pick
from cppcc_analysis.errors import UserError
from cppcc_analysis.reports.banner import describe_audit
from cppcc_analysis.reports.manifest import count_rows, write_manifest
from cppcc_analysis.reports.pages import page
from cppcc_analysis.reports.report import (
    Report,
    Request,
    Sources,
    prepare,
    staging,
    swap,
    write_report,
)
from cppcc_analysis.reports.selection import choose, list_years


@dataclass(frozen=True)
class Reports:
    """The finished reports by place."""

    index: Path
    of_place: dict[str, Report]
    seconds: float

    @property
    def failures(self) -> list[tuple[str, str, str]]:
        """(place, notebook, error) of each notebook that failed."""
        return [
            (place, failure.name, str(failure.error))
            for place, report in self.of_place.items()
            for failure in report.failures
        ]

    def __str__(self) -> str:
        return f"{self.index}: {counted(len(self.of_place), 'report')} in {self.seconds:.0f} s"


def make_each(
    request: Request,
    notebooks: Path | None = None,
    progress: bool = False,
    tell: Callable[[str], object] = lambda _: None,
) -> Reports:
    """Write a report for each place that met in the chosen years into a folder of its name below `out`.

    Each takes the place of its last one as soon as it is complete, the index at the end. Raises `UserError` as
    `report.make_report` does.
    """
    started = time.perf_counter()
    sources = prepare(request, notebooks, progress, tell)
    years = list_years(request.years, sources.tables)
    sessions = choose(sources.tables, request.cities, years)["sessions"]
    places = [str(place) for place in sessions["place"].dropna().unique()]
    if not places:
        raise UserError("nothing to report: no session of the choice names its place")
    of_place = {}
    for place in places:
        own = replace(request, cities=[place], years=years, out=request.out / place)
        of_place[place] = write_report(own, sources, progress)
        tell(str(of_place[place]))
    with staging(request.out) as staged:
        html = _render_index(of_place, sources, years, request.lang)
        (staged / "index.html").write_text(html, encoding="utf-8")
        write_manifest({"places": places, "years": years, "lang": request.lang}, staged)
        swap(staged, request.out)
    return Reports(request.out / "index.html", of_place, time.perf_counter() - started)


def _render_index(of_place: dict[str, Report], sources: Sources, years: Sequence[int], lang: str) -> str:
    title = pick(lang, "各地政协提案分析报告", "CPPCC proposals: a report for each place")
    cards = "".join(_card(place, report, sources, years, lang) for place, report in of_place.items())
    return page(title, lang, f'<h1>{escape(title)}</h1>\n<ul class="cards">{cards}</ul>', [])


def _card(place: str, report: Report, sources: Sources, years: Sequence[int], lang: str) -> str:
    """A place with the years of its sessions, the state of its audit, and what failed."""
    chosen = choose(sources.tables, [place], years)
    met = listing([str(year) for year in sorted({int(y) for y in chosen["sessions"]["year"].dropna()})], lang)
    sessions = pick(lang, f"全会年份：{met}", f"Sessions: {met}")
    failed = "".join(
        f'<p class="failed">{escape(failure.name)}: {escape(str(failure.error))}</p>'
        for failure in report.failures
    )
    return (
        f'<li class="card"><h2><a href="{escape(quote(place))}/index.html">{escape(place)}</a></h2>'
        f"<p>{escape(sessions)}</p>"
        f'<p class="audit">{escape(describe_audit(count_rows(chosen), lang))}</p>{failed}</li>'
    )
