"""What rates of terms show, in titles and sentences, and what a reader has to know of them."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.rate_table import counted_rows, printed_rate, slices_of
from cppcc_analysis.charts.wording import listing, number, occasion, pick
from cppcc_analysis.keywords.layers import name_layers

#: with so many documents or fewer a footnote says that they are few
_FEW = 5
#: terms named in a title
_NAMED = 3
#: city-years named in a footnote
_LISTED = 6

Names = dict[str, str]


def rates_title(rows: pd.DataFrame, names: Names, lang: str) -> str:
    """Which terms all texts share and how many stand in one group only; of one group, what leads."""
    counted = counted_rows(rows)
    found = counted[counted["count"] > 0]
    if found.empty:
        return _nothing(counted, lang)
    groups = len(slices_of(counted))
    if groups == 1:
        return _leading(found, names, lang)
    spread = spread_of(rows)
    shared = spread[spread["found"] == groups].sort_values("count", ascending=False, kind="stable")
    single = _single(spread, groups)
    told = pick(lang, "、", ", ").join(
        pick(lang, f"{names[str(word)]}{total}次", f"{names[str(word)]} ({total})")
        for word, total in shared["count"].head(_NAMED).items()
    )
    more = pick(lang, "等", " and more") if len(shared) > _NAMED else ""
    return pick(
        lang,
        f"所列{len(spread)}个词语中，{groups}组文本都有的{len(shared)}个"
        + (f"（{told}{more}）" if told else "")
        + f"，只见于一组的{single}个",
        f"Of {len(spread)} terms, {len(shared) or 'none'} stand{'s' * (len(shared) == 1)} "
        f"in all {groups} groups of texts"
        + (f": {told}{more}" if told else "")
        + f"; {single or 'none'} in one only",
    )


def spread_of(rows: pd.DataFrame) -> pd.DataFrame:
    """By word, in how many city-years it was `counted` and `found`, and its `count` in all."""
    counted = counted_rows(rows)
    return (
        counted.assign(found=counted["count"] > 0)
        .groupby("word", sort=False)
        .agg(counted=("count", "size"), found=("found", "sum"), count=("count", "sum"))
    )


def _single(spread: pd.DataFrame, groups: int) -> int:
    """How many terms are found in one group of texts only; what was not counted in all can't be said to be."""
    return int(((spread["found"] == 1) & (spread["counted"] == groups)).sum())


def heatmap_title(rows: pd.DataFrame, names: Names, lang: str) -> str:
    """Which terms stand in all texts or in most, and how many in one group only; of one group, what leads."""
    counted = counted_rows(rows)
    found = counted[counted["count"] > 0]
    if found.empty:
        return _nothing(counted, lang)
    groups = len(slices_of(counted))
    if groups == 1:
        return _leading(found, names, lang)
    spread = spread_of(rows)
    reach = int(spread["found"].max())
    widest = spread[spread["found"] == reach].sort_values("count", ascending=False, kind="stable")
    single = _single(spread, groups)
    if reach == 1:
        return pick(
            lang,
            f"所列{len(spread)}个词语中，没有一个见于两组以上的文本",
            f"None of the {len(spread)} terms stands in more than one of the {groups} groups of texts",
        )
    words, more = [names[str(word)] for word in widest.index[:_NAMED]], len(widest) > _NAMED
    if lang == "zh":
        told = "".join(f"“{word}”" for word in words) + f"等{len(widest)}个词语" * more
        # a title that began with a quotation mark would look indented
        where = f"全部{groups}组文本都有" if reach == groups else f"{groups}组文本中有{reach}组见"
        most = "" if reach == groups else "，为最多"
        return f"{where}{told}{most}" + (f"；{len(spread)}个词语中{single}个只见于一组" if single else "")
    told = f"{', '.join(words)} and {len(widest) - _NAMED} more" if more else listing(words, lang)
    where = (
        f"all {groups} groups of texts" if reach == groups else f"most, {reach} of {groups} groups of texts"
    )
    return (
        f"{told} {'stands' if len(widest) == 1 else 'stand'} in {where}"
        + f"; {single} of {len(spread)} terms in one only" * bool(single)
    )


