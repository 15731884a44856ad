"""Texts that stand in a dump several times, and texts that a page cut in two."""

from collections.abc import Sequence
from dataclasses import replace

from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.blocks import SENTENCE_END, Block, Role
from cppcc_analysis.reading.traced import concat


def drop_repeats(articles: Sequence[Article]) -> tuple[list[Article], int]:
    """Each article once, its fullest copy, at the place of the first; and the characters left out."""
    kept: list[Article] = []
    repeated = 0
    for article in articles:
        twin = next((n for n, other in enumerate(kept) if _same_text(article, other)), None)
        if twin is None:
            kept.append(article)
            continue
        repeated += min(len(article.text), len(kept[twin].text))
        if len(article.text) > len(kept[twin].text):
            kept[twin] = article
    return kept, repeated


def _same_text(one: Article, other: Article) -> bool:
    """Whether one is the other, or the other's beginning."""
    titles = [article.title.text if article.title else None for article in (one, other)]
    short, long = sorted((one.text, other.text), key=len)
    return titles[0] == titles[1] and bool(short) and long.startswith(short)


def join_halves(articles: Sequence[Article]) -> tuple[list[Article], int]:
    """Gives an article that breaks off its second half back, where another text took it in.

    The page put the second half behind a blank line into another unfinished text. It belongs to the first
    where the words that arise at the join stand elsewhere in the dump, and those at the old seam do not.
    Returns the articles and the number of joins.
    """
    whole = list(articles)
    dump = "\n".join(article.text for article in whole)
    joined = 0
    for first in range(len(whole)):
        found = _second_half(whole, first, dump)
        if found is None:
            continue
        other, block, seam = found
        head, tail = _cut(whole[other].blocks, block, seam)
        whole[other] = replace(whole[other], blocks=head)
        whole[first] = replace(whole[first], blocks=_append(whole[first].blocks, tail))
        joined += 1
    return whole, joined


def _second_half(articles: Sequence[Article], first: int, dump: str) -> tuple[int, int, int] | None:
    """(article, block, seam) where the second half of article `first` begins."""
    blocks = articles[first].blocks
    if not blocks or blocks[-1].role is not Role.PARAGRAPH or SENTENCE_END.search(blocks[-1].text.text):
        return None
    end = blocks[-1].text.text
    for other, article in enumerate(articles):
        for number, block in enumerate(article.blocks if other != first else ()):
            for seam in block.seams:
                left, right = block.text.text[:seam], block.text.text[seam:]
                if _evidence(end, right, dump) >= 2 and not _evidence(left, right, dump):
                    return other, number, seam
    return None


def _evidence(left: str, right: str, dump: str) -> int:
    """How many of the three- and four-character words across the join stand elsewhere in the dump."""
    words = {
        left[-before:] + right[: size - before]
        for size in (3, 4)
        for before in range(1, size)
        if len(left) >= before and len(right) >= size - before
    }
    here = left[-4:] + right[:4]
    return sum(dump.count(word) > (here in dump) for word in words)


def _cut(blocks: Sequence[Block], number: int, seam: int) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    block = blocks[number]
    before = Block(block.role, block.text[:seam], tuple(s for s in block.seams if s < seam))
    after = Block(block.role, block.text[seam:], tuple(s - seam for s in block.seams if s > seam))
    return (*blocks[:number], before), (after, *blocks[number + 1 :])


def _append(blocks: Sequence[Block], tail: Sequence[Block]) -> tuple[Block, ...]:
    last, following = blocks[-1], tail[0]
    seams = (*last.seams, *(len(last.text) + seam for seam in following.seams))
    return (*blocks[:-1], Block(last.role, concat((last.text, following.text)), seams), *tail[1:])
