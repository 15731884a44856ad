"""Which terms one group of texts has more of than another: diverging bars, and the documents behind them."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.chart import Chart, Plot
from cppcc_analysis.charts.field import NameColumn, RowName, depth, name_column
from cppcc_analysis.charts.glosses import gloss, gloss_note, with_gloss
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.native import Panel, Point, Series
from cppcc_analysis.charts.style import (
    ACCENT,
    FAINT,
    FILED,
    INK,
    MUTED,
    RULE,
    SMALL,
    text_width,
)
from cppcc_analysis.charts.wording import check_input, counted, listing, number, pick, source_note
from cppcc_analysis.keywords.forms import names_in_print
from cppcc_analysis.keywords.keyness import LEAST_DOCUMENTS, PRIOR_WORDS
from cppcc_analysis.keywords.kinds import name_kinds
from cppcc_analysis.keywords.layers import name_layers
from cppcc_analysis.keywords.measures import NORMAL_95

#: inches: a row, the heads, the space before a count, the edge behind the counts, a bar of many occurrences
_ROW, _HEAD, _SPACE, _EDGE, _THICK = 0.24, 0.74, 0.14, 0.08, 0.16
#: inches: the head of the dots, the gap above it, their panel beside the bars, which need so much
_DOT_HEAD, _BETWEEN, _DOTS, _LEAST_BARS = 0.62, 0.12, 2.1, 2.2
#: so many lines of a side's name find room above the bars
_SIDE_LINES = 2
#: with so many occurrences a bar is as thick as can be
_MANY = 10
#: in rows of more inches, or in a picture narrower than this, there is no room for a gloss below each term
_GLOSSED, _ROOMY = 3.9, 6.0
#: nearer to zero than this (z) a term is no difference to show
_LEAST_Z = 0.5
#: rows may be this much higher than they need to be
_STRETCH = 1.6
#: terms named in a title for each side
_NAMED = 3
_LN2 = math.log(2)


@dataclass(frozen=True)
class Sides:
    """What is compared: file name of the chart, the two sides in words, and whose texts they are.

    `occasions` has the columns place and year.
    """

    name: str
    one: str
    other: str
    occasions: pd.DataFrame


def draw_keyness(
    rows: pd.DataFrame, dots: pd.DataFrame, lang: str = "zh", *, sides: Sides, top: int = 7
) -> Chart | None:
    """Bars to the right for what one side has more of, to the left for what the other has; dots for documents.

    rows: as `keywords.keyness.compare_slices` gives them; at most `top` terms of each side are drawn, none
    that is about as frequent in the other. dots: as
    `keywords.keyness.document_rates` gives them, with a column `side` ("one" or "other"). A bar is the log-odds ratio
    under the prior, in doublings; its 95% interval is drawn where both sides have five documents, else the rates of the
    single documents are. None where nothing differs.
    Raises `UserError` for an unknown language, or a table without rows.
    """
    check_input(rows, lang)
    drawn = _leading(rows, top, sides)
    if drawn.empty:
        return None
    names = names_in_print(rows)
    few = bool(drawn["low"].isna().any())
    plot = _Plot(drawn, dots[dots["word"].isin(drawn["word"])], names, few, sides, lang)
    kinds = name_kinds(str(drawn["kinds"].iloc[0]).split("; "), lang)
    measure = pick(
        lang, "用语在两组文本中的优势比", "Odds of a term in the one group of texts against the other"
    )
    return Chart(
        name=sides.name,
        title=_title(drawn, names, sides, lang),
        subtitle=f"{measure} · {kinds}",
        source=source_note(sides.occasions, lang),
        alt=_alt(drawn, names, sides, lang),
        footnotes=tuple(_footnotes(rows, few, lang)),
        data=drawn,
        lang=lang,
        plot=plot.plot,
        native=(_native(drawn, names, sides, lang),),
    )


def _leading(rows: pd.DataFrame, top: int, sides: Sides) -> pd.DataFrame:
    """The terms with the most evidence on either side."""
    ordered = by_evidence(rows, sides)
    more, less = ordered[ordered["z"] >= _LEAST_Z].head(top), ordered[ordered["z"] <= -_LEAST_Z].head(top)
    return pd.concat([more, less[::-1]], ignore_index=True)


def by_evidence(rows: pd.DataFrame, sides: Sides) -> pd.DataFrame:
    """The rows of `compare_slices` that have a measure, by falling |z|; of equal ones the newest term first.

    Between places those of class `region` come before that: they are what a place has of its own.
    """
    rows = rows[rows["log_odds"].notna()]
    keys = {
        "_strength": -rows["z"].abs(),
        "_own": rows["class"].ne("region").fillna(True) & (sides.occasions["place"].nunique() > 1),
        "_since": -rows["since"].astype("Float64").fillna(0),
    }
    return rows.assign(**keys).sort_values([*keys, "word"], kind="stable").drop(columns=list(keys))


@dataclass(frozen=True)
class _Plot:
    """The drawing: a row for each term, bars in the middle, counts to their right, dots beside or below."""

    rows: pd.DataFrame
    dots: pd.DataFrame
    names: dict[str, str]
    few: bool
    sides: Sides
    lang: str

    def plot(self, width: float) -> Plot:
        """The drawing for a width in inches."""
        names, notes = self._names(width)
        counts = max(text_width(text, SMALL) for text in (*self._column_heads(), *self._numbers())) + _SPACE
        bars = width - names.width - 2 * counts - _EDGE
        beside = self.few and bars - _DOTS >= _LEAST_BARS
        layout = _Layout(
            names, counts, bars - _DOTS * beside, beside, self._sides_above(bars - _DOTS * beside)
        )
        panels = 1 + (self.few and not beside)
        fixed = self._head_height(layout) + (panels - 1) * (_DOT_HEAD + _BETWEEN)
        rows = sum(names.heights(_ROW)) * panels

        def draw(canvas: Canvas) -> None:
            factor = min((canvas.height - fixed) / rows, _STRETCH)
            heights = [height * factor for height in names.heights(_ROW)]
            self._draw_bars(canvas, layout, heights)
            if self.few:
                self._draw_dots(canvas, layout, heights)

        return Plot(draw, fixed + rows, fixed + rows * _STRETCH, tuple(notes))

    def _names(self, width: float) -> tuple[NameColumn, list[str]]:
        """The terms, in English with what they mean below them, or in a footnote if there is no room."""
        words = list(self.rows["word"])
        glossed = name_column([RowName(self.names[w], gloss(w, self.lang)) for w in words], width)
        if sum(glossed.heights(_ROW)) <= _GLOSSED and width >= _ROOMY:
            return glossed, []
        plain = name_column([RowName(self.names[word]) for word in words], width)
        return plain, gloss_note({word: self.names[word] for word in words}, self.lang)

    def _numbers(self) -> list[str]:
        return [number(int(n), self.lang) for side in ("count", "rest_count") for n in self.rows[side]]

    def _side_words(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """What a bar to the left and one to the right mean, with their tones."""
        one, other = self.sides.one, self.sides.other
        return (
            (pick(self.lang, f"← {other}更多", f"← more in {other}"), ACCENT),
            (pick(self.lang, f"{one}更多 →", f"more in {one} →"), FILED),
        )

    def _sides_above(self, bars: float) -> bool:
        """Whether these words need the whole width."""
        return any(len(wrap(words, SMALL, bars / 2 - 0.12)) > _SIDE_LINES for words, _ in self._side_words())

    def _head_height(self, layout: "_Layout") -> float:
        return _HEAD + (2 * depth(1, SMALL) + 0.08) * layout.above

    def _draw_bars(self, canvas: Canvas, layout: "_Layout", heights: list[float]) -> None:
        top, reach = self._head_height(layout), self._reach()
        self._draw_heads(canvas, layout, top)
        y = top
        for line, (height, (_, row)) in enumerate(zip(heights, self.rows.iterrows(), strict=True)):
            part = canvas.part(0, y, canvas.width, height)
            if line % 2:
                part.box(0, 0, canvas.width, height, FAINT)
            for step in self._steps(layout, reach):
                x = layout.names.width + layout.bars / 2 + step * _unit(layout.bars, reach)
                part.box(x, 0, 0.008, height, RULE if step else MUTED)  # a box, so that the bars cover it
            layout.names.draw(part, line, height / 2)
            _draw_bar(part.part(layout.names.width, 0, layout.bars, height), row, reach)
            for x, side in zip(layout.count_ends, ("", "rest_"), strict=True):
                count = int(row[f"{side}count"])
                tone = INK if count else MUTED
                part.text(x, height / 2, number(count, self.lang), SMALL, tone, "right")
            y += height

    def _draw_heads(self, canvas: Canvas, layout: "_Layout", top: float) -> None:
        middle, reach = layout.names.width + layout.bars / 2, self._reach()
        for step in self._steps(layout, reach):
            if step:
                x = middle + step * _unit(layout.bars, reach)
                canvas.text(x, top - 0.19, self._times(step), SMALL, MUTED, "center")
        for line, ((words, tone), side) in enumerate(zip(self._side_words(), (-1, 1), strict=True)):
            if layout.above:
                canvas.text(0, depth(1, SMALL) * (line + 0.5), words, SMALL, tone)
            else:
                lines = wrap(words, SMALL, layout.bars / 2 - 0.12)
                align = "right" if side < 0 else "left"
                canvas.text(middle + 0.08 * side, top - _HEAD + 0.2, "\n".join(lines), SMALL, tone, align)
        for x, words, tone in zip(layout.count_ends, self._column_heads(), (FILED, ACCENT), strict=True):
            canvas.text(x, top - _HEAD + 0.27, words, SMALL, tone, "right")
        canvas.line((0, canvas.width), (top - 0.06, top - 0.06))

    def _column_heads(self) -> list[str]:
        row = self.rows.iloc[0]
        sizes = [(row[f"{side}documents"], number(row[f"{side}han"], self.lang)) for side in ("", "rest_")]
        return [
            pick(self.lang, f"次数\n{texts}篇\n{han}字", f"count\n{counted(int(texts), 'text')}\n{han} char.")
            for texts, han in sizes
        ]

    def _times(self, step: int) -> str:
        return pick(self.lang, f"{2 ** abs(step)}倍", f"{2 ** abs(step)}×")

    def _steps(self, layout: "_Layout", reach: int) -> list[int]:
        """The doublings that the axis names: all, or as many as stand clear of each other."""
        apart = text_width(self._times(reach), SMALL) + 0.08
        every = math.ceil(apart / _unit(layout.bars, reach))
        return [step * every for step in range(-(reach // every), reach // every + 1)]

    def _reach(self) -> int:
        """Doublings that the longest bar takes to either side."""
        ends = self.rows[["log_odds", "low", "high"]].astype(float).abs().max().max()
        return max(math.ceil(float(ends) / _LN2), 1)

    def _draw_dots(self, canvas: Canvas, layout: "_Layout", heights: list[float]) -> None:
        """A dot for each document, on a scale from 0 to the largest rate."""
        top = self._head_height(layout)
        left = layout.names.width + layout.bars + 2 * layout.counts + _EDGE
        if not layout.beside:
            left, top = layout.names.width, top + sum(heights) + _BETWEEN + _DOT_HEAD
        part = canvas.part(left, top, canvas.width - left, sum(heights))
        largest = float(self.dots["rate"].astype("Float64").max() or 0)
        start, end = 0.3 * layout.beside + 0.1, part.width - 0.3
        words = pick(self.lang, "每篇的频率（每万字次数）", "Each text (per 10,000 characters)")
        lines = wrap(words, SMALL, part.width - start)
        above_axis = top - 0.3 - depth(len(lines), SMALL) / 2
        canvas.text(left + start, above_axis, "\n".join(lines), SMALL, MUTED)
        for x, words in ((start, "0"), (end, number(round(largest, 1), self.lang) if largest else "")):
            if words:
                part.line((x, x), (0, part.height), RULE)
                part.text(x, -0.19, words, SMALL, MUTED, "center")
        if not layout.beside:
            canvas.line((0, canvas.width), (top - 0.06, top - 0.06))
        y = 0.0
        for line, (word, height) in enumerate(zip(self.rows["word"], heights, strict=True)):
            if not layout.beside:
                layout.names.draw(canvas, line, top + y + height / 2)
            self._draw_documents(part, word, y + height / 2, start, (end - start) / (largest or 1.0))
            y += height

    def _draw_documents(self, canvas: Canvas, word: str, middle: float, start: float, scale: float) -> None:
        of_word = self.dots[(self.dots["word"] == word) & self.dots["rate"].notna()]
        for _, dot in of_word.sort_values("count", kind="stable").iterrows():
            tone, shift = (FILED, -0.04) if dot["side"] == "one" else (ACCENT, 0.04)
            x = start + float(dot["rate"]) * scale
            canvas.dot(x, middle + shift, tone, hollow=not dot["count"])


@dataclass(frozen=True)
class _Layout:
    """Inches of the parts of a row; whether the dots stand beside the bars, and the sides' names above all."""

    names: NameColumn
    counts: float
    bars: float
    beside: bool
    above: bool

    @property
    def count_ends(self) -> tuple[float, float]:
        """Where the two columns of counts end."""
        start = self.names.width + self.bars
        return start + self.counts, start + 2 * self.counts


