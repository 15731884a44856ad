"""Pages: one language, no code, and what papermill says of an error kept out."""

from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from cppcc_analysis.reports.pages import read_story, render_notebook

CHOICE = {"cities": ["阳泉市"], "years": []}


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """An executed notebook that failed in its last cell."""
    chart = {"name": "volumes", "title": "收到386件", "alt": "柱状图"}
    cells = [
        new_markdown_cell("An Exception was encountered", metadata={"tags": ["papermill-error-cell-tag"]}),
        new_markdown_cell("# 提案数量\n\n用途。\n\n其他。", metadata={"tags": ["zh"]}),
        new_markdown_cell("# Proposal volumes\n\nPurpose.", metadata={"tags": ["en"]}),
        new_markdown_cell("怎样运行", metadata={"tags": ["by-hand"]}),
        new_code_cell(
            "secret_code()",
            outputs=[
                new_output(
                    "display_data",
                    {"text/html": "<figure>图</figure>", "text/plain": "x"},
                    metadata={"chart": chart},
                )
            ],
        ),
        new_code_cell(
            outputs=[
                new_output("error", ename="KeyError", evalue="'x'", traceback=["File elsewhere.py, line 7"])
            ]
        ),
    ]
    file = tmp_path / "01_volumes.ipynb"
    nbformat.write(new_notebook(cells=cells), file)
    return file


def test_the_story_of_a_notebook(notebook: Path) -> None:
    story = read_story(notebook, "zh")
    assert (story.name, story.title, story.purpose) == ("01_volumes", "提案数量", "用途。")
    assert story.charts == (("volumes", "收到386件", "柱状图"),)
    assert read_story(notebook, "en").title == "Proposal volumes"


@pytest.mark.parametrize(
    ("lang", "shown", "hidden"),
    [
        ("zh", ["提案数量", "用途。", "城市：阳泉市；年份：全部"], "Purpose"),
        ("en", ["Proposal volumes", "years: all"], "用途"),
    ],
)
def test_a_page_speaks_one_language(notebook: Path, lang: str, shown: list[str], hidden: str) -> None:
    html = render_notebook(notebook, lang, CHOICE, [read_story(notebook, lang)], None)
    assert all(text in html for text in [*shown, "<figure>图</figure>"])
    assert hidden not in html
    assert "secret_code" not in html
    assert "怎样运行" not in html


def test_a_failed_page_says_so_without_the_stack(notebook: Path) -> None:
    html = render_notebook(notebook, "zh", CHOICE, [read_story(notebook, "zh")], "KeyError: <x>")
    assert "本页未能完成：KeyError: &lt;x&gt;" in html
    assert 'href="notebooks/01_volumes.ipynb"' in html
    assert "elsewhere.py" not in html
    assert "An Exception" not in html


def test_a_page_lists_its_headings_and_its_parameters(tmp_path: Path) -> None:
    declared = """cities: list[str] = []  # 城市，留空为全部 · cities; empty for all
kinds: list[str] = [  # 种类 · kinds
    "news",
]
tables: str = ""  # 文件夹 · folder"""
    cells = [
        new_markdown_cell("# 标题"),
        new_code_cell(declared, metadata={"tags": ["parameters"]}),
        new_code_cell(
            '# Parameters\ncities = ["阳泉市", "<b>"]\ntables = "x"',
            metadata={"tags": ["injected-parameters"]},
        ),
        *(new_markdown_cell(f"## {name}") for name in ("结论", "数据 & 图", "出处")),
    ]
    file = tmp_path / "01_x.ipynb"
    nbformat.write(new_notebook(cells=cells), file)
    html = render_notebook(file, "zh", CHOICE, [read_story(file, "zh")], None, '<p class="audit">核对</p>')
    page = BeautifulSoup(html, "html.parser")
    links = [(link["href"], link.get_text()) for link in page.select("nav.contents a")]
    assert links == [("#s1", "结论"), ("#s2", "数据 & 图"), ("#s3", "出处")]
    assert [page.find(id=address.lstrip("#")).get_text() for address, _ in links] == [
        text for _, text in links
    ]
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("details tbody tr")]
    assert rows == [["cities", "阳泉市、<b>", "城市，留空为全部"], ["kinds", "news", "种类"]]
    assert page.select_one("p.audit") is not None


def test_few_headings_need_no_list(notebook: Path) -> None:
    html = render_notebook(notebook, "zh", CHOICE, [read_story(notebook, "zh")], None)
    assert 'class="contents"' not in html
    assert "<details>" not in html
