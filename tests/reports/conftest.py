"""Small tables as a build gives them: two sessions with figures, one year's row, one with nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cppcc_analysis.keywords.fingerprint import fingerprint
from cppcc_analysis.tables.schemas import PEOPLE_MEASURES, PROPOSAL_MEASURES, SCHEMAS, conform
from cppcc_analysis.tables.store import Tables, write_tables

YANGQUAN_2023 = {"place": "阳泉市", "level": "city", "term": 14, "session": 2, "year": 2023}
YANGQUAN_2024 = {"place": "阳泉市", "level": "city", "term": 14, "session": 3, "year": 2024}
TAIYUAN_2023 = {"place": "太原市", "level": "city", "term": 14, "session": 2, "year": 2023}
JIANGXIAN_2024 = {"place": "绛县", "level": "county", "term": 14, "session": 4, "year": 2024}
OCCASIONS = (YANGQUAN_2023, YANGQUAN_2024, TAIYUAN_2023, JIANGXIAN_2024)

STATED = [
    (
        YANGQUAN_2023,
        "session",
        {"received": 386, "filed": 365, "not_filed": 21, "filing_rate": 94.6},
    ),
    (YANGQUAN_2024, "session", {"received": 407, "filed": 377, "filing_rate": 92.6}),
    (TAIYUAN_2023, "session", {}),
    (TAIYUAN_2023, "year", {"filed": 568, "replied": 568}),
    (JIANGXIAN_2024, "session", {}),
]
SHARES_2023 = [("经济建设", 123, 33.7), ("政治建设", 16, 4.4), ("文化建设", 41, None)]
SHARES_2024 = [
    ("经济建设", 113, 30.0),
    ("政治建设", 23, 6.1),
    ("文化建设", 90, 23.9),
    ("社会建设", 134, 35.5),
    ("生态文明建设", 17, 4.5),
]
TEXTS = {
    "2023": "本次会议共收到提案386件，立案365件。" + "推动高质量发展，建设数智新城。" * 12,
    "2024": "本次会议共收到提案407件，立案377件。" + "发展新质生产力，推动高质量发展。" * 12,
}


@pytest.fixture(scope="session")
def tables() -> Tables:
    """All tables of a build over two dumps."""
    return Tables({name: conform(name, table) for name, table in _tables().items()})


@pytest.fixture(scope="session")
def tables_folder(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    write_tables(tables, folder)
    return folder


def _tables() -> Tables:
    tables = {name: pd.DataFrame(columns=list(schema.columns)) for name, schema in SCHEMAS.items()}
    tables["dumps"] = pd.DataFrame(
        [
            {
                "dump": f"{year}.txt",
                "sha256": "0" * 64,
                "format": "text",
                "encoding": "utf-8",
                "characters": len(text),
                "repeated": 0,
                "joined": 0,
                "articles": 1,
            }
            for year, text in TEXTS.items()
        ]
    )
    tables["articles"] = pd.DataFrame(_articles())
    tables["sessions"] = pd.DataFrame(
        [
            {**occasion, "dumps": "2023.txt", "articles": 1, "figures": 3, "truncated": False}
            for occasion in OCCASIONS
        ]
    )
    tables["proposals"] = pd.DataFrame([_proposal(*row) for row in STATED])
    tables["categories"] = pd.DataFrame(_categories())
    tables["figures"] = pd.DataFrame(_figures())
    tables["terms"] = pd.DataFrame(_terms())
    tables["checks"] = pd.DataFrame(_checks())
    tables["unread"] = pd.DataFrame(
        [
            {"dump": f"{year}.txt", "article": 0, "quote": "提案共3件。", "start": 0, "end": 3}
            for year in TEXTS
        ]
    )
    tables["rejects"] = pd.DataFrame([{"dump": "scan.pdf", "bytes": 10, "reason": "binary"}])
    return tables


def _proposal(occasion: Mapping[str, Any], scope: str, stated: Mapping[str, float]) -> dict[str, Any]:
    row: dict[str, Any] = {
        **occasion,
        "scope": scope,
        "as_of": None,
        "dumps": f"{occasion['year']}.txt",
    }
    counts = [m for m in PROPOSAL_MEASURES + PEOPLE_MEASURES if m != "satisfied"]
    for measure in [*counts, "filing_rate", "satisfied_rate", "participation_rate"]:
        row[measure] = stated.get(measure)
        row[f"{measure}_state"] = "reported" if measure in stated else "not_stated"
    return row


def _categories() -> list[dict[str, Any]]:
    rows = []
    for occasion, shares in ((YANGQUAN_2023, SHARES_2023), (YANGQUAN_2024, SHARES_2024)):
        for position, (category, count, share) in enumerate(shares):
            rows.append(
                {
                    **occasion,
                    "scope": "session",
                    "base": "filed",
                    "category": category,
                    "standard": category,
                    "position": position,
                    "count": count,
                    "count_state": "reported",
                    "share": 11.2 if share is None else share,
                    "share_state": "derived" if share is None else "reported",
                    "formula": "41 ÷ 365" if share is None else None,
                    "dumps": f"{occasion['year']}.txt",
                }
            )
    return rows


def _figures() -> list[dict[str, Any]]:
    rows = []
    for occasion, scope, stated in STATED:
        for measure, value in stated.items():
            rate = measure == "filing_rate"
            rows.append(
                {
                    "dump": f"{occasion['year']}.txt",
                    "article": 0,
                    "body": "政协",
                    **occasion,
                    "scope": scope,
                    "measure": "filed" if rate else measure,
                    "breakdown": "total",
                    "value": float(value),
                    "unit": "%" if rate else "件",
                    "approximate": False,
                    "status": "reported",
                    "quote": TEXTS[str(occasion["year"])][:21] + "<script>alert(1)</script>",
                    "start": len(rows),
                    "end": 12,
                }
            )
    for occasion, item, value in ((YANGQUAN_2023, "委员", 299.0), (YANGQUAN_2023, "集体", 66.0)):
        rows.append({**rows[1], **occasion, "breakdown": "proposer", "item": item, "value": value})
    return rows


def _articles() -> list[dict[str, Any]]:
    return [
        {
            "dump": f"{occasion['year']}.txt",
            "article": 0,
            "title": "政治决议",
            "kind": "political_resolution",
            "body": "政协",
            **occasion,
            "truncated": False,
            "han": sum("一" <= c <= "鿿" for c in TEXTS[str(occasion["year"])]),
            "text": TEXTS[str(occasion["year"])],
            "start": 0,
            "end": len(TEXTS[str(occasion["year"])]),
        }
        for occasion in (YANGQUAN_2023, YANGQUAN_2024)
    ]


def _terms() -> list[dict[str, Any]]:
    counted = {
        "2023": [
            ("高质量发展", "named", 12),
            ("数智新城", "named", 12),
            ("推动", "token", 12),
            ("提案", "token", 1),
        ],
        "2024": [
            ("高质量发展", "named", 12),
            ("新质生产力", "named", 12),
            ("推动", "token", 12),
            ("提案", "token", 1),
        ],
    }
    return [
        {
            **{
                k: article[k]
                for k in (
                    "dump",
                    "article",
                    "place",
                    "level",
                    "term",
                    "session",
                    "year",
                    "kind",
                    "han",
                )
            },
            "word": word,
            "counting": counting,
            "class": "policy" if counting == "named" else None,
            "layer": None,
            "count": count,
            "in_formula": 0,
            "characters": count * len(word),
            "tokens": 13,
            "fingerprint": fingerprint(),
        }
        for article in _articles()
        for word, counting, count in counted[str(article["year"])]
    ]


def _checks() -> list[dict[str, Any]]:
    return [
        {
            "rule": "received = filed + not filed + merged + withdrawn",
            "dump": f"{occasion['year']}.txt",
            "article": 0,
            "body": "政协",
            **occasion,
            "scope": "session",
            "measure": "received",
            "breakdown": "total",
            "expected": 386.0 if verdict == "holds" else None,
            "found": 386.0 if verdict == "holds" else None,
            "tolerance": 0.0 if verdict == "holds" else None,
            "verdict": verdict,
            "missing": None if verdict == "holds" else "not_filed",
            "detail": "365 + 21 = 386" if verdict == "holds" else "not_filed is not stated",
            "figures": f"{occasion['year']}.txt[0:12]",
        }
        for occasion, verdict in ((YANGQUAN_2023, "holds"), (YANGQUAN_2024, "can't tell"))
    ]
