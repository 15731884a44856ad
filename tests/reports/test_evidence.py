"""The evidence page: it tells what the tables hold, every link of the tables arrives, and dumps stay text."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from cppcc_analysis import pipeline
from cppcc_analysis.charts.category_change import draw_category_change
from cppcc_analysis.charts.proposers import draw_proposers
from cppcc_analysis.charts.quality import draw_states
from cppcc_analysis.charts.shares import draw_shares
from cppcc_analysis.charts.volumes import draw_volumes
from cppcc_analysis.reports.evidence_data import figure_state, gather
from cppcc_analysis.reports.evidence_links import chart_links
from cppcc_analysis.reports.evidence_page import NAME, render_evidence, write_evidence
from cppcc_analysis.reports.markup import Shown
from cppcc_analysis.reports.passages import Spot, cut_passages
from cppcc_analysis.reports.proposals import show_proposals, show_shares
from cppcc_analysis.reports.quality import show_checks, show_unread
from cppcc_analysis.reports.sources import show_sources
from cppcc_analysis.tables.evidence import reread, show_source
from cppcc_analysis.tables.evidence_ids import cell_id, figure_id, part_id, split_spots
from cppcc_analysis.tables.spreadsheet import FORMULA_STARTS
from cppcc_analysis.tables.store import Tables, load_tables, write_tables

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
ALL = {"cities": [], "years": [], "lang": "zh"}

#: what a dump may hold, each inside a sentence whose number is read
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "</textarea><svg onload=alert(1)>",
    '<a href="javascript:alert(1)">点此</a>',
    "$\\frac{1}{2}$",
    "\x1b[31m红\x1b[2J",
    "-->",
    "\u2028\u2029",
    "&lt;b&gt;&#60;",
    "=cmd|' /C calc'!A0",
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The tables of the five dumps."""
    out = tmp_path_factory.mktemp("real")
    pipeline.build(RAW, out)
    return load_tables(out)


@pytest.fixture(scope="module")
def page(real: Tables, tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    folder = tmp_path_factory.mktemp("page")
    write_evidence(real, RAW, folder, ALL)
    return BeautifulSoup((folder / NAME).read_text(encoding="utf-8"), "html.parser")


def content(page: BeautifulSoup) -> dict:
    return json.loads(page.find(id="data").string)


def utf16(text: str, start: int, end: int) -> str:
    """The stretch of `text` that JavaScript means by these offsets."""
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


# --- what the page tells is what the tables hold


def test_every_figure_is_there_with_its_value_and_place(real: Tables, page: BeautifulSoup) -> None:
    entries = {entry["id"]: entry for entry in content(page)["entries"]}
    rows = [*real["figures"].to_dict("records"), *real["reference"].to_dict("records")]
    assert len(rows) > 200
    for row in rows:
        entry = entries[figure_id(row)]
        assert entry["number"] == row["value"]
        assert entry["spot"] == f"{row['dump']} [{row['start']}:{row['end']}]"


def test_the_marked_stretch_gives_the_value(real: Tables, page: BeautifulSoup) -> None:
    data = content(page)
    marked = [entry for entry in data["entries"] if "in" in entry]
    assert len(marked) == len(real["figures"]) + len(real["reference"])
    for entry in marked:
        at, first, start, end, last = entry["in"]
        assert reread(utf16(data["passages"][at], start, end)) == entry["number"]
        assert first <= start < end <= last


def test_sentences_are_marked_whole(real: Tables, page: BeautifulSoup) -> None:
    data = content(page)
    entries = {entry["id"]: entry for entry in data["entries"]}
    for row in real["figures"].to_dict("records"):
        at, first, _, _, last = entries[figure_id(row)]["in"]
        sentence = utf16(data["passages"][at], first, last)
        assert re.sub(r"\s", "", sentence) == re.sub(r"\s", "", row["quote"])


def test_derived_cells_name_formula_and_figures(real: Tables, page: BeautifulSoup) -> None:
    data = content(page)
    shuozhou = next(row for row in real["proposals"].to_dict("records") if row["place"] == "朔州市")
    rate = data["entries"][data["others"][cell_id(shuozhou, "filing_rate")]]
    assert (rate["value"], rate["formula"], rate["state"]) == ("81.6%", "100 × 173 ÷ 212", "推算")
    assert [data["entries"][at]["number"] for at in rate["parts"]] == [173, 212]
    left = next(r for r in real["categories"].to_dict("records") if r["formula"] == "365 − 123 − 16 − 41")
    rest = data["entries"][data["others"][part_id(left, "filed", "category", left["category"], "share")]]
    assert [data["entries"][at]["number"] for at in rest["parts"]] == [365, 123, 16, 41]


def test_reported_cells_lead_to_their_figure(real: Tables) -> None:
    found = gather(real, "zh")
    row = real["proposals"].iloc[0]
    entry = found.entries[found.others[cell_id(row, "received")]]
    assert (entry.value, entry.is_figure) == (386, True)


def test_checks_stand_by_the_figures_that_they_use(real: Tables, page: BeautifulSoup) -> None:
    data = content(page)
    for at, entry in enumerate(data["entries"]):
        for check in entry.get("checks", []):
            assert {at, *entry.get("parts", [])} & set(data["checks"][check]["figures"])
    used = [check for check in real["checks"]["figures"] if list(split_spots(check))]
    assert len(data["checks"]) == len(used)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "reported"),
        ({"approximate": True}, "approximate"),
        ({"corrected_from": 3.0, "approximate": True}, "corrected"),
        ({"chosen": True}, "reported"),
        ({"chosen": False, "corrected_from": 3.0}, "set_aside"),
        ({"status": "reference"}, "reference"),
    ],
)
def test_the_state_of_a_figure(tables: Tables, changes: dict[str, object], state: str) -> None:
    row = tables["figures"].iloc[0].to_dict()
    assert figure_state(row | changes) == state


