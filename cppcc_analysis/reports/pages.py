"""Report pages: self-contained HTML that opens from a file, without code cells, scripts or network."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import nbformat
from nbconvert import HTMLExporter

from cppcc_analysis.charts.wording import listing, pick
from cppcc_analysis.reports.parameter_table import show_parameters
from cppcc_analysis.reports.parameters import LANGUAGES

#: tag of cells that help whoever runs the notebook by hand
BY_HAND = "by-hand"
#: a page with fewer needs no list of contents
_FEWEST_HEADINGS = 3
#: papermill's tag of the cells that it adds to a notebook that failed
_ERROR_MARKER = "papermill-error-cell-tag"
#: forbids every script and every foreign address: dumps are other people's text
_POLICY = "default-src 'none'; img-src data: file: 'self'; style-src 'unsafe-inline'"


@dataclass(frozen=True)
class Story:
    """What the index tells of a notebook.

    purpose  its first paragraph
    charts   (name, title, alternative text) of the charts it drew
    """

    name: str
    title: str
    purpose: str
    charts: tuple[tuple[str, str, str], ...]


def read_story(notebook: Path, lang: str) -> Story:
    """Title, purpose and charts of a notebook, executed or not."""
    cells = _kept_cells(nbformat.read(notebook, as_version=4), lang)
    words = [cell.source.strip() for cell in cells if cell.cell_type == "markdown"]
    title, _, rest = words[0].partition("\n") if words else (notebook.stem, "", "")
    charts = [
        output.metadata["chart"]
        for cell in cells
        for output in cell.get("outputs", [])
        if "chart" in output.get("metadata", {})
    ]
    return Story(
        notebook.stem,
        title.lstrip("# "),
        rest.strip().split("\n\n")[0],
        tuple((chart["name"], chart["title"], chart["alt"]) for chart in charts),
    )


def render_notebook(
    notebook: Path,
    lang: str,
    parameters: Mapping[str, Any],
    stories: Sequence[Story],
    error: str | None,
    banner: str = "",
) -> str:
    """The page of an executed notebook: its words in `lang`, its outputs, none of its code.

    `stories` of all notebooks make the navigation; `error` and `banner`, lines of HTML, are shown at the top.
    """
    content = nbformat.read(notebook, as_version=4)
    given = show_parameters(content, lang)
    content.cells = _without_title(_kept_cells(content, lang))
    exporter = HTMLExporter(
        template_name="basic",
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )
    body, _ = exporter.from_notebook_node(content)
    body, contents = _with_contents(body, lang)
    story = next(story for story in stories if story.name == notebook.stem)
    head = f"<h1>{escape(story.title)}</h1>\n"
    head += f'<p class="choice">{escape(describe_choice(parameters, lang))}</p>\n'
    head += banner
    if error:
        kept = f'<a href="notebooks/{escape(notebook.name)}">{escape(notebook.name)}</a>'
        head += f'<p class="failed" role="alert">{escape(failure(error, lang))} ({kept})</p>\n'
    head += (given.html if given else "") + contents
    return page(story.title, lang, head + body, stories, current=story.name)


def _with_contents(body: str, lang: str) -> tuple[str, str]:
    """The body with an address at each heading, and the list of contents that leads there."""
    parts = re.split(r"<h2[^>]*>(.*?)</h2>", body)
    headings = parts[1::2]
    for number, heading in enumerate(headings, 1):
        parts[2 * number - 1] = f'<h2 id="s{number}">{heading}</h2>'
    links = "".join(f'<li><a href="#s{n}">{heading}</a></li>' for n, heading in enumerate(headings, 1))
    label = pick(lang, "本页目录", "On this page")
    few = len(headings) < _FEWEST_HEADINGS
    contents = "" if few else f'<nav class="contents" aria-label="{label}"><ol>{links}</ol></nav>\n'
    return "".join(parts), contents


def page(title: str, lang: str, body: str, stories: Sequence[Story], current: str | None = None) -> str:
    """A whole page around `body`, with links to the pages of `stories`; without any where there are none."""
    nav = navigation(lang, stories, f"{current}.html" if current else "index.html") if stories else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{pick(lang, "zh-CN", "en")}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{page_style()}</style>\n</head>\n<body>\n"
        f"{nav}\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def navigation(lang: str, stories: Sequence[Story], current: str) -> str:
    """Links to the index, the pages of `stories` and the evidence; `current` is the address they stand on."""
    pages = [
        ("index.html", pick(lang, "总览", "Overview")),
        *((f"{story.name}.html", story.title) for story in stories),
        ("evidence.html", pick(lang, "数字出处", "Sources")),
    ]
    links = "".join(_nav_link(address, text, address == current) for address, text in pages)
    return f'<nav aria-label="{pick(lang, "各页", "Pages")}">{links}</nav>'


def describe_choice(parameters: Mapping[str, Any], lang: str) -> str:
    """The cities and years of a report in words.

    >>> describe_choice({"cities": ["阳泉市"], "years": []}, "zh")
    '城市：阳泉市；年份：全部'
    """
    cities = "、".join(parameters["cities"]) if lang == "zh" else listing(parameters["cities"], lang)
    years = listing([str(year) for year in parameters["years"]], lang)
    every = pick(lang, "全部", "all")
    return pick(
        lang,
        f"城市：{cities or every}；年份：{years or every}",
        f"Cities: {cities or every}; years: {years or every}",
    )


def failure(error: str, lang: str) -> str:
    """That a page is incomplete, and why."""
    return pick(lang, f"本页未能完成：{error}", f"This page could not be finished: {error}")


def _kept_cells(notebook: Any, lang: str) -> list[Any]:
    """The cells a reader of `lang` sees: none for the analyst's hand, none in the other language.

    What papermill and the kernel say of an error stays in the executed notebook.
    """
    left_out = {BY_HAND, _ERROR_MARKER, *(other for other in LANGUAGES if other != lang)}
    cells = [cell for cell in notebook.cells if not left_out & set(cell.metadata.get("tags", []))]
    for cell in cells:
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if output.output_type != "error"]
    return cells


def _without_title(cells: list[Any]) -> list[Any]:
    """The first heading is the page's own, above the choice of cities and years."""
    first = next((cell for cell in cells if cell.cell_type == "markdown"), None)
    if first is not None:
        first.source = first.source.strip().partition("\n")[2]
    return cells


def _nav_link(address: str, text: str, current: bool) -> str:
    here = ' aria-current="page"' if current else ""
    return f'<a href="{escape(address)}"{here}>{escape(text)}</a>'


@lru_cache
def page_style() -> str:
    """The style sheet of all pages."""
    return files("cppcc_analysis.reports").joinpath("page.css").read_text(encoding="utf-8")
