"""Facts in words: `阳泉市 2023 filed 委员 %`, for errors, corrections and differences."""

import pandas as pd

from cppcc_analysis.tables.schemas import TEXT

#: the columns that say what a figure states, whoever states it
FACT = ["body", "place", "term", "session", "year", "scope", "measure", "breakdown", "item", "unit"]
_USUAL = {"body": "政协", "scope": "session", "unit": "件"}


def name_facts(rows: pd.DataFrame) -> pd.Series:
    """The fact that each row is about, in words; what goes without saying (政协, session, 件) is left out.

    `rows` has columns of `FACT`, or some of them; a null is left out, but for the place.
    """
    name = rows["place"].astype(TEXT).fillna("no place")
    name = _said(rows, "body").str.cat(name)
    name = name.str.cat(_when(rows))
    for column in ("measure", "item", "unit"):
        if column in rows:
            name = name.str.cat(_said(rows, column, before=" "))
    return name.str.cat(_said(rows, "scope", before=" (", after=")"))


def number_text(value: object) -> str:
    """A number as one writes it; an empty text for a null.

    >>> number_text(386.0), number_text(33.7), number_text(27000.0), number_text(None)
    ('386', '33.7', '27000', '')
    """
    return "" if pd.isna(value) else f"{float(str(value)):.10g}"


def number_texts(values: pd.Series) -> pd.Series:
    """Each number as one writes it; a null stays one."""
    return values.map(number_text).astype(TEXT).mask(values.isna())


def _said(rows: pd.DataFrame, column: str, before: str = "", after: str = "") -> pd.Series:
    """The values of `column` between `before` and `after`; empty where they are null or the usual ones."""
    if column not in rows:
        return pd.Series("", index=rows.index, dtype=TEXT)
    text = rows[column].astype(TEXT)
    text = text.mask((text == _USUAL.get(column, "")).fillna(False))
    if column == "body":
        after = " "
    return (before + text + after).fillna("")


def _when(rows: pd.DataFrame) -> pd.Series:
    """The year, or where it is not known the term and session."""
    year = (" " + rows["year"].astype(TEXT)).astype(TEXT)
    if not {"term", "session"} <= set(rows):
        return year.fillna("")
    meeting = " " + rows["term"].astype(TEXT) + "届"
    session = (rows["session"].astype(TEXT) + "次").fillna("")
    return year.fillna(meeting.str.cat(session)).fillna("")
