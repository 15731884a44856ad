import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_analysis.reading.clean import clean_characters, drop_layout_spaces
from cppcc_analysis.reading.traced import Traced, concat

TEXTS = st.text(alphabet=st.sampled_from("提案立３6 5％件 。\n，\u200b\u3000Ａa."), max_size=60)


@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_a_slice_points_at_the_raw_text_it_came_from(raw: str, start: int, size: int) -> None:
    part = Traced.of(raw)[start : start + size]
    if part.text:
        begin, end = part.span
        assert raw[begin:end] == part.text


@given(TEXTS)
def test_cleaning_swaps_or_deletes_and_nothing_else(raw: str) -> None:
    clean = drop_layout_spaces(clean_characters(Traced.of(raw)))
    assert len(clean.text) == len(clean.offsets)
    assert list(clean.offsets) == sorted(set(clean.offsets))
    for char, offset in zip(clean.text, clean.offsets, strict=True):
        assert clean_characters(Traced.of(raw[offset])).text == char


@given(TEXTS, st.integers(0, 20), st.integers(1, 20))
def test_cleaning_what_a_clean_slice_points_to_gives_the_slice_again(raw: str, start: int, size: int) -> None:
    part = clean_characters(Traced.of(raw))[start : start + size]
    if part.text:
        begin, end = part.span
        assert clean_characters(Traced.of(raw[begin:end])).text == part.text


@given(st.text(alphabet="ab \r\n\u2028", max_size=40))
def test_lines_hold_every_character_but_the_line_ends(raw: str) -> None:
    lines = list(Traced.of(raw).split_lines())
    assert "".join(line.text for line in lines) == re.sub("[\r\n\u2028]", "", raw)


def test_joined_parts_keep_their_own_places() -> None:
    raw = "全市政协组|别的文章|织要坚定"
    text = Traced.of(raw)
    joined = concat([text[:5], text[11:]])
    assert joined.text == "全市政协组织要坚定"
    assert joined[4:6].span == (4, 12)


def test_an_empty_text_stands_nowhere() -> None:
    with pytest.raises(ValueError, match="no place"):
        _ = Traced.of("").span
