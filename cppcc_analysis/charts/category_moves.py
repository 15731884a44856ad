"""Which category shares of a place may be compared between two sessions, and how they moved."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from cppcc_analysis.charts.breakdowns import Breakdown, breakdowns, is_mapped
from cppcc_analysis.charts.parts import doubt


@dataclass(frozen=True)
class Move:
    """One category of a place in its first and its last session with shares."""

    first: "pd.Series[Any]"
    last: "pd.Series[Any]"

    @property
    def points(self) -> float:
        """The change in percentage points, as the printed shares give it."""
        return round(float(self.last["share"]) - float(self.first["share"]), 2)

    @property
    def is_approximate(self) -> bool:
        return "approximate" in (self.first["share_state"], self.last["share_state"])

    @property
    def is_certain(self) -> bool:
        """Whether the shares moved, or did not, even if those that the text calls approximate are a little off."""
        return not self.is_approximate or abs(self.points) > doubt(self.first) + doubt(self.last)


@dataclass(frozen=True)
class Pair:
    """The first and the last session of a place, and the categories that may be compared."""

    first: Breakdown
    last: Breakdown
    moves: list[Move]

    @property
    def base(self) -> str:
        """What the shares are shares of: received, filed or assigned."""
        return str(self.first.base)

    @property
    def largest(self) -> float:
        """The largest move up or down, in percentage points."""
        return max(abs(move.points) for move in self.moves)

    def spans(self, row: "pd.Series[Any]") -> bool:
        """Whether a row is of this scope and base, and of the time from the first to the last session."""
        first, last = self.moves[0].first, self.moves[0].last
        same = (row["scope"], row["base"]) == (first["scope"], first["base"])
        return bool(same and first["year"] <= row["year"] <= last["year"])


def comparable_pairs(drawn: pd.DataFrame) -> list[Pair]:
    """For each place the first and last session whose breakdowns share a base and comparable categories.

    drawn: rows of the table `categories` of one scope. The places with the largest moves come first.
    """
    pairs = []
    for _, rows in drawn[drawn["place"].notna() & drawn["year"].notna()].groupby("place", sort=False):
        wholes = [whole for whole in breakdowns(rows, rows) if len(whole.known)]
        ends = (
            (first, last)
            for base in dict.fromkeys(whole.base for whole in wholes)
            for same in [[whole for whole in wholes if whole.base == base]]
            for place, first in enumerate(same)
            for last in reversed(same[place + 1 :])
        )
        found = (Pair(first, last, _moves(first, last)) for first, last in ends)
        pairs += [pair for pair in found if pair.moves][:1]
    return sorted(pairs, key=lambda pair: -pair.largest)


def _moves(first: Breakdown, last: Breakdown) -> list[Move]:
    before, after = _comparable(first), _comparable(last)
    return [Move(before[name], after[name]) for name in before if name in after]


def _comparable(whole: Breakdown) -> dict[str, "pd.Series[Any]"]:
    """Rows that are all of one standard category, by it."""
    return {
        row["standard"]: row
        for _, row in whole.known.iterrows()
        if is_mapped(row)
        and pd.isna(row["shared_with"])
        and row["share_state"] != "conflict"
        # what is not stated may be of any category that the report does not name itself
        and not (whole.remainder and row["standard"] not in wordings(row))
    }


def wordings(row: "pd.Series[Any]") -> list[str]:
    """The categories of a row as the text words them."""
    return str(row["wordings"]).split("; ")
