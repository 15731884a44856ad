"""How much of the texts is set phrases, words of report prose and function words, and how much is left."""

from typing import Any

import pandas as pd

from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.chart import Chart, Plot
from cppcc_analysis.charts.field import Legend, LegendEntry, depth
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.native import Panel, Point, Series
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

#: inches: a bar, a label above it, the gap below its small print, the space before it; bars may be higher
_BAR, _ABOVE, _GAP, _SPACE, _STRETCH = 0.24, 0.2, 0.1, 0.14, 1.6
#: labels that take more than this part of the width stand above their bars
_CROWDED = 0.3
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
        plot=lambda width: _plot(rows, slices, width, lang),
        native=(_native(rows, slices, lang),),
    )


def _plot(rows: pd.DataFrame, slices: pd.DataFrame, width: float, lang: str) -> Plot:
    """A bar for each city and year, its label before it or, where that leaves too little room, above it."""
    labels = occasion_labels(slices, lang)
    legend = Legend(
        tuple(LegendEntry(_layer_name(layer, lang), tone, RAMP[2]) for layer, tone in _TONES.items()), width
    )
    left = max(text_width(label, LABEL) for label in labels) + _SPACE
    above = _ABOVE if left > _CROWDED * width else 0.0
    left = 0.0 if above else left
    sizes = [
        wrap(
            " · ".join((_held(at, lang), *_too_narrow(_shares(rows, at), width - left, lang))),
            SMALL,
            width - left,
        )
        for _, at in slices.iterrows()
    ]
    heights = [above + _BAR + depth(len(size), SMALL) + _GAP for size in sizes]
    stretch = (_STRETCH - 1) * _BAR

    def draw(canvas: Canvas) -> None:
        legend.draw(canvas)
        more = max(min((canvas.height - legend.height - sum(heights)) / len(heights), stretch), 0.0)
        top = legend.height
        for label, size, height, (_, at) in zip(labels, sizes, heights, slices.iterrows(), strict=True):
            part = canvas.part(0, top, canvas.width, height + more)
            bar = part.part(left, above, canvas.width - left, _BAR + more)
            if above:
                part.text(0, above / 2, label, LABEL)
            else:
                part.text(left - _SPACE, bar.height / 2, label, LABEL, INK, "right")
            _bar(bar, _shares(rows, at), lang)
            below = above + bar.height + 0.02 + depth(len(size), SMALL) / 2
            part.text(left, below, "\n".join(size), SMALL, MUTED)
            top += part.height

    least = legend.height + sum(heights)
    return Plot(draw, least, least + stretch * len(heights))


def _held(at: "pd.Series[Any]", lang: str) -> str:
    """How many documents of which kinds."""
    held = name_kinds(str(at["kinds"]).split("; "), lang)
    return pick(lang, f"{at['documents']}篇：{held}", f"{counted(int(at['documents']), 'text')}: {held}")


def _too_narrow(shares: dict[str, float] | None, width: float, lang: str) -> list[str]:
    """The parts of a bar of `width` inches that have no room for their label, in words."""
    return [
        _layer_name(layer, lang) + pick(lang, "", " ") + _percent(share)
        for layer, share in (shares or {}).items()
        if not _fits(share, width)
    ]


def _percent(share: float) -> str:
    return f"{share:.1f}%"


def _fits(share: float, width: float) -> bool:
    """Whether a part of a bar of `width` inches has room for its label."""
    return text_width(_percent(share), SMALL) < share / 100 * width - 0.08


def _layer_name(layer: str, lang: str) -> str:
    if layer in LAYER_NAMES:
        return LAYER_NAMES[layer][lang]
    return pick(lang, "其余（内容）", "the rest (content)")


def _shares(rows: pd.DataFrame, at: "pd.Series[Any]") -> dict[str, float] | None:
    """The parts of the text of a city and year, in %; None where there is no text."""
    same = pd.Series(True, index=rows.index)
    for column in ("place", "year"):
        same &= rows[column].isna() if pd.isna(at[column]) else rows[column].eq(at[column]).fillna(False)
    known = rows[same & rows["share"].notna()]
    if known.empty:
        return None
    shares = {str(row["layer"]): float(row["share"]) for _, row in known.iterrows()}
    return {layer: shares.get(layer, 0.0) for layer in LAYER_NAMES} | {"content": 100 - sum(shares.values())}


