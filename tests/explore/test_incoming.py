"""A new dump is kept under its own name inside the raw folder, or refused in one line."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_analysis.errors import UserError
from cppcc_analysis.explore.incoming import add_dump, keep_dump
from cppcc_analysis.reading.archives import LARGEST_FILE


@pytest.mark.parametrize(
    "name", ["阳泉市2024.txt", "a b.html", "2023.zip", "console.txt", "com10", "x", "a..b", "名" * 85]
)
def test_plain_names_are_kept(name: str, tmp_path: Path) -> None:
    file = keep_dump(name, b"text", tmp_path)
    assert (file.parent, file.name, file.read_bytes()) == (tmp_path, name, b"text")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../x.txt", "characters"),
        ("..", "characters"),
        ("", "characters"),
        ("/etc/passwd", "characters"),
        ("..\\x.txt", "characters"),
        ("C:x.txt", "characters"),
        ("x\0.txt", "characters"),
        ("a\nb.txt", "characters"),
        ("a\u202etxt.exe", "characters"),
        ("a\ud800", "characters"),
        ("CON", "some systems"),
        ("con.txt", "some systems"),
        ("LPT1.tar.gz", "some systems"),
        ("x.txt ", "some systems"),
        ("x.", "some systems"),
        (".hidden", "hidden"),
        ("~$x.docx", "hidden"),
        ("ReadMe.txt", "hidden"),
        ("corrections.csv", "hidden"),
        ("Thumbs.db", "hidden"),
        ("名" * 86, "too long"),
    ],
)
def test_odd_names_are_refused(name: str, said: str, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    with pytest.raises(UserError, match=said) as refusal:
        keep_dump(name, b"text", raw, "en")
    assert len(str(refusal.value).splitlines()) == 1
    assert [*tmp_path.rglob("*")] == [raw]


@given(name=st.text(max_size=30))
def test_no_name_leads_out_of_the_folder(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    top = tmp_path_factory.mktemp("top")
    raw = top / "raw"
    raw.mkdir()
    kept = set()
    with suppress(UserError):
        kept.add(keep_dump(name, b"text", raw))
    assert {*top.rglob("*")} == {raw} | kept


def test_another_file_is_never_overwritten(tmp_path: Path) -> None:
    keep_dump("x.txt", b"one", tmp_path)
    assert keep_dump("x.txt", b"one", tmp_path).read_bytes() == b"one"  # the same again is no harm
    with pytest.raises(UserError, match="已有同名文件"):
        keep_dump("x.txt", b"two", tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("folder", "link"):
        with pytest.raises(UserError, match="已有同名文件"):
            keep_dump(name, b"two", tmp_path)
    assert (tmp_path / "x.txt").read_bytes() == b"one"
    assert not (tmp_path / "elsewhere").exists()


def test_empty_and_too_large_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="empty"):
        keep_dump("x.txt", b"", tmp_path, "en")
    with pytest.raises(UserError, match="larger than 100 MB"):
        keep_dump("x.txt", bytes(LARGEST_FILE + 1), tmp_path, "en")
    assert not [*tmp_path.iterdir()]


def test_a_folder_that_is_gone_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot write to"):
        keep_dump("x.txt", b"text", tmp_path / "gone", "en")


def test_files_from_elsewhere_are_copied(project: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    kept = add_dump(tmp_path / "a.txt", str(tmp_path / "b.txt"))
    assert kept == [project / "data" / "raw" / name for name in ("a.txt", "b.txt")]
    with pytest.raises(UserError, match="cannot read"):
        add_dump(tmp_path / "c.txt", lang="en")
