"""What a reviewer says of a difference, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from restore.differences import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping


class Key(NamedTuple):
    """The stable name of a difference in a session: its document's id and its own."""

    document: str
    difference: str


class Answer(StrEnum):
    """What a person answered."""

    APPLY = "apply"  # the copy's span becomes the replacement
    KEEP = "keep"  # the copy stays as it is
    SKIP = "skip"  # later, after all the others
    OPEN = "open"  # a threshold's decision taken back: somebody is to look at it


class State(StrEnum):
    """Where a difference stands: a person's answer, or what the policy decided."""

    OPEN = "open"
    APPLIED = "applied"
    KEPT = "kept"
    SKIPPED = "skipped"


STATE_OF: Mapping[Answer | Decision, State] = {
    Answer.APPLY: State.APPLIED,
    Answer.KEEP: State.KEPT,
    Answer.SKIP: State.SKIPPED,
    Answer.OPEN: State.OPEN,
    Decision.REVIEW: State.OPEN,
}
DECISION_OF: Mapping[State, Decision] = {
    State.OPEN: Decision.REVIEW,
    State.SKIPPED: Decision.REVIEW,
    State.APPLIED: Decision.APPLY,
    State.KEPT: Decision.KEEP,
}
LEFT = frozenset({State.OPEN, State.SKIPPED})  # what is left to decide


@dataclass(frozen=True, slots=True)
class Ruling:
    """All that people said of one difference. Without an answer the policy's decision holds.

    `replacement` is what a reviewer wrote in place of the proposal, None for the proposal itself.
    """

    answer: Answer | None = None
    replacement: str | None = None
    note: str = ""
    flagged: bool = False


NOTHING_SAID = Ruling()


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """How far a review has come. `open` is what nobody and no threshold has decided; skipped ones come back."""

    total: int
    applied: int
    kept: int
    skipped: int
    open: int

    @property
    def left(self) -> int:
        """What still wants a decision."""
        return self.open + self.skipped
