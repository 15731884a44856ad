"""The tables of terms, as a reader sees them. Words follow `lang`, "zh" or "en"."""

import pandas as pd

from cppcc_analysis.charts.wording import in_order, listing, number, occasion, pick
from cppcc_analysis.keywords.forms import names_in_print, split_forms
from cppcc_analysis.keywords.keyness import LEAST_COUNT, LEAST_G2, characteristic_terms
from cppcc_analysis.keywords.kinds import name_kinds
from cppcc_analysis.reports.cells import nothing
from cppcc_analysis.reports.markup import Cell, Shown, grouped, paragraph, table


def show_texts(rates: pd.DataFrame, lang: str = "zh") -> Shown:
    """What was counted of each place and year: kinds of text, how much, and whether it breaks off.

    rates: as `keywords.terms.term_rates` gives them.
    """
    if rates.empty:
        return nothing(lang)
    heads = [
        Cell(pick(lang, "地方与年份", "Place and year")),
        Cell(pick(lang, "文本种类", "Kinds of text")),
        Cell(pick(lang, "篇数", "Texts"), "number"),
        Cell(pick(lang, "汉字数", "Han characters"), "number"),
        Cell(pick(lang, "完整", "Whole")),
    ]
    body = [
        [
            Cell(occasion(row, lang)),
            Cell(name_kinds(row["kinds"].split("; "), lang)),
            Cell(number(row["documents"], lang), "number"),
            Cell(number(row["han"], lang), "number"),
            Cell(pick(lang, "有中断", "breaks off") if row["truncated"] else pick(lang, "是", "yes")),
        ]
        for _, row in in_order(rates.drop_duplicates(["place", "year"])).iterrows()
    ]
    note = pick(
        lang,
        "重复刊登的文本只计一次；人大文本不计。文本有中断的，0次不等于没有。",
        "Reprints are counted once, texts of the people's congress not at all. Where a text breaks off, "
        "0 does not mean that it was not said.",
    )
    return table(heads, body, [note])


def show_rates(rates: pd.DataFrame, lang: str = "zh") -> Shown:
    """Terms by place and year: occurrences, and per 10,000 Han characters.

    rates: as `keywords.terms.term_rates` gives them. Where texts print a term in several forms, a
    column gives the forms that were counted together.
    """
    if rates.empty:
        return nothing(lang)
    slices = in_order(rates[["place", "year"]].drop_duplicates())
    labels = [occasion(row, lang) for _, row in slices.iterrows()]
    words = list(rates.groupby("word")["count"].sum().sort_values(ascending=False, kind="stable").index)
    found, names = rates.set_index(["word", "place", "year"]), names_in_print(rates)
    forms = {word: split_forms(printed) for word, printed in rates.groupby("word")["printed"]}
    merged = any(len(of_word) > 1 for of_word in forms.values())
    heads = [Cell(pick(lang, "词语", "Term")), *(Cell(label, "number") for label in labels)]
    body = [
        [
            Cell(names[word]),
            *(_rate(found, (word, row["place"], row["year"]), lang) for _, row in slices.iterrows()),
            *([Cell(" / ".join(forms[word]) if len(forms[word]) > 1 else "")] if merged else []),
        ]
        for word in words
    ]
    notes = [pick(lang, "每格：次数（每万字次数）", "Each cell: occurrences (per 10,000 Han characters)")]
    if merged:
        heads.append(Cell(pick(lang, "合计的写法", "Forms counted together")))
        notes.append(
            pick(
                lang,
                "同一用语的不同写法合并统计，最后一列列出原文中的写法。",
                "Different forms of one term are counted together; the last column gives them as printed.",
            )
        )
    return table(heads, body, notes)


