"""The cleaning steps. Each swaps one character for one or deletes, so that offsets hold."""

import re

from cppcc_analysis.reading.traced import Traced

#: full-width digits, letters and signs that carry numbers; Chinese punctuation stays as it is
_WIDTH = {
    **{0xFF10 + n: chr(0x30 + n) for n in range(10)},
    **{0xFF21 + n: chr(0x41 + n) for n in range(26)},
    **{0xFF41 + n: chr(0x61 + n) for n in range(26)},
    ord("％"): "%",
    ord("﹪"): "%",
    ord("．"): ".",
    ord("\u3000"): " ",
    ord("\u00a0"): " ",
    ord("\t"): " ",
}
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇○"
_WIDE = f"{HAN}，。；：、！？“”‘’《》〈〉【】（）…—"
#: a space beside a Chinese character is layout; one between two digits or Latin words is not
_LAYOUT_SPACE = re.compile(rf"(?<=[{_WIDE}]) +| +(?=[{_WIDE}%.])")


def narrow(text: Traced) -> Traced:
    """Full-width digits, letters and ％ as ASCII, odd spaces as spaces.

    >>> narrow(Traced.of("３８６件，占９４．６％")).text
    '386件，占94.6%'
    """
    return text.translate(_WIDTH)


def drop_invisible(text: Traced) -> Traced:
    """Without zero-width characters, soft hyphens and byte order marks.

    >>> drop_invisible(Traced.of("提\u200b案")).text
    '提案'
    """
    return text.delete(_INVISIBLE)


def drop_layout_spaces(text: Traced) -> Traced:
    """Without spaces beside Chinese characters; those between two digits stay.

    >>> drop_layout_spaces(Traced.of("提案 113 件，占 30 %")).text
    '提案113件，占30%'
    >>> drop_layout_spaces(Traced.of("2024 2025")).text
    '2024 2025'
    """
    return text.delete(_LAYOUT_SPACE)


def clean_characters(text: Traced) -> Traced:
    """The steps that hold for a whole dump, line ends untouched."""
    return narrow(drop_invisible(text))


def count_han(text: str) -> int:
    """Han characters in a text.

    >>> count_han("立案365件。")
    3
    """
    return len(re.findall(f"[{HAN}]", text))
