import pandas as pd
import pytest

from cppcc_analysis.tables.categories import category_rows, standard_of
from cppcc_analysis.tables.schemas import conform
from tests.tables.conftest import Frame

FILED = ("filed", "total", None, 365, "件")
FIRST_THREE = [
    ("filed", "category", "经济建设", 123, "件"),
    ("filed", "category", "经济建设", 33.7, "%"),
    ("filed", "category", "政治建设", 16, "件"),
    ("filed", "category", "文化建设", 41, "件"),
]


@pytest.mark.parametrize(
    ("wording", "standard"),
    [
        ("经济建设", "经济建设"),
        ("生态文明", "生态文明建设"),
        ("生态文明建设和其他", "生态文明建设+其他"),
        ("政治、文化建设", "政治建设+文化建设"),
        # an older scheme is not guessed at
        ("科教文卫体", None),
        ("政治建设和科教文卫体", None),
    ],
)
def test_standard_categories(wording: str, standard: str | None) -> None:
    assert standard_of(wording) == standard


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
    ],
)
def test_no_rest_is_derived_without_certainty(
    facts: list[tuple[str, str, str | None, float, str]], truncated: bool, figures: Frame, articles: Frame
) -> None:
    rows = rows_of(figures(*facts), articles(truncated=truncated))
    assert len(rows) == len({item for _, breakdown, item, _, _ in facts if breakdown == "category"})


def test_two_values_for_one_category_are_a_conflict(figures: Frame, articles: Frame) -> None:
    both = figures(
        FILED, ("filed", "category", "经济建设", 123, "件"), ("filed", "category", "经济建设", 132, "件")
    )
    assert rows_of(both, articles()) == [("经济建设", None, "conflict", None, "not_stated", None)]
