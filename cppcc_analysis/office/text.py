"""Texts that any office file takes, and about how wide they are."""

import re
from unicodedata import east_asian_width

from cppcc_analysis.charts.style import PAPER, contrast

#: what Word, PowerPoint and Excel have on every computer with Chinese text
LATIN, EAST_ASIAN = "Arial", "微软雅黑"

#: XML 1.0 has no place for the first, https://www.w3.org/TR/xml/#charsets; the others show as nothing
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: widths in em: a Han character, and most others in Arial
_WIDE, _NARROW = 1.0, 0.56


def clean(text: str) -> str:
    """`text` without the characters that would break an XML file; a tab becomes a space.

    >>> clean("收到\\x0b386件\\t<b>")
    '收到386件 <b>'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNFIT.sub("", lines)


def width(text: str, size: float) -> float:
    """About how many inches the widest line of `text` takes at `size` points, in whatever font is there.

    >>> width("提案", 36.0)
    1.0
    """
    lines = clean(text).split("\n")
    return (
        max(sum(_WIDE if east_asian_width(x) in "WF" else _NARROW for x in line) for line in lines)
        * size
        / 72
    )


def lines_of(text: str, size: float, room: float) -> int:
    """About how many lines `text` fills in a column `room` inches wide.

    >>> lines_of("提案提案提案", 36.0, 2.1)
    2
    """
    return sum(max(1, -int(-width(line, size) // room)) for line in text.split("\n"))


def readable(tone: str) -> str:
    """The tone, dark enough for letters on white (a contrast of 4.5, WCAG 1.4.3).

    >>> readable("#1f4e79"), readable("#e3aa3a")
    ('#1f4e79', '#926b23')
    """
    while contrast(tone, PAPER) < 4.5:
        tone = "#" + "".join(f"{int(tone[i : i + 2], 16) * 93 // 100:02x}" for i in (1, 3, 5))
    return tone