def _unit(bars: float, reach: int) -> float:
    """Inches of a doubling."""
    return (bars / 2 - 0.15) / reach


def _draw_bar(canvas: Canvas, row: "pd.Series[Any]", reach: int) -> None:
    """The odds ratio; the more often a term was found, the thicker its bar."""
    middle, unit = canvas.width / 2, _unit(canvas.width, reach) / _LN2
    found = min(int(row["count"]) + int(row["rest_count"]), _MANY)
    length, high = float(row["log_odds"]) * unit, _THICK * math.sqrt(found / _MANY)
    tone = FILED if length > 0 else ACCENT
    canvas.box(middle + min(length, 0), (canvas.height - high) / 2, abs(length), high, tone)
    if not pd.isna(row["low"]):
        ends = [middle + float(row[name]) * unit for name in ("low", "high")]
        canvas.line((ends[0], ends[1]), (canvas.height / 2, canvas.height / 2), INK, 1.0)


def _native(rows: pd.DataFrame, names: dict[str, str], sides: Sides, lang: str) -> Panel:
    """Bars to both sides of 0, in doublings, with the counts of both sides."""
    points = tuple(
        Point(
            float(row["log_odds"]) / _LN2,
            pick(lang, f"{row['count']}次对{row['rest_count']}次", f"{row['count']} to {row['rest_count']}"),
        )
        for _, row in rows.iterrows()
    )
    name = pick(lang, f"{sides.one}对{sides.other}的优势比", f"Odds in {sides.one} against {sides.other}")
    heading = pick(
        lang,
        f"向右：{sides.one}更多；向左：{sides.other}更多；每1格为翻一倍",
        f"To the right: more in {sides.one}; to the left: more in {sides.other}; 1 is a doubling",
    )
    categories = tuple(with_gloss(word, names[word], lang) for word in rows["word"])
    return Panel(
        "bars", categories, (Series(name, points, FILED),), pick(lang, "次翻倍", "doublings"), heading
    )


