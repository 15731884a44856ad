"""The charts of the briefing files: those of the pages that a reader of slides needs."""

from collections.abc import Iterator

from cppcc_analysis.charts.category_change import draw_category_change
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.keywords import draw_term_rates
from cppcc_analysis.charts.native import Grid, Native
from cppcc_analysis.charts.proposers import draw_proposers
from cppcc_analysis.charts.shares import draw_shares
from cppcc_analysis.charts.trend import draw_trend
from cppcc_analysis.charts.volumes import draw_volumes
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.tables.series import side_by_side
from cppcc_analysis.tables.store import Tables

#: terms on a slide
_TERMS = 12


def briefing_charts(tables: Tables, lang: str) -> list[Chart]:
    """The charts that `tables` has rows for: volumes, filing rate beside the nation's, proposers, categories, terms."""
    return [chart for chart in _drawn(tables, lang) if chart is not None and _states_something(chart.native)]


def _states_something(native: Native) -> bool:
    """Whether there is a value to draw: a chart of gaps alone is said in a sentence."""
    if isinstance(native, Grid):
        return any(cell.value is not None for row in native.rows for cell in row)
    points = [point for panel in native for series in panel.series for point in series.points]
    return any(point.value is not None for point in points) and all(panel.series for panel in native)


def _drawn(tables: Tables, lang: str) -> Iterator[Chart | None]:
    proposals, categories = tables.proposals, tables.categories
    if len(proposals):
        yield draw_volumes(proposals, lang)
        yield draw_trend(side_by_side(tables), lang, "filing_rate")
        yield draw_proposers(tables.figures, proposals, lang)
        yield draw_shares(categories, proposals, lang)
    if len(categories):
        yield draw_category_change(categories, lang)
    rates = term_rates(tables.terms, tables.articles, without=["formula"])
    if len(rates):
        leading = rates.groupby("word")["count"].sum().nlargest(_TERMS).index
        yield draw_term_rates(rates[rates["word"].isin(leading)], lang)
