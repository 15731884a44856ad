"""How often terms stand in the documents."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from math import ceil
from typing import Any

import pandas as pd

from cppcc_analysis.charts.canvas import LEADING, Canvas
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.style import (
    FILED,
    INK,
    LABEL,
    MUTED,
    PAPER,
    PLOT_WIDTH,
    RAMP,
    RULE,
    SMALL,
    ink_on,
    text_width,
)
from cppcc_analysis.charts.wording import (
    check_input,
    in_order,
    listing,
    number,
    occasion,
    occasion_labels,
    pick,
    places_and_years,
    source_note,
)

_ROW, _SPACE, _BETWEEN = 0.25, 0.14, 0.22
#: inches beside its label that a dot needs to show how far it is from zero
_THREAD = 0.5
#: columns wider than this leave the eye too far to travel
_WIDEST = 2.2
#: rows may be this much higher than they need to be
_STRETCH = 1.7

Cells = dict[tuple[str, Hashable, Hashable], "pd.Series[Any]"]


@dataclass(frozen=True)
class _Scale:
    """What all cells of a chart share: the largest rate, and inches of the widest label."""

    largest: float
    label: float


DrawCell = Callable[[Canvas, "pd.Series[Any]", _Scale, str], None]


def draw_term_rates(rates: pd.DataFrame, lang: str = "zh") -> Chart:
    """Dots for how often each term stands in the documents of a city and year.

    rates: columns place, year, word, count, articles (that contain it), documents (counted), han
    (Han characters counted), rate (per 10,000 Han characters). A row with count 0 is drawn as 0; where
    the row is absent, or no document was counted, there is a labelled gap.
    Raises `UserError` when there is no row, or for an unknown language.
    """
    return _chart("term_rates", rates, _draw_dots, _ROW, lang)


def draw_term_heatmap(rates: pd.DataFrame, lang: str = "zh") -> Chart:
    """The same rates as a table of toned cells: term × city and year, with rate and count.

    rates: as for `draw_term_rates`.
    """
    return _chart("term_heatmap", rates, _draw_cells, 0.29, lang)


def describe_term_rates(rates: pd.DataFrame, lang: str = "zh") -> str:
    """The rates in sentences: the most frequent terms of each city and year, and what never occurs.

    rates: as for `draw_term_rates`.
    """
    check_input(rates, lang)
    rows = in_order(rates)
    counted = _counted(rows)
    sentences = []
    for _, texts in counted.groupby([counted["place"].fillna(""), counted["year"].fillna(0)], sort=False):
        found = texts[texts["count"] > 0].sort_values("rate", ascending=False, kind="stable").head(3)
        head = occasion(texts.iloc[0], lang)
        told = [_told(row, lang) for _, row in found.iterrows()]
        if told:
            sentences.append(pick(lang, f"{head}最多的是{'、'.join(told)}", f"{head}: {', '.join(told)}"))
        else:
            sentences.append(pick(lang, f"{head}未出现所列词语", f"{head}: none of the terms"))
    without = _slices(rows.drop(counted.index))
    if len(without):
        names = listing([occasion(row, lang) for _, row in without.iterrows()], lang)
        sentences.append(pick(lang, f"{names}没有可供统计的文本", f"No text to count: {names}"))
    totals = counted.groupby("word", sort=False)["count"].sum()
    never = [str(word) for word, total in totals.items() if total == 0]
    if never:
        sentences.append(
            pick(lang, f"各次均未出现：{'、'.join(never)}", f"Nowhere found: {', '.join(never)}")
        )
    return "".join(f"{sentence}{pick(lang, '。', '. ')}" for sentence in sentences).strip()


def _chart(name: str, rates: pd.DataFrame, draw: DrawCell, row_height: float, lang: str) -> Chart:
    check_input(rates, lang)
    rows = in_order(rates)
    slices = _slices(rows)
    words = _words(rows)
    cells: Cells = {
        (row["word"], _or_none(row["place"]), _or_none(row["year"])): row for _, row in rows.iterrows()
    }
    left = max(text_width(word, LABEL) for word in words) + _SPACE
    scale = _scale(rows, lang)
    least = scale.label + (_THREAD if draw is _draw_dots else 0.12)
    # columns that would be too narrow for their labels continue in a second block below
    fitting = max(int((PLOT_WIDTH - left) / least), 1)
    across = ceil(len(slices) / ceil(len(slices) / fitting))
    blocks = [slices[start : start + across] for start in range(0, len(slices), across)]
    width = min((PLOT_WIDTH - left) / across, _WIDEST)
    headings = [_headings(block, width - 0.12, lang) for block in blocks]
    tops = [len(heading[0]) * SMALL * LEADING / 72 + 0.14 for heading in headings]
    fixed = sum(tops) + _BETWEEN * (len(blocks) - 1)
    lines = len(words) * len(blocks)

    def draw_on(canvas: Canvas) -> None:
        pitch = min((canvas.height - fixed) / lines, row_height * _STRETCH)
        y = 0.0
        for block, heading, top in zip(blocks, headings, tops, strict=True):
            height = top + pitch * len(words)
            part = canvas.part(0, y, canvas.width, height)
            for line, word in enumerate(words):
                part.text(left - _SPACE, top + pitch * (line + 0.5), word, LABEL, INK, "right")
            for column, (text, (_, at)) in enumerate(zip(heading, block.iterrows(), strict=True)):
                x = left + width * column
                part.text(x + 0.05, (top - 0.14) / 2, "\n".join(text), SMALL)
                part.line((x + 0.05, x + width - 0.1), (top - 0.08, top - 0.08))
                _draw_column(
                    part.part(x, top, width, pitch * len(words)), at, words, cells, draw, scale, lang
                )
            y += height + _BETWEEN

    return Chart(
        name=name,
        title=_title(rows, lang),
        subtitle=_subtitle(slices, lang),
        source=source_note(slices[["place", "year"]], lang),
        alt=describe_term_rates(rows, lang),
        footnotes=tuple(_footnotes(rows, lang)),
        data=rows,
        lang=lang,
        draw=draw_on,
        room=(fixed + row_height * lines, fixed + row_height * _STRETCH * lines),
    )


def _slices(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for each city and year."""
    return rows.drop_duplicates(["place", "year"]).reset_index(drop=True)


