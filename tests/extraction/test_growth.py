import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_analysis.extraction.comparisons import find_changes
from cppcc_analysis.extraction.figures import extract_figures
from cppcc_analysis.extraction.growth import Growth, extract_growth
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.blocks import Block, Role
from cppcc_analysis.reading.clean import clean_characters, drop_layout_spaces
from cppcc_analysis.reading.traced import Traced


def read_growth(raw: str, title: str | None = None) -> list[Growth]:
    """The growths of a text of one paragraph a line, cleaned as a dump is."""
    lines = clean_characters(Traced.of(raw)).split_lines()
    blocks = tuple(Block(Role.PARAGRAPH, drop_layout_spaces(line)) for line in lines)
    article = Article(Traced.of(title) if title else None, (), blocks, "review_report", "政协")
    figures, _ = extract_figures(article)
    return extract_growth(article, figures)


def spell(growth: Growth) -> str:
    """`received +15 件 last_session`; a part has its item, an earlier value stands behind `from`."""
    words = [
        "人大" if growth.body == "人大" else None,
        growth.measure,
        growth.item,
        f"{growth.change:+g}",
        growth.unit,
        growth.against,
        "about" if growth.approximate else None,
        f"from {growth.previous:g}" if growth.previous is not None else None,
    ]
    return " ".join(word for word in words if word)


SAID_OF_THE_FIGURE_BEFORE = [
    ("大会共收到提案418件，比三次会议增加15件。", ["received +15 件 last_session"]),
    ("会议共征集到提案312件，比上次会议增加27件。", ["received +27 件 last_session"]),
    ("共收到提案211件，较去年同期多17件。", ["received +17 件 last_year"]),
    ("共收到提案211件，比上年少收9件。", ["received -9 件 last_year"]),
    ("共收到提案四百一十八件,比上次会议增加十七件。", ["received +17 件 last_session"]),
    ("大会收到提案5208件，比四次会议同期增加3.4%；立案4391件。", ["received +3.4 % last_session"]),
    ("五年来，共收到提案1563件，比上届同期增加134件，立案1428件。", ["received +134 件 last_term"]),
    ("收到提案418件，创历史新高，比前年增加52件。", ["received +52 件 other"]),
    ("收到提案418件，涉及经济、社会等方面，比上年增长8.4%。", ["received +8.4 % last_year"]),
    ("立案365件，立案率94.6%，较上年回落一点五个百分点。", ["filed -1.5 个百分点 last_year"]),
    ("立案数占提案总数的92.1%,比去年提高1.4个百分点。", ["filed +1.4 个百分点 last_year"]),
    ("立案365件，立案率94.6%，比上年提高2.1%。", ["filed +2.1 % last_year"]),
    ("共有219名委员提交提案，比上年增加12名。", ["participants +12 人 last_year"]),
    (
        "共有436位委员提交提案，占委员总数的57.2%，比四次会议提高2.3个百分点。",
        ["participants +2.3 个百分点 last_session"],
    ),
    ("收到提案418件，其中重点提案12件，比去年增加2件。", ["key +2 件 last_year"]),
    ("收到代表建议200件，比上年增加10件。", ["人大 suggestions +10 件 last_year"]),
    ("收到提案527件，较去年大会期间减少了整整41件。", ["received -41 件 last_year"]),
    # no preposition, or a clause of its own for what is compared with
    ("共收到提案402件，同比增加19件。", ["received +19 件 last_year"]),
    ("共收到提案402件，与上年相比，减少12件。", ["received -12 件 last_year"]),
    ("2023年收到提案418件，比2022年增加26件。", ["received +26 件 last_year"]),
    ("收到提案418件，比2019年增加26件。", ["received +26 件 other"]),
    # several in one sentence
    (
        "收到提案418件，同比增加15件，增长3.7%，立案365件，减少8件。",
        ["received +15 件 last_year", "received +3.7 % last_year", "filed -8 件 last_year"],
    ),
    (
        "收到提案418件（比上年增加15件），立案365件（比上年减少3件）。",
        ["received +15 件 last_year", "filed -3 件 last_year"],
    ),
    ("收到提案418件（委员提案299件，集体提案119件），比上年增加15件。", ["received +15 件 last_year"]),
    ("立案365件（立案率94.6%），比上年提高2.1个百分点。", ["filed +2.1 个百分点 last_year"]),
    # in turn
    (
        "大会收到提案418件，立案365件，分别比去年增加15件、12件。",
        ["received +15 件 last_year", "filed +12 件 last_year"],
    ),
    (
        "委员提案299件、集体提案119件，较上年分别减少近9件和2件。",
        ["filed 委员 -9 件 last_year about", "filed 集体 -2 件 last_year"],
    ),
    # parts
    (
        "委员提案299件，比去年增加10件；集体提案119件，比去年减少5件。",
        ["filed 委员 +10 件 last_year", "filed 集体 -5 件 last_year"],
    ),
    ("集体提案80件，占比22.1%，同比提高3个百分点。", ["filed 集体 +3 个百分点 last_year"]),
    ("教科文卫类提案今年有较大增长，共69件，占25.7%，比去年多16件。", ["filed 教科文卫 +16 件 last_year"]),
    ("经济建设类提案123件，占33.7%，占比较上年提高2.1个百分点。", ["filed 经济建设 +2.1 个百分点 last_year"]),
    ("经济建设类提案123件，占比较上年提高2.1个百分点。", ["filed 经济建设 +2.1 个百分点 last_year"]),
]

