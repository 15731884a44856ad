"""Cities and years: how they are written, and what is refused."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import cppcc_analysis as cppcc
from cppcc_analysis import pipeline
from cppcc_analysis.errors import UserError
from cppcc_analysis.reports import comparison, selection
from cppcc_analysis.reports.selection import (
    choose,
    find_project,
    list_years,
    load,
    split_names,
    split_years,
)
from cppcc_analysis.tables.store import Tables


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("阳泉市", ["阳泉市"]),
        ("阳泉市, 绛县", ["阳泉市", "绛县"]),
        ("阳泉市，绛县、", ["阳泉市", "绛县"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023", [2023]),
        ("2023,2025", [2023, 2025]),
        ("2023:2025", [2023, 2024]),
        ("2023：2025", [2023, 2024]),
        ("2023-2025", [2023, 2024]),
        ("2023—2025", [2023, 2024]),
    ],
)
def test_years(text: str, years: list[int], tables: Tables) -> None:
    assert list_years(split_years(text), tables) == years


@pytest.mark.parametrize("text", ["23", "2023-2025-2026", "2023:", "2023,", "20233", "二〇二三"])
def test_unreadable_years(text: str) -> None:
    with pytest.raises(UserError, match=f"cannot read the years '{text}'"):
        split_years(text)


REFUSED: list[tuple[list[str], Sequence[int], str]] = [
    (["阳泉"], [], "unknown city '阳泉'; known: 阳泉市, 太原市, 绛县"),
    (["阳泉市", "大同市"], [], "unknown city '大同市'; known: "),
    ([], [2022], "unknown year '2022'; known: 202"),
    (["绛县"], [2023], "no session of 绛县 in 2023; known: 绛县 2024"),
]


@pytest.mark.parametrize(("cities", "years", "line"), REFUSED)
def test_unknown_choice(cities: list[str], years: list[int], line: str, tables: Tables) -> None:
    with pytest.raises(UserError) as refused:
        choose(tables, cities, years)
    assert str(refused.value).startswith(line)


def test_range_without_a_session(tables: Tables) -> None:
    with pytest.raises(UserError, match="unknown year '1990:1991'; known: 202"):
        list_years(range(1990, 1992), tables)


def test_rows_of_the_choice_only(tables: Tables) -> None:
    chosen = choose(tables, ["阳泉市"], [2024])
    assert set(chosen["proposals"]["place"]) == {"阳泉市"}
    assert set(chosen["figures"]["year"]) == {2024}
    assert list(chosen["dumps"]["dump"]) == ["2024.txt"]
    assert list(chosen["unread"]["dump"]) == ["2024.txt"]


def test_a_choice_without_articles_has_no_dumps(tables: Tables) -> None:
    chosen = choose(tables, ["绛县"], [])
    assert chosen["dumps"].empty
    assert chosen["unread"].empty


def test_unreadable_files_belong_to_every_choice(tables: Tables) -> None:
    """Nobody knows what place they speak of."""
    assert list(choose(tables, ["绛县"], [])["rejects"]["dump"]) == ["scan.pdf"]


def test_reference_figures_stand_beside_every_city(tables: Tables) -> None:
    nation = {"place": "全国", "level": "national", "term": 14, "session": 2}
    rows = tables.proposals.iloc[[0, 0]].assign(**nation, year=[2023, 2024], source="published")
    chosen = choose(Tables(tables | {"reference_proposals": rows}), ["绛县"], [2024])
    assert list(chosen.reference_proposals["year"]) == [2024]


@pytest.mark.parametrize("choice", [{"cities": "阳泉市"}, {"years": 2023}])
def test_one_city_or_year_is_a_list_of_one(choice: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=r"^cities and years are lists: cities=\['阳泉市'\]"):
        load(**choice)


def test_the_names_of_a_notebook(tables_folder: Path) -> None:
    tables = cppcc.load(["阳泉市"], [2023], tables=tables_folder)
    assert set(tables.proposals["year"]) == {2023}
    assert set(tables.figures["place"]) == {"阳泉市"}
    compared = cppcc.compare("received", places=["阳泉市"], tables=cppcc.load(tables=tables_folder))
    assert list(compared["value"]) == [386, 407]
    assert set(cppcc.__all__) <= set(dir(cppcc))
    assert all(callable(getattr(cppcc, name)) for name in cppcc.__all__)


def test_comparing_loads_the_tables_of_the_project(
    tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(comparison, "load", lambda: tables)
    assert list(cppcc.compare("received", places=["阳泉市"], years=[2024])["value"]) == [407]


def test_without_a_choice_nothing_is_left_out(tables: Tables) -> None:
    assert all(choose(tables, [], [])[name] is table for name, table in tables.items())


def test_tables_of_a_given_folder(tables_folder: Path) -> None:
    assert set(load(["绛县"], tables=tables_folder)["sessions"]["place"]) == {"绛县"}


@pytest.mark.parametrize("folder", [".", "notebooks", "notebooks/deeper"])
def test_missing_tables_are_built_wherever_the_notebook_runs(
    folder: str, tables_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    built: list[tuple[Path, Path]] = []

    def build(raw: Path, out: Path) -> None:
        built.append((raw, out))

    monkeypatch.chdir(tmp_path / folder)
    monkeypatch.setattr(pipeline, "is_stale", lambda raw, out: True)
    monkeypatch.setattr(pipeline, "build", build)
    monkeypatch.setattr(selection, "load_tables", lambda folder: {"sessions": None})
    monkeypatch.setattr(selection, "choose", lambda tables, cities, years: tables)
    load()
    data = tmp_path.resolve() / "data"
    assert built == [(data / "raw", data / "processed")]


def test_outside_a_repository(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no data/raw in this folder or above"):
        find_project(tmp_path)
