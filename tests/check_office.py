"""Opens Office files in LibreOffice: each becomes a PDF and pictures of its pages, none of them empty.

python -m tests.check_office FOLDER: the PDFs and pictures come to lie beside the files, to be looked at.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

import numpy as np
import pypdfium2

from cppcc_analysis.errors import UserError

_KINDS = {".pptx", ".docx", ".xlsx"}
_SECONDS = 300
#: Writer forgets the size of charts beyond its cache of 20 and squeezes their letters
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Cache/Writer"><prop oor:name="OLE_Objects" oor:op="fuse">
<value>1000</value></prop></item></oor:items>
"""


def check(file: Path, office: str) -> list[Path]:
    """The pictures of the pages. Raises `UserError` when a conversion fails or a page is empty."""
    file = file.resolve()
    pdf = file.with_name(file.name + ".pdf")
    with tempfile.TemporaryDirectory() as profile:
        settings = Path(profile) / "user" / "registrymodifications.xcu"
        settings.parent.mkdir()
        settings.write_text(_SETTINGS, "utf-8")
        own = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = [office, own, "--headless", "--convert-to", "pdf", "--outdir", profile, str(file)]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise UserError(f"{file}: LibreOffice took more than {_SECONDS} seconds") from None
        made = Path(profile) / f"{file.stem}.pdf"
        if not made.exists():
            raise UserError(f"{file}: LibreOffice can't convert it; open it there to see why")
        pdf.write_bytes(made.read_bytes())
    return draw_pages(pdf)


def draw_pages(pdf: Path) -> list[Path]:
    """A picture of each page beside the PDF. Raises `UserError` for a page without any mark."""
    pictures = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            image = page.render(scale=1.25).to_pil()
            if np.ptp(np.asarray(image.convert("L"))) == 0:
                raise UserError(f"{pdf}: page {number} is empty")
            pictures.append(pdf.with_suffix(f".{number:02}.png"))
            image.save(pictures[-1])
    return pictures


def main(folder: str) -> None:
    """Check every Office file of the folder and of those in it."""
    office = which("soffice")
    if not office:
        raise UserError(
            "soffice is missing: install LibreOffice (Debian: libreoffice-impress, -writer, -calc)"
        )
    files = sorted(file for file in Path(folder).rglob("*") if file.suffix in _KINDS)
    if not files:
        raise UserError(f"no pptx, docx or xlsx file in {folder}; make one with cppcc report")
    for file in files:
        print(f"{file}: {len(check(file, office))} pages")


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "reports")
    except UserError as error:
        sys.exit(f"error: {error}")
