"""For pipelines of one's own: an iterator of records in, an iterator of outcomes out, in the same order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from restore.batch.batches import batches_of, lost
from restore.batch.fields import Fields
from restore.batch.kernel import Kernel
from restore.batch.pool import Lost, Pool
from restore.batch.records import Columns, Entry, Outcome, Record, Restored
from restore.batch.settings import BATCH_SIZE, TIMEOUT
from restore.repair import Policy
from restore.restoration import checked_policy
from restore.streams import MAX_SIZE
from restore.values import replace


def restore_records(
    records: Iterable[Mapping[str, Any]],
    *,
    policy: Policy | None = None,
    jobs: int = 0,
    timeout: float = TIMEOUT,
    columns: Columns | None = None,
    max_size: int = MAX_SIZE,
    folder: str | os.PathLike[str] = ".",
    excerpt: bool = False,
) -> Iterator[Outcome]:
    """Restore records `{"id", "copy", "source", …}`, lazily: one Restored or Rejected for each, in their order.

    With `jobs`, that many worker processes share the work, and a pair that takes longer than `timeout` seconds, or
    kills its worker, is Rejected; a script then needs `if __name__ == "__main__"`. With none, all happens in this
    process, as a pipeline that has its own workers wants it, and no pair is stopped. Records may name files below
    `folder` by `copy_path` and `source_path`. With `excerpt` each copy is of a part of its source, as in
    `restore.restore`; an outcome's `excerpt` says of which.

    Of several records with one id each has its outcome.

    Raises TypeError, before a record is asked for, where `policy` is no Policy, `columns` no Columns, `jobs` no number
    of processes, `timeout` none of seconds, `max_size` none of characters or `folder` no path.

    >>> source = "Mayor Rahm Emanuel spoke first. The order lacked any detail about the funds, and he left the city."
    >>> copy = source.replace("detail", "Rahm Emanuel").replace("city", "Rahm Emanuel")
    >>> record = {"id": 1, "copy": copy, "source": source}
    >>> [outcome.text == source for outcome in restore_records([record])]
    [True]
    """
    if not isinstance(columns, Columns | None):
        raise TypeError(f"columns: {columns!r} is no Columns; write Columns(copy='body')")
    _refuse_others(jobs, timeout, max_size, folder)
    fields = Fields(columns or Columns(), os.fspath(folder), max_size)
    entries = (fields.entry(record, line) for line, record in enumerate(records, 1))
    outcome = EntryOutcome(Kernel(checked_policy(policy), excerpt=excerpt))
    return _shared(entries, outcome, jobs, timeout) if jobs else map(outcome, entries)


def _refuse_others(jobs: object, timeout: object, max_size: object, folder: object) -> None:
    """What who has no type checker may give, and workers or readers would fail on later."""
    if not isinstance(jobs, int) or jobs < 0:
        raise TypeError(f"jobs: {jobs!r} is no number of processes; give one, or 0 for none beside this one")
    if not isinstance(timeout, int | float) or not timeout > 0:
        raise TypeError(f"timeout: {timeout!r} is no number of seconds; give more than 0")
    if not isinstance(max_size, int) or max_size < 1:
        raise TypeError(f"max_size: {max_size!r} is no number of characters; give 1 or more")
    if not isinstance(folder, str | os.PathLike):
        raise TypeError(f"folder: {folder!r} is no path; give that of the folder which the records' paths begin in")


class EntryOutcome:
    """What becomes of an entry, as a worker works it out."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel

    def __call__(self, entry: Entry) -> Outcome:
        """The record restored, or rejected; what was rejected already stays so."""
        return self._kernel.outcome(entry) if isinstance(entry, Record) else entry


def _shared(entries: Iterator[Entry], outcome: EntryOutcome, jobs: int, timeout: float) -> Iterator[Outcome]:
    held: list[list[Entry]] = []

    def remembered() -> Iterator[list[Entry]]:
        for batch in batches_of(entries, BATCH_SIZE):
            held.append(batch)
            # Fields stay here: they may hold what no other process can be sent.
            yield [replace(entry, fields={}) if isinstance(entry, Record) else entry for entry in batch]

    with Pool(outcome, jobs=jobs, timeout=timeout, pack=list) as pool:
        for parts in pool.map(remembered()):
            results = chain.from_iterable([part] if isinstance(part, Lost) else part for part in parts)
            for entry, result in zip(held.pop(0), results, strict=True):
                yield lost(entry, result) if isinstance(result, Lost) else _with_fields(result, entry)


def _with_fields(outcome: Outcome, entry: Entry) -> Outcome:
    if isinstance(outcome, Restored) and isinstance(entry, Record):
        return replace(outcome, fields=entry.fields)
    return outcome
