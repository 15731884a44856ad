"""Text that knows where in the raw dump each of its characters stood."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True)
class Traced:
    """Cleaned text plus the raw offset of each of its characters.

    `offsets[i]` is where `text[i]` stood in the raw dump. Cleaning may only swap one character for one
    or delete, so re-reading `raw[start:end]` of any slice gives what the slice was made from.
    """

    text: str
    offsets: array[int] = field(hash=False)

    @classmethod
    def of(cls, raw: str) -> Traced:
        """The raw text itself.

        >>> Traced.of("立案 365 件")[3:6].span
        (3, 6)
        """
        return cls(raw, array("i", np.arange(len(raw), dtype=np.intc).tobytes()))

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

    def delete(
        self, pattern: re.Pattern[str], where: Callable[[re.Match[str]], bool] | None = None
    ) -> Traced:
        """Without the matches of `pattern`, or without those of which `where` is true.

        >>> Traced.of("提 案").delete(re.compile(" "))
        Traced(text='提案', offsets=array('i', [0, 2]))
        """
        texts: list[str] = []
        offsets = array("i")
        start = 0
        for match in pattern.finditer(self.text):
            if where is None or where(match):
                texts.append(self.text[start : match.start()])
                offsets += self.offsets[start : match.start()]
                start = match.end()
        if not start:
            return self
        return Traced("".join(texts) + self.text[start:], offsets + self.offsets[start:])

    def swap(self, chars: re.Pattern[str], table: Mapping[str, str]) -> Traced:
        """With each character that `chars` matches swapped for the one that `table` has for it.

        >>> Traced.of("３件").swap(re.compile("３"), {"３": "3"}).text
        '3件'
        """
        return Traced(chars.sub(lambda match: table[match.group()], self.text), self.offsets)

    def strip(self) -> Traced:
        stripped = self.text.strip()
        if len(stripped) == len(self.text):
            return self
        left = self.text.index(stripped)
        return self[left : left + len(stripped)]

    def split_lines(self) -> Iterator[Traced]:
        """Its lines without their ends, empty ones included."""
        start = 0
        for match in re.finditer(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", self.text):
            yield self[start : match.start()]
            start = match.end()
        yield self[start:]


def concat(parts: Iterable[Traced]) -> Traced:
    """The parts one after the other; each character keeps its own raw offset."""
    texts: list[str] = []
    offsets = array("i")
    for part in parts:
        texts.append(part.text)
        offsets += part.offsets
    return Traced("".join(texts), offsets)