def theme_title(rows: pd.DataFrame, names: Names, lang: str) -> str:
    """The theme on which like texts differ most, with its highest and lowest rate."""
    counted = counted_rows(rows)
    if not (counted["count"] > 0).any():
        return _nothing(counted, lang)
    if len(slices_of(counted)) == 1:
        return _leading(counted, names, lang, "主题")
    counted, group = _like(counted, lang)
    span = counted.groupby("word", sort=False)["rate"].agg(lambda rates: rates.max() - rates.min())
    theme = span.astype(float).idxmax()
    of_theme = counted[counted["word"] == theme].sort_values("rate", kind="stable")
    least, most = of_theme.iloc[0], of_theme.iloc[-1]
    if printed_rate(least["rate"], lang) == printed_rate(most["rate"], lang):
        return pick(lang, f"{group}各主题的频率几乎没有差别", f"{group} hardly differ in any theme")
    name = names[str(theme)]
    return pick(
        lang,
        f"{group}差别最大的主题是“{name}”：{occasion(most, lang)}每万字{_amount(most, lang)}，"
        f"{occasion(least, lang)}{_amount(least, lang)}",
        f'{group} differ most in "{name}": {_amount(most, lang)} per 10,000 characters in '
        f"{occasion(most, lang)}, {_amount(least, lang)} in {occasion(least, lang)}",
    )


def _like(counted: pd.DataFrame, lang: str) -> tuple[pd.DataFrame, str]:
    """The rates that may be compared, and their texts in words.

    Of texts that break off nobody knows what is lost; of the rest, those of the most frequent combination of
    kinds: as long as several groups are left.
    """
    zh, en = [], []
    whole = counted[~counted["truncated"].astype(bool)]
    if len(slices_of(counted)) > len(slices_of(whole)) > 1:
        counted, zh, en = whole, ["文本完整"], ["whole texts"]
    combinations = slices_of(counted)["kinds"].value_counts(sort=True)
    if len(combinations) > 1 and combinations.iloc[0] > 1:
        counted = counted[counted["kinds"] == combinations.index[0]]
        zh, en = [*zh, "文本种类相同"], [*en, "the same kinds of text"]
    groups = len(slices_of(counted))
    if not zh:
        return counted, pick(lang, "各组文本", "The groups of texts")
    return counted, pick(lang, f"{'、'.join(zh)}的{groups}组中", f"{groups} groups of {' and '.join(en)}")


def _nothing(counted: pd.DataFrame, lang: str) -> str:
    if counted.empty:
        return pick(lang, "没有可供统计的文本", "There is no text to count")
    return pick(lang, "所列词语在各次会议文件中均未出现", "None of the terms occurs in the documents")


def _leading(found: pd.DataFrame, names: Names, lang: str, what: str = "词语") -> str:
    top = found[found["count"] == found["count"].max()]
    first, count = top.iloc[0], number(top["count"].iloc[0], lang)
    words = [names[str(word)] for word in top["word"].head(_NAMED)]
    more = pick(lang, "等", " and more") if len(top) > _NAMED else ""
    each = pick(lang, "各" if len(top) > 1 else "", " each" if len(top) > 1 else "")
    return pick(
        lang,
        f"{occasion(first, lang)}出现最多的{what}是{'、'.join(words)}{more}：{each}{count}次",
        f"Most frequent in {occasion(first, lang)}: {', '.join(words)}{more}, {count}×{each}",
    )


def _amount(row: "pd.Series[Any]", lang: str) -> str:
    rate, count = printed_rate(row["rate"], lang), number(row["count"], lang)
    if not row["count"]:
        return pick(lang, "0次", "0")
    return pick(lang, f"{rate}次（共{count}次）", f"{rate} ({count} in all)")


