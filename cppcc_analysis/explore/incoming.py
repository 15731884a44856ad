"""New dumps into the raw folder: each under its own name, none over another, none outside."""

import re
from pathlib import Path, PurePath

from cppcc_analysis.charts.wording import pick
from cppcc_analysis.errors import UserError
from cppcc_analysis.reading.archives import LARGEST_FILE
from cppcc_analysis.reading.dumps import is_dump
from cppcc_analysis.reports.selection import find_project

#: characters that some system keeps for itself, and those that cannot be seen
_ODD = re.compile(
    r'[/\\:*?"<>|]|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]'
)
#: names of devices on Windows, with any extension
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
#: bytes of a file name that common file systems take
_LONGEST_NAME = 255


def add_dump(*files: Path | str, lang: str = "zh") -> list[Path]:
    """Copy files from anywhere into `data/raw` of the repository around the current folder; returns the copies.

    Raises `UserError` as `keep_dump` does, and for a file that cannot be read.
    """
    raw = find_project(Path.cwd()) / "data" / "raw"
    kept = []
    for file in map(Path, files):
        try:
            content = file.read_bytes()
        except OSError as error:
            why = error.strerror or str(error)
            raise UserError(pick(lang, f"无法读取{file}：{why}", f"cannot read {file}: {why}")) from error
        kept.append(keep_dump(file.name, content, raw, lang))
    return kept


def keep_dump(name: str, content: bytes, raw: Path, lang: str = "zh") -> Path:
    """Write one new dump into the folder `raw`; returns where. One that is there already, the same, stays.

    Raises `UserError`, one line, for a name that is odd or that reading passes over, for a name that another
    file has, for an empty or too large file, and where the folder cannot be written.
    """
    if problem := _problem(name, content, lang):
        raise UserError(
            pick(lang, f"未放入“{_plain(name)}”：{problem}", f"not kept: {_plain(name)}: {problem}")
        )
    file = raw / name
    try:
        _write_new(file, content)
    except FileExistsError:
        if file.is_file() and file.read_bytes() == content:
            return file
        raise UserError(
            pick(
                lang,
                f"未放入“{name}”：data/raw里已有同名文件而内容不同，请改名后再放入",
                f"not kept: {name}: data/raw has another file of this name; rename the new one",
            )
        ) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(pick(lang, f"无法写入{raw}：{why}", f"cannot write to {raw}: {why}")) from error
    return file


def _write_new(file: Path, content: bytes) -> None:
    target = file.open("xb")
    try:
        with target:
            target.write(content)
    except OSError:
        file.unlink(missing_ok=True)  # half a dump would be read as one that breaks off
        raise


def _problem(name: str, content: bytes, lang: str) -> str | None:
    """Why a file is not kept; None: nothing speaks against it."""
    if _ODD.search(name) or name in ("", ".", ".."):
        return pick(
            lang,
            "文件名为空或含有不能用的字符",
            "its name is empty or has characters that cannot stand there",
        )
    if _DEVICES.fullmatch(name) or name != name.strip(" ") or name.endswith("."):
        return pick(lang, "有的系统不能用这个文件名，请改名", "some systems cannot keep this name; rename it")
    if len(name.encode()) > _LONGEST_NAME:
        return pick(lang, "文件名太长，请改名", "its name is too long; rename it")
    if not is_dump(PurePath(name)):
        return pick(
            lang,
            "隐藏文件、README和corrections.csv不作为原始文件读取，请改名",
            "hidden files, READMEs and corrections.csv are not read as dumps; rename it",
        )
    if not content:
        return pick(lang, "文件是空的", "it is empty")
    if len(content) > LARGEST_FILE:
        size = LARGEST_FILE // 1_000_000
        return pick(lang, f"大于{size}MB，请拆分", f"it is larger than {size} MB; split it")
    return None


def _plain(name: str) -> str:
    """A name that may hold anything, on one line."""
    return _ODD.sub(lambda found: found[0] if found[0].isprintable() else "�", name)[:80]
