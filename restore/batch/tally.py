"""What a run found, counted: bounded in size, and the same in whatever order it is added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2s
from heapq import nsmallest
from typing import Any

from restore.batch.records import Id, Record, Rejected, Restored
from restore.differences import Difference
from restore.wire import of_shares

BINS = 20  # of confidence, each a twentieth wide
EXAMPLES = 3  # kept of each code and decision
WORST = 20  # most damaged, and slowest, records kept
WINDOW = 90  # characters of context on either side of an example
LONGEST = 600  # characters of an example's spans, beyond which they are cut


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
    damaged: list[dict[str, Any]] = field(default_factory=list)
    slowest: list[dict[str, Any]] = field(default_factory=list)
    examples: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

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
        size = len(record.copy)
        entry = {"id": outcome.id, "line": outcome.line, "characters": size, "differences": len(outcome.differences)}
        self._keep_damaged([{**entry, "fidelity": outcome.fidelity, **dict(sorted(decisions.items()))}])
        self._keep_slowest([{**entry, "seconds": round(outcome.seconds, 4)}])

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
            self.examples[kind] = _first([*self.examples.get(kind, []), *examples], EXAMPLES, "key")

    def to_json(self) -> dict[str, Any]:
        """Plain values, keys in order."""
        values = {name: dict(sorted(getattr(self, name).items())) for name in _COUNTERS}
        return {
            "records": self.records,
            "characters": self.characters,
            "fidelity": self.fidelity,
            **values,
            "damaged": self.damaged,
            "slowest": self.slowest,
            "examples": dict(sorted(self.examples.items())),
        }

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> Tally:
        """A tally from its plain values."""
        counters = {name: Counter(values[name]) for name in _COUNTERS}
        return cls(**{**values, **counters})

    def _add_difference(self, difference: Difference, record: Record, right: bool | None) -> None:  # noqa: FBT001
        decision, bin_ = difference.decision.value, bin_of(difference.confidence)
        self.by_code[f"{difference.code} {decision}"] += 1
        self.bins[f"{decision} {bin_}"] += 1
        self.expected[f"{decision} {bin_}"] += round(difference.confidence * 10_000)
        if right is not None:
            self.judged[f"{bin_} {'right' if right else 'wrong'}"] += 1
        kind = f"{difference.code} {decision}"
        key = _key(record.id, difference.id)
        kept = self.examples.setdefault(kind, [])
        if len(kept) < EXAMPLES or key < kept[-1]["key"]:
            self.examples[kind] = _first([*kept, {"key": key, **_example(difference, record)}], EXAMPLES, "key")

    def _keep_damaged(self, entries: Iterable[dict[str, Any]]) -> None:
        candidates = [*self.damaged, *(entry for entry in entries if entry["differences"])]
        self.damaged = nsmallest(WORST, candidates, key=_least_damaged_last)

    def _keep_slowest(self, entries: Iterable[dict[str, Any]]) -> None:
        self.slowest = _slowest([*self.slowest, *entries])


_COUNTERS = ("counts", "by_code", "bins", "expected", "judged", "reasons")


def slowest(tallies: Iterable[Tally]) -> list[dict[str, Any]]:
    """The slowest records of several tallies."""
    return _slowest([entry for tally in tallies for entry in tally.slowest])


def _slowest(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return nsmallest(WORST, entries, key=lambda entry: (-entry["seconds"], entry["line"]))


def _least_damaged_last(entry: Mapping[str, Any]) -> tuple[float, int]:
    """How much of the text disagrees, not which share: three words all wrong are less than a page half wrong."""
    return -round((1 - entry["fidelity"]) * entry["characters"], 3), entry["line"]


def bin_of(confidence: float) -> int:
    """The bin of a confidence: 0 for less than 0.05, 19 for 0.95 and more."""
    return min(int(confidence * BINS + 1e-9), BINS - 1)


def _first(examples: Sequence[dict[str, Any]], count: int, key: str) -> list[dict[str, Any]]:
    return nsmallest(count, examples, key=lambda example: example[key])


def _key(record: Id, difference: str) -> str:
    return blake2s(f"{record}\0{difference}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _example(difference: Difference, record: Record) -> dict[str, Any]:
    """A difference with what stands around it on either side."""
    return {
        "id": record.id,
        "difference": difference.id,
        "confidence": difference.confidence,
        "copy": _window(record.copy, difference.copy.start, difference.copy.end),
        "source": _window(record.source, difference.source.start, difference.source.end),
        "replacement": difference.replacement[:LONGEST],
        "evidence": difference.evidence,
        "explanations": of_shares(difference.explanations),
    }


def _window(text: str, start: int, end: int) -> list[str]:
    """What stands before a span, in it, and behind it."""
    span = text[start:end]
    if len(span) > LONGEST:
        span = span[: LONGEST // 2] + " … " + span[-LONGEST // 2 :]
    before, behind = text[max(start - WINDOW, 0) : start], text[end : end + WINDOW]
    if start > WINDOW and " " in before:
        before = "… " + before.partition(" ")[2].lstrip()
    if end + WINDOW < len(text) and " " in behind:
        behind = behind.rpartition(" ")[0].rstrip() + " …"
    return [before, span, behind]
