import pandas as pd
import pytest

from cppcc_analysis.tables.checks import check_rows
from cppcc_analysis.tables.schemas import conform
from tests.tables.conftest import Frame

Fact = tuple[str, str, str | None, float, str]
IDENTITY = "received = filed + not filed + merged + withdrawn"
RECEIVED: Fact = ("received", "total", None, 386, "件")
FILED: Fact = ("filed", "total", None, 365, "件")


@pytest.mark.parametrize(
    ("rule", "facts", "truncated", "verdict"),
    [
        ("filed <= received", [RECEIVED, FILED], False, "holds"),
        ("filed <= received", [RECEIVED, ("filed", "total", None, 387, "件")], False, "fails"),
        (IDENTITY, [RECEIVED, FILED, ("not_filed", "total", None, 21, "件")], False, "holds"),
        (IDENTITY, [RECEIVED, FILED, ("not_filed", "total", None, 20, "件")], False, "can't tell"),
        (IDENTITY, [RECEIVED, FILED, ("not_filed", "total", None, 22, "件")], False, "fails"),
        (IDENTITY, [RECEIVED, FILED], False, "can't tell"),
        (
            "parts by proposer = total",
            [FILED, ("filed", "proposer", "委员", 299, "件"), ("filed", "proposer", "集体", 66, "件")],
            False,
            "holds",
        ),
        (
            "parts by proposer = total",
            [FILED, ("filed", "proposer", "委员", 299, "件"), ("filed", "proposer", "集体", 60, "件")],
            False,
            "fails",
        ),
        ("parts by proposer = total", [FILED, ("filed", "proposer", "集体", 66, "件")], False, "can't tell"),
        (
            "parts by category = total",
            [FILED, ("filed", "category", "经济建设", 9, "件"), ("filed", "category", "其他", 9, "件")],
            True,
            "can't tell",
        ),
        # within half a unit of the last printed digit
        ("share = part ÷ base", [RECEIVED, FILED, ("filed", "total", None, 94.6, "%")], False, "holds"),
        ("share = part ÷ base", [RECEIVED, FILED, ("filed", "total", None, 94.5, "%")], False, "fails"),
        ("share = part ÷ base", [RECEIVED, FILED, ("filed", "total", None, 95, "%")], False, "holds"),
        ("share = part ÷ base", [FILED, ("filed", "total", None, 94.6, "%")], False, "can't tell"),
        ("share = part ÷ base", [FILED, ("filed", "category", "其他", 33.7, "%")], False, "can't tell"),
        (
            "participants <= members",
            [("participants", "total", None, 151, "人"), ("members", "total", None, 288, "人")],
            False,
            "holds",
        ),
        (
            "participants <= members",
            [("participants", "total", None, 289, "人"), ("members", "total", None, 288, "人")],
            False,
            "fails",
        ),
    ],
)
def test_verdict(
    rule: str, facts: list[Fact], truncated: bool, verdict: str, figures: Frame, articles: Frame
) -> None:
    checks = conform("checks", check_rows(figures(*facts), articles(truncated=truncated)))
    assert list(checks.loc[checks["rule"] == rule, "verdict"]) == [verdict]


def test_approximate_figures_are_not_audited(figures: Frame, articles: Frame) -> None:
    assert check_rows(figures(RECEIVED, FILED, approximate=True), articles()).empty


def test_each_session_is_audited_with_its_own_figures(figures: Frame, articles: Frame) -> None:
    both = pd.concat([figures(RECEIVED), figures(FILED, year=2025)])
    assert check_rows(both, articles()).empty
