"""The command `cppcc lab`: JupyterLab with the start notebook, for this machine only."""

import os
from collections.abc import Sequence
from pathlib import Path

from cppcc_analysis.errors import UserError
from cppcc_analysis.reading.archives import LARGEST_FILE
from cppcc_analysis.reports.selection import find_project

START = "notebooks/start.ipynb"
#: ends of the names of JupyterLab's options that would open it to others
_OPENING = (
    "ip",
    "token",
    "password",
    "password_required",
    "allow_remote_access",
    "allow_unauthenticated_access",
)


def run_lab(options: Sequence[str] = ()) -> None:
    """Open JupyterLab on the start notebook of the repository around the current folder, until it is shut down.

    It listens on 127.0.0.1 and asks for a token; `options` are its own further ones, such as --port=9999.
    Raises `UserError` outside a repository, where the notebook is missing, and for an option that would open it
    to other machines or let people in without the token.
    """
    arguments = lab_arguments(find_project(Path.cwd()), options)
    from jupyterlab.labapp import LabApp  # takes a second to load, which a refusal need not wait for

    LabApp.launch_instance(arguments)


def _is_root() -> bool:
    """In a container people are root, and Jupyter would refuse them."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def lab_arguments(project: Path, options: Sequence[str]) -> list[str]:
    """The command line of JupyterLab. What must hold stands last, where it wins."""
    if not (project / START).is_file():
        raise UserError(f"no {START} in {project}: work inside the repository of cppcc_analysis")
    for option in options:
        name = option.lstrip("-").partition("=")[0]
        if option.startswith("-") and name.rpartition(".")[2] in _OPENING:
            raise UserError(
                f"cppcc lab serves this machine only, with a token: leave out {option.partition('=')[0]}, or start "
                "jupyter lab yourself"
            )
    return [
        f"--LabApp.default_url=/lab/tree/{START}",
        # the server's own limit is 10 MB, and an upload above it would end without a word
        f"--ServerApp.tornado_settings={{'websocket_max_message_size': {2 * LARGEST_FILE}}}",
        *(["--allow-root"] if _is_root() else []),
        *options,
        f"--ServerApp.root_dir={project}",
        "--ServerApp.ip=127.0.0.1",
    ]
