"""`restore repair`: the restored copy."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from restore.cli import command, output
from restore.cli.diagnostics import say
from restore.cli.exits import ExitCode
from restore.cli.program import program
from restore.cli.texts import STDIN, Input, is_file, pair_words
from restore.errors import UsageError
from restore.values import replace

if TYPE_CHECKING:
    from restore.restoration import Restoration

EXAMPLES = """\
  restore repair copy.txt --source source.txt > restored.txt
  restore repair copy.txt --source source.txt -w
  restore repair copy.txt --source source.txt --threshold 0.9,spelling=0.99 --ignore case
  restore repair copy.txt --source source.txt --diff | patch copy.txt
  restore repair copy.txt --source source.txt --check
  restore repair page.hocr --source book.txt -o restored.hocr
"""


def configure(parser: command.Parser) -> None:
    """The command's arguments."""
    command.add_pair(parser)
    command.add_output(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--in-place", "-w", action="store_true", help="write the restored text over the copy")
    how.add_argument("--diff", action="store_true", help="print the repairs as a unified diff that patch applies")
    how.add_argument("--check", action="store_true", help="write nothing; exit 1 if anything would be repaired or left")
    how.add_argument(
        "--dry-run", action="store_true", help="write nothing; show each difference and what would become of it"
    )
    parser.add_argument(
        "--detokenize",
        action="store_true",
        help="then write the text as the source does: its white space, quotes and brackets where both say the same",
    )
    command.add_threshold(parser)
    command.add_filter(parser)
    command.add_config(parser)
    command.add_reading(parser)
    command.add_quiet(parser)


def run(options: Namespace) -> int:
    """Repair what the policy is sure of; 0 when nothing is left for a person, else 1."""
    from restore.cli.texts import read_pair, restore_pair

    policy = command.policy_of(options, command.config_of(options))
    _refuse(options)
    pair = read_pair(options)
    _refuse_for_page(options, pair.copy)
    restoration = restore_pair(pair, policy, force=options.force, quiet=options.quiet)
    repaired = restoration.text
    if options.detokenize:
        restoration = _detokenized(restoration)
    if not options.check:
        _write(options, pair.copy, restoration)
    if not options.quiet:
        say(_report(options, restoration, is_rewritten=restoration.text != repaired))
    left = restoration.summary.review or (options.check and restoration.plan.splices)
    return ExitCode.LEFT if left else ExitCode.DONE


def _refuse(options: Namespace) -> None:
    """Raise UsageError for a call that cannot mean anything, before anything is read."""
    if options.in_place and options.output:
        raise UsageError("-w and -o: give one of them; -w writes over the copy, -o to another file")
    if options.in_place and options.copy == STDIN:
        raise UsageError("-w: standard input cannot be written over; use -o FILE")
    if options.in_place and os.path.exists(options.copy) and not (is_file(options.copy) or os.path.isdir(options.copy)):
        raise UsageError(f"-w: {options.copy} is no file that can be written over, but a pipe or a device; use -o FILE")
    if options.check and options.output:
        raise UsageError("--check writes nothing: leave out -o")
    if options.in_place:
        output.refuse_inputs(options.copy, options.source)
    else:
        instead = "name another, or repair in place with -w"
        output.refuse_inputs(options.output, options.copy, options.source, instead=instead)


def _refuse_for_page(options: Namespace, copy: Input) -> None:
    """Raise UsageError for what cannot be done to a page with its layout."""
    if copy.is_page and options.diff:
        output.refuse_diff(copy.name)
    if copy.is_page and options.detokenize:
        raise UsageError(f"--detokenize: {copy.name} is a page with its layout, which has no white space to write anew")


def _detokenized(restoration: Restoration) -> Restoration:
    """The restoration with its text written as the source does, and the plan that leads there from the copy."""
    from restore.repair import Plan, Splice
    from restore.restoration import align
    from restore.spacing import written_as_source

    copy, source = restoration.alignment.copy.raw, restoration.alignment.source.raw
    text = written_as_source(align(restoration.text, source=source))
    plan = Plan([Splice(0, len(copy), text)] if text != copy else [])
    return replace(restoration, text=text, plan=plan)


def _write(options: Namespace, copy: Input, restoration: Restoration) -> None:
    if options.dry_run or options.diff:
        _show(options, copy, restoration)
    elif not options.in_place:
        output.write_text(copy.given.restored(restoration.plan), encoding=copy.encoding, output=options.output)
    elif restoration.text != copy.text:
        output.write_text(copy.given.restored(restoration.plan), encoding=copy.encoding, output=options.copy)


def _show(options: Namespace, copy: Input, restoration: Restoration) -> None:
    """The plan for a person, or as a diff in the copy's own bytes."""
    from restore.formats import load

    # What is selected is what is applied here, not what is shown.
    view = replace(command.view_of(options), select=None, ignore=None)
    parts = load("diff" if options.diff else "text").render(restoration, view)
    if options.diff:
        output.write_diff(parts, encoding=copy.encoding, output=options.output)
    else:
        output.write_lines(parts, options.output)


def _report(options: Namespace, restoration: Restoration, *, is_rewritten: bool) -> str:
    """What happened, what is left, and what to type next; with `is_rewritten` more than repairs happened."""
    summary = restoration.summary
    if not restoration.differences and not restoration.plan.splices:
        from restore.formats.words import otherwise_written
        from restore.spacing import forms

        composed = forms(restoration.alignment)
        return "no differences: nothing to repair" + (f"; {otherwise_written(composed)}" if composed else "")
    would = "would be " if options.check or options.dry_run or options.diff else ""
    done = f"{summary.applied} {would}applied" + " and the text written as the source writes" * is_rewritten
    if not summary.review:
        return f"{done}, nothing left"
    left = f"{done}, {summary.review} left: "
    if STDIN in (options.copy, options.source):
        return left + "restore align shows them; restore review needs both texts as files"
    return left + f"{program()} review {pair_words(options)}"
