"""What a command is, and the options that several commands share: the same flag means the same thing in each."""

from __future__ import annotations

import argparse
from argparse import SUPPRESS, ArgumentParser, Namespace

from restore.cli.columns import columns
from restore.cli.diagnostics import say
from restore.cli.overview import show
from restore.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn, Protocol

    from _typeshed import SupportsWrite

    from restore.config import Config
    from restore.differences import Selector
    from restore.formats.view import View
    from restore.repair import Policy

    class Command(Protocol):
        """What the module of a command offers."""

        EXAMPLES: str
        """Command lines, two spaces in front, shown first in its help."""

        def configure(self, parser: Parser) -> None:
            """Add the command's arguments. Called for its own help and runs only: imports belong in the bodies."""

        def run(self, options: Namespace) -> int:
            """Carry it out; data to standard output, the exit code back."""


class MissingError(UsageError):
    """Something required is not there."""


# What options are called whose values are files or folders, and all that name one thing, which an empty word does not.
PATHS = frozenset({"FILE", "FOLDER", "DIR", "OUT", "INDEX", "SOURCE", "SOURCES"})
_NAMING = PATHS | {"COMMAND", "PATTERN", "NAME"}


class Parser(ArgumentParser):
    """A command's parser: it raises UsageError instead of leaving, and knows no abbreviations."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", Help)
        super().__init__(**settings, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Raise a usage error."""
        lacks = message.startswith("the following arguments are required")
        raise (MissingError if lacks else UsageError)(f"{message}; see {self.prog} --help")

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Write its help; raise OSError where that cannot be done, which argparse keeps to itself."""
        if file is None:
            show(self.format_help())
        else:
            super().print_help(file)

    def finish(self) -> None:
        """Add the options that every command has, and the usage: what is required, the rest in brackets."""
        self.add_argument("--debug", action="store_true", default=SUPPRESS, help="show where an error came from")
        for action in self._actions:
            if action.option_strings and action.type is None and action.metavar in _NAMING:
                action.type = named
        needed = [f"{action.option_strings[0]} {action.metavar}" for action in self._actions if _is_needed(action)]
        places = [_place(action) for action in self._actions if not action.option_strings]
        self.usage = " ".join([self.prog, *places, *needed, "[options]"])

    def arguments(self) -> Sequence[argparse.Action]:
        """Its options and places, in the order of its help."""
        return self._actions


def _is_needed(action: argparse.Action) -> bool:
    return bool(action.option_strings) and action.required


def _place(action: argparse.Action) -> str:
    name = action.metavar or "|".join(map(str, action.choices or ())) or action.dest
    return str(name) if action.required else f"[{name}]"


class Help(argparse.RawDescriptionHelpFormatter):
    """Help as it is written, wide enough for one option a line."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=columns() - 2)


def add_pair(parser: Parser) -> None:
    """COPY and --source; either may be `-`, not both."""
    parser.add_argument(
        "copy", metavar="COPY", help="the damaged text, or a page (hOCR, ALTO, PAGE-XML); - is standard input"
    )
    parser.add_argument(
        "--source",
        "-s",
        metavar="SOURCE",
        required=True,
        help="the clean text, a page or a document; - is standard input",
    )


def add_encoding(parser: Parser, words: str) -> None:
    """--encoding."""
    parser.add_argument("--encoding", type=encoding, metavar="NAME", help=words)


def add_reading(parser: Parser) -> None:
    """How a pair is read and shown: --encoding, --source-encoding, --color, --excerpt and --force."""
    add_encoding(parser, "encoding of both texts (default: what a byte order mark or a page says, else utf-8)")
    parser.add_argument(
        "--source-encoding", type=encoding, metavar="NAME", help="encoding of the source, where it is another"
    )
    add_color(parser)
    add_excerpt(parser)
    parser.add_argument("--force", action="store_true", help="go on though the texts have too little in common")


def add_filter(parser: Parser, *, lists: bool = False) -> None:
    """--select and --ignore, by code, operation or cause: what may be applied, and of a command that `lists`, that."""
    if lists:
        chosen, left = "only these: entity,delete:heading,move (default: all)", "all but these (default: none)"
    else:
        chosen = "what may be applied: entity,delete:heading,move (default: all causes that are damage)"
        left = "what is kept as the copy has it, and not left to you either (default: none)"
    parser.add_argument("--select", metavar="CODES", help=chosen)
    parser.add_argument("--ignore", metavar="CODES", help=left)


def add_threshold(parser: Parser) -> None:
    """--threshold, one for all or one for each code."""
    parser.add_argument(
        "--threshold",
        metavar="T",
        help="apply damage at least this sure; or per code: entity=0.9,spelling=0.99 (default: 0.95)",
    )


def add_output(parser: Parser) -> None:
    """-o, which gives the same bytes as a redirect, all or none."""
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of standard output, all or nothing")


