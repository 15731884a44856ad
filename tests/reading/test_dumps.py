from pathlib import Path

import pytest

from cppcc_analysis.errors import UserError
from cppcc_analysis.reading.dumps import Dump, Reject, find_dumps, read_dump

TEXT = "截至2023年2月21日12时，大会共收到提案386件。政协委员在会议期间提出了意见和建议。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("gb18030"), "gb18030"),
        (b"plain ASCII is UTF-8", "utf-8"),
    ],
)
def test_encodings_that_decode_strictly(tmp_path: Path, data: bytes, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    dump = read_dump(file, tmp_path)
    assert isinstance(dump, Dump)
    assert dump.encoding == encoding
    assert "\ufeff" not in dump.raw


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\r\n", "empty"),
        ("\ufeff \n".encode(), "empty"),
        (b"PK\x03\x04\x00\x00\x08\x00", "binary, not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary, not text"),
        (
            TEXT.encode("utf-8") + b"\xff\xfe\xff",
            "in no known encoding (tried UTF-8, UTF-16 with BOM, GB18030)",
        ),
        (TEXT.encode("utf-16")[:-1], "marked as UTF-16 but not decodable as such"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "sub").mkdir()
    file = tmp_path / "sub" / "坏.txt"
    file.write_bytes(data)
    assert read_dump(file, tmp_path) == Reject("sub/坏.txt", len(data), reason)


def test_no_dump_is_forgotten_and_nothing_else_is_read(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "README.md", ".hidden", ".git/x.txt", "corrections.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [f.relative_to(tmp_path).as_posix() for f in find_dumps(tmp_path)] == [
        "a.txt",
        "b.txt",
        "sub/c.txt",
    ]


def test_no_folder_or_an_empty_one_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such folder"):
        find_dumps(tmp_path / "missing")
    with pytest.raises(UserError, match="no dumps in"):
        find_dumps(tmp_path)
