"""What the proposals were about: shares of the categories."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.breakdowns import Breakdown, breakdowns, is_mapped, name_of, together
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.parts import (
    by_base,
    count_text,
    overfull_note,
    parts_subtitle,
    rest_part,
    share_text,
    value_labels,
)
from cppcc_analysis.charts.scopes import left_out_note, one_scope, year_scope_note
from cppcc_analysis.charts.share_findings import describe_breakdowns, describe_shares, shares_title
from cppcc_analysis.charts.stack import Bar, Part, plot_stack
from cppcc_analysis.charts.stack_native import native_stack
from cppcc_analysis.charts.style import CATEGORY_TONES, COMBINED, PAPER, UNMAPPED
from cppcc_analysis.charts.wording import (
    check_input,
    listing,
    mark_notes,
    occasion,
    occasion_labels,
    percent,
    pick,
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
    blocks = by_base(_bars(wholes, lang), lang)
    return Chart(
        name="category_shares",
        title=shares_title(wholes, lang),
        subtitle=_subtitle(wholes, drawn, proposals, lang),
        source=source_note(_plotted(wholes), lang),
        alt=describe_breakdowns(wholes, drawn, lang),
        footnotes=tuple(
            _footnotes(wholes, lang)
            + year_scope_note(drawn, lang)
            + left_out_note(left_out, lang)
            + correction_notes(drawn, lang)
        ),
        data=_plotted(wholes),
        lang=lang,
        plot=lambda width: plot_stack(blocks, width, lang),
        native=native_stack(blocks, lang),
    )


def _plotted(wholes: list[Breakdown]) -> pd.DataFrame:
    """The rows behind the bars; a session that is a gap has one row that says so."""
    gaps = {"count_state": "not_stated", "share_state": "not_stated"}
    return pd.concat(
        [whole.rows if len(whole.rows) else pd.DataFrame([{**whole.occasion, **gaps}]) for whole in wholes],
        ignore_index=True,
    ).reindex(columns=wholes[0].rows.columns)


def _subtitle(wholes: list[Breakdown], drawn: pd.DataFrame, proposals: pd.DataFrame, lang: str) -> str:
    bases = [whole.base for whole in wholes if whole.base]
    scope = drawn["scope"].iloc[0] if len(drawn) else "session"
    occasions = pd.DataFrame([whole.occasion for whole in wholes])
    return parts_subtitle(pick(lang, "各类提案", ""), bases, occasions, proposals, scope, lang)


def _bars(wholes: list[Breakdown], lang: str) -> list[tuple[str | None, Bar]]:
    """A bar for each session and base, with that base."""
    labels = occasion_labels(pd.DataFrame([whole.occasion for whole in wholes]).drop_duplicates(), lang)
    occasions = dict(zip(dict.fromkeys(tuple(whole.occasion) for whole in wholes), labels, strict=True))
    return [
        (whole.base, Bar(occasions[tuple(whole.occasion)], _parts(whole, lang), _gap(whole, lang)))
        for whole in wholes
    ]


def _gap(whole: Breakdown, lang: str) -> str:
    """The word for a bar without parts."""
    if whole.rows.empty:
        return state_name("not_stated", lang)
    states = set(whole.named["share_state"])
    state = next((state for state in ("conflict", "truncated") if state in states), "not_stated")
    return pick(lang, f"占比{state_name(state, lang)}", f"shares: {state_name(state, lang)}")


def _parts(whole: Breakdown, lang: str) -> tuple[Part, ...]:
    parts = []
    for _, row in whole.known.iterrows():
        if whole.stands_for_open(row):
            parts.append(_open_part(whole, row, lang))
        elif is_mapped(row):
            tone = CATEGORY_TONES.get(row["standard"], UNMAPPED[0])
            name, derived = name_of(row, lang), row["share_state"] == "derived"
            parts.append(Part(name, float(row["share"]), tone, value_labels(row, lang), derived=derived))
        else:
            parts.append(_unmapped_part(row, lang))
    if whole.remainder and parts:
        parts.append(rest_part(whole.remainder, pick(lang, "未载明类别", "category not stated"), lang))
    return tuple(parts)


def _unmapped_part(row: "pd.Series[Any]", lang: str) -> Part:
    """A category that covers several standard ones or none that is known: stated, but in no other bar's terms."""
    name = name_of(row, lang)
    tone, key = COMBINED, pick(lang, "跨几个标准类别", "of several standard categories")
    if row["standard"] == "unknown":
        tone, key = UNMAPPED[1], pick(lang, "无对应的标准类别", "no standard category")
    labels = value_labels(row, lang, name)
    return Part(name, float(row["share"]), tone, labels, True, key, row["share_state"] == "derived")


def _open_part(whole: Breakdown, row: "pd.Series[Any]", lang: str) -> Part:
    """The sum of categories that the text leaves open."""
    why = dict.fromkeys(["derived", *whole.open["count_state"]])
    share, count = share_text(row, lang), count_text(row, lang).rstrip("*")
    reasons = pick(lang, "；", "; ").join(state_name(state, lang) for state in why)
    brackets = pick(lang, f"（{reasons}）", f" ({reasons})")
    sums = pick(lang, "，", ", ").join(text for text in (count, share.rstrip("*")) if text)
    name = together(row, lang)
    words = (f"{name}{pick(lang, '', ': ')}{sums}{brackets}", f"{name} {sums}", f"{name} {share}", share)
    key = pick(lang, "未分别载明", "not given singly")
    return Part(name, float(row["share"]), PAPER, words, True, key, derived=True)


def _footnotes(wholes: list[Breakdown], lang: str) -> list[str]:
    known = pd.concat([whole.known for whole in wholes])
    states = [*known["share_state"], *known.loc[known["count"].notna(), "count_state"]]
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
        notes += overfull_note(who, whole.known["share"], lang)
    return _mapped_notes(wholes, lang) + notes


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
