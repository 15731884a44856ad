"""One schema per table: columns, types, allowed values and what a null means.

`SCHEMAS[name]` validates at the one door out (`tables.store`); the column notes in the reports come
from the same definitions. Counts are nullable integers, text is pandas' string type.
"""

from collections.abc import Collection

import pandas as pd
from pandera.pandas import Check, Column, DataFrameSchema

BODIES = ("政协", "人大")
LEVELS = ("national", "province", "city", "county")
SCOPES = ("session", "year", "term")
KINDS = (
    "political_resolution",
    "resolution",
    "review_report",
    "work_report",
    "proposal_work_report",
    "news",
    "other",
)
#: measures counted in 件, in the order in which a report tells them
PROPOSAL_MEASURES = (
    "received",
    "filed",
    "not_filed",
    "merged",
    "withdrawn",
    "assigned",
    "replied",
    "satisfied",
    "adopted",
    "key",
)
#: measures counted in 人
PEOPLE_MEASURES = ("participants", "members")
NPC_MEASURES = ("motions", "suggestions")
MEASURES = PROPOSAL_MEASURES + PEOPLE_MEASURES + NPC_MEASURES
BREAKDOWNS = ("total", "proposer", "category")
UNITS = ("件", "%", "人")
#: what a cell of `proposals` or `categories` rests on
STATES = ("reported", "derived", "not_stated", "truncated", "conflict", "approximate")
FORMATS = ("text", "html", "mhtml", "pdf", "docx")
ACTIVITIES = (
    "attendance_due",
    "attendance",
    "opinions_received",
    "opinions_issued",
    "opinions_adopted",
    "surveys",
    "consultations",
    "reports",
)
SUGGESTION_KINDS = ("main", "proposal")
UNREAD_REASONS = ("after_merging", "another_total", "no_evidence")
VERDICTS = ("holds", "fails", "can't tell")
COUNTINGS = ("named", "token", "formula")
#: the five standard categories (五位一体)
STANDARD_CATEGORIES = ("经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设")


def _text(meaning: str, null: str | None = None) -> Column:
    return Column(pd.StringDtype(), nullable=null is not None, description=_describe(meaning, null))


def _choice(values: Collection[str], meaning: str, null: str | None = None) -> Column:
    return Column(
        pd.StringDtype(),
        Check.isin(values),
        nullable=null is not None,
        description=_describe(meaning, null),
    )


def _int(meaning: str, null: str | None = None) -> Column:
    return Column(
        pd.Int64Dtype(),
        Check.ge(0),
        nullable=null is not None,
        description=_describe(meaning, null),
    )


def _float(meaning: str, null: str | None = None) -> Column:
    return Column(pd.Float64Dtype(), nullable=null is not None, description=_describe(meaning, null))


def _bool(meaning: str) -> Column:
    return Column(pd.BooleanDtype(), nullable=False, description=meaning)


def _describe(meaning: str, null: str | None) -> str:
    return meaning if null is None else f"{meaning}; null: {null}"


def _occasion() -> dict[str, Column]:
    """Whose and which plenary session: the columns shared by all tables that speak of one."""
    return {
        "place": _text("full name of the place, as the gazetteer has it", "the text does not name it"),
        "level": _choice(LEVELS, "level of the place", "place unknown"),
        "term": _int("届 of the plenary session the text belongs to", "not named"),
        "session": _int("次 of the plenary session the text belongs to", "not named, or a whole term"),
        "year": _int("the year that session met", "only reckoning would give it"),
    }


def _source() -> dict[str, Column]:
    return {
        "quote": _text("the cleaned sentence that states it"),
        "start": _int("offset of the evidence in the decoded raw dump"),
        "end": _int("end of the evidence in the decoded raw dump, exclusive"),
    }


def _document() -> dict[str, Column]:
    return {
        "dump": _text("file path relative to the raw folder, / as separator"),
        "article": _int("0-based number of the article inside the dump"),
    }


