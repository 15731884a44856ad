import pandas as pd
import pytest

from cppcc_analysis.tables.facts import session_rows
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
