"""Figures of the People's Congress (人大) that stand beside those of the conference."""

import re

from cppcc_analysis.extraction.context import Figure, Maker, State
from cppcc_analysis.extraction.counts import category_of, read_count
from cppcc_analysis.extraction.sentences import Slot
from cppcc_analysis.extraction.shares import read_share

#: what is said of motions and suggestions as it is of proposals
_HANDLING = {"replied", "adopted", "satisfied"}
_RECEIVED = {"motions", "suggestions"}


def is_of_congress(slot: Slot, state: State) -> bool:
    """Whose a number is: by the words around it, else by the article or the list it stands in."""
    around = slot.near.text + slot.right.text
    if "提案" in around or "政协" in around:
        return False
    named = slot.near.has("npc") or re.search("^(件)?(代表)?(议案|建议)", slot.right.text)
    return bool(named) or state.body == "人大" or state.congress is not None


def read_congress(slot: Slot, state: State, make: Maker) -> list[Figure]:
    """The motions (议案) and suggestions (建议) received, the parts they fall into, and their handling."""
    if slot.number.unit == "%":
        return [figure for figure in read_share(slot, state, make) if _is_meant(figure, state)]
    if slot.number.unit != "件" or slot.near.has("outcome", "aside"):
        return []
    if state.congress in _RECEIVED:
        part = category_of(slot, state)
        if part:
            return [make.part("category", *part)]
    if base := _base_behind(slot):
        state.congress = base
        return []
    handled = [p.value for p in slot.near.pieces if p.kind == "measure" and p.value in _HANDLING]
    if handled:
        return [make.total(handled[-1])]
    received = _read_received(slot, state, make)
    if not received and _BOTH.search(slot.near.text + slot.right.text[:6]):
        state.congress = "mixed"  # motions and suggestions in one figure: its parts are of neither
    return received or [f for f in read_count(slot, state, make) if _is_meant(f, state) and f.is_total]


_BOTH = re.compile("建议[和、及与]议案|议案[和、及与]建议|议案建议|建议议案")


def _is_meant(figure: Figure, state: State) -> bool:
    """What came of them, or a part of motions or suggestions whose total the text states."""
    return figure.measure in _HANDLING if figure.is_total else state.congress in _RECEIVED


def _base_behind(slot: Slot) -> str | None:
    """178件建议包括6个方面: what the parts that follow are of."""
    named = re.match("(代表)?(建议|议案)(包括|中|分为|涉及)", slot.right.text)
    return ("suggestions" if named[2] == "建议" else "motions") if named else None


def _read_received(slot: Slot, state: State, make: Maker) -> list[Figure]:
    near = slot.near.text.replace("建议、批评和意见", "建议")
    goes_on = re.fullmatch("[、和]?(代表)?(建议|议案)", near) and state.congress is not None
    if goes_on and state.last_measure in _HANDLING:
        return [make.total(state.last_measure)]
    if not (goes_on or re.search("收到|提出|提交|交付|转办|办理", near)) or re.search("其中|意见|报告", near):
        return []
    named = re.findall("议案|原案|建议", near + slot.right.text[:4])
    if not named or ("建议" in named and "议案" in named):
        return []
    return [make.total("suggestions" if named[-1] == "建议" else "motions")]
