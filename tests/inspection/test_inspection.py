"""`cppcc inspect`: what it prints, what its page holds, and how it fails."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_analysis.errors import UserError
from cppcc_analysis.extraction.figures import Unread
from cppcc_analysis.inspection.inspect import run_inspect
from cppcc_analysis.inspection.marks import Mark, find_marks, places_in_quotes
from cppcc_analysis.inspection.page import render_page
from cppcc_analysis.inspection.stretches import cut_raw
from cppcc_analysis.inspection.terminal import print_reading
from cppcc_analysis.pipeline import DumpReading, read_whole
from cppcc_analysis.reading.article import Article
from cppcc_analysis.reading.blocks import Block, Role
from cppcc_analysis.reading.dumps import Dump, read_dump
from cppcc_analysis.reading.traced import Traced

RAW = Path(__file__).parents[2] / "data" / "raw"
DUMPS = sorted(RAW.glob("*.txt"))
REPORT = """首页 > 新闻 > <script>alert("1")</script>
政协东山市第五届委员会第二次会议提案审查情况的报告
（2024年1月12日）

截至1月11日12时，共收到提案212件，立案200件，立案率94.3%。
另有18件提案作为参阅件，还有7件提案退回。568件提案全部办复。
"""


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    file = tmp_path / "东山.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


@pytest.fixture
def left_unread(dump: Path) -> DumpReading:
    """The dump with two numbers of one sentence left unread, whatever the grammar makes of them."""
    found = read_dump(dump, dump.parent)
    assert isinstance(found, Dump)
    whole = read_whole(found)
    quote = "另有18件提案作为参阅件，还有7件提案退回。"
    starts = [REPORT.index(number) for number in ("18件", "7件")]
    (article,) = whole.readings
    figures = [figure for figure in article.figures if figure.start not in starts]
    unread = [Unread(None, None, quote, start, REPORT.index("件", start) + 1) for start in starts]
    return replace(whole, readings=[replace(article, figures=figures, unread=unread)])


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module", params=DUMPS, ids=lambda file: file.name[:3])
def reading(request: pytest.FixtureRequest) -> DumpReading:
    dump = read_dump(request.param, RAW)
    assert isinstance(dump, Dump)
    return read_whole(dump)


# --- the terminal


def test_prints_what_was_made_of_the_dump(dump: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_inspect(dump, None, "zh")
    lines = [re.sub(" +", " ", line).strip() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "东山.txt"
    assert lines[1].startswith("编码 utf-8 · 字符 ")
    assert "#0 政协东山市第五届委员会第二次会议提案审查情况的报告" in lines
    assert "提案审查报告 · 政协 · 地方未载明 · 五届二次 · 2024年" in lines
    assert "收到 总数 212 件 会议期间 …1月11日12时，共收到提案【212件】，立案200件，…" in lines
    assert "办复 总数 568 件 会议期间 【568件】提案全部办复。" in lines
    assert "截至1月11日12时" in lines


def test_a_sentence_left_unread_is_shown_once_with_all_its_numbers(
    left_unread: DumpReading, capsys: pytest.CaptureFixture[str]
) -> None:
    print_reading(left_unread, "zh")
    assert "另有【18件】提案作为参阅件，还有【7件】提案退回。" in capsys.readouterr().out


def test_speaks_english_on_request(dump: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_inspect(dump, None, "en")
    out = re.sub(" +", " ", capsys.readouterr().out)
    assert "review report · CPPCC · place not stated · 2nd session, 5th term · 2024" in out
    assert "filing rate total 94.3 % one plenary session" in out


def test_colours_stay_in_the_terminal(
    dump: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_inspect(dump, None, "zh")
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    run_inspect(dump, None, "zh")
    out = capsys.readouterr().out
    assert re.search("\x1b\\[[0-9;]+m212件\x1b\\[0m", out)
    assert "【" not in out


def test_a_dump_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(REPORT.replace("报告\n", "报告\x9b2J[red]\n"), encoding="utf-8")
    run_inspect(file, None, "zh")
    out = capsys.readouterr().out
    assert "\x9b" not in out
    assert "[red]" in out


def test_each_number_is_found_in_its_quote(reading: DumpReading) -> None:
    for article in reading.readings:
        places = places_in_quotes(article)
        for figure in article.figures:
            assert figure.quote[places[figure.start]] == figure.printed


# --- the page


class PageText(HTMLParser):
    """What a page says: the raw text it holds, the text at each mark, its links and their aims."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.raw = ""
        self.marked: dict[str, str] = {}
        self.links: set[str] = set()
        self.aims: list[str] = []
        self.tags: set[str] = set()
        self._inside = False
        self._mark: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self._inside = self._inside or given.get("class") == "raw"
        if given.get("id"):
            self.aims.append(str(given["id"]))
        if tag == "a":
            self.links.add(str(given["href"]))
        if tag == "mark" and given.get("id"):
            self._mark = str(given["id"])

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "div"
        self._mark = None if tag == "mark" else self._mark

    def handle_data(self, data: str) -> None:
        self.raw += data * self._inside
        if self._mark:
            self.marked[self._mark] = self.marked.get(self._mark, "") + data


