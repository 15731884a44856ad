"""`cppcc doctor`: one line for each check, with what to do where something is missing."""

import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from cppcc_analysis.charts import style
from cppcc_analysis.errors import UserError
from cppcc_analysis.inspection import doctor
from cppcc_analysis.inspection.doctor import Finding, run_doctor

NAME = ("名", "name")


def test_each_check_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    found = {
        "good": Finding(("甲", "a"), "ok", ("在", "there")),
        "slow": Finding(("乙", "b"), "note", ("慢", "slow"), ("改", "mend")),
    }
    monkeypatch.setattr(doctor, "_CHECKS", {name: lambda _, name=name: found[name] for name in found})
    monkeypatch.setattr(doctor, "_NAMES", dict.fromkeys(found, NAME))
    assert run_doctor("zh")
    assert run_doctor("en")
    said = capsys.readouterr().out
    assert said == "正常  甲：在\n注意  乙：慢。办法：改\nok    a: there\nnote  b: slow -> mend\n"


def test_a_check_that_breaks_down_has_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(_: object) -> Finding:
        raise ImportError("no module\nmore")

    monkeypatch.setattr(doctor, "_CHECKS", {"broken": breaks})
    monkeypatch.setattr(doctor, "_NAMES", {"broken": NAME})
    assert not run_doctor("en")
    assert capsys.readouterr().out.startswith("FAIL  name: ImportError: no module -> run `make setup`")


def test_no_such_language() -> None:
    with pytest.raises(UserError, match="unknown language 'fr'"):
        run_doctor("fr")


def test_the_oldest_python_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=" + ".".join(map(str, doctor._OLDEST))


def test_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.check_python(NAME).state == "ok"
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    assert doctor.check_python(NAME).told[1] == "3.10.4, but 3.11 or later is needed"


PACKAGES = [
    ({"pandas": "3.0", "jieba": "0.42.1"}, "ok", "2 found"),
    ({"pandas": "1.5", "jieba": "0.42.1"}, "fail", "pandas 1.5, needed >=2.3"),
    ({"pandas": "3.0"}, "fail", "jieba is missing"),
    ({}, "fail", "pandas is missing; jieba is missing"),
]


@pytest.mark.parametrize(("installed", "state", "told"), PACKAGES)
def test_packages(installed: dict[str, str], state: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name not in installed:
            raise PackageNotFoundError(name)
        return installed[name]

    needed = ["pandas>=2.3", "jieba", 'rjieba>=0.2; extra == "fast"', 'old; python_version < "3"']
    monkeypatch.setattr(doctor, "requires", lambda _: needed)
    monkeypatch.setattr(doctor, "version", version)
    finding = doctor.check_packages(NAME)
    assert (finding.state, finding.told[1]) == (state, told)
    assert bool(finding.remedy[0]) == (state == "fail")


def test_the_package_itself_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def requires(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "requires", requires)
    assert "is not installed" in doctor.check_packages(NAME).told[1]


def test_font(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.check_font(NAME).state == "ok"

    def lost() -> Path:
        raise UserError("the chart font is missing: install the package zhplot")

    monkeypatch.setattr(style, "font_file", lost)
    assert doctor.check_font(NAME).remedy[1] == "pip install zhplot"


def test_a_kernel_that_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_START_KERNEL", "raise RuntimeError('no port')")
    assert doctor.check_kernel(NAME).told[1] == "did not start (RuntimeError: no port)"

    def hangs(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("python", 90)

    monkeypatch.setattr(subprocess, "run", hangs)
    assert doctor.check_kernel(NAME).told[1] == "did not start within 90 seconds"


def test_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert doctor.check_folders(NAME).told[1] == "no data/raw here or above"
    (tmp_path / "data" / "raw").mkdir(parents=True)
    below = tmp_path / "notebooks"
    below.mkdir()
    monkeypatch.chdir(below)
    assert doctor.check_folders(NAME).state == "ok"
    assert not (tmp_path / "reports").exists()
    monkeypatch.setattr(doctor, "_writable", lambda folder: folder.name != "reports")
    assert doctor.check_folders(NAME).told[1] == f"cannot write to {tmp_path / 'reports'}"


def test_dictionary_and_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.check_dictionary(NAME).state == "ok"
    monkeypatch.setattr(doctor, "_writable", lambda _: False)
    assert doctor.check_cache(NAME).state == "note"
