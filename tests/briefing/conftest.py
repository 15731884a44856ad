"""Tables small enough to check by hand, with the figures of the five dumps."""

import pandas as pd
import pytest

from cppcc_analysis.tables.schemas import SCHEMAS, conform
from cppcc_analysis.tables.store import Tables
from tests.charts.tables import (
    CATEGORIES_2023,
    CATEGORIES_2024,
    CATEGORIES_2025,
    JIANGXIAN,
    PROPOSERS,
    SHUOZHOU,
    TAIYUAN,
    TAIYUAN_YEAR,
    YANGQUAN_2023,
    YANGQUAN_2024,
    categories_table,
    check,
    checks_table,
    figure,
    figures_table,
    proposal,
    proposals_table,
)

_OCCASION = ["place", "level", "term", "session", "year"]


EMPTY = {name: conform(name, pd.DataFrame(columns=list(schema.columns))) for name, schema in SCHEMAS.items()}


def typed(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the columns and types of a table, without the checks that make `conform` slow."""
    empty = EMPTY[name]
    return rows.reindex(columns=empty.columns).astype(empty.dtypes)


def make_tables(**given: pd.DataFrame) -> Tables:
    """All tables of a build, empty but for the given ones; sessions are those of the proposals."""
    if "proposals" in given and "sessions" not in given:
        sessions = given["proposals"][_OCCASION].drop_duplicates()
        given["sessions"] = sessions.assign(dumps="a.txt", articles=1, figures=1, truncated=False)
    return Tables({name: typed(name, given[name]) if name in given else EMPTY[name] for name in SCHEMAS})


def proposals_of(*rows: dict[str, object]) -> pd.DataFrame:
    """Rows of `tests.charts.tables.proposal` as the table."""
    return typed("proposals", pd.DataFrame(rows))


def categories_of(*rows: dict[str, object]) -> pd.DataFrame:
    """Rows of `tests.charts.tables.category` as the table."""
    return typed("categories", pd.DataFrame(rows))


def total(
    place: str, year: int, measure: str, value: float, unit: str = "件", **cells: object
) -> dict[str, object]:
    """A row of `figures` that states a total."""
    return figure(place, year, measure, "", value, unit) | {"breakdown": "total", "item": None} | cells


def dumps_table() -> pd.DataFrame:
    row = {"dump": "a.txt", "sha256": "0" * 64, "format": "text", "encoding": "utf-8", "characters": 9}
    return pd.DataFrame([row | {"repeated": 0, "joined": 0, "articles": 1}])


@pytest.fixture(scope="session")
def tables() -> Tables:
    """阳泉市 2023 and 2024, 朔州市 2025, 太原市 (a year only), 绛县 (nothing), and the nation's 2024."""
    nation = proposals_table(proposal("全国", 2024, received=5898, filed=5006, filing_rate=(84.9, "derived")))
    nation = nation.assign(
        level="national", formula="filing_rate: 100 × 5006 ÷ 5898", dumps="n.csv", source="公开报道"
    )
    reference = figures_table(
        total(
            "全国",
            2024,
            "received",
            5898,
            level="national",
            dump="n.csv",
            status="reference",
            quote="全国收到",
        ),
        total(
            "全国", 2024, "filed", 5006, level="national", dump="n.csv", status="reference", quote="全国立案"
        ),
    )
    figures = figures_table(
        total("阳泉市", 2023, "received", 386, quote="共收到提案386件。"),
        total("阳泉市", 2023, "filed", 365, quote="立案365件，占94.6%。"),
        total("阳泉市", 2023, "filed", 94.6, "%", quote="立案365件，占94.6%。"),
        total("阳泉市", 2024, "received", 407, session=3, quote="共收到提案407件。"),
        total("阳泉市", 2024, "filed", 377, session=3, quote="立案377件。"),
        total("朔州市", 2025, "received", 212, term=7, session=4, quote="共收到提案212件。"),
        total("朔州市", 2025, "filed", 173, term=7, session=4, quote="立案173件。"),
        *PROPOSERS,
    )
    proposals = proposals_table(YANGQUAN_2023, YANGQUAN_2024, SHUOZHOU, TAIYUAN, TAIYUAN_YEAR, JIANGXIAN)
    derived = proposals["filing_rate_state"] == "derived"
    return make_tables(
        dumps=dumps_table(),
        proposals=proposals.assign(
            formula=pd.Series("filing_rate: 100 × 173 ÷ 212", proposals.index).where(derived)
        ),
        categories=categories_table(*CATEGORIES_2023, *CATEGORIES_2024, *CATEGORIES_2025).assign(
            cardinality=lambda rows: ["1:n" if "+" in standard else "1:1" for standard in rows["standard"]]
        ),
        figures=figures,
        reference_proposals=nation,
        reference=reference.assign(source="公开报道"),
        checks=checks_table(
            check("阳泉市", 2023, "holds"),
            check(
                "阳泉市",
                2024,
                "fails",
                session=3,
                found=407.0,
                expected=398.0,
                detail="filed 377 + not_filed 21 = 398",
            ),
            check("朔州市", 2025, "can't tell", term=7, session=4, missing="not_filed, withdrawn"),
        ),
    )
