"""How the category shares of a city moved between two sessions."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from cppcc_analysis.charts.breakdowns import Breakdown, breakdowns, is_mapped, name_of
from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.scopes import base_name, one_scope, scope_name, scoped_occasion
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


@dataclass(frozen=True)
class _Panel:
    """The first and the last session of a city, and the categories that may be compared."""

    first: Breakdown
    last: Breakdown
    moves: list[_Move]

    def spans(self, row: "pd.Series[Any]") -> bool:
        """Whether a row is of this scope and base, and of the time from the first to the last session."""
        first, last = self.moves[0].first, self.moves[0].last
        same = (row["scope"], row["base"]) == (first["scope"], first["base"])
        return same and first["year"] <= row["year"] <= last["year"]


def draw_category_change(categories: pd.DataFrame, lang: str = "zh") -> Chart | None:
    """Shares of the standard categories in a city's first and last comparable session, in percentage points.

    categories: rows of the table `categories`. Compared are shares of one scope and one base that both
    sessions give for one standard category, alone or as a sum, with nothing of it in a category that covers
    more. A footnote says what is not compared, and why. None where no city has two such sessions.
    """
    if lang not in LANGS:
        raise unknown("language", lang, LANGS)
    drawn, _ = one_scope(categories)
    panels = _panels(drawn)
    if not panels:
        return None
    shown, others = panels[:_PANELS], panels[_PANELS:]
    moves = [move for panel in shown for move in panel.moves]
    rows = pd.DataFrame([row for move in moves for row in (move.first, move.last)])
    return Chart(
        name="category_change",
        title=_title([panel.moves for panel in shown], lang),
        subtitle=_subtitle(rows, drawn["scope"].iloc[0], lang),
        source=source_note(rows, lang),
        alt=_describe([panel.moves for panel in shown], lang),
        footnotes=tuple(_footnotes(shown, others, categories, lang) + correction_notes(categories, lang)),
        data=rows.astype(shown[0].first.rows.dtypes.to_dict()).reset_index(drop=True),
        lang=lang,
        draw=lambda canvas: _draw(canvas, [panel.moves for panel in shown], lang),
        room=(2.8, 3.4),
    )


def _panels(drawn: pd.DataFrame) -> list[_Panel]:
    """For each city the first and last session whose breakdowns share a base and comparable categories."""
    panels = []
    for _, rows in drawn[drawn["place"].notna() & drawn["year"].notna()].groupby("place", sort=False):
        wholes = [whole for whole in breakdowns(rows, rows) if len(whole.known)]
        pairs = (
            (first, last)
            for base in dict.fromkeys(whole.base for whole in wholes)
            for same in [[whole for whole in wholes if whole.base == base]]
            for place, first in enumerate(same)
            for last in reversed(same[place + 1 :])
        )
        found = (_Panel(first, last, _moves(first, last)) for first, last in pairs)
        panels += [panel for panel in found if panel.moves][:1]
    return panels


def _moves(first: Breakdown, last: Breakdown) -> list[_Move]:
    before, after = _comparable(first), _comparable(last)
    return [_Move(before[name], after[name]) for name in before if name in after]


def _comparable(whole: Breakdown) -> dict[str, "pd.Series[Any]"]:
    """Rows that are all of one standard category, by it."""
    return {
        row["standard"]: row
        for _, row in whole.known.iterrows()
        if is_mapped(row)
        and pd.isna(row["shared_with"])
        and row["share_state"] != "conflict"
        # what is not stated may be of any category that the report does not name itself
        and not (whole.remainder and row["standard"] not in _words(row))
    }


def _words(row: "pd.Series[Any]") -> list[str]:
    return str(row["wordings"]).split("; ")


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


def _footnotes(shown: list[_Panel], others: list[_Panel], categories: pd.DataFrame, lang: str) -> list[str]:
    rows = [row for panel in shown for move in panel.moves for row in (move.first, move.last)]
    notes = mark_notes((row["share_state"] for row in rows), lang)
    for panel in shown:
        notes += _gathered(panel, lang) + _not_compared(panel, lang)
    if others:
        names = listing([place_name(panel.first.occasion, lang) for panel in others], lang)
        notes.append(pick(lang, f"另有可比的地方未画入：{names}", f"Comparable, not drawn: {names}"))
    return notes + _refused(categories, [*shown, *others], lang)


def _gathered(panel: _Panel, lang: str) -> list[str]:
    """What the drawn categories are called in a report that words them otherwise."""
    notes = []
    for rows in ([move.first for move in panel.moves], [move.last for move in panel.moves]):
        told = [
            pick(
                lang,
                f"{name_of(row, lang)}（{'、'.join(_words(row))}）",
                f"{name_of(row, lang)} ({', '.join(_words(row))})",
            )
            for row in rows
            if _words(row) != [row["standard"]]
        ]
        if told:
            who = occasion(rows[0], lang)
            notes.append(
                pick(lang, f"{who}原文的类别：{'、'.join(told)}", f"{who}, as worded: {'; '.join(told)}")
            )
    return notes


def _not_compared(panel: _Panel, lang: str) -> list[str]:
    """The standard categories of a city that are not compared, each with the reason."""
    place, compared = panel.first.occasion["place"], {move.first["standard"] for move in panel.moves}
    lacking: dict[str, str] = {}
    mixed: dict[str, str] = {}
    for whole in (panel.first, panel.last):
        for _, row in whole.named.iterrows():
            if not is_mapped(row) or row["standard"] in compared:
                continue
            if pd.isna(row["shared_with"]):
                lacking.setdefault(row["standard"], name_of(row, lang))
            else:
                words = listing(str(row["shared_with"]).split("; "), lang)
                mixed.setdefault(row["standard"], f"{name_of(row, lang)}（{row['year']}年{words}）")
                if lang == "en":
                    mixed[row["standard"]] = f"{name_of(row, lang)} ({row['year']}: {words})"
    notes = []
    if alone := [name for standard, name in lacking.items() if standard not in mixed]:
        notes.append(
            pick(
                lang,
                f"{place}{listing(alone, lang)}：未在两次会议中都单独载明占比，不作比较",
                f"{place}: {listing(alone, lang)} not compared: no share of its own in both sessions",
            )
        )
    if mixed:
        names = pick(lang, "、", "; ").join(mixed.values())
        notes.append(
            pick(
                lang,
                f"{place}：括号中的类别可能另含该类提案，不作比较：{names}",
                f"{place}: not compared, as the categories in brackets may hold some of them: {names}",
            )
        )
    return notes


def _refused(categories: pd.DataFrame, panels: list[_Panel], lang: str) -> list[str]:
    """Sessions with shares outside the time that is compared, and cities not compared at all, with the reason."""
    by_place = {panel.first.occasion["place"]: panel for panel in panels}
    refused: dict[str, list[str]] = {}
    given = categories[categories["share"].notna() & categories["place"].notna() & categories["year"].notna()]
    for place, rows in given.groupby("place", sort=False):
        if rows["year"].nunique() < 2 and len(rows.drop_duplicates(["scope", "base"])) < 2:
            continue
        panel = by_place.get(place)
        for _, row in rows.drop_duplicates(["year", "scope", "base"]).iterrows():
            if panel is None or not panel.spans(row):
                refused.setdefault(_reason(row, rows, panel), []).append(scoped_occasion(row, lang))
    reasons = {
        "scope": ("口径不同", "of another scope"),
        "base": ("基数不同", "shares of another total"),
        "standard": ("没有与另一次会议同样单独对应的类别", "no category mapped alone as in another session"),
    }
    return [
        pick(
            lang,
            f"{reasons[why][0]}，不作比较：{'、'.join(names)}",
            f"Not compared ({reasons[why][1]}): {', '.join(names)}",
        )
        for why, names in refused.items()
    ]


def _reason(row: "pd.Series[Any]", rows: pd.DataFrame, panel: _Panel | None) -> str:
    """Why the list of `row` is not compared: with those drawn, or with the others of its city."""
    drawn = rows if panel is None else pd.DataFrame([panel.moves[0].first, panel.moves[0].last])
    for column in ("scope", "base"):
        if drawn[column].ne(row[column]).any():
            return column
    return "standard"


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
