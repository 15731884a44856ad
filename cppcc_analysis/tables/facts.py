"""What was read from each article → the rows of `articles`, `figures`, `suggestions`, `unread`, `sessions`."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from cppcc_analysis.extraction.activities import Activity
from cppcc_analysis.extraction.figures import Figure, Unread
from cppcc_analysis.extraction.suggestions import Suggestion
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.clean import count_han
from cppcc_analysis.reading.copies import find_copies
from cppcc_analysis.reading.occasions import Occasion, session_dates
from cppcc_analysis.reading.places import division_of
from cppcc_analysis.reading.trace import pack_trace

#: how the grammar attached a figure; no part of the fact
_HOW_ATTACHED = ["list_number", "base_stated", "base_said", "theme"]
OCCASION = ["place", "level", "term", "session", "year"]


@dataclass(frozen=True)
class Reading:
    """One article with all that was read from it."""

    dump: str
    number: int
    article: Article
    occasion: Occasion
    figures: Sequence[Figure]
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
    copies = pd.Series(pd.NA, index=articles.index, dtype="string")
    for found in find_copies(articles["text"].tolist()):
        if articles["dump"].iat[found.copy] != articles["dump"].iat[found.original]:
            copies.iat[found.copy] = names.iat[found.original]
    return copies


def figure_rows(readings: Iterable[Reading], articles: pd.DataFrame) -> pd.DataFrame:
    """One row a fact: what a dump states twice about one session is one row, the first.

    `articles` is the table of that name; the figures of a copy stay and name the article they repeat.
    """
    rows = [
        _head(r) | asdict(figure) | {"status": "reported", "formula": None}
        for r in readings
        for figure in r.figures
    ]
    if not rows:
        return pd.DataFrame()
    fact = ["dump", "body", "term", "session", "scope", "measure", "breakdown", "item", "value", "unit"]
    table = pd.DataFrame(rows).drop_duplicates(fact).drop(columns=_HOW_ATTACHED)
    return table.merge(articles[["dump", "article", "copy_of"]], how="left", on=["dump", "article"])


def suggestion_rows(readings: Iterable[Reading]) -> pd.DataFrame:
    return pd.DataFrame([_head(r) | asdict(s) for r in readings for s in r.suggestions])


def activity_rows(readings: Iterable[Reading]) -> pd.DataFrame:
    """What the articles of the 政协 count beside proposals."""
    return pd.DataFrame(
        [_head(r) | asdict(a) for r in readings if r.article.body == "政协" for a in r.activities]
    )


def unread_rows(readings: Iterable[Reading]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"dump": r.dump, "article": r.number} | asdict(unread) for r in readings for unread in r.unread]
    )


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
    divisions = [division_of(place) for place in sessions["place"]]
    sessions["province"] = [division.province if division else None for division in divisions]
    sessions["code"] = [division.code if division else None for division in divisions]
    sessions["opened"] = [dates[0] if dates else None for dates in sessions["dates"]]
    sessions["closed"] = [dates[1] if dates else None for dates in sessions["dates"]]
    counted = figures[figures["body"] == "政协"].groupby(OCCASION, dropna=False).size().rename("figures")
    sessions = sessions.merge(counted.reset_index(), how="left", on=OCCASION)
    return sessions.assign(figures=sessions["figures"].fillna(0))


def _first_dates(texts: pd.Series) -> tuple[str, str] | None:
    return next((dates for dates in map(session_dates, texts) if dates), None)


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
