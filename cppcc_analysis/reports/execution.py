"""One papermill run, with injected parameters that a person can read."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from papermill import execute_notebook
from papermill.translators import PythonTranslator, papermill_translators

from cppcc_analysis.reports.causes import KernelStartError

_SECONDS_TO_START = 60


class _Readable(PythonTranslator):
    """Writes 阳泉市 as such, where papermill writes an escape for each character."""

    @classmethod
    def translate_escaped_str(cls, str_val: object) -> str:
        return json.dumps(str(str_val), ensure_ascii=False)


def execute(
    source: str,
    target: str,
    parameters: Mapping[str, Any],
    on_cell: Callable[[], None],
    seconds_per_cell: int,
) -> None:
    """Run the notebook `source` with `parameters` and write it, as executed, to `target`.

    `on_cell` is called after each code cell. Raises `KernelStartError` where the kernel did not come up, and
    whatever papermill and the notebook raise.
    """
    papermill_translators.register("python", _Readable)
    started = False

    def note_start(**_: object) -> None:
        nonlocal started
        started = True

    try:
        execute_notebook(
            _literal(source),
            _literal(target),
            dict(parameters),
            kernel_name="python3",
            progress_bar=False,
            start_timeout=_SECONDS_TO_START,
            execution_timeout=seconds_per_cell,
            on_notebook_start=note_start,
            on_cell_executed=lambda **_: on_cell(),
        )
    except RuntimeError as error:
        if started:
            raise
        raise KernelStartError(str(error)) from error


def _literal(path: str) -> str:
    """papermill fills in braces of a path."""
    return path.replace("{", "{{").replace("}", "}}")
