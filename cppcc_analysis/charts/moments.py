"""When a count was taken, as a report prints it: 3月20日20时."""

import re
from typing import Any

import pandas as pd

_PRINTED = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    r"(?:(?P<half>[上下]午)?(?P<hour>\d{1,2})(?:[时点]|[:：])(?P<minute>\d{2})?分?)?"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: a cut-off after this month may be of the year before the session
_LAST_OF_SAME_YEAR = 10


def cut_off(row: "pd.Series[Any]", lang: str) -> str | None:
    """Up to when a row counts, with the year of its session where the text leaves it out.

    row: as_of, scope and year. None where the text gives no time; one of another form stays as printed.

    >>> row = pd.Series({"as_of": "3月20日20时", "scope": "session", "year": 2024})
    >>> cut_off(row, "zh"), cut_off(row, "en")
    ('2024年3月20日20时', '20 Mar 2024, 20:00')
    >>> cut_off(pd.Series({"as_of": "12月31日", "scope": "session", "year": 2024}), "en")
    '31 Dec'
    """
    if pd.isna(row["as_of"]):
        return None
    printed = str(row["as_of"])
    found = _PRINTED.fullmatch(printed)
    if found is None or not 1 <= int(found["month"]) <= len(_MONTHS):
        return printed
    # only the proposals of a session are counted in the year in which it met
    same = row["scope"] == "session" and int(found["month"]) <= _LAST_OF_SAME_YEAR
    known = "" if pd.isna(row["year"]) or not same else str(row["year"])
    if lang == "zh":
        return printed if found["year"] or not known else f"{known}年{printed}"
    day = f"{found['day']} {_MONTHS[int(found['month']) - 1]}"
    return " ".join(filter(None, (day, found["year"] or known))) + _clock(found)


def _clock(found: re.Match[str]) -> str:
    if found["hour"] is None:
        return ""
    hour = int(found["hour"])
    hour += 12 if found["half"] == "下午" and hour < 12 else 0
    return f", {hour:02}:{found['minute'] or '00'}"
