"""Real footnotes for Word documents; python-docx has none of its own."""

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree

from cppcc_analysis.office.markup import tag, w
from cppcc_analysis.office.text import clean

#: the ids that Word gives the lines above footnotes; footnotes themselves count from 1
_SEPARATORS = {"separator": "-1", "continuationSeparator": "0"}
_NAME = PackURI("/word/footnotes.xml")


def add_footnote(paragraph: Paragraph, text: str) -> None:
    """A mark at the end of the paragraph as it stands, and the footnote it leads to."""
    notes = _footnotes(paragraph.part)
    number = str(len(notes) - len(_SEPARATORS) + 1)
    mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteReference", id=number))
    paragraph._p.append(parse_xml(etree.tostring(mark)))
    notes.append(_note(number, clean(text)))


def prepare_footnotes(document: Document) -> None:
    """Say in the settings which notes are the separators; done once, when a document is made."""
    settings = document.settings.element
    listed = w("footnotePr", *(w("footnote", id=number) for number in _SEPARATORS.values()))
    settings.find(tag("compat")).addprevious(parse_xml(etree.tostring(listed)))
    _footnotes(document.part)


def _footnotes(part: XmlPart) -> etree._Element:
    """The root of the footnotes part, which is made when missing."""
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            return relation.target_part.element
    root = w("footnotes", *(_separator(kind, number) for kind, number in _SEPARATORS.items()))
    element = parse_xml(etree.tostring(root))
    made = XmlPart(_NAME, CONTENT_TYPE.WML_FOOTNOTES, element, part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.FOOTNOTES)
    return element


def _separator(kind: str, number: str) -> etree._Element:
    spacing = w("pPr", w("spacing", after="0", line="240", lineRule="auto"))
    return w("footnote", w("p", spacing, w("r", w(kind))), type=kind, id=number)


def _note(number: str, text: str) -> etree._Element:
    mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
    words = OxmlElement("w:r")
    words.text = f" {text}"
    return w("footnote", w("p", w("pPr", w("pStyle", val="FootnoteText")), mark, words), id=number)
