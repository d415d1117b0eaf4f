"""The two texts of a command: read, decoded, and told apart."""

from __future__ import annotations

import codecs
import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from restore.errors import EncodingError, InputError, UsageError
from restore.values import dataclass, replace

if TYPE_CHECKING:
    from restore.excerpt import Excerpt
    from restore.inputs import Given
    from restore.repair import Policy
    from restore.restoration import Restoration

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One text as it was read: without a layout, `text.encode(encoding)` gives the file's bytes again."""

    name: str
    given: Given

    @property
    def text(self) -> str:
        """What is compared."""
        return self.given.text

    @property
    def encoding(self) -> str:
        """The codec of the file."""
        return self.given.encoding

    @property
    def is_page(self) -> bool:
        """Whether the file is a page with its layout."""
        return self.given.layout is not None


@dataclass(frozen=True, slots=True)
class TextPair:
    """A damaged copy and its clean source."""

    copy: Input
    source: Input
    excerpt: Excerpt | None = None  # what part of its file the source is, where that was asked for


def read_pair(options: Namespace) -> TextPair:
    """Both texts of a command that has `command.add_pair` and `add_reading`.

    Raises:
        UsageError: both are standard input.
        InputError: one is missing, unreadable, empty or not text.
        NotItsSource: the copy is of no part of the source, and `--force` is off.
    """
    if options.copy == options.source == STDIN:
        raise UsageError("copy and source cannot both be standard input; give one of them as a file")
    copy = _read_copy(options)
    source = _read_source(options, copy)
    if not getattr(options, "quiet", False):
        _tell_of_tags(copy, source)
    return _with_part(copy, source, force=options.force) if options.excerpt else TextPair(copy, source)


def _read_copy(options: Namespace) -> Input:
    """The copy. Where its bytes are not in its encoding, it is said that the option for it is the source's, too."""
    try:
        return read_input(options.copy, options.encoding)
    except EncodingError as error:
        others = [] if options.source_encoding else ["--source-encoding is for the source, where that has another"]
        raise EncodingError(error.said, *error.args[1:], *others) from None


def _read_source(options: Namespace, copy: Input) -> Input:
    """The source. Where its bytes are not in its encoding, it has an option of its own."""
    try:
        return read_source(options.source, options.source_encoding or options.encoding, copy=copy.text)
    except EncodingError as error:
        remedies = (remedy.replace("--encoding", "--source-encoding") for remedy in error.args[1:])
        raise EncodingError(error.said, *remedies) from None


def _tell_of_tags(copy: Input, source: Input) -> None:
    """Say that a marked-up text is compared with its tags, where that is hardly what was meant."""
    if copy.is_page:
        return
    for one, other, remedy in ((copy, source, ""), (source, copy, "put <html> before it, or ")):
        tagged = _tagged(one.text)
        if tagged and not _tagged(other.text):
            from restore.cli.diagnostics import say

            why = f"its tags count as words: {other.name} has none"
            say(f"{one.name}: {tagged}, and {why}; {remedy}save its text as a file")


def _tagged(text: str) -> str | None:
    """What a marked-up text is, be it a document, or a piece of HTML; None of any other."""
    from restore.markup import first_element
    from restore.sources import source_kind

    head = text[:65536].encode("utf-8", "surrogatepass")
    if (kind := source_kind(head)) is not None:
        return f"is {kind.words}"
    root = first_element(head)
    if root is None or f"</{root}>" not in text:
        return None
    from restore.sources.flow import HTML

    return f"begins with <{root}>" if root.lower() in HTML.paragraphs else None


def _with_part(copy: Input, source: Input, *, force: bool) -> TextPair:
    """The copy and the part of its source that it is of."""
    from restore.excerpt import excerpt_of
    from restore.inputs import Given
    from restore.text import Text

    part = excerpt_of(Text.of(copy.text, copy.name), Text.of(source.text, source.name), force=force)
    return TextPair(copy, Input(part.named(source.name), Given(part.text, source.encoding)), part)


