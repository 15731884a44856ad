"""How far the tables can be trusted: what was read, what breaks off, which sums hold, what was left unread."""

import pandas as pd

from cppcc_analysis.charts.wording import occasion, pick
from cppcc_analysis.reports.cells import show_rows
from cppcc_analysis.reports.manifest import count_build
from cppcc_analysis.reports.markup import Shown, fold, stack
from cppcc_analysis.reports.sources import figure_name
from cppcc_analysis.tables.store import Tables

#: the audit's rules in Chinese
RULES = {
    "filed <= received": "立案不多于收到",
    "received = filed + not filed + merged + withdrawn": "收到＝立案＋未立案＋并案＋撤案",
    "parts by proposer = total": "各提案者之和＝总数",
    "parts by category = total": "各类别之和＝总数",
    "share = part ÷ base": "占比＝件数÷基数",
    "participants <= members": "提交提案的委员不多于委员总数",
}
VERDICTS = {
    "holds": ("成立", "holds"),
    "fails": ("不成立", "fails"),
    "can't tell": ("无法判断", "can't tell"),
}


def describe_quality(tables: Tables, lang: str = "zh") -> str:
    """What was read and how the audit ended, in two or three sentences."""
    built = count_build(tables)
    articles = tables["articles"]
    broken = int(articles["truncated"].sum())
    zh = (
        f"从{built['dumps']}份原始文件（另有{built['rejected']}份无法读取）中分出{len(articles)}篇文章，"
        f"其中{broken}篇原文中断；识读出{built['figures']}个数字，另有{built['unread']}句含数字而未能识读。"
        f"算术核对{built['checks_hold']}项成立，{built['checks_fail']}项不成立，{built['checks_open']}项因未载明而无法判断。"
    )
    en = (
        f"{built['dumps']} dumps were read ({built['rejected']} more could not be), holding {len(articles)} "
        f"articles, {broken} of which break off. {built['figures']} figures were read; sentences with numbers "
        f"that were not read: {built['unread']}. Of the arithmetic checks {built['checks_hold']} hold, "
        f"{built['checks_fail']} fail and {built['checks_open']} cannot be told, as a figure is not stated."
    )
    return pick(lang, zh, en)


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
    """Files that could not be read, and why."""
    heads = _heads(lang, "文件、字节数、原因", "File, Bytes, Reason")
    return show_rows(rejects[["dump", "bytes", "reason"]], heads, lang)


def show_truncated(articles: pd.DataFrame, lang: str = "zh") -> Shown:
    """Articles that break off: a figure missing there is not a figure that does not exist."""
    broken = articles[articles["truncated"]]
    heads = _heads(lang, "文件、篇序、标题、汉字数", "File, Article, Title, Han characters")
    rows = broken[["dump", "article", "title", "han"]].assign(article=broken["article"] + 1)
    return show_rows(rows, heads, lang)


def show_checks(checks: pd.DataFrame, lang: str = "zh") -> Shown:
    """The arithmetic audit: what fails or cannot be told; what holds is folded away."""
    holds = checks["verdict"] == "holds"
    ranked = checks[~holds].sort_values("verdict", key=lambda v: v != "fails", kind="stable")
    summary = pick(lang, f"成立的{holds.sum()}项", f"The {holds.sum()} that hold")
    return stack(_check_table(ranked, lang), fold(summary, _check_table(checks[holds], lang)))


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


def _check_table(checks: pd.DataFrame, lang: str) -> Shown:
    rows = pd.DataFrame(
        {
            "occasion": [occasion(row, lang) for _, row in checks.iterrows()],
            "rule": [pick(lang, RULES.get(rule, rule), rule) for rule in checks["rule"]],
            "figure": [figure_name(row, lang) for _, row in checks.iterrows()],
            "expected": checks["expected"].array,
            "found": checks["found"].array,
            "verdict": [pick(lang, *VERDICTS[verdict]) for verdict in checks["verdict"]],
        }
    )
    heads = _heads(
        lang, "会议、规则、数字、应为、载明、结果", "Session, Rule, Figure, Expected, Found, Verdict"
    )
    return show_rows(rows, heads, lang)


def _heads(lang: str, zh: str, en: str) -> list[str]:
    return zh.split("、") if lang == "zh" else en.split(", ")
