"""Draws every chart in every size, Chinese and English, to be looked at: `make gallery`.

On the dumps of data/raw, on the published national series and on the edge cases of the tests. One page of thumbnails,
`index.html`, shows them all; texts that overlap or leave a picture are named, and then the exit code is 1.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import matplotlib as mpl

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.sizes import SIZES
from cppcc_analysis.charts.style import house_style
from cppcc_analysis.pipeline import build
from cppcc_analysis.tables.store import load_tables
from tests.charts.cases import CASES, cases_of
from tests.charts.layout import collisions

_DPI = 110


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("gallery"))
    parser.add_argument("--only", default="", help="draw only charts whose name contains this")
    asked = parser.parse_args()
    faults, drawn = [], []
    for name, lang, chart in _charts(asked.only):
        for size in SIZES:
            drawn.append(_draw(chart, size, asked.out / f"{name} {lang} {size}.png".replace(" ", "_")))
            faults += [f"{name}, {lang}, {size}: {fault}" for fault in collisions(chart, size)]
        print(f"{name}, {lang}: {chart.title}", flush=True)
    (asked.out / "index.html").write_text(_page(drawn), encoding="utf-8")
    print("\n".join(faults) or "no text overlaps another or leaves its picture")
    print(f"{len(drawn)} pictures: {asked.out / 'index.html'}")
    return 1 if faults else 0


def _charts(only: str) -> Iterator[tuple[str, str, Chart]]:
    cases: dict[str, Callable[[str], Chart | None]] = dict(CASES)
    with tempfile.TemporaryDirectory() as folder:
        build(Path("data/raw"), Path(folder))
        cases |= cases_of(load_tables(Path(folder)))
    for name, draw in cases.items():
        for lang in ("zh", "en"):
            if only in name and (chart := draw(lang)) is not None:
                yield name, lang, chart


def _draw(chart: Chart, size: str, file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    with house_style(), mpl.rc_context({"savefig.dpi": _DPI}):
        chart.figure(size).savefig(file)
    return file


def _page(files: list[Path]) -> str:
    pictures = "\n".join(
        f'<figure><img src="{escape(file.name)}" alt="" loading="lazy" height="360">'
        f"<figcaption>{escape(file.stem)}</figcaption></figure>"
        for file in files
    )
    style = "body{font:14px sans-serif;background:#ddd}figure{display:inline-block;margin:8px}"
    return f'<!DOCTYPE html><meta charset="utf-8"><title>Gallery</title><style>{style}</style>\n{pictures}\n'


if __name__ == "__main__":
    sys.exit(main())
