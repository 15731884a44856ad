from tests.bench.accuracy import KNOWN, find_errors


def test_no_figure_that_was_right_turns_wrong() -> None:
    """New errors fail; so do known ones that are gone, which belong off the list (make accuracy ARGS=--accept)."""
    assert find_errors() == KNOWN.read_text(encoding="utf-8").splitlines()
