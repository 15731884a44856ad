"""`proposals`: one row per place, session and scope, every cell with the state it rests on."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import pandas as pd

from cppcc_analysis.tables.facts import OCCASION
from cppcc_analysis.tables.schemas import PEOPLE_MEASURES, PROPOSAL_MEASURES

#: satisfaction is published as a rate only
COUNTED = tuple(m for m in PROPOSAL_MEASURES + PEOPLE_MEASURES if m != "satisfied")
#: each rate with the measure that it is the share of, and the counts it can be derived from
_RATES = (
    ("filing_rate", "filed", ("filed", "received")),
    ("satisfied_rate", "satisfied", None),
    ("participation_rate", "participants", ("participants", "members")),
)
#: outcomes that the received fall into, beside those not filed
_OTHER_OUTCOMES = ("filed", "merged", "withdrawn")


@dataclass(frozen=True)
class Cell:
    """One value of a wide table with what it rests on."""

    value: float | None
    state: str
    formula: str | None = None
    correction: str | None = None


def proposal_rows(sessions: pd.DataFrame, figures: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The wide table; every session has a row of scope `session`, also when nothing is stated.

    A cell that was not read is `truncated` where one of the articles that gave figures breaks off,
    else `not_stated`. Two different values for one fact are a `conflict`, and the cell is null, until a
    correction chooses.
    """
    totals = figures[(figures["body"] == "政协") & (figures["breakdown"] == "total")]
    totals = totals[totals["chosen"].fillna(True)]
    broken = set(articles.loc[articles["truncated"], ["dump", "article"]].itertuples(index=False, name=None))
    by_occasion = dict(iter(totals.assign(_key=_keys(totals)).groupby("_key", sort=False)))
    rows = []
    for session, key in zip(sessions.to_dict("records"), _keys(sessions), strict=True):
        of_session = by_occasion.get(key, totals.iloc[:0])
        for scope in dict.fromkeys(["session", *of_session["scope"]]):
            stated = of_session[of_session["scope"] == scope]
            rows.append(
                {name: session[name] for name in OCCASION} | {"scope": scope} | _cells(stated, broken)
            )
    return pd.DataFrame(rows)


def _keys(table: pd.DataFrame) -> list[tuple[Hashable, ...]]:
    """Place, term, session and year of each row as a key in which a null equals a null."""
    columns = [table[name].astype(object).where(table[name].notna(), None) for name in OCCASION]
    return list(zip(*columns, strict=True))


def _cells(stated: pd.DataFrame, broken: set[tuple[str, int]]) -> dict[str, object]:
    sources = set(stated[["dump", "article"]].itertuples(index=False, name=None))
    unread = "truncated" if sources & broken else "not_stated"
    cells = {
        measure: _cell(stated[(stated["measure"] == measure) & (stated["unit"] != "%")], unread)
        for measure in COUNTED
    }
    cells["not_filed"] = _not_filed(cells, stated)
    for rate, measure, quotient in _RATES:
        shares = stated[(stated["measure"] == measure) & (stated["unit"] == "%")]
        cells[rate] = _cell(shares, unread)
        if quotient and cells[rate].value is None and cells[rate].state != "conflict":
            cells[rate] = _quotient(cells[quotient[0]], cells[quotient[1]]) or cells[rate]
    row: dict[str, object] = {}
    for name, cell in cells.items():
        row[name], row[f"{name}_state"] = cell.value, cell.state
    row["formula"] = _listed((name, cell.formula) for name, cell in cells.items())
    row["corrected"] = _listed((name, cell.correction) for name, cell in cells.items())
    received_as_of = stated.loc[stated["measure"] == "received", "as_of"].dropna()
    row["as_of"] = received_as_of.iloc[0] if len(received_as_of) else None
    row["dumps"] = "; ".join(dict.fromkeys(stated["dump"])) or None
    return row


def _listed(notes: Iterable[tuple[str, str | None]]) -> str | None:
    return "; ".join(f"{name}: {note}" for name, note in notes if note) or None


def _cell(stated: pd.DataFrame, unread: str) -> Cell:
    """What the rows that state one fact say together."""
    corrections = "; ".join(dict.fromkeys(stated["correction"].dropna())) or None
    exact = stated[~stated["approximate"]]
    values = exact["value"].unique()
    if len(values) > 1:
        return Cell(None, "conflict", correction=corrections)
    if len(values) == 1:
        return Cell(float(values[0]), "reported", correction=corrections)
    if len(stated):
        return Cell(float(stated["value"].iloc[0]), "approximate", correction=corrections)
    return Cell(None, unread)


def _not_filed(cells: dict[str, Cell], stated: pd.DataFrame) -> Cell:
    """Two counts of the not filed in one text (不予立案4件；作为意见建议3件) are parts, if the sum closes."""
    cell = cells["not_filed"]
    counts = stated[(stated["measure"] == "not_filed") & (stated["unit"] == "件")]
    received = cells["received"]
    if cell.state != "conflict" or counts["dump"].nunique() > 1 or received.state != "reported":
        return cell
    others = [cells[name].value for name in _OTHER_OUTCOMES if cells[name].state == "reported"]
    parts = counts["value"].tolist()
    whole = sum(parts)
    # the merged stand inside the filed or the not filed in some reports
    sums = {sum(filter(None, others)), cells["filed"].value or 0}
    if received.value is None or all(whole + other != received.value for other in sums):
        return cell
    return Cell(whole, "derived", " + ".join(f"{part:.0f}" for part in parts), cell.correction)


def _quotient(part: Cell, whole: Cell) -> Cell | None:
    """The rate in %, to one decimal, where both counts are exact."""
    if not part.state == whole.state == "reported" or part.value is None or not whole.value:
        return None
    if part.value > whole.value:
        return None
    return Cell(
        round(100 * part.value / whole.value, 1), "derived", f"100 × {part.value:.0f} ÷ {whole.value:.0f}"
    )
