"""`restore batch`: many pairs, from a file or a folder into a folder."""

from __future__ import annotations

import os
import signal
from argparse import Namespace
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from restore.cli import command
from restore.cli.diagnostics import say
from restore.cli.exits import ExitCode
from restore.cli.program import path_word, program, typed
from restore.errors import UsageError
from restore.hints import several

if TYPE_CHECKING:
    from restore.batch.folder import RunFolder
    from restore.batch.journal import RunState
    from restore.batch.progress import ProgressTeller
    from restore.batch.settings import BatchSettings, Effort
    from restore.config import Config
    from restore.repair import Policy

EXAMPLES = """\
  restore batch pairs.jsonl -o out
  restore batch pairs.jsonl -o out --resume                    go on where it was stopped, or begin
  restore batch dump.csv.gz -o out --columns id=url,copy=body,source=gold
  restore batch scans/ -o out --pairs 'ocr/{id}.txt=truth/{id}.txt'
  restore batch scans/ -o out --among book.epub                folders of hOCR, ALTO or PAGE-XML: pages come out
  restore batch copies.jsonl --among sources.index -o out      find the sources first
  restore batch pages.jsonl -o out --excerpt                   each copy a page, each source its book
  restore batch pairs.jsonl -o out --dry-run                   the findings; nothing is applied
  restore batch --apply out --threshold 0.9                    the texts again from the findings
  restore batch pairs.jsonl -o out-2 --shard 2/8               one of eight machines
  restore batch --merge out-1 out-2 … -o out
  restore batch --retry-rejected out --timeout 600
"""
_NO_RUN = "--apply, --merge and --retry-rejected"


@dataclass(frozen=True, slots=True)
class Requested:
    """What a field of the settings is to be, None where nobody asked, and what an error calls the place that asked."""

    field: str
    value: Any
    name: str


def configure(parser: command.Parser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "inputs",
        metavar="INPUT",
        nargs="+",
        help="JSONL, CSV, TSV (also .gz, .zst), Parquet or a folder of texts or pages",
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="the folder to write to")
    parser.add_argument(
        "--resume", action="store_true", help="go on with a run that was stopped; begin one if there is none"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help="find and report differences, apply nothing")
    how.add_argument("--apply", action="store_true", help="INPUT is a run: make its texts again under this policy")
    how.add_argument("--merge", action="store_true", help="INPUTs are the shards of one run: put them together in OUT")
    how.add_argument("--retry-rejected", action="store_true", help="INPUT is a run: try what it rejected once more")
    command.add_threshold(parser)
    command.add_filter(parser)
    parser.add_argument("--input", metavar="FILE", help="where the INPUT of the run is now, if it was moved")
    _add_input(parser)
    _add_effort(parser)
    command.add_config(parser)
    command.add_quiet(parser)


def _add_input(parser: command.Parser) -> None:
    parser.add_argument(
        "--columns", metavar="NAMES", help="fields by their names in the input: id=url,copy=body,source=gold"
    )
    parser.add_argument(
        "--among", metavar="SOURCES", nargs="+", help="find each record's source there first; see restore find"
    )
    command.add_excerpt(parser)
    parser.add_argument("--pairs", metavar="PATTERN", help="files of a folder: 'copies/{id}.txt=sources/{id}.txt'")
    parser.add_argument("--delimiter", metavar="C", help=r"of a CSV file, \t a tab (default: comma, in a .tsv tab)")
    parser.add_argument("--format", choices=("jsonl", "parquet"), help="of restored and differences (default: jsonl)")
    parser.add_argument("--shard", metavar="I/N", help="only one of N parts of the input, by a hash of the id")


def _add_effort(parser: command.Parser) -> None:
    parser.add_argument(
        "--jobs", "-j", metavar="N", type=command.count, help="worker processes (default: one for each core)"
    )
    parser.add_argument("--timeout", metavar="S", type=float, help="seconds for one pair (default: 60)")
    parser.add_argument("--max-size", metavar="N", type=command.count, help="characters of one text (default: 4000000)")
    parser.add_argument("--max-rejected", metavar="N|P%", help="stop when more records are rejected (default: never)")
    parser.add_argument(
        "--batch-size", metavar="N", type=command.count, help="bytes of text in one batch (default: 64000)"
    )


