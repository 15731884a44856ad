"""Runs notebooks side by side with papermill, each in a process of its own.

papermill changes the working folder of its process, so threads would get in each other's way.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, cast

from cppcc_analysis.keywords.ownlist import VARIABLE, own_list

#: below `folder`, where the executed notebooks go
EXECUTED = "notebooks"
#: errors whose text alone says what is wrong
_PLAIN = ("UserError", "ParameterError")
_SECONDS_TO_STOP = 5


@dataclass(frozen=True)
class Outcome:
    """How the run of one notebook ended.

    error  the cause in one line, None when it finished
    """

    name: str
    seconds: float
    error: str | None


def run_notebooks(
    notebooks: Sequence[Path],
    parameters: Mapping[str, Any],
    folder: Path,
    on_cell: Callable[[], object] = lambda: None,
) -> list[Outcome]:
    """Run `notebooks` with `parameters` in `folder`, which becomes the working folder of their kernels.

    Each is written to `folder`/notebooks, up to the failing cell when one fails; the others go on.
    `on_cell` is called after each code cell. The outcomes are in the order of `notebooks`.
    When the caller is interrupted all kernels are stopped.
    """
    (folder / EXECUTED).mkdir(parents=True, exist_ok=True)
    waiting = list(notebooks)
    running: dict[Connection, tuple[BaseProcess, Path]] = {}
    outcomes: dict[Path, Outcome] = {}
    try:
        while waiting or running:
            while waiting and len(running) < _side_by_side():
                notebook = waiting.pop(0)
                process, pipe = _start(notebook, parameters, folder)
                running[pipe] = process, notebook
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
    return [outcomes[notebook] for notebook in notebooks]


def _side_by_side() -> int:
    return min(max(os.cpu_count() or 2, 2), 4)


def _start(notebook: Path, parameters: Mapping[str, Any], folder: Path) -> tuple[BaseProcess, Connection]:
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(
        target=_work,
        args=(notebook.resolve(), dict(parameters), folder.resolve(), sending),
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
    _set_up_kernels(folder)
    started = time.perf_counter()
    error = _execute(notebook, parameters, folder, lambda: pipe.send(None))
    pipe.send(Outcome(notebook.stem, round(time.perf_counter() - started, 1), error))
    if error is None:
        log.unlink()


def _divert_output(log: Path) -> None:
    """What libraries and kernels print goes to a file, for the case that the notebook fails."""
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(file, stream)


def _set_up_kernels(folder: Path) -> None:
    """This interpreter's kernel, without the user's start-up files and without a writable home."""
    if own := own_list():  # the notebook works in another folder
        os.environ[VARIABLE] = str(own.absolute())
    os.chdir(folder)
    os.environ |= {
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_RUNTIME_DIR": str(folder / ".jupyter"),
        "IPYTHONDIR": str(folder / ".ipython"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def _execute(
    notebook: Path, parameters: dict[str, Any], folder: Path, on_cell: Callable[[], None]
) -> str | None:
    from papermill import PapermillExecutionError, execute_notebook

    try:
        execute_notebook(
            _literal(os.path.relpath(notebook, folder)),
            _literal(os.path.join(EXECUTED, notebook.name)),
            parameters,
            kernel_name="python3",
            progress_bar=False,
            on_cell_executed=lambda **_: on_cell(),
        )
    except PapermillExecutionError as error:
        return _one_line(error.evalue if error.ename in _PLAIN else f"{error.ename}: {error.evalue}")
    except Exception as error:  # whatever one notebook dies of, the others go on
        return _one_line(f"{type(error).__name__}: {error}")
    return None


def _literal(path: str) -> str:
    """papermill fills in braces of a path."""
    return path.replace("{", "{{").replace("}", "}}")


def _one_line(text: str) -> str:
    with suppress(IndexError):
        return text.strip().splitlines()[0]
    return text
