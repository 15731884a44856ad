"""Titles of rates against random tables: every number in them is counted anew from the rows."""

import re

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_analysis.charts.rate_findings import heatmap_title, rates_title, theme_title
from cppcc_analysis.charts.rate_table import printed_rate
from tests.charts.tables import rate, rates_table

WORDS = ("教育", "医疗", "养老", "托育", "旅游")
NAMES = {word: word for word in WORDS}


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    """Up to four city-years and five terms; some without texts, some cells not counted, some texts broken off."""
    rows = []
    for place in draw(st.lists(st.sampled_from(["甲市", "乙市", "丙市", "丁市"]), min_size=1, unique=True)):
        documents = draw(st.integers(0, 2))
        own = {
            "truncated": draw(st.booleans()),
            "kinds": draw(st.sampled_from(["resolution", "work_report"])),
        }
        han = draw(st.sampled_from([3000, 9000]))
        for word in WORDS[: draw(st.integers(1, 5))]:
            rows.append(
                rate(place, 2024, word, draw(st.integers(0, 3)) * (documents > 0), han, documents) | own
            )
    return rates_table(*rows)


def found(rows: pd.DataFrame) -> tuple[list[str], dict[str, set[str]], dict[str, set[str]]]:
    """The places with texts; for each term where it was counted, and where it was found."""
    counted = rows[rows["documents"] > 0]
    places = list(counted["place"].unique())
    where = {w: set(counted.loc[counted["word"] == w, "place"]) for w in counted["word"].unique()}
    hits = {w: set(counted.loc[(counted["word"] == w) & (counted["count"] > 0), "place"]) for w in where}
    return places, where, hits


@settings(deadline=None)
@given(tables())
def test_shared_and_single_terms(rows: pd.DataFrame) -> None:
    places, where, hits = found(rows)
    title = rates_title(rows, NAMES, "zh")
    told = re.fullmatch(r"所列(\d+)个词语中，(\d+)组文本都有的(\d+)个(?:（.*）)?，只见于一组的(\d+)个", title)
    if told is None:
        assert len(places) < 2 or not any(hits.values())
        return
    shared = sum(len(at) == len(places) for at in hits.values())
    single = sum(len(hits[word]) == 1 and len(where[word]) == len(places) for word in hits)
    assert [int(n) for n in told.groups()] == [len(where), len(places), shared, single]
    counted = rows[rows["documents"] > 0]
    for word, total in re.findall(r"(教育|医疗|养老|托育|旅游)(\d+)次", title):
        assert len(hits[word]) == len(places)
        assert counted.loc[counted["word"] == word, "count"].sum() == int(total)


@settings(deadline=None)
@given(tables())
def test_reach_of_terms(rows: pd.DataFrame) -> None:
    places, where, hits = found(rows)
    title = heatmap_title(rows, NAMES, "zh")
    reach = max(map(len, hits.values()), default=0)
    if single := re.search(r"；(\d+)个词语中(\d+)个只见于一组", title):
        alone = sum(len(hits[word]) == 1 and len(where[word]) == len(places) for word in hits)
        assert (int(single[1]), int(single[2])) == (len(where), alone)
    if "都有" in title:
        assert reach == len(places) == int(re.findall(r"全部(\d+)组", title)[0])
    elif "为最多" in title:
        groups, told = map(int, re.findall(r"^(\d+)组文本中有(\d+)组见", title)[0])
        assert (groups, told) == (len(places), reach)
        assert reach < groups
    else:
        assert reach < 2 or len(places) == 1
        return
    for word in re.findall(r"“(.*?)”", title):
        assert len(hits[word]) == reach
    if total := re.search(r"等(\d+)个词语", title):
        assert int(total[1]) == sum(len(at) == reach for at in hits.values())


@settings(deadline=None)
@given(tables())
def test_the_widest_theme(rows: pd.DataFrame) -> None:
    title = theme_title(rows, NAMES, "zh")
    told = re.search(r"“(.*?)”：(.市)2024年每万字(.*?)次（共(\d+)次），(.市)2024年(.*?)次", title)
    counted = rows[rows["documents"] > 0]
    if told is None:
        return
    if "文本完整" in title:
        counted = counted[~counted["truncated"]]
    if "种类相同" in title:
        kinds = counted.drop_duplicates("place")["kinds"].value_counts()
        counted = counted[counted["kinds"].isin(kinds[kinds == kinds.max()].index)]
        of_most = counted.loc[counted["place"] == told[2], "kinds"].iloc[0]
        counted = counted[counted["kinds"] == of_most]
    of_theme = counted[counted["word"] == told[1]].set_index("place")["rate"]
    assert printed_rate(of_theme.max(), "zh") == told[3] == printed_rate(of_theme[told[2]], "zh")
    assert of_theme[told[5]] == of_theme.min()
    spans = counted.groupby("word")["rate"].agg(["min", "max"])
    assert (spans["max"] - spans["min"]).max() == of_theme.max() - of_theme.min()
