"""Figures of two dumps that disagree, and what one line of corrections.csv makes of them."""

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_analysis.errors import UserError
from cppcc_analysis.tables.correction_lines import CORRECTIONS, read_corrections, scan_rows
from cppcc_analysis.tables.corrections import apply_corrections
from cppcc_analysis.tables.evidence import show_source, verify_figures
from tests.tables.conftest import Frame

HEADER = "action,dump,place,term,session,year,scope,measure,breakdown,item,unit,body,value,expect"
HEADER += ",source,quote,reason,who,when"
WHO = {"reason": "misprint", "who": "Li", "when": "2024-03-21"}
RECEIVED = {"place": "阳泉市", "year": 2024, "measure": "received", "unit": "件"}
SET = {"action": "set", **RECEIVED, "value": 387, "expect": 386, **WHO}
ADD = {
    "action": "add",
    **RECEIVED,
    "term": 14,
    "session": 3,
    "scope": "session",
    "measure": "members",
    "breakdown": "total",
    "unit": "人",
    "value": 288,
    "source": "阳泉市政协网站",
    **WHO,
}


def write(folder: Path, *lines: dict[str, object], encoding: str = "utf-8-sig") -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER.split(","))
    writer.writeheader()
    writer.writerows(lines)
    (folder / CORRECTIONS).write_bytes(text.getvalue().encode(encoding))
    return folder


@pytest.fixture
def stated(figures: Frame) -> pd.DataFrame:
    """a.txt and c.txt say 386, b.txt 387; only a.txt states the filed; d.txt is a copy of a.txt."""
    occasion = {"place": "阳泉市", "term": 14, "session": 3, "year": 2024}
    received = [
        figures(("received", "total", None, value, "件"), dump=dump, copy_of=copy, **occasion)
        for dump, value, copy in [
            ("a.txt", 386, None),
            ("b.txt", 387, None),
            ("c.txt", 386, None),
            ("d.txt", 386, "a.txt#0"),
        ]
    ]
    filed = [
        figures(fact, start=start, end=start + 3, **occasion)
        for start, fact in [
            (10, ("filed", "total", None, 365, "件")),
            (20, ("filed", "total", None, 94.6, "%")),
            (30, ("filed", "category", "经济建设", 123, "件")),
        ]
    ]
    return pd.concat([*received, *filed], ignore_index=True)


def apply(stated: pd.DataFrame, folder: Path, *lines: dict[str, object]) -> tuple[pd.DataFrame, pd.DataFrame]:
    return apply_corrections(stated, read_corrections(write(folder, *lines)).lines)


# --- reading


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_value_is_found_at_its_place_in_the_decoded_file(tmp_path: Path, encoding: str) -> None:
    reason = '网站说"288位"，\n下一行'
    found = read_corrections(write(tmp_path, ADD | {"reason": reason}, encoding=encoding))
    (line,) = found.lines
    assert found.text[line.start : line.end] == "288"
    assert (line.line, line.value, line.reason) == (2, 288, '网站说"288位"， 下一行')


def test_no_file_is_no_correction(tmp_path: Path, stated: pd.DataFrame) -> None:
    assert read_corrections(tmp_path).lines == ()
    (tmp_path / CORRECTIONS).touch()
    assert read_corrections(tmp_path).lines == ()
    figures, table = apply_corrections(stated, ())
    pd.testing.assert_frame_equal(figures, stated)
    assert table.empty


def test_lines_are_counted_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    """The header is line 1; blank rows count, line breaks inside a cell do not."""
    write(tmp_path, SET | {"reason": "one\ntwo"}, {}, SET | {"value": 388})
    assert [line.line for line in read_corrections(tmp_path).lines] == [2, 4]


CELLS = st.lists(
    st.lists(st.text('a1"，, \r\n提', max_size=6), min_size=2, max_size=4), min_size=1, max_size=4
)


