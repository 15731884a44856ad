"""How a measure changed, and why two figures may not be compared."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.tables.divisors import PER, divisor_of, stated_divisors
from cppcc_analysis.tables.proposals import COUNTED
from cppcc_analysis.tables.series import EXACT, UNSTATED, check_scope, chosen, series_of

Row = dict[Hashable, Any]
_LANGS = ("zh", "en")
#: what a reader sees: Chinese, English
_WORDS = {
    "not_stated": ("未载明", "not stated"),
    "truncated": ("原文中断", "text breaks off"),
    "mixed": (
        "该报告把它与其他类别合计，不拆分",
        "counted together with other categories there, never split",
    ),
    "conflict": ("各处数字有出入", "sources in conflict"),
    "approximate": ("约数", "approximate"),
    "no_year": ("地方或年份未载明", "place or year not stated"),
    "first": ("没有更早的数字", "no earlier figure"),
    "points": ("百分点", "percentage points"),
    "session": ("会议期间", "one session"),
    "year": ("全年", "a whole year"),
    "term": ("全届", "a whole term"),
    "received": ("收到", "received"),
    "filed": ("立案", "filed"),
    "assigned": ("交办", "assigned"),
}
#: columns of the frame, with their types
COLUMNS = {
    **dict.fromkeys(("place", "level"), "string"),
    **dict.fromkeys(("term", "session", "year"), "Int64"),
    **dict.fromkeys(("scope", "base"), "string"),
    "value": "Float64",
    "unit": "string",
    "state": "string",
    "counted": "Float64",
    "divisor": "Float64",
    "per_basis": "string",
    "previous_year": "Int64",
    "previous": "Float64",
    "change": "Float64",
    "change_unit": "string",
    "change_pct": "Float64",
    "span": "string",
    "comparable": "boolean",
    "reason": "string",
    "dumps": "string",
}


def compare(
    measure: str,
    *,
    tables: Mapping[str, pd.DataFrame],
    places: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    per: str | None = None,
    scope: str | None = None,
    base: str | None = None,
    lang: str = "zh",
) -> pd.DataFrame:
    """A measure by place and year, each figure beside the one before it of the same place, scope and base.

    measure: a count (received, filed, …), a rate (filing_rate, satisfied_rate, participation_rate), or a
    category such as 经济建设 for its share of what was received or filed (`base`). Places come from the
    dumps and the reference files. per: `members` for a count per 100 members, `population` for one per
    million inhabitants. Only the figures of the chosen places, years and scope are compared with one another.

    One row per place, session, scope and base:

    * `value` in `unit`, with the `state` it rests on; null: `state` and `reason` say why; `mixed`: the report's
      scheme counts the category together with others
    * `counted`, `divisor`, `per_basis`: with `per`, the published count, what it is divided by, and of which
      year that is: the same, else for members the nearest earlier of the 届, for population the nearest
      within two years; else null
    * `previous`, `previous_year`, `change`, `change_unit` and `change_pct` (%; null for rates and shares,
      which change by percentage points, and after a zero); `span`: whether it is a change on the year
      before or over several years
    * `comparable`: whether a change is given. `reason`, null where it is, says why not: the figure or the
      one before it is missing, approximate or in conflict, or the earlier ones are of another scope or base

    `scope` None: each scope for itself. `lang`: words of unit, basis, span and reason in zh or en.
    Raises `UserError` for an unknown name, or a rate per something.
    """
    if lang not in _LANGS:
        raise unknown("language", lang, _LANGS)
    check_scope(scope)
    _check_per(measure, per)
    rows = chosen(series_of(tables, measure, base), places, years)
    if scope:
        rows = rows[rows["scope"] == scope]
    records = rows.to_dict("records")
    if per:
        stated = stated_divisors(tables, per)
        records = [row | _divided(row, stated, per, lang) for row in records]
    return pd.DataFrame(_with_changes(records, lang), columns=list(COLUMNS)).astype(COLUMNS)


def _check_per(measure: str, per: str | None) -> None:
    if per is None:
        return
    if per not in PER:
        raise unknown("per", per, PER)
    if measure not in COUNTED or measure == per:
        raise UserError(f"{measure} cannot be taken per {per}: give a count, such as received")


def _divided(row: Row, stated: pd.DataFrame, per: str, lang: str) -> Row:
    """The columns in which a value per head differs from the count."""
    size, *names = PER[per]
    divisor = divisor_of(row, stated, per, lang)
    unit = f"{row['unit']}/{names[0]}" if lang == "zh" else f"{row['unit']} per {names[1]}"
    whole: Row = {
        "counted": row["value"],
        "divisor": divisor.value,
        "per_basis": divisor.basis,
        "unit": unit,
    }
    if pd.isna(row["value"]):
        return whole
    if divisor.value is None:
        return whole | {"value": None, "state": "not_stated", "reason": divisor.basis}
    state = "derived" if row["state"] in EXACT else row["state"]
    return whole | {"value": float(row["value"]) / divisor.value * size, "state": state}


def _with_changes(records: Sequence[Row], lang: str) -> list[Row]:
    """The rows, series by series in the order of their years, each with what became of the one before."""
    of_place: dict[str, list[Row]] = {}
    for row in records:
        of_place.setdefault(_text(row["place"]), []).append(row)
    return [
        row | _change(row, [other for other in rows if _stands_before(other, row)], lang)
        for rows in (sorted(rows, key=_moment) for rows in of_place.values())
        for row in sorted(rows, key=lambda row: (_text(row["scope"]), _text(row["base"])))
    ]


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)


def _moment(row: Row) -> tuple[int, ...]:
    return tuple(-1 if pd.isna(row[name]) else int(row[name]) for name in ("year", "term", "session"))


def _stands_before(other: Row, row: Row) -> bool:
    """Whether `other` has a figure of a time before that of `row`."""
    return pd.notna(other["year"]) and other["state"] not in UNSTATED and _moment(other) < _moment(row)


def _change(row: Row, earlier: Sequence[Row], lang: str) -> Row:
    """The columns on the change; `earlier` holds the figures of the place before, the nearest last."""
    alike = [o for o in earlier if all(_text(o[name]) == _text(row[name]) for name in ("scope", "base"))]
    previous = alike[-1] if alike else None
    reason = _own_reason(row, lang)
    if reason is None and previous is None:
        reason = _other_kind(row, earlier[-1], lang) if earlier else _word("first", lang)
    elif reason is None and previous and previous["state"] not in EXACT:
        state, year = _word(previous["state"], lang), previous["year"]
        reason = f"the figure of {year}: {state}" if lang == "en" else f"{year}年：{state}"
    if reason or previous is None:
        return {"comparable": False, "reason": reason}
    # rounded where the binary fractions of printed decimals would show
    change = round(float(row["value"]) - float(previous["value"]), 10)
    rate = row["unit"] == "%"
    return {
        "previous_year": previous["year"],
        "previous": previous["value"],
        "change": change,
        "change_unit": _word("points", lang) if rate else row["unit"],
        "change_pct": None if rate or not previous["value"] else change / float(previous["value"]) * 100,
        "span": _span(int(row["year"]) - int(previous["year"]), lang),
        "comparable": True,
        "reason": None,
    }


def _own_reason(row: Row, lang: str) -> str | None:
    """Why `row` itself cannot be compared with anything."""
    if row["state"] not in EXACT:
        return str(row.get("reason") or _word(row["state"], lang))
    return _word("no_year", lang) if pd.isna(row["year"]) or pd.isna(row["place"]) else None


def _other_kind(row: Row, other: Row, lang: str) -> str:
    """That the nearest earlier figure is of another scope or base."""
    what = "scope" if other["scope"] != row["scope"] else "base"
    name = _word(other[what], lang)
    if lang == "en":
        return f"the earlier figure ({other['year']}) is of another {what}: {name}"
    return f"更早的数字（{other['year']}年）{'口径' if what == 'scope' else '基数'}不同：{name}"


def _span(years: int, lang: str) -> str:
    """Over how many years a change is: only one year is a change on the year before.

    >>> [_span(years, "zh") for years in (0, 1, 3)], _span(3, "en")
    (['同年', '比上年', '3年间'], 'over 3 years')
    """
    if years < 2:
        return (("同年", "within the year"), ("比上年", "year on year"))[years][lang == "en"]
    return f"over {years} years" if lang == "en" else f"{years}年间"


def _word(key: str, lang: str) -> str:
    return _WORDS[key][lang == "en"]
