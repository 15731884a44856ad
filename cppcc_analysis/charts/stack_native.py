"""Bars of parts of a whole for programs that draw charts themselves."""

from collections.abc import Sequence

from cppcc_analysis.charts.native import Panel, Point, Series
from cppcc_analysis.charts.stack import Block, Part, longest, merged_order
from cppcc_analysis.charts.wording import pick


def native_stack(blocks: Sequence[Block], lang: str) -> tuple[Panel, ...]:
    """A panel for each block, all on one scale; a bar without parts has its word behind its name."""
    span = (0.0, longest(blocks))
    return tuple(_panel(block, span, lang) for block in blocks)


def _panel(block: Block, span: tuple[float, float], lang: str) -> Panel:
    bars = [_series_of(bar.parts) for bar in block.bars]
    parts = {name: part for bar in bars for name, part in bar.items()}
    order = sorted(merged_order([list(bar) for bar in bars]), key=lambda name: parts[name].hatched)
    series = tuple(
        Series(
            name,
            tuple(_point(bar[name]) if name in bar else Point(None) for bar in bars),
            parts[name].tone,
            hatched=parts[name].hatched,
        )
        for name in order
    )
    names = (
        bar.label if bar.parts else bar.label + pick(lang, f"（{bar.gap}）", f" ({bar.gap})")
        for bar in block.bars
    )
    return Panel("stacked", tuple(names), series, "%", block.heading, span)


def _series_of(parts: Sequence[Part]) -> dict[str, Part]:
    """The parts of a bar by the series they belong to: by what their tone means, and the how-manieth of it.

    Wordings that only one report uses would otherwise be a series each.
    """
    found: dict[str, Part] = {}
    for part in parts:
        same = sum(other.meaning == part.meaning for other in found.values())
        found[part.meaning if not same else f"{part.meaning} {same + 1}"] = part
    return found


def _point(part: Part) -> Point:
    """The share as printed; with the part's name where its tone does not say it."""
    label = part.labels[-1]
    return Point(part.share, f"{part.name} {label}" if part.key else label, part.derived)
