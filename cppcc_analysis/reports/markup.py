"""Small pieces of HTML that look right in JupyterLab and in a report page alike.

Everything that comes from a table is escaped here: dumps are other people's text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape


@dataclass(frozen=True)
class Shown:
    """HTML that a notebook displays as the value of a cell."""

    html: str

    def _repr_html_(self) -> str:
        return _untypeset(self.html)

    def __repr__(self) -> str:  # what a terminal or a diff of notebooks shows
        return f"<shown, {len(self.html)} characters of HTML>"


@dataclass(frozen=True)
class Picture:
    """A chart that a notebook displays; its name and words stay readable in the output's metadata."""

    html: str
    name: str
    title: str
    alt: str

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        about = {"name": self.name, "title": self.title, "alt": self.alt}
        return {"text/html": _untypeset(self.html), "text/plain": self.title}, {"chart": about}


@dataclass(frozen=True)
class Cell:
    """One cell of a table: text that is escaped, and how it is set.

    kind  "text", "line" (does not wrap), "number" (right-aligned), "before" (right-aligned text) or
          "quote" (wide)
    gap   the text stands for a value that is not there
    rows  how many rows it spans; 0: covered by the cell above
    links  the pieces that make up the text, each with the address it leads to, or an empty one; none: plain text
    """

    text: str
    kind: str = "text"
    gap: bool = False
    rows: int = 1
    links: tuple[tuple[str, str], ...] = ()

    def to(self, address: str) -> "Cell":
        """The same cell, its whole text a link; unchanged for an empty address."""
        return replace(self, links=((self.text, address),)) if address else self


_ALIGN = {"text": "left", "line": "left", "number": "right", "before": "right", "quote": "left"}
_SET = {
    "line": ";white-space:nowrap",
    "number": ";white-space:nowrap;font-variant-numeric:tabular-nums",
    "before": ";white-space:nowrap",
    "quote": ";min-width:16em",
}


def table(heads: Sequence[Cell], rows: Iterable[Sequence[Cell]], notes: Sequence[str] = ()) -> Shown:
    """A table with its notes below; the first cell of a row heads it. Wide ones scroll in their frame."""
    head = "".join(_cell(cell, "th", "col") for cell in heads)
    body = "".join(
        f"<tr>{_cell(first, 'th', 'row')}{''.join(_cell(cell, 'td') for cell in others)}</tr>"
        for first, *others in rows
    )
    below = "".join(f'<p class="note"><small>{escape(note)}</small></p>' for note in notes)
    return Shown(
        f'<div class="table" tabindex="0" style="overflow-x:auto"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{below}"
    )


def grouped(rows: list[list[Cell]]) -> list[list[Cell]]:
    """`rows` with the first cells of equal neighbours joined into one."""
    joined: list[list[Cell]] = []
    start = 0
    for index, row in enumerate(rows):
        if index and row[0].text != rows[start][0].text:
            start = index
        span = 0
        if index == start:
            same = [other[0].text == row[0].text for other in rows[start:]]
            span = same.index(False) if False in same else len(same)
        joined.append([replace(row[0], rows=span), *row[1:]])
    return joined


def fold(summary: str, content: Shown) -> Shown:
    """`content` folded away below a line that opens it."""
    return Shown(f"<details><summary>{escape(summary)}</summary>{content.html}</details>")


def stack(*parts: Shown) -> Shown:
    """Parts one below the other."""
    return Shown("".join(part.html for part in parts))


def paragraph(text: str) -> Shown:
    """One line of text."""
    return Shown(f"<p>{escape(text)}</p>")


def anchor(text: str, address: str) -> str:
    """`text` as a link; plain where the address is empty."""
    return f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)


def _untypeset(html: str) -> str:
    """`html` in which JupyterLab takes dollar signs for dollar signs, not for formulas."""
    return f'<div class="mathjax_ignore">{html}</div>'


def _cell(cell: Cell, tag: str, scope: str = "") -> str:
    if cell.rows == 0:
        return ""
    text = "".join(anchor(*piece) for piece in cell.links) or escape(cell.text)
    if cell.gap:
        text = f"<em>{text}</em>"
    marks = f' scope="{scope}"' if scope else ""
    marks += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    style = f"text-align:{_ALIGN[cell.kind]}"
    if cell.gap:
        style += ";word-break:keep-all"  # English words may stand on two lines, Chinese ones may not
    elif scope != "col":
        style += _SET.get(cell.kind, "")
    return f'<{tag}{marks} class="{cell.kind}" style="{style}">{text}</{tag}>'
