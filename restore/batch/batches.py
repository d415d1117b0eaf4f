"""Entries in batches: cut, told apart, and given up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any, Protocol, TypeVar

from restore.batch.pool import Lost
from restore.batch.records import Entry, Reason, Record, Rejected
from restore.batch.settings import BATCH_RECORDS


class Sized(Protocol):
    """What takes some bytes."""

    @property
    def size(self) -> int:
        """How many, about."""


S = TypeVar("S", bound=Sized)


def batches_of(entries: Iterable[S], size: int, most: int = BATCH_RECORDS) -> Iterator[list[S]]:
    """Entries in batches of about `size` bytes: batches of so many rows would be either too long or too short."""
    batch: list[S] = []
    held = 0
    for entry in entries:
        batch.append(entry)
        held += entry.size
        if held >= size or len(batch) >= most:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


class EntriesDigest:
    """What tells a batch from another: of the texts themselves, so that a changed file that a record names is seen."""

    def __init__(self) -> None:
        self._digest = blake2b(digest_size=12)

    def add(self, entry: Entry) -> None:
        """Take the next entry in."""
        parts: list[Any] = [entry.line, entry.id]
        if isinstance(entry, Record):
            parts += [entry.copy, entry.source, entry.truth, sorted(entry.fields.items(), key=str)]
        else:
            parts += [entry.error.value]
        for part in parts:
            data = str(part).encode("utf-8", "surrogatepass")
            self._digest.update(len(data).to_bytes(8, "big"))
            self._digest.update(data)

    def said(self) -> str:
        """The digest of all that were taken in."""
        return self._digest.hexdigest()


def digest_of(entries: Iterable[Entry]) -> str:
    """The digest of these entries."""
    digest = EntriesDigest()
    for entry in entries:
        digest.add(entry)
    return digest.said()


def lost(entry: Entry, result: Lost) -> Rejected:
    """An entry that no worker could finish."""
    if result.timeout:
        remedy = "--timeout gives it more seconds, timeout in Python"
        return Rejected(entry.line, entry.id, Reason.TIMEOUT, f"took too long; {remedy}")
    told = f"the worker died of it (signal {result.signal})" if result.signal else "the worker died of it"
    return Rejected(entry.line, entry.id, Reason.CRASH, told)