def is_file(path: str) -> bool:
    """Whether what an argument names can be read again, as standard input and pipes cannot."""
    return path != STDIN and os.path.isfile(path)


def read_input(path: str, encoding: str | None = None) -> Input:
    """One text, from a file or standard input.

    Raises:
        InputError: it is missing, unreadable, empty, not text, or not in the encoding named.
    """
    return _input(*_read(path), encoding)


def read_source(path: str, encoding: str | None = None, *, copy: str = "") -> Input:
    """A source, which may be a document, from a file or standard input; `copy` is the text that it is for.

    Raises:
        InputError: as `read_input`; or it is a document that is broken, protected or too large.
    """
    from restore.inputs import given_source
    from restore.sources import source_kind

    name, data = _read(path)
    if source_kind(data) is None:
        return _input(name, data, encoding)
    return _filled(Input(name, given_source(data, name=name, encoding=encoding, copy=copy)))


def _input(name: str, data: bytes, encoding: str | None) -> Input:
    from restore.inputs import given, is_text

    if not is_text(data):  # it says of itself what it is, its encoding included
        return _filled(Input(name, given(data, name=name, encoding=encoding)))
    exact = encoding if encoding is None else _exact(encoding, data)
    read = _filled(Input(name, given(data, name=name, encoding=exact)))
    if not _is_written_back(read, data):
        raise InputError(f"{name}: cannot be written back byte for byte as {read.encoding}; name another --encoding")
    return read


def _is_written_back(read: Input, data: bytes) -> bool:
    try:
        return read.text.encode(read.encoding) == data
    except UnicodeError:
        return False


def _filled(read: Input) -> Input:
    if not read.text.strip("\ufeff \t\r\n"):
        raise InputError(f"{read.name}: empty; give a file with text in it")
    return read


def _read(path: str) -> tuple[str, bytes]:
    from restore.files import read_bytes, read_stdin

    return ("standard input", read_stdin()) if path == STDIN else (path, read_bytes(path))


def _exact(encoding: str, data: bytes) -> str:
    """The codec that keeps a byte order mark as a character; plain utf-16 and utf-8-sig eat it, and make up one."""
    from restore.encodings import encoding_of

    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return encoding
    if name in {"utf-16", "utf-32"}:
        marked = encoding_of(data)
        return marked if marked.startswith(name) else f"{name}-{'le' if sys.byteorder == 'little' else 'be'}"
    return "utf-8" if name == "utf-8-sig" else encoding


def restore_pair(pair: TextPair, policy: Policy, *, force: bool = False, quiet: bool = False) -> Restoration:
    """Restore the copy; unless `quiet`, whoever waits at a terminal is told what a long run is at.

    Raises:
        NotItsSource: too little of the shorter text is found in the other, and `force` is off.
    """
    from restore.cli.waiting import waiting
    from restore.collector import held_back
    from restore.restoration import restore

    copy, source = pair.copy, pair.source
    with waiting(f"{copy.name} and {source.name}", quiet=quiet):
        restoration = held_back(restore)(
            copy.text,
            source=source.text,
            policy=policy,
            force=force,
            part=pair.excerpt is not None,
            copy_name=copy.name,
            source_name=source.name,
            confidences=copy.given.confidences,
        )
        return replace(restoration, excerpt=pair.excerpt)


def pair_words(options: Namespace) -> str:
    """COPY, --source and what else reading both takes, as they would be typed for another command."""
    from restore.cli.program import path_word, typed

    encodings = {"--encoding": options.encoding, "--source-encoding": options.source_encoding}
    copy, source = (path if path == STDIN else path_word(path) for path in (options.copy, options.source))
    words = [copy, "--source", source, *["--excerpt"] * options.excerpt]
    words += [word for given in encodings.items() if given[1] for word in given]
    return typed(*words, *["--force"] * options.force)
