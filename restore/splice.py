"""What becomes of stretches of the copy: splices, and plans of them."""

from __future__ import annotations

from collections.abc import Sequence

from restore.modules import worded
from restore.values import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """Copy characters [start, end) become `text`; `rank` orders splices at one offset (the source's order)."""

    start: int
    end: int
    text: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Splices in the copy's order that do not overlap.

    Raises:
        ValueError: they do.
    """

    splices: Sequence[Splice] = ()

    def __hash__(self) -> int:
        return hash(tuple(self.splices))

    def __post_init__(self) -> None:
        at = 0
        for splice in self.splices:
            start, end = splice.start, splice.end
            if not at <= start <= end:
                raise ValueError(f"splices overlap at offset {start}")
            at = end


worded(Splice, Plan)
