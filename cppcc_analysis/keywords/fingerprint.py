"""What the counts depend on besides the texts, and that only counts of one kind are compared."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files

import pandas as pd

from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords.layers import LAYER_DATA
from cppcc_analysis.keywords.termlist import list_text
from cppcc_analysis.keywords.tokens import HMM, check_engine, dictionary_hash

_DIGITS = 8


def fingerprint(engine: str = "jieba") -> str:
    """Engine and version, HMM flag, and hashes of the dictionary, the term lists, the layers and the cleaning.

    It stands in the column `fingerprint` of the tables of counts. Hashes are the first 8 digits of a SHA-256, the
    same whatever the line ends of the checkout; the dictionary of rjieba is built in, and known by its version.

    >>> [part.partition("=")[0] for part in fingerprint().split()]
    ['jieba', '0.42.1', 'hmm', 'dictionary', 'terms', 'layers', 'cleaning']
    """
    return f"{counting_print(engine)} cleaning={_cleaning()}"


def counting_print(engine: str = "jieba") -> str:
    """The part of the fingerprint that says how a given text is counted."""
    check_engine(engine)
    dictionary = dictionary_hash()[:_DIGITS] if engine == "jieba" else "built-in"
    return (
        f"{engine} {version(engine)} hmm={'on' if HMM else 'off'} dictionary={dictionary} "
        f"terms={_hash(list_text())} layers={_layers()}"
    )


def check_comparable(*tables: pd.DataFrame) -> None:
    """Raise `UserError` where tables of counts were not all made in the same way.

    tables: with the column `fingerprint`; null says nothing.
    """
    known = list(dict.fromkeys(found for table in tables for found in table["fingerprint"].dropna().unique()))
    if len(known) > 1:
        one, other = (dict(_parts(found)) for found in known[:2])
        differing = ", ".join(
            f"{part} {one[part]} / {other[part]}" for part in one if one[part] != other[part]
        )
        raise UserError(f"counts made in different ways are not compared ({differing}): build both anew")


def _parts(found: str) -> list[tuple[str, str]]:
    engine, number, *others = found.split()
    return [
        ("engine", f"{engine} {number}"),
        *((part, value) for part, _, value in (o.partition("=") for o in others)),
    ]


@cache
def _layers() -> str:
    data = files(__package__).joinpath("data")
    return _hash("\0".join(data.joinpath(name).read_text(encoding="utf-8") for name in LAYER_DATA))


@cache
def _cleaning() -> str:
    """Hash of the code that makes the texts: any change of it may change what is counted."""
    folder = files("cppcc_analysis.reading")
    sources = sorted(
        (file.name, file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".py")
    )
    return _hash("\0".join(text for source in sources for text in source))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
