"""The panel in which cities, years and what to show are chosen."""

from collections.abc import Callable
from typing import Any

from ipywidgets import Dropdown, SelectMultiple, VBox

from cppcc_analysis.charts.wording import pick
from cppcc_analysis.explore.parts import Code, beside, unheard, wide
from cppcc_analysis.explore.snippets import load_call
from cppcc_analysis.explore.views import VIEWS, Choice, chosen_words, leading_words
from cppcc_analysis.tables.store import Tables

#: the entry of a list that stands for all others
_ALL = ""
_ROWS, _WORDS = 6, 200


class ChoicePanel(VBox):
    """Lists of cities, years, charts and words; `changed` is called after each change."""

    def __init__(self, lang: str, changed: Callable[[], object]) -> None:
        self._lang, self._changed, self._tables = lang, changed, Tables()
        self.cities = self._list("城市", "Cities", pick(lang, "全部", "all"))
        self.years = self._list("年份", "Years", pick(lang, "全部", "all"))
        self.words = self._list("词语", "Terms", pick(lang, "最常见的", "the commonest"))
        titles = [(pick(lang, *view.titles), name) for name, view in VIEWS.items()]
        self.view = Dropdown(options=titles, description=pick(lang, "指标", "Measure"), layout=wide())
        self.city_code, self.year_code, self.chart_code = Code(lang), Code(lang), Code(lang)
        for control in (self.cities, self.years, self.words, self.view):
            control.observe(self._on_change, "value")
        super().__init__(
            [
                beside(self.cities, self.city_code),
                beside(self.years, self.year_code),
                beside(VBox([self.view, self.words]), self.chart_code),
            ]
        )

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        view = str(self.view.value)
        cities, years = _named(self.cities), _named(self.years)
        words = chosen_words(self._tables, _named(self.words)) if view == "terms" else ()
        return Choice(cities, years, view, words)

    def offer(self, tables: Tables) -> None:
        """Offer what `tables` hold; what was chosen stays chosen as far as it is still there."""
        self._tables = tables
        sessions = tables["sessions"]
        places = list(dict.fromkeys(sessions["place"].dropna()))
        years = sorted(int(year) for year in sessions["year"].dropna().unique())
        self._offer(self.cities, [(place, place) for place in places])
        self._offer(self.years, [(str(year), year) for year in years])
        self._offer(self.words, [(word, word) for word in leading_words(tables)[:_WORDS]])
        self._tell()

    def _offer(self, control: SelectMultiple, entries: list[tuple[str, Any]]) -> None:
        known = [value for _, value in entries]
        kept = tuple(value for value in control.value if value in known)
        with unheard(control, self._on_change):
            control.options = [control.options[0], *entries]
            control.rows = min(_ROWS, 1 + len(entries))
            control.value = kept or (_ALL,)

    def _list(self, zh: str, en: str, entire: str) -> SelectMultiple:
        several = pick(
            self._lang, "按住Ctrl（Mac为⌘）点击，可选多个", "hold Ctrl (⌘ on a Mac) to choose several"
        )
        return SelectMultiple(
            options=[(f"（{entire}）" if self._lang == "zh" else f"({entire})", _ALL)],
            value=[_ALL],
            rows=_ROWS,
            description=pick(self._lang, zh, en),
            tooltip=several,
            layout=wide(),
        )

    def _on_change(self, change: dict[str, Any]) -> None:
        control, value = change["owner"], change["new"]
        if isinstance(control, SelectMultiple) and (not value or (_ALL in value and len(value) > 1)):
            control.value = tuple(entry for entry in value if entry != _ALL) or (_ALL,)
            return  # that was a change of its own
        self._tell()
        self._changed()

    def _tell(self) -> None:
        """Bring the code beside the lists in step."""
        choice = self.choice
        sessions = 'tables.sessions[["place", "year"]]'
        self.city_code.show(f"tables = {load_call(cities=choice.cities)}\n{sessions}")
        self.year_code.show(f"tables = {load_call(years=choice.years)}\n{sessions}")
        self.chart_code.show(VIEWS[choice.view].chart_code(choice, self._lang))
        self.words.layout.display = "" if choice.view == "terms" else "none"


def _named(control: SelectMultiple) -> tuple[Any, ...]:
    return tuple(value for value in control.value if value != _ALL)
