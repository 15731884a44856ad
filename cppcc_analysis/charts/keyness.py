"""Which terms one group of texts has more of than another: diverging bars, and the documents behind them."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.style import (
    ACCENT,
    FAINT,
    FILED,
    INK,
    LABEL,
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

_ROW, _HEAD, _SPACE, _EDGE = 0.27, 0.72, 0.14, 0.08
#: nearer to zero than this (z) a term is no difference to show
_LEAST_Z = 0.5
#: inches of the columns of counts and of the dots
_COUNTS, _DOTS = 1.5, 2.1
#: rows may be this much higher than they need to be
_STRETCH = 1.5
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
    height = _HEAD + _ROW * len(drawn)
    return Chart(
        name=sides.name,
        title=_title(drawn, names, sides, lang),
        subtitle=f"{measure} · {kinds}",
        source=source_note(sides.occasions, lang),
        alt=_alt(drawn, names, sides, lang),
        footnotes=tuple(_footnotes(rows, few, lang)),
        data=drawn,
        lang=lang,
        draw=plot.draw,
        room=(height, _HEAD + _ROW * _STRETCH * len(drawn)),
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
    """The drawing: a row for each term, bars in the middle, counts and dots to the right."""

    rows: pd.DataFrame
    dots: pd.DataFrame
    names: dict[str, str]
    few: bool
    sides: Sides
    lang: str

    def draw(self, canvas: Canvas) -> None:
        left = max(text_width(self.names[word], LABEL) for word in self.rows["word"]) + _SPACE + _EDGE
        dots = _DOTS if self.few else 0.0
        bars = canvas.width - left - _COUNTS - dots
        pitch = (canvas.height - _HEAD) / len(self.rows)
        reach = self._reach()
        self._heads(canvas, left, bars, dots, reach)
        body = canvas.part(0, _HEAD, canvas.width, canvas.height - _HEAD)
        for line, (_, row) in enumerate(self.rows.iterrows()):
            part = body.part(0, pitch * line, canvas.width, pitch)
            if line % 2:
                part.box(0, 0, canvas.width, pitch, FAINT)
            for step in range(-reach, reach + 1):
                x = left + bars / 2 + step * self._unit(bars, reach)
                part.box(x, 0, 0.008, pitch, RULE if step else MUTED)  # a box, so that the bars cover it
            part.text(left - _SPACE, pitch / 2, self.names[row["word"]], LABEL, INK, "right")
            self._bar(part.part(left, 0, bars, pitch), row, reach)
            self._counts(part.part(left + bars, 0, _COUNTS, pitch), row)
        if self.few:
            self._all_dots(body.part(left + bars + _COUNTS, 0, dots, body.height), pitch)

    def _heads(self, canvas: Canvas, left: float, bars: float, dots: float, reach: int) -> None:
        middle = left + bars / 2
        for step in range(-reach, reach + 1):
            if step:
                times = pick(self.lang, f"{2 ** abs(step)}倍", f"{2 ** abs(step)}×")
                canvas.text(
                    middle + step * self._unit(bars, reach), _HEAD - 0.21, times, SMALL, MUTED, "center"
                )
        for label, tone, x, align in (
            (
                pick(self.lang, f"← {self.sides.other}更多", f"← more in {self.sides.other}"),
                ACCENT,
                middle - 0.08,
                "right",
            ),
            (
                pick(self.lang, f"{self.sides.one}更多 →", f"more in {self.sides.one} →"),
                FILED,
                middle + 0.08,
                "left",
            ),
        ):
            lines = wrap(label, SMALL, bars / 2 - 0.12)
            canvas.text(x, 0.2, "\n".join(lines), SMALL, tone, align)
        for x, label, tone in zip(
            self._columns(left + bars), self._column_heads(), (FILED, ACCENT), strict=True
        ):
            canvas.text(x, 0.25, label, SMALL, tone, "right")
        if self.few:
            head = pick(self.lang, "每篇的频率（每万字次数）", "Each text (per 10,000 characters)")
            canvas.text(
                left + bars + _COUNTS + 0.2, 0.2, "\n".join(wrap(head, SMALL, dots - 0.2)), SMALL, MUTED
            )
        canvas.line((0, canvas.width), (_HEAD - 0.08, _HEAD - 0.08))

    def _columns(self, start: float) -> tuple[float, float]:
        return start + _COUNTS / 2, start + _COUNTS

    def _column_heads(self) -> list[str]:
        row = self.rows.iloc[0]
        sizes = [(row[f"{side}documents"], number(row[f"{side}han"], self.lang)) for side in ("", "rest_")]
        return [
            pick(self.lang, f"次数\n{texts}篇\n{han}字", f"count\n{counted(int(texts), 'text')}\n{han} char.")
            for texts, han in sizes
        ]

    def _unit(self, bars: float, reach: int) -> float:
        """Inches of a doubling."""
        return (bars / 2 - 0.15) / reach

    def _reach(self) -> int:
        """Doublings that the longest bar takes to either side."""
        ends = self.rows[["log_odds", "low", "high"]].astype(float).abs().max().max()
        return max(math.ceil(float(ends) / _LN2), 1)

    def _bar(self, canvas: Canvas, row: "pd.Series[Any]", reach: int) -> None:
        middle, unit = canvas.width / 2, self._unit(canvas.width, reach) / _LN2
        length, high = float(row["log_odds"]) * unit, min(0.15, canvas.height * 0.6)
        tone = FILED if length > 0 else ACCENT
        canvas.box(middle + min(length, 0), (canvas.height - high) / 2, abs(length), high, tone)
        if not pd.isna(row["low"]):
            ends = [middle + float(row[name]) * unit for name in ("low", "high")]
            canvas.line((ends[0], ends[1]), (canvas.height / 2, canvas.height / 2), INK, 1.0)

    def _counts(self, canvas: Canvas, row: "pd.Series[Any]") -> None:
        for x, side in zip(self._columns(0), ("", "rest_"), strict=True):
            count = int(row[f"{side}count"])
            canvas.text(
                x, canvas.height / 2, number(count, self.lang), SMALL, INK if count else MUTED, "right"
            )

    def _all_dots(self, canvas: Canvas, pitch: float) -> None:
        largest = float(self.dots["rate"].astype("Float64").max() or 0) or 1.0
        start, width = 0.3, canvas.width - 0.45
        canvas.line((start, start), (0, canvas.height), RULE)
        for line, word in enumerate(self.rows["word"]):
            y = pitch * (line + 0.5)
            of_word = self.dots[(self.dots["word"] == word) & self.dots["rate"].notna()]
            for _, dot in of_word.sort_values("count", kind="stable").iterrows():
                tone = FILED if dot["side"] == "one" else ACCENT
                x = start + float(dot["rate"]) / largest * width
                shift = -0.04 if dot["side"] == "one" else 0.04
                canvas.dot(x, y + shift, tone, hollow=not dot["count"])


def _title(rows: pd.DataFrame, names: dict[str, str], sides: Sides, lang: str) -> str:
    more, less = rows[rows["z"] > 0], rows[rows["z"] < 0][::-1]
    told = [_quoted(part, names, lang) for part in (more, less)]
    if not rows["z"].abs().ge(NORMAL_95).any():
        return _lead(told, sides, lang)
    if lang == "zh":
        clauses = [f"{sides.one}多见{told[0]}"] if told[0] else []
        clauses += [f"{sides.other}多见{told[1]}"] if told[1] else []
        return "，".join(clauses)
    clauses = [f"More in {sides.one}: {told[0]}"] if told[0] else []
    clauses += [f"more in {sides.other}: {told[1]}"] if told[1] else []
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
        )
    ]
    if few:
        notes.append(
            pick(
                lang,
                f"一方不足{LEAST_DOCUMENTS}篇，不给区间，右侧列出每一篇：空心点为0次",
                f"Fewer than {LEAST_DOCUMENTS} texts on a side: no interval; a dot a text, hollow for 0",
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
