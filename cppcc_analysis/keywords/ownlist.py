"""The analyst's own terms: a file beside the dumps that adds to the list of the package.

The list of the package belongs to the package: an installed one may not be writable, and the next version
replaces it. What an analyst accepts stands in `data/terms.toml`, beside `data/raw`, in the same form.
"""

import os
from pathlib import Path

from cppcc_analysis.errors import UserError

OWN_LIST = Path("data") / "terms.toml"
#: names the file where the working folder cannot tell, as for a notebook that runs in another one
VARIABLE = "CPPCC_TERMS"


def own_list() -> Path | None:
    """The analyst's list: the file that `CPPCC_TERMS` names, else `data/terms.toml` here or in a folder above.

    `None` where there is none.
    """
    if named := os.environ.get(VARIABLE):
        return Path(named)
    here = Path.cwd()
    return next((up / OWN_LIST for up in (here, *here.parents) if (up / OWN_LIST).is_file()), None)


def read_own_list() -> str:
    """What stands in the analyst's list; nothing where there is none.

    Raises `UserError` for a file that cannot be read.
    """
    file = own_list()
    try:
        return file.read_text(encoding="utf-8") if file else ""
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"cannot read the list of terms {file}: {error}") from error


def place_for_own_list() -> Path:
    """Where the analyst's list is, or is to be made: beside the nearest `data/raw`.

    Raises `UserError` outside a folder with `data/raw`.
    """
    if file := own_list():
        return file
    here = Path.cwd()
    for up in (here, *here.parents):
        if (up / "data" / "raw").is_dir():
            return up / OWN_LIST
    raise UserError(f"no data/raw here or above: {OWN_LIST.as_posix()} belongs beside it")
