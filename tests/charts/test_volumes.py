"""The volumes: what the title claims, what the sentences tell, what is drawn as a gap."""

from typing import Any

import pandas as pd
import pytest

from cppcc_analysis.charts.volumes import describe_volumes, draw_volumes
from cppcc_analysis.errors import UserError
from tests.charts.layout import texts
from tests.charts.tables import (
    JIANGXIAN,
    SHUOZHOU,
    TAIYUAN,
    TAIYUAN_YEAR,
    YANGQUAN_2023,
    YANGQUAN_2024,
    proposal,
    proposals_table,
)

A23, A24 = YANGQUAN_2023, YANGQUAN_2024


def a(year: int, received: Any = None, **cells: Any) -> dict[str, Any]:
    """A session of 甲市."""
    if received is not None:
        cells["received"] = received
    return proposal("甲市", year, session=year - 2021, **cells)


def b(year: int, received: Any = None, **cells: Any) -> dict[str, Any]:
    """A session of 乙市."""
    return a(year, received, **cells) | {"place": "乙市"}


TITLES = {
    "two sessions": ([A23, A24], "阳泉市收到提案由386件增至407件，立案率由94.6%降至92.6%"),
    "given in the wrong order": ([A24, A23], "阳泉市收到提案由386件增至407件，立案率由94.6%降至92.6%"),
    "others beside it": (
        [A23, A24, SHUOZHOU, TAIYUAN, TAIYUAN_YEAR, JIANGXIAN],
        "阳泉市收到提案由386件增至407件，立案率由94.6%降至92.6%",
    ),
    "one session": ([SHUOZHOU], "朔州市2025年会议收到提案212件，立案173件，立案率81.6%（推算）"),
    "nothing stated": ([JIANGXIAN], "绛县2024年会议未载明会议期间的提案数"),
    "nothing stated by two": ([TAIYUAN, JIANGXIAN], "太原市2023年、绛县2024年会议未载明会议期间的提案数"),
    "a year's figure is no session's": ([TAIYUAN, TAIYUAN_YEAR], "太原市2023年会议未载明会议期间的提案数"),
    "only a year's figure": ([TAIYUAN_YEAR], "没有会议期间的提案数"),
    "a year's figure is not compared": (
        [a(2023, 100), a(2024, scope="year", filed=300)],
        "甲市2023年会议收到提案100件",
    ),
    "tie": ([a(2023, 100), a(2024, 100)], "甲市收到提案持平，均为100件"),
    "fall": ([a(2023, 100), a(2024, 90)], "甲市收到提案由100件减至90件"),
    "a rate missing once": ([a(2023, 100, filing_rate=90.0), a(2024, 120)], "甲市收到提案由100件增至120件"),
    "zero is a figure": ([a(2023, 0), a(2024, 5)], "甲市收到提案由0件增至5件"),
    "received once, filed twice": ([a(2023, filed=90), a(2024, 120, filed=80)], "甲市立案提案由90件减至80件"),
    "approximate": ([a(2023, (100, "approximate")), a(2024, 120)], "甲市收到提案由约100件增至120件"),
    "an approximate tie is none": (
        [a(2023, (100, "approximate")), a(2024, 100)],
        "甲市收到提案前后为约100件和100件",
    ),
    "a conflict is not compared": (
        [a(2023, (100, "conflict")), a(2024, 120)],
        "收到提案：甲市2023年100件，甲市2024年120件",
    ),
    "three sessions name the years": (
        [a(2023, 100), a(2024, 90), a(2025, 120)],
        "甲市收到提案由2023年100件增至2025年120件",
    ),
    "a gap in between": ([a(2023, 100), a(2024), a(2025, 120)], "甲市收到提案由2023年100件增至2025年120件"),
    "two cities change": (
        [a(2023, 1), a(2024, 2), b(2023, 4), b(2024, 3)],
        "甲市收到提案由1件增至2件；乙市收到提案由4件减至3件",
    ),
    "cities side by side": ([a(2023, 10), b(2023, 20)], "收到提案乙市2023年最多（20件）"),
    "one of them not stated": (
        [a(2023, 10), b(2023, 20), JIANGXIAN],
        "载明的会议中，收到提案乙市2023年最多（20件）",
    ),
    "side by side and equal": ([a(2023, 10), b(2023, 10)], "收到提案甲市2023年、乙市2023年相同，均为10件"),
    "two share the lead": (
        [a(2023, 10), b(2023, 10), proposal("丙市", 2023, received=2)],
        "收到提案甲市2023年、乙市2023年并列最多，均为10件",
    ),
    "no lead among approximate": (
        [a(2023, (10, "approximate")), b(2023, 11)],
        "收到提案：甲市2023年约10件，乙市2023年11件",
    ),
    "only rates": (
        [a(2023, filing_rate=90.0), b(2023, filing_rate=80.0)],
        "立案率：甲市2023年90%，乙市2023年80%",
    ),
}


@pytest.mark.parametrize("case", TITLES)
def test_title(case: str) -> None:
    rows, title = TITLES[case]
    assert draw_volumes(proposals_table(*rows)).title == title


