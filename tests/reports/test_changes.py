"""What changed since the last report, in the reader's words."""

import json
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from cppcc_analysis.reports.changes import (
    BUILT,
    Changes,
    changes_since,
    keep_tables,
    show_changes,
    summarise_changes,
)
from cppcc_analysis.tables.store import BUILD_RECORD, Tables, write_tables

MANIFEST = {"created": "2026-07-01T10:00:00+00:00"}


def build(tables: Tables, folder: Path, mark: str) -> Path:
    write_tables(tables, folder, record={BUILD_RECORD: {"code": "same", "mark": mark}})
    return folder


@pytest.fixture
def report(tables: Tables, tmp_path: Path) -> Path:
    """A report that was made from the tables."""
    (tmp_path / "report").mkdir()
    keep_tables(build(tables, tmp_path / "old", "old"), tmp_path / "report")
    return tmp_path / "report"


@pytest.fixture
def new(tables: Tables, tmp_path: Path) -> Path:
    """Tables in which a figure of 阳泉市 2024 differs, and a file more was rejected."""
    figures = tables["figures"].copy()
    figures.loc[(figures["year"] == 2024) & (figures["measure"] == "received"), "value"] = 408.0
    rejects = pd.concat([tables["rejects"], pd.DataFrame([{"dump": "x.txt", "bytes": 0, "reason": "empty"}])])
    changed = Tables({**tables, "figures": figures, "rejects": rejects})
    return build(changed, tmp_path / "new", "new")


def rows_of(changes: Changes | None, lang: str = "zh") -> list[list[str]]:
    assert changes is not None
    shown = show_changes(changes, lang)
    assert shown is not None
    rows = BeautifulSoup(shown.html, "html.parser").select("tbody tr")
    return [[cell.get_text() for cell in row.select("th, td")] for row in rows]


def test_changes_are_told_in_words(report: Path, new: Path) -> None:
    changes = changes_since(report, MANIFEST, new, [], [])
    assert changes is not None
    assert summarise_changes(changes, "zh") == "与2026年7月1日的报告相比有变化：无法读取的文件1处、数字1处"
    assert summarise_changes(changes, "en").endswith("of 2026-07-01: 1 rejected file, 1 figure")
    assert rows_of(changes) == [
        ["无法读取的文件", "x.txt", "新增", "", "空文件", "新文件"],
        ["数字", "阳泉市2024年收到 (2024.txt #0)", "数值", "407件", "408件", "原因不明"],
    ]
    assert rows_of(changes, "en")[0] == ["rejected file", "x.txt", "added", "", "empty", "new dump"]


@pytest.mark.parametrize(
    ("cities", "years", "told"), [(["阳泉市"], [], 2), (["太原市"], [], 1), ([], [2023], 1)]
)
def test_only_changes_of_the_choice_are_told(
    cities: list[str], years: list[int], told: int, report: Path, new: Path
) -> None:
    assert len(rows_of(changes_since(report, MANIFEST, new, cities, years))) == told


def test_nothing_changed(report: Path, tmp_path: Path) -> None:
    changes = changes_since(report, MANIFEST, tmp_path / "old", [], [])
    assert changes is not None
    assert show_changes(changes, "zh") is None
    assert summarise_changes(changes, "en") == "No changes since the report of 2026-07-01"


def test_a_long_list_is_cut_and_says_so(report: Path, new: Path) -> None:
    changes = changes_since(report, MANIFEST, new, [], [])
    assert changes is not None
    many = Changes(changes.since, pd.concat([changes.rows] * 40))
    assert len(rows_of(many)) == 50
    shown = show_changes(many, "zh")
    assert shown is not None
    assert "另有30处未列出" in shown.html


def test_texts_of_dumps_are_escaped(report: Path, new: Path) -> None:
    changes = changes_since(report, MANIFEST, new, [], [])
    assert changes is not None
    shown = show_changes(Changes("2026-07-01", changes.rows.assign(old="<script>", new="<b>")), "zh")
    assert shown is not None
    assert "<script>" not in shown.html


def test_without_a_report_to_compare_with_nothing_is_told(report: Path, new: Path, tmp_path: Path) -> None:
    assert changes_since(tmp_path / "nowhere", {}, new, [], []) is None
    assert changes_since(report, MANIFEST, new, ["大同市"], []) is None
    record = report / BUILT / BUILD_RECORD
    record.write_text(json.dumps({}), encoding="utf-8")
    assert changes_since(report, MANIFEST, new, [], []) is None
    (report / BUILT / "figures.parquet").unlink()
    assert changes_since(report, MANIFEST, new, [], []) is None
