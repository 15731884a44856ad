"""How well figures are read: the labelled texts beside this file, scored by measure.

python -m tests.bench.accuracy           prints the score of every measure
python -m tests.bench.accuracy --accept  takes today's errors as the known ones, after they were looked at
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from cppcc_analysis.pipeline import build

HERE = Path(__file__).parent
KNOWN = HERE / "known_errors.txt"


def score(*options: str) -> str:
    """What the scorer prints for a build of the labelled texts."""
    with tempfile.TemporaryDirectory() as folder:
        build(HERE / "texts", folder)
        command = [sys.executable, str(HERE / "score.py"), str(HERE / "labels"), folder, *options]
        return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def find_errors() -> list[str]:
    """Every figure missed or read wrongly, and every occasion not found, one a line."""
    listed, _, _ = score("--errors").partition("\n\n")
    return sorted(listed.splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--accept", action="store_true", help="write the errors to known_errors.txt")
    if parser.parse_args().accept:
        KNOWN.write_text("\n".join(find_errors()) + "\n", encoding="utf-8")
        return
    print(score(), end="")


if __name__ == "__main__":
    main()
