"""Lines of a page → headings, notes and whole paragraphs.

Newspaper columns break lines, and columns break sentences over blank lines; web pages give a paragraph
a line. What a line is, is decided from the text's own evidence: how it ends, whether it holds
punctuation, what follows it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from cppcc_analysis.reading.clean import drop_layout_spaces
from cppcc_analysis.reading.furniture import is_furniture, is_imprint, is_link, opens_links
from cppcc_analysis.reading.traced import Traced, concat


class Role(Enum):
    """What a block is."""

    HEADING = auto()
    NOTE = auto()
    """A date line, imprint, byline or subtitle of an article."""
    LABEL = auto()
    """A page or column label, such as 要闻 or 两会之声：."""
    PARAGRAPH = auto()


@dataclass(frozen=True)
class Block:
    """A heading, note, label or paragraph.

    `seams` are the positions in `text` at which two lines were joined over a blank line: there the page,
    not the writer, parted them, and what follows may belong elsewhere.
    """

    role: Role
    text: Traced
    seams: tuple[int, ...] = ()


SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)》】]*$|[）)】]$")
_PUNCTUATION = re.compile("[，。；！？：,;!?:]")
_DATE = r"\d{4}年\d{1,2}月\d{1,2}日"
_NOTE = re.compile(
    rf"[（(]\s*{_DATE}[^）)]*[）)]$|——|—|\d{{4}}[-年./]\d{{1,2}}[-月./]\d{{1,2}}日?$"
    r"|(本报)?(记者|通讯员|来源|作者|编辑|责编)[\s：:][^，。]{2,30}$"
)
LEAD = re.compile(
    r"(本报|本网|本台|本刊|新华社|[\u4e00-\u9fff]{2,6}(日报|晚报|晨报|新闻网|网))[^，。]{0,12}?[讯电]|[（(]上接[^）)]*[）)]"
)
_LABEL = re.compile(r"【[^】]*】$|[^。，]{1,14}：$|[^。，；：！？!?]{1,5}$")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+[章节部分]"
)
_DOCUMENT_NOUN = re.compile(
    "(决议|报告|公报|决定|名单|办法|公告|通知|建议案|简则|规则|条例|意见|总结)(（[^）]*）)?$"
)
#: what a title says of the edition: （摘要）
_EDITION = re.compile("[（(](摘登|摘要|摘编|节选|草案|讨论稿|审议稿|书面|全文|[一二三])[）)]$")
_ITEM = re.compile(r"[（(]?([一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．](?!\d)|[①-⑳·•]")
#: a line of a column that ends before this share of its width ends a paragraph
_SHORT_OF_COLUMN = 0.8
_INDENT = "  "
#: characters of the longest title, and of a line's end that can tell whether a sentence ends there
_LONGEST_TITLE, _TAIL = 120, 12
#: a line of a web page may be this long and still be a heading
_LONGEST_HEADING = 60
#: text whose lines nearly all end before this many characters is set in columns
_WIDEST_COLUMN = 60


@dataclass(frozen=True)
class Line:
    """A line with text: cleaned, whether it was indented, and whether a blank line stood before or after it."""

    text: Traced
    indented: bool
    blank_before: bool
    blank_after: bool

    @cached_property
    def is_note(self) -> bool:
        """A date line, imprint, byline or subtitle."""
        return bool(_NOTE.match(self.text.text)) or is_imprint(self.text.text)

    @cached_property
    def is_lead(self) -> bool:
        """It begins as news do: 本报讯, （上接第一版）."""
        return bool(LEAD.match(self.text.text))

    @property
    def begins_anew(self) -> bool:
        """Indented or numbered, it begins a paragraph or an item of a list."""
        return self.indented or bool(_ITEM.match(self.text.text))

    @cached_property
    def is_bare(self) -> bool:
        """It could be (part of) a heading: short, no sentence in it, no note, no lead."""
        line = self.text.text
        if len(line) > _LONGEST_TITLE or self.is_note or self.is_lead:
            return False
        line = _EDITION.sub("", line)
        return not (_PUNCTUATION.search(line) or SENTENCE_END.search(line))


def read_blocks(text: Traced) -> list[Block]:
    """The blocks of a dump whose characters are cleaned."""
    lines = _without_furniture(_lines(text))
    columns = _is_set_in_columns(lines)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        block, at = _next_block(lines, at, columns)
        blocks.append(block)
    return blocks


def _lines(text: Traced) -> list[Line]:
    found: list[tuple[Traced, bool, bool]] = []
    blank = True
    for raw in text.split_lines():
        line = drop_layout_spaces(raw).strip()
        if line.text:
            found.append((line, raw.text.startswith(_INDENT), blank))
        blank = not line.text
    after = [blank_before for _, _, blank_before in found[1:]] + [True]
    return [Line(*line, blank_after) for line, blank_after in zip(found, after, strict=True)]


def _without_furniture(lines: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    among_links = False
    for line in lines:
        among_links = opens_links(line.text.text) or (among_links and is_link(line.text.text))
        if is_imprint(line.text.text) or not (among_links or is_furniture(line.text.text)):
            kept.append(line)
    return kept


def _is_set_in_columns(lines: Sequence[Line]) -> bool:
    lengths = sorted(len(line.text) for line in lines)
    return bool(lengths) and lengths[len(lengths) * 9 // 10] <= _WIDEST_COLUMN and len(lines) > 20


def _next_block(lines: Sequence[Line], at: int, columns: bool) -> tuple[Block, int]:
    """The block that begins at line `at`, and the number of the line behind it."""
    line = lines[at].text
    if lines[at].is_note:
        return Block(Role.NOTE, line), at + 1
    end = _heading_end(lines, at, columns)
    if end > at:
        text = concat(line.text for line in lines[at:end])
        role = Role.LABEL if _LABEL.fullmatch(text.text) else Role.HEADING
        return Block(role, text), end
    if _LABEL.fullmatch(line.text) and lines[at].blank_before and lines[at].blank_after:
        return Block(Role.LABEL, line), at + 1
    return _paragraph(lines, at, columns)


def _heading_end(lines: Sequence[Line], at: int, columns: bool) -> int:
    """The number of the line behind the heading that begins at `at`; `at` itself if none begins."""
    if not columns:
        return at + 1 if _is_heading_line(lines[at]) else at
    title = ""
    end = at
    while end < len(lines) and lines[end].is_bare and not (end > at and lines[end].begins_anew):
        title += lines[end].text.text
        end += 1
        if len(title) > _LONGEST_TITLE:
            return at
        if not lines[end - 1].blank_after or _is_unfinished_title(title):
            continue
        if is_official_title(title) or (_is_balanced(title) and _may_follow_heading(lines, end)):
            return end
    return end if end == len(lines) or _opens_body(lines[end]) else at


def _may_follow_heading(lines: Sequence[Line], at: int) -> bool:
    """Whether line `at` could stand below a heading; in columns a bare line before prose is prose."""
    return at == len(lines) or lines[at].indented or _opens_body(lines[at]) or lines[at].is_bare


def _opens_body(line: Line) -> bool:
    return line.is_note or line.is_lead


def _is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket opened in it is closed."""
    return all(text.count(left) == text.count(right) for left, right in ("《》", "“”", "（）", "()"))


