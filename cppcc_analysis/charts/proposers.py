"""Who made the proposals: members or collectives."""

import pandas as pd

from cppcc_analysis.charts.breakdowns import OCCASION, rows_of
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.parts import by_base, overfull_note, parts_subtitle, rest_part, value_labels
from cppcc_analysis.charts.proposer_findings import describe_proposers, proposer_name, proposers_title, told
from cppcc_analysis.charts.proposer_table import proposer_table, sessions_of
from cppcc_analysis.charts.scopes import BASES, base_name, left_out_note, one_scope, year_scope_note
from cppcc_analysis.charts.stack import Bar, Part, plot_stack
from cppcc_analysis.charts.stack_native import native_stack
from cppcc_analysis.charts.style import UNMAPPED
from cppcc_analysis.charts.wording import (
    check_input,
    listing,
    missing,
    occasion,
    occasion_labels,
    pick,
    source_note,
    state_name,
)
from cppcc_analysis.tables.standard import ROUNDING

__all__ = ["describe_proposers", "draw_proposers", "proposer_name", "proposer_table"]

#: in the order of `PROPOSERS`, so that neighbours differ in lightness
_TONES = {
    "委员": "#1f4e79",
    "联名": "#6fa3cb",
    "集体": "#e9bb5b",
    "党派": "#9c3848",
    "团体": "#86bbdc",
    "专委会": "#75619b",
    "界别": "#3f9e79",
}


def draw_proposers(figures: pd.DataFrame, proposals: pd.DataFrame, lang: str = "zh") -> Chart:
    """Who made the proposals, a 100% bar for each city, year and base.

    figures: rows of the table `figures`; those of the 政协 with breakdown proposer are drawn, the totals
    serve as their base. A share the text does not give is count ÷ total, marked as derived. proposals:
    the table `proposals` for the same cities and years: a session without figures is a labelled gap.
    Raises `UserError` when there is no session, or for an unknown language.
    """
    check_input(proposals, lang)
    table = proposer_table(figures, proposals)
    drawn, left_out = one_scope(table)
    occasions = sessions_of(proposals)
    blocks = by_base(_bars(occasions, drawn, lang), lang)
    scope = drawn["scope"].iloc[0] if len(drawn) else "session"
    return Chart(
        name="proposers",
        title=proposers_title(drawn, lang),
        subtitle=parts_subtitle(
            pick(lang, "各提案者", " by proposer"), drawn["base"], occasions, proposals, scope, lang
        ),
        source=source_note(occasions, lang),
        alt=describe_proposers(figures, proposals, lang),
        footnotes=tuple(
            _footnotes(drawn, lang)
            + left_out_note(left_out, lang)
            + correction_notes(figures[figures["breakdown"] == "proposer"], lang)
        ),
        data=drawn.reset_index(drop=True),
        lang=lang,
        plot=lambda width: plot_stack(blocks, width, lang),
        native=native_stack(blocks, lang),
    )


def _bars(occasions: pd.DataFrame, drawn: pd.DataFrame, lang: str) -> list[tuple[str | None, Bar]]:
    """A bar for each session and base, with that base."""
    bars: list[tuple[str | None, Bar]] = []
    tones = _tones(drawn)
    unstated = pick(lang, "占比未载明", "shares not stated")
    for label, (_, session) in zip(occasion_labels(occasions, lang), occasions.iterrows(), strict=True):
        rows = rows_of(session, drawn)
        for base in dict.fromkeys(rows["base"]):
            bars.append((base, Bar(label, _parts(rows[rows["base"] == base], tones, lang), unstated)))
        if rows.empty:
            bars.append((None, Bar(label, (), state_name("not_stated", lang))))
    return bars


def _tones(drawn: pd.DataFrame) -> dict[str, str]:
    """The tone of each proposer; those outside the fixed names take turns with two."""
    others = [item for item in dict.fromkeys(drawn["item"]) if item not in _TONES]
    return _TONES | {item: UNMAPPED[place % 2] for place, item in enumerate(others)}


def _parts(rows: pd.DataFrame, tones: dict[str, str], lang: str) -> tuple[Part, ...]:
    parts = []
    for _, row in rows[rows["share"].notna()].iterrows():
        name = proposer_name(row["item"], lang)
        labels = value_labels(row, lang, name)
        derived = row["share_state"] == "derived"
        parts.append(Part(name, float(row["share"]), tones[row["item"]], labels, derived=derived))
    rest = 100 - sum(part.share for part in parts)
    if parts and rest > ROUNDING:
        parts.append(rest_part(rest, pick(lang, "其余未载明提案者", "proposer not stated"), lang))
    return tuple(parts)


def _footnotes(drawn: pd.DataFrame, lang: str) -> list[str]:
    notes = year_scope_note(drawn, lang)
    if drawn["share_state"].eq("derived").any():
        notes.append(
            pick(
                lang,
                "* 推算值（浅色）：件数÷总件数，原文未载明占比",
                "* derived (lighter): number ÷ total; the text states no share",
            )
        )
    bases = [base for base in BASES if drawn["base"].eq(base).any()]
    if len(bases) > 1:
        zh, en = ("与".join(f"占{base_name(base, 'zh')}" for base in bases), listing(bases, "en"))
        notes.append(
            pick(lang, f"{zh}的比重基数不同，不可直接比较", f"Shares of {en} proposals have different bases")
        )
    for _, row in drawn[drawn["share"].isna()].iterrows():
        why = missing(row["share_state"], lang)
        notes.append(
            pick(
                lang,
                f"{occasion(row, lang)}{told(row, lang)}：占比{why}，未画入",
                f"{occasion(row, lang)}, {told(row, lang)}: share {why}, not drawn",
            )
        )
    for _, rows in drawn.groupby([*OCCASION, "base"], sort=False, dropna=False):
        notes += overfull_note(occasion(rows.iloc[0], lang), rows["share"].dropna(), lang)
    return notes
