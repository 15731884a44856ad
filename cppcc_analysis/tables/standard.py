"""Each breakdown in the standard categories, for comparisons, with all that can't be mapped beside it."""

from typing import Any

import pandas as pd

from cppcc_analysis.tables.crosswalk import STANDARDS
from cppcc_analysis.tables.facts import OCCASION

#: what the printed shares of one list may miss 100% by through rounding
ROUNDING = 0.6
#: of one list of categories
LIST = [*OCCASION, "scope", "base"]
_CELLS = ["count", "count_state", "share", "share_state"]
_Row = dict[str, Any]
_TYPES = {
    "place": "string",
    "level": "string",
    "term": "Int64",
    "session": "Int64",
    "year": "Int64",
    "scope": "string",
    "base": "string",
    "standard": "string",
    "covers": "string",
    "wordings": "string",
    "count": "Int64",
    "count_state": "string",
    "share": "Float64",
    "share_state": "string",
    "formula": "string",
    "shared_with": "string",
    "mapped_share": "Float64",
    "dumps": "string",
}


def standard_shares(categories: pd.DataFrame) -> pd.DataFrame:
    """The rows of the table `categories` gathered by the standard category that they map to.

    For each list (place, level, term, session, year, scope, base):

    - one row per standard category, or 其他, that a category of the list maps to alone; several are summed,
      and `formula` says how;
    - a row `several` for each category that covers several standard ones, and `unknown` for each that the
      crosswalk lacks: neither is ever split;
    - a row `not_stated` with what the shares leave of 100%, where they leave more than rounding.

    standard      one of the five, 其他, several, unknown or not_stated
    covers        the standard categories of the row, joined by +; null: unknown
    wordings      the categories as worded, joined by '; '; of not_stated those without a share; null: none
    count, share  in 件 and in %; null: see count_state, share_state
    formula       how they were computed; null: as in `categories`, where one row gave them
    shared_with   wordings that cover this standard category too, or that are unknown and may, joined by
                  '; ': the row may then not be all of it; null: none
    mapped_share  what the categories that map to one standard category have of the base, in %, the same in
                  all rows of a list; null: no share is stated, or they add up to more than 100%
    """
    # plain rows: a list is short, and pandas is slow on many small frames
    columns = [*LIST, "category", "standard", *_CELLS, "formula", "dumps"]
    plain = categories.reindex(columns=columns).astype(object)
    lists: dict[tuple[Any, ...], list[_Row]] = {}
    for row in plain.where(plain.notna(), None).to_dict("records"):
        lists.setdefault(tuple(row[name] for name in LIST), []).append({str(k): v for k, v in row.items()})
    rows = [
        dict(zip(LIST, key, strict=True)) | _common(members) | row
        for key, members in lists.items()
        for row in _gathered(members)
    ]
    return pd.DataFrame(rows, columns=list(_TYPES)).astype(_TYPES)


def _common(members: list[_Row]) -> _Row:
    dumps = dict.fromkeys(row["dumps"] for row in members)
    return {"mapped_share": _mapped_share(members), "dumps": "; ".join(dumps)}


def _gathered(members: list[_Row]) -> list[_Row]:
    """The rows of one list, in the order of the standard categories."""
    unknown = [row for row in members if row["standard"] is None]
    several = [row for row in members if row["standard"] is not None and row["standard"] not in STANDARDS]
    rows = []
    for name in STANDARDS:
        own = [row for row in members if row["standard"] == name]
        if own:
            # what is derived for categories without a number of their own is no category beside them
            covering = [
                row
                for row in several
                if name in row["standard"].split("+") and row["count_state"] != "derived"
            ]
            # a report that names the standard category itself has nothing of it under another name
            if name not in [row["category"] for row in own]:
                covering += unknown
            shared = "; ".join(row["category"] for row in covering)
            rows.append(_sum(name, own) | {"shared_with": shared or None})
    rows += [_sum("several", [row]) for row in several] + [_sum("unknown", [row]) for row in unknown]
    return rows + _not_stated(members)


def _sum(kind: str, own: list[_Row]) -> _Row:
    count, count_state = _added(own, "count")
    share, share_state = _added(own, "share")
    formula = own[0]["formula"]
    if len(own) > 1:
        total = _common_total(own)
        if total and count is not None:
            # exact, where a sum of rounded shares is not
            share, formula = round(100 * count / total, 1), f"({_terms(own, 'count')}) ÷ {total}"
        else:
            sums = (("count", count, " 件"), ("share", share, " %"))
            formula = "; ".join(_terms(own, name) + unit for name, value, unit in sums if value is not None)
    return {
        "standard": kind,
        "covers": own[0]["standard"],
        "wordings": "; ".join(row["category"] for row in own),
        "count": count,
        "count_state": count_state,
        "share": share,
        "share_state": share_state,
        "formula": formula or None,
    }


def _terms(rows: list[_Row], column: str) -> str:
    return " + ".join(f"{row[column]:.10g}" for row in rows)


def _common_total(own: list[_Row]) -> int | None:
    """The total that all shares of `own` were computed from; None where one is printed."""
    totals = {str(row["formula"]).partition(" ÷ ")[2] for row in own}
    total = totals.pop() if len(totals) == 1 else ""
    derived = all(row["share_state"] == "derived" for row in own)
    return int(total) if total.isdigit() and derived else None


def _added(own: list[_Row], column: str) -> tuple[float | None, str]:
    """The sum of a column and what it rests on; None where a row gives none."""
    states = [row[f"{column}_state"] for row in own]
    if any(row[column] is None for row in own):
        gap = next((state for state in ("conflict", "truncated") if state in states), "not_stated")
        return None, gap
    total = round(float(sum(row[column] for row in own)), 2)
    if len(own) == 1:
        return total, states[0]
    return total, next((state for state in ("conflict", "approximate") if state in states), "derived")


def _mapped_share(members: list[_Row]) -> float | None:
    known = [row for row in members if row["share"] is not None]
    if not known or sum(row["share"] for row in known) > 100 + ROUNDING:
        return None
    return min(100.0, round(sum(row["share"] for row in known if row["standard"] in STANDARDS), 2))


def _not_stated(members: list[_Row]) -> list[_Row]:
    known = [row for row in members if row["share"] is not None]
    rest = round(100 - sum(row["share"] for row in known), 2)
    if not known or rest <= ROUNDING:
        return []
    return [
        {
            "standard": "not_stated",
            "wordings": "; ".join(row["category"] for row in members if row["share"] is None) or None,
            "count_state": "not_stated",
            "share": rest,
            "share_state": "derived",
            "formula": f"100 − ({_terms(known, 'share')}) %",
        }
    ]
