import pytest

from cppcc_analysis.reading.clean import clean_characters, count_han, drop_layout_spaces
from cppcc_analysis.reading.traced import Traced


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        # digits, letters and percent signs of full width
        ("收到３８６件，占９４．６％", "收到386件，占94.6%"),
        ("Ａ类２１件", "A类21件"),
        # Chinese punctuation stays the text's own
        ("（２０２３年）：“提案”！", "（2023年）：“提案”！"),
        # what cannot be seen goes
        ("提\u200b案\ufeff委\u00ad员", "提案委员"),
        # spaces of the layout
        ("提案 113 件，占 30 %", "提案113件，占30%"),
        ("政 法 统 战 方 面", "政法统战方面"),
        ("\u3000\u3000会议 指出", "会议指出"),
        # near misses: a space between digits or Latin words parts them
        ("2024 2025", "2024 2025"),
        ("1 386", "1 386"),
        ("new town", "new town"),
    ],
)
def test_cleaning(raw: str, clean: str) -> None:
    assert drop_layout_spaces(clean_characters(Traced.of(raw))).text == clean


@pytest.mark.parametrize(("text", "han"), [("", 0), ("立案365件。", 3), ("一千○四十九件", 7), ("ABC", 0)])
def test_han_characters(text: str, han: int) -> None:
    assert count_han(text) == han
