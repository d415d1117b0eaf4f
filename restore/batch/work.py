"""What workers do with entries, and what comes back of it: lines for the files, counts for the tally."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from restore.batch.batches import digest_of, lost
from restore.batch.kernel import Kernel, failed
from restore.batch.lines import (
    DIFFERENCES,
    REJECTED,
    RESTORED,
    REVIEW,
    found_lines,
    rejected_line,
    restored_line,
)
from restore.batch.pool import Lost
from restore.batch.records import Entry, Record, Rejected, Restored, RestoredPage
from restore.batch.tally import Tally
from restore.batch.writer import Batch


@dataclass(frozen=True, slots=True)
class RecordLines:
    """A record's lines for the output files, its page, and what it adds to the tally.

    That is None where a neighbour's has it already.
    """

    line: int
    rejected: bool
    data: tuple[tuple[str, bytes], ...]
    tally: Tally | None
    page: RestoredPage | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker does with an entry: restores a record, and writes down what became of it."""

    kernel: Kernel

    def __call__(self, entry: Entry) -> RecordLines:
        """What is written of an entry."""
        if isinstance(entry, Rejected):
            return written_rejected(entry)
        outcome = self.kernel.outcome(entry)
        if isinstance(outcome, Rejected):
            return written_rejected(outcome)
        try:
            return self._written(outcome, entry)
        except Exception as error:  # noqa: BLE001 - one record's fault must not end the run
            return written_rejected(failed(entry, error))

    def _written(self, outcome: Restored, whole: Record) -> RecordLines:
        record, tally = whole.against(outcome.excerpt), Tally()
        tally.add_restored(outcome, record)
        differences, review = found_lines(outcome, record)
        lines = [(DIFFERENCES, differences), (REVIEW, review)]
        if not self.kernel.dry_run:
            lines.insert(0, (RESTORED, restored_line(outcome)))
        return RecordLines(record.line, rejected=False, data=tuple(lines), tally=tally, page=outcome.page)


def packed(results: list[RecordLines]) -> list[RecordLines]:
    """The same, with all tallies added up in the first: one tally travels, and the parent has one to add."""
    tally = Tally()
    for one in results:
        if one.tally:
            tally.add(one.tally)
    return [replace(one, tally=None if index else tally) for index, one in enumerate(results)]


def written_rejected(outcome: Rejected) -> RecordLines:
    """A rejected record's line."""
    tally = Tally()
    tally.add_rejected(outcome)
    return RecordLines(outcome.line, rejected=True, data=((REJECTED, rejected_line(outcome)),), tally=tally)


def joined(entries: Sequence[Entry], results: Sequence[RecordLines | Lost]) -> Batch:
    """A batch's results as what is written."""
    written = [
        written_rejected(lost(entry, result)) if isinstance(result, Lost) else result
        for entry, result in zip(entries, results, strict=True)
    ]
    data: dict[str, list[bytes]] = {}
    tally = Tally()
    for one in written:
        if one.tally:
            tally.add(one.tally)
        for kind, line in one.data:
            data.setdefault(kind, []).append(line)
    rejected = [one.line for one in written if one.rejected]
    joined = {kind: b"".join(lines) for kind, lines in data.items()}
    pages = [one.page for one in written if one.page]
    return Batch(digest_of(entries), [one.line for one in written], rejected, joined, tally, pages)
