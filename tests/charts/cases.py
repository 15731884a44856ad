"""Charts of every kind in their edge cases: one session, forty places, 34 years, nothing stated, a zero, long names.

The layout tests and the gallery draw the same.
"""

from collections.abc import Callable
from typing import Any

import pandas as pd

from cppcc_analysis.charts.category_change import draw_category_change
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.check_counts import draw_checks
from cppcc_analysis.charts.heatmap import draw_term_heatmap
from cppcc_analysis.charts.keyness import Sides, draw_keyness
from cppcc_analysis.charts.keywords import draw_term_rates, draw_theme_rates
from cppcc_analysis.charts.layers import draw_layer_shares
from cppcc_analysis.charts.multiples import draw_multiples
from cppcc_analysis.charts.proposers import draw_proposers
from cppcc_analysis.charts.quality import draw_states
from cppcc_analysis.charts.shares import draw_shares
from cppcc_analysis.charts.trend import draw_trend
from cppcc_analysis.charts.volume_table import draw_volume_table
from cppcc_analysis.charts.volumes import draw_volumes
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.tables.audit.audit import dump_checks
from cppcc_analysis.tables.series import side_by_side
from cppcc_analysis.tables.store import Tables
from tests.charts.tables import (
    JIANGXIAN,
    TAIYUAN,
    YANGQUAN_2023,
    categories_table,
    category,
    check,
    checks_table,
    comparison_table,
    dots_table,
    figure,
    figures_table,
    proposal,
    proposals_table,
    rate,
    rates_table,
    shares_table,
)