SAID_OF_WHAT_THE_CLAUSE_NAMES = [
    ("大会共收到提案418件。\n提案数量比上次会议增加30件。", ["received +30 件 last_session"]),
    ("收到提案418件。立案365件，提案总数比上年增长3.7%。", ["received +3.7 % last_year"]),
    ("收到提案418件。立案365件，提案数量有所增加，比去年增加15件。", ["received +15 件 last_year"]),
    ("今年的提案数量比去年多出41件，创下之最。大会共收到提案527件。", ["received +41 件 last_year"]),
    ("提案数量稳步增长，较上年增加15件，共收到418件提案。", ["received +15 件 last_year"]),
    ("收到提案418件，立案365件，立案率比去年提高了2.1个百分点。", ["filed +2.1 个百分点 last_year"]),
    (
        "立案365件，比上年增加9件。提案办复率100%，立案率同比上升1.3个百分点。",
        ["filed +9 件 last_year", "filed +1.3 个百分点 last_year"],
    ),
    ("提案办理满意率为98.6%。与上年相比，委员满意率提高0.6个百分点。", ["satisfied +0.6 个百分点 last_year"]),
    (
        "经济建设类提案123件，社会建设类提案90件。经济建设类提案比上年增加8件。",
        ["filed 经济建设 +8 件 last_year"],
    ),
    ("委员提案299件，集体提案119件。集体提案占比较上年提高3个百分点。", []),
    (
        "委员提案占71.5%，集体提案占28.5%。集体提案占比较上年提高3个百分点。",
        ["filed 集体 +3 个百分点 last_year"],
    ),
    (
        "收到提案418件，立案365件；较去年提案数增加15件，立案数增加12件，立案率提高0.5个百分点。",
        ["received +15 件 last_year", "filed +12 件 last_year", "filed +0.5 个百分点 last_year"],
    ),
    ("立案率比去年提高1.2个百分点，达到95.2%。收到提案418件，立案398件。", ["filed +1.2 个百分点 last_year"]),
]

EARLIER_VALUE_GIVEN = [
    ("共收到提案386件，与去年收到356件相比增加30件。", ["received +30 件 last_year from 356"]),
    ("与去年收到的356件提案相比，今年收到提案386件，增加30件。", ["received +30 件 last_year from 356"]),
    ("收到提案一百九十四件，较上次会议的二百○七件减少十三件。", ["received -13 件 last_session from 207"]),
    ("收到提案418件，在去年390件的基础上增加28件。", ["received +28 件 last_year from 390"]),
    ("收到提案418件。提案数量比去年的390件多28件。", ["received +28 件 last_year from 390"]),
    (
        "提案办理满意率由去年的91.5%提高到98.6%，提高7.1个百分点。",
        ["satisfied +7.1 个百分点 last_year from 91.5"],
    ),
    # the earlier value is of the total, not of the part
    (
        "收到提案386件，与去年收到356件相比增加30件，立案率90%，提高2个百分点。",
        ["received +30 件 last_year from 356", "filed +2 个百分点 last_year"],
    ),
]

ABOUT = [
    ("收到提案418件，比去年增加近20件。", ["received +20 件 last_year about"]),
    (
        "收到提案418件，比上届增加300余件，增长20%以上。",
        ["received +300 件 last_term about", "received +20 % last_term about"],
    ),
    ("立案365件，立案率94.6%，较上年提高约两个百分点。", ["filed +2 个百分点 last_year about"]),
    ("集体提案119件，数量比去年增长一成。", ["filed 集体 +10 % last_year about"]),
]

