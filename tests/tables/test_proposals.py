import pandas as pd
import pytest

from cppcc_analysis.tables.facts import known_years, session_rows, with_years
from cppcc_analysis.tables.proposals import proposal_rows
from cppcc_analysis.tables.schemas import conform
from tests.tables.conftest import Frame


def wide(figures: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    sessions = conform("sessions", session_rows(articles, figures))
    return conform("proposals", proposal_rows(sessions, figures, articles))


def cell(table: pd.DataFrame, name: str, row: int = 0) -> tuple[object, str]:
    value = table[name].iloc[row]
    return (None if pd.isna(value) else value), table[f"{name}_state"].iloc[row]


def test_every_cell_says_what_it_rests_on(figures: Frame, articles: Frame) -> None:
    table = wide(
        figures(
            ("received", "total", None, 212, "件"),
            ("filed", "total", None, 173, "件"),
            ("filed", "proposer", "委员", 9, "件"),
        ),
        articles(),
    )
    assert cell(table, "received") == (212, "reported")
    assert cell(table, "filing_rate") == (81.6, "derived")
    assert cell(table, "merged") == (None, "not_stated")


def test_a_session_without_figures_is_not_stated_and_never_zero(figures: Frame, articles: Frame) -> None:
    table = wide(figures(), articles())
    assert len(table) == 1
    assert {cell(table, name) for name in ("received", "filed", "filing_rate", "participants")} == {
        (None, "not_stated")
    }


def test_figures_of_a_working_year_have_a_row_of_their_own(figures: Frame, articles: Frame) -> None:
    table = wide(figures(("filed", "total", None, 568, "件"), scope="year"), articles())
    assert list(table["scope"]) == ["session", "year"]
    assert cell(table, "filed", 0) == (None, "not_stated")
    assert cell(table, "filed", 1) == (568, "reported")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([(212, False)], (212, "reported")),
        ([(212, False), (213, False)], (None, "conflict")),
        ([(200, True)], (200, "approximate")),
        ([(200, True), (212, False)], (212, "reported")),
    ],
)
def test_states_of_a_total(
    values: list[tuple[float, bool]], expected: tuple[object, str], figures: Frame, articles: Frame
) -> None:
    rows = [figures(("received", "total", None, value, "件"), approximate=rough) for value, rough in values]
    assert cell(wide(pd.concat(rows), articles()), "received") == expected


def test_what_a_broken_text_does_not_say_may_have_stood_in_what_is_lost(
    figures: Frame, articles: Frame
) -> None:
    table = wide(figures(("received", "total", None, 386, "件")), articles(truncated=True))
    assert cell(table, "merged") == (None, "truncated")


def test_filed_above_received_gives_no_rate(figures: Frame, articles: Frame) -> None:
    table = wide(
        figures(("received", "total", None, 10, "件"), ("filed", "total", None, 12, "件")), articles()
    )
    assert cell(table, "filing_rate") == (None, "not_stated")


def test_two_printed_rates_are_a_conflict_and_no_third_is_derived(figures: Frame, articles: Frame) -> None:
    facts = [("received", "total", None, 407, "件"), ("filed", "total", None, 377, "件")]
    rates = [("filed", "total", None, 92.6, "%"), ("filed", "total", None, 90, "%")]
    assert cell(wide(figures(*facts, *rates), articles()), "filing_rate") == (None, "conflict")


def test_figures_of_the_congress_are_no_proposals(figures: Frame, articles: Frame) -> None:
    assert (
        cell(wide(figures(("received", "total", None, 9, "件"), body="人大"), articles()), "received")[0]
        is None
    )


def test_a_rate_that_is_derived_says_how(figures: Frame, articles: Frame) -> None:
    counts = [("received", "total", None, 212, "件"), ("filed", "total", None, 173, "件")]
    people = [("participants", "total", None, 151, "人"), ("members", "total", None, 288, "人")]
    table = wide(figures(*counts, *people), articles())
    assert cell(table, "participation_rate") == (52.4, "derived")
    assert table["formula"].iloc[0] == "filing_rate: 100 × 173 ÷ 212; participation_rate: 100 × 151 ÷ 288"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (243, (40, "derived")),  # 203 + 26 + 14
        (244, (None, "conflict")),  # nothing says that the two are parts of one
    ],
)
def test_two_counts_of_the_not_filed_are_one_where_the_sum_closes(
    received: int, expected: tuple[object, str], figures: Frame, articles: Frame
) -> None:
    outcomes = [("filed", 203), ("not_filed", 26), ("not_filed", 14)]
    facts = [(name, "total", None, value, "件") for name, value in [("received", received), *outcomes]]
    assert cell(wide(figures(*facts), articles()), "not_filed") == expected


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ((None, None), (None, "conflict")),
        ((True, False), (212, "reported")),
        ((False, True), (213, "reported")),
    ],
)
def test_a_correction_decides_a_conflict_of_two_dumps(
    chosen: tuple[bool | None, ...], expected: tuple[object, str], figures: Frame, articles: Frame
) -> None:
    rows = [
        figures(
            ("received", "total", None, value, "件"),
            dump=dump,
            chosen=choice,
            correction="公报更全 (王, 2026-01-02)",
        )
        for value, dump, choice in zip((212, 213), ("a.txt", "b.txt"), chosen, strict=True)
    ]
    table = wide(pd.concat(rows), pd.concat([articles(), articles(dump="b.txt")]))
    assert cell(table, "received") == expected
    assert table["corrected"].iloc[0] == "received: 公报更全 (王, 2026-01-02)"


def test_a_year_that_one_dump_leaves_open_is_taken_from_another(figures: Frame, articles: Frame) -> None:
    received = ("received", "total", None, 212, "件")
    rows = pd.concat([figures(received), figures(received, dump="b.txt", year=None)])
    texts = pd.concat([articles(), articles(dump="b.txt", year=None)])
    years = known_years(texts)
    assert years == {("东山市", 5, 2): 2024}
    table = wide(with_years(rows, years), with_years(texts, years))
    assert len(table) == 1
    assert table["dumps"].iloc[0] == "a.txt; b.txt"


def test_two_years_for_one_session_settle_nothing(articles: Frame) -> None:
    texts = pd.concat([articles(), articles(dump="b.txt", year=2023), articles(dump="c.txt", year=None)])
    assert known_years(texts) == {}
    assert with_years(texts, known_years(texts))["year"].isna().sum() == 1
