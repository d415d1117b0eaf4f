"""Mentions of a gap: what of the copy the source has elsewhere, and what it costs that it was put in, in one step."""

from __future__ import annotations

from restore.aligner import natives
from restore.aligner.gap import Gap
from restore.aligner.mentions import LONGEST, POSTINGS

NO_BEGIN, NO_END = 2, 4  # bits of a token's flags: see pair.py


def find_mentions(gap: Gap) -> bool:
    """How long the mentions are that begin at each token, and what each costs; whether it was stopped."""
    for i in range(gap.n + 1):
        gap.reach[i] = 0
    for i in range(gap.n):
        first = gap.offsets[gap.ours[i]]
        found = gap.offsets[gap.ours[i] + 1] - first
        found = min(found, POSTINGS)
        longest = _measure(gap, i, first, found) if found else 0
        gap.longest[i] = longest
        for size in range(1, longest + 1):
            gap.reach[i + size] = max(gap.reach[i + size], size)
        if natives.took(gap, found * (LONGEST + longest)):
            return True
        for size in range(1, longest + 1):
            _price(gap, i, size, first, found)
    return False


def _measure(gap: Gap, i: int, first: int, found: int) -> int:
    """How much the source has, from each place on, of what begins here; the most of it that stands in this gap."""
    at, limit, longest = gap.copy[i], 1, 0
    while limit < LONGEST and i + limit < gap.n and gap.copy[i + limit] == at + limit:
        limit += 1
    enough = limit + 1 if limit < LONGEST else LONGEST  # to know whether it goes on
    for k in range(found):
        place, size = gap.places[first + k], 1
        while (
            size < enough
            and at + size < gap.copy_size
            and place + size < gap.source_size
            and gap.source_ids[place + size] == gap.copy_ids[at + size]
        ):
            size += 1
        gap.common[k] = size
        longest = max(longest, size)
    return min(limit, longest)


def _price(gap: Gap, i: int, size: int, first: int, found: int) -> None:
    """A mention of some length: where the source has it, elsewhere if it can be, and what it costs.

    It is open on a side if, wherever the source has it, the same token goes on there as in the copy: then it is a part
    of a longer mention ("President Donald" of "President Donald Trump").
    """
    at, here, here_end = gap.copy[i], gap.source[0], gap.source[gap.m - 1] + 1
    origin = holding = -1
    is_open_before = is_open_after = True
    for k in range(found):
        if gap.common[k] < size:
            continue
        place = gap.places[first + k]
        if holding < 0:
            holding = place
        if origin < 0 and not here <= place < here_end:
            origin = place
        if at == 0 or place == 0 or gap.source_ids[place - 1] != gap.copy_ids[at - 1]:
            is_open_before = False
        if gap.common[k] == size:
            is_open_after = False
    if origin < 0:
        origin = holding
    cost = gap.mention + size * gap.mention_token
    if gap.flags[gap.ours[i]] & NO_BEGIN:
        cost += gap.odd_edge
    if gap.flags[gap.ours[i + size - 1]] & NO_END:
        cost += gap.odd_edge
    if here <= origin < here_end:
        cost += gap.own_place
    if is_open_after and i + size < gap.n:
        cost += gap.part
    if is_open_before and i > 0:
        cost += gap.part
    gap.jump[i * LONGEST + size - 1] = cost
    gap.origin[i * LONGEST + size - 1] = origin


def cover(gap: Gap, start: int, end: int, avoid: int, avoid_end: int) -> list[tuple[int, int, int]]:
    """Copy tokens [start, end) as the fewest stretches that the source has outside [avoid, avoid_end).

    Each is (start, end, origin); there are none if not all of the tokens are in one.
    """
    found = []
    while start < end:
        size = _find_longest(gap, start, end, avoid, avoid_end)
        if not size:
            return []
        found.append((start, start + size, gap.longest_origin))
        start += size
    return found


def _find_longest(gap: Gap, at: int, end: int, avoid: int, avoid_end: int) -> int:
    """How long the longest is that begins at a copy token."""
    first, longest = gap.offsets[gap.copy_ids[at]], 0
    found = gap.offsets[gap.copy_ids[at] + 1] - first
    for k in range(min(POSTINGS, found)):
        place, size = gap.places[first + k], 1
        if avoid <= place < avoid_end:
            continue
        while (
            at + size < end
            and place + size < gap.source_size
            and gap.source_ids[place + size] == gap.copy_ids[at + size]
        ):
            size += 1
        if size > longest:
            longest, gap.longest_origin = size, place
    return longest
