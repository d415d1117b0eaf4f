"""`restore align`: what differs between a copy and its source."""

from __future__ import annotations

import os
from argparse import Namespace

from restore.cli import command, output
from restore.cli.diagnostics import ExitCode, say
from restore.formats import FORMATS, load

EXAMPLES = """\
  restore align copy.txt --source source.txt
  restore align copy.txt --source source.txt --select entity --context 12
  restore align copy.txt --source source.txt --format json -o differences.json
  curl -s https://example.org/article.txt | restore align - --source source.txt
"""


def configure(parser: command.Parser) -> None:
    """The command's arguments."""
    command.add_pair(parser)
    parser.add_argument(
        "--format", "-f", choices=tuple(FORMATS), default="text", help="what to write (default: %(default)s)"
    )
    command.add_output(parser)
    command.add_filter(parser)
    command.add_threshold(parser)
    parser.add_argument(
        "--context",
        metavar="WORDS",
        type=command.count,
        default=8,
        help="words shown on each side of a difference (default: %(default)s)",
    )
    command.add_encoding(parser)
    command.add_color(parser)
    command.add_force(parser)
    command.add_quiet(parser)


def run(options: Namespace) -> int:
    """Show the differences; 0 when there are none, else 1."""
    from restore.cli.texts import read_pair, restore_pair
    from restore.formats.view import View

    policy = command.policy_of(options)
    output.refuse_inputs(options.output, options.copy, options.source)
    pair = read_pair(options)
    restoration = restore_pair(pair, policy, force=options.force)
    terminal = output.is_terminal() and not options.output
    view = View(
        width=output.terminal_width(),
        context=options.context,
        colour=output.wants_colour(options.color, terminal=terminal, environment=os.environ),
        terminal=terminal,
        select=policy.select,
        ignore=policy.ignore,
    )
    output.write_lines(load(options.format).render(restoration, view), options.output)
    left = len(view.listed(restoration.differences))
    if left and terminal and options.format == "text" and not options.quiet:
        say(f"next: {command.repair_line(options)}")
    return ExitCode.LEFT if left else ExitCode.DONE
