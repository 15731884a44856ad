"""A sentence is true of the tables, or it is not made."""

import re
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_analysis.briefing.cells import Cell, Count, Held, Rows, UnsupportedError, read
from cppcc_analysis.briefing.findings import list_statements
from cppcc_analysis.briefing.slots import amount, cell_of, gap, moved, said_if, tally
from cppcc_analysis.briefing.statements import Slot, Statement, clause, state, verify
from cppcc_analysis.tables.store import Tables
from tests.briefing.conftest import categories_of, make_tables, proposals_of
from tests.charts.tables import category, proposal

MEASURES = ("received", "filed", "filing_rate")


def received(tables: Tables, at: int = 0, column: str = "received") -> Cell:
    return cell_of("proposals", tables["proposals"].iloc[at].to_dict(), column)


# --- words


@pytest.mark.parametrize(
    "words",
    [
        "收到386件",
        "收到３件",
        "共三件",
        "十二个类别",
        "收到提案增至",
        "有所下降",
        "持平",
        "最多的是",
        "rose to",
        "It FELL",
        "the largest",
    ],
)
def test_a_number_or_direction_in_the_words_is_refused(words: str) -> None:
    with pytest.raises(UnsupportedError, match="comes from no cell"):
        state("volumes", (words,), {}, "zh")


@pytest.mark.parametrize("words", ["上一工作年度", "一致", "the rest of the text", "三农工作"])
def test_other_words_pass(words: str) -> None:
    assert state("volumes", (words,), {}, "zh").text == words


def test_a_place_without_a_slot_is_an_error() -> None:
    with pytest.raises(KeyError):
        clause("收到{received}")


# --- cells


@pytest.mark.parametrize("column", ["not_filed", "members"])
def test_a_missing_value_is_no_amount(tables: Tables, column: str) -> None:
    with pytest.raises(UnsupportedError, match=f"{column} of proposals .* is missing"):
        state("volumes", (amount(received(tables, 1, column)),), tables, "zh")


def test_a_row_that_is_not_there(tables: Tables) -> None:
    cell = Cell("proposals", (("place", "大同市"),), "received")
    with pytest.raises(UnsupportedError, match="no received of proposals"):
        read(cell, tables)


def test_rows_that_differ_are_no_cell(tables: Tables) -> None:
    with pytest.raises(UnsupportedError, match="several rows"):
        read(Cell("proposals", (("place", "阳泉市"),), "received"), tables)


def test_a_figure_that_a_correction_set_aside_is_not_told(tables: Tables) -> None:
    figures = tables["figures"].copy()
    figures.loc[0, "chosen"] = False
    cell = Cell("figures", (("measure", "received"), ("place", "阳泉市"), ("year", 2023)), "value")
    assert state("volumes", (amount(cell),), tables, "zh").text == "386件"
    with pytest.raises(UnsupportedError, match="conflict"):
        state("volumes", (amount(cell),), tables | {"figures": figures}, "zh")


@pytest.mark.parametrize(("at", "column"), [(0, "received"), (2, "filing_rate")])
def test_a_value_is_no_gap(tables: Tables, at: int, column: str) -> None:
    with pytest.raises(UnsupportedError, match="no gap"):
        state("gaps", (gap([received(tables, at, column)], ["收到"]),), tables, "zh")


def test_words_that_rows_do_not_bear_out(tables: Tables) -> None:
    slot = said_if([Count("categories", ())], lambda rows: rows == 0, "未载明类别", "no categories")
    with pytest.raises(UnsupportedError):
        state("gaps", (slot,), tables, "zh")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ((0, "received"), (1, "filed")),  # another measure
        ((1, "received"), (2, "received")),  # another place
        ((3, "filed"), (4, "filed")),  # another scope
    ],
)
def test_cells_of_different_series_have_no_change(
    tables: Tables, first: tuple[int, str], last: tuple[int, str]
) -> None:
    with pytest.raises(UnsupportedError):
        moved(received(tables, *first), received(tables, *last))


def test_a_change_goes_forward_in_time(tables: Tables) -> None:
    with pytest.raises(UnsupportedError, match="later year"):
        state("change", (moved(received(tables, 1), received(tables, 0)),), tables, "zh")


# --- verification


