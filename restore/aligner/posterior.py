"""How probable each piece of a path is, among all paths through its gap.

Forward and backward sums over the lattice (Durbin et al., Biological Sequence Analysis, 1998, chapter 4). A
difference's probability is the weight of all paths that have just this difference, spans exact, however its copy tokens
fall into mentions; so two places that an edit could have as well share their probability. Rows carry a scale of their
own, so that long gaps do not underflow.
"""

from __future__ import annotations

import math
from array import array

from restore.aligner import natives
from restore.aligner.gap import WAYS, Gap
from restore.aligner.mentions import LONGEST

LEAST = 1e-200  # weights below are scaled up, so that those of long stretches do not vanish
MORE = 1e200  # by this
NONE = float("-inf")  # likewise, of a sum
NO_WAY = -1e9  # the logarithm of a weight of nothing, as far as any other says
ONE_FOR_ONE = 1  # the ways of a gap in which nothing is joined


def weight_of(cost: int) -> float:
    """The weight of a step that costs so many thousandths of a nat."""
    return math.exp(-cost / 1000.0)


def sum_up(gap: Gap) -> bool:
    """The weights of all ways to each cell, and on from it; whether it was stopped."""
    return _sum_ahead(gap) or _sum_back(gap)


def _sum_ahead(gap: Gap) -> bool:
    columns, opening = gap.m + 1, weight_of(gap.open)
    for i in range(gap.n + 1):
        row, base = i * columns, gap.ahead_scale[i - 1] if i else 0.0
        if natives.took(gap, columns * (4 + gap.reach[i])):
            return True
        _fill(gap.ahead_inserted, row, columns)
        if i:
            _insert_ahead(gap, row, row - columns, weight_of(gap.insert[i - 1]), opening)
            for size in range(gap.reach[i], 0, -1):
                start = i - size
                if gap.longest[start] >= size:
                    cost = gap.jump[start * LONGEST + size - 1]
                    weight = math.exp(gap.ahead_scale[start] - base - cost / 1000.0)
                    _insert_ahead(gap, row, start * columns, weight, opening)
        _match_ahead(gap, i, base)
        largest = _end_ahead(gap, row, opening)
        gap.ahead_scale[i] = base + math.log(largest)
        _scale(gap.ahead_matched, gap.ahead_inserted, gap.ahead_all, row, columns, largest)
    return False


def _fill(weights: array[float], row: int, columns: int) -> None:
    for j in range(columns):
        weights[row + j] = 0.0


def _scale(one: array[float], two: array[float], three: array[float], row: int, columns: int, largest: float) -> None:
    for j in range(columns):
        one[row + j] /= largest
        two[row + j] /= largest
        three[row + j] /= largest


def _insert_ahead(gap: Gap, row: int, start: int, weight: float, opening: float) -> None:
    matched, inserted = gap.ahead_matched, gap.ahead_inserted
    for j in range(gap.m + 1):
        inserted[row + j] += (matched[start + j] * opening + inserted[start + j]) * weight


def _match_ahead(gap: Gap, i: int, base: float) -> None:
    matched, before, scale, columns = gap.ahead_matched, gap.ahead_all, gap.ahead_scale, gap.m + 1
    row = i * columns
    matched[row] = 0.0 if i else 1.0
    for j in range(1, columns):
        match = 0.0
        at = (i - 1) * gap.m + j - 1
        ways = gap.ways[at] if i else 0
        for way in range(WAYS if ways else 0):
            if not ways >> way & 1:
                continue
            copies, cost = gap.way_copies[way], gap.price[WAYS * at + way]
            weight = math.exp(scale[i - copies] - base - cost / 1000.0) if cost or copies > 1 else 1.0
            match += before[(i - copies) * columns + j - gap.way_sources[way]] * weight
        matched[row + j] = match


def _end_ahead(gap: Gap, row: int, opening: float) -> float:
    """Eaten tokens, and all ways to the cells of a row; the largest weight."""
    matched, inserted, every = gap.ahead_matched, gap.ahead_inserted, gap.ahead_all
    eat, losing = weight_of(gap.eat), weight_of(gap.lost_word)
    eaten = largest = 0.0
    for j in range(gap.m + 1):
        if j:
            first = opening * (losing if gap.lost[j - 1] else 1.0)
            eaten = (matched[row + j - 1] * first + inserted[row + j - 1] + eaten) * eat
        every[row + j] = matched[row + j] + inserted[row + j] + eaten
        largest = max(largest, every[row + j])
    return largest if largest > 0.0 else 1.0


