from pathlib import Path

import pytest

from cppcc_analysis.errors import UserError
from cppcc_analysis.reading import archives
from cppcc_analysis.reading.dumps import Dump, Reject, find_dumps, read_bytes, read_dump, read_dumps
from tests.reading.files import make_docx, make_zip

TEXT = "截至2023年2月21日12时，大会共收到提案386件。政协委员在会议期间提出了意见和建议。"
TRADITIONAL = "截至2023年2月21日12時，大會共收到提案386件。政協委員在會議期間提出了意見和建議。"
UNKNOWN = "in no known encoding (tried UTF-8, UTF-16 with BOM, GB18030, Big5)"


def read(name: str, data: bytes) -> list[Dump | Reject]:
    return list(read_bytes(name, data))


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (TEXT.encode("utf-8"), "utf-8", TEXT),
        (TEXT.encode("utf-8-sig"), "utf-8-sig", TEXT),
        (TEXT.encode("utf-16"), "utf-16", TEXT),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16", TEXT),
        (TEXT.encode("gbk"), "gb18030", TEXT),
        (TRADITIONAL.encode("gb18030"), "gb18030", TRADITIONAL),
        (TRADITIONAL.encode("big5"), "cp950", TRADITIONAL),
        ("政協會議裏的提案".encode("cp950"), "cp950", "政協會議裏的提案"),
        # so short that few characters must tell
        ("提案386件".encode("gbk"), "gb18030", "提案386件"),
        ("提案386件".encode("big5"), "cp950", "提案386件"),
        (b"plain ASCII is UTF-8", "utf-8", "plain ASCII is UTF-8"),
        # a character that an earlier program lost is shown, not hidden
        ("收到3\ufffd6件".encode(), "utf-8", "收到3\ufffd6件"),
        # a few control characters of copied text
        ("\x07" + TEXT * 3, "utf-8", "\x07" + TEXT * 3),
    ],
)
def test_encodings_that_decode_strictly(data: bytes | str, encoding: str, text: str) -> None:
    (dump,) = read("a.txt", data.encode() if isinstance(data, str) else data)
    assert isinstance(dump, Dump)
    assert (dump.format, dump.encoding, dump.raw, dump.extracted) == ("text", encoding, text, False)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\r\n", "empty"),
        ("\ufeff \n".encode(), "empty"),
        (b"\x01\x02\x00\x08\x00", "binary, not text"),
        (b"\x01\x02\x03\x04text", "binary, not text"),
        (TEXT.encode("utf-8") + b"\xff\xfe\xff", UNKNOWN),
        # cut off in mid-character
        (TEXT.encode("utf-8")[:-2], UNKNOWN),
        ("пленум политического совета".encode("koi8-r"), UNKNOWN),
        ("人民政治協商会議の提案について".encode("shift-jis"), UNKNOWN),
        ("Übergrößenträger".encode("latin-1"), UNKNOWN),
        (TEXT.encode("utf-16")[:-1], "marked as UTF-16 but not decodable as such"),
        (b"\xef\xbb\xbf" + TEXT.encode("gbk"), "marked as UTF-8 but not decodable as such"),
    ],
)
def test_what_cannot_be_decoded_is_rejected_with_the_reason(data: bytes, reason: str) -> None:
    assert read("sub/坏.txt", data) == [Reject("sub/坏.txt", len(data), reason)]


def test_a_zip_gives_its_files_by_their_names() -> None:
    members = {
        "a.txt": TEXT.encode(),
        "sub/会议.docx": make_docx(TEXT),
        "b.txt": b"",
        "README.txt": b"x",
        "__MACOSX/._a.txt": b"x",
    }
    found = read("2023.zip", make_zip(members))
    assert [(d.name, d.format, d.raw, d.extracted) for d in found if isinstance(d, Dump)] == [
        ("2023.zip/a.txt", "text", TEXT, True),
        ("2023.zip/sub/会议.docx", "docx", TEXT, True),
    ]
    assert [d for d in found if isinstance(d, Reject)] == [Reject("2023.zip/b.txt", 0, "empty")]


