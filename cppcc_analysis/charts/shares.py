"""What the proposals were about: shares of the categories."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.breakdowns import Breakdown, breakdowns, is_mapped, name_of, together
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.scopes import base_name, left_out_note, one_scope, scope_name, year_scope_note
from cppcc_analysis.charts.share_findings import describe_shares, shares_title
from cppcc_analysis.charts.stack import Bar, Part, draw_stack, narrow_note, stack_room
from cppcc_analysis.charts.style import CATEGORY_TONES, COMBINED, PAPER, UNMAPPED
from cppcc_analysis.charts.wording import (
    check_input,
    cut_offs,
    listing,
    mark,
    mark_notes,
    number,
    occasion,
    occasion_labels,
    percent,
    pick,
    places_and_years,
    source_note,
    state_name,
)

__all__ = ["describe_shares", "draw_shares"]

#: more sessions than this are not named one by one in a footnote
_NAMED = 4


def draw_shares(categories: pd.DataFrame, proposals: pd.DataFrame, lang: str = "zh") -> Chart:
    """Shares of the categories, a 100% bar for each city and year.

    categories: rows of the table `categories`; only stated or derived shares are drawn, those of one standard
    category as one part. What can't be mapped to one is hatched and named, and so is what is missing to 100%;
    a footnote says how much could be mapped. proposals: the table `proposals` for the same cities and years: a session
    without categories is a labelled gap. One scope only; another is named in a footnote.
    Raises `UserError` when there is no row, or for an unknown language.
    """
    check_input(proposals, lang)
    drawn, left_out = one_scope(categories)
    wholes = breakdowns(drawn, proposals)
    bars = _bars(wholes, lang)
    return Chart(
        name="category_shares",
        title=shares_title(wholes, lang),
        subtitle=_subtitle(wholes, drawn, proposals, lang),
        source=source_note(_plotted(wholes), lang),
        alt=describe_shares(categories, proposals, lang),
        footnotes=tuple(
            _footnotes(wholes, bars, lang)
            + year_scope_note(drawn, lang)
            + left_out_note(left_out, lang)
            + correction_notes(drawn, lang)
        ),
        data=_plotted(wholes),
        lang=lang,
        draw=lambda canvas: draw_stack(canvas, bars),
        room=stack_room(bars),
    )


def _plotted(wholes: list[Breakdown]) -> pd.DataFrame:
    """The rows behind the bars; a session that is a gap has one row that says so."""
    gaps = {"count_state": "not_stated", "share_state": "not_stated"}
    return pd.concat(
        [whole.rows if len(whole.rows) else pd.DataFrame([{**whole.occasion, **gaps}]) for whole in wholes],
        ignore_index=True,
    ).reindex(columns=wholes[0].rows.columns)


def _subtitle(wholes: list[Breakdown], drawn: pd.DataFrame, proposals: pd.DataFrame, lang: str) -> str:
    bases = {whole.base for whole in wholes if whole.base}
    of = base_name(bases.pop(), lang) if len(bases) == 1 else ""
    what = pick(
        lang,
        f"各类提案占{of}提案的比重（%）和件数",
        f"Share of the proposals {of} (%) and their number".replace("  ", " "),
    )
    scope = drawn["scope"].iloc[0] if len(drawn) else "session"
    occasions = pd.DataFrame([whole.occasion for whole in wholes])
    counted = proposals[proposals["scope"] == scope]
    return (
        f"{what} · {scope_name(scope, lang)} · {places_and_years(occasions, lang)}\n{cut_offs(counted, lang)}"
    )


def _bars(wholes: list[Breakdown], lang: str) -> list[Bar]:
    labels = occasion_labels(pd.DataFrame([whole.occasion for whole in wholes]).drop_duplicates(), lang)
    occasions = dict(zip(dict.fromkeys(tuple(whole.occasion) for whole in wholes), labels, strict=True))
    mixed = len({whole.base for whole in wholes if whole.base}) > 1
    bars = []
    for whole in wholes:
        label = occasions[tuple(whole.occasion)]
        if mixed and whole.base:
            label += pick(lang, f"（占{base_name(whole.base, lang)}）", f", of {base_name(whole.base, lang)}")
        bars.append(Bar(label, _parts(whole, lang), state_name("not_stated", lang)))
    return bars


def _parts(whole: Breakdown, lang: str) -> tuple[Part, ...]:
    parts = []
    for _, row in whole.known.iterrows():
        if whole.stands_for_open(row):
            parts.append(_open_part(whole, row, lang))
        elif is_mapped(row):
            tone = CATEGORY_TONES.get(row["standard"], UNMAPPED[0])
            parts.append(Part(name_of(row, lang), float(row["share"]), tone, _labels(row, lang)))
        else:
            parts.append(_unmapped_part(row, lang))
    if whole.remainder and parts:
        rest = percent(whole.remainder, lang)
        words = (pick(lang, f"未载明类别 {rest}", f"not stated {rest}"), rest)
        parts.append(Part(state_name("not_stated", lang), whole.remainder, PAPER, words, hatched=True))
    return tuple(parts)


def _unmapped_part(row: "pd.Series[Any]", lang: str) -> Part:
    """A category that covers several standard ones or none that is known: stated, but in no other bar's terms."""
    name, tone, key = (
        name_of(row, lang),
        COMBINED,
        pick(lang, "跨几个标准类别", "of several standard categories"),
    )
    if row["standard"] == "unknown":
        tone, key = UNMAPPED[1], pick(lang, "不在对照表中", "not in the crosswalk")
    told = _labels(row, lang)
    words = (f"{name}\n{told[min(1, len(told) - 1)]}", f"{name}\n{told[-1]}", f"{name} {told[-1]}", told[-1])
    return Part(name, float(row["share"]), tone, words, hatched=True, key=key)


