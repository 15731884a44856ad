"""How the texts print a term: under one name several forms may be counted."""

from collections import Counter

import pandas as pd

from cppcc_analysis.keywords.termlist import term_matcher

_BETWEEN = "; "


def printed_forms(articles: pd.DataFrame) -> pd.DataFrame:
    """The forms of the named terms in the texts of `articles`, per place and year.

    Output: `place`, `year`, `word`, `printed` (its forms found there, joined by "; ", the commonest
    first).
    """
    counts: Counter[tuple[str, int, str, str]] = Counter()
    for article in articles.itertuples():
        for match in term_matcher().find(article.text):
            counts[article.place, article.year, match.word, article.text[match.start : match.end]] += 1
    rows = [(*key, count) for key, count in counts.items()]
    table = pd.DataFrame(rows, columns=["place", "year", "word", "form", "count"])
    table = table.sort_values(["count", "form"], ascending=[False, True])
    table = table.astype({"place": "string", "year": "Int64", "word": "string"})
    joined = table.groupby(["place", "year", "word"])["form"].agg(_BETWEEN.join)
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
