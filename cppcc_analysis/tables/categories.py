"""`categories`: what each session's proposals are about, with the standard categories and what is missing."""

from dataclasses import dataclass

import pandas as pd

from cppcc_analysis.tables.crosswalk import cardinalities, standard_of
from cppcc_analysis.tables.facts import OCCASION
from cppcc_analysis.tables.schemas import STANDARD_CATEGORIES

_GROUP = [*OCCASION, "scope", "measure"]


@dataclass(frozen=True)
class _Cell:
    """A value and what it rests on; without a value, why there is none."""

    value: float | None
    state: str


def category_rows(
    figures: pd.DataFrame, articles: pd.DataFrame, unread: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row per category that a session's report names, in its order.

    Takes rows of the tables of these names; `articles` may be empty, and `figures` those of a reference file.
    Figures that a correction sets aside are ignored. A share that is not printed is computed from an exact
    count and the total of the same list, unless something speaks against that total: parts that exceed it;
    printed shares of the list that don't fit it; without any, parts that cover all standard categories and
    don't add up to it, or a total after merging beside it in `unread`. Where the report breaks off inside the
    five standard categories, the missing ones stand as `truncated`, and one `derived` row holds what is left
    for them together.
    """
    own = figures[(figures["body"] == "政协") & figures["chosen"].fillna(True)]
    parts = own[own["breakdown"] == "category"]
    rows: list[dict[str, object]] = []
    for key, group in parts.groupby(_GROUP, dropna=False, sort=False):
        head = dict(zip(_GROUP, key, strict=True))
        head["base"] = head.pop("measure")
        head["dumps"] = "; ".join(dict.fromkeys(group["dump"]))
        cells = _read_cells(group)
        total = _total(own, head)
        if not _trusted(total, group, cells, _totals_after_merging(unread, group)):
            total = None
        named = _named(group, cells, total)
        if total is not None and _breaks_off(group, articles):
            named += _missing(cells, total)
        rows += [head | row | {"position": n} for n, row in enumerate(named)]
    return pd.DataFrame(rows)


def _read_cells(group: pd.DataFrame) -> dict[str, tuple[_Cell, _Cell]]:
    """Count and share of each category, as stated."""
    return {
        str(item): (_stated(rows[rows["unit"] == "件"]), _stated(rows[rows["unit"] == "%"]))
        for item, rows in group.groupby("item", sort=False)
    }


def _stated(rows: pd.DataFrame) -> _Cell:
    exact = rows.loc[~rows["approximate"], "value"].unique()
    if len(exact) > 1:
        return _Cell(None, "conflict")
    if len(exact):
        return _Cell(float(exact[0]), "reported")
    if rows["value"].nunique() > 1:
        return _Cell(None, "conflict")
    return _Cell(float(rows["value"].iloc[0]), "approximate") if len(rows) else _Cell(None, "not_stated")


def _total(own: pd.DataFrame, head: dict[str, object]) -> float | None:
    """The one exact total of the list."""
    same = (own["measure"] == head["base"]) & (own["scope"] == head["scope"])
    for name in OCCASION:
        same &= own[name].isna() if pd.isna(head[name]) else (own[name] == head[name]).fillna(False)
    totals = own[same & (own["breakdown"] == "total") & (own["unit"] == "件") & ~own["approximate"]]
    return float(totals["value"].iloc[0]) if totals["value"].nunique() == 1 else None


def _totals_after_merging(unread: pd.DataFrame | None, group: pd.DataFrame) -> set[float]:
    if unread is None or unread.empty:
        return set()
    merged = unread["reason"].eq("after_merging").fillna(False) & unread["dump"].isin(group["dump"])
    return set(unread.loc[merged, "value"].dropna().astype(float))


def _trusted(
    total: float | None, group: pd.DataFrame, cells: dict[str, tuple[_Cell, _Cell]], others: set[float]
) -> bool:
    """Whether nothing speaks against `total` being what the list breaks down."""
    counts = [count.value for count, _ in cells.values() if count.value is not None]
    if not total or sum(counts) > total:
        return False
    printed = [_fits(rows, *cells[str(item)], total) for item, rows in group.groupby("item", sort=False)]
    shares = [fit for fit in printed if fit is not None]
    if shares:
        return sum(shares) * 2 > len(shares)
    if others:
        return sum(counts) == total
    covered = {name for item in cells for name in (standard_of(item) or "").split("+")}
    whole = covered.issuperset(STANDARD_CATEGORIES) and len(counts) == len(cells)
    return sum(counts) == total or not whole


def _fits(rows: pd.DataFrame, count: _Cell, share: _Cell, total: float) -> bool | None:
    """Whether a printed share is count ÷ total to its last digit; None where one of the two is not exact."""
    if count.state != "reported" or share.state != "reported" or share.value is None:
        return None
    printed = str(rows.loc[rows["unit"] == "%", "printed"].iloc[0])
    decimals = len(printed.rstrip("%％ ").partition(".")[2]) if "." in printed else 0
    return abs(100 * float(count.value or 0) / total - share.value) <= 0.5 * 10**-decimals + 1e-9


def _named(
    group: pd.DataFrame, cells: dict[str, tuple[_Cell, _Cell]], total: float | None
) -> list[dict[str, object]]:
    standards = [standard_of(item) for item in cells]
    rows = []
    for (item, (count, share)), standard, cardinality in zip(
        cells.items(), standards, cardinalities(standards), strict=True
    ):
        formula = None
        if share.state == "not_stated" and count.state == "reported" and total is not None:
            share = _Cell(round(100 * float(count.value or 0) / total, 1), "derived")
            formula = f"{count.value:.0f} ÷ {total:.0f}"
        reasons = group.loc[group["item"] == item, "correction"].dropna()
        row = _row(item, standard, cardinality, count, share, formula)
        rows.append(row | {"corrected": "; ".join(dict.fromkeys(reasons)) or None})
    return rows


def _row(
    category: str,
    standard: str | None,
    cardinality: str | None,
    count: _Cell,
    share: _Cell,
    formula: str | None,
) -> dict[str, object]:
    return {
        "category": category,
        "standard": standard,
        "cardinality": cardinality,
        "count": count.value,
        "count_state": count.state,
        "share": share.value,
        "share_state": share.state,
        "formula": formula,
    }


def _breaks_off(group: pd.DataFrame, articles: pd.DataFrame) -> bool:
    if articles.empty:
        return False
    last = group.iloc[-1]
    article = articles[(articles["dump"] == last["dump"]) & (articles["article"] == last["article"])]
    return bool(article["truncated"].any())


def _missing(cells: dict[str, tuple[_Cell, _Cell]], total: float) -> list[dict[str, object]]:
    """The standard categories behind the last one read, and what is left for them."""
    read = tuple(standard_of(item) for item in cells)
    missing = STANDARD_CATEGORIES[len(read) :]
    counts = [count for count, _ in cells.values()]
    rest = total - sum(count.value or 0 for count in counts)
    exact = all(count.state == "reported" for count in counts)
    if read != STANDARD_CATEGORIES[: len(read)] or not missing or not exact or rest <= 0:
        return []
    open_cell = _Cell(None, "truncated")
    rows = [_row(name, name, "1:1", open_cell, open_cell, None) for name in missing]
    formula = " − ".join(f"{value:.0f}" for value in (total, *(count.value or 0 for count in counts)))
    left, share = _Cell(rest, "derived"), _Cell(round(100 * rest / total, 1), "derived")
    cardinality = "1:1" if len(missing) == 1 else "1:n"
    together = _row("、".join(missing), "+".join(missing), cardinality, left, share, formula)
    # what is left for one category is that category's
    return [together] if len(missing) == 1 else [*rows, together]
