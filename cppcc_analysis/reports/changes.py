"""What changed since the report that lies in the folder: its tables are kept in it, to compare with."""

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from cppcc_analysis.charts.check_wording import RULES, VERDICTS, rule_name, verdict_name
from cppcc_analysis.charts.wording import MEASURES, counted, measure_name, pick
from cppcc_analysis.errors import UserError
from cppcc_analysis.reports.markup import Cell, Shown, table
from cppcc_analysis.reports.reject_wording import reject_reason
from cppcc_analysis.reports.selection import choose
from cppcc_analysis.tables.difference_text import COMPARED, code_of, load_compared
from cppcc_analysis.tables.differences import COLUMNS, diff_tables
from cppcc_analysis.tables.store import BUILD_RECORD

#: below a report, the tables that it was made from
BUILT = "built"
#: Chinese, English: what a row of the diff is about, in the order of the page. Cells of wide tables follow from
#: the figures, and are left to `cppcc diff`.
_TABLES = {
    "dumps": ("原始文件", "dump"),
    "rejects": ("无法读取的文件", "rejected file"),
    "figures": ("数字", "figure"),
    "checks": ("核对", "check"),
    "corrections": ("更正", "correction"),
    "reference": ("参考数据", "reference figure"),
    "unread": ("未能提取的句子", "unread sentence"),
}
_CHANGES = {
    "added": ("新增", "added"),
    "removed": ("不再有", "removed"),
    "renamed": ("改名", "renamed"),
    "value": ("数值", "value"),
    "fact": ("所指", "what it says"),
    "verdict": ("结果", "verdict"),
    "quote": ("原句", "sentence"),
    "status": ("状态", "state"),
    "approximate": ("是否约数", "approximate"),
    "stated_base": ("所说的基数", "base as stated"),
    "as_of": ("截至", "as of"),
    "copy_of": ("重复自", "copy of"),
    "formula": ("算式", "formula"),
    "chosen": ("是否选定", "chosen"),
    "correction": ("更正", "correction"),
    "reason": ("原因", "reason"),
    "count": ("句数", "sentences"),
}
_REASONS = {
    "new dump": "新文件",
    "removed dump": "文件已移除",
    "changed dump": "文件有改动",
    "correction": "更正",
    "changed rule": "程序有改动",
    "follows": "随数字而变",
    "reference file": "参考数据有改动",
    "renamed": "文件改名",
    "unexplained": "原因不明",
}
_SCOPES = {"year": "全年", "term": "全届"}
#: of more rows a page shows the first ones
_LONGEST = 50
_HASH_SHOWN = 12
#: a sentence of which the reader needs no more to know it again
_TEXT_SHOWN = 80


@dataclass(frozen=True)
class Changes:
    """What differs from the last report.

    since  the day on which that one was made, as 2026-07-01
    rows   the differences, as `tables.differences.diff_tables` gives them
    """

    since: str
    rows: pd.DataFrame


def keep_tables(tables: Path, report: Path) -> None:
    """Copy what a later diff needs of the folder `tables` into the folder of a report."""
    (report / BUILT).mkdir()
    for name in (BUILD_RECORD, *(f"{name}.parquet" for name in COMPARED)):
        shutil.copy2(tables / name, report / BUILT / name)


def changes_since(
    report: Path,
    manifest: Mapping[str, Any],
    tables: Path,
    cities: Sequence[str],
    years: Sequence[int],
) -> Changes | None:
    """What of the cities and years changed in the folder `tables` since the last report in `report`.

    `manifest` is that report's. None where there is none, or none that can be compared: its tables are of an older
    version of the package, or held none of these cities and years.
    """
    try:
        since = str(manifest["created"])[:10]
        if _record(report / BUILT) == _record(tables):
            return Changes(since, pd.DataFrame(columns=list(COLUMNS)))
        old = choose(load_compared(report / BUILT), cities, years)
        new = choose(load_compared(tables), cities, years)
        other_code = code_of(report / BUILT) != code_of(tables)
        return Changes(since, diff_tables(old, new, rule_changed=other_code))
    except (UserError, KeyError, OSError):
        return None


def _record(folder: Path) -> str:
    """What the tables in a folder were made from."""
    return (folder / BUILD_RECORD).read_text(encoding="utf-8")


