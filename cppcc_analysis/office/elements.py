"""Elements of the chart markup (ECMA-376 Part 1, chapter 21), and how text looks in it."""

from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree

from cppcc_analysis.charts.style import INK
from cppcc_analysis.office.text import EAST_ASIAN, LATIN, clean

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = {"c": CHART, "a": DRAWING, "r": RELATIONS}

Element: TypeAlias = etree._Element
Part: TypeAlias = Element | str | None


def c(name: str, /, *parts: Part, **attributes: str) -> Element:
    """A chart element; parts that are None are left out."""
    return _element(CHART, name, parts, attributes)


def a(name: str, /, *parts: Part, **attributes: str) -> Element:
    """A drawing element: fills, lines, text."""
    return _element(DRAWING, name, parts, attributes)


def _element(space: str, name: str, parts: Iterable[Part], attributes: dict[str, str]) -> Element:
    made = etree.Element(f"{{{space}}}{name}", attributes, nsmap=_SPACES)
    for part in parts:
        if isinstance(part, str):
            made.text = clean(part)
        elif part is not None:
            made.append(part)
    return made


def solid(tone: str) -> Element:
    """A plain fill."""
    return a("solidFill", a("srgbClr", val=tone.lstrip("#")))


def hatched(tone: str) -> Element:
    """Lines of the tone on white."""
    ground, lines = a("bgClr", a("srgbClr", val="FFFFFF")), a("fgClr", a("srgbClr", val=tone.lstrip("#")))
    return a("pattFill", lines, ground, prst="wdUpDiag")


def line(tone: str | None, points: float = 1.0) -> Element:
    """A line `points` thick, or none."""
    return a("ln", solid(tone) if tone else a("noFill"), w=str(round(points * 12700)))


def letters(name: str, size: float, tone: str = INK, bold: bool = False) -> Element:
    """The look of text (`name`: defRPr, rPr), for Latin and for Chinese letters alike."""
    fonts = [a("latin", typeface=LATIN), a("ea", typeface=EAST_ASIAN), a("cs", typeface=LATIN)]
    return a(name, solid(tone), *fonts, sz=str(round(size * 100)), b=str(int(bold)))


def text_look(size: float, tone: str = INK, turned: int = 0, wrapped: bool = True) -> Element:
    """c:txPr: the look of text that the chart takes from its data, turned by so many degrees."""
    body = a("bodyPr", rot=str(turned * 60000), vert="horz", wrap="square" if wrapped else "none")
    paragraph = a("p", a("pPr", letters("defRPr", size, tone)), a("endParaRPr", lang="zh-CN"))
    return c("txPr", body, a("lstStyle"), paragraph)


def rich_text(text: str, size: float, tone: str = INK, bold: bool = False) -> Element:
    """c:tx with text of its own, a paragraph for each of its lines."""
    paragraphs = [
        a(
            "p",
            a("pPr", letters("defRPr", size, tone, bold)),
            a("r", letters("rPr", size, tone, bold), a("t", each)) if each else None,
        )
        for each in clean(text).split("\n")
    ]
    return c("tx", c("rich", a("bodyPr", wrap="none"), a("lstStyle"), *paragraphs))


def place(left: float, top: float, width: float, height: float, inner: bool = False) -> Element:
    """c:layout as parts of the chart's width and height; `inner`: the plot without its lettering."""
    numbers = zip("xywh", (left, top, width, height), strict=True)
    return c(
        "layout",
        c(
            "manualLayout",
            c("layoutTarget", val="inner") if inner else None,
            c("xMode", val="edge"),
            c("yMode", val="edge"),
            *(c(name, val=f"{max(number, 0):.5f}") for name, number in numbers),
        ),
    )


def moved(right: float, down: float) -> Element:
    """c:layout of a label: away from its usual place, as parts of the chart's width and height."""
    return c("layout", c("manualLayout", c("x", val=f"{right:.5f}"), c("y", val=f"{down:.5f}")))


def no_leaders() -> Element:
    """c:extLst of labels: no lines from moved labels to their points, in Office 2013 and later."""
    space = "http://schemas.microsoft.com/office/drawing/2012/chart"
    shown = etree.Element(f"{{{space}}}showLeaderLines", {"val": "0"}, nsmap={"c15": space})
    return c("extLst", c("ext", shown, uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"))
