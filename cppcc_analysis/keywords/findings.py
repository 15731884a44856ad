"""What a table of term rates says, in one to three sentences computed from it."""

import pandas as pd

from cppcc_analysis.errors import unknown
from cppcc_analysis.keywords.layers import LAYER_NAMES
from cppcc_analysis.keywords.termlist import load_terms

_SLICE = ["place", "year"]
_WORDS = 6  # examples named in a list; the number before it counts them all
_PLACES = 4  # places told one by one

_TEXT = {
    "zh": {
        "nothing": "没有统计到任何用语{without}。",
        "top": "{slice}出现最多的用语{without}是{words}（{each}{count}次，每万字{rate:.1f}次）。",
        "each": "各",
        "shared": "{slices}组文本（地区×年份）共有的用语{without}有{number}个：{words}。",
        "none shared": "没有一个用语{without}在全部{slices}组文本（地区×年份）中都出现。",
        "change": "{place}{year}年（{han:,}字）较此前（{before}年，{before_han:,}字）{new}，{gone}",
        "next change": "；",
        "new": "新出现{number}个：{words}",
        "no new": "没有新出现的用语",
        "gone": "不再出现{number}个：{words}",
        "no gone": "没有不再出现的用语",
        "own": "只见于{place}的有{number}个：{words}",
        "own head": "所选地区中，",
        "more": "其余{number}个地区见表",
        "slice": "{place}（{year}年）",
        "without": "（{layers}不计）",
        "listing": "{words}等",
        "comma": "、",
        "next own": "；",
        "stop": "。",
    },
    "en": {
        "nothing": "No term was counted{without}.",
        "top": "Most frequent in {slice}{without}: {words} ({count}×{each}, {rate:.1f} per 10,000"
        " Han characters).",
        "each": " each",
        "shared": "Terms in each of the {slices} place-years{without}: {number} – {words}.",
        "none shared": "No term{without} stands in each of the {slices} place-years.",
        "change": "{place} in {year} ({han:,} Han characters) against {before} ({before_han:,}):"
        " {new}; {gone}",
        "next change": ". ",
        "new": "{number} new – {words}",
        "no new": "no new term",
        "gone": "{number} no longer there – {words}",
        "no gone": "none that went",
        "own": "{place} {number} – {words}",
        "own head": "Found in one of these places only: ",
        "more": "{number} more in the table",
        "slice": "{place} ({year})",
        "without": " ({layers} apart)",
        "listing": "{words}, …",
        "comma": ", ",
        "next own": "; ",
        "stop": ".",
    },
}


def describe_terms(rates: pd.DataFrame, lang: str = "zh") -> str:
    """What `rates` (from `term_rates`) shows, in one to three sentences in `lang` (`zh` or `en`).

    Of one place × year: its most frequent terms. Of several: which terms all share; for a place
    with several years, which terms of its last year are new against all its earlier years here, and
    which are gone; of several places, which terms only one has. Words of a layer are left out, and
    the sentence says so. The amount of text stands beside every change: a short text lacks more.

    Raises `UserError` for another language.
    """
    if lang not in _TEXT:
        raise unknown("language", lang, _TEXT)
    text = _TEXT[lang]
    found = rates[rates["layer"].isna() & (rates["count"] > 0)]
    without = _without(rates, lang)
    slices = rates[[*_SLICE, "han"]].drop_duplicates(_SLICE)
    if found.empty:
        return text["nothing"].format(without=without)
    if len(slices) == 1:
        return _top(found, without, lang)
    sentences = [_shared(found, len(slices), without, lang), _changes(found, slices, lang)]
    sentences.append(_own(found, slices, lang))
    return (" " if lang == "en" else "").join(filter(None, sentences))


def _without(rates: pd.DataFrame, lang: str) -> str:
    left_out = set(rates.loc[rates["count"] > 0, "layer"].dropna())
    names = [name[lang] for layer, name in LAYER_NAMES.items() if layer in left_out]
    text = _TEXT[lang]
    return text["without"].format(layers=text["comma"].join(names)) if names else ""


def _top(found: pd.DataFrame, without: str, lang: str) -> str:
    text, top = _TEXT[lang], found[found["count"] == found["count"].max()]
    place, year, count, rate = top[[*_SLICE, "count", "rate"]].iloc[0]
    return text["top"].format(
        slice=text["slice"].format(place=place, year=year),
        words=_listed(top, lang),
        each=text["each"] if len(top) > 1 else "",
        count=count,
        rate=rate,
        without=without,
    )


def _shared(found: pd.DataFrame, slices: int, without: str, lang: str) -> str:
    everywhere = found[found.groupby("word")["word"].transform("size") == slices]
    number = everywhere["word"].nunique()
    return _TEXT[lang]["shared" if number else "none shared"].format(
        slices=slices, number=number, words=_listed(everywhere, lang), without=without
    )


def _changes(found: pd.DataFrame, slices: pd.DataFrame, lang: str) -> str:
    several = [(place, years) for place, years in slices.groupby("place") if len(years) > 1]
    clauses = [_change(found[found["place"] == place], years, lang) for place, years in several[:_PLACES]]
    return _joined(clauses, len(several), "next change", lang)


def _change(found: pd.DataFrame, years: pd.DataFrame, lang: str) -> str:
    text, last = _TEXT[lang], years["year"].max()
    is_last = found["year"] == last
    now, before = found[is_last], found[~is_last]
    earlier = years[years["year"] != last].sort_values("year")
    return text["change"].format(
        place=years["place"].iloc[0],
        year=last,
        han=years.loc[years["year"] == last, "han"].sum(),
        before=text["comma"].join(str(year) for year in earlier["year"]),
        before_han=earlier["han"].sum(),
        new=_numbered("new", now[~now["word"].isin(before["word"])], lang),
        gone=_numbered("gone", before[~before["word"].isin(now["word"])], lang),
    )


def _own(found: pd.DataFrame, slices: pd.DataFrame, lang: str) -> str:
    if slices["place"].nunique() < 2:
        return ""
    text = _TEXT[lang]
    own = found[found.groupby("word")["place"].transform("nunique") == 1]
    places = list(own.groupby("place"))
    clauses = [
        text["own"].format(place=place, number=of["word"].nunique(), words=_listed(of, lang))
        for place, of in places[:_PLACES]
    ]
    return text["own head"] + _joined(clauses, len(places), "next own", lang) if clauses else ""


def _numbered(what: str, rows: pd.DataFrame, lang: str) -> str:
    text, number = _TEXT[lang], rows["word"].nunique()
    if not number:
        return text[f"no {what}"]
    return text[what].format(number=number, words=_listed(rows, lang))


def _listed(rows: pd.DataFrame, lang: str) -> str:
    """The words of `rows`, by falling count, of equally frequent ones the newest term first."""
    text = _TEXT[lang]
    words = rows.groupby("word", as_index=False).agg(count=("count", "sum"), since=("since", "max"))
    words = words.sort_values(["count", "since", "word"], ascending=[False, False, True])
    gloss = {term.word: f"{term.word} ({term.en})" for term in load_terms()} if lang == "en" else {}
    listed = text["comma"].join(gloss.get(word, word) for word in words["word"].head(_WORDS))
    return text["listing"].format(words=listed) if len(words) > _WORDS else listed


def _joined(clauses: list[str], places: int, between: str, lang: str) -> str:
    """The clauses as one sentence, which says how many of the `places` it leaves out."""
    text = _TEXT[lang]
    if places > len(clauses):
        clauses = [*clauses, text["more"].format(number=places - len(clauses))]
    return text[between].join(clauses) + text["stop"] if clauses else ""
