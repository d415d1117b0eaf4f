"""How sure an engine was of the words that it read, by where they stand in the text: pages with their layout say so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from restore.values import dataclass


@dataclass(frozen=True, slots=True)
class EngineConfidences:
    """The engine's confidences, from 0 to 1, for the characters [starts[i], ends[i]) of a text, in its order.

    >>> read = EngineConfidences([0, 5], [4, 11], [0.91, 0.34])
    >>> read.lowest(0, 11), read.lowest(7, 8), read.lowest(4, 5)
    (0.34, 0.34, None)
    """

    starts: Sequence[int]
    ends: Sequence[int]
    values: Sequence[float]

    def lowest(self, start: int, end: int) -> float | None:
        """The lowest of the words that characters [start, end) are of; None where the engine says nothing of them."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return min(self.values[first:last], default=None)
