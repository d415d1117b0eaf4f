"""Boosted decision trees as data, and a curve that turns their score into a probability.

Friedman, Greedy function approximation: a gradient boosting machine (2001); isotonic calibration: Zadrozny and Elkan
(2002). Trees are fitted elsewhere (restore/bench/fit.py) and stored as JSON; here they are only walked.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from restore.aligner import compiled

LEAF = -1


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees in one table of nodes.

    Node k asks whether number `features[k]` of a row is at most `thresholds[k]`; a leaf (feature -1) holds its value
    there.
    """

    base: float
    roots: array[int]
    features: array[int]
    thresholds: array[float]
    lefts: array[int]
    rights: array[int]

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Forest:
        """From the lists of a JSON object with these names."""
        return cls(
            stored["base"],
            array("i", stored["roots"]),
            array("i", stored["features"]),
            array("d", stored["thresholds"]),
            array("i", stored["lefts"]),
            array("i", stored["rights"]),
        )

    def scores(self, rows: Sequence[tuple[float, ...]]) -> list[float]:
        """A probability for each row of numbers, not yet calibrated."""
        if compiled.CORE is not None:
            sums = compiled.CORE.leaves(self.roots, self.features, self.thresholds, self.lefts, self.rights, list(rows))
        else:
            sums = [self._sum(row) for row in rows]
        return [1 / (1 + exp(-max(min(self.base + total, 30.0), -30.0))) for total in sums]

    def _sum(self, row: tuple[float, ...]) -> float:
        total = 0.0
        for root in self.roots:
            node = root
            while (feature := self.features[node]) != LEAF:
                node = self.lefts[node] if row[feature] <= self.thresholds[node] else self.rights[node]
            total += self.thresholds[node]
        return total


@dataclass(frozen=True, slots=True)
class Curve:
    """A rising line through points: what share of repairs with this score was right."""

    scores: Sequence[float]
    shares: Sequence[float]

    def at(self, score: float) -> float:
        """The share at a score, on the straight line between the nearest points.

        >>> Curve([0.0, 1.0], [0.1, 0.9]).at(0.5)
        0.5
        """
        k = bisect_right(self.scores, score)
        if k in {0, len(self.scores)}:
            return self.shares[min(k, len(self.shares) - 1)]
        x0, x1, y0, y1 = self.scores[k - 1], self.scores[k], self.shares[k - 1], self.shares[k]
        return y0 + (y1 - y0) * (score - x0) / (x1 - x0)
