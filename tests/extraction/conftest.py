"""Reads a sentence the way the wordings and the test tables write it down."""

from collections.abc import Callable

import pytest

from cppcc_analysis.extraction.figures import Figure, extract_figures
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.blocks import Block, Role
from cppcc_analysis.reading.traced import Traced

Read = Callable[..., list[str]]


def _spell(figure: Figure) -> str:
    """`filed proposer 委员 299 件`; a figure of the congress begins with 人大."""
    words = [figure.measure, figure.breakdown, figure.item, f"{figure.value:g}", figure.unit]
    return " ".join(word for word in ["人大" if figure.body == "人大" else None, *words] if word)


@pytest.fixture
def read() -> Read:
    def _read(*paragraphs: str, kind: str = "review_report", body: str | None = "政协") -> list[str]:
        blocks = tuple(Block(Role.PARAGRAPH, Traced.of(paragraph)) for paragraph in paragraphs)
        figures, _ = extract_figures(Article(None, (), blocks, kind, body))
        return [_spell(figure) for figure in figures]

    return _read