LEFT_OUT = {
    "two values and no change": "提案已全部办结，委员满意率由五年前的91.5%提高到98.6%。",
    "a change without its measure": "收到提案418件，是去年的1.2倍，比去年翻一番。",
    "nothing it is measured against": "收到提案418件，增加15件。",
    "of the last part, or of all": "收到提案418件，其中委员提案299件，集体提案119件，比去年增加15件。",
    "two counts in one breath": "收到提案418件、立案365件，比去年增加15件。",
    "two rates in one breath": "提案办复率达100%、满意率达98.2%，同比提高1.2个百分点。",
    "several things at once": "收到提案418件，立案365件，均比去年增加15件。",
    "two changes in turn of three figures": "收到提案418件，立案365件，并案9件，分别比去年增加15件、12件。",
    "one change in turn of two figures": "收到提案418件，立案365件，分别比去年增加15件。",
    "rates in turn": "立案365件，立案率、办复率分别比去年提高2个百分点、3个百分点。",
    "the economy": "收到提案418件。地区生产总值完成3200亿元，比上年增长6.5%。",
    "an added value": "收到提案418件，规上工业增加值比上年增长6.5%。",
    "incomes behind a figure": "收到提案418件，旅游收入50亿元，同比增长21.5%。",
    "jobs": "收到提案418件，比上年增加就业岗位500个，城镇新增就业增加300人。",
    "what a proposal asks for": "收到提案418件，有委员提出“增加30件实事”。",
    "speeches": "收到提案418件，大会发言材料60件，比去年增加15件。",
    "prizes": "收到提案418件，优秀提案30件，比去年增加5件。",
    "attendance": "收到提案418件，320名委员出席，比去年多10人。",
    "man-times": "收到提案418件，比去年多15人次。",
    "a mean": "收到提案418件，人均提案数比上年增加0.3件。",
    "another satisfaction": "提案办理满意率98%。群众满意率比上年提高2个百分点。",
    "another quantity": "收到提案418件。提案质量稳步提升，比去年提高15%。",
    "points of a count": "收到提案418件，比去年提高2.1个百分点。",
    "kept": "收到提案418件，满意率与去年相比保持98%。",
    "a wish": "收到提案418件，力争明年比今年增加20件。",
    "a plan": "收到提案418件，预计比去年增加20件。",
    "proposals and suggestions together": "收到提案418件。与上年相比，承办总量增加17件。",
    "the total is not in the text": "提案数量比去年增加15件。",
}


@pytest.mark.parametrize(
    ("text", "growths"),
    SAID_OF_THE_FIGURE_BEFORE + SAID_OF_WHAT_THE_CLAUSE_NAMES + EARLIER_VALUE_GIVEN + ABOUT,
)
def test_growth(text: str, growths: list[str]) -> None:
    assert [spell(growth) for growth in read_growth(text)] == growths


@pytest.mark.parametrize("text", LEFT_OUT.values(), ids=LEFT_OUT)
def test_left_out(text: str) -> None:
    assert read_growth(text) == []


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("立案率比去年提高2.1个百分点", "立案率"),
        ("比去年提案数量增加15件", "提案数量"),
        ("与去年相比，提案数量还略有增加，增加15件", "提案数量"),
        ("提案数量明显增加，比去年增加15件", "提案数量"),
        # nothing stands between the figure and its change
        ("收到提案418件比去年增加15件", ""),
        ("收到418件提案比去年的403件增加15件", ""),
        ("比去年增加15件", ""),
    ],
)
def test_what_the_clause_says_it_is_of(sentence: str, subject: str) -> None:
    assert [change.subject for change in find_changes(sentence)] == [subject]


@pytest.mark.parametrize(
    ("title", "compared", "against"),
    [
        (None, "三次会议", "last_session"),
        ("政协第十届阳泉市委员会第四次会议提案审查情况的报告", "三次会议", "last_session"),
        ("政协第十届阳泉市委员会第四次会议提案审查情况的报告", "十届三次会议", "last_session"),
        ("政协第十届阳泉市委员会第四次会议提案审查情况的报告", "二次会议", "other"),
        ("政协第十届阳泉市委员会第四次会议提案审查情况的报告", "九届三次会议", "other"),
        ("政协第十届阳泉市委员会第一次会议提案审查情况的报告", "九届五次会议", "last_session"),
        ("政协第十届阳泉市委员会第四次会议提案审查情况的报告", "上届四次会议", "other"),
        ("政协第十届阳泉市委员会第十十次会议提案审查情况的报告", "九次会议", "other"),
        # what happened since the third is reported at the fourth
        ("关于十届三次会议以来提案工作情况的报告", "二次会议", "last_session"),
    ],
)
def test_a_session_named_by_number(title: str | None, compared: str, against: str) -> None:
    (growth,) = read_growth(f"大会共收到提案418件，比{compared}增加15件。", title)
    assert growth.against == against


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("大会共收到提案418件，比三次会议增加15件。", "15件"),
        ("大会共收到提案４１８件，比三次会议增加１５件。", "１５件"),
        ("大会共收到提案 418 件，比三次会议增加 15 件。", "15 件"),
        ("　　截至一月，共收到提案四十八件，\u200b较上次会议减少十三件。", "十三件"),
        ("立案365件，立案率94.6%，较上年提高近2.1个百分点。", "2.1个百分点"),
    ],
)
def test_place_in_the_raw_dump(raw: str, printed: str) -> None:
    (growth,) = read_growth(raw)
    assert raw[growth.start : growth.end] == printed


@given(
    change=st.integers(1, 99_999),
    word=st.sampled_from([("增加", 1), ("多", 1), ("减少", -1), ("下降", -1), ("少", -1)]),
    compared=st.sampled_from(["比去年", "较上年", "同比", "与去年相比，", "与上年同期相比"]),
)
def test_every_change_comes_back_with_its_sign(change: int, word: tuple[str, int], compared: str) -> None:
    direction, sign = word
    raw = f"大会共收到提案418件，{compared}{direction}{change}件。"
    (growth,) = read_growth(raw)
    assert (growth.change, growth.unit, growth.against) == (sign * change, "件", "last_year")
    assert raw[growth.start : growth.end] == f"{change}件"
