"""What is known of single Chinese characters: simplified forms, and how common they are."""

from functools import cache
from importlib.resources import files

#: rows of GB 2312 that hold its 3,755 most used characters
_MOST_USED = range(0xB0, 0xD8)


@cache
def simplified_forms() -> dict[str, str]:
    """Simplified form of each traditional character, by the tables of OpenCC."""
    table = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text(encoding="utf-8")
    entries = (line.split("\t") for line in table.splitlines())
    first = {traditional: forms.split()[0] for traditional, forms in entries}
    # characters beyond the basic plane do not occur in such texts, and would make every search for these slow
    return {
        char: form for char, form in first.items() if len(form) == 1 and char != form and char <= "\uffff"
    }


def in_gb2312(char: str) -> bool:
    """Whether a character belongs to GB 2312, the character set of simplified Chinese.

    >>> in_gb2312("协"), in_gb2312("協"), in_gb2312("乾")
    (True, False, True)
    """
    return bool(_gb2312(char))


def is_common(char: str) -> bool:
    """Whether a character, or its simplified form, is one of the 3,755 most used.

    >>> is_common("協"), is_common("勰")
    (True, False)
    """
    code = _gb2312(simplified_forms().get(char, char))
    return len(code) == 2 and code[0] in _MOST_USED


def _gb2312(char: str) -> bytes:
    return char.encode("gb2312", errors="ignore")