@given(CELLS, st.sampled_from([(csv.QUOTE_ALL, "\n"), (csv.QUOTE_MINIMAL, "\r\n")]))
def test_cells_stand_where_they_are_said_to(rows: list[list[str]], style: tuple[int, str]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=style[0], lineterminator=style[1]).writerows(rows)
    scanned = list(scan_rows(text.getvalue()))
    assert [[cell.text for cell in row] for row in scanned] == [[x.strip() for x in row] for row in rows]
    for cell in (cell for row in scanned for cell in row):
        assert text.getvalue()[cell.start : cell.end].replace('""', '"') == cell.text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (SET | {"action": "change"}, "line 2: unknown action 'change'; known:"),
        (SET | {"action": ""}, "line 2: unknown action ''"),
        (SET | {"reason": ""}, "line 2: set needs reason"),
        (SET | {"who": "", "when": ""}, "line 2: set needs who, when"),
        (SET | {"when": "2024/3/21"}, "line 2: when is no date like 2024-03-21: '2024/3/21'"),
        (SET | {"when": "20240321"}, "line 2: when is no date"),
        (SET | {"value": "387件"}, "line 2: value is no number: '387件'"),
        (SET | {"value": "-1"}, "line 2: value is no number: '-1'"),
        (SET | {"expect": "nan"}, "line 2: expect is no number"),
        (SET | {"expect": ""}, "line 2: set needs expect"),
        (SET | {"year": "2024.5"}, "line 2: year is no whole number"),
        (SET | {"measure": "recieved"}, "line 2: unknown measure 'recieved'; known: received"),
        (SET | {"reason": "=HYPERLINK(1)"}, "line 2: reason begins with '=', which a spreadsheet"),
        (SET | {"quote": "…"}, "line 2: set has no quote"),
        (SET | {"action": "drop"}, "line 2: drop has no value"),
        (SET | {"action": "choose", "value": ""}, "line 2: choose needs value, or the dump"),
        (ADD | {"expect": 3}, "line 2: add has no expect"),
        (ADD | {"source": "", "term": ""}, "line 2: add needs term, source"),
        (ADD | {"year": ""}, "line 2: add needs year"),
        (ADD | {"breakdown": "category"}, "line 2: add needs item"),
        (ADD | {"item": "委员"}, "line 2: a total has no item"),
        (ADD | {"place": "阳泉"}, "line 2: the gazetteer has no place '阳泉'"),
    ],
)
def test_a_line_that_cannot_be_meant(tmp_path: Path, line: dict[str, object], message: str) -> None:
    with pytest.raises(UserError) as error:
        read_corrections(write(tmp_path, line))
    assert f"{CORRECTIONS} {message}" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("action,reason,who\n", "corrections.csv: no column 'when'"),
        ("action,reason,who,when,reson\n", "corrections.csv: unknown column 'reson'; known: reason"),
        ("action;reason;who;when\n", "corrections.csv: unknown column 'action;reason;who;when'"),
        ("action,reason,who,when,who\n", "corrections.csv: two columns 'who'"),
        ("action,reason,who,when\nset,a,b,2024-03-21,c\n", "line 2: a cell without a column"),
        ('action,reason,who,when\nset,"a,b,2024-03-21\n', "line 2: a quote that is not closed"),
        (
            'action,reason,who,when\nset,"a"b,c,2024-03-21\n',
            "line 2: a quote that is not closed, or that goes on",
        ),
        (b"\x00\x01\x02\xff", "corrections.csv cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, data: str | bytes, message: str) -> None:
    (tmp_path / CORRECTIONS).write_bytes(data.encode() if isinstance(data, str) else data)
    with pytest.raises(UserError) as error:
        read_corrections(tmp_path)
    assert message in str(error.value)


@pytest.mark.parametrize("name", ["sub/corrections.csv", "Corrections.CSV"])
def test_a_file_in_a_place_where_it_would_not_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / name).touch()
    with pytest.raises(UserError, match="is not read: there is one"):
        read_corrections(tmp_path)


def test_checkpoints_of_editors_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".backup").mkdir()
    (tmp_path / ".backup" / CORRECTIONS).write_text("rubbish")
    assert read_corrections(tmp_path).lines == ()


def test_the_examples_of_the_guide_are_read(tmp_path: Path) -> None:
    guide = Path(__file__).parents[2] / "docs" / "corrections.md"
    actions = []
    for example in re.findall(r"```csv\n(.+?)```", guide.read_text("utf-8"), re.DOTALL):
        (tmp_path / CORRECTIONS).write_text(example, encoding="utf-8")
        actions += [line.action for line in read_corrections(tmp_path).lines]
    assert actions == ["set", "drop", "choose", "add"]


# --- applying


