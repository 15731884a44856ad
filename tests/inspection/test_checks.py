"""`cppcc checks`: what it prints, and when it fails."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from cppcc_analysis import pipeline
from cppcc_analysis.charts.check_wording import RULES, tell_check
from cppcc_analysis.cli import main
from cppcc_analysis.tables import schemas
from cppcc_analysis.tables.store import load_tables

RAW = Path(__file__).parents[2] / "data" / "raw"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One real dump, and the same with a digit changed: 立案365件 is 立案366件."""
    base = tmp_path_factory.mktemp("checks")
    for name, digit in (("sound", "365"), ("slip", "366")):
        (base / name).mkdir()
        text = next(RAW.glob("000*")).read_text("utf-8")
        assert "立案365件" in text
        (base / name / "a.txt").write_text(text.replace("立案365件", f"立案{digit}件"), "utf-8")
    return base / "sound", base / "slip"


def run(folder: Path, *options: str) -> int:
    return main(
        ["checks", "--raw", str(folder), "--out", str(folder.parent / f"{folder.name}-out"), *options]
    )


def test_every_check_is_printed_with_its_verdict(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folders[0], "--strict") == 0
    printed = capsys.readouterr().out
    checks = load_tables(folders[0].parent / "sound-out")["checks"]
    assert len(re.findall("^  [✓✗?] ", printed, re.M)) == len(checks) > 10
    assert "阳泉市2023年  a.txt" in printed
    assert "  ✓ 各提案者之和＝总数  委员 299 + 集体 66 = 365；立案 365\n" in printed
    assert "缺：中断处之后的原文" in printed
    assert printed.endswith("核对14项：成立12，不成立0，无法判断2\n")


def test_a_slip_is_told_with_its_sentences(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folders[1]) == 0
    printed = capsys.readouterr().out
    assert "  ✗ 各提案者之和＝总数  委员 299 + 集体 66 = 365；立案 366（应为366，实为365）\n" in printed
    failing = printed[printed.index("  ✗ 各提案者之和") :]
    assert "立案366件" in failing.splitlines()[1] + failing.splitlines()[2]


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_strict_fails_where_a_check_does(
    folders: tuple[Path, Path], options: tuple[str, ...], code: int
) -> None:
    assert run(folders[1], *options) == code


def test_a_slip_of_a_reference_file_is_shown_and_fails_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "raw").mkdir()
    shutil.copy(next(RAW.glob("003*")), tmp_path / "raw")
    (tmp_path / "reference").mkdir()
    head = "place,level,term,session,year,scope,measure,breakdown,item,value,unit,source\n"
    rows = ["received,total,,10,件,公报", "filed,total,,11,件,公报"]
    lines = "\n".join(f"全国,national,14,2,2024,session,{row}" for row in rows)
    (tmp_path / "reference" / "own.csv").write_text(head + lines, "utf-8")
    assert run(tmp_path / "raw", "--strict", "--lang", "en") == 0
    assert "✗ filed <= received  filed 11, received 10 (expected 10, found 11)" in capsys.readouterr().out


def test_every_rule_has_its_chinese_name() -> None:
    assert set(RULES) == set(schemas.RULES)


def test_the_arithmetic_is_told_in_chinese(tmp_path: Path) -> None:
    raw = Path(__file__).parents[1] / "bench" / "texts"
    checks = pipeline.make_tables(_some(raw, tmp_path))["checks"]
    told = [*checks["detail"].dropna(), *checks["missing"].dropna()]
    assert len(told) > 50
    left = {tell_check(words, "zh") for words in told if re.search("[a-z]", tell_check(words, "zh"))}
    assert left == set()


def _some(raw: Path, folder: Path) -> Path:
    """The texts in which the audit has most to say."""
    for name in ("a-05", "a-34", "a-36", "b-07", "b-18", "b-31", "b-40"):
        shutil.copy(raw / f"{name}.txt", folder)
    return folder


def test_nothing_to_read_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "none") == 2
    assert capsys.readouterr().err.startswith("cppcc: no such folder")


def test_control_characters_do_not_steer_the_terminal(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    out = folders[0].parent / "sound-out"
    file = out / "checks.parquet"
    before = file.read_bytes()
    checks = pd.read_parquet(file)
    checks.loc[0, "detail"] = "立案\x1b[2J"
    checks.to_parquet(file, index=False)
    run(folders[0])
    file.write_bytes(before)
    assert "\x1b" not in capsys.readouterr().out
