"""Lines of a word with its neighbours."""

from collections.abc import Callable

import pandas as pd
import pytest

from cppcc_analysis.keywords.concordance import concordance
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
