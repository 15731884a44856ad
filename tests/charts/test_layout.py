"""No label covers another or leaves the picture, from one session to twelve, with the longest names."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from cppcc_analysis.charts.category_change import draw_category_change
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.keyness import Sides, draw_keyness
from cppcc_analysis.charts.keywords import draw_term_rates, draw_theme_rates
from cppcc_analysis.charts.layers import draw_layer_shares
from cppcc_analysis.charts.proposers import draw_proposers
from cppcc_analysis.charts.quality import draw_checks, draw_states
from cppcc_analysis.charts.shares import draw_shares
from cppcc_analysis.charts.volumes import draw_volumes
from tests.charts.layout import collisions
from tests.charts.tables import (
    JIANGXIAN,
    TAIYUAN,
    YANGQUAN_2023,
    categories_table,
    category,
    check,
    checks_table,
    comparison_table,
    dots_table,
    figure,
    figures_table,
    proposal,
    proposals_table,
    rate,
    rates_table,
    shares_table,
)

PLACES = ["黔西南布依族苗族自治州", "阳泉市", "朔州市", "太原市", "博尔塔拉蒙古自治州", "绛县"]
OCCASIONS = [(PLACES[number // 2], 2023 + number % 2, 2 + number % 2) for number in range(12)]
WORDS = ["高质量发展", "黄河流域生态保护和高质量发展", "铸牢中华民族共同体意识", "养老", "文旅融合"]


def twelve_sessions() -> pd.DataFrame:
    """Twelve sessions with every state, a zero, gaps, and rows of a year and of a term."""
    rows: list[dict[str, Any]] = []
    for number, (place, year, session) in enumerate(OCCASIONS):
        cells: dict[str, Any] = {
            "received": (120 + 97 * number, "approximate" if number % 4 == 1 else "reported"),
            "filed": (100 + 80 * number, "conflict" if number == 2 else "reported"),
            "filing_rate": (83.3, "derived") if number % 3 else (None, "not_stated"),
            "merged": 4,
            "as_of": f"{number + 1}月3日",
        }
        if number % 5 == 3:
            cells = {}
        elif number % 5 == 4:
            cells = {"received": 0, "filed": 0}
        elif number == 6:
            cells = {"received": (None, "truncated"), "filed": 18}
        rows.append(proposal(place, year, session=session, **cells))
    rows.append(proposal(PLACES[0], 2023, "year", received=1200, filed=1100, replied=1100))
    rows.append(proposal(PLACES[1], 2023, "term", session=None, received=5200, filed=4100))
    return proposals_table(*rows)


def twelve_breakdowns() -> pd.DataFrame:
    """Standard and older schemes, of different bases, with narrow parts."""
    standard = [
        ("经济建设", 30.0),
        ("政治建设", 6.1),
        ("文化建设", 23.9),
        ("社会建设", 35.5),
        ("生态文明建设", 4.5),
    ]
    older = [
        ("经济科技", 31.2),
        ("科教文卫体", 37.5),
        ("农业农村", 18.8),
        ("宗教", 1.2),
        ("法治", (5.6, "approximate")),
    ]
    return categories_table(
        *(
            category(place, year, position, name, 20, share, session=session, base=base, standard=known)
            for number, (place, year, session) in enumerate(OCCASIONS)
            if number % 5 != 3
            for base, scheme in [("received", older) if number % 5 == 4 else ("filed", standard)]
            for position, (name, share) in enumerate(scheme)
            for known in [name if base == "filed" else None]
        )
    )


def twelve_rates() -> pd.DataFrame:
    """Twelve columns, one without text, one word not counted once."""
    return rates_table(
        *(
            rate(place, year, word, (7 * line + 5 * number) % 23, 3000, 0 if number == 4 else 2)
            for number, (place, year, _) in enumerate(OCCASIONS)
            for line, word in enumerate(WORDS)
            if (number, line) != (2, 1)
        )
    )


def twelve_proposers() -> pd.DataFrame:
    return figures_table(
        *(
            figure(place, year, "filed", item, value, unit, session=session)
            for place, year, session in OCCASIONS[:9]
            for item, value, unit in (("委员", 97.6, "%"), ("集体", 2.4, "%"), ("集体", 9, "件"))
        )
    )


def twelve_checks() -> pd.DataFrame:
    return checks_table(
        *(
            check(place, year, verdict, session=session)
            for number, (place, year, session) in enumerate(OCCASIONS)
            for verdict in ["holds"] * (number * 4) + ["fails"] * (number % 2) + ["can't tell"]
        )
    )


def many_terms(lang: str, documents: int) -> Chart | None:
    """Terms of both sides with long names; few or many documents."""
    rows = comparison_table(*[(word, 9 - 2 * n, 2 * n) for n, word in enumerate(WORDS)], documents=documents)
    occasions = pd.DataFrame([(place, year) for place, year, _ in OCCASIONS], columns=["place", "year"])
    sides = Sides("keyness", f"{PLACES[0]}2024年", "其他各组" if lang == "zh" else "the others", occasions)
    return draw_keyness(rows, dots_table(rows), lang, sides=sides)


def twelve_layers() -> pd.DataFrame:
    return shares_table(*[(place, year, (3 * n) % 40) for n, (place, year, _) in enumerate(OCCASIONS)])


CHARTS: dict[str, Callable[[str], Chart | None]] = {
    "volumes of 12": lambda lang: draw_volumes(twelve_sessions(), lang),
    "volumes of one": lambda lang: draw_volumes(proposals_table(YANGQUAN_2023), lang),
    "volumes, nothing stated": lambda lang: draw_volumes(proposals_table(TAIYUAN, JIANGXIAN), lang),
    "shares of 12": lambda lang: draw_shares(twelve_breakdowns(), twelve_sessions(), lang),
    "shares of none": lambda lang: draw_shares(categories_table(), proposals_table(JIANGXIAN), lang),
    "change in many": lambda lang: draw_category_change(twelve_breakdowns(), lang),
    "proposers of 12": lambda lang: draw_proposers(twelve_proposers(), twelve_sessions(), lang),
    "rates of 12": lambda lang: draw_term_rates(twelve_rates(), lang),
    "rates of one": lambda lang: draw_term_rates(twelve_rates()[:1], lang),
    "themes of 12": lambda lang: draw_theme_rates(twelve_rates(), lang),
    "terms of two sides": lambda lang: many_terms(lang, 3),
    "terms of two large sides": lambda lang: many_terms(lang, 30),
    "layers of 12": lambda lang: draw_layer_shares(twelve_layers(), lang),
    "layers of one": lambda lang: draw_layer_shares(shares_table(("阳泉市", 2023, 30)), lang),
    "states of 12": lambda lang: draw_states(twelve_sessions(), lang),
    "checks of 12": lambda lang: draw_checks(twelve_checks(), lang),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_labels_keep_clear_of_each_other(name: str, lang: str) -> None:
    chart = CHARTS[name](lang)
    assert chart is not None
    assert collisions(chart) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_charts_of_the_five_dumps(
    proposals: pd.DataFrame,
    categories: pd.DataFrame,
    figures: pd.DataFrame,
    rates: pd.DataFrame,
    checks: pd.DataFrame,
    lang: str,
) -> None:
    charts = [
        draw_volumes(proposals, lang),
        draw_shares(categories, proposals, lang),
        draw_category_change(categories, lang),
        draw_proposers(figures, proposals, lang),
        draw_term_rates(rates, lang),
        draw_theme_rates(rates, lang),
        draw_states(proposals, lang),
        draw_checks(checks, lang),
    ]
    for chart in charts:
        assert chart is not None
        assert collisions(chart) == []
        assert chart.figure().get_size_inches()[1] <= 5.4
