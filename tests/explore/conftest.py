"""A project of one dump, built once; each test works on a copy of its own, from its folder of notebooks."""

import shutil
from pathlib import Path

import pytest

from cppcc_analysis import pipeline

ROOT = Path(__file__).parents[2]
#: what a new dump may hold: figures, a number that no rule reads, and what must never be taken for markup
NAME = "大同市2024.txt"
DUMP = """政协第十六届大同市委员会提案委员会
关于政协十六届三次会议提案审查情况的报告

（2024年2月25日政协第十六届大同市委员会第三次会议通过）

　　<img src=x onerror="document.title='owned'">会议期间，大会共收到提案345件，经审查，立案312件，占提案总数的90.4%。
立案提案中，委员提案280件，集体提案32件。
　　$x^2$ 其中涉及民生的另计提案57件。
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    for number in ("000_e596674802f1d768", "001_4de6902b1dfc0275", "004_083ec2453e3d1090"):
        shutil.copy(ROOT / "data" / "raw" / f"{number}.txt", raw)
    (folder / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / "start.ipynb", folder / "notebooks")
    pipeline.build(raw, folder / "data" / "processed")
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(built, folder)
    monkeypatch.chdir(folder / "notebooks")
    return folder
