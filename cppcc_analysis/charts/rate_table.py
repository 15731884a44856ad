"""Rates of terms as rows × city-years: what each cell says, in a picture or in a chart that others draw."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pandas as pd

from cppcc_analysis.charts.canvas import Canvas
from cppcc_analysis.charts.field import Legend, LegendEntry
from cppcc_analysis.charts.lines import wrap
from cppcc_analysis.charts.style import INK, MUTED, PAPER, RAMP, RULE, SMALL, ink_on, text_width
from cppcc_analysis.charts.wording import number, occasion_labels, pick

#: tones besides that of 0
_STEPS = len(RAMP) - 1
#: a rate below this is not told in figures
_LEAST = 0.05


@dataclass(frozen=True)
class Rate:
    """How often a term stands in the documents of a city and year, and how often per 10,000 Han characters."""

    count: int
    rate: float


@dataclass(frozen=True)
class RateTable:
    """What is drawn: `words` in the order of the rows, `names` their labels, `slices` a row for each city and year.

    rows: rates as `keywords.draw_term_rates` takes them.
    """

    rows: pd.DataFrame
    words: tuple[str, ...]
    names: dict[str, str]
    lang: str

    @cached_property
    def slices(self) -> pd.DataFrame:
        """A row for each city and year, in the order of the rates."""
        return slices_of(self.rows)

    @cached_property
    def _found(self) -> dict[tuple[int, int], Rate]:
        """The cells that have a number, by row and column."""
        lines = {word: line for line, word in enumerate(self.words)}
        columns = {key: column for column, key in enumerate(_keys(self.slices))}
        counted = counted_rows(self.rows)
        cells = zip(
            counted["word"],
            _keys(counted),
            counted["count"].astype(int),
            counted["rate"].astype(float),
            strict=True,
        )
        return {(lines[word], columns[key]): Rate(count, rate) for word, key, count, rate in cells}

    @cached_property
    def texts(self) -> list[int]:
        """How many documents each city and year has."""
        return [0 if pd.isna(documents) else int(documents) for documents in self.slices["documents"]]

    @cached_property
    def largest(self) -> float:
        """The largest rate; 0 where nothing was found."""
        return max((cell.rate for cell in self._found.values()), default=0.0)

    @cached_property
    def occasions(self) -> list[str]:
        """A label for each city and year."""
        return occasion_labels(self.slices, self.lang)

    def found(self, line: int, column: int) -> Rate | None:
        """The number of a cell; None where there is none."""
        return self._found.get((line, column))

    def gap(self, line: int, column: int) -> str:
        """The word for a cell without a number."""
        return gap_words(self.lang)[self.texts[column] > 0]

    def label(self, line: int, column: int) -> str:
        """The words of a cell: rate and count, 0, or the word for the gap."""
        cell = self.found(line, column)
        if cell is None:
            return self.gap(line, column)
        if not cell.count:
            return "0"
        return f"{printed_rate(cell.rate, self.lang)} ({number(cell.count, self.lang)})"

    def short(self, line: int, column: int) -> str:
        """The same without the count."""
        cell = self.found(line, column)
        if cell is None:
            return self.gap(line, column)
        # "不足0.1" is wider than a narrow cell
        return "0" if not cell.count else "<0.1" if cell.rate < _LEAST else printed_rate(cell.rate, self.lang)

    def widest(self, short: bool = False) -> float:
        """Inches of the widest label."""
        label = self.short if short else self.label
        return max(
            text_width(label(line, column), SMALL)
            for line in range(len(self.words))
            for column in range(len(self.slices))
        )

    def tone(self, cell: Rate) -> str | None:
        """The tone of a rate; None for 0."""
        if not cell.count:
            return None
        reached = min(int(cell.rate / self.largest * _STEPS), _STEPS - 1)
        return RAMP[1 + reached]

    def heads(self, width: float) -> list[list[str]]:
        """City, year and number of documents, as lines of at most `width` inches."""
        return [
            [
                line
                for text in (label, texts_counted(self.texts[column], self.lang))
                for line in wrap(text, SMALL, width)
            ]
            for column, label in enumerate(self.occasions)
        ]

    def legend(self, width: float, signs: bool = False) -> Legend:
        """The tones with the rates they stand for; `signs` explains gaps without words too."""
        head = pick(self.lang, "每万字次数", "Per 10,000 characters")
        entries = [LegendEntry(head), LegendEntry("0", PAPER, RULE)]
        if self.largest:
            decimals = 1 if self.largest >= 1 else 2
            bounds = [
                number(round(self.largest * step / _STEPS, decimals), self.lang)
                for step in range(1, _STEPS + 1)
            ]
            spans = [pick(self.lang, f"{bounds[0]}以下", f"up to {bounds[0]}")]
            spans += [f"{start}–{end}" for start, end in pairwise(bounds)]
            entries += [LegendEntry(span, tone) for span, tone in zip(spans, RAMP[1:], strict=True)]
        if signs:
            entries += self._sign_entries()
        return Legend(tuple(entries), width)

    def _sign_entries(self) -> list[LegendEntry]:
        gaps = {
            self.gap(line, column)
            for line in range(len(self.words))
            for column in range(len(self.slices))
            if self.found(line, column) is None
        }
        no_texts, not_counted = gap_words(self.lang)
        entries = {no_texts: LegendEntry(no_texts, PAPER, RULE, hatched=True)}
        entries[not_counted] = LegendEntry(f"— {not_counted}")
        return [entry for word, entry in entries.items() if word in gaps]

    def draw_tone(self, canvas: Canvas, line: int, column: int, text: str) -> None:
        """A cell whose tone grows with the rate, with its text."""
        cell = self.found(line, column)
        middle = (canvas.width / 2, canvas.height / 2)
        if cell is None:
            canvas.text(*middle, text, SMALL, MUTED, "center")
            return
        tone = self.tone(cell)
        edge = min(0.02, canvas.width * 0.05)
        box = (edge, 0.015, canvas.width - 2 * edge, canvas.height - 0.03)
        canvas.box(*box, tone or PAPER, None if tone else RULE)
        canvas.text(*middle, text, SMALL, ink_on(tone) if tone else INK, "center")


def texts_counted(texts: int, lang: str) -> str:
    """A number of documents: 3篇, 1 text."""
    return pick(lang, f"{texts}篇", f"{texts} text{'' if texts == 1 else 's'}")


def gap_words(lang: str) -> tuple[str, str]:
    """The words for a session without texts, and for a term that was not counted."""
    return pick(lang, "无文本", "no text"), pick(lang, "未统计", "not counted")


def printed_rate(value: float, lang: str) -> str:
    """A rate with one decimal, as the few documents bear no more."""
    return number(round(float(value), 1), lang) if value >= _LEAST else pick(lang, "不足0.1", "<0.1")


def counted_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The rates of city-years that have texts."""
    return rows[rows["documents"].fillna(0).gt(0) & rows["rate"].notna()]


def slices_of(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for each city and year."""
    return rows.drop_duplicates(["place", "year"]).reset_index(drop=True)


def _keys(rows: pd.DataFrame) -> list[tuple[str, int]]:
    """Place and year of each row, in a form that equals itself where they are not stated."""
    return list(zip(rows["place"].fillna(""), rows["year"].fillna(0).astype(int), strict=True))
