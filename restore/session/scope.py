"""What an answer for many would touch, told before it happens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restore.differences import Decision
from restore.repair import Policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from restore.session.session import Session


@dataclass(frozen=True, slots=True)
class Scope:
    """Items an answer is about to be given to; those that a person answered before are left out, and counted."""

    indices: Sequence[int]
    shown: int
    answered: int
    codes: Mapping[str, int]
    lowest: float

    def __str__(self) -> str:
        counted = f"{len(self.indices)} of {self.shown} shown"
        return counted + (f"; {self.answered} answered before stay" if self.answered else "")


def scope_of(session: Session, indices: Iterable[int]) -> Scope:
    """What a bulk over these items touches: all of them when each was answered before, else only the others."""
    shown = list(indices)
    open_ones = [i for i in shown if session.ruling(i).answer in {None, "skip", "open"}]
    chosen = open_ones or shown
    differences = [session.items[i].difference for i in chosen]
    return Scope(
        chosen,
        len(shown),
        len(shown) - len(chosen),
        dict(Counter(str(d.code) for d in differences).most_common()),
        min((d.confidence for d in differences), default=0.0),
    )


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a threshold would do to all that no person has answered."""

    threshold: float
    applies: int
    leaves: int


class Thresholds:
    """Answers what a threshold would do without deciding anything; made once, asked at every key."""

    def __init__(self, session: Session) -> None:
        all_in = Policy(threshold=0.0, select=session.policy.select, ignore=session.policy.ignore)
        asked = [i.difference for i in session.items if session.ledger.ruling(i.key).answer is None]
        decisions = [(all_in.decide(d), d.confidence) for d in asked]
        self._sure = sorted(confidence for decision, confidence in decisions if decision is Decision.APPLY)
        self._left = sum(decision is Decision.REVIEW for decision, _ in decisions)

    def at(self, threshold: float) -> WhatIf:
        """Count."""
        from bisect import bisect_left

        below = bisect_left(self._sure, threshold)
        return WhatIf(threshold, len(self._sure) - below, below + self._left)
