"""The value that carries a difference, and those that it is made of."""

from __future__ import annotations

from typing import Final

from restore.codes import DAMAGE, Cause, Code, Decision, Explanation, Op, Selector
from restore.modules import worded
from restore.values import dataclass

__all__ = [
    "DAMAGE", "Cause", "Code", "Decision", "Difference", "Explanation", "Op", "Place", "Selector", "Share", "Span",
]  # fmt: skip

_REVIEW: Final = Decision.REVIEW


@dataclass(frozen=True, slots=True)
class Share:
    """How likely an explanation is for one difference, 0 to 1."""

    explanation: Explanation
    share: float


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one text: `raw[start:end] == text`, in code points."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"no such span: {self.start}..{self.end} of {len(self.text)} characters")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the source, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A copy span and a source span that do not say the same.

    `op` and `cause` are those of its code; `decided` gives the same with another decision.
    """

    id: str  # of the words and those around them: the same in a copy scraped anew
    code: Code  # what the copy did, and what it was
    copy: Span  # where in the copy; empty where the copy lacks something
    source: Span  # where in the source; empty where the source lacks something
    replacement: str  # what the copy's span becomes when the repair is applied, in the copy's own convention
    confidence: float  # the probability that applying the repair is right, in its spans and its cause
    evidence: str  # one line that a person can check
    origin: Place | None = None  # where in the source an intruder or a moved block comes from
    within: str | None = None  # the id of the move whose block this difference stands in
    target: int | None = None  # of a move: the offset of the copy to which the block goes
    decision: Decision = _REVIEW  # what a policy or a person said of it
    explanations: tuple[Share, ...] = ()  # the rivals with a share of 0.01 and more, likeliest first

    def decided(self, decision: Decision) -> Difference:
        """The same difference with this decision; built outright, `dataclasses.replace` takes several times as long."""
        if decision is self.decision:
            return self
        return Difference(
            self.id, self.code, self.copy, self.source, self.replacement, self.confidence, self.evidence, self.origin,
            self.within, self.target, decision, self.explanations,
        )  # fmt: skip

    @property
    def op(self) -> Op:
        """The operation of its code."""
        return self.code.op

    @property
    def cause(self) -> Cause:
        """The cause of its code."""
        return self.code.cause


worded(Share, Span, Place, Difference)
