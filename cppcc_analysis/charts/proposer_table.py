"""Proposals by who made them: counts and shares, none of them twice."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.breakdowns import OCCASION, rows_of
from cppcc_analysis.charts.wording import in_order

#: proposers in the order in which they are told, with their English names
PROPOSERS = {
    "委员": "members",
    "联名": "joint",
    "集体": "collective",
    "党派": "parties",
    "团体": "people's organisations",
    "专委会": "special committees",
    "界别": "sectors",
}
#: what 集体 or 委员 comprises where the text gives the whole as well as its parts
_PARTS_OF = {"集体": ("党派", "团体", "专委会", "界别"), "委员": ("联名",)}
_COLUMNS = ("scope", "base", "item", "count", "count_state", "share", "share_state", "formula")
_TYPES = {
    "place": "string",
    "term": "Int64",
    "session": "Int64",
    "year": "Int64",
    "count": "Int64",
    "share": "Float64",
}


def proposer_table(figures: pd.DataFrame, proposals: pd.DataFrame) -> pd.DataFrame:
    """Proposals by proposer: a row for each session, scope, base and proposer.

    Columns: place, term, session, year, scope, base (received, filed or assigned), item, count (件), count_state,
    share (% of the base), share_state (reported, derived, approximate, conflict, not_stated; null values where the
    text gives none or several), formula (derived shares). A part of a proposer that has a row of its own is left out,
    so that no proposal counts twice.
    """
    own = figures[(figures["body"] == "政协") & (figures["breakdown"] == "proposer")]
    keys = [*OCCASION, "scope", "measure"]
    rows = []
    for key, group in own.groupby(keys, sort=False, dropna=False):
        whole = dict(zip(keys, key, strict=True))
        total = _total(whole, proposals)
        for item in _wholes(list(dict.fromkeys(group["item"].dropna()))):
            cells = _cells(group[group["item"] == item], total)
            rows.append({**whole, **cells, "item": item, "base": whole["measure"]})
    return in_order(pd.DataFrame(rows, columns=[*OCCASION, *_COLUMNS]).astype(_TYPES))


def sessions_of(proposals: pd.DataFrame) -> pd.DataFrame:
    """The sessions of `proposals`; a row of a whole term is none."""
    return in_order(proposals.loc[proposals["scope"] != "term", list(OCCASION)].drop_duplicates())


def _wholes(items: list[str]) -> list[str]:
    """`items` without those that another one comprises, members before collectives."""
    comprised = {part for whole, parts in _PARTS_OF.items() if whole in items for part in parts}
    kept = [item for item in items if item not in comprised]
    order = list(PROPOSERS)
    return sorted(kept, key=lambda item: order.index(item) if item in order else len(order))


def _total(whole: dict[str, Any], proposals: pd.DataFrame) -> int | None:
    """The base of a breakdown, where `proposals` states it."""
    if whole["measure"] not in proposals:
        return None
    values = rows_of(whole, proposals[proposals["scope"] == whole["scope"]])[whole["measure"]].dropna()
    return int(values.iloc[0]) if len(values) and values.iloc[0] > 0 else None


def _cells(rows: pd.DataFrame, total: int | None) -> dict[str, Any]:
    """Count and share of one proposer; a share that the text does not give is count ÷ total."""
    count, count_state = _cell(rows[rows["unit"] == "件"])
    share, share_state = _cell(rows[rows["unit"] == "%"])
    formulas = rows.loc[rows["unit"] == "%", "formula"]
    formula = formulas.iloc[0] if share is not None else None
    if share_state == "not_stated" and count is not None and total is not None:
        share, formula = round(100 * count / total, 1), f"{count:.0f} ÷ {total}"
        share_state = "approximate" if count_state == "approximate" else "derived"
    cells = {"count": count, "count_state": count_state, "share": share, "share_state": share_state}
    return {**cells, "formula": formula}


def _cell(rows: pd.DataFrame) -> tuple[float | None, str]:
    """The value of figures of one unit, and what it rests on; None where there is none, or where they differ."""
    if rows.empty:
        return None, "not_stated"
    if rows["value"].nunique() > 1:
        return None, "conflict"
    row = rows.iloc[0]
    return float(row["value"]), "approximate" if row["approximate"] else str(row["status"])