def test_title_of_many_cities_counts_directions() -> None:
    rows = [
        row | {"place": f"{name}市"}
        for name, before, after in (("甲", 1, 2), ("乙", 3, 2), ("丙", 4, 4), ("丁", 1, 5))
        for row in (a(2023, before), a(2024, after))
    ]
    table = proposals_table(*rows)
    assert draw_volumes(table).title == "首末两次会议相比，可比的4地收到提案2地增加、1地减少、1地持平"
    assert draw_volumes(table, "en").title == (
        "Proposals received, first to last session: up in 2, down in 1, level in 1 of 4 comparable places"
    )


def test_english_title(proposals: pd.DataFrame) -> None:
    assert draw_volumes(proposals, "en").title == (
        "阳泉市: proposals received rose from 386 to 407; filing rate fell from 94.6% to 92.6%"
    )


def test_description_tells_what_is_missing_and_what_is_not_comparable(proposals: pd.DataFrame) -> None:
    told = describe_volumes(proposals)
    for sentence in (
        "朔州市2025年会议收到提案212件，并案9件，立案173件，立案率81.6%（推算），提交提案的委员151人。",
        "太原市2023年会议上报告的上一工作年度（全年口径）：立案568件，办复568件，与会议期间的数不可比。",
        "太原市2023年、绛县2024年会议未载明会议期间的提案数。",
    ):
        assert sentence in told
    english = describe_volumes(proposals, "en")
    assert (
        "太原市 (2023), on the working year before, as reported at the session: 568 filed, 568 replied to; "
        "not comparable with the figures of a session."
    ) in english
    assert "No figures of the session are stated for 太原市 (2023) and 绛县 (2024)." in english


def test_a_gap_is_a_word_and_never_a_zero(proposals: pd.DataFrame) -> None:
    drawn = texts(draw_volumes(proposals))
    assert drawn.count("未载明") == 4  # 太原 and 绛县, each for its figures and its rate
    assert not any("0件" in text for text in drawn if text not in ("收到386件",))
    assert "81.6%" in drawn
    assert "*" in drawn


def test_zero_is_labelled() -> None:
    assert "收到0件 · 立案0件" in texts(draw_volumes(proposals_table(a(2023, 0, filed=0))))


def test_an_unstated_half_is_named() -> None:
    assert "收到原文中断 · 立案18件" in texts(
        draw_volumes(proposals_table(a(2023, (None, "truncated"), filed=18), b(2023, 9999)))
    )


def test_wider_scopes_have_panels_of_their_own(proposals: pd.DataFrame) -> None:
    assert "全年口径（与会议期间不可比）" in texts(draw_volumes(proposals))
    sessions = draw_volumes(proposals[proposals["scope"] == "session"])
    assert not any("全年" in text for text in texts(sessions))


def test_what_a_bar_is_made_of_has_a_key(proposals: pd.DataFrame) -> None:
    drawn = texts(draw_volumes(proposals))
    assert drawn.count("收到（立案之外的部分）") == 1  # the year's row has none received
    assert drawn.count("办复") == 1
    assert "收到（立案之外的部分）" not in texts(draw_volumes(proposals_table(JIANGXIAN)))


def test_a_year_is_said_to_be_the_one_reported(proposals: pd.DataFrame) -> None:
    note = "全年：会议上报告的上一工作年度（全年口径），所注年份为该次会议的年份"
    assert note in draw_volumes(proposals).footnotes
    assert "以来" not in describe_volumes(proposals)


def test_subtitle_gives_scope_and_cut_off(proposals: pd.DataFrame) -> None:
    subtitle = draw_volumes(proposals).subtitle
    assert "会议期间" in subtitle
    assert "截至2023年2月21日12时（阳泉市 2023）" in subtitle
    assert "2024年3月20日20时（阳泉市 2024）" in subtitle  # the text leaves the year out
    assert "21 Feb 2023, 12:00 (阳泉市 2023); 20 Mar 2024, 20:00" in draw_volumes(proposals, "en").subtitle
    assert "截止时间未载明" in draw_volumes(proposals_table(JIANGXIAN)).subtitle


def test_source_names_the_sessions(proposals: pd.DataFrame) -> None:
    assert draw_volumes(proposals).source == (
        "资料来源：阳泉市政协十四届二次、三次会议（2023、2024年）；朔州市政协七届四次会议（2025年）；"
        "太原市政协十四届二次会议（2023年）；绛县政协十四届四次会议（2024年）的文件"
    )


def test_data_are_the_drawn_rows(proposals: pd.DataFrame) -> None:
    assert draw_volumes(proposals).data.shape == proposals.shape


def test_refuses_no_rows_and_unknown_languages(proposals: pd.DataFrame) -> None:
    with pytest.raises(UserError, match="no rows"):
        draw_volumes(proposals.iloc[:0])
    with pytest.raises(UserError, match="unknown language 'fr'"):
        draw_volumes(proposals, "fr")
