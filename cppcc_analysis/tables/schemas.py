"""One schema per table: columns, types, allowed values and what a null means.

`SCHEMAS[name]` validates at the one door out (`tables.store`); the column notes in the reports come
from the same definitions. Counts are nullable integers, text is pandas' string type.
"""

from collections.abc import Collection

import numpy as np
import pandas as pd
from pandera.pandas import Check, Column, DataFrameSchema

from cppcc_analysis.extraction.context import BASES

#: text as pandas 3 has it by default; pandas 2.3 knows it, too, and a missing text is NaN in both
TEXT = pd.StringDtype(na_value=np.nan)
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
#: each of `MEASURES` in words
MEASURE_MEANINGS = {
    "received": "proposals received (收到)",
    "filed": "proposals filed for handling (立案)",
    "not_filed": "proposals not filed, or passed on as opinions or letters (不予立案、转为意见建议)",
    "merged": "proposals merged into others (并案)",
    "withdrawn": "proposals withdrawn (撤案)",
    "assigned": "proposals handed over for handling (交办)",
    "replied": "proposals answered (办复、办结)",
    "satisfied": "proposals whose proposers are satisfied with the handling (满意)",
    "adopted": "proposals solved or adopted (采纳、解决)",
    "key": "key proposals (重点提案)",
    "participants": "members who submitted proposals (提交提案的委员)",
    "members": "members in all (委员总数)",
    "motions": "motions of the people's congress (议案)",
    "suggestions": "suggestions of the people's congress (建议)",
}
#: what a reference file may hold: population is no figure of a report, other measures are taken per head of it
REFERENCE_MEASURES = (*PROPOSAL_MEASURES, *PEOPLE_MEASURES, "population")
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
#: stated by the text, computed, or taken from a reference file
STATUSES = ("reported", "derived", "reference")
ACTIONS = ("set", "drop", "choose", "add")
#: how a report's category corresponds to the standard ones: the wording on the left
CARDINALITIES = ("1:1", "n:1", "1:n", "n:m")
#: what a growth is measured against
AGAINST = ("last_year", "last_session", "last_term", "other")
#: the identities of the audit
RULES = (
    "filed <= received",
    "received = filed + not filed + merged + withdrawn",
    "parts by proposer = total",
    "parts by category = total",
    "shares by proposer = 100",
    "shares by category = 100",
    "share = part ÷ base",
    "base as worded",
    "participants <= members",
    "rates add up",
    "growth = value - previous value",
    "one fact in two sources",
)
COUNTINGS = ("named", "token", "formula")
#: the five standard categories (五位一体)
STANDARD_CATEGORIES = ("经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设")


def _column(
    dtype: object,
    meaning: str,
    null: str | None = None,
    unit: str | None = None,
    check: Check | None = None,
) -> Column:
    """A column; `null` says what a missing value means: without it none may be missing."""
    about = {"null": null, "unit": unit}
    return Column(dtype, check, nullable=null is not None, description=meaning, metadata=about)


def _text(meaning: str, null: str | None = None) -> Column:
    return _column(TEXT, meaning, null)


def _choice(values: Collection[str], meaning: str, null: str | None = None) -> Column:
    return _column(TEXT, meaning, null, check=Check.isin(values))


def _int(meaning: str, null: str | None = None, unit: str | None = None) -> Column:
    return _column(pd.Int64Dtype(), meaning, null, unit, Check.ge(0))


def _float(meaning: str, null: str | None = None, unit: str | None = None) -> Column:
    return _column(pd.Float64Dtype(), meaning, null, unit)


def _bool(meaning: str, null: str | None = None) -> Column:
    return _column(pd.BooleanDtype(), meaning, null)


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
        "start": _int("where the evidence starts in the decoded raw dump", unit="characters"),
        "end": _int("where the evidence ends there, exclusive", unit="characters"),
    }


def _document() -> dict[str, Column]:
    return {
        "dump": _text("file path relative to the raw folder, / as separator"),
        "article": _int("0-based number of the article inside the dump"),
    }


