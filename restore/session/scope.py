"""What an answer for many would touch, told before it happens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restore.differences import Decision
from restore.repair import Policy
from restore.session.ruling import STATE_OF, Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from restore.session.session import Session


@dataclass(frozen=True, slots=True)
class Scope:
    """Items an answer is about to be given to; those that a person answered before are left out, and counted.

    `changes` of them stand otherwise now; `codes` and the `lowest` confidence are theirs, where there are any.
    """

    indices: Sequence[int]
    shown: int
    answered: int
    changes: int
    codes: Mapping[str, int]
    lowest: float

    def __str__(self) -> str:
        counted = f"{len(self.indices)} of {self.shown} shown"
        return counted + (f"; {self.answered} answered before stay" if self.answered else "")

    @property
    def told(self) -> str:
        """How many of them change.

        >>> Scope(range(238), 238, 0, 8, {}, 0.5).told, Scope([1], 1, 0, 1, {}, 0.5).told
        ('8 change, 230 stand so already', '1 changes')
        """
        same = len(self.indices) - self.changes
        stay = f"{same} {'stand' if same > 1 else 'stands'} so already"
        if not self.changes:
            return f"nothing changes: {stay}"
        return f"{self.changes} {'change' if self.changes > 1 else 'changes'}" + (f", {stay}" if same else "")


def scope_of(session: Session, indices: Iterable[int], answer: Answer) -> Scope:
    """What a bulk over these items touches: all of them when each was answered before, else only the others."""
    shown = list(indices)
    open_ones = [i for i in shown if session.ruling(i).answer in {None, "skip", "open"}]
    return made_scope(session, open_ones or shown, shown, answer)


def made_scope(session: Session, chosen: Sequence[int], shown: Sequence[int], answer: Answer | None) -> Scope:
    """A scope of these items; without an answer yet all of them would change."""
    changing = [i for i in chosen if answer is None or session.state(i) is not STATE_OF[answer]]
    differences = [session.items[i].difference for i in changing or chosen]
    return Scope(
        chosen,
        len(shown),
        len(shown) - len(chosen),
        len(changing),
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
