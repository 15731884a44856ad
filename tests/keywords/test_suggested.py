"""The scope "suggestions only": which terms mark a category, and which topics places share."""

from collections.abc import Callable

import pandas as pd
import pytest

from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.keywords.suggested import category_terms, shared_topics, suggestion_texts
from cppcc_analysis.keywords.terms import count_terms

Build = Callable[..., pd.DataFrame]

SUGGESTED = [
    ("甲市", 2024, "经济建设", "main", "发展低空经济"),
    ("甲市", 2024, "经济建设", "main", "壮大低空经济、营商环境"),
    ("甲市", 2024, "社会建设", "main", "完善养老服务"),
    ("甲市", 2024, None, "proposal", "关于数字经济的提案"),
    ("乙市", 2025, "社会建设", "main", "完善养老服务、托育"),
    ("丙市", 2025, "社会建设", "main", "人大的养老服务"),
]


@pytest.fixture
def articles(articles_of: Build) -> pd.DataFrame:
    texts = [("甲市", 2024, "低空经济"), ("乙市", 2025, "养老服务"), ("丙市", 2025, "养老服务", "人大")]
    return articles_of(*texts)


@pytest.fixture
def suggestions(articles: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(SUGGESTED, columns=["place", "year", "category", "kind", "suggestion"])
    held = articles[["dump", "article", "place", "level", "term", "session"]]
    return table.merge(held, on="place").astype({"category": "string", "year": "Int64"})


def test_texts_of_the_suggestions(suggestions: pd.DataFrame, articles: pd.DataFrame) -> None:
    texts = suggestion_texts(suggestions, articles)
    assert texts[["place", "category", "text", "han", "kind"]].to_numpy().tolist() == [
        ["甲市", "经济建设", "发展低空经济\n壮大低空经济、营商环境", 16, "review_report"],
        ["甲市", "社会建设", "完善养老服务", 6, "review_report"],
        ["乙市", "社会建设", "完善养老服务、托育", 8, "review_report"],
    ]


def test_a_category_has_its_terms(suggestions: pd.DataFrame, articles: pd.DataFrame) -> None:
    table = category_terms(suggestions, articles, counting="named")
    first = table.groupby("category", sort=False).head(1).set_index("category")["word"]
    assert first.to_dict() == {"经济建设": "低空经济", "社会建设": "养老服务"}
    row = table[(table["category"] == "经济建设") & (table["word"] == "低空经济")].iloc[0]
    assert (row["count"], row["rest_count"]) == (2, 0)


def test_shared_topics_and_own_ones(suggestions: pd.DataFrame, articles: pd.DataFrame) -> None:
    texts = suggestion_texts(suggestions, articles)
    topics = shared_topics(term_rates(count_terms(texts), texts, by=["place"])).set_index("word")
    assert topics.loc["养老服务", ["places", "of_places", "count"]].tolist() == [2, 2, 2]
    assert pd.isna(topics.loc["养老服务", "only"])
    assert topics["only"].dropna().to_dict() == {"低空经济": "甲市", "营商环境": "甲市", "托育": "乙市"}


def test_of_one_place_nothing_is_its_own(suggestions: pd.DataFrame, articles: pd.DataFrame) -> None:
    texts = suggestion_texts(suggestions[suggestions["place"] == "甲市"], articles)
    topics = shared_topics(term_rates(count_terms(texts), texts, by=["place"]))
    assert topics["of_places"].unique().tolist() == [1]
    assert topics["only"].isna().all()


def test_no_suggestions(suggestions: pd.DataFrame, articles: pd.DataFrame) -> None:
    assert category_terms(suggestions[:0], articles).empty
    assert suggestion_texts(suggestions[:0], articles).empty
