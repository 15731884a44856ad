"""Two builds of small dumps, and what `cppcc diff` says of them."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cppcc_analysis.errors import UserError
from cppcc_analysis.pipeline import build, make_tables
from cppcc_analysis.tables.difference_text import describe_diff, run_diff
from cppcc_analysis.tables.differences import COLUMNS, diff_tables
from cppcc_analysis.tables.naming import name_facts
from cppcc_analysis.tables.schemas import conform
from cppcc_analysis.tables.store import Tables

RAW = Path(__file__).parents[2] / "data" / "raw"
REPORT = (
    "政协阳泉市第十四届委员会第三次会议提案审查情况报告\n"
    "（2024年3月21日政协阳泉市第十四届委员会第三次会议通过）\n"
    "大会共收到提案{received}件，经审查，立案{filed}件。其中，经济建设方面100件，社会建设方面{society}件。\n"
)
NUMBERS = {"received": 400, "filed": 300, "society": 200}
Read = Callable[..., Tables]


def report(**numbers: int) -> str:
    return REPORT.format(**(NUMBERS | numbers))


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The tables of dumps given as {name: text}; each set of dumps is read once."""
    known: dict[tuple[tuple[str, str], ...], Tables] = {}

    def make(dumps: dict[str, str]) -> Tables:
        key = tuple(dumps.items())
        if key not in known:
            folder = tmp_path_factory.mktemp("raw")
            for name, text in dumps.items():
                (folder / name).write_bytes(text.encode())
            known[key] = make_tables(folder)
        return known[key]

    return make


def listed(diff: pd.DataFrame, table: str, *columns: str) -> list[tuple[object, ...]]:
    rows = diff[diff["table"] == table]
    wanted = columns or ("change", "what", "column", "old", "new", "why")
    cells = rows[list(wanted)].astype(object).where(rows[list(wanted)].notna(), None)
    return list(cells.itertuples(index=False, name=None))


def test_one_digit_names_its_figure_and_what_follows(read: Read) -> None:
    diff = diff_tables(read({"a.txt": report()}), read({"a.txt": report(filed=302)}))
    filed = "阳泉市 2024 filed"
    assert listed(diff, "figures") == [("changed", filed, "value", "300件", "302件", "changed dump")]
    assert listed(diff, "proposals", "column", "old", "new", "new_state", "why", "follows") == [
        ("filed", "300", "302", "reported", "changed dump", filed),
        ("filing_rate", "75", "75.5", "derived", "follows", filed),
    ]
    shares = listed(diff, "categories", "column", "why", "follows")
    assert shares == [("share", "follows", filed)] * 2
    assert ("parts by category = total: 阳泉市 2024 filed", "holds", "follows", filed) in listed(
        diff, "checks", "what", "old", "why", "follows"
    )
    assert set(diff["table"]) == {"dumps", "figures", "proposals", "categories", "checks"}


def test_a_digit_in_a_copy_of_a_real_dump_names_exactly_its_figure(read: Read) -> None:
    name = "001_4de6902b1dfc0275.txt"
    text = (RAW / name).read_bytes().decode()
    old = read({name: text})
    figures = old["figures"]
    for fact in ("阳泉市 2024 filed", "阳泉市 2024 filed 文化建设 %"):
        start, end = figures.loc[name_facts(figures) == fact, ["start", "end"]].iloc[0]
        digit = next(at for at in range(end - 1, start, -1) if text[at].isdigit())
        changed = text[:digit] + str((int(text[digit]) + 1) % 10) + text[digit + 1 :]
        diff = diff_tables(old, read({name: changed}))
        assert [row[:3] for row in listed(diff, "figures")] == [("changed", fact, "value")]
        followed = diff.loc[~diff["table"].isin(["dumps", "figures"]), "follows"]
        assert set(followed) == {fact}


