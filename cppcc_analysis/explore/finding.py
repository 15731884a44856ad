"""The panel that tells what was found in one dump, and what was not."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
from ipywidgets import Dropdown, VBox

from cppcc_analysis.charts.wording import counted, pick
from cppcc_analysis.explore.parts import Code, Display, beside, unheard, wide
from cppcc_analysis.explore.snippets import literal
from cppcc_analysis.reports.markup import Shown, fold, paragraph
from cppcc_analysis.reports.quality import show_checks, show_rejects, show_unread
from cppcc_analysis.reports.sources import show_sources
from cppcc_analysis.tables.store import Tables


class FoundPanel(VBox):
    """A list of the files, those of the last build first; of the chosen one all that was read and was not."""

    def __init__(self, lang: str) -> None:
        self._lang, self._tables = lang, Tables()
        self.dumps = Dropdown(description=pick(lang, "文件", "File"), layout=wide())
        self.code, self.found = Code(lang), Display()
        self.dumps.observe(self._on_choice, "value")
        super().__init__([beside(self.dumps, self.code), self.found])

    def offer(self, tables: Tables, inputs: Sequence[str] = ()) -> None:
        """List the files of `tables`; those of the new `inputs` come first, the first of them chosen."""
        names = [*tables["dumps"]["dump"], *tables["rejects"]["dump"]]
        # a file in a zip is named below it
        new = [name for name in names if any(name == file or name.startswith(f"{file}/") for file in inputs)]
        others = [name for name in names if name not in new]
        self._tables = tables
        marked = [(pick(self._lang, "新：", "new: ") + name, name) for name in new]
        with unheard(self.dumps, self._on_choice):
            self.dumps.options = [*marked, *((name, name) for name in others)]
            self.dumps.value = (new + others)[0] if names else None
        self._tell()

    def _on_choice(self, _: dict[str, Any]) -> None:
        self._tell()

    def _tell(self) -> None:
        name = self.dumps.value
        if name is None:
            self.found.show()
            return
        rejects = _of(self._tables["rejects"], name)
        table = "figures" if rejects.empty else "rejects"
        self.code.show(f'tables = cppcc.load()\ntables.{table}[tables.{table}["dump"] == {literal(name)}]')
        self.found.show(*self._parts(name) if rejects.empty else self._rejected(rejects))

    def _rejected(self, rejects: pd.DataFrame) -> Iterator[Shown]:
        yield paragraph(pick(self._lang, "这份文件无法读取：", "This file could not be read:"))
        yield show_rejects(rejects, self._lang)

    def _parts(self, name: str) -> Iterator[Shown]:
        lang = self._lang
        articles, figures, unread, checks = (
            _of(self._tables[table], name) for table in ("articles", "figures", "unread", "checks")
        )
        failed = checks[checks["verdict"] == "fails"]
        yield paragraph(_summary(articles, figures, unread, failed, lang))
        yield show_sources(figures, lang)
        if len(unread):
            title = pick(lang, "含数字而未能提取的句子：", "Sentences with numbers that no rule read:")
            yield from (paragraph(title), show_unread(unread, lang))
        if len(checks):
            summary = pick(lang, f"算术核对（{len(checks)}项）", f"Arithmetic checks ({len(checks)})")
            yield fold(summary, show_checks(checks, lang))


def _of(table: pd.DataFrame, dump: str) -> pd.DataFrame:
    return table[table["dump"] == dump]


def _summary(
    articles: pd.DataFrame, figures: pd.DataFrame, unread: pd.DataFrame, failed: pd.DataFrame, lang: str
) -> str:
    """What the dump holds, in two sentences."""
    own = articles[articles["body"] == "政协"].dropna(subset=["place", "year"])
    places = [f"{place}{year}年" if lang == "zh" else f"{place} ({year})" for place, year in _sessions(own)]
    named = pick(lang, "、", ", ").join(places)
    zh = (
        f"{len(articles)}篇文章，{len(figures)}个数字，{len(unread)}句含数字而未能提取，{len(failed)}项核对不成立。"
        + (f"认出的会议：{named}。" if places else "没有认出是何地何年的政协会议。")
    )
    en = (
        f"{counted(len(articles), 'article')}, {counted(len(figures), 'figure')}, "
        f"{counted(len(unread), 'sentence')} with numbers not read, {counted(len(failed), 'check')} failed. "
        + (f"Sessions: {named}." if places else "No session of a 政协 with place and year was recognised.")
    )
    return pick(lang, zh, en)


def _sessions(articles: pd.DataFrame) -> list[tuple[str, int]]:
    return list(articles[["place", "year"]].drop_duplicates().itertuples(index=False, name=None))
