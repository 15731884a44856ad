"""One self-contained page of a dump: the raw text in full, with what was read from it at its place.

Everything that comes from the dump is escaped: dumps are other people's text. A place in the text is
named by its raw offset, so that a link to it reads like `start` in the tables.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files

from cppcc_analysis.charts.wording import pick
from cppcc_analysis.inspection.marks import Mark, find_marks
from cppcc_analysis.inspection.stretches import Piece, Stretch, cut_raw
from cppcc_analysis.inspection.wording import (
    amount,
    cut_offs,
    describe_article,
    describe_dump,
    describe_figure,
    title_of,
)
from cppcc_analysis.pipeline import DumpReading
from cppcc_analysis.tables.facts import Reading

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render_page(reading: DumpReading, lang: str) -> str:
    """The page as HTML, without scripts, pictures or foreign addresses."""
    raw = reading.dump.raw
    marks = find_marks(raw, reading.readings)
    stretches = cut_raw(raw, reading.page.articles, marks)
    name = escape(reading.dump.name)
    return (
        f'<!DOCTYPE html>\n<html lang="{pick(lang, "zh-CN", "en")}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{name}</h1>\n{_facts(reading, lang)}\n{_legend(lang)}\n</header>\n"
        f'<nav aria-label="{pick(lang, "文章与数字", "Articles and figures")}">\n'
        f"{''.join(_contents(reading, marks, lang))}</nav>\n"
        f"<main>\n{''.join(_sections(raw, stretches, reading.readings, lang))}</main>\n</body>\n</html>\n"
    )


def _facts(reading: DumpReading, lang: str) -> str:
    pairs = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in describe_dump(reading, lang)
    )
    return f"<dl>{pairs}</dl>"


def _legend(lang: str) -> str:
    figure = pick(lang, "提取的数字", "figure read")
    unread = pick(lang, "未提取的数字", "number left unread")
    out = pick(lang, "不属任何文章：版面文字、重复", "in no article: page furniture, repeats")
    return (
        f'<p class="legend"><mark class="figure">{figure}</mark> <mark class="unread">{unread}</mark> '
        f'<span class="out">{out}</span></p>'
    )


# --- the list beside the text -----------------------------------------------------------------------


def _contents(reading: DumpReading, marks: Sequence[Mark], lang: str) -> Iterator[str]:
    """Each article with the list of its marks."""
    entries: dict[int, list[str]] = {r.number: [] for r in reading.readings}
    for mark in marks:
        entries[mark.article].append(_entry(mark, lang))
    for r in reading.readings:
        facts = " · ".join([*describe_article(r, lang), *cut_offs(r, lang)])
        listed = f"<ol>{''.join(entries[r.number])}</ol>\n" if entries[r.number] else ""
        yield (
            f'<h2><a href="#article-{r.number}">#{r.number} {escape(title_of(r, lang))}</a></h2>\n'
            f"<p>{escape(facts)}</p>\n{listed}"
        )


def _entry(mark: Mark, lang: str) -> str:
    lines = "<br>".join(
        f"<b>{escape(value)}</b> {escape(meaning)}" for value, meaning in _describe(mark, lang)
    )
    return (
        f'<li id="entry-{mark.start}" class="{_tone(mark)}" data-number="{mark.number}">'
        f'<a href="#at-{mark.start}">{lines}</a></li>'
    )


def _describe(mark: Mark, lang: str) -> list[tuple[str, str]]:
    """(value, meaning) of each figure read at a mark."""
    if not mark.figures:
        return [(mark.printed, pick(lang, "未提取", "left unread"))]
    return [(amount(figure, lang), describe_figure(figure, lang)) for figure in mark.figures]


def _tone(mark: Mark) -> str:
    return "figure" if mark.figures else "unread"


# --- the raw text -----------------------------------------------------------------------------------


def _sections(
    raw: str, stretches: Sequence[Stretch], readings: Sequence[Reading], lang: str
) -> Iterator[str]:
    seen: set[int] = set()
    for stretch in stretches:
        if stretch.article is None:
            head = f"<h2>{pick(lang, '不属任何文章', 'In no article')}</h2>"
            opening = '<section class="out">'
        else:
            again = stretch.article in seen
            seen.add(stretch.article)
            head = _head(readings[stretch.article], again, lang)
            opening = "<section>" if again else f'<section id="article-{stretch.article}">'
        text = "".join(_piece(raw, piece, lang) for piece in stretch.pieces)
        yield f'{opening}\n{head}\n<div class="raw" lang="zh-CN">{text}</div>\n</section>\n'


def _head(reading: Reading, again: bool, lang: str) -> str:
    facts = " · ".join(describe_article(reading, lang))
    if again:
        facts = pick(lang, "续前文", "continued")
    return f'<h2><a href="#article-{reading.number}">#{reading.number}</a> {escape(facts)}</h2>'


def _piece(raw: str, piece: Piece, lang: str) -> str:
    text = escape(raw[piece.start : piece.end])
    if piece.part == "title":
        text = f"<b>{text}</b>"
    if piece.part is None:
        text = f'<span class="out">{text}</span>'
    mark = piece.mark
    if mark is None:
        return text
    title = escape("\n".join(f"{value} {meaning}" for value, meaning in _describe(mark, lang)))
    # where a mark is cut, its first piece is the aim of the link and its last one bears the number
    name = f' id="at-{mark.start}"' if piece.start == mark.start else ""
    name += f' data-number="{mark.number}"' if piece.end == mark.end else ""
    return (
        f'<mark{name} class="{_tone(mark)}" title="{title}"><a href="#entry-{mark.start}">{text}</a></mark>'
    )


@lru_cache
def _style() -> str:
    return files("cppcc_analysis.inspection").joinpath("page.css").read_text(encoding="utf-8")
