"""The three files of a pack, read back: what stands in them is what the tables hold."""

import re
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pptx
import pytest
from lxml import etree
from pptx.util import Inches

from cppcc_analysis.briefing.findings import list_statements
from cppcc_analysis.briefing.pack import write_pack
from cppcc_analysis.charts.native import Grid, GridCell, Panel, Point, Series
from cppcc_analysis.errors import UserError
from cppcc_analysis.tables.store import Tables
from tests.briefing.conftest import make_tables, proposals_of
from tests.charts.tables import proposal

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def chart(name: str, native: Any) -> Any:
    """What a pack asks of a chart."""
    return SimpleNamespace(
        name=name,
        title="阳泉市收到提案由386件增至407件",
        subtitle="收到 · 件\n会议期间",
        source="资料来源：阳泉市政协文件",
        alt="阳泉市2023年收到386件",
        footnotes=("* 推算值",),
        lang="zh",
        native=native,
    )


PANEL = Panel(
    "bars",
    ("阳泉市 2023", "绛县 2024（未载明）"),
    (Series("收到", (Point(386, "386件"), Point(None)), "#1f4e79"),),
    "件",
)
GRID = Grid(("词", "2023"), ((GridCell("高质量发展"), GridCell("8", 8)),))


@pytest.fixture(scope="module")
def pack(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pack")
    charts = [chart("proposal_volumes", (PANEL,)), chart("term_heatmap", GRID), chart("odd", (PANEL,))]
    return write_pack(tables, charts, folder, "zh", {"date": "2026-01-02"})


def slide_texts(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def document_text(file: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)


def footnotes(file: Path) -> list[str]:
    root = etree.fromstring(zipfile.ZipFile(file).read("word/footnotes.xml"))
    return ["".join(note.itertext(f"{_W}t")) for note in root.iter(f"{_W}footnote")][2:]


def sheet(file: Path, name: str) -> list[dict[str, tuple[str, str]]]:
    """The rows of a sheet: column letter → (type, text)."""
    book = zipfile.ZipFile(file)
    names = [each.get("name") for each in etree.fromstring(book.read("xl/workbook.xml")).iter(f"{_X}sheet")]
    shared = [
        "".join(each.itertext(f"{_X}t")) for each in etree.fromstring(book.read("xl/sharedStrings.xml"))
    ]
    root = etree.fromstring(book.read(f"xl/worksheets/sheet{names.index(name) + 1}.xml"))
    rows = []
    for row in root.iter(f"{_X}row"):
        cells = {}
        for cell in row.iter(f"{_X}c"):
            value = cell.findtext(f"{_X}v")
            if value is not None:
                kind = cell.get("t", "n")
                text = shared[int(value)] if kind == "s" else value
                cells[re.sub(r"\d", "", cell.get("r"))] = (kind, text)
        rows.append(cells)
    return rows


def test_every_finding_stands_in_slides_and_document(pack: list[Path], tables: Tables) -> None:
    slides = "\n".join(map(slide_texts, pptx.Presentation(str(pack[0])).slides))
    text = document_text(pack[1])
    for number, statement in enumerate(list_statements(tables), 1):
        assert f"{statement}[{number}]" in slides
        assert str(statement) in text


def test_first_slide_names_places_dates_and_audit(pack: list[Path]) -> None:
    first = slide_texts(pptx.Presentation(str(pack[0])).slides[0])
    assert "阳泉市、朔州市、太原市、绛县 · 2023—2025年" in first
    assert "数据日期：2026-01-02" in first
    assert "成立1项，不成立1项" in first


def test_a_slide_for_each_chart(pack: list[Path]) -> None:
    slides = list(pptx.Presentation(str(pack[0])).slides)
    shown = [slide for slide in slides if any(shape.has_chart or shape.has_table for shape in slide.shapes)]
    assert len(shown) == 3
    text = slide_texts(shown[0])
    for part in ("阳泉市收到提案由386件增至407件", "会议期间", "* 推算值", "资料来源：阳泉市政协文件"):
        assert part in text
    frame = next(shape for shape in shown[0].shapes if shape.has_chart)
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "阳泉市2023年收到386件"
    assert list(frame.chart.plots[0].series[0].values) == [386, None]
    notes = shown[0].notes_slide.notes_text_frame.text
    assert "“共收到提案386件。”（a.txt [0:1]）" in notes


def test_nothing_leaves_its_slide(pack: list[Path]) -> None:
    for slide in pptx.Presentation(str(pack[0])).slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= Inches(13.334)
            assert shape.top + shape.height <= Inches(7.5)


def test_each_number_has_a_footnote_with_its_sentence(pack: list[Path], tables: Tables) -> None:
    notes = footnotes(pack[1])
    numbers = [slot for each in list_statements(tables) for slot in each.slots if slot.slot.number]
    assert len(notes) == len(numbers)
    assert notes[0].strip() == "“共收到提案386件。”（a.txt [0:1]）；“共收到提案407件。”（a.txt [3:4]）。"
    assert any("原句同注1（a.txt [0:1]）" in note for note in notes)
    marks = zipfile.ZipFile(pack[1]).read("word/document.xml").count(b"<w:footnoteReference ")
    assert marks == len(notes)


def test_captions_count_through(pack: list[Path]) -> None:
    text = document_text(pack[1])
    assert re.findall(r"^([图表]\d) ", text, re.MULTILINE) == ["表1", "图1", "图2", "图3"]
    assert text.count("资料来源：阳泉市政协文件") == 3


def test_numbers_are_numbers_and_missing_cells_empty(pack: list[Path], tables: Tables) -> None:
    rows = sheet(pack[2], "proposals")
    columns = {text: letter for letter, (_, text) in rows[0].items()}
    assert list(columns) == list(tables["proposals"].columns)
    for row, stated in zip(rows[1:], tables["proposals"].to_dict("records"), strict=True):
        for measure in ("received", "filed", "filing_rate", "withdrawn"):
            cell = row.get(columns[measure])
            assert (cell is None) == (
                stated[measure] is None or stated[measure] != stated[measure] or cell is None
            )
            if cell:
                assert (cell[0], float(cell[1])) == ("n", stated[measure])
        assert row[columns["received_state"]] == ("s", stated["received_state"])


def test_quotes_stand_in_a_sheet(pack: list[Path], tables: Tables) -> None:
    rows = sheet(pack[2], "引文")
    assert len(rows) == len(tables["figures"]) + 1
    assert [text for _, text in rows[1].values()] == [
        *("阳泉市", "2023", "会议期间", "收到", "386", "件", "共收到提案386件。", "a.txt", "0", "1")
    ]


def test_text_is_never_a_formula(tables: Tables, tmp_path: Path) -> None:
    figures = tables["figures"].assign(quote="=1+1", dump="http://a.txt")
    file = write_pack(Tables(tables | {"figures": figures}), [], tmp_path, "zh", {})[2]
    book = zipfile.ZipFile(file)
    assert not [name for name in book.namelist() if b"<f>" in book.read(name)]
    assert not [name for name in book.namelist() if b"<hyperlink" in book.read(name)]
    assert ("s", "=1+1") in sheet(file, "引文")[1].values()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "rows",
    [
        [],
        [proposal("绛县", 2024)],
        [proposal("绛县", 2024, received=(3, "approximate"))],
        [proposal(None, None)],
    ],
    ids=["no session", "all missing", "one session", "no name"],
)
def test_thin_tables_make_a_pack(lang: str, rows: list[dict[str, object]], tmp_path: Path) -> None:
    tables = make_tables(proposals=proposals_of(*rows)) if rows else make_tables()
    files = write_pack(tables, [], tmp_path / "new", lang, {})
    assert [file.name for file in files] == ["briefing.pptx", "briefing.docx", "tables.xlsx"]
    assert len(pptx.Presentation(str(files[0])).slides) >= 2


def test_many_findings_end_with_what_is_left_out(tmp_path: Path) -> None:
    rows = [proposal(f"第{number}市", 2023, received=number) for number in range(60)]
    file = write_pack(make_tables(proposals=proposals_of(*rows)), [], tmp_path, "zh", {})[0]
    slides = list(map(slide_texts, pptx.Presentation(str(file)).slides))
    findings = [text for text in slides if text.startswith("主要发现")]
    told = sum(text.count("收到提案") for text in findings)
    left = re.search(r"其余(\d+)条见", findings[-1])
    assert left is not None
    assert told + int(left[1]) == 60


def test_control_characters_break_nothing(tables: Tables, tmp_path: Path) -> None:
    figures = tables["figures"].assign(quote="<b>收到\x0b386件&\x00")
    for file in write_pack(Tables(tables | {"figures": figures}), [], tmp_path, "zh", {}):
        book = zipfile.ZipFile(file)
        for name in book.namelist():
            if name.endswith(".xml"):
                etree.fromstring(book.read(name))


def test_the_same_tables_give_the_same_bytes(pack: list[Path], tables: Tables, tmp_path: Path) -> None:
    charts = [chart("proposal_volumes", (PANEL,)), chart("term_heatmap", GRID), chart("odd", (PANEL,))]
    again = write_pack(tables, charts, tmp_path, "zh", {"date": "2026-01-02"})
    assert [file.read_bytes() for file in again] == [file.read_bytes() for file in pack]


def test_an_unknown_language_is_an_error(tables: Tables, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="unknown language 'fr'"):
        write_pack(tables, [], tmp_path, "fr", {})


def test_a_folder_that_cannot_be_written(tables: Tables, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot write to"):
        write_pack(tables, [], tmp_path / "file", "zh", {})
