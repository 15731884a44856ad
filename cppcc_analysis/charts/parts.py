"""What charts of parts of a whole have in common: their bases, their labels, and what no part states."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from cppcc_analysis.charts.scopes import base_name, scope_name
from cppcc_analysis.charts.stack import Bar, Block, Part
from cppcc_analysis.charts.style import PAPER
from cppcc_analysis.charts.wording import cut_offs, mark, number, percent, pick, places_and_years

#: what the text gives as 约 may be a tenth more or less
_ABOUT = 0.1


def by_base(bars: Sequence[tuple[str | None, Bar]], lang: str) -> tuple[Block, ...]:
    """A block for each base, with a heading where there are several; bars without one stand in the first."""
    bases = list(dict.fromkeys(base for base, _ in bars if base))
    if len(bases) < 2:
        return (Block("", tuple(bar for _, bar in bars)),)
    return tuple(
        Block(
            share_of(base, lang),
            tuple(bar for own, bar in bars if own == base or (own is None and base == bases[0])),
        )
        for base in bases
    )


def share_of(base: str, lang: str) -> str:
    """What the shares are shares of: 占立案提案的比重."""
    return pick(
        lang, f"占{base_name(base, lang)}提案的比重", f"Share of the proposals {base_name(base, lang)}"
    )


def parts_subtitle(
    who: str, bases: Iterable[str], occasions: pd.DataFrame, proposals: pd.DataFrame, scope: str, lang: str
) -> str:
    """Measure · scope · places and period, and the cut-off.

    who: whose shares they are, the subject of the Chinese wording and an addition to the English one.
    """
    named = list(dict.fromkeys(bases))
    of = share_of(named[0], lang) if len(named) == 1 else pick(lang, "的比重", "Share of the proposals")
    what = pick(lang, f"{who}{of}（%）和件数", f"{of}{who} (%) and their number")
    counted = proposals[proposals["scope"] == scope]
    return (
        f"{what} · {scope_name(scope, lang)} · {places_and_years(occasions, lang)}\n{cut_offs(counted, lang)}"
    )


def share_text(row: "pd.Series[Any]", lang: str) -> str:
    """A share with the mark of what it rests on."""
    return _about(row["share_state"], lang) + percent(row["share"], lang) + mark(row["share_state"])


def count_text(row: "pd.Series[Any]", lang: str) -> str:
    """A count with the mark of what it rests on, where the table says it; empty without a count."""
    if pd.isna(row["count"]):
        return ""
    state = row.get("count_state")
    return _about(state, lang) + number(row["count"], lang) + pick(lang, "件", "") + mark(state)


def _about(state: Any, lang: str) -> str:
    return pick(lang, "约", "about ") if not pd.isna(state) and state == "approximate" else ""


def value_labels(row: "pd.Series[Any]", lang: str, name: str = "") -> tuple[str, ...]:
    """What may stand in a part of a bar, the longest first; with `name` where there is room for it."""
    share, count = share_text(row, lang), count_text(row, lang)
    values = (f"{share}\n{count}", f"{share} · {count}", share) if count else (share,)
    if not name:
        return values
    return (f"{name}\n{share} · {count}" if count else f"{name}\n{share}", f"{name} {share}", *values)


def rest_part(rest: float, name: str, lang: str) -> Part:
    """What no part states, hatched and named."""
    left = percent(round(rest, 2), lang)
    return Part(name, rest, PAPER, (f"{name} {left}", left), hatched=True)


def doubt(row: "pd.Series[Any]") -> float:
    """By how many percentage points the share may be off, beyond its rounding; infinite for one in conflict."""
    if row["share_state"] == "conflict":
        return float("inf")
    return float(row["share"]) * _ABOUT if row["share_state"] == "approximate" else 0.0


def overfull_note(who: str, shares: "pd.Series[float]", lang: str) -> list[str]:
    """A footnote where the shares of a bar add up to more than rounding can explain."""
    if float(shares.sum()) <= 101:
        return []
    return [pick(lang, f"{who}：各类占比合计超过100%", f"{who}: the shares add up to more than 100%")]
