"""The sentences of known tables, word for word, and what must not be said."""

import pandas as pd
import pytest

from cppcc_analysis.briefing.findings import FINDINGS, LIMITS, about, list_statements
from cppcc_analysis.briefing.sources import note_of, sources_of
from cppcc_analysis.briefing.statements import verify
from cppcc_analysis.tables.store import Tables
from tests.briefing.conftest import categories_of, make_tables, proposals_of
from tests.charts.tables import category, proposal


def texts(tables: Tables, topic: str, lang: str = "zh") -> list[str]:
    return [statement.text for statement in list_statements(tables, lang) if statement.topic == topic]


@pytest.mark.parametrize(
    ("topic", "sentences"),
    [
        (
            "change",
            [
                "阳泉市2024年会议与2023年会议相比，收到提案由386件增至407件，增加21件；"
                "立案由365件增至377件，增加12件；立案率由94.6%降至92.6%，下降2个百分点。"
            ],
        ),
        (
            "volumes",
            [
                "阳泉市2023年会议（截至2023年2月21日12时）收到提案386件，立案365件，立案率94.6%，未立案21件。",
                "阳泉市2024年会议（截至2024年3月20日20时）收到提案407件，立案377件，立案率92.6%。",
                "朔州市2025年会议（截至2025年2月18日12时）收到提案212件，立案173件，立案率81.6%（推算），"
                "并案9件，提交提案的委员151人。",
                "太原市2023年会议上报告的上一工作年度（全年口径）立案568件，办复568件，与会议期间的数不可比。",
            ],
        ),
        ("nation", ["参考：全国2024年（十四届二次会议）收到提案5898件，立案5006件，立案率84.9%（推算）。"]),
        (
            "leader",
            [
                "阳泉市2024年会议立案的提案中，社会建设类提案最多，占35.5%。",
                "朔州市2025年会议立案的提案中，社会建设类提案最多，占40.5%。",
            ],
        ),
        (
            "share_change",
            [
                "阳泉市2024年会议与2023年会议相比，立案的提案中，经济建设类占比由33.7%降至30%，下降3.7个百分点；"
                "政治建设类占比由4.4%升至6.1%，上升1.7个百分点；文化建设类占比由11.2%升至23.9%，上升12.7个百分点。"
            ],
        ),
        (
            "checks",
            [
                "对原始文件（不含参考数据）载明的数字作算术核对3项：成立1项，不成立1项，因未载明而无法判断1项。",
                "阳泉市2024年会议的收到核对不成立（收到＝立案＋未立案＋并案＋撤案）："
                "立案 377 + 未立案 21 = 398，应为398，载明407。",
                "朔州市2025年会议有1项核对无法判断，所缺为：未立案、撤案。",
            ],
        ),
        (
            "gaps",
            [
                "太原市2023年、绛县2024年会议：收到、立案、立案率未载明。",
                "太原市2023年、绛县2024年会议未载明提案的类别。",
                "阳泉市2023年会议的提案类别：社会建设、生态文明建设因原文中断而不详。",
            ],
        ),
    ],
)
def test_sentences_of_the_five_dumps(tables: Tables, topic: str, sentences: list[str]) -> None:
    assert texts(tables, topic) == sentences


def test_shares_and_proposers(tables: Tables) -> None:
    assert texts(tables, "shares")[0] == (
        "阳泉市2023年会议立案的提案中，经济建设123件、33.7%；政治建设16件、4.4%；文化建设41件、11.2%（推算）；"
        "社会建设、生态文明建设合计185件、50.7%（推算）。"
    )
    assert texts(tables, "proposers")[2] == "朔州市2025年会议收到的提案中，集体提案27件。"


