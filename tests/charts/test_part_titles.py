"""The titles of shares, of their change and of proposers are true of random tables."""

import re
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_analysis.charts.breakdowns import breakdowns
from cppcc_analysis.charts.category_change_findings import change_title
from cppcc_analysis.charts.category_moves import comparable_pairs
from cppcc_analysis.charts.proposer_findings import proposers_title
from cppcc_analysis.charts.proposer_table import proposer_table
from cppcc_analysis.charts.scopes import BASES, one_scope
from cppcc_analysis.charts.share_findings import shares_title
from cppcc_analysis.tables.crosswalk import STANDARDS, standard_of
from tests.charts.tables import categories_table, category, figure, figures_table, proposal, proposals_table

Row = dict[str, Any]
BASE_OF = {zh: base for base, (zh, _) in BASES.items()}
PLACES, YEARS = ("甲市", "乙市", "丙市", "丁市"), (2022, 2023, 2024)
WORDINGS = (*STANDARDS[:5], "经济", "农业", "科教文卫体", "做靓门户", "其他")
#: 约 may be a tenth more or less
DOUBT = 0.1
PROOF = settings(max_examples=12, deadline=None)


@st.composite
def lists(draw: st.DrawFn) -> list[Row]:
    """Lists of categories of a few sessions, with ties, gaps, wordings of any scheme, bases and scopes."""
    rows: list[Row] = []
    keys = st.tuples(st.sampled_from(PLACES), st.sampled_from(YEARS), st.sampled_from(("filed", "received")))
    for place, year, base in draw(st.lists(keys, min_size=1, max_size=6, unique=True)):
        scope = draw(st.sampled_from(("session", "session", "session", "year")))
        words = draw(st.lists(st.sampled_from(WORDINGS), min_size=1, max_size=5, unique=True))
        weights = [draw(st.integers(0, 5)) for _ in words]
        total = max(1, sum(weights) + draw(st.sampled_from((0, 0, 3))))
        for position, (word, weight) in enumerate(zip(words, weights, strict=True)):
            state = draw(st.sampled_from(("reported",) * 4 + ("approximate", "truncated", "conflict")))
            share = None if state == "truncated" else round(100 * weight / total, 1)
            cells = {"base": base, "scope": scope, "session": year - 2021}
            row = category(place, year, position, word, None, (share, state), **cells)
            rows.append(row | {"standard": standard_of(word)})
    return rows


def span(rows: list[Row], standard: str) -> tuple[float, float]:
    """The least and the largest share that a standard category may have in one list."""
    known = [row for row in rows if row["share"] is not None]
    low = high = 0.0
    for row in known:
        doubt = {"approximate": DOUBT * row["share"], "conflict": float("inf")}.get(row["share_state"], 0.0)
        if row["standard"] == standard:
            low, high = low + row["share"] - doubt, high + row["share"] + doubt
        elif row["standard"] is None:
            # a list that names the category itself has none of it under a word that is unknown
            high += 0.0 if standard in [other["category"] for other in rows] else row["share"] + doubt
        elif standard in row["standard"].split("+"):
            high += row["share"] + doubt
    rest = 100 - sum(row["share"] for row in known)
    return low, high + (rest if rest > 0.6 else 0.0)


def list_of(rows: list[Row], place: str, year: int, base: str | None) -> list[Row]:
    found = [
        row for row in rows if (row["place"], row["year"]) == (place, year) and base in (None, row["base"])
    ]
    assert len({row["base"] for row in found}) == 1, "the title does not say which base"
    return found


def leads(rows: list[Row], names: list[str], share: float) -> bool:
    """Whether these categories have this share, and no other can have as much."""
    own = [
        sum(row["share"] for row in rows if row["share"] is not None and row["standard"] == name)
        for name in names
    ]
    others = [span(rows, name)[1] for name in STANDARDS if name not in names]
    least = min(span(rows, name)[0] for name in names)
    return all(abs(value - share) < 0.051 for value in own) and all(least > other - 0.051 for other in others)


_TOLD = re.compile(r"(.市)(\d{4})年(?:占(..)提案的)?(?:([^，：（]+?)(?:类(?:并列)?)（)?(?:约)?([\d.]+)%")


@PROOF
@given(lists())
def test_the_leading_category_leads(rows: list[Row]) -> None:
    table = categories_table(*rows)
    drawn, _ = one_scope(table)
    sessions = proposals_table(
        *(proposal(place, year, session=year - 2021) for place in PLACES for year in YEARS)
    )
    wholes = breakdowns(drawn, sessions)
    title = shares_title(wholes, "zh")
    own = [row for row in rows if row["scope"] == drawn["scope"].iloc[0]]
    if "占比最高：" in title or title.startswith("占比最高的类别"):
        head = re.match(r"(.+?)类(?:并列)?提案占比最高：", title)
        told = _TOLD.findall(title.split("：", 1)[1])
        assert len(told) == title.count("%")
        for place, year, base, name, share in told:
            names = (name or (head[1] if head else "")).split("、")
            assert leads(list_of(own, place, int(year), BASE_OF.get(base)), names, float(share)), title
    elif "均最高" in title:
        found = re.match(r"(.+?)类(?:并列)?提案在(\d+)次会议中占比均最高", title)
        assert found
        led = {
            (row["place"], row["year"])
            for row in own
            if all(
                leads(
                    same,
                    found[1].split("、"),
                    sum(r["share"] or 0 for r in same if r["standard"] == found[1]),
                )
                for same in [[r for r in own if all(r[k] == row[k] for k in ("place", "year", "base"))]]
                if "、" not in found[1]
            )
        }
        assert len(led) >= int(found[2]), title
    else:
        assert "看不出" in title or "不足以" in title or "未载明" in title or "次会议中" in title


