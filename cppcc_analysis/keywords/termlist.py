"""The list of named terms: what is counted as a string, under which name, and where it does not
count.

The list is data: that of the package (`data/terms.toml` in this folder, its head explains the fields), and
what the analyst adds to it (`ownlist`).
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.keywords.ownlist import read_own_list


@dataclass(frozen=True)
class Term:
    """A named term: `forms` are the strings that count as it, `not_in` longer ones that do not."""

    word: str
    term_class: str
    en: str
    aliases: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    since: int | None = None
    reads: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.word, *self.aliases)


@dataclass(frozen=True)
class TermClass:
    """What kind of term: its name in Chinese and English, and what it holds."""

    zh: str
    en: str
    note: str


@dataclass(frozen=True)
class Match:
    """An occurrence: the term's name and where its form stands in the text, `end` exclusive."""

    word: str
    start: int
    end: int


def load_terms() -> tuple[Term, ...]:
    """All named terms: the package's in the order of its list, then the analyst's own.

    Raises `UserError` when two terms share a form, or when a `not_in` holds none of its term's
    forms.
    """
    return _terms(read_own_list())


def term_classes() -> dict[str, TermClass]:
    """The classes by name, in the order of the list.

    >>> term_classes()["practice"].zh
    '政协履职'
    """
    return {
        name: TermClass(body["zh"], body["en"], body["note"])
        for name, body in _classes(read_own_list()).items()
    }


def list_text() -> str:
    """All that the counts of named terms depend on: both lists as they stand."""
    return "\0".join((_package_list(), read_own_list()))


def parse_terms(classes: dict[str, Any]) -> tuple[Term, ...]:
    """The terms of a list as `tomllib` reads it; see `load_terms` for what is refused."""
    terms = tuple(_term(name, entry) for name, body in classes.items() for entry in body.get("term", []))
    _refuse_shared_forms(terms)
    _refuse_idle_guards(terms)
    return terms


def add_own_classes(classes: dict[str, Any], own: str) -> dict[str, Any]:
    """The classes of the package with the terms of the analyst's list, given as TOML.

    A class that the package has takes its terms; a new one says its name as `zh`, `en` and `note`. Raises
    `UserError` for a list that is no TOML, or a new class without these.
    """
    try:
        added = tomllib.loads(own)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"the list of your own terms is no TOML: {error}") from error
    merged = {name: {**body, "term": list(body["term"])} for name, body in classes.items()}
    for name, body in added.items():
        if not isinstance(body, dict) or (name not in merged and not {"zh", "en", "note"} <= body.keys()):
            raise unknown("class of terms", name, classes)
        merged.setdefault(name, {**body, "term": []})["term"] += body.get("term", [])
    return merged


@cache
def _terms(own: str) -> tuple[Term, ...]:
    return parse_terms(_classes(own))


@cache
def _classes(own: str) -> dict[str, Any]:
    return add_own_classes(tomllib.loads(_package_list()), own)


@cache
def _package_list() -> str:
    return files(__package__).joinpath("data/terms.toml").read_text(encoding="utf-8")


def _term(term_class: str, entry: dict[str, Any]) -> Term:
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()
    }
    try:
        return Term(term_class=term_class, **fields)
    except TypeError as error:
        name = entry.get("word", "an entry without word")
        raise UserError(f"terms.toml, {name}: {error}") from error


def _refuse_shared_forms(terms: tuple[Term, ...]) -> None:
    owners: dict[str, str] = {}
    for term in terms:
        for form in term.forms:
            if form in owners:
                raise UserError(f"terms.toml: {form} stands under {owners[form]} and under {term.word}")
            owners[form] = term.word


def _refuse_idle_guards(terms: tuple[Term, ...]) -> None:
    for term in terms:
        for guard in term.not_in:
            if not any(form in guard and form != guard for form in term.forms):
                raise UserError(f"terms.toml: {guard} guards no form of {term.word}")


class TermMatcher:
    """Finds terms in one pass: at each place the longest form, then on behind it.

    >>> matcher = TermMatcher(load_terms())
    >>> [m.word for m in matcher.find("推动黄河流域生态保护和高质量发展，深化“放管服”改革")]
    ['黄河流域生态保护和高质量发展', '放管服']
    >>> [m.word for m in matcher.find("中国人民政治协商会议的政治协商职能")]
    ['政治协商']
    """

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._word_of = {form: term.word for term in terms for form in term.forms}
        guards = {form: term.not_in for term in terms for form in term.forms}
        longest_first = sorted(self._word_of, key=lambda form: (-len(form), form))
        self._pattern = re.compile("|".join(_form_pattern(form, guards[form]) for form in longest_first))

    def find(self, text: str) -> Iterator[Match]:
        """Occurrences in the order of the text, none overlapping another."""
        for found in self._pattern.finditer(text):
            yield Match(self._word_of[found.group()], found.start(), found.end())


def term_matcher() -> TermMatcher:
    """The matcher of the whole list."""
    return _matcher(load_terms())


@cache
def _matcher(terms: tuple[Term, ...]) -> TermMatcher:
    return TermMatcher(terms)


def _form_pattern(form: str, guards: tuple[str, ...]) -> str:
    # The conditions stand behind the form, not before it: a pattern whose alternatives all begin
    # with a plain character lets `re` skip most of the text.
    conditions = [
        f"(?!(?<={re.escape(guard[:end])}){re.escape(guard[end:])})"
        for guard in guards
        for end in _ends(form, guard)
    ]
    return re.escape(form) + "".join(conditions)


def _ends(form: str, guard: str) -> list[int]:
    return [at + len(form) for at in range(len(guard)) if guard.startswith(form, at)]
