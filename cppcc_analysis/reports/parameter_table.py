"""The parameters of an executed notebook as a table, for its page."""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from cppcc_analysis.charts.wording import pick
from cppcc_analysis.reports.markup import Cell, Shown, fold, table

#: where files lie is of no interest to the reader of a page
_FOLDERS = ("tables", "out")
#: papermill's tags
_DECLARED, _GIVEN = "parameters", "injected-parameters"


def show_parameters(notebook: Any, lang: str) -> Shown | None:
    """Name, value and meaning of each parameter, folded; None where the notebook declares none.

    `notebook` as nbformat reads it. Values are those given, else the defaults.
    """
    sources = {
        tag: cell.source
        for cell in notebook.cells
        for tag in cell.metadata.get("tags", [])
        if tag in (_DECLARED, _GIVEN)
    }
    declared = list(_declarations(sources.get(_DECLARED, "")))
    if not declared:
        return None
    given = _values(sources.get(_GIVEN, ""))
    heads = [Cell(head) for head in pick(lang, "参数、取值、说明", "Parameter、Value、Meaning").split("、")]
    body = [
        [Cell(name, "line"), Cell(_shown(given.get(name, default), lang)), Cell(_meaning(comment, lang))]
        for name, default, comment in declared
        if name not in _FOLDERS
    ]
    return fold(pick(lang, "本页的参数", "Parameters of this page"), table(heads, body))


def declared_names(notebook: Path) -> list[str]:
    """The names of the parameters that a notebook declares; none where it has no such cell."""
    cells = nbformat.read(notebook, as_version=4).cells
    tagged = [cell.source for cell in cells if _DECLARED in cell.metadata.get("tags", [])]
    return [name for source in tagged for name, _, _ in _declarations(source)]


def _declarations(source: str) -> Iterator[tuple[str, Any, str]]:
    """(name, default, comment) of each line `name: type = default  # comment`."""
    try:
        statements = ast.parse(source).body
        comments = {
            token.start[0]: token.string
            for token in tokenize.generate_tokens(io.StringIO(source).readline)
            if token.type == tokenize.COMMENT
        }
    except (SyntaxError, tokenize.TokenError):  # somebody's own notebook
        return
    for statement in statements:
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and statement.value
        ):
            lines = range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
            comment = next((comments[line] for line in lines if line in comments), "")
            yield statement.target.id, _literal(statement.value), comment.lstrip("# ")


def _values(source: str) -> dict[str, Any]:
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return {}
    return {
        target.id: _literal(statement.value)
        for statement in statements
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def _literal(value: ast.expr) -> Any:
    try:
        return ast.literal_eval(value)
    except ValueError:
        return ast.unparse(value)


def _shown(value: Any, lang: str) -> str:
    """A value without the marks of Python: 阳泉市、朔州市."""
    if isinstance(value, list):
        value = pick(lang, "、", ", ").join(map(str, value))
    return str(value) or pick(lang, "（空）", "(empty)")


def _meaning(comment: str, lang: str) -> str:
    """Of a comment in both languages, `中文 · English`, the one."""
    zh, _, en = comment.partition(" · ")
    return pick(lang, zh, en or zh)
