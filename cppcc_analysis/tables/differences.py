"""What differs between two builds, and why: the table behind `cppcc diff`.

Everything is matched by what it says, not by where it stands: figures by their fact, articles by their text, so
that an article more in a dump, or a dump under another name, does not make everything look changed.
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from cppcc_analysis.tables.audit.audit import dump_checks
from cppcc_analysis.tables.correction_lines import CORRECTIONS
from cppcc_analysis.tables.matching import (
    article_number,
    key_codes,
    mask_numerals,
    pair_figures,
    pair_rows,
    rename_as_in,
)
from cppcc_analysis.tables.naming import FACT, name_facts, number_texts
from cppcc_analysis.tables.schemas import TEXT
from cppcc_analysis.tables.store import Tables

#: the columns of a diff: which table, `added`, `removed`, `changed` or `renamed`; where (null for cells of
#: several dumps) and what it is about in words; the column that changed (null: the whole row); old and new
#: value with their states (null where the table has none); why; and the figures that it follows from
COLUMNS = (
    *("table", "change", "dump", "article", "what", "column"),
    *("old", "new", "old_state", "new_state", "why", "follows"),
)
#: why something changed, in the order in which several reasons are listed
REASONS = (
    *("new dump", "removed dump", "changed dump", "correction", "changed rule"),
    *("follows", "reference file", "unexplained"),
)

#: what a figure may say of itself beside its fact, and `cppcc diff` lists
_SAID = (
    "value",
    "approximate",
    "stated_base",
    "as_of",
    "copy_of",
    "status",
    "formula",
    "chosen",
    "correction",
)
#: of these, what other tables do not follow
_NOT_FOLLOWED = ("as_of", "correction", "formula", "quote")
#: of these tables the diff says how many rows came and went, by dump; where they stand is no difference
_BY_NUMBER = {
    "growth": ["measure", "change", "unit"],
    "suggestions": ["kind", "category", "proposer", "suggestion"],
    "activities": ["activity", "value", "unit"],
    "terms": ["word", "counting", "count", "in_formula"],
}
_SESSION = ["place", "term", "session", "year"]
_RATES = {
    "filing_rate": ("filed", "received"),
    "satisfied_rate": ("satisfied",),
    "participation_rate": ("participants", "members"),
}
_CHECK = ["rule", "dump", "article", "body", *_SESSION, "scope", "measure", "breakdown", "item"]
_DECISION = ["action", "what", "expect", "value", "reason", "who", "when", "source"]
#: reasons that need no other: the figures came or went with their dump
_WITH_DUMP = ("new dump", "removed dump")
#: (why, the figures that it follows from)
Explanation = tuple[str, str | None]
_REFERENCE = r"(?:^|; )(?P<dump>.+?)\[(?P<start>\d+):(?P<end>\d+)\](?=; |$)"


def diff_tables(old: Tables, new: Tables, *, rule_changed: bool = False) -> pd.DataFrame:
    """One row per difference, with `COLUMNS`; empty where the builds say the same.

    Both hold the tables of a build; `rule_changed` says that they were made by different code. A quote that
    differs only in numbers which are listed as figures of their own is no difference.
    """
    named = rename_as_in(old, new)
    reasons = _Reasons(old, named, new, rule_changed)
    figures, moved = _figures(named["figures"], new["figures"], reasons)
    parts = [
        _dumps(old["dumps"], named["dumps"], new["dumps"]),
        figures,
        _cells("proposals", named, new, moved, reasons),
        _cells("categories", named, new, moved, reasons),
        _checks(old, named, new, moved, reasons),
        _corrections(old["corrections"], new["corrections"]),
        _reference(old["reference"], new["reference"]),
        _rejects(named["rejects"], new["rejects"], reasons),
        _unread(named["unread"], new["unread"], reasons),
        *(_counted(name, named[name], new[name], reasons) for name in _BY_NUMBER),
    ]
    diff = _stack(parts, ignore_index=True).reindex(columns=list(COLUMNS))
    types = {name: "Int64" if name == "article" else TEXT for name in COLUMNS}
    diff["article"] = article_number(diff["article"].astype("Int64"))
    return diff.astype(types)


class _Reasons:
    """Why something may differ: what happened to its dump, the corrections, or the code."""

    def __init__(self, old: Tables, named: Tables, new: Tables, rule_changed: bool) -> None:
        before = named["dumps"].set_index("dump")["sha256"]
        after = new["dumps"].set_index("dump")["sha256"]
        both = before.index.intersection(after.index)
        self.changed = list(both[before[both].to_numpy() != after[both].to_numpy()])
        self._of_dump = (
            dict.fromkeys(after.index.difference(before.index), "new dump")
            | dict.fromkeys(before.index.difference(after.index), "removed dump")
            | dict.fromkeys(self.changed, "changed dump")
            | {CORRECTIONS: "correction"}
        )
        self.otherwise = "changed rule" if rule_changed else "unexplained"
        self._dropped = _dropped_facts(old["corrections"]) ^ _dropped_facts(new["corrections"])
        self._dumps_of: dict[object, set[str]] = {}
        for sessions in (named["sessions"], new["sessions"]):
            for key, dumps in zip(row_keys(sessions, _SESSION), sessions["dumps"], strict=True):
                self._dumps_of.setdefault(key, set()).update(dumps.split("; "))

    def of_dumps(self, dumps: pd.Series) -> pd.Series:
        """What happened to each dump, else to the code."""
        return dumps.map(self._of_dump).astype(TEXT).fillna(self.otherwise)

    def of_session(self, key: tuple[object, ...]) -> str:
        """What happened to the dumps that hold texts of a session, else to the code."""
        found = {self._of_dump[dump] for dump in self._dumps_of.get(key, ()) if dump in self._of_dump}
        return join_reasons(found) or self.otherwise

    def of_whole(self, figures: pd.DataFrame) -> pd.Series:
        """Why each figure is there in one build only."""
        facts = zip(name_facts(figures), figures["value"], strict=True)
        dropped = pd.Series([fact in self._dropped for fact in facts], index=figures.index, dtype=bool)
        return self.of_dumps(figures["dump"]).mask(dropped, "correction")


def _dropped_facts(corrections: pd.DataFrame) -> set[tuple[str, float]]:
    drops = corrections[corrections["action"] == "drop"]
    return set(zip(drops["what"], drops["expect"], strict=True))


def join_reasons(reasons: Iterable[str]) -> str:
    """Several reasons in a fixed order."""
    found = set(reasons)
    return ", ".join(reason for reason in REASONS if reason in found)


def row_keys(rows: pd.DataFrame, columns: Sequence[str]) -> list[tuple[object, ...]]:
    """The cells of each row as a key in which a null equals a null."""
    cells = [rows[name].astype(object).where(rows[name].notna(), None) for name in columns]
    return list(zip(*cells, strict=True))


def _stack(parts: Iterable[pd.DataFrame], ignore_index: bool = False) -> pd.DataFrame:
    """The rows of all parts; one without rows has no say in their types."""
    parts = list(parts)
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=ignore_index)


def _rows(table: str, change: str, **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"table": table, "change": change, **columns})


def _dumps(old: pd.DataFrame, named: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    both = named.assign(was=old["dump"]).merge(new, how="outer", on="dump", suffixes=("_old", "_new"))
    in_old, in_new = both["sha256_old"].notna(), both["sha256_new"].notna()
    changes = {
        "added": ~in_old,
        "removed": ~in_new,
        "changed": in_old & in_new & (both["sha256_old"] != both["sha256_new"]).fillna(False),
        "renamed": in_old & in_new & (both["was"] != both["dump"]).fillna(False),
    }
    parts = []
    for change, hit in changes.items():
        rows = both[hit.astype(bool)]
        before, after = ("was", "dump") if change == "renamed" else ("sha256_old", "sha256_new")
        why = {
            "added": "new dump",
            "removed": "removed dump",
            "changed": "changed dump",
            "renamed": "renamed",
        }
        parts.append(
            _rows("dumps", change, dump=rows["dump"], what=rows["dump"], old=rows[before], new=rows[after])
        )
        parts[-1]["why"] = why[change]
    return _stack(parts)


# --- figures


def _figures(
    old: pd.DataFrame, new: pd.DataFrame, reasons: _Reasons
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """(rows of the diff, the figures that other tables may follow from).

    The second gives for `old` and `new` the rows of `figures` that moved, with `name` and `why`.
    """
    pairs = pair_figures(old, new, reasons.changed)
    before, after = old.loc[pairs[0]].reset_index(drop=True), new.loc[pairs[1]].reset_index(drop=True)
    parts = [_reattached(before, after, reasons)]
    for column in _SAID:
        hit = _unequal(before[column], after[column])
        a, b = before[hit], after[hit]
        rows = _rows("figures", "changed", dump=b["dump"], article=b["article"], what=name_facts(b))
        rows["column"] = column
        rows["old"], rows["new"] = _shown(a, column), _shown(b, column)
        rows["why"] = _why_said(column, a, b, reasons)
        parts.append(rows)
    changed = _stack(parts).sort_index(kind="stable")
    followed = changed[~changed["column"].isin(_NOT_FOLLOWED)]
    why = followed.groupby(level=0)["why"].agg(join_reasons)
    moved = {"old": before.loc[why.index].assign(why=why), "new": after.loc[why.index].assign(why=why)}
    for side, change, whole in (
        ("old", "removed", old.drop(index=pairs[0])),
        ("new", "added", new.drop(index=pairs[1])),
    ):
        rows = _rows("figures", change, dump=whole["dump"], article=whole["article"], what=name_facts(whole))
        rows[side] = _shown(whole, "value")
        rows["why"] = reasons.of_whole(whole)
        parts.append(rows)
        moved[side] = _stack([moved[side], whole.assign(why=rows["why"])], ignore_index=True)
    moved = {side: rows.assign(name=name_facts(rows)) for side, rows in moved.items()}
    quotes = _quotes(before, after, moved, reasons)
    return _stack([changed, *parts[-2:], quotes]), moved


def _reattached(before: pd.DataFrame, after: pd.DataFrame, reasons: _Reasons) -> pd.DataFrame:
    """Numbers that are read as another fact than before."""
    hit = pd.concat([_unequal(before[name], after[name]) for name in FACT], axis=1).any(axis=1)
    old, new = before[hit], after[hit]
    rows = _rows("figures", "changed", dump=new["dump"], article=new["article"], what=new["printed"])
    rows["column"] = "fact"
    rows["old"], rows["new"] = name_facts(old), name_facts(new)
    return rows.assign(why=reasons.of_dumps(new["dump"]))


def _unequal(a: pd.Series, b: pd.Series) -> pd.Series:
    return ~((a == b).fillna(False).astype(bool) | (a.isna() & b.isna()))


def _shown(rows: pd.DataFrame, column: str) -> pd.Series:
    if column == "value":
        return number_texts(rows["value"]) + rows["unit"]
    return rows[column].astype(TEXT)


def _why_said(column: str, before: pd.DataFrame, after: pd.DataFrame, reasons: _Reasons) -> pd.Series:
    """Why a figure says something else than before."""
    why = reasons.of_dumps(after["dump"])
    if column in ("chosen", "correction"):
        return why.where(after["dump"].isna(), "correction")
    if column == "value":
        printed = [rows["corrected_from"].astype("Float64").fillna(rows["value"]) for rows in (before, after)]
        return why.where(_unequal(printed[0], printed[1]), "correction")
    if column == "copy_of":
        original = after["copy_of"].fillna(before["copy_of"]).str.replace(r"#\d+$", "", regex=True)
        of_original = reasons.of_dumps(original)
        return why.where(of_original == reasons.otherwise, of_original)
    return why


def _quotes(
    before: pd.DataFrame,
    after: pd.DataFrame,
    moved: Mapping[str, pd.DataFrame],
    reasons: _Reasons,
) -> pd.DataFrame:
    """Sentences that differ in more than the numbers listed already, one row each."""
    differ = _unequal(before["quote"], after["quote"])
    a, b = before[differ], after[differ]
    rows = _rows("figures", "changed", dump=b["dump"], article=b["article"], what=name_facts(b))
    rows["column"], rows["old"], rows["new"] = "quote", a["quote"], b["quote"]
    listed = pd.Series(False, index=rows.index)
    for side in ("old", "new"):
        sentences = set(zip(moved[side]["dump"], moved[side]["quote"], strict=True))
        listed |= pd.Series(
            [at in sentences for at in zip(rows["dump"], rows[side], strict=True)],
            index=rows.index,
            dtype=bool,
        )
    rows = rows[~(listed & (mask_numerals(rows["old"]) == mask_numerals(rows["new"])))]
    rows["why"] = reasons.of_dumps(rows["dump"])
    sentence = [name for name in rows if name != "what"]
    return rows.groupby(sentence, as_index=False, sort=False, dropna=False).agg(what=("what", _first_of))


def _first_of(names: pd.Series) -> str:
    several = sorted(set(names))
    return several[0] + (f" and {len(several) - 1} more" if len(several) > 1 else "")


# --- what follows from the figures


def _cells(
    table: str, old: Tables, new: Tables, moved: Mapping[str, pd.DataFrame], reasons: _Reasons
) -> pd.DataFrame:
    """Cells of `proposals` or `categories` whose value or state differs."""
    key = [*_SESSION, "scope", *(["base", "category"] if table == "categories" else [])]
    before, after = old[table], new[table]
    cells = [name for name in after if f"{name}_state" in after]
    plain = ["standard", "cardinality"] if table == "categories" else ["as_of"]
    codes = key_codes(before, after, key)
    pairs = pair_rows(before.assign(_key=codes[0]), after.assign(_key=codes[1]), [["_key"]])
    sources = _Sources(moved, reasons)
    parts = []
    for side, change, whole in (
        ("old", "removed", before.drop(index=pairs[0])),
        ("new", "added", after.drop(index=pairs[1])),
    ):
        rows = _rows(table, change, what=_name_cells(whole))
        rows[side] = _stated(whole, cells)
        found = [sources.of_row(record) for record in whole.to_dict("records")]
        rows["why"], rows["follows"] = [x[0] for x in found], [x[1] for x in found]
        parts.append(rows)
    before, after = before.loc[pairs[0]].reset_index(drop=True), after.loc[pairs[1]].reset_index(drop=True)
    for cell in [*cells, *plain]:
        state = f"{cell}_state" if cell in cells else cell
        hit = _unequal(before[cell], after[cell]) | _unequal(before[state], after[state])
        a, b = before[hit], after[hit]
        rows = _rows(table, "changed", what=_name_cells(b))
        rows["column"] = cell
        rows["old"], rows["new"] = _cell_text(a[cell]), _cell_text(b[cell])
        if cell in cells:
            rows["old_state"], rows["new_state"] = a[state], b[state]
            derived = (a[state] == "derived") | (b[state] == "derived")
        else:
            derived = pd.Series(False, index=b.index)
        found = [
            sources.of_cell(record, cell, is_derived)
            for record, is_derived in zip(b.to_dict("records"), derived, strict=True)
        ]
        rows["why"], rows["follows"] = [x[0] for x in found], [x[1] for x in found]
        parts.append(rows)
    return _stack(parts)


def _name_cells(rows: pd.DataFrame) -> pd.Series:
    if "category" not in rows:
        return name_facts(rows)
    return name_facts(rows.rename(columns={"base": "measure", "category": "item"}))


def _cell_text(cells: pd.Series) -> pd.Series:
    if pd.api.types.is_numeric_dtype(cells.dtype):
        return number_texts(cells)
    return cells.astype(TEXT)


def _stated(rows: pd.DataFrame, cells: Sequence[str]) -> pd.Series:
    """What a whole row states: `received 386, filing_rate 94.6 (derived)`."""
    said = pd.Series("", index=rows.index, dtype=TEXT)
    for cell in cells:
        state = rows[f"{cell}_state"]
        text = ", " + cell + " " + _cell_text(rows[cell])
        said += text.where(state == "reported", text + " (" + state + ")").fillna("")
    return said.str.removeprefix(", ").replace("", pd.NA)


class _Sources:
    """The moved figures by session, and which of them a cell comes from."""

    def __init__(self, moved: Mapping[str, pd.DataFrame], reasons: _Reasons) -> None:
        columns = ["measure", "breakdown", "item", "unit", "name", "why"]
        own = _stack([rows[rows["body"] == "政协"] for rows in moved.values()])
        self._reasons = reasons
        self._moved: dict[tuple[object, ...], list[dict[str, object]]] = {}
        records = own[columns].astype(object).to_dict("records")
        for key, record in zip(row_keys(own, [*_SESSION, "scope"]), records, strict=True):
            self._moved.setdefault(key, []).append({str(name): value for name, value in record.items()})

    def of_row(self, row: Mapping[object, object]) -> Explanation:
        """Why a row is there in one build only; what comes or goes with a dump follows from no figure."""
        key, moved = self._moved_with(row)
        found = _of_category(moved, row, derived=True) if "category" in row else moved
        why = _joined_why(found) or self._reasons.of_session(key)
        return why, None if why in _WITH_DUMP else _names(found)

    def of_cell(self, row: Mapping[object, object], cell: str, derived: bool) -> Explanation:
        """Why a cell differs."""
        key, moved = self._moved_with(row)
        found = _of_category(moved, row, derived) if "category" in row else _of_proposals(moved, cell)
        if not found:
            return self._reasons.of_session(key), None
        return "follows" if derived else _joined_why(found), _names(found)

    def of_check(self, row: Mapping[object, object]) -> str | None:
        """The moved figures of a check that names none of them: those of its session and scope."""
        return _names(self._moved_with(row)[1])

    def _moved_with(
        self, row: Mapping[object, object]
    ) -> tuple[tuple[object, ...], Sequence[dict[str, object]]]:
        """The session of a row as a key, and its moved figures of the same scope."""
        key = tuple(None if pd.isna(row[name]) else row[name] for name in (*_SESSION, "scope"))
        return key[:-1], self._moved.get(key, ())


def _names(figures: Iterable[Mapping[str, object]]) -> str | None:
    return "; ".join(sorted({str(figure["name"]) for figure in figures})) or None


def _joined_why(figures: Iterable[Mapping[str, object]]) -> str:
    return join_reasons(why for figure in figures for why in str(figure["why"]).split(", "))


def _of_proposals(moved: Sequence[dict[str, object]], cell: str) -> list[dict[str, object]]:
    totals = [figure for figure in moved if figure["breakdown"] == "total"]
    measures = _RATES.get(cell, (cell,))
    return [figure for figure in totals if figure["measure"] in measures] or totals


def _of_category(
    moved: Sequence[dict[str, object]], row: Mapping[object, object], derived: bool
) -> list[dict[str, object]]:
    parts = [f for f in moved if f["breakdown"] == "category" and f["measure"] == row["base"]]
    own = [figure for figure in parts if figure["item"] == row["category"]]
    if not derived:
        return own or parts
    totals = [f for f in moved if f["breakdown"] == "total" and f["measure"] == row["base"]]
    # what is left for the categories that are not stated follows from all that are
    return [*(own or parts), *totals]


def _checks(
    original: Tables, old: Tables, new: Tables, moved: Mapping[str, pd.DataFrame], reasons: _Reasons
) -> pd.DataFrame:
    """Checks whose verdict differs, or that one build has and the other not."""
    # what reference files say of themselves is no news of the dumps
    before, after = dump_checks(old), dump_checks(new)
    codes = key_codes(before, after, _CHECK)
    pairs = pair_rows(before.assign(_key=codes[0]), after.assign(_key=codes[1]), [["_key"]])
    hit = (before.loc[pairs[0], "verdict"].to_numpy() != after.loc[pairs[1], "verdict"].to_numpy()).astype(
        bool
    )
    used = {
        "old": _moved_in(
            dump_checks(original).drop(index=pairs[0][~hit]),
            original["figures"],
            old["figures"],
            moved["old"],
        ),
        "new": _moved_in(after.drop(index=pairs[1][~hit]), new["figures"], new["figures"], moved["new"]),
    }
    sources = _Sources(moved, reasons)
    parts = []
    for change, labels_old, labels_new in (
        ("changed", pairs[0][hit], pairs[1][hit]),
        ("removed", before.index.difference(pairs[0]), None),
        ("added", None, after.index.difference(pairs[1])),
    ):
        about = before.loc[labels_old] if labels_new is None else after.loc[labels_new]
        rows = _rows("checks", change, dump=about["dump"], article=about["article"])
        rows["what"] = about["rule"] + ": " + name_facts(about)
        rows["column"] = "verdict"
        names: list[set[str]] = [set() for _ in range(len(about))]
        for side, table, labels in (("old", before, labels_old), ("new", after, labels_new)):
            if labels is not None:
                rows[side] = table.loc[labels, "verdict"].to_numpy()
                names = [x | used[side].get(label, set()) for x, label in zip(names, labels, strict=True)]
        why = reasons.of_dumps(about["dump"])
        named = [
            "; ".join(sorted(x)) or sources.of_check(record)
            for x, record in zip(names, about.to_dict("records"), strict=True)
        ]
        follows = pd.Series(named, index=rows.index, dtype=TEXT)
        whole = why.isin(_WITH_DUMP)
        rows["why"] = why.where(whole | follows.isna(), "follows")
        rows["follows"] = follows.mask(whole)
        parts.append(rows)
    return _stack(parts)


def _moved_in(
    checks: pd.DataFrame, figures: pd.DataFrame, named: pd.DataFrame, moved: pd.DataFrame
) -> dict[object, set[str]]:
    """{label of a check: names of the moved figures among those it used}.

    A check names its figures by the dumps' names of its own build: `figures`; `named` has the other's.
    """
    if moved.empty or checks.empty:
        return {}
    place = ["dump", "start", "end"]
    own = figures[place].assign(dump_named=named["dump"]).drop_duplicates()
    at = own.merge(moved, left_on=["dump_named", "start", "end"], right_on=place, suffixes=("", "_moved"))
    used = checks["figures"].str.extractall(_REFERENCE).reset_index(level=1, drop=True)
    used = used.astype({"dump": TEXT, "start": "Int64", "end": "Int64"})
    found = used.rename_axis("check").reset_index().merge(at, on=place)
    return {check: set(names) for check, names in found.groupby("check")["name"]}


# --- the small tables


def _corrections(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    codes = key_codes(old, new, _DECISION)
    pairs = pair_rows(old.assign(_key=codes[0]), new.assign(_key=codes[1]), [["_key"]])
    parts = []
    for side, change, rows in (
        ("old", "removed", old.drop(index=pairs[0])),
        ("new", "added", new.drop(index=pairs[1])),
    ):
        part = _rows("corrections", change, dump=CORRECTIONS, what=rows["what"])
        expect = (" " + number_texts(rows["expect"])).fillna("")
        value = (" → " + number_texts(rows["value"])).fillna("")
        note = ": " + rows["reason"] + " (" + rows["who"] + ", " + rows["when"] + ")"
        part[side] = rows["action"] + expect + value + note
        parts.append(part.assign(why="correction"))
    return _stack(parts)


def _reference(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Values of the reference files; one that came or went as a whole is one row."""
    both = old.merge(new, how="outer", on=["dump", *FACT], suffixes=("_old", "_new"))
    files = {"added": set(new["dump"]) - set(old["dump"]), "removed": set(old["dump"]) - set(new["dump"])}
    parts = [
        _rows("reference", change, dump=sorted(names), what=sorted(names)) for change, names in files.items()
    ]
    rows = both[_unequal(both["value_old"], both["value_new"])]
    rows = rows[~rows["dump"].isin(set.union(*files.values()))]
    part = _rows("reference", "changed", dump=rows["dump"], what=name_facts(rows), column="value")
    part["change"] = (
        part["change"].mask(rows["value_old"].isna(), "added").mask(rows["value_new"].isna(), "removed")
    )
    part["old"], part["new"] = rows["printed_old"], rows["printed_new"]
    return _stack([*parts, part]).assign(why="reference file")


