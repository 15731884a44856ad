"""Rows of the tables as the tests need them: the figures of the five dumps, and builders for others."""

from typing import Any

import pandas as pd

from cppcc_analysis.keywords.keyness import compare_rates
from cppcc_analysis.keywords.termlist import term_classes
from cppcc_analysis.tables.schemas import PEOPLE_MEASURES, PROPOSAL_MEASURES, conform

CELLS = [m for m in (*PROPOSAL_MEASURES, *PEOPLE_MEASURES) if m != "satisfied"]
CELLS += ["filing_rate", "satisfied_rate", "participation_rate"]


def proposal(place: str | None, year: int | None, scope: str = "session", **cells: Any) -> dict[str, Any]:
    """A row of `proposals`: a value is reported, a pair is (value, state), the rest is not stated."""
    row: dict[str, Any] = {"place": place, "level": "city", "year": year, "scope": scope}
    row |= {"term": cells.pop("term", 14), "session": cells.pop("session", 2)}
    row |= {"as_of": cells.pop("as_of", None), "dumps": "a.txt"}
    for measure in CELLS:
        value = cells.pop(measure, (None, "not_stated"))
        row[measure], row[f"{measure}_state"] = value if isinstance(value, tuple) else (value, "reported")
    assert not cells, cells
    return row


