"""Two years are compared over the same kinds of text, and only over what is whole."""

from collections.abc import Callable

import pandas as pd
import pytest

from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords.changes import describe_changes
from cppcc_analysis.keywords.terms import count_terms

Build = Callable[..., pd.DataFrame]

YEARS = [
    ("阳泉市", 2023, "resolution", "数智新城，民营经济，双碳", False),
    ("阳泉市", 2024, "resolution", "数智新城，新质生产力，低空经济，碳达峰碳中和", False),
]


def texts(articles_of: Build, *rows: tuple[str, int, str, str, bool]) -> pd.DataFrame:
    table = articles_of(*[(place, year, text) for place, year, _, text, _ in rows])
    table["kind"] = pd.array([row[2] for row in rows], dtype="string")
    table["truncated"] = [row[4] for row in rows]
    return table


def said(table: pd.DataFrame, lang: str = "zh") -> str:
    return describe_changes(count_terms(table), table, lang)


@pytest.mark.parametrize(
    ("difficulty", "more", "expected"),
    [
        (
            "the same kind, whole",
            [],
            "阳泉市2024年与2023年相比（只比两年都完整的同类文本：决议；2024年19字，2023年10字）："
            "新见2个：新质生产力1次、低空经济1次；不再见1个：民营经济1次。",
        ),
        (
            "a kind that one year's breaks off is left out",
            [
                ("阳泉市", 2023, "review_report", "专业镇", True),
                ("阳泉市", 2024, "review_report", "银发经济", False),
            ],
            "阳泉市2024年与2023年相比（只比两年都完整的同类文本：决议；2024年19字，2023年10字；"
            "提案审查报告2023年中断，不比）：新见2个：新质生产力1次、低空经济1次；不再见1个：民营经济1次。",
        ),
        (
            "news and a kind of one year only",
            [
                ("阳泉市", 2024, "news", "银发经济", False),
                ("阳泉市", 2024, "work_report", "首发经济", False),
            ],
            "阳泉市2024年与2023年相比（只比两年都完整的同类文本：决议；2024年19字，2023年10字）："
            "新见2个：新质生产力1次、低空经济1次；不再见1个：民营经济1次。",
        ),
        (
            "an older year",
            [("阳泉市", 2022, "resolution", "新质生产力", False)],
            "阳泉市2024年与2023年相比（只比两年都完整的同类文本：决议；2024年19字，2023年10字）："
            "新见2个：新质生产力1次、低空经济1次；不再见1个：民营经济1次。",
        ),
    ],
)
def test_like_with_like(
    articles_of: Build, difficulty: str, more: list[tuple[str, int, str, str, bool]], expected: str
) -> None:
    assert said(texts(articles_of, *YEARS, *more)) == expected


def test_in_english(articles_of: Build) -> None:
    assert said(texts(articles_of, *YEARS), "en") == (
        "阳泉市 in 2024 against 2023 (only kinds of text that are whole in both: resolutions; 19 and 10 Han"
        " characters): 2 new – 新质生产力 (new quality productive forces) 1×, 低空经济 (low-altitude economy)"
        " 1×; 1 no longer there – 民营经济 (private economy) 1×."
    )


def test_nothing_whole_to_compare(articles_of: Build) -> None:
    broken = [(*row[:4], True) for row in YEARS]
    assert said(texts(articles_of, *broken)) == (
        "阳泉市2024年与2023年没有可比的完整的同类文本（决议2023年、决议2024年中断）。"
    )
    unlike = [YEARS[0], (*YEARS[1][:2], "work_report", *YEARS[1][3:])]
    assert said(texts(articles_of, *unlike)) == "阳泉市2024年与2023年没有可比的完整的同类文本。"


def test_nothing_changed(articles_of: Build) -> None:
    same = [YEARS[0], ("阳泉市", 2024, *YEARS[0][2:])]
    assert said(texts(articles_of, *same)).endswith("：没有新见的用语；没有不再见的用语。")


def test_places_in_the_order_of_the_articles(articles_of: Build) -> None:
    rows = [("阳泉市", *row[1:]) for row in YEARS] + [("太原市", *row[1:]) for row in YEARS]
    told = said(texts(articles_of, *rows))
    assert told.index("阳泉市") < told.index("太原市")
    many = [(f"{name}市", *row[1:]) for name in "甲乙丙丁戊己" for row in YEARS]
    assert said(texts(articles_of, *many)).endswith("另有2个地区有两年以上文本。")


def test_one_year_says_nothing(articles_of: Build) -> None:
    assert said(texts(articles_of, YEARS[0])) == ""


def test_unknown_language_and_kind(articles_of: Build) -> None:
    table = texts(articles_of, *YEARS)
    with pytest.raises(UserError, match="unknown language 'fr'"):
        describe_changes(count_terms(table), table, "fr")
    with pytest.raises(UserError, match="unknown kind of text 'speech'"):
        describe_changes(count_terms(table), table, kinds=["speech"])
