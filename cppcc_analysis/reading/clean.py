"""The cleaning steps. Each swaps one character for one or deletes, so that offsets hold.

What a step does to a character depends on the characters beside it at most, so that a piece of a dump is
cleaned as it was within the whole. (`simplify` alone looks at the whole dump, for fifteen characters.)
"""

import re
import unicodedata
from functools import cache

from cppcc_analysis.reading.hanzi import in_gb2312, simplified_forms
from cppcc_analysis.reading.pinyin import SYLLABLE
from cppcc_analysis.reading.traced import Traced

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇○"
_WIDE = f"{HAN}，。；：、！？“”‘’《》〈〉【】（）…—"


def clean_characters(text: Traced) -> Traced:
    """The steps that hold for a whole dump, line ends untouched."""
    return drop_pinyin(simplify(drop_markup(narrow(drop_invisible(text)))))


# --- what cannot be seen ------------------------------------------------------------------------------

#: zero-width characters, marks of direction, variation selectors, byte order marks, soft hyphens, and
#: control characters but for tabs and line ends
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u00ad\u034f\u061c\u180e"
    "\U000e0100-\U000e01ef\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)


def drop_invisible(text: Traced) -> Traced:
    """Without zero-width and control characters, soft hyphens and byte order marks.

    >>> drop_invisible(Traced.of("提\u200b案")).text
    '提案'
    """
    return text.delete(_INVISIBLE)


# --- one look, several characters ---------------------------------------------------------------------

#: full-width digits, letters and signs that carry numbers; Chinese punctuation stays as it is
_WIDTH = {
    **{chr(0xFF10 + n): chr(0x30 + n) for n in range(10)},
    **{chr(0xFF21 + n): chr(0x41 + n) for n in range(26)},
    **{chr(0xFF41 + n): chr(0x61 + n) for n in range(26)},
    **dict.fromkeys("％﹪", "%"),
    "．": ".",
    **dict.fromkeys("\t\u00a0\u202f\u205f\u3000", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
}
#: fonts of PDFs name radicals in place of the characters that look like them; Unicode equates most …
_COMPATIBLE = {
    char: form
    for char in map(chr, (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)))
    if len(form := unicodedata.normalize("NFKC", char)) == 1 and form != char
}
#: … but not these simplified ones
_RADICALS = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "民西见角贝车长门韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
_NARROW = _WIDTH | _COMPATIBLE | _RADICALS
_TO_NARROW = re.compile(f"[{''.join(_NARROW)}]")


def narrow(text: Traced) -> Traced:
    """Full-width digits, letters and ％ as ASCII, odd spaces as spaces, radicals as the characters they are.

    >>> narrow(Traced.of("３８６件，占９４．６％，⼯作")).text
    '386件，占94.6%，工作'
    """
    return text.swap(_TO_NARROW, _NARROW)


# --- what a web page left behind ----------------------------------------------------------------------

_TAGS = (
    "a|b|big|body|br|center|div|em|font|h[1-6]|hr|i|img|li|o:p|ol|p|section|small|span|strong|sub|sup|table|"
    "tbody|td|th|tr|u|ul"
)
_MARKUP = re.compile(
    rf"(?:</?(?:{_TAGS})(?:\s+[\w:-]+\s*=[^<>&]*)?\s*/?>"
    r"|&(?:amp;)*(?:nbsp;?|(?:#160|#xa0|#12288|#x3000|(?!amp;)[a-z]{2,8});))++"
    r"|(?<=&)(?:amp;)++",
    re.IGNORECASE,
)


def drop_markup(text: Traced) -> Traced:
    """Without tags and entities, which stand in text that was copied from a page's source.

    Between two digits they stay, as they part two numbers.

    >>> drop_markup(Traced.of("提案<br/>&nbsp;&amp;nbsp;386件")).text
    '提案386件'
    >>> drop_markup(Traced.of("386&nbsp;365")).text
    '386&nbsp;365'
    """
    return text.delete(_MARKUP, where=_parts_no_numbers)


def _parts_no_numbers(match: re.Match[str]) -> bool:
    before, after = (
        match.string[match.start() - 1 : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    if before == "&":
        return True
    # at the edge of a piece, or beside half a tag, what stands on the other side is not known
    if not before or not after or before in ";>" or after in "&<":
        return False
    return not (before.isdigit() and after.isdigit())


# --- traditional characters ---------------------------------------------------------------------------

#: from this share of traditional characters on, a dump is written in them
_TRADITIONAL = 0.02


def simplify(text: Traced) -> Traced:
    """Traditional characters as simplified ones.

    Characters that are right in simplified text too (乾 in 乾隆, 徵 in 宫商角徵羽) change only where the
    whole text is written in traditional characters.

    >>> simplify(Traced.of("協商在會後徵求意見")).text, simplify(Traced.of("乾隆年间，宫商角徵羽")).text
    ('协商在会后征求意见', '乾隆年间，宫商角徵羽')
    """
    table, clear, doubtful = _traditional()
    found = len(clear.findall(text.text))
    if not found:
        return text
    written_so = found >= _TRADITIONAL * count_han(text.text)
    simple = text.swap(clear, table)
    return simple.swap(doubtful, table) if written_so else simple


@cache
def _traditional() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """The simplified forms; the characters that simplified text never has, and those that it may have."""
    table = simplified_forms()
    doubtful = "".join(char for char in table if in_gb2312(char))
    clear = "".join(table.keys() - set(doubtful))
    return table, re.compile(f"[{clear}]"), re.compile(f"[{doubtful}]")


# --- pinyin ---------------------------------------------------------------------------------------------

_PINYIN = re.compile(
    rf" [(（](?<=[{HAN}] [(（]) *(?:{SYLLABLE}) *[)）]|[(（](?<=[{HAN}][(（]) *(?:{SYLLABLE}) *[)）]"
)


def drop_pinyin(text: Traced) -> Traced:
    """Without the reading of a single character in brackets behind it, as protection from copying adds it.

    >>> drop_pinyin(Traced.of("协(xié)商，会(hui)议，A类（a）")).text
    '协商，会议，A类（a）'
    """
    return text.delete(_PINYIN)


# --- spaces of the layout -------------------------------------------------------------------------------

_SPACES = re.compile(" +")
_BEFORE_LAYOUT, _BEHIND_LAYOUT = re.compile(f"[{_WIDE}]"), re.compile(f"[{_WIDE}%.]")


def drop_layout_spaces(text: Traced) -> Traced:
    """Without spaces beside Chinese characters; those between two digits stay.

    >>> drop_layout_spaces(Traced.of("提 案 113 件，占 30 %")).text
    '提案113件，占30%'
    >>> drop_layout_spaces(Traced.of("2024 2025")).text
    '2024 2025'
    """
    return text.delete(_SPACES, where=_is_layout) if " " in text.text else text


def _is_layout(match: re.Match[str]) -> bool:
    """A space beside a Chinese character is layout; one between two digits or Latin words is not."""
    text, start, end = match.string, match.start(), match.end()
    return bool(start and _BEFORE_LAYOUT.match(text, start - 1)) or bool(_BEHIND_LAYOUT.match(text, end))


_NOT_HAN = re.compile(f"[^{HAN}]+")


def count_han(text: str) -> int:
    """Han characters in a text.

    >>> count_han("立案365件。")
    3
    """
    return len(_NOT_HAN.sub("", text))
