"""The two texts of a command: read, decoded, and told apart."""

from __future__ import annotations

import codecs
import sys
from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restore.errors import InputError, UsageError

if TYPE_CHECKING:
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
class Pair:
    """A damaged copy and its clean source."""

    copy: Input
    source: Input


def read_pair(options: Namespace) -> Pair:
    """Both texts of a command that has `command.add_pair` and `command.add_encoding`.

    Raises:
        UsageError: both are standard input.
        InputError: one is missing, unreadable, empty or not text.
    """
    if options.copy == options.source == STDIN:
        raise UsageError("copy and source cannot both be standard input; give one of them as a file")
    source_encoding = options.source_encoding or options.encoding
    return Pair(read_input(options.copy, options.encoding), read_input(options.source, source_encoding))


def read_input(path: str, encoding: str | None = None) -> Input:
    """One text, from a file or standard input.

    Raises:
        InputError: it is missing, unreadable, empty, not text, or not in the encoding named.
    """
    from restore.inputs import given
    from restore.layouts import layout_kind

    name = "standard input" if path == STDIN else path
    data = _read_stdin() if path == STDIN else _read_file(path)
    is_page = layout_kind(data) is not None
    if (
        not is_page
        and encoding is None
        and b"\0" in data[:8192]
        and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))
    ):
        raise InputError(f"{name}: not text: it has NUL bytes; give a text file")
    read = given(data, name=name, encoding=encoding if is_page else _exact(encoding, data))
    if not read.text.strip("\ufeff \t\r\n"):
        raise InputError(f"{name}: empty; give a file with text in it")
    if not is_page and read.text.encode(read.encoding) != data:
        raise InputError(f"{name}: cannot be written back byte for byte as {read.encoding}; name another --encoding")
    return Input(name, read)


def _read_file(path: str) -> bytes:
    from restore.files import read_bytes

    return read_bytes(path)


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise InputError("standard input: closed; give a file")
    try:
        return sys.stdin.buffer.read()
    except (OSError, ValueError) as error:
        raise InputError(f"standard input: cannot be read: {error}") from None


def _exact(encoding: str | None, data: bytes) -> str:
    """The codec that keeps a byte order mark as a character; plain utf-16 and utf-8-sig eat it, and make up one."""
    from restore.text import encoding_of

    if encoding is None:
        return encoding_of(data)
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return encoding
    if name in {"utf-16", "utf-32"}:
        marked = encoding_of(data)
        return marked if marked.startswith(name) else f"{name}-{'le' if sys.byteorder == 'little' else 'be'}"
    return "utf-8" if name == "utf-8-sig" else encoding


def restore_pair(pair: Pair, policy: Policy, *, force: bool = False) -> Restoration:
    """Restore the copy.

    Raises:
        NotItsSource: too little of the shorter text is found in the other, and `force` is off.
    """
    from restore.errors import NotItsSource
    from restore.restoration import restore
    from restore.spacing import asks_for_spacing, with_spacing

    restoration = restore(
        pair.copy.text, source=pair.source.text, policy=policy, copy_name=pair.copy.name, source_name=pair.source.name
    )
    if not (force or restoration.alignment.is_its_source):
        raise NotItsSource(
            f"{pair.source.name} is not the source of {pair.copy.name}: only {restoration.alignment.share:.0%} of "
            "the tokens align; give the source the copy was made from, or --force to go on"
        )
    return with_spacing(restoration) if asks_for_spacing(policy.select) else restoration
