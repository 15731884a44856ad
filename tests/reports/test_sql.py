"""The notebook of SQL runs as committed: it is no page of the report, so nothing else would tell."""

from pathlib import Path

import nbformat
import pytest

from cppcc_analysis.reports.report import list_notebooks
from cppcc_analysis.reports.runner import EXECUTED, Job, Outcome, run_notebooks

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SQL = NOTEBOOKS / "sql.ipynb"


def run(folder: Path, **parameters: str) -> tuple[Outcome, list[str]]:
    """How the run ended, and the HTML that it shows."""
    (outcome,) = run_notebooks([Job(SQL, parameters)], folder)
    cells = nbformat.read(folder / EXECUTED / SQL.name, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return outcome, [output.data["text/html"] for output in outputs if "data" in output]


def test_it_is_no_page_of_the_report() -> None:
    assert SQL not in list_notebooks(NOTEBOOKS)


@pytest.mark.parametrize(
    ("lang", "rate", "figure"),
    [("zh", "立案率的状态", "收到"), ("en", "State of the rate", "received")],
)
def test_three_questions_are_answered(
    lang: str, rate: str, figure: str, tables_folder: Path, tmp_path: Path
) -> None:
    outcome, shown = run(tmp_path, tables=str(tables_folder), lang=lang, verdict="holds")
    assert outcome.error is None
    rates, figures, checks = shown
    assert rate in rates
    assert "94.6" in rates
    assert figure in figures
    assert "本次会议共收到提案386件，立案365件。" in figures
    assert "365 + 21 = 386" in checks
    assert "本次会议共收到提案386件，立案365件。" in checks
    assert "<script>" not in "".join(shown)


def test_an_unknown_city_is_one_line(tables_folder: Path, tmp_path: Path) -> None:
    outcome, _ = run(tmp_path, tables=str(tables_folder), city="阳泉")
    assert str(outcome.error).startswith("unknown city '阳泉'; known: 阳泉市")
