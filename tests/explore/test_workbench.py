"""The panels of the start notebook, driven as a browser drives them; and the code that they show runs."""

import ast
import json
import re
import shutil
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from ipywidgets import HTML, Widget

import cppcc_analysis as cppcc
from cppcc_analysis import pipeline
from cppcc_analysis.charts.chart import Chart
from cppcc_analysis.errors import UserError
from cppcc_analysis.explore import charting
from cppcc_analysis.explore.views import VIEWS
from cppcc_analysis.explore.workbench import Workbench
from cppcc_analysis.reports.reject_wording import reject_reason
from cppcc_analysis.tables.evidence import Source
from tests.explore.conftest import DUMP, NAME

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Chart]:
    """The charts that were shown; what is seen of them here is their words, for pixels take a second each."""
    charts: list[Chart] = []

    def show(chart: Chart) -> tuple[dict[str, str], dict[str, Any]]:
        charts.append(chart)
        return {"text/html": f'<img alt="{escape(chart.title + chart.alt)}">'}, {}

    monkeypatch.setattr(Chart, "_repr_mimebundle_", show)
    return charts


@pytest.fixture
def workbench(project: Path) -> Workbench:
    return Workbench()


def run(code: str) -> Any:
    """The value of shown code, run where the notebook runs."""
    assert len(code.splitlines()) == 2
    *before, last = ast.parse(code).body
    names: dict[str, Any] = {"cppcc": cppcc}
    exec(compile(ast.Module(before, []), "shown", "exec"), names)
    assert isinstance(last, ast.Expr)
    return eval(compile(ast.Expression(last.value), "shown", "eval"), names)


def upload(workbench: Workbench, name: str, content: bytes) -> None:
    file = {"name": name, "type": "text/plain", "size": len(content), "content": memoryview(content)}
    workbench.add.upload.value = ({**file, "last_modified": pd.Timestamp("2024-03-01").to_pydatetime()},)


# --- choosing


@pytest.mark.parametrize(
    ("view", "lang", "city"),
    [*((view, "zh", "阳泉市") for view in VIEWS), ("volumes", "zh", ""), ("shares", "en", "")],
)
def test_the_shown_code_draws_the_shown_chart(
    view: str, lang: str, city: str, project: Path, drawn: list[Chart]
) -> None:
    workbench = Workbench(lang)
    workbench.choice.view.value = view
    workbench.choice.cities.value = (city,)
    again = run(workbench.choice.chart_code.code)
    assert (again.title, again.lang) == (drawn[-1].title, lang)
    pd.testing.assert_frame_equal(again.data, drawn[-1].data)


def test_the_shown_code_loads_what_is_chosen(workbench: Workbench) -> None:
    workbench.choice.cities.value = ("阳泉市", "绛县")
    workbench.choice.years.value = (2024,)
    assert set(run(workbench.choice.city_code.code)["place"]) == {"阳泉市", "绛县"}
    assert set(run(workbench.choice.year_code.code)["year"]) == {2024}


def test_another_choice_is_another_chart(workbench: Workbench) -> None:
    pictures = [workbench.chart.picture.value]
    workbench.choice.cities.value = ("阳泉市",)
    pictures.append(workbench.chart.picture.value)
    workbench.choice.years.value = (2023,)
    pictures.append(workbench.chart.picture.value)
    workbench.choice.view.value = "shares"
    pictures.append(workbench.chart.picture.value)
    assert len(set(pictures)) == 4
    workbench.choice.view.value = "volumes"
    workbench.choice.years.value = workbench.choice.cities.value = ("",)
    assert workbench.chart.picture.value == pictures[0]


def test_all_and_a_name_is_the_name(workbench: Workbench) -> None:
    workbench.choice.cities.value = ("", "绛县")
    assert workbench.choice.cities.value == ("绛县",)
    workbench.choice.cities.value = ()
    assert workbench.choice.cities.value == ("",)


def test_words_can_be_chosen_where_words_are_counted(workbench: Workbench) -> None:
    assert workbench.choice.words.layout.display == "none"
    workbench.choice.view.value = "terms"
    assert workbench.choice.words.layout.display == ""
    workbench.choice.words.value = ("高质量发展",)
    assert workbench.chart.picture.layout is not workbench.choice.words.layout
    assert 'tables.articles, ["高质量发展"]' in workbench.choice.chart_code.code


