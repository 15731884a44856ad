"""What the slides, the document and the workbook of a briefing share: its sections, marks and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cppcc_analysis.briefing.cells import Tables
from cppcc_analysis.briefing.sources import note_of, statement_sources
from cppcc_analysis.briefing.statements import Statement
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.wording import STATES, pick, places_and_years, state_name

#: (topics, word in the names of charts that show them, heading in Chinese and English)
SECTIONS = (
    (("change", "volumes", "nation"), ("volume", "trend"), ("提案数量", "How many proposals")),
    (("leader", "share_change", "shares"), ("categor", "share"), ("提案类别", "What they are about")),
    (("proposers",), ("proposer",), ("提案者", "Who made them")),
    (("terms",), ("term", "theme", "keyness", "layer"), ("用语", "Terms")),
    (("checks", "gaps"), ("check", "state"), ("数据的限度", "Limits of the data")),
)
#: what a cell rests on, as a reader is told it
_STATE_WORDS = {
    "reported": ("原文写明", "the text says so"),
    "derived": (
        "由载明的数字算出，图中以较浅颜色或*号标出",
        "computed from stated figures; lighter or marked *",
    ),
    "not_stated": ("所读原文没有写，不等于零", "no text that was read states it, which is not zero"),
    "truncated": ("原文在可能写到之处中断，不等于没有", "the text breaks off where it may have stood"),
    "conflict": ("各处数字不同，未经选定前不采用", "sources differ; not used until one is chosen"),
    "approximate": ("原文为约数或上下限", "the text gives it as approximate or as a bound"),
}


@dataclass(frozen=True)
class Briefing:
    """All that a pack is made of.

    statements  verified sentences, the number of each is its place from 1 on
    parameters  what the reader chose; `date` is shown as the date of the tables, where it is given
    """

    tables: Tables
    statements: Sequence[Statement]
    charts: Sequence[Chart]
    lang: str
    parameters: Mapping[str, object]

    def say(self, zh: str, en: str) -> str:
        """The wording in the briefing's language."""
        return pick(self.lang, zh, en)

    @property
    def title(self) -> str:
        return self.say("政协提案情况简报", "CPPCC proposals: a briefing")

    @property
    def occasion(self) -> str:
        """The places and years."""
        rows = self.tables["sessions"]
        if rows.empty:
            return self.say("所选范围没有会议", "No session in this choice")
        return places_and_years(rows, self.lang)

    @property
    def dates(self) -> str:
        """When the sessions met, and the date of the tables where it is given."""
        days = pd.concat([self.tables["sessions"][name] for name in ("opened", "closed")]).dropna()
        told = []
        if len(days):
            span = f"{days.min()}{self.say('至', ' to ')}{days.max()}"
            told.append(self.say(f"会议日期：{span}（载明者）", f"Sessions met: {span} (where stated)"))
        if self.parameters.get("date"):
            told.append(self.say("数据日期：", "Tables of ") + str(self.parameters["date"]))
        return self.say("　", " · ").join(told)

    @property
    def audit(self) -> str:
        """How the audit ended, in one line."""
        told = [statement.text for statement in self.statements if statement.topic == "checks"]
        return told[0] if told else self.say("没有可以核对的数字。", "No figures to check.")

    def number(self, statement: Statement) -> int:
        """The mark of a sentence."""
        return next(n for n, each in enumerate(self.statements, 1) if each is statement)

    def notes(self, statement: Statement) -> list[str]:
        """Each number of a sentence with its sources."""
        found = statement_sources(statement, self.tables)
        colon = self.say("：", ": ")
        return [f"{filled.text}{colon}{note_of(sources, self.lang)}" for filled, sources in found if sources]

    def topics_of(self, chart: Chart) -> tuple[str, ...]:
        """The topics that a chart shows."""
        for topics, words, _ in SECTIONS:
            if any(word in chart.name for word in words):
                return topics
        return ()


def reading_notes(lang: str) -> list[str]:
    """What the marks and words of a briefing mean."""
    states = [
        f"{state_name(state, lang)}{pick(lang, '：', ': ')}{pick(lang, *_STATE_WORDS[state])}"
        for state in STATES
    ]
    marks = pick(
        lang,
        "句末方括号内的编号对应本页备注中的出处；出处中文件名后的方括号为该数在原始文件（解码后）中的字符起止位置",
        "The number in brackets behind a sentence leads to its sources in the speaker notes; there, brackets behind a "
        "file give the characters in the decoded raw file where the figure stands, end exclusive",
    )
    return [marks, *states]
