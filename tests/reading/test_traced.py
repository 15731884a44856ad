"""What must hold for any text whatsoever: every clean slice points at the raw text that it was made from."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cppcc_analysis.reading.clean import (
    clean_characters,
    drop_invisible,
    drop_layout_spaces,
    drop_markup,
    drop_pinyin,
    narrow,
    simplify,
)
from cppcc_analysis.reading.hanzi import in_gb2312, simplified_forms
from cppcc_analysis.reading.traced import Traced, concat

#: what the cleaning steps look for, whole and in pieces, so that they meet in every order
PIECES = (
    *"提案件後協乾３6％%．，。\n\r\t \u3000\u00a0\u200b\ufeff\ufffd\x07⺠&;<>()（）aA",
    *("&nbsp;", "&amp;", "amp;", "nbsp", "&#160;", "&ldquo;", "<br/>", "<p class='x'>", "</p>", "<p ", "br>"),
    *("(xié)", "（ hui ）", "(a)", "(hello)", "hui", "ǎ", "  "),
)
MIXED = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
ANY = st.one_of(st.text(), MIXED)

#: characters for which `simplify` asks the whole dump
DOUBTFUL = str.maketrans({c: form for c, form in simplified_forms().items() if in_gb2312(c)})


def clean(text: Traced) -> Traced:
    return drop_layout_spaces(clean_characters(text))


STEPS = [
    drop_invisible,
    narrow,
    drop_markup,
    simplify,
    drop_pinyin,
    drop_layout_spaces,
    clean_characters,
    clean,
]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
@given(raw=ANY, start=st.integers(0, 40), size=st.integers(1, 40))
@example(raw="3&nbsp;&nbsp;8", start=6, size=20)
@example(raw="会 (hui)议", start=1, size=2)
def test_what_a_clean_slice_points_to_cleaned_again_is_the_slice(
    step: Callable[[Traced], Traced], raw: str, start: int, size: int
) -> None:
    part = step(Traced.of(raw))[start : start + size]
    if part.text:
        begin, end = part.span
        again = step(Traced.of(raw[begin:end]))
        assert again.text.translate(DOUBTFUL) == part.text.translate(DOUBTFUL)
        assert [offset + begin for offset in again.offsets] == list(part.offsets)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
@given(raw=ANY)
def test_a_step_swaps_or_deletes_and_keeps_the_order(step: Callable[[Traced], Traced], raw: str) -> None:
    cleaned = step(Traced.of(raw))
    assert len(cleaned.text) == len(cleaned.offsets)
    assert list(cleaned.offsets) == sorted(set(cleaned.offsets))
    alone = [step(Traced.of(raw[offset])).text for offset in cleaned.offsets]
    assert "".join(alone).translate(DOUBTFUL) == cleaned.text.translate(DOUBTFUL)


@given(ANY)
def test_no_number_and_no_character_is_lost_or_made(raw: str) -> None:
    plain = re.sub(r"[<>&;()（）]", "", raw)
    swapped = simplify(narrow(Traced.of(plain))).text
    kept = r"[\d\u3400-\u9fff\ufffd]"
    assert re.findall(kept, clean(Traced.of(plain)).text) == re.findall(kept, swapped)


@given(MIXED)
def test_numbers_that_stand_apart_stay_apart(raw: str) -> None:
    """Only what cannot be seen may stand between two digits that cleaning brings together."""
    cleaned = clean(Traced.of(raw))
    for at in range(1, len(cleaned)):
        if cleaned.text[at - 1].isdigit() and cleaned.text[at].isdigit():
            between = raw[cleaned.offsets[at - 1] + 1 : cleaned.offsets[at]]
            assert drop_invisible(Traced.of(between)).text == ""


@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_a_slice_points_at_the_raw_text_it_came_from(raw: str, start: int, size: int) -> None:
    part = Traced.of(raw)[start : start + size]
    if part.text:
        begin, end = part.span
        assert raw[begin:end] == part.text


@given(st.text(alphabet="ab \r\n\u2028", max_size=40))
def test_lines_hold_every_character_but_the_line_ends(raw: str) -> None:
    lines = list(Traced.of(raw).split_lines())
    assert "".join(line.text for line in lines) == re.sub("[\r\n\u2028]", "", raw)
    assert all(raw[slice(*line.span)] == line.text for line in lines if line.text)


@given(ANY)
def test_stripped_text_is_where_it_was(raw: str) -> None:
    stripped = Traced.of(raw).strip()
    assert stripped.text == raw.strip()
    assert not stripped.text or raw[slice(*stripped.span)] == stripped.text


@given(ANY, st.lists(st.integers(0, 30), max_size=4))
def test_cut_and_joined_again_it_is_the_same(raw: str, cuts: list[int]) -> None:
    text = clean_characters(Traced.of(raw))
    at = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    assert concat(text[start:end] for start, end in pairwise(at)) == text


def test_joined_parts_keep_their_own_places() -> None:
    raw = "全市政协组|别的文章|织要坚定"
    text = Traced.of(raw)
    joined = concat([text[:5], text[11:]])
    assert joined.text == "全市政协组织要坚定"
    assert joined[4:6].span == (4, 12)


def test_an_empty_text_stands_nowhere() -> None:
    with pytest.raises(ValueError, match="no place"):
        _ = Traced.of("").span
