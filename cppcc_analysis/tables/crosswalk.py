"""The crosswalk: how a report words a category → the standard categories it covers.

The words stand in `crosswalk.toml`, each group with its reason. Here stands the grammar that reads a wording
as words put together: a wording is known only where every character of it is.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

import pandas as pd

from cppcc_analysis.tables.schemas import STANDARD_CATEGORIES

#: all that a category may map to, in the order in which sets are written
STANDARDS = (*STANDARD_CATEGORIES, "其他")
_JOINS = ("以及", "、", "，", ",", "；", "/", "·", "和", "及", "与", "暨")
_QUOTES = re.compile(r"[“”‘’\"'「」《》\s]")
_END = ""
#: what may follow what; a topic may be followed by another without a join (经济科技)
_NEXT = {
    "start": ("topic", "alone", "before"),
    "before": ("topic", "before"),
    "topic": ("topic", "behind", "join", _END),
    # words that are topics only by themselves
    "alone": ("behind", "join", _END),
    "join": ("topic", "alone", "before", "behind"),
}


@dataclass(frozen=True)
class _Piece:
    """A known stretch of a wording, and the standard categories it brings in."""

    text: str
    kind: str
    covers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Words:
    """The crosswalk's data: pieces by their first character, the longest first, and the alphabets."""

    pieces: Mapping[str, Sequence[_Piece]]
    alphabets: Sequence[Mapping[str, Sequence[str]]]

    def at(self, text: str) -> Iterable[_Piece]:
        """The pieces that `text` may begin with, the longest first."""
        found = [piece for piece in self.pieces.get(text[0], ()) if text.startswith(piece.text)]
        for alphabet in self.alphabets:
            run = next((n for n, letter in enumerate(text) if letter not in alphabet), len(text))
            for end in range(run, 1, -1):
                covers = frozenset(name for letter in text[:end] for name in alphabet[letter])
                found.append(_Piece(text[:end], "topic", covers))
        return sorted(found, key=lambda piece: -len(piece.text))


@cache
def _words() -> _Words:
    text = files("cppcc_analysis.tables").joinpath("crosswalk.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    pieces = [_Piece(join, "join") for join in _JOINS]
    for kind in ("before", "behind"):
        pieces += [_Piece(word, kind) for word in data["plain"][kind]]
    for group in data["group"]:
        covers = frozenset(group["standard"])
        pieces += [_Piece(word, "topic", covers) for word in group["words"]]
        pieces += [_Piece(word, "alone", covers) for word in group.get("alone", ())]
    by_first: dict[str, list[_Piece]] = {}
    for piece in pieces:
        by_first.setdefault(piece.text[0], []).append(piece)
    return _Words(by_first, [entry["letters"] for entry in data["letters"]])


def standard_of(category: str) -> str | None:
    """The standard categories that a wording covers, joined by +; None where the crosswalk lacks it.

    >>> standard_of("生态文明建设和其他"), standard_of("科教文卫体")
    ('生态文明建设+其他', '经济建设+文化建设+社会建设')
    >>> standard_of("社会"), standard_of("社会主义")
    ('社会建设', None)
    """
    covers = _covers(_QUOTES.sub("", category), "start")
    return None if covers is None else "+".join(name for name in STANDARDS if name in covers)


@cache
def _covers(rest: str, after: str) -> frozenset[str] | None:
    """What `rest` covers behind a piece of kind `after`; None where it can't be read to its end."""
    if not rest:
        return frozenset() if _END in _NEXT[after] else None
    for piece in _words().at(rest):
        if piece.kind not in _NEXT[after]:
            continue
        # a word behind a topic leaves things as they were
        state = ("alone" if after == "alone" else "topic") if piece.kind == "behind" else piece.kind
        covers = _covers(rest[len(piece.text) :], state)
        if covers is not None:
            return piece.covers | covers
    return None


def cardinalities(standards: Sequence[str | None]) -> list[str | None]:
    """How the categories of one report correspond to the standard ones, given what each covers (null: unknown).

    `1:1` covers one standard category, alone; `n:1` one, and another category covers it too; `1:n` several,
    alone; `n:m` several, of which another category covers one too.

    >>> cardinalities(["经济建设", "经济建设", "文化建设+社会建设", None])
    ['n:1', 'n:1', '1:n', None]
    >>> cardinalities(["经济建设", "经济建设+社会建设", "政治建设"])
    ['n:1', 'n:m', '1:1']
    """
    sets = [frozenset(names.split("+")) if names else frozenset() for names in standards]
    found: list[str | None] = []
    for place, own in enumerate(sets):
        shared = any(own & other for n, other in enumerate(sets) if n != place)
        single = "n:1" if shared else "1:1"
        several = "n:m" if shared else "1:n"
        found.append(None if not own else single if len(own) == 1 else several)
    return found


def nearest_wordings(wording: str, n: int = 3) -> list[str]:
    """The `n` known words that look most like `wording`, the likest first; fewer where few look alike.

    >>> nearest_wordings("工业倍增", 1)
    ['工业']
    """
    known = {piece.text for group in _words().pieces.values() for piece in group if piece.covers}
    alike = [(SequenceMatcher(None, wording, word).ratio(), word) for word in known]
    return [word for ratio, word in sorted(alike, key=lambda pair: (-pair[0], pair[1]))[:n] if ratio > 0.25]


def unknown_wordings(categories: pd.DataFrame) -> pd.DataFrame:
    """The wordings of the table `categories` that the crosswalk lacks, the most frequent first.

    Columns: category as worded; places, joined by 、 ("" where none is named); times, how many rows have it;
    nearest, the nearest known words, joined by 、 ("" where none looks alike).
    """
    unknown = categories[categories["standard"].isna()]
    rows = [
        {
            "category": str(category),
            "places": "、".join(dict.fromkeys(of_it["place"].dropna())),
            "times": len(of_it),
            "nearest": "、".join(nearest_wordings(str(category))),
        }
        for category, of_it in unknown.groupby("category", sort=False)
    ]
    table = pd.DataFrame(rows, columns=["category", "places", "times", "nearest"])
    types = {"category": "string", "places": "string", "times": "Int64", "nearest": "string"}
    return table.astype(types).sort_values("times", ascending=False, kind="stable", ignore_index=True)