def summarise_changes(changes: Changes, lang: str) -> str:
    """One line: since when, and how many of what.

    >>> summarise_changes(Changes("2026-07-01", pd.DataFrame({"table": [], "what": []})), "zh")
    '与2026年7月1日的报告相比没有变化'
    """
    counts = []
    for name, (zh, en) in _TABLES.items():
        rows = changes.rows[changes.rows["table"] == name]
        number = len(rows) if name != "figures" else len(rows.drop_duplicates(["dump", "article", "what"]))
        if number:
            counts.append(pick(lang, f"{zh}{number}处", counted(number, en)))
    day = pick(lang, _chinese_day(changes.since), changes.since)
    if not counts:
        return pick(lang, f"与{day}的报告相比没有变化", f"No changes since the report of {day}")
    told = pick(lang, "、", ", ").join(counts)
    return pick(lang, f"与{day}的报告相比有变化：{told}", f"Changes since the report of {day}: {told}")


def show_changes(changes: Changes, lang: str) -> Shown | None:
    """The changes as a table; None where there are none to tell."""
    rank = {name: number for number, name in enumerate(_TABLES)}
    rows = changes.rows[changes.rows["table"].isin(rank)]
    if rows.empty:
        return None
    rows = rows.sort_values("table", key=lambda names: names.map(rank), kind="stable")
    heads = pick(lang, "项目、内容、变化、原为、现为、原因", "Table、What、Change、Was、Is、Why").split("、")
    body = [_line(_texts(row), lang) for row in rows.head(_LONGEST).to_dict("records")]
    more = len(rows) - len(body)
    told = pick(
        lang,
        f"另有{more}处未列出，可用cppcc diff查看。",
        f"{more} more are not listed: `cppcc diff` shows them.",
    )
    return table([Cell(head) for head in heads], body, [told] if more else [])


def _texts(row: Mapping[Any, Any]) -> dict[Any, str]:
    return {name: "" if pd.isna(value) else str(value) for name, value in row.items()}


def _line(row: Mapping[Any, str], lang: str) -> list[Cell]:
    change = row["column"] if row["change"] == "changed" and row["column"] else row["change"]
    if row["table"] == "dumps" and change == "changed":
        name = pick(lang, "内容", "content")
    else:
        name = pick(lang, *_CHANGES.get(change, (change, change)))
    reasons = row["why"].split(", ")
    why = pick(lang, "、".join(_REASONS.get(reason, reason) for reason in reasons), row["why"])
    return [
        Cell(pick(lang, *_TABLES[row["table"]]), "line"),
        Cell(_what(row, lang)),
        Cell(name, "line"),
        Cell(_value(row, "old", lang)),
        Cell(_value(row, "new", lang)),
        Cell(why),
    ]


def _what(row: Mapping[Any, str], lang: str) -> str:
    what, dump = row["what"], row["dump"]
    if row["table"] in ("dumps", "rejects", "unread"):
        return dump or what
    rule, colon, fact = what.partition(": ")
    if colon and rule in RULES:
        what = f"{_fact(fact, lang)}{pick(lang, '：', ': ')}{rule_name(rule, lang)}"
    else:
        what = _fact(what, lang)
    return f"{what} ({dump} #{row['article']})" if dump and row["article"] else what


def _fact(name: str, lang: str) -> str:
    """A fact of the tables (`阳泉市 2023 filed`) in words."""
    if lang != "zh":
        return name.replace("_", " ")
    name = re.sub(
        r"\b[a-z_]+\b", lambda word: measure_name(word[0], lang) if word[0] in MEASURES else word[0], name
    )
    name = re.sub(r" *\((\w+)\)$", lambda scope: f"（{_SCOPES.get(scope[1], scope[1])}）", name)
    return re.sub(r"^(\S+) (\d{4})\b ?", r"\1\2年", name)


def _value(row: Mapping[Any, str], side: str, lang: str) -> str:
    value = row[side]
    if row["table"] == "dumps" and row["change"] != "renamed":
        return value[:_HASH_SHOWN]
    if row["table"] == "rejects":
        return reject_reason(value, lang)
    if value in VERDICTS:
        return verdict_name(value, lang)
    return value if len(value) <= _TEXT_SHOWN else f"{value[:_TEXT_SHOWN]}…"


def _chinese_day(day: str) -> str:
    year, month, date = day.split("-")
    return f"{int(year)}年{int(month)}月{int(date)}日"
