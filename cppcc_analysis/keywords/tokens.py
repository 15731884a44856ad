"""Cutting text into words: a private tokeniser, HMM off, so that the same text and the same dictionary always
give the same words.

Two engines: jieba, and rjieba for large collections, a port of jieba to Rust with the same dictionary and the
same algorithm (the extra `fast` installs it).
"""

import hashlib
import logging
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from platformdirs import user_cache_path

from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.keywords.termlist import load_terms

ENGINES = ("jieba", "rjieba")
HMM = False  # jieba's guesser of unknown words: its guesses depend on the neighbouring text
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(f"[{_HAN}]{{2,}}")


def tokens(text: str, engine: str = "jieba") -> Iterator[str]:
    """The words of `text`: Han words of two or more characters, in order.

    Numbers, Latin letters, punctuation and single characters are dropped. Raises `UserError` for an unknown
    engine, or one that is not installed.

    >>> list(tokens("提出提案113件，加快发展新质生产力"))
    ['提出', '提案', '加快', '发展', '新质生产力']
    """
    return (word for word, _ in placed_words(text, engine) if is_token(word))


def placed_words(text: str, engine: str = "jieba") -> Iterator[tuple[str, int]]:
    """All pieces that `text` is cut into, punctuation and single characters as well, each with its offset.

    >>> list(placed_words("提案113件"))
    [('提案', 0), ('113', 2), ('件', 5)]
    """
    at = 0
    for word in _cutter(engine)(text):
        yield word, at
        at += len(word)


def check_engine(engine: str) -> None:
    """Raise `UserError` for an unknown engine, or one that is not installed."""
    if engine not in ENGINES:
        raise unknown("engine", engine, ENGINES)
    if engine == "rjieba" and find_spec("rjieba") is None:
        raise UserError("the engine rjieba is not installed: pip install rjieba, or use jieba")


def _cutter(engine: str) -> Callable[[str], Iterable[str]]:
    check_engine(engine)
    forms = tuple(sorted({form for term in load_terms() for form in term.forms if is_token(form)}))
    if engine == "rjieba":
        return partial(_rust_tokenizer(forms).cut, hmm=HMM)
    return partial(_tokenizer(forms).cut, HMM=HMM)


def is_token(word: str) -> bool:
    """Whether `word` is of the kind that is counted as a token.

    >>> [is_token(word) for word in ("养老", "的", "2024", "5G网络")]
    [True, False, False, False]
    """
    return _TOKEN.fullmatch(word) is not None


@cache
def _tokenizer(forms: tuple[str, ...]) -> Any:
    """The package's own `jieba.Tokenizer` with the named terms, loaded at the first call."""
    own = quiet_jieba().Tokenizer()
    # The cache is read back by marshal, so it belongs in the user's own folder rather than in the
    # shared temporary one; named by the dictionary's hash, because jieba does not notice another
    # dictionary.
    own.tmp_dir = _cache_folder()
    own.cache_file = f"jieba-{dictionary_hash()[:16]}.cache"
    for form in _shortest_first(forms):
        own.add_word(form)  # without a frequency: jieba takes the smallest that keeps the word whole
    return own


@cache
def _rust_tokenizer(forms: tuple[str, ...]) -> Any:
    """The same of rjieba, whose dictionary is built in."""
    own = import_module("rjieba").Jieba()
    for form in _shortest_first(forms):
        own.add_word(form, None, None)
    return own


def _shortest_first(forms: Iterable[str]) -> list[str]:
    """A form may raise the frequency that a longer one needs to stay whole."""
    return sorted(forms, key=lambda form: (len(form), form))


@cache
def quiet_jieba() -> ModuleType:
    """The module jieba, imported without its noise.

    Its source has invalid escape sequences (a SyntaxWarning from Python 3.12 on, when no compiled
    file is there yet), it imports `pkg_resources` (a deprecation warning where setuptools has it),
    and it logs its start-up to stderr, with a traceback when the cache cannot be written, which
    only costs a second at the next start.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.CRITICAL)
    module: ModuleType = jieba
    return module


@cache
def dictionary_hash() -> str:
    """SHA-256 of jieba's dictionary file."""
    dictionary = Path(str(quiet_jieba().__file__)).with_name("dict.txt")
    return hashlib.sha256(dictionary.read_bytes()).hexdigest()


def _cache_folder() -> str:
    folder = user_cache_path("cppcc_analysis", appauthor=False)
    with suppress(OSError):  # a read-only home: jieba then works without a cache
        folder.mkdir(parents=True, exist_ok=True)
    return str(folder)
