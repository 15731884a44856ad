import copy
import pickle
from pathlib import Path

import pandas as pd
import pytest
from pandera.errors import SchemaError

import cppcc_analysis
from cppcc_analysis.errors import UserError
from cppcc_analysis.tables.schemas import SCHEMAS, conform
from cppcc_analysis.tables.store import Tables, load_tables, write_tables
from tests.tables.conftest import Frame


@pytest.fixture
def tables(figures: Frame) -> Tables:
    empty = {name: conform(name, pd.DataFrame()) for name in SCHEMAS}
    return Tables(empty | {"figures": figures(("received", "total", None, 386, "件"))})


def test_what_is_written_is_loaded(tables: Tables, tmp_path: Path) -> None:
    write_tables(tables, tmp_path / "out")
    loaded = load_tables(tmp_path / "out")
    for name, table in tables.items():
        pd.testing.assert_frame_equal(loaded[name], table)
    assert (tmp_path / "out" / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbfdump,")


def test_a_table_is_an_attribute(tables: Tables) -> None:
    assert tables.figures is tables["figures"]
    assert set(SCHEMAS) <= set(dir(tables))
    assert "figures: 1 rows\ngrowth: 0 rows" in repr(tables)


@pytest.mark.parametrize(("typed", "nearest"), [("figure", "figures"), ("proposal", "proposals")])
def test_a_misspelt_table_names_the_nearest(tables: Tables, typed: str, nearest: str) -> None:
    with pytest.raises(AttributeError, match=f"^unknown table '{typed}'; known: {nearest}, "):
        getattr(tables, typed)


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_table_hides_behind_a_method_of_dict(name: str) -> None:
    assert not hasattr(dict, name)


def test_tables_survive_copying_and_pickling(tables: Tables) -> None:
    for copied in (copy.copy(tables), copy.deepcopy(tables), pickle.loads(pickle.dumps(tables))):
        assert copied.figures.equals(tables.figures)


def test_only_the_store_writes_tables() -> None:
    package = Path(cppcc_analysis.__file__).parent
    writers = [file.name for file in package.rglob("*.py") if "to_parquet" in file.read_text("utf-8")]
    assert writers == ["store.py"]


def test_an_invalid_table_leaves_the_last_good_ones(tables: Tables, tmp_path: Path) -> None:
    write_tables(tables, tmp_path)
    bad = tables | {"figures": tables["figures"].assign(unit="个")}
    with pytest.raises(SchemaError):
        write_tables(bad, tmp_path)
    assert len(load_tables(tmp_path)["figures"]) == 1
    assert not list(tmp_path.glob(".new-*"))


def test_a_folder_without_tables_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="run `cppcc build` first"):
        load_tables(tmp_path)


def test_a_file_in_the_way_is_one_clear_line(tables: Tables, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(UserError, match="cannot write to"):
        write_tables(tables, tmp_path / "out")
