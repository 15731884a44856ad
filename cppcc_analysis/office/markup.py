"""Elements of Word's markup (ECMA-376 Part 1, chapter 17)."""

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def tag(name: str) -> str:
    """The full name of an element or attribute of Word's markup."""
    return f"{{{WORD}}}{name}"


def w(name: str, /, *parts: etree._Element | None, **attributes: str) -> etree._Element:
    """A Word element with attributes of Word's markup; parts that are None are left out."""
    made = etree.Element(tag(name), {tag(key): value for key, value in attributes.items()}, nsmap={"w": WORD})
    made.extend([part for part in parts if part is not None])
    return made
