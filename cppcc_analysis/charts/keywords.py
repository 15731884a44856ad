"""How often terms stand in the documents."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import pairwise
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
from cppcc_analysis.keywords.forms import names_in_print
from cppcc_analysis.keywords.layers import name_layers
from cppcc_analysis.keywords.rates import PER
from cppcc_analysis.keywords.termlist import term_classes

_ROW, _SPACE, _BETWEEN = 0.25, 0.14, 0.22
#: inches beside its label that a dot needs to show how far it is from zero
_THREAD = 0.5
#: columns wider than this leave the eye too far to travel
_WIDEST = 2.2
#: rows may be this much higher than they need to be
_STRETCH = 1.7
#: inches of the line that explains the tones, and how many tones there are besides that of 0
_LEGEND, _STEPS = 0.34, len(RAMP) - 1
#: with so many documents or fewer a footnote says that they are few
_FEW = 5
#: terms named in a title
_NAMED = 3

Cells = dict[tuple[str, Hashable, Hashable], "pd.Series[Any]"]


@dataclass(frozen=True)
class _Scale:
    """What all cells of a chart share: the largest rate, and inches of the widest label."""

    largest: float
    label: float


DrawCell = Callable[[Canvas, "pd.Series[Any]", _Scale, str], None]


@dataclass(frozen=True)
class _Design:
    """What one chart of rates has of its own: `names` gives the label of each word."""

    name: str
    draw: DrawCell
    row_height: float
    title: str
    names: dict[str, str]
    footnotes: tuple[str, ...] = ()


def draw_term_rates(rates: pd.DataFrame, lang: str = "zh") -> Chart:
    """Dots for how often each term stands in the documents of a city and year.

    rates: columns place, year, word, printed (its forms in the texts, joined by "; "), count, articles
    (that contain it), documents (counted), kinds (of these), truncated (one of them breaks off), without (layers
    left out), han (Han characters counted), rate (per 10,000 Han characters). A row with count 0 is drawn
    as 0; where the row is absent, or no document was counted, there is a labelled gap. A term that the texts
    print under other forms only is labelled with the commonest of these.
    Raises `UserError` when there is no row, or for an unknown language.
    """
    check_input(rates, lang)
    rows, names = in_order(rates), names_in_print(rates)
    return _chart(rows, _Design("term_rates", _draw_dots, _ROW, _title(rows, names, lang), names), lang)


def draw_theme_rates(rates: pd.DataFrame, lang: str = "zh") -> Chart | None:
    """Toned cells for how often the terms of each class stand in the documents of a city and year.

    rates: as for `draw_term_rates`, of all named terms, with their class. The set political phrases,
    which every report must carry, are left out; None where there is nothing else. Raises `UserError` as
    `draw_term_rates` does.
    """
    check_input(rates, lang)
    rows = _themes(in_order(rates))
    if rows.empty:
        return None
    names = {key: pick(lang, theme.zh, theme.en) for key, theme in term_classes().items()}
    note = pick(
        lang,
        "主题为词表的类别，次数为该类各词之和；固定表述不计",
        "A theme is a class of the list of terms, its number the sum of their occurrences; "
        "set political phrases are left out",
    )
    title = _theme_title(rows, names, lang)
    return _chart(rows, _Design("theme_rates", _draw_cells, 0.29, title, names, (note,)), lang)


def _themes(rows: pd.DataFrame) -> pd.DataFrame:
    """Rates of the classes of terms, in the columns of term rates with the class as `word`."""
    rows = rows[rows["class"].notna() & (rows["class"] != "formula")]
    keys = ["place", "year", "class"]
    themes = rows.groupby(keys, sort=False, dropna=False, as_index=False).agg(
        count=("count", "sum"),
        documents=("documents", "first"),
        kinds=("kinds", "first"),
        truncated=("truncated", "first"),
        han=("han", "first"),
        without=("without", "first"),
    )
    themes["rate"] = (themes["count"] / themes["han"] * PER).where(themes["documents"] > 0)
    return themes.rename(columns={"class": "word"})


def describe_term_rates(rates: pd.DataFrame, lang: str = "zh") -> str:
    """The rates in sentences: the most frequent terms of each city and year, and what never occurs.

    rates: as for `draw_term_rates`.
    """
    check_input(rates, lang)
    return _describe(in_order(rates), names_in_print(rates), lang)


def _describe(rows: pd.DataFrame, names: dict[str, str], lang: str) -> str:
    counted = _counted(rows)
    sentences = []
    for _, texts in counted.groupby([counted["place"].fillna(""), counted["year"].fillna(0)], sort=False):
        found = texts[texts["count"] > 0].sort_values("rate", ascending=False, kind="stable").head(3)
        head = occasion(texts.iloc[0], lang)
        told = [_told(row, names, lang) for _, row in found.iterrows()]
        if told:
            sentences.append(pick(lang, f"{head}最多的是{'、'.join(told)}", f"{head}: {', '.join(told)}"))
        else:
            sentences.append(pick(lang, f"{head}未出现所列词语", f"{head}: none of the terms"))
    without = _slices(rows.drop(counted.index))
    if len(without):
        gaps = listing([occasion(row, lang) for _, row in without.iterrows()], lang)
        sentences.append(pick(lang, f"{gaps}没有可供统计的文本", f"No text to count: {gaps}"))
    totals = counted.groupby("word", sort=False)["count"].sum()
    never = [names[str(word)] for word, total in totals.items() if total == 0]
    if never:
        sentences.append(
            pick(lang, f"各次均未出现：{'、'.join(never)}", f"Nowhere found: {', '.join(never)}")
        )
    return "".join(f"{sentence}{pick(lang, '。', '. ')}" for sentence in sentences).strip()


def _chart(rows: pd.DataFrame, design: _Design, lang: str) -> Chart:
    draw, row_height, names = design.draw, design.row_height, design.names
    slices = _slices(rows)
    words = _words(rows)
    cells: Cells = {
        (row["word"], _or_none(row["place"]), _or_none(row["year"])): row for _, row in rows.iterrows()
    }
    left = max(text_width(names[word], LABEL) for word in words) + _SPACE
    scale = _scale(rows, lang)
    least = scale.label + (_THREAD if draw is _draw_dots else 0.12)
    # columns that would be too narrow for their labels continue in a second block below
    fitting = max(int((PLOT_WIDTH - left) / least), 1)
    across = ceil(len(slices) / ceil(len(slices) / fitting))
    blocks = [slices[start : start + across] for start in range(0, len(slices), across)]
    width = min((PLOT_WIDTH - left) / across, _WIDEST)
    headings = [_headings(block, width - 0.12, lang) for block in blocks]
    tops = [len(heading[0]) * SMALL * LEADING / 72 + 0.14 for heading in headings]
    legend = 0.0 if draw is _draw_dots else _LEGEND
    fixed = legend + sum(tops) + _BETWEEN * (len(blocks) - 1)
    lines = len(words) * len(blocks)

    def draw_on(canvas: Canvas) -> None:
        pitch = min((canvas.height - fixed) / lines, row_height * _STRETCH)
        y = legend
        if legend:
            _draw_legend(canvas.part(left, 0, canvas.width - left, legend), scale, lang)
        for block, heading, top in zip(blocks, headings, tops, strict=True):
            height = top + pitch * len(words)
            part = canvas.part(0, y, canvas.width, height)
            for line, word in enumerate(words):
                part.text(left - _SPACE, top + pitch * (line + 0.5), names[word], LABEL, INK, "right")
            for column, (text, (_, at)) in enumerate(zip(heading, block.iterrows(), strict=True)):
                x = left + width * column
                part.text(x + 0.05, (top - 0.14) / 2, "\n".join(text), SMALL)
                part.line((x + 0.05, x + width - 0.1), (top - 0.08, top - 0.08))
                _draw_column(
                    part.part(x, top, width, pitch * len(words)), at, words, cells, draw, scale, lang
                )
            y += height + _BETWEEN

    return Chart(
        name=design.name,
        title=design.title,
        subtitle=_subtitle(slices, lang),
        source=source_note(slices[["place", "year"]], lang),
        alt=_describe(rows, names, lang),
        footnotes=(*design.footnotes, *_footnotes(rows, slices, lang)),
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
    reached = min(int(float(row["rate"]) / scale.largest * _STEPS), _STEPS - 1)
    step = 1 + reached if row["count"] else 0
    tone = RAMP[step] if step else PAPER
    canvas.box(0.02, 0.015, canvas.width - 0.04, canvas.height - 0.03, tone, None if step else RULE)
    canvas.text(canvas.width / 2, canvas.height / 2, _label(row, lang), SMALL, ink_on(tone), "center")


def _draw_legend(canvas: Canvas, scale: _Scale, lang: str) -> None:
    """The tones with the rates they stand for."""
    middle, x = canvas.height / 2 - 0.06, 0.02
    head = pick(lang, "每万字次数", "Per 10,000 characters")
    canvas.text(x, middle, head, SMALL, MUTED)
    x += text_width(head, SMALL) + 0.15
    bounds = [_rate(scale.largest * step / _STEPS, lang) for step in range(1, _STEPS + 1)]
    spans = [f"{start}–{end}" for start, end in pairwise(bounds)]
    labels = ["0", pick(lang, f"{bounds[0]}以下", f"up to {bounds[0]}"), *spans]
    for step, label in enumerate(labels):
        canvas.box(x, middle - 0.08, 0.24, 0.16, RAMP[step] if step else PAPER, None if step else RULE)
        canvas.text(x + 0.3, middle, label, SMALL, MUTED)
        x += 0.3 + text_width(label, SMALL) + 0.2


def _label(row: "pd.Series[Any]", lang: str) -> str:
    if not row["count"]:
        return "0"
    return f"{_rate(row['rate'], lang)} ({number(row['count'], lang)})"


def _told(row: "pd.Series[Any]", names: dict[str, str], lang: str) -> str:
    """A term with its rate and count, for a sentence."""
    rate, count = _rate(row["rate"], lang), number(row["count"], lang)
    return pick(
        lang,
        f"“{names[row['word']]}”（每万字{rate}次，共{count}次）",
        f'"{names[row["word"]]}" ({rate} per 10,000 characters, {count} in all)',
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


def _title(rows: pd.DataFrame, names: dict[str, str], lang: str) -> str:
    """Which terms all texts share and how many stand in one group only; of one group, what leads."""
    counted = _counted(rows)
    found = counted[counted["count"] > 0]
    if found.empty:
        return _nothing(counted, lang)
    groups = len(_slices(counted))
    if groups == 1:
        return _leading(found, names, lang)
    holders = found.groupby("word", sort=False)["count"].agg(["size", "sum"])
    shared = holders[holders["size"] == groups].sort_values("sum", ascending=False, kind="stable")
    single = int((holders["size"] == 1).sum())
    terms = counted["word"].nunique()
    told = pick(lang, "、", ", ").join(
        pick(lang, f"{names[str(word)]}{total}次", f"{names[str(word)]} ({total})")
        for word, total in shared["sum"].head(_NAMED).items()
    )
    more = pick(lang, "等", " and more") if len(shared) > _NAMED else ""
    return pick(
        lang,
        f"所列{terms}个词语中，{groups}组文本都有的{len(shared)}个"
        + (f"（{told}{more}）" if told else "")
        + f"，只见于一组的{single}个",
        f"Of {terms} terms, {len(shared)} stand in all {groups} groups of texts"
        + (f": {told}{more}" if told else "")
        + f"; {single} in one only",
    )


def _nothing(counted: pd.DataFrame, lang: str) -> str:
    if counted.empty:
        return pick(lang, "没有可供统计的文本", "There is no text to count")
    return pick(lang, "所列词语在各次会议文件中均未出现", "None of the terms occurs in the documents")


def _leading(found: pd.DataFrame, names: dict[str, str], lang: str, what: str = "词语") -> str:
    top = found[found["count"] == found["count"].max()]
    first, count = top.iloc[0], number(top["count"].iloc[0], lang)
    words = [names[str(word)] for word in top["word"].head(_NAMED)]
    more = pick(lang, "等", " and more") if len(top) > _NAMED else ""
    each = pick(lang, "各" if len(top) > 1 else "", " each" if len(top) > 1 else "")
    return pick(
        lang,
        f"{occasion(first, lang)}出现最多的{what}是{'、'.join(words)}{more}：{each}{count}次",
        f"Most frequent in {occasion(first, lang)}: {', '.join(words)}{more}, {count}×{each}",
    )


def _theme_title(rows: pd.DataFrame, names: dict[str, str], lang: str) -> str:
    """The theme on which like texts differ most, with its highest and lowest rate.

    Like: the most frequent combination of kinds of text, if several groups have it; else all.
    """
    counted = _counted(rows)
    if not (counted["count"] > 0).any():
        return _nothing(counted, lang)
    if len(_slices(counted)) == 1:
        return _leading(counted, names, lang, "主题")
    combinations = _slices(counted)["kinds"].value_counts(sort=True)
    groups = int(combinations.iloc[0])
    if groups > 1:
        counted = counted[counted["kinds"] == combinations.index[0]]
    span = counted.groupby("word", sort=False)["rate"].agg(lambda rates: rates.max() - rates.min())
    theme = span.astype(float).idxmax()
    of_theme = counted[counted["word"] == theme].sort_values("rate", kind="stable")
    least, most = of_theme.iloc[0], of_theme.iloc[-1]
    name = names[str(theme)]
    alike = groups > 1 and len(combinations) > 1
    return pick(
        lang,
        (f"文本种类相同的{groups}组中" if alike else "各组文本")
        + f"差别最大的主题是“{name}”：{occasion(most, lang)}每万字{_amount(most, lang)}，"
        f"{occasion(least, lang)}{_amount(least, lang)}",
        (f"{groups} groups of the same kinds of text" if alike else "The groups of texts")
        + f' differ most in "{name}": {_amount(most, lang)} per 10,000 characters in '
        f"{occasion(most, lang)}, {_amount(least, lang)} in {occasion(least, lang)}",
    )


def without_note(rows: pd.DataFrame, lang: str) -> list[str]:
    """A note on the layers that were left out of the counts of `rows`, as `term_rates` gives them."""
    layers = {layer for told in rows["without"].unique() for layer in str(told).split("; ") if layer}
    if not layers:
        return []
    names = name_layers(layers, lang)
    return [
        pick(
            lang,
            f"{names}不计：0次指此外没有出现",
            f"Left out: {names}; 0 means that the term stands nowhere else",
        )
    ]


def _amount(row: "pd.Series[Any]", lang: str) -> str:
    rate, count = _rate(row["rate"], lang), number(row["count"], lang)
    if not row["count"]:
        return pick(lang, "0次", "0")
    return pick(lang, f"{rate}次（共{count}次）", f"{rate} ({count} in all)")


def _subtitle(slices: pd.DataFrame, lang: str) -> str:
    what = pick(
        lang,
        "每万汉字出现次数，括号内为出现次数",
        "Occurrences per 10,000 Han characters, in brackets their number",
    )
    return (
        f"{what} · {pick(lang, '政协会议文件', 'CPPCC session documents')} · {places_and_years(slices, lang)}"
    )


def _footnotes(rows: pd.DataFrame, slices: pd.DataFrame, lang: str) -> list[str]:
    notes = without_note(rows, lang)
    broken = [occasion(row, lang) for _, row in slices[slices["truncated"].astype(bool)].iterrows()]
    if broken:
        notes.append(
            pick(
                lang,
                f"{'、'.join(broken)}的文本有中断：0次不等于没有",
                f"Texts of {listing(broken, 'en')} break off: 0 there does not mean that it was not said",
            )
        )
    fewest = _counted(rows)["documents"].min()
    if not pd.isna(fewest) and fewest <= _FEW:
        notes.append(
            pick(
                lang,
                "每次会议的文件很少，频率之差可能只因文体或篇幅不同",
                "There are few documents for each session: rates may differ by kind or length of text alone",
            )
        )
    return notes
