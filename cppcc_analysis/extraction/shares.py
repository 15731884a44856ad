"""What a percentage is a share of."""

import re
from dataclasses import replace

from cppcc_analysis.extraction.context import Figure, Maker, State
from cppcc_analysis.extraction.names import read_category, read_proposer
from cppcc_analysis.extraction.sentences import Clause, Slot

#: classes of satisfaction that are not the satisfied
_OTHER_SATISFACTION = re.compile("不满意|比较满意|较满意|不太满意")
_BOTH = re.compile("满意[和或与及、]基本满意|满意[和或与及、]比较满意")


def read_share(slot: Slot, state: State, make: Maker) -> list[Figure]:
    """The figures that one percentage states: the rates named before it, or the share of a count or part."""
    near = slot.near
    if near.has("outcome", "aside"):
        return []
    rates = {piece.value for piece in near.pieces if piece.kind == "rate"}
    if not rates and near.has("compare"):
        rates = state.rising  # 满意率由91.5%提高到98.6%: the second is the rate
    if rates:
        satisfied = (_is_satisfied(near.text) or rates is state.rising) and _is_of_proposals(slot, state)
        said = {"satisfied": satisfied, "adopted": state.about}
        return [make.total(rate) for rate in sorted(rates) if said.get(rate, True)]
    if "合计" in near.text and state.last_measure == "satisfied":
        return [make.total("satisfied")]
    if "满意" in near.text:
        meant = _is_satisfied(near.text) and _is_of_proposals(slot, state)
        return [make.total("satisfied")] if meant else []
    behind = [p.value for p in slot.right.pieces if p.kind == "measure" and p.value != "received"]
    if behind and re.match("的?(立案)?提案", slot.right.text):
        return [make.total(behind[-1])]
    if near.has("lookalike"):
        return []
    found = (
        _share_of_part(near, make)
        or _share_of_measure(near, make)
        or _share_of_masked(slot, make)
        or _share_of_count(slot, state, make)
    )
    return [figure if figure.is_total else replace(figure, base_said=_said_base(slot)) for figure in found]


def _is_of_proposals(slot: Slot, state: State) -> bool:
    """满意度 is said of much else."""
    return state.spoken_of > 0 or any(
        re.search("提案|办理|委员|代表|答复|办复", clause.text) for clause in slot.left
    )


def _is_satisfied(text: str) -> bool:
    if _OTHER_SATISFACTION.search(text) and not _BOTH.search(text):
        return False
    return "基本满意" not in text or bool(_BOTH.search(text))


def _share_of_part(clause: Clause, make: Maker) -> list[Figure]:
    """A part named with its share alone: 文化建设方面的占11.2%."""
    words, share, _ = clause.text.rpartition("占")
    return _part(words.removesuffix("约"), clause.has("category", "category_suffix"), make) if share else []


def _share_of_measure(clause: Clause, make: Maker) -> list[Figure]:
    """What is counted, with its share alone: 立案数占提案总数的92.1%."""
    words, share, _ = clause.text.rpartition("占" if "占" in clause.text else "达")
    end = clause.start + len(words)
    named = [p for p in clause.pieces if p.kind == "measure" and p.value != "received" and p.end <= end]
    # 达 is said of much else
    meant = share and named and (share == "占" or named[-1].value in ("adopted", "replied"))
    return [make.total(named[-1].value)] if meant else []


#: a count that is masked or damaged
_NO_NUMERAL = re.compile(r"([*×xX]+|\d+[lIOo|]\d*) ?件")


def _share_of_masked(slot: Slot, make: Maker) -> list[Figure]:
    """A part whose count is no numeral: 文化建设方面的提案***件，占11.2%."""
    if len(slot.left) < 2 or not slot.left[-1].text.startswith("占"):
        return []
    before = slot.left[-2]
    masked = _NO_NUMERAL.search(before.text)
    if not masked:
        return []
    measures = [piece.value for piece in before.pieces if piece.kind == "measure"]
    named = _part(before.text[: masked.start()], True, make)
    return named or [make.total(measure) for measure in measures[-1:] if measure != "received"]


def _part(words: str, known: bool, make: Maker) -> list[Figure]:
    proposer = read_proposer(words)
    if proposer:
        return [make.part("proposer", proposer[0])]
    category = read_category(words, known, False)
    return [make.part("category", *category)] if category else []


def _said_base(slot: Slot) -> str | None:
    """The total that a share is said to be of: 占立案总数的…."""
    said = [piece.value for piece in slot.near.pieces if piece.kind == "base"]
    return said[-1] if said and "占" in slot.near.text else None


def _share_of_count(slot: Slot, state: State, make: Maker) -> list[Figure]:
    _, counts = state.counts_open_to(slot)
    if state.lost is not None:
        # 表示满意的2103件，占71.6%: satisfied is a rate, its count is not read
        satisfied = "满意" in state.lost and "占" in slot.near.text and _is_satisfied(state.lost)
        return [make.total("satisfied")] if satisfied else []
    if not counts:
        return []
    goes_on = len(slot.left) == 1 and slot.left[-1].text in ("和", "、", "及", "")
    if "分别" in slot.near.text or goes_on:
        return [make.like(counts[0])]
    if re.search("占|比例|比重", slot.near.text) and not _is_whole(counts[-1]):
        return [make.like(counts[-1])]
    return []


def _is_whole(count: Figure) -> bool:
    """The received are the whole: no share is of them as a part."""
    return count.is_total and count.measure == "received" and count.unit == "件"
