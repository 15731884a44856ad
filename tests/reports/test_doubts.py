"""What the audit contradicts is marked, and no title rests on it."""

from pathlib import Path

import pytest

from cppcc_analysis import pipeline
from cppcc_analysis.charts.volumes import draw_volumes
from cppcc_analysis.reports.doubts import with_doubts
from cppcc_analysis.tables.store import Tables, load_tables

RAW = Path(__file__).parents[2] / "data" / "raw"
MEASURES = ("received", "filed", "filing_rate")


def built(folder: Path, printed: str, changed: str) -> Tables:
    """The tables of 阳泉市 2023 and 2024, with a number changed."""
    raw = folder / "raw"
    raw.mkdir()
    for file in [*RAW.glob("000_*.txt"), *RAW.glob("001_*.txt")]:
        (raw / file.name).write_bytes(file.read_bytes().replace(printed.encode(), changed.encode()))
    pipeline.build(raw, folder / "tables")
    return load_tables(folder / "tables")


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ("386件", "reported"),
        # 365 ÷ 396 is not the printed 94.6%, so none of the three is sure
        ("396件", "conflict"),
    ],
)
def test_a_number_that_fails_the_audit_makes_no_title(tmp_path: Path, changed: str, state: str) -> None:
    tables = with_doubts(built(tmp_path, "386件", changed))
    chart = draw_volumes(tables.proposals)
    row = tables.proposals.query("year == 2023 and scope == 'session'").iloc[0]
    assert [row[f"{measure}_state"] for measure in MEASURES] == [state] * 3
    assert row["received"] == int(changed[:3])
    assert ("增至" in chart.title) is (state == "reported")
    assert any("相互有出入" in note for note in chart.footnotes) is (state == "conflict")
