"""The five dumps of `data/raw`, end to end."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from cppcc_analysis.errors import UserError
from cppcc_analysis.pipeline import build, is_stale, make_tables
from cppcc_analysis.tables.audit.audit import dump_checks
from cppcc_analysis.tables.evidence import reread
from cppcc_analysis.tables.store import Tables, load_tables

RAW = Path(__file__).parent.parent / "data" / "raw"
YANGQUAN_2023, YANGQUAN_2024 = ("阳泉市", 14, 2, 2023), ("阳泉市", 14, 3, 2024)
SHUOZHOU, TAIYUAN, JIANGXIAN = ("朔州市", 7, 4, 2025), ("太原市", 14, 2, 2023), ("绛县", 14, 4, 2024)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return make_tables(RAW)


def proposals_of(tables: Tables, session: tuple[str, int, int, int], scope: str = "session") -> pd.Series:
    table = tables["proposals"].set_index(["place", "term", "session", "year", "scope"])
    return table.loc[(*session, scope)]


@pytest.mark.parametrize(
    ("session", "scope", "cells"),
    [
        (YANGQUAN_2023, "session", {"received": 386, "filed": 365, "not_filed": 21, "filing_rate": 94.6}),
        (YANGQUAN_2024, "session", {"received": 407, "filed": 377, "filing_rate": 92.6}),
        (
            SHUOZHOU,
            "session",
            {"received": 212, "merged": 9, "filed": 173, "participants": 151, "filing_rate": 81.6},
        ),
        (TAIYUAN, "session", {}),
        (TAIYUAN, "year", {"filed": 568, "replied": 568}),
        (JIANGXIAN, "session", {}),
    ],
)
def test_proposals(
    tables: Tables, session: tuple[str, int, int, int], scope: str, cells: dict[str, float]
) -> None:
    row = proposals_of(tables, session, scope)
    states = [name for name in row.index if name.endswith("_state")]
    stated = {name.removesuffix("_state"): row[name.removesuffix("_state")] for name in states}
    assert {name: value for name, value in stated.items() if not pd.isna(value)} == cells


def test_each_figure_leads_back_to_its_place_in_the_raw_dump(tables: Tables) -> None:
    figures = tables["figures"]
    assert len(figures) == 51
    for row in figures.to_dict("records"):
        raw = (RAW / row["dump"]).read_text(encoding="utf-8")
        assert reread(raw[row["start"] : row["end"]]) == row["value"]


def test_figures_of_the_congress_stay_apart(tables: Tables) -> None:
    congress = tables["figures"][tables["figures"]["body"] == "人大"]
    assert sorted(congress["value"]) == [35, 143, 146]
    assert set(congress["measure"]) == {"motions", "suggestions"}


def test_categories_that_a_broken_page_lost(tables: Tables) -> None:
    table = tables["categories"]
    table = table[(table["place"] == "阳泉市") & (table["year"] == 2023)].set_index("category")
    assert list(table.loc[["社会建设", "生态文明建设"], "count_state"]) == ["truncated", "truncated"]
    assert table.loc["社会建设、生态文明建设", ["count", "share", "count_state"]].tolist() == [
        185,
        50.7,
        "derived",
    ]


def test_published_arithmetic_holds(tables: Tables) -> None:
    verdicts = dump_checks(tables)["verdict"].value_counts().to_dict()
    assert verdicts == {"holds": 35, "can't tell": 5}


PARTITION = "received = filed + not filed + merged + withdrawn"
#: national sessions whose file gives enough to close, and what the others lack
CLOSING = [1993, 2001, 2006, 2015, 2016, 2020, 2021, 2024, 2025, 2026]
LACKING = {
    1999: "not_filed, merged, withdrawn",
    2011: "merged, withdrawn",
    2012: "merged, withdrawn",
    2013: "merged, withdrawn",
    2017: "not_filed, merged, withdrawn",
}


def test_the_reference_series_passes_the_same_audit(tables: Tables) -> None:
    checks = tables["checks"][tables["checks"]["dump"] == "national_sessions.csv"]
    partition = checks[checks["rule"] == PARTITION].set_index("year")
    assert partition.index[partition["verdict"] == "holds"].tolist() == CLOSING
    assert partition.loc[partition["verdict"] == "can't tell", "missing"].to_dict() == LACKING
    failing = checks[checks["verdict"] == "fails"]
    # 89.950…% is printed as 89.9, and so on: the published shares were made to add up to 100
    assert set(failing["rule"]) == {"share = part ÷ base"}
    assert set(zip(failing["year"], failing["item"], strict=True)) == {
        (2026, "委员"),
        (2026, "集体"),
        (2026, "文化建设"),
        (2026, "社会建设"),
    }


@pytest.mark.parametrize(("dump", "articles"), [("000", 4), ("001", 13), ("002", 12), ("003", 1), ("004", 4)])
def test_articles(tables: Tables, dump: str, articles: int) -> None:
    assert tables["articles"]["dump"].str.startswith(dump).sum() == articles


def test_the_resolution_cut_in_two_is_whole_again(tables: Tables) -> None:
    resolution = tables["articles"].iloc[0]
    assert "全市各级政协组织要坚定不移" in resolution["text"]
    assert not resolution["truncated"]
    assert tables["dumps"]["joined"].tolist() == [1, 0, 0, 0, 0]


def test_suggestions_stand_under_their_category(tables: Tables) -> None:
    table = tables["suggestions"]
    assert table.loc[table["suggestion"] == "加快发展新质生产力", "category"].tolist() == ["经济建设"]
    assert table.loc[table["kind"] == "main", "category"].notna().all()
    assert table.loc[table["kind"] == "proposal", "suggestion"].tolist() == [
        "关于促进现代设施农业和智慧农业发展的建议"
    ]


def test_a_dump_that_cannot_be_read_is_rejected_and_the_others_go_on(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    shutil.copy(next(RAW.glob("002*")), raw)
    (raw / "scan.pdf").write_bytes(b"%PDF\x00\x01")
    (raw / "empty.txt").touch()
    summary = build(raw, tmp_path / "out")
    assert (summary.dumps, [(r.dump, r.reason) for r in summary.rejects]) == (
        1,
        [("empty.txt", "empty"), ("scan.pdf", "binary, not text")],
    )
    assert "2 dumps rejected" in str(summary)
    assert len(load_tables(tmp_path / "out")["figures"]) == 16


def test_a_number_that_a_page_parts_is_unread_and_stops_nothing(tmp_path: Path) -> None:
    text = "会议期间，大会共收到提案38\n首页 > 新闻 > 正文\n6件，立案365件。"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    tables = make_tables(tmp_path)
    assert tables["figures"]["value"].tolist() == [365]
    assert tables["unread"]["reason"].tolist() == ["no_evidence"]


def test_motions_and_suggestions_in_one_figure_have_no_parts(tmp_path: Path) -> None:
    text = "市人大会议共收到建议和议案187件。其中，农业方面41件，占21.9%，城建方面的占30%。"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert make_tables(tmp_path)["figures"].empty


def test_a_reprint_is_a_witness_and_counts_once(tmp_path: Path) -> None:
    raw = next(RAW.glob("002*")).read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(raw, encoding="utf-8")
    (tmp_path / "b.txt").write_text(raw.replace("，", "， "), encoding="utf-8")
    tables = make_tables(tmp_path)
    copies = tables["articles"].set_index("dump").loc["b.txt", "copy_of"].dropna()
    assert list(copies)[:2] == ["a.txt#0", "a.txt#1"]
    assert tables["figures"]["dump"].value_counts().to_dict() == {"a.txt": 16, "b.txt": 16}
    assert len(tables["categories"]) == 5
    assert set(tables["checks"]["dump"]) == {"a.txt"}


def test_a_folder_of_unreadable_dumps_gives_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").touch()
    assert build(tmp_path / "raw", tmp_path / "out").figures == 0
    assert not is_stale(tmp_path / "raw", tmp_path / "out")


def test_tables_are_stale_when_a_dump_changes(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    shutil.copy(next(RAW.glob("004*")), raw / "a.txt")
    assert is_stale(raw, out)
    build(raw, out)
    assert not is_stale(raw, out)
    (raw / "a.txt").write_text("大会共收到提案386件。", encoding="utf-8")
    assert is_stale(raw, out)


def test_bad_input_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such folder"):
        build(tmp_path / "missing", tmp_path / "out")
    assert not (tmp_path / "out").exists()
