"""Small tables to test with: one figure is `(measure, breakdown, item, value, unit)`."""

from collections.abc import Callable

import pandas as pd
import pytest

from cppcc_analysis.tables.schemas import conform

Frame = Callable[..., pd.DataFrame]
OCCASION = {"place": "东山市", "level": "city", "term": 5, "session": 2, "year": 2024}


def make_figures(*facts: tuple[str, str, str | None, float, str], **more: object) -> pd.DataFrame:
    rows = [
        {
            "dump": "a.txt",
            "article": 0,
            "body": "政协",
            "scope": "session",
            "measure": measure,
            "breakdown": breakdown,
            "item": item,
            "value": float(value),
            "unit": unit,
            "printed": f"{value}{unit}",
            "approximate": False,
            "status": "reported",
            "quote": "…",
            "start": place,
            "end": place + 1,
            **OCCASION,
            **more,
        }
        for place, (measure, breakdown, item, value, unit) in enumerate(facts)
    ]
    return conform("figures", pd.DataFrame(rows))


def make_articles(truncated: bool = False, **more: object) -> pd.DataFrame:
    row = {
        "dump": "a.txt",
        "article": 0,
        "kind": "review_report",
        "body": "政协",
        "truncated": truncated,
        "han": 1,
        "text": "…",
        "start": 0,
        "end": 1,
        **OCCASION,
        **more,
    }
    return conform("articles", pd.DataFrame([row]))


@pytest.fixture
def figures() -> Frame:
    return make_figures


@pytest.fixture
def articles() -> Frame:
    return make_articles