def test_names_in_a_zip_are_decoded_differ_and_lead_nowhere_else() -> None:
    # zipfile writes the bytes of a GBK name as such if they are given as the code page of DOS
    chinese = "提案.txt".encode("gbk").decode("cp437")
    members = {name: TEXT.encode() for name in ("../../etc/a.txt", "/etc/A.txt", "c\\d.txt", "PLACEHOLDER.t")}
    data = make_zip(members).replace(b"PLACEHOLDER.t", chinese.encode("cp437") + b"-----")
    names = [d.name for d in read("x.zip", data) if isinstance(d, Dump)]
    assert names == ["x.zip/etc/a.txt", "x.zip/etc/A (2).txt", "x.zip/c/d.txt", "x.zip/提案.txt-----"]


def test_a_zip_beyond_the_limits_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_zip({"a.txt": TEXT.encode() * 50, "b.txt": TEXT.encode()})
    monkeypatch.setattr(archives, "LARGEST_FILE", 1000)
    assert [d.reason for d in read("x.zip", data) if isinstance(d, Reject)] == ["too large"]
    monkeypatch.setattr(archives, "_LARGEST_WHOLE", 1000)
    too_much = "holds too much once unpacked: unpack it, and keep what is needed"
    assert read("x.zip", data) == [Reject("x.zip", len(data), too_much)]


def _encrypted() -> bytes:
    data = make_zip({"a.txt": TEXT.encode()})
    local, central = data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8
    return data[:local] + b"\x01" + data[local + 1 : central] + b"\x01" + data[central + 1 :]


@pytest.mark.parametrize(
    ("data", "dump", "reason"),
    [
        (_encrypted(), "x.zip/a.txt", "encrypted: unpack it with its password first"),
        (
            make_zip({"b.zip": make_zip({"c.txt": b"x"})}),
            "x.zip/b.zip",
            "a zip inside a zip: unpack it first",
        ),
        (make_zip({}), "x.zip", "a zip without files to read"),
        (make_zip({".hidden": b"x"}), "x.zip", "a zip without files to read"),
        (make_zip({"a.txt": TEXT.encode()})[:-30], "x.zip", "a damaged zip or .docx"),
        (b"PK\x03\x04\x00\x00\x08\x00", "x.zip", "a damaged zip or .docx"),
    ],
)
def test_zips_that_cannot_be_read(data: bytes, dump: str, reason: str) -> None:
    assert [(d.dump, d.reason) for d in read("x.zip", data) if isinstance(d, Reject)] == [(dump, reason)]


def test_no_dump_is_forgotten_and_nothing_else_is_read(tmp_path: Path) -> None:
    names = (
        "b.txt",
        "a.txt",
        "sub/c.txt",
        "README.md",
        ".hidden",
        ".git/x.txt",
        "corrections.csv",
        "~$a.docx",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [f.relative_to(tmp_path).as_posix() for f in find_dumps(tmp_path)] == [
        "a.txt",
        "b.txt",
        "sub/c.txt",
    ]


def test_a_file_is_named_by_its_path_below_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "阳泉 2023" / "没有扩展名 (1)"
    file.parent.mkdir()
    file.write_bytes(TEXT.encode("gb18030"))
    (dump,) = read_dumps(file, tmp_path)
    assert isinstance(dump, Dump)
    assert (dump.name, dump.raw) == ("阳泉 2023/没有扩展名 (1)", TEXT)


def test_one_dump_alone(tmp_path: Path) -> None:
    (tmp_path / "one.zip").write_bytes(make_zip({"a.txt": TEXT.encode()}))
    (tmp_path / "two.zip").write_bytes(make_zip({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))
    one, two = (read_dump(tmp_path / f"{name}.zip", tmp_path) for name in ("one", "two"))
    assert isinstance(one, Dump)
    assert one.name == "one.zip/a.txt"
    assert isinstance(two, Reject)
    assert two.reason == "a zip of 2 files: unpack it"


def test_a_file_that_is_gone_is_rejected(tmp_path: Path) -> None:
    (reject,) = read_dumps(tmp_path / "a.txt", tmp_path)
    assert isinstance(reject, Reject)
    assert reject.reason.startswith("cannot be opened")


def test_no_folder_or_an_empty_one_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such folder"):
        find_dumps(tmp_path / "missing")
    with pytest.raises(UserError, match="no dumps in"):
        find_dumps(tmp_path)
