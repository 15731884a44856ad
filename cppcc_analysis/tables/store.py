"""The one door out: tables are validated, written beside the old ones, and swapped in whole."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.tables.schemas import SCHEMAS, conform
from cppcc_analysis.tables.spreadsheet import without_formulas

#: names the inputs and the code that the tables in a folder were made from
BUILD_RECORD = "build.json"


class Tables(dict[str, pd.DataFrame]):
    """Tables by name; what is `tables["figures"]` in code is `tables.figures` where a person types.

    An unknown name raises `AttributeError`, which lists the known ones, the nearest first.
    """

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(str(unknown("table", name, self))) from None

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self]

    def __repr__(self) -> str:
        return "\n".join(f"{name}: {len(table)} rows" for name, table in self.items())


def write_tables(
    tables: Mapping[str, pd.DataFrame], out: Path, record: Mapping[str, object] | None = None
) -> None:
    """Write each table as Parquet and as CSV (UTF-8 with BOM) below `out`.

    In the CSV an apostrophe stands before a text that a spreadsheet would compute.

    `record` maps the names of JSON files to write beside them, last, to what they hold.

    All files are written to a folder beside `out` first; only when every table is valid and on disk do
    they replace the old ones, so a failed build leaves the last good tables.

    Raises `UserError` when `out` cannot be written, `pandera.errors.SchemaError` for an invalid table.
    """
    conformed = {name: conform(name, tables[name]) for name in SCHEMAS}
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out, prefix=".new-") as folder:
            staged = Path(folder)
            for name, table in conformed.items():
                table.to_parquet(staged / f"{name}.parquet", index=False)
                without_formulas(table).to_csv(staged / f"{name}.csv", index=False, encoding="utf-8-sig")
            for name, content in (record or {}).items():
                (staged / name).write_text(
                    json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8"
                )
            # the records sort last: a swap that is cut short leaves them old, and the build stale
            for file in sorted(staged.iterdir(), key=lambda f: f.name in (record or {})):
                file.replace(out / file.name)
    except OSError as error:
        raise UserError(f"cannot write to {out}: {error.strerror or error}") from error


def load_text(folder: Path | str, dump: str) -> str | None:
    """The text kept of a dump that is no plain text file; `None` where `folder` holds none of it."""
    file = Path(folder) / "texts.parquet"
    if not file.exists():
        return None
    found = pd.read_parquet(file, filters=[("dump", "==", dump)])["text"]
    return str(found.iloc[0]) if len(found) else None


def load_tables(folder: Path | str = "data/processed") -> Tables:
    """The tables of a build, by name.

    Raises `UserError` when `folder` holds no complete build.
    """
    folder = Path(folder)
    missing = [name for name in SCHEMAS if not (folder / f"{name}.parquet").exists()]
    if missing:
        raise UserError(f"no tables in {folder} ({missing[0]}.parquet is missing): run `cppcc build` first")
    return Tables({name: conform(name, pd.read_parquet(folder / f"{name}.parquet")) for name in SCHEMAS})
