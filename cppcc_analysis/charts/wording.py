"""How charts name things: places and sessions, measures, numbers, states and sources, in zh and en."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from cppcc_analysis.charts.moments import cut_off
from cppcc_analysis.charts.sizes import SIZES
from cppcc_analysis.charts.style import SMALL, text_width
from cppcc_analysis.errors import UserError, unknown

LANGS = ("zh", "en")

#: (Chinese, English as a noun, unit)
MEASURES = {
    "received": ("收到", "received", "件"),
    "filed": ("立案", "filed", "件"),
    "not_filed": ("未立案", "not filed", "件"),
    "merged": ("并案", "merged", "件"),
    "withdrawn": ("撤案", "withdrawn", "件"),
    "assigned": ("交办", "assigned", "件"),
    "replied": ("办复", "replied to", "件"),
    "satisfied": ("满意", "satisfied", "件"),
    "adopted": ("采纳", "adopted", "件"),
    "key": ("重点提案", "key proposals", "件"),
    "participants": ("提交提案的委员", "members who proposed", "人"),
    "members": ("委员总数", "members in all", "人"),
    "filing_rate": ("立案率", "filing rate", "%"),
    "satisfied_rate": ("满意率", "satisfied", "%"),
}
STATES = {
    "reported": ("载明", "stated"),
    "derived": ("推算", "derived"),
    "not_stated": ("未载明", "not stated"),
    "truncated": ("原文中断", "text breaks off"),
    "conflict": ("有出入", "in conflict"),
    "approximate": ("约数", "approximate"),
}
CATEGORIES = {
    "经济建设": "economic",
    "政治建设": "political",
    "文化建设": "cultural",
    "社会建设": "social",
    "生态文明建设": "ecological",
    "其他": "other",
}
#: inches of small print in which the sources are named one by one
_LONGEST_SOURCE = 2.0 * SIZES["slide_full"].inner
#: more years than this are told by the first and the last
_LISTED_YEARS = 4
#: what a source says word for word; a note names the source alone
_QUOTED = re.compile('[：:]?[“"].*', re.DOTALL)
_DIGITS = "零一二三四五六七八九"


def check_input(rows: pd.DataFrame, lang: str) -> None:
    """Raise `UserError` for an unknown language or a table without rows."""
    if lang not in LANGS:
        raise unknown("language", lang, LANGS)
    if rows.empty:
        raise UserError("nothing to draw: the table has no rows for the chosen cities and years")


def pick(lang: str, zh: str, en: str) -> str:
    """The Chinese or the English wording."""
    return zh if lang == "zh" else en


def measure_name(measure: str, lang: str) -> str:
    """A measure in words.

    >>> measure_name("not_filed", "zh"), measure_name("not_filed", "en")
    ('未立案', 'not filed')
    """
    return pick(lang, *MEASURES[measure][:2])


def state_name(state: str, lang: str) -> str:
    """What a cell rests on, in words."""
    return pick(lang, *STATES[state])


def missing(state: Any, lang: str) -> str:
    """The word for a cell without a value."""
    gap = state if not pd.isna(state) and state in ("truncated", "conflict") else "not_stated"
    return state_name(gap, lang)


def number(value: float, lang: str) -> str:
    """A count, or a rate as printed, with at most two decimals.

    >>> number(1204, "zh"), number(1204, "en"), number(33.7, "zh"), number(30.0, "zh")
    ('1204', '1,204', '33.7', '30')
    """
    text = f"{round(float(value), 2):,.2f}".rstrip("0").rstrip(".")
    return text if lang == "en" else text.replace(",", "")


def counted(count: int, noun: str) -> str:
    """A number of things in English.

    >>> counted(1, "dump"), counted(0, "dump"), counted(1204, "figure")
    ('1 dump', '0 dumps', '1,204 figures')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def percent(value: float, lang: str) -> str:
    """A rate or share with its sign.

    >>> percent(94.6, "zh")
    '94.6%'
    """
    return number(value, lang) + "%"


