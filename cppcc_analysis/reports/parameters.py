"""Strict notebook parameters: papermill only warns about an unknown name and then runs the defaults.

A notebook declares its parameters in one cell of lines `name: type = default  # help`, and papermill puts
the given ones into a cell of its own behind it. Both stand in IPython's history `In`, which names them
exactly, however many names later cells define: so the check can be run again at any time by hand.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cppcc_analysis.errors import UserError, unknown

LANGUAGES = ("zh", "en")
#: first line of the cell that papermill injects
INJECTED = "# Parameters"
#: type in a declaration -> what a value must be, in words
TYPES = {
    "str": "a text such as zh",
    "int": "a whole number of at least 1",
    "float": "a number",
    "bool": "true or false",
    "list[str]": "a list of texts such as [阳泉市]",
    "list[int]": "a list of whole numbers such as [2023, 2024]",
}


class ParameterError(UserError):
    """A parameter the notebook does not take."""


def check_parameters(namespace: Mapping[str, Any]) -> None:
    """Refuse unknown or ill-typed parameters; call it as `check_parameters(globals())`.

    `namespace` is the notebook's: it holds the parameters and IPython's history `In`.
    An `int` parameter counts something and is at least 1; `lang` is one of `LANGUAGES`.

    Raises `ParameterError`, one line that names the parameter.

    >>> cells = ["cities: list[str] = []", "# Parameters\\ncitys = ['阳泉市']"]
    >>> check_parameters({"In": cells, "cities": [], "citys": ["阳泉市"]})
    Traceback (most recent call last):
    cppcc_analysis.reports.parameters.ParameterError: unknown parameter 'citys'; known: cities
    """
    cells = [_statements(source) for source in namespace.get("In", [])]
    declared = _declared(cells)
    if not declared or not declared.keys() <= namespace.keys():
        raise ParameterError("the parameters are not set: run the notebook's first cells in order")
    for name in _injected(namespace["In"], cells):
        if name not in declared:
            raise ParameterError(str(unknown("parameter", name, declared)))
    for name, wanted in declared.items():
        if not _fits(namespace[name], wanted):
            raise ParameterError(f"parameter '{name}' must be {TYPES[wanted]}, not {namespace[name]!r}")
    if namespace.get("lang", LANGUAGES[0]) not in LANGUAGES:
        raise ParameterError(str(unknown("language", namespace["lang"], LANGUAGES)))


def _statements(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except SyntaxError:  # a cell that failed to run declares nothing
        return []


def _declared(cells: Sequence[list[ast.stmt]]) -> dict[str, str]:
    """Name → type, from the cells that hold annotated assignments only."""
    return {
        statement.target.id: ast.unparse(statement.annotation)
        for cell in cells
        if all(isinstance(statement, ast.AnnAssign) for statement in cell)
        for statement in cell
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
        if ast.unparse(statement.annotation) in TYPES
    }


def _injected(sources: Sequence[str], cells: Sequence[list[ast.stmt]]) -> Iterator[str]:
    """Names set by the last injected cell: by hand, an earlier one may have been mended and run again."""
    given = [cell for source, cell in zip(sources, cells, strict=True) if source.startswith(INJECTED)]
    for statement in given[-1] if given else []:
        if isinstance(statement, ast.Assign):
            yield from (target.id for target in statement.targets if isinstance(target, ast.Name))


def _fits(value: object, wanted: str) -> bool:
    if wanted.startswith("list["):
        inner = wanted.removeprefix("list[").removesuffix("]")
        return isinstance(value, list) and all(_fits(item, inner) for item in value)
    if wanted == "bool":
        return isinstance(value, bool)
    if wanted == "int":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 1
    if wanted == "float":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)
