"""The comparisons that the keyword page tells: a place's last two years, and the newest session against the rest."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial

import pandas as pd

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.keyness import Sides, draw_keyness
from cppcc_analysis.charts.wording import pick
from cppcc_analysis.keywords.changes import year_pairs
from cppcc_analysis.keywords.keyness import Slice, compare_slices, document_rates, newest_session

#: with so many pairs of years the page would be nothing else
_MOST_PAIRS = 3


@dataclass(frozen=True)
class Comparison:
    """One slice against another: `rows` of `compare_slices`, `dots` of `document_rates`, the two sides in words."""

    rows: pd.DataFrame
    dots: pd.DataFrame
    sides: Sides

    def draw(self, rows: pd.DataFrame, dots: pd.DataFrame, lang: str) -> Chart | None:
        """For `show_chart`."""
        return partial(draw_keyness, sides=self.sides)(rows, dots, lang)


def compare_years(
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    kinds: Collection[str],
    without: Collection[str] = (),
    lang: str = "zh",
) -> Iterator[Comparison]:
    """The last year of a place against the one before, over the kinds of text that are whole in both."""
    whole = [pair for pair in year_pairs(articles, kinds) if pair.whole]
    for number, pair in enumerate(whole[:_MOST_PAIRS]):
        one, other = ({"place": pair.place, "year": year} for year in (pair.year, pair.before))
        name = "keyness_years" if not number else f"keyness_years_{number + 1}"
        now = pick(lang, f"{pair.place}{pair.year}年", f"{pair.place} ({pair.year})")
        before = pick(lang, f"{pair.before}年", str(pair.before))
        of_place = articles[articles["place"].eq(pair.place).fillna(False)]
        yield _compare(terms, of_place, (one, other), (name, now, before), pair.whole, without)


def compare_newest(
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    kinds: Collection[str],
    without: Collection[str] = (),
    lang: str = "zh",
) -> Comparison | None:
    """The newest session against all others, over the kinds of text that both have; None where there is no other."""
    newest = newest_session(articles, kinds)
    if newest is None:
        return None
    held = articles.dropna(subset=["place", "year"])
    is_newest = held["place"].eq(newest["place"]) & held["year"].eq(newest["year"])
    marked = held.assign(newest=is_newest)
    place, year = newest["place"], newest["year"]
    words = (
        "keyness_newest",
        pick(lang, f"{place}{year}年", f"{place} ({year})"),
        pick(lang, "其他各组", "the others"),
    )
    return _compare(terms, marked, ({"newest": True}, {"newest": False}), words, kinds, without)


def _compare(
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    slices: tuple[Slice, Slice],
    words: tuple[str, str, str],
    kinds: Collection[str],
    without: Collection[str],
) -> Comparison:
    rows = compare_slices(terms, articles, *slices, kinds, without=without)
    shared = str(rows["kinds"].iloc[0]).split("; ") if len(rows) else []
    dots = document_rates(terms, articles, list(rows["word"]), shared, without=without)
    first = pd.Series(True, index=articles.index)
    for column, value in slices[0].items():
        first &= articles[column].eq(value).fillna(False).astype(bool)
    sides = articles.loc[first, ["dump", "article"]].assign(side="one")
    dots = dots.merge(sides, on=["dump", "article"], how="left").fillna({"side": "other"})
    occasions = dots[["place", "year"]].drop_duplicates()
    return Comparison(rows, dots, Sides(*words, occasions))
