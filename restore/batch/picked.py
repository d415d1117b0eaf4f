"""What a report shows of single records: the most damaged, the slowest, and examples of differences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from restore.batch.counts import Decided
from restore.batch.records import Id, Record
from restore.differences import Difference, Share
from restore.values import dataclass
from restore.wire import of_shares, to_shares

WINDOW = 90  # characters of context on either side of an example: a line or so, in a page of two columns
LONGEST = 600  # characters of an example's spans, beyond which they are cut: a paragraph can still be read whole


@dataclass(frozen=True, slots=True)
class WorstRecord:
    """A record much of which was damaged. `fidelity` is the copy's as it came."""

    id: Id
    line: int
    characters: int
    differences: int
    fidelity: float
    decided: Decided

    @property
    def rank(self) -> tuple[float, int]:
        """How much of the text disagrees, not which share: three words all wrong are less than a page half wrong."""
        return -round((1 - self.fidelity) * self.characters, 3), self.line

    def to_json(self) -> dict[str, Any]:
        """Plain values; decisions that nobody took are left out."""
        return {
            "id": self.id, "line": self.line, "characters": self.characters, "differences": self.differences,
            "fidelity": self.fidelity, **{name: count for name, count in self.decided.to_json().items() if count},
        }  # fmt: skip

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> WorstRecord:
        """One from its plain values."""
        names = ("id", "line", "characters", "differences", "fidelity")
        return cls(**{name: values[name] for name in names}, decided=Decided.of(values))


@dataclass(frozen=True, slots=True)
class SlowRecord:
    """A record that took long."""

    id: Id
    line: int
    characters: int
    differences: int
    seconds: float

    @property
    def rank(self) -> tuple[float, int]:
        """The slowest first."""
        return -self.seconds, self.line

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "id": self.id, "line": self.line, "characters": self.characters, "differences": self.differences,
            "seconds": self.seconds,
        }  # fmt: skip

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> SlowRecord:
        """One from its plain values."""
        return cls(*(values[name] for name in ("id", "line", "characters", "differences", "seconds")))


@dataclass(frozen=True, slots=True)
class SpanInContext:
    """A span of a text, and what stands before and behind it."""

    before: str
    span: str
    behind: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> SpanInContext:
        """What stands around text[start:end], to a word's end."""
        span = text[start:end]
        if len(span) > LONGEST:
            span = span[: LONGEST // 2] + " … " + span[-LONGEST // 2 :]
        before, behind = text[max(start - WINDOW, 0) : start], text[end : end + WINDOW]
        if start > WINDOW and " " in before:
            before = "… " + before.partition(" ")[2].lstrip()
        if end + WINDOW < len(text) and " " in behind:
            behind = behind.rpartition(" ")[0].rstrip() + " …"
        return cls(before, span, behind)

    def to_json(self) -> list[str]:
        """Plain values."""
        return [self.before, self.span, self.behind]


@dataclass(frozen=True, slots=True)
class PickedDifference:
    """A difference as an example of its kind; `key` is what it was drawn by."""

    key: str
    id: Id
    difference: str
    confidence: float
    copy: SpanInContext
    source: SpanInContext
    replacement: str
    evidence: str
    explanations: tuple[Share, ...]

    @classmethod
    def of(cls, key: str, difference: Difference, record: Record) -> PickedDifference:
        """A difference with what stands around it on either side."""
        return cls(
            key,
            record.id,
            difference.id,
            difference.confidence,
            SpanInContext.of(record.copy, difference.copy.start, difference.copy.end),
            SpanInContext.of(record.source, difference.source.start, difference.source.end),
            difference.replacement[:LONGEST],
            difference.evidence,
            difference.explanations,
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "key": self.key, "id": self.id, "difference": self.difference, "confidence": self.confidence,
            "copy": self.copy.to_json(), "source": self.source.to_json(), "replacement": self.replacement,
            "evidence": self.evidence, "explanations": of_shares(self.explanations),
        }  # fmt: skip

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> PickedDifference:
        """One from its plain values."""
        return cls(
            **{name: values[name] for name in ("key", "id", "difference", "confidence", "replacement", "evidence")},
            copy=SpanInContext(*values["copy"]),
            source=SpanInContext(*values["source"]),
            explanations=to_shares(values["explanations"]),
        )
