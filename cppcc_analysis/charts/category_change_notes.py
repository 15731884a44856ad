"""What the chart of moved category shares leaves out, and why."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.breakdowns import is_mapped, name_of
from cppcc_analysis.charts.category_moves import Pair, wordings
from cppcc_analysis.charts.courses import DERIVED_POINT
from cppcc_analysis.charts.scopes import scoped_occasion
from cppcc_analysis.charts.wording import listing, mark_notes, occasion, pick, place_name


def change_notes(shown: list[Pair], others: list[Pair], categories: pd.DataFrame, lang: str) -> list[str]:
    """What the pictures of `shown` leave out, and why; `others`: places that are comparable and not drawn."""
    rows = [row for pair in shown for move in pair.moves for row in (move.first, move.last)]
    notes = mark_notes((row["share_state"] for row in rows), lang, DERIVED_POINT)
    for pair in shown:
        notes += _gathered(pair, lang) + _not_compared(pair, lang)
    if others:
        names = listing([place_name(pair.first.occasion, lang) for pair in others], lang)
        notes.append(pick(lang, f"另有可比的地方未画入：{names}", f"Comparable, not drawn: {names}"))
    return notes + _refused(categories, [*shown, *others], lang)


def _gathered(pair: Pair, lang: str) -> list[str]:
    """What the drawn categories are called in a report that words them otherwise."""
    notes = []
    for rows in ([move.first for move in pair.moves], [move.last for move in pair.moves]):
        told = [
            pick(
                lang,
                f"{name_of(row, lang)}（{'、'.join(wordings(row))}）",
                f"{name_of(row, lang)} ({', '.join(wordings(row))})",
            )
            for row in rows
            if wordings(row) != [row["standard"]]
        ]
        if told:
            who = occasion(rows[0], lang)
            notes.append(
                pick(lang, f"{who}原文的类别：{'、'.join(told)}", f"{who}, as worded: {'; '.join(told)}")
            )
    return notes


def _not_compared(pair: Pair, lang: str) -> list[str]:
    """The standard categories of a city that are not compared, each with the reason."""
    place, compared = pair.first.occasion["place"], {move.first["standard"] for move in pair.moves}
    lacking: dict[str, str] = {}
    mixed: dict[str, str] = {}
    for whole in (pair.first, pair.last):
        for _, row in whole.named.iterrows():
            if not is_mapped(row) or row["standard"] in compared:
                continue
            if pd.isna(row["shared_with"]):
                lacking.setdefault(row["standard"], name_of(row, lang))
            else:
                words = listing(str(row["shared_with"]).split("; "), lang)
                mixed.setdefault(row["standard"], f"{name_of(row, lang)}（{row['year']}年{words}）")
                if lang == "en":
                    mixed[row["standard"]] = f"{name_of(row, lang)} ({row['year']}: {words})"
    notes = []
    if alone := [name for standard, name in lacking.items() if standard not in mixed]:
        notes.append(
            pick(
                lang,
                f"{place}{listing(alone, lang)}：未在两次会议中都单独载明占比，不作比较",
                f"{place}: {listing(alone, lang)} not compared: no share of its own in both sessions",
            )
        )
    if mixed:
        names = pick(lang, "、", "; ").join(mixed.values())
        notes.append(
            pick(
                lang,
                f"{place}：括号中的类别可能另含该类提案，不作比较：{names}",
                f"{place}: not compared, as the categories in brackets may hold some of them: {names}",
            )
        )
    return notes


def _refused(categories: pd.DataFrame, pairs: list[Pair], lang: str) -> list[str]:
    """Sessions with shares outside the time that is compared, and cities not compared at all, with the reason."""
    by_place = {pair.first.occasion["place"]: pair for pair in pairs}
    refused: dict[str, list[str]] = {}
    given = categories[categories["share"].notna() & categories["place"].notna() & categories["year"].notna()]
    for place, rows in given.groupby("place", sort=False):
        if rows["year"].nunique() < 2 and len(rows.drop_duplicates(["scope", "base"])) < 2:
            continue
        pair = by_place.get(place)
        for _, row in rows.drop_duplicates(["year", "scope", "base"]).iterrows():
            if pair is None or not pair.spans(row):
                refused.setdefault(_reason(row, rows, pair), []).append(scoped_occasion(row, lang))
    reasons = {
        "scope": ("口径不同", "of another scope"),
        "base": ("基数不同", "shares of another total"),
        "standard": ("没有与另一次会议同样单独对应的类别", "no category mapped alone as in another session"),
    }
    return [
        pick(
            lang,
            f"{reasons[why][0]}，不作比较：{'、'.join(names)}",
            f"Not compared ({reasons[why][1]}): {', '.join(names)}",
        )
        for why, names in refused.items()
    ]


def _reason(row: "pd.Series[Any]", rows: pd.DataFrame, pair: Pair | None) -> str:
    """Why the list of `row` is not compared: with those drawn, or with the others of its city."""
    drawn = rows if pair is None else pd.DataFrame([pair.moves[0].first, pair.moves[0].last])
    for column in ("scope", "base"):
        if drawn[column].ne(row[column]).any():
            return column
    return "standard"
