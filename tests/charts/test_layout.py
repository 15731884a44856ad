"""No label covers another or leaves the picture, in any size, from one session to forty, with the longest names."""

import pandas as pd
import pytest

from cppcc_analysis.charts.category_change import draw_category_change
from cppcc_analysis.charts.check_counts import draw_checks
from cppcc_analysis.charts.keywords import draw_term_rates, draw_theme_rates
from cppcc_analysis.charts.proposers import draw_proposers
from cppcc_analysis.charts.quality import draw_states
from cppcc_analysis.charts.shares import draw_shares
from cppcc_analysis.charts.sizes import SIZES
from cppcc_analysis.charts.volumes import draw_volumes
from tests.charts.cases import CASES
from tests.charts.layout import collisions

#: drawn in Chinese alone, for they take long; the gallery draws them in English, too
LARGE = [name for name in CASES if any(size in name for size in ("40", "34"))]


@pytest.mark.parametrize(
    ("name", "lang"),
    [(name, lang) for name in CASES for lang in ("zh", "en") if lang == "zh" or name not in LARGE],
)
def test_labels_keep_clear_of_each_other(name: str, lang: str) -> None:
    chart = CASES[name](lang)
    assert chart is not None
    assert chart.native
    assert {size: faults for size in SIZES if (faults := collisions(chart, size))} == {}


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
        assert {size: faults for size in SIZES if (faults := collisions(chart, size))} == {}
        assert (chart.name, chart.figure().get_size_inches()[1]) <= (chart.name, 5.4)
