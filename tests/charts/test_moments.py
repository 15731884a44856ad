"""When a count was taken: the year is added where it is sure, and other forms stay as printed."""

import pandas as pd
import pytest

from cppcc_analysis.charts.moments import cut_off

TIMES = [
    ("2023年2月21日12时", "session", 2023, "2023年2月21日12时", "21 Feb 2023, 12:00"),
    ("3月20日20时", "session", 2024, "2024年3月20日20时", "20 Mar 2024, 20:00"),
    ("3月20日20时", "session", None, "3月20日20时", "20 Mar, 20:00"),
    ("3月20日下午6点30分", "session", 2024, "2024年3月20日下午6点30分", "20 Mar 2024, 18:30"),
    ("3月20日18:30", "session", 2024, "2024年3月20日18:30", "20 Mar 2024, 18:30"),
    ("1月9日", "session", 2024, "2024年1月9日", "9 Jan 2024"),
    # before a session in January: of the year before
    ("12月20日", "session", 2024, "12月20日", "20 Dec"),
    # a year's figures were counted in the year before the session that heard of them
    ("3月20日", "year", 2024, "3月20日", "20 Mar"),
    ("13月20日", "session", 2024, "13月20日", "13月20日"),
    ("目前", "session", 2024, "目前", "目前"),
    ("2月21日中午", "session", 2023, "2月21日中午", "2月21日中午"),
]


@pytest.mark.parametrize(("printed", "scope", "year", "zh", "en"), TIMES)
def test_cut_off(printed: str, scope: str, year: int | None, zh: str, en: str) -> None:
    row = pd.Series({"as_of": printed, "scope": scope, "year": year}, dtype=object)
    assert (cut_off(row, "zh"), cut_off(row, "en")) == (zh, en)


def test_no_time() -> None:
    assert cut_off(pd.Series({"as_of": None, "scope": "session", "year": 2024}), "zh") is None
