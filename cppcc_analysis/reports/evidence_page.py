"""The page `evidence.html`: every number of a report with its sentence in the raw dump, to search and to link to.

One file without network: the data stand in it as JSON, which its script shows as text and never as HTML,
and the policy allows that script alone, by its hash. Dumps are other people's text.
"""

import json
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from cppcc_analysis.charts.check_wording import rule_name, tell_check, verdict_name
from cppcc_analysis.charts.moments import cut_off
from cppcc_analysis.charts.wording import number, pick, place_name
from cppcc_analysis.keywords.kinds import name_kinds
from cppcc_analysis.reports.evidence_data import (
    Entry,
    Evidence,
    as_row,
    gather,
    session_words,
    state_words,
    value_words,
)
from cppcc_analysis.reports.pages import Story, describe_choice, navigation, page_style
from cppcc_analysis.reports.passages import Passage, Spot, cut_passages, find_spot, read_texts
from cppcc_analysis.tables.evidence_ids import split_spots
from cppcc_analysis.tables.store import Tables

NAME = "evidence.html"
#: columns of the table: key of an entry, Chinese and English heading
_COLUMNS = (
    ("place", "地方", "Place"),
    ("year", "年份", "Year"),
    ("session", "会议", "Session"),
    ("what", "数的是什么", "What is counted"),
    ("value", "数值", "Value"),
    ("state", "状态", "State"),
    ("checked", "核对", "Checks"),
    ("note", "更正", "Correction"),
)
#: columns by which the list can be narrowed down
_FILTERS = ("place", "year", "measure", "state")
#: what the script says: Chinese, English
_WORDS = {
    "count": ("共{total}个数字，符合条件的{count}个", "{count} of {total} numbers"),
    "tally": ("{count}项{verdict}", "{verdict}: {count}"),
    "page": ("第{page}页，共{pages}页", "Page {page} of {pages}"),
    "all": ("全部", "all"),
    "none": ("没有符合条件的数字。", "No number fits."),
    "unknown": (
        "本页没有这个数字：它不在所选的城市和年份之内，或数据已经更新。",
        "This number is not on the page: it is outside the choice of cities and years, or the data have changed.",
    ),
    "passage": ("原文", "Raw text"),
    "quote": ("原句（原始文件已不在，无上下文）", "Sentence (the raw file is gone: no surroundings)"),
    "spot": ("原文位置", "Place in the raw text"),
    "article": ("文章", "Article"),
    "session": ("会议", "Session"),
    "state": ("状态", "State"),
    "as_of": ("统计截至", "As of"),
    "formula": ("算法", "Formula"),
    "source": ("公布者", "Published by"),
    "parts": ("算自以下数字", "Computed from"),
    "sources": ("出自以下数字", "Rests on"),
    "also": ("同一数字另见", "The same number also stands in"),
    "checks": ("核对", "Checks"),
    "no_checks": ("没有一项核对用到这个数字。", "No check uses this number."),
    "expected": ("应为", "expected"),
    "found": ("载明", "stated"),
    "missing": ("缺", "missing"),
    "note": ("更正", "Correction"),
    "was": ("原文印作{was}", "printed as {was}"),
    "close": ("返回列表", "Back to the list"),
}


def write_evidence(
    tables: Tables,
    raw: Path,
    folder: Path,
    parameters: Mapping[str, Any],
    stories: Sequence[Story] = (),
) -> None:
    """Write `evidence.html` for `tables`, the choice of a report, into `folder`; `raw` holds the dumps."""
    named = pd.concat([tables["figures"]["dump"], tables["reference"]["dump"]])
    texts = read_texts(tables, raw, named)
    html = render_evidence(tables, texts, parameters, stories)
    (folder / NAME).write_text(html, encoding="utf-8")


