"""The same text in two dumps: reprints and overlapping downloads, exactly and nearly."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

#: characters of the pieces that texts are compared by
_PIECE = 8
#: pieces kept of each text: those with the smallest hashes (bottom-k sketch, Broder 1997)
_SKETCH = 128
#: share of pieces two texts must have in common to count as one
_SAME = 0.8
#: a text of fewer characters says too little to be known again
_SHORTEST = 100


@dataclass(frozen=True)
class Copy:
    """Text number `copy` is text number `original` again; `similarity` is the share of common pieces."""

    copy: int
    original: int
    similarity: float


def find_copies(texts: Sequence[str]) -> list[Copy]:
    """The texts that stand earlier in `texts` already, each with the first it is a copy of.

    Texts are compared without white space and punctuation, by an estimate of the Jaccard index of their
    eight-character pieces (Broder 1997, "On the resemblance and containment of documents").

    >>> find_copies(["大会共收到提案三百八十六件" * 9, "别的文章" * 40, "大会共收到提案，三百八十六件。" * 9])
    [Copy(copy=2, original=0, similarity=1.0)]
    """
    sketches: list[frozenset[int]] = []
    holders: dict[int, list[int]] = defaultdict(list)
    copies: list[Copy] = []
    copied: set[int] = set()
    for number, text in enumerate(texts):
        sketch = _sketch(text)
        sketches.append(sketch)
        original = _most_alike(sketch, sketches, holders)
        if original and original[0] not in copied:
            copies.append(Copy(number, *original))
            copied.add(number)
            continue
        for piece in sketch:
            holders[piece].append(number)
    return copies


def _sketch(text: str) -> frozenset[int]:
    plain = re.sub(r"[\W_]", "", text)
    if len(plain) < _SHORTEST:
        return frozenset()
    pieces = {plain[n : n + _PIECE] for n in range(len(plain) - _PIECE + 1)}
    return frozenset(sorted(map(_hash, pieces))[:_SKETCH])


def _hash(piece: str) -> int:
    """The same on every run and machine, unlike `hash`."""
    return int.from_bytes(blake2b(piece.encode(), digest_size=8).digest())


def _most_alike(
    sketch: frozenset[int], sketches: Sequence[frozenset[int]], holders: dict[int, list[int]]
) -> tuple[int, float] | None:
    shared: dict[int, int] = defaultdict(int)
    for piece in sketch:
        for number in holders[piece]:
            shared[number] += 1
    # most candidates share a phrase or two; only those that may reach the bound are compared
    likely = [number for number, count in shared.items() if count > len(sketch) * _SAME / 2]
    best = max(((_resemblance(sketch, sketches[n]), -n) for n in likely), default=(0.0, 0))
    return (-best[1], round(best[0], 3)) if best[0] >= _SAME else None


def _resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    smallest = sorted(one | other)[:_SKETCH]
    return sum(piece in one and piece in other for piece in smallest) / len(smallest)
