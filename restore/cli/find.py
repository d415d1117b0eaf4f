"""`restore find`: which source a copy came from, or that none did."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from restore.cli import command, output
from restore.cli.diagnostics import say
from restore.cli.exits import ExitCode
from restore.hints import several

if TYPE_CHECKING:
    from restore.errors import InputError
    from restore.find.answer import Provenance
    from restore.find.index.spark import SparkEngine

EXAMPLES = """\
  restore find copy.txt --among sources/
  restore find copies.jsonl --among sources.jsonl --format jsonl -o found.jsonl
  restore find copies/ --among sources.index                   an index, see restore index
  restore find archive/ --among archive/ --groups
"""
_NAMED = 50  # copies that cannot be read: millions of lines may be something else altogether
_LARGE = 20_000  # sources; reading fewer anew takes no longer than one would wait


def configure(parser: command.Parser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "copies",
        metavar="COPIES",
        nargs="+",
        help='a text or page, a folder of .txt files or pages, or JSON Lines {"id", "text"}; - is standard input',
    )
    parser.add_argument(
        "--among",
        "-a",
        metavar="SOURCES",
        nargs="+",
        required=True,
        help="the same, of a folder its HTML, TEI, EPUB and DOCX too, or an index (restore index build)",
    )
    parser.add_argument(
        "--format",
        "-f",
        choices=("text", "jsonl"),
        default="text",
        help="for people or for programs (default: %(default)s)",
    )
    command.add_output(parser)
    parser.add_argument(
        "--threshold",
        metavar="T",
        type=_probability,
        default=0.5,
        help="name a source that is at least so likely, else none (default: %(default)s)",
    )
    parser.add_argument(
        "--groups", action="store_true", help="which texts are copies of which, and what passages others share"
    )
    parser.add_argument(
        "--engine",
        choices=("duckdb", "spark"),
        default="duckdb",
        help="what searches an index (default: %(default)s)",
    )
    parser.add_argument("--master", metavar="URL", default="local[*]", help="Spark's master (default: %(default)s)")
    parser.add_argument(
        "--jobs", "-j", metavar="N", type=command.count, default=1, help="processes (default: %(default)s)"
    )
    command.add_encoding(parser, "encoding of text files (default: a byte order mark's, else utf-8)")
    command.add_quiet(parser)


def _probability(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise ArgumentTypeError(f"{text!r} is no number from 0 to 1")
    return value


def run(options: Namespace) -> int:
    """Answer for each copy; 0 when each has a source, 3 when one of many cannot be read, else 1."""
    output.refuse_inputs(options.output, *options.copies, *options.among, *_in_folders(options))
    return _groups(options) if options.groups else _find(options)


def _in_folders(options: Namespace) -> Iterator[str]:
    """The files that are read of folders; none where the output is not there yet, as it can be none of them."""
    from restore.find.documents import expand
    from restore.find.index.manifest import is_index

    if options.output and os.path.isfile(options.output):
        for paths, sources in ((options.copies, False), (options.among, True)):
            folders = (path for path in paths if os.path.isdir(path) and not is_index(path))
            yield from (file.path for file in expand(folders, sources=sources))


def _find(options: Namespace) -> int:
    from restore.errors import UsageError
    from restore.find.documents import read_documents
    from restore.find.open import open_library
    from restore.find.search import find_sources
    from restore.formats import found

    if "-" in options.copies and "-" in options.among:
        raise UsageError("copies and sources cannot both be standard input; give one of them as a file")
    engine = _engine(options)
    tally = _Tally()
    copies = read_documents(options.copies, encoding=options.encoding, unread=tally.pass_over)
    with open_library(options.among, encoding=options.encoding, engine=engine) as library:
        if len(library) > _LARGE and library.in_memory and not options.quiet:
            say(f"{len(library)} sources read; for more than one run, an index is faster: restore index build")
        settings = {"threshold": options.threshold, "jobs": options.jobs, "mapper": engine}
        answers = tally.counted(find_sources(copies, library, **settings))
        output.write_lines(found.jsonl(answers) if options.format == "jsonl" else found.text(answers), options.output)
    if not options.quiet:
        tally.tell()
    if tally.unread:
        return ExitCode.INPUT
    return ExitCode.LEFT if tally.none else ExitCode.DONE


def _engine(options: Namespace) -> SparkEngine | None:
    if options.engine != "spark":
        return None
    from restore.find.index.spark import SparkEngine

    return SparkEngine(options.master)


class _Tally:
    """What went by: for the exit code, and one line at the end."""

    def __init__(self) -> None:
        self.all = self.none = self.capped = self.unread = 0

    def pass_over(self, error: InputError) -> None:
        """Say why a copy cannot be read: it costs the others nothing."""
        self.unread += 1
        if self.unread <= _NAMED:
            say(f"restore find: {error}")
        elif self.unread == _NAMED + 1:
            say("restore find: further copies cannot be read, and are not named")

    def counted(self, answers: Iterable[Provenance]) -> Iterator[Provenance]:
        """The answers as they come."""
        for answer in answers:
            self.all += 1
            self.none += answer.source is None
            self.capped += answer.capped
            yield answer

    def tell(self) -> None:
        """Say what was found, when there was more than one copy, and what was left out."""
        if self.all > 1:
            say(f"{self.all - self.none} of {self.all} copies have a source")
        if self.unread:
            say(f"{several(self.unread, 'copy', 'copies')} could not be read")
        if self.capped:
            say(f"{self.capped} n-grams were not asked, since too many sources have them")


def _groups(options: Namespace) -> int:
    from restore.find.documents import read_documents
    from restore.find.groups import find_reprints
    from restore.find.open import open_library
    from restore.formats import reprints

    tally = _Tally()
    texts = read_documents(options.copies, encoding=options.encoding, unread=tally.pass_over)
    with open_library(options.among, encoding=options.encoding, engine=_engine(options)) as library:
        found = find_reprints(texts, library, threshold=options.threshold, jobs=options.jobs)
    output.write_lines(reprints.jsonl(found) if options.format == "jsonl" else reprints.text(found), options.output)
    if not options.quiet:
        groups, passages = several(len(found.groups), "group"), several(len(found.passages), "passage")
        say(f"{groups} of copies, {passages} shared by others")
    return ExitCode.INPUT if tally.unread else ExitCode.DONE
