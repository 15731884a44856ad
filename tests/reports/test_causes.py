"""Why a notebook failed, in one line that says what to do."""

import pytest
from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill import PapermillExecutionError

from cppcc_analysis.reports.causes import KernelStartError, cause


def raised(name: str, text: str) -> PapermillExecutionError:
    """An error that a cell raised, the fourth that ran."""
    return PapermillExecutionError(9, 4, "source", name, text, ["Traceback", "File elsewhere.py"])


CAUSES = [
    (
        raised("ParameterError", "unknown parameter 'citys'; known: cities"),
        "unknown parameter 'citys'; known: cities",
    ),
    (raised("UserError", "no tables in t: run `cppcc build`"), "no tables in t: run `cppcc build`"),
    (raised("KeyError", "'place'\nmore"), "cell [4]: KeyError: 'place'"),
    (
        raised("MemoryError", ""),
        "cell [4]: out of memory after 2,048 MB? choose fewer cities or years, or give it more",
    ),
    (KernelStartError("no port"), "the kernel did not start, twice (no port): run `cppcc doctor`"),
    (NoSuchKernel("python3"), "there is no kernel python3: run `cppcc doctor`"),
    (CellTimeoutError("long\ntext"), "cell [7]: stopped after 30 minutes: choose fewer cities or years"),
    (
        DeadKernelError("Kernel died"),
        "cell [7]: the kernel died; out of memory after 2,048 MB? choose fewer cities or years, or give it more",
    ),
    (OSError("disk full\nmore"), "OSError: disk full"),
]


@pytest.mark.parametrize(("error", "line"), CAUSES, ids=[type(error).__name__ for error, _ in CAUSES])
def test_each_kind_has_its_line(error: Exception, line: str) -> None:
    assert cause(error, cell=7, seconds_per_cell=1800, peak_mb=2048) == line


def test_memory_that_is_not_known_is_not_told() -> None:
    told = cause(DeadKernelError("Kernel died"), 7, 1800, None)
    assert told.startswith("cell [7]: the kernel died; out of memory? ")
