"""The visible text of a web page, without its navigation.

What belongs to the text is kept, rather than the text picked out: programs that pick the main element of a
page lose titles, tables and what stands in a second element, and a lost body is worse than a menu too many.
"""

import email
import re
from collections.abc import Iterator
from itertools import groupby

from lxml import etree, html

from cppcc_analysis.reading.encodings import UnreadableError

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>)?(?>\s*<!--.*?-->)*+\s*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK_TAG = re.compile(r"<(?:p|div|td|table|h[1-6])\b[^<>]*>|</(?:p|div|td)>|<br\s*/?>", re.IGNORECASE)
#: text with so many tags of blocks is a page's source
_MANY_TAGS = 6


def is_page(text: str) -> bool:
    """Whether a text is the source of a web page, or a piece of one."""
    if _PAGE.match(text):
        return True
    return sum(1 for _ in zip(_BLOCK_TAG.finditer(text), range(_MANY_TAGS), strict=False)) == _MANY_TAGS


def is_archive(data: bytes) -> bool:
    """Whether a file is a web page saved with its pictures (.mhtml)."""
    head = data[:4096].lower()
    return bool(re.match(rb"[\w-]+:", head)) and b"mime-version:" in head and b"content-type:" in head


def page_of_archive(data: bytes) -> bytes:
    """The page in a .mhtml file, of several the longest. Raises `UnreadableError` where there is none."""
    try:
        message = email.message_from_bytes(data)
        pages = [
            part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html"
        ]
    # the parser of mail raises what happens to meet broken headers first
    except Exception:
        raise UnreadableError("a damaged web archive: save the page as .html") from None
    found = [page for page in pages if isinstance(page, bytes)]
    if not found:
        raise UnreadableError("a web archive without a page in it")
    return max(found, key=len)


def read_page_text(markup: str) -> str:
    """The visible text of a page without menus and lists of links, as a browser would copy it.

    Everything visible where leaving those out would lose most of the sentences.
    """
    root = _parse(markup)
    if root is None:
        return ""
    text = _rendered(root, _furniture(root))
    whole = _rendered(root, set())
    return whole if text.count("。") < whole.count("。") / 2 or not text else text


def _parse(markup: str) -> etree._Element | None:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element | None = etree.fromstring(markup.encode(), parser)
    except etree.XMLSyntaxError:
        return None
    # behind this error the parser gives up, and the rest of the page would be lost
    if any("depth" in error.message for error in parser.error_log):
        raise UnreadableError("a web page nested too deeply: save its text as .txt")
    return root


# --- what is furniture ---------------------------------------------------------------------------------

_NAVIGATION = {"nav", "aside", "footer"}
_CONTAINERS = {"div", "dl", "footer", "header", "li", "ol", "p", "section", "table", "td", "tr", "ul"}
#: a block with so many links, that hold so much of its text and no sentence beside them, is a list of links
_FEWEST_LINKS = 2
_LINKED_SHARE = 0.6


def _furniture(root: etree._Element) -> set[etree._Element]:
    """The elements that guide through a site: navigation, and blocks made of links."""
    found: set[etree._Element] = set()
    #: text, linked text, links and sentences of the elements that are open, innermost last
    open_counts: list[list[int]] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            open_counts.append(_own_counts(node))
            continue
        counts = open_counts.pop()
        length, linked, links, sentences = counts
        if node.tag == "a":
            counts = [length, length, 1, 0]
        made_of_links = links >= _FEWEST_LINKS and linked >= _LINKED_SHARE * length and not sentences
        if node.tag in _NAVIGATION or _is_hidden(node) or (node.tag in _CONTAINERS and made_of_links):
            found.add(node)
        if open_counts:
            tail = _text_counts(node.tail)
            open_counts[-1] = [
                outer + inner + behind
                for outer, inner, behind in zip(open_counts[-1], counts, tail, strict=True)
            ]
    return found


def _own_counts(node: etree._Element) -> list[int]:
    return [0, 0, 0, 0] if node.tag in _UNSEEN else _text_counts(node.text)


def _text_counts(text: str | None) -> list[int]:
    return [len("".join(text.split())), 0, 0, text.count("。")] if text else [0, 0, 0, 0]


def _is_hidden(node: etree._Element) -> bool:
    return "hidden" in node.attrib or bool(re.search(r"display\s*:\s*none", node.get("style", ""), re.I))


# --- how a browser sets it ----------------------------------------------------------------------------

_UNSEEN = {
    *("audio", "button", "canvas", "embed", "head", "iframe", "input", "map", "noscript", "object", "option"),
    *("script", "select", "style", "svg", "template", "textarea", "title", "video"),
}
#: line ends before and after an element, as in the standard for innerText: two are a blank line
_BREAKS = {
    **dict.fromkeys(
        ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt"), 1
    ),
    **dict.fromkeys(("fieldset", "figure", "figcaption", "footer", "form", "header", "hr", "html", "li"), 1),
    **dict.fromkeys(("main", "nav", "ol", "pre", "section", "table", "tr", "ul"), 1),
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6"), 2),
}


def _rendered(root: etree._Element, left_out: set[etree._Element]) -> str:
    """The text of the tree, set in lines as a browser would."""
    lines: list[str] = []
    for is_break, group in groupby(_pieces(root, left_out), key=lambda piece: isinstance(piece, int)):
        if is_break:
            lines.append("\n" * max(piece for piece in group if isinstance(piece, int)))
        else:
            lines.append("".join(piece for piece in group if isinstance(piece, str)))
    return "\n".join(line.strip(" \t") for line in "".join(lines).split("\n")).strip()


def _pieces(root: etree._Element, left_out: set[etree._Element]) -> Iterator[str | int]:
    """Text as strings, and line ends between blocks as numbers, of which the largest counts."""
    walk = etree.iterwalk(root, events=("start", "end"))
    pre = 0
    for event, node in walk:
        seen = node.tag not in _UNSEEN and node not in left_out
        if event == "start":
            pre += node.tag == "pre"
            if node.tag in _BREAKS:
                yield _BREAKS[node.tag]
            if not seen:
                walk.skip_subtree()
            elif node.text:
                yield from _text(node.text, pre > 0)
            continue
        pre -= node.tag == "pre"
        if node.tag == "br":
            yield "\n"
        elif node.tag in ("td", "th") and node.getnext() is not None:
            yield "\t"
        elif node.tag in _BREAKS:
            yield _BREAKS[node.tag]
        if node.tail and node is not root:
            yield from _text(node.tail, pre > 0)


def _text(text: str, pre: bool) -> Iterator[str]:
    """Text as it shows; nothing for the white space between two elements."""
    shown = text if pre else re.sub("[ \t\r\n\f]+", " ", text)
    if shown != " ":
        yield shown
