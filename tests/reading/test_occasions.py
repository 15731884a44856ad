import pytest

from cppcc_analysis.reading.articles import read_page
from cppcc_analysis.reading.clean import clean_characters
from cppcc_analysis.reading.occasions import find_occasions
from cppcc_analysis.reading.traced import Traced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # place before and after the term, with and without its province
        (
            "中国人民政治协商会议山西省阳泉市第十四届委员会第二次会议政治决议\n\n(2023年2月22日通过)\n\n会议召开。",
            ("阳泉市", "city", 14, 2, 2023),
        ),
        (
            "中国人民政治协商会议第七届朔州市委员会第四次会议政治决议\n\n会议闭幕。",
            ("朔州市", "city", 7, 4, None),
        ),
        (
            "政协第十四届全国委员会第三次会议提案审查情况的报告\n\n会议期间。",
            ("全国", "national", 14, 3, None),
        ),
        (
            "本报讯 绛县政协14届4次会议于2024年2月18日开幕。",
            ("绛县", "county", 14, 4, 2024),
        ),
        # the session that is looked back at is not the one that meets
        (
            "政协阳泉市第十四届委员会第三次会议关于市政协十四届二次会议以来提案工作情况报告的决议\n\n"
            "(2024年3月21日通过)\n\n批准。",
            ("阳泉市", "city", 14, 3, 2024),
        ),
        # meetings of leaders and of the congress are no plenary sessions of the conference
        (
            "市政协召开十四届九次常委会议\n\n"
            "本报讯 阳泉市政协十四届三次会议期间，市十六届人大四次会议举行。政协阳泉市委员会。",
            ("阳泉市", "city", 14, 3, None),
        ),
        # a name of no official place is no place; a date without a year gives no year
        ("市政协五届二次会议开幕\n\n本报讯 3月21日，市政协会议开幕。", (None, None, 5, 2, None)),
    ],
)
def test_occasion(text: str, expected: tuple[str | None, str | None, int, int, int | None]) -> None:
    (occasion,) = find_occasions(read_page(clean_characters(Traced.of(text))).articles)
    place = occasion.place
    found = (place and place.name, place and place.level, occasion.term, occasion.session, occasion.year)
    assert found == expected


def test_a_text_that_names_no_session_takes_the_one_of_its_page() -> None:
    page = read_page(
        clean_characters(
            Traced.of(
                "中国人民政治协商会议第十四届绛县委员会第四次会议政治决议\n\n(2024年2月20日通过)\n\n会议指出，要奋斗。\n\n"
                "中国人民政治协商会议绛县委员会常务委员会工作报告\n\n贯彻二十届中央纪委三次全会精神。"
            )
        )
    )
    resolution, report = find_occasions(page.articles)
    assert report == resolution
