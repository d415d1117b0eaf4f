"""How probable each piece of a path is, among all paths through its gap.

Forward and backward sums over the lattice (Durbin et al., Biological Sequence Analysis, 1998, chapter 4). A
difference's probability is the weight of all paths that have just this difference, spans exact, however its copy tokens
fall into mentions; so two places that an edit could have as well share their probability. Rows carry a scale of their
own, so that long gaps do not underflow.
"""

from __future__ import annotations

import math
from array import array

from restore import natives
from restore.aligner.gap import ABREAST, KNOWN, WAYS, Gap
from restore.aligner.mentions import LONGEST

LEAST = 1e-200  # weights below are scaled up, so that those of long stretches do not vanish
MORE = 1e200  # by this
NONE = float("-inf")  # likewise, of a sum
NO_WAY = -1e9  # the logarithm of a weight of nothing, as far as any other says


def sum_up(gap: Gap, rows: int) -> bool:
    """The weights of all ways to each cell, up to a row, and on from each; whether it was stopped."""
    return _sum_ahead(gap, rows) or _sum_back(gap)


def _sum_ahead(gap: Gap, rows: int) -> bool:
    columns = gap.m + 1
    for i in range(rows + 1):
        row, base = i * columns, gap.ahead_scale[i - 1] if i else 0.0
        if natives.took(gap, columns * (4 + gap.reach[i])):
            return True
        for j in range(columns):
            gap.inserting[j] = 0.0
        if i:
            _insert(gap, gap.inserting, 0, gap.ahead_entered, _list_ahead(gap, i, base))
        _match_ahead(gap, i, base)
        largest = _end_ahead(gap, row)
        gap.ahead_scale[i] = base + math.log(largest)
        _scale_ahead(gap, row, largest)
    return False


def _list_ahead(gap: Gap, i: int, base: float) -> int:
    """What is inserted that ends with copy token i - 1: how many, filled up to whole fours."""
    columns, count = gap.m + 1, 1
    gap.insert_at[0], gap.insert_by[0] = (i - 1) * columns, gap.insert_weight[i - 1]
    for size in range(gap.reach[i], 0, -1):
        start = i - size
        if gap.longest[start] >= size:
            cost = gap.jump[start * LONGEST + size - 1]
            gap.insert_at[count] = start * columns
            gap.insert_by[count] = _weight_by(gap, gap.ahead_scale[start] - base, size, cost)
            count += 1
    return _fill_up(gap, count)


def _fill_up(gap: Gap, count: int) -> int:
    """Go on to whole fours with what weighs nothing."""
    while count % ABREAST:
        gap.insert_at[count], gap.insert_by[count] = gap.insert_at[0], 0.0
        count += 1
    return count


def _insert(gap: Gap, ways: array[float], row: int, entered: array[float], count: int) -> None:
    """All those inserted, added to a row's ways by the cells they go on from: four in one pass, one after the other."""
    k = 0
    while k < count:
        one, two, three, four = gap.insert_at[k], gap.insert_at[k + 1], gap.insert_at[k + 2], gap.insert_at[k + 3]
        by, second, third, fourth = gap.insert_by[k], gap.insert_by[k + 1], gap.insert_by[k + 2], gap.insert_by[k + 3]
        for j in range(gap.m + 1):
            ways[row + j] = (
                ways[row + j]
                + entered[one + j] * by
                + entered[two + j] * second
                + entered[three + j] * third
                + entered[four + j] * fourth
            )
        k += ABREAST


def _match_ahead(gap: Gap, i: int, base: float) -> None:
    columns = gap.m + 1
    row = i * columns
    for j in range(columns):
        gap.ahead_matched[row + j] = 0.0
    if i == 0:
        gap.ahead_matched[0] = 1.0
        return
    for k in range(gap.marked_from[i - 1], gap.marked_from[i]):
        at, cell = (i - 1) * gap.m + gap.marked[k], row + gap.marked[k] + 1
        for way in range(WAYS):
            if gap.ways[at] >> way & 1:
                copies = gap.way_copies[way]
                weight = _weight_by(gap, gap.ahead_scale[i - copies] - base, copies, gap.price[WAYS * at + way])
                gap.ahead_matched[cell] += gap.ahead_all[cell - copies * columns - gap.way_sources[way]] * weight


def _weight_by(gap: Gap, scale: float, copies: int, cost: int) -> float:
    """The weight of a step, from one row's scale to another's: these are one for one copy token."""
    return _weight_of(gap, cost) if copies == 1 else math.exp(scale - cost / 1000.0)


def _weight_of(gap: Gap, cost: int) -> float:
    """The weight of a step that costs so much."""
    place = cost & (KNOWN - 1)
    if gap.known_costs[place] != cost:
        gap.known_costs[place], gap.known_weights[place] = cost, math.exp(-cost / 1000.0)
    return gap.known_weights[place]


def _end_ahead(gap: Gap, row: int) -> float:
    """Eaten tokens, and all ways to the cells of a row; the largest weight."""
    eat, eaten = gap.eating, 0.0
    gap.ahead_all[row] = largest = gap.ahead_matched[row] + gap.inserting[0] + eaten
    for j in range(gap.m):
        first = gap.opening * gap.lost_weight[j]
        eaten = (gap.ahead_matched[row + j] * first + gap.inserting[j] + eaten) * eat
        every = gap.ahead_matched[row + j + 1] + gap.inserting[j + 1] + eaten
        gap.ahead_all[row + j + 1] = every
        largest = max(largest, every)
    return largest if largest > 0.0 else 1.0


def _scale_ahead(gap: Gap, row: int, largest: float) -> None:
    opening = gap.opening
    for j in range(gap.m + 1):
        matched = gap.ahead_matched[row + j] / largest
        gap.ahead_matched[row + j] = matched
        gap.ahead_all[row + j] /= largest
        gap.ahead_entered[row + j] = matched * opening + gap.inserting[j] / largest


