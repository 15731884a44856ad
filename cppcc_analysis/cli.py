"""The command line: `cppcc build | report | lab | inspect | …`. Bad input: one line, exit 2."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from cppcc_analysis.errors import UserError, unknown

FAILED, MISUSED, INTERRUPTED = 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    try:
        arguments, unparsed = _parser().parse_known_args(argv)
        if unparsed and arguments.run is not _lab:
            raise _refusal(unparsed[0], arguments.options)
        arguments.unparsed = unparsed
        return int(arguments.run(arguments))
    except UserError as error:
        _complain(str(error))
        return MISUSED
    except KeyboardInterrupt:
        _complain("interrupted; what was there before is unchanged")
        return INTERRUPTED


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are `UserError`s: one line, where argparse prints the usage as well."""

    def error(self, message: str) -> NoReturn:
        raise UserError(f"{message}; see {self.prog} --help")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            raise unknown("language" if action.dest == "lang" else "command", value, action.choices)

    @property
    def options(self) -> list[str]:
        """The long names of the options."""
        return [name for name in self._option_string_actions if name.startswith("--")]


def _refusal(argument: str, options: Sequence[str]) -> UserError:
    """The error for an argument that no command takes."""
    if argument.startswith("-"):
        return unknown("option", argument.partition("=")[0], options)
    return UserError(f"unexpected argument '{argument}'; known: {', '.join(options)}")


def _parser() -> _Parser:
    parser = _Parser(prog="cppcc", description="Tables and reports from CPPCC dumps.")
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(
        required=True, metavar="build | report | lab | inspect | checks | diff | accept | doctor"
    )

    build = commands.add_parser("build", help="read the dumps and write the tables")
    _add_folders(build)
    build.add_argument("--engine", default="jieba", help="tokeniser: jieba or rjieba (%(default)s)")
    build.set_defaults(run=_build, options=build.options)

    report = commands.add_parser("report", help="build if needed, run the notebooks, write the pages")
    report.add_argument("--cities", default="", help="full names, comma between them; default: all")
    report.add_argument("--years", default="", help="2023,2024 or 2023:2025 or 2023-2025; default: all")
    report.add_argument(
        "--raw",
        type=Path,
        default=Path("data/raw"),
        help="folder of the dumps (%(default)s); the tables of another folder go to OUT/tables",
    )
    report.add_argument(
        "--out", type=Path, default=Path("reports"), help="folder for the report (%(default)s)"
    )
    report.add_argument(
        "--each", action="store_true", help="a report for each place, in a folder of its name below OUT"
    )
    report.add_argument("--lang", choices=("zh", "en"), default="zh", help="language (%(default)s)")
    report.set_defaults(run=_report, options=report.options)

    lab = commands.add_parser(
        "lab",
        help="open the start notebook in JupyterLab, on this machine only",
        usage="cppcc lab [-h] [OPTION ...]",
        epilog="Further options are JupyterLab's, such as --port=9999 or --no-browser.",
    )
    lab.set_defaults(run=_lab, options=lab.options)
    doctor = commands.add_parser("doctor", help="check Python, packages, fonts, kernel, folders, dictionary")
    doctor.add_argument("--lang", choices=("zh", "en"), default="zh", help="language (%(default)s)")
    doctor.set_defaults(run=_doctor, options=doctor.options)

    inspect = commands.add_parser("inspect", help="show what is read from one dump")
    inspect.add_argument("file", type=Path, metavar="FILE", help="the dump")
    inspect.add_argument("--html", type=Path, metavar="OUT", help="also write it as one page")
    inspect.add_argument("--lang", choices=("zh", "en"), default="zh", help="language (%(default)s)")
    inspect.set_defaults(run=_inspect, options=inspect.options)

    checks = commands.add_parser("checks", help="build if needed, print the arithmetic audit")
    _add_folders(checks)
    checks.add_argument("--strict", action="store_true", help="exit 1 when a check fails")
    checks.add_argument("--lang", choices=("zh", "en"), default="zh", help="language (%(default)s)")
    checks.set_defaults(run=_checks, options=checks.options)

    diff = commands.add_parser("diff", help="what changed between two builds, and why")
    diff.add_argument("old", type=Path, metavar="OLD", help="folder of the earlier tables")
    diff.add_argument("new", type=Path, metavar="NEW", help="folder of the later tables")
    diff.add_argument("--csv", type=Path, metavar="OUT", help="also write the changes as a table")
    diff.set_defaults(run=_diff, options=diff.options)

    accept = commands.add_parser("accept", help="add a word to your own list of terms, data/terms.toml")
    accept.add_argument("word", metavar="WORD", help="the word as the texts print it")
    accept.add_argument("--class", dest="term_class", default="own", help="its class (%(default)s)")
    accept.add_argument("--en", default="", help="English gloss, for reports in English")
    accept.add_argument("--since", type=int, help="the year since which the term exists")
    accept.set_defaults(run=_accept, options=accept.options)
    return parser


