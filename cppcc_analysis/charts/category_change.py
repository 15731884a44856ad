"""How the category shares of a city moved between two sessions."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from cppcc_analysis.charts.breakdowns import breakdowns, name_of, standard_parts
from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.scopes import base_name, one_scope, scope_name
from cppcc_analysis.charts.shares import share_text
from cppcc_analysis.charts.style import CATEGORY_TONES, INK, LABEL, MUTED, RULE, text_width
from cppcc_analysis.charts.wording import (
    LANGS,
    listing,
    mark_notes,
    number,
    occasion,
    pick,
    place_name,
    places_and_years,
    source_note,
)
from cppcc_analysis.errors import unknown

#: as many cities stand side by side; the others are named in a footnote
_PANELS = 3


@dataclass(frozen=True)
class _Move:
    """One category of a city in its first and its last session with shares."""

    first: "pd.Series[Any]"
    last: "pd.Series[Any]"

    @property
    def points(self) -> float:
        """The change in percentage points, as the printed shares give it."""
        return round(float(self.last["share"]) - float(self.first["share"]), 2)


def draw_category_change(categories: pd.DataFrame, lang: str = "zh") -> Chart | None:
    """Shares of the standard categories in a city's first and last session, in percentage points.

    categories: rows of the table `categories`. Compared are shares of one scope and one base that both
    sessions give for one standard category. None where no city has two such sessions.
    """
    if lang not in LANGS:
        raise unknown("language", lang, LANGS)
    drawn, _ = one_scope(categories)
    panels = _panels(drawn)
    if not panels:
        return None
    shown, others = panels[:_PANELS], panels[_PANELS:]
    rows = pd.DataFrame([row for moves in shown for move in moves for row in (move.first, move.last)])
    return Chart(
        name="category_change",
        title=_title(shown, lang),
        subtitle=_subtitle(rows, drawn["scope"].iloc[0], lang),
        source=source_note(rows, lang),
        alt=_describe(shown, lang),
        footnotes=tuple(_footnotes(shown, others, drawn, lang)),
        data=rows.astype(categories.dtypes.to_dict()).reset_index(drop=True),
        lang=lang,
        draw=lambda canvas: _draw(canvas, shown, lang),
        room=(2.8, 3.4),
    )


def _panels(drawn: pd.DataFrame) -> list[list[_Move]]:
    """The moves of each city with two sessions whose breakdowns share a base."""
    panels = []
    for _, rows in drawn[drawn["place"].notna() & drawn["year"].notna()].groupby("place", sort=False):
        wholes = [whole for whole in breakdowns(rows, rows) if len(whole.known)]
        for base in dict.fromkeys(whole.base for whole in wholes):
            same = [whole for whole in wholes if whole.base == base]
            pair = _singles(same[0].known), _singles(same[-1].known)
            moves = [_Move(pair[0][name], pair[1][name]) for name in pair[0] if name in pair[1]]
            if len(same) > 1 and moves:
                panels.append(moves)
                break
    return panels


def _singles(known: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    """Rows that alone stand for one standard category, by it."""
    names = [row["standard"] for _, row in known.iterrows()]
    return {
        row["standard"]: row
        for _, row in known.iterrows()
        if len(standard_parts(row)) == 1
        and names.count(row["standard"]) == 1
        and row["share_state"] != "conflict"
    }


def _title(panels: list[list[_Move]], lang: str) -> str:
    """The largest move, ties named; of several cities the one with the largest."""
    moves = [move for panel in panels for move in panel]
    largest = max(abs(move.points) for move in moves)
    top = [move for move in moves if abs(move.points) == largest]
    places = {move.first["place"] for move in top}
    if largest == 0:
        who = listing(sorted(places), lang)
        return pick(lang, f"{who}各类提案占比不变", f"{who}: shares of the categories unchanged")
    if len(places) > 1:
        points = number(largest, lang)
        return pick(
            lang,
            f"{len(places)}地各有类别变动{points}个百分点，为所列各地中最大",
            f"Largest change: {points} percentage points, in {len(places)} places",
        )
    place, told = place_name(top[0].first, lang), [_moved(move, lang) for move in top]
    head = "" if len(panels) == 1 else pick(lang, "变动最大的是", "Largest change: ")
    return head + pick(lang, f"{place}{'，'.join(told)}", f"{place}, {', '.join(told)}")


def _moved(move: _Move, lang: str) -> str:
    name, points = name_of(move.first, lang), number(abs(move.points), lang)
    if "approximate" in (move.first["share_state"], move.last["share_state"]):
        points = pick(lang, "约", "about ") + points
    if move.points == 0:
        return pick(lang, f"{name}类占比不变", f"{name} unchanged")
    return pick(
        lang,
        f"{name}类占比{'上升' if move.points > 0 else '下降'}{points}个百分点",
        f"{name} {'up' if move.points > 0 else 'down'} {points} percentage points",
    )


def _describe(panels: list[list[_Move]], lang: str) -> str:
    sentences = []
    for moves in panels:
        head = f"{occasion(moves[0].first, lang)}{pick(lang, '至', ' to ')}{occasion(moves[0].last, lang)}"
        told = [
            _moved(move, lang)
            + pick(
                lang,
                f"（{share_text(move.first, lang)}→{share_text(move.last, lang)}）",
                f" ({share_text(move.first, lang)} → {share_text(move.last, lang)})",
            )
            for move in moves
        ]
        sentences.append(
            f"{head}{pick(lang, '：', ': ')}{pick(lang, '，', ', ').join(told)}{pick(lang, '。', '. ')}"
        )
    return "".join(sentences).strip()


def _subtitle(rows: pd.DataFrame, scope: str, lang: str) -> str:
    bases = list(dict.fromkeys(rows["base"]))
    of = base_name(bases[0], lang) if len(bases) == 1 else ""
    what = pick(lang, f"占{of}提案的比重（%）", f"Share of the proposals {of} (%)".replace("  ", " "))
    return f"{what} · {scope_name(scope, lang)} · {places_and_years(rows, lang)}"


def _footnotes(
    shown: list[list[_Move]], others: list[list[_Move]], drawn: pd.DataFrame, lang: str
) -> list[str]:
    notes = mark_notes((row["share_state"] for m in shown for x in m for row in (x.first, x.last)), lang)
    for moves in shown:
        place = moves[0].first["place"]
        compared = {move.first["standard"] for move in moves}
        lacking = [
            name_of(row, lang)
            for _, row in drawn[drawn["place"] == place].drop_duplicates("standard").iterrows()
            if len(standard_parts(row)) == 1 and row["standard"] not in compared
        ]
        if lacking:
            notes.append(
                pick(
                    lang,
                    f"{place}{listing(lacking, lang)}：未在两次会议中都单独载明占比，不作比较",
                    f"{place}: {listing(lacking, lang)} not compared: no share of its own in both sessions",
                )
            )
    if others:
        names = listing([place_name(moves[0].first, lang) for moves in others], lang)
        notes.append(pick(lang, f"另有可比的地方未画入：{names}", f"Comparable, not drawn: {names}"))
    return notes


def _draw(canvas: Canvas, panels: list[list[_Move]], lang: str) -> None:
    width = canvas.width / len(panels)
    largest = max(float(row["share"]) for moves in panels for m in moves for row in (m.first, m.last)) or 1.0
    for place, moves in enumerate(panels):
        part = canvas.part(width * place, 0, width - 0.25, canvas.height)
        _draw_panel(part, moves, largest, len(panels) == 1, lang)


def _draw_panel(canvas: Canvas, moves: list[_Move], largest: float, roomy: bool, lang: str) -> None:
    """Lines from the first to the last session on a scale from 0."""
    before = [f"{name_of(m.first, lang)} {share_text(m.first, lang)}" for m in moves]
    unit = pick(lang, "个百分点", " points") if roomy else ""
    after = [
        share_text(m.last, lang) + pick(lang, f"（{_signed(m, lang)}{unit}）", f" ({_signed(m, lang)}{unit})")
        for m in moves
    ]
    left = max(text_width(text, LABEL) for text in before) + 0.16
    right = canvas.width - max(text_width(text, LABEL) for text in after) - 0.16
    top, bottom = 0.5, canvas.height - 0.12

    def level(row: "pd.Series[Any]") -> float:
        return bottom - float(row["share"]) / largest * (bottom - top)

    for x, row in ((left, moves[0].first), (right, moves[0].last)):
        canvas.line((x, x), (0.36, canvas.height), RULE)
        canvas.text(x, 0.22, str(row["year"]), LABEL, INK, "center", bold=True)
    if not roomy:
        canvas.text(0, 0.02, place_name(moves[0].first, lang), LABEL, INK, bold=True)
    starts = _spread([level(m.first) for m in moves])
    ends = _spread([level(m.last) for m in moves])
    for move, start, end, was, now in zip(moves, starts, ends, before, after, strict=True):
        tone = CATEGORY_TONES.get(move.first["standard"], MUTED)
        canvas.line((left, right), (level(move.first), level(move.last)), tone, 2.2)
        for x, row in ((left, move.first), (right, move.last)):
            canvas.dot(x, level(row), tone, hollow=row["share_state"] == "derived")
        canvas.text(left - 0.12, start, was, LABEL, INK, "right")
        canvas.text(right + 0.12, end, now, LABEL, INK)


def _signed(move: _Move, lang: str) -> str:
    if move.points == 0:
        return "0"
    return ("+" if move.points > 0 else "−") + number(abs(move.points), lang)


def _spread(levels: list[float], gap: float = LABEL * 1.4 / 72) -> list[float]:
    """Heights as near to `levels` as they can be in the same order and at least `gap` apart.

    >>> [round(y, 2) for y in _spread([1.0, 1.0, 3.0], gap=0.2)]
    [0.9, 1.1, 3.0]
    """
    order = sorted(range(len(levels)), key=levels.__getitem__)
    # labels that would overlap form a crowd, which is centred on the mean of its points
    crowds: list[list[int]] = []
    for index in order:
        crowds.append([index])
        while len(crowds) > 1 and _reach(crowds[-2], levels, gap)[1] > _reach(crowds[-1], levels, gap)[0]:
            last = crowds.pop()
            crowds[-1] += last
    placed: dict[int, float] = {}
    for crowd in crowds:
        top = _reach(crowd, levels, gap)[0] + gap / 2
        placed |= {index: top + gap * place for place, index in enumerate(crowd)}
    return [placed[index] for index in range(len(levels))]


def _reach(crowd: list[int], levels: list[float], gap: float) -> tuple[float, float]:
    """Where a crowd of labels begins and ends."""
    middle, half = sum(levels[index] for index in crowd) / len(crowd), len(crowd) * gap / 2
    return middle - half, middle + half