def test_set_replaces_each_value_that_is_as_expected(tmp_path: Path, stated: pd.DataFrame) -> None:
    figures, table = apply(stated, tmp_path, SET)
    received = figures[figures["measure"] == "received"].set_index("dump")
    assert received["value"].to_dict() == dict.fromkeys(["a.txt", "b.txt", "c.txt", "d.txt"], 387)
    assert received["corrected_from"].dropna().to_dict() == {"a.txt": 386, "c.txt": 386, "d.txt": 386}
    assert received.loc["a.txt", "correction"] == "misprint (Li, 2024-03-21)"
    assert pd.isna(received.loc["b.txt", "correction"])
    row = table.iloc[0]
    assert (row["line"], row["what"], row["rows"]) == (2, "阳泉市 2024 received", 3)
    others = figures["measure"] != "received"
    pd.testing.assert_frame_equal(figures[others], stated[others])


def test_what_is_set_for_one_dump_holds_for_its_copies(tmp_path: Path, stated: pd.DataFrame) -> None:
    figures, _ = apply(stated, tmp_path, SET | {"dump": "a.txt"})
    assert set(figures.loc[figures["corrected_from"].notna(), "dump"]) == {"a.txt", "d.txt"}


def test_the_corrected_value_keeps_its_evidence(tmp_path: Path, stated: pd.DataFrame) -> None:
    filed = {"measure": "filed", "breakdown": "total", "value": 366, "expect": 365}
    figures, _ = apply(stated, tmp_path, SET | filed)
    corrected = figures[figures["corrected_from"].notna()]
    assert corrected["value"].tolist() == [366]
    verify_figures(corrected, {"a.txt": f"{'立案':>10}365件"})
    with pytest.raises(AssertionError):
        verify_figures(corrected, {"a.txt": f"{'立案':>10}366件"})


def test_drop_takes_the_row_out_and_keeps_its_quote(tmp_path: Path, stated: pd.DataFrame) -> None:
    drop = SET | {"action": "drop", "dump": "b.txt", "value": "", "expect": 387}
    figures, table = apply(stated, tmp_path, drop)
    assert "b.txt" not in set(figures["dump"])
    assert len(figures) == len(stated) - 1
    assert table.loc[0, ["rows", "quotes"]].tolist() == [1, "…"]


@pytest.mark.parametrize("chosen", [{"value": 386}, {"value": "", "dump": "a.txt"}])
def test_choose_takes_one_value_and_sets_the_other_aside(
    tmp_path: Path, stated: pd.DataFrame, chosen: dict[str, object]
) -> None:
    figures, table = apply(stated, tmp_path, SET | {"action": "choose", "expect": 387} | chosen)
    received = figures[figures["measure"] == "received"].set_index("dump")["chosen"]
    assert received.to_dict() == {"a.txt": True, "b.txt": False, "c.txt": True, "d.txt": True}
    assert figures.loc[figures["measure"] != "received", "chosen"].isna().all()
    assert table["rows"].tolist() == [4]


def test_three_sources_need_two_lines(tmp_path: Path, stated: pd.DataFrame) -> None:
    stated.loc[stated["dump"] == "c.txt", "value"] = 388.0
    choose = SET | {"action": "choose", "value": 386, "expect": 387}
    with pytest.raises(UserError, match=r"line 2: c\.txt says 388 for 阳泉市 2024 received, which no line"):
        apply(stated, tmp_path, choose)
    figures, _ = apply(stated, tmp_path, choose, choose | {"expect": 388})
    assert figures.loc[figures["chosen"].fillna(False), "dump"].tolist() == ["a.txt", "d.txt"]


def test_an_approximate_value_needs_no_decision(tmp_path: Path, stated: pd.DataFrame) -> None:
    stated.loc[stated["dump"] == "c.txt", ["value", "approximate"]] = [380.0, True]
    figures, _ = apply(stated, tmp_path, SET | {"action": "choose", "value": 386, "expect": 387})
    assert not figures.set_index("dump").loc["c.txt", "chosen"]


def test_an_added_figure_has_its_evidence_in_the_file(tmp_path: Path, stated: pd.DataFrame) -> None:
    corrections = read_corrections(write(tmp_path, ADD))
    figures, table = apply_corrections(stated, corrections.lines)
    added = figures.iloc[-1]
    assert (added["dump"], added["value"], added["level"]) == (CORRECTIONS, 288, "city")
    assert (added["status"], added["quote"]) == ("reported", "阳泉市政协网站：288人")
    verify_figures(figures.tail(1), {CORRECTIONS: corrections.text})
    assert "人,,【288】,,阳泉" in str(show_source(added, tmp_path))
    assert table.loc[0, ["rows", "source"]].tolist() == [1, "阳泉市政协网站"]
    assert pd.isna(table.loc[0, "quotes"])


