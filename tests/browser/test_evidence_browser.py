"""The evidence page in Chromium: searched, filtered, sorted, reached from the report, read by axe-core.

Needs the package playwright, a Chromium (`CHROMIUM`, else the one on the path) and, for the rules of
accessibility, axe-core's axe.min.js (`AXE_CORE` names the file); what is missing skips its tests.
"""

import functools
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cppcc_analysis import pipeline
from cppcc_analysis.charts.proposers import draw_proposers
from cppcc_analysis.charts.shares import draw_shares
from cppcc_analysis.charts.volumes import draw_volumes
from cppcc_analysis.reports.evidence_page import NAME, write_evidence
from cppcc_analysis.reports.markup import Shown, stack
from cppcc_analysis.reports.pages import Story, page
from cppcc_analysis.reports.pictures import show_chart
from cppcc_analysis.reports.proposals import show_proposals, show_shares
from cppcc_analysis.reports.quality import show_checks
from cppcc_analysis.reports.report import Request, make_report
from cppcc_analysis.reports.sources import show_sources
from cppcc_analysis.tables.store import Tables, load_tables

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="needs the package playwright: make test-browser"
)

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
AXE = os.environ.get("AXE_CORE")
STORIES = [Story("01_numbers", "数字", "", ()), Story("02_charts", "图", "", ())]
Page = Any


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the evidence page and two pages that hold what the notebooks show."""
    folder, built = tmp_path_factory.mktemp("report"), tmp_path_factory.mktemp("tables")
    pipeline.build(RAW, built)
    tables = load_tables(built)
    write_evidence(tables, RAW, folder, {"cities": [], "years": [], "lang": "zh"}, STORIES)
    for story, shown in zip(STORIES, (_numbers(tables), _charts(tables, folder)), strict=True):
        body = f"<h1>{story.title}</h1>{shown.html}"
        html = page(story.title, "zh", body, STORIES, story.name)
        (folder / f"{story.name}.html").write_text(html, encoding="utf-8")
    return folder


def _numbers(tables: Tables) -> Shown:
    return stack(
        show_proposals(tables["proposals"], linked=True),
        show_shares(tables["categories"], tables["proposals"], linked=True),
        show_sources(tables["figures"], linked=True),
        show_checks(tables["checks"], linked=True),
    )


def _charts(tables: Tables, folder: Path) -> Shown:
    parts = tables["figures"].query("body == '政协' and breakdown != 'category'")
    drawn = (
        (draw_volumes, tables["proposals"]),
        (draw_shares, tables["categories"], tables["proposals"]),
        (draw_proposers, parts, tables["proposals"]),
    )
    shown = [show_chart(draw, *rows, out=str(folder / "charts")) for draw, *rows in drawn]
    return stack(*(Shown(part.html) for part in shown))


@pytest.fixture
def tab(browser: Any, report: Path) -> Iterator[Page]:
    """A tab that fails its test on any error or refusal that the browser reports."""
    complaints: list[str] = []
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on(
        "request",
        lambda request: request.url.startswith(("file:", "data:")) or complaints.append(request.url),
    )
    yield tab
    tab.close()
    assert complaints == []


@pytest.fixture
def evidence(tab: Page, report: Path) -> Page:
    tab.goto((report / NAME).as_uri())
    return tab


def column(tab: Page, name: str) -> list[str]:
    return [text.strip() for text in tab.locator(f"#rows .{name}").all_inner_texts()]


def count(tab: Page) -> int:
    """How many numbers fit, as the live region says."""
    return int(re.findall(r"\d+", tab.locator("#count").inner_text())[-1])


def marked(tab: Page) -> str:
    """The marked number, without the line ends that the dump has in it."""
    return re.sub(r"\s", "", tab.locator("#detail .sentence mark").first.inner_text())


# --- search, filters, order


def test_search_finds_a_number_by_its_sentence(evidence: Page) -> None:
    everything = count(evidence)
    evidence.get_by_label("查找", exact=True).fill("阳泉 分别占81.9％")
    assert 0 < count(evidence) < everything
    assert set(column(evidence, "place")) == {"阳泉市"}
    evidence.get_by_label("查找", exact=True).fill("没有这样的话")
    assert count(evidence) == 0
    assert evidence.locator("#rows").inner_text() == "没有符合条件的数字。"
    evidence.get_by_role("button", name="清除条件").click()
    assert count(evidence) == everything


def test_filters_narrow_the_list(evidence: Page) -> None:
    evidence.get_by_label("地方").select_option("阳泉市")
    evidence.get_by_label("年份").select_option("2024")
    evidence.get_by_label("数的是什么").select_option("立案率")
    assert column(evidence, "value") == ["92.6%"]
    evidence.get_by_role("button", name="清除条件").click()
    evidence.get_by_label("状态").select_option("推算")
    assert set(column(evidence, "state")) == {"推算"}
    assert "81.6%" in column(evidence, "value")


def test_columns_sort_both_ways(evidence: Page) -> None:
    evidence.get_by_label("地方").select_option("阳泉市")
    evidence.get_by_label("数的是什么").select_option("收到")
    head = evidence.locator("th.value")
    for direction, values in (("ascending", ["386件", "407件"]), ("descending", ["407件", "386件"])):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == direction
        assert [value for value in column(evidence, "value") if value.endswith("件")] == values
    evidence.locator("th.year").get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert column(evidence, "year") == sorted(column(evidence, "year"))


def test_the_list_is_turned_page_by_page(evidence: Page) -> None:
    first = column(evidence, "what")
    assert len(first) == 50
    evidence.get_by_role("button", name="下一页").click()
    assert "第2页" in evidence.locator("#pager").inner_text()
    evidence.get_by_role("button", name="上一页").click()
    assert column(evidence, "what") == first


# --- one number


def test_a_row_leads_to_the_marked_sentence(evidence: Page) -> None:
    evidence.locator("#rows tr", has_text="94.6%").locator(".state").click()
    assert marked(evidence) == "94.6%"
    assert "决定立案365件" in evidence.locator("#detail .sentence").inner_text()
    told = evidence.locator("#detail").inner_text()
    assert all(
        words in told
        for words in ("000_e596674802f1d768.txt [1500:1505]", "提案审查报告", "十四届二次", "成立")
    )


def test_the_keyboard_does_it_all(evidence: Page) -> None:
    evidence.keyboard.press("Tab")
    assert evidence.evaluate("document.activeElement.className") == "skip"
    evidence.keyboard.press("Enter")
    link = evidence.locator("#rows a").first
    for _ in range(12):
        evidence.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    evidence.keyboard.press("Enter")
    evidence.wait_for_selector("#detail mark")
    assert evidence.evaluate("document.activeElement.id") == "detail-title"
    evidence.keyboard.press("Escape")
    assert evidence.locator("#detail").is_hidden()
    assert link.evaluate("link => link === document.activeElement")


def test_the_history_goes_back_to_the_number_before(evidence: Page) -> None:
    evidence.locator("#rows a").nth(0).click()
    evidence.locator("#rows a").nth(1).click()
    assert marked(evidence) == "365件"
    evidence.go_back()
    evidence.wait_for_function("document.querySelector('#detail mark').textContent === '386件'")


def test_a_derived_number_shows_what_it_was_computed_from(evidence: Page) -> None:
    evidence.get_by_label("状态").select_option("推算")
    evidence.locator("#rows tr", has_text="81.6%").locator("a").click()
    detail = evidence.locator("#detail")
    assert "100 × 173 ÷ 212" in detail.inner_text()
    assert detail.locator("mark").all_inner_texts() == ["173件", "212件"]


def test_an_address_of_another_report_says_so(tab: Page, report: Path) -> None:
    tab.goto((report / NAME).as_uri() + "#f-0000000000")
    assert "本页没有这个数字" in tab.locator("#count").inner_text()


# --- from the report to the sentence


@pytest.mark.parametrize(
    ("place", "story", "link", "sentence"),
    [
        ("chart 0", "02_charts", "收到 386件", "386件"),
        ("chart 1", "02_charts", "文化建设 23.9%", "23.9%"),
        ("chart 2", "02_charts", "集体提案 51件", "51件"),
        ("table", "01_numbers", "568", "568件"),
        ("shares", "01_numbers", "40.5%", "40.5%"),
        ("derived", "01_numbers", "81.6*", "173件"),
        ("sources", "01_numbers", "94.6%", "94.6%"),
    ],
)
def test_numbers_of_the_report_lead_to_their_sentence(
    tab: Page, report: Path, place: str, story: str, link: str, sentence: str
) -> None:
    tab.goto((report / f"{story}.html").as_uri())
    within = tab.locator("main")
    if place.startswith("chart"):
        within = tab.locator("details.sources").nth(int(place[-1]))
        within.locator("summary").click()
    within.get_by_role("link", name=link, exact=True).first.click()
    tab.wait_for_selector("#detail mark")
    assert marked(tab) == sentence
    assert tab.locator("#detail mark").first.is_visible()


def test_on_a_telephone_the_sentence_takes_the_place_of_the_list(browser: Any, report: Path) -> None:
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    tab.goto((report / NAME).as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.locator("#rows a").first.click()
    assert tab.locator("#results").is_hidden()
    assert tab.locator("#detail mark").is_visible()
    tab.get_by_role("button", name="返回列表").click()
    assert tab.locator("#results").is_visible()
    tab.close()


# --- harm


def test_hostile_dumps_do_nothing(browser: Any, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    attacks = (
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(1)>",
        "</textarea><svg onload=alert(1)>",
    )
    text = "政协阳泉市第十四届委员会第二次会议提案审查情况的报告\n\n"
    text += "".join(f"{words}会议期间共收到提案386件{words}，立案365件。\n\n" for words in attacks)
    (raw / "2023.txt").write_text(text, encoding="utf-8")
    pipeline.build(raw, tmp_path / "tables")
    write_evidence(load_tables(tmp_path / "tables"), raw, tmp_path, {"cities": [], "years": [], "lang": "zh"})
    tab = browser.new_page()
    alerts: list[str] = []
    tab.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    tab.goto((tmp_path / NAME).as_uri())
    tab.locator("#rows a").first.click()
    assert "<script>alert(1)</script>" in tab.locator("#detail .raw").first.inner_text()
    tab.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'alert(2)'}))"
    )
    tab.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(3)>')")
    tab.wait_for_timeout(200)
    assert alerts == []
    tab.close()


# --- accessibility


@functools.cache
def axe_source() -> str:
    if AXE is None:
        pytest.skip("needs axe-core: name its axe.min.js in AXE_CORE")
    return Path(AXE).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def whole_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report as `cppcc report` writes it."""
    out = tmp_path_factory.mktemp("whole") / "reports"
    # another folder of dumps, so that the tables of the repository stay as they are
    raw = tmp_path_factory.mktemp("dumps")
    shutil.copytree(RAW, raw / "raw")
    assert make_report(Request(cities=["阳泉市"], raw=raw / "raw", out=out)).failures == []
    return out


@pytest.mark.parametrize(
    "page_name", ["index", "00_data_quality", "01_proposal_volumes", "03_keyword_frequency", "04_briefing"]
)
def test_axe_finds_no_serious_violation_in_a_whole_report(
    browser: Any, whole_report: Path, page_name: str
) -> None:
    _check_axe(browser, whole_report, f"{page_name}.html", 1280)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", [NAME, f"{NAME}#chosen", "01_numbers.html", "02_charts.html"])
def test_axe_finds_no_serious_violation(browser: Any, report: Path, address: str, width: int) -> None:
    _check_axe(browser, report, address, width)


def _check_axe(browser: Any, report: Path, address: str, width: int) -> None:
    source = axe_source()
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 900})
    tab = context.new_page()
    file, _, chosen = address.partition("#")
    tab.goto((report / file).as_uri())
    if chosen:
        tab.locator("#rows a").first.click()
    for closed in tab.locator("summary").all():
        closed.click()
    tab.evaluate(source)
    found = tab.evaluate("axe.run()")["violations"]
    context.close()
    told = [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")]
    assert told == [], json.dumps(found, ensure_ascii=False, indent=1)[:4000]
