"""What every chart owes: a source, its files, the same bytes, no missing glyph."""

from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest

from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.errors import UserError


@pytest.fixture
def chart() -> Chart:
    return Chart(
        name="small",
        title="收到提案407件",
        subtitle="件 · 会议期间",
        source="资料来源：阳泉市政协十四届三次会议（2024年）的文件",
        alt="收到<407>件",
        data=pd.DataFrame({"place": ["阳泉市"], "received": [407]}),
        lang="zh",
        draw=lambda canvas: canvas.text(0, 0.5, "407件"),
        footnotes=("* 推算值",),
    )


@pytest.mark.parametrize("field", ["source", "title", "alt"])
@pytest.mark.parametrize("text", ["", "  "])
def test_no_chart_without_its_words(chart: Chart, field: str, text: str) -> None:
    with pytest.raises(ValueError, match=field):
        replace(chart, **{field: text})


def test_saves_picture_vector_and_rows(chart: Chart, tmp_path: Path) -> None:
    files = chart.save(tmp_path / "charts")
    assert [file.name for file in files] == ["small.png", "small.svg", "small.csv"]
    assert files[0].read_bytes()[:4] == b"\x89PNG"
    svg = files[1].read_text("utf-8")
    assert "<text" not in svg
    assert "<dc:date>" not in svg
    assert files[2].read_bytes() == "\ufeffplace,received\n阳泉市,407\n".encode()


def test_the_same_chart_gives_the_same_bytes(chart: Chart, tmp_path: Path) -> None:
    once, again = chart.save(tmp_path / "a"), chart.save(tmp_path / "b")
    assert [file.read_bytes() for file in once] == [file.read_bytes() for file in again]


def test_the_users_settings_change_nothing(chart: Chart, tmp_path: Path) -> None:
    plain = chart.save(tmp_path / "a")[0].read_bytes()
    with mpl.rc_context({"axes.facecolor": "red", "savefig.bbox": "tight", "font.size": 30}):
        assert chart.save(tmp_path / "b")[0].read_bytes() == plain


@pytest.mark.parametrize("field", ["title", "source", "subtitle"])
def test_a_missing_glyph_writes_nothing(chart: Chart, tmp_path: Path, field: str) -> None:
    with pytest.raises(UserError, match=r"U\+1F642"):
        replace(chart, **{field: "满意🙂"}).save(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_shows_it_large_with_its_alternative_text(chart: Chart) -> None:
    bundle, metadata = chart._repr_mimebundle_()
    assert bundle["text/plain"] == chart.title
    assert 'alt="收到&lt;407&gt;件"' in bundle["text/html"]
    assert b64decode(bundle["image/png"])[:4] == b"\x89PNG"
    assert metadata["image/png"]["alt"] == chart.alt
    assert metadata["image/png"]["width"] == 922


def test_a_chart_that_needs_more_room_is_taller(chart: Chart) -> None:
    assert chart.figure().get_size_inches().tolist() == [9.6, 5.4]
    assert replace(chart, room=(9.0, 9.0)).figure().get_size_inches()[1] > 9
    assert replace(chart, room=(0.5, 0.5)).figure().get_size_inches()[1] == pytest.approx(3.4)