def test_an_article_inserted_before_changes_no_figure(read: Read) -> None:
    news = "市政协召开主席会议\n本报讯 昨日，市政协召开主席会议，研究部署近期工作。\n\n\n"
    old, new = read({"a.txt": report()}), read({"a.txt": news + report()})
    shifted = new["figures"].assign(article=new["figures"]["article"] + 3)
    diff = diff_tables(old, Tables(new | {"figures": shifted}))
    assert listed(diff, "figures") == []


def test_a_dump_under_another_name_changes_no_figure(read: Read) -> None:
    diff = diff_tables(read({"a.txt": report()}), read({"b.txt": report()}))
    assert listed(diff, "dumps") == [("renamed", "b.txt", None, "a.txt", "b.txt", "renamed")]
    assert len(diff) == 1


def test_a_new_dump_and_a_removed_one(read: Read) -> None:
    old, new = read({"a.txt": report()}), read({"a.txt": report(), "b.txt": report(filed=302, society=202)})
    diff = diff_tables(old, new)
    assert [row[:2] for row in listed(diff, "dumps")] == [("added", "b.txt")]
    assert {(row[0], row[-1]) for row in listed(diff, "figures")} == {("added", "new dump")}
    assert ("filed", "reported", "conflict", "new dump") in listed(
        diff, "proposals", "column", "old_state", "new_state", "why"
    )
    assert {(row[0], row[-1]) for row in listed(diff_tables(new, old), "figures")} == {
        ("removed", "removed dump")
    }


def test_words_of_a_sentence_that_changed_are_one_row(read: Read) -> None:
    diff = diff_tables(read({"a.txt": report()}), read({"a.txt": report().replace("经审查", "经过审查")}))
    rows = listed(diff, "figures", "what", "column", "why")
    assert rows == [("阳泉市 2024 filed and 1 more", "quote", "changed dump")]


@pytest.mark.parametrize(("rule_changed", "why"), [(True, "changed rule"), (False, "unexplained")])
def test_the_same_dump_read_otherwise(read: Read, rule_changed: bool, why: str) -> None:
    old = read({"a.txt": report()})
    figures = old["figures"].copy()
    figures.loc[figures["value"] == 300, "measure"] = "assigned"
    diff = diff_tables(old, Tables(old | {"figures": figures}), rule_changed=rule_changed)
    assert listed(diff, "figures") == [
        ("changed", "300件", "fact", "阳泉市 2024 filed", "阳泉市 2024 assigned", why)
    ]


def test_what_a_correction_changes_says_so(read: Read) -> None:
    old = read({"a.txt": report()})
    figures = old["figures"].copy()
    hit = figures["value"] == 300
    figures.loc[hit, "corrected_from"] = 300.0
    figures.loc[hit, "value"] = 302.0
    figures.loc[hit, "correction"] = "misprint (Li, 2024-03-22)"
    diff = diff_tables(old, Tables(old | {"figures": figures}))
    assert listed(diff, "figures") == [
        ("changed", "阳泉市 2024 filed", "value", "300件", "302件", "correction"),
        ("changed", "阳泉市 2024 filed", "correction", None, "misprint (Li, 2024-03-22)", "correction"),
    ]


def test_a_dropped_figure_was_corrected_away(read: Read) -> None:
    old = read({"a.txt": report()})
    drop = {"line": 2, "action": "drop", "what": "阳泉市 2024 filed", "expect": 300.0, "rows": 1}
    drop |= {"reason": "misprint", "who": "Li", "when": "2024-03-22", "value": None}
    corrections = pd.DataFrame([drop], columns=old["corrections"].columns).astype(old["corrections"].dtypes)
    figures = old["figures"][old["figures"]["value"] != 300]
    diff = diff_tables(old, Tables(old | {"figures": figures, "corrections": corrections}))
    assert listed(diff, "figures", "change", "old", "why") == [("removed", "300件", "correction")]
    assert listed(diff, "corrections", "change", "new") == [("added", "drop 300: misprint (Li, 2024-03-22)")]


