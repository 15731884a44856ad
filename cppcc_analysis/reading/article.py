"""What an article is."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from cppcc_analysis.reading.blocks import Block
from cppcc_analysis.reading.traced import Traced, concat

_AUTHOR = re.compile("(?:记者|作者|通讯员|编辑)[:：]?(?P<name>[\u4e00-\u9fff、 ]{2,20})")
_LEAD_AUTHOR = re.compile("[（(](?:本报)?(?:见习)?记者[/／:： ]*(?P<name>[^）)]{2,24})[）)]")
_LAST_AUTHOR = re.compile(
    "[（(](?:本报)?(?:记者|文/图|文/)?[:： ]*(?P<name>[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4}){0,3})[）)]$"
)
_JUMP = re.compile("[（(](?P<mark>(?:上接|下转)[^）)]{1,12})[）)]")


@dataclass(frozen=True)
class Article:
    """One article of a dump, in cleaned text that knows its place in the raw dump.

    `notes` are the date lines and bylines under the title. `truncated` says that the text breaks off, or
    that its beginning or end stands on another page.
    """

    title: Traced | None
    notes: tuple[Traced, ...]
    blocks: tuple[Block, ...] = field(repr=False)
    kind: str = "other"
    body: str | None = None
    truncated: bool = False

    @property
    def paragraphs(self) -> list[Traced]:
        return [block.text for block in self.blocks]

    @cached_property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def byline(self) -> str | None:
        """Who wrote it, as printed: a note under the title, the lead's brackets or the last line's."""
        for note in self.notes:
            match = _AUTHOR.search(note.text)
            if match:
                return match["name"]
        for pattern, text in ((_LEAD_AUTHOR, self.text[:60]), (_LAST_AUTHOR, self.text[-40:])):
            match = pattern.search(text)
            if match:
                return match["name"]
        return None

    @property
    def jump(self) -> str | None:
        """The mark that the text goes on from or to another page: 上接第一版, 下转第三版."""
        match = _JUMP.search(self.text)
        return match["mark"] if match else None

    @property
    def span(self) -> tuple[int, int]:
        """Raw start and end of title, notes and paragraphs together."""
        parts = [part for part in (self.title, *self.notes, *self.paragraphs) if part is not None]
        return concat(parts).span
