"""The scope "suggestions only": what the reports list as suggestions, counted like any other text.

By category it says which terms mark one; by place, which topics recur and which only one place has.
"""

from collections.abc import Collection

import pandas as pd

from cppcc_analysis.keywords.keyness import distinctive_terms
from cppcc_analysis.keywords.kinds import KIND_NAMES
from cppcc_analysis.keywords.layers import LAYER_NAMES
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.keywords.terms import count_terms, counted_articles
from cppcc_analysis.reading.clean import count_han

_NO_CATEGORY = ""
_OCCASION = ["place", "level", "term", "session", "year"]


def suggestion_texts(suggestions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The suggestions of each article and category as texts, to be counted with `count_terms`.

    `suggestions` and `articles` are the tables of these names; proposals named by their titles and the articles that
    are not counted are left out. Output: the columns that counting needs, `kind` of the article, `category` (empty:
    under none) and `article`, a number of its own for each text.
    """
    ours = counted_articles(articles)[["dump", "article", "kind", "truncated"]]
    main = suggestions[suggestions["kind"] == "main"].drop(columns="kind").merge(ours, on=["dump", "article"])
    main = main.assign(category=main["category"].fillna(_NO_CATEGORY))
    keys = ["dump", "article", *_OCCASION, "kind", "truncated", "category"]
    texts = main.groupby(keys, sort=False, dropna=False)["suggestion"].agg("\n".join)
    table = texts.rename("text").reset_index()
    table["article"] = pd.array(range(len(table)), dtype="Int64")
    table["han"] = pd.array([count_han(text) for text in table["text"]], dtype="Int64")
    table["body"] = pd.array(["政协"] * len(table), dtype="string")
    table["copy_of"] = pd.Series(pd.NA, index=table.index, dtype="string")
    return table


def category_terms(
    suggestions: pd.DataFrame,
    articles: pd.DataFrame,
    counting: str = "token",
    without: Collection[str] = tuple(LAYER_NAMES),
) -> pd.DataFrame:
    """Which terms mark the suggestions of a category: each category against the others, as `distinctive_terms` has it.

    Arguments as for `suggestion_texts` and `term_rates`. Suggestions under no category are left out.
    """
    texts = suggestion_texts(suggestions, articles)
    texts = texts[texts["category"] != _NO_CATEGORY]
    rates = term_rates(
        count_terms(texts),
        texts,
        counting=counting,
        kinds=list(KIND_NAMES),
        without=without,
        by=("category",),
    )
    return distinctive_terms(rates, by=("category",))


def shared_topics(rates: pd.DataFrame) -> pd.DataFrame:
    """Which words recur across places, and which only one place has.

    rates: as `term_rates` gives them, with `place` among the columns of their slices. Output, by falling number of
    places, falling count and word: `word`, `class`, `count`, `places` (that have it), `of_places` (counted), `held_by`
    (their names, joined by "; "), `only` (the one place that has it; null: several have it, or one was counted).
    """
    found = rates[rates["count"] > 0]
    of_places = rates["place"].nunique()
    table = found.groupby("word", as_index=False, sort=False).agg(
        **{"class": ("class", "first")},
        count=("count", "sum"),
        places=("place", "nunique"),
        held_by=("place", lambda places: "; ".join(dict.fromkeys(places))),
    )
    table["of_places"] = of_places
    alone = table["places"].eq(1) & (of_places > 1)
    table["only"] = table["held_by"].astype("string").where(alone)
    table = table.sort_values(["places", "count", "word"], ascending=[False, False, True], ignore_index=True)
    types = {"held_by": "string", "word": "string", "places": "Int64", "of_places": "Int64"}
    return table[["word", "class", "count", "places", "of_places", "held_by", "only"]].astype(types)
