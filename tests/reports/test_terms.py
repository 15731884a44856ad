"""The tables of the keyword page over the five dumps, in both languages."""

from pathlib import Path

import pytest

from cppcc_analysis.keywords.concordance import collocates
from cppcc_analysis.keywords.discovery import find_candidates
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.keywords.suggested import category_terms, shared_topics
from cppcc_analysis.pipeline import make_tables
from cppcc_analysis.reports.comparisons import compare_newest, compare_years
from cppcc_analysis.reports.terms import (
    show_candidates,
    show_categories,
    show_collocates,
    show_comparison,
    show_texts,
    show_topics,
)
from cppcc_analysis.tables.store import Tables

RAW = Path(__file__).parents[2] / "data" / "raw"
KINDS = ["political_resolution", "resolution", "review_report", "work_report"]


@pytest.fixture(scope="module")
def five() -> Tables:
    return make_tables(RAW)


def test_the_years_of_a_place_are_compared_over_whole_texts(five: Tables) -> None:
    (years,) = compare_years(five["terms"], five["articles"], KINDS, ["formula"])
    assert (years.sides.one, years.sides.other) == ("阳泉市2024年", "2023年")
    assert set(years.rows["kinds"]) == {"political_resolution; resolution"}
    assert years.dots.groupby("side")["year"].unique().map(list).to_dict() == {"one": [2024], "other": [2023]}
    chart = years.draw(years.rows, years.dots, "zh")
    assert chart is not None
    assert "新质生产力" in chart.title
    shown = show_comparison(years.rows, years.sides, 50).html
    assert "新质生产力" in shown
    assert "2023" in shown  # since when it exists


def test_the_newest_session_is_compared_with_the_others(five: Tables) -> None:
    newest = compare_newest(five["terms"], five["articles"], KINDS, ["formula"], "en")
    assert newest is not None
    assert (newest.sides.one, newest.sides.other) == ("朔州市 (2025)", "the others")
    assert "work_report" not in newest.rows["kinds"].iloc[0]
    chart = newest.draw(newest.rows, newest.dots, "zh")
    assert chart is not None
    assert "右玉精神" in chart.title
    assert compare_newest(five["terms"], five["articles"][:0], KINDS) is None


def test_candidates_come_with_quotes_and_the_command(five: Tables) -> None:
    candidates = find_candidates(five["articles"])
    assert candidates[["quote_1", "quote_2", "quote_3"]].notna().all(axis=None)
    html = show_candidates(candidates, 5).html
    assert f"cppcc accept {candidates['word'].iloc[0]}" in html
    assert "没有候选词" in show_candidates(candidates[:0], 5).html


def test_categories_and_topics(five: Tables) -> None:
    categories = category_terms(five["suggestions"], five["articles"], counting="named")
    html = show_categories(categories, 20).html
    assert "双碳 (1/0)" in html
    assert "没有分类列出建议" in show_categories(categories[:0], 8).html
    rates = term_rates(five["terms"], five["articles"], kinds=["review_report"], by=["place"])
    assert "阳泉市、朔州市" in show_topics(shared_topics(rates), 3).html
    alone = shared_topics(rates[rates["place"] == "阳泉市"])
    assert "只有一个地方" in show_topics(alone, 3).html


def test_how_it_was_counted_is_told(five: Tables) -> None:
    assert "jieba 0.42.1 hmm=off" in show_texts(term_rates(five["terms"], five["articles"])).html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_in_both_languages(five: Tables, lang: str) -> None:
    rates = term_rates(five["terms"], five["articles"], by=["place"])
    newest = compare_newest(five["terms"], five["articles"], KINDS, lang=lang)
    assert newest is not None
    shown = [
        show_comparison(newest.rows, newest.sides, 3, lang),
        show_comparison(newest.rows[:0], newest.sides, 3, lang),
        show_topics(shared_topics(rates), 3, lang),
        show_topics(shared_topics(rates)[:0], 3, lang),
        show_candidates(find_candidates(five["articles"]), 3, lang),
        show_collocates(collocates(five["articles"], "协商"), 3, lang),
        show_collocates(collocates(five["articles"], "低空经济")[:0], 3, lang),
        show_categories(category_terms(five["suggestions"], five["articles"]), 3, lang),
    ]
    words = "地方", "次数", "没有", "类别", "词语"
    assert all(any(word in part.html for word in words) == (lang == "zh") for part in shown)
