"""Tokens: what is kept, that terms stay whole, and that jieba keeps quiet."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords import tokens as module
from cppcc_analysis.keywords.layers import LAYER_FILES, LAYER_NAMES, load_layers
from cppcc_analysis.keywords.termlist import load_terms
from cppcc_analysis.keywords.tokens import ENGINES, is_token, placed_words, tokens


@pytest.mark.parametrize(
    ("difficulty", "text", "words"),
    [
        ("numbers and units are dropped", "共收到提案386件", ["收到", "提案"]),
        ("Latin is dropped", "GDP和5G网络", ["网络"]),
        ("single characters are dropped", "的和是在", []),
        ("a term stays whole", "加快数智新城建设", ["加快", "数智新城", "建设"]),
        ("a term inside a phrase stays whole", "全市高质量发展", ["全市", "高质量发展"]),
        ("a word never crosses a paragraph", "提\n案", []),
        ("nothing", "", []),
    ],
)
def test_tokens(difficulty: str, text: str, words: list[str]) -> None:
    assert list(tokens(text)) == words


@pytest.mark.parametrize("form", [form for term in load_terms() for form in term.forms if is_token(form)])
def test_every_named_term_is_one_token(form: str) -> None:
    assert list(tokens(form)) == [form]


@given(st.text("政协提案高质量发展新质生产力的0a，\n", max_size=60))
def test_tokens_stand_in_the_text_in_order(text: str) -> None:
    at = 0
    for word in tokens(text):
        assert is_token(word)
        at = text.index(word, at) + len(word)


def test_the_tokenizer_is_our_own() -> None:
    list(tokens("提案"))
    assert not module.quiet_jieba().dt.initialized


def test_the_cache_lies_in_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cache"
    monkeypatch.setattr(module, "user_cache_path", lambda *_, **__: folder)
    module._tokenizer.__wrapped__(("新质生产力",))
    assert [file.suffix for file in folder.iterdir()] == [".cache"]


def test_works_without_a_cache_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(module, "user_cache_path", lambda *_, **__: tmp_path / "file" / "cache")
    assert module._tokenizer.__wrapped__(()).lcut("加强提案", HMM=False) == ["加强", "提案"]
    assert capfd.readouterr() == ("", "")


def test_jieba_prints_and_warns_nothing(tmp_path: Path) -> None:
    # an empty folder for compiled files: Python compiles jieba's source, whose escapes it warns of
    program = (
        "import sys, warnings; from cppcc_analysis.keywords import tokens; "
        f"sys.pycache_prefix = {str(tmp_path)!r}; warnings.simplefilter('always'); "
        "assert 'jieba' not in sys.modules; print(list(tokens.tokens('加强提案')))"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert (run.stdout, run.stderr) == ("['加强', '提案']\n", "")


def test_layers_hold_countable_words_and_have_names() -> None:
    assert set(LAYER_NAMES) == set(load_layers().values()) == {*LAYER_FILES, "formula"}
    named = {form for term in load_terms() for form in term.forms}
    assert all(is_token(word) for word in load_layers() if word not in named)


def test_a_layer_swallows_no_content_term() -> None:
    content = {form for t in load_terms() if t.term_class != "formula" for form in t.forms}
    assert not content & set(load_layers())


def test_the_pieces_make_up_the_text() -> None:
    text = "提案 113件，GDP\n新质生产力。"
    assert [text[at : at + len(word)] for word, at in placed_words(text)] == [
        w for w, _ in placed_words(text)
    ]
    assert "".join(word for word, _ in placed_words(text)) == text


def test_unknown_and_missing_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="unknown engine 'pkuseg'; known: "):
        list(tokens("提案", "pkuseg"))
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(UserError, match="rjieba is not installed: pip install rjieba"):
        list(tokens("提案", "rjieba"))


ROOT = Path(__file__).parents[2]
TEXTS = [*sorted((ROOT / "data" / "raw").glob("*.txt")), *sorted((ROOT / "tests/bench/texts").glob("*.txt"))]
#: share of the tokens of all texts at hand on which the two engines agree: all 37,468 of them with rjieba 0.2.2
AGREEMENT = 1.0


def test_the_engines_agree(record_property: Callable[[str, object], None]) -> None:
    pytest.importorskip("rjieba", reason="the optional engine rjieba is not installed")
    same = every = 0
    for file in TEXTS:
        text = file.read_text(encoding="utf-8", errors="replace")
        one, other = (
            {(word, at) for word, at in placed_words(text, engine) if is_token(word)} for engine in ENGINES
        )
        same, every = same + len(one & other), every + len(one | other)
    record_property("tokens on which the engines agree", f"{same} of {every}")
    assert every > 30_000
    assert same / every >= AGREEMENT