def test_a_correction_is_told(tables: Tables) -> None:
    figures = tables["figures"].copy()
    figures.loc[0, ["corrected_from", "correction"]] = [368.0, "公报作386（张三，2024-01-01）"]
    html = render_evidence({**tables, "figures": figures}, {}, ALL)
    soup = BeautifulSoup(html, "html.parser")
    entry = next(e for e in content(soup)["entries"] if e["state"] == "已更正")
    assert (entry["was"], entry["note"]) == ("368", "公报作386（张三，2024-01-01）")
    assert soup.find("th", class_="note") is not None


def test_sources_that_differ_are_shown_side_by_side(tables: Tables) -> None:
    proposals, figures = tables["proposals"].copy(), tables["figures"].copy()
    proposals.loc[0, "received"], proposals.loc[0, "received_state"] = pd.NA, "conflict"
    other = figures.iloc[[0]].assign(value=387.0, start=900, end=904)
    found = gather({**tables, "proposals": proposals, "figures": pd.concat([figures, other])}, "zh")
    entry = found.entries[found.others[cell_id(proposals.iloc[0], "received")]]
    assert (entry.value, entry.state) == (None, "conflict")
    assert [found.entries[at].value for at in entry.figures] == [386, 387]


def test_a_dump_that_is_gone_leaves_its_sentence(tables: Tables) -> None:
    soup = BeautifulSoup(render_evidence(tables, {}, ALL), "html.parser")
    data = content(soup)
    assert data["passages"] == []
    assert all("386" in entry["quote"] for entry in data["entries"] if entry.get("value") == "386件")


@pytest.mark.parametrize(
    ("spots", "cut"),
    [
        ([("a", 500, 520)], [(340, 680)]),
        ([("a", 500, 520), ("a", 700, 720)], [(340, 880)]),
        ([("a", 500, 520), ("a", 900, 920)], [(340, 680), (740, 1000)]),
        ([("a", 0, 5)], [(0, 165)]),
        ([("gone", 0, 5)], []),
        ([], []),
    ],
)
def test_passages_that_overlap_are_one(spots: list[tuple[str, int, int]], cut: list[tuple[int, int]]) -> None:
    given = [Spot(dump, start, end, start, end) for dump, start, end in spots]
    found = cut_passages(given, {"a": "字" * 1000})
    assert [(passage.start, passage.start + len(passage.text)) for passage in found] == cut


def test_offsets_count_as_javascript_does() -> None:
    (passage,) = cut_passages([Spot("a", 4, 6, 2, 8)], {"a": "𠮷🀄立案38件。"})
    assert [passage.at(offset) for offset in (0, 2, 4, 6)] == [0, 4, 6, 8]


