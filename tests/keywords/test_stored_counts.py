"""What was counted once in the same way is not counted again, and the result is the same."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_analysis.keywords import terms as module
from cppcc_analysis.keywords.terms import Earlier, count_terms
from cppcc_analysis.pipeline import build

Build = Callable[..., pd.DataFrame]
ROWS = [
    ("阳泉市", 2023, "数智新城与双碳"),
    ("阳泉市", 2024, "低空经济，有事好商量"),
    ("朔州市", 2025, "右玉精神，坚决做到“两个维护”"),
]


@pytest.fixture
def counted_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are cut into words from now on."""
    seen: list[str] = []
    cut = module.placed_words
    monkeypatch.setattr(
        module, "placed_words", lambda text, engine: [seen.append(text), cut(text, engine)][1]
    )
    return seen


def recount(articles: pd.DataFrame, before: pd.DataFrame, change: str = "") -> pd.DataFrame:
    terms = count_terms(before)
    if change:
        terms = terms.assign(fingerprint=terms["fingerprint"].str.replace(change, f"{change}0"))
    return count_terms(articles, earlier=Earlier(terms, before))


@pytest.mark.parametrize(
    ("difficulty", "rows", "change", "counted"),
    [
        ("nothing new", ROWS, "", []),
        ("one more", [*ROWS, ("太原市", 2023, "晋阳文化")], "", ["晋阳文化"]),
        ("one changed", [*ROWS[:2], ("朔州市", 2025, "右玉精神。")], "", ["右玉精神。"]),
        ("one gone, the others in another order", [ROWS[2], ROWS[0]], "", []),
        ("the same text elsewhere", [("太原市", 2020, ROWS[0][2])], "", []),
        ("another dictionary", ROWS, "dictionary=", [text for _, _, text in ROWS]),
        ("another list of terms", ROWS, "terms=", [text for _, _, text in ROWS]),
        ("other layers", ROWS, "layers=", [text for _, _, text in ROWS]),
        ("other cleaning that gave the same text", ROWS, "cleaning=", []),
    ],
)
def test_only_what_changed_is_counted(
    articles_of: Build, counted_texts: list[str], difficulty: str, rows: list, change: str, counted: list[str]
) -> None:
    before, now = articles_of(*ROWS), articles_of(*rows)
    fresh = count_terms(now)
    count_terms(before)
    counted_texts.clear()
    again = recount(now, before, change)
    assert counted_texts[len(ROWS) :] == counted
    pd.testing.assert_frame_equal(again, fresh)


TEXTS = st.lists(st.sampled_from([text for _, _, text in ROWS] + ["", "养老"]), min_size=1, max_size=5)


@given(TEXTS, TEXTS)
@settings(max_examples=15, deadline=None)
def test_taken_over_or_not_makes_no_difference(articles_of: Build, before: list[str], now: list[str]) -> None:
    old, new = (
        articles_of(*[("甲市", 2020 + n, text) for n, text in enumerate(texts)]) for texts in (before, now)
    )
    pd.testing.assert_frame_equal(recount(new, old), count_terms(new))


def test_a_second_build_counts_nothing(tmp_path: Path, counted_texts: list[str]) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("政协绛县委员会\n\n会议认为，要推动高质量发展。", encoding="utf-8")
    build(raw, tmp_path / "out")
    first = (tmp_path / "out" / "terms.csv").read_bytes()
    assert len(counted_texts) == 1
    build(raw, tmp_path / "out")
    assert len(counted_texts) == 1
    assert (tmp_path / "out" / "terms.csv").read_bytes() == first


@pytest.mark.parametrize("damage", [b"", b"PAR1 not a table PAR1"])
def test_a_broken_table_is_no_obstacle(tmp_path: Path, damage: bytes) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("政协绛县委员会\n\n会议认为，要推动高质量发展。", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "terms.parquet").write_bytes(damage)
    assert build(raw, tmp_path / "out").articles == 1
    assert len(pd.read_parquet(tmp_path / "out" / "terms.parquet"))


def test_the_other_engine_counts_the_same_and_says_so(articles_of: Build) -> None:
    pytest.importorskip("rjieba", reason="the optional engine rjieba is not installed")
    articles = articles_of(*ROWS)
    one, other = count_terms(articles), count_terms(articles, "rjieba")
    assert other["fingerprint"].str.startswith("rjieba ").all()
    pd.testing.assert_frame_equal(one.drop(columns="fingerprint"), other.drop(columns="fingerprint"))
