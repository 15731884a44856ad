"""Counts per article and rates per place and year."""

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords.forms import names_in_print
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.keywords.terms import count_terms
from cppcc_analysis.tables.schemas import SCHEMAS, conform

Build = Callable[..., pd.DataFrame]

YANGQUAN = [
    ("阳泉市", 2023, "加快数智新城建设，推动数字经济。数智新城要高质量发展。"),
    ("阳泉市", 2023, "两个确立"),
    ("阳泉市", 2024, "加快发展新质生产力，建设数智新城。"),
]


def count_of(table: pd.DataFrame, word: str, counting: str = "named") -> int:
    rows = table[(table["word"] == word) & (table["counting"] == counting)]
    return int(rows["count"].sum())


def test_columns_are_those_of_the_table(articles_of: Build) -> None:
    terms = count_terms(articles_of(*YANGQUAN))
    assert list(terms) == list(SCHEMAS["terms"].columns)
    pd.testing.assert_frame_equal(conform("terms", terms), terms, check_dtype=False)


def test_both_countings_count_the_text_and_not_the_title(articles_of: Build) -> None:
    terms = count_terms(articles_of(YANGQUAN[0]))
    assert count_of(terms, "数智新城") == count_of(terms, "数智新城", "token") == 2
    assert count_of(terms, "高质量发展") == 1  # the title holds it, too
    assert terms["han"].unique().tolist() == [24]


def test_class_and_layer(articles_of: Build) -> None:
    terms = count_terms(articles_of(("阳泉市", 2023, "推进数智新城，做到两个维护，以及养老")))
    tags = terms.set_index(["counting", "word"])[["class", "layer"]].astype(object)
    tags = tags.where(tags.notna(), None)
    assert {key: tuple(tag) for key, tag in zip(tags.index, tags.to_numpy(), strict=True)} == {
        ("named", "数智新城"): ("region", None),
        ("named", "两个维护"): ("formula", "formula"),
        ("token", "数智新城"): (None, None),
        ("token", "两个维护"): (None, "formula"),
        ("token", "推进"): (None, "report_verb"),
        ("token", "做到"): (None, "report_verb"),
        ("token", "以及"): (None, "function"),
        ("token", "养老"): (None, None),
        ("formula", "坚决做到“两个维护”"): (None, "formula"),
    }


def test_only_the_cppcc_is_counted(articles_of: Build) -> None:
    articles = articles_of(("阳泉市", 2024, "数智新城"), ("阳泉市", 2024, "数智新城", "人大"))
    articles = pd.concat([articles, articles_of(("阳泉市", 2024, "数智新城", None))])
    assert count_terms(articles)["article"].unique().tolist() == [0]


def test_a_copy_is_not_counted_again(articles_of: Build) -> None:
    once = articles_of(("阳泉市", 2024, "数智新城"))
    twice = articles_of(("阳泉市", 2024, "数智新城"), ("阳泉市", 2024, "数智新城"))
    twice["copy_of"] = pd.array([None, "阳泉市.txt#0"], dtype="string")
    pd.testing.assert_frame_equal(count_terms(twice), count_terms(once))
    rates = rates_of(twice)
    assert rates[["count", "articles", "documents", "han"]].iloc[0].tolist() == [1, 1, 1, 4]
    # counts that a table holds nevertheless are not summed
    counted = pd.concat([count_terms(once), count_terms(once).assign(article=1)])
    pd.testing.assert_frame_equal(term_rates(counted, twice), rates)


def test_only_the_kinds_asked_for(articles_of: Build) -> None:
    articles = articles_of(("阳泉市", 2024, "数智新城"), ("阳泉市", 2024, "低空经济"))
    articles["kind"] = pd.array(["news", "resolution"], dtype="string")
    articles["truncated"] = [True, False]
    assert rates_of(articles)["word"].tolist() == ["低空经济"]
    assert rates_of(articles)[["kinds", "truncated"]].iloc[0].tolist() == ["resolution", False]
    both = rates_of(articles, kinds=["resolution", "news"])
    assert both["kinds"].unique().tolist() == ["resolution; news"]
    assert both["truncated"].all()
    with pytest.raises(UserError, match="unknown kind of text 'speech'"):
        rates_of(articles, kinds=["speech"])


def test_the_printed_forms_are_told(articles_of: Build) -> None:
    text = "有事好商量，有事来商量，有事好商量；碳达峰碳中和"
    rates = rates_of(articles_of(("阳泉市", 2023, text), ("阳泉市", 2024, "稳"))).set_index(["year", "word"])
    assert rates.loc[(2023, "有事来商量"), "printed"] == "有事好商量; 有事来商量"
    assert rates.loc[(2023, "双碳"), "printed"] == "碳达峰碳中和"
    assert pd.isna(rates.loc[(2024, "双碳"), "printed"])
    assert names_in_print(rates.reset_index()) == {"有事来商量": "有事来商量", "双碳": "碳达峰碳中和"}