def _open_part(whole: Breakdown, row: "pd.Series[Any]", lang: str) -> Part:
    """The sum of categories that the text leaves open."""
    why = dict.fromkeys(["derived", *whole.open["count_state"]])
    told = [share_text(row, lang).rstrip("*")]
    if not pd.isna(row["count"]):
        told.insert(0, number(row["count"], lang) + pick(lang, "件", ""))
    reasons = pick(lang, "；", "; ").join(state_name(state, lang) for state in why)
    brackets = pick(lang, f"（{reasons}）", f" ({reasons})")
    sums = pick(lang, "，", ", ").join(told)
    name = together(row, lang)
    words = (f"{name}{pick(lang, '', ': ')}{sums}{brackets}", f"{name} {sums}", sums, told[-1])
    return Part(name, float(row["share"]), PAPER, words, hatched=True)


def _labels(row: "pd.Series[Any]", lang: str) -> tuple[str, ...]:
    """What may stand in a part of a bar, the longest first."""
    share = share_text(row, lang)
    if pd.isna(row["count"]):
        return (share,)
    count = number(row["count"], lang) + pick(lang, "件", "")
    return (f"{share}\n{count}", f"{share} · {count}", share)


def share_text(row: "pd.Series[Any]", lang: str) -> str:
    """A share with the mark of what it rests on."""
    about = pick(lang, "约", "about ") if row["share_state"] == "approximate" else ""
    return about + percent(row["share"], lang) + mark(row["share_state"])


def _footnotes(wholes: list[Breakdown], bars: list[Bar], lang: str) -> list[str]:
    states = [state for whole in wholes for state in whole.known["share_state"]]
    notes = mark_notes(states, lang)
    for whole in wholes:
        who = occasion(whole.occasion, lang)
        for rows, zh, en in (
            (whole.open, "未分别载明件数和占比", "given neither a number nor a share"),
            (whole.counted_only, "只载明件数，未画入", "a number without a share, not drawn"),
        ):
            if len(rows):
                names = listing([name_of(row, lang) for _, row in rows.iterrows()], lang)
                why = "、".join(dict.fromkeys(state_name(s, lang) for s in rows["share_state"]))
                notes.append(pick(lang, f"{who}：{names}{zh}（{why}）", f"{who}: {names}: {en} ({why})"))
        if float(whole.known["share"].sum()) > 101:
            notes.append(
                pick(lang, f"{who}：各类占比合计超过100%", f"{who}: the shares add up to more than 100%")
            )
    return _mapped_notes(wholes, lang) + notes + narrow_note(bars, lang)


def _mapped_notes(wholes: list[Breakdown], lang: str) -> list[str]:
    """How much of each bar could be mapped to one standard category, where that is not all of it."""
    partly = [(whole, whole.mapped) for whole in wholes if whole.mapped is not None]
    if not partly:
        return []
    if len(partly) > _NAMED:
        shares = sorted(share for _, share in partly)
        low, high = percent(shares[0], lang), percent(shares[-1], lang)
        told = pick(lang, f"{len(partly)}次会议为{low}至{high}", f"{low} to {high} in {len(partly)} sessions")
    else:
        told = pick(lang, "，", ", ").join(
            f"{occasion(whole.occasion, lang)}{pick(lang, '', ' ')}{percent(share, lang)}"
            for whole, share in partly
        )
    return [
        pick(
            lang,
            f"能归入单一标准类别的比重：{told}；其余（斜纹）不拆分，可能含有左侧各类提案",
            f"Mapped to one standard category: {told}; the hatched rest is not split and may hold more of the others",
        )
    ]
