"""Candidates: the few sources that share the most telling n-grams or words with a copy, to be looked at closely.

There are two votes, one by n-grams and one by marks (single words, or the short n-grams of a headline): n-grams know
the order, and words survive where damage is dense. Each votes with its worth times the logarithm of how rare it is. A
copy's n-grams are asked from the rarest on, until they have met `BUDGET` postings: what half the library shares is left
out, and the left-out are counted. The best of both votes are candidates.
`restore.find.index.sql` says the same in SQL, for engines on many machines; both give the same candidates in the same
order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Self

import numpy as np
from numpy.typing import NDArray

from restore.find.fingerprints import Fingerprint, Grams
from restore.find.pieces import Ids

Numbers = NDArray[np.int32]

BUDGET = 20_000  # postings of n-grams met for one copy
MARKS_BUDGET = 25_000  # and of marks
MOST = 12  # candidates for one copy by either vote
TELLING = 10  # times weaker than the best of its vote, a candidate is not worth a close look
SCALE = 100  # weights are whole numbers, so that sums are the same in any order


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that shares n-grams, or marks, with a copy, and their weight together."""

    document: int
    weight: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """The best candidates for one copy, best first, and how many of the copy's n-grams were too common to be asked."""

    best: Sequence[Candidate]
    capped: int = 0


def interleaved(by_grams: Sequence[Candidate], by_marks: Sequence[Candidate]) -> Sequence[Candidate]:
    """The best by either vote in turn, each document once, without those far behind the best of their vote."""
    found: dict[int, Candidate] = {}
    for pair in zip_longest(_telling(by_grams), _telling(by_marks)):
        for each in pair:
            if each and each.document not in found:
                found[each.document] = each
    return tuple(found.values())


def _telling(ranked: Sequence[Candidate]) -> Sequence[Candidate]:
    return [each for each in ranked if TELLING * each.weight >= ranked[0].weight]


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """The n-grams, or the marks, that a copy asks with, the rarest first, with the number of documents that have each.

    `capped` more were too common.
    """

    grams: Grams
    counts: Ids
    capped: int


@dataclass(frozen=True, slots=True)
class Vote:
    """What a copy asks with in either vote."""

    by_grams: Chosen
    by_marks: Chosen

    @property
    def rows(self) -> int:
        """How many postings it meets."""
        return int(self.by_grams.counts.sum() + self.by_marks.counts.sum())


def vote_of(asked: Grams, counts: Ids) -> Vote:
    """What a copy asks with of its n-grams and marks, each of which stands once, in `counts` documents each."""
    marks = asked < 0
    return Vote(_chosen(asked[~marks], counts[~marks], BUDGET), _chosen(asked[marks], counts[marks], MARKS_BUDGET))


def _chosen(asked: Grams, counts: Ids, budget: int) -> Chosen:
    found = counts > 0
    asked, counts = asked[found], counts[found]
    rarest = np.lexsort((asked, counts))
    asked, counts = asked[rarest], counts[rarest]
    kept = _within(budget, counts)
    return Chosen(asked[:kept], counts[:kept], len(counts) - kept)


def _within(budget: int, counts: Ids) -> int:
    """How many of the counts, which grow, fit into the budget; the first always does."""
    return max(int(np.searchsorted(np.cumsum(counts), budget, side="right")), min(len(counts), 1))


class GramPostings:
    """Which documents have an n-gram or a mark, of a library of `size`: in rows, each with what it counts for.

    Of an n-gram that is asked for all rows must be there.
    """

    def __init__(self, grams: Grams, documents: Numbers, worth: Numbers, size: int) -> None:
        order = np.argsort(grams, kind="stable")
        self._grams, self._documents, self._worth = grams[order], documents[order], worth[order]
        self._size = size

    @classmethod
    def of(cls, fingerprints: Sequence[Fingerprint]) -> Self:
        """Those of a library in memory."""
        nothing = np.empty(0, dtype=np.int64)
        sizes = [len(each.grams) for each in fingerprints]
        grams = np.concatenate([nothing, *(each.grams for each in fingerprints)])
        worth = np.concatenate([nothing, *(each.worth for each in fingerprints)]).astype(np.int32)
        return cls(grams, np.repeat(np.arange(len(sizes), dtype=np.int32), sizes), worth, len(sizes))

    def counts(self, asked: Grams) -> Ids:
        """How many documents have each."""
        return np.searchsorted(self._grams, asked, side="right") - np.searchsorted(self._grams, asked, side="left")

    def candidates(self, vote: Vote) -> Candidates:
        """The documents that share the most with a copy, by either vote."""
        best = interleaved(self._ranked(vote.by_grams), self._ranked(vote.by_marks))
        return Candidates(best, vote.by_grams.capped)

    def _ranked(self, chosen: Chosen) -> list[Candidate]:
        counts = chosen.counts
        if not len(counts):
            return []
        first = np.searchsorted(self._grams, chosen.grams, side="left")
        rows = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) + np.arange(counts.sum())
        rarity = np.floor(SCALE * np.log(1 + self._size / counts)).astype(np.int64)
        votes = np.multiply(np.repeat(rarity, counts), self._worth[rows], dtype=np.int64)
        return _best(self._documents[rows], votes)


def _best(documents: Numbers, votes: Ids) -> list[Candidate]:
    """The documents with the most votes, of at least one; sorted, since a table of all takes longer than the few."""
    order = np.argsort(documents)
    documents = documents[order]
    first = np.flatnonzero(np.diff(documents, prepend=-1))
    found, weights = documents[first], np.add.reduceat(votes[order], first)
    if len(found) > 4 * MOST:
        least = np.partition(weights, len(weights) - MOST)[len(weights) - MOST]
        found, weights = found[weights >= least], weights[weights >= least]
    best = np.lexsort((found, -weights))[:MOST]
    return [Candidate(int(found[i]), int(weights[i])) for i in best]
