"""What was read from each article → the rows of `articles`, `figures`, `suggestions`, `unread`, `sessions`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from cppcc_analysis.extraction.activities import Activity
from cppcc_analysis.extraction.context import BASES, Figure
from cppcc_analysis.extraction.figures import Unread
from cppcc_analysis.extraction.growth import Growth
from cppcc_analysis.extraction.suggestions import Suggestion
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.clean import count_han
from cppcc_analysis.reading.copies import find_copies
from cppcc_analysis.reading.occasions import Occasion, session_dates
from cppcc_analysis.reading.places import division_of
from cppcc_analysis.reading.trace import pack_trace
from cppcc_analysis.tables.schemas import TEXT

#: how the grammar attached a figure; no part of the fact
_HOW_ATTACHED = ["list_number", "base_stated", "base_said", "base_before", "theme"]
#: what no text says of itself: corrections and reference files fill it
_LATER = {"status": "reported", "formula": None, "corrected_from": None, "chosen": None, "correction": None}
#: one change of one fact
_CHANGE = ["dump", "body", "term", "session", "scope", "measure", "breakdown", "item"]
OCCASION = ["place", "level", "term", "session", "year"]


@dataclass(frozen=True)
class Reading:
    """One article with all that was read from it."""

    dump: str
    number: int
    article: Article
    occasion: Occasion
    figures: Sequence[Figure]
    growth: Sequence[Growth]
    suggestions: Sequence[Suggestion]
    activities: Sequence[Activity]
    unread: Sequence[Unread]


def article_rows(readings: Iterable[Reading]) -> pd.DataFrame:
    rows = []
    for r in readings:
        start, end = r.article.span
        rows.append(
            _head(r)
            | {
                "title": r.article.title.text if r.article.title else None,
                "kind": r.article.kind,
                "body": r.article.body,
                "byline": r.article.byline,
                "jump": r.article.jump,
                "truncated": r.article.truncated,
                "han": count_han(r.article.text),
                "text": r.article.text,
                "start": start,
                "end": end,
                "trace": pack_trace(r.article.paragraphs),
            }
        )
    return pd.DataFrame(rows)


def copies_of(articles: pd.DataFrame) -> pd.Series:
    """For each article the one in another dump that it is a copy of, as dump#article; else null."""
    names = articles["dump"] + "#" + articles["article"].astype("string")
    copies = pd.Series(pd.NA, index=articles.index, dtype=TEXT)
    for found in find_copies(articles["text"].tolist()):
        if articles["dump"].iat[found.copy] != articles["dump"].iat[found.original]:
            copies.iat[found.copy] = names.iat[found.original]
    return copies


def figure_rows(readings: Iterable[Reading], articles: pd.DataFrame) -> pd.DataFrame:
    """One row a fact: what a dump states twice about one session is one row, the first.

    `articles` is the table of that name; the figures of a copy stay and name the article they repeat.
    """
    rows = [
        _head(r) | asdict(figure) | _LATER | {"stated_base": _stated_base(figure)}
        for r in readings
        for figure in r.figures
    ]
    if not rows:
        return pd.DataFrame()
    fact = ["dump", "body", "term", "session", "scope", "measure", "breakdown", "item", "value", "unit"]
    table = pd.DataFrame(rows).drop_duplicates(fact).drop(columns=_HOW_ATTACHED)
    return table.merge(articles[["dump", "article", "copy_of"]], how="left", on=["dump", "article"])


def _stated_base(figure: Figure) -> str | None:
    """The total that the words say the figure is a part of: 立案提案中…, 占立案总数的…, 收到提案N件，其中…."""
    if figure.is_total:
        return None
    if figure.base_stated and figure.measure in BASES:
        return figure.base_said or figure.measure
    return figure.base_said or figure.base_before


def suggestion_rows(readings: Iterable[Reading]) -> pd.DataFrame:
    return pd.DataFrame([_head(r) | asdict(s) for r in readings for s in r.suggestions])


