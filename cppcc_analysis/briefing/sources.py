"""Where the numbers of a sentence come from: the sentences of the dumps, formulas, published figures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cppcc_analysis.briefing.cells import Bound, Cell, Record, Tables, read, records_of, where_of
from cppcc_analysis.briefing.statements import Filled, Statement
from cppcc_analysis.charts.wording import number, pick
from cppcc_analysis.tables.facts import OCCASION
from cppcc_analysis.tables.series import RATES

#: each rate of `proposals` with the measure that a text gives it for, and the counts it is computed from
_RATE_OF = {
    "filing_rate": ("filed", ("filed", "received")),
    "satisfied_rate": ("satisfied", ()),
    "participation_rate": ("participants", ("participants", "members")),
}
_FORMULAS = re.compile(r"(?:^|; )(\w+): ")
#: the table of single figures behind each wide one
_FIGURES_OF = {
    "proposals": "figures",
    "categories": "figures",
    "reference_proposals": "reference",
    "reference_categories": "reference",
}


@dataclass(frozen=True)
class Source:
    """What one number rests on.

    quote      the sentence; empty for a formula or a count
    places     where in `dump` the number stands: (start, end) in characters, end exclusive
    published  who published it, where it comes from a reference file
    formula    how it was computed
    correction why and how it was corrected by hand
    counted    the table whose rows were counted; without it and without a quote the files were only read
    """

    quote: str = ""
    dump: str = ""
    places: tuple[tuple[int, int], ...] = ()
    published: str = ""
    formula: str = ""
    correction: str = ""
    counted: str = ""

    def told(self, lang: str, same: int | None = None) -> str:
        """The source in words: “…”（dump [12:16]）; `same` is the note that has the sentence already."""
        if self.formula:
            return pick(lang, f"推算：{self.formula}", f"Derived: {self.formula}")
        spots = pick(lang, "、", ", ").join(f"[{start}:{end}]" for start, end in self.places)
        at = f"{pick(lang, self.dump, self.dump.replace('、', ', '))} {spots}".strip()
        if self.published:
            told = pick(
                lang, f"参考数据：{self.published}（{at}）", f"Reference figure: {self.published} ({at})"
            )
        elif self.quote and same:
            told = pick(lang, f"原句同注{same}（{at}）", f"The sentence of note {same} ({at})")
        elif self.quote:
            told = pick(lang, f"“{self.quote}”（{at}）", f"“{self.quote}” ({at})")
        elif self.counted:
            told = pick(lang, f"据{at}计数（表{self.counted}）", f"Counted in {at} (table {self.counted})")
        else:
            told = pick(lang, f"所读文件：{at}", f"Files read: {at}")
        return told + (pick(lang, f"；{self.correction}", f"; {self.correction}") if self.correction else "")


def sources_of(filled: Filled, tables: Tables, lang: str) -> tuple[Source, ...]:
    """What the numbers of a slot rest on, each source once; none for a slot that only names something."""
    if not filled.slot.number:
        return ()
    cells = [bound for bound in filled.slot.bound if isinstance(bound, Cell)]
    # beside cells, a count only says that none was left out
    found = [source for bound in cells or filled.slot.bound for source in _of(bound, tables, lang)]
    return tuple(_gathered(found))


def statement_sources(statement: Statement, tables: Tables) -> list[tuple[Filled, tuple[Source, ...]]]:
    """The slots of a sentence that give numbers, each with its sources."""
    return [
        (filled, sources_of(filled, tables, statement.lang))
        for filled in statement.slots
        if filled.slot.number
    ]


def note_of(sources: Iterable[Source], lang: str, seen: Mapping[tuple[str, str], int] | None = None) -> str:
    """Sources as one note; `seen` has the number of the note that gives the sentence (dump, quote) already."""
    stop = pick(lang, "。", ".")
    known = seen or {}
    told = (source.told(lang, known.get((source.dump, source.quote))) for source in sources)
    return pick(lang, "；", "; ").join(told) + stop


def _gathered(sources: Iterable[Source]) -> list[Source]:
    """Sources, those of one sentence as one, and files that were only read as one."""
    places: dict[Source, tuple[tuple[int, int], ...]] = {}
    only_read: list[str] = []
    for source in sources:
        if source == Source(dump=source.dump):
            only_read += [source.dump] if source.dump else []
            continue
        # the rows of a reference file are no sentences: its publisher stands for them
        alike = replace(source, places=(), quote="" if source.published else source.quote)
        places[alike] = places.get(alike, ()) + source.places
    found = [replace(source, places=tuple(dict.fromkeys(spots))) for source, spots in places.items()]
    return found + ([Source(dump="、".join(dict.fromkeys(only_read)))] if only_read else [])


def _of(bound: Bound, tables: Tables, lang: str) -> Iterator[Source]:
    if isinstance(bound, Cell):
        yield from _of_cell(bound, tables, lang)
        return
    where = dict(bound.where)
    rows = records_of(tables, bound.table, bound.where)
    dumps = _dumps(rows, "dump") or "、".join(map(str, where.get("dump", ())))
    yield Source(dump=dumps, counted=bound.table) if dumps else _read(where, tables)


def _of_cell(cell: Cell, tables: Tables, lang: str) -> Iterator[Source]:
    kind = cell.table.removeprefix("reference_")
    if kind in ("figures", "reference"):
        if cell.column == "value":
            yield from _quoted(_rows(cell, tables), lang)
    elif kind == "checks":
        yield from _quoted(_used(cell, tables), lang)
    elif kind == "sessions":
        yield _read(dict(where_of(cell.key)), tables)
    elif f"{cell.column}_state" in tables[cell.table]:
        if read(cell, tables).value is None:
            yield _read(dict(where_of(cell.key)), tables)
            return
        of_kind = _of_proposals if kind == "proposals" else _of_categories
        # where no sentence is known, at least the files that the row was made from
        yield from list(of_kind(cell, tables, lang)) or [Source(dump=_dumps(_rows(cell, tables), "dumps"))]


def _read(where: Mapping[str, tuple[object, ...]], tables: Tables) -> Source:
    """The files that were read of a session, whatever they state."""
    of_session = tuple((name, where[name]) for name in OCCASION if name in where)
    return Source(dump=_dumps(records_of(tables, "sessions", of_session), "dumps") if of_session else "")


def _dumps(rows: Iterable[Record], column: str) -> str:
    return "、".join(dict.fromkeys(str(row[column]) for row in rows if row.get(column)))


def _rows(cell: Cell, tables: Tables) -> list[Record]:
    return records_of(tables, cell.table, where_of(cell.key))


def _of_proposals(cell: Cell, tables: Tables, lang: str) -> Iterator[Source]:
    totals = [row for row in _facts(cell, tables) if row["breakdown"] == "total"]
    measure, parts = _RATE_OF.get(cell.column, (cell.column, (cell.column,)))
    if read(cell, tables).state == "derived":
        yield Source(formula=_formula(cell, tables))
        rows = [row for row in totals if row["measure"] in parts and row["unit"] != "%"]
    else:
        rate = cell.column in RATES
        rows = [row for row in totals if row["measure"] == measure and (row["unit"] == "%") == rate]
    yield from _quoted(rows, lang)


def _formula(cell: Cell, tables: Tables) -> str:
    """How a derived cell of `proposals` was computed, out of `filing_rate: 100 × 173 ÷ 212; …`."""
    told = str(_rows(cell, tables)[0]["formula"] or "")
    parts = _FORMULAS.split(told)
    return dict(zip(parts[1::2], parts[2::2], strict=True)).get(cell.column, told)


def _of_categories(cell: Cell, tables: Tables, lang: str) -> Iterator[Source]:
    base = cell.named("base")
    facts = [row for row in _facts(cell, tables) if row["measure"] == base]
    listed = [row for row in facts if row["breakdown"] == "category"]
    own = [row for row in listed if row["item"] == cell.named("category")]
    if read(cell, tables).state != "derived":
        yield from _quoted([row for row in own if (row["unit"] == "%") == (cell.column == "share")], lang)
        return
    yield Source(formula=str(_rows(cell, tables)[0]["formula"] or ""))
    # what is left of a total was computed from all that the list names
    used = [*(own or listed), *(row for row in facts if row["breakdown"] == "total")]
    yield from _quoted([row for row in used if row["unit"] != "%"], lang)


def _facts(cell: Cell, tables: Tables) -> list[Record]:
    """The figures of the 政协 of one session and scope that were not set aside."""
    session = tuple((name, (cell.named(name),)) for name in (*OCCASION, "scope"))
    rows = records_of(tables, _FIGURES_OF[cell.table], session)
    return [row for row in rows if row["body"] == "政协" and row["chosen"] is not False]


def _used(cell: Cell, tables: Tables) -> list[Record]:
    """The figures that a check used."""
    used = set(str(_rows(cell, tables)[0]["figures"] or "").split("; "))
    figures = [row for name in ("figures", "reference") for row in records_of(tables, name, ())]
    return [row for row in figures if f"{row['dump']}[{row['start']}:{row['end']}]" in used]


def _quoted(rows: Iterable[Record], lang: str) -> Iterator[Source]:
    for row in rows:
        yield Source(
            str(row["quote"]),
            str(row["dump"]),
            ((int(row["start"]), int(row["end"])),),
            published=str(row.get("source") or ""),
            correction=_corrected(row, lang),
        )


def _corrected(row: Record, lang: str) -> str:
    """That a person changed or chose a figure, and why."""
    why, before = row["correction"], row["corrected_from"]
    if why is None:
        return ""
    if before is None:
        return pick(lang, f"经人工选定：{why}", f"chosen by hand: {why}")
    was = number(before, lang)
    return pick(lang, f"经人工更正，原文为{was}：{why}", f"corrected by hand, printed {was}: {why}")
