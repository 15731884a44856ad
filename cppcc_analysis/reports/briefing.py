"""One place in one year, beside its own past, the places of its level, and the nation.

Only figures of one scope and one base stand side by side; each has its year with it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.scopes import base_name, scope_name
from cppcc_analysis.charts.wording import (
    MEASURES,
    category_name,
    mark,
    mark_notes,
    measure_name,
    missing,
    number,
    pick,
)
from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.reports.cells import nothing
from cppcc_analysis.reports.markup import Cell, Shown, table
from cppcc_analysis.tables.compare import compare
from cppcc_analysis.tables.schemas import STANDARD_CATEGORIES
from cppcc_analysis.tables.series import side_by_side

NATION = "全国"
_MEASURES = ("received", "filed", "filing_rate", *STANDARD_CATEGORIES)
#: of more places of one level a cell gives range and median
_MOST_NAMED = 4


@dataclass(frozen=True)
class Subject:
    """What a briefing is about. `level` may be null, as in the tables: then it has no peers."""

    place: str
    level: str | None
    year: int

    def named(self, lang: str) -> str:
        return pick(lang, f"{self.place}{self.year}年", f"{self.place} ({self.year})")


def subject_of(tables: Mapping[str, pd.DataFrame], city: str = "", years: Sequence[int] = ()) -> Subject:
    """The newest session of `city` in `years`; without a city that of the place which met last.

    Raises `UserError` for an unknown city, or one that has no session in these years.
    """
    sessions = tables["sessions"].dropna(subset=["place", "year"])
    if city and city not in set(sessions["place"]):
        raise unknown("city", city, sessions["place"].unique())
    of_city = sessions[sessions["place"] == city] if city else sessions
    met = of_city[of_city["year"].isin(years)] if years else of_city
    if met.empty:
        known = ", ".join(str(year) for year in sorted(of_city["year"].unique()))
        raise UserError(
            f"no session of {city or 'any place'} in {', '.join(map(str, years))}; known: {known}"
        )
    newest = met.loc[met["year"].idxmax()]
    level = None if pd.isna(newest["level"]) else str(newest["level"])
    return Subject(str(newest["place"]), level, int(newest["year"]))


def past_of(subject: Subject, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows of `side_by_side` of the place, up to the year."""
    rows = side_by_side(tables, [subject.place])
    return rows[rows["year"] <= subject.year].reset_index(drop=True)


