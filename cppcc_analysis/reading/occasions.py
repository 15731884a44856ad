"""Which plenary session a text belongs to: place, term (届), session (次) and the year it met."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.places import Place, place_at_start, places_named


@dataclass(frozen=True)
class Occasion:
    """Whose and which session. A field is `None` where the texts do not name it."""

    place: Place | None = None
    term: int | None = None
    session: int | None = None
    year: int | None = None


_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
#: 第十四届委员会第二次会议 · 第七届朔州市委员会第四次会议 · 十四届二次会议
_SESSION = re.compile(
    rf"第?(?P<term>{_NUMBER}|[X×x*]+)届(?P<between>[\u4e00-\u9fff]{{0,24}}?)"
    rf"第?(?P<session>{_NUMBER})次(?:全体|全委)?(?:会议|全会|大会|集会)(?P<past>以来|以后|精神)?"
)
_TERM = re.compile(rf"第?(?P<term>{_NUMBER})届(?!中央|中共)(?=[\u4e00-\u9fff]{{0,12}}(?:委员会|政协))")
#: meetings that are numbered like sessions and are none
_OTHER_MEETING = re.compile("常务委员会|常委会|常委|主席|党组|党委|中央")
_PARTY = re.compile("([省市县区州旗党]委|中央|党的|中共)$")
_NPC = re.compile("人大|人民代表")
_YEAR = r"(?P<year>(?:19|20)\d{2}|[一二][九○〇零][一二三四五六七八九○〇零]{2})"
_FULL_DATE = rf"{_YEAR}年[\d一二三四五六七八九十]{{1,3}}月[\d一二三四五六七八九十]{{1,3}}日"
#: datings that say when the session met, the surest first
_DATINGS = (
    re.compile(rf"^(?:[（(]|—+){_FULL_DATE}", re.MULTILINE),
    re.compile(rf"于{_FULL_DATE}"),
    re.compile(rf"截[至止]到?{_FULL_DATE}"),
    re.compile(rf"{_YEAR}年[\d一二三四五六七八九十]{{1,3}}月[^，。]{{0,12}}(?:召开|举行|开幕)"),
    re.compile(_FULL_DATE),
    re.compile(rf"{_YEAR}[-年./]\d{{1,2}}[-月./]\d{{1,2}}"),
)
_DIGITS = {char: str(n) for n, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
T = TypeVar("T")


_DATES = re.compile(
    rf"{_YEAR}年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日?[至到—-]+(?:(?P<last_month>\d{{1,2}})月)?(?P<last_day>\d{{1,2}})日"
    "[^。]{0,20}(?:举行|召开)"
)


def session_dates(text: str) -> tuple[str, str] | None:
    """First and last day of the session that a text says was held, as ISO dates.

    >>> session_dates("第十四届委员会第三次会议，于2024年3月19日至21日在阳泉举行。")
    ('2024-03-19', '2024-03-21')
    >>> session_dates("2023年2月28日至3月2日召开") , session_dates("会议于2月20日闭幕")
    (('2023-02-28', '2023-03-02'), None)
    """
    found = _DATES.search(text)
    if not found:
        return None
    year, month = parse_year(found["year"]), int(found["month"])
    last_month = int(found["last_month"] or month)
    return f"{year}-{month:02}-{int(found['day']):02}", f"{year}-{last_month:02}-{int(found['last_day']):02}"


def find_occasions(articles: Sequence[Article]) -> list[Occasion]:
    """The occasion of each article of one dump, in their order.

    An article that names no session takes the one that most texts of the same body in the dump name;
    a place or year it lacks comes from the texts of the same session.
    """
    own = [_read_occasion(article) for article in articles]
    imprint = _dated_year([note.text for article in articles for note in article.notes])
    found = []
    for occasion, article in zip(own, articles, strict=True):
        peers = [o for o, other in zip(own, articles, strict=True) if other.body == article.body]
        whole = _complete(occasion, peers)
        # the date of the page serves every text on it that belongs to a session
        found.append(whole if whole.year or not whole.term else replace(whole, year=imprint))
    return found


def _read_occasion(article: Article) -> Occasion:
    title = article.title.text if article.title else ""
    notes = "\n".join(note.text for note in article.notes)
    texts = (title, notes, article.text)
    term, session = _named_session(texts, article.body)
    return Occasion(
        _named_place(texts), term, session, _dated_year((notes, article.text)) or _year_in_title(title)
    )


def _named_session(texts: Sequence[str], body: str | None) -> tuple[int | None, int | None]:
    """Term and session as the first of the texts names them, else those it looks back at, else the term alone.

    >>> _named_session(["关于市政协十四届二次会议以来提案工作情况报告的决议", "政协第十四届委员会第三次会议"], "政协")
    (14, 3)
    """
    looked_back_at = None
    for text in texts:
        for match in _SESSION.finditer(text):
            before = text[max(0, match.start() - 4) : match.start()]
            congress = bool(_NPC.search(before + match["between"]))
            if (
                _OTHER_MEETING.search(match["between"])
                or _PARTY.search(before)
                or congress != (body == "人大")
            ):
                continue
            named = _ordinal(match["term"]), _ordinal(match["session"])
            if not match["past"]:
                return named
            looked_back_at = looked_back_at or named
    if looked_back_at:
        return looked_back_at
    for text in texts:
        term = _TERM.search(text)
        if term and not _SESSION.match(text, term.start()):
            return _ordinal(term["term"]), None
    return None, None


def _ordinal(text: str) -> int | None:
    """
    >>> [_ordinal(x) for x in ("二", "十", "十四", "二十", "二十一", "13", "XX", "十十")]
    [2, 10, 14, 20, 21, 13, None, None]
    """
    if not re.fullmatch(_NUMBER, text):
        return None
    if text.isdigit():
        return int(text)
    digits = "零一二三四五六七八九"
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or tens == "十":
        return None
    return 10 * bool(ten) * digits.index(tens or "一") + (digits.index(ones) if ones else 0)


def _named_place(texts: Sequence[str]) -> Place | None:
    """The place whose institutions the first of the texts names, the most often named one if there are several.

    A title may begin with the place alone: 敦煌市2023年政协提案全部办复.
    """
    for text in texts:
        place = place_at_start(text) if text is texts[0] else None
        if place:
            return place
        named = places_named(text)
        if named:
            return named.most_common(1)[0][0]
    return None


def _dated_year(texts: Sequence[str]) -> int | None:
    for dating in _DATINGS:
        for text in texts:
            match = dating.search(text)
            if match:
                return parse_year(match["year"])
    return None


def _year_in_title(title: str) -> int | None:
    """The year of a report that names one instead of a date: 綦江区2023年政协提案办理工作综述."""
    years = {parse_year(match["year"]) for match in re.finditer(rf"{_YEAR}年", title)}
    return years.pop() if len(years) == 1 else None


def parse_year(text: str) -> int:
    """
    >>> parse_year("2023"), parse_year("二○一一")
    (2023, 2011)
    """
    return int("".join(_DIGITS.get(char, char) for char in text))


def _complete(occasion: Occasion, peers: Sequence[Occasion]) -> Occasion:
    if occasion.session is None:
        named = [o for o in peers if o.session is not None and occasion.term in (None, o.term)]
        leader = _most_common(Occasion(term=o.term, session=o.session) for o in named)
        if leader:
            occasion = replace(occasion, term=leader.term, session=leader.session)
    same = [o for o in peers if (o.term, o.session) == (occasion.term, occasion.session)]
    return replace(
        occasion,
        place=occasion.place or _most_common(o.place for o in same),
        year=occasion.year or _most_common(o.year for o in same),
    )


def _most_common(values: Iterable[T | None]) -> T | None:
    counted = Counter(value for value in values if value is not None)
    return counted.most_common(1)[0][0] if counted else None
