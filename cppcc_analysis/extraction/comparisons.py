"""The words of a change: 比三次会议增加15件 is 15 件 more than at the last session, whatever it is said of."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cppcc_analysis.extraction.numerals import parse_number, parse_share


@dataclass(frozen=True)
class Change:
    """One printed change; offsets count in the sentence.

    `value` is negative for a decrease. `against`: last_year, last_session, last_term or other. `previous`: the
    earlier value, where it stands beside (与去年收到356件相比), else `None`. `subject`: what its own clause says it
    is of, or empty. Its words begin at `begin`; `number` to `end` hold numeral and unit. `turn`: of several given in
    turn (分别增加15件、12件) its place among them, from 0, and how many they are; `None` for one alone.
    """

    value: float
    unit: str
    approximate: bool
    against: str
    previous: float | None
    subject: str
    begin: int
    number: int
    end: int
    turn: tuple[int, int] | None = None


@dataclass(frozen=True)
class _Comparison:
    """What a sentence compares with, and where it says so."""

    against: str
    previous: float | None
    previous_unit: str | None
    start: int
    end: int


# --- the words ------------------------------------------------------------------------------------------

_NUMERAL = (
    r"(?:\d{1,3}(?:[,，]\d{3}(?!\d))+(?:\.\d+)?|\d+(?:\.\d+)?"
    "|[零〇○一二三四五六七八九两十百千]+(?:点[零〇○一二三四五六七八九]+)?)"
)
_UNIT = "个?百分点|%|件|份|人(?!次)|名|位"
_ONE_UNIT = {"份": "件", "名": "人", "位": "人", "百分点": "个百分点"}
#: a number that stands beside what is compared with
_EARLIER = rf"(?:共|为|达|有)*(?P<previous>{_NUMERAL})(?P<previous_unit>{_UNIT})"

_ORDINAL = "(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})"
_SESSION = rf"(?:第?(?P<term>{_ORDINAL})届)?第?(?P<session>{_ORDINAL})次(?=(?:全体|全委)?(?:会议|全会|大会))"
#: what is compared with
_WHEN = {
    "last_year": "去年|上一?年度?|前一年度?",
    "other_meeting": "上一?届(?:第?[一二三四五六七八九十]+次|(?=会议|全会|大会))",
    "last_session": f"上一?次|{_SESSION}",
    "last_term": "上一?届",
    "other": "前年|往年|历年|以往|年初|[一二三四五六七八九十0-9]+年前",
    "named_year": "(?P<year>(?:19|20)[0-9]{2})年度?",
}
_COMPARISON = re.compile(
    "(?P<word>相较于?|相比于?|对比|比|较之?|与|和|同(?!比)|跟|在|由|从)(?:[省市县区州旗]?政协|本届)?"
    f"(?:{'|'.join(f'(?P<{against}>{words})' for against, words in _WHEN.items())})"
    "(?:全体|全委)?(?:会议|全会|大会)?(?:委员会)?(?:政协)?(?:同期|同时期|期间|年?底|末)?"
    f"(?:(?:共?(?:收到|立案|提交|征集|提出|办复)|提案)*的?{_EARLIER}(?:提案)?)?(?:数量|数|水平)?"
    "(?P<closing>相比较?|比较|相较|的?基础上)?|(?P<yearly>同比)"
)
#: 与去年 and 在去年 compare with it only where the words behind say so
_NEEDS_CLOSING = ("与", "和", "同", "跟", "在")

_MORE = "增加|增长|增多|净增|上升|提高|提升|上涨|升高|多出?|高出?|增|升"
_LESS = "减少|下降|降低|回落|下滑|缩减|(?<!至)少|(?<!降)低|降|减"
_PRINTED = (
    "(?P<rough>将近|接近|近|约|超过|逾|超|不足)?(?P<printed>"
    f"(?P<share>百分之{_NUMERAL}|[一二两三四五六七八九]成(?P<half>半)?)"
    rf"|(?P<numeral>{_NUMERAL})(?P<odd>余|多)? ?(?P<unit>{_UNIT}))"
    "(?P<bound>以上|左右|上下|多)?"
    "(?=(?:提案)?(?:[，。；：、,;:（()）！？!?”’ ]|和|及|而|达|至|升|降|$))"
)
_CHANGE = re.compile(
    f"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:收到?|征集|提交)?"
    f"(?:了|幅度?(?:为|达到?)?|率(?:为|达到?))?(?:整整)?(?:提案|委员)?{_PRINTED}"
)
#: 分别增加15件、12件
_NEXT = re.compile(f"(?:提案)?(?:[、，,和及]|以及)+{_PRINTED}")
#: where the words about a change may begin: behind a mark, or behind a number (418件比去年增加15件)
_BOUNDARY = re.compile(rf"[，。；：（()）,;: ]|{_NUMERAL}(?:{_UNIT})(?:提案)?")
#: no clause about a change is longer
_LONGEST = 80
_LINK = re.compile("^[、和及并而且的]+")
#: said of the change, not of what changes; 均 and 分别 speak of several things and are kept
_ADVERB = re.compile(
    "也|又|还|则|已|再|仍|今年|其中|同时|有所|大幅度?|明显|显著|小幅|略有?|稍有?|净|实际|整体|总体上?"
)
_RISES = re.compile(
    "(?:^|[，。；：])(?P<subject>[^，。；：]{2,12}?)(?:有所|逐年|稳步|持续|不断|进一步|稳中有)*"
    "(?:增加|增长|增多|上升|提高|提升|减少|下降|降低|回落)，$"
)
#: a change that is only wished for, and words that wish in their own clause alone
_WISHED = re.compile("力争|争取|确保|目标|希望")
_WISHED_HERE = re.compile("计划|预计|预期|拟|(?<!主)要|将(?!近)")


# --- reading them ----------------------------------------------------------------------------------------


def find_changes(sentence: str, title: str = "") -> list[Change]:
    """The changes that a sentence prints with what they are measured against; without that it is none.

    `title` is the article's, which may name its session: 三次会议 is the last one in a text of the fourth.

    >>> [(c.value, c.unit, c.against, c.subject) for c in find_changes("立案率比去年下降2.1个百分点")]
    [(-2.1, '个百分点', 'last_year', '立案率')]
    >>> find_changes("满意率提高到98.6%，增加就业岗位500个"), find_changes("力争比去年增加15件")
    ([], [])
    """
    found: list[Change] = []
    matches = list(_CHANGE.finditer(sentence))
    comparisons = list(_find_comparisons(sentence, title)) if matches else []
    ends = [compared.end for compared in comparisons]
    wished = _WISHED.search(sentence)
    last = 0
    for match in matches:
        before = bisect_right(ends, match.start())
        if before and not (wished and wished.start() < match.start()):
            compared = comparisons[before - 1]
            change = _read(match, sentence, _begin_of_clause(match, sentence, last, compared), compared)
            found += _in_turn(change, match, sentence) if change else []
        last = match.end()
    return found


def _begin_of_clause(match: re.Match[str], sentence: str, last: int, compared: _Comparison) -> int:
    """Behind the last boundary or, in 增加15件、增长3.7%, behind the last change."""
    first = max(last, match.start() - _LONGEST)
    boundaries = (found.span() for found in _BOUNDARY.finditer(sentence, first, match.start()))
    # the earlier value in 比去年的390件多28件 parts nothing
    ends = [end for start, end in boundaries if end <= compared.start or start >= compared.end]
    return max([*ends, first])


def _read(match: re.Match[str], sentence: str, clause: int, compared: _Comparison) -> Change | None:
    inside = compared.start >= clause
    lead = sentence[clause : match.start()]
    if _WISHED_HERE.search(lead):
        return None
    named = sentence[clause : compared.start] + sentence[compared.end : match.start()] if inside else lead
    begin = clause if inside or sentence[compared.end : clause].strip("，, ") else compared.start
    subject = _subject(named) or _subject_before(sentence[max(0, begin - _LONGEST) : begin])
    number = _number(match)
    if not number:
        return None
    value, unit, approximate = number
    return Change(
        value=value if match["more"] else -value,
        unit=unit,
        approximate=approximate,
        against=compared.against,
        previous=compared.previous if (inside or not subject) and _is_of(compared, unit) else None,
        subject=subject,
        begin=begin,
        number=match.start("printed"),
        end=match.end("printed"),
    )


def _number(match: re.Match[str]) -> tuple[float, str, bool] | None:
    """Value, unit and whether it is rough; `None` where the numeral is none."""
    share = match["share"]
    try:
        value = parse_share(share.rstrip("半")) if share else parse_number(match["numeral"])
    except ValueError:
        return None
    unit = "%" if share else _ONE_UNIT.get(match["unit"], match["unit"])
    rough = any(match[name] for name in ("rough", "odd", "bound", "half")) or "成" in (share or "")
    return value, unit, rough


def _in_turn(first: Change, match: re.Match[str], sentence: str) -> list[Change]:
    """分别增加15件、12件 as two changes; any other as it is."""
    if first.subject != "分别":
        return [first]
    found = [replace(first, subject="", previous=None)]
    while more := _NEXT.match(sentence, found[-1].end):
        number = _number(more)
        if not number or number[1] != first.unit:
            break
        value = number[0] if match["more"] else -number[0]
        place = more.span("printed")
        found.append(replace(found[0], value=value, approximate=number[2], number=place[0], end=place[1]))
    return [replace(change, turn=(at, len(found))) for at, change in enumerate(found)]


def _subject(words: str) -> str:
    return _LINK.sub("", _ADVERB.sub("", words))


def _subject_before(text: str) -> str:
    """提案数量有所增加，比一次会议增加5.9%: the clause before names it, where it says nothing else."""
    named = _RISES.search(text)
    return _subject(named["subject"]) if named else ""


def _is_of(compared: _Comparison, unit: str) -> bool:
    """Whether the earlier value is of the kind that changed."""
    return unit == "%" or compared.previous_unit == {"个百分点": "%"}.get(unit, unit)


def _find_comparisons(sentence: str, title: str) -> Iterator[_Comparison]:
    for match in _COMPARISON.finditer(sentence):
        word = match["word"]
        if word in _NEEDS_CLOSING and not match["closing"]:
            continue
        if word in ("由", "从") and not match["previous"]:
            continue
        try:
            previous = parse_number(match["previous"]) if match["previous"] else None
        except ValueError:
            continue
        unit = match["previous_unit"]
        yield _Comparison(
            _against(match, sentence, title), previous, _ONE_UNIT.get(unit, unit), *match.span()
        )


def _against(match: re.Match[str], sentence: str, title: str) -> str:
    if match["yearly"]:
        return "last_year"
    if match["year"]:
        return "last_year" if f"{int(match['year']) + 1}年" in sentence else "other"
    if match["session"]:
        return "last_session" if _is_last_session(match, title) else "other"
    named = next(against for against in _WHEN if match[against])
    return "other" if named == "other_meeting" else named


_OWN_SESSION = re.compile(
    rf"(?:第?(?P<term>{_ORDINAL})届.{{0,24}}?)?第?(?P<session>{_ORDINAL})次(?:全体)?会议(?!以来)"
)


def _is_last_session(match: re.Match[str], title: str) -> bool:
    """Whether the session named is the one before the title's; where the title names none it is taken as that."""
    own = _OWN_SESSION.search(title)
    if not own:
        return True
    try:
        session, compared = parse_number(own["session"]), parse_number(match["session"])
        term = parse_number(own["term"] or match["term"] or "零")
        of_term = parse_number(match["term"]) if match["term"] else term
    except ValueError:
        return False
    return compared == session - 1 if of_term == term else session == 1 and of_term == term - 1
