"""Links from the numbers of tables and charts to the evidence page. Words follow `lang`, "zh" or "en"."""

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import pandas as pd

from cppcc_analysis.charts.proposers import proposer_name
from cppcc_analysis.charts.scopes import scoped_occasion
from cppcc_analysis.charts.wording import (
    MEASURES,
    amount,
    category_name,
    in_order,
    mark,
    measure_name,
    number,
    pick,
    worded_category,
)
from cppcc_analysis.reports.markup import Shown, anchor
from cppcc_analysis.tables.crosswalk import STANDARDS
from cppcc_analysis.tables.evidence_ids import Row, cell_id, figure_id, part_id, split_spots, spot_id

PAGE = "evidence.html"
#: a number in words, and the address it leads to
Link = tuple[str, str]


def figure_address(row: Row) -> str:
    """Where the evidence page tells of a row of `figures` or `reference`."""
    return f"{PAGE}#{figure_id(row)}"


def cell_address(row: Row, column: str) -> str:
    """Where it tells of the cell `column` of a row of `proposals`."""
    return f"{PAGE}#{cell_id(row, column)}"


def part_address(row: Row, base: str, breakdown: str, item: str, column: str) -> str:
    """Where it tells of a category's or proposer's count or share."""
    return f"{PAGE}#{part_id(row, base, breakdown, item, column)}"


def spot_address(spots: str) -> str:
    """Where it tells of the first figure that a check names in its column `figures`; empty where it names none."""
    return next((f"{PAGE}#{spot_id(*spot)}" for spot in split_spots(spots)), "")


def has_evidence(value: object, state: object) -> bool:
    """Whether a cell of `proposals` or `categories` has an entry on the page: a number, or several that differ."""
    return not pd.isna(value) or state == "conflict"


def chart_links(data: pd.DataFrame, lang: str = "zh") -> Shown:
    """Below a chart: each of its numbers as a link to its sentence, folded away.

    data: the rows that the chart draws, `Chart.data`: cells of `proposals`, of categories or of proposers.
    Empty where the chart shows no number that a text states.
    """
    tell = _teller(data)
    if tell is None:
        return Shown("")
    items = []
    stated = data.dropna(subset="scope")  # the others stand for sessions that name no category
    named = stated.assign(_label=[scoped_occasion(row, lang) for _, row in stated.iterrows()])
    for label, rows in in_order(named).groupby("_label", sort=False):
        links = [anchor(*link) for _, row in rows.iterrows() for link in tell(row, lang)]
        if links:
            items.append(f"<li><b>{escape(str(label))}</b>{pick(lang, '：', ': ')}{' · '.join(links)}</li>")
    if not items:
        return Shown("")
    summary = pick(lang, "图中数字的出处", "Sources of the numbers")
    return Shown(f'<details class="sources"><summary>{summary}</summary><ul>{"".join(items)}</ul></details>')


def _teller(data: pd.DataFrame) -> Callable[["pd.Series[Any]", str], Iterator[Link]] | None:
    """What tells the numbers of a row of such a chart."""
    if data.empty or "scope" not in data:
        return None
    if "wordings" in data:
        return _category_links
    if {"base", "item", "share"} <= set(data):
        return _proposer_links
    return _cell_links if any(f"{measure}_state" in data for measure in MEASURES) else None


def _cell_links(row: "pd.Series[Any]", lang: str) -> Iterator[Link]:
    """The cells of a row of `proposals`."""
    for measure in MEASURES:
        if measure in row and not pd.isna(row[measure]):
            value = amount(measure, row[measure], lang) + mark(row[f"{measure}_state"])
            yield f"{measure_name(measure, lang)} {value}", cell_address(row, measure)


def _category_links(row: "pd.Series[Any]", lang: str) -> Iterator[Link]:
    """Count and share of a standard category; one that sums up several wordings leads to each of them."""
    if pd.isna(row["wordings"]) or row["standard"] == "not_stated":
        return
    wordings = str(row["wordings"]).split("; ")
    columns = [column for column in ("count", "share") if not pd.isna(row[column])]
    if len(wordings) == 1:
        name = (
            category_name(row["standard"], lang)
            if row["standard"] in STANDARDS
            else worded_category(wordings[0], lang)
        )
        for column in columns:
            unit = "%" if column == "share" else pick(lang, "件", "")
            text = f"{name} {number(row[column], lang)}{unit}{mark(row[f'{column}_state'])}"
            yield text, part_address(row, row["base"], "category", wordings[0], column)
        return
    for wording in wordings:
        for column in columns[:1]:
            yield worded_category(wording, lang), part_address(row, row["base"], "category", wording, column)


def _proposer_links(row: "pd.Series[Any]", lang: str) -> Iterator[Link]:
    """Count and share of one kind of proposers."""
    name = proposer_name(row["item"], lang)
    if not pd.isna(row["count"]):
        text = f"{name} {number(row['count'], lang)}{pick(lang, '件', '')}"
        yield text, part_address(row, row["base"], "proposer", row["item"], "count")
    if not pd.isna(row["share"]):
        text = f"{name} {number(row['share'], lang)}%{mark(row['share_state'])}"
        yield text, part_address(row, row["base"], "proposer", row["item"], "share")
