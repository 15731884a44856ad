"""What was read from a dump, printed: with colours in a terminal, plainly elsewhere."""

import sys
from collections.abc import Mapping, Sequence
from itertools import groupby

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cppcc_analysis.charts.wording import pick
from cppcc_analysis.inspection.marks import places_in_quotes
from cppcc_analysis.inspection.wording import (
    cut_offs,
    describe_article,
    describe_dump,
    figure_cells,
    figure_heads,
    title_of,
)
from cppcc_analysis.pipeline import DumpReading
from cppcc_analysis.tables.facts import Reading

#: columns of plain text: a pipe or a file has no width of its own
_PLAIN_WIDTH = 120
#: characters of its sentence shown before and behind a number
_BEFORE, _BEHIND = 14, 8
#: which of the figure's cells holds its value
_VALUE = 3
#: stands for a character that cannot be printed
_STRANGE = "\N{REPLACEMENT CHARACTER}"
_FIGURE, _UNREAD, _ASIDE = "bold underline green", "bold underline red", "dim"


def print_reading(reading: DumpReading, lang: str) -> None:
    """Print the dump and each of its articles to standard output."""
    console = open_console()
    console.print(Text(printable(reading.dump.name), "bold"))
    *facts, checksum = [f"{name} {value}" for name, value in describe_dump(reading, lang)]
    for line in (" · ".join(facts), checksum):
        console.print(Text(printable(line), _ASIDE))
    for article in reading.readings:
        _print_article(console, article, lang)


def open_console() -> Console:
    """Standard output: as wide as the terminal, or of a fixed width where it is a pipe or a file."""
    return Console(width=None if sys.stdout.isatty() else _PLAIN_WIDTH, highlight=False)


def _print_article(console: Console, reading: Reading, lang: str) -> None:
    console.print()
    console.print(Text(printable(f"#{reading.number} {title_of(reading, lang)}"), "bold"))
    console.print(_indented(Text(printable(" · ".join(describe_article(reading, lang))))))
    places = places_in_quotes(reading)
    if reading.figures:
        console.print(_indented(_figure_table(console, reading, places, lang)))
    for time in cut_offs(reading, lang):
        console.print(_indented(Text(printable(time), _ASIDE)))
    if reading.unread:
        console.print(_indented(Text(pick(lang, "未提取：", "Left unread:"), _UNREAD)))
    for quote, group in groupby(reading.unread, key=lambda unread: unread.quote):
        numbers = [places[unread.start] for unread in group]
        console.print(_indented(_marked(quote, numbers, _UNREAD, console)))


def _indented(content: Text | Table) -> Padding:
    return Padding(content, (0, 0, 0, 3), expand=False)


def _figure_table(console: Console, reading: Reading, places: Mapping[int, slice], lang: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for at, head in enumerate(figure_heads(lang)):
        table.add_column(head, justify="right" if at == _VALUE else "left")
    table.add_column(pick(lang, "原文", "quote"), min_width=_BEFORE)
    for figure in reading.figures:
        cells = [Text(printable(cell)) for cell in figure_cells(figure, lang)]
        table.add_row(*cells, _shorten(figure.quote, places[figure.start], console))
    return table


def _shorten(quote: str, place: slice, console: Console) -> Text:
    """The number with the words around it."""
    begin, end = max(0, place.start - _BEFORE), place.stop + _BEHIND
    number = slice(place.start - begin, place.stop - begin)
    marked = _marked(quote[begin:end], [number], _FIGURE, console)
    return Text("…" * (begin > 0)) + marked + Text("…" * (end < len(quote)))


def _marked(text: str, numbers: Sequence[slice], style: str, console: Console) -> Text:
    """A text with its numbers set off by their style or, where there is none, by brackets."""
    marked, at = Text(), 0
    for number in numbers:
        inside = printable(text[number])
        marked.append(printable(text[at : number.start]))
        marked.append(inside if console.color_system else f"【{inside}】", style)
        at = number.stop
    return marked.append(printable(text[at:]))


def printable(text: str) -> str:
    """Without line ends and whatever else could steer a terminal: dumps are other people's text.

    >>> printable("立案\\u3000365件\\x1b[2J")
    '立案 365件�[2J'
    """
    return "".join(char if char.isprintable() else " " if char.isspace() else _STRANGE for char in text)
