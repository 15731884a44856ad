"""Why a notebook did not finish, in one line by the kind of error, with what to do about it."""

from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill import PapermillExecutionError

#: errors whose text alone says what is wrong: bad parameters, missing tables, unknown cities
_PLAIN = ("UserError", "ParameterError")
_DOCTOR = "run `cppcc doctor`"


class KernelStartError(Exception):
    """The kernel did not come up; a second try may find the machine less busy, or the port free."""


def cause(error: Exception, cell: int, seconds_per_cell: int, peak_mb: int | None) -> str:
    """One line. `cell` is the number, as Jupyter shows it, of the cell that was running; `peak_mb` the most
    memory that the kernel took.
    """
    if isinstance(error, PapermillExecutionError):
        if error.ename in _PLAIN:
            return _first_line(error.evalue)
        if error.ename == "MemoryError":
            return f"cell [{error.exec_count}]: {_out_of_memory(peak_mb)}"
        return f"cell [{error.exec_count}]: {_first_line(f'{error.ename}: {error.evalue}')}"
    if isinstance(error, KernelStartError):
        return f"the kernel did not start, twice ({_first_line(str(error))}): {_DOCTOR}"
    if isinstance(error, NoSuchKernel):
        return f"there is no kernel {error.name}: {_DOCTOR}"
    if isinstance(error, CellTimeoutError):
        return f"cell [{cell}]: stopped after {seconds_per_cell // 60} minutes: choose fewer cities or years"
    if isinstance(error, DeadKernelError):
        return f"cell [{cell}]: the kernel died; {_out_of_memory(peak_mb)}"
    return _first_line(f"{type(error).__name__}: {error}")


def _out_of_memory(peak_mb: int | None) -> str:
    took = f" after {peak_mb:,} MB" if peak_mb else ""
    return f"out of memory{took}? choose fewer cities or years, or give it more"


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), text)
