"""What a number of 人 counts: members who handed in proposals, or all members."""

import re

from cppcc_analysis.extraction.context import Figure, Maker, State
from cppcc_analysis.extraction.sentences import Slot

_ATTENDANCE = re.compile(
    "应到|实到|出席|列席|请假|缺席|应邀|旁听|来自|表彰|先进|获|培训|代表|增补|新任|当选|常委"
)
#: some members, not those who took part
_SOME = re.compile("^[名位人][\u4e00-\u9fff]{1,6}界|关于|联合|界委员")
_HANDS_IN = re.compile("提交|提出|参与|参加|领衔|撰写|递交")


def read_people(slot: Slot, _state: State, make: Maker) -> list[Figure]:
    """The figures that one number of 人 states."""
    near = slot.near.text
    around = near + slot.right.text
    if "委员" not in around or _ATTENDANCE.search(around):
        return []
    among = re.match("(政协)?委员(之?中|里)", slot.right.text)
    if among or (re.search("在(全体|全部|现有)?(政协)?委员$", near) and slot.right.text.startswith("中")):
        return [make.total("members")]
    if "提案" in around and _HANDS_IN.search(around) and not (_says_one(near) or _SOME.search(around)):
        return [make.total("participants")]
    if re.search(
        "(委员总数|委员总人数|委员共|现有(政协)?委员|共有(政协)?委员|有政协委员|政协有委员|委员会?有?委员)(为|是|达)?$",
        near,
    ):
        return [make.total("members")]
    return []


def _says_one(near: str) -> bool:
    """部分, 多 or 一 members are not those who took part."""
    return bool(re.search("每|由|以上|其中|联名|另与|仍有|还有", near))