def test_a_choice_that_never_met_is_one_line(workbench: Workbench) -> None:
    workbench.choice.cities.value = ("绛县",)
    workbench.choice.years.value = (2023,)
    assert workbench.chart.message.lines == ["所选城市在所选年份没有会议，请另选。"]
    assert not workbench.chart.picture.value
    assert not workbench.sources.numbers.options


def test_nothing_to_compare_is_said(workbench: Workbench) -> None:
    workbench.choice.view.value = "changes"
    workbench.choice.cities.value = ("绛县",)
    assert "没有可比较的数据" in workbench.chart.picture.value


def test_a_defect_is_said_and_raised(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charting, "fold", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        workbench.choice.cities.value = ("阳泉市",)
    assert workbench.chart.message.lines == ["出错：ZeroDivisionError: division by zero"]


# --- sources


@pytest.mark.parametrize("view", [name for name, view in VIEWS.items() if view.breakdown])
def test_each_number_leads_to_its_place(view: str, workbench: Workbench) -> None:
    workbench.choice.view.value = view
    workbench.choice.cities.value = ("阳泉市",)
    options = workbench.sources.numbers.options
    assert options
    for label, position in options[::3]:
        workbench.sources.numbers.value = position
        marked = re.findall("<mark>(.*?)</mark>", workbench.sources.source.value, re.DOTALL)
        value = re.search(r"([\d.]+)(件|%)$", label)
        assert value
        assert [value[1] in mark for mark in marked] == [True]
    shown = run(workbench.sources.code.code)
    assert isinstance(shown, Source)
    assert shown._repr_html_() in workbench.sources.source.value


def test_a_count_of_a_word_leads_to_its_lines(workbench: Workbench) -> None:
    workbench.choice.view.value = "terms"
    label, _ = workbench.sources.numbers.options[0]
    count = re.search(r"(\d+)次$", label)
    assert count
    assert len(run(workbench.sources.code.code)) == int(count[1])
    assert workbench.sources.source.value.count("<tr>") == int(count[1]) + 1


def test_a_dump_that_is_gone_is_one_line(workbench: Workbench, project: Path) -> None:
    shutil.move(project / "data" / "raw" / "000_e596674802f1d768.txt", project)
    workbench.choice.cities.value = ("阳泉市",)
    (line,) = workbench.sources.message.lines
    assert line.startswith("no dump 000_e596674802f1d768.txt in")


# --- a new dump


def test_a_new_dump_is_added_read_and_told(workbench: Workbench, project: Path) -> None:
    upload(workbench, NAME, DUMP.encode())
    assert workbench.add.message.lines == [f"已放入data/raw：{NAME}"]
    assert workbench.add.waiting.lines == [f"尚未读取：{NAME}"]
    assert workbench.add.upload.value == ()
    assert (project / "data" / "raw" / NAME).read_bytes() == DUMP.encode()

    workbench.choice.cities.value = ("阳泉市",)
    workbench.rebuild.button.click()
    assert workbench.rebuild.message.lines[0].startswith("读取了4份文件：")
    assert not workbench.rebuild.button.disabled
    assert workbench.add.waiting.lines == []
    assert workbench.found.dumps.label == f"新：{NAME}"
    for told in ("大同市2024年", "收到 345件", "另计提案57件"):
        assert told in workbench.found.found.value
    assert len(run(workbench.found.code.code)) == 5
    assert "大同市" in dict(workbench.choice.cities.options)
    assert workbench.choice.cities.value == ("阳泉市",)  # what was chosen stays


def test_what_a_dump_holds_is_text(workbench: Workbench) -> None:
    upload(workbench, NAME, DUMP.encode())
    upload(workbench, "<b>&'.txt".replace("<", "＜").replace(">", "＞"), DUMP.replace("345", "346").encode())
    workbench.rebuild.button.click()
    workbench.choice.cities.value = ("大同市",)
    shown = [widget.value for widget in widgets_of(workbench) if isinstance(widget, HTML)]
    assert any("&lt;img src=x" in html for html in shown)
    assert not [html for html in shown if "<img src=x" in html]
    for _, name in workbench.found.dumps.options:
        workbench.found.dumps.value = name
        run(workbench.found.code.code)


def widgets_of(workbench: Workbench) -> list[Widget]:
    panels = [workbench.choose, workbench.sources, workbench.add, workbench.rebuild, workbench.found]
    found: list[Widget] = []
    while panels:
        panel = panels.pop()
        found.append(panel)
        panels += getattr(panel, "children", ())
    return found


def test_a_file_dropped_into_the_folder_is_seen(project: Path) -> None:
    (project / "data" / "raw" / NAME).write_text(DUMP, encoding="utf-8")
    workbench = Workbench()  # reads it at once, for its tables are out of date
    assert workbench.found.dumps.label == f"新：{NAME}"


def test_a_file_that_cannot_be_read_is_told_with_the_reason(workbench: Workbench) -> None:
    upload(workbench, "scan.txt", b"\x00\x01\x02\xff" * 50)
    workbench.rebuild.button.click()
    assert workbench.found.dumps.label == "新：scan.txt"
    (reason,) = run(workbench.found.code.code)["reason"]
    assert reject_reason(reason, "zh") in workbench.found.found.value


@pytest.mark.parametrize("name", ["../x.txt", "CON", ".hidden", "000_e596674802f1d768.txt"])
def test_a_name_that_cannot_be_is_one_line(name: str, workbench: Workbench, project: Path) -> None:
    before = {file: file.read_bytes() for file in (project / "data" / "raw").iterdir()}
    upload(workbench, name, b"text")
    (line,) = workbench.add.message.lines
    assert line.startswith("未放入")
    assert {file: file.read_bytes() for file in (project / "data" / "raw").iterdir()} == before


def test_the_code_beside_the_upload_adds_the_file(workbench: Workbench, project: Path) -> None:
    Path("新文件.txt").write_text(DUMP, encoding="utf-8")
    assert run(workbench.add.code.code) == [project / "data" / "raw" / "新文件.txt"]
    upload(workbench, 'a"b.txt'.replace('"', "“"), b"text")
    Path("a“b.txt").write_bytes(b"text")
    assert run(workbench.add.code.code) == [project / "data" / "raw" / "a“b.txt"]


# --- reading anew


def test_the_code_beside_the_button_builds(workbench: Workbench, project: Path) -> None:
    (project / "data" / "raw" / NAME).write_text(DUMP, encoding="utf-8")
    run(workbench.rebuild.code.code)
    assert "大同市" in set(cppcc.load().sessions["place"])


def test_the_bar_follows_the_files(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbench = Workbench()
    seen: list[tuple[int, int]] = []
    bar = workbench.rebuild.bar
    bar.observe(lambda _: seen.append((bar.value, bar.max)), "value")
    workbench.rebuild.button.click()
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert bar.layout.display == "none"


@pytest.mark.parametrize(
    ("error", "said"),
    [(UserError("no room"), "no room"), (KeyboardInterrupt(), "已中断，数据表没有变化。")],
)
def test_a_build_that_fails_is_one_line(
    error: BaseException, said: str, workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "build", fail)
    picture = workbench.chart.picture.value
    workbench.rebuild.button.click()
    assert workbench.rebuild.message.lines == [said]
    assert not workbench.rebuild.button.disabled
    assert workbench.chart.picture.value == picture


# --- as a whole


def test_without_tables_they_are_made_first(project: Path) -> None:
    shutil.rmtree(project / "data" / "processed")
    workbench = Workbench("en")
    assert "<img" in workbench.chart.picture.value
    assert workbench.rebuild.message.lines[0].startswith("Read 3 dumps:")


def test_an_unknown_language_is_refused(project: Path) -> None:
    with pytest.raises(UserError, match="unknown language 'de'"):
        Workbench("de")


def test_the_start_notebook_runs(project: Path) -> None:
    names: dict[str, Any] = {"In": []}
    cells = json.loads((ROOT / "notebooks" / "start.ipynb").read_text("utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    for source in sources:
        names["In"].append(source)
        exec(source, names)
    shown = {source.removeprefix("workbench.") for source in sources if source.startswith("workbench.")}
    assert all(isinstance(getattr(names["workbench"], name), Widget) for name in shown)
    assert shown == {"choose", "sources", "add", "rebuild", "found"}
