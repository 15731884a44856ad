"""Candidates hold together and are free at both ends; what is known is no candidate."""

from collections.abc import Callable

import pandas as pd
import pytest

from cppcc_analysis.keywords.discovery import find_candidates

Build = Callable[..., pd.DataFrame]

FILLERS = "教育，交通，旅游，文化，农业，卫生，体育，水利，环境，住房，粮食，煤炭，电力，通信，物流"
SENTENCES = [
    "发展冰雪经济带动农村。",
    "支持冰雪经济和旅游。",
    "关于冰雪经济的调研。",
    "冰雪经济前景广阔。",
    "看好冰雪经济。",
]


def found(articles: pd.DataFrame) -> list[str]:
    return find_candidates(articles)["word"].tolist()


def test_a_new_term_is_found_with_its_quotes(articles_of: Build) -> None:
    articles = articles_of(
        *[("甲市" if n % 2 else "乙市", 2024, s + FILLERS) for n, s in enumerate(SENTENCES)]
    )
    row = find_candidates(articles).set_index("word").loc["冰雪经济"]
    assert (row["count"], row["articles"], row["places"]) == (5, 5, 2)
    assert row["quote_1"] == "…发展冰雪经济带动农村。教育，交通，旅游，文…"
    assert "冰雪经济" in row["quote_3"]
    assert row["score"] == pytest.approx(row["association"] * min(row["left_entropy"], row["right_entropy"]))


@pytest.mark.parametrize(
    ("difficulty", "sentences"),
    [
        ("too few", SENTENCES[:2]),
        ("a named term", [s.replace("冰雪经济", "低空经济") for s in SENTENCES]),
        ("inside a set phrase", [s.replace("冰雪经济", "坚定“四个自信”") for s in SENTENCES]),
        ("always the same neighbour", [f"大兴冰雪经济区，{s[0]}" for s in SENTENCES]),
        ("a word of a layer at the end", [s.replace("冰雪经济", "冰雪工作") for s in SENTENCES]),
        ("parted by punctuation", [s.replace("冰雪经济", "冰雪、经济") for s in SENTENCES]),
        ("nothing", [""]),
    ],
)
def test_no_candidates(articles_of: Build, difficulty: str, sentences: list[str]) -> None:
    articles = articles_of(*[("甲市", 2024, s + FILLERS) for s in sentences])
    words = found(articles)
    assert not [word for word in words if "冰雪" in word and word != "大兴冰雪经济区"]
    assert not [word for word in words if "自信" in word or "低空" in word]


def test_a_part_of_a_longer_candidate_is_none(articles_of: Build) -> None:
    sentences = [s.replace("冰雪经济", "冰雪运动经济") for s in SENTENCES]
    articles = articles_of(*[("甲市", 2024, s + FILLERS) for s in sentences])
    assert [word for word in found(articles) if "冰雪" in word] == ["冰雪运动经济"]


def test_the_order_of_the_articles_changes_no_numbers(articles_of: Build) -> None:
    articles = articles_of(*[("甲市", 2024, s + FILLERS) for s in SENTENCES])
    one, other = (find_candidates(rows).iloc[:, :8] for rows in (articles, articles[::-1]))
    pd.testing.assert_frame_equal(one, other)
