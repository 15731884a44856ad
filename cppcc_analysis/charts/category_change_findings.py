"""How the category shares of places moved, in a title and in sentences."""

from collections import Counter

from cppcc_analysis.charts.breakdowns import name_of
from cppcc_analysis.charts.category_moves import Move, Pair
from cppcc_analysis.charts.parts import doubt, share_of, share_text
from cppcc_analysis.charts.wording import listing, number, occasion, pick, place_name

#: so many moves or places at most are told one by one in a title
_TOLD = 3


def change_title(pairs: list[Pair], lang: str) -> str:
    """The largest move, ties named; of several places the one with the largest, among shares of one base."""
    bases = Counter(pair.base for pair in pairs)
    base = bases.most_common(1)[0][0]
    moves = [move for pair in pairs if pair.base == base for move in pair.moves]
    head = f"{share_of(base, lang)}{pick(lang, '中，', ': ')}" if len(bases) > 1 else ""
    certain = [move for move in moves if move.is_certain]
    if not certain:
        who = _places(moves, lang)
        return head + pick(
            lang,
            f"{who}的占比为约数，看不出升降",
            f"{who}: shares are approximate and show no rise or fall",
        )
    largest = max(abs(move.points) for move in certain)
    top = [move for move in certain if abs(move.points) == largest]
    if largest == 0:
        return head + pick(
            lang,
            f"{_places(top, lang)}可比类别的提案占比不变",
            f"{_places(top, lang)}: shares of the comparable categories unchanged",
        )
    return head + _largest(top, _is_largest(largest, moves), lang)


def _largest(top: list[Move], is_largest: bool, lang: str) -> str:
    """The moves of `top`, equal in points; `is_largest`: of several places, and certainly no other moved more."""
    places = list(dict.fromkeys(str(move.first["place"]) for move in top))
    points = number(abs(top[0].points), lang)
    if len(places) > 1:
        what = pick(lang, "，为所列各地中最大", ", the largest change") if is_largest else ""
        return pick(
            lang,
            f"{listing(places, lang) if len(places) <= _TOLD else f'{len(places)}地'}"
            f"各有类别变动{points}个百分点{what}",
            f"A change of {points} percentage points in {len(places)} places{what}",
        )
    place = place_name(top[0].first, lang)
    head = pick(lang, "变动最大的是", "Largest change: ") if is_largest else ""
    if len(top) > _TOLD:
        return head + pick(
            lang,
            f"{place}，{len(top)}类占比各变动{points}个百分点",
            f"{place}, {len(top)} categories by {points} percentage points each",
        )
    told = [move_clause(move, lang) for move in top]
    return head + pick(
        lang, f"{place}{'，'.join(told)}", f"{place}{': ' if not head else ', '}{', '.join(told)}"
    )


def _is_largest(points: float, moves: list[Move]) -> bool:
    """Whether `moves` are of several places and none can be larger, as far as shares are approximate."""
    if len({move.first["place"] for move in moves}) == 1:
        return False
    return all(
        abs(move.points) + doubt(move.first) + doubt(move.last) <= points
        for move in moves
        if move.is_approximate
    )


def _places(moves: list[Move], lang: str) -> str:
    names = list(dict.fromkeys(place_name(move.first, lang) for move in moves))
    return (
        listing(names, lang) if len(names) <= _TOLD else pick(lang, f"{len(names)}地", f"{len(names)} places")
    )


def move_clause(move: Move, lang: str) -> str:
    """文化建设类占比上升12.7个百分点; no rise or fall where the shares are too approximate to tell."""
    name, points = name_of(move.first, lang), number(abs(move.points), lang)
    if not move.is_certain:
        return pick(
            lang, f"{name}类占比为约数，看不出升降", f"{name} approximate, no rise or fall to be seen"
        )
    if move.points == 0:
        return pick(lang, f"{name}类占比不变", f"{name} unchanged")
    about = pick(lang, "约", "about ") if move.is_approximate else ""
    return pick(
        lang,
        f"{name}类占比{'上升' if move.points > 0 else '下降'}{about}{points}个百分点",
        f"{name} share {'up' if move.points > 0 else 'down'} {about}{points} percentage points",
    )


def describe_change(pairs: list[Pair], lang: str) -> str:
    """Every move in sentences, place by place."""
    sentences = []
    for pair in pairs:
        first, last = pair.moves[0].first, pair.moves[0].last
        head = f"{occasion(first, lang)}{pick(lang, '至', ' to ')}{occasion(last, lang)}"
        told = pick(lang, "，", ", ").join(_with_shares(move, lang) for move in pair.moves)
        sentences.append(f"{head}{pick(lang, '：', ': ')}{told}{pick(lang, '。', '. ')}")
    return "".join(sentences).strip()


def _with_shares(move: Move, lang: str) -> str:
    before, after = share_text(move.first, lang), share_text(move.last, lang)
    return move_clause(move, lang) + pick(lang, f"（{before}→{after}）", f" ({before} → {after})")


def signed(move: Move, lang: str) -> str:
    """The change in points with its sign: +12.7, −3.7, 0."""
    if move.points == 0:
        return "0"
    about = pick(lang, "约", "about ") if move.is_approximate else ""
    return about + ("+" if move.points > 0 else "−") + number(abs(move.points), lang)
