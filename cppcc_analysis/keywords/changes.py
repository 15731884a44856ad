"""What a place's last year says that the year before does not, and the reverse.

Only the same kinds of text are compared, and of these only the ones that no side breaks off: what a
lost page held is not known.
"""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from cppcc_analysis.errors import unknown
from cppcc_analysis.keywords.findings import list_terms
from cppcc_analysis.keywords.kinds import COMPARED_KINDS, check_kinds, name_kinds
from cppcc_analysis.keywords.rates import chosen_articles, term_rates

_PLACES = 4  # places told one by one

_TEXT = {
    "zh": {
        "change": "{place}{year}年与{before}年相比（只比两年都完整的同类文本：{kinds}；{year}年{han}字，"
        "{before}年{before_han}字{broken}）：{new}；{gone}。",
        "none": "{place}{year}年与{before}年没有可比的完整的同类文本{broken}。",
        "broken": "；{texts}中断，不比",
        "broken only": "（{texts}中断）",
        "text": "{kind}{year}年",
        "comma": "、",
        "new": "新见{number}个：{words}",
        "no new": "没有新见的用语",
        "gone": "不再见{number}个：{words}",
        "no gone": "没有不再见的用语",
        "more": "另有{number}个地区有两年以上文本。",
        "join": "",
    },
    "en": {
        "change": "{place} in {year} against {before} (only kinds of text that are whole in both: {kinds};"
        " {han:,} and {before_han:,} Han characters{broken}): {new}; {gone}.",
        "none": "{place} has no kind of text that is whole in both {year} and {before}{broken}.",
        "broken": "; left out, as it breaks off: {texts}",
        "broken only": " (what breaks off: {texts})",
        "text": "{kind} of {year}",
        "comma": ", ",
        "new": "{number} new – {words}",
        "no new": "no new term",
        "gone": "{number} no longer there – {words}",
        "no gone": "none that went",
        "more": "{number} more places have texts of several years.",
        "join": " ",
    },
}


@dataclass(frozen=True)
class YearPair:
    """Two years of a place; `whole` are the kinds that both have whole.

    `broken` are kind and year of the texts that break off, of the kinds that both have.
    """

    place: str
    before: int
    year: int
    whole: list[str]
    broken: list[tuple[str, int]]


def describe_changes(
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    lang: str = "zh",
    kinds: Collection[str] = COMPARED_KINDS,
    without: Collection[str] = (),
) -> str:
    """A sentence for each place with several years: its last year against the one before.

    `terms`, `articles`, `kinds`, `without`: as for `term_rates`. Kinds of text and their size stand beside every
    change, and which kinds break off. Words of the layers are left out. Empty: no place has two
    years.

    Raises `UserError` for another language or an unknown kind.
    """
    if lang not in _TEXT:
        raise unknown("language", lang, _TEXT)
    check_kinds(kinds)
    text, pairs = _TEXT[lang], year_pairs(articles, kinds)
    sentences = [_change(pair, terms, articles, without, lang) for pair in pairs[:_PLACES]]
    if len(pairs) > _PLACES:
        sentences.append(text["more"].format(number=len(pairs) - _PLACES))
    return text["join"].join(sentences)


def year_pairs(articles: pd.DataFrame, kinds: Collection[str] = COMPARED_KINDS) -> list[YearPair]:
    """For each place with several years its last two, in the order of the articles."""
    articles = chosen_articles(articles, kinds).dropna(subset=["place", "year"])
    return [
        _pair(str(place), texts, kinds)
        for place, texts in articles.groupby("place", sort=False)
        if texts["year"].nunique() > 1
    ]


def _pair(place: str, texts: pd.DataFrame, kinds: Collection[str]) -> YearPair:
    before, year = (int(year) for year in sorted(texts["year"].unique())[-2:])
    texts = texts[texts["year"].isin([before, year])]
    in_both = [kind for kind in kinds if texts.loc[texts["kind"] == kind, "year"].nunique() == 2]
    broken_off = texts[texts["truncated"].astype(bool)]
    ends = set(zip(broken_off["kind"], broken_off["year"], strict=True))
    broken = [(kind, at) for kind in in_both for at in (before, year) if (kind, at) in ends]
    whole = [kind for kind in in_both if kind not in dict(broken)]
    return YearPair(place, before, year, whole, broken)


def _change(
    pair: YearPair, terms: pd.DataFrame, articles: pd.DataFrame, without: Collection[str], lang: str
) -> str:
    text = _TEXT[lang]
    named = {"place": pair.place, "year": pair.year, "before": pair.before}
    broken = text["comma"].join(
        text["text"].format(kind=name_kinds([kind], lang), year=year) for kind, year in pair.broken
    )
    if not pair.whole:
        return text["none"].format(**named, broken=broken and text["broken only"].format(texts=broken))
    of_place = articles[articles["place"].eq(pair.place) & articles["year"].isin([pair.before, pair.year])]
    rates = term_rates(terms, of_place, kinds=pair.whole, without=without)
    han = chosen_articles(of_place, pair.whole).groupby("year")["han"].sum()
    found = rates[rates["layer"].isna() & (rates["count"] > 0)]
    now, earlier = found[found["year"] == pair.year], found[found["year"] == pair.before]
    return text["change"].format(
        **named,
        kinds=name_kinds(pair.whole, lang),
        han=han[pair.year],
        before_han=han[pair.before],
        broken=broken and text["broken"].format(texts=broken),
        new=_numbered("new", now[~now["word"].isin(earlier["word"])], lang),
        gone=_numbered("gone", earlier[~earlier["word"].isin(now["word"])], lang),
    )


def _numbered(what: str, rows: pd.DataFrame, lang: str) -> str:
    text, number = _TEXT[lang], rows["word"].nunique()
    if not number:
        return text[f"no {what}"]
    return text[what].format(number=number, words=list_terms(rows, lang))