def _sum_back(gap: Gap) -> bool:
    columns = gap.m + 1
    gap.back_scale[gap.n + 1] = 0.0
    for i in range(gap.n, -1, -1):
        row, base = i * columns, gap.back_scale[i + 1]
        longest = gap.longest[i] if i < gap.n else 0
        if natives.took(gap, columns * (4 + longest)):
            return True
        _fill(gap.back_inserted, row, columns)
        if i < gap.n:
            _insert_back(gap, row, row + columns, weight_of(gap.insert[i]))
            for size in range(1, longest + 1):
                cost = gap.jump[i * LONGEST + size - 1]
                weight = math.exp(gap.back_scale[i + size] - base - cost / 1000.0)
                _insert_back(gap, row, (i + size) * columns, weight)
        _match_back(gap, i, base)
        largest = _end_back(gap, row)
        gap.back_scale[i] = base + math.log(largest)
        _scale(gap.back_matched, gap.back_inserted, gap.back_ended, row, columns, largest)
    return False


def _insert_back(gap: Gap, row: int, end: int, weight: float) -> None:
    inserted = gap.back_inserted
    for j in range(gap.m + 1):
        inserted[row + j] += inserted[end + j] * weight


def _match_back(gap: Gap, i: int, base: float) -> None:
    matched, ended, scale, columns = gap.back_matched, gap.back_ended, gap.back_scale, gap.m + 1
    ways = WAYS if gap.has_joins else ONE_FOR_ONE
    for j in range(columns):
        end = 1.0 if i == gap.n and j == gap.m else 0.0
        for way in range(ways if i < gap.n and j < gap.m else 0):
            copies, sources = gap.way_copies[way], gap.way_sources[way]
            if i + copies > gap.n or j + sources > gap.m:
                continue
            at = (i + copies - 1) * gap.m + j + sources - 1
            if not gap.ways[at] >> way & 1:
                continue
            cost = gap.price[WAYS * at + way]
            weight = math.exp(scale[i + copies] - base - cost / 1000.0) if cost or copies > 1 else 1.0
            end += matched[(i + copies) * columns + j + sources] * weight
        ended[i * columns + j] = end


def _end_back(gap: Gap, row: int) -> float:
    """Eaten tokens, and all ways on from the cells of a row; the largest weight."""
    matched, inserted, ended = gap.back_matched, gap.back_inserted, gap.back_ended
    opening, eat, losing = weight_of(gap.open), weight_of(gap.eat), weight_of(gap.lost_word)
    eaten = largest = 0.0
    for j in range(gap.m, -1, -1):
        is_last = j == gap.m
        end, insert, gone = ended[row + j], inserted[row + j], 0.0 if is_last else eaten * eat
        first = 1.0 if is_last or not gap.lost[j] else losing
        matched[row + j] = end + opening * (gone * first + insert)
        inserted[row + j] = end + gone + insert
        eaten = end + gone
        largest = max(largest, inserted[row + j])
    return largest if largest > 0.0 else 1.0


def total_of(gap: Gap) -> float:
    """The logarithm of the weight of all paths: NONE, where one stretch is too long to be anything else."""
    weight = gap.back_matched[0]
    return (math.log(weight) if weight > 0.0 else NONE) + gap.back_scale[0]


def chance_of_match(gap: Gap, step: int, total: float) -> float:
    """The share of paths that take a near match."""
    columns, copies, sources = gap.m + 1, gap.step_copies[step], gap.step_sources[step]
    end, end_source = gap.step_copy[step], gap.step_source[step]
    way = copies - 1 if copies > 1 else sources + 1 if sources > 1 else 0
    cost = gap.price[WAYS * ((end - 1) * gap.m + end_source - 1) + way]
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
        ways[k - start + 1] += here * weight_of(gap.insert[k])
        for size in range(1, min(gap.longest[k], end - k) + 1):
            ways[k - start + size] += here * weight_of(gap.jump[k * LONGEST + size - 1])
    return math.log(ways[end - start]) + scale if ways[end - start] > 0.0 else NO_WAY


def _share_of(weight: float, exponent: float) -> float:
    if weight <= 0.0:
        return 0.0
    total = math.log(weight) + exponent
    return 1.0 if total >= 0.0 else math.exp(total)
