import random
import re

import pytest

from cppcc_analysis.reading.copies import find_copies

rng = random.Random(7)
WORDS = re.findall("..", "提案委员会议建设发展经济社会文化生态民生审查立案办理政协协商监督履职报告工作服务")
TEXTS = ["".join(rng.choices(WORDS, k=200)) + "。" for _ in range(4)]


@pytest.mark.parametrize(
    ("texts", "copies"),
    [
        ([TEXTS[0], TEXTS[1]], []),
        ([TEXTS[0], TEXTS[1], TEXTS[0]], [(2, 0)]),
        # nearly: another lead, other punctuation, a column's blanks
        ([TEXTS[0], "（记者王五）" + TEXTS[0].replace("提案委员", "提案，委员")], [(1, 0)]),
        # each copy names the first, not another copy
        ([TEXTS[0], TEXTS[0], TEXTS[0]], [(1, 0), (2, 0)]),
        # near misses: half of a text is another text; short texts are alike by chance
        ([TEXTS[0], TEXTS[0][:200] + TEXTS[1][:200]], []),
        (["会议批准了报告。", "会议批准了报告。"], []),
        (["", ""], []),
    ],
)
def test_copies(texts: list[str], copies: list[tuple[int, int]]) -> None:
    assert [(found.copy, found.original) for found in find_copies(texts)] == copies


def test_the_many_texts_of_a_collection_are_told_apart() -> None:
    texts = ["".join(rng.choices(WORDS, k=150)) for _ in range(300)]
    assert [found.copy for found in find_copies(texts + texts[:20])] == list(range(300, 320))
