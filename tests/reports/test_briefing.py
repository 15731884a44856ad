"""One place beside its past, the places of its level, and the nation: never across scopes or bases."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from cppcc_analysis.charts.volumes import draw_volumes
from cppcc_analysis.errors import UserError
from cppcc_analysis.reports.briefing import (
    Subject,
    named,
    nation_beside,
    past_of,
    peers_of,
    show_standing,
    subject_of,
)
from cppcc_analysis.tables.schemas import conform
from cppcc_analysis.tables.store import Tables

YANGQUAN = Subject("阳泉市", "city", 2024)


@pytest.fixture
def everywhere(tables: Tables) -> Tables:
    """The tables with 朔州市 2025, a city, and the nation's figures of 2022 and 2025."""
    proposals, categories = tables["proposals"], tables["categories"]
    whose = {"place": "朔州市", "year": 2025, "session": 4, "term": 7}
    other = proposals[(proposals["place"] == "阳泉市") & (proposals["year"] == 2024)].assign(**whose)
    other = other.assign(received=212, filed=173, filing_rate=81.6, filing_rate_state="derived")
    nation = [_national(other, 2022, 5979, 4890), _national(other, 2025, 5890, 5002)]
    shares = categories[categories["year"] == 2024].assign(
        place="全国", level="national", year=2025, share=20.0, source="公开报道"
    )
    new = {
        "proposals": pd.concat([proposals, other]),
        "reference_proposals": pd.concat(nation),
        "reference_categories": shares,
    }
    return Tables({**tables, **{name: conform(name, rows) for name, rows in new.items()}})


def _national(row: pd.DataFrame, year: int, received: int, filed: int) -> pd.DataFrame:
    whose = {"place": "全国", "level": "national", "year": year, "source": "公开报道"}
    return row.assign(
        **whose, received=received, filed=filed, filing_rate=None, filing_rate_state="not_stated"
    )


def standing(subject: Subject, tables: Tables, lang: str = "zh") -> dict[str, list[str]]:
    rows = BeautifulSoup(show_standing(subject, tables, lang).html, "html.parser").select("tbody tr")
    texts = [[cell.get_text() for cell in row.select("th, td")] for row in rows]
    return {first: others for first, *others in texts}


SUBJECTS = [
    ("阳泉市", [], Subject("阳泉市", "city", 2024)),
    ("阳泉市", [2023], Subject("阳泉市", "city", 2023)),
    ("阳泉市", [2023, 2024], Subject("阳泉市", "city", 2024)),
    ("绛县", [], Subject("绛县", "county", 2024)),
    ("", [2023], Subject("阳泉市", "city", 2023)),
]


@pytest.mark.parametrize(("city", "years", "subject"), SUBJECTS)
def test_the_newest_session_of_the_choice(
    city: str, years: list[int], subject: Subject, everywhere: Tables
) -> None:
    assert subject_of(everywhere, city, years) == subject


@pytest.mark.parametrize(
    ("city", "years", "told"),
    [
        ("阳泉", [], "unknown city '阳泉'; known: 阳泉市"),
        ("绛县", [2023], "no session of 绛县 in 2023; known: 2024"),
    ],
)
def test_no_such_session(city: str, years: list[int], told: str, everywhere: Tables) -> None:
    with pytest.raises(UserError, match=told):
        subject_of(everywhere, city, years)


def test_the_past_ends_with_the_year(everywhere: Tables) -> None:
    assert list(past_of(YANGQUAN, everywhere)["year"]) == [2023, 2024]
    assert list(past_of(Subject("阳泉市", "city", 2023), everywhere)["year"]) == [2023]


def test_peers_are_of_one_level_and_one_scope(everywhere: Tables) -> None:
    peers = peers_of(YANGQUAN, everywhere)
    assert [(row.place, row.year) for row in peers.itertuples()] == [("阳泉市", 2024), ("朔州市", 2025)]
    # 太原市 states a whole year only: nobody stands beside it, nor beside a county alone in its level
    assert peers_of(Subject("太原市", "city", 2023), everywhere).empty
    assert peers_of(Subject("绛县", "county", 2024), everywhere).empty
    assert peers_of(Subject("阳泉市", None, 2024), everywhere).empty


def test_of_two_equally_near_years_the_earlier(everywhere: Tables) -> None:
    peers = peers_of(Subject("朔州市", "city", 2025), everywhere)
    assert [(row.place, row.year) for row in peers.itertuples()] == [("朔州市", 2025), ("阳泉市", 2024)]


def test_standing(everywhere: Tables) -> None:
    rows = standing(YANGQUAN, everywhere)
    assert rows["收到"] == ["407件", "+21件（比上年）", "朔州市 212件（2025年）", "5890件（2025年）"]
    assert rows["立案率"] == ["92.6%", "−2百分点（比上年）", "朔州市 81.6%*（2025年）", "—"]
    assert rows["经济建设占立案"][1:] == ["−3.7百分点（比上年）", "—", "20%（2025年）"]
    english = standing(YANGQUAN, everywhere, "en")
    assert english["received"][:2] == ["407", "+21 (year on year)"]


def test_what_is_not_stated_is_no_zero_and_a_whole_year_stands_alone(everywhere: Tables) -> None:
    rows = standing(Subject("太原市", "city", 2023), everywhere)
    assert rows["收到"][:2] == ["未载明", "—"]
    assert rows["立案·全年"] == ["568件", "没有更早的数字", "—", "—"]


def test_many_peers_are_a_range(everywhere: Tables) -> None:
    own = everywhere["proposals"]
    model = own[own["place"] == "朔州市"]
    others = [model.assign(place=f"第{n}市", received=100 * n) for n in range(1, 6)]
    tables = Tables({**everywhere, "proposals": pd.concat([own, *others], ignore_index=True)})
    assert standing(YANGQUAN, tables)["收到"][2] == "6地：100–500件，中位数256件"


def test_the_nation_stands_beside_shares_of_its_base_only(everywhere: Tables) -> None:
    categories, proposals = nation_beside(YANGQUAN, everywhere)
    assert set(zip(categories["place"], categories["year"], strict=True)) == {
        ("阳泉市", 2024),
        ("全国", 2025),
    }
    assert set(proposals["place"]) == {"阳泉市", "全国"}
    shares = everywhere["reference_categories"].assign(base="received")
    categories, proposals = nation_beside(YANGQUAN, Tables({**everywhere, "reference_categories": shares}))
    assert categories.empty
    assert proposals.empty


def test_a_chart_under_another_name(everywhere: Tables) -> None:
    chart = named(draw_volumes, "briefing_past")(past_of(YANGQUAN, everywhere), "zh")
    assert chart is not None
    assert chart.name == "briefing_past"
    assert named(lambda *_: None, "x")() is None