def run(options: Namespace) -> int:
    """Carry it out; 0 when nothing is left, 1 when differences are left or records were rejected."""
    from restore.batch.progress import ProgressTeller
    from restore.batch.run import Stopped
    from restore.batch.signals import draining

    config = command.config_of(options)
    _refuse(options)
    if not options.quiet:
        _tell_of_pure_python()
    found = _found(options, config) if options.among else None  # all or nothing: who interrupts it waits for nothing
    with draining() as stop:
        try:
            with ProgressTeller(stop, quiet=options.quiet) as progress:
                state = _carry_out(options, config, progress, found)
        except Stopped as stopped:
            say(f"restore batch: {stopped}")
            return 128 + (stop.signal or signal.SIGINT)
    if not options.quiet:
        say(_told(options.output or options.inputs[0], state))
    totals = state.tally.totals
    return ExitCode.LEFT if totals.differences.review or totals.rejected else ExitCode.DONE


def _tell_of_pure_python() -> None:
    """Said where it costs hours; of one text nobody would notice."""
    from restore.cli.version import SLOWER, pure_parts

    if pure := pure_parts():
        say(f"{' and '.join(pure)} without compiled code here: {SLOWER}; see restore --version")


def _carry_out(options: Namespace, config: Config, progress: ProgressTeller, found: BatchSettings | None) -> RunState:
    from restore.batch import again
    from restore.batch.folder import ANEW, RunFolder
    from restore.batch.run import run as run_batch

    folder = RunFolder(options.inputs[0], ANEW)
    output = RunFolder(options.output or options.inputs[0])
    if options.apply:
        target, policy = output if options.output else None, command.policy_of(options, config)
        if not options.quiet:
            _tell_of_spacing(folder, policy)
        return again.apply_again(folder, policy, input_path=options.input, output=target)
    if options.merge:
        return again.merge_shards([RunFolder(path, ANEW) for path in options.inputs], output, input_path=options.input)
    effort = _effort(options, config)
    if options.retry_rejected:
        return again.retry_rejected(
            folder, effort, max_size=options.max_size, input_path=options.input, watcher=progress
        )
    settings = found or _settings(options, config)
    return run_batch(output, settings, effort, resume=options.resume, watcher=progress)


def _tell_of_spacing(folder: RunFolder, policy: Policy) -> None:
    """Said where white space is asked for by name, and the run's findings, which nothing is added to, may lack some."""
    from restore.spacing import asks_for_spacing
    from restore.wire import to_policy

    if asks_for_spacing(policy.select) and not asks_for_spacing(to_policy(folder.plan().settings).select):
        say("--select spacing: --apply finds nothing new; white space that the run was not asked for is not in it")


def _found(options: Namespace, config: Config) -> BatchSettings:
    """The settings of a run whose input has a source beside each record."""
    from functools import partial

    from restore.batch.among import Search, find_pairs
    from restore.batch.folder import RunFolder
    from restore.batch.settings import folder_of
    from restore.find.open import open_library

    settings, jobs = _settings(options, config), _effort(options, config).jobs
    folder = RunFolder(options.output)
    if folder.exists() and not options.resume:
        raise UsageError(f"{options.output}: a run was begun here; go on with --resume, or name another folder")
    folder.refuse_others()
    search = Search(tuple(options.among), settings.columns, settings.max_size, jobs=jobs)
    pairs = find_pairs(options.inputs[0], options.output, search, partial(open_library, options.among))
    # The pairs are in another folder than the copies: what names a file names it from where these are.
    return replace(settings, input=pairs, folder=folder_of(options.inputs[0]))


def _refuse(options: Namespace) -> None:
    """Raise UsageError for a call that cannot mean anything."""
    again = options.apply or options.merge or options.retry_rejected
    if len(options.inputs) > 1 and not options.merge:
        raise UsageError(f"one INPUT at a time: {options.inputs[1]!r} is one too many; --merge puts runs together")
    if not options.output and not (options.apply or options.retry_rejected):
        raise UsageError("-o OUT is missing: name the folder to write to")
    if options.among and (again or options.pairs):
        raise UsageError(
            "--among finds sources for a new run; leave out --pairs, --apply, --merge and --retry-rejected"
        )
    if not again:
        _refuse_for_kind(options)
    if options.excerpt and (again or options.among):
        raise UsageError(
            "--excerpt is for a new run with sources of its own: leave it out; --among finds the part by itself, and "
            f"{_NO_RUN} take that of the run"
        )
    if options.retry_rejected and options.output:
        raise UsageError("--retry-rejected writes into the run itself: leave out -o")
    if again and options.resume:
        raise UsageError(f"--resume goes on with a run; {_NO_RUN} are done in one go: leave it out")