def _rejects(old: pd.DataFrame, new: pd.DataFrame, reasons: _Reasons) -> pd.DataFrame:
    both = old.merge(new, how="outer", on="dump", suffixes=("_old", "_new"))
    a, b = both["reason_old"], both["reason_new"]
    both["change"] = "changed"
    both["change"] = both["change"].mask(a.isna(), "added").mask(b.isna(), "removed")
    rows = both[_unequal(a, b)]
    part = _rows("rejects", "changed", dump=rows["dump"], what="rejected")
    part["change"], part["old"], part["new"] = rows["change"], rows["reason_old"], rows["reason_new"]
    known = reasons.of_dumps(rows["dump"])
    files = rows["change"].map({"added": "new dump", "removed": "removed dump"}).astype(TEXT)
    return part.assign(column="reason", why=known.where(known != reasons.otherwise, files.fillna(known)))


def _counted(name: str, old: pd.DataFrame, new: pd.DataFrame, reasons: _Reasons) -> pd.DataFrame:
    """How many rows of a table one build has and the other not, by dump."""
    columns = ["dump", *_BY_NUMBER[name]]
    sides = [pd.Series(row_keys(rows, columns)).value_counts() for rows in (old, new)]
    counts = pd.concat(sides, axis=1, keys=["old", "new"]).fillna(0).astype("int64")
    gone, come = (
        (counts[a] - counts[b]).clip(lower=0).groupby([key[0] for key in counts.index], sort=False).sum()
        for a, b in (("old", "new"), ("new", "old"))
    )
    dumps = [dump for dump in gone.index if gone[dump] or come[dump]]
    rows = _rows(name, "changed", dump=pd.array(dumps, TEXT), what=f"rows of {name}", column="rows")
    rows["old"] = [f"{gone[dump]} gone" for dump in dumps]
    rows["new"] = [f"{come[dump]} new" for dump in dumps]
    return rows.assign(why=reasons.of_dumps(rows["dump"]))


def _unread(old: pd.DataFrame, new: pd.DataFrame, reasons: _Reasons) -> pd.DataFrame:
    counts = pd.concat([old["dump"].value_counts(), new["dump"].value_counts()], axis=1, keys=["old", "new"])
    counts = counts.fillna(0).astype("Int64")
    counts = counts[counts["old"] != counts["new"]].rename_axis("dump").reset_index()
    rows = _rows("unread", "changed", dump=counts["dump"], what="numbers left unread")
    rows["column"] = "count"
    rows["old"], rows["new"] = counts["old"].astype(TEXT), counts["new"].astype(TEXT)
    return rows.assign(why=reasons.of_dumps(counts["dump"]))
