"""What workers do with entries, and what comes back of it: bytes for the files, counts for the tally."""

from __future__ import annotations

from collections.abc import Sequence

from restore.batch.batches import lost
from restore.batch.gathering import Gathered, Gatherer
from restore.batch.kernel import Kernel
from restore.batch.pool import Lost
from restore.batch.records import Entry, Outcome, Rejected
from restore.batch.tally import Tally
from restore.batch.writer import Batch
from restore.values import dataclass, field


@dataclass(frozen=True, slots=True)
class Done:
    """An entry and what became of it; both stay in the worker."""

    entry: Entry
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker does with an entry: it restores a record.

    `shown` is what its batches so far had to show of single records. A report shows a few of all, so that a later batch
    has hardly any that are more worth showing than these, and to make and send them all takes longer than to count.
    """

    kernel: Kernel
    shown: Tally = field(default_factory=Tally)

    def __call__(self, entry: Entry) -> Done:
        """What became of an entry; what was rejected as it was read stays so."""
        return Done(entry, entry if isinstance(entry, Rejected) else self.kernel.outcome(entry))

    def packed(self, results: Sequence[Done]) -> Gathered:
        """Results as they are written: one value with bytes for each file goes back, and none for each record."""
        gatherer = Gatherer(dry_run=self.kernel.dry_run, shown=self.shown)
        for done in results:
            gatherer.add(done.entry, done.outcome)
        gathered = gatherer.gathered()
        self.shown.add_picked(gathered.tally)
        return gathered


def joined(entries: Sequence[Entry], parts: Sequence[Gathered | Lost]) -> Batch:
    """A batch as it is written, from what came back of its parts: of all entries, or of one that was lost."""
    whole: list[Gathered] = []
    at = 0
    for part in parts:
        if isinstance(part, Lost):
            gatherer = Gatherer(dry_run=False)
            gatherer.add(entries[at], lost(entries[at], part))
            whole.append(gatherer.gathered())
        else:
            whole.append(part)
        at += len(whole[-1].lines)
    return Batch.of(entries, whole)
