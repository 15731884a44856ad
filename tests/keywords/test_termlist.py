"""The list reads and ignores what it says it does, and counts nothing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords.termlist import load_terms, parse_terms, term_classes, term_matcher

TERMS = load_terms()


def found(text: str) -> list[str]:
    return [match.word for match in term_matcher().find(text)]


@pytest.mark.parametrize(
    ("word", "sentence"), [(term.word, sentence) for term in TERMS for sentence in term.reads]
)
def test_reads(word: str, sentence: str) -> None:
    assert found(sentence).count(word) == 1


@pytest.mark.parametrize(
    ("word", "sentence"), [(term.word, sentence) for term in TERMS for sentence in term.ignores]
)
def test_ignores(word: str, sentence: str) -> None:
    assert word not in found(sentence)


@pytest.mark.parametrize(("word", "form"), [(term.word, form) for term in TERMS for form in term.forms])
def test_every_form_counts_once_and_as_its_term(word: str, form: str) -> None:
    assert found(form) == [word]


@pytest.mark.parametrize(("word", "guard"), [(term.word, guard) for term in TERMS for guard in term.not_in])
def test_every_guard_holds(word: str, guard: str) -> None:
    assert word not in found(guard)


@pytest.mark.parametrize(
    ("difficulty", "text", "words"),
    [
        ("inside a longer phrase", "全市高质量发展", ["高质量发展"]),
        ("longest match first", "黄河流域生态保护和高质量发展", ["黄河流域生态保护和高质量发展"]),
        ("the longer term fails by a character", "黄河流域生态保护与高质量发展", ["高质量发展"]),
        ("side by side", "两个确立两个维护", ["两个确立", "两个维护"]),
        ("an alias and its term", "有事好商量，有事来商量", ["有事来商量", "有事来商量"]),
        ("a longer form holds its term once", "落实中华优秀传统文化传承", ["优秀传统文化"]),
        ("a neighbour is no alias", "循环利用，红色领航，应急体系，政务环境，人才引育", []),
        ("guard behind", "双碳酸盐与双碳目标", ["双碳"]),
        ("guard before", "第三农贸市场与三农工作", ["三农"]),
        ("guard on both sides of another form", "中国人民政治协商会议政治协商", ["政治协商"]),
        ("a guarded form leaves the next term alone", "创新能源革命", ["能源革命"]),
        ("a guard is no word: 非遗传承 is 非遗", "非遗传承与非遗传性疾病", ["非遗"]),
        ("quotation marks stand outside", "“四个意识”、“四个自信”", ["四个意识", "四个自信"]),
        ("punctuation inside belongs to the term", "碳达峰、碳中和", ["双碳"]),
        ("punctuation inside breaks others", "高质量、发展", []),
        ("a paragraph's end breaks a term", "高质量\n发展", []),
        ("nothing", "", []),
    ],
)
def test_difficulties(difficulty: str, text: str, words: list[str]) -> None:
    assert found(text) == words


def test_a_form_that_holds_its_term_needs_no_entry() -> None:
    idle = [alias for term in TERMS for alias in term.aliases if term.word in alias]
    assert idle == []


PIECES = sorted({form for term in TERMS for form in (*term.forms, *term.not_in)})


@given(
    st.lists(st.sampled_from([*PIECES, "的", "第", "新", "\n", "，", "创", "酸"]), max_size=12).map("".join)
)
def test_equals_a_plain_scan(text: str) -> None:
    assert [(m.word, m.start, m.end) for m in term_matcher().find(text)] == plain_scan(text)


def plain_scan(text: str) -> list[tuple[str, int, int]]:
    """The same count by another way: at each place try every form, longest first."""
    forms = sorted(((form, term) for term in TERMS for form in term.forms), key=lambda x: -len(x[0]))
    matches, at = [], 0
    while at < len(text):
        for form, term in forms:
            if text.startswith(form, at) and not guarded(text, at, form, term.not_in):
                matches.append((term.word, at, at + len(form)))
                at += len(form)
                break
        else:
            at += 1
    return matches


def guarded(text: str, at: int, form: str, guards: tuple[str, ...]) -> bool:
    return any(
        at >= shift and text.startswith(guard, at - shift)
        for guard in guards
        for shift in range(len(guard))
        if guard.startswith(form, shift)
    )


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (
            [{"word": "双碳", "en": ""}, {"word": "碳", "en": "", "aliases": ["双碳"]}],
            "双碳 stands under",
        ),
        ([{"word": "双碳", "en": "", "not_in": ["碳酸"]}], "碳酸 guards no form of 双碳"),
        ([{"word": "双碳", "en": "", "not_in": ["双碳"]}], "双碳 guards no form of 双碳"),
        ([{"word": "双碳", "en": "", "alias": ["碳达峰"]}], "terms.toml, 双碳: .*alias"),
        ([{"en": "carbon"}], "an entry without word"),
    ],
)
def test_mistakes_in_the_list_are_named(entries: list[dict[str, object]], message: str) -> None:
    with pytest.raises(UserError, match=message):
        parse_terms({"ecology": {"term": entries}})


def test_every_class_is_explained_and_used() -> None:
    assert {term.term_class for term in TERMS} == set(term_classes())
    assert all(body.zh and body.en and body.note for body in term_classes().values())


def test_since_and_gloss_are_given_in_the_right_form() -> None:
    assert all(term.en and "\n" not in term.en for term in TERMS)
    assert all(term.since is None or 1949 <= term.since <= 2030 for term in TERMS)
    assert {term.word: term.since for term in TERMS}["新质生产力"] == 2023
