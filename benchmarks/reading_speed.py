"""How fast dumps are read, decode to articles, against jieba on the same text, and how the cost grows.

python -m benchmarks.reading_speed               50 MB against jieba; dumps of 10 KB to 10 MB
python -m benchmarks.reading_speed --mb 5 --largest 1
"""

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import jieba

from cppcc_analysis.reading.articles import read_page
from cppcc_analysis.reading.clean import clean_characters
from cppcc_analysis.reading.dumps import Dump, read_bytes
from cppcc_analysis.reading.traced import Traced

_RAW = Path(__file__).parent.parent / "data" / "raw"
_MB = 1_000_000
#: bytes of one dump of the varied text
_DUMP_SIZE = 25_000
_SEED = 20240220


def varied_text(size: int, chance: random.Random) -> str:
    """Text of `size` bytes of UTF-8 or a little more: lines of the dumps, their order and numbers changed."""
    pages = [
        re.split(r"\n(?=\s*\n)", file.read_text(encoding="utf-8")) for file in sorted(_RAW.glob("*.txt"))
    ]
    parts: list[str] = []
    while size > 0:
        page = list(chance.choice(pages))
        for _ in range(len(page) // 4):
            one, other = chance.randrange(len(page)), chance.randrange(len(page))
            page[one], page[other] = page[other], page[one]
        text = re.sub(r"\d", lambda _: str(chance.randrange(1, 10)), "\n".join(page))
        parts.append(text)
        size -= len(text.encode())
    return "\n\n".join(parts)


def read(data: bytes) -> int:
    """The number of articles in one dump."""
    (dump,) = read_bytes("dump.txt", data)
    if not isinstance(dump, Dump):
        return 0
    return len(read_page(clean_characters(Traced.of(dump.raw))).articles)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compare(megabytes: float) -> None:
    """Reading and jieba over the same dumps, one core."""
    chance = random.Random(_SEED)
    texts = [varied_text(_DUMP_SIZE, chance) for _ in range(max(1, int(megabytes * _MB / _DUMP_SIZE)))]
    dumps = [text.encode() for text in texts]
    size = sum(map(len, dumps)) / _MB
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    read(dumps[0])
    reading = size / seconds(lambda: [read(dump) for dump in dumps])
    cutting = size / seconds(lambda: [jieba.lcut(text) for text in texts])
    print(f"{size:.1f} MB in {len(dumps)} dumps: reading {reading:.2f} MB/s, jieba.lcut {cutting:.2f} MB/s,")
    print(f"ratio {reading / cutting:.1f}")


def inputs(size: int) -> Iterator[tuple[str, str]]:
    """One dump of each kind, of about `size` bytes."""
    yield "varied text", varied_text(size, random.Random(_SEED))
    yield "one endless line", re.sub(r"\s", "", varied_text(size, random.Random(_SEED)))
    yield "one endless sentence", "全市各级政协组织提出提案" * (size // 36)
    yield "lines without an end", "全市各级政协组织\n" * (size // 25)
    yield "blank lines", "提案\n" + "\n" * size + "提案"
    yield "lines over blank lines", "全市各级政协\n\n" * (size // 20)
    yield "brackets", "（" * (size // 3)
    yield "closed brackets", "（）" * (size // 6)
    yield "spaces", "a" + " " * size + "b"
    yield "spaced characters", "提 案 " * (size // 8)
    yield "pinyin", "协(xié)" * (size // 10)
    yield "entities", "3" + "&nbsp;" * (size // 6) + "8"
    yield "tags not closed", "<p " * (size // 3)
    yield "traditional", "協商議政，建言資政。" * (size // 30)
    yield "digits", "1" * size
    yield "titles", "中国人民政治协商会议第十四届绛县委员会第四次会议政治决议\n\n" * (size // 86)
    yield "leads", "本报讯 会议指出\n\n" * (size // 24)
    yield "the same paragraph", "会议认为，全市各级政协组织要坚定不移。\n\n" * (size // 60)
    yield "comments", "<!---->" * (size // 7)
    yield "cells", "<html><table><tr>" + "<td>" * (size // 4)
    yield "page source", "<div><p>会议认为，要坚定不移。</p></div>" * (size // 58)


def growth(largest: float) -> None:
    """Microseconds for each KB of dumps that grow tenfold: the same for all sizes where cost is linear."""
    sizes = [size for size in (10_000, 100_000, 1_000_000, 10_000_000) if size <= largest * _MB]
    print("µs per KB of one dump of".ljust(26) + "".join(f"{size // 1000:>9} KB" for size in sizes))
    for name in [name for name, _ in inputs(1000)]:
        row = name.ljust(26)
        for size in sizes:
            data = dict(inputs(size))[name].encode()
            row += f"{seconds(lambda data=data: read(data)) / len(data) * 1e9:12.0f}"  # type: ignore[misc]
        print(row)


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed of reading, and how it grows.")
    parser.add_argument("--mb", type=float, default=50, help="MB of varied text (%(default)s)")
    parser.add_argument("--largest", type=float, default=10, help="MB of the largest dump (%(default)s)")
    arguments = parser.parse_args()
    compare(arguments.mb)
    growth(arguments.largest)


if __name__ == "__main__":
    main()
