"""`categories`: what each session's proposals are about, with the standard categories and what is missing."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import pandas as pd

from cppcc_analysis.tables.facts import OCCASION
from cppcc_analysis.tables.schemas import STANDARD_CATEGORIES

_GROUP = [*OCCASION, "scope", "measure"]


@cache
def _crosswalk() -> dict[str, tuple[str, ...]]:
    text = files("cppcc_analysis.tables").joinpath("crosswalk.toml").read_text(encoding="utf-8")
    return {
        word: tuple(entry["standard"]) for entry in tomllib.loads(text)["category"] for word in entry["words"]
    }


def standard_of(category: str) -> str | None:
    """The standard categories that a wording covers, joined by +; `None` where the crosswalk lacks it.

    >>> standard_of("生态文明建设和其他")
    '生态文明建设+其他'
    >>> standard_of("教科文卫体") is None
    True
    """
    crosswalk = _crosswalk()
    parts = [crosswalk.get(part) for part in [category]] if category in crosswalk else []
    if not parts:
        parts = [crosswalk.get(part) for part in re.split("以及|[、和及与]", category)]
    if any(part is None for part in parts):
        return None
    return "+".join(name for part in parts if part for name in part)


def category_rows(figures: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row per category that a session's report names, in its order.

    Where the report breaks off inside the five standard categories and the total is stated, the missing
    ones stand as `truncated`, and one `derived` row holds what is left for them together.
    """
    own = figures[figures["body"] == "政协"]
    parts = own[own["breakdown"] == "category"]
    rows: list[dict[str, object]] = []
    for key, group in parts.groupby(_GROUP, dropna=False, sort=False):
        head = dict(zip(_GROUP, key, strict=True))
        head["base"] = head.pop("measure")
        head["dumps"] = "; ".join(dict.fromkeys(group["dump"]))
        base = own[_matches(own, head) & (own["breakdown"] == "total") & (own["unit"] == "件")]
        total = float(base["value"].iloc[0]) if base["value"].nunique() == 1 else None
        named = [head | row for row in _named(group, total)]
        if total is not None and _breaks_off(group, articles):
            named += [head | row for row in _missing(named, total)]
        rows += [row | {"position": n} for n, row in enumerate(named)]
    return pd.DataFrame(rows)


def _matches(own: pd.DataFrame, head: dict[str, object]) -> pd.Series:
    same = (own["measure"] == head["base"]) & (own["scope"] == head["scope"])
    for name in OCCASION:
        same &= own[name].isna() if pd.isna(head[name]) else (own[name] == head[name]).fillna(False)
    return same


def _named(group: pd.DataFrame, total: float | None) -> list[dict[str, object]]:
    rows = []
    for item, of_item in group.groupby("item", sort=False):
        count, count_state = _value(of_item[of_item["unit"] == "件"])
        share, share_state = _value(of_item[of_item["unit"] == "%"])
        formula = None
        if share is None and count is not None and total:
            share, share_state = round(100 * count / total, 1), "derived"
            formula = f"{count:.0f} ÷ {total:.0f}"
        rows.append(_row(str(item), standard_of(str(item)), count, count_state, share, share_state, formula))
    return rows


def _value(stated: pd.DataFrame) -> tuple[float | None, str]:
    exact = stated.loc[~stated["approximate"], "value"].unique()
    if len(exact) > 1:
        return None, "conflict"
    if len(stated):
        return float(stated["value"].iloc[0]), "reported" if len(exact) else "approximate"
    return None, "not_stated"


def _row(
    category: str,
    standard: str | None,
    count: float | None,
    count_state: str,
    share: float | None,
    share_state: str,
    formula: str | None,
) -> dict[str, object]:
    return {
        "category": category,
        "standard": standard,
        "count": count,
        "count_state": count_state,
        "share": share,
        "share_state": share_state,
        "formula": formula,
    }


def _breaks_off(group: pd.DataFrame, articles: pd.DataFrame) -> bool:
    last = group.iloc[-1]
    article = articles[(articles["dump"] == last["dump"]) & (articles["article"] == last["article"])]
    return bool(article["truncated"].any())


def _missing(named: list[dict[str, object]], total: float) -> list[dict[str, object]]:
    """The standard categories behind the last one read, and what is left for them."""
    read = tuple(str(row["standard"]) for row in named)
    missing = STANDARD_CATEGORIES[len(read) :]
    counts = [row["count"] for row in named]
    if read != STANDARD_CATEGORIES[: len(read)] or not missing or None in counts:
        return []
    rest = total - sum(float(str(count)) for count in counts)
    formula = " − ".join([f"{total:.0f}", *(f"{float(str(count)):.0f}" for count in counts)])
    rows = [_row(name, name, None, "truncated", None, "truncated", None) for name in missing]
    share = round(100 * rest / total, 1)
    return [*rows, _row("、".join(missing), "+".join(missing), rest, "derived", share, "derived", formula)]
