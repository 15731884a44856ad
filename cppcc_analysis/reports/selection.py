"""Which tables, places and years a report speaks of."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from cppcc_analysis import pipeline
from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.reports.notes import noted
from cppcc_analysis.tables.store import Tables, load_tables

#: figures that others published, which stand beside those of any city
REFERENCES = ("reference", "reference_proposals", "reference_categories")


def load(cities: Sequence[str] = (), years: Sequence[int] = (), tables: Path | str | None = None) -> Tables:
    """The tables, with the rows of the chosen cities and years only; `load().figures` is one of them.

    `tables` is a folder of a build. Without one: `data/processed` of the repository around the current
    folder, which is built first when it is missing or older than `data/raw`.
    Empty `cities` or `years` choose all.

    Raises `UserError` for an unknown city or year, or when the chosen ones never meet.
    """
    if isinstance(cities, str) or isinstance(years, int):
        raise UserError("cities and years are lists: cities=['阳泉市'], years=[2023, 2024]")
    if tables:
        return noted(choose(load_tables(tables), cities, years), cities, years)
    data = find_project(Path.cwd()) / "data"
    if pipeline.is_stale(data / "raw", data / "processed"):
        pipeline.build(data / "raw", data / "processed")
    return noted(choose(load_tables(data / "processed"), cities, years), cities, years)


def find_project(folder: Path) -> Path:
    """`folder` or the nearest one above it that holds `data/raw`.

    Raises `UserError` when there is none.
    """
    for candidate in (folder, *folder.parents):
        if (candidate / "data" / "raw").is_dir():
            return candidate
    raise UserError("no data/raw in this folder or above: work inside the repository, or give `tables`")


def choose(tables: Tables, cities: Sequence[str], years: Sequence[int]) -> Tables:
    """`tables` with the rows of `cities` and `years`.

    Dumps, their texts and the unread sentences are those of the chosen articles. `rejects` is left whole:
    nobody knows what a file speaks of that could not be read. So are `corrections`, and the reference tables
    as to their places: they are there to stand beside any city.

    Raises `UserError` for an unknown city or year, or when no session of the cities met in the years.
    """
    known = tables["sessions"]
    _refuse_unknown("city", cities, list(dict.fromkeys(known["place"].dropna())))
    _refuse_unknown("year", years, _known_years(tables))
    chosen = {
        name: _chosen_rows(table, () if name in REFERENCES else cities, years)
        for name, table in tables.items()
    }
    if (cities or years) and chosen["sessions"].empty:
        held = _chosen_rows(known, cities, ()).dropna(subset=["place", "year"])
        pairs = ", ".join(f"{place} {year}" for place, year in zip(held["place"], held["year"], strict=True))
        raise UserError(f"no session of {', '.join(cities)} in {', '.join(map(str, years))}; known: {pairs}")
    return Tables(_follow_articles(chosen) if cities or years else chosen)


def split_names(text: str) -> list[str]:
    """City names separated by a comma, Chinese or not.

    >>> split_names("阳泉市,朔州市、太原市")
    ['阳泉市', '朔州市', '太原市']
    """
    return [name for name in re.split(r"[,，、\s]+", text) if name]


def split_years(text: str) -> Sequence[int]:
    """Years separated by commas, or a range written with a colon or a dash, whose ends both count.

    Raises `UserError` for anything else.

    >>> split_years("2023,2025"), split_years("2023:2025"), split_years("2023-2025")
    ([2023, 2025], range(2023, 2026), range(2023, 2026))
    """
    if ends := re.fullmatch(r"(\d{4})[:：~～—–-](\d{4})", text):
        first, last = map(int, ends.groups())
        if first > last:
            raise UserError(f"the range of years {text} ends before it starts")
        return range(first, last + 1)
    if re.fullmatch(r"\d{4}([,，、]\d{4})*", text):
        return [int(year) for year in re.split("[,，、]", text)]
    raise UserError(f"cannot read the years '{text}': write 2023,2024 or 2023:2025")


def list_years(years: Sequence[int], tables: Tables) -> list[int]:
    """`years` as a list; of a range only the years in which a session met.

    Raises `UserError` for a range without any.
    """
    if not isinstance(years, range):
        return list(years)
    known = _known_years(tables)
    met = [year for year in known if year in years]
    if not met:
        raise unknown("year", f"{years[0]}:{years[-1]}", known)
    return met


def _known_years(tables: Tables) -> list[int]:
    return sorted(int(year) for year in tables["sessions"]["year"].dropna().unique())


def _chosen_rows(table: pd.DataFrame, cities: Sequence[str], years: Sequence[int]) -> pd.DataFrame:
    if cities and "place" in table:
        table = table[table["place"].isin(cities)]
    if years and "year" in table:
        table = table[table["year"].isin(years)]
    return table


def _follow_articles(chosen: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """`chosen` with the rows of the tables that name no place reduced to those of its articles."""
    articles = pd.MultiIndex.from_frame(chosen["articles"][["dump", "article"]])
    dumps = chosen["articles"]["dump"]
    unread = chosen["unread"]
    of_articles = pd.MultiIndex.from_frame(unread[["dump", "article"]]).isin(articles)
    followed: dict[str, pd.DataFrame] = {
        name: chosen[name][chosen[name]["dump"].isin(dumps)] for name in ("dumps", "texts") if name in chosen
    }
    return {**chosen, **followed, "unread": unread[of_articles]}


def _refuse_unknown(kind: str, given: Iterable[object], known: Sequence[object]) -> None:
    for name in given:
        if name not in known:
            raise unknown(kind, name, known)
