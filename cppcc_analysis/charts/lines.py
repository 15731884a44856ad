"""Line breaking for Chinese and mixed text, by width."""

import re
from itertools import pairwise

from cppcc_analysis.charts.style import text_width

#: may not begin a line
_CLOSING = "。，；：、！？）》〉」』”’％%‰°·—–…,.;:!?)]}"
#: may not end a line
_OPENING = "（《〈「『“‘([{"
#: a number with its ordinal or about-word before it and its unit behind it, never parted
_NUMBER = (
    r"[第约近超±+−-]?\d[\d,.:：/÷×—–-]*(?:\d+)?"
    r"(?:万|亿)?(?:个百分点|百分点|[件人年月日时分届次个名项条篇字词位处场成倍%％‰]|[A-Za-z]+)?[*†‡]*"
)
_UNIT = re.compile(rf"{_NUMBER}|[A-Za-z][\w'’./-]*|\s+|.", re.DOTALL)
#: how much worse a line reads that ends behind these, measured in squared slack
_ENDINGS = (("。；！？;·", 0.0), ("，：、）,:)", 0.1), (" ", 0.2))
_MID_PHRASE = 0.35


def wrap(text: str, size: float, width: float, even: bool = True) -> list[str]:
    """`text` in as few lines of at most `width` inches as its breaking rules allow.

    No line starts with a closing mark or ends with an opening one, a number keeps its unit, Latin words
    stay whole. Among the ways with the fewest lines, the one that breaks after punctuation is taken;
    `even` also wants lines of like length, as in a title, otherwise they are filled, as in small print.
    A piece wider than `width` stands on a line of its own. Line breaks in `text` are kept.

    >>> wrap("收到提案407件，立案377件。", 9, 1.2)
    ['收到提案407件，', '立案377件。']
    """
    return [line for part in text.split("\n") for line in _wrap_line(part, size, width, even)]


def _wrap_line(text: str, size: float, width: float, even: bool) -> list[str]:
    pieces = break_pieces(text)
    if text_width(text, size) <= width or len(pieces) < 2:
        return [text.strip()]

    # from the end: fewest lines, least badness and the line ends for the pieces from `start` on
    best: list[tuple[int, float, tuple[int, ...]]] = [(0, 0.0, ())] * (len(pieces) + 1)
    for start in reversed(range(len(pieces))):
        options = []
        for end in range(start + 1, len(pieces) + 1):
            line = "".join(pieces[start:end]).strip()
            slack = 1 - text_width(line, size) / width
            if slack < 0 and end > start + 1:
                break
            lines, badness, ends = best[end]
            worse = (slack**2 if even else 0.0) + _splits_phrase(pieces, end)
            options.append((lines + 1, badness + worse, (end, *ends)))
        best[start] = min(options, key=lambda way: (way[0], way[1], [-end for end in way[2]]))

    marks = (0, *best[0][2])
    return [line for a, b in pairwise(marks) if (line := "".join(pieces[a:b]).strip())]


def _splits_phrase(pieces: list[str], end: int) -> float:
    """How badly the break before the piece `end` reads."""
    if end == len(pieces):
        return 0.0
    piece = pieces[end - 1]
    for marks, badness in _ENDINGS:
        if (piece.rstrip() or piece)[-1] in marks:
            return badness
    return _ENDINGS[-1][1] if piece[-1].isspace() else _MID_PHRASE


def break_pieces(text: str) -> list[str]:
    """`text` cut at every place where a line may end.

    >>> break_pieces("（由386件增至 407件）。")
    ['（由', '386件', '增', '至 ', '407件）。']
    """
    pieces: list[str] = []
    for match in _UNIT.finditer(text):
        unit = match.group()
        joins_last = unit[0] in _CLOSING or unit.isspace()
        if pieces and (joins_last or pieces[-1].rstrip()[-1:] in tuple(_OPENING)):
            pieces[-1] += unit
        else:
            pieces.append(unit)
    return pieces
