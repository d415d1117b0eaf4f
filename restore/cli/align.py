"""`restore align`: what differs between a copy and its source."""

from __future__ import annotations

from argparse import Namespace

from restore.cli import command, output
from restore.cli.diagnostics import say
from restore.cli.exits import ExitCode
from restore.cli.program import program
from restore.formats import FORMATS, load
from restore.values import replace

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
    command.add_filter(parser, lists=True)
    command.add_threshold(parser)
    parser.add_argument(
        "--context",
        metavar="WORDS",
        type=command.count,
        default=8,
        help="words shown on each side of a difference (default: %(default)s)",
    )
    command.add_config(parser)
    command.add_reading(parser)
    parser.add_argument("--no-pager", action="store_true", help="on a terminal, too, write straight to it")
    command.add_quiet(parser)
    _explain(parser)


def _explain(parser: command.Parser) -> None:
    """What the shares behind the evidence are of; the manual says more."""
    from restore.formats.words import EXPLANATIONS

    rows = "\n".join(f"{name.value:<12}{words}" for name, words in EXPLANATIONS.items())
    parser.add_argument_group(
        "explanations",
        "what may have made a difference, the likeliest first, as in `intruder 97%,\n"
        f"editor 3%`; what is under 1 % is left out, and a near second asks for a person\n\n{rows}",
    )


def run(options: Namespace) -> int:
    """Show the differences; 0 when there are none, else 1."""
    from restore.cli import pager
    from restore.cli.texts import pair_words, read_pair, restore_pair

    policy = command.policy_of(options, command.config_of(options))
    output.refuse_inputs(options.output, options.copy, options.source)
    pair = read_pair(options)
    if pair.copy.is_page and options.format == "diff":
        output.refuse_diff(pair.copy.name)
    restoration = restore_pair(pair, policy, force=options.force, quiet=options.quiet)
    view = replace(command.view_of(options), layout=pair.copy.given.layout)
    parts = load(options.format).render(restoration, view)
    if options.format == "diff":
        output.write_diff(parts, encoding=pair.copy.encoding, output=options.output)
    elif options.output:
        output.write_lines(parts, options.output)
    else:
        pager.show(parts, wanted=not options.no_pager)
    left = len(view.listed(restoration.differences))
    if left and view.terminal and options.format == "text" and not options.quiet:
        say(f"next: {program()} repair {pair_words(options)}")
    return ExitCode.LEFT if left else ExitCode.DONE
