"""Comparing: what changes, per what, and which pairs of figures are refused with which reason."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_analysis.errors import UserError
from cppcc_analysis.tables.compare import COLUMNS, compare
from cppcc_analysis.tables.schemas import conform
from cppcc_analysis.tables.series import side_by_side

#: the types of the tables: `conform` on every example would take most of the time
TYPES = {
    name: conform(name, pd.DataFrame()).dtypes.to_dict()
    for name in ("proposals", "reference_proposals", "categories", "reference_categories", "reference")
}
STATES = [column for column in TYPES["proposals"] if column.endswith("_state")]
Tables = dict[str, pd.DataFrame]
Row = dict[str, Any]


def row(year: int | None, place: str = "东山市", scope: str = "session", **cells: Any) -> Row:
    """A row of `proposals`: a value is reported, a pair is (value, state), the rest is not stated."""
    made: Row = {"place": place, "level": "city", "term": cells.pop("term", 5)}
    made |= {"session": cells.pop("session", None if year is None else year - 2020), "year": year}
    made |= {"scope": scope, "dumps": "a.txt", **dict.fromkeys(STATES, "not_stated")}
    for name, value in cells.items():
        made[name], made[f"{name}_state"] = value if isinstance(value, tuple) else (value, "reported")
    return made


def part(year: int, category: str, standard: str | None, share: Any, base: str = "filed", **more: Any) -> Row:
    """A row of `categories`."""
    value, state = share if isinstance(share, tuple) else (share, "reported")
    made: Row = {"place": "东山市", "level": "city", "term": 5, "session": year - 2020, "year": year}
    made |= {"scope": "session", "base": base, "category": category, "standard": standard, "position": 0}
    made |= {"count_state": "not_stated", "share": value, "share_state": state, "dumps": "a.txt"}
    return made | more


def people(year: int, value: float, place: str = "东山市", **more: Any) -> Row:
    """A population in `reference`."""
    made: Row = {"dump": "own.csv", "article": 0, "body": "政协", "place": place, "level": "city"}
    made |= {"year": year, "scope": "year", "measure": "population", "breakdown": "total"}
    made |= {"value": value, "unit": "人", "printed": f"{value}人", "approximate": False}
    made |= {"status": "reference", "quote": "…", "start": 0, "end": 1, "source": "年鉴"}
    return made | more


def tables(
    *rows: Row, others: list[Row] | None = None, parts: list[Row] | None = None, **more: Any
) -> Tables:
    made = {
        "proposals": list(rows),
        "reference_proposals": [{"source": "公报", **other, "dumps": "own.csv"} for other in others or []],
        "categories": parts or [],
        "reference_categories": more.get("reference_parts", []),
        "reference": more.get("reference", []),
    }
    return {
        name: pd.DataFrame(table).reindex(columns=list(TYPES[name])).astype(TYPES[name])
        for name, table in made.items()
    }


def last(measure: str, *rows: Row, **options: Any) -> Row:
    """The last row of a comparison, nulls as `None`."""
    frame = compare(measure, tables=tables(*rows), **options)
    return {name: None if pd.isna(value) else value for name, value in frame.iloc[-1].to_dict().items()}


# --- changes

CHANGES = {
    "the year before": (
        [row(2023, received=386), row(2024, received=407)],
        (2023, 386, 21, "件", "比上年"),
    ),
    "several years": ([row(2020, received=100), row(2023, received=90)], (2020, 100, -10, "件", "3年间")),
    "over a year not stated": (
        [row(2022, received=100), row(2023), row(2024, received=90)],
        (2022, 100, -10, "件", "2年间"),
    ),
    "given in the wrong order": (
        [row(2024, received=407), row(2023, received=386)],
        (2023, 386, 21, "件", "比上年"),
    ),
    "derived is exact": (
        [row(2023, received=(386, "derived")), row(2024, received=407)],
        (2023, 386, 21, "件", "比上年"),
    ),
    "zero is a figure": ([row(2023, received=0), row(2024, received=5)], (2023, 0, 5, "件", "比上年")),
    "two sessions of one year": (
        [row(2023, session=1, received=10), row(2023, session=2, received=12)],
        (2023, 10, 2, "件", "同年"),
    ),
    "years of one scope": (
        [row(2023, scope="year", received=10), row(2023, received=3), row(2024, scope="year", received=12)],
        (2023, 10, 2, "件", "比上年"),
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_change(case: str) -> None:
    rows, (year, previous, change, unit, span) = CHANGES[case]
    found = last("received", *rows)
    assert (found["previous_year"], found["previous"], found["change"]) == (year, previous, change)
    assert (found["change_unit"], found["span"]) == (unit, span)
    assert (found["comparable"], found["reason"]) == (True, None)


def test_rates_change_by_percentage_points() -> None:
    found = last("filing_rate", row(2023, filing_rate=94.6), row(2024, filing_rate=92.6))
    assert (found["change"], found["change_unit"], found["change_pct"]) == (-2.0, "百分点", None)


@pytest.mark.parametrize(("before", "percent"), [(200, 50.0), (400, -25.0), (0, None)])
def test_change_in_percent(before: int, percent: float | None) -> None:
    assert last("received", row(2023, received=before), row(2024, received=300))["change_pct"] == percent


REFUSED = {
    "first": ([row(2024, received=9)], "没有更早的数字", "no earlier figure"),
    "not stated": ([row(2023, received=9), row(2024)], "未载明", "not stated"),
    "text breaks off": (
        [row(2023, received=9), row(2024, received=(None, "truncated"))],
        "原文中断",
        "text breaks off",
    ),
    "conflict": (
        [row(2023, received=9), row(2024, received=(None, "conflict"))],
        "各处数字有出入",
        "sources in conflict",
    ),
    "approximate": ([row(2023, received=9), row(2024, received=(9, "approximate"))], "约数", "approximate"),
    "an approximate one before": (
        [row(2023, received=(9, "approximate")), row(2024, received=9)],
        "2023年：约数",
        "the figure of 2023: approximate",
    ),
    "a conflict before is not stepped over": (
        [row(2022, received=9), row(2023, received=(None, "conflict")), row(2024, received=9)],
        "2023年：各处数字有出入",
        "the figure of 2023: sources in conflict",
    ),
    "a term's figure": (
        [row(2023, scope="term", received=900), row(2024, received=9)],
        "更早的数字（2023年）口径不同：全届",
        "the earlier figure (2023) is of another scope: a whole term",
    ),
    "a year's figure": (
        [row(2023, scope="year", received=90), row(2024, received=9)],
        "更早的数字（2023年）口径不同：全年",
        "the earlier figure (2023) is of another scope: a whole year",
    ),
    "no year": (
        [row(2023, received=9), row(None, received=9)],
        "地方或年份未载明",
        "place or year not stated",
    ),
    "a figure without year before": ([row(None, received=9), row(2024, received=9)], "没有更早的数字", "no"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_the_reason(case: str) -> None:
    rows, zh, en = REFUSED[case]
    for lang, reason in (("zh", zh), ("en", en)):
        frame = compare("received", tables=tables(*rows), lang=lang)
        of_row = frame[
            frame["year"].isna() if rows[-1]["year"] is None else frame["year"].eq(rows[-1]["year"])
        ]
        found = of_row.iloc[-1]
        assert found["reason"].startswith(reason)
        assert not found["comparable"]
        assert of_row[["previous", "previous_year", "change", "change_pct", "span"]].isna().all(axis=None)


def test_places_are_not_compared_with_one_another() -> None:
    assert last("received", row(2023, place="西山市", received=9), row(2024, received=9))["change"] is None


def test_only_the_chosen_years_are_compared() -> None:
    rows = [row(year, received=year) for year in (2020, 2023, 2024)]
    assert last("received", *rows, years=[2020, 2024])["change"] == 4
    assert last("received", *rows, years=range(2024, 2030))["reason"] == "没有更早的数字"


def test_missing_stays_missing() -> None:
    found = last("received", row(2024))
    assert (found["value"], found["state"]) == (None, "not_stated")


PAIRS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=8)


@settings(max_examples=10, deadline=None)
@given(PAIRS)
@pytest.mark.parametrize(("measure", "scale"), [("received", 1), ("filing_rate", 10_000)])
def test_swapped_years_negate_the_change(measure: str, scale: int, pairs: list[tuple[int, int]]) -> None:
    there, back = (
        compare(
            measure,
            tables=tables(
                *(row(2023, f"{n}市", **{measure: pair[first] / scale}) for n, pair in enumerate(pairs)),
                *(row(2024, f"{n}市", **{measure: pair[1 - first] / scale}) for n, pair in enumerate(pairs)),
            ),
        )["change"].dropna()
        for first in (0, 1)
    )
    assert list(there) == [-change for change in back]
    assert list(there) == pytest.approx([(after - before) / scale for before, after in pairs], abs=1e-9)


# --- shares of categories

FIVE = ("经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设")
REST = "社会建设+生态文明建设"
SHARES = {
    "stated": ([part(2024, "经济建设", "经济建设", 30.0)], "经济建设", (30.0, "reported")),
    "another wording": ([part(2024, "经济", "经济建设", 30.0)], "经济建设", (30.0, "reported")),
    "two wordings of one": (
        [part(2024, "经济", "经济建设", 20.1), part(2024, "科技创新", "经济建设", 10.2)],
        "经济建设",
        (30.3, "derived"),
    ),
    "two asked for together": (
        [part(2024, "社会建设", "社会建设", 35.5), part(2024, "生态文明建设", "生态文明建设", 4.5)],
        REST,
        (40.0, "derived"),
    ),
    "two that are left together": (
        [
            part(2024, "社会建设", "社会建设", (None, "truncated")),
            part(2024, "生态文明建设", "生态文明建设", (None, "truncated")),
            part(2024, "社会建设、生态文明建设", REST, (50.7, "derived")),
        ],
        REST,
        (50.7, "derived"),
    ),
    "one of two that are left": (
        [
            part(2024, "社会建设", "社会建设", (None, "truncated")),
            part(2024, "社会建设、生态文明建设", REST, (50.7, "derived")),
        ],
        "社会建设",
        (None, "truncated"),
    ),
    "counted with another one": (
        [part(2024, "生态文明建设和其他", "生态文明建设+其他", 12.7)],
        "生态文明建设",
        (None, "mixed"),
    ),
    "partly counted with another one": (
        [part(2024, "其他", "其他", 1.0), part(2024, "生态文明建设和其他", "生态文明建设+其他", 12.7)],
        "其他",
        (None, "mixed"),
    ),
    "one of two lacking": (
        [part(2024, "社会建设", "社会建设", 35.5)],
        REST,
        (None, "not_stated"),
    ),
    "an older scheme, as worded": ([part(2024, "科教文卫体", None, 27.0)], "科教文卫体", (27.0, "reported")),
    "about": ([part(2024, "经济建设", "经济建设", (30.0, "approximate"))], "经济建设", (30.0, "approximate")),
}


@pytest.mark.parametrize("case", SHARES)
def test_share_of_a_category(case: str) -> None:
    parts, measure, expected = SHARES[case]
    found = compare(measure, tables=tables(parts=parts)).iloc[0]
    assert (None if pd.isna(found["value"]) else found["value"], found["state"]) == expected
    assert (found["unit"], found["base"]) == ("%", "filed")


def test_shares_of_two_bases_are_not_compared() -> None:
    parts = [
        part(2022, "经济建设", "经济建设", 28.0),
        part(2023, "经济建设", "经济建设", 30.0, "received"),
        part(2024, "经济建设", "经济建设", 33.0),
    ]
    frame = compare("经济建设", tables=tables(parts=parts)).set_index("year")
    assert frame["change"].to_dict()[2024] == 5.0
    assert frame["reason"].to_dict()[2023] == "更早的数字（2022年）基数不同：立案"
    assert list(compare("经济建设", base="received", tables=tables(parts=parts))["year"]) == [2023]


def test_shares_come_from_dumps_before_reference_files() -> None:
    own = [part(2024, "经济建设", "经济建设", 30.0)]
    other = [part(2024, "经济建设", "经济建设", 31.0), part(2023, "经济建设", "经济建设", 28.0)]
    frame = compare("经济建设", tables=tables(parts=own, reference_parts=other))
    assert list(zip(frame["year"], frame["value"], strict=True)) == [(2023, 28.0), (2024, 30.0)]


# --- per members, per inhabitants


def per(measure: str, made: Tables, by: str, lang: str = "zh") -> list[tuple[Any, Any]]:
    frame = compare(measure, tables=made, per=by, lang=lang)
    return [(None if pd.isna(v) else v, b) for v, b in zip(frame["value"], frame["per_basis"], strict=True)]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 10**5))
def test_per_100_members_is_value_by_members(value: int, members: int) -> None:
    found = last("received", row(2024, received=value, members=members), per="members")
    assert found["value"] == value / members * 100
    assert (found["counted"], found["divisor"], found["state"]) == (value, members, "derived")


def test_members_of_the_same_year_or_earlier_in_the_term() -> None:
    made = tables(
        row(2022, received=50, members=100),
        row(2023, received=60),
        row(2024, received=70, members=140),
        row(2025, received=80),
        row(2026, term=6, session=1, received=90),
    )
    assert per("received", made, "members") == [
        (50.0, "委员总数100人（2022年）"),
        (60.0, "委员总数100人（2022年，同届）"),
        (50.0, "委员总数140人（2024年）"),
        (pytest.approx(80 / 1.4), "委员总数140人（2024年，同届）"),
        (None, "委员总数未载明"),
    ]
    assert per("received", made, "members", "en")[1] == (60.0, "100 members (2022, same term)")


def test_members_of_a_later_session_do_not_count() -> None:
    made = tables(row(2022, received=50), row(2023, received=60, members=100))
    assert per("received", made, "members")[0] == (None, "委员总数未载明")


def test_members_from_a_reference_file() -> None:
    made = tables(row(2024, received=407), others=[row(2024, members=288)])
    assert per("received", made, "members") == [(407 / 288 * 100, "委员总数288人（2024年）")]


def test_members_in_conflict_divide_nothing() -> None:
    made = tables(row(2024, received=407, members=288), others=[row(2024, members=290)])
    assert per("received", made, "members") == [(None, "2024年委员总数有出入")]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([2024], (50.0, "人口2000000人（2024年）")),
        ([2022, 2023], (50.0, "人口2000000人（2023年）")),
        ([2025, 2023], (50.0, "人口2000000人（2023年）")),
        ([2026], (50.0, "人口2000000人（2026年）")),
        ([2021, 2027], (None, "人口未载明")),
        ([], (None, "人口未载明")),
    ],
)
def test_population_of_the_nearest_year(years: list[int], expected: tuple[Any, str]) -> None:
    made = tables(row(2024, received=100), reference=[people(year, 2e6) for year in years])
    assert per("received", made, "population") == [expected]


def test_populations_of_one_year_that_differ_divide_nothing() -> None:
    made = tables(row(2024, received=100), reference=[people(2024, 2e6), people(2024, 3e6)])
    assert per("received", made, "population") == [(None, "2024年人口有出入")]
    put_aside = [people(2024, 2e6, chosen=True), people(2024, 3e6, chosen=False)]
    made = tables(row(2024, received=100), reference=put_aside)
    assert per("received", made, "population") == [(50.0, "人口2000000人（2024年）")]


def test_population_of_another_place_divides_nothing() -> None:
    made = tables(row(2024, received=100), reference=[people(2024, 2e6, "西山市")])
    assert per("received", made, "population") == [(None, "人口未载明")]


def test_change_of_a_value_per_members_is_of_that_value() -> None:
    rows = [row(2023, received=100, members=100), row(2024, received=100, members=200)]
    found = last("received", *rows, per="members")
    assert (found["change"], found["change_unit"], found["change_pct"]) == (-50.0, "件/百名委员", -50.0)


def test_what_lacks_its_divisor_says_so_and_is_no_zero() -> None:
    found = last("received", row(2023, received=9, members=9), row(2024, term=6, received=9), per="members")
    assert (found["value"], found["counted"], found["reason"]) == (None, 9, "委员总数未载明")


# --- dumps and reference files side by side


def test_side_by_side_fills_what_a_dump_does_not_state() -> None:
    made = tables(
        row(2023, received=386),
        row(2024, received=407, filed=(370, "approximate")),
        others=[row(2024, members=288, filed=377), row(2024, place="全国", received=5898)],
    )
    found = side_by_side(made)
    assert list(zip(found["place"], found["year"], strict=True)) == [
        ("东山市", 2023),
        ("东山市", 2024),
        ("全国", 2024),
    ]
    both = found.iloc[1]
    assert (both["received"], both["filed"], both["members"]) == (407, 377, 288)
    assert (both["dumps"], both["source"]) == ("a.txt; own.csv", "公报")
    assert found["source"].isna().tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        (407, 407, (407, "reported")),
        (407, 408, (None, "conflict")),
        ((None, "conflict"), 407, (None, "conflict")),
        ((400, "approximate"), 407, (407, "reported")),
        ((None, "truncated"), None, (None, "truncated")),
        ((407, "derived"), 408, (408, "reported")),
    ],
)
def test_two_statements_of_one_fact(own: Any, other: Any, expected: tuple[Any, str]) -> None:
    stated = {} if other is None else {"received": other}
    found = side_by_side(tables(row(2024, received=own), others=[row(2024, **stated)])).iloc[0]
    assert (None if pd.isna(found["received"]) else found["received"], found["received_state"]) == expected


def test_places_come_in_the_order_asked_for() -> None:
    made = tables(row(2024, received=1), row(2024, place="西山市", received=2))
    assert list(side_by_side(made, ["西山市", "东山市"])["place"]) == ["西山市", "东山市"]
    assert list(compare("received", tables=made, places=["西山市", "东山市"])["place"]) == [
        "西山市",
        "东山市",
    ]


# --- usage


@pytest.mark.parametrize(
    ("measure", "options", "message"),
    [
        ("recieved", {}, "unknown measure 'recieved'; known: received"),
        ("received", {"places": ["东山"]}, "unknown place '东山'; known: 东山市"),
        ("received", {"places": "东山市"}, "places is a list"),
        ("received", {"years": [1999]}, "unknown year '1999'; known: 2024"),
        ("received", {"scope": "sesion"}, "unknown scope 'sesion'"),
        ("received", {"per": "member"}, "unknown per 'member'; known: members"),
        ("received", {"base": "filed"}, "received has no base to choose"),
        ("经济建设", {"base": "all"}, "unknown base 'all'"),
        ("filing_rate", {"per": "members"}, "filing_rate cannot be taken per members"),
        ("经济建设", {"per": "members"}, "经济建设 cannot be taken per members"),
        ("members", {"per": "members"}, "members cannot be taken per members"),
        ("received", {"lang": "fr"}, "unknown language 'fr'"),
    ],
)
def test_wrong_use_is_one_clear_line(measure: str, options: dict[str, Any], message: str) -> None:
    with pytest.raises(UserError, match=message):
        compare(measure, tables=tables(row(2024, received=1)), **options)


@pytest.mark.parametrize("measure", ["received", "经济建设"])
def test_empty_tables_give_an_empty_frame_with_all_columns(measure: str) -> None:
    found = compare(measure, tables=tables())
    assert found.empty
    assert list(found) == list(COLUMNS)
