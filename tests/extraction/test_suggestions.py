import pytest

from cppcc_analysis.extraction.figures import extract_figures
from cppcc_analysis.extraction.suggestions import extract_suggestions
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.blocks import Block, Role
from cppcc_analysis.reading.traced import Traced


@pytest.mark.parametrize(
    ("paragraphs", "suggestions"),
    [
        (
            ["经济建设方面提案123件。主要建议有：推动数字经济、加快新城建设，挖掘工矿文化、自然遗产等。"],
            [
                ("main", "经济建设", None, "推动数字经济"),
                ("main", "经济建设", None, "加快新城建设"),
                ("main", "经济建设", None, "挖掘工矿文化、自然遗产"),
            ],
        ),
        # the list of a category may begin in the next paragraph
        (
            ["文化建设方面，提出提案90件。", "主要建议有：加强品牌建设等。"],
            [("main", "文化建设", None, "加强品牌建设")],
        ),
        # proposals named by their titles
        (
            ["民盟市委会提出的《关于加快职业教育的提案》被列为重点提案。"],
            [("proposal", None, "民盟市委会", "关于加快职业教育的提案")],
        ),
        (["其中，《关于优化公交线路的建议》已落实。"], [("proposal", None, None, "关于优化公交线路的建议")]),
        # near misses: a report, a book
        (["会议通过《关于常务委员会工作报告的决议》，赠阅《文史资料》。"], []),
    ],
)
def test_suggestions(
    paragraphs: list[str], suggestions: list[tuple[str, str | None, str | None, str]]
) -> None:
    lines = Traced.of("\n".join(paragraphs)).split_lines()
    blocks = tuple(Block(Role.PARAGRAPH, line) for line in lines)
    article = Article(None, (), blocks, "review_report", "政协")
    figures, _ = extract_figures(article)
    found = extract_suggestions(article, figures)
    assert [(s.kind, s.category, s.proposer, s.suggestion) for s in found] == suggestions
