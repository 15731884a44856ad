"""Cutting text into words with jieba: a private tokeniser, HMM off, so that the same text and the
same dictionary always give the same words.
"""

import hashlib
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from platformdirs import user_cache_path

from cppcc_analysis.keywords.termlist import load_terms

HMM = False  # jieba's guesser of unknown words: its guesses depend on the neighbouring text
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(f"[{_HAN}]{{2,}}")


def tokens(text: str) -> Iterator[str]:
    """The words of `text`: Han words of two or more characters, in order.

    Numbers, Latin letters, punctuation and single characters are dropped.

    >>> list(tokens("提出提案113件，加快发展新质生产力"))
    ['提出', '提案', '加快', '发展', '新质生产力']
    """
    return (word for word in tokenizer().cut(text, HMM=HMM) if is_token(word))


def is_token(word: str) -> bool:
    """Whether `word` is of the kind that is counted as a token.

    >>> [is_token(word) for word in ("养老", "的", "2024", "5G网络")]
    [True, False, False, False]
    """
    return _TOKEN.fullmatch(word) is not None


@cache
def tokenizer() -> Any:
    """The package's own `jieba.Tokenizer` with the named terms, loaded at the first call."""
    own = quiet_jieba().Tokenizer()
    # The cache is read back by marshal, so it belongs in the user's own folder rather than in the
    # shared temporary one; named by the dictionary's hash, because jieba does not notice another
    # dictionary.
    own.tmp_dir = _cache_folder()
    own.cache_file = f"jieba-{dictionary_hash()[:16]}.cache"
    forms = {form for term in load_terms() for form in term.forms if is_token(form)}
    for form in sorted(forms, key=lambda form: (len(form), form)):
        own.add_word(form)  # without a frequency: jieba takes the smallest that keeps the word whole
    return own


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
