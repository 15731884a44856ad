"""The counts over the five dumps against a count of the test's own, and the story that they tell."""

from pathlib import Path

import pandas as pd
import pytest

from cppcc_analysis.keywords.changes import describe_changes
from cppcc_analysis.keywords.concordance import concordance
from cppcc_analysis.keywords.keyness import compare_slices
from cppcc_analysis.keywords.rates import layer_shares, term_rates
from cppcc_analysis.keywords.termlist import load_terms
from cppcc_analysis.pipeline import make_tables
from cppcc_analysis.reading.clean import clean_characters
from cppcc_analysis.reading.traced import Traced
from cppcc_analysis.tables.evidence import show_source
from cppcc_analysis.tables.store import Tables

RAW = Path(__file__).parents[2] / "data" / "raw"
TERMS = load_terms()


@pytest.fixture(scope="module")
def tables() -> Tables:
    return make_tables(RAW)


@pytest.fixture(scope="module")
def texts(tables: Tables) -> list[str]:
    """The cleaned texts of the 政协, each once."""
    articles = tables["articles"]
    return [
        text
        for text, body in zip(articles["text"], articles["body"], strict=True)
        if body is not pd.NA and body == "政协"
    ]


@pytest.fixture(scope="module")
def counted(texts: list[str]) -> dict[str, int]:
    """Our own count: from left to right, at each place the longest form that no guard forbids."""
    forms = sorted(((form, term) for term in TERMS for form in term.forms), key=lambda pair: -len(pair[0]))
    counts = dict.fromkeys((term.word for term in TERMS), 0)
    for text in texts:
        at = 0
        while at < len(text):
            for form, term in forms:
                if text[at : at + len(form)] == form and not any(
                    text[at - shift : at - shift + len(guard)] == guard
                    for guard in term.not_in
                    for shift in range(min(len(guard), at + 1))
                    if guard[shift : shift + len(form)] == form
                ):
                    counts[term.word] += 1
                    at += len(form)
                    break
            else:
                at += 1
    return counts


@pytest.mark.parametrize("word", [term.word for term in TERMS])
def test_every_listed_term_is_counted_as_we_count_it(
    word: str, tables: Tables, counted: dict[str, int]
) -> None:
    terms = tables["terms"]
    stored = terms.loc[(terms["counting"] == "named") & (terms["word"] == word), "count"].sum()
    assert stored == counted[word]


def test_many_of_them_occur(counted: dict[str, int]) -> None:
    assert sum(count > 0 for count in counted.values()) > 100
    assert counted["高质量发展"] > 40


def test_no_token_is_counted_more_often_than_it_stands_there(tables: Tables, texts: list[str]) -> None:
    terms = tables["terms"]
    tokens = terms[terms["counting"] == "token"].groupby("word")["count"].sum()
    assert all(count <= sum(text.count(word) for text in texts) for word, count in tokens.items())


def test_a_new_term_is_absent_from_2023_and_says_since_when_it_exists(tables: Tables) -> None:
    rates = term_rates(tables["terms"], tables["articles"], words=["新质生产力"])
    row = rates.set_index(["place", "year"]).loc[("阳泉市", 2023)]
    assert (row["count"], row["since"], row["documents"]) == (0, 2023, 4)
    assert rates.set_index(["place", "year"])["count"].to_dict() == {
        ("阳泉市", 2023): 0,
        ("阳泉市", 2024): 2,
        ("朔州市", 2025): 0,
        ("太原市", 2023): 0,
        ("绛县", 2024): 0,
    }


def test_what_yangquan_said_in_2024_and_not_in_2023(tables: Tables) -> None:
    said = describe_changes(tables["terms"], tables["articles"], without=["formula"])
    assert "提案审查报告2023年中断，不比" in said
    table = compare_slices(
        tables["terms"],
        tables["articles"],
        {"place": "阳泉市", "year": 2024},
        {"place": "阳泉市", "year": 2023},
        ["political_resolution", "resolution"],
        without=["formula"],
    ).set_index("word")
    assert {"新质生产力", "营商环境", "优秀传统文化"} <= set(table.index[table["rest_count"] == 0])
    assert table.loc["疫情防控", ["count", "rest_count"]].tolist() == [0, 1]
    assert table[["low", "high"]].isna().all(axis=None)  # three documents a year
    assert (table["z"].abs() < 1.96).all()


def test_what_sets_shuozhou_apart(tables: Tables) -> None:
    table = compare_slices(tables["terms"], tables["articles"], {"place": "朔州市"}, without=["formula"])
    own = table[(table["class"] == "region") & (table["rest_count"] == 0) & (table["count"] > 0)]
    assert set(own["word"]) == {"右玉精神", "转型综改"}
    assert table["kinds"].unique().tolist() == ["political_resolution; resolution; review_report"]


def test_resolutions_of_2023_were_more_formula_than_those_of_2024(tables: Tables) -> None:
    shares = layer_shares(tables["terms"], tables["articles"], ["political_resolution"])
    formula = shares[shares["layer"] == "formula"].set_index(["place", "year"])["share"]
    assert formula["阳泉市", 2023] > 1.5 * formula["阳泉市", 2024]


@pytest.mark.parametrize("word", ["有事来商量", "高质量发展", "提案"])
def test_each_line_leads_to_its_place_in_the_raw_dump(word: str, tables: Tables) -> None:
    lines = concordance(tables["articles"], word)
    assert len(lines) > 5
    for _, line in lines.iterrows():
        raw = (RAW / line["dump"]).read_text(encoding="utf-8")[line["start"] : line["end"]]
        assert "".join(clean_characters(Traced.of(raw)).text.split()) == line["word"]
        assert f"【{raw}】" in str(show_source(line, RAW))