PLACES = ["黔西南布依族苗族自治州", "阳泉市", "朔州市", "太原市", "博尔塔拉蒙古自治州", "绛县"]
OCCASIONS = [(PLACES[number // 2], 2023 + number % 2, 2 + number % 2) for number in range(12)]
WORDS = ["高质量发展", "黄河流域生态保护和高质量发展", "铸牢中华民族共同体意识", "养老", "文旅融合"]


def twelve_sessions() -> pd.DataFrame:
    """Twelve sessions with every state, a zero, gaps, and rows of a year and of a term."""
    rows: list[dict[str, Any]] = []
    for number, (place, year, session) in enumerate(OCCASIONS):
        cells: dict[str, Any] = {
            "received": (120 + 97 * number, "approximate" if number % 4 == 1 else "reported"),
            "filed": (100 + 80 * number, "conflict" if number == 2 else "reported"),
            "filing_rate": (83.3, "derived") if number % 3 else (None, "not_stated"),
            "merged": 4,
            "as_of": f"{number + 1}月3日",
        }
        if number % 5 == 3:
            cells = {}
        elif number % 5 == 4:
            cells = {"received": 0, "filed": 0}
        elif number == 6:
            cells = {"received": (None, "truncated"), "filed": 18}
        rows.append(proposal(place, year, session=session, **cells))
    rows.append(proposal(PLACES[0], 2023, "year", received=1200, filed=1100, replied=1100))
    rows.append(proposal(PLACES[1], 2023, "term", session=None, received=5200, filed=4100))
    return proposals_table(*rows)


def twelve_breakdowns() -> pd.DataFrame:
    """Standard and older schemes, of different bases, with narrow parts."""
    standard = [
        ("经济建设", 30.0),
        ("政治建设", 6.1),
        ("文化建设", 23.9),
        ("社会建设", 35.5),
        ("生态文明建设", 4.5),
    ]
    older = [
        ("经济科技", 31.2),
        ("科教文卫体", 37.5),
        ("农业农村", 18.8),
        ("宗教", 1.2),
        ("法治", (5.6, "approximate")),
    ]
    return categories_table(
        *(
            category(place, year, position, name, 20, share, session=session, base=base, standard=known)
            for number, (place, year, session) in enumerate(OCCASIONS)
            if number % 5 != 3
            for base, scheme in [("received", older) if number % 5 == 4 else ("filed", standard)]
            for position, (name, share) in enumerate(scheme)
            for known in [name if base == "filed" else None]
        )
    )


def twelve_rates() -> pd.DataFrame:
    """Twelve columns, one without text, one word not counted once."""
    return rates_table(
        *(
            rate(place, year, word, (7 * line + 5 * number) % 23, 3000, 0 if number == 4 else 2)
            for number, (place, year, _) in enumerate(OCCASIONS)
            for line, word in enumerate(WORDS)
            if (number, line) != (2, 1)
        )
    )


def twelve_proposers() -> pd.DataFrame:
    return figures_table(
        *(
            figure(place, year, "filed", item, value, unit, session=session)
            for place, year, session in OCCASIONS[:9]
            for item, value, unit in (("委员", 97.6, "%"), ("集体", 2.4, "%"), ("集体", 9, "件"))
        )
    )


def twelve_checks() -> pd.DataFrame:
    return checks_table(
        *(
            check(place, year, verdict, session=session)
            for number, (place, year, session) in enumerate(OCCASIONS)
            for verdict in ["holds"] * (number * 4) + ["fails"] * (number % 2) + ["can't tell"]
        )
    )


def many_terms(lang: str, documents: int) -> Chart | None:
    """Terms of both sides with long names; few or many documents."""
    rows = comparison_table(*[(word, 9 - 2 * n, 2 * n) for n, word in enumerate(WORDS)], documents=documents)
    occasions = pd.DataFrame([(place, year) for place, year, _ in OCCASIONS], columns=["place", "year"])
    sides = Sides("keyness", f"{PLACES[0]}2024年", "其他各组" if lang == "zh" else "the others", occasions)
    return draw_keyness(rows, dots_table(rows), lang, sides=sides)


def twelve_layers() -> pd.DataFrame:
    return shares_table(*[(place, year, (3 * n) % 40) for n, (place, year, _) in enumerate(OCCASIONS)])


NAMES = [
    "阳泉市",
    "双江拉祜族佤族布朗族傣族自治县",
    "太原市",
    "黔西南布依族苗族自治州",
    "绛县",
    "朔州市",
    "全国",
    "山西省",
    "博尔塔拉蒙古自治州",
    "大同市",
]
#: forty places: the names above, numbered
FORTY = [f"{NAMES[number % 10].removesuffix('市')}{number // 10 + 1}市" for number in range(40)]


def many_places() -> pd.DataFrame:
    """Forty places in two years, one of them with 0, some silent in one year."""
    rows = []
    for number, place in enumerate(FORTY):
        for year, session in ((2023, 2), (2024, 3)):
            received = 0 if number == 7 else 90 + (number * 37 + year) % 400
            silent = number % 9 == 4 and year == 2023
            cells = {} if silent else {"received": received, "filed": received * 9 // 10}
            rows.append(proposal(place, year, session=session, **cells))
    return proposals_table(*rows)


def many_years() -> pd.DataFrame:
    """Thirty-four sessions of one place, with a gap, an approximate and a derived value."""
    rows = []
    for number, year in enumerate(range(1993, 2027)):
        cells: dict[str, Any] = {"received": 300 + 8 * number - (number % 5) * 21, "filed": 280 + 7 * number}
        cells["filing_rate"] = (round(100 * cells["filed"] / cells["received"], 1), "derived")
        if number == 20:
            cells = {}
        elif number == 9:
            cells["received"] = (370, "approximate")
        rows.append(proposal("阳泉市", year, term=8 + number // 5, session=1 + number % 5, **cells))
    return proposals_table(*rows)


def forty_breakdowns() -> pd.DataFrame:
    """The standard scheme in forty places."""
    names = ["经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设"]
    shares = [30.0, 6.1, 23.9, 35.5, 4.5]
    return categories_table(
        *(
            category(place, 2024, position, name, 20, shares[(position + number) % 5], session=3)
            for number, place in enumerate(FORTY)
            for position, name in enumerate(names)
        )
    )


def forty_rates() -> pd.DataFrame:
    """Twelve terms in forty places."""
    words = [*WORDS, "营商环境", "乡村振兴", "数字经济", "新质生产力", "文化遗产", "社区养老", "水资源"]
    return rates_table(
        *(
            rate(place, 2024, word, (3 * line + 7 * number) % 19, 4000, 2)
            for number, place in enumerate(FORTY)
            for line, word in enumerate(words)
        )
    )


def one_zero() -> pd.DataFrame:
    return proposals_table(
        proposal("阳泉市", 2023, received=0, filed=0), proposal("绛县", 2024, received=12, filed=9)
    )


CASES: dict[str, Callable[[str], Chart | None]] = {
    "volumes of 12": lambda lang: draw_volumes(twelve_sessions(), lang),
    "volumes of one": lambda lang: draw_volumes(proposals_table(YANGQUAN_2023), lang),
    "volumes, nothing stated": lambda lang: draw_volumes(proposals_table(TAIYUAN, JIANGXIAN), lang),
    "shares of 12": lambda lang: draw_shares(twelve_breakdowns(), twelve_sessions(), lang),
    "shares of none": lambda lang: draw_shares(categories_table(), proposals_table(JIANGXIAN), lang),
    "change in many": lambda lang: draw_category_change(twelve_breakdowns(), lang),
    "proposers of 12": lambda lang: draw_proposers(twelve_proposers(), twelve_sessions(), lang),
    "rates of 12": lambda lang: draw_term_rates(twelve_rates(), lang),
    "rates of one": lambda lang: draw_term_rates(twelve_rates()[:1], lang),
    "themes of 12": lambda lang: draw_theme_rates(twelve_rates(), lang),
    "terms of two sides": lambda lang: many_terms(lang, 3),
    "terms of two large sides": lambda lang: many_terms(lang, 30),
    "heatmap of 12": lambda lang: draw_term_heatmap(twelve_rates(), lang),
    "heatmap of one": lambda lang: draw_term_heatmap(twelve_rates()[:1], lang),
    "heatmap of 40": lambda lang: draw_term_heatmap(forty_rates(), lang),
    "trend of 34 years": lambda lang: draw_trend(many_years(), lang),
    "trend of a rate": lambda lang: draw_trend(many_years(), lang, "filing_rate"),
    "trend of 6 places": lambda lang: draw_trend(twelve_sessions(), lang),
    "trend of one year": lambda lang: draw_trend(proposals_table(YANGQUAN_2023), lang),
    "trend with a zero": lambda lang: draw_trend(one_zero(), lang),
    "trend, nothing stated": lambda lang: draw_trend(proposals_table(TAIYUAN, JIANGXIAN), lang),
    "multiples of 40": lambda lang: draw_multiples(many_places(), lang),
    "multiples of one": lambda lang: draw_multiples(proposals_table(YANGQUAN_2023), lang),
    "table of 12": lambda lang: draw_volume_table(twelve_sessions(), lang),
    "table of 40 places": lambda lang: draw_volume_table(many_places(), lang),
    "table, nothing stated": lambda lang: draw_volume_table(proposals_table(TAIYUAN, JIANGXIAN), lang),
    "layers of 12": lambda lang: draw_layer_shares(twelve_layers(), lang),
    "layers of one": lambda lang: draw_layer_shares(shares_table(("阳泉市", 2023, 30)), lang),
    "states of 12": lambda lang: draw_states(twelve_sessions(), lang),
    "checks of 12": lambda lang: draw_checks(twelve_checks(), lang),
    "volumes of 40 places": lambda lang: draw_volumes(many_places(), lang),
    "volumes of 34 years": lambda lang: draw_volumes(many_years(), lang),
    "volumes with a zero": lambda lang: draw_volumes(one_zero(), lang),
    "shares of 40": lambda lang: draw_shares(forty_breakdowns(), many_places().query("year == 2024"), lang),
    "states of 40": lambda lang: draw_states(many_places(), lang),
}


def cases_of(tables: Tables) -> dict[str, Callable[[str], Chart | None]]:
    """The charts of real tables: of all dumps, and of the published national series."""
    proposals, categories = tables.proposals, tables.categories
    rates = term_rates(tables.terms, tables.articles, without=["formula"])
    leading = rates["word"].isin(rates.groupby("word")["count"].sum().nlargest(20).index)
    nation = side_by_side(tables, ["全国"])
    return {
        "dumps volumes": lambda lang: draw_volumes(proposals, lang),
        "dumps volumes beside the nation": lambda lang: draw_volumes(
            side_by_side(tables, ["阳泉市", "全国"], [2023, 2024]), lang
        ),
        "dumps shares": lambda lang: draw_shares(categories, proposals, lang),
        "dumps change": lambda lang: draw_category_change(categories, lang),
        "dumps proposers": lambda lang: draw_proposers(tables.figures, proposals, lang),
        "dumps rates": lambda lang: draw_term_rates(rates[leading], lang),
        "dumps heatmap": lambda lang: draw_term_heatmap(rates, lang),
        "dumps themes": lambda lang: draw_theme_rates(rates, lang),
        "dumps states": lambda lang: draw_states(proposals, lang),
        "dumps checks": lambda lang: draw_checks(dump_checks(tables), lang),
        "dumps trend beside the nation": lambda lang: draw_trend(side_by_side(tables), lang),
        "dumps trend of the rate": lambda lang: draw_trend(side_by_side(tables), lang, "filing_rate"),
        "dumps multiples": lambda lang: draw_multiples(side_by_side(tables), lang),
        "dumps table": lambda lang: draw_volume_table(proposals, lang),
        "nation trend": lambda lang: draw_trend(nation, lang),
        "nation trend of the rate": lambda lang: draw_trend(nation, lang, "filing_rate"),
        "nation table": lambda lang: draw_volume_table(nation, lang),
        "nation volumes": lambda lang: draw_volumes(nation, lang),
    }
