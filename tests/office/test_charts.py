"""Charts in slides, Word and Excel hold the numbers of their panels, and nothing else."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from cppcc_analysis.charts.native import Native, Panel, Point, Series
from cppcc_analysis.office import document, slides, workbook
from cppcc_analysis.office.arrange import panel_words
from cppcc_analysis.office.box import Box
from cppcc_analysis.office.parts import drawn
from cppcc_analysis.office.text import clean
from tests.office.panels import GRID, PANELS, SHARES, TREND, VOLUMES, panels
from tests.office.readback import Read, alt_texts, cells, charts, parts, table

ALT = "太原市收到386件"
KINDS = ("pptx", "docx", "xlsx")


def write(kind: str, native: Native, folder: Path, lang: str = "zh", alt: str = ALT) -> Path:
    """A file with one chart or table in it."""
    file = folder / f"file.{kind}"
    if kind == "pptx":
        presentation = slides.new_presentation()
        slides.add_native(slides.new_slide(presentation), native, Box(0.6, 1.3, 12.1, 5.2), lang, alt)
        slides.save_presentation(presentation, file)
    elif kind == "docx":
        made = document.new_document(lang)
        document.add_native(made, native, document.WIDTH, 4.0, alt, lang)
        document.save_document(made, file)
    else:
        book = workbook.new_workbook(file)
        workbook.add_native(book, book.add_worksheet("图表"), native, 0, lang, alt)
        book.close()
    return file


def expected(panel: Panel) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[float | None, ...]], ...]]:
    series = drawn(panel).series
    names = tuple(map(clean, panel.categories))
    return names, tuple((clean(x.name), tuple(point.value for point in x.points)) for x in series)


def numbers(read: Read) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[float | None, ...]], ...]]:
    return read.categories, read.series


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_the_chart_holds_the_panel(kind: str, panel: Panel, tmp_path: Path) -> None:
    (read,) = charts(write(kind, (panel,), tmp_path))
    assert numbers(read) == expected(panel)


@pytest.mark.parametrize(("kind", "folder"), [("pptx", "ppt"), ("docx", "word")])
@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_the_workbook_behind_holds_the_panel(kind: str, folder: str, panel: Panel, tmp_path: Path) -> None:
    (book,) = parts(write(kind, (panel,), tmp_path), rf"{folder}/embeddings/.*\.xlsx")
    assert numbers(table(book, 1, len(panel.series), len(panel.categories))) == expected(panel)


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_the_sheet_holds_the_panel(panel: Panel, tmp_path: Path) -> None:
    book = write("xlsx", (panel,), tmp_path).read_bytes()
    row = 2 if panel.heading else 1
    assert numbers(table(book, row, len(panel.series), len(panel.categories))) == expected(panel)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(panel=panels())
def test_any_panel_can_be_read_back(kind: str, panel: Panel, tmp_path: Path) -> None:
    (read,) = charts(write(kind, (panel,), tmp_path))
    assert numbers(read) == expected(panel)
    for row, series in enumerate(drawn(panel).series):
        for column, point in enumerate(series.points):
            assert point.value is not None or (row, column) not in read.labels


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(panel=panels())
def test_any_workbook_behind_can_be_read_back(panel: Panel, tmp_path: Path) -> None:
    (book,) = parts(write("pptx", (panel,), tmp_path), r"ppt/embeddings/.*\.xlsx")
    assert numbers(table(book, 1, len(panel.series), len(panel.categories))) == expected(panel)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("panel", "labels"),
    [
        (PANELS["bars"], {(0, 0): "+3.2", (0, 1): "−5.3", (0, 2): "0"}),
        # a part too narrow for its label is named behind the bar
        (
            VOLUMES,
            {(0, 0): "386件", (1, 0): "315件*", (0, 2): "0（立案0）", (0, 3): "520件（立案3件）"},
        ),
        (
            SHARES,
            {(0, 0): "60.0%", (0, 1): "97.9%", (1, 0): "文化建设0", (1, 1): "文化建设2.1%", (2, 0): "40.0%"},
        ),
        # the reference is drawn first; names stand at the ends of lines
        (TREND, {(0, 2): "全国", (1, 0): "81.6%", (1, 2): "太原市 0"}),
    ],
    ids=PANELS.fromkeys(("bars", "nested", "stacked", "lines")),
)
def test_labels_are_printed_as_given(
    kind: str, panel: Panel, labels: dict[tuple[int, int], str], tmp_path: Path
) -> None:
    (read,) = charts(write(kind, (panel,), tmp_path))
    assert read.labels == labels


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 2, 9, 40])
def test_each_panel_has_a_chart_with_alternative_text(kind: str, count: int, tmp_path: Path) -> None:
    many = tuple(Panel("nested", PLACES, VOLUMES.series, "件", f"城市{x}") for x in range(count))
    texts = alt_texts(write(kind, many, tmp_path))
    assert len(texts) == count
    assert texts[0] == ALT
    assert all(texts)


PLACES = VOLUMES.categories


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("native", [(VOLUMES,), GRID], ids=["panels", "grid"])
@pytest.mark.parametrize("alt", ["", " "])
def test_nothing_without_alternative_text(kind: str, native: Native, alt: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="alternative text"):
        write(kind, native, tmp_path, alt=alt)


@pytest.mark.parametrize(
    "native",
    [
        (),
        (Panel("bars", (), (Series("收到", (), "#1f4e79"),), "件"),),
        (Panel("bars", ("太原市",), (), "件"),),
    ],
    ids=["no panel", "no category", "no series"],
)
def test_nothing_to_draw_is_refused(native: Native, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        write("pptx", native, tmp_path)


def test_a_value_that_is_no_number_is_refused(tmp_path: Path) -> None:
    panel = Panel("bars", ("太原市",), (Series("收到", (Point(float("nan")),), "#1f4e79"),), "件")
    with pytest.raises(ValueError, match="a missing one is None"):
        write("pptx", (panel,), tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_all_missing_is_drawn_as_gaps(kind: str, tmp_path: Path) -> None:
    panel = Panel("nested", ("太原市（未载明）",), (Series("收到", (Point(None),), "#1f4e79"),), "件")
    (read,) = charts(write(kind, (panel,), tmp_path))
    assert numbers(read) == (("太原市（未载明）",), (("收到", (None,)),))
    assert read.labels == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_all_letters_name_a_chinese_font(kind: str, panel: Panel, tmp_path: Path) -> None:
    (part,) = parts(write(kind, (panel,), tmp_path), r".*/charts/chart\d+\.xml")
    spaces = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    looks = etree.fromstring(part).xpath("//a:defRPr|//a:rPr", namespaces=spaces)
    assert looks
    assert {look.find("a:ea", spaces).get("typeface") for look in looks} == {"微软雅黑"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("native", [tuple(PANELS.values()), GRID], ids=["panels", "grid"])
def test_the_same_chart_gives_the_same_bytes(kind: str, native: Native, tmp_path: Path) -> None:
    first = write(kind, native, tmp_path / "a").read_bytes()
    file = write(kind, native, tmp_path / "b")
    assert file.read_bytes() == first
    with ZipFile(file) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}


def test_bars_keep_the_span_that_panels_share(tmp_path: Path) -> None:
    (part,) = parts(write("pptx", (SHARES,), tmp_path), r"ppt/charts/chart\d+\.xml")
    spaces = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    ends = etree.fromstring(part).xpath(
        "//c:valAx/c:scaling/*[self::c:min or self::c:max]/@val", namespaces=spaces
    )
    assert [float(x) for x in ends] == [100.0, 0.0]


def test_the_sheet_goes_on_below_the_chart(tmp_path: Path) -> None:
    book = workbook.new_workbook(tmp_path / "two.xlsx")
    sheet = book.add_worksheet()
    row = workbook.add_native(book, sheet, (VOLUMES,), 0, "zh", ALT)
    assert row > len(VOLUMES.categories) + 1
    workbook.add_native(book, sheet, (SHARES,), row, "zh", ALT)
    book.close()
    first, second = charts(tmp_path / "two.xlsx")
    assert (numbers(first), numbers(second)) == (expected(VOLUMES), expected(SHARES))


def test_a_grid_in_cells(tmp_path: Path) -> None:
    found = cells(write("xlsx", GRID, tmp_path).read_bytes())
    assert found == {
        "A1": "关键词", "B1": "2023", "C1": "2024",
        "A2": "养老", "B2": 1.5, "C2": "未载明",
        "A3": "=1+1", "B3": 0.0, "C3": "—",
    }  # fmt: skip


def test_a_grid_in_a_slide_and_in_word(tmp_path: Path) -> None:
    wanted = ["关键词", "2023", "2024", "养老", "1.5%*", "未载明", "=1+1", "0", "—"]
    (slide,) = parts(write("pptx", GRID, tmp_path), r"ppt/slides/slide1\.xml")
    (text,) = parts(write("docx", GRID, tmp_path), r"word/document\.xml")
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert [x.text for x in etree.fromstring(slide).iter(drawing)] == wanted
    root = etree.fromstring(text)
    assert [x.text for x in root.iter(f"{word}t")] == wanted
    assert [x.get(f"{word}val") for x in root.iter(f"{word}tblDescription")] == [ALT]
    assert alt_texts(tmp_path / "file.pptx") == [ALT]


def test_the_words_of_a_panel_leave_gaps_out() -> None:
    assert (
        panel_words(TREND, "en")
        == "立案率: 2022 太原市 81.6%, 全国 90.0; 2023 全国 91.0; 2024 太原市 0, 全国 92.0"
    )
