"""Anchors: runs of equal tokens around n-grams that are unique in both texts, and their heaviest increasing chain.

Intruders repeat what stands elsewhere, so n-grams inside them stand more than once and anchor nothing. The chain is the
one with the most tokens (weighted longest increasing subsequence), not the one with the longest single block:
longest-block methods collapse when damage and a moved block meet. Unique anchors: RETAS (Yalniz and Manmatha, ICDAR
2011); the patience diff.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from restore.aligner.grams import found_runs
from restore.values import made_at_once

if TYPE_CHECKING:
    from restore.aligner.grams import Ids

NUMBER: Final = 32  # bits of a run's number, from 1 on: texts of more tokens cannot be read
LAST: Final = (1 << NUMBER) - 1


class Run(NamedTuple):
    """Copy tokens [copy, copy+length) equal source tokens [source, source+length)."""

    copy: int
    source: int
    length: int


made_at_once(Run)


def unique_runs(copy: Ids, source: Ids, order: int, *, over_surplus: bool = False) -> list[Run]:
    """Runs of equal tokens around n-grams of `order` tokens unique on both sides, in the copy's order.

    They end where the copy has an n-gram once more than the source, unless `over_surplus`: which of the two is the
    intruder is for the lattice to say. Tokens are numbers of 32 or 64 bits each, alike on both sides.
    """
    found: list[Run] = found_runs(copy, source, order, over_surplus, Run._make)
    return found


def heaviest_chain(runs: Sequence[Run], skip: int = 0) -> list[Run]:
    """The runs, increasing on both sides, with the most tokens altogether. `runs` must be in the copy's order.

    With `skip`, as many tokens of the source as that between two of them, that no run has, cost one that some has.
    """
    if not skip and are_rising([run.source for run in runs]):
        return list(runs)
    scale = skip or 1
    places = sorted({run.source for run in runs})
    tree = [0] * (len(places) + 1)  # Fenwick tree of maxima: a chain's weight and, behind it, its last run's number
    back: list[int] = []
    last = 0
    for number, run in enumerate(runs, 1):
        place = bisect_left(places, run.source)
        best = _prefix_maximum(tree, place)
        weight = (best >> NUMBER) - (run.source if skip else 0)
        back.append(best & LAST if weight > 0 else 0)
        weight = max(weight, 0) + run.length * scale
        last = max(last, weight << NUMBER | number)
        reached = weight + run.source + run.length if skip else weight
        _raise(tree, place + 1, reached << NUMBER | number)
    chain: list[Run] = []
    number = last & LAST
    while number:
        chain.append(runs[number - 1])
        number = back[number - 1]
    return chain[::-1]


def are_rising(places: Sequence[int]) -> bool:
    """Whether each of these places is behind the one before."""
    before = -1
    for place in places:
        if place <= before:
            return False
        before = place
    return True


def _prefix_maximum(tree: list[int], place: int) -> int:
    best = 0
    while place:
        best = max(best, tree[place])
        place &= place - 1
    return best


def _raise(tree: list[int], place: int, value: int) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], value)
        place += place & -place


def apart(chain: Sequence[Run]) -> list[Run]:
    """The chain with overlaps cut away from the later run of each pair."""
    kept: list[Run] = []
    i = j = 0
    for run in chain:
        copy, source, length = run
        cut = 0
        if copy < i:
            cut = i - copy
        if source + cut < j:
            cut = j - source
        if cut < length:
            kept.append(Run._make((copy + cut, source + cut, length - cut)) if cut else run)
            i, j = copy + length, source + length
    return kept