def proposals_table(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of `proposal` as the table."""
    return conform("proposals", pd.DataFrame(rows))


YANGQUAN_2023 = proposal(
    "阳泉市", 2023, received=386, filed=365, not_filed=21, filing_rate=94.6, as_of="2023年2月21日12时"
)
YANGQUAN_2024 = proposal(
    "阳泉市", 2024, session=3, received=407, filed=377, filing_rate=92.6, as_of="3月20日20时"
)
SHUOZHOU = proposal(
    "朔州市",
    2025,
    term=7,
    session=4,
    received=212,
    merged=9,
    filed=173,
    participants=151,
    filing_rate=(81.6, "derived"),
    as_of="2月18日12时",
)
TAIYUAN = proposal("太原市", 2023)
TAIYUAN_YEAR = proposal("太原市", 2023, "year", filed=568, replied=568)
JIANGXIAN = proposal("绛县", 2024, session=4)


def category(
    place: str, year: int, position: int, name: str, count: Any, share: Any, **cells: Any
) -> dict[str, Any]:
    """A row of `categories`: a value is reported, a pair is (value, state)."""
    row = {"place": place, "level": "city", "year": year, "scope": "session", "base": "filed"}
    row |= {"term": 14, "session": 2, "category": name, "standard": name, "position": position}
    row |= {"formula": None, "dumps": "a.txt"}
    for column, value in (("count", count), ("share", share)):
        row[column], row[f"{column}_state"] = value if isinstance(value, tuple) else (value, "reported")
    return row | cells


def categories_table(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of `category` as the table."""
    return conform("categories", pd.DataFrame(rows, columns=None if rows else ["place"]))


_OPEN = (None, "truncated")
CATEGORIES_2023 = (
    category("阳泉市", 2023, 0, "经济建设", 123, 33.7),
    category("阳泉市", 2023, 1, "政治建设", 16, 4.4),
    category("阳泉市", 2023, 2, "文化建设", 41, (11.2, "derived"), formula="41 ÷ 365"),
    category("阳泉市", 2023, 3, "社会建设", _OPEN, _OPEN),
    category("阳泉市", 2023, 4, "生态文明建设", _OPEN, _OPEN),
    category(
        "阳泉市",
        2023,
        5,
        "社会建设、生态文明建设",
        (185, "derived"),
        (50.7, "derived"),
        standard="社会建设+生态文明建设",
        formula="365 − 123 − 16 − 41",
    ),
)
CATEGORIES_2024 = tuple(
    category("阳泉市", 2024, position, name, count, share, session=3)
    for position, (name, count, share) in enumerate(
        [
            ("经济建设", 113, 30.0),
            ("政治建设", 23, 6.1),
            ("文化建设", 90, 23.9),
            ("社会建设", 134, 35.5),
            ("生态文明建设", 17, 4.5),
        ]
    )
)
CATEGORIES_2025 = tuple(
    category("朔州市", 2025, position, name, count, share, term=7, session=4, standard=standard or name)
    for position, (name, standard, count, share) in enumerate(
        [
            ("经济建设", "", 40, 23.1),
            ("政治建设", "", 18, 10.4),
            ("文化建设", "", 23, 13.3),
            ("社会建设", "", 70, 40.5),
            ("生态文明建设和其他", "生态文明建设+其他", 22, 12.7),
        ]
    )
)


def figure(
    place: str, year: int, measure: str, item: str, value: float, unit: str, **cells: Any
) -> dict[str, Any]:
    """A row of `figures` with breakdown proposer."""
    row = {"dump": "a.txt", "article": 0, "body": "政协", "place": place, "level": "city"}
    row |= {"term": 14, "session": 2, "year": year, "scope": "session", "measure": measure}
    row |= {"breakdown": "proposer", "item": item, "value": float(value), "unit": unit}
    row |= {"approximate": False, "as_of": None, "status": "reported", "formula": None}
    return row | {"quote": "…", "start": 0, "end": 1} | cells


def figures_table(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of `figure` as the table."""
    places = range(len(rows))  # no two figures stand at one place
    return conform("figures", pd.DataFrame(rows).assign(start=places, end=[place + 1 for place in places]))


PROPOSERS = (
    figure("阳泉市", 2023, "filed", "委员", 299, "件"),
    figure("阳泉市", 2023, "filed", "委员", 81.9, "%"),
    figure("阳泉市", 2023, "filed", "集体", 66, "件"),
    figure("阳泉市", 2023, "filed", "集体", 18.1, "%"),
    figure("阳泉市", 2024, "filed", "委员", 326, "件", session=3),
    figure("阳泉市", 2024, "filed", "委员", 86.5, "%", session=3),
    figure("阳泉市", 2024, "filed", "集体", 51, "件", session=3),
    figure("阳泉市", 2024, "filed", "集体", 13.5, "%", session=3),
    figure("朔州市", 2025, "received", "集体", 27, "件", term=7, session=4),
)


def rate(place: str, year: int, word: str, count: int, han: int = 9000, documents: int = 2) -> dict[str, Any]:
    """A row of term rates."""
    per = None if not documents else round(count / han * 10000, 4)
    return {
        "place": place,
        "year": year,
        "word": word,
        # several words make several themes
        "class": list(term_classes())[len(word) % 4],
        "printed": word if count else None,
        "kinds": "resolution",
        "truncated": False,
        "without": "",
        "count": count,
        "articles": min(count, documents),
        "documents": documents,
        "han": han,
        "rate": per,
    }


def rates_table(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of `rate` in the types of the tables."""
    types = {"place": "string", "year": "Int64", "count": "Int64", "rate": "Float64"}
    return pd.DataFrame(rows).astype(types)


def comparison_table(*counts: tuple[str, int, int], documents: int = 3) -> pd.DataFrame:
    """Rows of `compare_slices` for (word, count, count of the rest), of 2,000 and of 3,000 characters."""
    sizes = {"documents": documents, "han": 2000, "tokens": 700}
    columns = ["word", "class", "layer", "since", "printed", "count", "articles", "rate", "token_rate"]
    columns += ["document_share", "dispersion", *sizes, "kinds", "truncated", "without", "fingerprint"]
    sides = [
        pd.DataFrame(
            [
                (word, None, None, None, word, count, 1, count * scale, count, 50.0, 0.5)
                for word, count in side
            ],
            columns=columns[:11],
        ).assign(
            **(sizes | {"han": han}),
            kinds="resolution",
            truncated=True,
            without="formula",
            fingerprint="jieba",
        )
        for han, scale, side in (
            (2000, 5.0, [(word, here) for word, here, _ in counts]),
            (3000, 10 / 3, [(word, there) for word, _, there in counts]),
        )
    ]
    types = {"since": "Int64", "count": "Int64", "dispersion": "Float64", "class": "string"}
    return compare_rates(*(side.astype(types) for side in sides))


def dots_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Two documents of each side for every word of `rows`."""
    dots = [
        (word, side, int(count), float(count) * 5)
        for word, here, there in rows[["word", "count", "rest_count"]].itertuples(index=False)
        for side, total in (("one", here), ("other", there))
        for count in (total, 0)
    ]
    return pd.DataFrame(dots, columns=["word", "side", "count", "rate"])


def shares_table(*shares: tuple[str, int, float]) -> pd.DataFrame:
    """Rows of `layer_shares` for (place, year, share of set phrases)."""
    rows = [
        {"place": place, "year": year, "layer": layer, "share": share, "characters": 1, "documents": 2}
        | {"kinds": "resolution; review_report" if year % 2 else "resolution", "truncated": not n, "han": 900}
        for n, (place, year, formula) in enumerate(shares)
        for layer, share in (("formula", formula), ("report_verb", 30.0), ("function", 3.4))
    ]
    return pd.DataFrame(rows).astype({"year": "Int64", "documents": "Int64", "share": "Float64"})


def check(place: str, year: int, verdict: str, **cells: Any) -> dict[str, Any]:
    """A row of `checks`."""
    row = {
        "rule": "received = filed + not filed + merged + withdrawn",
        "dump": "a.txt",
        "article": 0,
        "body": "政协",
        "place": place,
        "level": "city",
    }
    row |= {"term": 14, "session": 2, "year": year, "scope": "session", "measure": "received", "item": None}
    row |= {
        "breakdown": "total",
        "figures": "a.txt[0:1]",
        "expected": 386.0,
        "found": 386.0,
        "tolerance": 0.0,
        "verdict": verdict,
        "detail": "365 + 21 = 386",
    }
    return row | cells


def checks_table(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of `check` as the table."""
    return conform("checks", pd.DataFrame(rows))
