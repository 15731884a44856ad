"""What the volumes of proposals show, in a title and in sentences."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.changes import about, change_clause, most, usable
from cppcc_analysis.charts.wording import (
    MEASURES,
    check_input,
    in_order,
    listing,
    measure_name,
    occasion,
    pick,
    place_name,
    state_name,
)

_TOLD = ("received", "merged", "filed", "not_filed", "withdrawn", "assigned", "replied", "adopted")
_TOLD_AFTER = ("filing_rate", "key", "participants", "members")


def volume_title(sessions: pd.DataFrame, lang: str) -> str:
    """The finding of the volumes chart. sessions: rows of one scope, ordered by place and year."""
    stated = sessions[sessions[["received", "filed", "filing_rate"]].notna().any(axis=1)]
    if stated.empty:
        return _nothing(sessions, lang)
    changes = [clause for _, rows in _by_place(sessions) if (clause := _change(rows, lang))]
    if 1 <= len(changes) <= 2:
        return pick(lang, "；", "; ").join(changes)
    if changes:
        return _directions(stated, lang)
    if len(stated) == 1:
        return _one(stated.iloc[0], ("received", "filed", "filing_rate"), lang)
    measure = "received" if len(usable(stated, "received")) > 1 else "filed"
    leader = most(stated, measure, lang)
    if leader is None:
        return _list(stated, lang)
    known = len(usable(stated, measure)) == len(sessions)
    return pick(
        lang,
        f"{'' if known else '载明的会议中，'}{measure_name(measure, lang)}提案{leader}",
        f"{'' if known else 'Where stated, '}the number of proposals {measure_name(measure, lang)} {leader}",
    ).replace("the number", "The number" if known else "the number")


def describe_volumes(proposals: pd.DataFrame, lang: str = "zh") -> str:
    """The volumes in sentences: what changed, each session's figures, what is of wider scope or missing.

    proposals: rows of the table `proposals`. Raises `UserError` when there is none.
    """
    check_input(proposals, lang)
    rows = in_order(proposals)
    sessions, wider = rows[rows["scope"] == "session"], rows[rows["scope"] != "session"]
    empty = _without(sessions)
    sentences = [clause for _, place in _by_place(sessions) if (clause := _change(place, lang))]
    sentences += [_one(row, (*_TOLD, *_TOLD_AFTER), lang) for _, row in sessions.drop(empty.index).iterrows()]
    sentences += [_wide(row, lang) for _, row in wider.drop(_without(wider).index).iterrows()]
    if len(empty) or not sentences:
        sentences.append(_nothing(empty, lang))
    return "".join(f"{sentence}{pick(lang, '。', '. ')}" for sentence in sentences).strip()


def _by_place(rows: pd.DataFrame) -> Any:
    return rows.groupby(rows["place"].fillna(""), sort=False)


def _without(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in which no measure has a value."""
    return rows[rows[[*_TOLD, *_TOLD_AFTER]].isna().all(axis=1)]


def _change(rows: pd.DataFrame, lang: str) -> str | None:
    """How received (else filed) proposals of one place changed from its first to its last session."""
    if rows["place"].isna().any() or rows["year"].isna().any():
        return None
    for measure in ("received", "filed", "filing_rate"):
        known = usable(rows, measure)
        if len(known) > 1:
            break
    else:
        return None
    first, last = known.iloc[0], known.iloc[-1]
    place, clause = place_name(first, lang), change_clause(measure, first, last, lang, len(rows) > 2)
    name = measure_name(measure, lang)
    if measure == "filing_rate":
        return pick(lang, f"{place}立案率{clause}", f"{place}: filing rate {clause}")
    text = pick(lang, f"{place}{name}提案{clause}", f"{place}: proposals {name} {clause}")
    if len(usable(pd.DataFrame([first, last]), "filing_rate")) == 2:
        rate = change_clause("filing_rate", first, last, lang)
        text += pick(lang, f"，立案率{rate}", f"; filing rate {rate}")
    return text


