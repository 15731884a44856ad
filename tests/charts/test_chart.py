"""What every chart owes: a source, its files, the same bytes, no missing glyph."""

from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from PIL import Image

from cppcc_analysis.charts.chart import Chart, Plot
from cppcc_analysis.charts.native import Panel, Point, Series
from cppcc_analysis.charts.sizes import SIZES
from cppcc_analysis.errors import UserError
from tests.charts.layout import texts


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
        plot=lambda width: Plot(lambda canvas: canvas.text(0, 0.5, "407件"), 0.0, 5.4),
        native=(Panel("bars", ("阳泉市 2024",), (Series("收到", (Point(407, "407件"),), "#1f4e79"),), "件"),),
        footnotes=("* 推算值",),
    )


@pytest.mark.parametrize("field", ["source", "title", "alt"])
@pytest.mark.parametrize("text", ["", "  "])
def test_no_chart_without_its_words(chart: Chart, field: str, text: str) -> None:
    with pytest.raises(ValueError, match=field):
        replace(chart, **{field: text})


def test_saves_every_size_and_the_rows(chart: Chart, tmp_path: Path) -> None:
    files = {file.name: file for file in chart.save(tmp_path / "charts")}
    sizes = [f"small_{size}.{kind}" for size in SIZES if size != "slide_full" for kind in ("png", "svg")]
    plain = [f"small{end}" for end in (".png", ".svg", "_text.svg", ".pdf", ".csv", ".txt")]
    assert set(files) == {*plain, *sizes}
    assert all(file.exists() for file in files.values())
    assert files["small.pdf"].read_bytes()[:5] == b"%PDF-"
    assert files["small.csv"].read_bytes() == "\ufeffplace,received\n阳泉市,407\n".encode()
    words = files["small.txt"].read_text("utf-8-sig")
    assert all(text in words for text in (chart.title, chart.source, chart.alt, *chart.footnotes))


@pytest.mark.parametrize(("name", "editable"), [("small.svg", False), ("small_text.svg", True)])
def test_text_of_an_svg(chart: Chart, tmp_path: Path, name: str, editable: bool) -> None:
    chart.save(tmp_path)
    svg = (tmp_path / name).read_text("utf-8")
    assert ("收到提案407件</text>" in svg) is editable
    assert ("'Noto Sans SC'" in svg) is editable
    assert "<dc:date>" not in svg


@pytest.mark.parametrize("size", SIZES)
def test_a_png_has_300_dots_an_inch_of_its_size(chart: Chart, tmp_path: Path, size: str) -> None:
    chart.save(tmp_path)
    name = "small.png" if size == "slide_full" else f"small_{size}.png"
    with Image.open(tmp_path / name) as picture:
        assert picture.width == pytest.approx(SIZES[size].width * 300, abs=1)
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)


@pytest.mark.parametrize("size", SIZES)
def test_title_and_source_stand_in_the_picture_or_in_its_caption(chart: Chart, size: str) -> None:
    drawn = texts(chart, size)
    assert (chart.title in drawn) is (chart.source in drawn) is SIZES[size].titled
    assert {"件 · 会议期间", "* 推算值", "407件"} <= set(drawn)
    assert chart.caption(3) == f"图3 {chart.title}\n{chart.source}"


def test_an_unknown_size_is_named(chart: Chart) -> None:
    with pytest.raises(UserError, match="a5_full"):
        chart.figure("a5_full")


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
    assert "<td>407</td>" in bundle["text/html"]
    assert b64decode(bundle["image/png"])[:4] == b"\x89PNG"
    assert metadata["image/png"]["alt"] == chart.alt
    assert metadata["image/png"]["width"] == 922


def test_a_chart_that_needs_more_room_is_taller(chart: Chart) -> None:
    assert chart.figure().get_size_inches().tolist() == [9.6, 5.4]
    assert _with_room(chart, 9.0).figure().get_size_inches()[1] > 9
    assert _with_room(chart, 0.5).figure().get_size_inches()[1] == pytest.approx(3.4)


def _with_room(chart: Chart, height: float) -> Chart:
    return replace(chart, plot=lambda width: Plot(lambda canvas: None, height, height))
