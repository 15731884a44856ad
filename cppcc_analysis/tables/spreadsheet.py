"""Texts that a spreadsheet would take for formulas."""

import pandas as pd

#: what a cell begins with that Excel or LibreOffice may compute instead of show, full-width signs included
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """`table` for a CSV file: an apostrophe stands before each text that a spreadsheet would compute.

    A dump is other people's text, and a CSV has no way to say that a cell is text: quotation marks don't
    keep a spreadsheet from computing it. Numbers stay as they are, negative ones too.

    >>> rows = pd.DataFrame({"quote": ["=1+1", "立案365件"], "value": [-1, 2]})
    >>> without_formulas(rows).to_dict("list")
    {'quote': ["'=1+1", '立案365件'], 'value': [-1, 2]}
    """
    return table.assign(
        **{
            name: table[name].map(_as_text)
            for name in table.columns
            if not pd.api.types.is_numeric_dtype(table[name])
        }
    )


def _as_text(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
