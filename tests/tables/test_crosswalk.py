"""Wordings of categories → standard categories: whole words, words put together, and what only looks alike."""

import tomllib
from importlib.resources import files

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_analysis.tables.crosswalk import (
    STANDARDS,
    cardinalities,
    nearest_wordings,
    standard_of,
    unknown_wordings,
)

DATA = tomllib.loads(files("cppcc_analysis.tables").joinpath("crosswalk.toml").read_text(encoding="utf-8"))
GROUPS = [
    ("+".join(name for name in STANDARDS if name in group["standard"]), group) for group in DATA["group"]
]
WORDS = [word for group in DATA["group"] for word in group["words"]]


@pytest.mark.parametrize(
    ("standard", "wording"),
    [(standard, word) for standard, group in GROUPS for word in [*group["words"], *group["reads"]]]
    + [(standard, word) for standard, group in GROUPS for word in group.get("alone", ())]
    + [(standard, word) for entry in DATA["letters"] for word, standard in entry["reads"].items()],
)
def test_words_and_examples_map_to_their_group(standard: str, wording: str) -> None:
    assert standard_of(wording) == standard


@pytest.mark.parametrize(
    ("standard", "wording"), [(standard, word) for standard, group in GROUPS for word in group["ignores"]]
)
def test_what_looks_alike_does_not(standard: str, wording: str) -> None:
    assert standard_of(wording) != standard


@pytest.mark.parametrize("wording", [word for entry in DATA["letters"] for word in entry["ignores"]])
def test_letters_are_read_in_runs_only(wording: str) -> None:
    assert standard_of(wording) is None


def test_every_group_says_why_and_shows_how() -> None:
    for _, group in GROUPS:
        assert set(group["standard"]) <= set(STANDARDS)
        assert group["reason"]
        assert group["reads"]
        assert group["ignores"]


def test_no_word_stands_in_two_groups() -> None:
    assert sorted(WORDS) == sorted(set(WORDS))


@pytest.mark.parametrize(
    ("wording", "standard"),
    [
        # joined by words and marks
        ("生态文明建设和其他", "生态文明建设+其他"),
        ("政治、文化建设", "政治建设+文化建设"),
        ("政法、统战和其他", "政治建设+其他"),
        ("政治法律和社会保障", "政治建设+社会建设"),
        ("教育卫生、文化旅游", "经济建设+文化建设+社会建设"),
        ("人民生活及其他", "社会建设+其他"),
        ("城市建设与管理", "经济建设+社会建设"),
        # side by side
        ("社会政治", "政治建设+社会建设"),
        ("政法劳动民生", "政治建设+社会建设"),
        ("城建交通环保", "经济建设+社会建设+生态文明建设"),
        ("城乡建设环境保护", "经济建设+社会建设+生态文明建设"),
        ("经济社会发展", "经济建设+社会建设"),
        ("社会法治建设", "政治建设+社会建设"),
        # letter by letter, in any order, with words around them
        ("科教文卫", "经济建设+文化建设+社会建设"),
        ("教科文卫体", "经济建设+文化建设+社会建设"),
        ("文教卫体", "文化建设+社会建设"),
        ("教卫文体事业", "文化建设+社会建设"),
        ("科技、教育、文化、医卫体", "经济建设+文化建设+社会建设"),
        ("政治建设和科教文卫体", "经济建设+政治建设+文化建设+社会建设"),
        ("工农业", "经济建设"),
        # as a sentence has it
        ("“经济建设”", "经济建设"),
        ("有关社会保障方面", "社会建设"),
        ("经济类", "经济建设"),
        ("教育、卫生等", "社会建设"),
        # each character must be known
        ("打造世界一流“绿色食品牌”", None),
        ("建设面向南亚东南亚辐射中心", None),
        ("争当生态文明建设排头兵", None),
        ("做优民生服务", None),
        ("工业倍增", None),
        ("社会主义", None),
        ("社会主义现代化", None),
        ("经济方面的文案", None),
        # words that hold nothing themselves
        ("建设", None),
        ("和", None),
        ("、经济", None),
        ("经济、", None),
        ("方面", None),
        ("", None),
    ],
)
def test_composition(wording: str, standard: str | None) -> None:
    assert standard_of(wording) == standard


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    st.sampled_from(["、", "和", "及", "与", "以及"]),
)
def test_a_joined_wording_covers_what_its_parts_cover(words: list[str], join: str) -> None:
    parts = {name for word in words for name in str(standard_of(word)).split("+")}
    assert set(str(standard_of(join.join(words))).split("+")) == parts


@given(st.sampled_from(WORDS), st.text("甲乙丙丁", min_size=1, max_size=3), st.booleans())
def test_an_unknown_character_leaves_the_whole_unknown(word: str, odd: str, before: bool) -> None:
    assert standard_of(odd + word if before else word + odd) is None


@pytest.mark.parametrize(
    ("standards", "expected"),
    [
        ([], []),
        (["经济建设", "政治建设"], ["1:1", "1:1"]),
        (["经济建设", "经济建设", "政治建设"], ["n:1", "n:1", "1:1"]),
        (["经济建设", "文化建设+社会建设"], ["1:1", "1:n"]),
        (["经济建设", "经济建设+社会建设"], ["n:1", "n:m"]),
        (["经济建设+社会建设", "社会建设+文化建设"], ["n:m", "n:m"]),
        # what is unknown corresponds to nothing
        (["经济建设", None], ["1:1", None]),
    ],
)
def test_cardinality(standards: list[str | None], expected: list[str | None]) -> None:
    assert cardinalities(standards) == expected


@pytest.mark.parametrize(
    ("wording", "nearest"),
    [("工业倍增", "工业"), ("做实基层治理", "基层治理"), ("建设民族团结进步示范区", "民族团结")],
)
def test_the_nearest_word_comes_first(wording: str, nearest: str) -> None:
    assert nearest_wordings(wording)[0] == nearest


def test_nothing_is_near_what_looks_like_nothing() -> None:
    assert nearest_wordings("甲乙丙丁") == []
    assert len(nearest_wordings("社会", 2)) == 2


def test_unknown_wordings_are_counted_with_their_places() -> None:
    rows = [
        ("东山市", "经济建设", "经济建设"),
        ("东山市", "工业倍增", None),
        ("西山市", "做靓门户", None),
        ("西山市", "工业倍增", None),
        (None, "工业倍增", None),
    ]
    categories = pd.DataFrame(rows, columns=["place", "category", "standard"]).astype("string")
    found = unknown_wordings(categories)
    assert found[["category", "places", "times"]].to_numpy().tolist() == [
        ["工业倍增", "东山市、西山市", 3],
        ["做靓门户", "西山市", 1],
    ]
    assert found["nearest"].iloc[0].startswith("工业")
    assert unknown_wordings(categories.iloc[:1]).empty