def _directions(stated: pd.DataFrame, lang: str) -> str:
    """In how many places the proposals received rose and fell."""
    rose = fell = level = 0
    for _, rows in _by_place(stated[stated["place"].notna() & stated["year"].notna()]):
        known = usable(rows, "received")
        if len(known) > 1:
            change = known["received"].iloc[-1] - known["received"].iloc[0]
            rose, fell, level = rose + (change > 0), fell + (change < 0), level + (change == 0)
    if not rose + fell + level:
        return _list(stated, lang)
    compared = rose + fell + level
    counts = [
        pick(lang, f"{count}地{zh}" if count < compared else f"均{zh}", f"{en} in {count}")
        for count, zh, en in ((rose, "增加", "up"), (fell, "减少", "down"), (level, "持平", "level"))
        if count
    ]
    return pick(
        lang,
        f"首末两次会议相比，可比的{compared}地收到提案{'、'.join(counts)}",
        f"Proposals received, first to last session: {', '.join(counts)} of {compared} comparable places",
    )


def _one(row: "pd.Series[Any]", measures: tuple[str, ...], lang: str) -> str:
    """What one session states."""
    parts = []
    for measure in measures:
        if pd.isna(row[measure]):
            continue
        value = about(row, measure, lang)
        state = row[f"{measure}_state"]
        if state in ("derived", "conflict"):
            value += pick(lang, f"（{state_name(state, lang)}）", f" ({state_name(state, lang)})")
        parts.append((measure, value))
    if lang == "en":
        return f"{occasion(row, lang)}: " + ", ".join(_english(m, value) for m, value in parts)
    words = [f"{measure_name(m, lang)}{'提案' if m == 'received' else ''}{value}" for m, value in parts]
    return f"{occasion(row, lang)}会议" + "，".join(words)


def _english(measure: str, value: str) -> str:
    name, unit = measure_name(measure, "en"), MEASURES[measure][2]
    if unit == "%":
        return f"{name} {value}"
    return f"{value} {'proposals ' if measure == 'received' else ''}{name}"


def _wide(row: "pd.Series[Any]", lang: str) -> str:
    term = row["scope"] == "term"
    scope = pick(
        lang,
        "一届" if term else "上一工作年度",
        "the whole term" if term else "the working year before",
    )
    told = [
        pick(
            lang,
            f"{measure_name(m, lang)}{about(row, m, lang)}",
            f"{about(row, m, lang)} {measure_name(m, lang)}",
        )
        for m in (*_TOLD, *_TOLD_AFTER)
        if not pd.isna(row[m])
    ]
    return pick(
        lang,
        f"{occasion(row, lang)}会议上报告的{scope}（{'全届' if term else '全年'}口径）：{'，'.join(told)}，"
        "与会议期间的数不可比",
        f"{occasion(row, lang)}, on {scope}, as reported at the session: {', '.join(told)}; "
        "not comparable with the figures of a session",
    )


def _nothing(rows: pd.DataFrame, lang: str) -> str:
    """That these sessions state no figures."""
    if rows.empty:
        return pick(lang, "没有会议期间的提案数", "No figures of a plenary session")
    names = [occasion(row, lang) for _, row in rows.iterrows()]
    who = listing(names, lang) if len(names) <= 4 else pick(lang, f"{len(names)}次", f"{len(names)} sessions")
    return pick(
        lang,
        f"{who}会议未载明会议期间的提案数",
        f"No figures of the session are stated for {who}",
    )


def _list(stated: pd.DataFrame, lang: str) -> str:
    """The stated figures, side by side, where no ranking is safe."""
    measure = "received" if stated["received"].notna().any() else "filed"
    if stated[measure].isna().all():
        measure = "filing_rate"
    known = stated[stated[measure].notna()]
    told = [
        f"{occasion(row, lang)}{pick(lang, '', ' ')}{about(row, measure, lang)}"
        for _, row in known.head(3).iterrows()
    ]
    name = measure_name(measure, lang)
    rest = len(known) - len(told)
    if rest:
        told.append(pick(lang, f"另{rest}次见图", f"{rest} more in the chart"))
    if measure == "filing_rate":
        return pick(lang, f"立案率：{'，'.join(told)}", f"Filing rate: {', '.join(told)}")
    return pick(lang, f"{name}提案：{'，'.join(told)}", f"Proposals {name}: {', '.join(told)}")
