"""The grammar: sentences of an article → figures, each attached to what it counts.

A sentence is read number by number. What a number counts is said by the words before it, or by what
follows it (568件提案全部办复); what it covers, whose it is and of what it is a part is carried on from
number to number. A number that no rule attaches is not guessed: it is left unread.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cppcc_analysis.extraction.bases import settle_bases
from cppcc_analysis.extraction.congress import is_of_congress, read_congress
from cppcc_analysis.extraction.context import BASES, Figure, Maker, State
from cppcc_analysis.extraction.counts import (
    base_behind,
    measure_behind,
    names_session_apart,
    read_count,
    stands_before,
    why_unread,
)
from cppcc_analysis.extraction.lexicon import Piece
from cppcc_analysis.extraction.people import read_people
from cppcc_analysis.extraction.printed_tables import read_table, rows_below
from cppcc_analysis.extraction.sentences import Clause, Slot, find_slots, split_sentences
from cppcc_analysis.extraction.shares import read_share
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.traced import Traced


@dataclass(frozen=True)
class Unread:
    """A number of 件 in a sentence about proposals that no rule attached.

    `reason` is known where the number was understood and yet not taken: `after_merging` (并案后立案192件),
    `another_total` (a second total of the same scope, with another value), `no_evidence` (its place in the
    raw dump does not give it, as where a page parts its digits). `value` is then the number.
    """

    reason: str | None
    value: float | None
    quote: str
    start: int
    end: int


def extract_figures(article: Article) -> tuple[list[Figure], list[Unread]]:
    """The figures of an article in the order of the text, and the numbers of proposals left unread."""
    default = default_scope(article)
    state = State(article.body, default, devoted=_is_devoted(article))
    found: list[Figure] = []
    unread: list[Unread] = []
    parts = ([article.title] if article.title else []) + article.paragraphs
    in_table: set[int] = set()
    for at, paragraph in enumerate(parts):
        if at in in_table:
            continue
        if article.kind not in ("news", "other"):
            state.scope = default
        for sentence in split_sentences(paragraph):
            figures, rest = _read_sentence(sentence, state)
            found += figures
            unread += rest
        rows = rows_below(paragraph, parts[at + 1 :])
        in_table.update(range(at + 1, at + 1 + len(rows)))
        found += read_table(paragraph, rows, state)
    return settle_bases(found), unread


def _is_devoted(article: Article) -> bool:
    title = article.title.text if article.title else ""
    return article.kind in ("review_report", "proposal_work_report") or "提案" in title


_WHOLE_TERM = re.compile("五年来|五年的|过去五年|四年来|届以来")
_OF_YEAR = re.compile("以来.{0,4}提案|提案办理|办理.{0,6}提案|提案.{0,6}(办复|办结)|人大代表建议和.{0,4}提案")
_COMMITTEE_TERM = re.compile("第?([一二三四五六七八九十]{1,3})届")


def default_scope(article: Article) -> str:
    """What the figures of an article cover where no word beside them says it."""
    title = article.title.text if article.title else ""
    if article.kind in ("work_report", "proposal_work_report"):
        opening = title + "".join(paragraph.text for paragraph in article.paragraphs[:3])[:300]
        return "term" if _WHOLE_TERM.search(opening) or _reports_to_successor(article) else "year"
    return "year" if article.kind in ("news", "other") and _OF_YEAR.search(title) else "session"


def _reports_to_successor(article: Article) -> bool:
    """第十届委员会's report to 第十一届委员会第一次会议 is of its whole term."""
    notes = " ".join(note.text for note in article.notes)
    own = _COMMITTEE_TERM.findall(article.title.text if article.title else "")
    meeting = _COMMITTEE_TERM.findall(notes)
    return bool(own and meeting) and own[0] != meeting[0] and "第一次会议" in notes


_CUT_OFF = re.compile(r"截[至止]到?(?P<when>[^，。]{2,20}?[日时分底])(?=[，。止前]|大会|共|$)")


def _read_sentence(sentence: Traced, state: State) -> tuple[list[Figure], list[Unread]]:
    found: list[Figure] = []
    unread: list[Unread] = []
    text = sentence.text
    slots = find_slots(text)
    state.start_sentence(text)
    cut_off = _CUT_OFF.search(text) if slots else None
    if cut_off:
        state.as_of = cut_off["when"]
    taken = False
    for whole in slots:
        # what is said behind the number before is not said before this one
        slot = replace(whole, left=whole.left[1:]) if taken and len(whole.left) > 1 else whole
        state.go_to_depth(slot.depth)
        slot = _behind_change(slot, state)
        _note_cues(slot, state)
        if _is_change(slot, state):
            taken = False
            continue
        figures = _read_slot(slot, state, sentence)
        taken = any(figure.measure == measure_behind(slot) for figure in figures)
        found += figures
        _hand_on(state, slot, figures)
        if not figures and slot.number.unit == "件" and not _is_foreign(slot):
            unread += _left_unread(slot, state, sentence)
    state.go_to_depth(0)  # a bracket ends with its sentence, also where the text forgets to close it
    return found, unread


