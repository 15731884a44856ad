"""What the repository promises beside the code: files in step, one-way imports, clean notebooks."""

import ast
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / "docs" / "examples" / "gitlab-ci.yml"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

#: sha256 of the dumps as they came
DUMPS = {
    "000_e596674802f1d768.txt": "a61ff0c033fe9c9bf01c46e849584e07242e04b55bbdd9684f367371e22c35be",
    "001_4de6902b1dfc0275.txt": "6e5b029d99ced64fd04140a96a467358fa268246e29a5bc5e76806d5b7c1c6c8",
    "002_73c3655badd32a2f.txt": "95f1d1691216d38ddfbb3aa27066e395c0b03971a1781f5ea142e6be2586e11d",
    "003_d1bf0dc52de780ee.txt": "9f511461dd96fa596bb001c5c70876e55af3d45f00ab79ca0bf843eedae3d5bb",
    "004_083ec2453e3d1090.txt": "dca95e669a2c55eb915ca349f95593df6ec07144e56bd4e26eb587494928fb42",
}
#: parts of the package; each may import those in earlier rows, and `errors`
LAYERS = (
    ("errors",),
    ("reading",),
    ("extraction", "keywords"),
    ("tables",),
    ("pipeline", "charts"),
    ("office",),
    ("inspection", "briefing"),
    ("reports",),
    ("explore",),
    ("cli",),
    ("__init__", "__main__"),
)
RANK = {part: rank for rank, layer in enumerate(LAYERS) for part in layer}


def needs(requirements: list[str]) -> dict[str, str]:
    """{canonical name: version specifier}"""
    parsed = [Requirement(line) for line in requirements]
    return {canonicalize_name(need.name): str(need.specifier) for need in parsed}


def project_needs() -> dict[str, str]:
    project = PYPROJECT["project"]
    return needs([*project["dependencies"], *project["optional-dependencies"]["dev"]])


# --- dependencies: pyproject.toml = environment.yml, and requirements.lock pins them


def test_environment_has_the_dependencies_of_the_project() -> None:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    from_pip = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    assert from_pip.pop() == "--editable ."
    conda = needs([entry for entry in listed if isinstance(entry, str)])
    assert conda.pop("python") == PYPROJECT["project"]["requires-python"]
    assert conda.pop("pip") == ""
    assert conda | needs(from_pip) == project_needs()


def test_lock_lines_are_plain_pins() -> None:
    plain = re.compile(r"[a-z0-9-]+==[0-9][\w.]*( ; [\w.'<>=!* ()]+)?")
    assert [line for line in LOCK if not plain.fullmatch(line)] == []


@pytest.mark.parametrize(("name", "wanted"), project_needs().items())
def test_lock_pins_what_the_project_needs(name: str, wanted: str) -> None:
    pins = [need for need in map(Requirement, LOCK) if canonicalize_name(need.name) == name]
    assert len(pins) == 1
    version = str(pins[0].specifier).removeprefix("==")
    assert Requirement(f"{name}{wanted}").specifier.contains(version)


def test_what_builds_the_package_is_locked() -> None:
    assert needs(PYPROJECT["build-system"]["requires"]).items() <= project_needs().items()


# --- code: imports point one way


def imported_parts(file: Path) -> Iterator[str]:
    """The parts of the package that `file` imports: `tables` for cppcc_analysis.tables.store."""
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            top, _, rest = name.partition(".")
            if top == "cppcc_analysis" and rest:  # the bare package is loaded before any part of it
                part = rest.partition(".")[0]
                yield part if part in RANK else "__init__"


@pytest.mark.parametrize(
    "name", sorted(str(file.relative_to(ROOT)) for file in (ROOT / "cppcc_analysis").rglob("*.py"))
)
def test_imports_point_one_way(name: str) -> None:
    file = ROOT / name
    part = file.relative_to(ROOT / "cppcc_analysis").with_suffix("").parts[0]
    assert part in RANK, f"enter {part} in LAYERS"
    wrong = {other for other in imported_parts(file) if other != part and RANK[other] >= RANK[part]}
    assert not wrong, f"{part} must not import {', '.join(sorted(wrong))}"


# --- notebooks: no outputs, one cell of parameters


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in NOTEBOOKS])
def test_notebook_is_committed_clean(file: Path) -> None:
    cells = json.loads(file.read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"]] == []
    tagged = [cell for cell in code if "parameters" in cell["metadata"].get("tags", [])]
    assert len(tagged) == 1


def test_the_notebooks_are_there() -> None:
    assert [file.stem for file in NOTEBOOKS] == [
        "00_data_quality",
        "01_proposal_volumes",
        "02_category_shares",
        "03_keyword_frequency",
        "04_briefing",
        "sql",
        "start",
    ]


# --- workflows and commands


@pytest.mark.parametrize(
    ("schema", "files"), [("github-workflows", WORKFLOWS), ("gitlab-ci", [GITLAB])], ids=["github", "gitlab"]
)
def test_workflows_fit_the_schema(schema: str, files: list[Path]) -> None:
    options = ["--builtin-schema", f"vendor.{schema}"]
    if schema == "gitlab-ci":
        options += ["--data-transform", "gitlab-ci"]
    command = [sys.executable, "-m", "check_jsonschema", *options, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", [pytest.param(file, id=file.name) for file in WORKFLOWS])
def test_workflow_puts_no_typed_text_into_commands(file: Path) -> None:
    jobs = yaml.safe_load(file.read_text("utf-8"))["jobs"].values()
    commands = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    assert commands
    assert not [command for command in commands if "${{" in command]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "README.zh-CN.md",
        "CONTRIBUTING.md",
        ".ci/run",
        ".github/workflows/test.yml",
        ".github/workflows/report.yml",
    ],
)
def test_make_targets_named_in_files_exist(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE))
    text = (ROOT / name).read_text("utf-8")
    named = set(re.findall(r"(?:^|`|run: )make ([\w-]+)", text, re.MULTILINE))
    assert named
    assert named <= targets


# --- data and paths


@pytest.mark.parametrize(("name", "sha256"), DUMPS.items())
def test_dump_is_as_it_came(name: str, sha256: str) -> None:
    assert hashlib.sha256((ROOT / "data" / "raw" / name).read_bytes()).hexdigest() == sha256


def repository_files() -> list[Path]:
    """Files that git knows or would add."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    names = [name for name in done.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_no_file_names_a_path_of_one_machine() -> None:
    path = re.compile(rb"(?<![\w.:/}-])(?:/(?:home|Users|root|work|tmp|opt)/\w|[A-Z]:\\\w)")
    ours = [file for file in repository_files() if "raw" not in file.parent.parts]
    assert [str(file.relative_to(ROOT)) for file in ours if path.search(file.read_bytes())] == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("data/processed/README.md", True),
        ("data/processed/figures.csv", False),
        ("reports/README.md", True),
        ("reports/index.html", False),
        ("cppcc_analysis/reports/__init__.py", True),
        (".venv/bin/python", False),
    ],
)
def test_git_ignores_products_only(name: str, kept: bool) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "check-ignore", "--quiet", "--no-index", name]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == (1 if kept else 0)
