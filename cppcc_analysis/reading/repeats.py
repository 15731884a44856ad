"""Texts that stand in a dump several times, and texts that a page cut in two."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.blocks import SENTENCE_END, Block, Role
from cppcc_analysis.reading.traced import concat

#: texts whose first characters differ are no copies of each other
_BEGINNING = 4
#: lengths of the words that may tell where a half belongs, and how many of them are enough
_WORD, _ENOUGH = (3, 4), 2
#: characters of the longest newspaper page; what is longer is no page with halves on it
_LONGEST_PAGE = 300_000


def drop_repeats(articles: Sequence[Article]) -> tuple[list[Article], int]:
    """Each article once, its fullest copy, at the place of the first; and the characters left out."""
    kept: list[Article] = []
    alike: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    repeated = 0
    for article in articles:
        title = article.title.text if article.title else None
        candidates = alike[title, article.text[:_BEGINNING]]
        twin = next((n for n in candidates if _same_text(article.text, kept[n].text)), None)
        if twin is None:
            candidates.append(len(kept))
            kept.append(article)
            continue
        repeated += min(len(article.text), len(kept[twin].text))
        if len(article.text) > len(kept[twin].text):
            kept[twin] = article
    return kept, repeated


def _same_text(one: str, other: str) -> bool:
    """Whether one is the other, or the other's beginning."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short)


def join_halves(articles: Sequence[Article]) -> tuple[list[Article], int]:
    """Gives an article that breaks off its second half back, where another text took it in.

    The page put the second half behind a blank line into another unfinished text. It belongs to the first
    where the words that arise at the join stand elsewhere in the dump, and those at the old seam do not.
    Returns the articles and the number of joins.
    """
    whole = list(articles)
    broken = [n for n, article in enumerate(whole) if _breaks_off(article)]
    if not broken or sum(len(article.text) for article in whole) > _LONGEST_PAGE:
        return whole, 0
    words = _count_words(article.text for article in whole)
    joined = 0
    for first in broken:
        found = _second_half(whole, first, words)
        if found is None:
            continue
        other, block, seam = found
        head, tail = _cut(whole[other].blocks, block, seam)
        whole[other] = replace(whole[other], blocks=head)
        whole[first] = replace(whole[first], blocks=_append(whole[first].blocks, tail))
        joined += 1
    return whole, joined


def _breaks_off(article: Article) -> bool:
    last = article.blocks[-1] if article.blocks else None
    return last is not None and last.role is Role.PARAGRAPH and not SENTENCE_END.search(last.text.text)


def _count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each run of three or four characters stands in the texts."""
    return Counter(
        text[n : n + size] for text in texts for size in _WORD for n in range(len(text) - size + 1)
    )


def _second_half(articles: Sequence[Article], first: int, words: Counter[str]) -> tuple[int, int, int] | None:
    """(article, block, seam) where the second half of article `first` begins."""
    end = articles[first].blocks[-1].text.text
    for other, article in enumerate(articles):
        for number, block in enumerate(article.blocks if other != first else ()):
            for seam in block.seams:
                left, right = block.text.text[seam - 4 : seam], block.text.text[seam : seam + 4]
                # the old seam itself stands in the dump once
                if _evidence(end, right, words, 0) >= _ENOUGH and not _evidence(left, right, words, 1):
                    return other, number, seam
    return None


def _evidence(left: str, right: str, words: Counter[str], known: int) -> int:
    """How many words across the join stand in the dump more often than is `known`."""
    across = {
        left[-before:] + right[: size - before]
        for size in _WORD
        for before in range(1, size)
        if len(left) >= before and len(right) >= size - before
    }
    return sum(words[word] > known for word in across)


def _cut(blocks: Sequence[Block], number: int, seam: int) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    block = blocks[number]
    before = Block(block.role, block.text[:seam], tuple(s for s in block.seams if s < seam))
    after = Block(block.role, block.text[seam:], tuple(s - seam for s in block.seams if s > seam))
    return (*blocks[:number], before), (after, *blocks[number + 1 :])


def _append(blocks: Sequence[Block], tail: Sequence[Block]) -> tuple[Block, ...]:
    last, following = blocks[-1], tail[0]
    seams = (*last.seams, *(len(last.text) + seam for seam in following.seams))
    return (*blocks[:-1], Block(last.role, concat((last.text, following.text)), seams), *tail[1:])
