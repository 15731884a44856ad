"""The command `cppcc checks`: the audit, printed session by session."""

from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console
from rich.text import Text

from cppcc_analysis import pipeline
from cppcc_analysis.charts.check_wording import rule_name, tell_check, verdict_name
from cppcc_analysis.charts.scopes import scoped_occasion
from cppcc_analysis.charts.wording import LANGS, in_order, pick
from cppcc_analysis.errors import unknown
from cppcc_analysis.inspection.terminal import open_console, printable
from cppcc_analysis.tables.audit.audit import dump_checks
from cppcc_analysis.tables.crosswalk import unknown_wordings
from cppcc_analysis.tables.schemas import VERDICTS
from cppcc_analysis.tables.store import Tables, load_tables

_SIGNS = {"holds": ("✓", "green"), "fails": ("✗", "bold red"), "can't tell": ("?", "yellow")}
_ASIDE = "dim"


def run_checks(raw: Path, out: Path, lang: str) -> bool:
    """Print every check of the tables in `out`, which are built anew where they are older than the dumps.

    Returns whether none that is about the dumps fails: what a reference file got wrong no rebuild can mend.
    Raises `UserError` where there is nothing to read.
    """
    if lang not in LANGS:
        raise unknown("language", lang, LANGS)
    if pipeline.is_stale(raw, out):
        pipeline.build(raw, out, progress=True)
    tables = load_tables(out)
    console = open_console()
    checks = tables["checks"]
    # sessions in their order, the checks of a session in that of the audit
    for _, of_session in in_order(checks).groupby(
        ["dump", "place", "year", "scope"], dropna=False, sort=False
    ):
        _print_session(console, of_session, tables, lang)
    _print_unknown(console, unknown_wordings(tables["categories"]), lang)
    console.print()
    console.print(Text(_summary(checks, len(checks) - len(dump_checks(tables)), lang), "bold"))
    return not dump_checks(tables)["verdict"].eq("fails").any()


def _print_session(console: Console, checks: pd.DataFrame, tables: Tables, lang: str) -> None:
    first = checks.iloc[0]
    console.print()
    console.print(Text(printable(f"{scoped_occasion(first, lang)}  {first['dump']}"), "bold"))
    for check in checks.to_dict("records"):
        sign, style = _SIGNS[check["verdict"]]
        line = Text(f"  {sign} ", style)
        line.append(printable(f"{rule_name(check['rule'], lang)}  "))
        line.append(printable(_outcome(check, lang)), _ASIDE if check["verdict"] == "holds" else "")
        console.print(line, soft_wrap=True)
        if check["verdict"] == "fails":
            for quote in _quotes(check, tables):
                console.print(Text(printable(f"      {quote}"), _ASIDE), soft_wrap=True)


def _outcome(check: dict[Any, Any], lang: str) -> str:
    """The arithmetic, and what is wrong or missing."""
    words = tell_check(check["detail"], lang)
    if check["rule"] == "share = part ÷ base" and check["verdict"] == "holds":
        stated = pick(lang, "，载明", ", stated ")
        return f"{words} = {check['expected']:.2f}%{stated}{check['found']:g}%"
    if check["verdict"] == "fails":
        expected, found = _number(check["expected"]), _number(check["found"])
        return words + pick(
            lang, f"（应为{expected}，实为{found}）", f" (expected {expected}, found {found})"
        )
    if check["verdict"] == "can't tell":
        missing = tell_check(check["missing"], lang)
        return words + pick(lang, f"（无法判断，缺：{missing}）", f" (missing: {missing})")
    return words


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _quotes(check: dict[Any, Any], tables: Tables) -> list[str]:
    """The sentences of the figures that a check used."""
    figures = pd.concat([tables["figures"], tables["reference"]])
    places = (
        figures["dump"]
        + "["
        + figures["start"].astype("string")
        + ":"
        + figures["end"].astype("string")
        + "]"
    )
    used = figures[places.isin(check["figures"].split("; "))]
    notes = used["correction"].map(lambda note: f"  ← {note}", na_action="ignore").astype("string").fillna("")
    return list(dict.fromkeys(used["quote"] + notes))


def _print_unknown(console: Console, unknown_words: pd.DataFrame, lang: str) -> None:
    if unknown_words.empty:
        return
    console.print()
    console.print(
        Text(pick(lang, "对照表中没有的类别名称", "Category names that the crosswalk lacks"), "bold")
    )
    for row in unknown_words.to_dict("records"):
        nearest = (
            pick(lang, f"，近似：{row['nearest']}", f", nearest: {row['nearest']}") if row["nearest"] else ""
        )
        console.print(
            Text(printable(f"  {row['category']}  {row['places']} ×{row['times']}{nearest}")), soft_wrap=True
        )


def _summary(checks: pd.DataFrame, of_reference: int, lang: str) -> str:
    counts = [int(checks["verdict"].eq(verdict).sum()) for verdict in VERDICTS]
    told = [
        f"{verdict_name(v, lang)}{pick(lang, '', ': ')}{n}" for v, n in zip(VERDICTS, counts, strict=True)
    ]
    whose = ""
    if of_reference:
        whose = pick(lang, f"（其中参考文件{of_reference}项）", f" ({of_reference} of reference files)")
    head = pick(lang, f"核对{len(checks)}项{whose}：", f"{len(checks)} checks{whose}: ")
    return head + pick(lang, "，", ", ").join(told)
