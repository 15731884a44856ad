"""The tables of terms, as a reader sees them. Words follow `lang`, "zh" or "en"."""

import pandas as pd

from cppcc_analysis.charts.wording import in_order, number, occasion, pick
from cppcc_analysis.reports.cells import nothing
from cppcc_analysis.reports.markup import Cell, Shown, grouped, paragraph, table


def show_rates(rates: pd.DataFrame, lang: str = "zh") -> Shown:
    """Terms by place and year: occurrences, and per 10,000 Han characters.

    rates: as `keywords.terms.term_rates` gives them.
    """
    if rates.empty:
        return nothing(lang)
    slices = in_order(rates[["place", "year", "han"]].drop_duplicates())
    labels = [occasion(row, lang) for _, row in slices.iterrows()]
    words = list(rates.groupby("word")["count"].sum().sort_values(ascending=False, kind="stable").index)
    found = rates.set_index(["word", "place", "year"])
    heads = [Cell(pick(lang, "词语", "Term")), *(Cell(label, "number") for label in labels)]
    body = [
        [
            Cell(word),
            *(_rate(found, (word, row["place"], row["year"]), lang) for _, row in slices.iterrows()),
        ]
        for word in words
    ]
    sizes = pick(lang, "，", ", ").join(
        pick(lang, f"{label} {han}字", f"{label} {han:,}")
        for label, han in zip(labels, slices["han"], strict=True)
    )
    return table(
        heads,
        body,
        [
            pick(
                lang,
                f"每格：次数（每万字次数）。所统计文本的汉字数：{sizes}",
                f"Each cell: occurrences (per 10,000 Han characters). Han characters counted: {sizes}",
            )
        ],
    )


def show_distinctive(distinctive: pd.DataFrame, top: int, lang: str = "zh") -> Shown:
    """For each place and year the `top` terms it uses more often than the other texts, by evidence.

    distinctive: as `keywords.keyness.distinctive_terms` gives it.
    """
    more = distinctive[distinctive["log_ratio"] > 0]
    if more.empty:
        return paragraph(
            pick(lang, "只有一组文本，无从比较。", "Only one group of texts: nothing to compare.")
        )
    first = in_order(
        more.sort_values("g2", ascending=False, kind="stable").groupby(["place", "year"]).head(top)
    )
    heads = [
        Cell(pick(lang, "地方与年份", "Place and year")),
        Cell(pick(lang, "词语", "Term")),
        Cell(pick(lang, "次数", "Occurrences"), "number"),
        Cell(pick(lang, "其他文本次数", "In the other texts"), "number"),
        Cell(pick(lang, "对数比", "Log ratio"), "number"),
        Cell("G²", "number"),
    ]
    body = [
        [
            Cell(occasion(row, lang)),
            Cell(row["word"]),
            Cell(number(row["count"], lang), "number"),
            Cell(number(row["rest_count"], lang), "number"),
            Cell(f"{row['log_ratio']:.1f}", "number"),
            Cell(f"{row['g2']:.1f}", "number"),
        ]
        for _, row in first.iterrows()
    ]
    note = pick(
        lang,
        "对数比为1，即每万字次数是其他文本的2倍；G²越大越不像偶然（单看一词，3.84约为5%水平）。词多而文本少，只作线索。",
        "A log ratio of 1 is twice the rate of the other texts; the larger G², the less likely chance "
        "(3.84: 5% level for a single term). Many terms, few texts: take it as a lead.",
    )
    return table(heads, grouped(body), [note])


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
    row = found.loc[key]
    return Cell(f"{number(row['count'], lang)} ({row['rate']:.1f})", "number")
