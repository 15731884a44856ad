import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_analysis.extraction.lexicon import find_numbers
from cppcc_analysis.extraction.numerals import parse_number, parse_share


@pytest.mark.parametrize(
    ("value", "forms"),
    [
        (386, ["386", "三百八十六"]),
        (1386, ["1386", "1,386", "一千三百八十六"]),
        (1049, ["一千○四十九", "一千〇四十九", "一千零四十九", "一○四九"]),
        (206, ["两百零六", "二百零六", "二○六"]),
        (10, ["10", "十", "一十"]),
        (12, ["十二"]),
        (110, ["一百一十"]),
        (2000, ["两千", "二千"]),
        (27000, ["2.7万"]),
        (94.6, ["94.6", "九十四点六"]),
        (0, ["0", "零"]),
    ],
)
def test_numerals(value: float, forms: list[str]) -> None:
    assert [parse_number(form) for form in forms] == [value] * len(forms)


@pytest.mark.parametrize(
    "text", ["", "***", "xx", "十百", "三三百", "百", "点五", "386件", "l2", "1,38", "二两", "三点"]
)
def test_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "share"),
    [("94.6%", 94.6), ("100%", 100), ("百分之九十四点六", 94.6), ("百分之100", 100), ("九成", 90)],
)
def test_shares(text: str, share: float) -> None:
    assert parse_share(text) == share


@given(st.integers(0, 9999))
def test_what_is_written_is_read(number: int) -> None:
    assert parse_number(f"{number:,}") == parse_number(str(number)) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("立案365件，占94.6%", [(365, "件", False), (94.6, "%", False)]),
        ("151位委员、9名委员和288人", [(151, "人", False), (9, "人", False), (288, "人", False)]),
        (
            "近四百件、200余件、1000多件、约46%、90%以上",
            [(400, "件", True), (200, "件", True), (1000, "件", True), (46, "%", True), (90, "%", True)],
        ),
        # no figures: masked or damaged numerals, times, other units, 人次, ordinals
        ("***件，xx件，XX件", []),
        ("12时，46家单位，第4次会议，参与300人次，3人以上联名", []),
        ("每一件提案", []),
        ("汽车零件，一份答卷", []),
        ("撤案两件", [(2, "件", False)]),
        # a number cut from a longer one would be another number
        ("信息256件(次)", []),
    ],
)
def test_numbers_with_their_units(text: str, numbers: list[tuple[float, str, bool]]) -> None:
    assert [(n.value, n.unit, n.approximate) for n in find_numbers(text)] == numbers
