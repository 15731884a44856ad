"""Which of the shown values a person corrected, and why: the note goes wherever the value goes."""

import re
from typing import Any

import pandas as pd

from cppcc_analysis.charts.scopes import scoped_occasion
from cppcc_analysis.charts.wording import MEASURES, measure_name, pick, worded_category

#: the cells of one row of `proposals`: "received: reason (who, when); filed: …"
_CELLS = re.compile(rf"(?:^|; )({'|'.join(MEASURES)}): ")


def correction_notes(rows: pd.DataFrame, lang: str) -> list[str]:
    """A footnote for each corrected value.

    rows: of the tables `proposals`, `categories` or `figures`.
    """
    column = "correction" if "correction" in rows else "corrected"
    if column not in rows:
        return []
    notes = []
    for _, row in rows[rows[column].notna()].iterrows():
        who = scoped_occasion(row, lang)
        for what, why in _corrected(row, str(row[column]), lang):
            notes.append(
                pick(lang, f"{who}{what}经人工更正或选定：{why}", f"{who}, {what}: corrected by hand: {why}")
            )
    return list(dict.fromkeys(notes))


def _corrected(row: "pd.Series[Any]", text: str, lang: str) -> list[tuple[str, str]]:
    """What of the row was corrected, and why."""
    if "category" in row:
        return [(worded_category(str(row["category"]), lang), text)]
    if "printed" not in row:
        parts = _CELLS.split(text)
        return [(measure_name(cell, lang), why) for cell, why in zip(parts[1::2], parts[2::2], strict=True)]
    name = measure_name(str(row["measure"]), lang)
    if not pd.isna(row["item"]):
        name += pick(lang, "·", " · ") + worded_category(str(row["item"]), lang)
    return [(name, text)]