def test_passages_show_control_characters() -> None:
    (passage,) = cut_passages([Spot("a", 0, 2, 0, 2)], {"a": "38\x1b[2J\x00\r\n件\r"})
    assert passage.shown == "38␛[2J␀ \n件\n"


# --- ids and links


def test_ids_do_not_depend_on_how_a_row_is_held() -> None:
    row = {"place": "绛县", "term": 14, "session": 4, "year": None, "scope": "session"}
    held = pd.DataFrame([row, row | {"year": 2024}]).convert_dtypes()
    floats = pd.DataFrame([row | {"term": 14.0}, row | {"year": 2024.0}])
    for frame in (held, floats):
        assert cell_id(frame.iloc[0], "filed") == cell_id(row, "filed")
        assert cell_id(frame.iloc[1], "filed") == cell_id(row | {"year": 2024}, "filed")
    assert cell_id(row, "filed") != cell_id(row, "received")


def test_ids_are_unique(real: Tables) -> None:
    ids = [entry.id for entry in gather(real, "zh").entries]
    assert len(ids) == len(set(ids))


def linked(shown: Shown) -> dict[str, str]:
    """{text of each link: id it leads to}; no other addresses."""
    anchors = BeautifulSoup(shown.html, "html.parser").find_all("a")
    assert all(anchor["href"].startswith("evidence.html#") for anchor in anchors)
    return {anchor.get_text(): anchor["href"].partition("#")[2] for anchor in anchors}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_number_of_the_tables_has_a_link_that_arrives(real: Tables, lang: str) -> None:
    found = gather(real, lang)
    known = {entry.id for entry in found.entries} | set(found.others)
    figures = real["figures"]
    shown = {
        "proposals": show_proposals(real["proposals"], lang, linked=True),
        "shares": show_shares(real["categories"], real["proposals"], lang, linked=True),
        "sources": show_sources(figures, lang, linked=True),
        "checks": show_checks(real["checks"], lang, linked=True),
    }
    for name, part in shown.items():
        assert set(linked(part).values()) <= known, name
    for name in ("proposals", "shares"):
        cells = BeautifulSoup(shown[name].html, "html.parser").select("td.number")
        assert [cell for cell in cells if re.search(r"\d", cell.get_text()) and not cell.a] == []
    assert len(linked(shown["sources"])) > 20


def test_tables_have_no_links_unless_asked(tables: Tables) -> None:
    for shown in (show_proposals(tables["proposals"]), show_sources(tables["figures"])):
        assert "<a " not in shown.html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_number_of_the_charts_has_a_link_that_arrives(real: Tables, lang: str) -> None:
    found = gather(real, lang)
    known = {entry.id for entry in found.entries} | set(found.others)
    parts = real["figures"].query("breakdown != 'category'")
    proposals, categories = real["proposals"], real["categories"]
    charts = [
        draw_volumes(proposals, lang),
        draw_states(proposals, lang),
        draw_proposers(parts, proposals, lang),
        draw_shares(categories, proposals, lang),
        draw_category_change(categories, lang),
    ]
    for chart in charts:
        links = linked(chart_links(chart.data, lang))
        assert links, chart.name
        assert set(links.values()) <= known, chart.name
    volumes = linked(chart_links(charts[0].data, lang))
    assert set(volumes) >= {"收到 386件", "立案率 81.6%*"} or lang == "en"


def test_charts_without_numbers_of_texts_have_no_links() -> None:
    assert chart_links(pd.DataFrame()).html == ""
    assert chart_links(pd.DataFrame({"word": ["高质量发展"], "count": [3]})).html == ""


# --- dumps are other people's text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Folders of the dumps and of the tables, of a report whose every sentence means harm."""
    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("tables")
    head = "政协阳泉市第十四届委员会第二次会议提案审查情况的报告\n\n"
    body = "".join(
        f"{100 + n}{words}，会议期间共收到提案{380 + n}件{words}，立案{300 + n}件。\n\n"
        for n, words in enumerate(HOSTILE)
    )
    (raw / "<b>2023.txt").write_text(head + body, encoding="utf-8")
    pipeline.build(raw, out)
    return raw, out


