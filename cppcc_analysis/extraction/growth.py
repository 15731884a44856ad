"""The change against an earlier session or year that a report prints: 收到提案418件，比三次会议增加15件.

A change is said of the figure before it in its sentence, or of what its own clause names (立案率比去年提高2.1个
百分点). Where that could be more than one figure, or is none of the article's, it is left out. Nothing is
computed: 由91.5%提高到98.6% prints two values and no change.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cppcc_analysis.extraction.comparisons import Change, find_changes
from cppcc_analysis.extraction.figures import Figure
from cppcc_analysis.extraction.lexicon import find_pieces, load_entries
from cppcc_analysis.extraction.names import read_category, read_proposer
from cppcc_analysis.extraction.sentences import split_sentences
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.traced import Traced


@dataclass(frozen=True)
class Growth:
    """One change as printed, with the fact that has changed and its place in the raw dump.

    `change` is negative for a decrease, in `unit`: 件, 人, % or 个百分点. `against` is last_year, last_session,
    last_term or other. `previous` is the earlier value where the sentence gives it beside, else `None`.
    """

    body: str
    scope: str
    measure: str
    breakdown: str
    item: str | None
    change: float
    unit: str
    against: str
    previous: float | None
    approximate: bool
    printed: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class _Placed:
    """A figure and where its number stands in the sentence."""

    figure: Figure
    start: int
    end: int


def extract_growth(article: Article, figures: Sequence[Figure]) -> list[Growth]:
    """The changes that an article prints of its `figures`, in the order of the text."""
    title = article.title.text if article.title else ""
    parts = ([article.title] if article.title else []) + article.paragraphs
    return [
        found
        for part in parts
        for sentence in split_sentences(part)
        for found in _read_sentence(sentence, figures, title)
    ]


#: stands where a change stood
_BLANK = "\0"
#: 比去年增加15件、增长3.7% are of one thing
_GOES_ON = re.compile("[、，, 和及]*")


def _read_sentence(sentence: Traced, figures: Sequence[Figure], title: str) -> Iterator[Growth]:
    changes = find_changes(sentence.text, title)
    if not changes:
        return
    placed = _place(sentence, figures)
    text = _without(changes, sentence.text)
    meant, end = None, -1
    for change in changes:
        goes_on = end >= 0 and not change.subject and _GOES_ON.fullmatch(sentence.text[end : change.begin])
        if change.turn:
            meant = _find_in_turn(change, text, placed)
        elif not (goes_on and meant and _fitting(meant, change, figures)):
            meant = _find_meant(change, text, placed, figures)
        end = change.end
        if meant:
            yield _make(change, meant, sentence)


def _place(sentence: Traced, figures: Sequence[Figure]) -> list[_Placed]:
    at = {offset: place for place, offset in enumerate(sentence.offsets)}
    inside = (f for f in figures if f.start in at and f.end - 1 in at)
    placed = [_Placed(f, at[f.start], at[f.end - 1] + 1) for f in inside]
    return sorted(placed, key=lambda one: one.start)


def _without(changes: Sequence[Change], text: str) -> str:
    """The sentence with its changes blanked out, at the same length."""
    chars = list(text)
    for change in changes:
        chars[change.begin : change.end] = _BLANK * (change.end - change.begin)
    return "".join(chars)


def _make(change: Change, meant: Figure, sentence: Traced) -> Growth:
    printed = sentence[change.number : change.end]
    return Growth(
        body=meant.body,
        scope=meant.scope,
        measure=meant.measure,
        breakdown=meant.breakdown,
        item=meant.item,
        change=change.value,
        unit=change.unit,
        against=change.against,
        previous=change.previous,
        approximate=change.approximate,
        printed=printed.text,
        quote=sentence.text,
        start=printed.span[0],
        end=printed.span[1],
    )


# --- of what it is said -----------------------------------------------------------------------------------

_AMOUNT = "(?:的?(?:总?数量?|总?件数|总?量|提交量))?"
#: words for the figure before: 数量比去年增加15件, 占比提高2个百分点
_SAME = re.compile("(?P<share>(?:所)?占?比[重例]?|占)|总?数量?|总?件数|总?量|人数")
#: 比去年增加15件，达到418件
_VALUE_BEHIND = re.compile(f"(?:提案)?[，、,和及{_BLANK}]*(?:提案)?{_AMOUNT}(?:达到?|[升增降减]?[至到]|为)")


def _find_meant(
    change: Change, text: str, placed: Sequence[_Placed], figures: Sequence[Figure]
) -> Figure | None:
    behind = _VALUE_BEHIND.match(text, change.end)
    if behind:
        at_value = [one.figure for one in placed if one.start == behind.end()]
        if len(at_value) == 1 and _fitting(at_value[0], change, figures):
            return at_value[0]
    same = _SAME.fullmatch(change.subject)
    if change.subject and not same:
        return _find_named(change, text, placed, figures)
    return _find_before(change, text, placed, of_share=bool(same and same["share"]))


def _fact(figure: Figure) -> tuple[str, str, str, str, str | None]:
    return figure.body, figure.scope, figure.measure, figure.breakdown, figure.item


def _fitting(figure: Figure, change: Change, figures: Sequence[Figure]) -> bool:
    """Whether the fact is given in the unit that the change is counted in: points for %, % for any."""
    if change.unit == "%":
        return True
    unit = "%" if change.unit == "个百分点" else change.unit
    return any(f.unit == unit and _fact(f) == _fact(figure) for f in figures)


# --- the figure before ------------------------------------------------------------------------------------

_BRACKETS = re.compile("[（(][^（()）]*[)）]")
_MARK = re.compile("[，。；：（()）,;: ]")
#: so many characters may stand between a figure and its change
_FAR = 40
#: figures of the sentence that stand farther before a change are not looked at
_FARTHEST = 400
_COUNTED = re.compile(r"\d|[零一二三四五六七八九十百千两]+[项篇次条个家人名位件元]|人大|代表")


def _before(change: Change, placed: Sequence[_Placed]) -> Sequence[_Placed]:
    first = bisect_left(placed, change.begin - _FARTHEST, key=lambda one: one.start)
    return placed[first : bisect_right(placed, change.begin, key=lambda one: one.end)]


def _visible(change: Change, text: str, placed: Sequence[_Placed]) -> list[_Placed]:
    """The figures before the change, but for those in brackets that are closed before it."""
    first = max(0, change.begin - _FARTHEST)
    closed = [bracket.span() for bracket in _BRACKETS.finditer(text, first, change.begin)]
    before = _before(change, placed)
    return [one for one in before if not any(start < one.start < end for start, end in closed)]


def _find_before(change: Change, text: str, placed: Sequence[_Placed], *, of_share: bool) -> Figure | None:
    """The nearest figure before the change, where nothing else that is counted stands between."""
    visible = _visible(change, text, placed)
    if not visible:
        return None
    nearest = visible[-1]
    meant = nearest.figure
    if any(_fact(one.figure) != _fact(meant) for one in visible if one.start == nearest.start):
        return None
    if not _is_quiet(_BRACKETS.sub("", text[nearest.end : change.begin])):
        return None
    others = [one for one in visible if _fact(one.figure) != _fact(meant)]
    if others and _closes_list(others[-1], nearest, text, of_points=change.unit == "个百分点"):
        return None
    before = [one.figure for one in _before(change, placed)]
    alone = of_share and not meant.is_total
    return meant if alone or _fitting(meant, change, before) else None


def _find_in_turn(change: Change, text: str, placed: Sequence[_Placed]) -> Figure | None:
    """收到418件，立案365件，分别比去年增加15件、12件: as many figures as changes, one for each."""
    visible = _visible(change, text, placed)
    if not (change.turn and visible and _is_quiet(text[visible[-1].end : change.begin])):
        return None
    turn, among = change.turn
    facts = {_fact(one.figure) for one in visible}
    if not len(visible) == len(facts) == among:
        return None
    meant = visible[turn].figure
    return meant if _fitting(meant, change, [meant]) else None


def _is_quiet(between: str) -> bool:
    """Whether the words between a figure and its change speak of nothing else that could change."""
    between = between.replace(_BLANK, "")
    if len(between) > _FAR or between.startswith("、") or _COUNTED.search(between):
        return False
    # what stands right behind the number still belongs to it: 219名委员提交提案，比上年增加12名
    rest = _MARK.split(between)[1:]
    clauses = [clause for clause in rest if not re.match("(?:内容)?(?:主要)?涉及", clause)]
    return all(p.kind in ("compare", "scope") for clause in clauses for p in find_pieces(clause))


def _closes_list(last: _Placed, nearest: _Placed, text: str, *, of_points: bool) -> bool:
    """收到418件，其中委员299件，集体119件，比去年增加15件: of the last part, or of all? Points are of no count."""
    between = text[last.end : nearest.start]
    if between.startswith("、"):
        return True
    both_parts = not (of_points or last.figure.is_total or nearest.figure.is_total)
    return (
        both_parts
        and not re.search(f"[；;{_BLANK}]", between)
        and text[nearest.end : nearest.end + 1] not in "（("
    )


# --- what the clause names --------------------------------------------------------------------------------

#: the words of a clause → the total that they name
_TOTALS = {
    "received": f"(?:大会|会议|全年|年度)?(?:共?(?:收到|征集|提交)到?的?)?(?:大会|政协|委员)?提案{_AMOUNT}",
    "filed": f"(?:审查|予以)?立案(?:的?提案)?{_AMOUNT}",
    "key": f"重点(?:督办)?提案{_AMOUNT}",
    "participants": "(?:参与|提交|提出|参加)提案的?委员(?:人数|数量|数)?",
}
_RATE_OF = re.compile("(?:政协|提案|立案提案|委员|办理|工作|结果|对|的|和)*")
_OF_PART = re.compile("(?:提案)?(?:的?(?:占比|所?占?比[重例]|占|总?数量?|总?件数|总?量))?$")


def _find_named(
    change: Change, text: str, placed: Sequence[_Placed], figures: Sequence[Figure]
) -> Figure | None:
    """The figure that the words before the change name: the one before in the sentence, else the article's only."""
    meant = [f for f in _named(change.subject, figures) if f.body == "政协"]
    rate = _rate(change.subject)
    fitting = [
        f for f in meant if (rate and change.unit in ("%", "个百分点")) or _fitting(f, change, figures)
    ]
    here = [one.figure for one in _before(change, placed) if one.figure in fitting]
    if here:
        return here[-1]
    return fitting[0] if len({_fact(f) for f in fitting}) == 1 else None


def _rate(subject: str) -> str | None:
    """The measure whose rate is named: 办理满意率."""
    for entry in load_entries():
        for word in entry.words if entry.piece == "rate" else ():
            if subject.endswith(word) and _RATE_OF.fullmatch(subject.removesuffix(word)):
                return entry.value
    return None


def _named(subject: str, figures: Sequence[Figure]) -> list[Figure]:
    rate = _rate(subject)
    if rate:
        return [f for f in figures if f.is_total and f.measure == rate]
    words = _OF_PART.sub("", subject)
    proposer = read_proposer(words)
    parts = [f for f in figures if proposer and f.breakdown == "proposer" and f.item == proposer[0]]
    if parts:
        return parts
    for measure, pattern in _TOTALS.items():
        if re.fullmatch(pattern, subject):
            return [f for f in figures if f.is_total and f.measure == measure]
    category = read_category(words, True, False)
    return [f for f in figures if category and f.breakdown == "category" and f.item == category[0]]
