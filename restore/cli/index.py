"""`restore index`: sources prepared once, to be searched often."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable

from restore.cli import command, output
from restore.cli.diagnostics import say
from restore.cli.exits import ExitCode
from restore.cli.program import path_word, program, typed

EXAMPLES = """\
  restore index build sources.jsonl -o sources.index
  restore index build articles/ -o articles.index --jobs 4
  restore index add more.jsonl -o sources.index
  restore index info sources.index
"""


def configure(parser: command.Parser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "action", choices=("build", "add", "info"), help="make an index, add files to one, or look at one"
    )
    parser.add_argument(
        "paths", metavar="SOURCES", nargs="+", help="texts, documents, folders of them, JSON Lines; for info, the index"
    )
    parser.add_argument(
        "--output", "-o", metavar="INDEX", help="the index, a folder; build replaces an index that is there"
    )
    parser.add_argument(
        "--no-characters", action="store_true", help="words only: half the size, but misread (OCR) copies are not found"
    )
    parser.add_argument(
        "--jobs", "-j", metavar="N", type=command.count, default=1, help="processes (default: %(default)s)"
    )
    parser.add_argument(
        "--format", "-f", choices=("text", "json"), default="text", help="of info (default: %(default)s)"
    )
    command.add_encoding(parser, "encoding of text files (default: a byte order mark's, else utf-8)")
    command.add_quiet(parser)


def run(options: Namespace) -> int:
    """Build, add or look; 0 when it worked."""
    from restore.errors import UsageError

    if options.action == "info":
        return _info(options)
    if not options.output:
        call = f"{program()} index {options.action} {typed(path_word(options.paths[0]))} -o sources.index"
        raise UsageError(f"which index? {call}")
    return _build(options) if options.action == "build" else _add(options)


def _build(options: Namespace) -> int:
    from restore.find.index.build import IndexSettings, build_index

    settings = IndexSettings(not options.no_characters, options.encoding, options.jobs)
    manifest = build_index(options.paths, options.output, settings, _progress(options))
    if not options.quiet:
        say(f"{options.output}: {manifest.documents} sources")
    return ExitCode.DONE


def _add(options: Namespace) -> int:
    from restore.find.index.build import add_to_index
    from restore.find.index.manifest import read_manifest

    before = read_manifest(options.output).documents
    manifest = add_to_index(options.paths, options.output, jobs=options.jobs, progress=_progress(options))
    if not options.quiet:
        say(f"{options.output}: {manifest.documents} sources, {manifest.documents - before} of them new")
    return ExitCode.DONE


def _info(options: Namespace) -> int:
    from restore.errors import UsageError
    from restore.find.index.info import describe_index
    from restore.formats import index_info

    if len(options.paths) > 1:
        raise UsageError("one index at a time")
    info = describe_index(options.paths[0])
    output.write_lines([index_info.json_text(info) if options.format == "json" else index_info.text(info)])
    return ExitCode.DONE


def _progress(options: Namespace) -> Callable[[int], None]:
    """A line for each shard on a terminal, and nothing elsewhere."""
    if options.quiet or sys.stderr is None or not sys.stderr.isatty():
        return lambda _: None

    def tell(documents: int) -> None:
        say(f"{documents} sources so far")

    return tell