def _sum_back(gap: Gap) -> bool:
    columns = gap.m + 1
    gap.back_scale[gap.n + 1] = 0.0
    for i in range(gap.n, -1, -1):
        row, base = i * columns, gap.back_scale[i + 1]
        longest = gap.longest[i] if i < gap.n else 0
        if natives.took(gap, columns * (4 + longest)):
            return True
        for j in range(columns):
            gap.back_inserted[row + j] = gap.back_ended[row + j] = 0.0
        if i < gap.n:
            _insert(gap, gap.back_inserted, row, gap.back_inserted, _list_back(gap, i, longest, base))
            for way in range(WAYS):
                end = i + gap.way_copies[way]
                if end <= gap.n and gap.row_ways[end - 1] >> way & 1:
                    _match_back(gap, i, way, base)
        else:
            gap.back_ended[row + gap.m] = 1.0
        largest = _end_back(gap, row)
        gap.back_scale[i] = base + math.log(largest)
        _scale_back(gap, row, largest)
    return False


def _list_back(gap: Gap, i: int, longest: int, base: float) -> int:
    """What is inserted that begins with copy token i: how many, filled up to whole fours."""
    columns = gap.m + 1
    gap.insert_at[0], gap.insert_by[0] = (i + 1) * columns, gap.insert_weight[i]
    for size in range(1, longest + 1):
        gap.insert_at[size] = (i + size) * columns
        gap.insert_by[size] = _weight_by(gap, gap.back_scale[i + size] - base, size, gap.jump[i * LONGEST + size - 1])
    return _fill_up(gap, longest + 1)


def _match_back(gap: Gap, i: int, way: int, base: float) -> None:
    """Matches of one kind that begin with copy token i; `way` by way, so that a cell's are added up in their order."""
    copies, sources, columns = gap.way_copies[way], gap.way_sources[way], gap.m + 1
    end = i + copies
    for k in range(gap.marked_from[end - 1], gap.marked_from[end]):
        j = gap.marked[k] + 1
        at = (end - 1) * gap.m + j - 1
        if gap.ways[at] >> way & 1:
            weight = _weight_by(gap, gap.back_scale[end] - base, copies, gap.price[WAYS * at + way])
            gap.back_ended[i * columns + j - sources] += gap.back_matched[end * columns + j] * weight


def _end_back(gap: Gap, row: int) -> float:
    """Eaten tokens, and all ways on from the cells of a row; the largest weight."""
    opening, eat, eaten, largest = gap.opening, gap.eating, 0.0, 0.0
    for j in range(gap.m, -1, -1):
        end, insert, gone = gap.back_ended[row + j], gap.back_inserted[row + j], eaten * eat
        eaten = end + gone
        gap.back_matched[row + j] = end + opening * (gone * gap.lost_weight[j] + insert)
        gap.back_inserted[row + j] = eaten + insert
        largest = max(largest, eaten + insert)
    return largest if largest > 0.0 else 1.0


def _scale_back(gap: Gap, row: int, largest: float) -> None:
    for j in range(row, row + gap.m + 1):
        gap.back_matched[j] /= largest
        gap.back_inserted[j] /= largest
        gap.back_ended[j] /= largest


def total_of(gap: Gap) -> float:
    """The logarithm of the weight of all paths: NONE, where one stretch is too long to be anything else."""
    weight = gap.back_matched[0]
    return (math.log(weight) if weight > 0.0 else NONE) + gap.back_scale[0]


def chance_of_match(gap: Gap, step: int, total: float) -> float:
    """The share of paths that take a near match."""
    columns, copies, sources = gap.m + 1, gap.step_copies[step], gap.step_sources[step]
    end, end_source, cost = gap.step_copy[step], gap.step_source[step], gap.step_cost[step]
    before = (end - copies) * columns + end_source - sources
    weight = gap.ahead_all[before] * gap.back_matched[end * columns + end_source]
    return _share_of(weight, gap.ahead_scale[end - copies] + gap.back_scale[end] - cost / 1000.0 - total)


def chance_of_difference(gap: Gap, start: int, end: int, source: int, source_end: int, total: float) -> float:
    """The share of paths that have just this difference."""
    columns = gap.m + 1
    weight = gap.ahead_matched[start * columns + source] * gap.back_ended[end * columns + source_end]
    cost = gap.open + gap.eat * (source_end - source)
    if start == end:
        cost += gap.lost[source]
    exponent = gap.ahead_scale[start] + gap.back_scale[end] - cost / 1000.0 - total
    return _share_of(weight, exponent + _inserted(gap, start, end))


def _inserted(gap: Gap, start: int, end: int) -> float:
    """The logarithm of the weight of all ways to insert copy tokens [start, end)."""
    ways, scale = gap.spread, 0.0
    for k in range(end - start + 1):
        ways[k] = 0.0 if k else 1.0
    for k in range(start, end):
        here = ways[k - start]
        if here <= 0.0:
            continue
        if here < LEAST:
            for later in range(k - start, end - start + 1):
                ways[later] *= MORE
            scale -= math.log(MORE)
            here = ways[k - start]
        ways[k - start + 1] += here * gap.insert_weight[k]
        for size in range(1, min(gap.longest[k], end - k) + 1):
            ways[k - start + size] += here * _weight_of(gap, gap.jump[k * LONGEST + size - 1])
    return math.log(ways[end - start]) + scale if ways[end - start] > 0.0 else NO_WAY


def _share_of(weight: float, exponent: float) -> float:
    if weight <= 0.0:
        return 0.0
    total = math.log(weight) + exponent
    return 1.0 if total >= 0.0 else math.exp(total)
