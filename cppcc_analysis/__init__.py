"""Proposal volumes, category shares and keyword frequency of CPPCC (政协) plenary sessions.

The names an analyst types in a notebook. Each is imported when it is first used, so that
`import cppcc_analysis` stays quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cppcc_analysis.charts.category_change import draw_category_change
    from cppcc_analysis.charts.keywords import draw_term_rates
    from cppcc_analysis.charts.proposers import draw_proposers
    from cppcc_analysis.charts.shares import draw_shares
    from cppcc_analysis.charts.volumes import draw_volumes
    from cppcc_analysis.keywords.concordance import concordance
    from cppcc_analysis.keywords.rates import term_rates
    from cppcc_analysis.pipeline import build
    from cppcc_analysis.reports.comparison import compare
    from cppcc_analysis.reports.selection import load
    from cppcc_analysis.tables.evidence import show_source
    from cppcc_analysis.tables.series import side_by_side

__all__ = [
    "build",
    "compare",
    "concordance",
    "draw_category_change",
    "draw_proposers",
    "draw_shares",
    "draw_term_rates",
    "draw_volumes",
    "load",
    "show_source",
    "side_by_side",
    "term_rates",
]

_HOMES = {
    "build": "pipeline",
    "compare": "reports.comparison",
    "concordance": "keywords.concordance",
    "draw_category_change": "charts.category_change",
    "draw_proposers": "charts.proposers",
    "draw_shares": "charts.shares",
    "draw_term_rates": "charts.keywords",
    "draw_volumes": "charts.volumes",
    "load": "reports.selection",
    "show_source": "tables.evidence",
    "side_by_side": "tables.series",
    "term_rates": "keywords.rates",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