def _fact() -> dict[str, Column]:
    """What a figure counts: the columns that name one fact of a session."""
    return {
        "scope": _choice(SCOPES, "what the figure covers"),
        "measure": _choice(MEASURES, "what is counted"),
        "breakdown": _choice(BREAKDOWNS, "total, or part by proposer or category"),
        "item": _text("the proposer or category as the text words it", "a total"),
    }


def _figures() -> dict[str, Column]:
    return {
        **_document(),
        "body": _choice(BODIES, "whose figure it is"),
        **_occasion(),
        **_fact(),
        "value": _column(float, "the number, unscaled: 33.7 for 33.7%", unit="see `unit`", check=Check.ge(0)),
        "unit": _choice(UNITS, "unit of value"),
        "printed": _text("number and unit as the source prints them, cleaned", "derived"),
        "approximate": _bool("the text gives it as approximate or as a bound"),
        "stated_base": _choice(
            BASES, "the total that the text's own words say a part or share is of", "not said"
        ),
        "as_of": _text("cut-off of the count as printed", "not stated"),
        "copy_of": _text("the article that states it first, as dump#article", "its article is no copy"),
        "status": _choice(STATUSES, "stated by the text, computed, or taken from a reference file"),
        "formula": _text("how it was computed", "reported"),
        "corrected_from": _float(
            "the value as printed, where a correction replaced it", "as printed", "see `unit`"
        ),
        "chosen": _bool("between sources that disagree: taken, or set aside", "no correction decides"),
        "correction": _text("why and by whom it was corrected or chosen", "not corrected"),
        **_source(),
    }


def _proposal_cells() -> dict[str, Column]:
    cells: dict[str, Column] = {}
    for measure in PROPOSAL_MEASURES + PEOPLE_MEASURES:
        if measure == "satisfied":
            continue
        unit = "人" if measure in PEOPLE_MEASURES else "件"
        cells[measure] = _int(MEASURE_MEANINGS[measure], f"see `{measure}_state`", unit)
        cells[f"{measure}_state"] = _choice(STATES, f"what `{measure}` rests on")
    for rate, meaning in (
        ("filing_rate", "filed ÷ received (立案率)"),
        ("satisfied_rate", "proposers satisfied with the handling (满意率)"),
        ("participation_rate", "participants ÷ members (参与率)"),
    ):
        cells[rate] = _float(meaning, f"see `{rate}_state`", "%")
        cells[f"{rate}_state"] = _choice(STATES, f"what `{rate}` rests on")
    return cells


_PROPOSAL_KEY = ["place", "term", "session", "year", "scope"]


def _proposals() -> dict[str, Column]:
    return {
        **_occasion(),
        "scope": _choice(SCOPES, "what the row covers: one session, a working year, a term"),
        "as_of": _text("cut-off of the count as printed", "not stated"),
        **_proposal_cells(),
        "formula": _text("how the derived cells were computed", "nothing derived"),
        "corrected": _text("cells that a correction decided, with its reason", "none"),
        "dumps": _text("dumps the figures come from, joined by '; '", "no figures"),
    }


def _categories() -> dict[str, Column]:
    return {
        **_occasion(),
        "scope": _choice(SCOPES, "what the row covers"),
        "base": _choice(BASES, "what is broken down"),
        "category": _text("the category as the text words it"),
        "standard": _text("standard categories it maps to, joined by +", "not in the crosswalk"),
        "cardinality": _choice(
            CARDINALITIES,
            "how the category and the standard ones correspond within its report: "
            "1:n covers several standard ones, n:1 shares its standard one with another category",
            "not in the crosswalk",
        ),
        "position": _int("order in which the report names it"),
        "count": _int("proposals", "see `count_state`", "件"),
        "count_state": _choice(STATES, "what `count` rests on"),
        "share": _float("share of the base", "see `share_state`", "%"),
        "share_state": _choice(STATES, "what `share` rests on"),
        "formula": _text("how derived cells were computed", "nothing derived"),
        "corrected": _text("why the row was corrected", "not corrected"),
        "dumps": _text("dumps the figures come from, joined by '; '"),
    }


