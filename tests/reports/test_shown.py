"""What stands beside the charts: missing is not zero, derived is marked, dumps are escaped."""

import ast
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from cppcc_analysis.keywords.concordance import concordance
from cppcc_analysis.keywords.keyness import compare_like_with_like
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.reading import formats
from cppcc_analysis.reports.markup import Cell, Shown, table
from cppcc_analysis.reports.pictures import show_chart
from cppcc_analysis.reports.proposals import show_proposals, show_shares
from cppcc_analysis.reports.quality import (
    describe_quality,
    show_checks,
    show_dumps,
    show_rejects,
    show_truncated,
    show_unread,
)
from cppcc_analysis.reports.reject_wording import reject_reason
from cppcc_analysis.reports.sources import show_sources
from cppcc_analysis.reports.terms import show_distinctive, show_lines, show_rates, show_texts
from cppcc_analysis.tables.store import Tables


def cells(shown: Shown) -> list[list[str]]:
    """The texts of a table's rows; a first cell that spans rows is repeated."""
    rows = []
    for row in BeautifulSoup(shown.html, "html.parser").select("tbody tr"):
        texts = [cell.get_text() for cell in row.select("td")]
        if row.th is not None:
            head = row.th.get_text()
        rows.append([head, *texts])
    return rows


def test_what_is_not_stated_is_no_zero(tables: Tables) -> None:
    rows = cells(show_proposals(tables["proposals"]))
    jiangxian = next(row for row in rows if row[0] == "绛县2024年")
    assert set(jiangxian[3:]) == {"未载明"}


def test_a_whole_year_has_a_row_of_its_own(tables: Tables) -> None:
    rows = [row for row in cells(show_proposals(tables["proposals"])) if row[0] == "太原市2023年"]
    assert [row[2] for row in rows] == ["本次会议", "全年"]
    assert "568" not in rows[0]
    assert "568" in rows[1]


def test_measures_nobody_states_are_left_out(tables: Tables) -> None:
    assert "撤案" not in show_proposals(tables["proposals"]).html
    assert "立案率" in show_proposals(tables["proposals"][4:]).html


def test_derived_shares_are_marked_and_explained(tables: Tables) -> None:
    shown = show_shares(tables["categories"], tables["proposals"])
    assert "11.2%*" in shown.html
    assert "41 ÷ 365" in shown.html
    assert ["绛县2024年", *4 * ["未载明"], ""] in cells(shown)


def test_sources_name_the_sentence_and_its_place(tables: Tables) -> None:
    shown = show_sources(tables["figures"])
    assert "2023.txt [0:12]" in shown.html
    assert "收到 386件" in shown.html
    assert "立案 365件、94.6%" in shown.html


def test_english_names_of_proposers_and_categories(tables: Tables) -> None:
    figures = tables["figures"]
    assert "filed · members 299" in show_sources(figures, "en").html
    other = figures.iloc[[0]].assign(item="生态文明建设和其他")
    assert "received · ecological + other 386" in show_sources(other, "en").html
    assert "立案·委员 299件" in show_sources(figures).html


def test_times_of_counts_carry_their_year(tables: Tables) -> None:
    rows = tables["proposals"].assign(as_of="3月20日20时")
    assert cells(show_proposals(rows.iloc[[1]]))[0][3] == "2024年3月20日20时"
    assert cells(show_proposals(rows.iloc[[1]], "en"))[0][3] == "20 Mar 2024, 20:00"


def test_a_years_row_says_whose_year_it_is(tables: Tables) -> None:
    note = "会议上报告的上一工作年度（全年口径）"
    assert note in show_proposals(tables["proposals"]).html
    assert note not in show_proposals(tables["proposals"][:2]).html
    sources = show_sources(tables["figures"])
    assert note in sources.html
    assert any(row[0] == "太原市2023年（全年）" for row in cells(sources))


def test_articles_have_the_tables_numbers(tables: Tables) -> None:
    broken = tables["articles"].assign(truncated=True)
    shown = show_truncated(broken)
    assert [row[1] for row in cells(shown)] == ["#0", "#0"]
    assert "从#0起" in shown.html


def test_text_of_dumps_is_escaped(tables: Tables) -> None:
    shown = show_sources(tables["figures"])
    assert "<script" not in shown.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.html


def test_a_text_that_was_not_counted_is_no_zero(tables: Tables) -> None:
    rates = term_rates(tables["terms"], tables["articles"])
    without = rates[~((rates["word"] == "数智新城") & (rates["year"] == 2024))]
    row = next(row for row in cells(show_rates(without)) if row[0] == "数智新城")
    assert row[1].startswith("12 (")
    assert row[2] == "无文本"


def test_terms_that_stand_out(tables: Tables) -> None:
    table = compare_like_with_like(tables["terms"], tables["articles"])
    rows = cells(show_distinctive(table, top=1))
    assert [row[:2] for row in rows] == [["阳泉市2023年", "数智新城"], ["阳泉市2024年", "新质生产力"]]