@PROOF
@given(lists())
def test_the_told_moves_are_the_largest(rows: list[Row]) -> None:
    drawn, _ = one_scope(categories_table(*rows))
    pairs = comparable_pairs(drawn)
    if not pairs:
        return
    title = change_title(pairs, "zh")
    own = [row for row in rows if row["scope"] == drawn["scope"].iloc[0]]
    moves = [move for pair in pairs for move in pair.moves]
    told = re.findall(r"([^，、是]+?)类占比(上升|下降)(约?)([\d.]+)个百分点", title)
    for number, (name, way, _, points) in enumerate(told):
        place = title[title.index(told[0][0]) :][:2]
        assert place in PLACES
        category_name = name.removeprefix(place) if number == 0 else name
        assert any(
            abs((after - before) * (1 if way == "上升" else -1) - float(points)) < 0.051
            and after - before != 0
            for before, after in _changes(own, place, category_name)
        ), title
    if "最大" in title:
        largest = float(re.findall(r"([\d.]+)个百分点", title)[-1])
        same = [move for move in moves if move.first["base"] == _base(title, pairs)]
        assert all(abs(move.points) <= largest for move in same), title
    if "不变" in title:
        assert all(
            move.points == 0 or not move.is_certain
            for move in moves
            if move.first["base"] == _base(title, pairs)
        )


def _base(title: str, pairs: list[Any]) -> str:
    named = re.match(r"占(..)提案的比重中", title)
    return BASE_OF[named[1]] if named else pairs[0].base


def _changes(rows: list[Row], place: str, name: str) -> list[tuple[float, float]]:
    """The shares of a category in every two sessions of a place, of one base, that are surely different."""
    found = []
    for base in ("filed", "received"):
        years = {}
        for year in YEARS:
            own = [
                row
                for row in rows
                if (row["place"], row["year"], row["base"], row["standard"]) == (place, year, base, name)
            ]
            if own and all(row["share"] is not None for row in own):
                # of several the table keeps the weakest state
                doubtful = any(row["share_state"] == "approximate" for row in own)
                value = sum(row["share"] for row in own)
                years[year] = (value, DOUBT * value if doubtful else 0.0)
        for (before, some), (after, more) in combinations(years.values(), 2):
            if abs(after - before) > some + more:
                found.append((before, after))
    return found


#: a share, and by how much it may be off; None: exact
End = tuple[float, float | None]


@st.composite
def collectives(draw: st.DrawFn) -> list[Row]:
    """Shares and counts of collective proposals, with ties, of two bases, some approximate."""
    keys = st.tuples(st.sampled_from(PLACES), st.sampled_from(YEARS), st.sampled_from(("filed", "received")))
    values = st.sampled_from(((0, "%"), (5, "%"), (10, "%"), (10.5, "%"), (0, "件"), (10, "件"), (21, "件")))
    rows = []
    for place, year, base in draw(st.lists(keys, min_size=1, max_size=9, unique=True)):
        cells = {"session": year - 2021, "approximate": draw(st.sampled_from((False, False, False, True)))}
        rows.append(figure(place, year, base, "集体", *draw(values), **cells))
    return rows


@PROOF
@given(collectives())
def test_collective_shares_rose_and_fell_as_told(rows: list[Row]) -> None:
    sessions = proposals_table(
        *(proposal(p, y, session=y - 2021, received=200, filed=100) for p in PLACES for y in YEARS)
    )
    title = proposers_title(proposer_table(figures_table(*rows), sessions), "zh")
    series: dict[tuple[str, str], list[End]] = {}
    for row in sorted(rows, key=lambda row: row["year"]):
        total = {"filed": 1, "received": 2}[row["measure"]]
        share = row["value"] if row["unit"] == "%" else round(row["value"] / total, 1)
        series.setdefault((row["place"], row["measure"]), []).append(
            (share, DOUBT * share if row["approximate"] else None)
        )
    ends = {key: (values[0], values[-1]) for key, values in series.items() if len(values) > 1}
    ways = {key: _way(*pair) for key, pair in ends.items()}
    for place, base, before, verb, after in re.findall(
        r"(.市)由(..)提案的约?([\d.]+)%(?:（\d+年）)?(升|降)至约?([\d.]+)%", title
    ):
        (first, _), (last, _) = ends[place, BASE_OF[base]]
        assert (first, last) == (float(before), float(after))
        assert ways[place, BASE_OF[base]] == (1 if verb == "升" else -1)
    for place, base in re.findall(r"(.市)持平，均为(..)提案", title):
        assert ways[place, BASE_OF[base]] == 0
    for place, base in re.findall(r"(.市)占(..)提案的比重前后为", title):
        assert ways[place, BASE_OF[base]] is None
    if counted := re.search(r"可比的(\d)地(.+)", title):
        for number, word in re.findall(r"(\d)地(上升|下降|持平)", counted[2]):
            way = {"上升": 1, "下降": -1, "持平": 0}[word]
            places = {place for (place, _), found in ways.items() if found == way}
            assert len(places) >= int(number), title
    if ends:
        assert re.search("升|降|持平|前后为", title), title


def _way(first: End, last: End) -> int | None:
    """1, 0 or -1; None where what is approximate may hide it."""
    change = round(last[0] - first[0], 2)
    if first[1] is last[1] is None:
        return (change > 0) - (change < 0)
    return None if abs(change) <= (first[1] or 0) + (last[1] or 0) else (change > 0) - (change < 0)
