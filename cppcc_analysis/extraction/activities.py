"""What a session or a work report counts beside proposals: attendance, opinions passed on, surveys, reports."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cppcc_analysis.extraction.numerals import parse_number
from cppcc_analysis.extraction.sentences import split_sentences
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.traced import Traced

_NUMBER = (
    r"(?<![\d.第])(?P<number>\d{1,6}|[一二三四五六七八九十百千两○〇零]{1,7})(?P<rough>余|多)?"
    "(?P<unit>[项次场件条篇期份个人名位])"
)
#: activity → what is said before its number, and the units it is counted in
_ACTIVITIES = {
    "attendance_due": ("应到|应出席", "人名位"),
    "attendance": ("实到|实出席|实际到会", "人名位"),
    "opinions_received": ("(征集|收到|收集|反映)[^，。]{0,6}社情民意(信息)?", "条件篇期"),
    "opinions_issued": ("(编发|编报|编印|编辑|上报|报送)[^，。]{0,6}(社情民意)?(信息)?", "条件篇期"),
    "opinions_adopted": ("(采用|采纳)[^，。]{0,6}", "条件篇期"),
    "surveys": ("(调研|视察|考察)(视察|调研|活动)*", "项次个"),
    "consultations": ("协商(议政|座谈|活动|会|议事)*", "项次场个"),
    "reports": ("(建议|调研|视察|协商)+报告", "件篇份"),
}
_PATTERNS = {
    activity: re.compile(f"(?:{before})[^，。；\\d]{{0,4}}?{_NUMBER}")
    for activity, (before, _) in _ACTIVITIES.items()
}
#: said of much else; they count where the sentence speaks of 社情民意
_OF_OPINIONS = {"opinions_issued", "opinions_adopted"}


@dataclass(frozen=True)
class Activity:
    """One number of an activity, with its sentence and its place in the raw dump."""

    activity: str
    value: float
    unit: str
    approximate: bool
    quote: str
    start: int
    end: int


def extract_activities(article: Article) -> list[Activity]:
    """The activities that an article counts, in the order of the text."""
    return [
        found
        for paragraph in article.paragraphs
        for sentence in split_sentences(paragraph)
        for found in sorted(_read(sentence), key=lambda activity: activity.start)
    ]


def _read(sentence: Traced) -> Iterator[Activity]:
    text = sentence.text
    for activity, pattern in _PATTERNS.items():
        if activity in _OF_OPINIONS and "社情民意" not in text:
            continue
        for match in pattern.finditer(text):
            if match["unit"] not in _ACTIVITIES[activity][1]:
                continue
            try:
                value = parse_number(match["number"])
            except ValueError:
                continue
            start, end = sentence[match.start("number") : match.end("unit")].span
            yield Activity(activity, value, match["unit"], bool(match["rough"]), text, start, end)