def render_evidence(
    tables: Mapping[str, pd.DataFrame],
    texts: Mapping[str, str],
    parameters: Mapping[str, Any],
    stories: Sequence[Story] = (),
) -> str:
    """The page as HTML.

    tables      the tables, or the rows chosen of them
    texts       the decoded raw text of dumps and reference files by name; without it a number has its
                sentence only
    parameters  `cities`, `years` and `lang` of the report
    stories     the report's pages, for the navigation
    """
    lang = str(parameters["lang"])
    content = _content(gather(tables, lang), tables, texts, lang)
    words = {key: pick(lang, *both) for key, both in _WORDS.items()}
    data = _as_json(content | {"words": words, "lang": lang})
    title = pick(lang, "数字出处", "Sources of the numbers")
    script, style = _resource("evidence.js"), page_style() + _resource("evidence.css")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{pick(lang, "zh-CN", "en")}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#results">{pick(lang, "跳到数字列表", "Skip to the list of numbers")}</a>\n'
        f"{navigation(lang, stories, NAME)}\n"
        f"<main>\n<h1>{escape(title)}</h1>\n"
        f'<p class="choice">{escape(describe_choice(parameters, lang))}</p>\n'
        f"{_body(lang, corrected=any('note' in entry for entry in content['entries']))}</main>\n"
        f'<script type="application/json" id="data">{data}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


# --- the frame that the script fills ----------------------------------------------------------------


def _body(lang: str, corrected: bool) -> str:
    """Search, list and the place of one number; without a column of corrections where there are none."""
    lead = pick(
        lang,
        "从文本读出的数字和据此推算的数字都在下表。点选一行，看它所在的原句（加亮处）及上下文、文章、核对与更正。",
        "Every number read from the texts, or computed from such numbers, stands below. Choose a row to see its "
        "sentence, marked in its surroundings, with article, checks and corrections.",
    )
    needs = pick(lang, "本页的列表需要启用JavaScript。", "The list on this page needs JavaScript.")
    columns = {key: pick(lang, *names) for key, *names in _COLUMNS}
    columns["measure"] = columns["what"]
    filters = "".join(
        f'<p><label for="by-{key}">{columns[key]}</label><select id="by-{key}"></select></p>'
        for key in _FILTERS
    )
    heads = "".join(
        f'<th scope="col" class="{key}"><button type="button" data-sort="{key}">{columns[key]}</button></th>'
        for key, *_ in _COLUMNS
        if corrected or key != "note"
    )
    search = pick(lang, "查找", "Search")
    hint = pick(lang, "地方、原句、数字……", "place, sentence, number…")
    return (
        f'<p class="lead">{lead}</p>\n<noscript><p class="failed">{needs}</p></noscript>\n'
        f'<div id="search" role="search" aria-label="{pick(lang, "查找和筛选", "Search and filters")}">'
        f'<p class="words"><label for="words">{search}</label>'
        f'<input type="search" id="words" autocomplete="off" placeholder="{hint}"></p>{filters}'
        f'<p><button type="button" id="reset">{pick(lang, "清除条件", "Clear")}</button></p></div>\n'
        f'<p id="count" role="status"></p>\n<div id="panes">\n'
        f'<section id="results" tabindex="-1" aria-label="{pick(lang, "数字列表", "List of numbers")}">\n'
        f'<div class="table"><table><thead><tr>{heads}</tr></thead><tbody id="rows"></tbody></table></div>\n'
        f'<div id="pager" role="group" aria-label="{pick(lang, "翻页", "Pages of the list")}">'
        f'<button type="button" id="previous">{pick(lang, "上一页", "Previous")}</button>'
        f'<span id="page"></span>'
        f'<button type="button" id="next">{pick(lang, "下一页", "Next")}</button></div>\n</section>\n'
        f'<section id="detail" aria-labelledby="detail-title" hidden></section>\n</div>\n'
    )


# --- the data ---------------------------------------------------------------------------------------


def _content(
    found: Evidence, tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], lang: str
) -> dict[str, Any]:
    """Entries, passages, articles and checks, which name each other by their positions."""
    articles = {(str(row["dump"]), int(row["article"])): row for row in tables["articles"].to_dict("records")}
    traces = {key: (_text(row["text"]), _text(row["trace"])) for key, row in articles.items()}
    spots = {at: find_spot(e.row, traces) for at, e in enumerate(found.entries) if e.is_figure}
    passages = cut_passages(spots.values(), texts)
    checks, of_figure = _checks(tables["checks"], found, lang)
    known = {key: number for number, key in enumerate(articles)}
    entries = []
    for at, entry in enumerate(found.entries):
        shown = _entry(entry, lang)
        if at in spots:
            shown |= _place(spots[at], passages, entry)
            shown["article"] = known.get((str(entry.row["dump"]), int(entry.row["article"])))
            shown["also"] = _also(at, found)
        else:
            shown["parts"] = [other for other in entry.figures if other != at]
        used = dict.fromkeys(c for figure in (at, *entry.figures) for c in of_figure.get(figure, ()))
        shown["checks"] = list(used)
        entries.append({key: value for key, value in shown.items() if value not in (None, "", [])})
    return {
        "entries": entries,
        "others": found.others,
        "passages": [passage.shown for passage in passages],
        "articles": [_article(row, lang) for row in articles.values()],
        "checks": checks,
    }


