"""One command that takes a word into the analyst's list of terms."""

import json
import re
import tomllib
from pathlib import Path

from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.keywords.ownlist import place_for_own_list
from cppcc_analysis.keywords.termlist import Term, load_terms, term_classes

#: the class of terms for which the analyst names none
OWN_CLASS = "own"
_HEAD = """# Your own terms, counted beside those of the package. The fields are those of the package's list:
# word, en, aliases, not_in, since, reads, ignores.

[own]
zh = "自选词语"
en = "own terms"
note = "Terms that the analyst has accepted."
"""
_WORD = re.compile(r"[\u3400-\u9fff、“”·]{2,30}")


def accept_term(word: str, term_class: str = OWN_CLASS, en: str = "", since: int | None = None) -> Path:
    """Add `word` to the analyst's list, in the class `term_class`; returns the file.

    `en` is its English gloss, `since` the year since which it exists. Raises `UserError`, and leaves the list
    as it is, for a word that is counted already, that is no word, or for an unknown class.
    """
    if not _WORD.fullmatch(word):
        raise UserError(f"'{word}' is no term: give two or more Chinese characters")
    for term in load_terms():
        if word in term.forms:
            raise UserError(f"{word} is counted already, as {term.word} in class {term.term_class}")
    classes = {*term_classes(), OWN_CLASS}
    if term_class not in classes:
        raise unknown("class of terms", term_class, sorted(classes))
    file = place_for_own_list()
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    if term_class == OWN_CLASS and OWN_CLASS not in tomllib.loads(before):
        before = _HEAD + before
    after = before + _entry(Term(word, term_class, en, since=since))
    staged = file.with_name(f"{file.name}.new")
    try:
        staged.write_text(after, encoding="utf-8", newline="\n")
        staged.replace(file)
    except OSError as error:
        raise UserError(f"cannot write to {file}: {error.strerror or error}") from error
    return file


def _entry(term: Term) -> str:
    # a JSON string is a TOML string, too
    lines = [f"word = {json.dumps(term.word, ensure_ascii=False)}"]
    lines.append(f"en = {json.dumps(term.en, ensure_ascii=False)}")
    if term.since is not None:
        lines.append(f"since = {term.since}")
    return f"\n[[{term.term_class}.term]]\n" + "\n".join(lines) + "\n"
