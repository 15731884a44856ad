"""One session's proposals broken down by category, with what its text leaves open."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cppcc_analysis.charts.stack import ROUNDING
from cppcc_analysis.charts.wording import category_name, in_order, pick
from cppcc_analysis.tables.schemas import STANDARD_CATEGORIES

_OCCASION = ("place", "term", "session", "year")


@dataclass(frozen=True)
class Breakdown:
    """The categories of one session and base; without rows where the text gives none.

    occasion  place, term, session, year
    base      received, filed or assigned; None without rows
    rows      rows of the table `categories`, in the order of the standard categories
    """

    occasion: "pd.Series[Any]"
    base: str | None
    rows: pd.DataFrame

    @property
    def known(self) -> pd.DataFrame:
        """Rows with a share."""
        return self.rows[self.rows["share"].notna()]

    @property
    def open(self) -> pd.DataFrame:
        """Rows with neither count nor share: the text names them and says no more."""
        return self.rows[self.rows["share"].isna() & self.rows["count"].isna()]

    @property
    def counted_only(self) -> pd.DataFrame:
        """Rows with a count and no share."""
        return self.rows[self.rows["share"].isna() & self.rows["count"].notna()]

    @property
    def remainder(self) -> float:
        """The share in % that no row states; 0 where it is no more than rounding."""
        rest = 100 - float(self.known["share"].sum())
        return round(rest, 2) if rest > ROUNDING else 0.0

    def stands_for_open(self, row: "pd.Series[Any]") -> bool:
        """Whether a row is the derived sum of categories that the text leaves open."""
        parts = set(standard_parts(row))
        named = {part for _, other in self.open.iterrows() for part in standard_parts(other)}
        return len(parts) > 1 and "derived" in (row["share_state"], row["count_state"]) and parts <= named


def breakdowns(categories: pd.DataFrame, proposals: pd.DataFrame) -> list[Breakdown]:
    """A breakdown for each session and base; sessions of `proposals` without categories have no rows.

    categories: rows of the table `categories` of one scope; proposals: place, term, session, year, scope.
    """
    columns = list(_OCCASION)
    # a row of a whole term is no session of its own
    sessions = proposals[proposals["scope"] != "term"]
    occasions = in_order(pd.concat([sessions[columns], categories[columns]]).drop_duplicates())
    of = [_key(row) for _, row in categories.iterrows()]
    found = []
    for _, occasion in occasions.iterrows():
        same = [key == _key(occasion) for key in of]
        rows = categories[pd.Series(same, index=categories.index, dtype=bool)]
        for base in list(dict.fromkeys(rows["base"])) or [None]:
            of_base = rows[rows["base"] == base] if base else rows
            found.append(Breakdown(occasion, base, _sorted(of_base)))
    return found


def standard_parts(row: "pd.Series[Any]") -> list[str]:
    """The standard categories a row maps to; none where the crosswalk lacks it."""
    return [] if pd.isna(row["standard"]) else str(row["standard"]).split("+")


def name_of(row: "pd.Series[Any]", lang: str) -> str:
    """A category in words: by its standard name, or as the text words it where it has none."""
    return str(row["category"]) if pd.isna(row["standard"]) else category_name(row["standard"], lang)


def together(row: "pd.Series[Any]", lang: str) -> str:
    """The name of a sum of categories: 社会建设、生态文明建设合计."""
    parts = standard_parts(row)
    if lang == "zh":
        return "、".join(parts) + "合计"
    return category_name("+".join(parts), lang) + pick(lang, "", " together")


def _key(row: "pd.Series[Any]") -> tuple[Hashable, ...]:
    return tuple(None if pd.isna(row[column]) else row[column] for column in _OCCASION)


def _sorted(rows: pd.DataFrame) -> pd.DataFrame:
    order = [_rank(row) for _, row in rows.iterrows()]
    return rows.iloc[sorted(range(len(rows)), key=order.__getitem__)]


def _rank(row: "pd.Series[Any]") -> tuple[float, int]:
    parts = standard_parts(row)
    position = 0 if pd.isna(row["position"]) else int(row["position"])
    if not parts or parts[0] not in STANDARD_CATEGORIES:
        return float(len(STANDARD_CATEGORIES)), position
    return STANDARD_CATEGORIES.index(parts[0]) + (0.5 if len(parts) > 1 else 0), position