def beside_nation(subject: Subject, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """`past_of` with the nation's rows below, for `draw_trend`."""
    rows = side_by_side(tables)
    return pd.concat([past_of(subject, tables), rows[rows["place"] == NATION]], ignore_index=True)


def peers_of(subject: Subject, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows of the place in the year, then of each other place of its level and scope the nearest in time.

    Rows that state neither what was received nor what was filed are left out; empty where there are no peers.
    """
    rows = side_by_side(tables)
    rows = rows[rows[["received", "filed"]].notna().any(axis=1)]
    own = rows[(rows["place"] == subject.place) & (rows["year"] == subject.year)]
    others = _others(rows, subject)
    nearest = [_nearest(others[others["scope"] == scope], subject.year) for scope in own["scope"]]
    return pd.concat([own, *nearest], ignore_index=True) if sum(map(len, nearest)) else own.iloc[:0]


def nation_beside(subject: Subject, tables: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Categories and proposals of the place in the year and of the nation in the nearest one, for `draw_shares`.

    Both are empty where either has no shares of one base and scope.
    """
    own = tables["categories"]
    own = own[(own["place"] == subject.place) & (own["year"] == subject.year) & own["share"].notna()]
    nation = tables["reference_categories"]
    nation = nation[(nation["place"] == NATION) & nation["share"].notna()]
    alike = nation[nation["base"].isin(own["base"]) & nation["scope"].isin(own["scope"])]
    categories = pd.concat([own[own["base"].isin(alike["base"])], _nearest(alike, subject.year)])
    if alike.empty:
        categories = categories.iloc[:0]
    proposals = side_by_side(tables)
    keys = ["place", "year", "scope"]
    shown = proposals.merge(categories[keys].drop_duplicates(), on=keys)
    return categories[own.columns].reset_index(drop=True), shown


def named(draw: Callable[..., Chart | None], name: str) -> Callable[..., Chart | None]:
    """`draw`, for a chart that is saved under another name: a report has one folder for all its charts."""

    def draw_named(*given: object) -> Chart | None:
        chart = draw(*given)
        return None if chart is None else replace(chart, name=name)

    return draw_named


def show_standing(subject: Subject, tables: Mapping[str, pd.DataFrame], lang: str = "zh") -> Shown:
    """Each measure of the place in the year: its change, the places of its level, and the nation."""
    heads = [
        Cell(pick(lang, "指标", "Measure")),
        Cell(subject.named(lang), "number"),
        Cell(pick(lang, "与往年相比", "Against its past")),
        Cell(pick(lang, "同级其他地方", "Other places of its level")),
        Cell(pick(lang, "全国", "The nation")),
    ]
    lines = list(_lines(subject, tables, lang))
    if not lines:
        return nothing(lang)
    notes = [
        pick(
            lang,
            "只比同一口径、同一基数的数字；其他地方和全国取时间最近的一次，括号内为年份。",
            "Only figures of one scope and base; of other places and the nation the nearest in time, with its year.",
        ),
        *mark_notes([state for _, states in lines for state in states], lang),
    ]
    return table(heads, [cells for cells, _ in lines], notes)


def _lines(
    subject: Subject, tables: Mapping[str, pd.DataFrame], lang: str
) -> Iterator[tuple[list[Cell], list[str]]]:
    """Cells and states of each measure that the place's reports may state, scope by scope and base by base."""
    for measure in _MEASURES:
        rows = compare(measure, tables=tables, lang=lang)
        own = rows[(rows["place"] == subject.place) & (rows["year"] == subject.year)]
        for _, row in own.iterrows():
            alike = rows[(rows["scope"] == row["scope"]) & rows["value"].notna()]
            base = alike["base"].isna() if pd.isna(row["base"]) else alike["base"] == row["base"]
            alike = alike[base.fillna(False).astype(bool)]
            if pd.isna(row["value"]) and row["scope"] != "session":
                continue
            nation = _nearest(alike[alike["place"] == NATION], subject.year)
            peers = _nearest(_others(alike, subject), subject.year)
            yield (
                [
                    Cell(_measure(row, measure, lang), "line"),
                    _own_cell(row, lang),
                    Cell(_change(row, lang)),
                    Cell(_spread(peers, lang)),
                    Cell(_named_value(nation.iloc[0], lang) if len(nation) else "—"),
                ],
                [str(row["state"]), *peers["state"], *nation["state"]],
            )


def _others(rows: pd.DataFrame, subject: Subject) -> pd.DataFrame:
    """The rows of the other places of the level; none where the level is not known."""
    if subject.level is None:
        return rows.iloc[:0]
    return rows[
        (rows["level"] == subject.level).fillna(False) & (rows["place"] != subject.place).fillna(False)
    ]


def _nearest(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Of each place the rows of the year nearest to `year`, of two equally near the earlier."""
    dated = rows.dropna(subset=["place", "year"])
    away = (dated["year"].astype(int) - year).abs() * 2 + (dated["year"] > year).astype(int)
    return dated[away == away.groupby(dated["place"]).transform("min")]


def _measure(row: "pd.Series[object]", measure: str, lang: str) -> str:
    """立案率（%）; a share with its base, and what is not of one session with its scope."""
    if measure in MEASURES:
        name = measure_name(measure, lang)
    else:
        name = category_name(measure, lang) + pick(lang, "占", ", of ") + base_name(str(row["base"]), lang)
    if row["scope"] != "session":
        name += pick(lang, "·", " · ") + scope_name(str(row["scope"]), lang)
    return name


def _own_cell(row: "pd.Series[object]", lang: str) -> Cell:
    if pd.isna(row["value"]):
        return Cell(missing(row["state"], lang), "number", gap=True)
    return Cell(_value(row, lang) + mark(row["state"]), "number")


def _value(row: "pd.Series[object]", lang: str) -> str:
    unit = str(row["unit"]) if lang == "zh" or row["unit"] == "%" else ""
    about = pick(lang, "约", "about ") if row["state"] == "approximate" else ""
    return f"{about}{number(float(str(row['value'])), lang)}{unit}"


def _change(row: "pd.Series[object]", lang: str) -> str:
    """Sign, size and span of the change; without one, why."""
    if not row["comparable"]:
        said = pd.isna(row["reason"]) or row["reason"] == missing(row["state"], lang)
        return "—" if said else str(row["reason"])
    change = float(str(row["change"]))
    if not change:
        told = pick(lang, "持平", "unchanged")
    else:
        unit = f" {row['change_unit']}" if lang == "en" and row["unit"] == "%" else ""
        told = f"{'+' if change > 0 else '−'}{number(abs(change), lang)}"
        told += str(row["change_unit"]) if lang == "zh" else unit
    return f"{told}（{row['span']}）" if lang == "zh" else f"{told} ({row['span']})"


def _spread(rows: pd.DataFrame, lang: str) -> str:
    """The values of a few places by name; of many their range and median."""
    if rows.empty:
        return "—"
    ranked = rows.sort_values("value", ascending=False, kind="stable")
    if len(ranked) <= _MOST_NAMED:
        named = [_named_value(row, lang, str(row["place"])) for _, row in ranked.iterrows()]
        return pick(lang, "；", "; ").join(named)
    least, middle, most = (number(float(q), lang) for q in ranked["value"].quantile([0, 0.5, 1]))
    unit = ranked["unit"].iloc[0] if lang == "zh" or ranked["unit"].iloc[0] == "%" else ""
    return pick(
        lang,
        f"{len(ranked)}地：{least}–{most}{unit}，中位数{middle}{unit}",
        f"{len(ranked)} places: {least}–{most}{unit}, median {middle}{unit}",
    )


def _named_value(row: "pd.Series[object]", lang: str, place: str = "") -> str:
    year = pick(lang, f"（{row['year']}年）", f" ({row['year']})")
    return f"{place} {_value(row, lang)}{mark(row['state'])}{year}".strip()
