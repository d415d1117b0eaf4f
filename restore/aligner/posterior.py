"""How probable each difference of a path is, among all paths through its gap.

Forward and backward sums over the lattice (Durbin et al., Biological Sequence Analysis, 1998, chapter 4). A
difference's probability is the weight of all paths that have just this difference, spans exact, however its copy tokens
fall into mentions; so two places that an edit could have as well share their probability. Rows carry a scale of their
own, so that long gaps do not underflow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp, inf, log

from restore.aligner.lattice import Gap, Jump, M, Pairing, Step

Row = list[float]
LEAST = 1e-200  # weights below are scaled up, so that those of long stretches do not vanish


@dataclass(frozen=True, slots=True)
class _Weights:
    """The gap's costs as weights, found by where steps begin."""

    opening: float
    inserts: Row
    eats: Row
    firsts: Row  # to begin a difference by eating
    pairings: dict[tuple[int, int], list[Pairing]]
    jumps: dict[int, list[Jump]]

    @classmethod
    def of(cls, gap: Gap) -> _Weights:
        pairings: dict[tuple[int, int], list[Pairing]] = {}
        for pairing in gap.pairings:
            pairings.setdefault((pairing.copy - pairing.copies, pairing.source - pairing.sources), []).append(pairing)
        jumps: dict[int, list[Jump]] = {}
        for jump in gap.jumps:
            jumps.setdefault(jump.start, []).append(jump)
        return cls(
            exp(-gap.costs.open / 1000),
            [exp(-c / 1000) for c in gap.inserts],
            [exp(-c / 1000) for c in gap.eats],
            [exp(-(gap.costs.open + c) / 1000) for c in gap.lost],
            pairings,
            jumps,
        )


@dataclass(frozen=True, slots=True)
class _Backward:
    """Per row: the weight of all ways on from a cell, after a match, and after a difference has ended."""

    matched: list[Row]
    ended: list[Row]
    scale: Row


def _backward(gap: Gap, weights: _Weights) -> _Backward:
    rows, columns = len(gap.inserts) + 1, len(gap.eats) + 1
    matched, ended, inserted = ([[0.0] * columns for _ in range(rows)] for _ in range(3))
    scale = [0.0] * (rows + 1)
    for i in range(rows - 1, -1, -1):
        base = scale[i + 1]
        ways = [(inserted[i + 1], weights.inserts[i])] if i + 1 < rows else []
        ways += [(inserted[j.end], exp(scale[j.end] - base - j.cost / 1000)) for j in weights.jumps.get(i, ())]
        eaten = 0.0
        for j in range(columns - 1, -1, -1):
            end = 1.0 if i + 1 == rows and j + 1 == columns else 0.0
            for pairing in weights.pairings.get((i, j), ()):
                row = i + pairing.copies
                end += matched[row][j + pairing.sources] * exp(scale[row] - base - pairing.cost / 1000)
            eat = eaten * weights.eats[j] if j + 1 < columns else 0.0
            insert = sum(row[j] * weight for row, weight in ways)
            ended[i][j] = end
            first = weights.firsts[j] if j + 1 < columns else 0.0
            matched[i][j] = end + first * eat + weights.opening * insert
            inserted[i][j] = end + eat + insert
            eaten = end + eat
        largest = max(inserted[i]) or 1.0
        scale[i] = base + log(largest)
        for table in (matched[i], ended[i], inserted[i]):
            table[:] = [value / largest for value in table]
    return _Backward(matched, ended, scale)


@dataclass(frozen=True, slots=True)
class _Forward:
    """Per row: the weight of all ways to a cell that end in a match there, and of all ways to it."""

    matched: list[Row]
    all: list[Row]
    scale: Row


