"""What a run has to do: the entries of its input that are its own and not done yet, as they are read and waited for."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from itertools import islice

from restore.batch.batches import digest_of
from restore.batch.folder import RunFolder
from restore.batch.journal import RunState
from restore.batch.readers import InputReader
from restore.batch.records import Entry, Id, PageFile, Reason, Record, Rejected
from restore.batch.settings import Shard
from restore.errors import InputError, StaleError


class Readable:
    """An input's entries as far as it can be read: `error` says why no further, once all before it are handed on."""

    def __init__(self, reader: InputReader) -> None:
        self._reader = reader
        self.error: InputError | None = None

    def __iter__(self) -> Iterator[Entry]:
        try:
            yield from self._reader.entries()
        except InputError as error:
            self.error = error


class BatchQueue:
    """Batches as they are read, kept until their results have come."""

    def __init__(self, batches: Iterable[Sequence[Entry]]) -> None:
        self._batches = iter(batches)
        self._read: list[Sequence[Entry]] = []
        self._ended = False

    @property
    def left(self) -> bool:
        """Whether there are batches whose results have not come, or may be."""
        return bool(self._read) or not self._ended

    def __iter__(self) -> Iterator[Sequence[Entry]]:
        for batch in self._batches:
            self._read.append(batch)
            yield batch
        self._ended = True

    def next(self) -> Sequence[Entry]:
        """The batch whose results came."""
        return self._read.pop(0)


def chosen_of(
    entries: Iterable[Entry], shard: Shard, first: Callable[[Id | PageFile], bool], only: Callable[[Entry], bool]
) -> Iterator[Entry]:
    """The entries of the shard; the second of two with one id, or of two with one page, is rejected.

    That is asked of all entries, since two that name one page may be in different shards.
    """
    for entry in entries:
        chosen = _once(entry, first) if isinstance(entry, Record) else entry
        if shard.has(entry.id, entry.line) and only(chosen):
            yield chosen


def _once(record: Record, first: Callable[[Id | PageFile], bool]) -> Entry:
    if not first(record.id):
        return Rejected(record.line, record.id, Reason.DUPLICATE_ID, "an earlier record has this id")
    if record.page and not first(record.page):
        told = f"{record.page.path}: an earlier record names this page, which is written once; name it in one record"
        return Rejected(record.line, record.id, Reason.DUPLICATE_PAGE, told)
    return record


def resumed(entries: Iterator[Entry], folder: RunFolder, state: RunState) -> Iterator[Entry]:
    """The entries that are still to do; those done are read again, and have to be what they were.

    Raises:
        StaleError: they are not.
    """
    for part in folder.parts(state.batches):
        if digest_of(islice(entries, len(part.lines))) != part.digest:
            raise StaleError(
                f"{folder.path}: the records of lines {part.lines[0]} to {part.lines[-1]} are not what they were when "
                "the run was begun; name another folder"
            )
    yield from entries


@contextmanager
def unique(folder: RunFolder) -> Iterator[Callable[[Id | PageFile], bool]]:
    """A function that says whether an id or a page comes for the first time; on disk, so that memory does not grow."""
    path = folder.journal("ids.sqlite")
    with suppress(FileNotFoundError):
        os.unlink(path)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-16000", "locking_mode=EXCLUSIVE"):
            database.execute(f"PRAGMA {pragma}")
        database.execute("CREATE TABLE ids (digest BLOB PRIMARY KEY) WITHOUT ROWID")
        database.execute("BEGIN")

        def first(name: Id | PageFile) -> bool:
            said = name.path if isinstance(name, PageFile) else name
            key = f"{type(name).__name__} {said}".encode("utf-8", "surrogatepass")
            digest = blake2b(key, digest_size=16).digest()
            try:
                return database.execute("INSERT OR IGNORE INTO ids VALUES (?)", (digest,)).rowcount == 1
            except sqlite3.OperationalError as error:
                with folder.writing():
                    raise OSError(str(error)) from None

        yield first
    finally:
        database.close()
        with suppress(OSError):
            os.unlink(path)
