"""The start notebook in JupyterLab, as an analyst uses it: choose, look, add a dump, read anew."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cppcc_analysis import pipeline
from tests.explore.conftest import DUMP, NAME

ROOT = Path(__file__).parents[2]
sync_api = pytest.importorskip(
    "playwright.sync_api", reason="needs the package playwright: make test-browser"
)
expect = sync_api.expect
Locator = Page = Any
#: milliseconds: JupyterLab and its kernel take their time to start on a busy machine
PATIENCE = 180_000


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the notebook works on, so that the repository stays as it is."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    for part in ("raw", "reference"):
        shutil.copytree(ROOT / "data" / part, folder / "data" / part)
    pipeline.build(folder / "data" / "raw", folder / "data" / "processed")
    return folder


@pytest.fixture(scope="module")
def address(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """JupyterLab as `cppcc lab` starts it, in a folder below the top; its address with the token."""
    home = tmp_path_factory.mktemp("home")
    places = {f"JUPYTER_{kind}_DIR": str(home / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    # the settings of the one who runs the test stay out; cells out of sight are laid out all the same
    settings = home / "settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"windowingMode": "none"}')
    places["JUPYTERLAB_SETTINGS_DIR"] = str(home / "settings")
    environment = os.environ | places | {"PYTHONPATH": str(ROOT), "IPYTHONDIR": str(home / "ipython")}
    log = home / "lab.log"
    options = ["--no-browser", "--port=0", "--allow-root"]
    with log.open("w") as lines:
        server = subprocess.Popen(
            [sys.executable, "-m", "cppcc_analysis", "lab", *options],
            cwd=project / "data" / "raw",
            env=environment,
            stdout=lines,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield _wait_for_address(server, log)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for_address(server: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(PATIENCE // 100):
        if found := re.search(r"http://127\.0\.0\.1:\d+/lab\S*token=\w+", log.read_text("utf-8")):
            return found[0]
        if server.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start: {log.read_text('utf-8')[-2000:]}")


@pytest.fixture(scope="module")
def page(browser: Any, address: str) -> Iterator[Page]:
    """The start notebook, with all its cells run."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.goto(address)
    page.get_by_role("tab", name="start.ipynb").wait_for()
    # what is asked of a kernel that is not there yet is forgotten
    expect(page.locator("#jp-main-statusbar")).to_contain_text("Python 3 (ipykernel) | Idle")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    panel(page, "choose").locator("img").wait_for()
    yield page
    page.close()


#: the cell that shows each panel
CELLS = {"choose": 2, "sources": 3, "add": 4, "rebuild": 5, "found": 6}


def panel(page: Page, name: str) -> Locator:
    """The output of the cell that shows a panel."""
    return page.locator(".jp-CodeCell").nth(CELLS[name]).locator(".jp-Cell-outputArea")


def shoot(shown: Locator, name: str) -> None:
    """Keep a picture of the window with a panel in it, where a folder for pictures is named."""
    page = shown.page
    shown.evaluate("cell => cell.scrollIntoView()")
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def test_a_chosen_city_changes_the_chart(page: Page) -> None:
    shown = panel(page, "choose")
    before = shown.locator("img").get_attribute("src")
    shoot(shown, "1_start")
    shown.get_by_label("城市").select_option("阳泉市")
    expect(shown.locator("img")).not_to_have_attribute("src", before or "")
    expect(shown).to_contain_text("cppcc.draw_volumes(tables.proposals)")
    expect(shown).to_contain_text('cppcc.load(cities=["阳泉市"])')
    shoot(shown, "2_city")


def test_a_chosen_measure_changes_the_chart(page: Page) -> None:
    shown = panel(page, "choose")
    before = shown.locator("img").get_attribute("src")
    shown.get_by_label("指标").select_option("类别占比")
    expect(shown.locator("img")).not_to_have_attribute("src", before or "")
    shoot(shown, "3_measure")
    shown.get_by_label("指标").select_option("词语频率")
    expect(shown.get_by_label("词语")).to_be_visible()
    shoot(shown, "3_terms")
    shown.get_by_label("指标").select_option("收到、立案与立案率")
    expect(shown.get_by_label("词语")).to_be_hidden()


def test_a_chosen_number_shows_its_place_marked(page: Page) -> None:
    shown = panel(page, "sources")
    shown.get_by_label("数字").select_option("阳泉市2024年 · 立案 377件")
    expect(shown.locator("mark")).to_have_text("377件")
    shoot(shown, "4_source")


def test_a_choice_that_never_met_is_one_line(page: Page) -> None:
    shown = panel(page, "choose")
    shown.get_by_label("年份").select_option("2025")
    expect(shown).to_contain_text("所选城市在所选年份没有会议")
    shoot(shown, "5_error")
    shown.get_by_label("年份").select_option("（全部）")
    shown.locator("img").wait_for()


def drop(add: Locator, name: str, text: str) -> None:
    """Choose a file in the dialogue that the button opens."""
    with add.page.expect_file_chooser() as chooser:
        add.get_by_role("button").click()
    chooser.value.set_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})


def test_a_new_dump_is_taken_in_and_read(page: Page, project: Path) -> None:
    add = panel(page, "add")
    drop(add, NAME, DUMP)
    expect(add).to_contain_text(f"已放入data/raw：{NAME}")
    expect(add).to_contain_text(f"尚未读取：{NAME}")
    assert (project / "data" / "raw" / NAME).read_text("utf-8") == DUMP
    drop(add, ".hidden", "x")
    expect(add).to_contain_text("未放入“.hidden”")
    shoot(add, "6_added")
    rebuild = panel(page, "rebuild")
    rebuild.get_by_role("button", name="重新读取").click()
    rebuild.locator(".widget-hprogress").wait_for()
    shoot(rebuild, "7_reading")
    expect(rebuild).to_contain_text("读取了6份文件")
    found = panel(page, "found")
    expect(found).to_contain_text("大同市2024年")
    expect(found).to_contain_text("收到 345件")
    expect(found).to_contain_text("另计提案57件")  # what no rule read
    shoot(found, "8_found")


def test_the_new_city_can_be_chosen(page: Page) -> None:
    shown = panel(page, "choose")
    before = shown.locator("img").get_attribute("src")
    shown.get_by_label("城市").select_option("大同市")
    expect(shown.locator("img")).not_to_have_attribute("src", before or "")
    shoot(shown, "9_new_city")
    source = panel(page, "sources")
    expect(source.locator("mark")).to_have_text("345件")
    # what a dump holds is text, and stays text
    expect(source).to_contain_text("<img src=x onerror=")
    expect(panel(page, "found")).to_contain_text("$x^2$")
    assert page.title() != "owned"
