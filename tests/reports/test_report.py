"""`cppcc report` end to end on one real dump, and the swap that never leaves half a report."""

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
from bs4 import BeautifulSoup

from cppcc_analysis.charts.sizes import SIZES
from cppcc_analysis.errors import UserError
from cppcc_analysis.reports import report
from cppcc_analysis.reports.each import make_each
from cppcc_analysis.reports.notes import Notes, Read
from cppcc_analysis.reports.quality import describe_quality
from cppcc_analysis.reports.report import Report, Request, list_notebooks, make_report
from cppcc_analysis.reports.runner import Job, Outcome
from cppcc_analysis.reports.selection import load

ROOT = Path(__file__).parents[2]
DUMP = ROOT / "data" / "raw" / "000_e596674802f1d768.txt"
PAGES = [file.stem for file in list_notebooks(ROOT / "notebooks")]


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    shutil.copy(DUMP, folder)
    (folder / "scan.txt").write_bytes(b"\x00\x01")
    return folder


@pytest.fixture(scope="module")
def made(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    out = tmp_path_factory.mktemp("out") / "reports"
    request = Request(cities=["阳泉市"], years=range(2020, 2031), raw=raw, out=out)
    return make_report(request, ROOT / "notebooks"), out


@pytest.fixture(params=["index", *PAGES])
def page(request: pytest.FixtureRequest, made: tuple[Report, Path]) -> BeautifulSoup:
    html = (made[1] / f"{request.param}.html").read_text(encoding="utf-8")
    return BeautifulSoup(html, "html.parser")


def evidence_ids(html: str) -> set[str]:
    """What a link to the evidence page may name."""
    data = json.loads(BeautifulSoup(html, "html.parser").find(id="data").string)
    return {entry["id"] for entry in data["entries"]} | set(data["others"])


def test_every_notebook_finished(made: tuple[Report, Path]) -> None:
    assert [outcome.error for outcome in made[0].outcomes] == len(PAGES) * [None]


def test_pages_show_the_numbers(made: tuple[Report, Path]) -> None:
    volumes = (made[1] / "01_proposal_volumes.html").read_text(encoding="utf-8")
    assert all(number in volumes for number in ("386", "365", "94.6%", DUMP.name))
    shares = (made[1] / "02_category_shares.html").read_text(encoding="utf-8")
    assert all(words in shares for words in ("33.7%", "原文中断", "50.7%"))


def test_pages_are_self_contained(page: BeautifulSoup) -> None:
    assert page.find_all(["script", "link", "iframe", "object", "embed"]) == []
    assert "default-src 'none'" in page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    addresses = [tag[name] for name in ("src", "href") for tag in page.find_all(attrs={name: True})]
    assert [address for address in addresses if re.match(r"(https?:)?//", address)] == []
    assert not re.search(r"@import|url\(", str(page.style))


def test_links_lead_somewhere(page: BeautifulSoup, made: tuple[Report, Path]) -> None:
    linked = [tag["href"].partition("#")[0] or "index.html" for tag in page.find_all("a", href=True)]
    linked += [tag["src"] for tag in page.find_all("img") if not tag["src"].startswith("data:")]
    known = evidence_ids((made[1] / "evidence.html").read_text(encoding="utf-8"))
    for address in linked:
        file, _, name = address.partition("#")
        assert (made[1] / file).exists(), address
        assert not name or name in known | {"results"}, address


def test_pages_hold_no_code_and_no_other_language(page: BeautifulSoup) -> None:
    text = page.main.get_text()
    assert page.html["lang"] == "zh-CN"
    assert "check_parameters" not in text
    assert "papermill" not in text
    assert "Keyword frequency" not in text
    assert len(page.find_all("h1")) == 1


def test_images_have_words(page: BeautifulSoup) -> None:
    assert [image for image in page.find_all("img") if not image.get("alt", "").strip()] == []


def test_each_chart_is_saved_in_every_size(made: tuple[Report, Path]) -> None:
    files = {file.name for file in (made[1] / "charts").iterdir()}
    names = {file.removesuffix(".csv") for file in files if file.endswith(".csv")}
    assert {"proposal_volumes", "proposal_states"} <= names
    ends = {".png", ".svg", "_text.svg", ".pdf", ".csv", ".txt"}
    ends |= {f"_{size}.{kind}" for size in SIZES if size != "slide_full" for kind in ("png", "svg")}
    assert files == {f"{name}{end}" for name in names for end in ends}
    assert made[0].charts == len(names)


def test_manifest(made: tuple[Report, Path], raw: Path) -> None:
    manifest = json.loads((made[1] / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["parameters"] == {"cities": ["阳泉市"], "years": [2023], "lang": "zh"}
    assert set(manifest["inputs"]) == {DUMP.name, "scan.txt"}
    assert manifest["inputs"][DUMP.name].startswith("a61ff0c0")
    assert manifest["built"]["dumps"] == 1
    assert manifest["built"]["rejected"] == 1
    assert manifest["shown"] == manifest["built"]
    runs = manifest["notebooks"].values()
    assert {run["status"] for run in runs} == {"finished"}
    assert all(run["seconds"] > 0 and run["made_from"]["reads"] for run in runs)
    assert manifest["versions"]["python"]
    assert str(raw) not in json.dumps(manifest)


def test_nothing_else_is_left(made: tuple[Report, Path]) -> None:
    pages = {f"{name}.html" for name in ("index", "evidence", *PAGES)}
    assert {file.name for file in made[1].iterdir()} == pages | {
        "briefing.docx",
        "briefing.pptx",
        "built",
        "charts",
        "manifest.json",
        "notebooks",
        "tables",
        "tables.xlsx",
    }
    executed = sorted(file.name for file in (made[1] / "notebooks").iterdir())
    assert executed == [f"{name}.ipynb" for name in PAGES]


# --- the swap, with runs that are only pretended


def pretend(monkeypatch: pytest.MonkeyPatch, error: str | None = None, interrupt: bool = False) -> list[Job]:
    """Let the runner copy the notebooks unexecuted, as if each had read the figures; returns what it ran."""
    jobs_run: list[Job] = []

    def run(jobs: list[Job], folder: Path, on_cell: object) -> list[Outcome]:
        if interrupt:
            raise KeyboardInterrupt
        jobs_run.extend(jobs)
        (folder / "notebooks").mkdir(exist_ok=True)
        outcomes = []
        for job in jobs:
            shutil.copy(job.notebook, folder / "notebooks")
            cities = job.parameters.get("cities", [job.parameters.get("city")])
            read = Read("figures", tuple(cities), tuple(job.parameters["years"]))
            outcomes.append(Outcome(job.notebook.stem, 0.1, error, 100, Notes((read,))))
        return outcomes

    monkeypatch.setattr(report, "run_notebooks", run)
    return jobs_run


@pytest.fixture
def notebooks(tmp_path: Path) -> Path:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name, title in (("00_first", "# 第一页\n\n用途。"), ("01_second", "# 第二页")):
        cell = nbformat.v4.new_markdown_cell(title)
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), folder / f"{name}.ipynb")
    return folder


def test_a_failure_is_named_on_its_page_and_in_the_index(
    raw: Path, notebooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, error="KeyError: '<place>'")
    made = make_report(Request(raw=raw, out=tmp_path / "out"), notebooks)
    assert [failure.name for failure in made.failures] == ["00_first", "01_second"]
    for page in ("index", "00_first"):
        html = (tmp_path / "out" / f"{page}.html").read_text(encoding="utf-8")
        assert "本页未能完成：KeyError: &#x27;&lt;place&gt;&#x27;" in html


def test_an_interrupted_run_leaves_the_last_report(
    raw: Path, notebooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Request(raw=raw, out=tmp_path / "out")
    pretend(monkeypatch)
    make_report(request, notebooks)
    before = {file: file.read_bytes() for file in request.out.rglob("*") if file.is_file()}
    pretend(monkeypatch, interrupt=True)
    with pytest.raises(KeyboardInterrupt):
        make_report(request, notebooks)
    assert {file: file.read_bytes() for file in request.out.rglob("*") if file.is_file()} == before


def test_what_has_not_changed_is_not_run_again(
    raw: Path, notebooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "raw"
    shutil.copytree(raw, own)
    request = Request(raw=own, out=tmp_path / "out")
    ran = pretend(monkeypatch)
    made = [make_report(request, notebooks) for _ in range(2)]
    assert [job.notebook.stem for job in ran] == ["00_first", "01_second"]
    assert str(made[1]).startswith(f"{request.out / 'index.html'}: 2 pages (2 unchanged), ")
    manifest = json.loads((request.out / "manifest.json").read_text(encoding="utf-8"))
    assert {run["status"] for run in manifest["notebooks"].values()} == {"unchanged"}
    assert {run["seconds"] for run in manifest["notebooks"].values()} == {0.1}

    ran.clear()
    first = notebooks / "00_first.ipynb"
    first.write_text(first.read_text(encoding="utf-8").replace("用途", "目的"), encoding="utf-8")
    make_report(request, notebooks)
    assert [job.notebook.stem for job in ran] == ["00_first"]

    ran.clear()
    text = (own / DUMP.name).read_text(encoding="utf-8").replace("386件", "396件")
    (own / DUMP.name).write_text(text, encoding="utf-8")
    make_report(request, notebooks)
    assert [job.notebook.stem for job in ran] == ["00_first", "01_second"]
    index = (request.out / "index.html").read_text(encoding="utf-8")
    assert "原始文件1处、数字1处、核对" in index
    assert "阳泉市2023年收到" in index
    assert 'class="audit fails"' in index

    ran.clear()
    make_report(request, notebooks)
    assert ran == []
    assert "的报告相比没有变化" in (request.out / "01_second.html").read_text(encoding="utf-8")


def test_a_failed_notebook_is_run_again(
    raw: Path, notebooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = pretend(monkeypatch, error="KeyError")
    for _ in range(2):
        make_report(Request(raw=raw, out=tmp_path / "out"), notebooks)
    assert len(ran) == 4


def two_places(tmp_path: Path) -> Path:
    """A folder with the dumps of 阳泉市 2023 and 绛县 2024."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in (DUMP.name, "004_083ec2453e3d1090.txt"):
        shutil.copy(DUMP.parent / name, raw)
    return raw


def test_a_notebook_on_one_city_is_for_reports_of_one_city(
    notebooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = nbformat.v4.new_code_cell('city: str = ""', metadata={"tags": ["parameters"]})
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), notebooks / "04_one.ipynb")
    raw = two_places(tmp_path)
    ran = pretend(monkeypatch)
    make_report(Request(raw=raw, out=tmp_path / "all"), notebooks)
    assert "04_one" not in [job.notebook.stem for job in ran]
    make_report(Request(cities=["绛县"], raw=raw, out=tmp_path / "one"), notebooks)
    assert ran[-1].notebook.stem == "04_one"
    assert ran[-1].parameters["city"] == "绛县"
    assert "cities" not in ran[-1].parameters


def test_a_report_for_each_place(notebooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = pretend(monkeypatch)
    request = Request(raw=two_places(tmp_path), out=tmp_path / "out")
    told: list[str] = []
    made = make_each(request, notebooks, tell=told.append)
    assert list(made.of_place) == ["阳泉市", "绛县"]
    assert [job.parameters["cities"] for job in ran] == [["阳泉市"]] * 2 + [["绛县"]] * 2
    assert len(told) == 3  # the tables, and each report
    index = BeautifulSoup((request.out / "index.html").read_text(encoding="utf-8"), "html.parser")
    addresses = [unquote(link["href"]) for link in index.find_all("a")]
    assert addresses == ["阳泉市/index.html", "绛县/index.html"]
    assert all((request.out / address).exists() for address in addresses)
    ran.clear()
    make_each(request, notebooks)
    assert ran == []


def test_no_report_for_each_of_no_place(raw: Path, notebooks: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="unknown city '大同市'"):
        make_each(Request(cities=["大同市"], raw=raw, out=tmp_path / "out"), notebooks)
    assert not (tmp_path / "out" / "index.html").exists()


def test_a_new_report_replaces_the_old_one_and_nothing_else(
    raw: Path, notebooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Request(raw=raw, out=tmp_path / "out", lang="en")
    pretend(monkeypatch)
    make_report(request, notebooks)
    (request.out / "README.md").write_text("kept")
    (notebooks / "01_second.ipynb").unlink()
    make_report(request, notebooks)
    assert (request.out / "README.md").read_text() == "kept"
    assert {file.name for file in request.out.glob("*.html")} == {
        "index.html",
        "evidence.html",
        "00_first.html",
    }
    assert 'lang="en"' in (request.out / "index.html").read_text(encoding="utf-8")


def test_what_was_built_is_told_and_then_what_there_is(
    raw: Path, notebooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch)
    told: list[str] = []
    for _ in range(2):
        make_report(Request(raw=raw, out=tmp_path / "out"), notebooks, tell=told.append)
    assert "rejected scan.txt: " in told[0]
    assert re.fullmatch(
        r"tables in .* are up to date: 1 dump, \d+ figures, 1 file rejected \(see rejects.csv\)", told[1]
    )


def test_rejects_are_told_even_if_the_city_is_unknown(raw: Path, notebooks: Path, tmp_path: Path) -> None:
    told: list[str] = []
    with pytest.raises(UserError, match="unknown city"):
        make_report(Request(cities=["大同市"], raw=raw, out=tmp_path), notebooks, tell=told.append)
    assert "rejected scan.txt: " in told[0]


def test_nothing_to_report_where_every_file_was_rejected(notebooks: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(5):
        (raw / f"{number}.txt").touch()
    with pytest.raises(UserError, match=r"every file in .* was rejected: 0\.txt \(.*, 2 more$"):
        make_report(Request(raw=raw, out=tmp_path / "out"), notebooks)
    assert not (tmp_path / "out" / "index.html").exists()


def test_every_count_of_a_choice_is_the_choices(
    notebooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """绛县 states no figure: neither the index nor the manifest may lend it those of the other dump."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in (DUMP.name, "004_083ec2453e3d1090.txt"):
        shutil.copy(DUMP.parent / name, raw)
    (raw / ".hidden").write_text("x")
    (raw / "README.txt").write_text("x")
    pretend(monkeypatch)
    request = Request(cities=["绛县"], raw=raw, out=tmp_path / "out")
    make_report(request, notebooks)
    manifest = json.loads((request.out / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["shown"]["dumps"], manifest["shown"]["figures"]) == (1, 0)
    assert manifest["built"]["dumps"] == 2
    assert set(manifest["inputs"]) == {DUMP.name, "004_083ec2453e3d1090.txt"}
    index = (request.out / "index.html").read_text(encoding="utf-8")
    assert "所载：1份原始文件中的0个数字" in index
    assert f"全部数据：2份原始文件中的{manifest['built']['figures']}个数字。没有无法读取的文件。" in index
    told = describe_quality(load(["绛县"], tables=request.tables))
    assert told.startswith("所选范围：1份原始文件中的")
    assert "提取出0个数字" in told


def test_no_report_for_an_unknown_city(raw: Path, notebooks: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="unknown city '大同市'; known: 阳泉市"):
        make_report(Request(cities=["大同市"], raw=raw, out=tmp_path / "out"), notebooks)
    assert not (tmp_path / "out" / "index.html").exists()
