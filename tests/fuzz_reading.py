"""Random and damaged files through the whole reading: only `Reject` may come of them, never an exception.

python -m tests.fuzz_reading                    100,000 inputs
python -m tests.fuzz_reading --inputs 5000
python -m tests.fuzz_reading --only 4711        one of them again
"""

import argparse
import html
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from cppcc_analysis.extraction.figures import extract_figures
from cppcc_analysis.extraction.suggestions import extract_suggestions
from cppcc_analysis.reading.articles import read_page
from cppcc_analysis.reading.clean import clean_characters
from cppcc_analysis.reading.dumps import Dump, read_bytes
from cppcc_analysis.reading.occasions import find_occasions
from cppcc_analysis.reading.traced import Traced
from cppcc_analysis.tables.evidence import reread
from tests.reading.files import make_html, make_mhtml, make_pdf, make_zip

_RAW = Path(__file__).parent.parent / "data" / "raw"
_SEED = 20240220
#: seconds; longer than this for a few KB is a failure too
_LONGEST = 10
#: characters of one text
_LENGTH = 1500
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DOCX = {
    "[Content_Types].xml": b"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""",
    "_rels/.rels": b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="a" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>""",
}
_ALPHABETS = (
    "提案立件收到共委员会第次届年月日12345678900 ，。、；：（）()\n\n%％",
    "".join(map(chr, (*range(0x20), *range(0x80, 0xA0), *range(0x2000, 0x2070), 0xFFFD, 0xFEFF, 0x1D7D8))),
    "<>&;/pbr=nsa \"'\n提案3",
    "一二三四五六七八九十百千万零〇两点成百分之件%，提案立",
)


def main() -> int:
    parser = argparse.ArgumentParser(description="Random and damaged files through the reading.")
    parser.add_argument("--inputs", type=int, default=100_000, help="how many (%(default)s)")
    parser.add_argument("--only", type=int, help="the number of one input to read again")
    arguments = parser.parse_args()
    texts = [file.read_text(encoding="utf-8") for file in sorted(_RAW.glob("*.txt"))]
    pdfs = [make_pdf(_piece(texts, random.Random(n))[:300]) for n in range(5)]
    signal.signal(signal.SIGALRM, _give_up)
    numbers = range(arguments.inputs) if arguments.only is None else [arguments.only]
    outcomes: Counter[str] = Counter()
    began, slowest = time.perf_counter(), 0.0
    for number in numbers:
        chance = random.Random(f"{_SEED}:{number}")
        kind = chance.choices(list(_MAKERS), _WEIGHTS)[0]
        data = _MAKERS[kind](texts, pdfs, chance)
        start = time.perf_counter()
        signal.alarm(_LONGEST)
        try:
            outcomes.update(f"{kind}: {outcome}" for outcome in _read(data))
        except Exception:
            outcomes["FAILED"] += 1
            print(f"--- input {number} ({kind})", traceback.format_exc(), sep="\n", file=sys.stderr)
        signal.alarm(0)
        slowest = max(slowest, time.perf_counter() - start)
    for outcome, count in sorted(outcomes.items()):
        print(f"{count:>9,}  {outcome}")
    print(f"{len(numbers):,} inputs, {outcomes['FAILED']} failures, slowest {slowest:.2f} s,", end=" ")
    print(f"{time.perf_counter() - began:.0f} s in all")
    return 1 if outcomes["FAILED"] else 0


def _give_up(*_: object) -> None:
    raise TimeoutError(f"not read after {_LONGEST} s")


def _read(data: bytes) -> list[str]:
    """What came of each dump in a file. Every figure must lead back to its number in the raw text."""
    outcomes = []
    for dump in read_bytes("a", data):
        if not isinstance(dump, Dump):
            outcomes.append("rejected")
            continue
        articles = read_page(clean_characters(Traced.of(dump.raw))).articles
        find_occasions(articles)
        figures = []
        for article in articles:
            found, _ = extract_figures(article)
            extract_suggestions(article, found)
            figures += found
        for figure in figures:
            assert reread(dump.raw[figure.start : figure.end]) == figure.value, figure
        outcomes.append("figures" if figures else "no figures")
    return outcomes


# --- the inputs ---------------------------------------------------------------------------------------


def _piece(texts: list[str], chance: random.Random) -> str:
    text = chance.choice(texts)
    start = chance.randrange(len(text))
    return text[start : start + _LENGTH]


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, lost, doubled, moved, or the end cut off."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at, size = chance.randrange(len(found) + 1), chance.choice((1, 1, 2, 8, 100))
        piece = found[at : at + size]
        change = chance.randrange(6)
        if change == 0:
            found[at : at + size] = chance.randbytes(len(piece))
        elif change == 1:
            del found[at : at + size]
        elif change == 2:
            found[at:at] = piece * chance.choice((1, 3, 50))
        elif change == 3:
            found[at:at] = chance.choice((b"\x00", b"\xff\xfe", b"<", b"&", b"(", b"\n", b"9", "件".encode()))
        elif change == 4:
            del found[at + chance.randrange(len(found) + 1) :]
        else:
            other = chance.randrange(len(found) + 1)
            found[other:other] = piece
    return bytes(found)


def _text(texts: list[str], pdfs: list[bytes], chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-8", "utf-8", "gb18030", "utf-16", "utf-8-sig"))
    return _damaged(_piece(texts, chance).encode(encoding), chance)


def _shuffled(texts: list[str], pdfs: list[bytes], chance: random.Random) -> bytes:
    """Valid text whose characters were changed, not its bytes."""
    chars = list(_piece(texts, chance))
    alphabet = chance.choice(_ALPHABETS)
    for _ in range(chance.choice((1, 10, 100))):
        at = chance.randrange(len(chars) + 1)
        chars[at : at + chance.randrange(3)] = chance.choices(alphabet, k=chance.randrange(4))
    return "".join(chars).encode()


def _random(texts: list[str], pdfs: list[bytes], chance: random.Random) -> bytes:
    size = chance.randrange(400)
    if chance.random() < 0.2:
        return chance.randbytes(size)
    if chance.random() < 0.5:
        return "".join(chance.choices(chance.choice(_ALPHABETS), k=size)).encode()
    points = [
        chance.choice((chance.randrange(0x250), chance.randrange(0x3000), chance.randrange(0xD800)))
        for _ in range(size)
    ]
    return "".join(map(chr, points)).encode()


def _perhaps_damaged(data: bytes, chance: random.Random) -> bytes:
    return _damaged(data, chance) if chance.random() < 0.5 else data


def _html(texts: list[str], pdfs: list[bytes], chance: random.Random) -> bytes:
    text = _shuffled(texts, pdfs, chance).decode()
    return _perhaps_damaged(make_html(text, chance.choice(("utf-8", "gb18030"))), chance)


def _mhtml(texts: list[str], pdfs: list[bytes], chance: random.Random) -> bytes:
    return _perhaps_damaged(make_mhtml(make_html(_shuffled(texts, pdfs, chance).decode())), chance)


def _docx(texts: list[str], pdfs: list[bytes], chance: random.Random) -> bytes:
    """Damaged inside the package, as damage to the package itself is nearly always found by its checksums."""
    text = html.escape(_shuffled(texts, pdfs, chance).decode())
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    parts = _DOCX | {"word/document.xml": f"<w:document {_W}><w:body>{lines}</w:body></w:document>".encode()}
    inner = chance.choice([*parts, *["word/document.xml"] * 9])
    return make_zip(parts | {inner: _perhaps_damaged(parts[inner], chance)})


def _pdf(texts: list[str], pdfs: list[bytes], chance: random.Random) -> bytes:
    return _damaged(chance.choice(pdfs), chance)


def _zip(texts: list[str], pdfs: list[bytes], chance: random.Random) -> bytes:
    members = {f"{n}.txt": _text(texts, pdfs, chance) for n in range(chance.randrange(4))}
    return _perhaps_damaged(make_zip(members), chance)


_MAKERS: dict[str, Callable[[list[str], list[bytes], random.Random], bytes]] = {
    **{"text": _text, "shuffled": _shuffled, "random": _random},
    **{"html": _html, "mhtml": _mhtml, "docx": _docx, "pdf": _pdf, "zip": _zip},
}
_WEIGHTS = (30, 30, 15, 8, 3, 6, 4, 4)


if __name__ == "__main__":
    sys.exit(main())
