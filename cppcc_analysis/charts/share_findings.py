"""What the category shares show, in a title and in sentences."""

from collections import Counter
from typing import Any

import pandas as pd

from cppcc_analysis.charts.breakdowns import (
    Breakdown,
    breakdowns,
    is_mapped,
    name_of,
    standard_parts,
    together,
)
from cppcc_analysis.charts.parts import doubt, share_text
from cppcc_analysis.charts.scopes import base_name, one_scope, scope_name
from cppcc_analysis.charts.wording import (
    check_input,
    listing,
    number,
    occasion,
    percent,
    pick,
    state_name,
)
from cppcc_analysis.tables.crosswalk import STANDARDS

#: so many sessions at most are told one by one in a title
_TOLD = 3


def shares_title(wholes: list[Breakdown], lang: str) -> str:
    """Which category leads, where the stated shares settle it; of several bases each for itself."""
    found = [(whole, *leader) for whole in wholes if (leader := _leader(whole, lang))]
    stated = [whole for whole in wholes if len(whole.known)]
    if not stated:
        return _nothing(wholes, lang)
    if not found:
        return _unsettled(stated, lang)
    names = list(dict.fromkeys(name for _, name, _ in found))
    sessions = len({tuple(whole.occasion) for whole, _, _ in found})
    if len(names) > 1 and len(found) > _TOLD:
        return _counted_leaders(found, lang)
    if len(names) > 1:
        told = [
            pick(
                lang,
                f"{_where(whole, wholes, lang)}{name}（{share}）",
                f"{_where(whole, wholes, lang)} {name} ({share})",
            )
            for whole, name, share in found
        ]
        return pick(lang, f"占比最高的类别：{'，'.join(told)}", f"Largest category: {', '.join(told)}")
    if len(found) > _TOLD:
        return pick(
            lang,
            f"{names[0]}提案在{sessions}次会议中占比均最高",
            f"{names[0].capitalize()} proposals have the largest share in {sessions} sessions",
        )
    told = [f"{_where(whole, wholes, lang)}{pick(lang, '', ' ')}{share}" for whole, _, share in found]
    return pick(
        lang,
        f"{names[0]}提案占比最高：{'，'.join(told)}",
        f"{names[0].capitalize()} proposals have the largest share: {', '.join(told)}",
    )


def _nothing(wholes: list[Breakdown], lang: str) -> str:
    """That no share is known: none is stated, or what is stated contradicts itself."""
    if any("conflict" in set(whole.named["share_state"]) for whole in wholes):
        return pick(
            lang,
            "各类提案的占比在原文中有出入，未画入",
            "The stated shares of proposal categories are in conflict and not drawn",
        )
    if len(names := list(dict.fromkeys(occasion(whole.occasion, lang) for whole in wholes))) == 1:
        return pick(
            lang,
            f"{names[0]}会议未载明各类提案的占比",
            f"{names[0]}: no shares of proposal categories are stated",
        )
    return pick(lang, "各次会议均未载明各类提案的占比", "No shares of proposal categories are stated")


def _unsettled(stated: list[Breakdown], lang: str) -> str:
    """That no category is known to lead."""
    names = list(dict.fromkeys(occasion(whole.occasion, lang) for whole in stated))
    sessions = len({tuple(whole.occasion) for whole in stated})
    who = (
        pick(lang, f"{sessions}次会议", f"{sessions} sessions")
        if len(names) > _TOLD
        else listing(names, lang)
    )
    return pick(
        lang,
        f"{who}载明的占比不足以看出哪类提案最多",
        f"{who}: the stated shares do not show which category leads",
    )


def _where(whole: Breakdown, wholes: list[Breakdown], lang: str) -> str:
    """The session, with the base where shares of several bases are told."""
    name = occasion(whole.occasion, lang)
    if len({other.base for other in wholes if other.base}) < 2:
        return name
    base = base_name(whole.base or "", lang)
    return name + pick(lang, f"占{base}提案的", f", of those {base},")


def _counted_leaders(found: list[tuple[Breakdown, str, str]], lang: str) -> str:
    """In how many sessions each category leads, of the base that most sessions give."""
    bases = Counter(whole.base for whole, _, _ in found).most_common()
    leaders = [name for whole, name, _ in found if whole.base == bases[0][0]]
    told = [
        pick(lang, f"{name}{times}次", f"{name} in {times}") for name, times in Counter(leaders).most_common()
    ]
    base = base_name(bases[0][0] or "", lang)
    if len(set(leaders)) == 1:
        return pick(
            lang,
            f"{leaders[0]}提案在{len(leaders)}次会议中占{base}提案的比重均最高",
            f"{leaders[0].capitalize()} proposals have the largest share of those {base} in {len(leaders)} sessions",
        )
    zh, en = ("占比", "") if len(bases) < 2 else (f"占{base}提案比重", f", of those {base}")
    return pick(
        lang,
        f"{len(leaders)}次会议中{zh}最高的类别：{'，'.join(told)}",
        f"Largest category in {len(leaders)} sessions{en}: {', '.join(told)}",
    )