def named(path: str) -> str:
    """A name that is given; an empty one is that of a variable which a script forgot to set."""
    if not path:
        raise argparse.ArgumentTypeError("names nothing; leave it out or name one")
    return path


def add_color(parser: Parser) -> None:
    """--color, over NO_COLOR and FORCE_COLOR."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour on a terminal; NO_COLOR and FORCE_COLOR are heeded (default: %(default)s)",
    )


def add_quiet(parser: Parser) -> None:
    """-q, errors only."""
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")


def add_excerpt(parser: Parser) -> None:
    """--excerpt, for a page and its book."""
    parser.add_argument(
        "--excerpt",
        action="store_true",
        help="the copy is of a part of the source, as a page of a book; the rest of the source is no difference",
    )


def add_config(parser: Parser) -> None:
    """--config, in place of the nearest file, and --no-config."""
    config = parser.add_mutually_exclusive_group()
    config.add_argument(
        "--config", metavar="FILE", help="read this file, not the nearest restore.toml or pyproject.toml"
    )
    config.add_argument("--no-config", action="store_true", help="read no configuration file")


def config_of(options: Namespace) -> Config:
    """What the configuration file says that `add_config` names.

    Raises:
        InputError: it cannot be read, or is no TOML.
        UsageError: it has a key that does not exist, or a value of the wrong kind.
    """
    from restore.config import find_config, load_config

    return load_config(None if options.no_config else options.config or find_config())


def policy_of(options: Namespace, config: Config) -> Policy:
    """The policy that --threshold, --select and --ignore ask for, each over what the configuration file says.

    Raises:
        UsageError: a threshold is no probability, or a code does not exist.
    """
    from restore.repair import Policy, is_damage

    said = config.policy()
    asked = {} if options.threshold is None else _thresholds(options.threshold)
    thresholds = asked if "" in asked else {**said.thresholds, **asked}
    threshold = asked.pop("", said.threshold)
    select = said.select if options.select is None else _selected(options.select)
    ignore = said.ignore if options.ignore is None else _ignored(options.ignore)
    policy = Policy(threshold, select, ignore, thresholds)
    idle = [] if select is not None or getattr(options, "quiet", False) else [n for n in asked if not is_damage(n)]
    if idle:
        say(f"--threshold: {', '.join(idle)}: left to you, however sure; --select says what may be applied")
    return policy


def _selected(names: str | None) -> Selector | None:
    from restore.differences import Selector

    return None if names is None else Selector.chosen(names)


def _ignored(names: str | None) -> Selector | None:
    """None for an empty list too: `--ignore ''` ignores none of what a configuration file does."""
    from restore.differences import Selector

    return Selector.parse(names) if names else None


def _thresholds(text: str) -> dict[str, float]:
    """`0.9,entity=0.8` as thresholds by code; that for all by an empty one."""
    thresholds: dict[str, float] = {}
    for part in text.split(","):
        name, given, value = part.rpartition("=")
        try:
            number = float(value)
        except ValueError:
            raise UsageError(f"--threshold: {value!r} is no number; write 0.95, or entity=0.9,spelling=0.99") from None
        if given and not name.strip():
            raise UsageError(f"--threshold: {part!r} names no code; write 0.95, or entity=0.9,spelling=0.99")
        if (name := name.strip()) in thresholds:
            raise UsageError(f"--threshold: {name or 'the one for all'} is given twice; write 0.95,spelling=0.99")
        thresholds[name] = number
    return thresholds


def encoding(name: str) -> str:
    """The name of an encoding of texts, for argparse: one that there is not is no fault of the file's."""
    try:
        b"a".decode(name if name.isascii() else "")  # a name that is no text would be an error of Python's
    except UnicodeError:  # there is one, and the file may be in it
        return name
    except (LookupError, ValueError):  # Python raises the second of a name with NUL
        raise argparse.ArgumentTypeError(f"unknown encoding {name!r}; try utf-8, cp1252, latin-1 or utf-16") from None
    return name


def count(text: str) -> int:
    """A whole number, none below zero: the type of an option."""
    from restore.config import MOST

    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 on")
    if len(text) > len(str(MOST)) or int(text) > MOST:
        raise argparse.ArgumentTypeError(f"{text} is more than {MOST}")
    return int(text)


def view_of(options: Namespace) -> View:
    """How the reader of standard output, or of -o, wants to see a restoration; a file's codes hide no difference.

    Raises:
        UsageError: a code in --select or --ignore does not exist.
    """
    from restore.cli import output
    from restore.formats.view import View

    terminal = output.is_terminal() and not options.output
    return View(
        width=output.terminal_width(),
        context=getattr(options, "context", 8),
        colour=output.wants_colour(options.color, terminal=terminal),
        terminal=terminal,
        select=_selected(options.select),
        ignore=_ignored(options.ignore),
    )