def _title(rows: pd.DataFrame, names: dict[str, str], sides: Sides, lang: str) -> str:
    sure = rows[rows["z"].abs().ge(NORMAL_95)]
    told_of = rows if sure.empty else sure
    more, less = told_of[told_of["z"] > 0], told_of[told_of["z"] < 0][::-1]
    told = [_quoted(part, names, lang) for part in (more, less)]
    if sure.empty:
        return _lead(told, sides, lang)
    if lang == "zh":
        clauses = [f"{sides.one}多见{told[0]}"] if told[0] else []
        clauses += [f"{sides.other}多见{told[1]}"] if told[1] else []
        return "，".join(clauses)
    clauses = [f"More in {sides.one}: {told[0]}"] if told[0] else []
    clauses += [f"{'more' if clauses else 'More'} in {sides.other}: {told[1]}"] if told[1] else []
    return "; ".join(clauses)


def _lead(told: list[str], sides: Sides, lang: str) -> str:
    """A title where no difference is beyond chance: it names what to look at, and claims no more."""
    sides_told = [(side, words) for side, words in zip((sides.one, sides.other), told, strict=True) if words]
    listed = pick(lang, "，", "; ").join(
        pick(lang, f"{side}{words}", f"{side}: {words}") for side, words in sides_told
    )
    return pick(lang, f"用词差别只作线索：{listed}", f"Leads only, no difference beyond chance: {listed}")


