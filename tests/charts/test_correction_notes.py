"""A corrected value says so wherever it is shown."""

from pathlib import Path

import pandas as pd
import pytest

from cppcc_analysis.charts.correction_notes import correction_notes
from cppcc_analysis.charts.proposers import draw_proposers
from cppcc_analysis.charts.quality import draw_states
from cppcc_analysis.charts.shares import draw_shares
from cppcc_analysis.charts.volumes import draw_volumes
from cppcc_analysis.pipeline import make_tables
from cppcc_analysis.reports.proposals import show_proposals, show_shares
from cppcc_analysis.reports.sources import show_sources
from cppcc_analysis.tables.store import Tables

REPORT = (
    "政协阳泉市第十四届委员会第三次会议提案审查情况报告\n"
    "（2024年3月21日政协阳泉市第十四届委员会第三次会议通过）\n"
    "大会共收到提案400件，经审查，立案300件。其中，委员提案240件，集体提案60件。"
    "立案的提案中，经济建设方面100件，社会建设方面200件。\n"
)
HEAD = "action,place,year,measure,breakdown,item,unit,value,expect,reason,who,when\n"
LINES = (
    "set,阳泉市,2024,received,total,,件,410,400,印刷有误; 见公报,李,2026-01-02\n"
    "set,阳泉市,2024,filed,category,社会建设,件,201,200,公报作201,李,2026-01-02\n"
    "set,阳泉市,2024,filed,proposer,集体,件,61,60,公报作61,李,2026-01-02\n"
)
RECEIVED = "阳泉市2024年收到经人工更正或选定：印刷有误; 见公报 (李, 2026-01-02)"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    raw: Path = tmp_path_factory.mktemp("raw")
    (raw / "a.txt").write_text(REPORT, "utf-8")
    (raw / "corrections.csv").write_text(HEAD + LINES, "utf-8")
    return make_tables(raw)


def test_each_chart_notes_the_correction_of_what_it_shows(tables: Tables) -> None:
    proposals, categories, figures = tables.proposals, tables.categories, tables.figures
    assert RECEIVED in draw_volumes(proposals).footnotes
    assert RECEIVED in draw_states(proposals).footnotes
    social = "阳泉市2024年社会建设经人工更正或选定：公报作201 (李, 2026-01-02)"
    assert social in draw_shares(categories, proposals).footnotes
    collective = "阳泉市2024年立案·集体经人工更正或选定：公报作61 (李, 2026-01-02)"
    assert collective in draw_proposers(figures, proposals).footnotes
    english = "阳泉市 (2024), received: corrected by hand: 印刷有误; 见公报 (李, 2026-01-02)"
    assert english in draw_volumes(proposals, "en").footnotes


def test_each_table_of_a_page_notes_it(tables: Tables) -> None:
    assert RECEIVED in str(show_proposals(tables.proposals)._repr_html_())
    assert "公报作201" in str(show_shares(tables.categories, tables.proposals)._repr_html_())
    assert "410件（更正，原文400件）" in str(show_sources(tables.figures)._repr_html_())


@pytest.mark.parametrize(
    "rows",
    [
        pd.DataFrame({"place": ["阳泉市"], "corrected": pd.array([None], "string")}),
        pd.DataFrame({"place": ["阳泉市"]}),
    ],
)
def test_nothing_corrected_is_no_note(rows: pd.DataFrame) -> None:
    assert correction_notes(rows, "zh") == []