def _bar(canvas: Canvas, shares: dict[str, float] | None, lang: str) -> None:
    if shares is None:
        canvas.text(0, canvas.height / 2, _no_text(lang), LABEL, MUTED)
        return
    x = 0.0
    for layer, tone in _TONES.items():
        width = shares[layer] / 100 * canvas.width
        canvas.box(x, 0, width, canvas.height, tone, RAMP[2])
        if _fits(shares[layer], canvas.width):
            text = _percent(shares[layer])
            canvas.text(x + width / 2, canvas.height / 2, text, SMALL, ink_on(tone), "center")
        x += width


def _native(rows: pd.DataFrame, slices: pd.DataFrame, lang: str) -> Panel:
    """Bars of parts; a city and year without a text is a gap."""
    shares = [_shares(rows, at) for _, at in slices.iterrows()]
    categories = [
        label + (pick(lang, f"（{_no_text(lang)}）", f" ({_no_text(lang)})") if parts is None else "")
        for label, parts in zip(occasion_labels(slices, lang), shares, strict=True)
    ]
    series = tuple(
        Series(
            _layer_name(layer, lang),
            tuple(
                Point(None) if parts is None else Point(parts[layer], _percent(parts[layer]))
                for parts in shares
            ),
            tone,
        )
        for layer, tone in _TONES.items()
    )
    return Panel("stacked", tuple(categories), series, "%", span=(0.0, 100.0))


def _no_text(lang: str) -> str:
    return pick(lang, "无文本", "no text")


def _title(rows: pd.DataFrame, lang: str) -> str:
    """Where set phrases take up most and least, among the texts of the most common combination of kinds."""
    formulae = rows[(rows["layer"] == "formula") & rows["share"].notna()].sort_values("share", kind="stable")
    combinations = formulae["kinds"].value_counts()
    alike = len(combinations) > 1 and bool(combinations.iloc[0] > 1)
    if alike:
        formulae = formulae[formulae["kinds"] == combinations.index[0]]
    # of a text that breaks off nobody knows what the rest would change
    whole = formulae[~formulae["truncated"].astype(bool)]
    parted = len(formulae) > len(whole) > 0
    formulae = whole if parted else formulae
    if formulae.empty:
        return pick(lang, "没有可供统计的文本", "There is no text to count")
    most, least = formulae.iloc[-1], formulae.iloc[0]
    if len(formulae) == 1:
        return pick(
            lang,
            f"{occasion(most, lang)}的文本有{_share(most)}是固定表述",
            f"Set phrases take up {_share(most)} of the texts of {occasion(most, lang)}",
        )
    if _share(most) == _share(least):
        return pick(
            lang,
            f"{len(formulae)}组文本中，固定表述都占{_share(most)}",
            f"Set phrases take up {_share(most)} of each of {len(formulae)} groups of texts",
        )
    return pick(
        lang,
        _group(len(formulae), alike, parted, "zh") + f"{occasion(most, lang)}最高（{_share(most)}），"
        f"{occasion(least, lang)}最低（{_share(least)}）",
        _group(len(formulae), alike, parted, "en")
        + f" take up most in {occasion(most, lang)}, {_share(most)}, and least in "
        f"{occasion(least, lang)}, {_share(least)}",
    )


def _group(number: int, alike: bool, whole: bool, lang: str) -> str:
    """Of which groups of texts a title speaks: of those of the same kinds, of those that don't break off."""
    if not (alike or whole):
        return pick(lang, "固定表述占文本的比重：", "Set phrases")
    zh = "且".join(["文本种类相同"] * int(alike) + ["完整"] * int(whole)) if alike else "文本完整"
    en = ", ".join(["whole"] * int(whole) + ["like"] * int(alike))
    return pick(lang, f"{zh}的{number}组中，固定表述占比", f"Of {number} groups of {en} texts, set phrases")


def _told(row: "pd.Series[Any]", lang: str) -> str:
    who = occasion(row, lang)
    if pd.isna(row["share"]):
        return pick(lang, f"{who}{_no_text(lang)}。", f"{who}: {_no_text(lang)}. ")
    return pick(lang, f"{who}固定表述占{_share(row)}。", f"{who}: set phrases {_share(row)}. ")


def _share(row: "pd.Series[Any]") -> str:
    return _percent(float(row["share"]))


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