def _refuse_for_kind(options: Namespace) -> None:
    """Raise UsageError for an option that says nothing of such an input."""
    from restore.batch.readers import kind_of

    path = options.inputs[0]
    if options.pairs and kind_of(path) != "folder":
        raise UsageError(f"--pairs names files of a folder, and {path} is none: leave it out")
    if options.delimiter and kind_of(path) != "csv":
        raise UsageError(f"--delimiter is that of a CSV file, and {path} is none: leave it out")
    if options.columns and kind_of(path) == "folder":
        raise UsageError(f"--columns names fields of records, and {path} is a folder: leave it out")


def _settings(options: Namespace, config: Config) -> BatchSettings:
    from restore.batch.records import Columns
    from restore.batch.settings import BatchSettings, Shard

    columns = _asked(options, config, "columns")
    asked = [_asked(options, config, name) for name in ("pairs", "delimiter", "format", "max_size", "batch_size")]
    return BatchSettings(
        options.inputs[0],
        command.policy_of(options, config),
        Columns.parse(columns.value) if options.columns else Columns.of(columns.value or {}, columns.name),
        shard=Shard.parse(options.shard) if options.shard else Shard(),
        dry_run=options.dry_run,
        excerpt=options.excerpt,
        **{one.field: _checked(one) for one in asked if one.value is not None},
    )


def _checked(asked: Requested) -> Any:
    """The value of a setting. Raises UsageError for one that cannot be."""
    from restore.batch.readers.folder import Pattern

    value = asked.value
    if asked.field == "delimiter" and value == r"\t":  # as a tab is written where a shell lets none be typed
        return "\t"
    if asked.field == "delimiter" and len(value) != 1:
        raise UsageError(f"{asked.name}: {value!r} is not one character")
    if asked.field == "format" and value not in {"jsonl", "parquet"}:
        raise UsageError(f"{asked.name}: {value!r} is none; it has to be jsonl or parquet")
    if asked.field == "pairs":
        Pattern.parse(value, asked.name)
    return value


def _effort(options: Namespace, config: Config) -> Effort:
    from restore.batch.settings import TIMEOUT, Effort, Limit
    from restore.cores import cores

    jobs = _asked(options, config, "jobs")
    timeout = _asked(options, config, "timeout")
    limit = _asked(options, config, "max_rejected")
    if jobs.value == 0:
        raise UsageError(f"{jobs.name}: 0 workers do nothing; give 1 or more")
    if timeout.value is not None and not timeout.value > 0:
        raise UsageError(f"{timeout.name}: {timeout.value:g} seconds are too few; give more than 0")
    return Effort(
        jobs.value or cores(),
        TIMEOUT if timeout.value is None else timeout.value,
        Limit() if limit.value is None else Limit.parse(str(limit.value), limit.name),
    )


def _asked(options: Namespace, config: Config, field: str) -> Requested:
    """What the flag asks for, else what the configuration file does."""
    key = field.replace("_", "-")
    flag = getattr(options, field)
    if flag is None and key in config.batch:
        return Requested(field, config.batch[key], f"{config.where('batch')}: {key}")
    return Requested(field, flag, f"--{key}")


def _told(folder: str, state: RunState) -> str:
    """What happened, what is left, and what to type next."""
    from restore.batch.folder import RunFolder

    tally, dry_run = state.tally, RunFolder(folder).plan().settings["dry_run"]
    totals, differences = tally.totals, tally.totals.differences
    done = "would be applied" if dry_run else "applied"
    records, repairs = several(tally.records, "record"), several(differences.apply, "repair")
    told = f"{records}: {repairs} {done}, {differences.review:,} left"
    if totals.rejected:
        told += f", {several(totals.rejected, 'record')} rejected ({os.path.join(folder, 'rejected.jsonl')})"
    if differences.review:
        told += f"; next: {program()} review {typed(path_word(folder))}"
    return told
