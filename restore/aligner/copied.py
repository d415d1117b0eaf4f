"""Mentions of a gap: what of the copy the source has elsewhere, and what it costs that it was put in, in one step."""

from __future__ import annotations

from restore import natives
from restore.aligner.gap import Gap
from restore.aligner.mentions import LONGEST, POSTINGS

BIT = 1  # of 64: C would take a bare one for fewer
NO_BEGIN, NO_END = 2, 4  # bits of a token's flags: see pair.py


def find_mentions(gap: Gap) -> bool:
    """How long the mentions are that begin at each token, and what each costs; whether it was stopped."""
    for i in range(gap.n + 1):
        gap.reach[i] = 0
    for i in range(gap.n):
        first = gap.offsets[gap.ours[i]]
        found = min(gap.offsets[gap.ours[i] + 1] - first, POSTINGS)
        longest = _find_from(gap, i, first, first + found) if found else 0
        gap.longest[i] = longest
        for size in range(1, longest + 1):
            gap.reach[i + size] = max(gap.reach[i + size], size)
        if natives.took(gap, (found + 1) * LONGEST):
            return True
    return False


def are_others(gap: Gap) -> bool:
    """Whether the gap has other mentions, or other words that are known, by what is told behind the source.

    That stands last among a word's places. Nothing else changes with it that the best way through a gap depends on.
    """
    if gap.many:  # what a token from nowhere costs goes by how often the source has it, and that is told oftener
        return True
    for i in range(gap.n):
        first = gap.offsets[gap.ours[i]]
        end = first + min(gap.offsets[gap.ours[i] + 1] - first, POSTINGS)
        own = end
        while own > first and gap.places[own - 1] >= gap.own_size:
            own -= 1
        if own < end and (own == first or _is_other(gap, i, first, own, end)):
            return True
    return False


def _is_other(gap: Gap, i: int, first: int, own: int, end: int) -> bool:
    """Whether the mentions that begin at a token are others by all its places than by its own."""
    longest, row, spare = _find_from(gap, i, first, own), i * LONGEST, gap.n * LONGEST  # behind the last token's row
    for k in range(longest):
        gap.jump[spare + k], gap.origin[spare + k] = gap.jump[row + k], gap.origin[row + k]
    if _find_from(gap, i, first, end) != longest:
        return True
    for k in range(longest):
        if gap.jump[row + k] != gap.jump[spare + k] or gap.origin[row + k] != gap.origin[spare + k]:
            return True
    return False


def _find_from(gap: Gap, i: int, first: int, end: int) -> int:
    """The mentions that begin at a token, one of each length, of what the source has at these places; the longest.

    Each comes from the first place that has so much of it, outside of the gap if one does. It is open on a side if,
    wherever the source has it, the same token goes on there as in the copy: then it is a part of a longer mention
    ("President Donald" of "President Donald Trump").
    """
    at, here, here_end = gap.copy[i], gap.source[0], gap.source[gap.m - 1] + 1
    limit, row = _limit_of(gap, i), i * LONGEST
    enough = limit + 1 if limit < LONGEST else LONGEST  # to know whether it goes on
    longest = outside = closed = 0  # of all, of those outside, and of those that are not open before
    ended = BIT ^ BIT  # the lengths of which there is one that is not open behind, as bits
    following = gap.copy_ids[at + 1] if at + 1 < gap.copy_size else -1
    is_one_known = False  # whether another place that has no more than the token itself says nothing new
    for k in range(first, end):
        place, size = gap.places[k], 1
        if place + 1 < gap.source_size and gap.source_ids[place + 1] == following:
            size = _common(gap, at, place, enough)
        elif is_one_known:
            continue
        for length in range(longest, size):
            gap.origin[row + length] = place
        longest = max(longest, size)
        if not here <= place < here_end:
            for length in range(outside, size):
                gap.origin[row + length] = place
            outside = max(outside, size)
        if at == 0 or place == 0 or gap.source_ids[place - 1] != gap.copy_ids[at - 1]:
            closed = max(closed, size)
        ended |= BIT << size
        is_one_known = outside > 0 and closed > 0 and ended >> 1 & BIT == BIT
    longest = min(limit, longest)
    for size in range(1, longest + 1):
        is_open_behind = not ended >> size & BIT and i + size < gap.n
        parts = (1 if is_open_behind else 0) + (1 if size > closed and i > 0 else 0)
        own = 0 if size <= outside else gap.own_place
        gap.jump[row + size - 1] = _price_of(gap, i, size) + own + parts * gap.part
    return longest


def _limit_of(gap: Gap, i: int) -> int:
    """How long a mention that begins at a token may be: what follows in the gap, but for blocks taken out of it."""
    at, rest = gap.copy[i], min(LONGEST, gap.n - i)
    if gap.copy[i + rest - 1] == at + rest - 1:  # positions rise: none is missing between
        return rest
    limit = 1
    while gap.copy[i + limit] == at + limit:
        limit += 1
    return limit


def _common(gap: Gap, at: int, place: int, enough: int) -> int:
    """How much the source has from a place on of what the copy has from a token on, which they share."""
    size = 1
    while (
        size < enough
        and at + size < gap.copy_size
        and place + size < gap.source_size
        and gap.source_ids[place + size] == gap.copy_ids[at + size]
    ):
        size += 1
    return size


def _price_of(gap: Gap, i: int, size: int) -> int:
    """What a mention costs by what it is made of, wherever it comes from."""
    cost = gap.mention + size * gap.mention_token
    if gap.flags[gap.ours[i]] & NO_BEGIN:
        cost += gap.odd_edge
    if gap.flags[gap.ours[i + size - 1]] & NO_END:
        cost += gap.odd_edge
    return cost


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