@pytest.mark.parametrize("value", ["1,386", "1386", " 1386 ", "２８８", "一千三百八十六"])
def test_the_evidence_of_an_added_figure_re_reads(tmp_path: Path, stated: pd.DataFrame, value: str) -> None:
    corrections = read_corrections(write(tmp_path, ADD | {"value": value}))
    figures, _ = apply_corrections(stated, corrections.lines)
    verify_figures(figures.tail(1), {CORRECTIONS: corrections.text})


def test_a_wrong_figure_may_be_dropped_and_the_right_one_added(tmp_path: Path, stated: pd.DataFrame) -> None:
    drop = {"action": "drop", "measure": "filed", "unit": "%", "expect": 94.6, **WHO}
    right = ADD | {"measure": "filed", "unit": "%", "value": 94.8}
    figures, _ = apply(stated, tmp_path, drop, right)
    assert figures.loc[figures["unit"] == "%", "value"].tolist() == [94.8]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            [SET | {"expect": 385}],
            "line 2: expected 385 for 阳泉市 2024 received, the dump now says 386, 387: check",
        ),
        (
            [SET | {"dump": "b.txt", "expect": 386, "value": 388}],
            "line 2: expected 386 for 阳泉市 2024 received, the dump now says 387: check the source, "
            "then change or delete the line",
        ),
        ([SET | {"place": "朔州市"}], "line 2: matches no figure: no place 朔州市 (there is 阳泉市)"),
        ([SET | {"year": 2023}], "line 2: matches no figure: no year 2023 (there is 2024)"),
        ([SET | {"body": "人大"}], "line 2: matches no figure: no body 人大 (there is 政协)"),
        (
            [SET | {"measure": "filed", "unit": ""}],
            "line 2: matches 3 facts (阳泉市 2024 filed, 阳泉市 2024 filed %, 阳泉市 2024 filed 经济建设): "
            "fill in breakdown, item, unit",
        ),
        ([SET | {"value": 386}], "line 2: value and expect are the same"),
        ([SET, SET | {"value": 388}], "line 3: line 2 corrects the same figure"),
        ([SET, SET | {"expect": 387, "value": 388}], "line 3: line 2 corrects the same figure"),
        (
            [SET | {"action": "drop", "value": ""}, SET],
            "line 3: line 2 corrects the same figure",
        ),
        (
            [SET | {"action": "choose", "value": 386, "expect": 385}],
            "line 2: expected 385 for 阳泉市 2024 received, the dump now says 386, 387: check",
        ),
        (
            [SET | {"action": "choose", "value": 388, "expect": 387}],
            "line 2: no dump states 388 for 阳泉市 2024 received",
        ),
        (
            [SET | {"action": "choose", "value": "", "dump": "e.txt", "expect": 387}],
            "line 2: e.txt does not state 阳泉市 2024 received",
        ),
        (
            [SET | {"action": "choose", "dump": "b.txt", "value": 386, "expect": 387}],
            "line 2: b.txt does not state 386 for 阳泉市 2024 received",
        ),
        (
            [SET | {"action": "choose", "value": 387, "expect": 387}],
            "line 2: the chosen value and the rejected one (expect) are the same",
        ),
        (
            [SET | {"action": "choose", "value": a, "expect": b} for a, b in [(386, 387), (387, 386)]],
            "line 3: line 2 chooses 386 for the same fact",
        ),
        (
            [ADD | {"measure": "filed", "unit": "件"}],
            "line 2: a.txt states 阳泉市 2024 filed already (365): set or choose it instead",
        ),
        ([ADD, ADD | {"value": 289}], "line 3: corrections.csv states 阳泉市 2024 members 人 already (288)"),
    ],
)
def test_a_line_that_does_not_fit_the_figures(
    tmp_path: Path, stated: pd.DataFrame, lines: list[dict[str, object]], message: str
) -> None:
    before = stated.copy()
    with pytest.raises(UserError) as error:
        apply(stated, tmp_path, *lines)
    assert f"{CORRECTIONS} {message}" in str(error.value)
    assert "\n" not in str(error.value)
    pd.testing.assert_frame_equal(stated, before)