def test_hostile_sentences_are_read(hostile: tuple[Path, Path]) -> None:
    quotes = "".join(load_tables(hostile[1])["figures"]["quote"]) + "".join(
        load_tables(hostile[1])["unread"]["quote"]
    )
    assert [words for words in ("<script>", "</textarea>", "点此", "$", "-->") if words not in quotes] == []


def test_hostile_dumps_stay_text_on_the_evidence_page(hostile: tuple[Path, Path], tmp_path: Path) -> None:
    raw, folder = hostile
    write_evidence(load_tables(folder), raw, tmp_path, ALL)
    html = (tmp_path / NAME).read_text(encoding="utf-8")
    soup = BeautifulSoup(html, "html.parser")
    assert [script.get("id") for script in soup.find_all("script")] == ["data", None]
    data = html.partition('id="data">')[2].partition("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(data)
    assert soup.find_all(["img", "svg", "textarea", "b"]) == []
    told = json.loads(data)
    assert any("</script><img src=x onerror=alert(1)>" in passage for passage in told["passages"])
    assert "\x1b" not in "".join(told["passages"])


def test_hostile_dumps_stay_text_in_tables(hostile: tuple[Path, Path]) -> None:
    raw, folder = hostile
    held = load_tables(folder)
    shown = [
        show_sources(held["figures"], linked=True),
        show_unread(held["unread"]),
        show_checks(held["checks"], linked=True),
        show_proposals(held["proposals"], linked=True),
    ]
    for part in shown:
        soup = BeautifulSoup(part._repr_html_(), "html.parser")
        assert soup.find_all(["script", "img", "svg", "textarea", "b"]) == []
        assert [a["href"] for a in soup.find_all("a") if not a["href"].startswith("evidence.html#")] == []
        assert soup.div["class"] == ["mathjax_ignore"]
    source = show_source(held["figures"].iloc[0], raw, folder)
    assert 'class="mathjax_ignore"' in source._repr_html_()
    assert "<script>" not in source._repr_html_()
    for _, row in held["figures"].iterrows():
        assert "\x1b" not in str(show_source(row, raw, folder))


def test_formulas_stay_text_in_csv_files(tables: Tables, tmp_path: Path) -> None:
    starts = ("=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "＝1", "立案", "'=1", "")
    unread = pd.DataFrame(
        [
            {"dump": "a", "article": 0, "value": -1.5, "quote": q, "start": n, "end": 9}
            for n, q in enumerate(starts)
        ]
    )
    write_tables({**tables, "unread": unread}, tmp_path)
    read = pd.read_csv(tmp_path / "unread.csv", encoding="utf-8-sig", keep_default_na=False)
    assert not any(quote.startswith(FORMULA_STARTS) for quote in read["quote"])
    assert [quote.removeprefix("'") for quote in read["quote"]] == [
        start.removeprefix("'") for start in starts
    ]
    assert list(read["value"]) == [-1.5] * len(starts)
    assert list(load_tables(tmp_path)["unread"]["quote"]) == list(starts)


# --- the page's own rules


def test_the_policy_allows_the_pages_own_script_alone(page: BeautifulSoup) -> None:
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    (script,) = [s for s in page.find_all("script") if s.get("type") != "application/json"]
    for name, text in (("script-src", script.string), ("style-src", page.style.string)):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(", script.string
    )


def test_the_page_is_self_contained(page: BeautifulSoup) -> None:
    assert page.find_all(["link", "iframe", "img", "object", "embed"]) == []
    assert [t for t in page.find_all(True) if any(a.startswith("on") or a == "style" for a in t.attrs)] == []
    assert not re.search(r"@import|url\(|https?:", str(page.style))
    assert len(str(page)) < 500_000


@pytest.mark.parametrize(
    ("lang", "tag", "title"), [("zh", "zh-CN", "数字出处"), ("en", "en", "Sources of the numbers")]
)
def test_the_page_speaks_one_language(tables: Tables, lang: str, tag: str, title: str) -> None:
    soup = BeautifulSoup(render_evidence(tables, {}, {**ALL, "lang": lang}), "html.parser")
    assert (soup.html["lang"], soup.h1.get_text()) == (tag, title)
    words = content(soup)["words"]
    assert bool(re.search("[一-鿿]", soup.main.get_text() + "".join(words.values()))) == (lang == "zh")
