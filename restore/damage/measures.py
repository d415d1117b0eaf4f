"""The measures of a score: counts that add up over many pairs, and what is worked out from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from operator import add

BINS = 10  # of confidence: the tenths that a reliability diagram mostly has


@dataclass(frozen=True, slots=True)
class Counts:
    """Found and true, found but not true, true but not found."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    @classmethod
    def of(cls, true: frozenset[object], found: frozenset[object]) -> Counts:
        """What two sets have in common, and what each has alone.

        >>> Counts.of(frozenset("ab"), frozenset("bcd"))
        Counts(hits=1, extra=2, missed=1)
        """
        return cls(len(true & found), len(found - true), len(true - found))

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what was found that is true; 1 when nothing was found."""
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of what is true that was found; 1 when there was nothing to find."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 1 when there was nothing to find and nothing was found."""
        whole = 2 * self.hits + self.extra + self.missed
        return 2 * self.hits / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class Proportion:
    """So many of so many; `value` is 0 of nothing."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: Proportion) -> Proportion:
        return Proportion(self.part + other.part, self.whole + other.whole)

    @property
    def value(self) -> float:
        """Between 0 and 1."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Reliability:
    """How often repairs of a confidence were right: by bin, claims, their summed confidence, how many were right."""

    claims: tuple[int, ...] = (0,) * BINS
    confidence: tuple[float, ...] = (0.0,) * BINS
    right: tuple[int, ...] = (0,) * BINS

    @classmethod
    def of(cls, claims: Iterable[tuple[float, bool]]) -> Reliability:
        """Of claims, each with its confidence and whether it was right.

        >>> Reliability.of([(0.95, True), (0.97, False)]).claims[9]
        2
        """
        found, confidence, hits = [0] * BINS, [0.0] * BINS, [0] * BINS
        for sure, right in claims:
            place = min(int(sure * BINS), BINS - 1)
            found[place] += 1
            confidence[place] += sure
            hits[place] += right
        return cls(tuple(found), tuple(confidence), tuple(hits))

    def __add__(self, other: Reliability) -> Reliability:
        return Reliability(*(tuple(map(add, getattr(self, f.name), getattr(other, f.name))) for f in fields(self)))

    @property
    def error(self) -> float:
        """Expected calibration error, 0 to 1 (Naeini et al. 2015): |confidence - share right|, weighted by claims."""
        gaps = (abs(c - r) for c, r in zip(self.confidence, self.right, strict=True))
        return sum(gaps) / max(sum(self.claims), 1)


@dataclass(frozen=True, slots=True)
class Score:
    """All measures of one pair, or of many added up.

    Attributes:
        all_spans: every difference, moves among them, exact spans; causes are not compared.
        entity_spans: intruding or doubled mentions, exact spans.
        entity_whole: the same, where the copy's span is the gold's to the token: the mention was kept whole.
        entity_words: copy tokens in entity differences.
        flagged_words: copy tokens in any insertion or replacement.
        honest_called_entity: copy tokens of honest revisions that stand in a predicted entity difference.
        reliability: confidence against being right, over all differences but moves.
    """

    all_spans: Counts = field(default_factory=Counts)
    entity_spans: Counts = field(default_factory=Counts)
    entity_whole: Counts = field(default_factory=Counts)
    entity_words: Counts = field(default_factory=Counts)
    flagged_words: Counts = field(default_factory=Counts)
    honest_called_entity: Proportion = field(default_factory=Proportion)
    reliability: Reliability = field(default_factory=Reliability)

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))
