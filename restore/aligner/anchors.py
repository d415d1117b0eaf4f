"""Anchors: runs of equal tokens around n-grams that are unique in both texts, and their heaviest increasing chain.

Intruders repeat what stands elsewhere, so n-grams inside them stand more than once and anchor nothing. The chain is the
one with the most tokens (weighted longest increasing subsequence), not the one with the longest single block:
longest-block methods collapse when damage and a moved block meet. Unique anchors: RETAS (Yalniz and Manmatha, ICDAR
2011); the patience diff.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
_MIX = np.int64(-7046029254386353131)  # odd, from the golden ratio: spreads small ids over 64 bits


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Copy tokens [copy, copy+length) equal source tokens [source, source+length)."""

    copy: int
    source: int
    length: int


def unique_runs(copy: Ids, source: Ids, order: int, *, over_surplus: bool = False) -> list[Run]:
    """Runs of equal tokens around n-grams of `order` tokens unique on both sides, in the copy's order.

    They end where the copy has an n-gram once more than the source, unless `over_surplus`: which of the two is the
    intruder is for the lattice to say.
    """
    copy_grams, source_grams = _grams(copy, order), _grams(source, order)
    at, to = _unique_pairs(copy_grams, source_grams)
    if not len(at):
        return []
    breaks = np.flatnonzero((np.diff(at) != 1) | (np.diff(to) != 1)) + 1
    firsts = np.concatenate(([0], breaks))
    lasts = np.concatenate((breaks, [len(at)])) - 1
    runs = [
        Run(i, j, k - i + order)
        for i, j, k in zip(at[firsts].tolist(), to[firsts].tolist(), at[lasts].tolist(), strict=True)
    ]
    barred = np.zeros(len(copy_grams), dtype=np.bool_) if over_surplus else _surplus(copy_grams, source_grams)
    return _grown(runs, copy.tolist(), source.tolist(), order, barred)


def _grams(ids: Ids, order: int) -> Ids:
    """A 64-bit hash of each n-gram; two n-grams with one hash are told apart when runs are grown."""
    size = len(ids) - order + 1
    if size <= 0:
        return np.empty(0, dtype=np.int64)
    with np.errstate(over="ignore"):
        total = ids[:size].copy()
        for k in range(1, order):
            total = total * _MIX + ids[k : k + size]
    return total


def _unique_pairs(copy: Ids, source: Ids) -> tuple[Ids, Ids]:
    """Positions of the values that stand once in either array, in the copy's order."""
    both = np.concatenate((copy, source))
    order = np.argsort(both, kind="stable")
    values = both[order]
    start = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    size = np.diff(np.concatenate((start, [len(values)])))
    first = start[size == 2]
    i, j = order[first], order[first + 1] if len(first) else first
    paired = (i < len(copy)) & (j >= len(copy))
    i, j = i[paired], j[paired] - len(copy)
    by_copy = np.argsort(i, kind="stable")
    return i[by_copy], j[by_copy]


def _surplus(copy: Ids, source: Ids) -> NDArray[np.bool_]:
    """Which n-grams the copy has more often than the source, which has them too: one of them is an intruder."""
    values, places, ours = np.unique(copy, return_inverse=True, return_counts=True)
    doubled = values[ours > 1]
    if not len(doubled):
        return np.zeros(len(copy), dtype=np.bool_)
    ordered = np.sort(source)
    theirs = np.searchsorted(ordered, values, side="right") - np.searchsorted(ordered, values, side="left")
    surplus: NDArray[np.bool_] = ((ours > theirs) & (theirs > 0))[places]
    return surplus


def _grown(
    runs: Sequence[Run], copy: Sequence[int], source: Sequence[int], order: int, barred: NDArray[np.bool_]
) -> list[Run]:
    """Runs grown to both sides as far as tokens are equal, not over barred n-grams; runs that meet become one."""
    extra = [*barred.tolist(), *[False] * order]
    grown: list[Run] = []
    for run in runs:
        last = grown[-1] if grown else None
        if last and last.copy - last.source == run.copy - run.source and run.copy < last.copy + last.length:
            continue
        i, j = run.copy, run.source
        while i and j and copy[i - 1] == source[j - 1] and not extra[i - 1]:
            i, j = i - 1, j - 1
        k, m = run.copy + run.length, run.source + run.length
        if copy[run.copy : k] != source[run.source : m]:
            continue
        while k < len(copy) and m < len(source) and copy[k] == source[m] and not extra[k - order + 1]:
            k, m = k + 1, m + 1
        grown.append(Run(i, j, k - i))
    return grown


def heaviest_chain(runs: Sequence[Run]) -> list[Run]:
    """The runs, increasing on both sides, with the most tokens altogether. `runs` must be in the copy's order."""
    if all(x.source < y.source for x, y in pairwise(runs)):
        return list(runs)
    places = sorted({run.source for run in runs})
    tree: list[tuple[int, int]] = [(0, -1)] * (len(places) + 1)  # Fenwick tree of (weight, run) maxima
    back: list[int] = []
    for index, run in enumerate(runs):
        place = bisect_left(places, run.source)
        best, before = _prefix_maximum(tree, place)
        back.append(before)
        _raise(tree, place + 1, (best + run.length, index))
    chain: list[Run] = []
    index = _prefix_maximum(tree, len(places))[1]
    while index >= 0:
        chain.append(runs[index])
        index = back[index]
    return chain[::-1]


def _prefix_maximum(tree: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    best = (0, -1)
    while place:
        best = max(best, tree[place])
        place &= place - 1
    return best


def _raise(tree: list[tuple[int, int]], place: int, value: tuple[int, int]) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], value)
        place += place & -place


def apart(chain: Sequence[Run]) -> list[Run]:
    """The chain with overlaps cut away from the later run of each pair."""
    kept: list[Run] = []
    i = j = 0
    for run in chain:
        cut = max(i - run.copy, j - run.source, 0)
        if cut < run.length:
            kept.append(Run(run.copy + cut, run.source + cut, run.length - cut))
            i, j = kept[-1].copy + kept[-1].length, kept[-1].source + kept[-1].length
    return kept
