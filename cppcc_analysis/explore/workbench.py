"""The panels of the start notebook, and what passes between them."""

from collections.abc import Sequence
from pathlib import Path

from IPython.display import display
from ipywidgets import VBox

from cppcc_analysis import pipeline
from cppcc_analysis.charts.wording import LANGS, pick
from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.explore.adding import AddPanel
from cppcc_analysis.explore.charting import ChartPanel
from cppcc_analysis.explore.choosing import ChoicePanel
from cppcc_analysis.explore.finding import FoundPanel
from cppcc_analysis.explore.rebuilding import RebuildPanel
from cppcc_analysis.explore.sourcing import SourcePanel
from cppcc_analysis.reports.selection import choose, find_project
from cppcc_analysis.tables.store import Tables, load_tables


class Workbench:
    """What the cells of the start notebook show: `choose`, `sources`, `add`, `rebuild` and `found`.

    The tables are those of the repository around the current folder; where they are missing or out of date they
    are made first, under a progress bar. Raises `UserError` outside a repository, where that fails, and for an
    unknown language.
    """

    def __init__(self, lang: str = "zh") -> None:
        if lang not in LANGS:
            raise unknown("language", lang, LANGS)
        self._data = find_project(Path.cwd()) / "data"
        self._lang, self._tables = lang, Tables()
        self.choice, self.chart = ChoicePanel(lang, self._show), ChartPanel(lang)
        self.choose = VBox([self.choice, self.chart])
        self.sources = SourcePanel(self._data, lang)
        self.add, self.found = AddPanel(self._data, lang), FoundPanel(lang)
        self.rebuild = RebuildPanel(self._data, lang, self._load)
        self._start()

    def _start(self) -> None:
        processed = self._data / "processed"
        if pipeline.is_stale(self._data / "raw", processed):
            display(self.rebuild.progress)
            self.rebuild.run()
        else:
            self._load()

    def _load(self, new: Sequence[str] = ()) -> None:
        """Take the tables that are on disk now; `new` are the files that the last ones did not have."""
        self._tables = load_tables(self._data / "processed")
        self.choice.offer(self._tables)
        self.found.offer(self._tables, new)
        self.add.look()
        self._show()

    def _show(self) -> None:
        """Bring the chart and its sources in step with the choice."""
        choice = self.choice.choice
        self.chart.clear()
        self.sources.clear()
        try:
            tables = choose(self._tables, choice.cities, choice.years)
        except UserError as never_met:  # known cities and known years, as the lists offer them
            told = pick(self._lang, "所选城市在所选年份没有会议，请另选。", str(never_met))
            self.chart.message.say(told, tone="bad")
            return
        self.chart.show(tables, choice)
        self.sources.show(tables, choice)
