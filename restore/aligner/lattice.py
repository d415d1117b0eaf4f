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

UNREACHED = 1 << 60  # dearer than any path, and far from the end of 64 bits, so that a step's price can be added to it
M, I, D = 0, 1, 2  # matched, inserted, deleted: the states, as the compiled twin numbers them


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
    """One gap's tokens as costs: what may be matched, inserted, eaten. Positions count from the gap's start.

    `lost` comes on top of `eats` where a difference begins with that source token.
    """

    inserts: Sequence[int]
    eats: Sequence[int]
    lost: Sequence[int]
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
    table = _Table(gap)
    for i in range(table.rows):
        for j in range(table.columns):
            cell = i * table.columns + j
            table.match(cell)
            if i:
                table.insert(cell, i)
            if j:
                table.eat(cell, j)
    return table.traced()


class _Table:
    """The least cost of every cell in every state, and the step it came by: the state before, and what was taken."""

    def __init__(self, gap: Gap) -> None:
        self.rows, self.columns = len(gap.inserts) + 1, len(gap.eats) + 1
        self._gap, self._opening = gap, gap.costs.open
        self._ending: dict[int, list[Pairing]] = {}
        for pairing in gap.pairings:
            self._ending.setdefault(pairing.copy * self.columns + pairing.source, []).append(pairing)
        self._landing: dict[int, list[Jump]] = {}
        for jump in gap.jumps:
            self._landing.setdefault(jump.end, []).append(jump)
        self._best = [[UNREACHED] * (self.rows * self.columns) for _ in range(3)]
        self._matched, self._inserted, self._eaten = self._best
        self._came: list[dict[int, tuple[int, Pairing | Jump | None]]] = [{}, {}, {}]
        self._matched[0] = 0

    def match(self, cell: int) -> None:
        for pairing in self._ending.get(cell, ()):
            before = cell - pairing.copies * self.columns - pairing.sources
            cost, state = min((self._matched[before], M), (self._inserted[before], I), (self._eaten[before], D))
            if cost + pairing.cost < self._matched[cell]:
                self._matched[cell] = cost + pairing.cost
                self._came[M][cell] = (state, pairing)

    def insert(self, cell: int, row: int) -> None:
        cost, state = self._before_insert(cell - self.columns)
        self._inserted[cell] = cost + self._gap.inserts[row - 1]
        self._came[I][cell] = (state, None)
        for jump in self._landing.get(row, ()):
            cost, state = self._before_insert(cell - (row - jump.start) * self.columns)
            if cost + jump.cost < self._inserted[cell]:
                self._inserted[cell] = cost + jump.cost
                self._came[I][cell] = (state, jump)

    def _before_insert(self, before: int) -> tuple[int, int]:
        return min((self._matched[before] + self._opening, M), (self._inserted[before], I))

    def eat(self, cell: int, column: int) -> None:
        first = self._matched[cell - 1] + self._opening + self._gap.lost[column - 1]
        cost, state = min((first, M), (self._inserted[cell - 1], I), (self._eaten[cell - 1], D))
        self._eaten[cell] = cost + self._gap.eats[column - 1]
        self._came[D][cell] = (state, None)

    def traced(self) -> list[Step]:
        """The steps to the last cell, in order."""
        steps: list[Step] = []
        cell = self.rows * self.columns - 1
        state = min((M, I, D), key=lambda s: (self._best[s][cell], s))
        while cell:
            before, via = self._came[state][cell]
            i, j = divmod(cell, self.columns)
            if isinstance(via, Pairing):
                steps.append(Step(M, i, j, via.copies, via.sources, near=via.near))
                cell -= via.copies * self.columns + via.sources
            elif state == I:
                size = i - via.start if isinstance(via, Jump) else 1
                steps.append(Step(I, i, j, size, 0, jump=via))
                cell -= size * self.columns
            else:
                steps.append(Step(D, i, j, 0, 1))
                cell -= 1
            state = before
        return steps[::-1]
