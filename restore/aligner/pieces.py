"""The best alignment of one gap after the other, piece by piece: what is equal, what near, and what a difference."""

from __future__ import annotations

from collections.abc import Sequence

from restore import natives
from restore.aligner import copied, joins, lattice, near, posterior
from restore.aligner.gap import Gap
from restore.aligner.mentions import LONGEST

EQUAL, NEAR, CHANGED = 0, 1, 2  # the relations of `pair.RELATIONS`, by place

SIZE = 7  # numbers of a piece before its mentions, which are three each


def solve(gap: Gap, copy: Sequence[int], source: Sequence[int]) -> tuple[float, ...]:
    """The pieces of a gap of these tokens, one behind the other, as numbers alone: a long text has thousands to keep.

    Each is its relation, start and end in the copy, in the source, its chance, how many mentions it has, and these:
    start, end and origin in the source. What is not an origin is counted from the gap's start.

    Raises:
        ValueError: a side has no tokens, or they do not rise, or reach out of a text.
    """
    gap.lay_out(copy, source)
    natives.begin(gap)
    natives.end(gap, _solve(gap))
    found: list[float] = []
    for piece in range(gap.pieces):
        _tell(gap, piece, found)
    return tuple(found)


def stays(gap: Gap, copy: Sequence[int], source: Sequence[int]) -> bool:
    """Whether a gap's pieces are those that it had before anything was told behind the source."""
    gap.lay_out(copy, source)
    natives.begin(gap)
    is_other = copied.are_others(gap)
    natives.end(gap, False)
    return not is_other


def _solve(gap: Gap) -> bool:
    """Whether it was stopped."""
    if near.find_singles(gap) or joins.find_joins(gap) or copied.find_mentions(gap):
        return True
    return lattice.find_path(gap) or posterior.sum_up(gap, _rows_asked_for(gap)) or _rate(gap)


def _rows_asked_for(gap: Gap) -> int:
    """Before which copy token the last piece begins that is not equal: sums up to there are all that `_rate` takes."""
    step = 0
    while step < gap.steps and _relation(gap, step) == EQUAL:
        step += 1
    while step + 1 < gap.steps and _relation(gap, step) == CHANGED == _relation(gap, step + 1):
        step += 1
    return gap.step_copy[step] - gap.step_copies[step] if step < gap.steps else 0


def _rate(gap: Gap) -> bool:
    """The path as pieces, each with its chance; the path's steps stand from the last one on back."""
    total = posterior.total_of(gap)
    gap.pieces = 0
    first = gap.steps - 1
    while first >= 0:
        relation, last = _relation(gap, first), first
        while relation != NEAR and last > 0 and _relation(gap, last - 1) == relation:
            last -= 1
        start, source = gap.step_copy[first] - gap.step_copies[first], gap.step_source[first] - gap.step_sources[first]
        end, source_end = gap.step_copy[last], gap.step_source[last]
        if natives.took(gap, (end - start) * LONGEST):
            return True
        chance = 1.0
        if relation == NEAR:
            chance = posterior.chance_of_match(gap, first, total)
        elif relation == CHANGED:
            chance = posterior.chance_of_difference(gap, start, end, source, source_end, total)
        gap.piece_from[gap.pieces], gap.chance[gap.pieces] = first, chance
        gap.pieces += 1
        first = last - 1
    gap.piece_from[gap.pieces] = -1
    return False


def _relation(gap: Gap, step: int) -> int:
    if gap.step_state[step] != lattice.MATCHED:
        return CHANGED
    return NEAR if gap.step_near[step] else EQUAL


def _tell(gap: Gap, piece: int, found: list[float]) -> None:
    """Put a piece behind those that were found before it."""
    first, last, mentions = gap.piece_from[piece], gap.piece_from[piece + 1] + 1, 0
    for step in range(last, first + 1):
        mentions += gap.step_origin[step] >= 0
    found.append(_relation(gap, first))
    found.append(gap.step_copy[first] - gap.step_copies[first])
    found.append(gap.step_copy[last])
    found.append(gap.step_source[first] - gap.step_sources[first])
    found.append(gap.step_source[last])
    found.append(gap.chance[piece])
    found.append(mentions)
    for step in range(first, last - 1, -1):
        if gap.step_origin[step] >= 0:
            found.append(gap.step_copy[step] - gap.step_copies[step])
            found.append(gap.step_copy[step])
            found.append(gap.step_origin[step])
