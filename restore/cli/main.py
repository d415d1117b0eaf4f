"""The `restore` command: find the verb, load its module alone, run it."""

from __future__ import annotations

import sys
from importlib import import_module

from restore.cli.diagnostics import abandon_stdout, guard, say_lines
from restore.cli.overview import EXIT_CODES, OPTIONS, overview, show
from restore.cli.registry import COMMANDS
from restore.collector import quiet
from restore.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence
    from types import FrameType
    from typing import NoReturn

    from restore.cli.command import Command, Parser

_BEHIND = "those of a command stand behind it, "


def run() -> NoReturn:
    """The console entry point."""
    code = quiet(_main_to_its_end)(sys.argv[1:])
    abandon_stdout()
    sys.exit(code)


def _main_to_its_end(argv: Sequence[str]) -> int:
    """Run a command, which leaves by the normal way when a scheduler ends it: temporary files are taken along."""
    if _split(argv)[1]:  # the help, which leaves nothing, need not wait for what knows signals
        import signal

        signal.signal(signal.SIGTERM, _terminated)
    return main(argv)


def _terminated(_number: int, _frame: FrameType | None) -> NoReturn:
    from restore.cli.exits import ExitCode

    sys.exit(ExitCode.TERMINATED)


def main(argv: Sequence[str]) -> int:
    """Run one command line, given without the program's name; the exit code. Raises nothing."""
    options, rest = _split(argv)
    is_reached = set(options) <= {*_first()}
    verb = rest[0] if is_reached and rest and rest[0] in _names() else None
    name = f"restore {verb}" if verb else "restore"
    return guard(lambda: _run(options, rest), name=name, debug="--debug" in argv)


def _split(argv: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The options that stand before the command, of which none takes a value; the command with its own."""
    first = next((place for place, word in enumerate(argv) if not word.startswith("-")), len(argv))
    return argv[:first], argv[first:]


def _run(options: Sequence[str], rest: Sequence[str]) -> int:
    for option in options:
        if option in ("-h", "--help"):
            show(overview())
            return 0
        if option == "--version":
            return _say_version()
        if option != "--debug":
            raise UsageError(_unknown(option, _first(), f"{_BEHIND if rest else ''}see restore --help"))
    if rest:
        return _run_command(rest[0], rest[1:])
    if options:
        raise UsageError("no command; restore --help lists them")
    say_lines(overview())
    return UsageError.exit_code


def _say_version() -> int:
    from restore.cli.output import write_lines
    from restore.cli.version import lines

    write_lines(lines())
    return 0


def _run_command(verb: str, argv: Sequence[str]) -> int:
    if verb not in _names():
        from restore.hints import did_you_mean

        raise UsageError(f"no such command: {verb!r}{did_you_mean(verb, _names(), otherwise='see restore --help')}")
    return load(verb).run(_read(verb, argv))


def _read(verb: str, argv: Sequence[str]) -> Namespace:
    """A command's own arguments. Raises UsageError where it does not take them, or lacks some."""
    from restore.cli.command import MissingError

    parser = parser_of(verb)
    try:
        options, unknown = parser.parse_known_args(argv)
    except MissingError:
        unknown = _unknown_among(argv, parser)
        if not unknown:
            raise
    if unknown:
        raise UsageError(_unknown_to(verb, unknown[0], argv, parser))
    return options


def parser_of(verb: str) -> Parser:
    """What reads the arguments of a command, and says its help."""
    from restore.cli.command import Parser

    command = load(verb)
    what = next(entry.help for entry in COMMANDS if entry.name == verb)
    description = f"{what[:1].upper()}{what[1:]}.\n\nexamples:\n{command.EXAMPLES.rstrip()}"
    parser = Parser(prog=f"restore {verb}", description=description, epilog=EXIT_CODES)
    command.configure(parser)
    parser.finish()
    return parser


def load(verb: str) -> Command:
    """The module of a command."""
    command: Command = import_module(next(entry.module for entry in COMMANDS if entry.name == verb))
    return command


def _first() -> list[str]:
    """The options that may stand before a command."""
    return [name for names, _ in OPTIONS for name in names]


def _names() -> list[str]:
    return [entry.name for entry in COMMANDS]


def _unknown_among(argv: Sequence[str], parser: Parser) -> list[str]:
    """What is not known in a command line that lacks something: it is the likelier mistake."""
    for action in parser.arguments():
        action.required = False
    return parser.parse_known_args(argv)[1]


def _unknown_to(verb: str, given: str, argv: Sequence[str], parser: Parser) -> str:
    known = [name for action in parser.arguments() for name in action.option_strings]
    if given in known and "--" in argv:
        return f"{given!r} stands behind --, where nothing is an option; write -- behind all of them"
    if "--source" in known and not given.startswith("-") and not {"--source", "-s"} & set(argv):
        from restore.cli.program import program, typed

        return f"unknown argument {given!r}; is it the source? {program()} {verb} COPY --source {typed(given)}"
    return _unknown(given, known, f"see restore {verb} --help")


def _unknown(given: str, known: Iterable[str], otherwise: str) -> str:
    from restore.hints import did_you_mean

    hint = did_you_mean(given.partition("=")[0], known, otherwise=otherwise)
    return f"unknown {'option' if given.startswith('-') else 'argument'} {given!r}{hint}"