def test_where_nothing_stands_out_the_page_says_so(tables: Tables) -> None:
    table = compare_like_with_like(tables["terms"], tables["articles"])
    few = table[table["count"] < 3]
    assert "各组文本都没有特征词" in show_distinctive(few, 5).html
    one = table[(table["year"] == 2023) | (table["count"] == 0)]
    assert "没有特征词：阳泉市2024年。" in show_distinctive(one, 5).html
    assert "无从比较" in show_distinctive(table.iloc[:0], 5).html


def test_forms_counted_together_are_listed(tables: Tables) -> None:
    rates = term_rates(tables["terms"], tables["articles"])
    assert "合计的写法" not in show_rates(rates).html
    is_word = rates["word"] == "数智新城"
    forms = rates["printed"].mask(is_word & (rates["year"] == 2023), "数智之城; 数智城")
    shown = show_rates(rates.assign(printed=forms))
    row = next(row for row in cells(shown) if row[0] == "数智之城")
    assert row[-1] == "数智之城 / 数智城"


def test_the_texts_counted_are_told(tables: Tables) -> None:
    rates = term_rates(tables["terms"], tables["articles"])
    broken = rates.assign(truncated=rates["year"] == 2023)
    rows = cells(show_texts(broken))
    assert [[*row[:3], row[-1]] for row in rows] == [
        ["阳泉市2023年", "政治决议", "1", "有中断"],
        ["阳泉市2024年", "政治决议", "1", "是"],
    ]


def test_audit_folds_away_what_holds(tables: Tables) -> None:
    open_, folded = show_checks(tables["checks"]).html.split("<details>")
    assert "无法判断" in open_
    assert "成立的1项" in folded
    assert "386" in folded


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_can_be_shown_in_both_languages_and_empty(tables: Tables, lang: str) -> None:
    rates = term_rates(tables["terms"], tables["articles"])
    lines = pd.DataFrame(
        [
            {
                "dump": "a.txt",
                "article": 0,
                "place": "绛县",
                "year": 2024,
                "left": "a",
                "word": "b",
                "right": "c",
                "start": 1,
                "end": 2,
            }
        ]
    )
    for full in (True, False):
        rows = {name: table if full else table.iloc[:0] for name, table in tables.items()}
        shown = [
            show_proposals(rows["proposals"], lang),
            show_shares(rows["categories"], rows["proposals"], lang),
            show_sources(rows["figures"], lang),
            show_checks(rows["checks"], lang),
            show_dumps(rows["dumps"], lang),
            show_rejects(rows["rejects"], lang),
            show_truncated(rows["articles"], lang),
            show_unread(rows["unread"], lang),
            show_rates(rates if full else rates.iloc[:0], lang),
            show_texts(rates if full else rates.iloc[:0], lang),
            show_distinctive(compare_like_with_like(tables["terms"], rows["articles"]), 3, lang),
            show_lines(lines if full else lines.iloc[:0], lang),
        ]
        assert all(isinstance(part, Shown) and part.html for part in shown)
        assert describe_quality(rows, lang)
        chinese = [part.html for part in shown if "地方" in part.html or "没有" in part.html]
        assert bool(chinese) == (lang == "zh")


def test_no_rows_no_chart() -> None:
    def draw(rows: pd.DataFrame, lang: str) -> None:
        raise AssertionError("must not be drawn")

    assert "没有可绘制的数据" in show_chart(draw, pd.DataFrame()).html


def test_a_tables_first_cells_head_their_rows() -> None:
    html = table(
        [Cell("a"), Cell("b", "number")], [[Cell("c", rows=2), Cell("d")], [Cell("", rows=0), Cell("e")]]
    ).html
    assert html.count('scope="row"') == 1
    assert 'rowspan="2"' in html


def reasons_of_the_reading() -> set[str]:
    """Every reason for a reject that the code of the reading can give, with numbers and names put in."""
    found = set(formats._OTHERS.values())
    for file in Path(formats.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if name not in ("UnreadableError", "Reject"):
                continue
            reason = node.args[-1]
            if isinstance(reason, ast.Constant):
                found.add(reason.value)
            elif isinstance(reason, ast.JoinedStr):
                parts = [str(part.value) if isinstance(part, ast.Constant) else "7" for part in reason.values]
                found.add("".join(parts))
    return found


def test_every_reason_for_a_reject_has_its_chinese_wording() -> None:
    reasons = reasons_of_the_reading()
    assert len(reasons) > 20
    assert {reason for reason in reasons if reject_reason(reason, "zh") == reason} == set()
    assert {reject_reason(reason, "en") for reason in reasons} == reasons
    assert reject_reason("something else", "zh") == "something else"


def test_rejects_are_told_in_the_language_of_the_page(tables: Tables) -> None:
    rejects = tables["rejects"].assign(reason="empty")
    assert cells(show_rejects(rejects))[0][-1] == "空文件"
    assert cells(show_rejects(rejects, "en"))[0][-1] == "empty"


def test_articles_have_one_number_on_all_pages(tables: Tables) -> None:
    broken = tables["articles"].assign(truncated=True)
    assert cells(show_truncated(broken))[0][1] == "#0"
    lines = concordance(tables["articles"], "提案")
    assert "2023.txt #0" in show_lines(lines).html
