"""Sentences bound to the tables: one that the tables don't support can't be written.

A sentence is made of words and of slots. The words hold no number and no direction (增, 减, 最多 …): both come
out of slots, and a slot reads them from its cells each time it is asked.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from string import Formatter

from cppcc_analysis.briefing.cells import Bound, Held, Tables, UnsupportedError, ledger_of, read

#: numbers in digits, and in Chinese numerals before what they count
_NUMBER = re.compile(r"\d|[零〇一二两三四五六七八九十百千万亿]+(?=[件人个次届项类成%％])")
#: directions and ranks, which only cells can give
_DIRECTION = re.compile(
    r"[增减升降涨跌]|持平|上涨|回落|最[多少高低大小]|领先|第一|居首"
    r"|\b(?:ris(?:e|es|ing)|rose|risen|fall(?:s|ing|en)?|fell|increas\w+|decreas\w+|grew|grow\w*|declin\w+"
    r"|drop\w*|unchanged|stayed|up|down|more|less|fewer|most|least|highest|lowest|largest|smallest|lead\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Slot:
    """A place in a sentence that is told from cells.

    tell    the words for what the cells hold, in "zh" or "en"; raises `UnsupportedError` where they don't bear it out
    number  the slot gives a number or a finding, whose source is to be told; else it names a place, a year …
    """

    bound: tuple[Bound, ...]
    tell: Callable[[Sequence[Held], str], str]
    number: bool = True


Clause = tuple[str | Slot, ...]


@dataclass(frozen=True)
class Filled:
    """A slot with its words, and what its cells held when they were told."""

    slot: Slot
    text: str
    held: tuple[Held, ...]


@dataclass(frozen=True)
class Statement:
    """A sentence that the tables supported when it was made.

    topic  what it is about: one of `findings.FINDINGS` or `findings.LIMITS`
    """

    topic: str
    parts: tuple[str | Filled, ...]
    lang: str

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def slots(self) -> tuple[Filled, ...]:
        return tuple(part for part in self.parts if isinstance(part, Filled))

    def __str__(self) -> str:
        return self.text


def clause(words: str, **slots: Slot | Clause) -> Clause:
    """Words with slots, or other clauses, in the places named {…}.

    Raises `KeyError` for a place without a slot.

    >>> clause("收到提案{received}", received=("很", "多"))
    ('收到提案', '很', '多')
    """
    parts: list[str | Slot] = []
    for literal, name, _, _ in Formatter().parse(words):
        parts += [literal] if literal else []
        if name is not None:
            found = slots[name]
            parts += [found] if isinstance(found, Slot) else found
    return tuple(parts)


def joined(clauses: Sequence[Clause], between: str) -> Clause:
    """Clauses behind each other.

    >>> joined([("a",), ("b", "c")], "; ")
    ('a', '; ', 'b', 'c')
    """
    parts: list[str | Slot] = []
    for number, each in enumerate(clauses):
        parts += [between] if number else []
        parts += each
    return tuple(parts)


def state(topic: str, sentence: Clause, tables: Tables, lang: str) -> Statement:
    """The sentence, if the tables support it.

    Raises `UnsupportedError` where a cell is missing or does not bear it out, and where the words of the sentence
    hold a number, a direction or a rank that no cell gives.
    """
    _check_words([part for part in sentence if isinstance(part, str)])
    return Statement(
        topic,
        tuple(part if isinstance(part, str) else _fill(part, tables, lang) for part in sentence),
        lang,
    )


def stated(topic: str, sentence: Clause, tables: Tables, lang: str) -> Iterator[Statement]:
    """The sentence, or nothing where the tables don't support it."""
    try:
        yield state(topic, sentence, tables, lang)
    except UnsupportedError:
        return


def bears_out(slot: Slot, tables: Tables, lang: str) -> bool:
    """Whether the tables support a slot."""
    try:
        _fill(slot, tables, lang)
    except UnsupportedError:
        return False
    return True


def verify(statements: Sequence[Statement], tables: Tables) -> None:
    """Tell each slot of each sentence anew from the tables.

    Raises `UnsupportedError` for the first sentence that is no longer what the tables say: whose cells hold
    something else, are gone, or don't bear the words out.
    """
    ledger = ledger_of(tables)
    for statement in statements:
        try:
            _check_words([part for part in statement.parts if isinstance(part, str)])
            for filled in statement.slots:
                now = _fill(filled.slot, ledger, statement.lang)
                if now.held != filled.held or now.text != filled.text:
                    raise UnsupportedError(f"'{filled.text}' is '{now.text}' now")
        except UnsupportedError as error:
            raise UnsupportedError(f"the tables don't support '{statement.text}': {error}") from error


def _fill(slot: Slot, tables: Tables, lang: str) -> Filled:
    held = tuple(read(bound, tables) for bound in slot.bound)
    return Filled(slot, slot.tell(held, lang), held)


def _check_words(words: Sequence[str]) -> None:
    for text in words:
        if found := _NUMBER.search(text) or _DIRECTION.search(text):
            raise UnsupportedError(f"'{found[0]}' in '{text}' comes from no cell")
