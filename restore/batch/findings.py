"""What a run found in its records, decided anew."""

from __future__ import annotations

from collections.abc import Sequence

from restore.batch.batches import EntriesDigest
from restore.batch.gathering import Gatherer
from restore.batch.journal import LoggedBatch
from restore.batch.layouts import restored_page
from restore.batch.records import Entry, Outcome, Record, Rejected, Restored
from restore.batch.writer import Batch
from restore.differences import Difference, Place
from restore.excerpt import Excerpt
from restore.repair import Policy, apply_plan, decided, make_plan
from restore.values import dataclass


class Reread:
    """A batch's restored records as they are read again, in their order."""

    def __init__(self, batch: LoggedBatch) -> None:
        self.lines = f"{batch.lines[0]} to {batch.lines[-1]}"
        self._left = len(batch.lines) - len(batch.rejected)
        self._wanted, self._digest = batch.restored, EntriesDigest()

    def changed(self, entry: Entry) -> bool:
        """Take the next one in; whether it is the last, and they are not what they were."""
        self._digest.add(entry)
        self._left -= 1
        return not self._left and self._wanted not in {"", self._digest.said()}


@dataclass(frozen=True, slots=True)
class RecordFindings:
    """A record's line in the files of a run, of its batch: what was found in it, or why it was rejected."""

    line: int
    id: str | int | None
    differences: Sequence[Difference] = ()
    fidelity: float = 1.0
    right: Sequence[bool | None] = ()
    rejected: Rejected | None = None
    excerpt: Place | None = None
    batch: Reread | None = None


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record of the input with what was found in it."""

    entry: Entry
    found: RecordFindings

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return self.entry.size


def decided_batch(pairs: Sequence[FoundRecord], policy: Policy, *, dry_run: bool) -> Batch:
    """Decide and apply what was found in some records; with `dry_run` no texts are made."""
    gatherer = Gatherer(dry_run=dry_run)
    for pair in pairs:
        gatherer.add(pair.entry, _outcome(pair, policy, dry_run=dry_run))
    return Batch.of([pair.entry for pair in pairs], [gatherer.gathered()])


def _outcome(pair: FoundRecord, policy: Policy, *, dry_run: bool) -> Outcome:
    if pair.found.rejected is not None:
        return pair.found.rejected
    record = pair.entry
    assert isinstance(record, Record)
    found, differences = pair.found, decided(pair.found.differences, policy)
    plan = make_plan(record.copy, differences)
    text, page = apply_plan(record.copy, plan), None if dry_run else restored_page(record, plan)
    part = Excerpt.between(at.start, at.end, record.copy, record.source) if (at := found.excerpt) else None
    return Restored(
        record.line, record.id, text, differences, found.fidelity, record.fields,
        right=found.right, excerpt=part, source_name=record.source_name, page=page,
    )  # fmt: skip
