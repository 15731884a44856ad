"""How the category shares of a city moved between two sessions."""

from dataclasses import dataclass
from math import ceil
from typing import Any

import pandas as pd

from cppcc_analysis.charts.breakdowns import name_of
from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.category_change_findings import change_title, describe_change, signed
from cppcc_analysis.charts.category_change_notes import change_notes
from cppcc_analysis.charts.category_moves import Move, Pair, comparable_pairs
from cppcc_analysis.charts.chart import Chart, Plot
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.labels import spread
from cppcc_analysis.charts.native import Panel, Point, Series
from cppcc_analysis.charts.parts import share_of, share_text
from cppcc_analysis.charts.scopes import one_scope, scope_name
from cppcc_analysis.charts.style import CATEGORY_TONES, INK, LABEL, MUTED, RULE, text_width
from cppcc_analysis.charts.wording import (
    LANGS,
    listing,
    pick,
    place_name,
    places_and_years,
    session_name,
    source_note,
)
from cppcc_analysis.errors import unknown

#: as many places are drawn, those with the largest moves; the others are named in a footnote
_PLACES = 6
#: inches: between two panels, of a panel's heading, of the years, of a line with the labels it parts, at most of all
_BETWEEN, _HEADING, _YEARS, _SLOPE, _PAGE = 0.3, 0.24, 0.3, 0.45, 6.8
#: inches of a panel that its slopes do not take, beside its heading
_AROUND = _YEARS + _BETWEEN / 2
#: inches from a label to its line, and from one label to the next
_AWAY, _STEP = 0.2, LABEL * 1.4 / 72
#: inches: of the hairline from a label to its dot, the ends that stay free
_DOT, _FREE = 0.06, 0.03
#: inches of the slopes alone, at least and at most
_LOW, _HIGH = 0.95, 2.6


def draw_category_change(categories: pd.DataFrame, lang: str = "zh") -> Chart | None:
    """Shares of the standard categories in a city's first and last comparable session, in percentage points.

    categories: rows of the table `categories`. Compared are shares of one scope and one base that both
    sessions give for one standard category, alone or as a sum, with nothing of it in a category that covers
    more. A footnote says what is not compared, and why. None where no city has two such sessions.
    """
    if lang not in LANGS:
        raise unknown("language", lang, LANGS)
    drawn, _ = one_scope(categories)
    pairs = comparable_pairs(drawn)
    if not pairs:
        return None
    shown, others = pairs[:_PLACES], pairs[_PLACES:]
    rows = pd.DataFrame([row for pair in shown for move in pair.moves for row in (move.first, move.last)])
    return Chart(
        name="category_change",
        title=change_title(pairs, lang),
        subtitle=_subtitle(rows, drawn["scope"].iloc[0], lang),
        source=source_note(rows, lang),
        alt=describe_change(shown, lang),
        footnotes=tuple(change_notes(shown, others, categories, lang) + correction_notes(categories, lang)),
        data=rows.astype(shown[0].first.rows.dtypes.to_dict()).reset_index(drop=True),
        lang=lang,
        plot=lambda width: _plot(shown, width, lang),
        native=tuple(_native(pair, shown, lang) for pair in shown),
    )


def _subtitle(rows: pd.DataFrame, scope: str, lang: str) -> str:
    bases = list(dict.fromkeys(rows["base"]))
    what = (
        pick(lang, "占提案的比重", "Share of the proposals") if len(bases) > 1 else share_of(bases[0], lang)
    )
    unit = pick(lang, "（%）", " (%)")
    return f"{what}{unit} · {scope_name(scope, lang)} · {places_and_years(rows, lang)}"


