"""Files below the raw folder → decoded raw text, or the reason why a file could not be read."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from cppcc_analysis.errors import UserError
from cppcc_analysis.reading.archives import LARGEST_FILE, unpack
from cppcc_analysis.reading.encodings import UnreadableError
from cppcc_analysis.reading.formats import is_zip_of_files, read_format

#: corrections.csv is data about dumps, not a dump; the others are what systems leave in folders
_NOT_DUMPS = {"corrections.csv", "desktop.ini", "thumbs.db"}


@dataclass(frozen=True)
class Dump:
    """One readable file: `name` is its path below the raw folder with / as separator.

    A file in a zip is named by the path of the zip and its own inside it: `2023.zip/阳泉.txt`. `raw` is the
    text that offsets point into. It is `extracted` where the file itself does not hold it as text.
    """

    name: str
    sha256: str
    format: str
    encoding: str | None
    raw: str
    extracted: bool = False


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
    files = sorted(file for file in folder.rglob("*") if file.is_file() and is_dump(file.relative_to(folder)))
    if not files:
        raise UserError(f"no dumps in {folder}; put text files there or name another folder with --raw")
    return files


def is_dump(path: PurePath) -> bool:
    """Whether a file of this path below the raw folder is read, as far as names tell."""
    name = path.name.lower()
    hidden = any(part.startswith((".", "__MACOSX", "~$")) for part in path.parts)
    return not hidden and not name.startswith("readme") and name not in _NOT_DUMPS


def read_dumps(file: Path, folder: Path) -> Iterator[Dump | Reject]:
    """What one file holds: one dump, or those in a zip, each decoded strictly or rejected with the reason."""
    name = file.relative_to(folder).as_posix()
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        yield Reject(name, 0, f"cannot be opened: {error.strerror or error}")
        return
    if size > LARGEST_FILE:
        yield Reject(name, size, f"larger than {LARGEST_FILE // 1_000_000} MB: split it")
        return
    yield from read_bytes(name, data)


def read_dump(file: Path, folder: Path) -> Dump | Reject:
    """The one dump that a file holds; a zip of several is rejected."""
    found = list(read_dumps(file, folder))
    if len(found) == 1:
        return found[0]
    name = file.relative_to(folder).as_posix()
    return Reject(name, file.stat().st_size, f"a zip of {len(found)} files: unpack it")


def read_bytes(name: str, data: bytes) -> Iterator[Dump | Reject]:
    """What a file of this name and these bytes holds."""
    try:
        if is_zip_of_files(data):
            yield from _read_zip(name, data)
        else:
            yield _read(name, data)
    except UnreadableError as reason:
        yield Reject(name, len(data), str(reason))


def _read_zip(name: str, data: bytes) -> Iterator[Dump | Reject]:
    members = 0
    for inner, content in unpack(data):
        if not is_dump(PurePosixPath(inner)):
            continue
        members += 1
        path = f"{name}/{inner}"
        if isinstance(content, UnreadableError):
            yield Reject(path, 0, str(content))
            continue
        try:
            yield _read(path, content, extracted=True)
        except UnreadableError as reason:
            yield Reject(path, len(content), str(reason))
    if not members:
        raise UnreadableError("a zip without files to read")


def _read(name: str, data: bytes, *, extracted: bool = False) -> Dump:
    kind, encoding, raw = read_format(name, data)
    return Dump(name, hashlib.sha256(data).hexdigest(), kind, encoding, raw, extracted or kind != "text")
