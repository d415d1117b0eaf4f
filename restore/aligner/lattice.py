"""The gap lattice: a pair-HMM over the tokens between two anchors, with a state for a whole mention.

States: matched (a copy token stands for a source token, equal or near), inserted (the copy inserts: a plain token, or a
whole mention in one step) and eaten (a source token is not in the copy). Within one difference insertions come before
eaten tokens, so that every alignment has one path; a difference is opened once, so an intruder and the words it ate are
one difference. Viterbi gives the best path (Durbin et al., Biological Sequence Analysis, 1998, chapter 4).
"""

from __future__ import annotations

from restore import natives
from restore.aligner.gap import DEAREST, NEAR, WAYS, Gap
from restore.aligner.mentions import LONGEST

MATCHED, INSERTED, EATEN = 0, 1, 2  # the states, in the order in which ties fall
UNREACHED = 2 * DEAREST  # dearer than any path, also when the price of steps was added to it


def find_path(gap: Gap) -> bool:
    """The cheapest ways to all cells, and the steps of that to the last one; whether it was stopped.

    Costs are whole numbers, and of ways that cost the same the first is taken: the path is the same everywhere. Which
    step was the last to a cell is not put down, but found again for the cells of the path, which are few.
    """
    columns = gap.m + 1
    if _mark(gap) or _compare(gap):
        return True
    for j in range(columns):
        gap.matched[j] = gap.inserted[j] = UNREACHED
    gap.matched[0] = 0
    for i in range(gap.n + 1):
        if natives.took(gap, columns * (4 + gap.reach[i])):
            return True
        if i:
            _insert(gap, i)
            for size in range(gap.reach[i], 0, -1):
                start = i - size
                if gap.longest[start] >= size and gap.is_cheaper[start * LONGEST + size - 1]:
                    _jump(gap, i, size)
            _match(gap, i)
        _eat(gap, i * columns)
        _enter(gap, i * columns)
    _trace(gap)
    return False


def _mark(gap: Gap) -> bool:
    """The columns of each row in which a match may end, and in which ways one may anywhere in the row."""
    count = 0
    for i in range(gap.n):
        gap.marked_from[i], gap.row_ways[i] = count, 0
        if natives.took(gap, gap.m):
            return True
        for j in range(gap.m):
            ways = gap.ways[i * gap.m + j]
            gap.marked[count] = j
            gap.row_ways[i] |= ways
            if ways:
                count += 1
    gap.marked_from[gap.n] = count
    return False


def _compare(gap: Gap) -> bool:
    """Which mentions cost less than the same tokens as a shorter one and plain ones: no others make a way cheaper."""
    for i in range(gap.n):
        otherwise = 0
        if natives.took(gap, gap.longest[i]):
            return True
        for size in range(1, gap.longest[i] + 1):
            otherwise += gap.insert[i + size - 1]
            cost = gap.jump[i * LONGEST + size - 1]
            gap.is_cheaper[i * LONGEST + size - 1] = cost < otherwise
            otherwise = min(otherwise, cost)
    return False


def _enter(gap: Gap, row: int) -> None:
    """A difference begins behind the cells of a row, or goes on."""
    opening = gap.open
    for j in range(row, row + gap.m + 1):
        reached = gap.matched[j] + opening
        gap.entered[j] = min(reached, gap.inserted[j])


def _insert(gap: Gap, i: int) -> None:
    """Copy token i - 1 inserted alone; no match ends in its row yet."""
    columns, cost = gap.m + 1, gap.insert[i - 1]
    row = i * columns
    before = row - columns
    for j in range(columns):
        gap.inserted[row + j] = gap.entered[before + j] + cost
        gap.matched[row + j] = UNREACHED


def _jump(gap: Gap, i: int, size: int) -> None:
    """A mention of so many tokens inserted, that ends before copy token i."""
    columns, cost = gap.m + 1, gap.jump[(i - size) * LONGEST + size - 1]
    row = i * columns
    before = row - size * columns
    for j in range(columns):
        inserted = gap.entered[before + j] + cost
        gap.inserted[row + j] = min(gap.inserted[row + j], inserted)


