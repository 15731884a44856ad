"""How much of the texts is set phrases, words of report prose and function words, and how much is left."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.style import FAINT, FILED, INK, LABEL, MUTED, RAMP, SMALL, ink_on, text_width
from cppcc_analysis.charts.wording import (
    check_input,
    counted,
    in_order,
    listing,
    occasion,
    occasion_labels,
    pick,
    places_and_years,
    source_note,
)
from cppcc_analysis.keywords.kinds import name_kinds
from cppcc_analysis.keywords.layers import LAYER_NAMES

_ROW, _LEGEND, _STRETCH, _SPACE = 0.5, 0.34, 1.3, 0.14
_TONES = {"formula": FILED, "report_verb": RAMP[2], "function": RAMP[1], "content": FAINT}


def draw_layer_shares(shares: pd.DataFrame, lang: str = "zh") -> Chart:
    """A bar for each city and year, parted by layer; the rest is the content.

    shares: as `keywords.rates.layer_shares` gives them. Raises `UserError` when there is no row, or for an unknown
    language.
    """
    check_input(shares, lang)
    rows = in_order(shares)
    slices = rows.drop_duplicates(["place", "year"])
    return Chart(
        name="layer_shares",
        title=_title(rows, lang),
        subtitle=pick(lang, "占汉字数的百分比", "Share of the Han characters, %")
        + f" · {places_and_years(slices, lang)}",
        source=source_note(slices[["place", "year"]], lang),
        alt="".join(_told(row, lang) for _, row in rows[rows["layer"] == "formula"].iterrows()),
        footnotes=tuple(_footnotes(slices, lang)),
        data=rows,
        lang=lang,
        draw=lambda canvas: _draw(canvas, rows, slices, lang),
        room=(_LEGEND + _ROW * len(slices), _LEGEND + _ROW * _STRETCH * len(slices)),
    )


def _draw(canvas: Canvas, rows: pd.DataFrame, slices: pd.DataFrame, lang: str) -> None:
    labels = occasion_labels(slices, lang)
    kinds = [name_kinds(str(kinds).split("; "), lang) for kinds in slices["kinds"]]
    left = max(text_width(label, LABEL) for label in labels) + _SPACE
    x = left
    for layer, tone in _TONES.items():
        name = (
            LAYER_NAMES[layer][lang]
            if layer in LAYER_NAMES
            else pick(lang, "其余（内容）", "the rest (content)")
        )
        canvas.box(x, 0.03, 0.24, 0.16, tone, RAMP[2])
        canvas.text(x + 0.3, 0.11, name, SMALL, MUTED)
        x += 0.3 + text_width(name, SMALL) + 0.25
    pitch = (canvas.height - _LEGEND) / len(slices)
    for line, (label, held, (_, at)) in enumerate(zip(labels, kinds, slices.iterrows(), strict=True)):
        part = canvas.part(0, _LEGEND + pitch * line, canvas.width, pitch)
        part.text(left - _SPACE, pitch * 0.34, label, LABEL, INK, "right")
        of_slice = rows[(rows["place"] == at["place"]) & (rows["year"] == at["year"])]
        _bar(part.part(left, pitch * 0.1, canvas.width - left, pitch * 0.48), of_slice, lang)
        size = pick(lang, f"{at['documents']}篇：{held}", f"{counted(int(at['documents']), 'text')}: {held}")
        part.text(left, pitch * 0.76, size, SMALL, MUTED)


def _bar(canvas: Canvas, rows: pd.DataFrame, lang: str) -> None:
    shares = {row["layer"]: float(row["share"]) for _, row in rows.iterrows() if not pd.isna(row["share"])}
    x = 0.0
    for layer in ("formula", "report_verb", "function", "content"):
        share = 100 - sum(shares.values()) if layer == "content" else shares.get(layer, 0.0)
        width = share / 100 * canvas.width
        tone = _TONES[layer]
        canvas.box(x, 0, width, canvas.height, tone, RAMP[2])
        text = f"{share:.1f}%"
        if text_width(text, SMALL) < width - 0.08:
            canvas.text(x + width / 2, canvas.height / 2, text, SMALL, ink_on(tone), "center")
        x += width


def _title(rows: pd.DataFrame, lang: str) -> str:
    """Where set phrases take up most and least, among the texts of the most common combination of kinds."""
    formulae = rows[(rows["layer"] == "formula") & rows["share"].notna()].sort_values("share", kind="stable")
    combinations = formulae["kinds"].value_counts()
    alike = len(combinations) > 1 and combinations.iloc[0] > 1
    if alike:
        formulae = formulae[formulae["kinds"] == combinations.index[0]]
    # of a text that breaks off nobody knows what the rest would change
    whole = formulae[~formulae["truncated"].astype(bool)]
    formulae = whole if len(whole) else formulae
    if formulae.empty:
        return pick(lang, "没有可供统计的文本", "There is no text to count")
    most, least = formulae.iloc[-1], formulae.iloc[0]
    if len(formulae) == 1:
        return pick(
            lang,
            f"{occasion(most, lang)}的文本有{_share(most, lang)}是固定表述",
            f"Set phrases take up {_share(most, lang)} of the texts of {occasion(most, lang)}",
        )
    return pick(
        lang,
        (f"文本种类相同的{len(formulae)}组中，固定表述占比" if alike else "固定表述占文本的比重：")
        + f"{occasion(most, lang)}最高（{_share(most, lang)}），"
        f"{occasion(least, lang)}最低（{_share(least, lang)}）",
        (f"Of {len(formulae)} groups of like texts, set phrases" if alike else "Set phrases")
        + f" take up most in {occasion(most, lang)} ({_share(most, lang)}) and least in "
        f"{occasion(least, lang)} ({_share(least, lang)})",
    )


def _told(row: "pd.Series[Any]", lang: str) -> str:
    return pick(
        lang,
        f"{occasion(row, lang)}固定表述占{_share(row, lang)}。",
        f"{occasion(row, lang)}: set phrases {_share(row, lang)}. ",
    )


def _share(row: "pd.Series[Any]", lang: str) -> str:
    return f"{row['share']:.1f}%" if not pd.isna(row["share"]) else "—"


def _footnotes(slices: pd.DataFrame, lang: str) -> list[str]:
    notes = [
        pick(
            lang,
            "固定表述按短语整体识别；其余两层只计两个字以上的词",
            "Set phrases are found as whole phrases; of the two other layers words of two or more characters",
        )
    ]
    if slices["kinds"].nunique() > 1:
        notes.append(
            pick(
                lang,
                "各组文本种类不同：决议多固定表述，工作报告少，比重之差部分出于文体",
                "The groups hold different kinds of text: by their nature resolutions have more set phrases",
            )
        )
    broken = [occasion(row, lang) for _, row in slices[slices["truncated"].astype(bool)].iterrows()]
    if broken:
        notes.append(
            pick(
                lang,
                f"{'、'.join(broken)}的文本有中断，所缺部分会改变比重",
                f"Texts of {listing(broken, 'en')} break off; what is lost would change the shares",
            )
        )
    return notes