def describe_shares(categories: pd.DataFrame, proposals: pd.DataFrame, lang: str = "zh") -> str:
    """The shares in sentences, session by session, and who states none.

    categories, proposals: rows of the tables of these names. Raises `UserError` when there is no session.
    """
    check_input(proposals, lang)
    drawn, _ = one_scope(categories)
    return describe_breakdowns(breakdowns(drawn, proposals), drawn, lang)


def describe_breakdowns(wholes: list[Breakdown], drawn: pd.DataFrame, lang: str) -> str:
    """The same of `breakdowns`, made from the rows `drawn` of one scope."""
    scope = scope_name(drawn["scope"].iloc[0], lang) if len(drawn) else ""
    sentences = [_session(whole, scope, lang) for whole in wholes if len(whole.rows)]
    empty = [occasion(whole.occasion, lang) for whole in wholes if not len(whole.rows)]
    if empty:
        sentences.append(
            pick(
                lang,
                f"{listing(empty, lang)}会议未载明提案的类别",
                f"No categories are stated for {listing(empty, lang)}",
            )
        )
    return "".join(f"{sentence}{pick(lang, '。', '. ')}" for sentence in sentences).strip()


def _leader(whole: Breakdown, lang: str) -> tuple[str, str] | None:
    """The category with the largest share, and that share.

    None where what is not stated or not mapped could make another larger, or what is approximate or in conflict.
    """
    mapped = whole.known[[is_mapped(row) for _, row in whole.known.iterrows()]]
    if mapped.empty or len(whole.counted_only):
        return None
    top = mapped[mapped["share"] == mapped["share"].max()]
    first = top.iloc[0]
    if len(top) > 1 and any(doubt(row) for _, row in top.iterrows()):
        return None
    least = float(first["share"]) - doubt(first)
    rivals = [name for name in STANDARDS if name not in set(top["standard"])]
    if least <= whole.remainder or any(least <= _at_most(name, whole) for name in rivals):
        return None
    name = pick(lang, "、", " and ").join(name_of(row, lang) for _, row in top.iterrows())
    tied = pick(lang, "并列", " (tied)") if len(top) > 1 else ""
    return name + pick(lang, "类", "") + tied, share_text(first, lang).rstrip("*†")


def _at_most(name: str, whole: Breakdown) -> float:
    """The share that a standard category may have, with all that is not stated and all that may hold some of it."""
    return whole.remainder + sum(
        float(row["share"]) + doubt(row)
        for _, row in whole.known.iterrows()
        if name in standard_parts(row) or (row["standard"] == "unknown" and not _is_named(name, whole))
    )


def _is_named(name: str, whole: Breakdown) -> bool:
    """Whether a report names a standard category itself, so that no unknown wording holds some of it."""
    return any(name in str(words).split("; ") for words in whole.named["wordings"])


def _session(whole: Breakdown, scope: str, lang: str) -> str:
    parts = []
    for _, row in whole.known.iterrows():
        stands = whole.stands_for_open(row)
        parts.append(_part(row, together(row, lang) if stands else _worded(row, lang), lang))
    for _, row in whole.counted_only.iterrows():
        text = number(row["count"], lang) + pick(lang, "件（占比未载明）", " (share not stated)")
        parts.append(f"{name_of(row, lang)}{pick(lang, '', ' ')}{text}")
    if len(whole.open):
        states = dict.fromkeys(state_name(state, lang) for state in whole.open["count_state"])
        names = listing([name_of(row, lang) for _, row in whole.open.iterrows()], lang)
        parts.append(
            pick(
                lang,
                f"{names}各自的数未载明（{'、'.join(states)}）",
                f"{names}: not given singly ({', '.join(states)})",
            )
        )
    if whole.remainder and len(whole.known):
        rest = percent(whole.remainder, lang)
        parts.append(pick(lang, f"其余{rest}未载明类别", f"the other {rest} not stated"))
    if whole.mapped is not None:
        share = percent(whole.mapped, lang)
        parts.append(
            pick(lang, f"能归入单一标准类别的占{share}", f"{share} could be mapped to one standard category")
        )
    head = pick(
        lang,
        f"{occasion(whole.occasion, lang)}{base_name(whole.base or '', lang)}提案的类别（{scope}）：",
        f"{occasion(whole.occasion, lang)}, of the proposals {base_name(whole.base or '', lang)} ({scope}): ",
    )
    return head + pick(lang, "；", "; ").join(parts)


def _worded(row: "pd.Series[Any]", lang: str) -> str:
    """A category by its name, with the text's own words where several were summed."""
    words = str(row["wordings"]).split("; ")
    if len(words) == 1:
        return name_of(row, lang)
    own = pick(lang, "、", ", ").join(words)
    return pick(lang, f"{name_of(row, lang)}（{own}）", f"{name_of(row, lang)} ({own})")


def _part(row: "pd.Series[Any]", name: str, lang: str) -> str:
    share = percent(row["share"], lang)
    derived = "derived" in (row["share_state"], row["count_state"])
    note = pick(lang, "（推算）", " (derived)") if derived else ""
    if pd.isna(row["count"]):
        return f"{name}{pick(lang, '', ' ')}{share}{note}"
    count = number(row["count"], lang)
    return pick(lang, f"{name}{count}件、{share}{note}", f"{name} {count}, {share}{note}")
