"""Where a figure stands in its raw dump: the number, its sentence, and what surrounds them."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from cppcc_analysis.reading.dumps import Dump, read_dump
from cppcc_analysis.reading.trace import Trace
from cppcc_analysis.tables.correction_lines import CORRECTIONS, read_corrections
from cppcc_analysis.tables.reference import reference_folder, reference_texts

#: raw characters shown before and after the sentence
_SURROUNDINGS = 160
#: a sentence that is longer in the raw dump jumps over something else: only its number is marked
_LONGEST_SENTENCE = 1200
#: control characters have pictures of their own in Unicode; line ends and tabs stay
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t"} | {127: 0x2421, 13: 10}


@dataclass(frozen=True)
class Spot:
    """Raw offsets of a number and of the sentence around it."""

    dump: str
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class Passage:
    """A stretch of a dump's raw text that holds one or more spots."""

    dump: str
    start: int
    text: str

    def at(self, offset: int) -> int:
        """Where a raw offset stands in the passage as JavaScript counts: in units of UTF-16."""
        return len(self.text[: offset - self.start].encode("utf-16-le", "surrogatepass")) // 2

    @property
    def shown(self) -> str:
        """The text; what could steer a terminal or hide a line is shown as a sign."""
        return self.text.replace("\r\n", " \n").translate(_PICTURES)


def read_texts(tables: Mapping[str, pd.DataFrame], raw: Path, names: Iterable[str]) -> dict[str, str]:
    """The decoded text of the dumps, reference files and corrections of these names, as offsets count it.

    raw  the folder of the dumps. A file that is not there any more is left out.
    """
    wanted = set(names)
    kept = tables["texts"][tables["texts"]["dump"].isin(wanted)]
    found = {str(row["dump"]): str(row["text"]) for row in kept.to_dict("records")}
    found |= {n: text for n, text in reference_texts(reference_folder(raw)).items() if n in wanted}
    if CORRECTIONS in wanted:
        found[CORRECTIONS] = read_corrections(raw).text
    for name in sorted(wanted - set(found)):
        if (raw / name).is_file():
            read = read_dump(raw / name, raw)
            found |= {name: read.raw} if isinstance(read, Dump) else {}
    return found


def find_spot(figure: Mapping[Hashable, object], articles: Mapping[tuple[str, int], tuple[str, str]]) -> Spot:
    """Where a row of `figures` or `reference` stands.

    articles  text and trace by dump and number. Where they don't tell, the sentence is the number alone.
    """
    dump, start, end = str(figure["dump"]), int(str(figure["start"])), int(str(figure["end"]))
    text, packed = articles.get((dump, int(str(figure["article"]))), ("", ""))
    for first, last in _sentences(str(figure["quote"]), text, packed):
        if first <= start and end <= last and last - first <= _LONGEST_SENTENCE:
            return Spot(dump, start, end, first, last)
    return Spot(dump, start, end, start, end)


@cache
def _sentences(quote: str, text: str, packed: str) -> list[tuple[int, int]]:
    """Raw start and end of each place where `quote` stands in the text of an article."""
    if not quote or not packed:
        return []
    trace, places = Trace(packed), []
    at = text.find(quote)
    while at >= 0:
        places.append(trace.raw_span(at, at + len(quote)))
        at = text.find(quote, at + 1)
    return places


def cut_passages(spots: Iterable[Spot], texts: Mapping[str, str]) -> list[Passage]:
    """The stretches of the dumps that show all `spots` in their surroundings; those that overlap are one.

    Ends of lines stay; spots of a dump that is not in `texts` have no passage.
    """
    cuts: list[tuple[str, int, int]] = []
    for spot in sorted(spots, key=lambda spot: (spot.dump, spot.first)):
        if spot.dump not in texts:
            continue
        first = max(0, spot.first - _SURROUNDINGS)
        last = min(len(texts[spot.dump]), spot.last + _SURROUNDINGS)
        if cuts and cuts[-1][0] == spot.dump and first <= cuts[-1][2]:
            first, last = cuts[-1][1], max(last, cuts[-1][2])
            cuts.pop()
        cuts.append((spot.dump, first, last))
    return [Passage(dump, first, texts[dump][first:last]) for dump, first, last in cuts]
