"""What the workbench can show: each view is one chart, its code, and the numbers behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from cppcc_analysis.charts.category_change import draw_category_change
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.keywords import draw_term_rates
from cppcc_analysis.charts.proposers import draw_proposers
from cppcc_analysis.charts.shares import draw_shares
from cppcc_analysis.charts.volumes import draw_volumes
from cppcc_analysis.explore.snippets import literal, load_call, named_language
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.reports.markup import Shown
from cppcc_analysis.reports.proposals import show_proposals, show_shares
from cppcc_analysis.reports.terms import show_rates
from cppcc_analysis.tables.store import Tables

#: terms drawn where none are chosen
_LEADING = 12


@dataclass(frozen=True)
class View:
    """One chart of a choice.

    titles     in Chinese and English
    breakdown  of the figures behind it; None: it counts words
    draw       (tables, words, lang) -> the chart; None: nothing to compare
    code       the call that draws it from `tables`, with {words} and {lang} to fill in
    table      (tables, words, lang) -> its numbers, with those that are derived or missing; None: no such table
    """

    titles: tuple[str, str]
    breakdown: str | None
    draw: Callable[[Tables, Sequence[str], str], Chart | None]
    code: str
    table: Callable[[Tables, Sequence[str], str], Shown] | None = None

    def figures(self, tables: Tables) -> pd.DataFrame:
        """The figures behind the chart."""
        return tables["figures"].query(self._query)

    @property
    def _query(self) -> str:
        return f"body == '政协' and breakdown == '{self.breakdown}'"

    def chart_code(self, choice: "Choice", lang: str) -> str:
        """Two lines that draw the chart."""
        call = self.code.format(words=literal(list(choice.words)), lang=named_language(lang))
        return f"tables = {load_call(choice.cities, choice.years)}\n{call}"

    def source_code(self, choice: "Choice", position: int) -> str:
        """Two lines that show where the figure at `position` of `figures` stands."""
        figures = f'{load_call(choice.cities, choice.years)}.figures.query("{self._query}")'
        return f"figures = {figures}\ncppcc.show_source(figures.iloc[{position}])"


@dataclass(frozen=True)
class Choice:
    """What was chosen: empty cities or years are all; `words` are those of the view of terms."""

    cities: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    view: str = "volumes"
    words: tuple[str, ...] = ()


def leading_words(tables: Tables) -> list[str]:
    """The terms that the formal texts of `tables` use, the most frequent first."""
    rates = term_rates(tables["terms"], tables["articles"])
    counts = rates[rates["count"] > 0].groupby("word", sort=False)["count"].sum()
    return list(counts.sort_values(ascending=False, kind="stable").index)


def chosen_words(tables: Tables, words: Sequence[str]) -> tuple[str, ...]:
    """`words`, or where there are none the leading ones."""
    return tuple(words) or tuple(leading_words(tables)[:_LEADING])


def _rates(tables: Tables, words: Sequence[str]) -> pd.DataFrame:
    return term_rates(tables["terms"], tables["articles"], words)


def _share_table(tables: Tables, words: Sequence[str], lang: str) -> Shown:
    return show_shares(tables["categories"], tables["proposals"], lang)


VIEWS = {
    "volumes": View(
        ("收到、立案与立案率", "Received, filed, filing rate"),
        "total",
        lambda tables, words, lang: draw_volumes(tables["proposals"], lang),
        "cppcc.draw_volumes(tables.proposals{lang})",
        lambda tables, words, lang: show_proposals(tables["proposals"], lang),
    ),
    "shares": View(
        ("类别占比", "Shares of categories"),
        "category",
        lambda tables, words, lang: draw_shares(tables["categories"], tables["proposals"], lang),
        "cppcc.draw_shares(tables.categories, tables.proposals{lang})",
        _share_table,
    ),
    "changes": View(
        ("类别占比的变化", "Change of the shares"),
        "category",
        lambda tables, words, lang: draw_category_change(tables["categories"], lang),
        "cppcc.draw_category_change(tables.categories{lang})",
        _share_table,
    ),
    "proposers": View(
        ("提案者构成", "Who proposed"),
        "proposer",
        lambda tables, words, lang: draw_proposers(tables["figures"], tables["proposals"], lang),
        "cppcc.draw_proposers(tables.figures, tables.proposals{lang})",
    ),
    "terms": View(
        ("词语频率", "Frequency of terms"),
        None,
        lambda tables, words, lang: draw_term_rates(_rates(tables, words), lang),
        "cppcc.draw_term_rates(cppcc.term_rates(tables.terms, tables.articles, {words}){lang})",
        lambda tables, words, lang: show_rates(_rates(tables, words), lang),
    ),
}
