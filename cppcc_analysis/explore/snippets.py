"""The two lines of code that do what a control does. They run where `import cppcc_analysis as cppcc` has run."""

import json
from collections.abc import Sequence


def literal(value: object) -> str:
    """A text, a number or a list of these as Python writes it, with what cannot be seen escaped.

    >>> print(literal(["阳泉市", 'a"b']), literal(2023), literal("a\\u202eb"))
    ["阳泉市", "a\\"b"] 2023 "a\\u202eb"
    """
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)


def load_call(cities: Sequence[str] = (), years: Sequence[int] = ()) -> str:
    """The call that loads the tables of a choice.

    >>> print(load_call(["阳泉市"], [2023]))
    cppcc.load(cities=["阳泉市"], years=[2023])
    """
    given = [
        f"{name}={literal(list(chosen))}" for name, chosen in (("cities", cities), ("years", years)) if chosen
    ]
    return f"cppcc.load({', '.join(given)})"


def named_language(lang: str) -> str:
    """The argument that a call needs for another language than Chinese."""
    return "" if lang == "zh" else f", lang={literal(lang)}"
