"""The record of a report: what went in, with which programs, and how each notebook ended."""

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from cppcc_analysis.reading.dumps import find_dumps
from cppcc_analysis.reports.runner import Outcome
from cppcc_analysis.tables.audit.audit import dump_checks
from cppcc_analysis.tables.store import Tables

NAME = "manifest.json"
#: packages that shape what the pages show
PACKAGES = ("cppcc_analysis", "jieba", "matplotlib", "nbconvert", "pandas", "papermill", "zhplot")


def make_manifest(
    parameters: Mapping[str, Any], raw: Path, tables: Tables, chosen: Tables, outcomes: Sequence[Outcome]
) -> dict[str, Any]:
    """Parameters, versions, hashes of the dumps below `raw`, sizes, and each notebook's run.

    `built` counts the whole build, `shown` the rows of the chosen cities and years.
    """
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "parameters": dict(parameters),
        "versions": {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES},
        "inputs": hash_files(raw),
        "built": count_rows(tables),
        "shown": count_rows(chosen),
        "notebooks": {
            outcome.name: {
                "status": "failed" if outcome.error else "finished",
                "seconds": outcome.seconds,
                "error": outcome.error,
            }
            for outcome in outcomes
        },
    }


def write_manifest(manifest: Mapping[str, Any], folder: Path) -> None:
    """Write `manifest.json` into `folder`, with `entries`, the files and folders of the report there."""
    entries = sorted({file.name for file in folder.iterdir()} | {NAME})
    text = json.dumps({**manifest, "entries": entries}, ensure_ascii=False, indent=2)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read_entries(folder: Path) -> list[str]:
    """Names of the files and folders of the report in `folder`; none where there is no report."""
    try:
        entries = json.loads((folder / NAME).read_text(encoding="utf-8"))["entries"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [name for name in entries if isinstance(name, str) and Path(name).name == name]


def count_rows(tables: Tables) -> dict[str, int]:
    """Sizes of the tables, whole or of a choice, and the verdicts of their checks.

    `rejected` is the whole build's in either case: a file that could not be read belongs to no choice.
    """
    verdicts = dump_checks(tables)["verdict"].value_counts()
    return {
        "dumps": len(tables["dumps"]),
        "rejected": len(tables["rejects"]),
        "articles": len(tables["articles"]),
        "truncated": int(tables["articles"]["truncated"].sum()),
        "figures": len(tables["figures"]),
        "unread": len(tables["unread"]),
        "checks_hold": int(verdicts.get("holds", 0)),
        "checks_fail": int(verdicts.get("fails", 0)),
        "checks_open": int(verdicts.get("can't tell", 0)),
    }


def hash_files(raw: Path) -> dict[str, str]:
    """Each file read below `raw` → SHA-256 of its bytes."""
    return {
        file.relative_to(raw).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in find_dumps(raw)
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:  # the package run from its folder without being installed
        return None
