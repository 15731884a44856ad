"""How fast a comparison of two cities is over the stored counts of a large collection, and what counting costs.

python -m benchmarks.keyword_speed                  5,000 articles
python -m benchmarks.keyword_speed --articles 500
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import pandas as pd

from cppcc_analysis.keywords.keyness import compare_like_with_like, compare_slices
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.keywords.terms import Earlier, count_terms, counted_articles
from cppcc_analysis.pipeline import make_tables
from cppcc_analysis.reading.clean import count_han
from cppcc_analysis.tables.schemas import conform

_RAW = Path(__file__).parent.parent / "data" / "raw"
_CITIES, _YEARS, _SEED = 50, 10, 20240220
_BASE = ["dump", "article", "body", "copy_of", "place", "year", "kind", "truncated", "han"]
Result = TypeVar("Result")


def many_articles(number: int) -> pd.DataFrame:
    """`number` articles of 50 cities over ten years: sentences of the five dumps in other order."""
    chance = random.Random(_SEED)
    real = counted_articles(make_tables(_RAW)["articles"])
    sentences = [
        sentence for text in real["text"] for sentence in text.replace("\n", "").split("。") if sentence
    ]
    rows = real.sample(number, replace=True, random_state=_SEED).reset_index(drop=True)
    texts = ["。".join(chance.choices(sentences, k=chance.randrange(3, 20))) + "。" for _ in range(number)]
    rows["text"] = pd.array(texts, dtype="string")
    rows["han"] = pd.array([count_han(text) for text in texts], dtype="Int64")
    rows["dump"] = pd.array([f"{n}.txt" for n in range(number)], dtype="string")
    rows["article"], rows["trace"] = 0, pd.NA
    rows["place"] = pd.array([f"城市{chance.randrange(_CITIES)}" for _ in range(number)], dtype="string")
    rows["year"] = pd.array([2015 + chance.randrange(_YEARS) for _ in range(number)], dtype="Int64")
    return conform("articles", rows)


def timed(what: str, work: Callable[[], Result]) -> Result:
    began = time.perf_counter()
    result = work()
    print(f"{what:64}{time.perf_counter() - began:8.2f} s")
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    number = parser.parse_args().articles
    articles = many_articles(number)
    print(f"{number} articles, {articles['han'].sum():,} Han characters")
    terms = timed("counting them all, jieba", lambda: count_terms(articles))
    if find_spec("rjieba"):
        timed("counting them all, rjieba", lambda: count_terms(articles, "rjieba"))
    earlier = Earlier(terms, articles)
    timed("counting them again, nothing changed", lambda: count_terms(articles, earlier=earlier))
    with tempfile.TemporaryDirectory() as folder:
        for name, table in (("terms", terms), ("articles", articles)):
            table.to_parquet(Path(folder) / f"{name}.parquet", index=False)
        size = (Path(folder) / "terms.parquet").stat().st_size / 1e6
        print(f"{len(terms):,} rows of stored counts, {size:.1f} MB")
        terms = timed("reading the counts", lambda: pd.read_parquet(Path(folder) / "terms.parquet"))
        articles = pd.read_parquet(Path(folder) / "articles.parquet", columns=_BASE)
    one, other = {"place": "城市1"}, {"place": "城市2"}
    timed("city against city, named terms", lambda: compare_slices(terms, articles, one, other))
    timed(
        "city against city, all words", lambda: compare_slices(terms, articles, one, other, counting="token")
    )
    timed("city against all others, named terms", lambda: compare_slices(terms, articles, one))
    timed(
        "city against all others, all words", lambda: compare_slices(terms, articles, one, counting="token")
    )
    timed("rates of all places and years", lambda: term_rates(terms, articles))
    timed("each place and year against all others", lambda: compare_like_with_like(terms, articles))


if __name__ == "__main__":
    main()
