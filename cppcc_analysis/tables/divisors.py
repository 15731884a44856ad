"""By what a count is divided: the members of the committee, or the inhabitants of the place."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pandas as pd

from cppcc_analysis.tables.series import EXACT, side_by_side

#: how many of what a measure is taken per, in Chinese and English
PER = {
    "members": (100, "百名委员", "100 members"),
    "population": (1_000_000, "百万人", "million inhabitants"),
}
#: years between a count and a census or yearbook that still fits it
_NEAR = 2
_NAMES = {"members": ("委员总数", "members"), "population": ("人口", "inhabitants")}


@dataclass(frozen=True)
class Divisor:
    """How many there are, or why that is not known; `basis` says so to the reader."""

    value: float | None
    basis: str


def stated_divisors(tables: Mapping[str, pd.DataFrame], per: str) -> pd.DataFrame:
    """All that the dumps and reference files state of `per`: place, term, year, value.

    Members may be of any scope of a session; population comes from reference files alone.
    """
    if per == "members":
        rows = side_by_side(tables)
        rows = rows[rows["members_state"].isin((*EXACT, "conflict"))].assign(value=rows["members"])
    else:
        rows = tables["reference"]
        rows = rows[(rows["measure"] == "population") & rows["chosen"].fillna(True)]
    rows = rows[rows["place"].notna() & rows["year"].notna()]
    return rows[["place", "term", "year", "value"]].drop_duplicates()


def divisor_of(row: Mapping[Hashable, object], stated: pd.DataFrame, per: str, lang: str) -> Divisor:
    """What to divide a count by: that of its own year where stated, else of a year that may stand for it.

    Members: the nearest earlier year within the same 届. Population: the nearest year, at most two years
    away, the earlier of two. `stated` comes from `stated_divisors`.
    """
    english = lang == "en"
    name = _NAMES[per][english]
    if pd.isna(row["place"]) or pd.isna(row["year"]):
        return Divisor(None, "place or year not stated" if english else "地方或年份未载明")
    year = int(str(row["year"]))
    fitting = _fitting(stated[stated["place"] == row["place"]], row, year, per)
    if fitting.empty:
        return Divisor(None, f"{name} not stated" if english else f"{name}未载明")
    nearest = min(fitting["year"], key=lambda other: (abs(other - year), other))
    values = fitting.loc[fitting["year"] == nearest, "value"]
    if values.nunique(dropna=False) > 1 or values.isna().any() or not float(values.iloc[0]):
        return Divisor(None, f"{name} of {nearest} in conflict" if english else f"{nearest}年{name}有出入")
    value = float(values.iloc[0])
    # members of an earlier session are those of the same 届
    same_term = per == "members" and nearest != year
    if english:
        return Divisor(value, f"{value:.0f} {name} ({nearest}{', same term' if same_term else ''})")
    return Divisor(value, f"{name}{value:.0f}人（{nearest}年{'，同届' if same_term else ''}）")


def _fitting(of_place: pd.DataFrame, row: Mapping[Hashable, object], year: int, per: str) -> pd.DataFrame:
    apart = of_place["year"] - year
    if per == "population":
        return of_place[apart.abs() <= _NEAR]
    if pd.isna(row["term"]):
        return of_place[apart == 0]
    return of_place[(apart <= 0) & (of_place["term"] == row["term"]).fillna(False)]
