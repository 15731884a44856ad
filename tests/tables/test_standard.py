"""Breakdowns gathered by standard category: sums, what can't be mapped, and what is left of 100%."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_analysis.tables.crosswalk import STANDARDS, standard_of
from cppcc_analysis.tables.schemas import conform
from cppcc_analysis.tables.standard import LIST, ROUNDING, standard_shares

#: wording, count, share
Item = tuple[str, float | None, float | None]
FIVE: list[Item] = [
    ("经济建设", 40, 40.0),
    ("政治建设", 10, 10.0),
    ("文化建设", 10, 10.0),
    ("社会建设", 30, 30.0),
    ("生态文明建设", 10, 10.0),
]


def table(*items: Item, **cells: Any) -> pd.DataFrame:
    """One list of categories; a value is reported, None is not stated."""
    rows = [
        {
            "place": "东山市",
            "level": "city",
            "term": 5,
            "session": 2,
            "year": 2024,
            "scope": "session",
            "base": "filed",
            "category": word,
            "standard": standard_of(word),
            "position": place,
            "count": count,
            "count_state": "not_stated" if count is None else "reported",
            "share": share,
            "share_state": "not_stated" if share is None else "reported",
            "dumps": "a.txt",
            **cells,
        }
        for place, (word, count, share) in enumerate(items)
    ]
    return conform("categories", pd.DataFrame(rows, columns=None if rows else ["place"]))


def told(categories: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    rows = standard_shares(categories)[list(columns)].astype(object)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in rows.to_numpy()]


def test_standard_categories_stay_as_they_are() -> None:
    found = standard_shares(table(*FIVE))
    assert found["standard"].tolist() == [word for word, _, _ in FIVE]
    assert found["share_state"].eq("reported").all()
    assert found["mapped_share"].eq(100).all()
    assert found["formula"].isna().all()


def test_several_wordings_of_one_category_are_summed() -> None:
    items: list[Item] = [("工业", 20, 20.0), ("社会建设", 50, 50.0), ("农业", 30, 30.0)]
    columns = ("standard", "wordings", "count", "count_state", "share", "share_state", "formula")
    assert told(table(*items), *columns) == [
        ("经济建设", "工业; 农业", 50, "derived", 50.0, "derived", "20 + 30 件; 20 + 30 %"),
        ("社会建设", "社会建设", 50, "reported", 50.0, "reported", None),
    ]


def test_a_sum_is_as_exact_as_its_counts() -> None:
    # 7.84 + 12.58 % of 612 is 20.4, also where the rounded shares add up to 20.3 or 20.5
    items = table(("工业", 48, 7.8), ("农业", 77, 12.6), ("商贸", 29, 4.7), share_state="derived")
    items["formula"] = pd.array(["48 ÷ 612", "77 ÷ 612", "29 ÷ 612"], dtype="string")
    assert told(items, "share", "formula")[0] == (25.2, "(48 + 77 + 29) ÷ 612")


def test_what_cannot_be_mapped_is_named_and_not_split() -> None:
    items: list[Item] = [("经济建设", 30, 30.0), ("科教文卫体", 40, 40.0), ("做靓门户", 20, 20.0)]
    assert told(table(*items), "standard", "wordings", "share", "shared_with", "mapped_share") == [
        ("经济建设", "经济建设", 30.0, "科教文卫体", 30.0),
        ("several", "科教文卫体", 40.0, None, 30.0),
        ("unknown", "做靓门户", 20.0, None, 30.0),
        ("not_stated", None, 10.0, None, 30.0),
    ]


def test_an_unknown_wording_may_be_of_a_category_that_is_not_named_itself() -> None:
    items: list[Item] = [("农业", 30, 30.0), ("政治建设", 50, 50.0), ("工业倍增", 20, 20.0)]
    assert told(table(*items), "standard", "shared_with")[:2] == [
        ("经济建设", "工业倍增"),
        ("政治建设", None),
    ]


def test_what_is_left_for_truncated_categories_is_shared_with_none() -> None:
    named = table(("经济建设", 60, 60.0))
    open_rows = table(
        ("社会建设", None, None),
        ("生态文明建设", None, None),
        count_state="truncated",
        share_state="truncated",
    )
    rest = table(("社会建设、生态文明建设", 40, 40.0), count_state="derived", share_state="derived")
    found = told(
        pd.concat([named, open_rows, rest]), "standard", "share_state", "shared_with", "mapped_share"
    )
    assert found == [
        ("经济建设", "reported", None, 60.0),
        ("社会建设", "truncated", None, 60.0),
        ("生态文明建设", "truncated", None, 60.0),
        ("several", "derived", None, 60.0),
    ]


@pytest.mark.parametrize(
    ("items", "mapped", "left"),
    [
        # rounding is nothing that is left
        ([("经济建设", 1, 33.3), ("政治建设", 1, 33.3), ("文化建设", 1, 33.3)], 99.9, None),
        ([("经济建设", 60, 60.0), ("政治建设", 20, None)], 60.0, 40.0),
        # without any share nothing is known of the rest
        ([("经济建设", 60, None), ("政治建设", 20, None)], None, None),
        # shares of more than the whole
        ([("经济建设", 60, 60.0), ("文化建设", 20, 133.0)], None, None),
    ],
)
def test_what_is_left_of_the_whole(items: list[Item], mapped: float | None, left: float | None) -> None:
    found = standard_shares(table(*items))
    assert (None if found["mapped_share"].isna().all() else found["mapped_share"].iloc[0]) == mapped
    rest = found.loc[found["standard"] == "not_stated", "share"]
    assert rest.tolist() == ([] if left is None else [left])


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("reported", "approximate"), "approximate"),
        (("reported", "derived"), "derived"),
        (("reported", "conflict"), "conflict"),
        (("not_stated", "truncated"), "truncated"),
    ],
)
def test_a_sum_rests_on_its_weakest_part(states: tuple[str, str], expected: str) -> None:
    gap = expected in ("conflict", "truncated")
    items = table(("工业", 20, 20.0), ("农业", None if gap else 30, None if gap else 30.0))
    items["share_state"] = items["count_state"] = pd.array(states, dtype="string")
    assert told(items, "count_state", "share_state")[0] == (expected, expected)


def test_lists_of_different_bases_stay_apart() -> None:
    both = pd.concat([table(*FIVE), table(*FIVE[:2], base="received")])
    found = standard_shares(both)
    assert found.groupby(LIST)["mapped_share"].first().tolist() == [100.0, 50.0]


def test_no_categories_no_rows() -> None:
    empty = standard_shares(table())
    assert empty.empty
    assert empty["count"].dtype == "Int64"


WORDINGS = [
    "经济建设",
    "工业",
    "农业",
    "社会建设",
    "教育",
    "科教文卫体",
    "城乡建设",
    "其他",
    "做靓门户",
    "工业倍增",
]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(WORDINGS), st.integers(1, 500), min_size=1))
def test_nothing_is_lost_or_counted_twice(counts: dict[str, int]) -> None:
    total = sum(counts.values())
    found = standard_shares(table(*((word, n, round(100 * n / total, 1)) for word, n in counts.items())))
    assert found["count"].sum() == total
    assert abs(found["share"].sum() - 100) <= ROUNDING
    exact = 100 * sum(n for word, n in counts.items() if standard_of(word) in STANDARDS) / total
    assert abs(float(found["mapped_share"].iloc[0]) - exact) <= ROUNDING
