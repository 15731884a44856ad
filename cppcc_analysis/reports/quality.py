"""How far the tables can be trusted: what was read, what breaks off, which sums hold, what was left unread."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from cppcc_analysis.charts.check_wording import rule_name, tell_check, verdict_name
from cppcc_analysis.charts.scopes import scoped_occasion
from cppcc_analysis.charts.wording import counted, pick
from cppcc_analysis.reports.cells import show_rows
from cppcc_analysis.reports.evidence_links import spot_address
from cppcc_analysis.reports.manifest import count_rows
from cppcc_analysis.reports.markup import Shown, fold, paragraph, stack
from cppcc_analysis.reports.reject_wording import reject_reason
from cppcc_analysis.reports.sources import figure_name
from cppcc_analysis.tables.store import Tables

_ACTIONS = {"set": "改值", "drop": "删除", "choose": "选定", "add": "补入"}


def describe_quality(tables: Tables, lang: str = "zh") -> str:
    """What was read and how the audit ended, in a few sentences.

    tables: those of the chosen cities and years, with the `rejects` of the whole build.
    """
    n = count_rows(tables)
    zh = (
        f"所选范围：{n['dumps']}份原始文件中的{n['articles']}篇文章，其中{n['truncated']}篇原文中断；"
        f"提取出{n['figures']}个数字，另有{n['unread']}句含数字而未能提取。"
        f"算术核对{n['checks_hold']}项成立，{n['checks_fail']}项不成立，{n['checks_open']}项因未载明而无法判断。"
        + (f"全部原始文件中有{n['rejected']}份无法读取。" if n["rejected"] else "没有无法读取的文件。")
    )
    en = (
        f"This choice: {counted(n['articles'], 'article')} in {counted(n['dumps'], 'dump')}, of which "
        f"{n['truncated']} {_verb(n['truncated'], 'break')} off; {counted(n['figures'], 'figure')} read, and "
        f"{counted(n['unread'], 'sentence')} with numbers not read. Of the arithmetic checks "
        f"{n['checks_hold']} {_verb(n['checks_hold'], 'hold')}, {n['checks_fail']} "
        f"{_verb(n['checks_fail'], 'fail')} and {n['checks_open']} cannot be told, as a figure is not stated. "
        + (
            f"Of all files, {n['rejected']} could not be read."
            if n["rejected"]
            else "No file was unreadable."
        )
    )
    return pick(lang, zh, en)


def _verb(count: int, verb: str) -> str:
    return f"{verb}s" if count == 1 else verb


def show_dumps(dumps: pd.DataFrame, lang: str = "zh") -> Shown:
    """Each dump with its encoding, size, and what cleaning found in it."""
    heads = _heads(
        lang,
        "文件、编码、字符数、其中重复、接合断文（处）、文章数",
        "File, Encoding, Characters, Repeated, Halves joined, Articles",
    )
    columns = ["dump", "encoding", "characters", "repeated", "joined", "articles"]
    return show_rows(dumps[columns], heads, lang)


def show_rejects(rejects: pd.DataFrame, lang: str = "zh") -> Shown:
    """Files that could not be read, and why: all of them, as their place and year are not known."""
    heads = _heads(lang, "文件、字节数、原因", "File, Bytes, Reason")
    rows = rejects[["dump", "bytes"]].assign(
        reason=[reject_reason(str(reason), lang) for reason in rejects["reason"]]
    )
    return show_rows(rows, heads, lang)


def show_truncated(articles: pd.DataFrame, lang: str = "zh") -> Shown:
    """Articles that break off: a figure missing there is not a figure that does not exist."""
    broken = articles[articles["truncated"]]
    heads = _heads(lang, "文件、篇号、标题、汉字数", "File, Article, Title, Han characters")
    rows = broken[["dump", "article", "title", "han"]]
    rows = rows.assign(article=[f"#{number}" for number in broken["article"]])
    note = pick(
        lang, "篇号与数据表相同，从#0起。", "Articles are numbered from #0 in each file, as in the tables."
    )
    shown = show_rows(rows, heads, lang)
    return shown if rows.empty else stack(shown, paragraph(note))


def show_checks(checks: pd.DataFrame, lang: str = "zh", linked: bool = False) -> Shown:
    """The arithmetic audit: what fails or cannot be told; what holds is folded away.

    linked  what a check is about leads to its sentence on the evidence page beside the report
    """
    holds = checks["verdict"] == "holds"
    ranked = checks[~holds].sort_values("verdict", key=lambda v: v != "fails", kind="stable")
    summary = pick(lang, f"成立的{holds.sum()}项", f"The {holds.sum()} that hold")
    return stack(_check_table(ranked, lang, linked), fold(summary, _check_table(checks[holds], lang, linked)))


def show_corrections(corrections: pd.DataFrame, lang: str = "zh") -> Shown:
    """What people decided against the printed figures: every line of corrections.csv."""
    heads = _heads(
        lang,
        "行、更正、数字、原值、新值、理由、何人何时",
        "Line, Action, Figure, Was, Is, Reason, Who and when",
    )
    rows = corrections[["line", "action", "what", "expect", "value", "reason"]].assign(
        action=[pick(lang, _ACTIONS[action], action) for action in corrections["action"]],
        by=corrections["who"] + pick(lang, "，", ", ") + corrections["when"],
    )
    return show_rows(rows, heads, lang)


def show_unread(unread: pd.DataFrame, lang: str = "zh") -> Shown:
    """Sentences with 提案 and a number that no rule read: the analyst's to-do list."""
    rows = pd.DataFrame(
        {
            "quote": unread["quote"].array,
            "spot": [f"{row['dump']} [{row['start']}:{row['end']}]" for _, row in unread.iterrows()],
        }
    )
    heads = _heads(lang, "原句、原文位置", "Sentence, Place in the raw text")
    return show_rows(rows, heads, lang)


def _check_table(checks: pd.DataFrame, lang: str, linked: bool) -> Shown:
    rows = pd.DataFrame(
        {
            "occasion": [scoped_occasion(row, lang) for _, row in checks.iterrows()],
            "rule": [rule_name(rule, lang) for rule in checks["rule"]],
            "figure": [figure_name(row, lang) for _, row in checks.iterrows()],
            "detail": [tell_check(detail, lang) for detail in checks["detail"]],
            "expected": checks["expected"].array,
            "found": checks["found"].array,
            "verdict": [_verdict(row, lang) for row in checks.to_dict("records")],
        }
    )
    heads = _heads(
        lang,
        "会议、规则、数字、算式、应为、载明、结果",
        "Session, Rule, Figure, Arithmetic, Expected, Found, Verdict",
    )
    addresses = [spot_address(spots) if linked else "" for spots in checks["figures"]]
    stated = [
        address if known else "" for address, known in zip(addresses, checks["found"].notna(), strict=True)
    ]
    return show_rows(rows, heads, lang, links={"figure": addresses, "found": stated})


def _verdict(check: dict[Hashable, Any], lang: str) -> str:
    """The outcome of a check, with what is missing where it cannot be told."""
    name = verdict_name(check["verdict"], lang)
    if check["verdict"] != "can't tell":
        return name
    missing = tell_check(check["missing"], lang)
    return name + pick(lang, f"，缺{missing}", f": missing {missing}")


def _heads(lang: str, zh: str, en: str) -> list[str]:
    return zh.split("、") if lang == "zh" else en.split(", ")