def _add_folders(parser: _Parser) -> None:
    parser.add_argument(
        "--raw", type=Path, default=Path("data/raw"), help="folder of the dumps (%(default)s)"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("data/processed"), help="folder for the tables (%(default)s)"
    )


# heavy modules are imported by the command that needs them, so that --help is quick


def _build(arguments: argparse.Namespace) -> int:
    from cppcc_analysis import pipeline

    print(pipeline.build(arguments.raw, arguments.out, progress=True, engine=arguments.engine))
    return 0


def _accept(arguments: argparse.Namespace) -> int:
    from cppcc_analysis.keywords.accept import accept_term

    file = accept_term(arguments.word, arguments.term_class, arguments.en, arguments.since)
    print(f"{arguments.word} is counted from the next build on: {file}")
    return 0


def _report(arguments: argparse.Namespace) -> int:
    from cppcc_analysis.reports.each import make_each
    from cppcc_analysis.reports.report import Request, make_report
    from cppcc_analysis.reports.selection import split_names, split_years

    request = Request(
        cities=split_names(arguments.cities),
        years=split_years(arguments.years) if arguments.years else (),
        raw=arguments.raw,
        out=arguments.out,
        lang=arguments.lang,
    )
    if arguments.each:
        reports = make_each(request, progress=True, tell=print)
        print(reports)
        for place, name, error in reports.failures:
            _complain(f"{place}, {name} failed: {error}")
        return FAILED if reports.failures else 0
    report = make_report(request, progress=True, tell=print)
    print(report)
    for failure in report.failures:
        _complain(f"{failure.name} failed: {failure.error}")
    return FAILED if report.failures else 0


def _lab(arguments: argparse.Namespace) -> int:
    from cppcc_analysis.explore.lab import run_lab

    run_lab(arguments.unparsed)
    return 0


def _doctor(arguments: argparse.Namespace) -> int:
    from cppcc_analysis.inspection.doctor import run_doctor

    return 0 if run_doctor(arguments.lang) else FAILED


def _inspect(arguments: argparse.Namespace) -> int:
    from cppcc_analysis.inspection.inspect import run_inspect

    run_inspect(arguments.file, arguments.html, arguments.lang)
    return 0


def _checks(arguments: argparse.Namespace) -> int:
    from cppcc_analysis.inspection.checks import run_checks

    holds = run_checks(arguments.raw, arguments.out, arguments.lang)
    return FAILED if arguments.strict and not holds else 0


def _diff(arguments: argparse.Namespace) -> int:
    from cppcc_analysis.tables.difference_text import run_diff

    print(run_diff(arguments.old, arguments.new, arguments.csv))
    return 0


class _Version(argparse.Action):
    """Reads the version only when asked for it."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="show the version")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"cppcc {version('cppcc_analysis')}")
        parser.exit()


def _complain(line: str) -> None:
    print(f"cppcc: {line}", file=sys.stderr)
