"""Where lines may and may not break."""

import pytest

from cppcc_analysis.charts.lines import break_pieces, wrap
from cppcc_analysis.charts.style import text_width

LONG = (
    "阳泉市收到提案由386件增至407件，立案率由94.6%降至92.6%；朔州市（七届四次会议）收到212件，“立案”173件。"
)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        # a number keeps its unit and its sign
        ("收到提案407件", "407件"),
        ("立案率94.6%", "94.6%"),
        ("上升12.7个百分点", "12.7个百分点"),
        ("共1,204件", "1,204件"),
        ("下降−3.7个百分点", "−3.7个百分点"),
        ("约386件", "约386件"),
        ("推算81.6%*", "81.6%*"),
        ("第3次", "第3次"),
        ("自2023—2025年", "2023—2025年"),
        ("至12时", "12时"),
        ("the 14th committee", "14th "),
        # marks stay with the word before or behind them
        ("立案，收到", "案，"),
        ("会议（2023年）文件", "（2023年）"),
        ("的“高质量”", "“高"),
        ("的“高质量”", "量”"),
    ],
)
def test_pieces_that_stay_whole(text: str, whole: str) -> None:
    assert whole in break_pieces(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        # near misses: a break is allowed here
        ("提案", ["提", "案"]),
        ("2023年2月", ["2023年", "2月"]),
        ("386件提案", ["386件", "提", "案"]),
        ("filed proposals", ["filed ", "proposals"]),
    ],
)
def test_pieces_that_may_part(text: str, pieces: list[str]) -> None:
    assert break_pieces(text) == pieces


@pytest.mark.parametrize("even", [True, False])
@pytest.mark.parametrize("width", [1.2, 1.7, 2.3, 3.1, 4.4])
def test_every_width_keeps_the_rules(width: float, even: bool) -> None:
    lines = wrap(LONG, 9, width, even)
    assert "".join(lines) == LONG
    assert all(text_width(line, 9) <= width for line in lines)
    assert not any(line[0] in "。，；：、！？）”%" for line in lines)
    assert not any(line[-1] in "（“" for line in lines)


def test_a_title_breaks_behind_punctuation() -> None:
    assert wrap("阳泉市收到提案由386件增至407件，立案率由94.6%降至92.6%", 16, 5.0) == [
        "阳泉市收到提案由386件增至407件，",
        "立案率由94.6%降至92.6%",
    ]


def test_short_text_and_given_breaks_are_kept() -> None:
    assert wrap("提案\n立案", 9, 3) == ["提案", "立案"]


def test_a_piece_wider_than_the_line_stands_alone() -> None:
    assert wrap("a 123456789件 b", 9, 0.5) == ["a", "123456789件", "b"]
