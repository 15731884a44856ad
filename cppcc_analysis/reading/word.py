"""The text of a .docx: paragraphs and tables in the order of the document."""

import io
from collections.abc import Iterator

import docx
from docx.oxml.ns import qn
from lxml import etree

from cppcc_analysis.reading.encodings import UnreadableError

_TEXT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
#: what was struck out while changes were tracked, and the second copy of a text box, for older programs
_SKIPPED = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


def read_docx(data: bytes) -> str:
    """A line for each paragraph and each row of a table, its cells parted by tabs.

    Raises `UnreadableError` for a damaged file.
    """
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    # whatever is wrong with the package, its library raises what happens to meet it first
    except Exception:
        raise UnreadableError("a damaged .docx: open it in Word and save it again") from None
    return "".join(_pieces(body)).strip("\n")


def _pieces(body: etree._Element) -> Iterator[str]:
    """The library's own paragraphs lack insertions, content controls and text boxes; so walk the tree."""
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            yield from _after(node)
        elif node.tag in _SKIPPED:
            walk.skip_subtree()
        elif node.tag == qn("w:t"):
            yield node.text or ""
        # a text box hangs on the middle of a paragraph
        elif node.tag == qn("w:txbxContent"):
            yield "\n"
        else:
            yield _TEXT.get(node.tag, "") if node.getparent().tag == qn("w:r") else ""


def _after(node: etree._Element) -> Iterator[str]:
    if node.tag == qn("w:p") and not _ends_cell(node):
        yield "\n"
    elif node.tag == qn("w:tc"):
        yield "\t" if node.getnext() is not None else ""
    elif node.tag == qn("w:tr"):
        yield "\n"


def _ends_cell(paragraph: etree._Element) -> bool:
    return paragraph.getparent().tag == qn("w:tc") and paragraph.getnext() is None
