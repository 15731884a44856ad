"""The files in a zip, within limits: a small zip may claim to hold more than a disk."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath

from cppcc_analysis.reading.encodings import UnreadableError

#: bytes of one file, and of all files of a zip together
LARGEST_FILE = 100_000_000
_LARGEST_WHOLE = 500_000_000
_MOST_FILES = 10_000
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1


def member_names(data: bytes) -> set[str]:
    """The names in a zip as it has them. Raises `UnreadableError` for a damaged zip, or one beyond the limits."""
    return {info.filename for info in _open(data).infolist()}


def unpack(data: bytes) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """Name and bytes of each file in a zip, or why it has none. Names are safe, and differ.

    Raises `UnreadableError` for a damaged zip, or one beyond the limits.
    """
    archive = _open(data)
    used: set[str] = set()
    for info in archive.infolist():
        if info.is_dir():
            continue
        name = _unused(_safe_name(info), used)
        used.add(name.casefold())
        yield name, _read(archive, info)


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    # zipfile raises much else than BadZipFile for bytes that only look like a zip
    except Exception:
        raise UnreadableError("a damaged zip or .docx") from None
    infos = archive.infolist()
    if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > _LARGEST_WHOLE:
        raise UnreadableError("holds too much once unpacked: unpack it, and keep what is needed")
    return archive


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | UnreadableError:
    if info.flag_bits & _ENCRYPTED:
        return UnreadableError("encrypted: unpack it with its password first")
    if info.file_size > LARGEST_FILE:
        return UnreadableError("too large")
    try:
        # reads no more than the size that was checked, whatever the packed bytes hold
        return archive.read(info)
    except Exception:
        return UnreadableError("damaged inside its zip")


def _safe_name(info: zipfile.ZipInfo) -> str:
    """The name decoded as Windows in China writes it, without parts that lead out of the folder."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..")]
    return re.sub(r"[\x00-\x1f\ud800-\udfff]", "_", "/".join(parts)) or "_"


def _unused(name: str, used: set[str]) -> str:
    path, number = PurePosixPath(name), 1
    while name.casefold() in used:
        number += 1
        name = path.with_name(f"{path.stem} ({number}){path.suffix}").as_posix()
    return name
