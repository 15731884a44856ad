"""Bytes → text, strictly: what no encoding explains is refused, nothing is replaced."""

import re

from cppcc_analysis.reading.hanzi import is_common


class UnreadableError(Exception):
    """These bytes cannot be read; its text is the reason, and what to do where something can be done."""


_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
#: the encodings of Chinese that nearly any bytes decode in: which one it is, the characters tell
_CHINESE = ("gb18030", "cp950")
#: a text of which fewer characters are common ones was decoded wrongly
_FEWEST_COMMON = 0.7
_CHINESE_SIGNS = "，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕—…·％　０１２３４５６７８９"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> tuple[str, str]:
    """(encoding, text): UTF-8, UTF-16 with BOM, GB18030, or Big5 as Windows writes it (cp950).

    A character U+FFFD that stands in the file stays: an earlier program lost the one in its place. Raises
    `UnreadableError` for anything else, also where the bytes decode but do not read as Chinese.

    >>> decode("提案".encode("gb18030"))
    ('gb18030', '提案')
    """
    if not data.strip():
        raise UnreadableError("empty")
    encoding, text = _decode_marked(data) or _decode_utf8(data) or _decode_chinese(data)
    if not text.strip():
        raise UnreadableError("empty")
    if "\x00" in text or len(_CONTROL.findall(text)) > len(text) / 100:
        raise UnreadableError("binary, not text")
    return encoding, text


def _decode_marked(data: bytes) -> tuple[str, str] | None:
    encoding = next((encoding for mark, encoding in _BOMS.items() if data.startswith(mark)), None)
    if encoding is None:
        return None
    try:
        return encoding, data.decode(encoding)
    except UnicodeDecodeError:
        name = encoding.removesuffix("-sig").upper()
        raise UnreadableError(f"marked as {name} but not decodable as such") from None


def _decode_utf8(data: bytes) -> tuple[str, str] | None:
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decode_chinese(data: bytes) -> tuple[str, str]:
    """In the encoding in which it reads best as Chinese."""
    best, encoding, text = _FEWEST_COMMON, "", ""
    for candidate in _CHINESE:
        try:
            decoded = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        share = _common_share(decoded)
        if share > best:
            best, encoding, text = share, candidate, decoded
    if encoding:
        return encoding, text
    if b"\x00" in data:
        raise UnreadableError("binary, not text")
    raise UnreadableError("in no known encoding (tried UTF-8, UTF-16 with BOM, GB18030, Big5)")


def _common_share(text: str) -> float:
    """The share of common characters and Chinese signs in what is not ASCII."""
    wide = {char: text.count(char) for char in set(text) if char > "\x7f"}
    common = sum(count for char, count in wide.items() if char in _CHINESE_SIGNS or is_common(char))
    return common / sum(wide.values()) if wide else 1.0
