"""A packed trace gives every stretch the raw offsets that the traced text has."""

import re

from hypothesis import given
from hypothesis import strategies as st

from cppcc_analysis.reading.trace import Trace, pack_trace
from cppcc_analysis.reading.traced import Traced, concat


@given(
    st.lists(st.text("提案 386件，\n", min_size=1, max_size=20), min_size=1, max_size=4),
    st.booleans(),
    st.data(),
)
def test_raw_spans(lines: list[str], swapped: bool, data: st.DataObject) -> None:
    raw = Traced.of("#".join(lines))
    paragraphs = [part.delete(re.compile("[ \n]")) for part in _split(raw)]
    paragraphs = [part for part in (paragraphs[::-1] if swapped else paragraphs) if len(part)]
    if not paragraphs:
        return
    # two halves of a text that stood elsewhere, joined to one paragraph
    if swapped and len(paragraphs) > 1:
        paragraphs = [concat(paragraphs[:2]), *paragraphs[2:]]
    trace = Trace(pack_trace(paragraphs))
    chosen = data.draw(st.integers(0, len(paragraphs) - 1))
    paragraph = paragraphs[chosen]
    start = data.draw(st.integers(0, len(paragraph) - 1))
    end = data.draw(st.integers(start + 1, len(paragraph)))
    before = sum(len(part) + 1 for part in paragraphs[:chosen])
    assert trace.raw_span(before + start, before + end) == paragraph[start:end].span


def _split(raw: Traced) -> list[Traced]:
    parts, start = [], 0
    for match in re.finditer("#", raw.text):
        parts.append(raw[start : match.start()])
        start = match.end()
    return [*parts, raw[start:]]
