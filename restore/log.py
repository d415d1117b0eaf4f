"""Files that only grow: what was appended and synced stays, and one process at a time writes.

A kill or a loss of power may tear off what was being appended. Who opens the file again reads its whole lines and cuts
off the rest.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import takewhile
from typing import BinaryIO

from restore.files import sync_folder

# Windows locks stretches of a file, which then nobody else can read: one far behind the end keeps the contents free.
LOCKED_BYTE = 2**40
# How systems say that another process has the lock; any other number is a fault of the disk or its file system.
_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


class Busy(Exception):  # noqa: N818 - what it says is the error
    """Another process has the file locked."""


class Log:
    r"""An open log, made where it is missing; what goes wrong with the disk is an OSError, and is the caller's to word.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     log = Log(os.path.join(folder, "log"))
    ...     log.append(b"one\n")
    ...     log.append(b"tw")
    ...     lines = list(whole_lines(log.read().splitlines(keepends=True)))
    ...     log.cut(sum(map(len, lines)))
    ...     left = log.read()
    ...     log.close()
    >>> lines, left
    ([b'one\n'], b'one\n')
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        new = not os.path.exists(path)
        # Unbuffered, so that closing writes nothing that could fail.
        self._file: BinaryIO = open(path, "a+b", buffering=0)  # noqa: SIM115 - closed by `close`
        self._size = self._file.seek(0, os.SEEK_END)
        if new:
            sync_folder(os.path.dirname(os.path.abspath(path)))

    def lock(self) -> None:
        """Keep other processes from writing until it is closed. Raises Busy when one has it."""
        lock(self._file)
        self._size = self._file.seek(0, os.SEEK_END)  # who had it until now may have appended

    def read(self) -> bytes:
        """All of it."""
        self._file.seek(0)
        return self._file.read()

    def cut(self, size: int) -> None:
        """Leave only the first `size` bytes."""
        self._file.truncate(size)
        os.fsync(self._file.fileno())
        self._size = size

    def append(self, data: bytes, *, sync: bool = False) -> None:
        """Append all of it or, where that fails, nothing; with `sync`, it survives a loss of power."""
        try:
            view = memoryview(data)
            while view:  # a disk that is nearly full takes some
                view = view[self._file.write(view) :]
            if sync:
                self.sync()
        except OSError:
            with suppress(OSError):
                self._file.truncate(self._size)
            raise
        self._size += len(data)

    def sync(self) -> None:
        """Make all that was appended survive a loss of power."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close it, which lets go of its lock."""
        self._file.close()

    def is_at(self, path: str) -> bool:
        """Whether this path leads to it."""
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), os.stat(path))
        except FileNotFoundError:
            return False

    def is_as_left(self) -> bool:
        """Whether it is as long as it was left: the lock keeps out only who asks for it."""
        return os.fstat(self._file.fileno()).st_size == self._size

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self._size


def whole_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a file, or of any cut of one, up to the first that has no end."""
    return takewhile(lambda line: line.endswith(b"\n"), lines)


def lock(file: BinaryIO) -> None:
    """Lock a file for this process until it is closed or the process is gone.

    Raises:
        Busy: another process has it.
        OSError: its file system has no locks.
    """
    try:
        try:
            import fcntl
        except ImportError:  # Windows
            _lock_byte(file)
        else:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            raise Busy from None
        raise


def _lock_byte(file: BinaryIO) -> None:
    """What Windows has for it: a lock on the bytes from where the file stands."""
    import msvcrt

    at = file.tell()
    file.seek(LOCKED_BYTE)
    try:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    finally:
        file.seek(at)
