"""The command `cppcc doctor`: whether this machine has what reports need, and how to mend what is missing.

It must run where packages are missing, so each check imports for itself what it looks at.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from cppcc_analysis.errors import UserError, unknown

#: Chinese, English
Words = tuple[str, str]
_LANGS = ("zh", "en")
_OLDEST = (3, 11)
_PACKAGE = "cppcc_analysis"
_SECONDS_FOR_KERNEL = 90
_SETUP: Words = (
    "运行make setup，或pip install -r requirements.lock",
    "run `make setup`, or pip install -r requirements.lock",
)
_START_KERNEL = """
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="python3", startup_timeout=60)
client.stop_channels()
manager.shutdown_kernel(now=True)
"""


@dataclass(frozen=True)
class Finding:
    """What one check found.

    state   "ok", "note" (works, but not at its best) or "fail"
    told    what is there, or what is wrong
    remedy  how to mend it; empty where nothing is wrong
    """

    name: Words
    state: str
    told: Words
    remedy: Words = ("", "")

    def line(self, lang: str) -> str:
        """One line: 正常  字体：NotoSansSC-Regular.ttf"""
        n = _LANGS.index(lang)
        state = _STATES[self.state][n]
        line = f"{state}  {self.name[n]}{('：', ': ')[n]}{self.told[n]}"
        return line + (f"{('。办法：', ' -> ')[n]}{self.remedy[n]}" if self.remedy[n] else "")


_STATES = {"ok": ("正常", "ok  "), "note": ("注意", "note"), "fail": ("有误", "FAIL")}


def run_doctor(lang: str = "zh") -> bool:
    """Print one line for each check; returns whether none failed. Raises `UserError` for an unknown language."""
    if lang not in _LANGS:
        raise unknown("language", lang, _LANGS)
    fine = True
    for finding in diagnose():
        print(finding.line(lang), flush=True)
        fine &= finding.state != "fail"
    return fine


def diagnose() -> Iterator[Finding]:
    """The checks, one after the other. One that breaks down is a failed one."""
    for name, check in _CHECKS.items():
        try:
            yield check(_NAMES[name])
        except Exception as error:  # a doctor does not faint
            told = f"{type(error).__name__}: {error}".splitlines()[0]
            yield Finding(_NAMES[name], "fail", (told, told), _SETUP)


def check_python(name: Words) -> Finding:
    """The version of this interpreter."""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= _OLDEST:
        return Finding(name, "ok", (found, found))
    least = ".".join(map(str, _OLDEST))
    told = (f"{found}，需要{least}以上", f"{found}, but {least} or later is needed")
    remedy = ("安装新版Python后运行make setup PYTHON=路径", "install one, then run `make setup PYTHON=path`")
    return Finding(name, "fail", told, remedy)


def check_packages(name: Words) -> Finding:
    """The packages that the installed metadata of this one asks for, and their versions."""
    from packaging.requirements import Requirement

    try:
        needed = [Requirement(line) for line in requires(_PACKAGE) or []]
    except PackageNotFoundError:
        return Finding(name, "fail", (f"{_PACKAGE}未安装", f"{_PACKAGE} is not installed"), _SETUP)
    wrong = []
    needed = [need for need in needed if need.marker is None or need.marker.evaluate({"extra": ""})]
    for need in needed:
        try:
            found = version(need.name)
        except PackageNotFoundError:
            wrong.append((f"缺{need.name}", f"{need.name} is missing"))
            continue
        if not need.specifier.contains(found, prereleases=True):
            wrong.append(
                (
                    f"{need.name} {found}，需要{need.specifier}",
                    f"{need.name} {found}, needed {need.specifier}",
                )
            )
    if wrong:
        return Finding(name, "fail", ("；".join(w[0] for w in wrong), "; ".join(w[1] for w in wrong)), _SETUP)
    return Finding(name, "ok", (f"{len(needed)}个", f"{len(needed)} found"))


def check_font(name: Words) -> Finding:
    """The font of the charts, and that it can be drawn with."""
    from cppcc_analysis.charts.style import font_file, text_width

    try:
        file = font_file()
    except UserError as error:
        return Finding(
            name, "fail", ("缺少图表字体", str(error)), ("pip install zhplot", "pip install zhplot")
        )
    text_width("提案", 10)
    return Finding(name, "ok", (file.name, file.name))


def check_kernel(name: Words) -> Finding:
    """That a kernel starts, as for the notebooks of a report."""
    command = [sys.executable, "-c", _START_KERNEL]
    remedy = (
        "pip install --force-reinstall ipykernel，再试",
        "pip install --force-reinstall ipykernel, then try again",
    )
    try:
        done = subprocess.run(
            command,
            env=os.environ | {"JUPYTER_PREFER_ENV_PATH": "1"},
            capture_output=True,
            text=True,
            timeout=_SECONDS_FOR_KERNEL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        told = (f"{_SECONDS_FOR_KERNEL}秒内未启动", f"did not start within {_SECONDS_FOR_KERNEL} seconds")
        return Finding(name, "fail", told, remedy)
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["?"])[-1]
        return Finding(name, "fail", (f"未能启动（{why}）", f"did not start ({why})"), remedy)
    return Finding(name, "ok", ("已启动", "started"))


def check_folders(name: Words) -> Finding:
    """The dumps, and that tables, reports and temporary files can be written."""
    here = Path.cwd()
    root = next((up for up in (here, *here.parents) if (up / "data" / "raw").is_dir()), None)
    if root is None:
        told = ("当前文件夹不在本仓库内，没有data/raw", "no data/raw here or above")
        remedy = (
            "先cd到仓库，或用--raw和--out指明文件夹",
            "cd into the repository, or name folders by --raw and --out",
        )
        return Finding(name, "fail", told, remedy)
    folders = [root / "data" / "processed", root / "reports", Path(tempfile.gettempdir())]
    locked = [str(folder) for folder in folders if not _writable(folder)]
    if locked:
        listed = ", ".join(locked)
        remedy = ("改权限，或用--out写到别处", "change its permissions, or write elsewhere by --out")
        return Finding(name, "fail", (f"不能写入{listed}", f"cannot write to {listed}"), remedy)
    return Finding(name, "ok", (f"可以写入，仓库在{root}", f"writable; the repository is {root}"))


def check_dictionary(name: Words) -> Finding:
    """jieba's dictionary, by cutting a sentence whose words it must know."""
    from cppcc_analysis.keywords.tokens import dictionary_hash, tokens

    remedy = ("pip install --force-reinstall jieba", "pip install --force-reinstall jieba")
    cut = list(tokens("推动高质量发展"))
    if "推动" not in cut:
        told = (f"“推动高质量发展”切成了{cut}", f"推动高质量发展 was cut into {cut}")
        return Finding(name, "fail", told, remedy)
    short = dictionary_hash()[:8]
    return Finding(name, "ok", (f"可用（{short}）", f"works ({short})"))


