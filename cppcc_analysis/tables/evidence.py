"""From a row of a table back to its sentence in the raw dump."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from unicodedata import category

import pandas as pd

from cppcc_analysis.errors import UserError
from cppcc_analysis.extraction.context import Figure
from cppcc_analysis.extraction.figures import Unread
from cppcc_analysis.extraction.lexicon import find_numbers
from cppcc_analysis.extraction.numerals import parse_number
from cppcc_analysis.reading.clean import clean_characters, drop_layout_spaces
from cppcc_analysis.reading.dumps import Dump, Reject, read_dumps
from cppcc_analysis.reading.encodings import UnreadableError, decode
from cppcc_analysis.reading.traced import Traced, concat
from cppcc_analysis.tables.correction_lines import CORRECTIONS
from cppcc_analysis.tables.reference import reference_folder
from cppcc_analysis.tables.store import load_text

#: characters of the raw dump shown on either side of the evidence
_SURROUNDINGS = 60


def reread(raw: str) -> float | None:
    """The value that a stretch of raw text states; `None` where it is not exactly one number.

    >>> reread("51\\n件"), reread("94.6%"), reread("38"), reread("提案")
    (51.0, 94.6, 38.0, None)
    """
    text = _one_line(raw)
    values = [number.value for number in find_numbers(text)] or _bare_numeral(text)
    return values[0] if len(values) == 1 else None


def _one_line(raw: str) -> str:
    """A stretch of raw text, cleaned, its line ends and layout gone."""
    lines = clean_characters(Traced.of(raw)).split_lines()
    return drop_layout_spaces(concat(drop_layout_spaces(line).strip() for line in lines)).text


def _bare_numeral(text: str) -> list[float]:
    """A cell of a printed table holds the number alone."""
    try:
        return [parse_number(text)]
    except ValueError:
        return []


def with_evidence(
    figures: Sequence[Figure], unread: Sequence[Unread], raw: str
) -> tuple[list[Figure], list[Unread]]:
    """The figures whose place in `raw` gives their value; the others go to the unread."""
    kept: list[Figure] = []
    left = list(unread)
    for figure in figures:
        if reread(raw[figure.start : figure.end]) == figure.value:
            kept.append(figure)
        else:
            left.append(Unread("no_evidence", figure.value, figure.quote, figure.start, figure.end))
    return kept, left


def verify_figures(figures: pd.DataFrame, raw: Mapping[str, str]) -> None:
    """Re-read the evidence of every reported figure; that of a corrected one gives what it was corrected from.

    `raw` holds the decoded text of each dump, and that of corrections.csv where it adds figures. Raises
    `AssertionError` for the first figure whose evidence does not give its value: that is a defect of the
    reading, never of the dump.
    """
    reported = figures[figures["status"] == "reported"]
    printed = reported["corrected_from"].astype("Float64").fillna(reported["value"])
    for row, value in zip(reported.to_dict("records"), printed, strict=True):
        evidence = raw[str(row["dump"])][int(row["start"]) : int(row["end"])]
        if reread(evidence) != value:
            raise AssertionError(f"{row['dump']}: {evidence!r} does not give {value}: {row['quote']}")


def verify_growth(growth: pd.DataFrame, raw: Mapping[str, str]) -> None:
    """Re-read the evidence of every printed change, as `verify_figures` does that of the figures."""
    for row in growth.to_dict("records"):
        evidence = raw[str(row["dump"])][int(row["start"]) : int(row["end"])]
        if _one_line(evidence) != _one_line(str(row["printed"])):
            raise AssertionError(f"{row['dump']}: {evidence!r} is not {row['printed']!r}: {row['quote']}")


@dataclass(frozen=True, repr=False)
class Source:
    """A stretch of a raw dump in its surroundings: marked 【】 in a terminal, highlighted in a notebook."""

    dump: str
    start: int
    end: int
    before: str
    evidence: str
    after: str

    def __str__(self) -> str:
        return _visible(f"{self._place}\n…{self.before}【{self.evidence}】{self.after}…")

    def __repr__(self) -> str:  # what a terminal shows of it without `print`
        return str(self)

    def _repr_html_(self) -> str:
        before, evidence, after = map(escape, (self.before, self.evidence, self.after))
        return (
            f'<div class="mathjax_ignore"><small>{escape(self._place)}</small>'
            f'<p style="white-space:pre-wrap">…{before}<mark>{evidence}</mark>{after}…</p></div>'
        )

    @property
    def _place(self) -> str:
        return f"{self.dump} [{self.start}:{self.end}]"


def show_source(
    row: pd.Series | Mapping[Hashable, object],
    raw: Path | str = "data/raw",
    tables: Path | str = "data/processed",
) -> Source:
    """Where a row of `figures`, `growth`, `suggestions`, `activities` or `unread` stands in its raw dump.

    `raw` is the folder of the dumps, `tables` the one of the tables, which keep the text of web pages, PDFs
    and the like; both here or in a folder above. A row of `reference` stands in its file beside the dumps, an
    added figure in corrections.csv. Raises `UserError` when the dump is not there any more.
    """
    lacking = [name for name in ("dump", "start", "end") if name not in row]
    if lacking or isinstance(row, pd.DataFrame):
        raise UserError(
            "no place in a file: give one row of figures, growth, suggestions, activities, unread, reference "
            "or of a concordance"
        )
    name = str(row["dump"])
    folder = _here_or_above(Path(raw))
    if row.get("status") == "reference":
        text = _text_beside(reference_folder(folder), name)
    elif name == CORRECTIONS:
        text = _text_beside(folder, name)
    else:
        kept = load_text(_here_or_above(Path(tables)), name)
        text = _read_text(folder, name) if kept is None else kept
    start, end = int(str(row["start"])), int(str(row["end"]))
    before = text[max(0, start - _SURROUNDINGS) : start]
    after = text[end : end + _SURROUNDINGS]
    return Source(name, start, end, before, text[start:end], after)


def _visible(text: str) -> str:
    """`text` with a sign in the place of each character that could steer a terminal."""
    lines = text.replace("\r\n", "\n")
    return "".join(
        "\ufffd" if category(char) in ("Cc", "Cf") and char not in "\n\t" else char for char in lines
    )


def _here_or_above(folder: Path) -> Path:
    """A notebook runs in its own folder, the data lie beside it."""
    return next((up / folder for up in (Path(), *Path.cwd().parents) if (up / folder).is_dir()), folder)


def _text_beside(folder: Path, name: str) -> str:
    """The text of a CSV file that is no dump."""
    try:
        return decode((folder / name).read_bytes())[1]
    except (OSError, UnreadableError) as error:
        raise UserError(
            f"no {name} in {folder} that can be read; name the folder of the dumps with raw=…"
        ) from error


def _read_text(folder: Path, name: str) -> str:
    """The raw text of a dump as its file holds it now."""
    # a dump in a zip is named below it
    file = next((f for f in (folder / name, *(folder / name).parents) if f.is_file()), None)
    for dump in read_dumps(file, folder) if file else ():
        if isinstance(dump, Dump) and dump.name == name:
            return dump.raw
        if isinstance(dump, Reject) and name.startswith(dump.dump):
            raise UserError(f"{dump.dump} can no longer be read: {dump.reason}")
    raise UserError(f"no dump {name} in {folder}; name the folder of the dumps with raw=…")
