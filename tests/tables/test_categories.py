import pandas as pd
import pytest

from cppcc_analysis.tables.categories import category_rows
from cppcc_analysis.tables.schemas import STANDARD_CATEGORIES, conform
from tests.tables.conftest import Frame

Fact = tuple[str, str, str | None, float, str]

FILED = ("filed", "total", None, 365, "件")
FIRST_THREE = [
    ("filed", "category", "经济建设", 123, "件"),
    ("filed", "category", "经济建设", 33.7, "%"),
    ("filed", "category", "政治建设", 16, "件"),
    ("filed", "category", "文化建设", 41, "件"),
]


def rows_of(figures: pd.DataFrame, articles: pd.DataFrame) -> list[tuple[object, ...]]:
    table = conform("categories", category_rows(figures, articles))
    columns = ["category", "count", "count_state", "share", "share_state", "formula"]
    return [tuple(None if pd.isna(x) else x for x in row) for row in table[columns].to_numpy()]


def test_a_report_that_breaks_off_leaves_a_derived_rest(figures: Frame, articles: Frame) -> None:
    assert rows_of(figures(FILED, *FIRST_THREE), articles(truncated=True)) == [
        ("经济建设", 123, "reported", 33.7, "reported", None),
        ("政治建设", 16, "reported", 4.4, "derived", "16 ÷ 365"),
        ("文化建设", 41, "reported", 11.2, "derived", "41 ÷ 365"),
        ("社会建设", None, "truncated", None, "truncated", None),
        ("生态文明建设", None, "truncated", None, "truncated", None),
        ("社会建设、生态文明建设", 185, "derived", 50.7, "derived", "365 − 123 − 16 − 41"),
    ]


@pytest.mark.parametrize(
    ("facts", "truncated"),
    [
        # a whole report leaves nothing out; without the total, or outside the scheme, nothing is derived
        ([FILED, *FIRST_THREE], False),
        (FIRST_THREE, True),
        ([FILED, ("filed", "category", "科教文卫体", 41, "件")], True),
        ([FILED, ("received", "category", "经济建设", 41, "件")], True),
        # nothing is left, or less than nothing
        ([FILED, *FIRST_THREE[:3], ("filed", "category", "文化建设", 226, "件")], True),
        ([FILED, *FIRST_THREE[:3], ("filed", "category", "文化建设", 227, "件")], True),
    ],
)
def test_no_rest_is_derived_without_certainty(
    facts: list[Fact], truncated: bool, figures: Frame, articles: Frame
) -> None:
    rows = rows_of(figures(*facts), articles(truncated=truncated))
    assert len(rows) == len({item for _, breakdown, item, _, _ in facts if breakdown == "category"})


def test_two_values_for_one_category_are_a_conflict(figures: Frame, articles: Frame) -> None:
    both = figures(
        FILED, ("filed", "category", "经济建设", 123, "件"), ("filed", "category", "经济建设", 132, "件")
    )
    assert rows_of(both, articles()) == [("经济建设", None, "conflict", None, "not_stated", None)]


def unread(value: float) -> pd.DataFrame:
    return conform(
        "unread",
        pd.DataFrame(
            [
                {
                    "dump": "a.txt",
                    "article": 0,
                    "reason": "after_merging",
                    "value": value,
                    "quote": "…",
                    "start": 0,
                    "end": 1,
                }
            ]
        ),
    )


def counts(*values: float, words: tuple[str, ...] = STANDARD_CATEGORIES) -> list[Fact]:
    return [("filed", "category", word, value, "件") for word, value in zip(words, values, strict=False)]


OLDER = ("经济建设", "科教文卫体", "政法、统战和其他")


