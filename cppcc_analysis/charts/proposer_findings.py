"""Who made the proposals, in a title and in sentences."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.breakdowns import rows_of
from cppcc_analysis.charts.parts import count_text, doubt, share_text
from cppcc_analysis.charts.proposer_table import PROPOSERS, proposer_table, sessions_of
from cppcc_analysis.charts.scopes import base_name, one_scope
from cppcc_analysis.charts.wording import check_input, listing, occasion, percent, pick

#: so many sessions and so many changes at most are told one by one in a title
_SESSIONS, _CHANGES = 3, 2


def proposer_name(item: str, lang: str) -> str:
    """A proposer in words; one outside the fixed names stays as the text words it."""
    zh = {"委员": "委员提案", "联名": "联名提案", "集体": "集体提案"}.get(item, item)
    return pick(lang, zh, PROPOSERS.get(item, item))


def proposers_title(drawn: pd.DataFrame, lang: str) -> str:
    """The share of collective proposals: how it changed, or what it is. drawn: `proposer_table` of one scope."""
    known = drawn[drawn["share"].notna() & drawn["item"].eq("集体")]
    if known.empty:
        return _nothing(drawn, lang)
    head = pick(lang, "集体提案占比：", "Share of collective proposals: ")
    dated = known[known["place"].notna() & known["year"].notna()]
    groups = [rows for _, rows in dated.groupby(["place", "base"], sort=False) if len(rows) > 1]
    if len(groups) > _CHANGES:
        return head + _directions(groups, lang)
    if groups:
        return head + pick(lang, "；", "; ").join(_change(rows, lang) for rows in groups)
    return head + _levels(known, lang)


def _nothing(drawn: pd.DataFrame, lang: str) -> str:
    """That no share is known: none is stated, or what is stated contradicts itself."""
    if drawn.loc[drawn["item"].eq("集体"), "share_state"].eq("conflict").any():
        return pick(
            lang,
            "集体提案的占比在原文中有出入，未画入",
            "The stated shares of collective proposals are in conflict and not drawn",
        )
    return pick(lang, "各次会议均未载明集体提案的占比", "No share of collective proposals is stated")


def _levels(known: pd.DataFrame, lang: str) -> str:
    """What the shares are, session by session, or from the least to the largest of each base."""
    between = pick(lang, "，", ", ")
    if len(known) <= _SESSIONS:
        return between.join(
            f"{occasion(row, lang)}{pick(lang, '', ' ')}{_plain(row, lang)}"
            + pick(lang, f"（占{base_name(row['base'], lang)}）", f" of {base_name(row['base'], lang)}")
            for _, row in known.iterrows()
        )
    told = []
    for base, rows in known.groupby("base", sort=False):
        low, high = (percent(value, lang) for value in (rows["share"].min(), rows["share"].max()))
        zh, en = (f"{low}至{high}", f"{low} to {high}") if low != high else (f"均为{low}", f"{low} each")
        if len(rows) == 1:
            zh = en = low
        name, times = base_name(str(base), lang), len(rows)
        told.append(pick(lang, f"{times}次会议占{name}{zh}", f"{en} of {name} (sessions: {times})"))
    return between.join(told)


def _plain(row: "pd.Series[Any]", lang: str) -> str:
    """A share without the mark that needs a footnote."""
    return share_text(row, lang).rstrip("*†")


def _direction(rows: pd.DataFrame) -> int | None:
    """1, 0 or -1 from the first to the last session; None where approximate shares do not tell."""
    first, last = rows.iloc[0], rows.iloc[-1]
    change = round(float(last["share"]) - float(first["share"]), 2)
    if "approximate" in (first["share_state"], last["share_state"]) and abs(change) <= doubt(first) + doubt(
        last
    ):
        return None
    return (change > 0) - (change < 0)


def _directions(groups: list[pd.DataFrame], lang: str) -> str:
    """In how many places the share rose and fell."""
    # one base for each place, so that none counts twice
    first = {str(rows["place"].iloc[0]): rows for rows in reversed(groups)}
    found = [way for rows in first.values() if (way := _direction(rows)) is not None]
    if not found:
        return pick(lang, f"{len(first)}地均为约数，看不出升降", f"approximate in {len(first)} places")
    counts = [
        pick(
            lang,
            f"{times}地{zh}" if times < len(found) else f"均{zh}",
            f"{en} in {times}" if times < len(found) else f"{en} in all",
        )
        for way, zh, en in ((1, "上升", "up"), (-1, "下降", "down"), (0, "持平", "unchanged"))
        if (times := found.count(way))
    ]
    return pick(
        lang,
        f"首末两次会议相比，可比的{len(found)}地{'、'.join(counts)}",
        f"first to last session, {', '.join(counts)}{' of' if len(counts) > 1 else ''} {len(found)} comparable places",
    )


def _change(rows: pd.DataFrame, lang: str) -> str:
    """From the first to the last session of one place, of one base."""
    first, last = rows.iloc[0], rows.iloc[-1]
    place, base, way = first["place"], base_name(first["base"], lang), _direction(rows)
    before, after = _plain(first, lang), _plain(last, lang)
    if way is None:
        return pick(
            lang,
            f"{place}占{base}提案的比重前后为{before}和{after}",
            f"{place} {before} and then {after} of those {base}",
        )
    if way == 0:
        return pick(
            lang, f"{place}持平，均为{base}提案的{after}", f"{place} unchanged at {after} of those {base}"
        )
    verb = pick(lang, "升" if way > 0 else "降", "up" if way > 0 else "down")
    if len(rows) > 2:
        before = pick(lang, f"{before}（{first['year']}年）", f"{before} in {first['year']}")
        after = pick(lang, f"{after}（{last['year']}年）", f"{after} in {last['year']}")
    return pick(
        lang,
        f"{place}由{base}提案的{before}{verb}至{after}",
        f"{place} {verb} from {before} to {after} of those {base}",
    )


def describe_proposers(figures: pd.DataFrame, proposals: pd.DataFrame, lang: str = "zh") -> str:
    """Who made the proposals, in sentences, and who does not say.

    figures, proposals: rows of the tables of these names. Raises `UserError` when there is no session.
    """
    check_input(proposals, lang)
    drawn, _ = one_scope(proposer_table(figures, proposals))
    occasions = sessions_of(proposals)
    sentences, silent = [], []
    for _, session in occasions.iterrows():
        rows = rows_of(session, drawn)
        if rows.empty:
            silent.append(occasion(session, lang))
        for base, group in rows.groupby("base", sort=False):
            items = pick(lang, "，", ", ").join(told(row, lang) for _, row in group.iterrows())
            of = pick(lang, f"{base_name(base, lang)}提案中", f", of those {base_name(base, lang)}")
            sentences.append(f"{occasion(session, lang)}{of}{pick(lang, '：', ': ')}{items}")
    if silent:
        names = listing(silent, lang)
        sentences.append(pick(lang, f"{names}会议未载明提案者构成", f"No proposers are stated for {names}"))
    return "".join(f"{sentence}{pick(lang, '。', '. ')}" for sentence in sentences).strip()


def told(row: "pd.Series[Any]", lang: str) -> str:
    """A proposer with its count and share: 集体提案27件、12.7%（推算）."""
    values = [count_text(row, lang)] if not pd.isna(row["count"]) else []
    if not pd.isna(row["share"]):
        derived = row["share_state"] == "derived"
        values.append(_plain(row, lang) + (pick(lang, "（推算）", " (derived)") if derived else ""))
    return f"{proposer_name(row['item'], lang)}{pick(lang, '', ' ')}{pick(lang, '、', ', ').join(values)}"
