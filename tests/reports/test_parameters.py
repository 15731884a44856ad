"""Notebook parameters: what is accepted, and the one line that refuses the rest."""

from typing import Any

import pytest

from cppcc_analysis.reports.parameters import ParameterError, check_parameters

DECLARED = """cities: list[str] = []  # 空为全部
years: list[int] = []
lang: str = "zh"
top_terms: int = 20"""
CHECK = "check_parameters(globals())"


def namespace_after(*cells: str) -> dict[str, Any]:
    """The namespace of a notebook that ran `cells`, with IPython's history."""
    namespace: dict[str, Any] = {"In": ["", *cells], "Out": {}}
    for cell in cells:
        if cell != CHECK:
            exec(cell, namespace)
    return namespace


ACCEPTED = [
    ("the defaults", []),
    ("a city and years", ["# Parameters\ncities = ['阳泉市']\nyears = [2023, 2024]"]),
    ("an empty list", ["# Parameters\ncities = []"]),
    ("English", ["# Parameters\nlang = 'en'"]),
    ("names of later cells, the check run again", [CHECK, "data = {}\nfinding = 'x'", CHECK]),
    ("an import before the check", ["import json", CHECK]),
    ("a later cell's annotation", [CHECK, "rows: dict[str, int] = {}", CHECK]),
    (
        "the injected cell mended by hand",
        ["# Parameters\ncitys = ['阳泉市']", CHECK, "# Parameters\ncities = ['阳泉市']", CHECK],
    ),
    ("the parameters edited and run again", [CHECK, DECLARED.replace("20", "5"), CHECK]),
    ("a cell that did not run", ["x ="]),
]


@pytest.mark.parametrize(("why", "cells"), ACCEPTED, ids=[why for why, _ in ACCEPTED])
def test_accepts(why: str, cells: list[str]) -> None:
    runnable = [cell for cell in cells if cell != "x ="]
    namespace = namespace_after(DECLARED, *runnable)
    namespace["In"] = ["", DECLARED, *cells]
    check_parameters(namespace)


REFUSED = [
    ("citys = ['阳泉市']", "unknown parameter 'citys'; known: cities, "),
    ("year = [2023]", "unknown parameter 'year'; known: years, "),
    ("Cities = ['阳泉市']", "unknown parameter 'Cities'; known: cities, "),
    ("topterms = 5", "unknown parameter 'topterms'; known: top_terms, "),
    ("_cities = ['阳泉市']", "unknown parameter '_cities'; known: cities, "),
    ("cities = '阳泉市'", "parameter 'cities' must be a list of texts such as [阳泉市], not '阳泉市'"),
    ("cities = [2023]", "parameter 'cities' must be a list of texts such as [阳泉市], not [2023]"),
    ("cities = None", "parameter 'cities' must be a list of texts such as [阳泉市], not None"),
    ("years = 2023", "parameter 'years' must be a list of whole numbers such as [2023, 2024], not 2023"),
    (
        "years = ['2023']",
        "parameter 'years' must be a list of whole numbers such as [2023, 2024], not ['2023']",
    ),
    ("years = [True]", "parameter 'years' must be a list of whole numbers such as [2023, 2024], not [True]"),
    (
        "years = [2023.0]",
        "parameter 'years' must be a list of whole numbers such as [2023, 2024], not [2023.0]",
    ),
    ("top_terms = '5'", "parameter 'top_terms' must be a whole number of at least 1, not '5'"),
    ("top_terms = 0", "parameter 'top_terms' must be a whole number of at least 1, not 0"),
    ("top_terms = True", "parameter 'top_terms' must be a whole number of at least 1, not True"),
    ("lang = 'fr'", "unknown language 'fr'; known: zh, en"),
    ("lang = 1", "parameter 'lang' must be a text such as zh, not 1"),
]


@pytest.mark.parametrize(("injected", "line"), REFUSED)
def test_refuses(injected: str, line: str) -> None:
    with pytest.raises(ParameterError) as refused:
        check_parameters(namespace_after(DECLARED, f"# Parameters\n{injected}\n"))
    assert str(refused.value).startswith(line)
    assert "\n" not in str(refused.value)


def test_refuses_when_the_parameters_were_not_run() -> None:
    with pytest.raises(ParameterError, match="run the notebook's first cells"):
        check_parameters(namespace_after("x = 1"))


def test_is_shown_as_one_line() -> None:
    assert ParameterError("unknown parameter 'citys'")._render_traceback_() == [
        "ParameterError: unknown parameter 'citys'"
    ]
