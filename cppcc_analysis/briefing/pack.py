"""The briefing pack: slides, a document and a workbook that say what the tables support."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from cppcc_analysis.briefing.book import write_book
from cppcc_analysis.briefing.cells import Tables, ledger_of
from cppcc_analysis.briefing.deck import write_deck
from cppcc_analysis.briefing.findings import list_statements
from cppcc_analysis.briefing.layout import Briefing
from cppcc_analysis.briefing.paper import write_paper
from cppcc_analysis.briefing.statements import verify
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.charts.wording import LANGS
from cppcc_analysis.errors import UserError, unknown


def write_pack(
    tables: Tables, charts: Sequence[Chart], folder: Path | str, lang: str, parameters: Mapping[str, object]
) -> list[Path]:
    """Write `briefing.pptx`, `briefing.docx` and `tables.xlsx` into `folder`; returns their paths.

    tables: those of the chosen places and years, the reference tables may be whole. charts: those to show, in
    their order. parameters: what the reader chose; `date` is shown as the date of the tables.
    The same input gives the same bytes. Raises `UserError` for an unknown language or a folder that can't be
    written, `UnsupportedError` for a sentence that the tables don't support; then nothing is written.
    """
    if lang not in LANGS:
        raise unknown("language", lang, LANGS)
    ledger = ledger_of(tables)
    statements = list_statements(ledger, lang)
    verify(statements, tables)
    briefing = Briefing(ledger, statements, charts, lang, parameters)
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [
            write_deck(briefing, folder / "briefing.pptx"),
            write_paper(briefing, folder / "briefing.docx"),
            write_book(briefing, folder / "tables.xlsx"),
        ]
    except OSError as error:
        raise UserError(f"cannot write to {folder}: {error.strerror or error}") from error
