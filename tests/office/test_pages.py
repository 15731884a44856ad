"""Slides, documents and workbooks around the charts: fonts, sizes, footnotes, texts as they are."""

from pathlib import Path

import docx
import pytest
from docx.shared import Emu
from lxml import etree
from pptx import Presentation

from cppcc_analysis.charts.native import Grid, GridCell
from cppcc_analysis.office import document, slides, workbook
from cppcc_analysis.office.box import Box
from cppcc_analysis.office.grids import plan_grid
from cppcc_analysis.office.printed import number_format
from tests.office.readback import SPACES, cells, parts, shown


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (386, "386件"),
        (386, "约386件"),
        (0, "0"),
        (81.63, "81.6%*"),
        (81.65, "81.7%"),
        (1234, "1,234"),
        (2.3, "+2.3"),
        (-2.5, "−2.5个百分点"),
        (-2.5, "-2.5"),
    ],
)
def test_a_format_shows_the_label(value: float, label: str) -> None:
    code = number_format(value, label)
    assert code is not None
    assert shown(code, value) == label


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (386, "387件"),
        (386, "未载明"),
        (386, ""),
        (81.63, "81.7%"),
        (2.5, "−2.5"),
        (-2.5, "2.5"),
        (12000, "1.2万件"),
        (386, "386件（2024）"),
        (386, '386"'),
        (386, "386\n件"),
        (1e300, "1" + "0" * 50),
    ],
)
def test_a_label_that_says_something_else_is_no_format(value: float, label: str) -> None:
    assert number_format(value, label) is None


def test_slides_name_both_fonts_and_shrink_to_fit(tmp_path: Path) -> None:
    presentation = slides.new_presentation("标题")
    slide = slides.new_slide(presentation)
    assert slides.add_text(slide, Box(1, 1, 4, 0.5), "短", 24, least=14) == 24
    assert (
        slides.add_text(slide, Box(1, 2, 4, 0.5), ["太原市2024年收到提案386件，立案315件\x00"], 24, least=14)
        < 24
    )
    file = slides.save_presentation(presentation, tmp_path / "a.pptx")
    read = Presentation(str(file))
    assert (read.slide_width.inches, read.slide_height.inches) == (pytest.approx(13.333, abs=0.001), 7.5)
    assert [x.text_frame.text for x in read.slides[0].shapes] == [
        "短",
        "太原市2024年收到提案386件，立案315件",
    ]
    root = etree.fromstring(parts(file, r"ppt/slides/slide1\.xml")[0])
    fonts = [(x.find("a:latin", SPACES), x.find("a:ea", SPACES)) for x in root.iter(f"{{{SPACES['a']}}}rPr")]
    assert {(latin.get("typeface"), chinese.get("typeface")) for latin, chinese in fonts} == {
        ("Arial", "微软雅黑")
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_document_is_a4_with_chinese_fonts(lang: str, tmp_path: Path) -> None:
    file = document.save_document(document.new_document(lang), tmp_path / "a.docx")
    read = docx.Document(str(file))
    section = read.sections[0]
    assert round(Emu(section.page_width - section.left_margin - section.right_margin).mm) == 156
    for name in ("Normal", "Title", "Heading 1", "Caption", "List Bullet", "footnote text"):
        fonts = read.styles[name].element.rPr.rFonts
        assert {key.rpartition("}")[2] for key in fonts if "Theme" in key} == set()
        assert fonts.get(f"{{{SPACES['w']}}}eastAsia") in ("仿宋", "黑体")
    assert read.core_properties.author == ""


def test_footnotes_count_in_the_order_of_the_text(tmp_path: Path) -> None:
    made = document.new_document("zh")
    paragraph = made.add_paragraph("收到386件")
    document.add_footnote(paragraph, "太原市2024：<收到> & “386件”\x0b")
    paragraph.add_run("，立案315件")
    document.add_footnote(paragraph, "第二条")
    file = document.save_document(made, tmp_path / "a.docx")
    (notes,) = parts(file, r"word/footnotes\.xml")
    found = etree.fromstring(notes).findall("w:footnote", SPACES)
    ids = [x.get(f"{{{SPACES['w']}}}id") for x in found]
    assert ids == ["-1", "0", "1", "2"]
    assert ["".join(x.itertext()).strip() for x in found[2:]] == ["太原市2024：<收到> & “386件”", "第二条"]
    body = etree.fromstring(parts(file, r"word/document\.xml")[0])
    said = body.xpath("//w:t/text()|//w:footnoteReference/@w:id", namespaces=SPACES)
    assert said == ["收到386件", "1", "，立案315件", "2"]
    settings = etree.fromstring(parts(file, r"word/settings\.xml")[0])
    assert settings.xpath("w:footnotePr/w:footnote/@w:id", namespaces=SPACES) == ["-1", "0"]
    (types,) = parts(file, r"\[Content_Types\]\.xml")
    assert b"footnotes+xml" in types


def test_text_in_a_workbook_is_never_a_formula_or_a_link(tmp_path: Path) -> None:
    book = workbook.new_workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    texts = ["=1+1", "https://example.org", "@SUM(A1)", "386"]
    for row, text in enumerate(texts):
        sheet.write(row, 0, text)
    book.close()
    assert list(cells((tmp_path / "a.xlsx").read_bytes()).values()) == texts


@pytest.mark.parametrize(("rows", "columns", "blocks"), [(5, 4, 1), (20, 8, 1), (40, 3, 2), (120, 2, 3)])
def test_long_grids_stand_in_blocks_and_fit(rows: int, columns: int, blocks: int) -> None:
    cell = GridCell("12.5%", 12.5)
    grid = Grid(("词", *map(str, range(columns))), ((GridCell("养老服务"), *[cell] * columns),) * rows)
    plan = plan_grid(grid, 12.1, 5.2)
    assert plan.blocks == blocks
    assert sum(plan.all_widths()) <= 12.1
    assert (plan.rows + 1) * plan.pitch <= 5.2 + 1e-9
    assert len(list(plan.cells(grid))) == (rows + blocks) * (columns + 1)


def test_a_grid_without_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        plan_grid(Grid(("词",), ()), 12.1, 5.2)
