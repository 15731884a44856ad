"""Reference files: what a row becomes, where its value stands, which rows are refused."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_analysis.errors import UserError
from cppcc_analysis.tables.reference import (
    read_reference,
    reference_folder,
    reference_occasions,
    reference_texts,
    with_sources,
)
from cppcc_analysis.tables.schemas import conform

SHIPPED = Path(__file__).parents[2] / "data" / "reference"
HEAD = "place,level,term,session,year,scope,measure,breakdown,item,value,unit,source"
GOOD = "阳泉市,city,14,2,2023,session,filed,total,,365,件,公报"
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def make(*lines: str, head: str = HEAD, name: str = "own.csv", encoding: str = "utf-8") -> Path:
        (tmp_path / name).write_bytes("\n".join([head, *lines]).encode(encoding))
        return tmp_path

    return make


# --- the shipped files


def test_national_series_is_as_it_came() -> None:
    data = (SHIPPED / "national_sessions.csv").read_bytes()
    assert hashlib.sha256(data).hexdigest() == (
        "cc7fcec112278e04dcc6df2b6e6c8e5179f8d532b145f692ae21adc483c2fbf6"
    )


def test_every_value_of_the_shipped_files_stands_where_its_row_says() -> None:
    rows, texts = read_reference(SHIPPED), reference_texts(SHIPPED)
    assert len(rows) == sum(len(text.splitlines()) - 1 for text in texts.values())
    for row in rows.to_dict("records"):
        evidence = texts[row["dump"]][row["start"] : row["end"]]
        assert float(evidence) == row["value"]
        assert evidence + row["unit"] == row["printed"]
        assert row["printed"] in row["quote"]


def test_rows_of_the_shipped_files() -> None:
    rows = read_reference(SHIPPED)
    assert set(rows["status"]) == {"reference"}
    rate = rows[(rows["year"] == 1993) & (rows["measure"] == "filed") & (rows["unit"] == "%")].iloc[0]
    assert (rate["printed"], rate["value"]) == ("96%", 96.0)
    members = rows[rows["measure"] == "members"].set_index("place")["value"]
    assert members.to_dict() == {"阳泉市": 288.0, "全国": 2237.0}
    assert reference_occasions(rows).query("place == '全国'")["year"].tolist() == [
        *(1993, 1999, 2001, 2006, 2011, 2012, 2013, 2015, 2016, 2017),
        *(2020, 2021, 2024, 2025, 2026),
    ]


# --- reading


def test_a_row_becomes_a_figure(folder: Folder) -> None:
    (row,) = read_reference(folder(GOOD)).to_dict("records")
    assert (row["dump"], row["article"], row["body"], row["level"]) == ("own.csv", 0, "政协", "city")
    assert (row["term"], row["session"], row["year"], row["value"]) == (14, 2, 2023, 365.0)
    assert pd.isna(row["item"])
    assert row["quote"] == "阳泉市政协14届2次（2023年）立案提案：365件。来源：公报"


ODD_FILES = {
    "level left to the gazetteer": (HEAD.replace("level,", ""), GOOD.replace("city,", "")),
    "columns in another order": (
        "source,unit,value,item,breakdown,measure,scope,year,session,term,level,place",
        ",".join(reversed(GOOD.split(","))),
    ),
    "no session": (HEAD, "阳泉市,city,,,2023,year,filed,total,,365,件,公报"),
    "spaces around cells": (HEAD, GOOD.replace(",", " , ")),
    "quoted cells": (HEAD, GOOD.replace("365", '"365"').replace("公报", '"公报, ""上""\n卷"')),
    "lines without anything": (HEAD, f"\n,,,,,,,,,,,\n{GOOD}\n\n"),
}


@pytest.mark.parametrize("case", ODD_FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_odd_files_are_read(case: str, encoding: str, line_end: str, tmp_path: Path) -> None:
    head, line = ODD_FILES[case]
    (tmp_path / "own.csv").write_bytes(f"{head}\n{line}".replace("\n", line_end).encode(encoding))
    (row,) = read_reference(tmp_path).to_dict("records")
    assert (row["value"], row["level"], row["printed"]) == (365.0, "city", "365件")
    assert reference_texts(tmp_path)["own.csv"][row["start"] : row["end"]] == "365"


@settings(max_examples=20, deadline=None)
@given(
    values=st.lists(st.integers(0, 10000).map(lambda n: f"{n // 100}.{n % 100:02}"), min_size=1, max_size=5)
)
def test_offsets_give_the_value_as_the_file_has_it(
    values: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("reference")
    lines = [
        GOOD.replace("2023", str(2000 + n)).replace("365,件", f"{value},%") for n, value in enumerate(values)
    ]
    (folder / "own.csv").write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    rows, text = read_reference(folder), reference_texts(folder)["own.csv"]
    found = [text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)]
    assert found == values


def test_nothing_to_read_is_an_empty_table(tmp_path: Path, folder: Folder) -> None:
    assert read_reference(tmp_path / "none").empty
    assert read_reference(folder()).empty
    assert list(read_reference(tmp_path)) == list(read_reference(SHIPPED))


# --- what is refused

REFUSED = {
    "short place": (("阳泉市", "阳泉"), "unknown place '阳泉': did you mean 阳泉市?"),
    "no such place": (("阳泉市", "xyz"), "unknown place 'xyz': write its full official name"),
    "no place": (("阳泉市", ""), "unknown place ''"),
    "wrong level": (("city", "county"), "level 'county' of 阳泉市: the gazetteer says city"),
    "mistyped measure": (("filed", "field"), "unknown measure 'field'; known: filed"),
    "figure of the people's congress": (("filed", "motions"), "unknown measure 'motions'"),
    "mistyped scope": (("session,filed", "sesion,filed"), "unknown scope 'sesion'; known: session"),
    "mistyped breakdown": (("total", "totals"), "unknown breakdown 'totals'; known: total"),
    "wrong unit": (("件", "人"), "unknown unit of filed '人'"),
    "no value": (("365", ""), "'' is no number"),
    "Chinese numeral": (("365", "三百"), "'三百' is no number"),
    "negative": (("365", "-3"), "'-3' is no number"),
    "half a proposal": (("365", "36.5"), "36.5件: a count is whole"),
    "year in two digits": (("2023", "23"), "year '23': write four digits"),
    "no year": (("2023", ""), "year '': write four digits"),
    "term in words": (("14", "十四"), "term '十四': write it in digits"),
    "total with an item": (("total,", "total,委员"), "a total has no item"),
    "part without an item": (("total,", "proposer,"), "a part by proposer or category needs one"),
    "no source": (("公报", ""), "no source"),
    "population of a session": (
        ("filed,total,,365,件", "population,total,,365,人"),
        "population has the scope year",
    ),
    "a cell too many": (("公报", "公报,再"), "13 cells where the head line names 12 columns"),
    "stray quotation mark": (("公报", '公"报'), "a quotation mark that does not enclose its cell"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_row_is_named_with_file_and_line(case: str, folder: Folder) -> None:
    (old, new), message = REFUSED[case]
    assert old in GOOD
    with pytest.raises(UserError, match=rf"^own\.csv line 3: .*{re.escape(message)}") as raised:
        read_reference(folder(GOOD, GOOD.replace(old, new)))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (HEAD.replace(",source", ""), "line 1: the column source is missing"),
        (HEAD.replace("level", "levle"), "line 1: a column 'levle' too many"),
        (f"{HEAD},value", "line 1: a column 'value' too many"),
    ],
)
def test_columns_must_be_those_known(head: str, message: str, folder: Folder) -> None:
    with pytest.raises(UserError, match=message):
        read_reference(folder(GOOD, head=head))


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty"), (b"\x00\x01\x02\xff", "cannot be read")])
def test_file_that_is_no_text_is_named(data: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes(data)
    with pytest.raises(UserError, match=rf"own\.csv.*{reason}"):
        read_reference(tmp_path)


# --- the folder, the sessions, the sources


@pytest.mark.parametrize("raw", ["data/raw", "data/raw/", "data/../data/raw"])
def test_folder_is_beside_the_raw_one(raw: str) -> None:
    assert reference_folder(Path(raw)).resolve() == Path("data/reference").resolve()


@pytest.mark.parametrize("raw", [".", "..", "a/.."])
def test_folder_of_a_raw_folder_without_a_name_is_not_inside_it(raw: str) -> None:
    assert reference_folder(Path(raw)) == Path(raw).resolve().parent / "reference"


def test_population_makes_no_session(folder: Folder) -> None:
    people = "阳泉市,city,,,2020,year,population,total,,1318505,人,人口普查公报"
    rows = read_reference(folder(GOOD, people))
    assert rows["value"].tolist() == [365.0, 1318505.0]
    assert reference_occasions(rows)["year"].tolist() == [2023]


def test_sources_of_a_session_are_joined(folder: Folder) -> None:
    more = GOOD.replace("filed,total,,365", "received,total,,386").replace("公报", "年鉴")
    rows = read_reference(folder(GOOD, more, GOOD.replace("2023", "2024")))
    wide = conform("reference_proposals", _unstated(reference_occasions(rows)))
    assert with_sources(wide, rows)["source"].tolist() == ["公报；年鉴", "公报"]


def _unstated(occasions: pd.DataFrame) -> pd.DataFrame:
    states = [column for column in conform("proposals", pd.DataFrame()) if column.endswith("_state")]
    return occasions.assign(scope="session", **dict.fromkeys(states, "not_stated"))