def _quoted(rows: pd.DataFrame, names: dict[str, str], lang: str) -> str:
    words = [names[word] for word in rows["word"].head(_NAMED)]
    return "".join(f"“{word}”" for word in words) if lang == "zh" else ", ".join(words)


def _alt(rows: pd.DataFrame, names: dict[str, str], sides: Sides, lang: str) -> str:
    told = [
        pick(
            lang,
            f"{names[row['word']]}{row['count']}次对{row['rest_count']}次",
            f"{names[row['word']]} {row['count']} to {row['rest_count']}",
        )
        for _, row in rows.iterrows()
    ]
    return pick(
        lang,
        f"{sides.one}与{sides.other}的用语之比：{listing(told, 'zh')}。",
        f"Terms in {sides.one} and in {sides.other}: {'; '.join(told)}.",
    )


def _footnotes(rows: pd.DataFrame, few: bool, lang: str) -> list[str]:
    notes = [
        pick(
            lang,
            f"优势比按Monroe等（2008）计算，先验相当于{PRIOR_WORDS}个词，按两组合计的词频分配",
            f"Odds ratios after Monroe et al. (2008), with a prior of {PRIOR_WORDS} words, divided as the words "
            "of both sides together",
        ),
        pick(
            lang,
            f"条越粗，两组合计的次数越多，{_MANY}次以上同粗",
            f"The thicker a bar, the more occurrences on both sides together, up to {_MANY}",
        ),
    ]
    if few:
        notes.append(
            pick(
                lang,
                f"一方不足{LEAST_DOCUMENTS}篇，不给区间，另列出每一篇：空心点为0次",
                f"Fewer than {LEAST_DOCUMENTS} texts on a side: no interval; a dot a text, hollow for 0",
            )
        )
    if rows["low"].notna().any():
        notes.append(
            pick(
                lang,
                "细线为95%区间；跨过中线的，差别可能出于偶然",
                "Thin lines: 95% intervals; where one crosses the middle, the difference may be chance",
            )
        )
    if not rows["z"].abs().ge(NORMAL_95).any():
        notes.append(
            pick(
                lang,
                "文本很少，没有一个用语的差别超出偶然（|z|<1.96）：只作线索",
                "Too little text: no difference is beyond chance (|z| < 1.96); take them as leads",
            )
        )
    if rows["truncated"].astype("boolean").any():
        notes.append(
            pick(lang, "有文本中断：0次不等于没有", "A text breaks off: 0 does not mean that it was not said")
        )
    left_out = str(rows["without"].iloc[0])
    if left_out:
        layers = name_layers(left_out.split("; "), lang)
        notes.append(pick(lang, f"{layers}不计", f"Left out: {layers}"))
    return notes
