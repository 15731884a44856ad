"""The house style: one font, one palette, and no glyph that the font lacks.

Nothing here changes matplotlib's global settings: the style holds inside `house_style()`, and every
text names its font file itself.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from matplotlib import style
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.text import Text

from cppcc_analysis.errors import UserError

#: text sizes in points on a full slide; in a chart nothing is smaller than `SMALL`
SUBTITLE, LABEL, SMALL = 9.5, 9.0, 8.0
PRINT_DPI, SCREEN_DPI = 300, 192

PAPER = "#ffffff"
INK = "#1b2733"
MUTED = "#55616d"
RULE = "#cdd5dc"
FAINT = "#eef1f4"
#: marks what a reader must not overlook
ACCENT = "#b8500f"

RECEIVED = "#b4cde4"
FILED = "#1f4e79"
HATCH = "#8b96a1"

#: neighbours differ in lightness, so that they stay apart in grey and for colour-blind readers
CATEGORY_TONES = {
    "经济建设": "#1f4e79",
    "政治建设": "#e3aa3a",
    "文化建设": "#9c3848",
    "社会建设": "#86bbdc",
    "生态文明建设": "#3f9e79",
}
COMBINED = "#75619b"
UNMAPPED = ("#b9c1c8", "#65707b")

#: light to dark, for cells that hold a rate
RAMP = ("#f2f6fa", "#d3e2ef", "#a9c8e1", "#6fa3cb", "#37779f", "#1f4e79")

#: what a viewer without the house font may set an SVG's text in
_FAMILIES = ["Noto Sans SC", "Microsoft YaHei", "PingFang SC", "sans-serif"]

_SETTINGS = {
    "font.sans-serif": ["Arial"],
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "cppcc",
    "hatch.linewidth": 0.6,
    # the widths that `text_width` reckons with
    "text.hinting": "none",
    "text.parse_math": False,
    "path.simplify": False,
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw inside this: matplotlib's defaults plus the house settings, whatever the user has set."""
    with style.context(["default", _SETTINGS]):
        yield


@lru_cache(maxsize=1)
def font_file() -> Path:
    """The Noto Sans SC file that the package `zhplot` carries, found without importing `zhplot`.

    Importing it would change matplotlib's settings for the whole process.
    """
    spec = find_spec("zhplot")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        file = Path(folder) / "fonts" / "NotoSansSC-Regular.ttf"
        if file.exists():
            return file
    raise UserError("the chart font is missing: install the package zhplot")


def font(size: float, bold: bool = False) -> FontProperties:
    """The house font at `size` points. The weight is for an SVG's text alone: the font file has one."""
    weight = "bold" if bold else "normal"
    return FontProperties(fname=font_file(), family=_FAMILIES, size=size, weight=weight)


@lru_cache(maxsize=1)
def _face() -> FT2Font:
    face = FT2Font(str(font_file()))
    face.set_size(1000, 72)
    return face


@lru_cache(maxsize=1)
def _charmap() -> frozenset[int]:
    return frozenset(_face().get_charmap())


@lru_cache(maxsize=8192)
def _advance(char: str) -> float:
    """Width of one character in em."""
    return float(_face().load_char(ord(char), LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 1000


def text_width(text: str, size: float) -> float:
    """Width in inches of the widest line of `text`, set at `size` points.

    Raises `UserError` for a character that the font lacks.
    """
    check_glyphs([text])
    return max(sum(map(_advance, line)) for line in text.split("\n")) * size / 72


def check_glyphs(texts: Iterable[str]) -> None:
    """Raise `UserError` for the first character that the chart font cannot draw.

    >>> check_glyphs(["提案407件", "filed"])
    >>> check_glyphs(["收到🙂"])
    Traceback (most recent call last):
    cppcc_analysis.errors.UserError: the chart font has no glyph for '🙂' (U+1F642) in '收到🙂'
    """
    for text in texts:
        for char in text:
            if char != "\n" and ord(char) not in _charmap():
                raise UserError(f"the chart font has no glyph for '{char}' (U+{ord(char):04X}) in '{text}'")


def check_texts(figure: Figure) -> None:
    """Refuse a figure with a text in another font, or with a character the font lacks."""
    texts = [item for item in figure.findobj(Text) if isinstance(item, Text) and item.get_text()]
    for item in texts:
        if item.get_fontproperties().get_file() != str(font_file()):
            raise ValueError(f"not in the house font: {item.get_text()!r}")
    check_glyphs(item.get_text() for item in texts)


def paler(tone: str) -> str:
    """`tone` mixed with the paper's: for a value that was computed, not stated.

    >>> paler("#1f4e79")
    '#8fa6bc'
    """
    return "#" + "".join(f"{round((int(tone[i : i + 2], 16) + 255) / 2):02x}" for i in (1, 3, 5))


def ink_on(tone: str) -> str:
    """The text colour, dark or white, that stands out more on `tone`.

    >>> ink_on("#ffffff") == INK, ink_on("#1f4e79")
    (True, '#ffffff')
    """
    return max((INK, PAPER), key=lambda ink: contrast(ink, tone))


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two colours (1 to 21), https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(tone: str) -> float:
    """WCAG relative luminance of `#rrggbb` (0 black, 1 white)."""
    parts = (int(tone[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
