"""What a run found, counted: bounded in size, and the same in whatever order it is added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2s
from heapq import nsmallest
from typing import Any

from restore.batch.counts import Decided, Totals
from restore.batch.picked import PickedDifference, SlowRecord, WorstRecord
from restore.batch.records import Id, Record, Rejected, Restored
from restore.differences import Difference

BINS = 20  # of confidence, each a twentieth wide: one of them is what 0.95 and more says
EXAMPLES = 3  # kept of each code and decision: more would make the report too long to be read
WORST = 20  # most damaged, and slowest, records kept, likewise


@dataclass(slots=True)
class Tally:
    """Counts that add up.

    `by_code` counts `code decision`, `bins` counts `decision bin`, `judged` counts `bin right` and `bin wrong`.
    `examples` are kept by the digest of record and difference, which is as good as chance and needs none.
    """

    records: int = 0
    characters: int = 0
    fidelity: int = 0  # summed in millionths: whole numbers add up to the same in whatever order
    counts: Counter[str] = field(default_factory=Counter)
    by_code: Counter[str] = field(default_factory=Counter)
    bins: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    damaged: list[WorstRecord] = field(default_factory=list)
    slowest: list[SlowRecord] = field(default_factory=list)
    examples: dict[str, list[PickedDifference]] = field(default_factory=dict)

    @property
    def totals(self) -> Totals:
        """How many records and differences there were."""
        counts = self.counts
        return Totals(
            self.records,
            counts["restored"],
            counts["rejected"],
            counts["records left"],
            counts["records untouched"],
            Decided.of(counts),
        )

    def add_restored(self, outcome: Restored, record: Record) -> None:
        """Count a restored record."""
        self.records += 1
        self.characters += len(record.copy)
        self.counts["restored"] += 1
        self.fidelity += round(outcome.fidelity * 1_000_000)
        decisions = Counter(d.decision.value for d in outcome.differences)
        self.counts.update(decisions)
        self.counts["records left"] += bool(decisions["review"])
        self.counts["records untouched"] += not outcome.differences
        for index, difference in enumerate(outcome.differences):
            self._add_difference(difference, record, outcome.right[index] if outcome.right else None)
        entry = outcome.id, outcome.line, len(record.copy), len(outcome.differences)
        self._keep_damaged([WorstRecord(*entry, outcome.fidelity, Decided.of(decisions))])
        self._keep_slowest([SlowRecord(*entry, round(outcome.seconds, 4))])

    def add_rejected(self, outcome: Rejected) -> None:
        """Count a rejected record."""
        self.records += 1
        self.counts["rejected"] += 1
        self.reasons[outcome.error.value] += 1

    def add(self, other: Tally) -> None:
        """Add another tally's counts."""
        self.records += other.records
        self.characters += other.characters
        self.fidelity += other.fidelity
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
        self._keep_damaged(other.damaged)
        self._keep_slowest(other.slowest)
        for kind, examples in other.examples.items():
            self.examples[kind] = _first([*self.examples.get(kind, []), *examples])

    def to_json(self) -> dict[str, Any]:
        """Plain values, keys in order."""
        values = {name: dict(sorted(getattr(self, name).items())) for name in _COUNTERS}
        return {
            "records": self.records,
            "characters": self.characters,
            "fidelity": self.fidelity,
            **values,
            "damaged": [one.to_json() for one in self.damaged],
            "slowest": [one.to_json() for one in self.slowest],
            "examples": {kind: [one.to_json() for one in kept] for kind, kept in sorted(self.examples.items())},
        }

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> Tally:
        """A tally from its plain values."""
        return cls(
            values["records"],
            values["characters"],
            values["fidelity"],
            **{name: Counter(values[name]) for name in _COUNTERS},
            damaged=[WorstRecord.of_json(one) for one in values["damaged"]],
            slowest=[SlowRecord.of_json(one) for one in values["slowest"]],
            examples={
                kind: [PickedDifference.of_json(one) for one in kept] for kind, kept in values["examples"].items()
            },
        )

    def _add_difference(self, difference: Difference, record: Record, right: bool | None) -> None:  # noqa: FBT001
        decision, bin_ = difference.decision.value, bin_of(difference.confidence)
        kind, binned = f"{difference.code} {decision}", f"{decision} {bin_}"
        self.by_code[kind] += 1
        self.bins[binned] += 1
        self.expected[binned] += round(difference.confidence * 10_000)
        if right is not None:
            self.judged[f"{bin_} {'right' if right else 'wrong'}"] += 1
        key = _key(record.id, difference.id)
        kept = self.examples.setdefault(kind, [])
        if len(kept) < EXAMPLES or key < kept[-1].key:
            self.examples[kind] = _first([*kept, PickedDifference.of(key, difference, record)])

    def _keep_damaged(self, entries: Iterable[WorstRecord]) -> None:
        candidates = [*self.damaged, *(entry for entry in entries if entry.differences)]
        self.damaged = nsmallest(WORST, candidates, key=lambda one: one.rank)

    def _keep_slowest(self, entries: Iterable[SlowRecord]) -> None:
        self.slowest = _slowest([*self.slowest, *entries])


_COUNTERS = ("counts", "by_code", "bins", "expected", "judged", "reasons")


def slowest(tallies: Iterable[Tally]) -> list[SlowRecord]:
    """The slowest records of several tallies."""
    return _slowest(entry for tally in tallies for entry in tally.slowest)


def _slowest(entries: Iterable[SlowRecord]) -> list[SlowRecord]:
    return nsmallest(WORST, entries, key=lambda one: one.rank)


def bin_of(confidence: float) -> int:
    """The bin of a confidence: 0 for less than 0.05, 19 for 0.95 and more."""
    return min(int(confidence * BINS + 1e-9), BINS - 1)


def _first(examples: Iterable[PickedDifference]) -> list[PickedDifference]:
    return nsmallest(EXAMPLES, examples, key=lambda one: one.key)


def _key(record: Id, difference: str) -> str:
    return blake2s(f"{record}\0{difference}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