def amount(measure: str, value: float, lang: str) -> str:
    """A value with its unit.

    >>> amount("received", 386, "zh"), amount("received", 386, "en"), amount("filing_rate", 94.6, "en")
    ('386件', '386', '94.6%')
    """
    unit = MEASURES[measure][2]
    return number(value, lang) + (unit if unit == "%" or lang == "zh" else "")


def stated(row: "pd.Series[Any]", measure: str) -> float | None:
    """The value of a cell, or None where the row gives none."""
    value = row[measure]
    return None if pd.isna(value) else float(value)


def marked(row: "pd.Series[Any]", measure: str, lang: str) -> str:
    """A stated value in words, with the mark of what it rests on: 约 approximate, * derived, † conflict."""
    text = amount(measure, row[measure], lang)
    state = row[f"{measure}_state"]
    if state == "approximate":
        text = pick(lang, "约", "about ") + text
    return text + mark(state)


def mark(state: Any) -> str:
    """The sign behind a value: * derived, † figures in conflict.

    >>> mark("derived"), mark("reported")
    ('*', '')
    """
    return {"derived": "*", "conflict": "†"}.get("" if pd.isna(state) else state, "")


def mark_notes(states: Iterable[Any], lang: str, sign: tuple[str, str] | None = None) -> list[str]:
    """Footnotes for the marks among `states`.

    sign  what a derived value is known by, in Chinese and English; by default its mark and a lighter tone
    """
    present = {state for state in states if not pd.isna(state)}
    by = pick(lang, *(sign or ("* 推算值（浅色）", "* derived (lighter)")))
    notes = {
        "derived": by + pick(lang, "，原文未直接载明", ": not stated in these words"),
        "conflict": pick(lang, "† 原文中的数字相互有出入", "† the figures of the text contradict each other"),
    }
    return [note for state, note in notes.items() if state in present]


def category_name(category: str, lang: str) -> str:
    """A standard category, or several joined by +, in words; others stay as worded.

    >>> category_name("社会建设+生态文明建设", "en"), category_name("生态文明建设+其他", "zh")
    ('social + ecological', '生态文明建设和其他')
    """
    parts = category.split("+")
    if lang == "zh":
        return "和".join(parts)
    return " + ".join(CATEGORIES.get(part, part) for part in parts)


def worded_category(words: str, lang: str) -> str:
    """A category as a text words it; in English where its parts are standard categories.

    >>> worded_category("生态文明建设和其他", "en"), worded_category("科教文卫", "en")
    ('ecological + other', '科教文卫')
    """
    parts = re.split("[、和及与]", words)
    known = lang == "en" and all(part in CATEGORIES for part in parts)
    return category_name("+".join(parts), lang) if known else words


def numeral(value: int) -> str:
    """1 to 99 in Chinese numerals, for 届 and 次.

    >>> numeral(7), numeral(10), numeral(14), numeral(20), numeral(21)
    ('七', '十', '十四', '二十', '二十一')
    """
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones or not tens else "")


def ordinal(value: int) -> str:
    """1st, 2nd, 3rd, 11th.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 21)]
    ['1st', '2nd', '3rd', '4th', '11th', '21st']
    """
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def place_name(row: "pd.Series[Any]", lang: str) -> str:
    """The place, or that the text does not name it."""
    return pick(lang, "地方未载明", "place not stated") if pd.isna(row["place"]) else str(row["place"])


def session_name(row: "pd.Series[Any]", lang: str) -> str:
    """届 and 次 as 十四届二次; empty where the text names neither.

    >>> session_name(pd.Series({"term": 14, "session": 2}), "en")
    '2nd session of the 14th committee'
    """
    term, session = row.get("term"), row.get("session")
    if pd.isna(term):
        return ""
    if pd.isna(session):
        return pick(lang, f"{numeral(int(term))}届", f"{ordinal(int(term))} committee")
    return pick(
        lang,
        f"{numeral(int(term))}届{numeral(int(session))}次",
        f"{ordinal(int(session))} session of the {ordinal(int(term))} committee",
    )