def changed(tables: Tables, cell: Cell, value: object) -> Tables:
    """The tables with another value in one cell."""
    table = tables[cell.table].copy()
    fits = pd.Series(True, index=table.index)
    for column, wanted in cell.key:
        fits &= table[column].isna() if wanted is None else (table[column] == wanted).fillna(False)
    table.loc[fits, cell.column] = value
    return Tables(tables | {cell.table: table})


def other_value(value: object) -> object:
    """A value unlike `value` and of its type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return f"{value}改" if isinstance(value, str) else 1


def test_a_change_of_any_bound_cell_is_found(tables: Tables) -> None:
    tried = 0
    for statement in list_statements(tables):
        for filled in statement.slots:
            for held in filled.held:
                cell = held.bound
                if isinstance(cell, Cell) and cell.column not in dict(cell.key):
                    numeric = held.value is None and cell.table in ("proposals", "categories")
                    value = 1 if numeric else other_value(held.value)
                    with pytest.raises(UnsupportedError, match="don't support"):
                        verify([statement], changed(tables, cell, value))
                    tried += 1
    assert tried > 100


def test_a_lost_row_is_found(tables: Tables) -> None:
    statements = list_statements(tables)
    with pytest.raises(UnsupportedError):
        verify(statements, tables | {"proposals": tables["proposals"].iloc[1:]})


@pytest.mark.parametrize("table", ["checks", "categories"])
def test_another_row_is_found_by_a_count(tables: Tables, table: str) -> None:
    rows = pd.concat(
        [
            tables[table],
            tables[table].iloc[[-1]].assign(**{"detail": "x"} if table == "checks" else {"category": "其他"}),
        ]
    )
    with pytest.raises(UnsupportedError):
        verify(list_statements(tables), tables | {table: rows})


def test_a_sentence_with_another_text_is_found(tables: Tables) -> None:
    statement = list_statements(tables)[0]
    slot = statement.slots[-1]
    forged = type(slot)(slot.slot, slot.text.replace("2", "3"), slot.held)
    with pytest.raises(UnsupportedError, match="is '"):
        verify([Statement(statement.topic, (*statement.parts[:-2], forged), "zh")], tables)
    with pytest.raises(UnsupportedError, match="comes from no cell"):
        verify([Statement("volumes", ("收到提案400件",), "zh")], tables)


def test_a_count_and_rows_are_read_anew(tables: Tables) -> None:
    count = Count("checks", (("verdict", ("fails", "holds")),))
    assert read(count, tables).value == 2
    assert read(Rows("checks", (("verdict", ("fails",)),), ("found",)), tables).value == ((407.0,),)
    assert state("checks", (tally(count),), tables, "zh").text == "2"


def test_a_slot_that_tells_another_thing_each_time_is_found(tables: Tables) -> None:
    told = iter("ab")
    slot = Slot((received(tables),), lambda held, lang: next(told))
    with pytest.raises(UnsupportedError, match="'a' is 'b' now"):
        verify([state("volumes", (slot,), tables, "zh")], tables)


# --- random tables

STATES = st.sampled_from(["reported", "derived", "approximate", "not_stated", "truncated", "conflict"])
#: few values, so that equal ones come up
COUNTS = st.one_of(st.integers(0, 3), st.integers(0, 2000))
RATES = st.one_of(st.sampled_from([0.0, 100.0, 94.6]), st.integers(0, 1000).map(lambda tenths: tenths / 10))


@st.composite
def cells(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> tuple[Any, str]:
    made = draw(STATES)
    return (None if made in ("not_stated", "truncated") else draw(values), made)


@st.composite
def sessions(draw: st.DrawFn) -> Tables:
    rows = []
    for place in ("太原市", "绛县"):
        for year in draw(st.lists(st.integers(2020, 2024), unique=True, max_size=3)):
            given_cells = {m: draw(cells(RATES if m == "filing_rate" else COUNTS)) for m in MEASURES}
            rows.append(proposal(place, year, draw(st.sampled_from(["session", "year"])), **given_cells))
    return make_tables(proposals=proposals_of(*rows)) if rows else make_tables()


WORDS = {"received": "收到提案", "filed": "立案", "filing_rate": "立案率"}
NUMBER = r"(\d+(?:\.\d+)?)"
MOVE = (
    rf"(?<![一-鿿])(收到提案|立案率|立案)由{NUMBER}[件%](增至|减至|升至|降至){NUMBER}[件%]，"
    rf"(增加|减少|上升|下降){NUMBER}"
)


@settings(deadline=None, max_examples=25)
@given(sessions())
def test_sentences_on_random_sessions_are_true(tables: Tables) -> None:
    statements = list_statements(tables)
    verify(statements, tables)
    rows = tables["proposals"]
    for statement in statements:
        if statement.topic == "change":
            place, year, before = re.match(r"(.+?)(\d{4})年会议与(\d{4})年", statement.text).groups()
            scope = "year" if "全年口径" in statement.text else "session"
            old, new = (one_row(rows, place, int(each), scope) for each in (before, year))
            check_moves(statement.text, old, new)
        elif statement.topic == "volumes":
            place, year = re.match(r"(.+?)(\d{4})年", statement.text).groups()
            scope = "year" if "全年口径" in statement.text else "session"
            check_volumes(statement.text, one_row(rows, place, int(year), scope))
    said = {statement.text for statement in statements if statement.topic == "gaps"}
    for row in rows[rows["scope"] == "session"].to_dict("records"):
        missing = [m for m in MEASURES if pd.isna(row[m])]
        own = [text for text in said if f"{row['place']}{row['year']}年" in text and "类别" not in text]
        assert bool(missing) == bool(own)


def one_row(rows: pd.DataFrame, place: str, year: int, scope: str) -> dict[str, Any]:
    (row,) = rows[(rows["place"] == place) & (rows["year"] == year) & (rows["scope"] == scope)].to_dict(
        "records"
    )
    return row


def check_moves(text: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    """The words of a change against the rows, both ways: what is said is so, and what may be said is."""
    assert old["year"] < new["year"]
    moves = {name: rest for name, *rest in re.findall(MOVE, text)}
    for measure, name in WORDS.items():
        exact = all(row[f"{measure}_state"] in ("reported", "derived") for row in (old, new))
        by = new[measure] - old[measure] if exact else None
        assert (name in moves) == bool(by)
        assert (f"{name}均为" in text) == (by == 0)
        if by:
            first, verb, last, size_verb, size = moves[name]
            assert (float(first), float(last)) == (old[measure], new[measure])
            assert float(size) == round(abs(by), 6)
            assert (verb in ("增至", "升至")) == (by > 0)
            assert (size_verb in ("增加", "上升")) == (by > 0)


def check_volumes(text: str, row: dict[str, Any]) -> None:
    for measure, name in WORDS.items():
        found = re.search(rf"{name}(约?){NUMBER}[件%](（推算）)?", text)
        sayable = not pd.isna(row[measure]) and row[f"{measure}_state"] != "conflict"
        assert bool(found) == sayable
        if found:
            assert float(found[2]) == row[measure]
            assert bool(found[1]) == (row[f"{measure}_state"] == "approximate")
            assert bool(found[3]) == (row[f"{measure}_state"] == "derived")


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["1:1", "1:n", "n:1"]), cells(RATES)), min_size=1, max_size=5))
def test_the_largest_category_is_the_largest(shares: list[tuple[str, tuple[Any, str]]]) -> None:
    names = ["经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设"]
    rows = [
        category("太原市", 2023, n, name, 1, share)
        for n, (name, (_, share)) in enumerate(zip(names, shares, strict=False))
    ]
    table = categories_of(*rows).assign(cardinality=[kind for kind, _ in shares])
    tables = make_tables(proposals=proposals_of(proposal("太原市", 2023)), categories=table)
    for statement in list_statements(tables):
        if statement.topic == "leader":
            name, share = re.search(rf"中，(.+)类提案最多，占{NUMBER}%", statement.text).groups()
            stated = table["share"].dropna()
            assert table.loc[table["category"] == name, "share"].item() == float(share) == stated.max()
            assert stated.eq(stated.max()).sum() == 1
            assert 100 - stated.sum() < stated.max()


def test_held_values_compare() -> None:
    cell = Cell("proposals", (), "received")
    assert Held(cell, 3) == Held(cell, 3)
    assert Held(cell, 3) != Held(cell, 3, "derived")
