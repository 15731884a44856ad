"""Tests in a real browser: slow, and they need Chromium. `make test-browser` runs them, `make test` does not."""
