"""`cppcc lab`: on this machine, with a token, on the start notebook, from any folder of the repository."""

from pathlib import Path

import pytest
from jupyterlab.labapp import LabApp

from cppcc_analysis.cli import main
from cppcc_analysis.explore.lab import START, lab_arguments


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What JupyterLab is started with, in its stead."""
    calls: list[list[str]] = []
    monkeypatch.setattr(LabApp, "launch_instance", calls.append)
    return calls


@pytest.mark.parametrize("folder", [".", "notebooks", "data/raw"])
def test_it_starts_from_any_folder(
    folder: str, project: Path, launched: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / folder)
    assert main(["lab", "--port", "9999", "--no-browser"]) == 0
    assert launched == [lab_arguments(project, ["--port", "9999", "--no-browser"])]
    (arguments,) = launched
    assert f"--LabApp.default_url=/lab/tree/{START}" in arguments
    assert f"--ServerApp.root_dir={project}" in arguments
    assert arguments[-1] == "--ServerApp.ip=127.0.0.1"


@pytest.mark.parametrize(
    "option",
    [
        "--ip=0.0.0.0",
        "--ServerApp.ip=0.0.0.0",
        "--ip",
        "--IdentityProvider.token=",
        "--ServerApp.token=''",
        "--NotebookApp.token",
        "--ServerApp.password=x",
        "--ServerApp.allow_remote_access=True",
        "--ServerApp.allow_unauthenticated_access=True",
    ],
)
def test_it_is_not_opened_to_others(
    option: str, project: Path, launched: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lab", option]) == 2
    assert not launched
    (line,) = capsys.readouterr().err.splitlines()
    assert "this machine only" in line


def test_outside_a_repository_it_says_so(
    tmp_path: Path,
    launched: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["lab"]) == 2
    (tmp_path / "data" / "raw").mkdir(parents=True)
    assert main(["lab"]) == 2
    missing, without = capsys.readouterr().err.splitlines()
    assert "no data/raw in this folder or above" in missing
    assert f"no {START} in" in without
    assert not launched


def test_other_commands_still_refuse_what_they_do_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--no-browser"]) == 2
    assert "unknown option '--no-browser'" in capsys.readouterr().err
