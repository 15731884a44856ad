"""Files of each format that hold a given text, made as the programs of offices and sites make them."""

import html
import io
import zipfile
from email.message import EmailMessage
from importlib.resources import files

import docx
from fpdf import FPDF
from PIL import Image

_FONT = files("zhplot").joinpath("fonts", "NotoSansSC-Regular.ttf")
#: menus and lists of links around a text, as sites of towns and newspapers have them
_PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>政协网</title><style>p {{color: red}}</style>
<script>var hits = "收到提案999件。";</script></head>
<body><form id="aspnetForm">
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/b">要闻</a></li>
<li><a href="/c">专题</a></li></ul></div>
<table class="layout"><tr><td class="side"><a href="1">提案办理</a><br><a href="2">委员风采</a></td>
<td><div id="zoom">{paragraphs}</div></td></tr></table>
<div class="related"><ul><li><a href="3">某市政协收到提案111件</a></li>
<li><a href="4">某市政协立案222件</a></li></ul></div>
<footer>版权所有&nbsp;政协网</footer></form></body></html>"""


def make_html(text: str, charset: str = "utf-8") -> bytes:
    """A page with a paragraph for each stretch of lines, and the lines parted as in the text."""
    stretches = [stretch.strip("\n").split("\n") for stretch in text.split("\n\n") if stretch.strip()]
    paragraphs = "\n".join(
        f"<p>{'<br/>'.join(html.escape(line).replace(' ', '&nbsp;') for line in lines)}</p>"
        for lines in stretches
    )
    return _PAGE.format(charset=charset, paragraphs=paragraphs).encode(charset)


def make_mhtml(page: bytes) -> bytes:
    """A page as browsers save it with its pictures."""
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["MIME-Version"] = "1.0"
    message.set_content(page.decode(), subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


def make_docx(text: str) -> bytes:
    """A document with a paragraph for each line."""
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def make_pdf(text: str) -> bytes:
    """A document that breaks long lines at its margin, numbers its pages and leaves a gap for blank lines."""
    pdf = _Numbered(format="A4")
    pdf.add_font("chinese", fname=str(_FONT))
    pdf.set_font("chinese", size=11)
    pdf.add_page()
    for line in text.split("\n"):
        if line.strip():
            pdf.multi_cell(0, 6, line, new_x="LMARGIN", new_y="NEXT", align="L")
        else:
            pdf.ln(6)
    return bytes(pdf.output())


class _Numbered(FPDF):
    def footer(self) -> None:
        self.set_y(-12)
        self.cell(0, 6, f"- {self.page_no()} -", align="C")


def make_scan() -> bytes:
    """A PDF of a picture."""
    pdf = FPDF()
    pdf.add_page()
    pdf.image(Image.new("RGB", (60, 80), "white"), w=100)
    return bytes(pdf.output())


def make_zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()
