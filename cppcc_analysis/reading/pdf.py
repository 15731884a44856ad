"""The text layer of a PDF: its lines, with a blank line where the page leaves a gap or begins a column."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
from pypdfium2 import raw as pdfium

from cppcc_analysis.reading.encodings import UnreadableError

#: a line this many times the usual distance below the one before stands apart from it
_GAP = 1.4
#: a page with a picture and fewer characters than this was scanned: they are the scanner's own mark
_FEWEST_CHARACTERS = 20
#: what PDFs name hyphens at line ends and glyphs without a meaning
_NO_TEXT = dict.fromkeys((0, 2, 0xFFFE, 0xFFFF))
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]+(\d{1,4})[-—–－·\s]+|第\s*(\d{1,4})\s*页.{0,12}|(\d{1,4})(?:\s*/\s*\d{1,4})?"
)


@dataclass(frozen=True)
class _Line:
    """A line and the height of its baseline above the foot of the page."""

    text: str
    height: float


def read_pdf(data: bytes) -> str:
    """The lines of all pages, a form feed between two pages; numbers of pages are left out.

    Raises `UnreadableError` for a damaged or encrypted file and for a scan without a text layer.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = [_read_page(document[number], number + 1) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("an encrypted PDF: save it without its password first") from None
        raise UnreadableError("a damaged PDF: open it and print it to a new one") from None
    if not any(pages):
        raise UnreadableError("a scanned PDF without a text layer: run OCR first")
    return "\f".join(pages)


def _read_page(page: pypdfium2.PdfPage, number: int) -> str:
    """The text of one page, "" for a page without a text layer."""
    textpage = page.get_textpage()
    lines = _without_page_number(list(_lines(textpage.raw)), number)
    text = _set_apart(lines)
    textpage.close()
    scanned = len("".join(text.split())) < _FEWEST_CHARACTERS and any(
        page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    )
    page.close()
    return "" if scanned else text


def _lines(textpage: pdfium.FPDF_TEXTPAGE) -> Iterator[_Line]:
    codes: list[int] = []
    first = None
    for index in range(max(0, pdfium.FPDFText_CountChars(textpage))):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (0x0A, 0x0D):
            if codes and first is not None:
                yield _Line(_decoded(codes), _height(textpage, first))
            codes, first = [], None
            continue
        codes.append(code)
        if first is None and not chr(code).isspace():
            first = index
    if codes and first is not None:
        yield _Line(_decoded(codes), _height(textpage, first))


def _decoded(codes: list[int]) -> str:
    """Characters beyond the basic plane may come as two halves; a half alone is lost."""
    text = "".join(map(chr, codes)).translate(_NO_TEXT)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").rstrip()


def _height(textpage: pdfium.FPDF_TEXTPAGE, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    return y.value


def _set_apart(lines: list[_Line]) -> str:
    """The lines with a blank one wherever the next stands far below, or higher as in the next column."""
    steps = [above.height - below.height for above, below in pairwise(lines)]
    usual = median([step for step in steps if step > 0] or [0])
    ends = ["\n\n" if step < -usual / 2 or step > _GAP * usual else "\n" for step in steps]
    return "".join(line.text + end for line, end in zip(lines, [*ends, ""], strict=False))


def _without_page_number(lines: list[_Line], number: int) -> list[_Line]:
    """A page's number would stand in the middle of a sentence that runs on to the next page."""
    for at in (-1, 0):
        match = _PAGE_NUMBER.fullmatch(lines[at].text.strip()) if lines else None
        if match and (match[3] is None or int(match[3]) == number):
            lines = lines[:at] if at else lines[1:]
    return lines
