"""Values that the audit contradicts: shown with the mark of a conflict, and never said to rise or fall."""

import pandas as pd

from cppcc_analysis.tables.evidence_ids import split_spots
from cppcc_analysis.tables.store import Tables

_OCCASION = ["place", "term", "session", "year", "scope"]
_RATES = {"filed": "filing_rate", "satisfied": "satisfied_rate"}


def with_doubts(tables: Tables) -> Tables:
    """`tables`, in whose `proposals` the state of each value that stands in a failing check is `conflict`.

    The values stay. Only checks among totals count: a category that does not add up says nothing of the total.
    """
    checks, figures = tables["checks"], tables["figures"]
    failing = checks[(checks["verdict"] == "fails") & (checks["breakdown"] == "total")]
    spots = {spot for named in failing["figures"].dropna() for spot in split_spots(str(named))}
    places = zip(figures["dump"], figures["start"], figures["end"], strict=True)
    named_there = pd.Series([place in spots for place in places], index=figures.index, dtype=bool)
    doubted = figures[named_there]
    doubted = doubted[(doubted["breakdown"] == "total") & (doubted["body"] == "政协")]
    proposals = tables["proposals"].copy()
    for _, figure in doubted.iterrows():
        cell = _RATES.get(figure["measure"]) if figure["unit"] == "%" else figure["measure"]
        if f"{cell}_state" in proposals:
            rows = _same(proposals, figure) & proposals[cell].notna()
            proposals.loc[rows, f"{cell}_state"] = "conflict"
    return Tables({**tables, "proposals": proposals})


def _same(rows: pd.DataFrame, figure: pd.Series) -> pd.Series:
    """Which rows are of the figure's session and scope."""
    same = pd.Series(True, index=rows.index)
    for column in _OCCASION:
        value = figure[column]
        same &= rows[column].isna() if pd.isna(value) else rows[column].eq(value).fillna(False)
    return same.astype(bool)
