"""Files read piece by piece, as they are or unpacked (gzip, Zstandard) by the ending of their name, and their lines.

A compressed file says where it ends: one that ends before is cut, and never taken for a whole one. Whatever stands in a
file, no more of it is held than one line of the length allowed.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from restore.errors import InputError, UsageError
from restore.files import reason
from restore.values import dataclass

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_SIZE = 4_000_000  # characters of one text: a long novel; nothing that is one document is longer
_PIECE = 1 << 20  # bytes held of what is only passed over
_PACKED = (".gz", ".zst")
_JSON_LINES = (".jsonl", ".ndjson")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")  # its byte order marks: records are UTF-8, and no line of it would be one


def is_packed(path: str) -> bool:
    """Whether a file is compressed, by its name."""
    return path.lower().endswith(_PACKED)


def unpacked_name(path: str) -> str:
    """The path in small letters, as it ends when it is unpacked.

    >>> unpacked_name("News.JSONL.zst")
    'news.jsonl'
    """
    return path.lower().removesuffix(".gz").removesuffix(".zst")


def is_jsonl(path: str) -> bool:
    """Whether a file holds many texts, packed or not, by its name."""
    return unpacked_name(path).endswith(_JSON_LINES)


def longest_line(max_size: int = MAX_SIZE) -> int:
    r"""How many bytes a line of JSON may have whose texts have at most so many characters.

    Two texts, each character at most as a \ud83d\ude00 pair, and as much again for other fields.
    """
    return 40 * max_size + (1 << 20)


class ReadProgress:
    """How far a file has been read: the share of its bytes, and its last whole line."""

    def __init__(self) -> None:
        self.line = 0
        self._file: BinaryIO | None = None
        self._size = 0
        self._last = 0.0

    def follow(self, file: BinaryIO) -> None:
        """Measure this file from now on."""
        self._file, self._size, self.line = file, os.fstat(file.fileno()).st_size, 0

    def fraction(self) -> float:
        """From 0 to 1; the last known where the file is closed."""
        if self._file is not None and not self._file.closed and self._size:
            self._last = min(self._file.tell() / self._size, 1.0)
        return self._last


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line with its number, from 1 on; where it is not `whole`, its first bytes."""

    number: int
    data: bytes
    whole: bool = True


@contextmanager
def opened(path: str, progress: ReadProgress) -> Iterator[io.BufferedReader]:
    """The bytes of a file, unpacked by its name's ending.

    Raises:
        InputError: it cannot be read, or ends in the middle of its compressed data.
        UsageError: it is a .zst file, and this Python needs a package for it that is not installed.
    """
    try:
        with open(path, "rb") as raw:
            progress.follow(raw)
            with _unpacked(path, raw) as file:
                yield file
    except FileNotFoundError:
        raise InputError(f"{path}: no such file or folder; check the path") from None
    except EOFError:
        where = f"after line {progress.line}" if progress.line else "before its first line does"
        raise InputError(f"{path}: is cut short: its compressed data end {where}; get the whole file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {reason(error)}") from None


@contextmanager
def opened_records(path: str, progress: ReadProgress) -> Iterator[io.BufferedReader]:
    """The same of a file of records. Raises InputError of one that is marked as UTF-16, too."""
    with opened(path, progress) as file:
        if file.peek(2).startswith(_UTF16):
            raise InputError(f"{path}: not UTF-8, but UTF-16; save it as UTF-8")
        yield file


def lines(file: io.BufferedReader, longest: int, progress: ReadProgress) -> Iterator[NumberedLine]:
    """The lines of a file; of one longer than `longest` bytes no more than these are held."""
    while data := file.readline(longest):
        whole = len(data) < longest or data.endswith(b"\n")
        while not whole and (rest := file.readline(_PIECE)) and not rest.endswith(b"\n"):
            pass
        progress.line += 1
        yield NumberedLine(progress.line, data, whole)


class _Pieces(io.RawIOBase):
    """What an unpacking file has at a time: asked for more at once, it would lose all of it where the file is cut."""

    def __init__(self, file: io.BufferedIOBase) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._file.read1(len(view))
        except (EOFError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - each way of packing has an error of its own
            raise OSError(f"damaged compressed data: {error}") from None
        view[: len(data)] = data
        return len(data)


@contextmanager
def _unpacked(path: str, raw: io.BufferedReader) -> Iterator[io.BufferedReader]:
    name = path.lower()
    if not is_packed(name):
        yield raw
        return
    with _gzip(raw) if name.endswith(".gz") else _zstandard(path, raw) as file:
        yield io.BufferedReader(_Pieces(file), _PIECE)


def _gzip(raw: io.BufferedReader) -> io.BufferedIOBase:
    import gzip

    return gzip.GzipFile(fileobj=raw, mode="rb")


def _zstandard(path: str, raw: io.BufferedReader) -> io.BufferedIOBase:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise UsageError(f"{path}: needs backports.zstd; pip install 'restore-text[batch]'") from None
    return zstd.ZstdFile(raw)