def _published() -> dict[str, Column]:
    """Who published the figures of a reference row."""
    return {"source": _text("who published the figures, joined by '；'", "no figures")}


#: what tells one figure from every other: one number may count two things
_FIGURE_KEY = ["dump", "start", "end", "scope", "measure", "breakdown", "item"]
_CATEGORY_KEY = [*_occasion(), "scope", "base", "category"]

SCHEMAS: dict[str, DataFrameSchema] = {
    "dumps": DataFrameSchema(
        {
            "dump": _document()["dump"],
            "sha256": _text("hash of the file's bytes"),
            "format": _choice(FORMATS, "what the file is by its bytes, whatever its name"),
            "encoding": _text("encoding that decoded strictly", "the format has none of its own"),
            "characters": _int("length of the decoded raw text", unit="characters"),
            "repeated": _int(
                "length of blocks left out because they stand in the dump already", unit="characters"
            ),
            "joined": _int("places where two halves of one text were joined again"),
            "articles": _int("articles found"),
        },
        unique=["dump"],
        description="one file that was read, alone or in a zip",
    ),
    "texts": DataFrameSchema(
        {
            "dump": _document()["dump"],
            "text": _text("the raw text that offsets point into, of dumps that are no plain text files"),
        },
        unique=["dump"],
        description="the text taken out of one web page, PDF or Word file",
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
            "han": _int("length of the cleaned text", unit="Han characters"),
            "text": _text("the cleaned text, a paragraph a line"),
            "start": _int("where it starts in the decoded raw dump", unit="characters"),
            "end": _int("where it ends there, exclusive", unit="characters"),
            "trace": _text("raw offsets of the text, as runs position:offset", "not kept"),
        },
        unique=["dump", "article"],
        description="one article of a dump",
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
        },
        description="one plenary session of a 政协 that articles belong to",
        unique=list(_occasion()),
    ),
    "figures": DataFrameSchema(
        _figures(),
        description="one number that a text states about proposals or members, with its sentence and its place",
        unique=_FIGURE_KEY,
    ),
    "growth": DataFrameSchema(
        {
            **_document(),
            "body": _choice(BODIES, "whose figure it is"),
            **_occasion(),
            **_fact(),
            "change": _column(float, "the change as printed, negative for a decrease", unit="see `unit`"),
            "unit": _choice(("件", "人", "%", "个百分点"), "unit of change"),
            "against": _choice(AGAINST, "what the text compares with"),
            "previous": _float(
                "the earlier value, where the sentence gives it too", "not given", "as the measure"
            ),
            "approximate": _bool("the text gives it as approximate or as a bound"),
            "printed": _text("number and unit as the raw dump prints them, cleaned"),
            **_source(),
        },
        description="one change against an earlier time that a text states",
        unique=_FIGURE_KEY,
    ),
    "proposals": DataFrameSchema(
        _proposals(),
        unique=_PROPOSAL_KEY,
        description="one place, session and scope: its totals and rates side by side, each with its state",
    ),
    "categories": DataFrameSchema(
        _categories(),
        description="one category of a session's proposals, with its count and its share",
        unique=_CATEGORY_KEY,
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
        },
        description="one suggestion, or one proposal with its title, that a text names",
        unique=["dump", "start", "end", "kind"],
    ),
    "activities": DataFrameSchema(
        {
            **_document(),
            **_occasion(),
            "activity": _choice(ACTIVITIES, "what is counted beside proposals"),
            "value": _column(float, "the number", unit="see `unit`", check=Check.ge(0)),
            "unit": _text("unit as printed"),
            "approximate": _bool("the text gives it as approximate"),
            **_source(),
        },
        description="one number beside proposals: attendance, opinions passed on, surveys, consultations, reports",
        unique=["dump", "start", "end", "activity"],
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
            "count": _int("how often it occurs in the article", unit="occurrences"),
            "in_formula": _int("those of them that stand inside a set phrase", unit="occurrences"),
            "characters": _int("what the occurrences cover", unit="Han characters"),
            "printed": _text("its forms as printed, each with its number", "the word itself only"),
            "han": _int("length of the article", unit="Han characters"),
            "tokens": _int("Han words of two or more characters in the article", unit="tokens"),
            "fingerprint": _text("how the words were counted: engine, dictionary, term list, cleaning"),
        },
        unique=["dump", "article", "word", "counting"],
        description="one word in one article",
    ),
    "checks": DataFrameSchema(
        {
            "rule": _choice(RULES, "the identity checked"),
            **_document(),
            "body": _choice(BODIES, "whose figures they are"),
            **_occasion(),
            **_fact(),
            "expected": _float("what the identity gives", "can't tell", "as the figures"),
            "found": _float("what the text states", "can't tell", "as the figures"),
            "tolerance": _float("difference allowed", "can't tell", "as the figures"),
            "verdict": _choice(VERDICTS, "outcome"),
            "missing": _text("what is missing to tell", "nothing"),
            "detail": _text("the arithmetic in words"),
            "figures": _text("the figures used, each as dump[start:end], joined by '; '"),
        },
        description="one arithmetic identity applied to the figures of a text or session, with its verdict",
    ),
    "corrections": DataFrameSchema(
        {
            "line": _int("line of corrections.csv"),
            "action": _choice(ACTIONS, "what it does"),
            "what": _text("the fact it is about, in words"),
            "expect": _float("the value that must still be there", "a figure is added", "as the figure"),
            "value": _float("the value it gives", "a figure is dropped", "as the figure"),
            "reason": _text("why"),
            "who": _text("who decided"),
            "when": _text("ISO date of the decision"),
            "source": _text("where the value is published", "not said"),
            "rows": _int("figures it touched"),
            "quotes": _text("their sentences, joined by '; '", "a figure is added"),
        },
        unique=["line"],
        description="one line of `data/raw/corrections.csv`, and what it did",
    ),
    "reference": DataFrameSchema(
        _figures()
        | {
            "measure": _choice(REFERENCE_MEASURES, "what is counted"),
            "source": _text("who published it"),
        },
        description="one published figure of a file in `data/reference`",
        unique=_FIGURE_KEY,
    ),
    "reference_proposals": DataFrameSchema(
        _proposals() | _published(),
        unique=_PROPOSAL_KEY,
        description="one place, session and scope of the reference figures, as in `proposals`",
    ),
    "reference_categories": DataFrameSchema(
        _categories() | _published(),
        description="one category of a session's reference figures, as in `categories`",
        unique=_CATEGORY_KEY,
    ),
    "rejects": DataFrameSchema(
        {
            "dump": _document()["dump"],
            "bytes": _int("size of the file", unit="bytes"),
            "reason": _text("why it could not be read"),
        },
        description="one file that could not be read, alone or in a zip",
        unique=["dump"],
    ),
    "unread": DataFrameSchema(
        {
            **_document(),
            "reason": _choice(UNREAD_REASONS, "why an understood number was not taken", "not understood"),
            "value": _float("the number, where it was understood", "not understood", "as printed"),
            **_source(),
        },
        description="one number in a sentence about proposals that no rule attached to a fact",
    ),
}

for _name, _schema in SCHEMAS.items():
    _schema.name, _schema.strict, _schema.coerce = _name, True, True


def conform(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` with the columns of table `name`, in its order and types.

    Raises `pandera.errors.SchemaError` when a value is not allowed. A column that `rows` lacks is null.
    """
    schema = SCHEMAS[name]
    valid = schema.validate(rows.reindex(columns=list(schema.columns)))
    # pandera follows the installed pandas, whose texts differ: to compare a missing text with another gives
    # False in one and NA in the other
    return valid.astype(dict.fromkeys(valid.select_dtypes("string"), TEXT))
