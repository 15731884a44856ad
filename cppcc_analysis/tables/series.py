"""One measure across places and years, from the dumps and the reference files alike."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.tables.facts import OCCASION
from cppcc_analysis.tables.proposals import COUNTED
from cppcc_analysis.tables.schemas import BASES, PEOPLE_MEASURES, SCOPES, STANDARD_CATEGORIES, TEXT

RATES = ("filing_rate", "satisfied_rate", "participation_rate")
#: states of a value that may be computed with
EXACT = ("reported", "derived")
#: states of a cell that no figure stands behind
UNSTATED = ("not_stated", "truncated", "mixed")
_CELLS = (*COUNTED, *RATES)
_KEY = [*OCCASION, "scope"]
_NOTES = ("formula", "corrected", "dumps", "source")
_NAMED_CATEGORIES = (*STANDARD_CATEGORIES, "其他")
Cell = tuple[float | None, str]


def side_by_side(
    tables: Mapping[str, pd.DataFrame],
    places: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
) -> pd.DataFrame:
    """`proposals` with the rows of `reference_proposals` below it, as `draw_volumes` takes them.

    Where both know a session, it is one row: a cell is what either states, and a `conflict` where they
    differ. `source` names who published the figures of a reference file; null: the dumps state them all.
    `places` orders the rows; `None` chooses all places or years. Raises `UserError` for an unknown one;
    of a `range` of years those without a session are passed over.
    """
    own = tables["proposals"]
    nobody = pd.Series(pd.NA, index=own.index, dtype=TEXT)
    rows = pd.concat([own.assign(source=nobody), tables["reference_proposals"]], ignore_index=True)
    repeated = rows[rows.duplicated(_KEY, keep=False)]
    for _, same in repeated.groupby(_KEY, dropna=False, sort=False):
        for column, value in _merged(same).items():
            rows.at[same.index[0], column] = value
    return chosen(rows.drop_duplicates(_KEY), places, years)


def _merged(same: pd.DataFrame) -> dict[str, object]:
    """What two rows of one session say together."""
    merged: dict[str, object] = {}
    for name in _CELLS:
        cells = [_cell(row, name, f"{name}_state") for row in same.to_dict("records")]
        value, state = _agreed(cells)
        merged[name], merged[f"{name}_state"] = pd.NA if value is None else value, state
    for name in _NOTES:
        merged[name] = "; ".join(dict.fromkeys(same[name].dropna())) or pd.NA
    return merged


def _cell(row: Mapping[str, object], value: str, state: str) -> Cell:
    return None if pd.isna(row[value]) else float(str(row[value])), str(row[state])


def _agreed(cells: Sequence[Cell]) -> Cell:
    """The value that several statements of one fact give."""
    for states in (("conflict",), ("reported",), ("derived",), ("approximate",)):
        found = [cell for cell in cells if cell[1] in states]
        if found:
            return found[0] if len(set(found)) == 1 else (None, "conflict")
    return cells[0]


def chosen(rows: pd.DataFrame, places: Sequence[str] | None, years: Sequence[int] | None) -> pd.DataFrame:
    """The rows of `places`, in their order, and `years`. Raises `UserError` for an unknown one."""
    if isinstance(places, str):
        raise UserError(f"places is a list: write ['{places}']")
    for place in places or ():
        if place not in set(rows["place"].dropna()):
            raise unknown("place", place, rows["place"].dropna().unique())
    met = sorted(int(year) for year in rows["year"].dropna().unique())
    for year in () if isinstance(years, range) else years or ():
        if year not in met:
            raise unknown("year", year, met)
    if places is not None:
        rank = {place: number for number, place in enumerate(places)}
        rows = rows[rows["place"].isin(places)].sort_values(
            "place", key=lambda column: column.map(rank), kind="stable"
        )
    if years is not None:
        rows = rows[rows["year"].isin(years)]
    return rows.reset_index(drop=True)


def series_of(tables: Mapping[str, pd.DataFrame], measure: str, base: str | None = None) -> pd.DataFrame:
    """One row per place, session and scope with the `value` of `measure`, its `unit` and `state`.

    measure: a count or rate of `proposals`; or a category, for its share in % of the `base` (a row each
    where `base` is `None`). A standard category, or several joined by +, gathers all wordings that map
    into it; another category is taken as worded. Columns besides: place, level, term, session, year, scope,
    base (null: no share), dumps. Raises `UserError` for an unknown measure or base.
    """
    if base is not None and base not in BASES:
        raise unknown("base", base, BASES)
    if measure in _CELLS:
        if base is not None:
            raise UserError(f"{measure} has no base to choose: a category's share has")
        rows = side_by_side(tables).assign(base=None, unit=_unit(measure))
        return rows.rename(columns={measure: "value", f"{measure}_state": "state"})[_COLUMNS]
    rows = _shares(_categories(tables), measure)
    return rows if base is None else rows[rows["base"] == base].reset_index(drop=True)


_COLUMNS = [*OCCASION, "scope", "base", "value", "unit", "state", "dumps"]


def _unit(measure: str) -> str:
    if measure in RATES:
        return "%"
    return "人" if measure in PEOPLE_MEASURES else "件"


def _categories(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """`categories`, and those of the reference files for the sessions that no dump breaks down."""
    own, reference = tables["categories"], tables["reference_categories"]
    key = [*_KEY, "base"]
    known = own[key].drop_duplicates().assign(known=True)
    added = reference.merge(known, how="left", on=key)
    return pd.concat([own, reference[added["known"].isna().to_numpy()]], ignore_index=True)


def _shares(categories: pd.DataFrame, measure: str) -> pd.DataFrame:
    parts = set(measure.split("+"))
    standard = parts <= set(_NAMED_CATEGORIES)
    if not standard and measure not in set(categories["category"]):
        known = (*_CELLS, *_NAMED_CATEGORIES, *categories["category"].unique())
        raise unknown("measure", measure, dict.fromkeys(known))
    rows = []
    for key, group in categories.groupby([*_KEY, "base"], dropna=False, sort=False):
        cell = _gathered(group, parts) if standard else _worded(group, measure)
        head = dict(zip([*_KEY, "base"], key, strict=True))
        dumps = "; ".join(dict.fromkeys(group["dumps"]))
        rows.append(head | {"value": cell[0], "unit": "%", "state": cell[1], "dumps": dumps})
    types = {"term": "Int64", "session": "Int64", "year": "Int64", "value": "Float64"}
    return pd.DataFrame(rows, columns=_COLUMNS).astype(types)


def _worded(group: pd.DataFrame, category: str) -> Cell:
    return _sum_of([_share(row) for row in group[group["category"] == category].to_dict("records")])


def _gathered(group: pd.DataFrame, parts: set[str]) -> Cell:
    """The share of the wordings that together cover `parts` and nothing else."""
    covers = [
        (set() if pd.isna(row["standard"]) else set(str(row["standard"]).split("+")), _share(row))
        for row in group.to_dict("records")
    ]
    inside = [(cover, share) for cover, share in covers if cover and cover <= parts]
    whole = [share for cover, share in inside if cover == parts]
    if any(cover & parts and not cover <= parts and share[0] is not None for cover, share in covers):
        # a part of it is counted together with something else
        return None, "truncated" if any(share[1] == "truncated" for _, share in inside) else "mixed"
    if any(share[0] is not None for share in whole):
        return _sum_of(whole)
    if set().union(*(cover for cover, _ in inside)) != parts:
        return None, "not_stated"
    return _sum_of([share for _, share in inside])


def _share(row: Mapping[str, object]) -> Cell:
    return _cell(row, "share", "share_state")


def _sum_of(shares: Sequence[Cell]) -> Cell:
    """Several shares as one: as uncertain as the least certain of them."""
    if len(shares) == 1:
        return shares[0]
    for state in ("conflict", *UNSTATED):
        if any(share[1] == state for share in shares):
            return None, state
    total = round(sum(value for value, _ in shares if value is not None), 10)
    approximate = any(state == "approximate" for _, state in shares)
    return (total, "approximate" if approximate else "derived") if shares else (None, "not_stated")


def check_scope(scope: str | None) -> None:
    """Raises `UserError` for an unknown scope; `None` is all of them."""
    if scope is not None and scope not in SCOPES:
        raise unknown("scope", scope, SCOPES)
