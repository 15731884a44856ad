"""`python -m cppcc_analysis` is `cppcc`."""

import sys

from cppcc_analysis.cli import main

if __name__ == "__main__":
    sys.exit(main())