def test_rejects_and_unread(read: Read) -> None:
    report_and_more = report() + "另有提案7和9件。收到提案卡片5张，涉及提案3。\n"
    old, new = read({"a.txt": report()}), read({"a.txt": report_and_more, "b.txt": ""})
    diff = diff_tables(old, new)
    assert listed(diff, "rejects") == [("added", "rejected", "reason", None, "empty", "new dump")]
    counts = [len(tables["unread"]) for tables in (old, new)]
    expected = [(str(counts[0]), str(counts[1]), "changed dump")] if counts[0] != counts[1] else []
    assert listed(diff, "unread", "old", "new", "why") == expected


def test_other_tables_are_told_by_their_number_of_rows(read: Read) -> None:
    old = read({"a.txt": report()})
    words = old["terms"].assign(word=old["terms"]["word"].where(old["terms"].index > 1, "别的词"))
    diff = diff_tables(old, Tables(old | {"terms": words}), rule_changed=True)
    assert listed(diff, "terms") == [
        ("changed", "rows of terms", "rows", "2 gone", "2 new", "changed rule"),
    ]
    assert set(diff["table"]) == {"terms"}


# --- properties

EDIT = st.fixed_dictionaries(
    {
        "raised": st.sets(st.integers(0, 7), max_size=3),
        "dropped": st.sets(st.integers(0, 7), max_size=3),
        "fails": st.sets(st.integers(0, 9), max_size=3),
        "unstated": st.booleans(),
        "changed": st.sets(st.sampled_from(["a.txt", "b.txt"])),
        "missing": st.sampled_from(["", "a.txt", "b.txt"]),
    }
)
MIRRORED = {"added": "removed", "removed": "added", "new dump": "removed dump", "removed dump": "new dump"}


def mirrored(diff: pd.DataFrame) -> list[tuple[str, ...]]:
    """The rows of a diff as those of the diff the other way round, in a fixed order."""
    swapped = diff.rename(
        columns={"old": "new", "new": "old", "old_state": "new_state", "new_state": "old_state"}
    )
    swapped["change"] = swapped["change"].replace(MIRRORED)
    swapped["why"] = [", ".join(sorted(MIRRORED.get(x, x) for x in why.split(", "))) for why in diff["why"]]
    return ordered(swapped[list(diff.columns)])


def ordered(diff: pd.DataFrame) -> list[tuple[str, ...]]:
    diff = diff.assign(why=[", ".join(sorted(why.split(", "))) for why in diff["why"]])
    return sorted(diff.astype(object).fillna("").astype(str).itertuples(index=False, name=None))


def edited(tables: Tables, edit: dict[str, Any]) -> Tables:
    """The tables as if some figures, checks, cells and dumps were others."""
    figures, dumps = tables["figures"].copy(), tables["dumps"].copy()
    checks, proposals = tables["checks"].copy(), tables["proposals"].copy()
    figures.loc[figures.index.isin(edit["raised"]), "value"] += 1
    figures = figures.drop(index=[row for row in edit["dropped"] if row in figures.index])
    checks.loc[checks.index.isin(edit["fails"]), "verdict"] = "fails"
    if edit["unstated"]:
        proposals["received"], proposals["received_state"] = pd.NA, "not_stated"
    # two dumps with one hash would be one dump under two names
    dumps["sha256"] = dumps["sha256"].where(~dumps["dump"].isin(edit["changed"]), "another " + dumps["dump"])
    rows = {"figures": figures, "checks": checks, "dumps": dumps, "articles": tables["articles"]}
    there = {name: table[table["dump"] != edit["missing"]] for name, table in rows.items()}
    return Tables(tables | there | {"proposals": conform("proposals", proposals)})