def _entry(entry: Entry, lang: str) -> dict[str, Any]:
    row = entry.row
    correction = row.get("correction", row.get("corrected"))
    was = row.get("corrected_from")
    return {
        "id": entry.id,
        "place": place_name(as_row(row), lang),
        "year": None if pd.isna(row["year"]) else int(row["year"]),
        "session": session_words(row, lang),
        "what": entry.what,
        "measure": entry.measure,
        "value": value_words(entry, lang),
        "number": entry.value,
        "state": state_words(entry.state, lang),
        "kind": entry.state,
        "formula": entry.formula,
        "as_of": cut_off(as_row(row), lang) if entry.is_figure else None,
        "note": _text(correction) if entry.is_figure else None,
        "was": None if was is None or pd.isna(was) else number(was, lang),
        "source": _text(row.get("source")),
    }


def _place(spot: Spot, passages: Sequence[Passage], entry: Entry) -> dict[str, Any]:
    """Where a figure stands: passage, then sentence and number inside it; the sentence alone without one."""
    place = f"{spot.dump} [{spot.start}:{spot.end}]"
    at = bisect_right(passages, (spot.dump, spot.first), key=lambda p: (p.dump, p.start)) - 1
    if at < 0 or passages[at].dump != spot.dump:
        return {"spot": place, "quote": str(entry.row["quote"])}
    inside = [passages[at].at(offset) for offset in (spot.first, spot.start, spot.end, spot.last)]
    return {"spot": place, "in": [at, *inside]}


def _also(at: int, found: Evidence) -> list[int]:
    """Other figures that state the same fact."""
    return [other for other in found.same.get(at, []) if other != at]


def _checks(
    checks: pd.DataFrame, found: Evidence, lang: str
) -> tuple[list[dict[str, Any]], dict[int, list[int]]]:
    """The checks in words, and by figure those that use it."""
    at_spot: dict[tuple[str, int, int], list[int]] = {}
    for at, entry in enumerate(found.entries):
        if entry.is_figure:
            row = entry.row
            at_spot.setdefault((str(row["dump"]), int(row["start"]), int(row["end"])), []).append(at)
    told: list[dict[str, Any]] = []
    of_figure: dict[int, list[int]] = {}
    for row in checks.to_dict("records"):
        used = dict.fromkeys(
            at for spot in split_spots(_text(row["figures"])) for at in at_spot.get(spot, ())
        )
        for at in used:
            of_figure.setdefault(at, []).append(len(told))
        if used:
            told.append(
                {
                    "rule": rule_name(row["rule"], lang),
                    "verdict": verdict_name(row["verdict"], lang),
                    "kind": row["verdict"],
                    "detail": tell_check(row["detail"], lang),
                    "expected": None if pd.isna(row["expected"]) else number(row["expected"], lang),
                    "found": None if pd.isna(row["found"]) else number(row["found"], lang),
                    "missing": tell_check(row["missing"], lang) if _text(row["missing"]) else None,
                    "figures": list(used),
                }
            )
    return told, of_figure


def _article(row: Mapping[Any, Any], lang: str) -> str:
    """Title, kind, and that the text breaks off."""
    title = _text(row["title"]) or pick(lang, "（无标题）", "(no title)")
    facts = [title, name_kinds([row["kind"]], lang), f"#{row['article']}"]
    return " · ".join(facts + ([pick(lang, "原文中断", "text breaks off")] if row["truncated"] else []))


def _text(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)


def _as_json(data: Mapping[str, Any]) -> str:
    """JSON that can't end the element it stands in, nor a line of an older script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


@lru_cache
def _resource(name: str) -> str:
    return files("cppcc_analysis.reports").joinpath(name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    """What the policy calls an inlined script or style by."""
    return f"'sha256-{b64encode(sha256(source.encode('utf-8')).digest()).decode('ascii')}'"
