"""Text that knows where in the raw dump each of its characters stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traced:
    """Cleaned text plus the raw offset of each of its characters.

    `offsets[i]` is where `text[i]` stood in the raw dump. Cleaning may only swap one character for one
    or delete, so re-reading `raw[start:end]` of any slice gives what the slice was made from.
    """

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> Traced:
        """The raw text itself.

        >>> Traced.of("立案 365 件")[3:6].span
        (3, 6)
        """
        return cls(raw, tuple(range(len(raw))))

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __getitem__(self, key: slice) -> Traced:
        return Traced(self.text[key], self.offsets[key])

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.text + other.text, self.offsets + other.offsets)

    @property
    def span(self) -> tuple[int, int]:
        """Raw start and end (exclusive). Raises `ValueError` for empty text, which stands nowhere."""
        if not self.offsets:
            raise ValueError("an empty text has no place in the raw dump")
        return min(self.offsets), max(self.offsets) + 1

    def delete(self, pattern: re.Pattern[str]) -> Traced:
        """Without the matches of `pattern`.

        >>> Traced.of("提 案").delete(re.compile(" "))
        Traced(text='提案', offsets=(0, 2))
        """
        keep = [True] * len(self.text)
        for match in pattern.finditer(self.text):
            keep[match.start() : match.end()] = [False] * (match.end() - match.start())
        if all(keep):
            return self
        return Traced(
            "".join(char for char, kept in zip(self.text, keep, strict=True) if kept),
            tuple(offset for offset, kept in zip(self.offsets, keep, strict=True) if kept),
        )

    def translate(self, table: Mapping[int, str]) -> Traced:
        """With single characters swapped for single characters (`str.maketrans` tables)."""
        return Traced(self.text.translate(table), self.offsets)

    def strip(self) -> Traced:
        left = len(self.text) - len(self.text.lstrip())
        return self[left : len(self.text.rstrip())] if self.text.strip() else self[:0]

    def split_lines(self) -> Iterator[Traced]:
        """Its lines without their ends, empty ones included."""
        start = 0
        for match in re.finditer(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", self.text):
            yield self[start : match.start()]
            start = match.end()
        yield self[start:]


def concat(parts: Iterable[Traced]) -> Traced:
    """The parts one after the other; each character keeps its own raw offset."""
    parts = list(parts)
    return Traced("".join(part.text for part in parts), tuple(o for part in parts for o in part.offsets))
