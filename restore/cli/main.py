"""The `restore` command: find the verb, load its module alone, run it."""

from __future__ import annotations

import signal
import sys
from argparse import SUPPRESS, Action, ArgumentParser
from importlib import import_module

from restore.cli.command import MissingError, Parser
from restore.cli.diagnostics import EXIT_CODES, ExitCode, abandon_stdout, guard, say_lines
from restore.cli.registry import COMMANDS
from restore.collector import quiet
from restore.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType
    from typing import Any, NoReturn

    from restore.cli.command import Command

DESCRIPTION = """\
Repairs texts that machines damaged: aligns a damaged copy with its clean source, types every
difference, says how sure it is, repairs what is sure and leaves the rest to you.

examples:
  restore demo                                             see it work
  restore align copy.txt --source source.txt               what differs, and why
  restore repair copy.txt --source source.txt -o out.txt   the restored copy
  restore COMMAND --help                                   options and examples of a command

commands:
"""


def run() -> NoReturn:
    """The console entry point."""
    signal.signal(signal.SIGTERM, _terminated)
    code = quiet(main)(sys.argv[1:])
    abandon_stdout()
    sys.exit(code)


def _terminated(_number: int, _frame: FrameType | None) -> NoReturn:
    """Leave by the normal way out, so that temporary files are taken along."""
    sys.exit(ExitCode.TERMINATED)


def main(argv: Sequence[str]) -> int:
    """Run one command line, given without the program's name; the exit code. Raises nothing."""
    verb = _verb(argv)
    return guard(lambda: _run(argv, verb), name=f"restore {verb}" if verb else "restore", debug="--debug" in argv)


def _run(argv: Sequence[str], verb: str | None) -> int:
    parser = build_parser([verb] if verb else [])
    if verb is None and not argv:
        say_lines(parser.format_help())
        return ExitCode.USAGE
    try:
        options, unknown = parser.parse_known_args(argv)
    except MissingError as error:
        unknown = _unknown_among(argv, parser, verb)
        if not unknown:
            raise error from None
    if unknown:
        raise UsageError(_unknown(unknown[0], argv, parser, verb))
    if verb is None:
        raise UsageError("no command; restore --help lists them")
    return load(verb).run(options)


def _verb(argv: Sequence[str]) -> str | None:
    """The first argument that is a command; options before it take no values."""
    first = next((argument for argument in argv if not argument.startswith("-")), None)
    return first if first in {entry.name for entry in COMMANDS} else None


def build_parser(configured: Sequence[str]) -> Parser:
    """The parser with every command's name in its help, and those in `configured`, whose modules it imports."""
    names = "\n".join(f"  {entry.name:<12}{entry.help}" for entry in COMMANDS)
    parser = Parser(prog="restore", usage="restore COMMAND …", description=DESCRIPTION + names, epilog=EXIT_CODES)
    parser.add_argument("--version", action=_Version, help="show the version, and whether it is compiled")
    parser.add_argument("--debug", action="store_true", default=SUPPRESS, help="show where an error came from")
    verbs = parser.add_subparsers(prog="restore", metavar="COMMAND", dest="verb", parser_class=Parser, help=SUPPRESS)
    for entry in COMMANDS:
        if entry.name in configured:
            command, child = load(entry.name), verbs.add_parser(entry.name)
            child.description = f"{entry.help[:1].upper()}{entry.help[1:]}.\n\nexamples:\n{command.EXAMPLES.rstrip()}"
            child.epilog = EXIT_CODES
            command.configure(child)
            child.finish()
    return parser


class _Version(Action):
    """Like argparse's own, but what it says is looked up when it is asked for."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings | {"nargs": 0, "default": SUPPRESS})

    def __call__(self, parser: ArgumentParser, *_: object) -> NoReturn:
        """Print it and leave."""
        from restore.cli.output import write_lines
        from restore.cli.version import lines

        write_lines(lines())
        parser.exit()


def load(verb: str) -> Command:
    """The module of a command."""
    command: Command = import_module(next(entry.module for entry in COMMANDS if entry.name == verb))
    return command


def _unknown_among(argv: Sequence[str], parser: Parser, verb: str | None) -> list[str]:
    """What is not known in a command line that lacks something: it is the likelier mistake."""
    if verb is None:
        return []
    for action in parser.child(verb).arguments():
        action.required = False
    return parser.parse_known_args(argv)[1]


def _unknown(given: str, argv: Sequence[str], parser: Parser, verb: str | None) -> str:
    from restore.hints import did_you_mean

    chosen = parser.child(verb) if verb else parser
    known = [name for action in chosen.arguments() for name in action.option_strings]
    if verb and "--source" in known and not given.startswith("-") and not {"--source", "-s"} & set(argv):
        import shlex

        return f"unknown argument {given!r}; is it the source? restore {verb} COPY --source {shlex.quote(given)}"
    hint = did_you_mean(given.partition("=")[0], known, otherwise=f"see restore {verb + ' ' if verb else ''}--help")
    return f"unknown {'option' if given.startswith('-') else 'argument'} {given!r}{hint}"
