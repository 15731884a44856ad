"""The arithmetic audit: identities that published figures obey, each with its verdict."""

from collections.abc import Mapping

import pandas as pd

from cppcc_analysis.tables.audit.growth import check_growth
from cppcc_analysis.tables.audit.outcomes import check_outcomes
from cppcc_analysis.tables.audit.parts import check_parts, find_parts
from cppcc_analysis.tables.audit.shares import check_shares
from cppcc_analysis.tables.audit.sheet import find_sheets
from cppcc_analysis.tables.audit.verdicts import Row
from cppcc_analysis.tables.audit.witnesses import check_witnesses


def dump_checks(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows of `checks` that are about the dumps, without those about reference files alone."""
    return tables["checks"][tables["checks"]["dump"].isin(tables["dumps"]["dump"])]


def audit(
    figures: pd.DataFrame, articles: pd.DataFrame, unread: pd.DataFrame, growth: pd.DataFrame
) -> pd.DataFrame:
    """One row per identity that the figures of one dump and session allow to be checked.

    figures, articles, unread, growth: the tables of these names, the figures without those of copies and
    with those of the reference files, if they are to be compared. `holds` and `fails` compare `expected` with
    `found` within `tolerance`; `can't tell` says in `missing` what is lacking. Approximate figures, and those
    that a correction set aside, are not audited.
    """
    rows: list[Row] = []
    sheets = list(find_sheets(figures, articles, unread))
    for sheet in sheets:
        lists = list(find_parts(sheet))
        rows += check_outcomes(sheet)
        for parts in lists:
            rows += check_parts(parts, sheet)
        rows += check_shares(sheet, lists)
    facts = [fact for sheet in sheets for fact in sheet.facts]
    rows += check_growth(facts, growth)
    rows += check_witnesses(facts)
    return pd.DataFrame(rows)
