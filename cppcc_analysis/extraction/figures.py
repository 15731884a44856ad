"""The grammar: sentences of an article → figures, each attached to what it counts.

A sentence is read number by number. What a number counts is said by the last known word before it, or by
what follows it (568件提案全部办复); what it covers, whose it is and of what it is a part is carried on
from sentence to sentence. A number that no rule attaches is not guessed: it is left unread.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cppcc_analysis.extraction.lexicon import Number, Piece
from cppcc_analysis.extraction.sentences import Clause, Slot, find_slots, split_sentences
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.traced import Traced

#: totals that a breakdown may be of
BASES = ("received", "filed", "assigned")


@dataclass(frozen=True)
class Figure:
    """One number that the text states, with what it counts. `list_number` tells lists of parts apart.

    `base_stated` says that the text's own words name the total a part belongs to.
    """

    body: str
    scope: str
    measure: str
    breakdown: str
    item: str | None
    value: float
    unit: str
    printed: str
    approximate: bool
    as_of: str | None
    quote: str
    start: int
    end: int
    list_number: int = 0
    base_stated: bool = False


@dataclass(frozen=True)
class Unread:
    """A number of 件 in a sentence about proposals that no rule attached."""

    quote: str
    start: int
    end: int


@dataclass
class _State:
    """What one sentence hands on to the next."""

    body: str | None
    scope: str
    base: str = "filed"
    base_stated: bool = False
    as_of: str | None = None
    list_number: int = 0
    #: the latest counts, to which shares may still come
    open_counts: list[Figure] = field(default_factory=list)
    #: the last count was not read, so a share behind it has nothing to belong to
    lost: bool = False


_DEFAULT_SCOPE = {"work_report": "year", "proposal_work_report": "year"}
_CUT_OFF = re.compile(r"截[至止]到?(?P<when>[^，。]{2,20}?[日时分底])(?=[，。止前]|大会|共|$)")


def extract_figures(article: Article) -> tuple[list[Figure], list[Unread]]:
    """The figures of an article in the order of the text, and the numbers of proposals left unread."""
    state = _State(article.body, _DEFAULT_SCOPE.get(article.kind, "session"))
    default_scope = state.scope
    found: list[Figure] = []
    unread: list[Unread] = []
    parts = ([article.title] if article.title else []) + article.paragraphs
    for paragraph in parts:
        state.scope = default_scope
        for sentence in split_sentences(paragraph):
            figures, rest = _read_sentence(sentence, state)
            found += figures
            unread += rest
    return settle_bases(found), unread


def _read_sentence(sentence: Traced, state: _State) -> tuple[list[Figure], list[Unread]]:
    found: list[Figure] = []
    unread: list[Unread] = []
    text = sentence.text
    cut_off = _CUT_OFF.search(text)
    if cut_off:
        state.as_of = cut_off["when"]
    for slot in find_slots(text):
        _note_cues(slot, state)
        figures = _read_slot(slot, state, sentence)
        found += figures
        _update(state, slot, figures)
        if not figures and slot.number.unit == "件" and "提案" in text and not _is_foreign(slot):
            start, end = sentence[slot.number.start : slot.number.end].span
            unread.append(Unread(text, start, end))
    return found, unread


def _note_cues(slot: Slot, state: _State) -> None:
    for clause in slot.left:
        for piece in clause.pieces:
            if piece.kind == "scope":
                state.scope = piece.value
            elif piece.kind == "base" and not _counts(piece, slot):
                state.base, state.base_stated = piece.value, True
                state.list_number += 1


def _counts(piece: Piece, slot: Slot) -> bool:
    """Whether a base word stands right before the number, so that it is what is counted (立案提案365件)."""
    between = slot.left[-1].text[piece.end - slot.left[-1].start :]
    return piece.start >= slot.left[-1].start and between in ("", "共", "有", "为", "共有", "达")


def _read_slot(slot: Slot, state: _State, sentence: Traced) -> list[Figure]:
    if slot.near.has("compare") or _compares(slot.right):
        return []
    make = _Maker(slot.number, state, sentence)
    if _is_npc(slot, state):
        return _read_npc(slot, make)
    if slot.number.unit == "%":
        return _read_share(slot, state, make)
    if slot.number.unit == "人":
        return _read_people(slot, make)
    return _read_count(slot, state, make)


@dataclass(frozen=True)
class _Maker:
    """Makes the figure of one number, with what the state hands on."""

    number: Number
    state: _State
    sentence: Traced

    def __call__(
        self, measure: str, breakdown: str = "total", item: str | None = None, body: str = "政协"
    ) -> Figure:
        start, end = self.sentence[self.number.start : self.number.end].span
        return Figure(
            body=body,
            scope=self.state.scope,
            measure=measure,
            breakdown=breakdown,
            item=item,
            value=self.number.value,
            unit=self.number.unit,
            printed=self.sentence.text[self.number.start : self.number.end],
            approximate=self.number.approximate,
            as_of=self.state.as_of,
            quote=self.sentence.text,
            start=start,
            end=end,
            list_number=self.state.list_number,
            base_stated=self.state.base_stated,
        )


def _compares(right: Clause) -> bool:
    return right.has("compare") and not right.has("measure")


# --- 件 ---------------------------------------------------------------------------------------------


def _read_count(slot: Slot, state: _State, make: _Maker) -> list[Figure]:
    if re.match("(提案|立案提案)?(的提案)?中", slot.right.text):
        return []  # N件提案中, … names the base of what follows
    found = _read_left(slot, state, make)
    behind = _measure_behind(slot)
    if behind and behind not in {figure.measure for figure in found if figure.breakdown == "total"}:
        found.append(make(behind))
    return found


def _measure_behind(slot: Slot) -> str | None:
    """What is said of the number after it: 568件提案全部办复, 对其中9件提案进行并案."""
    if not slot.right.text.startswith(("提案", "立案", "的提案", "予以", "全部", "已", "均", "为重点")):
        return None
    found = [
        piece.value for piece in slot.right.pieces if piece.kind == "measure" and piece.value != "received"
    ]
    return found[0] if found else None


def _read_left(slot: Slot, state: _State, make: _Maker) -> list[Figure]:
    near = slot.near
    about_proposals = "提案" in near.text or slot.right.text.startswith("提案")
    for piece in reversed(near.pieces):
        if piece.kind in ("lookalike", "outcome", "npc"):
            return []
        if piece.kind == "proposer" and _is_proposer(piece, near, slot):
            return [make(state.base, "proposer", _item(piece, near))]
        if piece.kind in ("category_suffix", "category"):
            return _category(slot, near, state, make)
        if piece.kind == "measure" and piece.value == "received":
            part = _category_before(slot)
            if part:
                return _category(slot, part, state, make)
            return [make("received")] if about_proposals and not _is_topic(slot) else []
        if piece.kind in ("measure", "base"):
            after_merging = piece.value == "filed" and "并案后" in near.text and "经审查" not in near.text
            return [] if after_merging else [make(piece.value)]
    part = _category_before(slot)
    if part:
        return _category(slot, part, state, make)
    return []


def _is_proposer(piece: Piece, near: Clause, slot: Slot) -> bool:
    """A body is a proposer where only 提案 or a verb parts it from the number: 集体提案66件, 工商联提出12件."""
    between = near.text[piece.end - near.start :]
    if not re.fullmatch(
        "等?(各方面)?(的|共|所|联合)?(提出|提交)?(了)?(的)?(集体)?(提案)?(共|有|共有|为|达)?", between
    ):
        return False
    verbs = [p for p in near.pieces if p.value == "received" and p.end <= piece.start]
    whole = bool(verbs) and piece.value == "委员" and "其中" not in near.text
    return not whole and ("提案" in between or "提" in between or slot.right.text.startswith("提案"))


#: what stands between the bodies of a list
_LIST = re.compile(r"[^，；：:;,（(]*$")
_HEAD_WORDS = re.compile("^(其中|在|有关|关于|涉及|属于|属|按类别分|按内容分|、|和|及|以及|的|：|:|有)+")


def _item(piece: Piece, near: Clause) -> str:
    """The contract's word for one body; several bodies together keep the text's own words."""
    before = near.text[: piece.start - near.start]
    names = {p.value for p in near.pieces if p.kind == "proposer"}
    if piece.value == "集体" or len(names) == 1:
        return piece.value
    listed = _HEAD_WORDS.sub("", before[before.rfind("其中") + 2 :] if "其中" in before else before)
    return listed + near.text[piece.start - near.start : piece.end - near.start] if listed else piece.value


def _category_before(slot: Slot) -> Clause | None:
    """The clause that names the category when only 提出提案, 共 or a remark parts it from the number."""
    for clause in reversed(slot.left):
        if clause.has("category_suffix", "category"):
            return clause
        said = [p for p in clause.pieces if p.kind == "measure" and p.value != "received"]
        if said or re.search("收到|收集|征集", clause.text):
            return None
    return None


_TOPIC = re.compile("围绕|聚焦|紧扣|针对|就.{2,}")


def _is_topic(slot: Slot) -> bool:
    """围绕…提出提案N件 is a theme, not the total."""
    return any(_TOPIC.match(clause.text) for clause in slot.left) and not re.search("共|收到", slot.near.text)


def _category(slot: Slot, clause: Clause, state: _State, make: _Maker) -> list[Figure]:
    item = _category_name(clause)
    return [make(state.base, "category", item)] if item else []


def _category_name(clause: Clause) -> str | None:
    """有关经济建设方面的提案 → 经济建设; `None` where the words are no name of a category."""
    suffixes = [p for p in clause.pieces if p.kind == "category_suffix"]
    last = (suffixes or [p for p in clause.pieces if p.kind == "category"])[-1]
    end = (last.start if suffixes else last.end) - clause.start
    name = _HEAD_WORDS.sub("", re.split("其中|提案中|提案里", clause.text[:end])[-1])
    name = re.sub("[“”\"']|等$", "", name)
    if not 2 <= len(name) <= 30 or _TOPIC.match(name) or re.search("件|占|各$|这$|方面$", name):
        return None
    return name


# --- % ----------------------------------------------------------------------------------------------


def _read_share(slot: Slot, state: _State, make: _Maker) -> list[Figure]:
    near = slot.near
    rates = [piece for piece in near.pieces if piece.kind == "rate"]
    if rates:
        return [make(rates[-1].value)] if _rate_is_of_proposals(rates[-1], slot) else []
    if near.has("outcome", "lookalike"):
        return []
    if near.has("category_suffix", "category") and "占" in near.text:
        item = _category_name(near)
        return [make(state.base, "category", item)] if item else []
    if state.lost or not state.open_counts or "满意" in near.text:
        return []
    if "分别" in near.text or (len(slot.left) == 1 and near.text in ("和", "、", "")):
        return [_share_of(state.open_counts[0], make)]
    if "占" in near.text:
        return [_share_of(state.open_counts[-1], make)]
    return []


def _rate_is_of_proposals(rate: Piece, slot: Slot) -> bool:
    """满意度 is said of much else; other rates are said of proposals only."""
    return rate.value != "satisfied" or any(
        "提案" in c.text or "办理" in c.text or "委员" in c.text for c in slot.left
    )


def _share_of(count: Figure, make: _Maker) -> Figure:
    share = make(count.measure, count.breakdown, count.item, count.body)
    return replace(share, scope=count.scope, list_number=count.list_number, base_stated=count.base_stated)


# --- 人 ---------------------------------------------------------------------------------------------


def _read_people(slot: Slot, make: _Maker) -> list[Figure]:
    around = slot.near.text + slot.right.text
    if "委员" not in around or re.search("应到|实到|出席|列席|请假", around):
        return []
    if "提案" in around and re.search("提交|提出|参与|参加|领衔|撰写", around):
        return [make("participants")]
    if re.search("委员(总数|共|总人数|现有)|现有.{0,4}委员|共有.{0,2}委员", slot.near.text):
        return [make("members")]
    return []


# --- 人大 -------------------------------------------------------------------------------------------


def _is_npc(slot: Slot, state: _State) -> bool:
    """Whose number it is: by the clause, else by the article."""
    words = slot.near.text + slot.right.text
    if "提案" in words or "政协" in words:
        return False
    return slot.near.has("npc") or state.body == "人大"


def _read_npc(slot: Slot, make: _Maker) -> list[Figure]:
    near = slot.near
    if slot.number.unit != "件" or near.has("category_suffix", "outcome") or "其中" in near.text:
        return []
    if not re.search("收到|提出|提交", near.text):
        return []
    last = re.findall("议案|原案|建议", near.text + slot.right.text[:4])
    if not last:
        return []
    return [make("suggestions" if last[-1] == "建议" else "motions", body="人大")]


def _is_foreign(slot: Slot) -> bool:
    """Numbers that visibly count something else are not on the analyst's to-do list."""
    return slot.near.has("lookalike", "npc", "compare", "outcome") or slot.right.has("lookalike", "compare")


