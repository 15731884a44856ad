"""The first page of a report: what it was built from, and a card for each page."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from cppcc_analysis.charts.wording import number, pick
from cppcc_analysis.reports.pages import Story, describe_choice, failure, page
from cppcc_analysis.reports.runner import Outcome


def render_index(
    manifest: Mapping[str, Any], stories: Sequence[Story], outcomes: Sequence[Outcome], lang: str
) -> str:
    """The page `index.html`."""
    title = pick(lang, "政协提案分析报告", "CPPCC proposals: reports")
    errors = {outcome.name: outcome.error for outcome in outcomes}
    cards = "".join(_card(story, errors.get(story.name), lang) for story in stories)
    below = pick(lang, "参数、版本和输入文件的校验值见", "Parameters, versions and hashes of the inputs: ")
    body = (
        f"<h1>{escape(title)}</h1>\n"
        f'<p class="choice">{escape(describe_choice(manifest["parameters"], lang))}</p>\n'
        f'<p class="built">{escape(describe_build(manifest, lang))}</p>\n'
        f'<ul class="cards">{cards}</ul>\n'
        f'<p class="note"><small>{escape(below)}<a href="manifest.json">manifest.json</a></small></p>'
    )
    return page(title, lang, body, stories)


def describe_build(manifest: Mapping[str, Any], lang: str) -> str:
    """One line: from what and when the report was built."""
    built = {name: number(value, lang) for name, value in manifest["built"].items()}
    day = manifest["created"][:10]
    return pick(
        lang,
        f"{day}生成，依据{built['dumps']}份原始文件（另有{built['rejected']}份无法读取）中的{built['figures']}个数字；"
        f"算术核对{built['checks_hold']}项成立、{built['checks_fail']}项不成立、{built['checks_open']}项无法判断；"
        f"{built['unread']}句含数字而未能识读。",
        f"Built on {day} from {built['figures']} figures in {built['dumps']} dumps "
        f"({built['rejected']} more could not be read). Arithmetic checks: {built['checks_hold']} hold, "
        f"{built['checks_fail']} fail, {built['checks_open']} cannot be told. "
        f"Sentences with numbers that were not read: {built['unread']}.",
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
