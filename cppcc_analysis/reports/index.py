"""The first page of a report: what it was built from, and a card for each page."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from cppcc_analysis.charts.wording import counted, number, pick
from cppcc_analysis.reports.banner import banner
from cppcc_analysis.reports.changes import Changes, show_changes, summarise_changes
from cppcc_analysis.reports.pages import Story, describe_choice, failure, page
from cppcc_analysis.reports.runner import Outcome


def render_index(
    manifest: Mapping[str, Any],
    stories: Sequence[Story],
    outcomes: Sequence[Outcome],
    lang: str,
    changes: Changes | None = None,
) -> str:
    """The page `index.html`; `changes` since the last report, where there was one to compare with."""
    title = pick(lang, "政协提案分析报告", "CPPCC proposals: reports")
    errors = {outcome.name: outcome.error for outcome in outcomes}
    cards = "".join(_card(story, errors.get(story.name), lang) for story in stories)
    below = pick(lang, "参数、版本和输入文件的校验值见", "Parameters, versions and hashes of the inputs: ")
    body = (
        f"<h1>{escape(title)}</h1>\n"
        f'<p class="choice">{escape(describe_choice(manifest["parameters"], lang))}</p>\n'
        f'<p class="built">{escape(describe_build(manifest, lang))}</p>\n'
        f'<p class="files">{_files(lang)}</p>\n'
        f"{banner(manifest['shown'], changes, stories, lang)}"
        f'<ul class="cards">{cards}</ul>\n'
        f"{_changes(changes, lang)}"
        f'<p class="note"><small>{escape(below)}<a href="manifest.json">manifest.json</a></small></p>'
    )
    return page(title, lang, body, stories)


def _files(lang: str) -> str:
    """Links to the files of the briefing."""
    named = {
        "briefing.pptx": pick(lang, "幻灯片", "Slides"),
        "briefing.docx": pick(lang, "文稿", "Document"),
        "tables.xlsx": pick(lang, "数据工作簿", "Workbook"),
    }
    links = " · ".join(f'<a href="{file}" download>{escape(name)} {file}</a>' for file, name in named.items())
    return pick(lang, "用于简报：", "For a briefing: ") + links


def _changes(changes: Changes | None, lang: str) -> str:
    """The section of changes; nothing where no report came before."""
    if changes is None:
        return ""
    shown = show_changes(changes, lang)
    heading = pick(lang, "与上次报告相比", "Changes since the last report")
    line = f"<p>{escape(summarise_changes(changes, lang))}{pick(lang, '。', '.')}</p>"
    return f'<h2 id="changes">{heading}</h2>\n{line}{shown.html if shown else ""}\n'


def describe_build(manifest: Mapping[str, Any], lang: str) -> str:
    """One line: from what and when the report was built."""
    day = manifest["created"][:10]
    shown, built = manifest["shown"], manifest["built"]
    parts = [
        pick(lang, f"{day}生成", f"Made on {day}"),
        pick(lang, "所载：", "Shown here: ") + _describe_size(shown, lang),
    ]
    if shown != built:
        parts.append(pick(lang, "全部数据：", "The whole data: ") + _describe_size(built, lang))
    rejected = number(built["rejected"], lang)
    parts.append(
        pick(
            lang,
            f"全部文件中有{rejected}份无法读取" if built["rejected"] else "没有无法读取的文件",
            f"Of all files, {rejected} could not be read" if built["rejected"] else "No file was unreadable",
        )
    )
    return pick(lang, "。", ". ").join(parts) + pick(lang, "。", ".")


def _describe_size(sizes: Mapping[str, int], lang: str) -> str:
    """How many figures of how many dumps."""
    return pick(
        lang,
        f"{sizes['dumps']}份原始文件中的{sizes['figures']}个数字",
        f"{counted(sizes['figures'], 'figure')} from {counted(sizes['dumps'], 'dump')}",
    )


def _card(story: Story, error: str | None, lang: str) -> str:
    failed = f'<p class="failed">{escape(failure(error, lang))}</p>' if error else ""
    charts = "".join(
        f'<figure><a href="{escape(story.name)}.html"><img src="charts/{escape(name)}.svg" alt="{escape(alt)}" '
        f'loading="lazy"></a><figcaption>{escape(title)}</figcaption></figure>'
        for name, title, alt in story.charts
    )
    return (
        f'<li class="card"><h2><a href="{escape(story.name)}.html">{escape(story.title)}</a></h2>'
        f"<p>{escape(story.purpose)}</p>{failed}{charts}</li>"
    )
