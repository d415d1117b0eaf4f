"""The answer to the question which source a copy came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from restore.excerpt import Excerpt
from restore.find.documents import Id
from restore.find.pieces import Level, Stretch


@dataclass(frozen=True, slots=True)
class CopiedSpan:
    """A passage of the copy and where its source has it, in characters."""

    copy: Stretch
    source: Stretch


@dataclass(frozen=True, slots=True)
class SourcePart:
    """One source of a copy: how sure it is that the spans come from it, and the share of the copy that they make up."""

    source: Id
    score: float
    share: float
    spans: Sequence[CopiedSpan]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a copy came from.

    `source` is None when no document of the library is likely enough; `score` is then that of the likeliest, which is
    the runner-up. `parts` has the source first, and after it those that other passages of a patched copy came from.
    `excerpt` is the part of the source that the copy covers, where it is of no more, as a page of a book. `twins` are
    sources with the same words as the one named. `capped` n-grams were too common in the library to be asked.
    """

    id: Id
    source: Id | None
    score: float
    runner_up: Id | None = None
    runner_up_score: float = 0.0
    level: Level = Level.WORDS
    parts: Sequence[SourcePart] = ()
    twins: Sequence[Id] = ()
    capped: int = 0
    number: int | None = None
    excerpt: Excerpt | None = None

    @property
    def margin(self) -> float:
        """How much likelier the source is than the runner-up."""
        return round(self.score - self.runner_up_score, 4) if self.source is not None else 0.0

    @property
    def coverage(self) -> float:
        """The share of the copy that its sources cover together."""
        return round(min(sum((part.share for part in self.parts), 0.0), 1.0), 4)