def _left_unread(slot: Slot, state: State, sentence: Traced) -> list[Unread]:
    reason = why_unread(slot, state)
    if "提案" not in sentence.text and reason != "after_merging":
        return []
    value = slot.number.value if reason else None
    return [Unread(reason, value, sentence.text, *sentence[slot.number.start : slot.number.end].span)]


_YEAR = re.compile(r"(?:其中)?(?:19|20)\d{2}年度?(?P<more>.*)")
_LIST_HEAD = re.compile("(按|从|就).{0,6}(类别|内容|性质|领域)(分类|分|看|来看|上看|而言|划分)?")


def _note_cues(slot: Slot, state: State) -> None:
    for clause in slot.left:
        if _LIST_HEAD.match(clause.text):
            state.last_part = "category"
            state.list_number += 1
        named = _YEAR.match(clause.text)
        # 2022年, … turns a session's text to a working year; inside a term's report any year does
        this_year = clause.text.startswith("今年") and state.scope == "term"
        if this_year or (named and (state.scope == "term" or not named["more"])):
            state.start_year()
        for piece in clause.pieces:
            if (
                piece.kind == "scope"
                and not _is_compared(piece, clause)
                and not _is_aside(piece, slot, state)
            ):
                state.scope = piece.value
            elif piece.kind == "aside" and piece.value == "rest":
                state.aside = True
            elif piece.kind == "base" and _names_base(piece, clause) and not stands_before(piece, slot):
                state.start_list(piece.value, _scope_of(state, piece.value), stated=True)
                state.congress = None


def _is_compared(piece: Piece, clause: Clause) -> bool:
    """比去年 names what the figure is compared with, not what it covers."""
    return clause.text[: piece.start - clause.start].endswith(("比", "较", "与", "同"))


def _is_aside(piece: Piece, slot: Slot, state: State) -> bool:
    """Of a year's proposals those of the session are named apart, in brackets or beside 平时提案."""
    if piece.value != "session" or state.scope == "session":
        return False
    return names_session_apart(slot) or state.by_time


def _names_base(piece: Piece, clause: Clause) -> bool:
    """在立案提案中 says what the next parts are of; 对收到的提案进行审查 and 占立案总数的 do not."""
    behind = clause.text[piece.end - clause.start :]
    before = clause.text[: piece.start - clause.start]
    return "占" not in before and bool(
        re.match("之?中|里|当中|从|，|$|.{0,3}(按|内容|类别|性质)", behind) or before.startswith("在")
    )


def _scope_of(state: State, base: str) -> str | None:
    """The scope of the latest total of `base`."""
    scopes = [scope for measure, scope in state.totals if measure == base]
    return state.scope if not scopes or state.scope in scopes else scopes[-1]


def _is_growth(slot: Slot, state: State) -> bool:
    """比上年增加30件; but 社会建设类今年有较大增长，共71件 counts a category, and 提高到98.6% is a rate."""
    if state.rising and re.search("(提高|提升|上升|增长|增加|下降|降低)[到至为]$", slot.near.text):
        return False
    if slot.right.has("compare") and not slot.right.has("measure") and not _COMPARED.match(slot.right.text):
        return True
    return slot.near.has("compare") and not (
        slot.near.has("category_suffix") and slot.near is not slot.left[-1]
    )


#: 418件比去年增加15件: the comparison behind a number is of it
_COMPARED = re.compile("(提案)?(比|较|同比|与)")
_AND = ("和", "、", "及", "以及")
#: 比去年增加15件，达到418件
_REACHED = re.compile("共?(达到?|增至|升至|降至|增加到|增长到|提高到|上升到|下降到|减少到)")


def _is_change(slot: Slot, state: State) -> bool:
    """Whether a number is a change, which is no figure; what it is a change of is kept for a value behind it."""
    if state.aside:
        return False
    if state.changed and "".join(clause.text for clause in slot.left) in _AND:
        return True
    if not _is_growth(slot, state):
        state.changed = None
        return False
    state.rising = {piece.value for piece in slot.near.pieces if piece.kind == "rate"}
    if state.changed is None:
        state.changed = _subject(slot.near)
    return True


