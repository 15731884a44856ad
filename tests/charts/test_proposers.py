"""Who proposed: one base at a time, no proposal twice."""

import pandas as pd
import pytest

from cppcc_analysis.charts.proposers import describe_proposers, draw_proposers, proposer_table
from tests.charts.layout import texts
from tests.charts.tables import YANGQUAN_2023, figure, figures_table, proposals_table

SESSION = proposals_table(YANGQUAN_2023)


def test_the_five_dumps(figures: pd.DataFrame, proposals: pd.DataFrame) -> None:
    chart = draw_proposers(figures, proposals)
    assert chart.title == "集体提案占比：阳泉市由立案提案的18.1%降至13.5%"
    assert {"阳泉市 2023（占立案）", "朔州市 2025（占收到）", "12.7%* · 27件"} <= set(texts(chart))
    assert "占收到与占立案的比重基数不同，不可直接比较" in chart.footnotes
    told = describe_proposers(figures, proposals)
    assert "朔州市2025年收到提案中：集体提案27件、12.7%（推算）。" in told
    assert "太原市2023年、绛县2024年会议未载明提案者构成。" in told


@pytest.mark.parametrize(
    ("items", "kept"),
    [
        (["集体", "委员"], ["委员", "集体"]),
        # a whole and its parts: only the whole
        (["委员", "联名", "集体", "党派", "界别"], ["委员", "集体"]),
        (["联名", "党派"], ["联名", "党派"]),
        (["各民主党派"], ["各民主党派"]),
    ],
)
def test_no_proposal_counts_twice(items: list[str], kept: list[str]) -> None:
    rows = [figure("阳泉市", 2023, "filed", item, 10, "件") for item in items]
    assert proposer_table(figures_table(*rows), SESSION)["item"].tolist() == kept


def test_a_share_is_computed_only_on_its_own_base() -> None:
    rows = [figure("阳泉市", 2023, base, "集体", 73, "件") for base in ("filed", "assigned")]
    table = proposer_table(figures_table(*rows), SESSION).set_index("base")
    assert table.loc["filed", ["share", "share_state", "formula"]].tolist() == [20.0, "derived", "73 ÷ 365"]
    assert table.loc["assigned", "share_state"] == "not_stated"
    assert pd.isna(table.loc["assigned", "share"])


def test_figures_of_the_npc_and_of_other_breakdowns_are_left_out() -> None:
    rows = [
        figure("阳泉市", 2023, "filed", "集体", 9, "件", body="人大"),
        figure("阳泉市", 2023, "filed", "经济建设", 9, "件", breakdown="category"),
    ]
    assert proposer_table(figures_table(*rows), SESSION).empty
    assert draw_proposers(figures_table(*rows), SESSION).title == "各次会议均未载明集体提案的占比"
