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


def test_the_evidence_of_a_corrected_figure_gives_what_it_was_corrected_from(figures: Frame) -> None:
    corrected = figures(("received", "total", None, 368, "件"), start=8, end=13, corrected_from=386.0)
    verify_figures(corrected, {"a.txt": RAW})
    with pytest.raises(AssertionError, match="does not give"):
        verify_figures(corrected.assign(value=386.0, corrected_from=368.0), {"a.txt": RAW})


def test_show_source_marks_the_evidence_in_the_raw_dump(figures: Frame, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAW, encoding="utf-8")
    row = figures(("received", "total", None, 386, "件"), start=8, end=13).iloc[0]
    source = show_source(row, tmp_path)
    assert str(source) == "a.txt [8:13]\n…大会共收到提\n案【３８６ 件】，立案365件。…"
    assert repr(source) == str(source)


def test_a_notebook_highlights_the_evidence_and_runs_nothing_of_the_dump(
    figures: Frame, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("<script>1</script>收到提案<b>386件</b>", encoding="utf-8")
    row = figures(("received", "total", None, 386, "件"), start=25, end=29).iloc[0]
    html = show_source(row, tmp_path)._repr_html_()
    assert "收到提案&lt;b&gt;<mark>386件</mark>&lt;/b&gt;" in html
    assert "<script>" not in html
    assert "<b>" not in html


def test_show_source_without_the_dump_says_so(figures: Frame, tmp_path: Path) -> None:
    row = figures(("received", "total", None, 386, "件")).iloc[0]
    with pytest.raises(UserError, match=r"no dump a\.txt in"):
        show_source(row, tmp_path)


def test_show_source_of_a_row_without_a_place_says_so(figures: Frame) -> None:
    rows = figures(("received", "total", None, 386, "件"))
    for row in (rows, rows.iloc[0].drop("dump"), {"place": "东山市"}):
        with pytest.raises(UserError, match="give one row of figures"):
            show_source(row)
