"""How the texts print a term: under one name several forms may be counted."""

from collections.abc import Sequence

import pandas as pd

_BETWEEN = "; "


def join_forms(counts: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """The forms of each named term in each slice.

    counts: the columns `keys` of the slice, `word`, `count`, `named` and `printed` as the table `terms` has it
    (forms with their numbers; null: the word itself only). Output: the keys, `word` and `printed` (its forms
    joined by "; ", the commonest first); no row for what is no named term.
    """
    columns = [*keys, "word"]
    rows = counts[counts["named"]]
    plain = rows.loc[rows["printed"].isna(), [*columns, "count"]].assign(form=lambda table: table["word"])
    told = rows.loc[rows["printed"].notna(), columns]
    split = rows["printed"].dropna().str.split(_BETWEEN).explode()
    parts = split.str.rpartition(" ")
    told = told.join(
        parts[[0, 2]].rename(columns={0: "form", 2: "count"}) if len(parts) else parts, how="inner"
    )
    together = pd.concat([plain, told.astype({"count": "Int64"}) if len(told) else plain.iloc[:0]])
    sums = together.groupby([*columns, "form"], as_index=False)["count"].sum()
    sums = sums.sort_values(["count", "form"], ascending=[False, True])
    joined = sums.groupby(columns)["form"].agg(_BETWEEN.join)
    return joined.rename("printed").astype("string").reset_index()


def split_forms(printed: pd.Series) -> list[str]:
    """The different forms in a column `printed`, in the order of their first appearance.

    >>> split_forms(pd.Series(["有事来商量; 有事好商量", None, "有事来商量"]))
    ['有事来商量', '有事好商量']
    """
    return list(dict.fromkeys(form for forms in printed.dropna() for form in str(forms).split(_BETWEEN)))


def names_in_print(rates: pd.DataFrame) -> dict[str, str]:
    """Word → the name a reader finds in the texts that `rates` speak of.

    The word itself where they print it, or nothing of it; else the first of its printed forms.

    >>> rates = pd.DataFrame({"word": ["双碳", "非遗"], "printed": ["碳达峰碳中和", "非物质文化遗产; 非遗"]})
    >>> names_in_print(rates)
    {'双碳': '碳达峰碳中和', '非遗': '非遗'}
    """
    names = {}
    for word, printed in rates.groupby("word", sort=False)["printed"]:
        forms = split_forms(printed)
        names[str(word)] = str(word) if not forms or word in forms else forms[0]
    return names
