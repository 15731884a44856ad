"""The audit: each identity with its verdict, and that no single slip passes unseen."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_analysis.tables.audit.audit import audit
from cppcc_analysis.tables.schemas import conform
from tests.tables.conftest import make_articles, make_figures

Fact = tuple[str, str, str | None, float, str]
IDENTITY = "received = filed + not filed + merged + withdrawn"
RECEIVED: Fact = ("received", "total", None, 386, "件")
FILED: Fact = ("filed", "total", None, 365, "件")
NO_GROWTH = conform("growth", pd.DataFrame())
NO_UNREAD = conform("unread", pd.DataFrame())


def total(measure: str, value: float, unit: str = "件") -> Fact:
    return (measure, "total", None, value, unit)


def filed_by(**values: float) -> list[Fact]:
    return [("filed", "proposer", item, value, "件") for item, value in values.items()]


def filed_on(unit: str = "件", **values: float) -> list[Fact]:
    return [("filed", "category", item, value, unit) for item, value in values.items()]


def checks_of(figures: pd.DataFrame, truncated: bool = False, **more: pd.DataFrame) -> pd.DataFrame:
    unread, growth = more.get("unread", NO_UNREAD), more.get("growth", NO_GROWTH)
    return conform("checks", audit(figures, make_articles(truncated=truncated), unread, growth))


@pytest.mark.parametrize(
    ("rule", "facts", "truncated", "verdict"),
    [
        ("filed <= received", [RECEIVED, FILED], False, "holds"),
        ("filed <= received", [RECEIVED, ("filed", "total", None, 387, "件")], False, "fails"),
        (IDENTITY, [RECEIVED, FILED, ("not_filed", "total", None, 21, "件")], False, "holds"),
        (IDENTITY, [RECEIVED, FILED, ("not_filed", "total", None, 20, "件")], False, "can't tell"),
        (IDENTITY, [RECEIVED, FILED, ("not_filed", "total", None, 22, "件")], False, "fails"),
        (IDENTITY, [RECEIVED, FILED], False, "can't tell"),
        # 立案473件，其中并案12件; 未立案52件（其中并案21件）; 不予立案32件，其中14件转为信息，5件撤案
        (
            IDENTITY,
            [total("received", 518), total("filed", 473), total("not_filed", 45), total("merged", 12)],
            False,
            "holds",
        ),
        (
            IDENTITY,
            [total("received", 386), total("filed", 334), total("not_filed", 52), total("merged", 21)],
            False,
            "holds",
        ),
        (
            IDENTITY,
            [
                total("received", 263),
                total("filed", 220),
                total("not_filed", 32),
                total("not_filed", 14),
                total("withdrawn", 5),
                total("merged", 11),
            ],
            False,
            "holds",
        ),
        # two counts of the not filed may be its parts
        (
            IDENTITY,
            [total("received", 243), total("filed", 203), total("not_filed", 26), total("not_filed", 14)],
            False,
            "holds",
        ),
        # more than a smaller one cannot stand inside it
        (
            IDENTITY,
            [total("received", 100), total("filed", 95), total("not_filed", 5), total("withdrawn", 6)],
            False,
            "fails",
        ),
        (IDENTITY, [FILED, total("not_filed", 21)], False, "can't tell"),
        ("parts by proposer = total", [FILED, *filed_by(委员=299, 集体=66)], False, "holds"),
        ("parts by proposer = total", [FILED, *filed_by(委员=299, 集体=60)], False, "fails"),
        ("parts by proposer = total", [FILED, *filed_by(集体=66)], False, "can't tell"),
        # told apart again: 集体提案273件，其中党派198件…; 委员提案315件（联名提案47件）
        (
            "parts by proposer = total",
            [total("filed", 382), *filed_by(委员=315, 联名=47, 集体=67)],
            False,
            "holds",
        ),
        (
            "parts by proposer = total",
            [total("filed", 382), *filed_by(委员=315, 联名=47, 集体=68)],
            False,
            "fails",
        ),
        (
            "parts by proposer = total",
            [total("filed", 332), *filed_by(委员=221, 联名=58, 党派团体=37, 专委会=16)],
            False,
            "holds",
        ),
        ("parts by category = total", [FILED, *filed_on(经济建设=9, 其他=9)], True, "can't tell"),
        ("parts by category = total", [FILED, *filed_on(经济建设=9, 文化建设=9)], False, "can't tell"),
        ("parts by category = total", [FILED, *filed_on(经济建设=9, 其他=9)], False, "fails"),
        ("parts by category = total", [FILED, *filed_on(经济建设=300, 文化建设=66)], False, "fails"),
        # proposals in Mongolian run across the five categories
        (
            "parts by category = total",
            [
                total("filed", 641),
                *filed_on(经济建设=232, 政治建设=52, 文化建设=71, 社会建设=219, 生态文明建设=67, 蒙古文=41),
            ],
            False,
            "holds",
        ),
        ("shares by category = 100", filed_on("%", 经济建设=60.0, 其他=40.0), False, "holds"),
        ("shares by category = 100", filed_on("%", 经济建设=60.0, 其他=40.1), False, "holds"),
        ("shares by category = 100", filed_on("%", 经济建设=60.1, 其他=40.1), False, "fails"),
        ("shares by category = 100", filed_on("%", 经济建设=60.0, 其他=39.0), False, "fails"),
        ("shares by category = 100", filed_on("%", 经济建设=60.0, 文化建设=39.0), False, "can't tell"),
        ("shares by category = 100", filed_on("%", 经济建设=60.0, 其他=39.0), True, "can't tell"),
        # within half a unit of the last printed digit
        ("share = part ÷ base", [RECEIVED, FILED, ("filed", "total", None, 94.6, "%")], False, "holds"),
        ("share = part ÷ base", [RECEIVED, FILED, ("filed", "total", None, 94.5, "%")], False, "fails"),
        ("share = part ÷ base", [RECEIVED, FILED, ("filed", "total", None, 95, "%")], False, "holds"),
        ("share = part ÷ base", [FILED, ("filed", "total", None, 94.6, "%")], False, "can't tell"),
        ("share = part ÷ base", [FILED, ("filed", "category", "其他", 33.7, "%")], False, "can't tell"),
        (
            "participants <= members",
            [("participants", "total", None, 151, "人"), ("members", "total", None, 288, "人")],
            False,
            "holds",
        ),
        (
            "participants <= members",
            [("participants", "total", None, 289, "人"), ("members", "total", None, 288, "人")],
            False,
            "fails",
        ),
    ],
)
def test_verdict(rule: str, facts: list[Fact], truncated: bool, verdict: str) -> None:
    checks = checks_of(make_figures(*facts), truncated)
    assert list(checks.loc[checks["rule"] == rule, "verdict"]) == [verdict]


@pytest.mark.parametrize(
    ("facts", "verdicts"),
    [
        # 在立案的提案中，委员提案4206件，占提案总数78.7%: counts of the filed, shares of the received
        (
            [
                total("received", 5347),
                total("filed", 4489),
                *filed_by(委员=4206, 集体=283),
                ("filed", "proposer", "委员", 78.7, "%"),
                ("filed", "proposer", "集体", 5.3, "%"),
            ],
            ["holds", "holds"],
        ),
        # the same where the received are not stated: the shares agree on a total that nobody names
        (
            [
                total("filed", 4489),
                *filed_by(委员=4206, 集体=283),
                ("filed", "proposer", "委员", 78.7, "%"),
                ("filed", "proposer", "集体", 5.3, "%"),
            ],
            ["can't tell", "can't tell"],
        ),
        # one share that fits another total is a slip
        (
            [
                total("received", 5347),
                total("filed", 4489),
                *filed_by(委员=4206, 集体=283),
                ("filed", "proposer", "委员", 93.7, "%"),
                ("filed", "proposer", "集体", 5.3, "%"),
            ],
            ["holds", "fails"],
        ),
        # 专委会18件，联络组27件，占总数的27.1%: of both
        (
            [
                total("filed", 166),
                *filed_by(委员=121, 专委会=18, 联络组=27),
                ("filed", "proposer", "委员", 72.9, "%"),
                ("filed", "proposer", "联络组", 27.1, "%"),
            ],
            ["holds", "holds"],
        ),
    ],
)
def test_shares_have_one_base(facts: list[Fact], verdicts: list[str]) -> None:
    checks = checks_of(make_figures(*facts))
    assert list(checks.loc[checks["rule"] == "share = part ÷ base", "verdict"]) == verdicts


def test_parts_may_be_of_what_is_left_after_merging() -> None:
    figures = make_figures(total("filed", 163), *filed_by(委员=117, 集体=25))
    row = {
        "dump": "a.txt",
        "article": 0,
        "reason": "after_merging",
        "value": 142.0,
        "quote": "…",
        "start": 7,
        "end": 9,
    }
    unread = conform("unread", pd.DataFrame([row]))
    rule = "parts by proposer = total"
    for left, verdict, expected in ((unread, "holds", 142), (NO_UNREAD, "fails", 163)):
        (check,) = [r for r in checks_of(figures, unread=left).to_dict("records") if r["rule"] == rule]
        assert (check["verdict"], check["expected"]) == (verdict, expected)


@pytest.mark.parametrize(
    ("values", "worded", "verdict"),
    [
        ((120, 45, 38), "received", "fails"),  # 提交的提案中…, and the parts add up to the filed
        ((140, 65, 38), "received", "holds"),
        ((120, 45, 38), None, None),  # no word names a total
    ],
)
def test_the_base_that_the_words_name(
    values: tuple[int, ...], worded: str | None, verdict: str | None
) -> None:
    totals = make_figures(total("received", 243), total("filed", 203))
    items = zip(("经济建设", "社会建设", "其他"), values, strict=True)
    parts = make_figures(*(("received", "category", item, value, "件") for item, value in items))
    checks = checks_of(pd.concat([totals, conform("figures", parts.assign(stated_base=worded))]))
    assert list(checks.loc[checks["rule"] == "base as worded", "verdict"]) == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("rates", "quote", "verdict"),
    [
        ((86.2, 12.5, 98.7), "非常满意的占86.2%，满意的占12.5%，合计98.7%。", ["holds"]),
        ((86.2, 12.5, 98.9), "非常满意的占86.2%，满意的占12.5%，合计98.9%。", ["fails"]),
        ((86.2, 12.5, 98.9), "满意率86.2%，区满意率12.5%，市满意率98.9%。", []),
    ],
)
def test_rates_add_up(rates: tuple[float, ...], quote: str, verdict: list[str]) -> None:
    figures = make_figures(*(total("satisfied", rate, "%") for rate in rates), quote=quote)
    checks = checks_of(figures)
    assert list(checks.loc[checks["rule"] == "rates add up", "verdict"]) == verdict


@pytest.mark.parametrize(
    ("second", "verdicts"),
    [
        (make_figures(RECEIVED, dump="b.txt"), ["holds"]),
        (make_figures(total("received", 387), dump="b.txt"), ["fails"]),
        (make_figures(total("received", 387), dump="b.txt", year=2025), []),
        (make_figures(total("received", 387), dump="b.txt", scope="year"), []),
        (make_figures(total("received", 387), dump="b.txt", approximate=True), []),
    ],
)
def test_two_sources_of_one_fact(second: pd.DataFrame, verdicts: list[str]) -> None:
    checks = checks_of(pd.concat([make_figures(RECEIVED), second]))
    found = checks[checks["rule"] == "one fact in two sources"]
    assert list(found["verdict"]) == verdicts


def grown(change: float, unit: str, **more: object) -> pd.DataFrame:
    row = {
        "dump": "a.txt",
        "article": 0,
        "body": "政协",
        "place": "东山市",
        "level": "city",
        "term": 5,
        "session": 2,
        "year": 2024,
        "scope": "session",
        "measure": "received",
        "breakdown": "total",
        "change": change,
        "unit": unit,
        "against": "last_session",
        "approximate": False,
        "printed": f"{change:g}{unit}",
        "quote": "…",
        "start": 5,
        "end": 8,
        **more,
    }
    return conform("growth", pd.DataFrame([row]))


BEFORE = make_figures(total("received", 356), dump="b.txt", session=1, year=2023)


@pytest.mark.parametrize(
    ("growth", "before", "verdicts"),
    [
        (grown(30, "件"), BEFORE, ["holds"]),
        (grown(31, "件"), BEFORE, ["fails"]),
        (grown(8.4, "%"), BEFORE, ["holds"]),
        (grown(8.5, "%"), BEFORE, ["fails"]),
        (grown(30, "件"), BEFORE.assign(year=2022, session=pd.NA), ["can't tell"]),
        (grown(30, "件", against="other"), BEFORE, ["can't tell"]),
        (grown(30, "件", previous=356.0, against="other"), BEFORE.iloc[:0], ["holds"]),
        (grown(-30, "件", previous=356.0), BEFORE, ["fails"]),
        (grown(30, "件", approximate=True), BEFORE, []),
        (grown(30, "件", scope="year"), BEFORE, []),
    ],
)
def test_printed_growth(growth: pd.DataFrame, before: pd.DataFrame, verdicts: list[str]) -> None:
    checks = checks_of(pd.concat([make_figures(RECEIVED), conform("figures", before)]), growth=growth)
    found = checks[checks["rule"] == "growth = value - previous value"]
    assert list(found["verdict"]) == verdicts


def test_approximate_figures_are_not_audited() -> None:
    assert checks_of(make_figures(RECEIVED, FILED, approximate=True)).empty


def test_figures_that_a_correction_set_aside_are_not_audited() -> None:
    assert checks_of(make_figures(RECEIVED, FILED, chosen=False)).empty


def test_a_choice_is_audited_against_what_the_other_dump_says() -> None:
    """A wrong choice does not silence the checks of the dump that was set aside."""
    own = make_figures(total("filed", 365), *filed_by(委员=299, 集体=66))
    own["chosen"] = own["chosen"].mask(own["breakdown"] == "total", False)
    other = make_figures(total("filed", 370), dump="b.txt", chosen=True)
    checks = checks_of(pd.concat([own, other]))
    (parts,) = checks[checks["rule"] == "parts by proposer = total"].to_dict("records")
    assert (parts["verdict"], parts["expected"], parts["found"]) == ("fails", 370, 365)
    assert "b.txt[0:1]" in parts["figures"]


def test_a_chosen_part_that_two_dumps_state_is_counted_once() -> None:
    own = make_figures(total("filed", 365), *filed_by(委员=299, 集体=60))
    own["chosen"] = own["chosen"].mask(own["item"] == "集体", False)
    others = [make_figures(*filed_by(集体=66), dump=name, chosen=True) for name in ("b.txt", "c.txt")]
    checks = checks_of(pd.concat([own, *others]))
    parts = checks[(checks["rule"] == "parts by proposer = total") & checks["verdict"].eq("holds")]
    assert parts["found"].tolist() == [365]


def test_each_session_is_audited_with_its_own_figures() -> None:
    assert checks_of(pd.concat([make_figures(RECEIVED), make_figures(FILED, year=2025)])).empty


# --- whatever the numbers: a consistent report holds, and one changed number does not


@st.composite
def parts_of(draw: st.DrawFn, whole: int, names: tuple[str, ...]) -> dict[str, int]:
    cuts = draw(
        st.lists(st.integers(1, whole - 1), min_size=len(names) - 1, max_size=len(names) - 1, unique=True)
    )
    edges = [0, *sorted(cuts), whole]
    return {name: high - low for name, low, high in zip(names, edges, edges[1:], strict=False)}


@st.composite
def reports(draw: st.DrawFn) -> list[Fact]:
    """A report whose numbers agree: totals, two breakdowns, every share, to one or two decimals."""
    decimals = draw(st.sampled_from([1, 2]))
    received = draw(st.integers(60, 6000))
    outcomes = draw(
        parts_of(received, ("filed", "not_filed", "merged", "withdrawn")).filter(lambda o: o["filed"] > 20)
    )
    filed = outcomes["filed"]
    members = draw(st.integers(60, 2500))
    participants = draw(st.integers(30, members))
    facts = [
        total("received", received),
        total("members", members, "人"),
        total("participants", participants, "人"),
    ]
    facts.append(total("participants", round(100 * participants / members, decimals), "%"))
    for measure, value in outcomes.items():
        facts += [total(measure, value), total(measure, round(100 * value / received, decimals), "%")]
    for breakdown, names in (
        ("proposer", ("委员", "集体")),
        ("category", ("经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设", "其他")),
    ):
        for item, value in draw(parts_of(filed, names)).items():
            facts.append(("filed", breakdown, item, value, "件"))
            facts.append(("filed", breakdown, item, round(100 * value / filed, decimals), "%"))
    return facts


@settings(max_examples=60, deadline=None)
@given(reports())
def test_a_consistent_report_holds(facts: list[Fact]) -> None:
    checks = checks_of(make_figures(*facts))
    assert set(checks["verdict"]) == {"holds"}
    used = "; ".join(checks["figures"])
    assert all(f"a.txt[{n}:{n + 1}]" in used for n in range(len(facts)))


@settings(max_examples=120, deadline=None)
@given(reports(), st.data())
def test_one_changed_number_fails_and_is_named(facts: list[Fact], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(facts) - 1))
    measure, breakdown, item, value, unit = facts[n]
    if unit == "人":
        # a tenth more or less is beyond the rounding of the members' share
        step = max(2, round(value / 10))
    else:
        step = data.draw(st.integers(1, 40)) if unit == "件" else data.draw(st.sampled_from([0.4, 1.0, 7.3]))
    changed = value - step if value - step > 0 and data.draw(st.booleans()) else value + step
    facts[n] = (measure, breakdown, item, round(changed, 2), unit)
    checks = checks_of(make_figures(*facts))
    failed = checks[checks["verdict"] == "fails"]
    assert any(f"a.txt[{n}:{n + 1}]" in used.split("; ") for used in failed["figures"]), facts[n]
