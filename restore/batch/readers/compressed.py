"""Files as they are, or gzip or Zstandard ones, opened for reading; where in the file one is tells how far one is."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from restore.errors import InputError, UsageError
from restore.files import reason


class Progress:
    """How far a file has been read."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._size = 0
        self._last = 0.0

    def follow(self, file: BinaryIO) -> None:
        """Measure this file from now on."""
        self._file, self._size = file, os.fstat(file.fileno()).st_size

    def fraction(self) -> float:
        """From 0 to 1; the last known where the file is closed."""
        if self._file is not None and not self._file.closed and self._size:
            self._last = min(self._file.tell() / self._size, 1.0)
        return self._last


@contextmanager
def opened(path: str, progress: Progress) -> Iterator[io.BufferedIOBase]:
    """The bytes of a file, decompressed by its name's ending.

    Raises:
        InputError: it cannot be read, or ends in the middle of its compressed data.
        UsageError: it is a .zst file and zstandard is not installed.
    """
    try:
        with open(path, "rb") as raw:
            progress.follow(raw)
            with _decompressed(path, raw) as file:
                yield file
    except (OSError, EOFError) as error:
        raise InputError(f"{path}: cannot be read: {reason(error)}") from None
    except Exception as error:
        if type(error).__module__.partition(".")[0] in {"zlib", "zstandard", "zstd"}:
            raise InputError(f"{path}: damaged compressed data: {error}") from None
        raise


@contextmanager
def _decompressed(path: str, raw: BinaryIO) -> Iterator[io.BufferedIOBase]:
    name = path.lower()
    if name.endswith(".gz"):
        import gzip

        with gzip.GzipFile(fileobj=raw, mode="rb") as file:
            yield io.BufferedReader(file, 1 << 20)
    elif name.endswith(".zst"):
        try:
            import zstandard
        except ImportError:
            raise UsageError(f"{path}: needs zstandard; pip install 'restore-text[batch]'") from None
        with zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True) as stream:
            yield io.BufferedReader(stream, 1 << 20)
    else:
        yield raw  # type: ignore[misc]  # a BufferedReader, which BinaryIO is too narrow to say
