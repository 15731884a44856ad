"""All that the briefing says, as sentences bound to the tables."""

from collections.abc import Callable, Iterable, Iterator

from cppcc_analysis.briefing.audits import audit_statement, check_statements
from cppcc_analysis.briefing.cells import Tables, ledger_of
from cppcc_analysis.briefing.gaps import gap_statements
from cppcc_analysis.briefing.shares import (
    leader_statements,
    proposer_statements,
    share_change_statements,
    share_statements,
)
from cppcc_analysis.briefing.statements import Statement
from cppcc_analysis.briefing.vocabulary import term_statements
from cppcc_analysis.briefing.volumes import change_statements, nation_statements, volume_statements

#: what a reader looks for first
FINDINGS = ("change", "volumes", "nation", "leader", "share_change", "shares", "proposers", "terms")
#: what is missing, and how far the figures can be trusted
LIMITS = ("checks", "gaps")
_MAKERS: tuple[Callable[[Tables, str], Iterator[Statement]], ...] = (
    change_statements,
    volume_statements,
    nation_statements,
    leader_statements,
    share_change_statements,
    share_statements,
    proposer_statements,
    term_statements,
    audit_statement,
    check_statements,
    gap_statements,
)


def list_statements(tables: Tables, lang: str = "zh") -> list[Statement]:
    """The sentences that the tables support, topic by topic in the order of `FINDINGS`, then of `LIMITS`.

    tables: those of a build, or the part of a choice of places and years; the reference tables may be whole.
    """
    ledger = ledger_of(tables)
    return [statement for make in _MAKERS for statement in make(ledger, lang)]


def about(statements: Iterable[Statement], topics: Iterable[str]) -> list[Statement]:
    """The sentences on some topics, in the order of the topics."""
    told = list(statements)
    return [statement for topic in topics for statement in told if statement.topic == topic]
