"""Runs notebooks side by side with papermill, each in a process of its own.

papermill changes the working folder of its process, so threads would get in each other's way.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, cast

from cppcc_analysis.keywords.ownlist import VARIABLE as OWN_TERMS
from cppcc_analysis.keywords.ownlist import own_list
from cppcc_analysis.reports.notes import VARIABLE as NOTES
from cppcc_analysis.reports.notes import Notes, read_notes

#: Windows keeps no such accounts
_ACCOUNTS: Any = import_module("resource") if find_spec("resource") else None

#: below `folder`, where the executed notebooks go
EXECUTED = "notebooks"
#: a cell that takes longer is stopped: half an hour is many times what the largest collection needs
SECONDS_PER_CELL = 1800
_SECONDS_TO_STOP = 5

_NOTHING = Notes()


@dataclass(frozen=True)
class Job:
    """A notebook to run, with the parameters that it is given."""

    notebook: Path
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """How the run of one notebook ended.

    error    the cause in one line, None when it finished
    peak_mb  the most memory that its kernel took, None where the system does not tell
    notes    what it read and wrote
    reused   it did not run: what the last report holds of it still stands
    """

    name: str
    seconds: float
    error: str | None
    peak_mb: int | None = None
    notes: Notes = _NOTHING
    reused: bool = False


def run_notebooks(
    jobs: Sequence[Job], folder: Path, on_cell: Callable[[], object] = lambda: None
) -> list[Outcome]:
    """Run notebooks in `folder`, which becomes the working folder of their kernels.

    Each is written to `folder`/notebooks, up to the failing cell when one fails; the others go on. A kernel
    that does not start is tried once more. `on_cell` is called after each code cell. The outcomes are in the
    order of `jobs`. When the caller is interrupted all kernels are stopped.
    """
    (folder / EXECUTED).mkdir(parents=True, exist_ok=True)
    waiting = list(jobs)
    running: dict[Connection, tuple[BaseProcess, Path]] = {}
    outcomes: dict[Path, Outcome] = {}
    try:
        while waiting or running:
            while waiting and len(running) < _side_by_side():
                job = waiting.pop(0)
                process, pipe = _start(job, folder)
                running[pipe] = process, job.notebook
            for ready in wait(list(running)):
                pipe = cast(Connection, ready)
                process, notebook = running[pipe]
                message = _receive(pipe, notebook)
                if message is None:
                    on_cell()
                else:
                    outcomes[notebook] = message
                    process.join()
                    del running[pipe]
    finally:
        _stop([process for process, _ in running.values()])
    return [_with_notes(outcomes[job.notebook], folder) for job in jobs]


def _with_notes(outcome: Outcome, folder: Path) -> Outcome:
    file = _notes_file(folder, outcome.name)
    notes = read_notes(file)
    file.unlink(missing_ok=True)
    return replace(outcome, notes=notes)


def _notes_file(folder: Path, name: str) -> Path:
    return folder / EXECUTED / f"{name}.notes"


def _side_by_side() -> int:
    return min(max(os.cpu_count() or 2, 2), 4)


def _start(job: Job, folder: Path) -> tuple[BaseProcess, Connection]:
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(
        target=_work,
        args=(job.notebook.resolve(), dict(job.parameters), folder.resolve(), sending),
        daemon=True,
    )
    process.start()
    sending.close()  # so that the end of the process ends the pipe
    return process, receiving


def _receive(pipe: Connection, notebook: Path) -> Outcome | None:
    try:
        message: Outcome | None = pipe.recv()
    except EOFError:
        return Outcome(notebook.stem, 0.0, "its process was killed (out of memory?)")
    return message


def _stop(processes: Sequence[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(_SECONDS_TO_STOP)
        if process.is_alive():
            process.kill()


def _work(notebook: Path, parameters: dict[str, Any], folder: Path, pipe: Connection) -> None:
    """Run one notebook; sends None after each code cell, and at last the `Outcome`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops us
    log = folder / EXECUTED / f"{notebook.stem}.log"
    _divert_output(log)
    _set_up_kernels(folder, notebook.stem)
    started = time.perf_counter()
    error = _execute(notebook, parameters, folder, lambda: pipe.send(None))
    seconds = round(time.perf_counter() - started, 1)
    pipe.send(Outcome(notebook.stem, seconds, error, _peak_of_children()))
    if error is None:
        log.unlink()


def _divert_output(log: Path) -> None:
    """What libraries and kernels print goes to a file, for the case that the notebook fails."""
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(file, stream)


def _set_up_kernels(folder: Path, name: str) -> None:
    """This interpreter's kernel, without the user's start-up files and without a writable home."""
    if own := own_list():  # the notebook works in another folder
        os.environ[OWN_TERMS] = str(own.absolute())
    os.chdir(folder)
    os.environ |= {
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_RUNTIME_DIR": str(folder / ".jupyter"),
        "IPYTHONDIR": str(folder / ".ipython"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        NOTES: str(_notes_file(folder, name)),
    }


def _execute(
    notebook: Path, parameters: dict[str, Any], folder: Path, on_cell: Callable[[], None]
) -> str | None:
    """Run the notebook; the cause in one line when it does not finish."""
    # heavy, and needed in the process of each notebook only
    from cppcc_analysis.reports import causes
    from cppcc_analysis.reports.execution import execute

    done = 0

    def finished_cell() -> None:
        nonlocal done
        done += 1
        on_cell()

    source, target = os.path.relpath(notebook, folder), os.path.join(EXECUTED, notebook.name)
    run = partial(execute, source, target, parameters, finished_cell, SECONDS_PER_CELL)
    try:
        try:
            run()
        except causes.KernelStartError:
            run()
    except Exception as error:  # whatever one notebook dies of, the others go on
        return causes.cause(error, done + 1, SECONDS_PER_CELL, _peak_of_children())
    return None


def _peak_of_children() -> int | None:
    """The most memory that an ended process of this one took, in MB; None where the system does not tell."""
    if _ACCOUNTS is None:
        return None
    peak = _ACCOUNTS.getrusage(_ACCOUNTS.RUSAGE_CHILDREN).ru_maxrss
    return round(peak / (1_000_000 if sys.platform == "darwin" else 1_000))
