"""Pages in small: what newspapers and web pages do to their texts."""

import pytest

from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.articles import Page, read_page
from cppcc_analysis.reading.clean import clean_characters
from cppcc_analysis.reading.traced import Traced

PASSED = "（2024年3月21日政协东山市第五届委员会第二次会议通过）"
RESOLUTION = "中国人民政治协商会议东山市第五届委员会第二次会议政治决议"
REVIEW = "中国人民政治协商会议东山市第五届委员会提案委员会关于市政协五届二次会议提案审查情况的报告"


def read(text: str) -> Page:
    return read_page(clean_characters(Traced.of(text)))


def titles(page: Page) -> list[str | None]:
    return [article.title.text if article.title else None for article in page.articles]


def only(page: Page) -> Article:
    (article,) = page.articles
    return article


def columns(*lines: str) -> str:
    """Lines set in a column, long enough to be told from a web page."""
    filler = "\n".join(["会议强调要坚持围绕中心服务大局认真履", "职尽责。"] * 12)
    return "\n".join([*lines, filler])


def test_a_paragraph_broken_into_lines_is_joined() -> None:
    article = only(read(columns(RESOLUTION, PASSED, "", "会议期间大会共收到提", "案386", "件，立案365件。")))
    assert article.paragraphs[0].text == "会议期间大会共收到提案386件，立案365件。"


def test_a_blank_line_inside_a_sentence_is_a_column_break() -> None:
    article = only(read(columns(RESOLUTION, PASSED, "", "会议通过了市政协五届二次", "", "会议选举办法。")))
    assert article.paragraphs[0].text == "会议通过了市政协五届二次会议选举办法。"


def test_web_paragraphs_stay_as_they_are() -> None:
    page = read(f"{RESOLUTION}\n\n{PASSED}\n\n一、工作回顾\n\n一年来，收到提案300件。\n\n全部办复。\n")
    assert [p.text for p in only(page).paragraphs] == [
        "一、工作回顾",
        "一年来，收到提案300件。",
        "全部办复。",
    ]


@pytest.mark.parametrize(
    ("title", "kind", "body"),
    [
        (RESOLUTION, "political_resolution", "政协"),
        (
            "中国人民政治协商会议东山市第五届委员会第二次会议关于常务委员会工作报告的决议",
            "resolution",
            "政协",
        ),
        (REVIEW, "review_report", "政协"),
        ("中国人民政治协商会议东山市委员会常务委员会工作报告", "work_report", "政协"),
        (
            "政协东山市第五届委员会常务委员会关于五届一次会议以来提案工作情况的报告",
            "proposal_work_report",
            "政协",
        ),
        ("东山市人民代表大会常务委员会工作报告", "work_report", "人大"),
        # near misses: news about a report is news
        ("市人大代表分团审议政府工作报告", "news", "人大"),
        ("市政协召开常委会议讨论提案工作情况报告", "news", "政协"),
        ("全市服务业运行调度会议召开", "news", None),
    ],
)
def test_kind_and_body_by_the_title(title: str, kind: str, body: str | None) -> None:
    article = only(read(f"{title}\n\n本报讯 3月21日，会议在东山举行。\n"))
    assert (article.title and article.title.text, article.kind, article.body) == (title, kind, body)


def test_a_title_broken_over_lines_and_a_blank_line() -> None:
    text = columns(
        "中国人民政治协商会议东山市",
        "第五届委员会第二次会议",
        "",
        "关于常务委员会工作报告的决议",
        PASSED,
        "",
        "会议批准报告。",
    )
    assert titles(read(text)) == [
        "中国人民政治协商会议东山市第五届委员会第二次会议关于常务委员会工作报告的决议"
    ]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("市九届人大四次会议主席团举行第三次会议", "市九届人大四次会议主席团举行第三次会议"),
        # near miss: a heading that the text does not speak of
        ("李四同志基本情况", None),
    ],
)
def test_a_title_behind_its_article_names_it(heading: str, title: str | None) -> None:
    text = f"本报讯 3月21日，市九届人大四次会议主席团举行第三次会议。（张三）\n\n{heading}\n"
    assert titles(read(text)) == [title]


def test_several_articles_on_one_page() -> None:
    page = read(
        f"{RESOLUTION}\n\n{PASSED}\n\n会议号召团结奋斗。\n\n"
        "全市服务业会议召开\n\n本报讯(记者 王五) 会议召开。\n\n"
        f"{REVIEW}\n\n{PASSED}\n\n大会共收到提案9件。\n"
    )
    assert titles(page) == [RESOLUTION, "全市服务业会议召开", REVIEW]


def test_a_repeated_block_counts_once_and_the_fullest_copy_stays() -> None:
    block = f"{REVIEW}\n\n{PASSED}\n\n大会共收到提案386件。\n\n"
    page = read(block + block + block + f"{REVIEW}\n\n{PASSED}\n\n大会共收到提")
    assert titles(page) == [REVIEW]
    assert only(page).text == "大会共收到提案386件。"
    assert page.repeated == 2 * len("大会共收到提案386件。") + len("大会共收到提")


@pytest.mark.parametrize(
    ("text", "truncated"),
    [
        ("会议号召团结奋斗。", False),
        ("会议号召，各级政协组织要团结奋", True),
        ("（上接第一版）把政协组织建设好。", True),
        ("会议号召团结奋斗。（下转第三版）", True),
        # near miss: a byline in brackets
        ("会议号召团结奋斗。（张三）", False),
    ],
)
def test_a_text_that_is_not_whole_says_so(text: str, truncated: bool) -> None:
    assert only(read(f"{REVIEW}\n\n{PASSED}\n\n{text}\n")).truncated == truncated


def test_halves_with_other_texts_between_them_are_joined() -> None:
    first = f"{RESOLUTION}\n\n{PASSED}\n\n全市各级政协组织要担当作为。会议号召，各级政协组"
    second = "织要坚定信心，各级政协组织要团结奋斗！"
    page = read(f"{first}\n\n{REVIEW}\n\n{PASSED}\n\n文化建设方面提案41件，占\n\n{second}\n")
    resolution, review = page.articles
    assert page.joined == 1
    assert resolution.text.endswith("会议号召，各级政协组织要坚定信心，各级政协组织要团结奋斗！")
    assert not resolution.truncated
    assert review.text == "文化建设方面提案41件，占"
    assert review.truncated


def test_halves_are_not_joined_without_evidence() -> None:
    first = f"{RESOLUTION}\n\n{PASSED}\n\n会议号召，要把握机"
    page = read(f"{first}\n\n{REVIEW}\n\n{PASSED}\n\n文化建设方面提案41件，占\n\n比为三成。\n")
    assert page.joined == 0
    assert [article.truncated for article in page.articles] == [True, False]
