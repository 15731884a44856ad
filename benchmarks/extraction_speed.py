"""How fast figures are read from whole articles, against jieba on the same text, and how the cost grows.

python -m benchmarks.extraction_speed
"""

import logging
import time
from collections.abc import Callable
from pathlib import Path

import jieba

from cppcc_analysis.extraction.figures import extract_figures
from cppcc_analysis.pipeline import read_whole
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.blocks import Block, Role
from cppcc_analysis.reading.dumps import Dump, find_dumps, read_dumps
from cppcc_analysis.reading.traced import Traced

_RAW = Path(__file__).parent.parent / "data" / "raw"
_HOSTILE = {
    "one endless sentence": "立案提案",
    "numbers in a row": "立案365件，",
    "shares in a row": "占94.6%，",
    "brackets": "（立案9件",
}


def seconds(work: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times


def main() -> None:
    dumps = [d for file in find_dumps(_RAW) for d in read_dumps(file, _RAW) if isinstance(d, Dump)]
    articles = [reading.article for dump in dumps for reading in read_whole(dump).readings]
    size = sum(len(article.text.encode()) for article in articles) / 1e6
    jieba.setLogLevel(logging.CRITICAL)
    jieba.initialize()
    extraction = size / seconds(lambda: [extract_figures(article) for article in articles], 20)
    tokens = size / seconds(lambda: [jieba.lcut(article.text) for article in articles], 5)
    print(f"extraction {extraction:.2f} MB/s, jieba.lcut {tokens:.2f} MB/s, ratio {extraction / tokens:.1f}")
    print(f"{'µs per KB of one sentence of':24}{'10 KB':>12}{'100 KB':>12}{'1000 KB':>12}")
    for name, words in _HOSTILE.items():
        costs = []
        for kilobytes in (10, 100, 1000):
            text = words * (kilobytes * 1000 // len(words.encode()))
            article = Article(None, (), (Block(Role.PARAGRAPH, Traced.of(text)),), "review_report", "政协")
            costs.append(seconds(lambda article=article: extract_figures(article), 1) * 1e6 / kilobytes)
        print(f"{name:28}" + "".join(f"{cost:12.0f}" for cost in costs))


if __name__ == "__main__":
    main()