def _subject(clause: Clause) -> Clause:
    """What stands before the words of a comparison: 收到提案 of 收到提案比去年增加."""
    compared = [piece.start - clause.start for piece in clause.pieces if piece.kind == "compare"]
    said = re.match("(.*?)(比|较|同比|与)", clause.text)
    end = min([*compared, *([said.end(1)] if said else [])], default=len(clause.text))
    pieces = tuple(piece for piece in clause.pieces if piece.end - clause.start <= end)
    return replace(clause, text=clause.text[:end], pieces=pieces)


def _behind_change(slot: Slot, state: State) -> Slot:
    """A value that a change leads to is of what the change is of: 立案率提高5个百分点，达到95%."""
    near = slot.near
    if near is not slot.left[-1] and near.has("compare") and _REACHED.fullmatch(slot.left[-1].text):
        return replace(slot, left=(_subject(near),))
    between = "".join(clause.text for clause in slot.left)
    if state.changed is None or not state.changed.text or not _REACHED.fullmatch(between):
        return slot
    return replace(slot, left=(state.changed,))


def _read_slot(slot: Slot, state: State, sentence: Traced) -> list[Figure]:
    if state.aside:
        return []
    if is_of_congress(slot, state):
        return read_congress(slot, state, Maker(slot.number, state, sentence, body="人大"))
    # of a year's proposals those of the session are named apart
    scope = "session" if state.scope != "session" and names_session_apart(slot) else None
    make = Maker(slot.number, state, sentence, scope=scope)
    state.congress = None
    read = {"%": read_share, "人": read_people, "件": read_count}[slot.number.unit]
    spoken_of = state.spoken_of > 0
    meant = {"assigned"} if state.devoted else set()
    figures = [
        figure for figure in read(slot, state, make) if spoken_of or figure.measure not in _HANDLING - meant
    ]
    points_back = any(clause.text.startswith("其中") for clause in slot.left)
    before = state.just_before if points_back else None
    return [figure if figure.is_total else replace(figure, base_before=before) for figure in figures]


#: what is done with proposals is said of much else too
_HANDLING = {"replied", "adopted", "satisfied", "assigned"}


def _is_foreign(slot: Slot) -> bool:
    """Numbers that visibly count something else are not on the analyst's to-do list."""
    return (
        base_behind(slot)
        or slot.near.has("lookalike", "npc", "compare", "outcome", "aside")
        or slot.right.has("lookalike", "compare")
    )


# --- what is handed on ------------------------------------------------------------------------------


def _hand_on(state: State, slot: Slot, figures: Sequence[Figure]) -> None:
    state.just_before = _total_stated(state, figures)
    if figures:
        state.last_part = None if figures[-1].is_total else figures[-1].breakdown
        state.last_measure = figures[-1].measure
    if slot.number.unit == "%":
        _use_up(state, slot, figures)
        return
    state.lost = None if figures else slot.near.text
    state.open_counts = {depth: open_ for depth, open_ in state.open_counts.items() if depth <= slot.depth}
    state.open_counts[slot.depth] = _open_counts(state.open_counts.get(slot.depth, []), figures)
    for figure in figures:
        if figure.is_total and not names_session_apart(slot):
            _note_total(state, figure)
    if base_behind(slot):
        _note_base(state, slot.number.value)


def _total_stated(state: State, figures: Sequence[Figure]) -> str | None:
    last = figures[-1] if figures else None
    if last is None or not last.is_total or last.measure not in BASES:
        return None
    return last.measure if last.unit == "件" or last.measure == state.just_before else None


def _use_up(state: State, slot: Slot, figures: Sequence[Figure]) -> None:
    """A count that has its share takes no other; 分别占P和P are given out one by one."""
    depth, counts = state.counts_open_to(slot)
    if figures and counts:
        in_turn = "分别" in slot.near.text or slot.left[-1].text in ("和", "、", "及")
        state.open_counts[depth] = counts[1:] if in_turn else []


#: 分别占P和P gives shares to no longer list of counts than this
_LONGEST_LIST = 40


def _open_counts(before: Sequence[Figure], figures: Sequence[Figure]) -> list[Figure]:
    if before and figures and before[-1].breakdown == figures[0].breakdown:
        return [*before[-_LONGEST_LIST:], figures[0]]
    return list(figures[:1])


def _note_total(state: State, figure: Figure) -> None:
    if figure.body == "人大":
        state.congress = figure.measure
        state.list_number += 1
        return
    state.congress = None
    if figure.measure in BASES and not figure.approximate:
        state.totals.setdefault((figure.measure, figure.scope), figure.value)
        state.start_list(figure.measure, figure.scope, stated=False)


def _note_base(state: State, value: float) -> None:
    """N件提案中: the total that has this value."""
    fitting = [key for key, total in state.totals.items() if total == value]
    if fitting:
        state.start_list(*fitting[-1], stated=True)
        state.congress = None
