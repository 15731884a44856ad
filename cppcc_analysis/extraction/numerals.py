"""Numerals as the reports print them → numbers. Refuses what is no numeral; never guesses, never gives 0."""

import re

_DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ARABIC = re.compile(r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
_CHINESE = re.compile("[零〇○一二三四五六七八九两十百千]+")


def parse_number(text: str) -> float:
    """The number that a numeral names.

    Reads 386, 1,386, 33.7, 2.7万, 三百八十六, 一千○四十九, 两百零六, 一九九八, 九十四点六.
    Raises `ValueError` for anything else.

    >>> [parse_number(x) for x in ("1,386", "两百零六", "2.7万", "九十四点六")]
    [1386.0, 206.0, 27000.0, 94.6]
    """
    if text.endswith("万"):
        return round(parse_number(text[:-1]) * 10_000, 6)
    if _ARABIC.fullmatch(text):
        return float(re.sub("[,，]", "", text))
    whole, point, decimals = text.partition("点")
    if point:
        if not decimals or any(char not in _DIGITS for char in decimals):
            raise ValueError(f"no numeral: {text!r}")
        return float(f"{parse_number(whole):.0f}." + "".join(str(_DIGITS[char]) for char in decimals))
    if not _CHINESE.fullmatch(text):
        raise ValueError(f"no numeral: {text!r}")
    return float(_chinese(text))


def _chinese(text: str) -> int:
    """三百八十六 → 386, 一九九八 → 1998; units must fall from left to right."""
    if not any(char in _UNITS for char in text):
        if len(text) > 1 and "两" in text:
            raise ValueError(f"no numeral: {text!r}")
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit, last_unit = 0, None, 10_000
    for char in text:
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last_unit or (digit is None and not (unit == 10 and total == 0)):
                raise ValueError(f"no numeral: {text!r}")
            total += (1 if digit is None else digit) * unit
            digit, last_unit = None, unit
        elif _DIGITS[char] == 0:
            digit = None
        elif digit is None:
            digit = _DIGITS[char]
        else:
            raise ValueError(f"no numeral: {text!r}")
    return total + (digit or 0)


_PERCENT_WORDS = re.compile("百分之(?P<number>.+)")


def parse_share(text: str) -> float:
    """The percentage that 94.6%, 百分之九十四点六 or 九成 names.

    >>> [parse_share(x) for x in ("94.6%", "百分之九十四点六", "九成", "八成五")]
    [94.6, 94.6, 90.0, 85.0]
    """
    if text.endswith("%"):
        return parse_number(text[:-1].strip())
    words = _PERCENT_WORDS.fullmatch(text)
    if words:
        return parse_number(words["number"])
    tenths, sign, more = text.partition("成")
    if not sign:
        raise ValueError(f"no share: {text!r}")
    return parse_number(tenths) * 10 + (parse_number(more) if more else 0)
