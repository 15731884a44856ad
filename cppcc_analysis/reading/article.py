"""What an article is."""

from dataclasses import dataclass, field

from cppcc_analysis.reading.blocks import Block
from cppcc_analysis.reading.traced import Traced, concat


@dataclass(frozen=True)
class Article:
    """One article of a dump, in cleaned text that knows its place in the raw dump.

    `notes` are the date lines and bylines under the title. `truncated` says that the text breaks off.
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

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def span(self) -> tuple[int, int]:
        """Raw start and end of title, notes and paragraphs together."""
        parts = [part for part in (self.title, *self.notes, *self.paragraphs) if part is not None]
        return concat(parts).span
