"""Of which total a list of parts is, where the words leave it open."""

from collections.abc import Sequence
from dataclasses import replace

from cppcc_analysis.extraction.context import BASES, Figure


def settle_bases(figures: Sequence[Figure]) -> list[Figure]:
    """Gives each list of parts the total that they add up to, where no word says what it is of.

    Themes (围绕…的提案) are categories only where they add up to a total; else they run across the
    categories and are left out.
    """
    totals = [f for f in figures if f.is_total and f.unit == "件" and f.measure in BASES and f.body == "政协"]
    lists: dict[tuple[str, int], list[int]] = {}
    for number, figure in enumerate(figures):
        if not figure.is_total and figure.body == "政协":
            lists.setdefault((figure.breakdown, figure.list_number), []).append(number)
    settled: dict[int, Figure | None] = {}
    for members in lists.values():
        parts = [figures[n] for n in members]
        said = {f.base_said for f in parts if f.base_said}
        before = next((f.base_before for f in parts if f.base_before), None)
        fitting, one_said = _fitting(parts, totals), said.pop() if len(said) == 1 else None
        for n in members:
            settled[n] = _settle(replace(figures[n], base_before=before), fitting, one_said)
    kept = (settled.get(n, figure) for n, figure in enumerate(figures))
    return [figure for figure in kept if figure is not None]


def _fitting(parts: Sequence[Figure], totals: Sequence[Figure]) -> list[str]:
    """The measures whose total the parts add up to."""
    total = sum({(f.item, f.value): f.value for f in parts if f.unit == "件"}.values())
    return [f.measure for f in totals if f.value == total]


def _settle(part: Figure, fitting: Sequence[str], said: str | None) -> Figure | None:
    if part.theme and not fitting:
        return None
    if said:
        return replace(part, measure=said)
    if part.base_stated or not fitting or part.measure in fitting:
        return part
    return replace(part, measure=fitting[0])
