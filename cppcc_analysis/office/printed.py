"""A printed label as a number format, so that it follows the value when somebody edits it."""

import re
from decimal import ROUND_HALF_UP, Decimal

from cppcc_analysis.charts.native import Point

_NUMBER = re.compile(r"([^\d]*?)([+\-−]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(\D*(?: \(\d+\))?)", re.DOTALL)
#: of the letters that stand before and after a number; Excel takes formats of 255 characters
_LONGEST = 60
#: a cell holds no more digits than 15
_LARGEST = 1e15


def value_of(point: Point) -> int | float | None:
    """The number as a cell holds it, None for a gap.

    Raises `ValueError` for a value that is not finite: a missing value is None.

    >>> value_of(Point(407.0)), value_of(Point(81.6)), value_of(Point(None))
    (407, 81.6, None)
    """
    if point.value is None:
        return None
    value = float(point.value)
    if value - value != 0:  # infinite or not a number
        raise ValueError(f"{point.value} is no value to draw; a missing one is None")
    return int(value) if value.is_integer() else value


def number_format(value: float, label: str) -> str | None:
    """The format that shows `value` as `label`; None when no format does.

    >>> number_format(386, "386件"), number_format(81.63, "81.6%*"), number_format(-2.5, "−2.5")
    ('0"件"', '0.0"%*"', '0.0;"−"0.0')
    >>> number_format(5.1948, "5.2 (1)")  # a count in brackets stays as it is
    '0.0" (1)"'
    >>> number_format(386, "近四百件"), number_format(386, "387件")
    (None, None)
    """
    found = _NUMBER.fullmatch(label)
    if not found or '"' in label or "\n" in label or len(label) > _LONGEST or abs(value) >= _LARGEST:
        return None
    before, sign, whole, places, after = found.groups()
    if (value < 0) != (sign in ("-", "−")) or (sign and before):
        return None
    decimals = len(places or "")
    shown = abs(Decimal(repr(float(value)))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    grouped = "," in whole
    printed = whole if places is None else f"{whole}.{places}"
    if format(shown, ",f" if grouped else "f") != printed:
        return None
    digits = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    body = _quoted(before) + digits + _quoted(after)
    if sign == "+":
        return f'"+"{body};"−"{body}'
    return f'{body};"−"{body}' if sign == "−" else body


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""
