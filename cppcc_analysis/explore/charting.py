"""The panel that shows the chart of a choice."""

from ipywidgets import VBox

from cppcc_analysis.charts.wording import pick
from cppcc_analysis.explore.parts import Display, Message
from cppcc_analysis.explore.views import VIEWS, Choice
from cppcc_analysis.reports.markup import Shown, fold, paragraph
from cppcc_analysis.tables.store import Tables


class ChartPanel(VBox):
    """One chart, and its numbers as a table that unfolds."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self.message, self.picture, self.table = Message(lang), Display(), Display()
        super().__init__([self.message, self.picture, self.table])

    def show(self, tables: Tables, choice: Choice) -> None:
        """Draw the chart of `choice` from `tables`, which hold its rows only."""
        self.clear()
        view, lang = VIEWS[choice.view], self._lang
        with self.message.errors():
            chart = view.draw(tables, choice.words, lang)
            if chart is None:
                nothing = pick(lang, "所选范围内没有可比较的数据。", "Nothing to compare in this choice.")
                self.picture.show(paragraph(nothing))
                return
            self.picture.show(Shown(chart._repr_mimebundle_()[0]["text/html"]))
            if view.table is not None:
                self.table.show(fold(pick(lang, "数据表", "Table"), view.table(tables, choice.words, lang)))

    def clear(self) -> None:
        """Show nothing."""
        for part in (self.picture, self.table):
            part.show()
        self.message.say()