def _forward(gap: Gap, weights: _Weights) -> _Forward:
    rows, columns = len(gap.inserts) + 1, len(gap.eats) + 1
    matched, inserted, every = ([[0.0] * columns for _ in range(rows)] for _ in range(3))
    scale = [0.0] * rows
    pairings = _by_end(gap.pairings)
    landing: dict[int, list[Jump]] = {}
    for jump in gap.jumps:
        landing.setdefault(jump.end, []).append(jump)
    for i in range(rows):
        base = scale[i - 1] if i else 0.0
        ways = [(i - 1, weights.inserts[i - 1])] if i else []
        ways += [(j.start, exp(scale[j.start] - base - j.cost / 1000)) for j in landing.get(i, ())]
        eaten = 0.0
        for j in range(columns):
            match = 1.0 if not i and not j else 0.0
            for pairing in pairings.get((i, j), ()):
                row = i - pairing.copies
                match += every[row][j - pairing.sources] * exp(scale[row] - base - pairing.cost / 1000)
            insert = sum((matched[row][j] * weights.opening + inserted[row][j]) * weight for row, weight in ways)
            if j:
                before = matched[i][j - 1] * weights.firsts[j - 1] + inserted[i][j - 1] + eaten
                eaten = before * weights.eats[j - 1]
            matched[i][j], inserted[i][j], every[i][j] = match, insert, match + insert + eaten
        largest = max(every[i]) or 1.0
        scale[i] = base + log(largest)
        for table in (matched[i], inserted[i], every[i]):
            table[:] = [value / largest for value in table]
    return _Forward(matched, every, scale)


def _by_end(pairings: Sequence[Pairing]) -> dict[tuple[int, int], list[Pairing]]:
    ends: dict[tuple[int, int], list[Pairing]] = {}
    for pairing in pairings:
        ends.setdefault((pairing.copy, pairing.source), []).append(pairing)
    return ends


@dataclass(frozen=True, slots=True)
class _Sums:
    """A gap with both sums over its lattice; `total` is the logarithm of the weight of all its paths."""

    gap: Gap
    weights: _Weights
    forward: _Forward
    backward: _Backward
    total: float

    @classmethod
    def of(cls, gap: Gap) -> _Sums:
        weights = _Weights.of(gap)
        backward = _backward(gap, weights)
        weight = backward.matched[0][0]  # none left to a number, where one stretch is too long to be anything else
        total = (log(weight) if weight else -inf) + backward.scale[0]
        return cls(gap, weights, _forward(gap, weights), backward, total)

    def match(self, step: Step) -> float:
        """The share of paths that take this match."""
        i, j = step.copy - step.copies, step.source - step.sources
        cost = min(
            p.cost for p in self.gap.pairings
            if (p.copy, p.source, p.copies, p.sources) == (step.copy, step.source, step.copies, step.sources)
        )  # fmt: skip
        weight = self.forward.all[i][j] * self.backward.matched[step.copy][step.source]
        return _share(weight, self.forward.scale[i] + self.backward.scale[step.copy] - cost / 1000 - self.total)

    def difference(self, run: Sequence[Step]) -> float:
        """The share of paths that have just this difference."""
        first, last = run[0], run[-1]
        i, j = first.copy - first.copies, first.source - first.sources
        first_lost = self.gap.lost[j] if i == last.copy else 0
        cost = self.gap.costs.open + first_lost + sum(self.gap.eats[j : last.source])
        weight = self.forward.matched[i][j] * self.backward.ended[last.copy][last.source]
        exponent = self.forward.scale[i] + self.backward.scale[last.copy] - cost / 1000 - self.total
        return _share(weight, exponent + _inserted(self.weights, i, last.copy))


def posteriors(gap: Gap, path: Sequence[Step]) -> Iterator[float]:
    """For each step of a path the probability of the difference, or of the match, that it belongs to."""
    sums = _Sums.of(gap)
    for is_match, steps in groupby(path, key=lambda step: step.state == M):
        run = list(steps)
        if is_match:
            yield from map(sums.match, run)
        else:
            yield from [sums.difference(run)] * len(run)


def _inserted(weights: _Weights, start: int, end: int) -> float:
    """The logarithm of the weight of all ways to insert copy tokens [start, end)."""
    ways = [0.0] * (end - start + 1)
    ways[0] = 1.0
    scale = 0.0
    for k in range(end - start):
        if not ways[k]:
            continue
        if ways[k] < LEAST:
            ways[k:] = [way / LEAST for way in ways[k:]]
            scale += log(LEAST)
        ways[k + 1] += ways[k] * weights.inserts[start + k]
        for jump in weights.jumps.get(start + k, ()):
            if jump.end <= end:
                ways[jump.end - start] += ways[k] * exp(-jump.cost / 1000)
    return log(ways[-1]) + scale if ways[-1] else -1e9


def _share(weight: float, exponent: float) -> float:
    return min(1.0, exp(min(log(weight) + exponent, 0.0))) if weight > 0 else 0.0
