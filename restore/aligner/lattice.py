"""The gap lattice: a pair-HMM over the tokens between two anchors, with a state for a whole mention.

States: matched (a copy token stands for a source token, equal or near), inserted (the copy inserts: a plain token, or a
whole mention in one step) and eaten (a source token is not in the copy). Within one difference insertions come before
eaten tokens, so that every alignment has one path; a difference is opened once, so an intruder and the words it ate are
one difference. Viterbi gives the best path (Durbin et al., Biological Sequence Analysis, 1998, chapter 4).
"""

from __future__ import annotations

from array import array

from restore.aligner import natives
from restore.aligner.gap import WAYS, Gap
from restore.aligner.mentions import LONGEST

MATCHED, INSERTED, EATEN = 0, 1, 2  # the states, in the order in which ties fall
UNREACHED = 1 << 60  # dearer than any path, and far from the end of 64 bits, so that a step's price can be added to it


def find_path(gap: Gap) -> bool:
    """The cheapest ways to all cells, and the steps of that to the last one; whether it was stopped.

    Costs are whole numbers, and of ways that cost the same the first is taken: the path is the same everywhere.
    """
    matched, inserted, eaten, columns = gap.matched, gap.inserted, gap.eaten, gap.m + 1
    from_inserted, size_of_step = gap.from_inserted, gap.size
    for i in range(gap.n + 1):
        if natives.took(gap, columns * (4 + gap.reach[i])):
            return True
        row = i * columns
        for j in range(columns):
            matched[row + j] = inserted[row + j] = UNREACHED
        eaten[row] = UNREACHED
        if i == 0:
            matched[0] = 0
        else:
            _match(gap, i, matched, inserted, eaten)
            _insert(matched, inserted, from_inserted, size_of_step, row, columns, 0, gap.insert[i - 1], gap.open)
            for size in range(gap.reach[i], 0, -1):
                if gap.longest[i - size] >= size:
                    cost = gap.jump[(i - size) * LONGEST + size - 1]
                    _insert(matched, inserted, from_inserted, size_of_step, row, columns, size, cost, gap.open)
        _eat(gap, row, matched, inserted, eaten)
    _trace(gap)
    return False


def _match(gap: Gap, i: int, matched: array[int], inserted: array[int], eaten: array[int]) -> None:
    """Matches that end with copy token i - 1."""
    columns = gap.m + 1
    for j in range(1, columns):
        at, cell = (i - 1) * gap.m + j - 1, i * columns + j
        ways = gap.ways[at]
        for way in range(WAYS if ways else 0):
            if not ways >> way & 1:
                continue
            before = cell - gap.way_copies[way] * columns - gap.way_sources[way]
            best, state = matched[before], MATCHED
            if inserted[before] < best:
                best, state = inserted[before], INSERTED
            if eaten[before] < best:
                best, state = eaten[before], EATEN
            best += gap.price[WAYS * at + way]
            if best < matched[cell]:
                matched[cell] = best
                gap.from_matched[cell], gap.way[cell] = state, way


def _insert(
    matched: array[int], inserted: array[int], came_from: array[int], sizes: array[int],
    row: int, columns: int, size: int, cost: int, opening: int,
) -> None:  # fmt: skip
    """Insertions that end in a row: of one plain token (size 0), or of a mention of `size` tokens."""
    before = row - (size or 1) * columns
    for j in range(columns):
        best, state = matched[before + j] + opening, MATCHED
        if inserted[before + j] < best:
            best, state = inserted[before + j], INSERTED
        if size and best + cost >= inserted[row + j]:
            continue
        inserted[row + j] = best + cost
        came_from[row + j] = state
        sizes[row + j] = size


def _eat(gap: Gap, row: int, matched: array[int], inserted: array[int], eaten: array[int]) -> None:
    for j in range(gap.m):
        before = row + j
        best, state = matched[before] + gap.open + gap.lost[j], MATCHED
        if inserted[before] < best:
            best, state = inserted[before], INSERTED
        if eaten[before] < best:
            best, state = eaten[before], EATEN
        eaten[before + 1] = best + gap.eat
        gap.from_eaten[before + 1] = state


def _trace(gap: Gap) -> None:
    """The steps to the last cell, from the last one on back."""
    columns, count, state = gap.m + 1, 0, MATCHED
    cell = gap.n * columns + gap.m
    if gap.inserted[cell] < gap.matched[cell]:
        state = INSERTED
    if gap.eaten[cell] < (gap.inserted[cell] if state == INSERTED else gap.matched[cell]):
        state = EATEN
    while cell:
        i, copies, sources, before = cell // columns, 0, 0, 0
        gap.step_state[count], gap.step_near[count], gap.step_origin[count] = state, 0, -1
        gap.step_copy[count], gap.step_source[count] = i, cell % columns
        if state == MATCHED:
            way, before = gap.way[cell], gap.from_matched[cell]
            copies, sources = gap.way_copies[way], gap.way_sources[way]
            at = (i - 1) * gap.m + cell % columns - 1
            gap.step_near[count] = 1 if way else gap.single_near[at]
        elif state == INSERTED:
            before, copies = gap.from_inserted[cell], gap.size[cell]
            if copies:
                gap.step_origin[count] = gap.origin[(i - copies) * LONGEST + copies - 1]
            else:
                copies = 1
        else:
            before, sources = gap.from_eaten[cell], 1
        gap.step_copies[count], gap.step_sources[count] = copies, sources
        cell -= copies * columns + sources
        state = before
        count += 1
    gap.steps = count
