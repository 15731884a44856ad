"""`compare` as an analyst calls it: on the tables of the project, wherever the notebook runs."""

from functools import wraps
from typing import Any

import pandas as pd

from cppcc_analysis.reports.selection import load
from cppcc_analysis.tables import compare as series


@wraps(series.compare)
def compare(measure: str, **choice: Any) -> pd.DataFrame:
    """`tables.compare.compare` with the tables of `load` where none are given."""
    if choice.get("tables") is None:
        choice["tables"] = load()
    return series.compare(measure, **choice)
