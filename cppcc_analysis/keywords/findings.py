"""What a table of term rates says, in a few sentences computed from it."""

import pandas as pd

from cppcc_analysis.errors import unknown
from cppcc_analysis.keywords.forms import names_in_print
from cppcc_analysis.keywords.kinds import KIND_NAMES, name_kinds
from cppcc_analysis.keywords.layers import name_layers
from cppcc_analysis.keywords.termlist import load_terms

_SLICE = ["place", "year"]
_WORDS = 6  # examples named in a list; the number before it counts them all
_PLACES = 4  # places told one by one

_TEXT = {
    "zh": {
        "nothing": "没有统计到任何用语{without}。",
        "top": "{slice}出现最多的用语{without}是{words}（每万字{rate:.1f}次）。",
        "shared": "{slices}组文本（地区×年份）共有的用语{without}有{number}个：{words}。",
        "none shared": "没有一个用语{without}在全部{slices}组文本（地区×年份）中都出现。",
        "own": "只见于{place}的有{number}个：{words}",
        "own head": "所选地区中，",
        "more": "其余{number}个地区见表",
        "kinds": "所统计的文本：{kinds}。",
        "kinds differ": "所统计的文本：{kinds}；各组种类不全相同，见“所统计的文本”表。",
        "broken": "{slices}的文本有中断，未见不等于没有。",
        "slice": "{place}（{year}年）",
        "without": "（{layers}不计）",
        "word": "{word}{count}次",
        "listing": "{words}等",
        "comma": "、",
        "next own": "；",
        "stop": "。",
        "join": "",
    },
    "en": {
        "nothing": "No term was counted{without}.",
        "top": "Most frequent in {slice}{without}: {words}; {rate:.1f} per 10,000 Han characters.",
        "shared": "Terms in each of the {slices} place-years{without}: {number} – {words}.",
        "none shared": "No term{without} stands in each of the {slices} place-years.",
        "own": "{place} {number} – {words}",
        "own head": "Found in one of these places only: ",
        "more": "{number} more in the table",
        "kinds": "Texts counted: {kinds}.",
        "kinds differ": "Texts counted: {kinds}; not every place-year has every kind, see the table of"
        " texts.",
        "broken": "Texts of {slices} break off: a term not found there may have stood on the lost part.",
        "slice": "{place} ({year})",
        "without": " ({layers} apart)",
        "word": "{word} {count}×",
        "listing": "{words}, …",
        "comma": ", ",
        "next own": "; ",
        "stop": ".",
        "join": " ",
    },
}


def describe_terms(rates: pd.DataFrame, lang: str = "zh") -> str:
    """What `rates` (from `term_rates`) shows, in a few sentences in `lang` (`zh` or `en`).

    Of one place × year: its most frequent terms. Of several: which terms all share, and which only
    one of several places has. Then which kinds of text were counted, and whose break off. Words of
    a layer are left out, and the sentence says so. A term is named as these texts print it.

    Raises `UserError` for another language.
    """
    if lang not in _TEXT:
        raise unknown("language", lang, _TEXT)
    text = _TEXT[lang]
    found = rates[rates["layer"].isna() & (rates["count"] > 0)]
    without = _without(rates, lang)
    slices = rates[[*_SLICE, "kinds", "truncated"]].drop_duplicates(_SLICE)
    if found.empty:
        sentences = [text["nothing"].format(without=without)]
    elif len(slices) == 1:
        sentences = [_top(found, without, lang)]
    else:
        sentences = [_shared(found, len(slices), without, lang), _own(found, slices, lang)]
    return text["join"].join(filter(None, [*sentences, _kinds(slices, lang), _broken(slices, lang)]))


def list_terms(rows: pd.DataFrame, lang: str = "zh") -> str:
    """The words of `rows` (of `term_rates`) with their counts, as these texts print them.

    By falling count, of equally frequent ones the newest term first; the first six of them.
    """
    text, printed = _TEXT[lang], names_in_print(rows)
    words = rows.groupby("word", as_index=False).agg(count=("count", "sum"), since=("since", "max"))
    words = words.sort_values(["count", "since", "word"], ascending=[False, False, True])
    gloss = {term.word: f" ({term.en})" for term in load_terms() if term.en} if lang == "en" else {}
    listed = text["comma"].join(
        text["word"].format(word=printed[word] + gloss.get(word, ""), count=count)
        for word, count in words[["word", "count"]].head(_WORDS).itertuples(index=False)
    )
    return text["listing"].format(words=listed) if len(words) > _WORDS else listed


def _without(rates: pd.DataFrame, lang: str) -> str:
    left_out = set(rates.loc[rates["count"] > 0, "layer"].dropna())
    left_out |= {layer for told in rates["without"].unique() for layer in told.split("; ") if layer}
    return _TEXT[lang]["without"].format(layers=name_layers(left_out, lang)) if left_out else ""


def _top(found: pd.DataFrame, without: str, lang: str) -> str:
    top = found[found["count"] == found["count"].max()]
    place, year = top[_SLICE].iloc[0]
    return _TEXT[lang]["top"].format(
        slice=_name_slice(place, year, lang),
        words=list_terms(top, lang),
        rate=top["rate"].iloc[0],
        without=without,
    )


def _shared(found: pd.DataFrame, slices: int, without: str, lang: str) -> str:
    everywhere = found[found.groupby("word")["word"].transform("size") == slices]
    number = everywhere["word"].nunique()
    return _TEXT[lang]["shared" if number else "none shared"].format(
        slices=slices, number=number, words=list_terms(everywhere, lang), without=without
    )


def _own(found: pd.DataFrame, slices: pd.DataFrame, lang: str) -> str:
    if slices["place"].nunique() < 2:
        return ""
    text = _TEXT[lang]
    own = found[found.groupby("word")["place"].transform("nunique") == 1]
    places = list(own.groupby("place", sort=False))
    clauses = [
        text["own"].format(place=place, number=of["word"].nunique(), words=list_terms(of, lang))
        for place, of in places[:_PLACES]
    ]
    if len(places) > _PLACES:
        clauses.append(text["more"].format(number=len(places) - _PLACES))
    return text["own head"] + text["next own"].join(clauses) + text["stop"] if clauses else ""


def _kinds(slices: pd.DataFrame, lang: str) -> str:
    held = set("; ".join(slices["kinds"]).split("; "))
    kinds = [kind for kind in KIND_NAMES if kind in held]
    sentence = "kinds" if slices["kinds"].nunique() == 1 else "kinds differ"
    return _TEXT[lang][sentence].format(kinds=name_kinds(kinds, lang)) if kinds else ""


def _broken(slices: pd.DataFrame, lang: str) -> str:
    text, broken = _TEXT[lang], slices[slices["truncated"]]
    names = [_name_slice(place, year, lang) for place, year in broken[_SLICE].itertuples(index=False)]
    return text["broken"].format(slices=text["comma"].join(names)) if names else ""


def _name_slice(place: str, year: int, lang: str) -> str:
    return _TEXT[lang]["slice"].format(place=place, year=year)