def check_cache(name: Words) -> Finding:
    """The folder of jieba's cache; without it each start takes a second longer."""
    from platformdirs import user_cache_path

    folder = user_cache_path(_PACKAGE, appauthor=False)
    if _writable(folder):
        return Finding(name, "ok", (str(folder), str(folder)))
    told = (
        f"不能写入{folder}，每次启动慢约1秒",
        f"cannot write to {folder}: each start takes a second longer",
    )
    remedy = ("改权限，或设环境变量XDG_CACHE_HOME", "change its permissions, or set XDG_CACHE_HOME")
    return Finding(name, "note", told, remedy)


def _writable(folder: Path) -> bool:
    """Whether a file can be made in `folder`, or in the nearest folder above it that is there."""
    there = next(up for up in (folder, *folder.parents) if up.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            return True
    except OSError:
        return False


_CHECKS: dict[str, Callable[[Words], Finding]] = {
    "python": check_python,
    "packages": check_packages,
    "font": check_font,
    "kernel": check_kernel,
    "folders": check_folders,
    "dictionary": check_dictionary,
    "cache": check_cache,
}
_NAMES: dict[str, Words] = {
    "python": ("Python", "Python"),
    "packages": ("软件包", "packages"),
    "font": ("字体", "font"),
    "kernel": ("内核", "kernel"),
    "folders": ("文件夹", "folders"),
    "dictionary": ("jieba词典", "jieba's dictionary"),
    "cache": ("jieba缓存", "jieba's cache"),
}
