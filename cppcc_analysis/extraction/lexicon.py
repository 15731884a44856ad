"""The words of the reports, as data: `wordings/*.toml` → typed pieces of a sentence.

An analyst adds a wording to a TOML file; its `reads` and `ignores` sentences are run by the tests.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cppcc_analysis.extraction.numerals import parse_number, parse_share


@dataclass(frozen=True)
class Entry:
    """One meaning and the words for it."""

    piece: str
    value: str
    words: tuple[str, ...]
    reads: tuple[str, ...]
    ignores: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A typed stretch of a sentence: `text[start:end]` is a `kind` of word that means `value`."""

    kind: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Number:
    """A number with its unit: 件, % or 人. `start`, `end` hold numeral and unit together."""

    value: float
    unit: str
    approximate: bool
    start: int
    end: int


@cache
def load_entries() -> tuple[Entry, ...]:
    """Every entry of the lexicon, in the order of the files."""
    folder = files("cppcc_analysis.extraction").joinpath("wordings")
    tables = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(
        Entry(e["piece"], e["value"], tuple(e["words"]), tuple(e["reads"]), tuple(e["ignores"]))
        for file in tables
        for e in tomllib.loads(file.read_text(encoding="utf-8"))["entry"]
    )


@cache
def _layers() -> tuple[tuple[re.Pattern[str], dict[str, Entry]], ...]:
    """Words of scope lie over other words (大会共收到 is a scope and a measure), so they are a layer of their own."""
    layers = []
    for is_scope in (False, True):
        entries = [
            entry
            for entry in load_entries()
            # names of proposers are read as phrases, see names.py
            if (entry.piece == "scope") == is_scope and not entry.piece.startswith("proposer")
        ]
        meaning = {word: entry for entry in entries for word in entry.words}
        longest_first = sorted(meaning, key=len, reverse=True)
        layers.append((re.compile("|".join(map(re.escape, longest_first))), meaning))
    return tuple(layers)


def find_pieces(text: str) -> list[Piece]:
    """The known words of a sentence in their order; within a layer the longest, without overlaps.

    >>> [(p.kind, p.value) for p in find_pieces("大会共收到提案386件，不予立案21件")]
    [('scope', 'session'), ('measure', 'received'), ('measure', 'not_filed')]
    """
    found = [
        Piece(meaning[match.group()].piece, meaning[match.group()].value, *match.span())
        for pattern, meaning in _layers()
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda piece: (piece.start, piece.end))


_NUMERAL = r"(?:\d{1,3}(?:[,，]\d{3}(?!\d))+|\d+)(?:\.\d+)?万?|[零〇○一二三四五六七八九两十百千]+"
_NUMBER = re.compile(
    rf"(?<![\d.*×xX第每这那同某除])(?<!\d[ ,，])(?P<before>近|约|超过|逾|超|将近|不足)?"
    rf"(?:(?P<share>百分之(?:{_NUMERAL})(?:点[零〇○一二三四五六七八九]+)?"
    r"|(?:\d+(?:\.\d+)?) ?%|[一二三四五六七八九]成)(?!半)"
    rf"|(?P<numeral>{_NUMERAL})(?P<after>余|多|来)?(?P<unit>件|份|人|位|名)(?!次|[（(]次|口|民|大|以上联名))"
    rf"(?P<bound>以上|左右|上下|多)?"
)
#: most sentences hold no number with a unit, and this is quicker to see than where one is
_HINT = re.compile(
    "[\\d零〇○两一二三四五六七八九十百千万余多来][件份人位名]|[\\d一二三四五六七八九]成|%|百分之"
)
_UNITS = {"件": "件", "份": "件", "人": "人", "位": "人", "名": "人"}


def find_numbers(text: str) -> Iterator[Number]:
    """The numbers of a sentence that carry a unit of the contract; a damaged or masked one is none.

    >>> [(n.value, n.unit, n.approximate) for n in find_numbers("立案365件，占94.6%，近200位委员，xx件")]
    [(365.0, '件', False), (94.6, '%', False), (200.0, '人', True)]
    """
    if not _HINT.search(text):
        return
    for match in _NUMBER.finditer(text):
        if match["numeral"] in ("一", "零", "〇", "○"):
            continue  # 一件 is any one of them, 零件 a part of a machine
        try:
            value = parse_share(match["share"]) if match["share"] else parse_number(match["numeral"])
        except ValueError:
            continue
        unit = "%" if match["share"] else _UNITS[match["unit"]]
        approximate = any(match[name] for name in ("before", "after", "bound"))
        start = match.start("share") if match["share"] else match.start("numeral")
        yield Number(value, unit, approximate, start, match.end("share" if match["share"] else "unit"))
