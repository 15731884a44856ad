"""Every wording of the lexicon, both ways: what it must read and what it must leave alone."""

import pytest

from cppcc_analysis.extraction.lexicon import Entry, load_entries
from tests.extraction.conftest import Read

READS = [(entry, example) for entry in load_entries() for example in entry.reads]
IGNORES = [(entry, example) for entry in load_entries() for example in entry.ignores]


@pytest.mark.parametrize(("entry", "example"), READS, ids=[example for _, example in READS])
def test_reads(entry: Entry, example: str, read: Read) -> None:
    sentence, _, expected = example.partition("=>")
    assert read(sentence.strip()) == [figure.strip() for figure in expected.split(";")]


@pytest.mark.parametrize(("entry", "example"), IGNORES, ids=[example for _, example in IGNORES])
def test_ignores(entry: Entry, example: str, read: Read) -> None:
    measured = entry.piece in ("measure", "rate", "base")
    assert not [
        figure
        for figure in read(example)
        if not figure.startswith("人大") and (figure.split()[0] == entry.value or not measured)
    ]


def test_no_word_has_two_meanings() -> None:
    # proposers are read as phrases of their own
    layers = [(entry.piece.startswith("proposer"), word) for entry in load_entries() for word in entry.words]
    assert sorted({word for word in layers if layers.count(word) > 1}) == []
