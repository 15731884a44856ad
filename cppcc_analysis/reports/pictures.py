"""Charts in a notebook, and their files."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import pandas as pd

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.sizes import SIZES
from cppcc_analysis.charts.wording import pick
from cppcc_analysis.reports.evidence_links import chart_links
from cppcc_analysis.reports.markup import Picture, Shown, paragraph
from cppcc_analysis.reports.notes import note_files

#: how the link to a file is named, by the end of the file's name behind the chart's
_LINKS = {
    ".png": ("PNG", "PNG"),
    ".svg": ("SVG", "SVG"),
    "_text.svg": ("SVG（文字可改）", "SVG (editable text)"),
    ".pdf": ("PDF", "PDF"),
    ".csv": ("数据 CSV", "data CSV"),
    ".txt": ("图题、资料来源和文字说明 TXT", "caption, source and alt text TXT"),
}
_SIZE_NAMES = {
    "slide_half": ("幻灯片半幅", "half slide"),
    "a4_full": ("A4 通栏", "A4, full width"),
    "a4_half": ("A4 半栏", "A4, half width"),
}


def show_chart(
    draw: Callable[..., Chart | None], *rows: pd.DataFrame, lang: str = "zh", out: str = ""
) -> Picture | Shown:
    """Draw `draw(*rows, lang)` and show it; below `out`, when given, save its files in all sizes as well.

    Where the first of `rows` is empty, or `draw` finds nothing to compare, a line says so instead.
    """
    chart = None if rows[0].empty else draw(*rows, lang)
    if chart is None:
        return paragraph(pick(lang, "所选范围内没有可绘制的数据。", "Nothing to draw for this choice."))
    picture = chart._repr_mimebundle_()[0]["text/html"]
    files = chart.save(out) if out else []
    note_files(files)
    saved = _downloads(chart.name, files, lang) if files else ""
    sources = chart_links(chart.data, lang).html if out else ""
    return Picture(f"<figure>{picture}{saved}</figure>{sources}", chart.name, chart.title, chart.alt)


def _downloads(name: str, files: list[Path], lang: str) -> str:
    """The files of a chart: those of the full slide, then for each other size its PNG and SVG."""
    by_end = {file.name.removeprefix(name): file for file in files}
    groups = [[_link(by_end[end], pick(lang, *label)) for end, label in _LINKS.items()]]
    for size in SIZES:
        if size in _SIZE_NAMES:
            png, svg = (_link(by_end[f"_{size}.{kind}"], kind.upper()) for kind in ("png", "svg"))
            groups.append([f"{pick(lang, *_SIZE_NAMES[size])} {png} {svg}"])
    links = "　".join(" · ".join(group) for group in groups)
    return f"<figcaption><small>{pick(lang, '下载：', 'Download: ')}{links}</small></figcaption>"


def _link(file: Path, label: str) -> str:
    address = escape(f"{file.parent.as_posix()}/{file.name}", quote=True)
    return f'<a href="{address}" download>{escape(label)}</a>'
