"""Decisions of `corrections.csv` applied to the figures: what they change says so, what they miss is an error."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from cppcc_analysis.reading.places import division_of
from cppcc_analysis.tables.correction_lines import CORRECTIONS, Correction
from cppcc_analysis.tables.naming import FACT, name_facts, number_text
from cppcc_analysis.tables.schemas import conform

#: values listed in an error before it says how many more there are
_LISTED = 4


def apply_corrections(
    figures: pd.DataFrame, corrections: Sequence[Correction]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(figures as corrected, the table `corrections`); both with the columns of the tables of these names.

    `set` replaces a value and keeps the printed one in `corrected_from`; `drop` takes rows out, their quotes
    stand in `corrections`; `choose` fills `chosen`; `add` appends a row whose evidence is corrections.csv.
    The copies of a corrected article are corrected with it.

    Raises `UserError` for the first line that matches no figure or several facts, whose `expect` does not
    hold, that corrects what another line has corrected, or that adds what is stated already.
    """
    if not corrections:
        return figures, conform("corrections", pd.DataFrame())
    work = _Work(figures.reset_index(drop=True))
    records = [work.apply(correction) for correction in corrections]
    work.check_choices()
    return work.figures, conform("corrections", pd.DataFrame(records))


class _Work:
    """The figures between two lines of the file, and which lines have touched which of them."""

    def __init__(self, figures: pd.DataFrame) -> None:
        self._all = figures
        self._dropped: set[int] = set()
        self._corrected_by: dict[int, int] = {}
        self._choices: list[tuple[Correction, float, pd.Index]] = []

    @property
    def figures(self) -> pd.DataFrame:
        """Those that are left."""
        return conform("figures", self._all.drop(index=list(self._dropped)).reset_index(drop=True))

    def apply(self, line: Correction) -> dict[str, object]:
        """Apply one line; gives its row of the table `corrections`."""
        if line.action == "add":
            rows = self._add(line)
        elif line.action == "choose":
            rows = self._choose(line)
        else:
            rows = self._replace(line)
        added = line.action == "add"
        return {
            "line": line.line,
            "action": line.action,
            "what": name_facts(rows.iloc[:1]).iloc[0],
            "expect": line.expect,
            "value": line.value,
            "reason": line.reason,
            "who": line.who,
            "when": line.when,
            "source": line.source,
            "rows": len(rows),
            "quotes": None if added else "; ".join(dict.fromkeys(rows["quote"])),
        }

    def _replace(self, line: Correction) -> pd.DataFrame:
        """`set` and `drop`: the rows that hold the expected value."""
        fact = self._select(line, line.where)
        hit = self._expected(line, fact)
        hit = hit.union(self._copies(hit))
        for row in hit:
            if row in self._corrected_by:
                raise line.error(f"line {self._corrected_by[row]} corrects the same figure")
            self._corrected_by[row] = line.line
        before = self._all.loc[hit]
        if line.action == "drop":
            self._dropped |= set(hit)
        elif line.value == line.expect:
            raise line.error("value and expect are the same")
        else:
            self._all.loc[hit, "corrected_from"] = before["value"]
            self._all.loc[hit, "value"] = line.value
            self._all.loc[hit, "correction"] = line.note
        return before

    def _choose(self, line: Correction) -> pd.DataFrame:
        where = {name: value for name, value in line.where.items() if name != "dump"}
        fact = self._select(line, where)
        taken = self._taken_value(line, fact)
        if taken == line.expect:
            raise line.error("the chosen value and the rejected one (expect) are the same")
        rejected = self._expected(line, fact)
        self._all.loc[fact.index, "chosen"] = fact["value"] == taken
        self._all.loc[fact.index, "correction"] = _joined(fact["correction"], line.note)
        self._choices.append((line, taken, rejected))
        return fact

    def _taken_value(self, line: Correction, fact: pd.DataFrame) -> float:
        dump = line.where.get("dump")
        taken = fact if dump is None else fact[fact["dump"] == dump]
        if line.value is not None:
            taken = taken[taken["value"] == line.value]
        values = taken["value"].unique()
        name = name_facts(fact.iloc[:1]).iloc[0]
        if len(values) == 1:
            return float(values[0])
        if len(values):
            raise line.error(f"{dump} states {_listed(values)} for {name}: give the value to choose")
        said = name if line.value is None else f"{number_text(line.value)} for {name}"
        raise line.error(f"{dump} does not state {said}" if dump else f"no dump states {said}")

    def check_choices(self) -> None:
        """Each value of a fact that was decided is the chosen one, or one that a line sets aside."""
        for line, taken, rejected in self._choices:
            fact = self._same_fact(rejected)
            lines = [other for other in self._choices if other[2].isin(fact.index).any()]
            for other, also_taken, _ in lines:
                if also_taken != taken:
                    raise other.error(f"line {line.line} chooses {number_text(taken)} for the same fact")
            decided = {taken, *(other.expect for other, *_ in lines)}
            open_ = fact[~fact["value"].isin(decided) & ~fact["approximate"]]
            if len(open_):
                row = open_.iloc[0]
                raise line.error(
                    f"{row['dump']} says {number_text(row['value'])} for {name_facts(fact.iloc[:1]).iloc[0]}, "
                    "which no line sets aside: check the source, then add a line that expects it"
                )

    def _same_fact(self, rows: pd.Index) -> pd.DataFrame:
        row = self._all.loc[rows[0]]
        return self._left[_equal(self._left, {name: row[name] for name in FACT})]

    def _add(self, line: Correction) -> pd.DataFrame:
        where = dict(line.where)
        division = division_of(str(where["place"]))
        stated = self._left[_equal(self._left, {name: where.get(name) for name in FACT})]
        row = where | {
            "dump": CORRECTIONS,
            "article": 0,
            "level": division.level if division else None,
            "value": line.value,
            "printed": f"{line.printed}{where['unit']}",
            "approximate": False,
            "status": "reported",
            "correction": line.note,
            "quote": f"{line.source}：{line.quote or line.printed + str(where['unit'])}",
            "start": line.start,
            "end": line.end,
        }
        added = conform("figures", pd.DataFrame([row]))
        if len(stated):
            name, dump = name_facts(added).iloc[0], stated["dump"].iloc[0]
            said = number_text(stated["value"].iloc[0])
            raise line.error(f"{dump} states {name} already ({said}): set or choose it instead")
        added.index = pd.Index([len(self._all)])
        self._all = pd.concat([self._all, added])
        return added

    @property
    def _left(self) -> pd.DataFrame:
        return self._all.drop(index=list(self._dropped)) if self._dropped else self._all

    def _select(self, line: Correction, where: Mapping[str, str | int]) -> pd.DataFrame:
        """The rows that the cells of a line select; they are of one fact."""
        found = self._left if line.action == "choose" else self._all
        for name, wanted in where.items():
            fitting = found[(found[name] == wanted).fillna(False)]
            if fitting.empty:
                known = _listed(found[name].dropna().unique())
                raise line.error(f"matches no figure: no {name} {wanted} (there is {known or 'none'})")
            found = fitting
        facts = found.drop_duplicates(FACT)
        if len(facts) > 1:
            differing = [name for name in FACT if facts[name].nunique(dropna=False) > 1]
            raise line.error(
                f"matches {len(facts)} facts ({_listed(name_facts(facts))}): fill in {', '.join(differing)}"
            )
        return found

    def _expected(self, line: Correction, fact: pd.DataFrame) -> pd.Index:
        hit = fact.index[fact["value"] == line.expect]
        if hit.empty:
            # what a line before has set is not what the dump says
            printed = fact["corrected_from"].fillna(fact["value"]).astype(float)
            if (printed == line.expect).any():
                row = fact.index[printed == line.expect][0]
                raise line.error(f"line {self._corrected_by[row]} corrects the same figure")
            name, now = name_facts(fact.iloc[:1]).iloc[0], _listed(printed.unique())
            raise line.error(
                f"expected {number_text(line.expect)} for {name}, the dump now says {now}: "
                "check the source, then change or delete the line"
            )
        return hit

    def _copies(self, rows: pd.Index) -> pd.Index:
        """The rows of copied articles that repeat these."""
        originals = self._all.loc[rows]
        fact = self._all[_equal(self._all, {name: originals[name].iloc[0] for name in FACT})]
        names = originals["dump"] + "#" + originals["article"].astype("string")
        same = fact["copy_of"].isin(names) & fact["value"].isin(originals["value"])
        return fact.index[same]


def _equal(rows: pd.DataFrame, wanted: Mapping[str, object]) -> pd.Series:
    """Which rows hold these values; a null is equal to a null."""
    same = pd.Series(True, index=rows.index)
    for name, value in wanted.items():
        same &= rows[name].isna() if pd.isna(value) else (rows[name] == value).fillna(False)
    return same.astype(bool)


def _joined(before: pd.Series, note: str) -> pd.Series:
    return (before + "; " + note).fillna(note)


def _listed(values: Iterable[object]) -> str:
    texts = [x if isinstance(x, str) else number_text(x) for x in values]
    more = [f"{len(texts) - _LISTED} more"] if len(texts) > _LISTED else []
    return ", ".join([*texts[:_LISTED], *more])