@dataclass(frozen=True)
class _Layout:
    """How the panels share a picture.

    pairs    the places that there is room for
    columns  panels beside each other
    width    inches of a panel
    left     inches for the labels before the lines
    right    inches for the labels behind the lines
    named    whether the labels behind the lines name their category too
    unit     what stands behind a change in points; empty where there is no room for it
    heading  whether a panel needs its place
    largest  the share in % at the upper end of all scales
    """

    pairs: list[Pair]
    columns: int
    width: float
    left: float
    right: float
    named: bool
    unit: str
    heading: bool
    largest: float


def _plot(shown: list[Pair], width: float, lang: str) -> Plot:
    """Panels beside each other as far as their labels leave room for lines, the others below."""
    layout = _layout(shown, width, lang)
    rows = ceil(len(layout.pairs) / layout.columns)
    around = _AROUND + _HEADING * layout.heading
    labels = max(len(pair.moves) for pair in layout.pairs) * _STEP
    least, most = (around + max(labels, slopes) for slopes in (_LOW, _HIGH))

    def draw(canvas: Canvas) -> None:
        height = min(canvas.height / rows, most)
        for place, pair in enumerate(layout.pairs):
            row, column = divmod(place, layout.columns)
            part = canvas.part(column * (layout.width + _BETWEEN), row * height, layout.width, height)
            _draw_panel(part, pair, layout, lang)

    return Plot(draw, rows * least, rows * most, tuple(_width_notes(shown, layout, lang)))


def _layout(shown: list[Pair], width: float, lang: str) -> _Layout:
    """As many columns as the labels allow; the unit only where it fits as well."""
    unit = pick(lang, "个百分点", " points")
    moves = [move for pair in shown for move in pair.moves]
    left = max(text_width(_before(move, lang), LABEL) for move in moves) + _AWAY + 0.04
    named = any(_crosses(pair) for pair in shown)
    spelled, short = (
        max(text_width(_after(move, each, named, lang), LABEL) for move in moves) + _AWAY + 0.04
        for each in (unit, "")
    )
    headings = (
        max(text_width(_heading(pair, shown, lang), LABEL) for pair in shown) if len(shown) > 1 else 0.0
    )
    need = max(headings, left + _SLOPE + short)
    columns = min(len(shown), max(1, int((width + _BETWEEN) / (need + _BETWEEN))))
    panel = (width - _BETWEEN * (columns - 1)) / columns
    fits = left + _SLOPE + spelled <= panel
    tallest = _AROUND + _HEADING + max(_LOW, *(len(pair.moves) * _STEP for pair in shown))
    return _Layout(
        pairs=shown[: max(1, int(_PAGE / tallest)) * columns],
        columns=columns,
        width=panel,
        left=left,
        right=spelled if fits else short,
        named=named,
        unit=unit if fits else "",
        heading=len(shown) > 1,
        largest=_largest(shown),
    )


def _largest(shown: list[Pair]) -> float:
    """The largest share in %; 1 where all are 0."""
    shares = [float(row["share"]) for pair in shown for m in pair.moves for row in (m.first, m.last)]
    return max(shares) or 1.0


def _before(move: Move, lang: str) -> str:
    return f"{name_of(move.first, lang)} {share_text(move.first, lang)}"


def _after(move: Move, unit: str, named: bool, lang: str) -> str:
    """The later share with the change: 23.9%（+12.7个百分点）; `named`: 文化 23.9%（+12.7个百分点）."""
    points = signed(move, lang) + unit
    name = name_of(move.last, lang).removesuffix("建设") + " " if named else ""
    return name + share_text(move.last, lang) + pick(lang, f"（{points}）", f" ({points})")


def _crosses(pair: Pair) -> bool:
    """Whether the labels on the two sides are in different orders, so that a line must be followed to match them."""
    before, after = (
        sorted(range(len(pair.moves)), key=lambda place: -float(rows[place]["share"]))
        for rows in ([move.first for move in pair.moves], [move.last for move in pair.moves])
    )
    return before != after