def _proposal_cells() -> dict[str, Column]:
    cells: dict[str, Column] = {}
    for measure in PROPOSAL_MEASURES + PEOPLE_MEASURES:
        if measure == "satisfied":
            continue
        unit = "人" if measure in PEOPLE_MEASURES else "件"
        cells[measure] = _int(f"{measure}, in {unit}", f"see {measure}_state")
        cells[f"{measure}_state"] = _choice(STATES, f"what {measure} rests on")
    for rate, meaning in (
        ("filing_rate", "filed ÷ received, %"),
        ("satisfied_rate", "satisfied with the handling, %"),
    ):
        cells[rate] = _float(meaning, f"see {rate}_state")
        cells[f"{rate}_state"] = _choice(STATES, f"what {rate} rests on")
    return cells


SCHEMAS: dict[str, DataFrameSchema] = {
    "dumps": DataFrameSchema(
        {
            "dump": _document()["dump"],
            "sha256": _text("hash of the file's bytes"),
            "format": _choice(FORMATS, "what the file is by its bytes, whatever its name"),
            "encoding": _text("encoding that decoded strictly", "the format has none of its own"),
            "characters": _int("characters of the decoded raw text"),
            "repeated": _int("characters of blocks left out because they stand in the dump already"),
            "joined": _int("places where two halves of one text were joined again"),
            "articles": _int("articles found"),
        },
        unique=["dump"],
    ),
    "texts": DataFrameSchema(
        {
            "dump": _document()["dump"],
            "text": _text("the raw text that offsets point into, of dumps that are no plain text files"),
        },
        unique=["dump"],
    ),
    "articles": DataFrameSchema(
        {
            **_document(),
            "title": _text("the article's title", "the page lost it"),
            "kind": _choice(KINDS, "kind of text"),
            "body": _choice(BODIES, "whose meeting it reports", "neither, or both"),
            **_occasion(),
            "byline": _text("who wrote it, as printed", "not stated"),
            "jump": _text("mark that it goes on from or to another page", "it does not"),
            "truncated": _bool("the text breaks off, or a part of it stands on another page"),
            "copy_of": _text("the article it is a copy of, as dump#article", "no copy of an earlier one"),
            "han": _int("Han characters of the cleaned text"),
            "text": _text("the cleaned text, a paragraph a line"),
            "start": _int("offset of its first character in the decoded raw dump"),
            "end": _int("offset behind its last character"),
            "trace": _text("raw offsets of the text, as runs position:offset", "not kept"),
        },
        unique=["dump", "article"],
    ),
    "sessions": DataFrameSchema(
        {
            **_occasion(),
            "province": _text("province of the place", "the nation, or a name that several places bear"),
            "code": _text("GB/T 2260 code of the place", "as for province"),
            "opened": _text("first day of the session, ISO date", "not stated with its year"),
            "closed": _text("last day of the session, ISO date", "not stated with its year"),
            "dumps": _text("dumps that hold texts of it, joined by '; '"),
            "articles": _int("articles of it"),
            "figures": _int("figures of the 政协 read from them"),
            "truncated": _bool("one of its articles breaks off"),
        }
    ),
    "figures": DataFrameSchema(
        {
            **_document(),
            "body": _choice(BODIES, "whose figure it is"),
            **_occasion(),
            "scope": _choice(SCOPES, "what the figure covers"),
            "measure": _choice(MEASURES, "what is counted"),
            "breakdown": _choice(BREAKDOWNS, "total, or part by proposer or category"),
            "item": _text("the proposer or category as the text words it", "a total"),
            "value": Column(float, Check.ge(0), description="the number, unscaled: 33.7 for 33.7%"),
            "unit": _choice(UNITS, "unit of value"),
            "printed": _text("number and unit as the raw dump prints them, cleaned", "derived"),
            "approximate": _bool("the text gives it as approximate or as a bound"),
            "as_of": _text("cut-off of the count as printed", "not stated"),
            "copy_of": _text("the article that states it first, as dump#article", "its article is no copy"),
            "status": _choice(("reported", "derived"), "stated by the text, or computed"),
            "formula": _text("how it was computed", "reported"),
            **_source(),
        }
    ),
    "proposals": DataFrameSchema(
        {
            **_occasion(),
            "scope": _choice(SCOPES, "what the row covers: one session, a working year, a term"),
            "as_of": _text("cut-off of the count as printed", "not stated"),
            **_proposal_cells(),
            "dumps": _text("dumps the figures come from, joined by '; '", "no figures"),
        },
        unique=["place", "term", "session", "year", "scope"],
    ),
    "categories": DataFrameSchema(
        {
            **_occasion(),
            "scope": _choice(SCOPES, "what the row covers"),
            "base": _choice(("received", "filed", "assigned"), "what is broken down"),
            "category": _text("the category as the text words it"),
            "standard": _text("standard categories it maps to, joined by +", "not in the crosswalk"),
            "position": _int("order in which the report names it"),
            "count": _int("proposals, in 件", "see count_state"),
            "count_state": _choice(STATES, "what count rests on"),
            "share": _float("share of the base, in %", "see share_state"),
            "share_state": _choice(STATES, "what share rests on"),
            "formula": _text("how derived cells were computed", "nothing derived"),
            "dumps": _text("dumps the figures come from, joined by '; '"),
        }
    ),
    "suggestions": DataFrameSchema(
        {
            **_document(),
            **_occasion(),
            "kind": _choice(
                SUGGESTION_KINDS, "a main suggestion of a report, or a proposal named by its title"
            ),
            "category": _text("the category it stands under", "under none"),
            "proposer": _text("who proposed it, as worded", "not stated"),
            "suggestion": _text("one suggestion or title, as worded"),
            **_source(),
        }
    ),
    "activities": DataFrameSchema(
        {
            **_document(),
            **_occasion(),
            "activity": _choice(ACTIVITIES, "what is counted beside proposals"),
            "value": Column(float, Check.ge(0), description="the number"),
            "unit": _text("unit as printed"),
            "approximate": _bool("the text gives it as approximate"),
            **_source(),
        }
    ),
    "terms": DataFrameSchema(
        {
            **_document(),
            **_occasion(),
            "kind": _choice(KINDS, "kind of the article"),
            "word": _text("the word counted"),
            "counting": _choice(COUNTINGS, "named: curated list; token: all words; formula: set phrases"),
            "class": _text("class of a named term", "a token or a formula"),
            "layer": _text("layer the word belongs to: function, report_verb, formula", "a content word"),
            "count": _int("occurrences in the article"),
            "in_formula": _int("those of them that stand inside a set phrase"),
            "characters": _int("Han characters that the occurrences cover"),
            "printed": _text("its forms as printed, each with its number", "the word itself only"),
            "han": _int("Han characters of the article"),
            "tokens": _int("Han words of two or more characters in the article"),
            "fingerprint": _text("how the words were counted: engine, dictionary, term list, cleaning"),
        },
        unique=["dump", "article", "word", "counting"],
    ),
    "checks": DataFrameSchema(
        {
            "rule": _text("the identity checked"),
            **_document(),
            **_occasion(),
            "scope": _choice(SCOPES, "what the figures cover"),
            "measure": _choice(MEASURES, "what is checked"),
            "item": _text("the part checked", "a total"),
            "expected": _float("what the identity gives", "can't tell"),
            "found": _float("what the text states", "can't tell"),
            "tolerance": _float("difference allowed", "can't tell"),
            "verdict": _choice(VERDICTS, "outcome"),
            "detail": _text("the arithmetic in words, or what is missing"),
        }
    ),
    "rejects": DataFrameSchema(
        {
            "dump": _document()["dump"],
            "bytes": _int("size of the file"),
            "reason": _text("why it could not be read"),
        }
    ),
    "unread": DataFrameSchema(
        {
            **_document(),
            "reason": _choice(UNREAD_REASONS, "why an understood number was not taken", "not understood"),
            **_source(),
        }
    ),
}

for _name, _schema in SCHEMAS.items():
    _schema.name, _schema.strict, _schema.coerce = _name, True, True


def conform(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` with the columns of table `name`, in its order and types.

    Raises `pandera.errors.SchemaError` when a value is not allowed. A column that `rows` lacks is null.
    """
    schema = SCHEMAS[name]
    return schema.validate(rows.reindex(columns=list(schema.columns)))