def rates_in_words(rows: pd.DataFrame, names: Names, lang: str) -> str:
    """The most frequent terms of each city and year, where there is no text, and what never occurs."""
    counted = counted_rows(rows)
    sentences = []
    for _, texts in counted.groupby([counted["place"].fillna(""), counted["year"].fillna(0)], sort=False):
        found = texts[texts["count"] > 0].sort_values("rate", ascending=False, kind="stable").head(_NAMED)
        head = occasion(texts.iloc[0], lang)
        told = [_told(row, names, lang) for _, row in found.iterrows()]
        if told:
            sentences.append(pick(lang, f"{head}最多的是{'、'.join(told)}", f"{head}: {', '.join(told)}"))
        else:
            sentences.append(pick(lang, f"{head}未出现所列词语", f"{head}: none of the terms"))
    without = slices_of(rows.drop(counted.index))
    if len(without):
        gaps = listing([occasion(row, lang) for _, row in without.iterrows()], lang)
        sentences.append(pick(lang, f"{gaps}没有可供统计的文本", f"No text to count: {gaps}"))
    totals = counted.groupby("word", sort=False)["count"].sum()
    never = [names[str(word)] for word, total in totals.items() if total == 0]
    if never:
        sentences.append(
            pick(lang, f"各次均未出现：{'、'.join(never)}", f"Nowhere found: {', '.join(never)}")
        )
    return "".join(f"{sentence}{pick(lang, '。', '. ')}" for sentence in sentences).strip()


def spread_in_words(rows: pd.DataFrame, names: Names, lang: str) -> str:
    """Of each term, in how many city-years it stands and where most often."""
    groups, told = len(slices_of(counted_rows(rows))), []
    if not groups:
        return _nothing(counted_rows(rows), lang) + pick(lang, "。", ".")
    for word, of_word in counted_rows(rows).groupby("word", sort=False):
        name, found = names[str(word)], of_word[of_word["count"] > 0]
        if found.empty:
            told.append(pick(lang, f"{name}未出现", f"{name}: nowhere"))
            continue
        top = found.loc[found["rate"].astype(float).idxmax()]
        rate, where = printed_rate(top["rate"], lang), occasion(top, lang)
        told.append(
            pick(
                lang,
                f"{name}见于{len(found)}组，{where}每万字{rate}次",
                f"{name}: {len(found)}, {rate} per 10,000 characters in {where}",
            )
        )
    return pick(
        lang,
        f"{groups}组文本中各词语见于几组，最高的频率：{'；'.join(told)}。",
        f"In how many of {groups} groups of texts each term stands, and its highest rate: {'; '.join(told)}.",
    )


def _told(row: "pd.Series[Any]", names: Names, lang: str) -> str:
    """A term with its rate and count, for a sentence."""
    rate, count = printed_rate(row["rate"], lang), number(row["count"], lang)
    return pick(
        lang,
        f"“{names[row['word']]}”（每万字{rate}次，共{count}次）",
        f'"{names[row["word"]]}" ({rate} per 10,000 characters, {count} in all)',
    )


def rate_notes(rows: pd.DataFrame, lang: str) -> list[str]:
    """Footnotes: what was left out, which texts break off, and that few documents bear little."""
    notes, slices = without_note(rows, lang), slices_of(rows)
    broken = [occasion(row, lang) for _, row in slices[slices["truncated"].astype(bool)].iterrows()]
    if broken:
        named = listing(broken, lang)
        if len(broken) > _LISTED:
            named = pick(lang, f"{len(broken)}组", f"{len(broken)} groups")
        notes.append(
            pick(
                lang,
                f"{named}的文本有中断：0次不等于没有",
                f"Texts of {named} break off: 0 there does not mean that it was not said",
            )
        )
    fewest = counted_rows(rows)["documents"].min()
    if not pd.isna(fewest) and fewest <= _FEW:
        notes.append(
            pick(
                lang,
                "每次会议的文件很少，频率之差可能只因文体或篇幅不同",
                "There are few documents for each session: rates may differ by kind or length of text alone",
            )
        )
    return notes


def without_note(rows: pd.DataFrame, lang: str) -> list[str]:
    """A note on the layers that were left out of the counts of `rows`, as `term_rates` gives them."""
    layers = {layer for told in rows["without"].unique() for layer in str(told).split("; ") if layer}
    if not layers:
        return []
    names = name_layers(layers, lang)
    return [
        pick(
            lang,
            f"{names}不计：0次指此外没有出现",
            f"Left out: {names}; 0 means that the term stands nowhere else",
        )
    ]
