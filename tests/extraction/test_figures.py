"""The grammar: sentences and what must be read from them. `filed proposer 委员 299 件` is one figure."""

import pytest

from cppcc_analysis.extraction.figures import extract_figures
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.blocks import Block, Role
from cppcc_analysis.reading.traced import Traced
from tests.extraction.conftest import Read


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        # a list whose shares come behind it
        (
            "在立案提案中，委员提案299件，集体提案66件，分别占81.9%和18.1%。",
            [
                "filed proposer 委员 299 件",
                "filed proposer 集体 66 件",
                "filed proposer 委员 81.9 %",
                "filed proposer 集体 18.1 %",
            ],
        ),
        # a share behind each count belongs to it
        (
            "经审查立案365件，占提案总数的94.6%，未立案21件，占提案总数的5.4%。",
            ["filed total 365 件", "filed total 94.6 %", "not_filed total 21 件", "not_filed total 5.4 %"],
        ),
        # the number before its noun; one number, two facts
        ("审查立案的568件提案全部办复。", ["filed total 568 件", "replied total 568 件"]),
        ("对其中9件提案进行并案后，经审查立案173件。", ["merged total 9 件", "filed total 173 件"]),
        # a breakdown right behind the received is of the received
        ("共收到提案212件，其中集体提案27件。", ["received total 212 件", "received proposer 集体 27 件"]),
        # the category in the clause before, the category with a share alone
        (
            "立案提案中，经济建设方面，提出提案113件，占30%。",
            ["filed category 经济建设 113 件", "filed category 经济建设 30 %"],
        ),
        ("立案提案中，文化建设方面的占11.2%。", ["filed category 文化建设 11.2 %"]),
        ("共有151位委员参与提交提案。", ["participants total 151 人"]),
        # 委员提案 behind 收到 are all proposals
        ("大会共收到委员提案386件。", ["received total 386 件"]),
        # what only looks like a figure
        ("提案数量比上次会议增加30件。", []),
        ("与去年收到提案356件相比有所增加。", []),
        ("开展专题调研视察82项，举办协商议政活动28次，提交建议报告46件。", []),
        ("全年共征集社情民意信息4194件，编发1553件，领导批示48件。", []),
        ("大会应到委员288名，实到251名。", []),
        ("表彰优秀提案20件。", []),
        ("围绕乡村振兴提出提案20件。", []),
        ("送交46家承办单位办理。", []),
        ("立案提案***件。", []),
    ],
)
def test_a_sentence(sentence: str, figures: list[str], read: Read) -> None:
    assert read(sentence) == figures


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "本次会议收到代表议事原案35件，提出的建议146件。",
            ["人大 motions total 35 件", "人大 suggestions total 146 件"],
        ),
        ("大会未收到代表十人以上联名提出的议案，收到代表提出建议143件。", ["人大 suggestions total 143 件"]),
    ],
)
def test_figures_of_the_congress_are_its_own(sentence: str, figures: list[str], read: Read) -> None:
    assert read(sentence, kind="news", body="人大") == figures
    assert not [figure for figure in read(sentence, kind="news", body=None) if not figure.startswith("人大")]


def test_a_list_goes_on_from_paragraph_to_paragraph(read: Read) -> None:
    assert read(
        "大会共收到提案386件，立案365件。",
        "经济建设方面提案123件，占33.7%。主要建议有：建设新城等。",
        "文化建设方面提案41件，占",
    ) == [
        "received total 386 件",
        "filed total 365 件",
        "filed category 经济建设 123 件",
        "filed category 经济建设 33.7 %",
        "filed category 文化建设 41 件",
    ]


def test_where_no_word_says_it_the_sum_says_what_a_list_is_of(read: Read) -> None:
    figures = read("共收到提案100件，立案80件。委员提案70件，集体提案30件。")
    assert figures[2:] == ["received proposer 委员 70 件", "received proposer 集体 30 件"]


@pytest.mark.parametrize(
    ("kind", "sentence", "scope"),
    [
        ("review_report", "大会共收到提案386件。", "session"),
        ("work_report", "审查立案的568件提案全部办复。", "year"),
        ("work_report", "本次会议期间收到提案386件。", "session"),
        ("proposal_work_report", "五年来，共收到提案2000件。", "term"),
        ("news", "一年来，共提交提案300件。", "year"),
    ],
)
def test_what_a_figure_covers(kind: str, sentence: str, scope: str) -> None:
    figures, _ = extract_figures(
        Article(None, (), (Block(Role.PARAGRAPH, Traced.of(sentence)),), kind, "政协")
    )
    assert {figure.scope for figure in figures} == {scope}


def test_a_bracket_left_open_ends_with_its_sentence() -> None:
    lines = ("一年来，共收到提案300件（其中本次会议期间提案200件。", "大家踊跃提交提案386件。")
    blocks = tuple(Block(Role.PARAGRAPH, Traced.of(line)) for line in lines)
    figures, _ = extract_figures(Article(None, (), blocks, "review_report", "政协"))
    assert (figures[-1].value, figures[-1].scope) == (386, "session")


@pytest.mark.parametrize(
    ("sentence", "as_of"),
    [
        ("截至2023年2月21日12时，大会共收到提案386件。", "2023年2月21日12时"),
        ("截止2月19日下午6时，共收到提案212件。", "2月19日下午6时"),
        ("大会共收到提案386件。", None),
    ],
)
def test_the_cut_off_is_kept_as_printed(sentence: str, as_of: str | None) -> None:
    figures, _ = extract_figures(
        Article(None, (), (Block(Role.PARAGRAPH, Traced.of(sentence)),), "review_report", "政协")
    )
    assert [figure.as_of for figure in figures] == [as_of]


def test_what_no_rule_attaches_is_shown_as_unread() -> None:
    sentence = "提案办理中涉及疑难杂症的有12件。"
    figures, unread = extract_figures(
        Article(None, (), (Block(Role.PARAGRAPH, Traced.of(sentence)),), "review_report", "政协")
    )
    assert not figures
    assert [sentence[u.start : u.end] for u in unread] == ["12件"]
