"""Who proposed: one base at a time, no proposal twice."""

from typing import Any

import pandas as pd
import pytest

from cppcc_analysis.charts.proposers import describe_proposers, draw_proposers, proposer_table
from tests.charts.layout import texts
from tests.charts.tables import YANGQUAN_2023, YANGQUAN_2024, figure, figures_table, proposal, proposals_table

SESSION = proposals_table(YANGQUAN_2023)


def test_the_five_dumps(figures: pd.DataFrame, proposals: pd.DataFrame) -> None:
    chart = draw_proposers(figures, proposals)
    assert chart.title == "集体提案占比：阳泉市由立案提案的18.1%降至13.5%"
    assert {"占立案提案的比重", "占收到提案的比重", "12.7%* · 27件"} <= set(texts(chart))
    assert "占收到与占立案的比重基数不同，不可直接比较" in chart.footnotes
    told = describe_proposers(figures, proposals)
    assert "朔州市2025年收到提案中：集体提案27件、12.7%（推算）。" in told
    assert "太原市2023年、绛县2024年会议未载明提案者构成。" in told


@pytest.mark.parametrize(
    ("items", "kept"),
    [
        (["集体", "委员"], ["委员", "集体"]),
        # a whole and its parts: only the whole
        (["委员", "联名", "集体", "党派", "界别"], ["委员", "集体"]),
        (["联名", "党派"], ["联名", "党派"]),
        (["各民主党派"], ["各民主党派"]),
    ],
)
def test_no_proposal_counts_twice(items: list[str], kept: list[str]) -> None:
    rows = [figure("阳泉市", 2023, "filed", item, 10, "件") for item in items]
    assert proposer_table(figures_table(*rows), SESSION)["item"].tolist() == kept


def test_a_share_is_computed_only_on_its_own_base() -> None:
    rows = [figure("阳泉市", 2023, base, "集体", 73, "件") for base in ("filed", "assigned")]
    table = proposer_table(figures_table(*rows), SESSION).set_index("base")
    assert table.loc["filed", ["share", "share_state", "formula"]].tolist() == [20.0, "derived", "73 ÷ 365"]
    assert table.loc["assigned", "share_state"] == "not_stated"
    assert pd.isna(table.loc["assigned", "share"])


def test_figures_of_the_npc_and_of_other_breakdowns_are_left_out() -> None:
    rows = [
        figure("阳泉市", 2023, "filed", "集体", 9, "件", body="人大"),
        figure("阳泉市", 2023, "filed", "经济建设", 9, "件", breakdown="category"),
    ]
    assert proposer_table(figures_table(*rows), SESSION).empty
    assert draw_proposers(figures_table(*rows), SESSION).title == "各次会议均未载明集体提案的占比"


def collective(
    place: str, *shares: float, approximate: bool = False, base: str = "filed"
) -> list[dict[str, Any]]:
    """Shares of collective proposals of one place from 2021 on."""
    return [
        figure(place, 2021 + n, base, "集体", share, "%", session=n + 1, approximate=approximate)
        for n, share in enumerate(shares)
    ]


TITLES = {
    "fall": (collective("甲市", 18.1, 13.5), "甲市由立案提案的18.1%降至13.5%"),
    "of three sessions": (
        collective("甲市", 18.1, 9.0, 13.5),
        "甲市由立案提案的18.1%（2021年）降至13.5%（2023年）",
    ),
    "equal": (collective("甲市", 18.1, 18.1), "甲市持平，均为立案提案的18.1%"),
    "too approximate to tell": (
        collective("甲市", 20.0, 18.0, approximate=True),
        "甲市占立案提案的比重前后为约20%和约18%",
    ),
    "approximate and far": (
        collective("甲市", 20.0, 10.0, approximate=True),
        "甲市由立案提案的约20%降至约10%",
    ),
    "different bases are not compared": (
        [*collective("甲市", 18.1), *collective("甲市", 13.5, base="received")],
        "甲市2021年18.1%（占立案），甲市2021年13.5%（占收到）",
    ),
    "three places": (
        [*collective("甲市", 9.0, 8.0), *collective("乙市", 9.0, 8.5), *collective("丙市", 9.0, 9.0)],
        "首末两次会议相比，可比的3地2地下降、1地持平",
    ),
    "four places, one session each": (
        [row for n, place in enumerate("甲乙丙丁") for row in collective(f"{place}市", 9.0 + n)],
        "4次会议占立案9%至12%",
    ),
}


@pytest.mark.parametrize("case", TITLES)
def test_title(case: str) -> None:
    rows, title = TITLES[case]
    occasions = dict.fromkeys((row["place"], row["year"], row["session"]) for row in rows)
    sessions = proposals_table(*(proposal(place, year, session=number) for place, year, number in occasions))
    assert draw_proposers(figures_table(*rows), sessions).title == f"集体提案占比：{title}"


def test_contradicting_figures_are_not_drawn() -> None:
    rows = [figure("阳泉市", 2023, "filed", "集体", value, "%") for value in (18.1, 19.0)]
    chart = draw_proposers(figures_table(*rows), SESSION)
    assert chart.title == "集体提案的占比在原文中有出入，未画入"
    assert "阳泉市2023年集体提案：占比有出入，未画入" in chart.footnotes


def test_proposers_outside_the_fixed_names_keep_one_tone() -> None:
    rows = [
        figure("阳泉市", year, "filed", item, value, "%", session=year - 2021)
        for year, items in ((2023, ("各民主党派", "工商联")), (2024, ("工商联",)))
        for item, value in zip(items, (60.0, 40.0), strict=False)
    ]
    sessions = proposals_table(YANGQUAN_2023, YANGQUAN_2024)
    chart = draw_proposers(figures_table(*rows), sessions)
    assert isinstance(chart.native, tuple)
    series = chart.native[0].series
    assert [line.name for line in series] == ["各民主党派", "工商联", "其余未载明提案者"]
    assert [[point.value for point in line.points] for line in series] == [[60, None], [40, 60], [None, 40]]
    assert series[0].tone != series[1].tone
    assert series[2].hatched


def test_shares_above_100_are_noted() -> None:
    rows = [figure("阳泉市", 2023, "filed", item, 60, "%") for item in ("委员", "党派")]
    chart = draw_proposers(figures_table(*rows), SESSION)
    assert "阳泉市2023年：各类占比合计超过100%" in chart.footnotes
    assert isinstance(chart.native, tuple)
    assert chart.native[0].span == (0.0, 120.0)
