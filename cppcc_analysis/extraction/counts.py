"""What a number of 件 counts: said by the words before it, or by those behind it."""

import re
from dataclasses import replace

from cppcc_analysis.extraction.context import BASES, Figure, Maker, State
from cppcc_analysis.extraction.lexicon import Piece
from cppcc_analysis.extraction.names import read_category, read_proposer
from cppcc_analysis.extraction.sentences import Clause, Slot

#: N件提案中, … says of what the following are parts
_BASE_BEHIND = re.compile("(立案)?(的)?提案(之?中|里|当中)|中(?=，|$)")
#: 并案、撤案21件 is one figure for both
_TWO_OUTCOMES = re.compile("(并案|合并|归并)[、和及或]?(处理)?(撤案|撤回|撤销)|撤案[、和及或]?并案")
_AFTER_MERGING = re.compile("(并案|合并|归并)(处理|办理)?后|归并[为成]|实际立案")
#: 提案共391件，目前全部办复
_ALL_REPLIED = re.compile(
    "(立案)?(提案)?[^，。；]{0,16}，(目前|现在|现)?(已经|已|均)?(均|已)?全部([按在][^，]{0,8})?(办复|办结|答复|办理完毕)"
)
_BEHIND = re.compile(
    "经[^，]{0,12}(?=[作转])|的?(立案)?提案|立案(?=占|$)|作(?!为)|予以|全部|已|均|被|为.{0,4}重点|(作|转)为|重点"
)


def read_count(slot: Slot, state: State, make: Maker) -> list[Figure]:
    """The figures that one number of 件 states: none, one, or two (立案的568件提案全部办复)."""
    if _BASE_BEHIND.match(slot.right.text):
        return _named_base(slot, state, make)
    found = _read_left(slot, state, make)
    behind = measure_behind(slot)
    if behind and not any(figure.measure == behind for figure in found if figure.is_total):
        found.append(make.total(behind))
    return [f for f in found if names_session_apart(slot) or not _contradicts(f, state)]


def _named_base(slot: Slot, state: State, make: Maker) -> list[Figure]:
    """去年立案的198件提案中, … states a total too, where it is not known yet."""
    named = [p.value for p in slot.near.pieces if p.kind == "measure" and p.value in BASES]
    known = slot.number.value in state.totals.values()
    return [make.total(named[-1])] if named and not known else []


def base_behind(slot: Slot) -> bool:
    """Whether the number names the base of the parts that follow."""
    return bool(_BASE_BEHIND.match(slot.right.text))


def stands_before(piece: Piece, slot: Slot) -> bool:
    """Whether a word stands right before the number, so that it is what is counted (立案提案365件)."""
    between = slot.near.text[max(0, piece.end - slot.near.start) :]
    return piece.start >= slot.near.start and between in ("", "共", "有", "为", "共有", "达")


def measure_behind(slot: Slot) -> str | None:
    if _ALL_REPLIED.match(slot.after) and re.search("提案(共|总数)?$", slot.near.text + slot.right.text[:4]):
        return "replied"
    if re.match("(提案)?由[^，]{2,14}(办理|承办)", slot.right.text):
        return "assigned"
    if not _BEHIND.match(slot.right.text) or not (slot.right.closed or slot.right.text.startswith("立案占")):
        return None
    found = [p.value for p in slot.right.pieces if p.kind == "measure" and p.value != "received"]
    return found[-1] if found and not slot.right.has("outcome", "aside") else None


def _contradicts(figure: Figure, state: State) -> bool:
    """A second total of the same scope with another value is a later or earlier count of the same thing."""
    if not figure.is_total or figure.measure not in BASES:
        return False
    known = state.totals.get((figure.measure, figure.scope))
    return known is not None and known != figure.value


def why_unread(slot: Slot, state: State) -> str | None:
    """Why a number that is understood is not taken; `None` where it is not understood."""
    if _AFTER_MERGING.search(slot.near.text):
        return "after_merging"
    totals = {piece.value for piece in slot.near.pieces if piece.kind == "measure"} & set(BASES)
    return "another_total" if any(measure in totals for measure, _ in state.totals) else None


def _read_left(slot: Slot, state: State, make: Maker) -> list[Figure]:
    near = slot.near
    if near.has("aside", "outcome") or slot.right.has("aside"):
        return []
    proposer = _proposer(slot, state)
    if proposer:
        name, alone = proposer
        part = make.part("proposer", name)
        return [replace(part, measure="received") if alone else part]
    category = category_of(slot, state)
    if category:
        return [make.part("category", *category)]
    if names_session_apart(slot):
        return [make.total("received")]
    return _total(slot, near, make)


