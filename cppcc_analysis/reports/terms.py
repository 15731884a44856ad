"""The tables of terms, as a reader sees them. Words follow `lang`, "zh" or "en"."""

import pandas as pd

from cppcc_analysis.charts.keyness import Sides, by_evidence
from cppcc_analysis.charts.keywords import without_note
from cppcc_analysis.charts.wording import in_order, listing, number, occasion, pick, worded_category
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
        Cell(pick(lang, "词数", "Words"), "number"),
        Cell(pick(lang, "完整", "Whole")),
    ]
    body = [
        [
            Cell(occasion(row, lang)),
            Cell(name_kinds(row["kinds"].split("; "), lang)),
            Cell(number(row["documents"], lang), "number"),
            Cell(number(row["han"], lang), "number"),
            Cell(number(row["tokens"], lang), "number"),
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
    words = pick(lang, "词数：两个字以上的汉语词。", "Words: Han words of two or more characters.")
    how = pick(lang, "统计方式：", "Counted by: ") + str(rates["fingerprint"].iloc[0])
    return table(heads, body, [note, words, how])


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
    notes = [
        pick(lang, "每格：次数（每万字次数）", "Each cell: occurrences (per 10,000 Han characters)"),
        *without_note(rates, lang),
    ]
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
        Cell("z", "number"),
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
            Cell(f"{row['z']:.1f}", "number"),
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
        "对数比以2为底：为1即每万字次数是其他文本的2倍；对数优势比以e为底，z为它除以其标准误；G²越大越不像偶然。"
        "词多而文本少，只作线索。",
        "The log ratio has base 2: 1 is twice the rate of the other texts. The log-odds ratio under a prior has "
        "base e; z is it over its standard error; the larger G², the less likely chance. Many terms, few texts: "
        "take it as a lead.",
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
            Cell(_article(row)),  # may wrap: the widest column
        ]
        for _, row in lines.iterrows()
    ]
    return table(heads, grouped(body))


def show_comparison(rows: pd.DataFrame, sides: Sides, top: int, lang: str = "zh") -> Shown:
    """The `top` terms on either side of a comparison, in the order of its chart, with every measure.

    rows: as `keywords.keyness.compare_slices` gives them.
    """
    if rows.empty:
        return nothing(lang)
    names, known = names_in_print(rows), by_evidence(rows, sides)
    one, other = sides.one, sides.other
    chosen = pd.concat([known[known["z"] > 0].head(top), known[known["z"] < 0].head(top)[::-1]])
    heads = [
        Cell(pick(lang, "词语", "Term")),
        Cell(pick(lang, "始于", "Since"), "number"),
        Cell(pick(lang, f"{one}：次数（每万字）", f"{one}: occurrences (per 10,000)"), "number"),
        Cell(pick(lang, "篇", "Texts"), "number"),
        Cell(pick(lang, f"{other}：次数（每万字）", f"{other}: occurrences (per 10,000)"), "number"),
        Cell(pick(lang, "篇", "Texts"), "number"),
        Cell(pick(lang, "对数比", "Log ratio"), "number"),
        Cell(pick(lang, "对数优势比", "Log-odds"), "number"),
        Cell("z", "number"),
        Cell("G²", "number"),
        Cell(pick(lang, "离散度", "Dispersion"), "number"),
    ]
    body = [
        [
            Cell(names[row["word"]], "line"),
            Cell("" if pd.isna(row["since"]) else str(row["since"]), "number"),
            Cell(_amount(row, "", lang), "number"),
            Cell(f"{row['articles']}/{row['documents']}", "number"),
            Cell(_amount(row, "rest_", lang), "number"),
            Cell(f"{row['rest_articles']}/{row['rest_documents']}", "number"),
            *(Cell(f"{row[name]:.2f}", "number") for name in ("log_ratio", "log_odds", "z", "g2")),
            Cell("" if pd.isna(row["dispersion"]) else f"{row['dispersion']:.2f}", "number"),
        ]
        for _, row in chosen.iterrows()
    ]
    note = pick(
        lang,
        f"离散度（归一化DP）为{one}各篇之间：0为各篇按篇幅分布，越近1越集中于短篇；只见于最长的一篇时也可接近0。“始于”为国家文件开始使用的年份。",
        f"Dispersion (normalised DP) over the texts of {one}: 0 as the texts are long, nearer 1 the more it is packed "
        "into short ones; in the longest text only, it may be near 0. Since: the year in which national documents "
        "began to use it.",
    )
    return table(heads, body, [note, _measures(lang)])


def show_topics(topics: pd.DataFrame, top: int, lang: str = "zh") -> Shown:
    """Topics that recur across places, then those that only one place has (`keywords.suggested.shared_topics`)."""
    if topics.empty:
        return nothing(lang)
    heads = [
        Cell(pick(lang, "地方数", "Places"), "number"),
        Cell(pick(lang, "哪些地方", "Which")),
        Cell(pick(lang, "词语（次数）", "Terms (occurrences)")),
    ]
    body = []
    for (places, held_by), rows in topics.groupby(["places", "held_by"], sort=False):
        told = [f"{row['word']} ({row['count']})" for _, row in rows.head(top).iterrows()]
        more = pick(lang, f"等{len(rows)}个", f" and {len(rows) - top} more") if len(rows) > top else ""
        names = pick(lang, "、", ", ").join(held_by.split("; "))
        body.append(
            [Cell(str(places), "number"), Cell(names), Cell(pick(lang, "、", ", ").join(told) + more)]
        )
    alone = pick(
        lang,
        "只有一个地方的文本列出建议，共同话题无从谈起。",
        "Only one place has such texts: there is nothing to share.",
    )
    return table(heads, body, [alone] if topics["of_places"].iloc[0] < 2 else [])


