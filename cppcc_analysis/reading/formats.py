"""The file formats: what a file is by its bytes, whatever its name, and the text that it holds."""

import re
from collections.abc import Callable

from cppcc_analysis.reading import pdf, webpage, word
from cppcc_analysis.reading.archives import member_names
from cppcc_analysis.reading.encodings import UnreadableError, decode

#: formats that have no text encoding of their own
_PACKED: dict[str, Callable[[bytes], str]] = {"pdf": pdf.read_pdf, "docx": word.read_docx}
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old Word or WPS file: save it as .docx or .txt",
    b"{\\rtf": "an RTF file: save it as .docx or .txt",
    b"\x89PNG": "a picture, not text: run OCR first",
    b"\xff\xd8\xff": "a picture, not text: run OCR first",
    b"GIF8": "a picture, not text: run OCR first",
    b"II*\x00": "a picture, not text: run OCR first",
    b"MM\x00*": "a picture, not text: run OCR first",
    b"Rar!": "an archive of a kind that is not read: unpack it first",
    b"7z\xbc\xaf": "an archive of a kind that is not read: unpack it first",
    b"\x1f\x8b": "an archive of a kind that is not read: unpack it first",
}
#: a zip with files, and one without
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
#: how far into a file the mark of a PDF may stand
_HEAD = 1024


def read_format(name: str, data: bytes) -> tuple[str, str | None, str]:
    """(format, encoding, text) of a file. The encoding is `None` where the format has none of its own.

    Raises `UnreadableError` for what is no text, or a text that cannot be got at.
    """
    kind = _kind(data)
    if kind in _PACKED:
        return kind, None, _not_empty(_PACKED[kind](data))
    if kind == "mhtml":
        data = webpage.page_of_archive(data)
    encoding, text = decode(data)
    if kind == "mhtml" or webpage.is_page(text) or name.lower().endswith((".html", ".htm")):
        return kind or "html", encoding, _not_empty(webpage.read_page_text(text))
    return "text", encoding, _not_empty(text)


def _kind(data: bytes) -> str | None:
    """The format that the first bytes name; `None` for text of some kind."""
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    for mark, reason in _OTHERS.items():
        if data.startswith(mark):
            raise UnreadableError(reason)
    return "mhtml" if webpage.is_archive(data) else None


def _kind_of_zip(data: bytes) -> str:
    names = member_names(data)
    if "word/document.xml" in names:
        return "docx"
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise UnreadableError("an office file of a kind that is not read: save it as .docx or .pdf")
    raise UnreadableError("a zip inside a zip: unpack it first")


def is_zip_of_files(data: bytes) -> bool:
    """Whether a file is a zip of other files, not an office file."""
    if not data.startswith(_ZIP):
        return False
    names = member_names(data)
    return not names & {"[Content_Types].xml", "mimetype"}


def _not_empty(text: str) -> str:
    if not re.search(r"\w", text):
        raise UnreadableError("holds no text")
    return text
