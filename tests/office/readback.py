"""What stands in an Office file, read from its parts and not through the code that wrote it."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

SPACES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}


@dataclass(frozen=True)
class Read:
    """A chart: categories, and (name, values) of each series, None for a gap; labels by (series, point)."""

    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    labels: dict[tuple[int, int], str]


def parts(file: Path, pattern: str) -> list[bytes]:
    """The parts whose names fit, in the order of the numbers in their names."""
    with ZipFile(file) as package:
        names = [name for name in package.namelist() if re.fullmatch(pattern, name)]
        names.sort(key=lambda name: [int(x) for x in re.findall(r"\d+", name)])
        return [package.read(name) for name in names]


def charts(file: Path) -> list[Read]:
    """The charts of a file, from the markup of their parts."""
    return [read_chart(part) for part in parts(file, r".*/charts/chart\d+\.xml")]


def alt_texts(file: Path) -> list[str]:
    """The alternative texts of all frames that hold a chart or, in slides, a table."""
    pages = parts(file, r"ppt/slides/slide\d+\.xml|word/document\.xml|xl/drawings/drawing\d+\.xml")
    path = "//p:graphicFrame/p:nvGraphicFramePr/p:cNvPr|//wp:docPr|//xdr:graphicFrame//xdr:cNvPr"
    return [frame.get("descr", "") for page in pages for frame in _find(etree.fromstring(page), path)]


def read_chart(part: bytes) -> Read:
    """Categories, series and labels of one chart part."""
    root = etree.fromstring(part)
    count = int(_find(root, "(//c:ser)[1]/c:cat//c:ptCount/@val")[0])
    names = {int(x.get("idx")): _text(x) for x in _find(root, "(//c:ser)[1]/c:cat//c:pt")}
    series, labels = [], {}
    for row, each in enumerate(_find(root, "//c:ser")):
        values = {int(x.get("idx")): float(_text(x)) for x in _find(each, "c:val//c:pt")}
        name = "".join(_text(x) for x in _find(each, "c:tx//c:pt"))
        series.append((name, tuple(values.get(index) for index in range(count))))
        for label in _find(each, "c:dLbls/c:dLbl"):
            column = int(_find(label, "c:idx/@val")[0])
            labels[row, column] = _label(label, values[column])
    return Read(tuple(names[index] for index in range(count)), tuple(series), labels)


def cells(workbook: bytes, sheet: int = 1) -> dict[str, str | float]:
    """Each cell with content: a text or a number; a formula is an error."""
    with ZipFile(BytesIO(workbook)) as package:
        root = etree.fromstring(package.read(f"xl/worksheets/sheet{sheet}.xml"))
        shared = []
        if "xl/sharedStrings.xml" in package.namelist():
            strings = etree.fromstring(package.read("xl/sharedStrings.xml"))
            shared = ["".join(_find(item, ".//x:t/text()")) for item in _find(strings, "x:si")]
    assert not _find(root, "//x:f|//x:hyperlink")
    found: dict[str, str | float] = {}
    for cell in _find(root, "//x:c"):
        for value in _find(cell, "x:v/text()"):
            found[cell.get("r")] = _unescaped(shared[int(value)]) if cell.get("t") == "s" else float(value)
    return found


def table(workbook: bytes, row: int, columns: int, rows: int, sheet: int = 1) -> Read:
    """The block of numbers whose corner stands in column A and `row`, as a chart reads it."""
    found = cells(workbook, sheet)
    letters = [chr(ord("A") + index) for index in range(columns + 1)]
    lines = range(row + 1, row + 1 + rows)
    names = tuple(str(found.get(f"A{line}", "")) for line in lines)
    series = tuple(
        (str(found.get(f"{x}{row}", "")), tuple(found.get(f"{x}{line}") for line in lines))
        for x in letters[1:]
    )
    return Read(names, series, {})  # type: ignore[arg-type]


def _label(label: etree._Element, value: float) -> str:
    paragraphs = _find(label, "c:tx//a:p")
    if paragraphs:
        return "\n".join("".join(_find(x, ".//a:t/text()")) for x in paragraphs)
    return shown(_find(label, "c:numFmt/@formatCode")[0], value)


def shown(code: str, value: float) -> str:
    """A number as Excel shows it by a format of ours: text in quotes, 0 or 0.00, thousands, a part for negatives."""
    above, _, below = code.partition(";")
    part = below if value < 0 and below else above
    digits = re.search(r'(?:#,##)?0(?:\.(0+))?(?=(?:[^"]*"[^"]*")*[^"]*$)', part)
    assert digits, code
    decimals = len(digits[1] or "")
    exact = abs(Decimal(repr(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    number = format(exact, ",f" if "#" in digits[0] else "f")
    sign = "-" if value < 0 and not below else ""
    before, after = (x.replace('"', "") for x in (part[: digits.start()], part[digits.end() :]))
    return sign + before + number + after


def _unescaped(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def _find(element: etree._Element, path: str) -> list:
    return element.xpath(path, namespaces=SPACES)


def _text(point: etree._Element) -> str:
    return "".join(_find(point, "c:v/text()"))
