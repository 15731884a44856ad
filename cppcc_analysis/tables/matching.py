"""Which row of one build is which row of another: by what the rows say, not by where they stand."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cppcc_analysis.tables.naming import FACT
from cppcc_analysis.tables.schemas import TEXT
from cppcc_analysis.tables.store import Tables

#: numerals of any kind: with these masked, two sentences that differ in their numbers are the same
_NUMERAL = r"\d+(?:[.,]\d+)*|[零〇○一二三四五六七八九十百千万两点]+"
#: what makes a figure of one build that of another, the surest first
_SAME_FIGURE = (
    ["dump", "article", "fact", "value"],
    ["dump", "named_fact", "value"],
    ["dump", "article", "fact"],
    ["dump", "named_fact"],
    ["dump", "start", "end"],
)
Pairs = tuple[pd.Index, pd.Index]


def key_codes(old: pd.DataFrame, new: pd.DataFrame, columns: Sequence[str]) -> tuple[pd.Series, pd.Series]:
    """A number for each row, the same where all `columns` are equal; a null is equal to a null."""
    both = pd.concat([old[list(columns)], new[list(columns)]])
    codes = both.groupby(list(columns), dropna=False, sort=False).ngroup()
    return codes.iloc[: len(old)], codes.iloc[len(old) :]


def pair_rows(old: pd.DataFrame, new: pd.DataFrame, stages: Sequence[Sequence[str]]) -> Pairs:
    """The labels of the rows that are the same in both, in two indexes of one length.

    Each stage pairs what the ones before left: rows equal in its columns, in order where there are several.
    A row with a null in one of them waits for the next stage.
    """
    found_old: list[object] = []
    found_new: list[object] = []
    for columns in stages:
        if old.empty or new.empty:
            break
        a, b = old[list(columns)].dropna(), new[list(columns)].dropna()
        code_a, code_b = key_codes(a, b, columns)
        numbered_a = pd.MultiIndex.from_arrays([code_a, code_a.groupby(code_a).cumcount()])
        numbered_b = pd.MultiIndex.from_arrays([code_b, code_b.groupby(code_b).cumcount()])
        position = numbered_b.get_indexer(numbered_a)
        hit_a, hit_b = a.index[position >= 0], b.index[position[position >= 0]]
        found_old += list(hit_a)
        found_new += list(hit_b)
        old, new = old.drop(index=hit_a), new.drop(index=hit_b)
    return pd.Index(found_old), pd.Index(found_new)


#: tables whose rows the diff counts by dump
_BY_DUMP = ("growth", "suggestions", "activities", "terms")


def rename_as_in(old: Tables, new: Tables) -> Tables:
    """The old tables with the names of dumps and the numbers of articles that the new ones give them.

    An article that the new tables lack gets a negative number (see `article_number`).
    """
    dumps = _renamed_dumps(old["dumps"], new["dumps"])
    articles = old["articles"].assign(dump=_replaced(old["articles"]["dump"], dumps))
    pairs = _pair_articles(articles, new["articles"])
    numbers = pd.Series(-1 - articles["article"], index=articles.index)
    numbers.loc[pairs[0]] = new["articles"].loc[pairs[1], "article"].to_numpy()
    names = pd.DataFrame(
        {"dump": articles["dump"], "was": articles["article"], "article": numbers.astype("Int64")}
    )
    copies = dict(zip(_name(old["articles"]), _name(names), strict=True))
    renamed = Tables(old)
    for table in ("dumps", "figures", "checks", "unread", "rejects", *_BY_DUMP):
        rows = old[table].assign(dump=_replaced(old[table]["dump"], dumps))
        if "article" in rows:
            number = rows[["dump", "article"]].merge(
                names, how="left", left_on=["dump", "article"], right_on=["dump", "was"]
            )["article_y"]
            rows["article"] = number.set_axis(rows.index).fillna(rows["article"])
        if "copy_of" in rows:
            rows["copy_of"] = _replaced(rows["copy_of"], copies)
        renamed[table] = rows
    renamed["articles"] = articles.assign(article=names["article"])
    return renamed


def _replaced(texts: pd.Series, replacements: Mapping[str, str]) -> pd.Series:
    """`Series.replace` takes time for each replacement, this for each text."""
    return texts.map(replacements).astype(TEXT).fillna(texts)


def article_number(article: pd.Series) -> pd.Series:
    """The number that an article had, where the new tables lack it."""
    return article.where(article.fillna(0) >= 0, -1 - article)


def _name(articles: pd.DataFrame) -> pd.Series:
    return articles["dump"] + "#" + articles["article"].astype(TEXT)


def _renamed_dumps(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, str]:
    """{old name: new name} of the dumps whose bytes are there under another name."""
    gone = old[~old["dump"].isin(new["dump"])]
    come = new[~new["dump"].isin(old["dump"])]
    pairs = pair_rows(gone, come, [["sha256"]])
    return dict(zip(old.loc[pairs[0], "dump"], new.loc[pairs[1], "dump"], strict=True))


def _pair_articles(old: pd.DataFrame, new: pd.DataFrame) -> Pairs:
    """Articles of one dump by their text, else their title, else by following the same article."""
    same = pair_rows(old, new, [["dump", "text"], ["dump", "title"]])
    links = pd.Series(range(len(same[0])), index=same[0]), pd.Series(range(len(same[0])), index=same[1])
    rest = []
    for articles, link in zip((old, new), links, strict=True):
        places = articles[["dump"]].assign(after=link.reindex(articles.index).astype("Int64"))
        places["after"] = places.groupby("dump")["after"].ffill().fillna(-1)
        rest.append(places.drop(index=link.index))
    more = pair_rows(rest[0], rest[1], [["dump", "after"]])
    return _joined(same[0], more[0]), _joined(same[1], more[1])


def _joined(first: pd.Index, more: pd.Index) -> pd.Index:
    """Labels of rows one after the other, also where there are none."""
    return pd.Index([*first, *more], dtype="int64")


def pair_figures(old: pd.DataFrame, new: pd.DataFrame, changed_dumps: Sequence[str]) -> Pairs:
    """Figures of one dump that state one fact; of the rest, those read from the same number.

    Both have the columns of `figures`, named alike (`rename_as_in`). Where one sits is a key only in
    dumps whose bytes are the same; elsewhere it is its sentence, numbers aside.
    """
    sides = []
    for rows, fact in zip((old, new), key_codes(old, new, FACT), strict=True):
        in_changed = rows["dump"].isin(changed_dumps)
        sides.append(
            rows[["dump", "article", "value", "printed", "start", "end"]].assign(
                fact=fact,
                # where nobody is named, the article tells the facts apart
                named_fact=fact.astype("Int64").where(rows["place"].notna()),
                start=rows["start"].mask(in_changed),
            )
        )
    first = pair_rows(sides[0], sides[1], _SAME_FIGURE)
    rest = [rows.drop(index=paired) for rows, paired in zip(sides, first, strict=True)]
    rest = [
        left.assign(sentence=mask_numerals(rows["quote"].loc[left.index]))
        for left, rows in zip(rest, (old, new), strict=True)
    ]
    more = pair_rows(rest[0], rest[1], [["dump", "article", "sentence", "printed"]])
    return _joined(first[0], more[0]), _joined(first[1], more[1])


def mask_numerals(text: pd.Series) -> pd.Series:
    """Sentences with # for each number, so that those are equal which differ in numbers only."""
    return text.str.replace(_NUMERAL, "#", regex=True)
