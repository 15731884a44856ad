from pathlib import Path

import pytest

from cppcc_analysis.errors import UserError
from cppcc_analysis.tables.evidence import reread, show_source, verify_figures
from tests.tables.conftest import Frame

RAW = "大会共收到提\n案３８６ 件，立案365件。"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("３８６ 件", 386),
        ("51\n件", 51),
        ("5 \n  1件", 51),
        ("94.6%", 94.6),
        ("386", 386),
        ("386件，立案365件", None),
        ("", None),
    ],
)
def test_reread(raw: str, value: float | None) -> None:
    assert reread(raw) == value


def test_evidence_that_does_not_give_the_value_is_a_defect(figures: Frame) -> None:
    good = figures(("received", "total", None, 386, "件"), start=8, end=13)
    verify_figures(good, {"a.txt": RAW})
    with pytest.raises(AssertionError, match="does not give"):
        verify_figures(good.assign(value=368.0), {"a.txt": RAW})


def test_show_source_marks_the_evidence_in_the_raw_dump(figures: Frame, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAW, encoding="utf-8")
    row = figures(("received", "total", None, 386, "件"), start=8, end=13).iloc[0]
    assert "收到提\n案【３８６ 件】，立案" in show_source(row, tmp_path)


def test_show_source_without_the_dump_says_so(figures: Frame, tmp_path: Path) -> None:
    row = figures(("received", "total", None, 386, "件")).iloc[0]
    with pytest.raises(UserError, match=r"no dump a\.txt in"):
        show_source(row, tmp_path)


def test_show_source_of_a_row_without_a_place_says_so(figures: Frame) -> None:
    rows = figures(("received", "total", None, 386, "件"))
    for row in (rows, rows.iloc[0].drop("dump"), {"place": "东山市"}):
        with pytest.raises(UserError, match="give one row of figures"):
            show_source(row)