@pytest.mark.parametrize("texts", [[], ["386件"], ["的，是"]])
def test_nothing_to_count(articles_of: Build, texts: list[str]) -> None:
    articles = articles_of(*[("阳泉市", 2023, text) for text in texts])
    terms = count_terms(articles)
    assert terms.empty
    assert list(terms) == list(SCHEMAS["terms"].columns)
    assert term_rates(terms, articles).empty


def rates_of(articles: pd.DataFrame, **options: object) -> pd.DataFrame:
    return term_rates(count_terms(articles), articles, **options)


def test_rates_over_all_articles_of_a_place_and_year(articles_of: Build) -> None:
    rates = rates_of(articles_of(*YANGQUAN)).set_index(["year", "word"])
    row = rates.loc[(2023, "数智新城")]
    assert (row["count"], row["articles"], row["documents"], row["han"]) == (2, 1, 2, 28)
    assert row["rate"] == pytest.approx(2 / 28 * 10_000)


def test_a_counted_text_without_the_word_has_zero(articles_of: Build) -> None:
    rates = rates_of(articles_of(*YANGQUAN), words=["新质生产力", "低空经济"])
    found = dict(zip(rates[["year", "word"]].itertuples(index=False, name=None), rates["count"], strict=True))
    assert found == {
        (2023, "新质生产力"): 0,
        (2024, "新质生产力"): 1,
        (2023, "低空经济"): 0,
        (2024, "低空经济"): 0,
    }
    assert (rates["rate"] == 0).sum() == 3
    assert rates.groupby("word")["since"].first().to_dict() == {"新质生产力": 2023, "低空经济": 2021}


def test_what_was_not_counted_has_no_row(articles_of: Build) -> None:
    articles = articles_of(
        ("阳泉市", 2024, "数智新城"),
        ("太原市", 2024, "数智新城", "人大"),
        (None, 2024, "数智新城"),
        ("绛县", None, "数智新城"),
    )
    rates = rates_of(articles)
    assert rates["place"].tolist() == ["阳泉市"]
    assert rates["count"].tolist() == [1]


def test_articles_left_out_take_their_counts_with_them(articles_of: Build) -> None:
    articles = articles_of(*YANGQUAN)
    rates = term_rates(count_terms(articles), articles[articles["year"] == 2024])
    assert rates["year"].unique().tolist() == [2024]
    assert rates.loc[rates["word"] == "数智新城", "count"].tolist() == [1]


def test_a_text_without_han_has_no_rate(articles_of: Build) -> None:
    rates = rates_of(articles_of(("阳泉市", 2023, "386")), words=["低空经济"])
    assert rates["count"].tolist() == [0]
    assert rates["rate"].isna().all()


def test_order_is_by_falling_count(articles_of: Build) -> None:
    rates = rates_of(articles_of(("阳泉市", 2023, "双碳，养老服务，双碳，低空经济")))
    assert rates["word"].tolist() == ["双碳", "低空经济", "养老服务"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"words": ["新质生产"]}, "unknown named term '新质生产'; known: 新质生产力"),
        ({"counting": "tokens"}, "unknown counting 'tokens'; known: token"),
        ({"words": ["的"], "counting": "token"}, "two or more"),
    ],
)
def test_what_is_never_counted_is_no_zero(
    articles_of: Build, options: dict[str, object], message: str
) -> None:
    with pytest.raises(UserError, match=message):
        rates_of(articles_of(*YANGQUAN), **options)


TEXTS = st.lists(
    st.lists(st.sampled_from(["高质量发展", "双碳", "养老", "推进", "的", "3件", "\n"]), max_size=8).map(
        "".join
    ),
    min_size=1,
    max_size=4,
)

FEW = settings(max_examples=25, deadline=None)  # each builds tables


@given(TEXTS)
@FEW
def test_counts_fit_into_the_text(articles_of: Build, texts: list[str]) -> None:
    terms = count_terms(articles_of(*[("阳泉市", 2023, text) for text in texts]))
    characters = terms["count"] * terms["word"].str.len()
    for _, of_article in characters.groupby([terms["article"], terms["counting"]]):
        assert of_article.sum() <= terms.loc[of_article.index, "han"].iloc[0]
    assert (terms["count"] >= 1).all()
    assert not terms.duplicated(["dump", "article", "word", "counting"]).any()


@given(TEXTS, st.integers(0, 99))
@FEW
def test_the_order_of_articles_changes_nothing(articles_of: Build, texts: list[str], seed: int) -> None:
    articles = articles_of(*[("阳泉市", 2023 + n % 2, text) for n, text in enumerate(texts)])
    shuffled = articles.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(rates_of(articles), rates_of(shuffled))


@given(TEXTS)
@FEW
def test_paragraphs_add_up(articles_of: Build, texts: list[str]) -> None:
    apart = count_terms(articles_of(*[("阳泉市", 2023, text) for text in texts]))
    joined = count_terms(articles_of(("阳泉市", 2023, "\n".join(texts))))
    key = ["counting", "word"]
    assert apart.groupby(key)["count"].sum().to_dict() == joined.groupby(key)["count"].sum().to_dict()