def growth_rows(readings: Iterable[Reading]) -> pd.DataFrame:
    """Printed changes; one that a dump states twice is one row."""
    rows = pd.DataFrame([_head(r) | asdict(growth) for r in readings for growth in r.growth])
    return rows if rows.empty else rows.drop_duplicates([*_CHANGE, "change", "unit"])


def activity_rows(readings: Iterable[Reading]) -> pd.DataFrame:
    """What the articles of the 政协 count beside proposals."""
    return pd.DataFrame(
        [_head(r) | asdict(a) for r in readings if r.article.body == "政协" for a in r.activities]
    )


def unread_rows(readings: Iterable[Reading]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"dump": r.dump, "article": r.number} | asdict(unread) for r in readings for unread in r.unread]
    )


def known_years(rows: pd.DataFrame) -> dict[tuple[str, int, int], int]:
    """The year in which each session met, by place, term and session, where all that state it agree.

    `rows` has the columns place, term, session and year.
    """
    stated = rows[["place", "term", "session", "year"]].dropna().drop_duplicates()
    alone = stated[~stated.duplicated(["place", "term", "session"], keep=False)]
    return {(place, term, session): year for place, term, session, year in alone.itertuples(index=False)}


def with_years(rows: pd.DataFrame, years: Mapping[tuple[str, int, int], int]) -> pd.DataFrame:
    """`rows` with the year of their session where their own text leaves it open."""
    if not years or rows["year"].notna().all():
        return rows
    sessions = rows[["place", "term", "session"]].astype(object).itertuples(index=False, name=None)
    found = pd.array([years.get(session, pd.NA) for session in sessions], "Int64")
    return rows.assign(year=rows["year"].fillna(pd.Series(found, index=rows.index)))


def session_rows(articles: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """The plenary sessions of the 政协 that the articles belong to; texts that name no place are of none.

    Takes and gives the columns of the tables of these names.
    """
    own = articles[(articles["body"] == "政协") & articles["place"].notna() & articles["term"].notna()]
    sessions = (
        own.groupby(OCCASION, dropna=False, sort=False)
        .agg(
            dumps=("dump", lambda names: "; ".join(dict.fromkeys(names))),
            articles=("article", "size"),
            truncated=("truncated", "any"),
            dates=("text", _first_dates),
        )
        .reset_index()
    )
    sessions = pd.concat([sessions, _without_articles(sessions, figures)], ignore_index=True)
    divisions = [division_of(place) for place in sessions["place"]]
    sessions["province"] = [division.province if division else None for division in divisions]
    sessions["code"] = [division.code if division else None for division in divisions]
    sessions["opened"] = [dates[0] if dates else None for dates in sessions["dates"]]
    sessions["closed"] = [dates[1] if dates else None for dates in sessions["dates"]]
    counted = figures[figures["body"] == "政协"].groupby(OCCASION, dropna=False).size().rename("figures")
    sessions = sessions.merge(counted.reset_index(), how="left", on=OCCASION)
    return sessions.assign(figures=sessions["figures"].fillna(0))


def _without_articles(sessions: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Sessions that only added figures speak of."""
    own = figures[(figures["body"] == "政协") & figures["place"].notna() & figures["term"].notna()]
    held = own[[*OCCASION, "dump"]].drop_duplicates(OCCASION)
    met = held.merge(sessions[OCCASION].drop_duplicates(), how="left", on=OCCASION, indicator=True)
    alone = met[met["_merge"] == "left_only"].drop(columns="_merge").rename(columns={"dump": "dumps"})
    return alone.assign(articles=0, truncated=False, dates=[()] * len(alone))


def _first_dates(texts: pd.Series) -> tuple[str, ...]:
    """First and last day; empty where no text gives them, as pandas 2.3 makes a text of None."""
    return next((dates for dates in map(session_dates, texts) if dates), ())


def _head(r: Reading) -> dict[str, object]:
    o = r.occasion
    return {
        "dump": r.dump,
        "article": r.number,
        "place": o.place.name if o.place else None,
        "level": o.place.level if o.place else None,
        "term": o.term,
        "session": o.session,
        "year": o.year,
    }
