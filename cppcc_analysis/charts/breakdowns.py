"""One session's proposals broken down by category, with what its text leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from cppcc_analysis.charts.wording import category_name, in_order, pick, worded_category
from cppcc_analysis.tables.crosswalk import STANDARDS
from cppcc_analysis.tables.standard import ROUNDING, standard_shares

#: what tells one session from another
OCCASION = ("place", "term", "session", "year")


@dataclass(frozen=True)
class Breakdown:
    """The categories of one session and base; without rows where the text gives none.

    occasion  place, term, session, year
    base      received, filed or assigned; None without rows
    rows      rows of `standard_shares`: the standard categories in their order, then what can't be mapped
    """

    occasion: "pd.Series[Any]"
    base: str | None
    rows: pd.DataFrame

    @cached_property
    def named(self) -> pd.DataFrame:
        """Rows of categories that the text names."""
        return self.rows[self.rows["standard"] != "not_stated"]

    @cached_property
    def known(self) -> pd.DataFrame:
        """Rows with a share."""
        return self.named[self.named["share"].notna()]

    @cached_property
    def open(self) -> pd.DataFrame:
        """Rows with neither count nor share: the text names them and says no more."""
        return self.named[self.named["share"].isna() & self.named["count"].isna()]

    @cached_property
    def counted_only(self) -> pd.DataFrame:
        """Rows with a count and no share."""
        return self.named[self.named["share"].isna() & self.named["count"].notna()]

    @cached_property
    def remainder(self) -> float:
        """The share in % that no row states; 0 where it is no more than rounding."""
        return float(self.rows.loc[self.rows["standard"] == "not_stated", "share"].sum())

    @cached_property
    def mapped(self) -> float | None:
        """What could be mapped to one standard category, in %; None where all was, or where it can't be told."""
        if self.rows.empty or pd.isna(self.rows["mapped_share"].iloc[0]):
            return None
        share = float(self.rows["mapped_share"].iloc[0])
        return share if share < 100 - ROUNDING else None

    def stands_for_open(self, row: "pd.Series[Any]") -> bool:
        """Whether a row is the derived sum of categories that the text leaves open."""
        return (
            row["standard"] == "several"
            and "derived" in (row["share_state"], row["count_state"])
            and set(standard_parts(row)) <= set(self.open["standard"])
        )


def breakdowns(categories: pd.DataFrame, proposals: pd.DataFrame) -> list[Breakdown]:
    """A breakdown for each session and base; sessions of `proposals` without categories have no rows.

    categories: rows of the table `categories` of one scope; proposals: place, term, session, year, scope.
    """
    columns = list(OCCASION)
    # a row of a whole term is no session of its own
    sessions = proposals[proposals["scope"] != "term"]
    occasions = in_order(pd.concat([sessions[columns], categories[columns]]).drop_duplicates())
    found = []
    for _, occasion in occasions.iterrows():
        rows = rows_of(occasion, categories)
        for base in list(dict.fromkeys(rows["base"])) or [None]:
            of_base = rows[rows["base"] == base] if base else rows
            found.append(Breakdown(occasion, base, standard_shares(of_base)))
    return found


def standard_parts(row: "pd.Series[Any]") -> list[str]:
    """The standard categories a row covers; none where the crosswalk lacks it."""
    return [] if pd.isna(row["covers"]) else str(row["covers"]).split("+")


def is_mapped(row: "pd.Series[Any]") -> bool:
    """Whether a row is one standard category, or 其他."""
    return row["standard"] in STANDARDS


def name_of(row: "pd.Series[Any]", lang: str) -> str:
    """A category in words: by its standard name, or as the text words it where it has none."""
    if is_mapped(row):
        return category_name(row["standard"], lang)
    return worded_category(str(row["wordings"]), lang)


def together(row: "pd.Series[Any]", lang: str) -> str:
    """The name of a sum of categories: 社会建设、生态文明建设合计."""
    parts = standard_parts(row)
    if lang == "zh":
        return "、".join(parts) + "合计"
    return category_name("+".join(parts), lang) + pick(lang, "", " together")


def rows_of(occasion: "Mapping[str, Any] | pd.Series[Any]", table: pd.DataFrame) -> pd.DataFrame:
    """The rows of one session; what its text does not state of itself matches only the same."""
    same = pd.Series(True, index=table.index)
    for column in OCCASION:
        value = occasion[column]
        same &= (
            table[column].isna() if pd.isna(value) else (table[column] == value).fillna(False).astype(bool)
        )
    return table[same]
