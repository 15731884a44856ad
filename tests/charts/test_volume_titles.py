"""Whatever the table holds, the title of the volumes is true of it: each claim is read back from the rows."""

import re
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_analysis.charts.volumes import draw_volumes
from tests.charts.tables import proposal, proposals_table

_PLACES = ("阳泉市", "绛县", "太原市")
_CHANGE = re.compile(
    r"(?P<place>[^，；]+?)(?P<name>收到|立案)提案由(?:(?P<y1>\d{4})年)?(?P<a>约?\d+)件(?P<verb>增至|减至)"
    r"(?:(?P<y2>\d{4})年)?(?P<b>约?\d+)件"
)
_RATE = re.compile(r"立案率由(?:\d{4}年)?约?([\d.]+)%(升至|降至)(?:\d{4}年)?约?([\d.]+)%")
_LEVEL = re.compile(r"(?P<place>[^，；]+?)(?P<name>收到|立案)提案持平，均为(?P<value>\d+)件")
_MOST = re.compile(r"(?P<name>收到|立案)提案(?P<who>.+?)最多（(?P<value>\d+)件）")
_COUNTS = re.compile(r"可比的(\d+)地收到提案(.+)")

_count = st.one_of(
    st.none(),
    st.tuples(
        st.integers(0, 40), st.sampled_from(["reported", "reported", "derived", "approximate", "conflict"])
    ),
)


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    rows = []
    for place in draw(st.lists(st.sampled_from(_PLACES), min_size=1, unique=True)):
        for year in sorted(draw(st.lists(st.integers(2020, 2024), min_size=1, max_size=4, unique=True))):
            scope = draw(st.sampled_from(["session", "session", "session", "year"]))
            cells: dict[str, Any] = {}
            for measure in ("received", "filed"):
                value = draw(_count)
                cells[measure] = (None, "not_stated") if value is None else value
            cells["filing_rate"] = draw(
                st.sampled_from([(None, "not_stated"), (90.0, "reported"), (80.5, "derived")])
            )
            rows.append(proposal(place, year, scope, session=year - 2019, **cells))
    return proposals_table(*rows)


def _usable(table: pd.DataFrame, measure: str, place: str | None = None) -> pd.DataFrame:
    rows = table[
        (table["scope"] == "session") & table[measure].notna() & table[f"{measure}_state"].ne("conflict")
    ]
    return (rows if place is None else rows[rows["place"] == place]).sort_values("year")


def _measure(name: str) -> str:
    return {"收到": "received", "立案": "filed"}[name]


@settings(max_examples=25, deadline=None)
@given(tables())
def test_what_the_title_says_is_so(table: pd.DataFrame) -> None:
    title = draw_volumes(table).title
    for found in _CHANGE.finditer(title):
        rows = _usable(table, _measure(found["name"]), found["place"])
        values = rows[_measure(found["name"])].astype(int).tolist()
        assert [int(found["a"].lstrip("约")), int(found["b"].lstrip("约"))] == [values[0], values[-1]]
        assert (values[-1] > values[0]) == (found["verb"] == "增至")
        if found["y1"]:
            assert [int(found["y1"]), int(found["y2"])] == [rows["year"].iloc[0], rows["year"].iloc[-1]]
    for before, verb, after in _RATE.findall(title):
        assert (float(after) > float(before)) == (verb == "升至")
    for found in _LEVEL.finditer(title):
        rows = _usable(table, _measure(found["name"]), found["place"])
        assert set(rows[_measure(found["name"])].iloc[[0, -1]]) == {int(found["value"])}
    if found := _MOST.search(title):
        rows = _usable(table, _measure(found["name"]))
        top = rows[rows[_measure(found["name"])] == rows[_measure(found["name"])].max()]
        assert [f"{row['place']}{row['year']}年" for _, row in top.iterrows()] == [found["who"]]
        assert top[_measure(found["name"])].iloc[0] == int(found["value"])


@settings(max_examples=12, deadline=None)
@given(tables())
def test_places_that_rose_and_fell_are_counted(table: pd.DataFrame) -> None:
    found = _COUNTS.search(draw_volumes(table).title)
    if found is None:
        return
    steps = []
    for place in table["place"].unique():
        values = _usable(table, "received", place)["received"].tolist()
        if len(values) > 1:
            steps.append((values[-1] > values[0]) - (values[-1] < values[0]))
    assert int(found[1]) == len(steps)
    told = {
        word: sum(step == sign for step in steps) for word, sign in (("增加", 1), ("减少", -1), ("持平", 0))
    }
    for word, count in told.items():
        stated = re.search(rf"(\d+|均){'地' if count < len(steps) else ''}{word}", found[2])
        assert (stated is not None) == (count > 0)
        if stated and stated[1] != "均":
            assert int(stated[1]) == count


@settings(max_examples=12, deadline=None)
@given(tables())
def test_a_year_is_never_set_beside_a_session(table: pd.DataFrame) -> None:
    native = draw_volumes(table).native
    assert isinstance(native, tuple)
    scopes = [scope for scope in ("session", "year") if (table["scope"] == scope).any()]
    assert [len(panel.categories) for panel in native] == [int((table["scope"] == s).sum()) for s in scopes]


@settings(max_examples=12, deadline=None)
@given(tables())
def test_a_missing_value_is_a_gap_and_nought_a_labelled_0(table: pd.DataFrame) -> None:
    chart = draw_volumes(table)
    assert isinstance(chart.native, tuple)
    sessions = chart.data[chart.data["scope"] == "session"]
    if sessions.empty:
        return
    for series, measure in zip(chart.native[0].series, ("received", "filed"), strict=False):
        expected = [None if pd.isna(value) else float(value) for value in sessions[measure]]
        if series.name == {"received": "收到", "filed": "立案"}[measure]:
            assert [point.value for point in series.points] == expected
            assert all("0件" in point.label for point in series.points if point.value == 0)
