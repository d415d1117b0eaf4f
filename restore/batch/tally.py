"""What a run found, counted: bounded in size, and the same in whatever order it is added up."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2s
from heapq import nsmallest
from itertools import chain
from typing import Any, TypeVar

from restore.batch.counts import Decided, Totals
from restore.batch.picked import PickedDifference, SlowRecord, WorstRecord
from restore.batch.records import Record, Rejected, Restored
from restore.differences import Decision, Difference
from restore.values import dataclass, field, replace

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
        differences, characters = outcome.differences, len(record.copy)
        decisions = [difference.decision for difference in differences]
        decided = Decided(*map(decisions.count, (Decision.APPLY, Decision.KEEP, Decision.REVIEW)))
        self.records += 1
        self.characters += characters
        self.fidelity += round(outcome.fidelity * 1_000_000)
        self.counts["restored"] += 1
        self.counts["records left"] += bool(decided.review)
        self.counts["records untouched"] += not differences
        self.counts.update([_NAMES[decision] for decision in decisions])
        self._add_differences(differences, record)
        for difference, right in zip(differences, outcome.right, strict=False):  # of few records truth is known
            if right is not None:
                self.judged[f"{bin_of(difference.confidence)} {'right' if right else 'wrong'}"] += 1
        entry = outcome.id, outcome.line, characters, len(differences)
        if differences:
            _keep(self.damaged, WorstRecord(*entry, outcome.fidelity, decided), WORST, _rank)
        _keep(self.slowest, SlowRecord(*entry, round(outcome.seconds, 4)), WORST, _rank)

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
        self.add_picked(other)

    def add_picked(self, other: Tally) -> None:
        """Add the single records and differences that another tally shows, and none of its counts."""
        for worst in other.damaged:
            _keep(self.damaged, worst, WORST, _rank)
        for slow in other.slowest:
            _keep(self.slowest, slow, WORST, _rank)
        for kind, examples in other.examples.items():
            for example in examples:
                _keep(self.examples.setdefault(kind, []), example, EXAMPLES, _drawn)

    def picked(self) -> Tally:
        """A tally that shows what this one shows, and has counted nothing."""
        return Tally(
            damaged=[*self.damaged],
            slowest=[*self.slowest],
            examples={kind: [*kept] for kind, kept in self.examples.items()},
        )

    def without(self, shown: Tally) -> Tally:
        """The tally without the very values that another one shows."""
        known = {id(one) for one in (*shown.damaged, *shown.slowest, *chain(*shown.examples.values()))}
        examples = {kind: [one for one in kept if id(one) not in known] for kind, kept in self.examples.items()}
        return replace(
            self,
            damaged=[one for one in self.damaged if id(one) not in known],
            slowest=[one for one in self.slowest if id(one) not in known],
            examples={kind: kept for kind, kept in examples.items() if kept},
        )

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

    def _add_differences(self, differences: Sequence[Difference], record: Record) -> None:
        """Count them by name, all of a kind at once: to count one by one takes several times as long."""
        kinds: list[str] = []
        bins: list[str] = []
        expected: dict[str, int] = {}
        for difference in differences:
            code, decision, confidence = difference.code, difference.decision, difference.confidence
            binned = _BINS[decision][bin_of(confidence)]
            kinds.append(f"{code} {_NAMES[decision]}")
            bins.append(binned)
            expected[binned] = expected.get(binned, 0) + round(confidence * 10_000)
        self.by_code.update(kinds)
        self.bins.update(bins)
        self.expected.update(expected)
        self._draw(differences, kinds, record)

    def _draw(self, differences: Sequence[Difference], kinds: Sequence[str], record: Record) -> None:
        """Keep what is drawn for an example; the digest of the record is gone on with for each of its differences."""
        drawn = blake2s(f"{record.id}\0".encode("utf-8", "surrogatepass"), digest_size=8)
        for difference, kind in zip(differences, kinds, strict=True):
            digest = drawn.copy()
            digest.update(difference.id.encode("utf-8", "surrogatepass"))
            key = digest.hexdigest()
            kept = self.examples.setdefault(kind, [])
            if len(kept) < EXAMPLES or key < kept[-1].key:
                _keep(kept, PickedDifference.of(key, difference, record), EXAMPLES, _drawn)


_NAMES = {decision: decision.value for decision in Decision}
_BINS = {decision: [f"{decision} {number}" for number in range(BINS)] for decision in Decision}
_COUNTERS = ("counts", "by_code", "bins", "expected", "judged", "reasons")


def slowest(tallies: Iterable[Tally]) -> list[SlowRecord]:
    """The slowest records of several tallies."""
    return nsmallest(WORST, (entry for tally in tallies for entry in tally.slowest), key=_rank)


def bin_of(confidence: float) -> int:
    """The bin of a confidence: 0 for less than 0.05, 19 for 0.95 and more."""
    number = int(confidence * BINS + 1e-9)
    return number if number < BINS else BINS - 1


Kept = TypeVar("Kept")


def _keep(kept: list[Kept], one: Kept, most: int, order: Callable[[Kept], Any]) -> None:
    """Put one in its place among those that are kept in order, if it is one of the first so many."""
    if len(kept) < most or order(one) < order(kept[-1]):
        insort(kept, one, key=order)
        del kept[most:]


def _rank(record: WorstRecord | SlowRecord) -> tuple[float, int]:
    return record.rank


def _drawn(example: PickedDifference) -> str:
    return example.key