@settings(
    max_examples=5,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(EDIT, EDIT)
def test_differences_mirror_each_other(read: Read, first: dict[str, Any], second: dict[str, Any]) -> None:
    both = read({"a.txt": report(), "b.txt": report(filed=302, society=202)})
    old, new = edited(both, first), edited(both, second)
    assert diff_tables(old, old).empty
    assert diff_tables(new, new).empty
    assert ordered(diff_tables(new, old)) == mirrored(diff_tables(old, new))


# --- folders and text


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables `old` and `new`."""
    top = tmp_path_factory.mktemp("built")
    for name, text in [("old", report()), ("new", report(filed=302))]:
        (top / f"raw_{name}").mkdir()
        (top / f"raw_{name}" / "a.txt").write_text(text, encoding="utf-8")
        build(top / f"raw_{name}", top / name)
    return top


@pytest.fixture
def folders(built: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Copies of the two, to be damaged."""
    return tuple(shutil.copytree(built / name, tmp_path / name) for name in ("old", "new"))


def test_two_folders_as_text_and_table(folders: tuple[Path, Path], tmp_path: Path) -> None:
    text = run_diff(*folders, csv=tmp_path / "diff.csv")
    assert text.startswith("Differences: 1 dump, 1 figure, 4 cells, ")
    assert "| 阳泉市 2024 filed (a.txt, article 0) | value | 300件 | 302件 | changed dump |" in text
    assert "| 阳泉市 2024 | filing_rate | 75 (derived) | 75.5 (derived) | follows 阳泉市 2024 filed |" in text
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in text.splitlines() if line.startswith("|")}
    assert widths == {6}
    assert "300件" in pd.read_csv(tmp_path / "diff.csv")["old"].tolist()
    assert run_diff(folders[0], folders[0]) == "No differences.\n"


def test_signs_of_markdown_in_a_text_are_escaped() -> None:
    row = {
        "table": "figures",
        "change": "changed",
        "what": "a|b",
        "column": "quote",
        "old": "<b>\nx",
        "why": "…",
    }
    line = describe_diff(pd.DataFrame([row]).reindex(columns=list(COLUMNS))).splitlines()[-1]
    assert line == "| a\\|b | quote | &lt;b> x |  | … |"


def test_a_long_table_ends_with_how_many_more_there_are() -> None:
    row = {"table": "figures", "change": "added", "what": "x", "new": "1件", "why": "new dump"}
    text = describe_diff(pd.DataFrame([row] * 60).reindex(columns=list(COLUMNS)))
    assert text.count("| x |") == 50
    assert "… and 10 more" in text


def _remove_folder(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


def _remove_column(folder: Path) -> None:
    file = folder / "figures.parquet"
    pd.read_parquet(file).drop(columns="chosen").to_parquet(file)


def _forbidden_value(folder: Path) -> None:
    file = folder / "checks.parquet"
    pd.read_parquet(file).assign(verdict="ok").to_parquet(file)


def _damage_record(folder: Path) -> None:
    (folder / "build.json").write_text(json.dumps([]))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_remove_folder, "no such folder: "),
        (lambda folder: (folder / "figures.parquet").unlink(), "no tables in "),
        (
            lambda folder: (folder / "corrections.parquet").unlink(),
            r"older version \(corrections\.parquet is missing",
        ),
        (_remove_column, r"older version \(figures\.chosen is missing\): build them again"),
        (_forbidden_value, "older version"),
        (
            lambda folder: (folder / "dumps.parquet").write_bytes(b"PAR1"),
            "cannot be read: build the tables again",
        ),
        (lambda folder: (folder / "build.json").unlink(), "is missing or damaged"),
        (_damage_record, "is missing or damaged"),
    ],
)
def test_folders_that_cannot_be_compared(
    folders: tuple[Path, Path], damage: Callable[[Path], object], message: str
) -> None:
    damage(folders[1])
    with pytest.raises(UserError, match=message) as error:
        run_diff(*folders)
    assert "\n" not in str(error.value)
