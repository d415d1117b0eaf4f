"""The gap lattice: a pair-HMM over the tokens between two anchors, with a state for a whole mention.

States: M (a copy token stands for a source token, equal or near), I (the copy inserts: a plain token, or a whole
mention in one step) and D (a source token is eaten). Within one difference insertions come before eaten tokens, so that
every alignment has one path; a difference is opened once, so an intruder and the words it ate are one difference.
Viterbi gives the best path (Durbin et al., Biological Sequence Analysis, 1998, chapter 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from restore.aligner.costs import Costs

UNREACHED = 1 << 60
M, I, D = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Pairing:
    """Copy tokens [copy-copies, copy) may stand for source tokens [source-sources, source) at this cost."""

    copy: int
    source: int
    copies: int
    sources: int
    cost: int
    near: bool


@dataclass(frozen=True, slots=True)
class Jump:
    """Copy tokens [start, end) are a mention that the source has from token `origin` on."""

    start: int
    end: int
    origin: int
    cost: int


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap's tokens as costs: what may be matched, inserted, eaten. Positions count from the gap's start."""

    inserts: Sequence[int]
    eats: Sequence[int]
    pairings: Sequence[Pairing]
    jumps: Sequence[Jump]
    costs: Costs


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: to (copy, source) in `state`, over `copies` and `sources` tokens."""

    state: int
    copy: int
    source: int
    copies: int
    sources: int
    near: bool = False
    jump: Jump | None = None


def best_path(gap: Gap) -> list[Step]:
    """The cheapest path through the gap, from its start to its end."""
    rows, columns = len(gap.inserts) + 1, len(gap.eats) + 1
    opening = gap.costs.open
    ending: dict[int, list[Pairing]] = {}
    for pairing in gap.pairings:
        ending.setdefault(pairing.copy * columns + pairing.source, []).append(pairing)
    landing: dict[int, list[Jump]] = {}
    for jump in gap.jumps:
        landing.setdefault(jump.end, []).append(jump)

    best = [[UNREACHED] * (rows * columns) for _ in range(3)]
    matched, inserted, eaten = best
    came: list[dict[int, tuple[int, Pairing | Jump | None]]] = [{}, {}, {}]
    matched[0] = 0
    for i in range(rows):
        base = i * columns
        jumps = landing.get(i, ())
        insert = gap.inserts[i - 1] if i else 0
        for j in range(columns):
            cell = base + j
            for pairing in ending.get(cell, ()):
                before = cell - pairing.copies * columns - pairing.sources
                cost, state = min((matched[before], M), (inserted[before], I), (eaten[before], D))
                if cost + pairing.cost < matched[cell]:
                    matched[cell] = cost + pairing.cost
                    came[M][cell] = (state, pairing)
            if i:
                before = cell - columns
                cost, state = min((matched[before] + opening, M), (inserted[before], I))
                inserted[cell] = cost + insert
                came[I][cell] = (state, None)
                for jump in jumps:
                    before = cell - (i - jump.start) * columns
                    cost, state = min((matched[before] + opening, M), (inserted[before], I))
                    if cost + jump.cost < inserted[cell]:
                        inserted[cell] = cost + jump.cost
                        came[I][cell] = (state, jump)
            if j:
                before = cell - 1
                cost, state = min((matched[before] + opening, M), (inserted[before], I), (eaten[before], D))
                eaten[cell] = cost + gap.eats[j - 1]
                came[D][cell] = (state, None)
    return _traced(best, came, columns, rows * columns - 1)


def _traced(
    best: list[list[int]],
    came: list[dict[int, tuple[int, Pairing | Jump | None]]],
    columns: int,
    cell: int,
) -> list[Step]:
    steps: list[Step] = []
    state = min((M, I, D), key=lambda s: (best[s][cell], s))
    while cell:
        before, via = came[state][cell]
        i, j = divmod(cell, columns)
        if isinstance(via, Pairing):
            steps.append(Step(M, i, j, via.copies, via.sources, near=via.near))
            cell -= via.copies * columns + via.sources
        elif state == I:
            size = i - via.start if isinstance(via, Jump) else 1
            steps.append(Step(I, i, j, size, 0, jump=via))
            cell -= size * columns
        else:
            steps.append(Step(D, i, j, 0, 1))
            cell -= 1
        state = before
    return steps[::-1]
