"""Articles as short as a test needs."""

import re
from collections.abc import Callable

import pandas as pd
import pytest

Build = Callable[..., pd.DataFrame]


@pytest.fixture(scope="session")
def articles_of() -> Build:
    """Builds the table `articles` from (place, year, text) or (place, year, text, body)."""
    return build


def build(
    *rows: tuple[str | None, int | None, str] | tuple[str | None, int | None, str, str],
) -> pd.DataFrame:
    articles = [_article(number, *row) for number, row in enumerate(rows)]
    table = pd.DataFrame(articles, columns=list(_article(0, None, None, "")))
    numbers = ("article", "term", "session", "year", "han", "start", "end")
    words = ("dump", "title", "kind", "body", "place", "level", "text")
    table = table.astype({"truncated": "bool", "copy_of": "string"})
    return table.astype(dict.fromkeys(numbers, "Int64") | dict.fromkeys(words, "string"))


def _article(
    number: int, place: str | None, year: int | None, text: str, body: str = "政协"
) -> dict[str, object]:
    return {
        "dump": f"{place}.txt",
        "article": number,
        "title": "关于高质量发展的报告",
        "kind": "review_report",
        "body": body,
        "place": place,
        "level": "city",
        "term": 14,
        "session": 2,
        "year": year,
        "truncated": False,
        "copy_of": None,
        "han": len(re.findall(r"[\u4e00-\u9fff]", text)),
        "text": text,
        "start": 0,
        "end": len(text),
    }
