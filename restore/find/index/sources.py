"""The files an index was made from: which they are, and whether they are still what they were."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from restore.errors import InputError, StaleError

_BLOCK = 1 << 20  # bytes read at once: few calls, no memory to speak of


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file with its path relative to the index, its size, its time of change in nanoseconds, and its SHA-256."""

    path: str
    size: int
    changed: int
    sha256: str


def describe(path: str, folder: str) -> SourceFile:
    """A source file as it is now; `folder` is the index's.

    Raises:
        InputError: it cannot be read.
    """
    try:
        status = os.stat(path)
        return SourceFile(relative_path(path, folder), status.st_size, status.st_mtime_ns, _sha256(path))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None


def locate(file: SourceFile, folder: str) -> str:
    """Where a source file is, seen from here."""
    return os.path.normpath(os.path.join(folder, file.path))


def check_sources(files: Iterable[SourceFile], folder: str) -> None:
    """Raise StaleError if a source file is gone or has changed; it is read only when its time of change differs."""
    changed: list[str] = []
    for file in files:
        path = locate(file, folder)
        try:
            status = os.stat(path)
        except OSError:
            changed.append(f"{path} is gone")
            continue
        if status.st_size != file.size or (status.st_mtime_ns != file.changed and _sha256(path) != file.sha256):
            changed.append(f"{path} has changed")
    if changed:
        raise StaleError(_stale(folder, changed))


def _stale(folder: str, changed: Sequence[str]) -> str:
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    return (
        f"{folder}: the sources are not those of the index: {changed[0]}{more}; build it again with restore index build"
    )


def relative_path(path: str, folder: str) -> str:
    """A path as an index's folder sees it, so that both can be moved together."""
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # another drive
        return os.path.abspath(path)


def _sha256(path: str) -> str:
    digest = sha256()
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