def test_english(tables: Tables) -> None:
    assert texts(tables, "change", "en") == [
        "阳泉市, 2023 to 2024: proposals received rose from 386 to 407, by 21; filed rose from 365 to 377, by 12; "
        "filing rate fell from 94.6% to 92.6%, by 2 percentage points."
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_topics_are_told_and_verified(tables: Tables, lang: str) -> None:
    statements = list_statements(tables, lang)
    assert {statement.topic for statement in statements} == {*FINDINGS, *LIMITS} - {"terms"}
    assert about(statements, (*FINDINGS, *LIMITS)) == statements
    verify(statements, tables)


def test_no_em_dash(tables: Tables) -> None:
    assert not [text for text in map(str, list_statements(tables)) if "—" in text]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"received": 386}, {"received": 407}, "收到提案由386件增至407件，增加21件"),
        ({"received": 407}, {"received": 386}, "收到提案由407件减至386件，减少21件"),
        ({"received": 386}, {"received": 386}, "收到提案均为386件，持平"),
        ({"received": 0}, {"received": 3}, "收到提案由0件增至3件，增加3件"),
        ({"filing_rate": 94.6}, {"filing_rate": (92.6, "derived")}, "立案率由94.6%降至92.6%，下降2个百分点"),
        ({"received": 386}, {"received": (400, "approximate")}, None),
        ({"received": (None, "conflict")}, {"received": 407}, None),
        ({"received": (386, "conflict")}, {"received": 407}, None),
        ({"received": 386}, {"filed": 407}, None),
        ({"received": 386}, {"received": 407, "scope": "year"}, None),
        ({"received": 386}, {}, None),
        ({"received": 386, "year": 2024}, {"received": 407}, None),
        ({"received": 386, "year": None}, {"received": 407}, None),
    ],
)
def test_change_of_two_sessions(
    before: dict[str, object], after: dict[str, object], told: str | None
) -> None:
    rows = [
        proposal("太原市", cells.pop("year", year), cells.pop("scope", "session"), session=number, **cells)
        for number, (year, cells) in enumerate([(2023, dict(before)), (2024, dict(after))], 1)
    ]
    found = texts(make_tables(proposals=proposals_of(*rows)), "change")
    assert found == ([f"太原市2024年会议与2023年会议相比，{told}。"] if told else [])


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ([("经济建设", 40.0), ("社会建设", 60.0)], "社会建设类提案最多，占60%"),
        ([("经济建设", 50.0), ("社会建设", 50.0)], None),  # equal
        ([("经济建设", 30.0), ("社会建设", 40.0)], "社会建设类提案最多，占40%"),  # 30% are not stated
        ([("经济建设", 20.0), ("社会建设", 39.0)], None),  # 41% are not stated
        ([("经济建设", 20.0), ("社会建设", (80.0, "approximate"))], None),
        ([("经济建设", 20.0), ("社会建设+生态文明建设", 80.0)], None),
    ],
)
def test_largest_category(shares: list[tuple[str, object]], told: str | None) -> None:
    rows = [category("太原市", 2023, n, name, 1, share) for n, (name, share) in enumerate(shares)]
    table = categories_of(*rows)
    table["cardinality"] = ["1:n" if "+" in name else "1:1" for name in table["category"]]
    tables = make_tables(proposals=proposals_of(proposal("太原市", 2023)), categories=table)
    assert texts(tables, "leader") == ([f"太原市2023年会议立案的提案中，{told}。"] if told else [])


@pytest.mark.parametrize("base", ["received", "filed"])
def test_shares_of_another_base_are_not_compared(base: str) -> None:
    rows = [
        category("太原市", 2023, 0, "经济建设", 1, 20.0),
        category("太原市", 2024, 0, "经济建设", 1, 30.0, base=base),
    ]
    table = categories_of(*rows).assign(cardinality="1:1")
    proposals = proposals_of(proposal("太原市", 2023), proposal("太原市", 2024))
    assert bool(texts(make_tables(proposals=proposals, categories=table), "share_change")) == (
        base == "filed"
    )


def test_a_category_that_shares_its_standard_one_is_not_compared() -> None:
    rows = [category("太原市", year, 0, "经济建设", 1, 20.0) for year in (2023, 2024)]
    table = categories_of(*rows).assign(cardinality=["1:1", "n:1"])
    proposals = proposals_of(proposal("太原市", 2023), proposal("太原市", 2024))
    assert not texts(make_tables(proposals=proposals, categories=table), "share_change")


@pytest.mark.parametrize(
    ("topic", "number", "slot", "note"),
    [
        ("volumes", 0, 0, "“共收到提案386件。”（a.txt [0:1]）。"),
        ("volumes", 0, 2, "“立案365件，占94.6%。”（a.txt [2:3]）。"),
        (
            "volumes",
            2,
            2,
            "推算：100 × 173 ÷ 212；“共收到提案212件。”（a.txt [5:6]）；“立案173件。”（a.txt [6:7]）。",
        ),
        ("nation", 0, 0, "参考数据：公开报道（n.csv [0:1]）。"),
        ("checks", 0, 0, "据a.txt计数（表checks）。"),
        ("gaps", 0, 0, "所读文件：a.txt。"),
    ],
)
def test_source_of_a_number(tables: Tables, topic: str, number: int, slot: int, note: str) -> None:
    statement = about(list_statements(tables), [topic])[number]
    slots = [filled for filled in statement.slots if filled.slot.number]
    assert note_of(sources_of(slots[slot], tables, "zh"), "zh") == note


def test_a_corrected_figure_says_so(tables: Tables) -> None:
    figures = tables["figures"].copy()
    figures.loc[0, ["corrected_from", "correction"]] = [368.0, "误排（某人）"]
    statement = about(list_statements(tables), ["volumes"])[0]
    slot = next(filled for filled in statement.slots if filled.slot.number)
    (source,) = sources_of(slot, tables | {"figures": figures}, "zh")
    assert source.told("zh") == "“共收到提案386件。”（a.txt [0:1]）；经人工更正，原文为368：误排（某人）"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_stated_makes_gaps_only(lang: str) -> None:
    tables = make_tables(proposals=proposals_of(proposal("绛县", 2024)))
    assert {statement.topic for statement in list_statements(tables, lang)} == {"gaps"}


def test_empty_tables_say_nothing() -> None:
    assert list_statements(make_tables()) == []


def test_a_place_that_is_not_named(tables: Tables) -> None:
    row = proposal(None, 2023, received=3) | {"place": pd.NA}
    assert texts(make_tables(proposals=proposals_of(row)), "volumes") == ["地方未载明2023年会议收到提案3件。"]
