"""The data dictionary says everything about every column, and the page is what the schemas say now."""

from pathlib import Path

import pandas as pd
import pytest
from pandera.errors import SchemaError

from cppcc_analysis.errors import UserError
from cppcc_analysis.tables.dictionary import PAGE, STATE_MEANINGS, column_notes, dictionary_text
from cppcc_analysis.tables.schemas import MEASURE_MEANINGS, MEASURES, SCHEMAS, STATES, TEXT, conform
from tests.tables.conftest import Frame

ROOT = Path(__file__).parents[2]
COLUMNS = [(table, name) for table, schema in SCHEMAS.items() for name in schema.columns]
#: numbers that order or count things which their meaning names
WITHOUT_UNIT = {
    "term",
    "session",
    "year",
    "article",
    "articles",
    "figures",
    "joined",
    "position",
    "line",
    "rows",
}


def test_the_page_is_current() -> None:
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert page == dictionary_text(), "run `make dictionary`"


@pytest.mark.parametrize("table", SCHEMAS)
def test_a_table_says_what_one_row_is(table: str) -> None:
    assert SCHEMAS[table].description
    assert set(SCHEMAS[table].unique or ()) <= set(SCHEMAS[table].columns)
    assert f"### {table}\n" in dictionary_text()


@pytest.mark.parametrize(("table", "name"), COLUMNS)
def test_a_column_says_what_it_means(table: str, name: str) -> None:
    column = SCHEMAS[table].columns[name]
    assert column.description
    assert "|" not in column.description, "it would part the cells of the page"
    assert bool(column.metadata["null"]) == column.nullable
    kind = conform(table, pd.DataFrame())[name].dtype
    number = pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)
    assert bool(column.metadata["unit"]) == (number and name not in WITHOUT_UNIT)


@pytest.mark.parametrize("table", SCHEMAS)
def test_counts_are_nullable_and_text_is_text(table: str) -> None:
    """The same on pandas 2.3 and 3."""
    types = conform(table, pd.DataFrame()).dtypes
    counts = ("count", "in_formula", "tokens", "characters", "han", "repeated", "start", "end", "bytes")
    integers = {*MEASURES, *counts, *WITHOUT_UNIT}
    for name, kind in types.items():
        if isinstance(kind, pd.StringDtype):
            assert kind == TEXT
        else:
            assert (kind == pd.Int64Dtype()) == (name in integers)
            assert kind in (pd.Int64Dtype(), pd.Float64Dtype(), pd.BooleanDtype(), float)


def test_every_state_and_measure_is_explained() -> None:
    assert list(STATE_MEANINGS) == list(STATES)
    assert set(MEASURE_MEANINGS) == set(MEASURES)


@pytest.mark.parametrize(
    ("table", "column", "note"),
    [
        ("dumps", "sha256", "hash of the file's bytes"),
        ("proposals", "received", "proposals received (收到); in 件; empty: see `received_state`"),
        ("proposals", "filing_rate", "filed ÷ received (立案率); in %; empty: see `filing_rate_state`"),
        ("figures", "value", "the number, unscaled: 33.7 for 33.7%; see `unit`"),
        ("figures", "unit", "unit of value; one of 件, %, 人"),
        ("checks", "expected", "what the identity gives; as the figures; empty: can't tell"),
        ("terms", "han", "length of the article; in Han characters"),
    ],
)
def test_notes(table: str, column: str, note: str) -> None:
    assert column_notes(table)[column] == note


def test_notes_of_every_column_in_order() -> None:
    assert all(list(column_notes(table)) == list(schema.columns) for table, schema in SCHEMAS.items())


def test_an_unknown_table_is_one_clear_line() -> None:
    with pytest.raises(UserError, match="unknown table 'figure'; known: figures, "):
        column_notes("figure")


def test_a_key_is_kept(figures: Frame) -> None:
    once = figures(("received", "total", None, 386, "件"))
    with pytest.raises(SchemaError, match="not unique"):
        conform("figures", pd.concat([once, once], ignore_index=True))
    other = figures(("filed", "total", None, 386, "件"))
    assert len(conform("figures", pd.concat([once, other], ignore_index=True))) == 2
