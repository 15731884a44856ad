"""The tables of the five dumps."""

import pandas as pd
import pytest

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
    figures_table,
    proposals_table,
    rate,
    rates_table,
)


@pytest.fixture
def proposals() -> pd.DataFrame:
    """`proposals` of the five dumps."""
    return proposals_table(YANGQUAN_2023, YANGQUAN_2024, SHUOZHOU, TAIYUAN, TAIYUAN_YEAR, JIANGXIAN)


@pytest.fixture
def categories() -> pd.DataFrame:
    """`categories` of the five dumps."""
    return categories_table(*CATEGORIES_2023, *CATEGORIES_2024, *CATEGORIES_2025)


@pytest.fixture
def figures() -> pd.DataFrame:
    """Proposer figures of the five dumps."""
    return figures_table(*PROPOSERS)


@pytest.fixture
def rates() -> pd.DataFrame:
    """Term rates in four sessions; one word is found nowhere."""
    words = {"高质量发展": 9, "新质生产力": 3, "数智新城": 4, "有事来商量": 0, "能源革命": 1}
    slices = (("阳泉市", 2023), ("阳泉市", 2024), ("朔州市", 2025), ("绛县", 2024))
    return rates_table(
        *(
            rate(place, year, word, (count * (number + 2)) // 3, han=2000 + 1500 * number)
            for number, (place, year) in enumerate(slices)
            for word, count in words.items()
        )
    )


@pytest.fixture
def checks() -> pd.DataFrame:
    """A few checks of each verdict."""
    verdicts = ["holds"] * 7 + ["can't tell"] * 2
    rows = [check("阳泉市", 2023, verdict) for verdict in verdicts]
    rows += [check("朔州市", 2025, verdict, term=7, session=4) for verdict in ("holds", "holds", "fails")]
    rows += [check("绛县", 2024, "can't tell", session=4)]
    return checks_table(*rows)
