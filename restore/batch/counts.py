"""How many records and differences there were, by what became of them."""

from __future__ import annotations

from collections.abc import Mapping

from restore.differences import Decision
from restore.values import dataclass


@dataclass(frozen=True, slots=True)
class Decided:
    """How many differences were applied, kept as the copy has them, and left to a person."""

    apply: int = 0
    keep: int = 0
    review: int = 0

    @classmethod
    def of(cls, counted: Mapping[str, int]) -> Decided:
        """Out of counts by decision."""
        return cls(*(counted.get(decision.value, 0) for decision in (Decision.APPLY, Decision.KEEP, Decision.REVIEW)))

    @property
    def total(self) -> int:
        """All of them."""
        return self.apply + self.keep + self.review

    def number(self, decision: Decision) -> int:
        """How many were decided so."""
        return {Decision.APPLY: self.apply, Decision.KEEP: self.keep, Decision.REVIEW: self.review}[decision]

    def to_json(self) -> dict[str, int]:
        """Plain values."""
        return {decision.value: self.number(decision) for decision in Decision}


@dataclass(frozen=True, slots=True)
class Totals:
    """A run's records, and the differences of all of them: `left` records have some that a person has to look at."""

    read: int
    restored: int
    rejected: int
    left: int
    untouched: int
    differences: Decided
