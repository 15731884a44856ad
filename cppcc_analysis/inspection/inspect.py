"""The command `cppcc inspect`: one dump, read and shown."""

from pathlib import Path

from cppcc_analysis.charts.wording import LANGS
from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.inspection.page import render_page
from cppcc_analysis.inspection.terminal import print_reading
from cppcc_analysis.pipeline import DumpReading, read_whole
from cppcc_analysis.reading.dumps import Reject, read_dump


def run_inspect(file: Path, html: Path | None, lang: str) -> None:
    """Print what was read from the dump `file`, and write it as a page to `html`.

    Raises `UserError` for a file that is missing or no readable dump, for an unknown language, and where
    the page cannot be written.
    """
    if lang not in LANGS:
        raise unknown("language", lang, LANGS)
    reading = _read(file)
    if html is not None:
        _write(render_page(reading, lang), html, file)
    print_reading(reading, lang)


def _read(file: Path) -> DumpReading:
    if not file.is_file():
        raise UserError(f"{file} is a folder; name one dump" if file.is_dir() else f"no such file: {file}")
    dump = read_dump(file, file.parent)
    if isinstance(dump, Reject):
        raise UserError(f"{file} cannot be read: {dump.reason}")
    return read_whole(dump)


def _write(page: str, html: Path, file: Path) -> None:
    if html.exists() and html.samefile(file):
        raise UserError(f"{html} is the dump itself; name another file for the page")
    try:
        # half of a surrogate pair, as broken PDF text may hold, has no place in UTF-8
        html.write_text(page, encoding="utf-8", errors="xmlcharrefreplace")
    except OSError as error:
        raise UserError(f"cannot write {html}: {error.strerror or error}") from error
