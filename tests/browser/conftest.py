"""Tests in a real browser: slow, and they need Chromium and Playwright. They run when this folder is named."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window: `CHROMIUM` names it, else it is looked for on the path."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="needs the package playwright: make test-browser"
    )
    if CHROMIUM is None:
        pytest.skip("needs Chromium: name it in CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over the tests of this folder in a run of everything."""
    named = any("browser" in Path(argument.partition("::")[0]).parts for argument in config.args)
    return None if named else True
