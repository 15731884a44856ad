"""`proposals`: one row per place, session and scope, every cell with the state it rests on."""

from collections.abc import Hashable

import pandas as pd

from cppcc_analysis.tables.facts import OCCASION
from cppcc_analysis.tables.schemas import PEOPLE_MEASURES, PROPOSAL_MEASURES

#: satisfaction is published as a rate only
COUNTED = tuple(m for m in PROPOSAL_MEASURES + PEOPLE_MEASURES if m != "satisfied")
Cell = tuple[float | None, str]


def proposal_rows(sessions: pd.DataFrame, figures: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The wide table; every session has a row of scope `session`, also when nothing is stated.

    A cell that was not read is `truncated` where one of the articles that gave figures breaks off,
    else `not_stated`. Two different values for one fact are a `conflict`, and the cell is null.
    """
    totals = figures[(figures["body"] == "政协") & (figures["breakdown"] == "total")]
    broken = articles.loc[articles["truncated"], ["dump", "article"]]
    rows = []
    for session in sessions.to_dict("records"):
        of_session = totals[_same_occasion(totals, session)]
        for scope in dict.fromkeys(["session", *of_session["scope"]]):
            stated = of_session[of_session["scope"] == scope]
            rows.append(
                {name: session[name] for name in OCCASION} | {"scope": scope} | _cells(stated, broken)
            )
    return pd.DataFrame(rows)


def _same_occasion(table: pd.DataFrame, session: dict[Hashable, object]) -> pd.Series:
    same = pd.Series(True, index=table.index)
    for name in OCCASION:
        value = session[name]
        same &= table[name].isna() if pd.isna(value) else (table[name] == value).fillna(False)
    return same


def _cells(stated: pd.DataFrame, broken: pd.DataFrame) -> dict[str, object]:
    breaks_off = len(stated.merge(broken, on=["dump", "article"])) > 0
    unread = "truncated" if breaks_off else "not_stated"
    cells: dict[str, object] = {}
    for measure in COUNTED:
        counts = stated[(stated["measure"] == measure) & (stated["unit"] != "%")]
        cells[measure], cells[f"{measure}_state"] = _cell(counts, unread)
    for rate, measure in (("filing_rate", "filed"), ("satisfied_rate", "satisfied")):
        shares = stated[(stated["measure"] == measure) & (stated["unit"] == "%")]
        cells[rate], cells[f"{rate}_state"] = _cell(shares, unread)
    unstated = cells["filing_rate_state"] in ("not_stated", "truncated")
    if unstated and cells["filed_state"] == cells["received_state"] == "reported":
        filed, received = float(str(cells["filed"])), float(str(cells["received"]))
        if received and filed <= received:
            cells["filing_rate"], cells["filing_rate_state"] = round(100 * filed / received, 1), "derived"
    received_as_of = stated.loc[stated["measure"] == "received", "as_of"].dropna()
    cells["as_of"] = received_as_of.iloc[0] if len(received_as_of) else None
    cells["dumps"] = "; ".join(dict.fromkeys(stated["dump"])) or None
    return cells


def _cell(stated: pd.DataFrame, unread: str) -> Cell:
    exact = stated.loc[~stated["approximate"], "value"].unique()
    if len(exact) > 1:
        return None, "conflict"
    if len(exact) == 1:
        return float(exact[0]), "reported"
    if len(stated):
        return float(stated["value"].iloc[0]), "approximate"
    return None, unread
