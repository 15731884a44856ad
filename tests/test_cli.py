"""The command line: bad input gives one line and exit 2, and nothing is written."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cppcc_analysis.cli import main
from cppcc_analysis.reports import each, report
from cppcc_analysis.reports.each import Reports
from cppcc_analysis.reports.report import Report
from cppcc_analysis.reports.runner import Outcome

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dumps")
    shutil.copy(ROOT / "data" / "raw" / "004_083ec2453e3d1090.txt", folder)
    return folder


@pytest.fixture
def workplace(tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders with dumps, with nothing, with what can't be used, and a file that is no folder."""
    shutil.copytree(raw, tmp_path / "dumps")
    (tmp_path / "empty").mkdir()
    (tmp_path / "unreadable").mkdir()
    (tmp_path / "unreadable" / "empty.txt").touch()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "weather.txt").write_text("今天天气很好。", encoding="utf-8")
    (tmp_path / "file").write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


REFUSED = [
    ("build --raw nowhere --out t", "nowhere"),
    ("build --raw empty --out t", "empty"),
    ("build --raw file --out t", "file"),
    ("build --raw dumps --out file", "cannot write to file"),
    ("build --raw dumps --out file/t", "cannot write to file/t"),
    ("report --raw nowhere --out r", "nowhere"),
    ("report --raw empty --out r", "empty"),
    ("report", "data/raw"),
    ("report --raw dumps --out file", "cannot write to file"),
    ("report --raw dumps --out file/r", "cannot write to file/r"),
    ("report --raw dumps --out r --cities 江县", "unknown city '江县'; known: 绛县"),
    ("report --raw dumps --out r --cities 绛县,太原市", "unknown city '太原市'; known: 绛县"),
    ("report --raw dumps --out r --years 1999", "unknown year '1999'; known: 2024"),
    ("report --raw dumps --out r --years 1990:1999", "unknown year '1990:1999'; known: 2024"),
    ("report --raw dumps --out r --years 2025:2023", "the range of years 2025:2023 ends before it starts"),
    ("report --raw unreadable --out r", "every file in unreadable was rejected: empty.txt ("),
    ("report --raw other --out r", "no plenary session is named in the 1 dump of other"),
    ("report --raw dumps --out r --years abc", "cannot read the years 'abc'"),
]


@pytest.mark.parametrize(("line", "told"), REFUSED, ids=[line for line, _ in REFUSED])
def test_bad_input_is_one_line(
    line: str, told: str, workplace: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(line.split()) == 2
    error = capfd.readouterr().err
    said = [text for text in error.splitlines() if text.startswith("cppcc: ")]
    assert len(said) == 1
    assert told in said[0]
    assert "Traceback" not in error
    assert not (workplace / "t").exists()
    assert list(workplace.rglob("*.html")) == []


@pytest.mark.parametrize("line", ["build --raw nowhere --out t", "report --raw empty --out r"])
def test_nothing_is_written_when_there_is_nothing_to_read(line: str, workplace: Path) -> None:
    before = sorted(workplace.rglob("*"))
    assert main(line.split()) == 2
    assert sorted(workplace.rglob("*")) == before


MISUSED = [
    (
        "",
        "the following arguments are required: build | report | lab | inspect | checks | diff | accept | doctor; "
        "see cppcc --help",
    ),
    ("reports", "unknown command 'reports'; known: report, "),
    ("report --citys 绛县", "unknown option '--citys'; known: --cities, "),
    ("report --citys=绛县", "unknown option '--citys'; known: --cities, "),
    ("build --lang en", "unknown option '--lang'; known: --"),
    ("report --lang fr", "unknown language 'fr'; known: zh, en"),
    ("inspect x.txt --lang fr", "unknown language 'fr'; known: zh, en"),
    ("build --raw", "argument --raw: expected one argument; see cppcc build --help"),
    ("build extra", "unexpected argument 'extra'; known: "),
]


@pytest.mark.parametrize(("line", "told"), MISUSED, ids=[line for line, _ in MISUSED])
def test_bad_usage_is_one_line(line: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"cppcc: {told}")
    assert said.err.count("\n") == 1


def pretend(monkeypatch: pytest.MonkeyPatch, *outcomes: Outcome) -> None:
    made = Report(Path("reports/index.html"), outcomes, charts=1, seconds=2.0)
    monkeypatch.setattr(report, "make_report", lambda request, progress, tell: made)


def test_a_report(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pretend(monkeypatch, Outcome("00_first", 1.0, None))
    assert main(["report"]) == 0
    assert capsys.readouterr() == ("reports/index.html: 1 page, 1 chart in 2 s\n", "")


def test_a_failed_notebook(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pretend(monkeypatch, Outcome("00_first", 1.0, None), Outcome("01_second", 1.0, "KeyError: 'x'"))
    assert main(["report"]) == 1
    said = capsys.readouterr()
    assert "2 pages (1 failed)" in said.out
    assert said.err == "cppcc: 01_second failed: KeyError: 'x'\n"


def test_a_report_for_each_place(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    one = Report(Path("r/绛县/index.html"), (Outcome("04_briefing", 1.0, "cell [3]: boom"),), 1, 2.0)
    made = Reports(Path("r/index.html"), {"绛县": one}, 2.0)
    monkeypatch.setattr(each, "make_each", lambda request, progress, tell: made)
    assert main(["report", "--each"]) == 1
    assert capsys.readouterr() == (
        "r/index.html: 1 report in 2 s\n",
        "cppcc: 绛县, 04_briefing failed: cell [3]: boom\n",
    )


def test_an_interrupt(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(request: object, progress: bool, tell: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(report, "make_report", interrupt)
    assert main(["report"]) == 130
    assert capsys.readouterr().err == "cppcc: interrupted; what was there before is unchanged\n"


def test_a_build(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--raw", "dumps", "--out", "t"]) == 0
    assert (workplace / "t" / "figures.parquet").exists()
    assert "read 1 dump:" in capsys.readouterr().out


def test_help_comes_quickly() -> None:
    """The parser loads none of the heavy packages."""
    code = (
        "import sys, cppcc_analysis.cli, cppcc_analysis.__main__\n"
        "assert not {'pandas', 'matplotlib', 'papermill', 'jieba'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_the_package_offers_what_it_names() -> None:
    import cppcc_analysis

    assert 8 <= len(cppcc_analysis.__all__) <= 12
    assert all(callable(getattr(cppcc_analysis, name)) for name in cppcc_analysis.__all__)
    assert not hasattr(cppcc_analysis, "load_table")
