"""Cells and plain tables: how a value, a derived value and a missing one are told apart."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cppcc_analysis.charts.wording import mark, missing, number, pick
from cppcc_analysis.reports.markup import Cell, Shown, paragraph, table


def value_cell(value: Any, state: str, lang: str, unit: str = "") -> Cell:
    """A number with the mark of its state, or the word for why there is none."""
    if pd.isna(value):
        return Cell(missing(state, lang), "number", gap=True)
    about = pick(lang, "约", "about ") if state == "approximate" else ""
    return Cell(f"{about}{number(value, lang)}{unit}{mark(state)}", "number")


def text_cell(value: Any, lang: str, kind: str = "text") -> Cell:
    """A text, or that it is not stated."""
    if pd.isna(value):
        return Cell(missing("not_stated", lang), kind, gap=True)
    return Cell(str(value), kind)


def nothing(lang: str) -> Shown:
    """What stands in the place of an empty table."""
    return paragraph(pick(lang, "所选范围内没有数据。", "No data for this choice."))


def show_rows(
    rows: pd.DataFrame,
    heads: Sequence[str],
    lang: str = "zh",
    links: Mapping[str, Sequence[str]] | None = None,
) -> Shown:
    """Plain rows under the given headings, one for each column of `rows`.

    links  by column the address that each cell leads to, an empty one for none
    """
    if rows.empty:
        return paragraph(pick(lang, "无。", "None."))
    numeric = [pd.api.types.is_numeric_dtype(kind) for kind in rows.dtypes]
    kinds = ["number" if yes else "text" for yes in numeric]
    body = [
        [
            (_number_cell(value, lang) if yes else text_cell(value, lang)).to(address)
            for value, yes, address in zip(row, numeric, addresses, strict=True)
        ]
        for row, addresses in zip(rows.itertuples(index=False), _addresses(rows, links or {}), strict=True)
    ]
    return table([Cell(head, kind) for head, kind in zip(heads, kinds, strict=True)], body)


def _addresses(rows: pd.DataFrame, links: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    columns = [links.get(column, [""] * len(rows)) for column in rows.columns]
    return list(zip(*columns, strict=True))


def _number_cell(value: Any, lang: str) -> Cell:
    if pd.isna(value):
        return Cell("—", "number", gap=True)
    return Cell(number(value, lang), "number")
