"""Blocks of a page → its articles: title, kind, whose it is, and paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.blocks import LEAD, SENTENCE_END, Block, Role, is_official_title, read_blocks
from cppcc_analysis.reading.repeats import drop_repeats, join_halves
from cppcc_analysis.reading.traced import Traced


@dataclass(frozen=True)
class Page:
    """The articles of one dump, the characters left out as repeats, and the halves joined again."""

    articles: list[Article]
    repeated: int
    joined: int


def read_page(text: Traced) -> Page:
    """The articles of a dump whose characters are cleaned."""
    parts = _name_untitled(_split(read_blocks(text)))
    kept, repeated = drop_repeats(parts)
    whole, joined = join_halves(kept)
    return Page([_classify(part) for part in whole], repeated, joined)


@dataclass
class _Draft:
    """An article while its blocks are being gathered."""

    title: Traced | None = None
    notes: list[Traced] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def finish(self) -> Article:
        """The article; a label at its end is the one of the next."""
        while self.blocks and self.blocks[-1].role is Role.LABEL:
            self.blocks.pop()
        return Article(self.title, tuple(self.notes), tuple(self.blocks))


def _split(blocks: Sequence[Block]) -> list[Article]:
    """Cuts where a title or a lead says that an article begins; page labels are dropped."""
    drafts = [_Draft()]
    for at, block in enumerate(blocks):
        current = drafts[-1]
        if block.role is Role.LABEL and not current.blocks:
            continue
        first = len(drafts) == 1 and not current.blocks
        if block.role is Role.HEADING and (first or _is_title(blocks, at)):
            # what stands above the first title of a page is its imprint
            imprint = [] if current.title or current.blocks else current.notes
            drafts.append(_Draft(block.text, imprint))
        elif block.role is Role.NOTE and not current.blocks:
            current.notes.append(block.text)
        elif LEAD.match(block.text.text) and current.blocks:
            drafts.append(_Draft(blocks=[block]))
        else:
            current.blocks.append(block)
    articles = [draft.finish() for draft in drafts]
    return [article for article in articles if article.title or article.blocks]


def _is_title(blocks: Sequence[Block], at: int) -> bool:
    """Whether the heading `blocks[at]` names an article, by what it says or what stands under it."""
    if is_official_title(blocks[at].text.text):
        return True
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    return below is not None and (below.role is Role.NOTE or bool(LEAD.match(below.text.text)))


def _name_untitled(articles: Sequence[Article]) -> list[Article]:
    """Gives an untitled article the heading that stands behind its text and repeats its words."""
    return [_take_last_heading(article) if article.title is None else article for article in articles]


def _take_last_heading(article: Article) -> Article:
    last = article.blocks[-1]
    body = article.blocks[:-1]
    if last.role is not Role.HEADING or not body:
        return article
    pairs = {last.text.text[n : n + 2] for n in range(len(last.text) - 1)}
    text = "".join(block.text.text for block in body)
    echoed = sum(pair in text for pair in pairs) / len(pairs)
    return replace(article, title=last.text, blocks=body) if echoed > 0.6 else article


_KINDS = (
    ("political_resolution", re.compile("政治决议$")),
    ("resolution", re.compile("(决议|决定)$")),
    ("review_report", re.compile("提案.{0,6}审查.*报告|审查.{0,6}提案.*报告|提案审查情况")),
    ("proposal_work_report", re.compile("提案工作.*报告|提案(办理|办复).{0,8}报告")),
    ("work_report", re.compile("(常务委员会|常委会).{0,4}工作报告$|工作报告$")),
)
#: what the speaker of an untitled report says first
_OPENINGS = (
    ("proposal_work_report", re.compile("报告.{0,30}提案工作(情况)?")),
    ("work_report", re.compile("我.{0,30}常务委员会.{0,12}报告工作")),
)
_NEWS_TITLE = re.compile("^.{0,12}(审议|讨论|召开|举行|开幕|闭幕)")


def _classify(article: Article) -> Article:
    paragraphs = [block for block in article.blocks if block.role is Role.PARAGRAPH]
    broken = bool(paragraphs) and not SENTENCE_END.search(paragraphs[-1].text.text)
    # a jump mark says that the page holds a part of the text only
    truncated = broken or article.jump is not None
    return replace(article, kind=_kind(article), body=_body(article), truncated=truncated)


def _kind(article: Article) -> str:
    title = re.sub("[（(][^）)]*[）)]$", "", article.title.text) if article.title else ""
    opening = article.text[:200]
    if title and not _NEWS_TITLE.search(title):
        for kind, pattern in _KINDS:
            if pattern.search(title):
                return kind
    elif not title:
        for kind, pattern in _OPENINGS:
            if pattern.search(opening):
                return kind
    return "news" if title or LEAD.match(opening) else "other"


_CPPCC = re.compile("政协|人民政治协商会议|政治协商")
_NPC = re.compile("人大(?!会堂)|人民代表大会")
#: this many times as often named makes a text the one's
_CLEARLY_MORE = 3


def _body(article: Article) -> str | None:
    """政协 or 人大 by the title where it names one of them, else by the text; null if neither or both."""
    for text in (article.title.text if article.title else "", article.text):
        cppcc, npc = len(_CPPCC.findall(text)), len(_NPC.findall(text))
        if cppcc > _CLEARLY_MORE * npc:
            return "政协"
        if npc > _CLEARLY_MORE * cppcc:
            return "人大"
    return None
