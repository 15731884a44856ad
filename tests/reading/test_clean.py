"""Each cleaning step: examples, and near misses that it must leave alone."""

from collections.abc import Callable

import pytest

from cppcc_analysis.reading.clean import (
    clean_characters,
    count_han,
    drop_invisible,
    drop_layout_spaces,
    drop_markup,
    drop_pinyin,
    narrow,
    simplify,
)
from cppcc_analysis.reading.traced import Traced


def cleaned(step: Callable[[Traced], Traced], raw: str) -> str:
    return step(Traced.of(raw)).text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("收到３８６件，占９４．６％", "收到386件，占94.6%"),
        ("Ａ类２１件", "A类21件"),
        ("\u3000\u3000会议\u00a0指出\t", "  会议 指出 "),
        # a PDF's font names radicals for the characters that look like them
        ("⼈⺠政协⼯作，⻅效", "人民政协工作，见效"),
        # a compatibility character
        ("\uf98e度", "年度"),
        # near misses: Chinese punctuation and numerals stay the text's own
        ("（２０２３年）：“提案”！", "（2023年）：“提案”！"),
        ("①一是二〇二三年", "①一是二〇二三年"),
        ("a，b；c", "a，b；c"),
    ],
)
def test_full_width_and_look_alikes(raw: str, clean: str) -> None:
    assert cleaned(narrow, raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("提\u200b案\ufeff委\u00ad员", "提案委员"),
        ("3\u200b86\u2060件", "386件"),
        ("\x07一、\x01会议\x1a", "一、会议"),
        ("立案\u202c365\ufe0f件", "立案365件"),
        # near misses: line ends, tabs and the sign that a character was lost
        ("一\n二\r\n三\t四\f五\u2028六", "一\n二\r\n三\t四\f五\u2028六"),
        ("收到3\ufffd6件", "收到3\ufffd6件"),
    ],
)
def test_what_cannot_be_seen(raw: str, clean: str) -> None:
    assert cleaned(drop_invisible, raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("会议&nbsp;&nbsp;指出", "会议指出"),
        ("会议&amp;nbsp;指出&#160;：", "会议指出："),
        ("提案<br>委员<BR />会", "提案委员会"),
        ("<p class='x'>会议</p>认为<span style=\"a:b\">要</span>。", "<p class='x'>会议认为要。"),
        ("&ldquo;共识&rdquo;、共识&rdquo;。", "&ldquo;共识、共识。"),
        ("提案386&nbsp;件", "提案386件"),
        ("R&amp;D经费", "R&D经费"),
        # near misses: between two digits they part numbers
        ("386&nbsp;365", "386&nbsp;365"),
        ("386<br/>&nbsp;365", "386<br/>&nbsp;365"),
        ("a<b且c>d", "a<b且c>d"),
        ("<三农>与<People>", "<三农>与<People>"),
        ("A&B；AT&T;", "A&B；AT&T;"),
        ("收入<p 的", "收入<p 的"),
    ],
)
def test_leftovers_of_web_pages(raw: str, clean: str) -> None:
    assert cleaned(drop_markup, raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("協商議政，建言資政，三萬兩千件", "协商议政，建言资政，三万两千件"),
        ("會議指出，顯著成效", "会议指出，显著成效"),
        # one character from a traditional font in simplified text
        ("協商民主的提案工作，人民政协" * 3, "协商民主的提案工作，人民政协" * 3),
        # characters of both, in traditional text
        ("會後徵求餅乾於市政協", "会后征求饼干于市政协"),
        # near misses: they are right in simplified text
        ("乾隆年间，宫商角徵羽，慰藉，显著，瞭望", "乾隆年间，宫商角徵羽，慰藉，显著，瞭望"),
        ("乾县政协" * 20 + "協商", "乾县政协" * 20 + "协商"),
        ("「全市提案」『工作』", "「全市提案」『工作』"),
    ],
)
def test_traditional_characters(raw: str, clean: str) -> None:
    assert cleaned(simplify, raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("协(xié)商", "协商"),
        ("有关(guān)单位", "有关单位"),
        ("会(hui) 议", "会 议"),
        ("委员（yuán）会", "委员会"),
        ("妇女(nǚ)，旅(lü\u030c)游，女(nv)", "妇女，旅游，女"),
        ("提( tí )案 (àn)", "提案"),
        ("饿(è)", "饿"),
        # near misses: classes, lists, names, abbreviations
        ("(A类)21件，办理(B)", "(A类)21件，办理(B)"),
        ("一类（a）二类(b)三类(e)", "一类（a）二类(b)三类(e)"),
        ("你好(hello)，世贸(WTO)", "你好(hello)，世贸(WTO)"),
        ("生产总值(GDP)，二氧化碳(CO)", "生产总值(GDP)，二氧化碳(CO)"),
        ("abc(xié)", "abc(xié)"),
        ("政协(zhengxie)", "政协(zhengxie)"),
        ("提案(tí案)", "提案(tí案)"),
    ],
)
def test_pinyin_in_brackets(raw: str, clean: str) -> None:
    assert cleaned(drop_pinyin, raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("提案 113 件，占 30 %", "提案113件，占30%"),
        ("政 治 决 议", "政治决议"),
        ("  会议 指出", "会议指出"),
        ("94 .6%", "94.6%"),
        ("约 .6", "约.6"),
        # near misses: a space between digits or Latin words parts them
        ("2024 2025", "2024 2025"),
        ("1  386", "1  386"),
        ("new town", "new town"),
    ],
)
def test_spaces_of_the_layout(raw: str, clean: str) -> None:
    assert cleaned(drop_layout_spaces, raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        # letter-spaced headings
        ("政　治　决　议", "政治决议"),
        ("提\u2003案\u00a0工&nbsp;作\u202f报告", "提案工作报告"),
        # one after the other
        ("協(xié)\u200b 商", "协商"),
        ("会（ｈｕì） 议&nbsp;３８６ 件", "会议386件"),
    ],
)
def test_the_steps_together(raw: str, clean: str) -> None:
    assert drop_layout_spaces(clean_characters(Traced.of(raw))).text == clean


@pytest.mark.parametrize(("text", "han"), [("", 0), ("立案365件。", 3), ("一千○四十九件", 7), ("ABC", 0)])
def test_han_characters(text: str, han: int) -> None:
    assert count_han(text) == han
