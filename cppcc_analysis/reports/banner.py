"""What stands at the top of every page: how the audit ended, and what changed since the last report."""

from collections.abc import Mapping, Sequence
from html import escape

from cppcc_analysis.charts.wording import counted, number, pick
from cppcc_analysis.reports.changes import Changes, summarise_changes
from cppcc_analysis.reports.pages import Story

#: where the index tells the changes one by one
CHANGES_ADDRESS = "index.html#changes"
_QUALITY_PAGE = "00_data_quality"


def banner(shown: Mapping[str, int], changes: Changes | None, stories: Sequence[Story], lang: str) -> str:
    """Two lines of HTML. `shown` counts what the report rests on; `stories` are those of its pages."""
    failed = shown["checks_fail"] > 0
    told = escape(describe_audit(shown, lang))
    if any(story.name == _QUALITY_PAGE for story in stories):
        told = f'<a href="{_QUALITY_PAGE}.html">{told}</a>'
    lines = [f'<p class="{"audit fails" if failed else "audit"}">{told}</p>']
    if changes is not None:
        line = escape(summarise_changes(changes, lang))
        lines.append(f'<p class="audit"><a href="{CHANGES_ADDRESS}">{line}</a></p>')
    return "\n".join(lines) + "\n"


def describe_audit(shown: Mapping[str, int], lang: str) -> str:
    """The state of the audit in one line.

    >>> counts = {"checks_hold": 35, "checks_fail": 0, "checks_open": 5, "unread": 0, "rejected": 1}
    >>> describe_audit(counts, "zh")
    '核对：35项成立，0项不成立，5项无法判断；1份文件无法读取'
    """
    n = {name: number(value, lang) for name, value in shown.items()}
    rest = []
    if shown["unread"]:
        rest.append(
            pick(lang, f"{n['unread']}句含数字而未能提取", f"{counted(shown['unread'], 'sentence')} not read")
        )
    if shown["rejected"]:
        rest.append(
            pick(lang, f"{n['rejected']}份文件无法读取", f"{counted(shown['rejected'], 'file')} unreadable")
        )
    if any(shown[name] for name in ("checks_hold", "checks_fail", "checks_open")):
        checks = pick(
            lang,
            f"核对：{n['checks_hold']}项成立，{n['checks_fail']}项不成立，{n['checks_open']}项无法判断",
            f"Checks: {n['checks_hold']} hold, {n['checks_fail']} fail, {n['checks_open']} cannot be told",
        )
    else:
        checks = pick(lang, "没有可以核对的数字", "No figures that could be checked")
    return pick(lang, "；", "; ").join([checks, *rest])
