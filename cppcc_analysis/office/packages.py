"""Saving Office files so that the same content gives the same bytes."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cppcc_analysis.office.parts import MADE
from cppcc_analysis.office.text import clean

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def set_properties(properties: Any, title: str, lang: str) -> None:
    """The core properties of a presentation or a document: a title, a language, no person, fixed dates."""
    properties.title = clean(title)
    properties.language = "zh-CN" if lang == "zh" else "en-US"
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(properties, name, "")
    properties.revision = 1
    properties.created = properties.modified = MADE


def save(save_to: Callable[[BytesIO], None], file: Path | str) -> Path:
    """Write what `save_to` saves (`presentation.save`, `document.save`) into `file`, each part with one date."""
    first = BytesIO()
    save_to(first)
    file = Path(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(first) as parts, ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name in parts.namelist():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, parts.read(name))
    return file
