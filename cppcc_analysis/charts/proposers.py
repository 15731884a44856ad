"""Who made the proposals: members or collectives."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.scopes import base_name, left_out_note, one_scope, scope_name, year_scope_note
from cppcc_analysis.charts.stack import ROUNDING, Bar, Part, draw_stack, narrow_note, stack_room
from cppcc_analysis.charts.style import PAPER, UNMAPPED
from cppcc_analysis.charts.wording import (
    check_input,
    cut_offs,
    in_order,
    listing,
    mark,
    number,
    occasion,
    occasion_labels,
    percent,
    pick,
    places_and_years,
    source_note,
    state_name,
)

_OCCASION = ["place", "term", "session", "year"]
_NAMES = {
    "委员": "members",
    "联名": "joint",
    "集体": "collective",
    "党派": "parties",
    "团体": "people's organisations",
    "专委会": "special committees",
    "界别": "sectors",
}
_TONES = {
    "委员": "#1f4e79",
    "联名": "#6fa3cb",
    "集体": "#e9bb5b",
    "党派": "#9c3848",
    "团体": "#86bbdc",
    "专委会": "#75619b",
    "界别": "#3f9e79",
}
#: what 集体 or 委员 comprises where the text gives the whole as well as its parts
_PARTS_OF = {"集体": ("党派", "团体", "专委会", "界别"), "委员": ("联名",)}


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
    occasions = _sessions(proposals)
    bars = _bars(occasions, drawn, lang)
    return Chart(
        name="proposers",
        title=_title(drawn, lang),
        subtitle=_subtitle(occasions, drawn, proposals, lang),
        source=source_note(occasions, lang),
        alt=describe_proposers(figures, proposals, lang),
        footnotes=tuple(
            _footnotes(drawn, bars, lang)
            + left_out_note(left_out, lang)
            + correction_notes(figures[figures["breakdown"] == "proposer"], lang)
        ),
        data=drawn.reset_index(drop=True),
        lang=lang,
        draw=lambda canvas: draw_stack(canvas, bars),
        room=stack_room(bars),
    )


def proposer_table(figures: pd.DataFrame, proposals: pd.DataFrame) -> pd.DataFrame:
    """Proposals by proposer: a row for each session, scope, base and proposer.

    Columns: place, term, session, year, scope, base (received, filed or assigned), item, count (件),
    share (% of the base), share_state (reported, derived, not_stated), formula (derived shares).
    A part of a proposer that has a row of its own is left out, so that no proposal counts twice.
    """
    own = figures[(figures["body"] == "政协") & (figures["breakdown"] == "proposer")]
    keys = [*_OCCASION, "scope", "measure"]
    rows = []
    for key, group in own.groupby(keys, sort=False, dropna=False):
        whole = dict(zip(keys, key, strict=True))
        total = _total(whole, proposals)
        for item in _wholes(list(dict.fromkeys(group["item"].dropna()))):
            rows.append({**whole, **_cells(group[group["item"] == item], total), "item": item})
    columns = [*_OCCASION, "scope", "base", "item", "count", "share", "share_state", "formula"]
    table = pd.DataFrame(rows, columns=[c if c != "base" else "measure" for c in columns])
    types = {"place": "string", "term": "Int64", "session": "Int64", "year": "Int64"}
    types |= {"count": "Int64", "share": "Float64"}
    return in_order(table.rename(columns={"measure": "base"}).astype(types))


def _sessions(proposals: pd.DataFrame) -> pd.DataFrame:
    """The sessions of `proposals`; a row of a whole term is none."""
    return in_order(proposals.loc[proposals["scope"] != "term", _OCCASION].drop_duplicates())


def _wholes(items: list[str]) -> list[str]:
    """`items` without those that another one comprises, members before collectives."""
    comprised = {part for whole, parts in _PARTS_OF.items() if whole in items for part in parts}
    kept = [item for item in items if item not in comprised]
    order = list(_TONES)
    return sorted(kept, key=lambda item: order.index(item) if item in order else len(order))


def _total(whole: dict[str, Any], proposals: pd.DataFrame) -> int | None:
    """The base of a breakdown, where `proposals` states it."""
    if whole["measure"] not in proposals:
        return None
    same = proposals["scope"] == whole["scope"]
    for column in _OCCASION:
        value = whole[column]
        same &= proposals[column].isna() if pd.isna(value) else (proposals[column] == value).fillna(False)
    values = proposals.loc[same, whole["measure"]].dropna()
    return int(values.iloc[0]) if len(values) and values.iloc[0] > 0 else None


def _cells(rows: pd.DataFrame, total: int | None) -> dict[str, Any]:
    """Count and share of one proposer."""
    counts, shares = (rows[rows["unit"] == unit]["value"] for unit in ("件", "%"))
    count = int(counts.iloc[0]) if len(counts) else None
    if len(shares):
        status = rows[rows["unit"] == "%"]["status"].iloc[0]
        formula = rows[rows["unit"] == "%"]["formula"].iloc[0]
        return {"count": count, "share": shares.iloc[0], "share_state": status, "formula": formula}
    if count is None or total is None:
        return {"count": count, "share": None, "share_state": "not_stated", "formula": None}
    share = round(100 * count / total, 1)
    return {"count": count, "share": share, "share_state": "derived", "formula": f"{count} ÷ {total}"}


def _bars(occasions: pd.DataFrame, drawn: pd.DataFrame, lang: str) -> list[Bar]:
    bars = []
    for label, (_, session) in zip(occasion_labels(occasions, lang), occasions.iterrows(), strict=True):
        rows = _of(session, drawn)
        for base in list(dict.fromkeys(rows["base"])):
            of = pick(lang, f"（占{base_name(base, lang)}）", f", of {base_name(base, lang)}")
            parts = _parts(rows[rows["base"] == base], lang)
            bars.append(Bar(label + of, parts, pick(lang, "占比未载明", "shares not stated")))
        if rows.empty:
            bars.append(Bar(label, (), state_name("not_stated", lang)))
    return bars


def _of(session: "pd.Series[Any]", table: pd.DataFrame) -> pd.DataFrame:
    """The rows of one session."""
    same = pd.Series(True, index=table.index)
    for column in _OCCASION:
        value = session[column]
        same &= table[column].isna() if pd.isna(value) else (table[column] == value).fillna(False)
    return table[same]


def _parts(rows: pd.DataFrame, lang: str) -> tuple[Part, ...]:
    parts = []
    for place, (_, row) in enumerate(rows[rows["share"].notna()].iterrows()):
        share = percent(row["share"], lang) + mark(row["share_state"])
        name = proposer_name(row["item"], lang)
        labels = [f"{name} {share}", share]
        if not pd.isna(row["count"]):
            count = number(row["count"], lang) + pick(lang, "件", "")
            labels = [f"{name}\n{share} · {count}", f"{share} · {count}", f"{share}\n{count}", share]
        tone = _TONES.get(row["item"], UNMAPPED[place % 2])
        parts.append(Part(name, float(row["share"]), tone, tuple(labels)))
    rest = 100 - sum(part.share for part in parts)
    if parts and rest > ROUNDING:
        words = pick(lang, "其余未载明提案者", "proposer not stated")
        left = percent(round(rest, 1), lang)
        parts.append(Part(words, rest, PAPER, (f"{words} {left}", left), hatched=True))
    return tuple(parts)


def proposer_name(item: str, lang: str) -> str:
    """A proposer in words; one outside the fixed names stays as the text words it."""
    zh = {"委员": "委员提案", "联名": "联名提案", "集体": "集体提案"}.get(item, item)
    return pick(lang, zh, _NAMES.get(item, item))


def _title(drawn: pd.DataFrame, lang: str) -> str:
    known = drawn[drawn["share"].notna() & drawn["item"].eq("集体")]
    if known.empty:
        return pick(lang, "各次会议均未载明集体提案的占比", "No share of collective proposals is stated")
    changes = [
        _change(rows, lang)
        for _, rows in known[known["place"].notna()].groupby(["place", "base"], sort=False)
        if len(rows) > 1
    ]
    if changes:
        return pick(lang, "集体提案占比：", "Share of collective proposals: ") + pick(lang, "；", "; ").join(
            changes[:2]
        )
    told = [
        f"{occasion(row, lang)}{pick(lang, '', ' ')}{percent(row['share'], lang)}"
        + pick(lang, f"（占{base_name(row['base'], lang)}）", f" of {base_name(row['base'], lang)}")
        for _, row in known.head(3).iterrows()
    ]
    return pick(lang, "集体提案占比：", "Share of collective proposals: ") + pick(lang, "，", ", ").join(told)


def _change(rows: pd.DataFrame, lang: str) -> str:
    """From the first to the last session of one city, of one base."""
    first, last = rows.iloc[0], rows.iloc[-1]
    before, after = percent(first["share"], lang), percent(last["share"], lang)
    base = base_name(first["base"], lang)
    if before == after:
        return pick(
            lang,
            f"{first['place']}持平，均为{base}提案的{after}",
            f"{first['place']} unchanged at {after} of those {base}",
        )
    up = last["share"] > first["share"]
    return pick(
        lang,
        f"{first['place']}由{base}提案的{before}{'升' if up else '降'}至{after}",
        f"{first['place']} {'up' if up else 'down'} from {before} to {after} of those {base}",
    )


def describe_proposers(figures: pd.DataFrame, proposals: pd.DataFrame, lang: str = "zh") -> str:
    """Who made the proposals, in sentences, and who does not say.

    figures, proposals: rows of the tables of these names. Raises `UserError` when there is no session.
    """
    check_input(proposals, lang)
    drawn, _ = one_scope(proposer_table(figures, proposals))
    occasions = _sessions(proposals)
    sentences, silent = [], []
    for _, session in occasions.iterrows():
        rows = _of(session, drawn)
        if rows.empty:
            silent.append(occasion(session, lang))
        for base, group in rows.groupby("base", sort=False):
            told = pick(lang, "，", ", ").join(_told(row, lang) for _, row in group.iterrows())
            of = pick(lang, f"{base_name(base, lang)}提案中", f", of those {base_name(base, lang)}")
            sentences.append(f"{occasion(session, lang)}{of}{pick(lang, '：', ': ')}{told}")
    if silent:
        names = listing(silent, lang)
        sentences.append(pick(lang, f"{names}会议未载明提案者构成", f"No proposers are stated for {names}"))
    return "".join(f"{sentence}{pick(lang, '。', '. ')}" for sentence in sentences).strip()


def _told(row: "pd.Series[Any]", lang: str) -> str:
    parts = []
    if not pd.isna(row["count"]):
        parts.append(number(row["count"], lang) + pick(lang, "件", ""))
    if not pd.isna(row["share"]):
        derived = row["share_state"] == "derived"
        parts.append(percent(row["share"], lang) + (pick(lang, "（推算）", " (derived)") if derived else ""))
    return f"{proposer_name(row['item'], lang)}{pick(lang, '', ' ')}{pick(lang, '、', ', ').join(parts)}"


def _subtitle(occasions: pd.DataFrame, drawn: pd.DataFrame, proposals: pd.DataFrame, lang: str) -> str:
    scope = drawn["scope"].iloc[0] if len(drawn) else "session"
    what = pick(lang, "按提案者分的比重（%）和件数", "Proposals by proposer: share (%) and number")
    counted = proposals[proposals["scope"] == scope]
    return (
        f"{what} · {scope_name(scope, lang)} · {places_and_years(occasions, lang)}\n{cut_offs(counted, lang)}"
    )


def _footnotes(drawn: pd.DataFrame, bars: list[Bar], lang: str) -> list[str]:
    notes = year_scope_note(drawn, lang)
    if drawn["share_state"].eq("derived").any():
        notes.append(
            pick(
                lang,
                "* 推算值：件数÷总件数，原文未载明占比",
                "* derived: number ÷ total; the text states no share",
            )
        )
    if drawn["base"].nunique() > 1:
        notes.append(
            pick(
                lang,
                "占收到与占立案的比重基数不同，不可直接比较",
                "Shares of received and of filed proposals have different bases",
            )
        )
    for _, row in drawn[drawn["share"].isna()].iterrows():
        notes.append(
            pick(
                lang,
                f"{occasion(row, lang)}{_told(row, lang)}：占比未载明，未画入",
                f"{occasion(row, lang)}, {_told(row, lang)}: no share stated, not drawn",
            )
        )
    return notes + narrow_note(bars, lang)
