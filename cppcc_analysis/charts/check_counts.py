"""What the audit found: arithmetic checks that hold, fail or can't be told, for each city and year."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.chart import Chart, Plot
from cppcc_analysis.charts.check_wording import verdict_name
from cppcc_analysis.charts.field import Legend, LegendEntry
from cppcc_analysis.charts.native import Panel, Point, Series
from cppcc_analysis.charts.style import ACCENT, FILED, INK, LABEL, MUTED, PAPER, SMALL, ink_on, text_width
from cppcc_analysis.charts.wording import (
    check_input,
    counted,
    in_order,
    number,
    occasion_labels,
    pick,
    places_and_years,
    source_note,
)
from cppcc_analysis.tables.schemas import VERDICTS

_TONES = {"holds": FILED, "fails": ACCENT, "can't tell": "#c3cad1"}
#: inches: a row, a label above its bar, the space before the bars
_ROW, _PITCH, _ABOVE, _SPACE = 0.27, 0.5, 0.2, 0.12
#: labels that take more than this part of the width stand above their bars
_CROWDED = 0.3


def draw_checks(checks: pd.DataFrame, lang: str = "zh") -> Chart:
    """How many arithmetic checks hold, fail or cannot be told, for each city and year.

    checks: rows of the table `checks`. Raises `UserError` when there is no row, or for an unknown language.
    """
    check_input(checks, lang)
    rows = in_order(checks)
    sessions = rows.drop_duplicates(["place", "term", "session", "year"]).reset_index(drop=True)
    counts = pd.DataFrame(
        [
            {verdict: int((_same(session, rows)["verdict"] == verdict).sum()) for verdict in VERDICTS}
            for _, session in sessions.iterrows()
        ]
    )
    labels = occasion_labels(sessions, lang)
    bars = [
        _Bar(label, tuple(map(int, row)), lang)
        for label, row in zip(labels, counts[list(VERDICTS)].to_numpy(), strict=True)
    ]
    what = pick(lang, "算术核对（项）", "Arithmetic checks (number)")
    return Chart(
        name="checks",
        title=_title(counts, lang),
        subtitle=f"{what} · {places_and_years(sessions, lang)}",
        source=source_note(sessions, lang),
        alt=_alt(counts, labels, lang),
        data=pd.concat([sessions[["place", "term", "session", "year"]], counts], axis=1),
        lang=lang,
        plot=lambda width: _plot(bars, width, lang),
        native=(_native(bars, lang),),
    )


def _same(session: "pd.Series[Any]", rows: pd.DataFrame) -> pd.DataFrame:
    """The checks of one session."""
    same = pd.Series(True, index=rows.index)
    for column in ("place", "term", "session", "year"):
        value = session[column]
        same &= rows[column].isna() if pd.isna(value) else (rows[column] == value).fillna(False)
    return rows[same]


@dataclass(frozen=True)
class _Bar:
    """A session with its number of checks of each verdict, in the order of `VERDICTS`."""

    label: str
    counts: tuple[int, ...]
    lang: str

    def inside(self, scale: float) -> list[bool]:
        """Which counts fit their parts of the bar, given inches per check."""
        return [
            bool(count) and text_width(number(count, self.lang), SMALL) + 0.04 <= count * scale
            for count in self.counts
        ]

    def behind(self, scale: float) -> str:
        """The others, in words behind the bar."""
        return " · ".join(
            verdict_name(verdict, self.lang) + pick(self.lang, "", " ") + number(count, self.lang)
            for verdict, count, inside in zip(VERDICTS, self.counts, self.inside(scale), strict=True)
            if not inside
        )


def _scale(bars: list[_Bar], width: float) -> float:
    """Inches per check, so that each bar fits `width` with the words behind it."""
    scale = width / max(sum(bar.counts) for bar in bars)
    while True:
        # on a smaller scale more words may stand behind a bar, never fewer: this comes to an end
        rooms = [
            width - text_width(behind, SMALL) - 0.1 if (behind := bar.behind(scale)) else width
            for bar in bars
        ]
        smaller = min(room / sum(bar.counts) for room, bar in zip(rooms, bars, strict=True))
        if smaller >= scale:
            return scale
        scale = smaller


def _plot(bars: list[_Bar], width: float, lang: str) -> Plot:
    legend = Legend(tuple(LegendEntry(verdict_name(v, lang), _TONES[v]) for v in VERDICTS), width)
    left = max(text_width(bar.label, LABEL) for bar in bars) + _SPACE
    above = _ABOVE if left > _CROWDED * width else 0.0
    left = 0.0 if above else left
    scale = _scale(bars, width - left)

    def draw(canvas: Canvas) -> None:
        legend.draw(canvas)
        pitch = min((canvas.height - legend.height) / len(bars), above + _PITCH)
        for line, bar in enumerate(bars):
            part = canvas.part(0, legend.height + pitch * line, canvas.width, pitch)
            if above:
                part.text(0, above / 2, bar.label, LABEL)
            else:
                part.text(left - _SPACE, pitch / 2, bar.label, LABEL, INK, "right")
            _draw_bar(part.part(left, above, canvas.width - left, pitch - above), bar, scale)

    rows = len(bars)
    return Plot(draw, legend.height + (above + _ROW) * rows, legend.height + (above + _PITCH) * rows)


def _draw_bar(canvas: Canvas, bar: _Bar, scale: float) -> None:
    """The parts with their counts; those that do not fit stand behind."""
    middle = canvas.height / 2
    ends = [0.0]
    for verdict, count, inside in zip(VERDICTS, bar.counts, bar.inside(scale), strict=True):
        ends.append(ends[-1] + count * scale)
        start, end = ends[-2:]
        canvas.box(start, canvas.height * 0.16, end - start, canvas.height * 0.68, _TONES[verdict], PAPER)
        if inside:
            text = number(count, bar.lang)
            canvas.text((start + end) / 2, middle, text, SMALL, ink_on(_TONES[verdict]), "center")
    canvas.text(ends[-1] + 0.08, middle, bar.behind(scale), SMALL, MUTED)


def _native(bars: list[_Bar], lang: str) -> Panel:
    series = tuple(
        Series(
            verdict_name(verdict, lang),
            tuple(Point(float(bar.counts[part]), number(bar.counts[part], lang)) for bar in bars),
            _TONES[verdict],
        )
        for part, verdict in enumerate(VERDICTS)
    )
    return Panel("stacked", tuple(bar.label for bar in bars), series, pick(lang, "项", ""))


def _title(counts: pd.DataFrame, lang: str) -> str:
    sums = [int(counts[verdict].sum()) for verdict in VERDICTS]
    english = [f"hold{'s' * (sums[0] == 1)}", f"fail{'s' * (sums[1] == 1)}", "can't be told"]
    told = [
        pick(lang, f"{verdict_name(verdict, lang)}{count}项", f"{count} {word}")
        for verdict, count, word in zip(VERDICTS, sums, english, strict=True)
    ]
    total = sum(sums)
    return pick(lang, f"{total}项核对：{'，'.join(told)}", f"{counted(total, 'check')}: {', '.join(told)}")


def _alt(counts: pd.DataFrame, labels: list[str], lang: str) -> str:
    sentences = []
    for label, (_, row) in zip(labels, counts.iterrows(), strict=True):
        told = pick(lang, "，", ", ").join(
            f"{verdict_name(v, lang)}{pick(lang, '', ' ')}{row[v]}" for v in VERDICTS if row[v]
        )
        sentences.append(f"{label}{pick(lang, '：', ': ')}{told}{pick(lang, '。', '. ')}")
    return "".join(sentences).strip()