def _match(gap: Gap, i: int) -> None:
    """Matches that end with copy token i - 1."""
    columns = gap.m + 1
    for k in range(gap.marked_from[i - 1], gap.marked_from[i]):
        at, cell = (i - 1) * gap.m + gap.marked[k], i * columns + gap.marked[k] + 1
        ways = gap.ways[at]
        for way in range(WAYS):
            if ways >> way & 1:
                best = _cost_by(gap, cell, at, way)
                gap.matched[cell] = min(gap.matched[cell], best)


def _cost_by(gap: Gap, cell: int, at: int, way: int) -> int:
    """What it costs to reach a cell by a match that ends in this square."""
    before = cell - gap.way_copies[way] * (gap.m + 1) - gap.way_sources[way]
    best = min(gap.matched[before], gap.inserted[before])
    return min(best, gap.eaten[before]) + gap.price[WAYS * at + way]


def _eat(gap: Gap, row: int) -> None:
    opening, eat, best = gap.open, gap.eat, UNREACHED
    gap.eaten[row] = best
    for j in range(gap.m):
        best = min(best, gap.inserted[row + j])
        best = min(best, gap.matched[row + j] + opening + gap.lost[j]) + eat
        gap.eaten[row + j + 1] = best


def _trace(gap: Gap) -> None:
    """The steps to the last cell, from the last one on back."""
    columns, count = gap.m + 1, 0
    cell = gap.n * columns + gap.m
    state = _cheapest(gap, cell)
    while cell:
        i, copies, sources, before = cell // columns, 0, 0, 0
        gap.step_state[count], gap.step_near[count], gap.step_origin[count] = state, 0, -1
        gap.step_copy[count], gap.step_source[count] = i, cell % columns
        if state == MATCHED:
            at = (i - 1) * gap.m + cell % columns - 1
            way = _way_to(gap, cell, at)
            copies, sources = gap.way_copies[way], gap.way_sources[way]
            gap.step_near[count] = 1 if way or gap.ways[at] & NEAR else 0
            gap.step_cost[count] = gap.price[WAYS * at + way]
            before = _cheapest(gap, cell - copies * columns - sources)
        elif state == INSERTED:
            copies = _size_to(gap, cell)
            if copies:
                gap.step_origin[count] = gap.origin[(i - copies) * LONGEST + copies - 1]
            else:
                copies = 1
            before = cell - copies * columns
            before = INSERTED if gap.inserted[before] < gap.matched[before] + gap.open else MATCHED
        else:
            sources = 1
            before = _before_eaten(gap, cell - 1, cell % columns - 1)
        gap.step_copies[count], gap.step_sources[count] = copies, sources
        cell -= copies * columns + sources
        state = before
        count += 1
    gap.steps = count


def _cheapest(gap: Gap, cell: int) -> int:
    """The state in which a cell is reached most cheaply."""
    if min(gap.matched[cell], gap.inserted[cell]) > gap.eaten[cell]:
        return EATEN
    return INSERTED if gap.inserted[cell] < gap.matched[cell] else MATCHED


def _before_eaten(gap: Gap, cell: int, j: int) -> int:
    """The state in which a cell is left most cheaply when source token j is eaten."""
    matched = gap.matched[cell] + gap.open + gap.lost[j]
    if min(matched, gap.inserted[cell]) > gap.eaten[cell]:
        return EATEN
    return INSERTED if gap.inserted[cell] < matched else MATCHED


def _way_to(gap: Gap, cell: int, at: int) -> int:
    """The first way in which a cell is matched as cheaply as it is."""
    for way in range(WAYS):
        if gap.ways[at] >> way & 1 and _cost_by(gap, cell, at, way) == gap.matched[cell]:
            return way
    return 0


def _size_to(gap: Gap, cell: int) -> int:
    """How many tokens the mention has by which a cell is reached as cheaply as it is; 0 where it is a plain token."""
    columns, best = gap.m + 1, gap.inserted[cell]
    i = cell // columns
    if gap.entered[cell - columns] + gap.insert[i - 1] == best:
        return 0
    for size in range(gap.reach[i], 0, -1):
        if gap.longest[i - size] >= size:
            cost = gap.jump[(i - size) * LONGEST + size - 1]
            if gap.entered[cell - size * columns] + cost == best:
                return size
    return 0
