"""Files below the raw folder → decoded raw text, or the reason why a file could not be read."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cppcc_analysis.errors import UserError

#: corrections.csv is data about dumps, not a dump
_NOT_DUMPS = {"corrections.csv"}
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class Dump:
    """One readable file: `name` is its path below the raw folder with / as separator."""

    name: str
    sha256: str
    encoding: str
    raw: str


@dataclass(frozen=True)
class Reject:
    """One file that could not be read, and why."""

    dump: str
    bytes: int
    reason: str


def find_dumps(folder: Path) -> list[Path]:
    """The files to read below `folder`, in a fixed order.

    Hidden files, READMEs and `corrections.csv` are no dumps. Raises `UserError` when the folder is missing
    or holds nothing to read.
    """
    if not folder.is_dir():
        raise UserError(f"no such folder: {folder}; put the dumps there or name another with --raw")
    files = sorted(
        file
        for file in folder.rglob("*")
        if file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and not file.name.lower().startswith("readme")
        and file.name not in _NOT_DUMPS
    )
    if not files:
        raise UserError(f"no dumps in {folder}; put text files there or name another folder with --raw")
    return files


def read_dump(file: Path, folder: Path) -> Dump | Reject:
    """One file, decoded strictly; nothing is replaced silently."""
    name = file.relative_to(folder).as_posix()
    try:
        data = file.read_bytes()
    except OSError as error:
        return Reject(name, 0, f"cannot be opened: {error.strerror or error}")
    decoded = _decode(data)
    if isinstance(decoded, str):
        return Reject(name, len(data), decoded)
    encoding, raw = decoded
    return Dump(name, hashlib.sha256(data).hexdigest(), encoding, raw)


def read_dumps(folder: Path) -> Iterator[Dump | Reject]:
    """Every file of `find_dumps(folder)`, read."""
    return (read_dump(file, folder) for file in find_dumps(folder))


def _decode(data: bytes) -> tuple[str, str] | str:
    """(encoding, text), or the reason why there is none."""
    if not data.strip():
        return "empty"
    bom = next((encoding for mark, encoding in _BOMS.items() if data.startswith(mark)), None)
    for encoding in (bom,) if bom else ("utf-8", "gb18030"):
        try:
            raw = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not raw.strip():
            return "empty"
        if re.search(r"[\x00-\x08\x0e-\x1f]", raw):
            return "binary, not text"
        if encoding == "gb18030" and not _reads_as_chinese(raw):
            continue
        return encoding, raw
    if bom:
        return f"marked as {bom.removesuffix('-sig').upper()} but not decodable as such"
    if b"\x00" in data:
        return "binary, not text"
    return "in no known encoding (tried UTF-8, UTF-16 with BOM, GB18030)"


def _reads_as_chinese(raw: str) -> bool:
    """Whether a text decoded as GB18030 is one: nearly any bytes decode, but then to rare characters."""
    common = sum(raw.count(char) for char in "的一是在和会有为中国人大提案委员工作，。、")
    wide = sum(char > "\x7f" for char in raw)
    return wide == 0 or common / wide > 0.05
