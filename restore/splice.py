"""What becomes of a stretch of the copy: what plans are made of."""

from __future__ import annotations

from restore.modules import worded
from restore.values import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """Copy characters [start, end) become `text`; `rank` orders splices at one offset (the source's order)."""

    start: int
    end: int
    text: str
    rank: int = 0


worded(Splice)
