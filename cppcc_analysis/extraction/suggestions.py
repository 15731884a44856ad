"""The main suggestions that a report names under a category: 主要建议有：推动数字经济、加快新城建设，…等。"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cppcc_analysis.extraction.figures import Figure
from cppcc_analysis.extraction.sentences import split_sentences
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.traced import Traced


@dataclass(frozen=True)
class Suggestion:
    """One suggestion as worded; `category` is the one whose figure stands before it, if any.

    `kind` is `main` for the main suggestions of a report, `proposal` for a proposal named by its title.
    """

    kind: str
    category: str | None
    proposer: str | None
    suggestion: str
    quote: str
    start: int
    end: int


_MARKER = re.compile("(主要)?(意见|建议|内容)(和建议|建议)?(主要)?(有|包括|涉及|是)?：")
#: 、 parts two suggestions only where what follows begins with a verb; else it parts the things of one
_VERB = (
    "推动|推进|加快|加强|加大|促进|打造|建设|提升|提高|完善|健全|优化|创新|创建|巩固|深化|强化|构建|建立|培育|发展|"
    "实施|改造|保障|改善|解决|规范|整合|挖掘|保护|弘扬|支持|鼓励|引导|扩大|拓展|营造|承接|防范|防止|化解|持续|做好|做大|"
    "落实|统筹|探索|开展|设立|增加|减轻|治理|整治|出台|制定|修订|抢抓|展示|党建引领|丰富|激发|盘活|补齐|畅通"
)
_SPLIT = re.compile(f"[，；]|、(?={_VERB})")
_LAST = re.compile("(等(方面|内容|建议)?)?[。！]?$")


def extract_suggestions(article: Article, figures: Sequence[Figure]) -> list[Suggestion]:
    """The suggestions of an article, each under the category whose figure stands before it, and the proposals
    that it names by their titles.
    """
    categories = [figure for figure in figures if figure.breakdown == "category"]
    found: list[Suggestion] = []
    for paragraph in article.paragraphs:
        for sentence in split_sentences(paragraph):
            found += [_suggestion(part, sentence, categories) for part in _parts(sentence)]
            found += _named_proposals(sentence)
    return found


_TITLE = re.compile("《(?P<title>关于[^《》]{2,60})》(?=(?P<noun>的?(提案|建议))?)")
_PROPOSED_BY = re.compile("(?P<who>[\u4e00-\u9fff、]{2,20}?)(联名|领衔|共同)?(提出|提交)的?$")


def _named_proposals(sentence: Traced) -> Iterator[Suggestion]:
    """《关于加快建设的提案》, with who proposed it where that stands right before the title."""
    for match in _TITLE.finditer(sentence.text):
        if not (match["title"].endswith(("提案", "建议")) or match["noun"]):
            continue
        who = _PROPOSED_BY.search(re.split("[，。；：、]", sentence.text[: match.start()])[-1])
        title = sentence[match.start("title") : match.end("title")]
        yield Suggestion(
            "proposal", None, who["who"] if who else None, title.text, sentence.text, *title.span
        )


def _parts(sentence: Traced) -> Iterator[Traced]:
    marker = _MARKER.search(sentence.text)
    if not marker:
        return
    end = _LAST.search(sentence.text, marker.end())
    listed = sentence[marker.end() : end.start() if end else len(sentence)]
    start = 0
    for stop in [match.start() for match in _SPLIT.finditer(listed.text)] + [len(listed)]:
        part = listed[start:stop]
        if len(part) > 1:
            yield part
        start = stop + 1


def _suggestion(part: Traced, sentence: Traced, categories: Sequence[Figure]) -> Suggestion:
    start, end = part.span
    before = [figure.item for figure in categories if figure.start < start]
    return Suggestion("main", before[-1] if before else None, None, part.text, sentence.text, start, end)
