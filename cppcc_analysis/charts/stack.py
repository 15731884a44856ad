"""Bars of parts of a whole, each labelled directly."""

from collections.abc import Sequence
from dataclasses import dataclass

from cppcc_analysis.charts.canvas import LEADING, Canvas
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.style import INK, LABEL, MUTED, PAPER, PLOT_WIDTH, SMALL, ink_on, text_width
from cppcc_analysis.charts.wording import pick

_KEY_LINE, _SPACE = 0.24, 0.12
#: inches from one bar to the next, at most
_PITCH = 0.72
#: what printed shares may miss 100% by through rounding
ROUNDING = 0.6
#: more narrow parts than this are not worth naming one by one
_NAMED = 4
#: up to so many bars, a part has room for two lines
_AIRY = 6


@dataclass(frozen=True)
class Part:
    """A part of a bar: its share in %, its tone, and its labels from the longest to the shortest.

    A hatched part stands for what the text does not state, or for what can't be compared with other bars.
    key: what the tone means, where that is not the part's own name; a hatched part is in the key only with one.
    """

    name: str
    share: float
    tone: str
    labels: tuple[str, ...]
    hatched: bool = False
    key: str = ""


@dataclass(frozen=True)
class Bar:
    """A whole with its parts; without parts, the word for the gap."""

    label: str
    parts: tuple[Part, ...]
    gap: str


def stack_room(bars: Sequence[Bar]) -> tuple[float, float]:
    """Inches that the bars with their key need at least, and can use at most."""
    return 0.6 + 0.3 * len(bars), 0.6 + _PITCH * len(bars)


def draw_stack(canvas: Canvas, bars: Sequence[Bar]) -> None:
    """The bars on one scale below a key of the tones."""
    left, scale = _geometry(bars, canvas.width)
    top = _draw_key(canvas, bars)
    pitch = min((canvas.height - top) / len(bars), _PITCH)
    for place, bar in enumerate(bars):
        middle = top + pitch * (place + 0.5)
        canvas.text(left - _SPACE, middle, bar.label, LABEL, INK, "right")
        if not bar.parts:
            canvas.text(left, middle, bar.gap, LABEL, MUTED)
            start = left + text_width(bar.gap, LABEL) + 0.1
            canvas.line((start, canvas.width), (middle, middle), MUTED, 0.7, dotted=True)
        x = left
        for part in bar.parts:
            _draw_part(canvas, part, x, middle, part.share * scale, _thickness(pitch))
            x += part.share * scale


def _geometry(bars: Sequence[Bar], width: float) -> tuple[float, float]:
    """Inches left of the bars, and inches per percent."""
    left = max(text_width(bar.label, LABEL) for bar in bars) + _SPACE
    return left, (width - left) / max(100.0, *(sum(p.share for p in bar.parts) for bar in bars))


def _thickness(pitch: float) -> float:
    return min(0.46, pitch * 0.76)


def _draw_key(canvas: Canvas, bars: Sequence[Bar]) -> float:
    """The tones by name, each once; returns where the bars may begin."""
    tones = {p.key or p.name: p for bar in bars for p in bar.parts if p.key or not p.hatched}
    x, y = 0.0, 0.08
    for name, part in sorted(tones.items(), key=lambda named: named[1].hatched):
        width = text_width(name, LABEL) + 0.42
        if x + width > canvas.width:
            x, y = 0.0, y + _KEY_LINE
        canvas.box(x, y - 0.065, 0.13, 0.13, part.tone, hatched=part.hatched)
        canvas.text(x + 0.19, y, name, LABEL)
        x += width
    return y + _KEY_LINE if tones else 0.0


def _draw_part(canvas: Canvas, part: Part, x: float, middle: float, width: float, thick: float) -> None:
    canvas.box(x, middle - thick / 2, width, thick, part.tone, PAPER, part.hatched)
    for label in part.labels:
        lines = fitted(label, width, thick, part.hatched)
        if not lines:
            continue
        if part.hatched:
            # hatching behind letters makes them hard to read
            across, down = (
                text_width("\n".join(lines), SMALL) + 0.08,
                len(lines) * SMALL * LEADING / 72 + 0.04,
            )
            canvas.box(x + width / 2 - across / 2, middle - down / 2, across, down, PAPER)
        ink = INK if part.hatched else ink_on(part.tone)
        canvas.text(x + width / 2, middle, "\n".join(lines), SMALL, ink, "center")
        return


def fitted(label: str, width: float, thick: float, may_wrap: bool) -> list[str]:
    """`label` as lines that fit a part of `width` × `thick` inches; empty where it does not fit."""
    lines = wrap(label, SMALL, width - 0.16) if may_wrap else label.split("\n")
    wide = text_width("\n".join(lines), SMALL) + 0.06
    deep = len(lines) * SMALL * LEADING / 72
    return lines if wide <= width and deep <= thick else []


def narrow_note(bars: Sequence[Bar], lang: str) -> list[str]:
    """A footnote with the values of the parts that are too narrow for a label, or for the name it must have."""
    _, scale = _geometry(bars, PLOT_WIDTH)
    deep = _thickness(_PITCH) if len(bars) <= _AIRY else SMALL * LEADING / 72
    narrow = [
        f"{bar.label} {part.name} {part.labels[-1]}"
        for bar in bars
        for part in bar.parts
        if not _told(part, part.share * scale, deep)
    ]
    if not narrow:
        return []
    if len(narrow) > _NAMED:
        return [
            pick(lang, "窄条未标数值或名称，见数据文件", "Parts too narrow for a label: see the data file")
        ]
    return [pick(lang, "图中未标的窄条：", "Too narrow for a label: ") + pick(lang, "；", "; ").join(narrow)]


def _told(part: Part, width: float, deep: float) -> bool:
    """Whether a label fits that says what the part is: its tone does, unless others share its key."""
    labels = [label for label in part.labels if part.name in label] if part.key else part.labels[-1:]
    return any(fitted(label, width, deep if part.key else 1.0, part.hatched) for label in labels)