def show_distinctive(distinctive: pd.DataFrame, top: int, lang: str = "zh") -> Shown:
    """For each place and year at most `top` terms that stand out against the other texts, by evidence.

    distinctive: as `keywords.keyness.compare_like_with_like` gives it. A line says so where nothing can
    be compared, or nothing stands out.
    """
    if distinctive.empty:
        return paragraph(
            pick(
                lang,
                "没有两组同类文本，无从比较。",
                "No two groups have texts of the same kind: nothing to compare.",
            )
        )
    first, limits = characteristic_terms(distinctive, top), _limits(lang)
    if first.empty:
        return paragraph(
            pick(
                lang,
                f"各组文本都没有特征词。{limits}",
                f"No group of texts has a characteristic term. {limits}",
            )
        )
    names = names_in_print(distinctive)
    heads = [
        Cell(pick(lang, "地方与年份", "Place and year")),
        Cell(pick(lang, "词语", "Term")),
        Cell(pick(lang, "次数（每万字）", "Occurrences (per 10,000)"), "number"),
        Cell(pick(lang, "其他文本（每万字）", "Other texts (per 10,000)"), "number"),
        Cell(pick(lang, "对数比", "Log ratio"), "number"),
        Cell("G²", "number"),
        Cell(pick(lang, "所比文本种类", "Kinds compared")),
    ]
    body = [
        [
            Cell(occasion(row, lang), "line"),
            Cell(names[row["word"]], "line"),
            Cell(_amount(row, "", lang), "number"),
            Cell(_amount(row, "rest_", lang), "number"),
            Cell(f"{row['log_ratio']:.1f}", "number"),
            Cell(f"{row['g2']:.1f}", "number"),
            Cell(name_kinds(row["kinds"].split("; "), lang)),
        ]
        for _, row in first.iterrows()
    ]
    return table(heads, grouped(body), [*_without(distinctive, first, lang), limits, _measures(lang)])


def _without(distinctive: pd.DataFrame, first: pd.DataFrame, lang: str) -> list[str]:
    """A note on the places and years in which nothing stands out."""
    slices = in_order(distinctive.drop_duplicates(["place", "year"]))
    having = {occasion(row, lang) for _, row in first.iterrows()}
    names = [name for _, row in slices.iterrows() if (name := occasion(row, lang)) not in having]
    listed = listing(names, lang)
    return [pick(lang, f"没有特征词：{listed}。", f"No characteristic term: {listed}.")] if names else []


def _limits(lang: str) -> str:
    return pick(
        lang,
        f"特征词：与其他地方、年份的同类文本相比更多，至少{LEAST_COUNT}次，且G²不小于{LEAST_G2}（p<0.05）。",
        "Characteristic: more frequent than in texts of the same kinds from other places and years, at least "
        f"{LEAST_COUNT} times, G² {LEAST_G2} or more (p < 0.05).",
    )


def _measures(lang: str) -> str:
    return pick(
        lang,
        "对数比为1，即每万字次数是其他文本的2倍；G²越大越不像偶然。词多而文本少，只作线索。",
        "A log ratio of 1 is twice the rate of the other texts; the larger G², the less likely chance. "
        "Many terms, few texts: take it as a lead.",
    )


def show_lines(lines: pd.DataFrame, lang: str = "zh") -> Shown:
    """A word in its surroundings, a line each occurrence (`keywords.concordance.concordance`)."""
    if lines.empty:
        return nothing(lang)
    heads = [
        Cell(pick(lang, "地方与年份", "Place and year")),
        Cell(pick(lang, "前文", "Before"), "before"),
        Cell(pick(lang, "词语", "Term")),
        Cell(pick(lang, "后文", "After")),
        Cell(pick(lang, "出处", "Source")),
    ]
    body = [
        [
            Cell(occasion(row, lang)),
            Cell(row["left"], "before"),
            Cell(row["word"], "line"),
            Cell(row["right"], "line"),
            Cell(_article(row, lang), "line"),
        ]
        for _, row in lines.iterrows()
    ]
    return table(heads, grouped(body))


def _article(row: pd.Series, lang: str) -> str:
    ordinal = row["article"] + 1
    return pick(lang, f"{row['dump']} 第{ordinal}篇", f"{row['dump']}, article {ordinal}")


def _rate(found: pd.DataFrame, key: tuple[str, str, int], lang: str) -> Cell:
    if key not in found.index:
        return Cell(pick(lang, "无文本", "no text"), "number", gap=True)
    return Cell(_amount(found.loc[key], "", lang), "number")


def _amount(row: pd.Series, side: str, lang: str) -> str:
    """Occurrences and rate; `side` is "rest_" for those of the other texts."""
    count = row[f"{side}count"]
    return f"{number(count, lang)} ({row[f'{side}rate']:.1f})" if count else "0"
