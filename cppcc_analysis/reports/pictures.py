"""Charts in a notebook, and their files."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import pandas as pd

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.wording import pick
from cppcc_analysis.reports.markup import Picture, Shown, paragraph
from cppcc_analysis.reports.notes import note_files


def show_chart(
    draw: Callable[..., Chart | None], *rows: pd.DataFrame, lang: str = "zh", out: str = ""
) -> Picture | Shown:
    """Draw `draw(*rows, lang)` and show it; below `out`, when given, save its PNG, SVG and CSV as well.

    Where the first of `rows` is empty, or `draw` finds nothing to compare, a line says so instead.
    """
    chart = None if rows[0].empty else draw(*rows, lang)
    if chart is None:
        return paragraph(pick(lang, "所选范围内没有可绘制的数据。", "Nothing to draw for this choice."))
    picture = chart._repr_mimebundle_()[0]["text/html"]
    files = chart.save(out) if out else []
    note_files(files)
    links = " · ".join(_link(file) for file in files)
    saved = (
        f"<figcaption><small>{pick(lang, '下载：', 'Download: ')}{links}</small></figcaption>"
        if files
        else ""
    )
    return Picture(f"<figure>{picture}{saved}</figure>", chart.name, chart.title, chart.alt)


def _link(file: Path) -> str:
    address = escape(f"{file.parent.as_posix()}/{file.name}", quote=True)
    return f'<a href="{address}" download>{file.suffix.removeprefix(".").upper()}</a>'