def _is_heading_line(line: Line) -> bool:
    """Whether a line of a web page is a heading as a whole."""
    text = line.text.text
    if len(text) > _LONGEST_HEADING and not is_official_title(text):
        return False
    if _NUMBERED.match(text):
        return not SENTENCE_END.search(text)
    return line.is_bare and len(text) > 1


def is_official_title(text: str) -> bool:
    """Whether a line is the full title of a document of a conference or congress.

    >>> is_official_title("中国人民政治协商会议第七届朔州市委员会第四次会议政治决议")
    True
    >>> is_official_title("会议审议批准提案工作情况报告")
    False
    """
    return bool(
        re.match("(关于)?(中国人民政治协商会议|政协|.{2,12}人民代表大会)", text)
        and _DOCUMENT_NOUN.search(text)
    )


def _is_unfinished_title(text: str) -> bool:
    """Whether a page parted a title by a blank line: it begins like one, but names no document yet."""
    return text.startswith(("中国人民政治协商会议", "政协")) and not _DOCUMENT_NOUN.search(text)


def _paragraph(lines: Sequence[Line], at: int, columns: bool) -> tuple[Block, int]:
    """Joins lines until a sentence ends at a line's end, or a title that is beyond doubt begins."""
    parts = [lines[at].text]
    length = len(parts[0])
    seams: list[int] = []
    end = at + 1
    while end < len(lines) and not SENTENCE_END.search(parts[-1].text, max(0, len(parts[-1]) - _TAIL)):
        if _interrupts(lines, end, columns):
            break
        if lines[end].blank_before:
            seams.append(length)
        parts.append(lines[end].text)
        length += len(parts[-1])
        end += 1
    return Block(Role.PARAGRAPH, concat(parts), tuple(seams)), end


def _begins_item(lines: Sequence[Line], at: int) -> bool:
    """Whether a line of a column begins a paragraph or an item of a list: indented or numbered, behind a
    line that did not fill its column."""
    before = max(0, at - 6)
    widest = max(len(line.text) for line in lines[before:at])
    short = len(lines[at - 1].text) < _SHORT_OF_COLUMN * widest
    return lines[at].indented or (short and bool(_ITEM.match(lines[at].text.text)))


def _interrupts(lines: Sequence[Line], at: int, columns: bool) -> bool:
    """Whether line `at` begins something new although the sentence before it has not ended."""
    line = lines[at]
    if not line.blank_before:
        return line.is_lead or _begins_item(lines, at)
    if line.is_lead or _NUMBERED.match(line.text.text):
        return True
    end = _heading_end(lines, at, columns)
    title = "".join(line.text.text for line in lines[at:end])
    return is_official_title(title) or (at < end < len(lines) and lines[end].is_note)