def test_the_page_holds_the_raw_text_in_full_and_the_figures_at_their_places(reading: DumpReading) -> None:
    page = PageText(render_page(reading, "zh"))
    raw = reading.dump.raw
    assert page.raw == raw
    figures = [figure for article in reading.readings for figure in article.figures]
    for figure in figures:
        assert page.marked[f"at-{figure.start}"] == raw[figure.start : figure.end]
    assert len(page.marked) == len({figure.start for figure in figures})


def test_every_link_of_the_page_leads_to_one_place_in_it(reading: DumpReading) -> None:
    page = PageText(render_page(reading, "en"))
    assert len(page.aims) == len(set(page.aims))
    assert page.links <= {f"#{aim}" for aim in page.aims}


def test_the_page_runs_nothing_and_fetches_nothing(dump: Path, tmp_path: Path) -> None:
    run_inspect(dump, tmp_path / "page.html", "zh")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';" in page
    assert not PageText(page).tags & {"script", "link", "img", "iframe", "form"}
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in page
    assert not re.search("https?://|@import|url\\(", page)


def test_the_page_tells_the_three_tones_apart(left_unread: DumpReading) -> None:
    page = render_page(left_unread, "zh")
    assert 'title="200件 立案 · 总数 · 会议期间"' in page
    assert 'title="18件 未提取"' in page
    assert '<section class="out">\n<h2>不属任何文章</h2>' in page


def test_an_article_in_two_halves_is_continued() -> None:
    dump = read_dump(DUMPS[0], RAW)
    assert isinstance(dump, Dump)
    page = render_page(read_whole(dump), "zh")
    assert page.count('<a href="#article-0">#0</a> 续前文') == 1


# --- stretches


def article(raw: str, *spans: tuple[int, int], title: tuple[int, int] | None = None) -> Article:
    whole = Traced.of(raw)
    blocks = tuple(Block(Role.PARAGRAPH, whole[start:end]) for start, end in spans)
    return Article(whole[title[0] : title[1]] if title else None, (), blocks)


def test_what_belongs_to_no_article_stands_apart() -> None:
    raw = "题目\n正文一。\n" + "页" * 90 + "\n正文二。\n"
    stretches = cut_raw(raw, [article(raw, (3, 7), (99, 103), title=(0, 2))], [])
    assert [(s.article, [(p.part, raw[p.start : p.end].strip()) for p in s.pieces]) for s in stretches] == [
        (0, [("title", "题目"), ("text", "正文一。")]),
        (None, [(None, "页" * 90)]),
        (0, [("text", "正文二。")]),
    ]


def test_a_short_remark_left_out_stays_inside_its_article() -> None:
    raw = "正文一。责任编辑正文二。"
    (stretch,) = cut_raw(raw, [article(raw, (0, 4), (8, 12))], [])
    assert [(p.part, raw[p.start : p.end]) for p in stretch.pieces] == [
        ("text", "正文一。"),
        (None, "责任编辑"),
        ("text", "正文二。"),
    ]


_spans = st.lists(st.integers(0, 30), min_size=2, max_size=8, unique=True).map(sorted)


@given(st.text("甲乙 \n", min_size=30, max_size=30), _spans, _spans)
def test_stretches_are_the_raw_text_cut_in_pieces(raw: str, owned: list[int], marked: list[int]) -> None:
    spans = list(zip(owned[::2], owned[1::2], strict=False))
    marks = [
        Mark(number, 0, start, end, raw[start:end], ())
        for number, (start, end) in enumerate(zip(marked[::2], marked[1::2], strict=False))
    ]
    pieces = [piece for s in cut_raw(raw, [article(raw, *spans)], marks) for piece in s.pieces]
    assert "".join(raw[piece.start : piece.end] for piece in pieces) == raw
    for mark in marks:
        assert "".join(raw[p.start : p.end] for p in pieces if p.mark == mark) == mark.printed


def test_figures_of_one_number_are_one_mark(reading: DumpReading) -> None:
    marks = find_marks(reading.dump.raw, reading.readings)
    assert [mark.number for mark in marks] == list(range(1, len(marks) + 1))
    assert sum(len(mark.figures) for mark in marks) == sum(len(r.figures) for r in reading.readings)
    assert all(one.end <= other.start for one, other in pairwise(marks))


# --- errors


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "no such file: "),
        ("empty.txt", b"", "cannot be read: empty"),
        ("picture.txt", b"\x89PNG\x00\x01", "cannot be read: "),
    ],
)
def test_what_is_no_dump_ends_in_one_line(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=message) as error:
        run_inspect(tmp_path / name, None, "zh")
    assert "\n" not in str(error.value)


def test_a_folder_is_no_dump(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder; name one dump"):
        run_inspect(tmp_path, None, "zh")


def test_an_unknown_language_is_named(dump: Path) -> None:
    with pytest.raises(UserError, match="unknown language 'fr'"):
        run_inspect(dump, None, "fr")


@pytest.mark.parametrize("target", ["", "no/such/folder/page.html"])
def test_a_page_that_cannot_be_written_ends_in_one_line(
    dump: Path, tmp_path: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UserError, match="cannot write "):
        run_inspect(dump, tmp_path / target, "zh")
    assert capsys.readouterr().out == ""


def test_the_page_never_replaces_the_dump(dump: Path) -> None:
    with pytest.raises(UserError, match="is the dump itself"):
        run_inspect(dump, dump, "zh")
    assert dump.read_text(encoding="utf-8") == REPORT
