"""The panel that leads from each number of a chart to the place it comes from."""

from pathlib import Path
from typing import Any

import pandas as pd
from ipywidgets import Select, VBox

from cppcc_analysis.charts.scopes import scoped_occasion
from cppcc_analysis.charts.wording import number, occasion, pick
from cppcc_analysis.explore.parts import Code, Display, Message, beside, unheard, wide
from cppcc_analysis.explore.snippets import literal, load_call
from cppcc_analysis.explore.views import VIEWS, Choice
from cppcc_analysis.keywords.concordance import concordance
from cppcc_analysis.keywords.kinds import COMPARED_KINDS
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.reports.markup import Shown, fold, paragraph
from cppcc_analysis.reports.sources import figure_name, show_sources
from cppcc_analysis.reports.terms import show_lines
from cppcc_analysis.tables.evidence import show_source
from cppcc_analysis.tables.store import Tables

_ROWS = 8


class SourcePanel(VBox):
    """A list of the numbers behind a chart; the chosen one is shown marked in its raw dump."""

    def __init__(self, data: Path, lang: str) -> None:
        self._data, self._lang = data, lang
        self._tables, self._choice, self._rows = Tables(), Choice(), pd.DataFrame()
        self.numbers = Select(description=pick(lang, "数字", "Number"), rows=_ROWS, layout=wide())
        self.code, self.message = Code(lang), Message(lang)
        self.source, self.all = Display(), Display()
        self.numbers.observe(self._on_choice, "value")
        super().__init__([beside(self.numbers, self.code), self.message, self.source, self.all])

    def show(self, tables: Tables, choice: Choice) -> None:
        """List the numbers behind the chart of `choice`; `tables` hold its rows only."""
        self._tables, self._choice = tables, choice
        counts_words = VIEWS[choice.view].breakdown is None
        self._rows = self._counts() if counts_words else VIEWS[choice.view].figures(tables)
        label = self._count_label if counts_words else self._figure_label
        entries = [(label(row), position) for position, (_, row) in enumerate(self._rows.iterrows())]
        with unheard(self.numbers, self._on_choice):
            self.numbers.options = entries
            self.numbers.value = 0 if entries else None
        self.all.show(*([] if counts_words or not entries else [self._all()]))
        self._tell()

    def clear(self) -> None:
        """List nothing."""
        self._rows = pd.DataFrame()
        with unheard(self.numbers, self._on_choice):
            self.numbers.options = ()
        self.all.show()
        self._tell()

    def _on_choice(self, _: dict[str, Any]) -> None:
        self._tell()

    def _tell(self) -> None:
        self.message.say()
        self.source.show()
        self.code.show("")
        position = self.numbers.value
        if position is None:
            self.message.say(
                pick(self._lang, "所选范围内没有载明的数字。", "No figure is stated in this choice.")
            )
            return
        row = self._rows.iloc[position]
        with self.message.errors():
            if VIEWS[self._choice.view].breakdown is None:
                self._tell_count(row)
            else:
                self.code.show(VIEWS[self._choice.view].source_code(self._choice, position))
                stands = show_source(row, self._data / "raw", self._data / "processed")
                self.source.show(paragraph(self._figure_label(row)), Shown(stands._repr_html_()))

    def _tell_count(self, row: pd.Series) -> None:
        """Every place where a word stands in the texts of one place and year."""
        word, place, year = row["word"], row["place"], int(row["year"])
        self.code.show(
            f"tables = {load_call([place], [year])}\n"
            f"cppcc.concordance(tables.articles, {literal(word)}, kinds={literal(list(COMPARED_KINDS))})"
        )
        lines = concordance(
            self._tables["articles"], word, places=[place], years=[year], kinds=COMPARED_KINDS
        )
        self.source.show(paragraph(self._count_label(row)), show_lines(lines, self._lang))

    def _all(self) -> Shown:
        summary = pick(
            self._lang, f"全部{len(self._rows)}个数字与原句", f"All {len(self._rows)} with their sentences"
        )
        return fold(summary, show_sources(self._rows, self._lang))

    def _counts(self) -> pd.DataFrame:
        rates = term_rates(self._tables["terms"], self._tables["articles"], self._choice.words)
        return rates[rates["count"] > 0]

    def _figure_label(self, row: pd.Series) -> str:
        unit = row["unit"] if self._lang == "zh" or row["unit"] == "%" else ""
        about = pick(self._lang, "约", "about ") if row["approximate"] else ""
        value = f"{about}{number(row['value'], self._lang)}{unit}"
        return f"{scoped_occasion(row, self._lang)} · {figure_name(row, self._lang)} {value}"

    def _count_label(self, row: pd.Series) -> str:
        times = pick(self._lang, f"{row['count']}次", f"× {row['count']}")
        return f"{occasion(row, self._lang)} · {row['word']} {times}"
