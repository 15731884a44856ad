"""`briefing.pptx`: the findings, a slide for each chart, and what is missing."""

from collections.abc import Sequence
from pathlib import Path

from pptx.presentation import Presentation
from pptx.slide import Slide

from cppcc_analysis.briefing.findings import FINDINGS, LIMITS, about
from cppcc_analysis.briefing.layout import Briefing, reading_notes
from cppcc_analysis.briefing.statements import Statement
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.style import FILED, MUTED
from cppcc_analysis.office.box import Box
from cppcc_analysis.office.slides import (
    HEIGHT,
    WIDTH,
    add_native,
    add_text,
    new_presentation,
    new_slide,
    save_presentation,
    text_height,
)
from cppcc_analysis.office.text import clean

_LEFT, _TOP, _BOTTOM = 0.6, 0.45, 0.35
_ROOM = WIDTH - 2 * _LEFT
_HEAD, _BODY, _SMALL = 26.0, 16.0, 10.5
_BETWEEN = 7.0
#: slides of findings, and of what is missing; the document has the rest
_MOST_FINDINGS, _MOST_LIMITS = 4, 2


def write_deck(briefing: Briefing, file: Path) -> Path:
    """Write the presentation; returns its file."""
    presentation = new_presentation(briefing.title, briefing.lang)
    _title_slide(presentation, briefing)
    findings = about(briefing.statements, FINDINGS)
    heading = briefing.say("主要发现", "Findings")
    _listed(presentation, briefing, heading, findings, _MOST_FINDINGS)
    for chart in briefing.charts:
        _chart_slide(presentation, briefing, chart)
    limits = about(briefing.statements, LIMITS)
    heading = briefing.say("核对结果与缺失的数据", "Checks, and what is missing")
    _listed(presentation, briefing, heading, limits, _MOST_LIMITS)
    _reading_slide(presentation, briefing)
    return save_presentation(presentation, file)


def _title_slide(presentation: Presentation, briefing: Briefing) -> None:
    slide = new_slide(presentation)
    add_text(slide, Box(_LEFT, 2.0, _ROOM, 1.0), briefing.title, 40, bold=True, anchor="bottom", tone=FILED)
    add_text(slide, Box(_LEFT, 3.2, _ROOM, 0.9), briefing.occasion, 24, least=14)
    below = [line for line in (briefing.dates, briefing.audit) if line]
    add_text(slide, Box(_LEFT, 4.3, _ROOM, 1.4), below, 16, tone=MUTED, between=6, least=12)


def _listed(
    presentation: Presentation, briefing: Briefing, heading: str, statements: Sequence[Statement], most: int
) -> None:
    """Sentences on as many slides as they need, at most `most`; the last one says how many are left out."""
    pages = _paged([f"{each}[{briefing.number(each)}]" for each in statements])
    told = 0
    for number, page in enumerate(pages[:most], 1):
        slide = new_slide(presentation)
        _headline(slide, heading)
        shown = statements[told : told + len(page)]
        told += len(page)
        left = len(statements) - told
        rest = [briefing.say(f"其余{left}条见 briefing.docx。", f"{left} more in briefing.docx.")]
        add_text(
            slide,
            _body(),
            page + (rest if left and number == most else []),
            _BODY,
            between=_BETWEEN,
            least=11,
        )
        _speak(slide, [line for each in shown for line in _sourced(briefing, each)])


def _paged(lines: Sequence[str]) -> list[list[str]]:
    """Lines in pages that they fill at the size of the body."""
    pages: list[list[str]] = []
    for line in lines:
        # room for the line on what is left out
        fits = pages and text_height([*pages[-1], line, ""], _BODY, _ROOM, _BETWEEN) <= _body().height
        if fits:
            pages[-1].append(line)
        else:
            pages.append([line])
    return pages


def _body() -> Box:
    return Box(_LEFT, _TOP + 0.9, _ROOM, HEIGHT - _TOP - 0.9 - _BOTTOM)


def _headline(slide: Slide, text: str) -> None:
    add_text(slide, Box(_LEFT, _TOP, _ROOM, 0.75), text, _HEAD, bold=True, tone=FILED, least=18)


def _chart_slide(presentation: Presentation, briefing: Briefing, chart: Chart) -> None:
    slide = new_slide(presentation)
    head = min(0.95, text_height([chart.title], _HEAD, _ROOM))
    size = add_text(slide, Box(_LEFT, _TOP, _ROOM, head), chart.title, _HEAD, bold=True, tone=FILED, least=16)
    top = _TOP + text_height([chart.title], size, _ROOM) + 0.08
    subtitle = chart.subtitle.split("\n")
    under = text_height(subtitle, 13, _ROOM)
    add_text(slide, Box(_LEFT, top, _ROOM, under), subtitle, 13, tone=MUTED)
    notes = [*chart.footnotes, chart.source]
    foot = min(text_height(notes, _SMALL, _ROOM), 1.6)
    bottom = HEIGHT - _BOTTOM - foot
    add_text(slide, Box(_LEFT, bottom, _ROOM, foot), notes, _SMALL, tone=MUTED, least=7)
    top += under + 0.12
    add_native(slide, chart.native, Box(_LEFT, top, _ROOM, bottom - top - 0.12), briefing.lang, chart.alt)
    told = about(briefing.statements, briefing.topics_of(chart))
    heading = briefing.say("图示说明：", "The chart in words: ")
    _speak(slide, [heading + chart.alt, *(line for each in told for line in _sourced(briefing, each))])


def _reading_slide(presentation: Presentation, briefing: Briefing) -> None:
    slide = new_slide(presentation)
    _headline(slide, briefing.say("怎样读这些标记", "How to read the marks"))
    add_text(slide, _body(), reading_notes(briefing.lang), _BODY, between=_BETWEEN, least=11)


def _sourced(briefing: Briefing, statement: Statement) -> list[str]:
    """A sentence with its mark, and below it each number with its sources."""
    return [
        f"[{briefing.number(statement)}] {statement}",
        *(f"　{note}" for note in briefing.notes(statement)),
    ]


def _speak(slide: Slide, lines: Sequence[str]) -> None:
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = clean("\n".join(lines))
