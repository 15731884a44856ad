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
    parameters: Mapping[str, Any],
    raw: Path,
    tables: Tables,
    chosen: Tables,
    outcomes: Sequence[Outcome],
    made_from: Mapping[str, Any],
) -> dict[str, Any]:
    """Parameters, versions, hashes of the dumps below `raw`, sizes, and each notebook's run.

    `built` counts the whole build, `shown` the rows of the chosen cities and years. Each run has its seconds
    and the most memory that its kernel took, in MB (null: the system does not tell); those of an `unchanged`
    notebook are of the run that it was taken over from. `made_from` keeps what `reuse` needs to know of it.
    """
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "parameters": dict(parameters),
        "versions": versions(),
        "inputs": hash_files(raw),
        "built": count_rows(tables),
        "shown": count_rows(chosen),
        "notebooks": {
            outcome.name: {
                "status": _status(outcome),
                "seconds": outcome.seconds,
                "peak_mb": outcome.peak_mb,
                "error": outcome.error,
                "made_from": made_from.get(outcome.name),
            }
            for outcome in outcomes
        },
    }


def _status(outcome: Outcome) -> str:
    if outcome.error:
        return "failed"
    return "unchanged" if outcome.reused else "finished"


def write_manifest(manifest: Mapping[str, Any], folder: Path) -> None:
    """Write `manifest.json` into `folder`, with `entries`, the files and folders of the report there."""
    entries = sorted({file.name for file in folder.iterdir()} | {NAME})
    text = json.dumps({**manifest, "entries": entries}, ensure_ascii=False, indent=2)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the report in `folder`; empty where there is no report."""
    try:
        manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def read_entries(folder: Path) -> list[str]:
    """Names of the files and folders of the report in `folder`; none where there is no report."""
    entries = read_manifest(folder).get("entries", [])
    listed = entries if isinstance(entries, list) else []
    return [name for name in listed if isinstance(name, str) and Path(name).name == name]


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


def versions() -> dict[str, str | None]:
    """Python and the packages that shape the pages; null: not installed as a package."""
    return {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:  # the package run from its folder without being installed
        return None