def _scale(rows: pd.DataFrame, lang: str) -> _Scale:
    counted = _counted(rows)
    labels = [_label(row, lang) for _, row in counted.iterrows()]
    largest = max(counted["rate"].astype(float), default=0.0)
    return _Scale(largest or 1.0, max(text_width(text, SMALL) for text in (*labels, *_gap_words(lang))))


def _gap_words(lang: str) -> tuple[str, str]:
    """The words for a session without texts, and for a term that was not counted."""
    return pick(lang, "无文本", "no text"), pick(lang, "未统计", "not counted")


def _draw_column(
    canvas: Canvas,
    at: "pd.Series[Any]",
    words: list[str],
    cells: Cells,
    draw: DrawCell,
    scale: _Scale,
    lang: str,
) -> None:
    """All terms of one city and year."""
    found = [cells.get((word, _or_none(at["place"]), _or_none(at["year"]))) for word in words]
    pitch = canvas.height / len(words)
    for line, row in enumerate(found):
        part = canvas.part(0, pitch * line, canvas.width, pitch)
        if row is None or _no_text(row):
            part.text(0.05, pitch / 2, _gap_words(lang)[row is None], SMALL, MUTED)
        else:
            draw(part, row, scale, lang)


def _draw_dots(canvas: Canvas, row: "pd.Series[Any]", scale: _Scale, lang: str) -> None:
    """A dot on a thread from zero, with rate and count behind it."""
    middle, label = canvas.height / 2, _label(row, lang)
    x = 0.1 + float(row["rate"]) / scale.largest * (canvas.width - 0.3 - scale.label)
    canvas.line((0.1, 0.1), (0, canvas.height))
    if row["count"]:
        canvas.line((0.1, x), (middle, middle), RAMP[2], 1.6)
    canvas.dot(x, middle, FILED if row["count"] else MUTED, hollow=not row["count"])
    canvas.text(x + 0.1, middle, label, SMALL, INK if row["count"] else MUTED)


def _draw_cells(canvas: Canvas, row: "pd.Series[Any]", scale: _Scale, lang: str) -> None:
    """A cell whose tone grows with the rate."""
    steps = len(RAMP) - 1
    reached = min(int(float(row["rate"]) / scale.largest * steps), steps - 1)
    step = 1 + reached if row["count"] else 0
    tone = RAMP[step] if step else PAPER
    canvas.box(0.02, 0.015, canvas.width - 0.04, canvas.height - 0.03, tone, None if step else RULE)
    canvas.text(canvas.width / 2, canvas.height / 2, _label(row, lang), SMALL, ink_on(tone), "center")