_PART_BY_TIME = re.compile("(大会|会议|会议期间的?|会上)(大会)?提案$")


def names_session_apart(slot: Slot) -> bool:
    """Of a year's proposals those of the session are named apart, in brackets or beside 平时提案."""
    near = slot.near.text
    apart = bool(_PART_BY_TIME.search(near)) or (slot.depth > 0 and "会议" in near and "以来" not in near)
    return apart and not re.search("收到|提交|立案", near)


def _proposer(slot: Slot, state: State) -> tuple[str, bool] | None:
    """Who proposes, and whether it is said outside a list (各民主党派提交集体提案31件): of the received then."""
    named = read_proposer(slot.near.text)
    if not named:
        return None
    name, by_verb = named
    about = (
        "提案" in slot.near.text
        or slot.right.text.startswith("提案")
        or by_verb
        or in_list(state, "proposer")
    )
    # 委员共提交提案386件 is the total; 委员提出提案299件 behind a total is a part of it
    whole = name == "委员" and by_verb and not (state.totals or "其中" in slot.near.text)
    alone = by_verb and "集体" in slot.near.text and not (state.base_stated or "其中" in slot.near.text)
    return (name, alone and not in_list(state, "proposer")) if about and not whole else None


def in_list(state: State, breakdown: str) -> bool:
    """Whether the latest number read was a part by `breakdown`."""
    return state.last_part == breakdown


def category_of(slot: Slot, state: State) -> tuple[str, bool] | None:
    """The category named right before the number, or in a clause before it with a remark between."""
    listed = in_list(state, "category")
    for clause in reversed(slot.left):
        if re.search("收到|收集|征集|立案的?$", clause.text) or _is_no_name(clause):
            return None
        remarked = _REMARK.sub("", clause.text) if clause is not slot.left[-1] else clause.text
        if any(p.kind == "measure" and p.value not in ("received", "key") for p in clause.pieces):
            return None
        known = clause.has("category", "category_suffix")
        named = read_category(remarked, known, listed and clause is slot.left[-1])
        if named:
            return named
    return None


def _is_no_name(clause: Clause) -> bool:
    return clause.has("lookalike") or (clause.has("compare") and not clause.has("category_suffix"))


#: what may be said of a category before its number: 城建类依然是委员关注的焦点，共74件
_REMARK = re.compile("(?<=[类面域])(提案)?(依然|仍|今年|也|较|数量|是|最)[^，]{0,24}$")


def _total(slot: Slot, near: Clause, make: Maker) -> list[Figure]:
    if _TWO_OUTCOMES.search(near.text):
        return []
    for piece in reversed(near.pieces):
        if piece.kind in ("lookalike", "npc"):
            return []
        if piece.kind == "measure" or (piece.kind == "base" and stands_before(piece, slot)):
            if piece.value == "received":
                return [make.total("received")] if _is_received(piece, slot, near) else []
            if _is_after_merging(piece, near):
                return []
            # 立案办复的968件 are both
            both = piece.value == "replied" and "立案办" in near.text
            return [make.total(measure) for measure in (["filed"] if both else []) + [piece.value]]
    if not slot.right.text.startswith("立案") and re.search(
        "提案(总数|总量|共计|共)(达到|达|为|有)?$", near.text
    ):
        return [make.total("received")]
    return []


#: verbs that say of one person too that he hands in N件提案
_ANYBODY = re.compile("提交|提出|递交|撰写|报送")


def _is_received(piece: Piece, slot: Slot, near: Clause) -> bool:
    verb = near.text[piece.start - near.start : piece.end - near.start]
    if "提案" in near.text:
        return not _is_topic(slot)
    if not slot.right.text.startswith(("提案", "委员提案", "以提案")):
        return False
    # 他提交3件提案 is one member's; 共提交386件提案 is everybody's
    return not _ANYBODY.fullmatch(verb) or bool(re.search("共|以来|年来|期间", near.text))


def _is_topic(slot: Slot) -> bool:
    """围绕…提出提案N件 is a theme, not the total."""
    themes = any(re.match("围绕|聚焦|紧扣|针对|就.{2}", clause.text) for clause in slot.left)
    return themes and not re.search("共|收到|征集", slot.near.text)


def _is_after_merging(piece: Piece, near: Clause) -> bool:
    """并案后立案192件 and 并案处理后为226件 are what was left, not what was filed or merged."""
    if piece.value not in ("filed", "merged"):
        return False
    return bool(_AFTER_MERGING.search(near.text)) and "经审查" not in near.text
