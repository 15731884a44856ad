"""Tests in a real browser: slow, and they need Chromium and Playwright. They run when this folder is named."""

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over the tests of this folder in a run of everything."""
    named = any("browser" in Path(argument.partition("::")[0]).parts for argument in config.args)
    return None if named else True
