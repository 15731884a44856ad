"""Bars of parts of a whole, each labelled directly."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from cppcc_analysis.charts.canvas import LEADING, Canvas
from cppcc_analysis.charts.chart import Plot
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.style import INK, LABEL, MUTED, PAPER, SMALL, ink_on, paler, text_width
from cppcc_analysis.charts.wording import pick

#: inches: a line of the key, a block's heading, more above a heading below other bars, the space before the bars,
#: a line of small print
_KEY_LINE, _HEADING, _ASIDE, _SPACE, _LINE = 0.24, 0.27, 0.1, 0.12, SMALL * LEADING / 72
#: inches from one bar to the next: at most; at least where parts have room for two lines, and where for one
_PITCH, _AIRY_PITCH, _DENSE_PITCH = 0.62, 0.425, 0.19
#: of that, the thickness of a bar
_THICK = 0.8
#: up to so many bars, a part has room for two lines
_AIRY = 6
#: inches of a label above its bar, and more between such bars than between others
_ABOVE, _APART = 0.18, 0.06
#: labels that take more than this part of the width stand above the bars, unless the picture gets higher than a
#: page; those that take more than the second part always do
_CROWDED, _IMPOSSIBLE, _PAGE = 0.4, 0.72, 8.6
#: inches: the outline of a computed part, the paper around letters on hatching
_FRAME, _AROUND = 0.025, 0.04
#: more narrow parts than this are not worth naming one by one
_NAMED = 12


@dataclass(frozen=True)
class Part:
    """A part of a bar: its share in %, its tone, and its labels from the longest to the shortest.

    hatched  stands for what the text does not state, or for what can't be compared with other bars
    key      what the tone means, where that is not the part's own name: then a label must name the part
    derived  the share is computed: a paler tone in an outline of the full one, which survives grey print
    """

    name: str
    share: float
    tone: str
    labels: tuple[str, ...]
    hatched: bool = False
    key: str = ""
    derived: bool = False

    @property
    def meaning(self) -> str:
        """What the tone of the part means."""
        return self.key or self.name

    @property
    def telling(self) -> tuple[str, ...]:
        """The labels that say what the part is and how large: its tone says the first, unless others share it."""
        return tuple(x for x in self.labels if self.name in x) if self.key else self.labels


@dataclass(frozen=True)
class Bar:
    """A whole with its parts; without parts, the word for the gap."""

    label: str
    parts: tuple[Part, ...]
    gap: str


@dataclass(frozen=True)
class Block:
    """Bars whose parts may be compared, as they are shares of one base."""

    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class _Layout:
    """What all bars of a picture share, in inches.

    left   before the bars
    above  for the label above each bar; 0: it stands to the left
    scale  per percent
    pitch  from one bar to the next at least, without `above`
    key    a part of each tone with its place from the left and its line
    fixed  that does not depend on the pitch
    """

    left: float
    above: float
    scale: float
    pitch: float
    key: tuple[tuple[float, int, Part], ...]
    fixed: float


def plot_stack(blocks: Sequence[Block], width: float, lang: str) -> Plot:
    """The blocks below each other on one scale, below a key of the tones; narrow parts are named in a note."""
    layout = _layout(blocks, width)
    number = _number(blocks)
    return Plot(
        partial(_draw, blocks=blocks, layout=layout),
        layout.fixed + number * layout.pitch,
        layout.fixed + number * _PITCH,
        tuple(_narrow_note(blocks, layout, lang)),
    )


def merged_order(rows: Sequence[Sequence[str]]) -> list[str]:
    """All names of `rows`, each once, in an order that agrees with that inside the rows.

    >>> merged_order([["a", "c"], ["a", "b", "c"], ["d"]])
    ['a', 'b', 'c', 'd']
    """
    order: list[str] = []
    for row in rows:
        place = 0 if any(name in order for name in row) else len(order)
        for name in row:
            if name in order:
                place = order.index(name) + 1
            else:
                order.insert(place, name)
                place += 1
    return order


def _number(blocks: Sequence[Block]) -> int:
    return sum(len(block.bars) for block in blocks)


def _layout(blocks: Sequence[Block], width: float) -> _Layout:
    number, key = _number(blocks), _key(blocks, width)
    pitch, above = _AIRY_PITCH if number <= _AIRY else _DENSE_PITCH, 0.0
    labels = [bar.label for block in blocks for bar in block.bars]
    left = max(text_width(label, LABEL) for label in labels) + _SPACE
    fixed = sum(_HEADING + _ASIDE * (place > 0) for place, block in enumerate(blocks) if block.heading)
    if key:
        fixed += 0.08 + _KEY_LINE * (key[-1][1] + 1)
    fits = fixed + (pitch + _ABOVE + _APART) * number < _PAGE
    if left > (_CROWDED if fits else _IMPOSSIBLE) * width:
        left, above = 0.0, _ABOVE * max(len(wrap(label, LABEL, width)) for label in labels)
        pitch += _APART
    return _Layout(left, above, (width - left) / longest(blocks), pitch, key, fixed + above * number)


def longest(blocks: Sequence[Block]) -> float:
    """Percent of the longest bar: shares may add up to more than 100, if only by rounding."""
    return max(100.0, *(sum(part.share for part in bar.parts) for block in blocks for bar in block.bars))


def _key(blocks: Sequence[Block], width: float) -> tuple[tuple[float, int, Part], ...]:
    """A part of each tone, those of stated categories first, with its place in the key."""
    bars = [bar.parts for block in blocks for bar in block.bars]
    tones = {part.meaning: part for parts in bars for part in parts}
    order = merged_order([[part.meaning for part in parts] for parts in bars])
    x, line, placed = 0.0, 0, []
    for name in sorted(order, key=lambda name: tones[name].hatched):
        wide = text_width(name, LABEL) + 0.19
        if x and x + wide > width:
            x, line = 0.0, line + 1
        placed.append((x, line, tones[name]))
        x += wide + 0.23
    return tuple(placed)


def _draw(canvas: Canvas, blocks: Sequence[Block], layout: _Layout) -> None:
    pitch = min((canvas.height - layout.fixed) / _number(blocks), _PITCH)
    top = _draw_key(canvas, layout)
    for place, block in enumerate(blocks):
        if block.heading:
            top += _ASIDE * (place > 0)
            canvas.text(0, top + 0.12, block.heading, LABEL, INK, bold=True)
            top += _HEADING
        for bar in block.bars:
            part = canvas.part(0, top, canvas.width, layout.above + pitch)
            _draw_bar(part, bar, min(0.46, pitch * _THICK), layout)
            top += layout.above + pitch


def _draw_key(canvas: Canvas, layout: _Layout) -> float:
    """The tones by name; returns where the bars may begin."""
    for x, line, part in layout.key:
        y = 0.08 + _KEY_LINE * line
        canvas.box(x, y - 0.065, 0.13, 0.13, part.tone, hatched=part.hatched)
        canvas.text(x + 0.19, y, part.meaning, LABEL)
    return 0.08 + _KEY_LINE * (layout.key[-1][1] + 1) if layout.key else 0.0


def _draw_bar(canvas: Canvas, bar: Bar, thick: float, layout: _Layout) -> None:
    middle = canvas.height / 2
    if layout.above:
        # nearer to its own bar than to the one above
        middle = layout.above + 0.02 + thick / 2
        lines = wrap(bar.label, LABEL, canvas.width)
        canvas.text(0, layout.above - len(lines) * _ABOVE / 2, "\n".join(lines), LABEL)
    else:
        canvas.text(layout.left - _SPACE, middle, bar.label, LABEL, INK, "right")
    if not bar.parts:
        canvas.text(layout.left, middle, bar.gap, LABEL, MUTED)
        start = layout.left + text_width(bar.gap, LABEL) + 0.1
        canvas.line((start, canvas.width), (middle, middle), MUTED, 0.7, dotted=True)
    x = layout.left
    for part in bar.parts:
        width = part.share * layout.scale
        _draw_part(canvas.part(x, middle - thick / 2, width, thick), part, layout)
        x += width


def _draw_part(canvas: Canvas, part: Part, layout: _Layout) -> None:
    width, height = canvas.width, canvas.height
    canvas.box(0, 0, width, height, part.tone, PAPER, part.hatched)
    if part.derived and not part.hatched and width > 3 * _FRAME:
        canvas.box(_FRAME, _FRAME, width - 2 * _FRAME, height - 2 * _FRAME, paler(part.tone))
    label = _label(part, layout)
    if not label:
        return
    ink = ink_on(paler(part.tone) if part.derived else part.tone)
    if part.hatched:
        # hatching behind letters makes them hard to read
        across = text_width(label, SMALL) + 2 * _AROUND
        down = min((label.count("\n") + 1) * _LINE + _AROUND, height)
        canvas.box((width - across) / 2, (height - down) / 2, across, down, PAPER)
        ink = INK
    canvas.text(width / 2, height / 2, label, SMALL, ink, "center")


def _label(part: Part, layout: _Layout) -> str:
    """The longest label that fits the part in the least thickness of a bar, rather one that names it; or none."""
    width, deep = part.share * layout.scale, layout.pitch * _THICK
    for label in (*part.telling, *part.labels):
        lines = wrap(label, SMALL, width - 0.16) if part.hatched and width > 0.3 else label.split("\n")
        beside = 4 * _AROUND if part.hatched else 1.5 * _AROUND
        if text_width("\n".join(lines), SMALL) + beside <= width and len(lines) * _LINE <= deep:
            return "\n".join(lines)
    return ""


def _narrow_note(blocks: Sequence[Block], layout: _Layout, lang: str) -> list[str]:
    """A footnote with the parts that are too narrow for a label that says what they are."""
    narrow = [
        (f"{bar.label}{_of(block, lang)}", f"{part.name} {part.labels[-1]}")
        for block in blocks
        for bar in block.bars
        for part in bar.parts
        if not _is_told(part, layout)
    ]
    if not narrow:
        return []
    if len(narrow) > _NAMED:
        return [
            pick(lang, "窄条未标数值或名称，见数据文件", "Parts too narrow for a label: see the data file")
        ]
    told = [
        f"{label} " + pick(lang, "、", ", ").join(part for own, part in narrow if own == label)
        for label in dict.fromkeys(label for label, _ in narrow)
    ]
    return [pick(lang, "图中未标的窄条：", "Too narrow for a label: ") + pick(lang, "；", "; ").join(told)]


def _of(block: Block, lang: str) -> str:
    return block.heading and pick(lang, f"（{block.heading}）", f" ({block.heading})")


def _is_told(part: Part, layout: _Layout) -> bool:
    label = "".join(_label(part, layout).split())
    return any(label == "".join(telling.split()) for telling in part.telling)