def _label(row: "pd.Series[Any]", lang: str) -> str:
    if not row["count"]:
        return "0"
    return f"{_rate(row['rate'], lang)} ({number(row['count'], lang)})"


def _told(row: "pd.Series[Any]", lang: str) -> str:
    """A term with its rate and count, for a sentence."""
    rate, count = _rate(row["rate"], lang), number(row["count"], lang)
    return pick(
        lang,
        f"“{row['word']}”（每万字{rate}次，共{count}次）",
        f'"{row["word"]}" ({rate} per 10,000 characters, {count} in all)',
    )


def _rate(value: float, lang: str) -> str:
    """A rate with one decimal, as the few documents bear no more."""
    return number(round(float(value), 1), lang) if value >= 0.05 else pick(lang, "不足0.1", "<0.1")


def _or_none(value: Any) -> Hashable:
    return None if pd.isna(value) else value


def _no_text(row: "pd.Series[Any]") -> bool:
    return pd.isna(row["documents"]) or row["documents"] == 0 or pd.isna(row["rate"])


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[[not _no_text(row) for _, row in rows.iterrows()]]


def _words(rows: pd.DataFrame) -> list[str]:
    """The terms, the one with the highest rate first."""
    highest = rows.groupby("word", sort=False)["rate"].max().fillna(-1)
    return [str(word) for word in highest.sort_values(ascending=False, kind="stable").index]


def _headings(slices: pd.DataFrame, width: float, lang: str) -> list[list[str]]:
    """City, year and what was counted, as lines that fit a column, all equally many."""
    headings = []
    for label, (_, row) in zip(occasion_labels(slices, lang), slices.iterrows(), strict=True):
        texts = 0 if pd.isna(row["documents"]) else int(row["documents"])
        size = pick(lang, f"{texts}篇", f"{texts} text{'' if texts == 1 else 's'}")
        headings.append([line for text in (label, size) for line in wrap(text, SMALL, width)])
    deepest = max(map(len, headings))
    return [[""] * (deepest - len(heading)) + heading for heading in headings]


def _title(rows: pd.DataFrame, lang: str) -> str:
    """The highest rate of all, ties named."""
    counted = _counted(rows)
    if counted.empty:
        return pick(lang, "没有可供统计的文本", "There is no text to count")
    if not (counted["count"] > 0).any():
        return pick(lang, "所列词语在各次会议文件中均未出现", "None of the terms occurs in the documents")
    top = counted[counted["rate"] == counted["rate"].max()]
    told = [
        pick(lang, f"{occasion(row, lang)}的“{row['word']}”", f'"{row["word"]}" in {occasion(row, lang)}')
        for _, row in top.head(3).iterrows()
    ]
    rate = _rate(top["rate"].iloc[0], lang)
    if len(top) > 1:
        return pick(
            lang,
            f"频率最高的是{'、'.join(told)}，均为每万字{rate}次",
            f"Most frequent: {listing(told, 'en')}, {rate} per 10,000 characters each",
        )
    count = number(top["count"].iloc[0], lang)
    return pick(
        lang,
        f"频率最高的是{told[0]}：每万字{rate}次（共{count}次）",
        f"Most frequent: {told[0]}, {rate} per 10,000 characters ({count} in all)",
    )


def _subtitle(slices: pd.DataFrame, lang: str) -> str:
    what = pick(
        lang,
        "每万汉字出现次数，括号内为出现次数",
        "Occurrences per 10,000 Han characters, in brackets their number",
    )
    return (
        f"{what} · {pick(lang, '政协会议文件', 'CPPCC session documents')} · {places_and_years(slices, lang)}"
    )


def _footnotes(rows: pd.DataFrame, lang: str) -> list[str]:
    fewest = _counted(rows)["documents"].min()
    if pd.isna(fewest) or fewest > 5:
        return []
    return [
        pick(
            lang,
            "每次会议的文件很少，频率之差可能只因文体或篇幅不同",
            "There are few documents for each session: rates may differ by kind or length of text alone",
        )
    ]