def show_categories(terms: pd.DataFrame, top: int, lang: str = "zh") -> Shown:
    """The terms that mark each category's suggestions (`keywords.suggested.category_terms`)."""
    found = terms[(terms["log_ratio"] > 0) & (terms["count"] > 0)]
    if found.empty:
        return paragraph(
            pick(
                lang,
                "所选文本没有分类列出建议。",
                "The texts of this choice list no suggestions by category.",
            )
        )
    heads = [
        Cell(pick(lang, "类别", "Category")),
        Cell(pick(lang, "特征词（次数/其他类别）", "Terms (here/in the others)")),
    ]
    body = [
        [
            Cell(worded_category(str(category), lang), "line"),
            Cell(
                pick(lang, "、", ", ").join(
                    f"{row['word']} ({row['count']}/{row['rest_count']})"
                    for _, row in rows.head(top).iterrows()
                )
            ),
        ]
        for category, rows in found.groupby("category", sort=False)
    ]
    note = pick(
        lang,
        "每类只有几十个词，出现一两次的词只说明这条建议在此，不说明规律。",
        "A category has a few dozen words: a term that stands there once shows one suggestion, no pattern.",
    )
    return table(heads, body, [note])


def show_candidates(candidates: pd.DataFrame, top: int, lang: str = "zh") -> Shown:
    """New-term candidates with their quotes, and how to accept one (`keywords.discovery.find_candidates`)."""
    if candidates.empty:
        return paragraph(pick(lang, "没有候选词。", "No candidates."))
    heads = [
        Cell(pick(lang, "候选词", "Candidate")),
        Cell(pick(lang, "次数", "Count"), "number"),
        Cell(pick(lang, "篇", "Texts"), "number"),
        Cell(pick(lang, "结合度", "Association"), "number"),
        Cell(pick(lang, "左/右自由度", "Left/right entropy"), "number"),
        Cell(pick(lang, "原句", "Quotes"), "quote"),
    ]
    body = [
        [
            Cell(row["word"], "line"),
            Cell(number(row["count"], lang), "number"),
            Cell(number(row["articles"], lang), "number"),
            Cell(f"{row['association']:.1f}", "number"),
            Cell(f"{row['left_entropy']:.1f}/{row['right_entropy']:.1f}", "number"),
            Cell(
                " ".join(row[name] for name in ("quote_1", "quote_2", "quote_3") if not pd.isna(row[name])),
                "quote",
            ),
        ]
        for _, row in candidates.head(top).iterrows()
    ]
    word = candidates["word"].iloc[0]
    note = pick(
        lang,
        f"收入词表：cppcc accept {word} --class 类别；词存入 data/terms.toml，下次生成数据表时统计。",
        f"To take one into the list: cppcc accept {word} --class CLASS; it goes to data/terms.toml and is counted from "
        "the next build on.",
    )
    return table(heads, body, [note])


def show_collocates(rows: pd.DataFrame, top: int, lang: str = "zh") -> Shown:
    """The words that go with a word (`keywords.concordance.collocates`)."""
    if rows.empty:
        return nothing(lang)
    heads = [
        Cell(pick(lang, "搭配词", "Word")),
        Cell(pick(lang, "邻近次数", "Near"), "number"),
        Cell(pick(lang, "别处次数", "Elsewhere"), "number"),
        Cell(pick(lang, "篇", "Texts"), "number"),
        Cell("G²", "number"),
    ]
    body = [
        [
            Cell(row["word"], "line"),
            *(Cell(number(row[name], lang), "number") for name in ("near", "elsewhere", "articles")),
            Cell(f"{row['g2']:.1f}", "number"),
        ]
        for _, row in rows.head(top).iterrows()
    ]
    return table(heads, body)


def _article(row: pd.Series) -> str:
    """Dump, article and place in the raw text; numbered from #0, as on the page of quality."""
    place = "" if pd.isna(row["start"]) else f" [{row['start']}:{row['end']}]"
    return f"{row['dump']} #{row['article']}{place}"


def _rate(found: pd.DataFrame, key: tuple[str, str, int], lang: str) -> Cell:
    if key not in found.index:
        return Cell(pick(lang, "无文本", "no text"), "number", gap=True)
    return Cell(_amount(found.loc[key], "", lang), "number")


def _amount(row: pd.Series, side: str, lang: str) -> str:
    """Occurrences and rate; `side` is "rest_" for those of the other texts."""
    count = row[f"{side}count"]
    return f"{number(count, lang)} ({row[f'{side}rate']:.1f})" if count else "0"
