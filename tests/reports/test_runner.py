"""Running notebooks: outcomes, failures that stay alone, and a stop that leaves nothing running."""

import os
import sys
import time
from pathlib import Path

import nbformat
import pytest

from cppcc_analysis.reports import execution, runner
from cppcc_analysis.reports.causes import KernelStartError
from cppcc_analysis.reports.notes import Read
from cppcc_analysis.reports.runner import Job, Outcome, run_notebooks


def write_notebook(file: Path, *cells: str) -> Path:
    """A notebook of code cells, the first of them its parameters."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.cells[0].metadata["tags"] = ["parameters"]
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nbformat.write(notebook, file)
    return file


LOAD = """from cppcc_analysis.reports.notes import noted
from cppcc_analysis.tables.store import Tables
noted(Tables(figures=1, terms=2), ["阳泉市"], [])["figures"]"""
PARAMETERS = "cities: list[str] = []"
CHECK = "from cppcc_analysis.reports.parameters import check_parameters\ncheck_parameters(globals())"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Outcome], int]:
    """Three notebooks, of which two fail, in a folder whose name has braces."""
    folder = tmp_path_factory.mktemp("{braces}")
    notebooks = [
        write_notebook(folder / "00_fails.ipynb", PARAMETERS, "1 / 0", "print('never')"),
        write_notebook(folder / "01_misspelt.ipynb", PARAMETERS.replace("cities", "places"), CHECK),
        write_notebook(folder / "02_works.ipynb", PARAMETERS, CHECK, LOAD, "print(cities)"),
    ]
    cells: list[int] = []
    jobs = [Job(notebook, {"cities": ["阳泉市"]}) for notebook in notebooks]
    outcomes = run_notebooks(jobs, folder / "out", lambda: cells.append(1))
    return folder / "out" / "notebooks", outcomes, len(cells)


def test_each_failure_is_one_line(run: tuple[Path, list[Outcome], int]) -> None:
    assert [(outcome.name, outcome.error) for outcome in run[1]] == [
        ("00_fails", "cell [3]: ZeroDivisionError: division by zero"),
        ("01_misspelt", "unknown parameter 'cities'; known: places"),
        ("02_works", None),
    ]


def test_the_failing_notebook_is_kept_with_its_error(run: tuple[Path, list[Outcome], int]) -> None:
    cells = nbformat.read(run[0] / "00_fails.ipynb", as_version=4).cells
    errors = [output.ename for cell in cells for output in cell.get("outputs", []) if "ename" in output]
    assert errors == ["ZeroDivisionError"]


def test_the_others_finish(run: tuple[Path, list[Outcome], int]) -> None:
    cells = nbformat.read(run[0] / "02_works.ipynb", as_version=4).cells
    assert cells[-1].outputs[0].text == "['阳泉市']\n"


def test_progress_counts_the_cells_that_ran(run: tuple[Path, list[Outcome], int]) -> None:
    assert run[2] == 3 + 3 + 5  # each with the injected cell, up to the one that fails


def test_given_parameters_stay_readable(run: tuple[Path, list[Outcome], int]) -> None:
    cells = nbformat.read(run[0] / "02_works.ipynb", as_version=4).cells
    assert cells[1].source == '# Parameters\ncities = ["阳泉市"]\n'


def test_what_a_notebook_read_is_known(run: tuple[Path, list[Outcome], int]) -> None:
    assert [outcome.notes.reads for outcome in run[1]] == [(), (), (Read("figures", ("阳泉市",), ()),)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no account of memory")
def test_the_memory_of_a_kernel_is_known(run: tuple[Path, list[Outcome], int]) -> None:
    assert all(outcome.peak_mb and 10 < outcome.peak_mb < 10_000 for outcome in run[1])


def test_executed_notebooks_name_no_absolute_path(run: tuple[Path, list[Outcome], int]) -> None:
    for file in run[0].glob("*.ipynb"):
        about = nbformat.read(file, as_version=4).metadata.papermill
        assert not os.path.isabs(about.input_path)
        assert not os.path.isabs(about.output_path)


def test_a_kernel_that_dies_is_told_in_one_line(tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path / "00_dies.ipynb", PARAMETERS, "import os; os._exit(1)")
    (outcome,) = run_notebooks([Job(notebook, {})], tmp_path / "out")
    assert outcome.error is not None
    assert outcome.error.startswith("cell [2]: the kernel died; out of memory")
    assert "\n" not in outcome.error


def test_an_interrupt_stops_the_kernels(tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path / "00_sleeps.ipynb",
        PARAMETERS,
        "import os, pathlib; pathlib.Path('pid').write_text(str(os.getpid()))",
        "import time; time.sleep(600)",
    )
    cells: list[int] = []

    def interrupt() -> None:
        cells.append(1)
        if len(cells) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_notebooks([Job(notebook, {})], tmp_path / "out", interrupt)
    kernel = int((tmp_path / "out" / "pid").read_text())
    assert gone(kernel)


STARTS = [
    ([None], None, 1),
    ([KernelStartError("busy"), None], None, 2),
    (
        [KernelStartError("busy"), KernelStartError("no port")],
        "the kernel did not start, twice (no port): ",
        2,
    ),
    ([ValueError("broken"), None], "ValueError: broken", 1),
]


@pytest.mark.parametrize(("runs", "error", "tries"), STARTS)
def test_only_a_kernel_that_does_not_start_is_tried_again(
    runs: list[Exception | None], error: str | None, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = list(runs)

    def execute(*_: object) -> None:
        if failure := left.pop(0):
            raise failure

    monkeypatch.setattr(execution, "execute", execute)
    told = runner._execute(Path("00.ipynb"), {}, Path(), lambda: None)
    assert told == error if error is None else str(told).startswith(error)
    assert len(runs) - len(left) == tries


def gone(process: int) -> bool:
    """Whether a process ends; a kernel notices the death of its parent once a second."""
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if zombie(process):
            return True
        time.sleep(0.1)
    return False


def zombie(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z"
