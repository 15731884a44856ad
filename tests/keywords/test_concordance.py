"""Lines of a word with its neighbours."""

from collections.abc import Callable

import pandas as pd
import pytest

from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords.concordance import collocates, concordance
from cppcc_analysis.keywords.termlist import load_terms
from cppcc_analysis.keywords.terms import count_terms

Build = Callable[..., pd.DataFrame]
TEXT = "丰富“有事好商量”的实践。\n推进“有事来商量”平台，有事多商量。"


@pytest.mark.parametrize(
    ("difficulty", "word", "width", "lines"),
    [
        (
            "aliases are lines of their term, as printed",
            "有事来商量",
            3,
            [("丰富“", "有事好商量", "”的实"), ("推进“", "有事来商量", "”平台")],
        ),
        ("context ends with the paragraph", "有事来商量", 40, [
            ("丰富“", "有事好商量", "”的实践。"),
            ("推进“", "有事来商量", "”平台，有事多商量。"),
        ]),
        ("any other word is a plain string", "商量", 2, [
            ("事好", "商量", "”的"), ("事来", "商量", "”平"), ("事多", "商量", "。"),
        ]),
        ("no context", "平台", 0, [("", "平台", "")]),
        ("no regular expression", ".", 5, []),
        ("nothing", "", 5, []),
        ("not there", "低空经济", 5, []),
    ],
)  # fmt: skip
def test_lines(
    articles_of: Build, difficulty: str, word: str, width: int, lines: list[tuple[str, str, str]]
) -> None:
    table = concordance(articles_of(("阳泉市", 2023, TEXT)), word, width)
    assert list(table[["left", "word", "right"]].itertuples(index=False, name=None)) == lines


def test_a_line_says_where_it_stands(articles_of: Build) -> None:
    table = concordance(articles_of(("阳泉市", 2023, TEXT), ("太原市", 2023, TEXT, "人大")), "平台")
    assert table["place"].tolist() == ["阳泉市"]
    assert table["dump"].tolist() == ["阳泉市.txt"]
    assert table["year"].tolist() == [2023]
    position = table["position"].iloc[0]
    assert TEXT[position : position + 2] == "平台"


def test_as_many_lines_as_counted(articles_of: Build) -> None:
    text = "，".join(form for term in load_terms() for form in (*term.forms, *term.not_in))
    articles = articles_of(("阳泉市", 2023, text))
    terms = count_terms(articles)
    counts = terms[terms["counting"] == "named"].set_index("word")["count"]
    assert {word: len(concordance(articles, word)) for word in counts.index} == counts.to_dict()


def test_sorted_by_context(articles_of: Build) -> None:
    articles = articles_of(("阳泉市", 2023, "乙甲提案丙。甲乙提案丁。丙乙提案甲。"))
    assert concordance(articles, "提案", 2)["left"].tolist() == ["乙甲", "甲乙", "丙乙"]
    by_left = concordance(articles, "提案", 2, sort="left")
    assert by_left["left"].tolist() == ["丙乙", "甲乙", "乙甲"]
    assert concordance(articles, "提案", 1, sort="right")["right"].tolist() == ["丁", "丙", "甲"]


@pytest.mark.parametrize(
    ("options", "places"),
    [
        ({}, ["甲市", "乙市", "甲市"]),
        ({"places": ["甲市"]}, ["甲市", "甲市"]),
        ({"years": [2024]}, ["乙市", "甲市"]),
        ({"kinds": ["news"]}, ["乙市"]),
        ({"places": ["甲市"], "years": [2024]}, ["甲市"]),
        ({"places": ["丙市"]}, []),
    ],
)
def test_filters(articles_of: Build, options: dict[str, list[object]], places: list[str]) -> None:
    articles = articles_of(("甲市", 2023, "提案"), ("乙市", 2024, "提案"), ("甲市", 2024, "提案"))
    articles["kind"] = pd.array(["resolution", "news", "resolution"], dtype="string")
    assert concordance(articles, "提案", **options)["place"].tolist() == places


def test_raw_offsets_come_from_the_trace(articles_of: Build) -> None:
    articles = articles_of(("甲市", 2023, "提案多"), ("乙市", 2023, "提案"))
    articles["trace"] = pd.array(["0:7 1:9", None], dtype="string")
    lines = concordance(articles, "提案")
    assert lines["start"].tolist() == [7, pd.NA]
    assert lines["end"].tolist() == [10, pd.NA]


def test_unknown_order_and_kind(articles_of: Build) -> None:
    with pytest.raises(UserError, match="unknown order 'middle'; known: "):
        concordance(articles_of(), "提案", sort="middle")
    with pytest.raises(UserError, match="unknown kind of text 'speech'"):
        concordance(articles_of(), "提案", kinds=["speech"])


def test_collocates(articles_of: Build) -> None:
    filler = "教育，交通，旅游，文化，农业，卫生，环境，住房。"
    near = "扩大养老服务供给。提升养老服务供给。" + filler * 4
    table = collocates(
        articles_of(("甲市", 2023, near), ("乙市", 2023, "旅游，养老服务供给。" + filler)), "养老服务"
    )
    row = table.set_index("word").loc["供给"]
    assert (row["near"], row["elsewhere"], row["articles"]) == (3, 0, 2)
    assert table["word"].tolist() == [
        "供给"
    ]  # 扩大, 提升 are words of a layer; 旅游 stands in another clause
    assert collocates(articles_of(("甲市", 2023, near)), "低空经济").empty
