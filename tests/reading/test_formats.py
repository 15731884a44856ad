"""Web pages, PDFs, Word files: the text that they hold, and the same figures as from plain text."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pandas as pd
import pytest
from docx.oxml import parse_xml
from fpdf import FPDF

from cppcc_analysis.pipeline import build, make_tables
from cppcc_analysis.reading.dumps import Dump, Reject, read_bytes
from cppcc_analysis.tables.evidence import reread, show_source
from cppcc_analysis.tables.store import Tables, load_tables
from tests.reading.files import make_docx, make_html, make_mhtml, make_pdf, make_scan, make_zip

RAW = Path(__file__).parent.parent.parent / "data" / "raw"
FACT = [
    *("measure", "breakdown", "item", "value", "unit", "printed", "approximate", "as_of", "quote"),
    *("scope", "body", "place", "level", "term", "session", "year", "status", "formula"),
]


def read(data: bytes, name: str = "a") -> Dump:
    (dump,) = read_bytes(name, data)
    assert isinstance(dump, Dump), dump
    return dump


def refused(data: bytes, name: str = "a") -> str:
    (reject,) = read_bytes(name, data)
    assert isinstance(reject, Reject)
    return reject.reason


# --- the five dumps -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plain() -> Tables:
    return make_tables(RAW)


def facts(tables: Tables) -> pd.DataFrame:
    figures = tables["figures"]
    return figures[FACT].assign(dump=figures["dump"].str[:3]).drop(columns="quote")


@pytest.mark.parametrize(
    ("ending", "make"),
    [
        ("txt", lambda text: text.encode("gb18030")),
        ("html", make_html),
        ("htm", lambda text: make_html(text, "gb18030")),
        ("mhtml", lambda text: make_mhtml(make_html(text))),
        ("docx", make_docx),
        ("pdf", make_pdf),
    ],
)
def test_the_dumps_give_the_same_figures_in_every_format(
    ending: str, make: Callable[[str], bytes], plain: Tables, tmp_path: Path
) -> None:
    for file in RAW.glob("*.txt"):
        (tmp_path / f"{file.stem}.{ending}").write_bytes(make(file.read_text(encoding="utf-8")))
    tables = make_tables(tmp_path)
    pd.testing.assert_frame_equal(facts(tables), facts(plain))
    assert not len(tables["rejects"])


def test_the_text_of_other_formats_is_kept_beside_the_tables(tmp_path: Path) -> None:
    text = next(RAW.glob("002*")).read_text(encoding="utf-8")
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "朔州.docx").write_bytes(make_docx(text))
    (raw / "plain.txt").write_bytes(text.encode())
    (raw / "z.zip").write_bytes(make_zip({"a.txt": text.encode()}))
    build(raw, out)
    tables = load_tables(out)
    kept = tables["texts"].set_index("dump")["text"]
    assert list(kept.index) == ["z.zip/a.txt", "朔州.docx"]
    figures = tables["figures"][tables["figures"]["dump"].isin(kept.index)]
    assert len(figures) == 32
    for row in figures.to_dict("records"):
        assert reread(kept[row["dump"]][row["start"] : row["end"]]) == row["value"]
        assert show_source(row, raw, out) == show_source(row, raw, tmp_path)
    (raw / "朔州.docx").unlink()
    assert "【" in str(show_source(figures.iloc[-1], raw, out))
    build(raw, out)
    assert list(load_tables(out)["texts"]["dump"]) == ["z.zip/a.txt"]


# --- web pages ----------------------------------------------------------------------------------------

SENTENCE = "大会共收到提案386件，立案365件。"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>一。</p><p>二。</p>", "一。\n\n二。"),
        ("一。<br>二。<br/><br/>三。", "一。\n二。\n\n三。"),
        ("<div>一。<div><div>二。</div></div></div>三。", "一。\n二。\n三。"),
        ("<div>提案<b>386</b>件，\n   <span>立案</span> 365件。</div>", "提案386件， 立案 365件。"),
        (
            "<table><tr><td>经济建设</td><td>123</td><td>33.7%</td></tr><tr><td>文化建设<td>41</table>",
            "经济建设\t123\t33.7%\n文化建设\t41",
        ),
        ("<p>&nbsp;&nbsp;提案&ldquo;386&rdquo;件&#12290;&lt;</p>", "提案“386”件。<"),
        ("<pre>提案\n386件。</pre>", "提案\n386件。"),
        ("<!-- 999件 --><script>1</script><style>2</style>386件。<noscript>3</noscript>", "386件。"),
        # navigation, and what is hidden
        (f"<nav>首页</nav>{SENTENCE}<footer>版权所有</footer>", SENTENCE),
        (f"<ul><li><a>首页</a><li><a>要闻</a></ul><p>{SENTENCE}</p>", SENTENCE),
        (f"<div><a>甲立案9件</a> | <a>乙立案8件</a></div>{SENTENCE}", SENTENCE),
        (f"<div style='display: none'>999件</div>{SENTENCE}", SENTENCE),
        # near misses: a link in a sentence, a heading that is a link, a page inside a form, one link alone
        ("<p>按<a>决议</a>和<a>报告</a>办。</p>", "按决议和报告办。"),
        (f"<h1><a>政治决议</a></h1><p>{SENTENCE}</p>", f"政治决议\n\n{SENTENCE}"),
        (f"<form><div>{SENTENCE}</div></form>", SENTENCE),
        (f"<header><h1>政治决议</h1></header>{SENTENCE}", f"政治决议\n\n{SENTENCE}"),
        # rather a menu too many than no text
        (f"<aside>{SENTENCE}</aside><p>导航</p>", f"{SENTENCE}\n\n导航"),
        (
            f"<div style='display:none'>{SENTENCE}{SENTENCE}</div>请开启脚本。",
            f"{SENTENCE}{SENTENCE}\n请开启脚本。",
        ),
        ("<ul><li><a>提案386件</a><li><a>立案365件</a></ul>", "提案386件\n立案365件"),
    ],
)
def test_web_pages(body: str, text: str) -> None:
    dump = read(f"<html><body>{body}</body></html>".encode())
    assert (dump.format, dump.raw) == ("html", text)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("<!DOCTYPE html><p>提案。", "a.txt"),
        ("<!-- 存于2024年 -->\n<!-- --> <HTML><p>提案。", "a.txt"),
        ("\n<?xml version='1.0' encoding='gb2312'?>\n<!DOCTYPE html PUBLIC ''><html><p>提案。</html>", "a"),
        ("<p>提案</p><p>。</p>" * 3, "a.txt"),
        ("提案<p>。", "a.HTM"),
    ],
)
def test_a_page_is_known_by_its_source(source: str, name: str) -> None:
    assert read(source.encode(), name).format == "html"


@pytest.mark.parametrize("source", ["提案<br>立案", "a<b，<p", "x" * 99 + "<html>"])
def test_text_with_a_tag_or_two_is_text(source: str) -> None:
    assert read(source.encode(), "a.txt").raw == source


def test_a_page_that_names_the_wrong_encoding_is_decoded_all_the_same() -> None:
    page = make_html(SENTENCE, "gb18030").replace(b'charset="gb18030"', b'charset="utf-8"')
    dump = read(page)
    assert (dump.encoding, dump.raw) == ("gb18030", SENTENCE)


def test_a_web_archive_holds_a_page() -> None:
    dump = read(make_mhtml(make_html(SENTENCE)))
    assert (dump.format, dump.encoding, dump.raw) == ("mhtml", "utf-8", SENTENCE)
    assert "without a page" in refused(b"MIME-Version: 1.0\nContent-Type: image/png\n\nx")


def test_a_page_beyond_the_parser_is_rejected_not_cut() -> None:
    assert "nested too deeply" in refused(("<div>" * 3000 + SENTENCE).encode(), "a.html")


# --- Word ---------------------------------------------------------------------------------------------


def test_a_document_is_read_in_its_order_with_tables_and_insertions() -> None:
    document = docx.Document()
    document.add_heading("政治决议")
    document.add_paragraph("一。\n二。\t三。")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("类别", "件数", "经济\n建设", "123"), strict=True):
        cell.text = text
    document.add_paragraph("末段。")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraph = document.add_paragraph("原文")._p
    paragraph.append(parse_xml(f"<w:ins {space}><w:r><w:t>插入386件</w:t></w:r></w:ins>"))
    paragraph.append(parse_xml(f"<w:del {space}><w:r><w:t>删去</w:t></w:r></w:del>"))
    paragraph.addnext(
        parse_xml(
            f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>控件里的段落</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
    )
    file = io.BytesIO()
    document.save(file)
    dump = read(file.getvalue())
    assert (dump.format, dump.encoding) == ("docx", None)
    assert dump.raw.split("\n") == [
        *("政治决议", "一。", "二。\t三。", "类别\t件数", "经济", "建设\t123"),
        *("末段。", "原文插入386件", "控件里的段落"),
    ]


# --- PDF ----------------------------------------------------------------------------------------------


def test_a_pdf_keeps_lines_gaps_and_pages() -> None:
    dump = read(make_pdf("政治决议\n\n会议指出，\n提案386件。" + "\n会议强调。" * 50))
    assert (dump.format, dump.encoding) == ("pdf", None)
    first, second = dump.raw.replace("\r", "").split("\f")
    assert first.startswith("政治决议\n\n会议指出，\n提案386件。\n会议强调。")
    # the numbers of the pages are gone
    assert (first[-1], second[-1]) == ("。", "。")
    assert (first + second).count("会议强调。") == 50


def test_a_number_at_the_end_of_a_page_that_is_not_its_own_stays() -> None:
    assert read(make_pdf("提案\n386")).raw == "提案\n386"


# --- what to do ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_scan(), "a scanned PDF without a text layer: run OCR first"),
        (b"%PDF-1.7\n" + bytes(99), "a damaged PDF: open it and print it to a new one"),
        (make_docx("提案")[:-40], "a damaged zip or .docx"),
        (make_docx("提案").replace(b"word/document.xml", b"word/documenx.xml"), "an office file of a kind"),
        (make_zip({"[Content_Types].xml": b"", "word/document.xml": b"x"}), "a damaged .docx"),
        (make_zip({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "an office file of a kind"),
        (make_docx(""), "holds no text"),
        (b"<html><body><img></body></html>", "holds no text"),
        (b"<html>", "holds no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or WPS file: save it as .docx or .txt"),
        (b"{\\rtf1\\ansi", "an RTF file"),
        (b"\x89PNG\r\n\x1a\n\x00", "a picture, not text: run OCR first"),
        (b"\xff\xd8\xff\xe0", "a picture, not text: run OCR first"),
        (b"Rar!\x1a\x07", "unpack it first"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, reason: str) -> None:
    assert reason in refused(data)


def test_an_encrypted_pdf_says_what_to_do() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_encryption(owner_password="a", user_password="b")
    assert refused(bytes(pdf.output())) == "an encrypted PDF: save it without its password first"
