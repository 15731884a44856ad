"""The sentences that the numbers come from. Words follow `lang`, "zh" or "en"."""

import pandas as pd

from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.proposers import proposer_name
from cppcc_analysis.charts.scopes import scoped_occasion, year_scope_note
from cppcc_analysis.charts.wording import MEASURES, measure_name, number, pick, worded_category
from cppcc_analysis.reports.evidence_links import figure_address
from cppcc_analysis.reports.markup import Cell, Shown, grouped, paragraph, table


def show_sources(figures: pd.DataFrame, lang: str = "zh", linked: bool = False) -> Shown:
    """The sentence behind each number: where it stands in which raw dump.

    linked  each number leads to its sentence on the evidence page beside the report, marked in its surroundings.
    Offsets count the characters of the decoded raw dump: `raw[start:end]`, end exclusive.
    """
    if figures.empty:
        return paragraph(
            pick(
                lang,
                "所选范围内的文本没有载明数字。",
                "The texts of this choice state no such figure.",
            )
        )
    body = []
    for (dump, quote, _), stated in figures.groupby(["dump", "quote", "scope"], sort=False):
        label = scoped_occasion(stated.iloc[0], lang)
        numbers = _figures(stated, lang, linked)
        spot = f"{dump} [{stated['start'].min()}:{stated['end'].max()}]"
        body.append([Cell(label), numbers, Cell(quote, "quote"), Cell(spot)])
    heads = [
        Cell(pick(lang, "地方与年份", "Place and year")),
        Cell(pick(lang, "数字", "Figures")),
        Cell(pick(lang, "原句", "Sentence")),
        Cell(pick(lang, "原文位置", "Place in the raw text")),
    ]
    note = pick(
        lang,
        "方括号内为原始文件解码后的字符位置。",
        "In brackets: character offsets in the decoded raw file.",
    )
    notes = [*year_scope_note(figures, lang), note, *correction_notes(figures, lang)]
    return table(heads, grouped(body), notes)


def figure_name(row: pd.Series, lang: str) -> str:
    """What a row of `figures` or `checks` counts: 立案, 立案·经济建设; in English filed · economic."""
    measure = str(row["measure"])
    name = measure_name(measure, lang) if measure in MEASURES else measure
    if pd.isna(row["item"]):
        return name
    item = str(row["item"])
    return pick(lang, f"{name}·{item}", f"{name} · {worded_category(proposer_name(item, lang), lang)}")


def _figures(stated: pd.DataFrame, lang: str, linked: bool) -> Cell:
    """The figures of one sentence in words, a count and its share together: 立案·经济建设 123件、33.7%."""
    values: dict[str, list[tuple[str, str]]] = {}
    for _, row in stated.iterrows():
        address = figure_address(row) if linked else ""
        values.setdefault(figure_name(row, lang), []).append((_value(row, lang), address))
    comma, stop = pick(lang, "、", ", "), pick(lang, "；", "; ")
    pieces: list[tuple[str, str]] = []
    for name, numbers in values.items():
        pieces.append((f"{stop if pieces else ''}{name} ", ""))
        for place, piece in enumerate(numbers):
            pieces += [(comma, ""), piece] if place else [piece]
    text = "".join(words for words, _ in pieces)
    return Cell(text, links=tuple(pieces) if linked else ())


def _value(row: pd.Series, lang: str) -> str:
    unit = row["unit"] if lang == "zh" or row["unit"] == "%" else ""
    derived = "" if pd.isna(row["formula"]) else f" = {row['formula']}"
    value = f"{number(row['value'], lang)}{unit}{derived}"
    if pd.isna(row["corrected_from"]):
        return value
    before = f"{number(row['corrected_from'], lang)}{unit}"
    return value + pick(lang, f"（更正，原文{before}）", f" (corrected, printed {before})")
