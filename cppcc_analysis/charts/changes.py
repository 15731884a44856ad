"""Sentences on how a figure changed: never of figures that are missing or contradict each other."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.wording import MEASURES, amount, occasion, pick


def usable(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows whose `measure` may be compared: stated, and not in conflict with the text's own sums."""
    return rows[rows[measure].notna() & rows[f"{measure}_state"].ne("conflict").fillna(True)]


def about(row: "pd.Series[Any]", measure: str, lang: str) -> str:
    """A value with its unit, as approximate where the text says so."""
    text = amount(measure, row[measure], lang)
    return pick(lang, "约", "about ") + text if row[f"{measure}_state"] == "approximate" else text


def change_clause(
    measure: str,
    first: "pd.Series[Any]",
    last: "pd.Series[Any]",
    lang: str,
    years: bool = False,
) -> str:
    """How a measure went from one row to a later one.

    Zh: 由386件增至407件; with `years` 由2023年386件增至2024年407件; en: rose from 386 to 407.
    Equal values that are approximate are not called equal.
    """
    before, after = about(first, measure, lang), about(last, measure, lang)
    approximate = "approximate" in (first[f"{measure}_state"], last[f"{measure}_state"])
    if first[measure] == last[measure]:
        if approximate:
            return pick(lang, f"前后为{before}和{after}", f"was {before} and then {after}")
        return pick(lang, f"持平，均为{after}", f"stayed at {after}")
    rising = last[measure] > first[measure]
    rate = MEASURES[measure][2] == "%"
    if years:
        zh_years = f"由{first['year']}年{before}", f"{last['year']}年{after}"
        en_years = f" in {first['year']}", f" in {last['year']}"
    else:
        zh_years, en_years = (f"由{before}", after), ("", "")
    verb = ("升至" if rate else "增至") if rising else ("降至" if rate else "减至")
    return pick(
        lang,
        f"{zh_years[0]}{verb}{zh_years[1]}",
        f"{'rose' if rising else 'fell'} from {before}{en_years[0]} to {after}{en_years[1]}",
    )


def most(rows: pd.DataFrame, measure: str, lang: str) -> str | None:
    """Which row has the largest value, ties named; None where the values do not settle it.

    Zh: 阳泉市2024年最多（407件）.
    """
    known = usable(rows, measure)
    if len(known) < 2 or known[f"{measure}_state"].eq("approximate").any():
        return None
    top = known[known[measure] == known[measure].max()]
    value = amount(measure, top.iloc[0][measure], lang)
    names = [occasion(row, lang) for _, row in top.iterrows()]
    if len(names) > 3:
        return None
    if len(names) == len(known):
        return pick(lang, f"{'、'.join(names)}相同，均为{value}", f"is {value} in {', '.join(names)} alike")
    if len(names) > 1:
        return pick(
            lang,
            f"{'、'.join(names)}并列最多，均为{value}",
            f"is highest in {', '.join(names)} ({value} each)",
        )
    return pick(lang, f"{names[0]}最多（{value}）", f"is highest in {names[0]} ({value})")
