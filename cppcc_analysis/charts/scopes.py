"""Keeping figures of different scope or base out of one series."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.wording import listing, occasion, pick

BASES = {
    "received": ("收到", "received"),
    "filed": ("立案", "filed"),
    "assigned": ("交办", "assigned"),
}
_SCOPES = {
    "session": ("会议期间", "one plenary session"),
    "year": ("全年", "a whole year"),
    "term": ("全届", "a whole term"),
}


def scope_name(scope: str, lang: str) -> str:
    """What a row covers, in words."""
    return pick(lang, *_SCOPES[scope])


def base_name(base: str, lang: str) -> str:
    """What is broken down, in words."""
    return pick(lang, *BASES.get(base, (base, base)))


def one_scope(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of one scope, the sessions' before a year's before a term's, and those left out."""
    for scope in _SCOPES:
        chosen = rows["scope"] == scope
        if chosen.any():
            return rows[chosen], rows[~chosen]
    return rows, rows.iloc[:0]


def scoped_occasion(row: "pd.Series[Any]", lang: str) -> str:
    """Place and year, with the scope where it is not the session's: 太原市2023年（全年）."""
    if row["scope"] == "session":
        return occasion(row, lang)
    scope = scope_name(row["scope"], lang)
    return occasion(row, lang) + pick(lang, f"（{scope}）", f", {scope}")


def year_scope_note(rows: pd.DataFrame, lang: str) -> list[str]:
    """A footnote on whose year it is, where `rows` holds figures of a year."""
    if not rows["scope"].eq("year").any():
        return []
    return [
        pick(
            lang,
            "全年：会议上报告的上一工作年度（全年口径），所注年份为该次会议的年份",
            "A whole year: the working year before, as reported at the session; the year shown is the session's",
        )
    ]


def left_out_note(rows: pd.DataFrame, lang: str) -> list[str]:
    """A footnote that names rows of another scope than the chart's."""
    if rows.empty:
        return []
    names = list(dict.fromkeys(scoped_occasion(row, lang) for _, row in rows.iterrows()))
    return [
        pick(
            lang,
            f"口径不同，未画入：{listing(names, lang)}",
            f"Of another scope, not drawn: {'; '.join(names)}",
        ),
        *year_scope_note(rows, lang),
    ]