# --- what is handed on ------------------------------------------------------------------------------


def _update(state: _State, slot: Slot, figures: Sequence[Figure]) -> None:
    counts = [figure for figure in figures if figure.unit != "%"]
    if slot.number.unit == "%":
        if (figures and state.open_counts and "分别" in slot.near.text) or slot.near.text in ("和", "、"):
            state.open_counts = state.open_counts[1:]
        elif figures:
            state.open_counts = []
        return
    state.lost = not figures
    state.open_counts = [*state.open_counts, *counts[:1]] if _continues(state, counts) else counts[:1]
    for figure in counts:
        if figure.breakdown == "total" and figure.measure in BASES and figure.body == "政协":
            state.base, state.base_stated = figure.measure, False
            state.list_number += 1


def _continues(state: _State, counts: Sequence[Figure]) -> bool:
    """Whether the count goes on with the list of those before it."""
    return bool(state.open_counts and counts) and state.open_counts[-1].breakdown == counts[0].breakdown


# --- of which total a list is -----------------------------------------------------------------------


def settle_bases(figures: Sequence[Figure]) -> list[Figure]:
    """Where no word says what a list of parts is of: the total that its parts add up to."""
    totals = [
        f
        for f in figures
        if f.breakdown == "total" and f.unit == "件" and f.measure in BASES and f.body == "政协"
    ]
    settled = list(figures)
    for kind, number in {(f.breakdown, f.list_number) for f in figures if f.breakdown != "total"}:
        members = [n for n, f in enumerate(settled) if (f.breakdown, f.list_number) == (kind, number)]
        base = _base_by_sum([settled[n] for n in members], totals)
        for n in members:
            if base and not settled[n].base_stated:
                settled[n] = replace(settled[n], measure=base)
    return settled


def _base_by_sum(members: Sequence[Figure], totals: Sequence[Figure]) -> str | None:
    parts = sum(f.value for f in members if f.unit == "件")
    fitting = [total.measure for total in totals if total.value == parts]
    stated = members[0].measure
    return stated if stated in fitting or not fitting else fitting[0]
