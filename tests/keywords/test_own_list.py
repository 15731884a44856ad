"""The analyst's own terms: beside the dumps, accepted with one command, refused where they would count twice."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cppcc_analysis.cli import main
from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords.accept import accept_term
from cppcc_analysis.keywords.ownlist import own_list, read_own_list
from cppcc_analysis.keywords.rates import term_rates
from cppcc_analysis.keywords.termlist import load_terms, term_classes, term_matcher
from cppcc_analysis.keywords.terms import count_terms
from cppcc_analysis.keywords.tokens import tokens
from cppcc_analysis.pipeline import build, is_stale

Build = Callable[..., pd.DataFrame]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_list_there_are_the_terms_of_the_package(workplace: Path) -> None:
    assert own_list() is None
    assert read_own_list() == ""
    assert "own" not in term_classes()


def test_an_accepted_word_is_counted(workplace: Path, articles_of: Build) -> None:
    assert "宜居宜业" not in [term.word for term in load_terms()]
    assert (
        accept_term("宜居宜业", en="good to live and work in", since=2022)
        == workplace / "data" / "terms.toml"
    )
    accept_term("冰雪经济", "economy")
    accept_term("烟火气")
    articles = articles_of(("阳泉市", 2024, "推进宜居宜业乡村，发展冰雪经济"))
    rates = term_rates(count_terms(articles), articles).set_index("word")
    assert rates.loc["宜居宜业", ["count", "class", "since"]].tolist() == [1, "own", 2022]
    assert rates.loc["冰雪经济", "class"] == "economy"
    assert list(tokens("宜居宜业乡村")) == ["宜居宜业", "乡村"]
    assert term_classes()["own"].zh == "自选词语"
    assert [match.word for match in term_matcher().find("城市烟火气")] == ["烟火气"]


def test_it_is_found_from_a_folder_below_and_by_name(
    workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = accept_term("宜居宜业")
    (workplace / "notebooks").mkdir()
    monkeypatch.chdir(workplace / "notebooks")
    assert own_list() == file
    monkeypatch.chdir("/")
    assert own_list() is None
    monkeypatch.setenv("CPPCC_TERMS", str(file))
    assert own_list() == file


def test_a_build_is_stale_when_the_list_grows(workplace: Path) -> None:
    (workplace / "data" / "raw" / "a.txt").write_text("政协绛县委员会\n\n发展烟火气。", encoding="utf-8")
    build("data/raw", "data/processed")
    assert not is_stale("data/raw", "data/processed")
    accept_term("烟火气")
    assert is_stale("data/raw", "data/processed")


REFUSED = [
    ("新质生产力", {}, "新质生产力 is counted already, as 新质生产力 in class economy"),
    ("有事好商量", {}, "有事好商量 is counted already, as 有事来商量 in class practice"),
    ("县", {}, "'县' is no term: give two or more Chinese characters"),
    ("GDP", {}, "'GDP' is no term"),
    ("", {}, "'' is no term"),
    ("烟火气", {"term_class": "econmy"}, "unknown class of terms 'econmy'; known: economy, "),
]


@pytest.mark.parametrize(
    ("word", "options", "message"), REFUSED, ids=[word or "nothing" for word, _, _ in REFUSED]
)
def test_what_is_refused_leaves_the_list_alone(
    word: str, options: dict[str, str], message: str, workplace: Path
) -> None:
    file = accept_term("宜居宜业")
    before = file.read_bytes()
    with pytest.raises(UserError) as refused:
        accept_term(word, **options)
    assert str(refused.value).startswith(message)
    assert file.read_bytes() == before
    with pytest.raises(UserError, match="宜居宜业 is counted already"):
        accept_term("宜居宜业")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[own.term", "no TOML"),
        ('[[mine.term]]\nword = "烟火气"\nen = ""\n', "unknown class of terms 'mine'"),
        ('[[economy.term]]\nword = "新质生产力"\nen = ""\n', "stands under"),
        ('[[economy.term]]\nword = "烟火气"\n', r"烟火气: .*en"),
    ],
)
def test_mistakes_in_the_own_list_are_named(workplace: Path, text: str, message: str) -> None:
    (workplace / "data" / "terms.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=message):
        load_terms()


def test_outside_a_project_there_is_no_place_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=r"no data/raw here or above: data/terms\.toml belongs beside it"):
        accept_term("烟火气")


def test_the_command(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["accept", "烟火气", "--class", "economy", "--en", 'the "smoke" of a city', "--since", "2020"])
        == 0
    )
    assert capsys.readouterr().out.startswith("烟火气 is counted from the next build on: ")
    entry = tomllib.loads((workplace / "data" / "terms.toml").read_text("utf-8"))["economy"]["term"]
    assert entry == [{"word": "烟火气", "en": 'the "smoke" of a city', "since": 2020}]
    assert main(["accept", "烟火气"]) == 2
    assert capsys.readouterr().err == "cppcc: 烟火气 is counted already, as 烟火气 in class economy\n"