@pytest.mark.parametrize(
    ("facts", "merged", "derived"),
    [
        # all five add up to the total
        ([("filed", "total", None, 100, "件"), *counts(30, 10, 10, 40, 10)], None, 5),
        # all five add up to another total, stated or not
        ([("filed", "total", None, 100, "件"), *counts(30, 10, 10, 30, 10)], None, 0),
        ([("filed", "total", None, 100, "件"), *counts(30, 10, 10, 30, 10)], 90, 0),
        # an older scheme need not cover all, but must not be of the other total
        ([("filed", "total", None, 100, "件"), *counts(40, 30, 20, words=OLDER)], None, 3),
        ([("filed", "total", None, 100, "件"), *counts(40, 30, 20, words=OLDER)], 90, 0),
        ([("filed", "total", None, 100, "件"), *counts(50, 30, 20, words=OLDER)], 90, 3),
        # parts exceed the total
        ([("filed", "total", None, 38, "件"), *counts(52, 31, 29, words=OLDER)], None, 0),
        ([("filed", "total", None, 100, "件"), *counts(50, 31, 20, words=OLDER)], None, 0),
        # a printed share shows what the total is
        (
            [
                ("filed", "total", None, 100, "件"),
                *counts(30, 10, 10, 30),
                ("filed", "category", "经济建设", 30, "%"),
            ],
            90,
            3,
        ),
        (
            [
                ("filed", "total", None, 100, "件"),
                *counts(30, 10, 10, 30),
                ("filed", "category", "经济建设", 33.3, "%"),
            ],
            None,
            0,
        ),
        # no total, or two
        (counts(30, 10), None, 0),
        (
            [("filed", "total", None, 100, "件"), ("filed", "total", None, 90, "件"), *counts(30, 10)],
            None,
            0,
        ),
        ([("received", "total", None, 100, "件"), *counts(30, 10)], None, 0),
    ],
)
def test_a_share_is_derived_from_its_own_total_only(
    facts: list[Fact], merged: float | None, derived: int, figures: Frame, articles: Frame
) -> None:
    rows = category_rows(figures(*facts), articles(), None if merged is None else unread(merged))
    assert (rows["share_state"] == "derived").sum() == derived
    assert rows.loc[rows["share_state"] == "derived", "share"].le(100).all()


def test_nothing_is_derived_from_an_approximate_count(figures: Frame, articles: Frame) -> None:
    rough = figures(("filed", "category", "经济建设", 100, "件"), approximate=True)
    facts = pd.concat([figures(FILED), rough], ignore_index=True)
    assert rows_of(facts, articles()) == [("经济建设", 100, "approximate", None, "not_stated", None)]
    assert rows_of(facts, articles(truncated=True))[0][2] == "approximate"
    total = pd.concat([figures(FILED, approximate=True), figures(*FIRST_THREE)], ignore_index=True)
    assert "derived" not in set(category_rows(total, articles(truncated=True))["share_state"])


def test_a_figure_set_aside_is_ignored(figures: Frame, articles: Frame) -> None:
    kept = figures(
        FILED, ("filed", "category", "经济建设", 123, "件"), chosen=True, correction="b.txt is later"
    )
    aside = figures(("filed", "category", "经济建设", 132, "件"), chosen=False)
    facts = pd.concat([kept, aside], ignore_index=True)
    assert rows_of(facts, articles()) == [("经济建设", 123, "reported", 33.7, "derived", "123 ÷ 365")]
    assert category_rows(facts, articles())["corrected"].tolist() == ["b.txt is later"]


def test_reference_figures_have_no_articles(figures: Frame) -> None:
    reference = figures(FILED, *FIRST_THREE, status="reference")
    for none in (pd.DataFrame(), conform("articles", pd.DataFrame())):
        assert [row[0] for row in rows_of(reference, none)] == ["经济建设", "政治建设", "文化建设"]


def test_how_a_list_corresponds_to_the_standard_categories(figures: Frame, articles: Frame) -> None:
    words = ("工业", "农业", "科教文卫体", "政法统战", "打造品牌")
    table = conform("categories", category_rows(figures(*counts(5, 4, 3, 2, 1, words=words)), articles()))
    known = table[["standard", "cardinality"]].astype(object).where(table["standard"].notna(), None)
    assert [tuple(row) for row in known.to_numpy()] == [
        ("经济建设", "n:1"),
        ("经济建设", "n:1"),
        ("经济建设+文化建设+社会建设", "n:m"),
        ("政治建设", "1:1"),
        (None, None),
    ]


def test_what_is_left_for_one_category_is_its_own(figures: Frame, articles: Frame) -> None:
    four = figures(("filed", "total", None, 100, "件"), *counts(30, 10, 10, 30))
    assert rows_of(four, articles(truncated=True))[-1] == (
        "生态文明建设", 20, "derived", 20, "derived", "100 − 30 − 10 − 10 − 30",
    )  # fmt: skip