def occasion(row: "pd.Series[Any]", lang: str) -> str:
    """Place and year for a sentence: 阳泉市2023年, 阳泉市 (2023)."""
    place = place_name(row, lang)
    if not pd.isna(row["year"]):
        return pick(lang, f"{place}{row['year']}年", f"{place} ({row['year']})")
    session = session_name(row, lang)
    return pick(lang, place + session, f"{place} ({session})" if session else place)


def occasion_labels(rows: pd.DataFrame, lang: str) -> list[str]:
    """A label for each row, in order: 阳泉市 2023; with the session where that would not tell rows apart."""
    plain = [
        place_name(row, lang) + ("" if pd.isna(row["year"]) else f" {row['year']}")
        for _, row in rows.iterrows()
    ]
    return [
        f"{label} {session_name(row, lang)}".strip()
        if pd.isna(row["year"]) or plain.count(label) > 1
        else label
        for label, (_, row) in zip(plain, rows.iterrows(), strict=True)
    ]


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows place by place in the order of their first appearance, years ascending inside a place."""
    places = list(dict.fromkeys(rows["place"].fillna("")))
    rank = rows["place"].fillna("").map({place: number for number, place in enumerate(places)})
    keys = [key for key in ("year", "term", "session") if key in rows]
    return (
        rows.assign(_place=rank)
        .sort_values(["_place", *keys], kind="stable")
        .drop(columns="_place")
        .reset_index(drop=True)
    )


def listing(items: Sequence[str], lang: str) -> str:
    """Items as a list in a sentence.

    >>> listing(["太原市", "绛县"], "zh"), listing(["a", "b", "c"], "en")
    ('太原市、绛县', 'a, b and c')
    """
    if lang == "zh" or len(items) < 2:
        return "、".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


def places_and_years(rows: pd.DataFrame, lang: str) -> str:
    """The places and the period of `rows` for a subtitle: 阳泉市、朔州市 · 2023—2025年.

    Of more than four years the first and the last, whether or not all between them are there.
    """
    places = list(dict.fromkeys(place_name(row, lang) for _, row in rows.iterrows()))
    if len(places) > 5:
        named = pick(lang, f"{places[0]}等{len(places)}地", f"{places[0]} and {len(places) - 1} more")
    else:
        named = "、".join(places) if lang == "zh" else ", ".join(places)
    years = sorted({int(year) for year in rows["year"].dropna()})
    if not years:
        return named
    if len(years) > _LISTED_YEARS or (len(years) > 2 and years == list(range(years[0], years[-1] + 1))):
        period = pick(lang, f"{years[0]}—{years[-1]}", f"{years[0]}–{years[-1]}")
    else:
        period = pick(lang, "、", ", ").join(map(str, years))
    return f"{named} · {period}{pick(lang, '年', '')}"


def cut_offs(rows: pd.DataFrame, lang: str) -> str:
    """Up to when each row counts."""
    given = [
        (time, label)
        for label, (_, row) in zip(occasion_labels(rows, lang), rows.iterrows(), strict=True)
        if (time := cut_off(row, lang)) is not None
    ]
    if not given:
        return pick(lang, "截止时间未载明", "cut-off not stated")
    if len(given) > 4:
        return pick(lang, "截止时间各次不同，见数据文件", "cut-offs differ: see the data file")
    if lang == "zh":
        return "截至" + "，".join(f"{time}（{label}）" for time, label in given)
    return "as of " + "; ".join(f"{time} ({label})" for time, label in given)


def source_note(rows: pd.DataFrame, lang: str) -> str:
    """Whose documents the rows come from: 资料来源：阳泉市政协十四届二次、三次会议（2023、2024年）文件.

    rows: place and year; term and session where known; `source` where a reference file states them, whose
    publishers are named as the file has it.
    """
    documents, published = _sources(rows)
    notes = [note for note in (_document_note(documents, lang), _published_note(published, lang)) if note]
    return pick(lang, "资料来源：", "Source: ") + pick(lang, "；", "; ").join(notes) if notes else ""


def _sources(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[list[str]]]:
    """The rows that come from documents, and place by place who published the figures of the others."""
    if "source" not in rows or rows["source"].isna().all():
        return rows, []
    # a session that both know is named from both: reference files are CSV, dumps are not
    read = rows["dumps"].fillna("").map(lambda names: any(not n.endswith(".csv") for n in names.split("; ")))
    published = [
        list(dict.fromkeys(_QUOTED.sub("", source) for source in "；".join(sources).split("；")))
        for _, sources in rows.dropna(subset="source").groupby("place", sort=False)["source"]
    ]
    return rows[rows["source"].isna() | read], published


def _document_note(rows: pd.DataFrame, lang: str) -> str | None:
    if rows.empty:
        return None
    occasions = in_order(rows.drop_duplicates([c for c in _OCCASION if c in rows]))
    keys = [occasions["place"].fillna("")]
    if "term" in occasions:
        keys.append(occasions["term"].astype("string").fillna(""))
    named = [_sessions_of(group, lang) for _, group in occasions.groupby(keys, sort=False)]
    note = pick(lang, f"{'；'.join(named)}的文件", f"CPPCC documents: {'; '.join(named)}")
    if text_width(note, SMALL) < _LONGEST_SOURCE:
        return note
    places, sessions = (
        occasions["place"].nunique(dropna=False),
        len(occasions[["place", "year"]].drop_duplicates()),
    )
    if places == 1:
        place = place_name(occasions.iloc[0], lang)
        return pick(
            lang,
            f"{place}政协{sessions}次会议的文件，清单见数据文件",
            f"documents of {sessions} CPPCC sessions of {place}, listed in the data file",
        )
    return pick(
        lang,
        f"{places}个地方政协共{sessions}次会议的文件，清单见数据文件",
        f"documents of {sessions} CPPCC sessions in {places} places, listed in the data file",
    )


def _published_note(published: Sequence[Sequence[str]], lang: str) -> str | None:
    """All publishers, or the first of each place where all are too many."""
    if not published:
        return None
    between, head = pick(lang, "；", "; "), pick(lang, "参考数据：", "reference figures: ")
    note = head + between.join(source for of_place in published for source in of_place)
    if text_width(note, SMALL) < _LONGEST_SOURCE:
        return note
    firsts = [
        first + (pick(lang, f"等{len(rest) + 1}份", f" and {len(rest)} more") if rest else "")
        for first, *rest in published
    ]
    return head + between.join(firsts) + pick(lang, "，清单见数据文件", ", listed in the data file")


_OCCASION = ("place", "term", "session", "year")


def _sessions_of(group: pd.DataFrame, lang: str) -> str:
    """The sessions of one place in one term, with their years."""
    row = group.iloc[0]
    years = [str(year) for year in group["year"].dropna().unique()]
    numbers = [int(n) for n in group["session"].dropna().unique()] if "session" in group else []
    place = place_name(row, lang)
    if "term" not in group or pd.isna(row["term"]):
        meetings = pick(lang, f"{place}政协会议", place)
        return meetings + (pick(lang, f"（{'、'.join(years)}年）", f" ({', '.join(years)})") if years else "")
    term = int(row["term"])
    if lang == "zh":
        sessions = "、".join(f"{numeral(n)}次" for n in numbers)
        meeting = f"{place}政协{numeral(term)}届{sessions}" + ("会议" if numbers else "")
        return meeting + (f"（{'、'.join(years)}年）" if years else "")
    sessions = listing([ordinal(n) for n in numbers], lang)
    meeting = f"{sessions} session{'s' if len(numbers) > 1 else ''} of " if numbers else ""
    return f"{place}, {meeting}the {ordinal(term)} committee" + (f" ({', '.join(years)})" if years else "")
