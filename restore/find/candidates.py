"""Candidates: the few sources that share the most telling n-grams with a copy, to be looked at closely.

An n-gram votes with the step it was sampled by times the logarithm of how rare it is. A copy's n-grams are asked from
the rarest on, until they have met `BUDGET` postings: what half the library shares is left out, and the left-out are
counted. `restore.find.sql` says the same in SQL; both give the same candidates in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from restore.find.fingerprints import Fingerprint, Grams
from restore.find.pieces import Ids

Numbers = NDArray[np.int32]

BUDGET = 50_000  # postings met for one copy
MOST = 32  # candidates for one copy
_TELLING = 0.1
SCALE = 100  # weights are whole numbers, so that sums are the same in any order


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that shares n-grams with a copy: their weight together, and how many they are."""

    document: int
    weight: int
    shared: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """The best candidates for one copy, best first, and how many of the copy's n-grams were too common to be asked."""

    best: Sequence[Candidate]
    capped: int = 0

    @property
    def telling(self) -> Sequence[Candidate]:
        """Those that are worth a close look beside the best one."""
        return [each for each in self.best if each.weight >= _TELLING * self.best[0].weight]


class Postings:
    """The fingerprints of a library in memory: which documents have an n-gram."""

    def __init__(self, fingerprints: Sequence[Fingerprint]) -> None:
        sizes = [len(each.grams) for each in fingerprints]
        grams = np.concatenate([each.grams for each in fingerprints]) if sizes else np.empty(0, dtype=np.int64)
        documents = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        order = np.argsort(grams, kind="stable")
        self._grams, self._documents = grams[order], documents[order]
        self._steps = np.array([each.step for each in fingerprints], dtype=np.int64)

    def candidates(self, asked: Grams, most: int = MOST) -> Candidates:
        """The documents that share the most with these n-grams, each of which must stand once in `asked`."""
        first = np.searchsorted(self._grams, asked, side="left")
        counts = np.searchsorted(self._grams, asked, side="right") - first
        found = counts > 0
        first, counts, asked = first[found], counts[found], asked[found]
        rarest = np.lexsort((asked, counts))
        first, counts = first[rarest], counts[rarest]
        kept = _within_budget(counts)
        capped = int(len(counts) - kept)
        if not kept:
            return Candidates((), capped)
        first, counts = first[:kept], counts[:kept]
        rows = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) + np.arange(counts.sum())
        rarity = np.floor(SCALE * np.log(1 + len(self._steps) / counts)).astype(np.int64)
        return Candidates(self._ranked(self._documents[rows], np.repeat(rarity, counts), most), capped)

    def _ranked(self, documents: Numbers, rarity: Ids, most: int) -> list[Candidate]:
        shared = np.bincount(documents, minlength=len(self._steps))
        found = np.flatnonzero(shared)
        # Sums of whole numbers below 2**53 are exact in floating point.
        weights = np.bincount(documents, weights=rarity, minlength=len(self._steps))[found].astype(np.int64)
        weights *= self._steps[found]
        if len(found) > 4 * most:
            least = np.partition(weights, len(weights) - most)[len(weights) - most]
            found, weights = found[weights >= least], weights[weights >= least]
        best = np.lexsort((found, -weights))[:most]
        return [Candidate(int(found[i]), int(weights[i]), int(shared[found[i]])) for i in best]


def _within_budget(counts: Ids) -> int:
    """How many of the counts, which grow, fit into the budget; the first always does."""
    return max(int(np.searchsorted(np.cumsum(counts), BUDGET, side="right")), min(len(counts), 1))