def _heading(pair: Pair, shown: list[Pair], lang: str) -> str:
    """The place; with the base of its shares where that is not the same in all panels."""
    name = place_name(pair.moves[0].first, lang)
    if len({other.base for other in shown}) == 1:
        return name
    return name + pick(lang, "（{}）", " ({})").format(share_of(pair.base, lang))


def _moments(pair: Pair, lang: str) -> tuple[str, str]:
    """The years, or the sessions where both are of one year."""
    first, last = pair.moves[0].first, pair.moves[0].last
    if first["year"] == last["year"]:
        return session_name(first, lang), session_name(last, lang)
    return str(first["year"]), str(last["year"])


def _width_notes(shown: list[Pair], layout: _Layout, lang: str) -> list[str]:
    notes = []
    if not layout.unit:
        notes.append(pick(lang, "括号内为变动的百分点数", "In brackets: the change in percentage points"))
    if left_out := [place_name(pair.moves[0].first, lang) for pair in shown[len(layout.pairs) :]]:
        names = listing(left_out, lang)
        notes.append(pick(lang, f"版面所限未画入：{names}", f"Comparable, but no room in this size: {names}"))
    return notes


def _draw_panel(canvas: Canvas, pair: Pair, layout: _Layout, lang: str) -> None:
    """Lines from the first to the last session on a scale from 0."""
    left, right = layout.left, canvas.width - layout.right
    head = _HEADING * layout.heading
    bottom = canvas.height - _BETWEEN / 2
    top = head + _YEARS + _STEP / 2
    if layout.heading:
        canvas.text(0, 0.1, _heading(pair, layout.pairs, lang), LABEL, INK, bold=True)

    def level(row: "pd.Series[Any]") -> float:
        return bottom - _STEP / 2 - float(row["share"]) / layout.largest * (bottom - _STEP / 2 - top)

    for x, year in zip((left, right), _moments(pair, lang), strict=True):
        canvas.line((x, x), (head + 0.24, bottom), RULE)
        canvas.text(x, head + 0.1, year, LABEL, INK, "center", bold=True)
    bounds = (top - _STEP / 2, bottom)
    steps = [_STEP] * len(pair.moves)
    before = spread([level(move.first) for move in pair.moves], steps, *bounds)
    after = spread([level(move.last) for move in pair.moves], steps, *bounds)
    for move, start, end in zip(pair.moves, before, after, strict=True):
        tone = CATEGORY_TONES.get(move.first["standard"], MUTED)
        canvas.line((left, right), (level(move.first), level(move.last)), tone, 2.2)
        for x, row, label, side in ((left, move.first, start, -1), (right, move.last, end, 1)):
            if abs(label - level(row)) > _STEP / 5:
                # a label that had to give way is tied to its dot, lest it be read as that of the next
                tie = (x + side * _DOT, x + side * (_AWAY - _FREE))
                canvas.line(tie, (level(row), label), tone)
            canvas.dot(x, level(row), tone, hollow=row["share_state"] == "derived")
        canvas.text(left - _AWAY, start, _before(move, lang), LABEL, INK, "right")
        canvas.text(right + _AWAY, end, _after(move, layout.unit, layout.named, lang), LABEL, INK)


def _native(pair: Pair, shown: list[Pair], lang: str) -> Panel:
    """A line for each category, from the first to the last session."""
    unit = pick(lang, "个百分点", " points")
    series = tuple(
        Series(
            name_of(move.first, lang),
            (
                Point(float(move.first["share"]), share_text(move.first, lang), _is_derived(move.first)),
                Point(float(move.last["share"]), _after(move, unit, False, lang), _is_derived(move.last)),
            ),
            CATEGORY_TONES.get(move.first["standard"], MUTED),
        )
        for move in pair.moves
    )
    heading = _heading(pair, shown, lang) if len(shown) > 1 else ""
    return Panel("lines", _moments(pair, lang), series, "%", heading, (0.0, _largest(shown)))


def _is_derived(row: "pd.Series[Any]") -> bool:
    return bool(row["share_state"] == "derived")
