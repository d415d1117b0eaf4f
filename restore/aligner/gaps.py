"""From a stretch between anchors to blocks: its best alignment, by the lattice."""

from __future__ import annotations

from collections.abc import Sequence

from restore.aligner.alignment import Block, Mention, Relation
from restore.aligner.pair import RELATIONS, Pair, Strip
from restore.aligner.pieces import solve

WHOLE = 120  # tokens of a difference that is looked at as a row of mentions at most


def blocks_of(pair: Pair, strip: Strip, lane: int | None) -> list[Block]:
    """The strip's best alignment as blocks, in order."""
    if not strip.copy or not strip.source:
        return one_block(pair, strip, lane)
    blocks: list[Block] = []
    for kind, i, i_end, j, j_end, chance, mentions in solve(pair.gap, strip.copy, strip.source):
        if RELATIONS[kind] is Relation.CHANGED:
            inside = [Mention(strip.copy[a], strip.copy[b - 1] + 1, origin) for a, b, origin in mentions]
            blocks += _changed(pair, strip, (i, i_end, j, j_end), lane, inside, chance=chance)
        elif RELATIONS[kind] is Relation.NEAR:
            end, source_end = strip.copy[i_end - 1] + 1, strip.source[j_end - 1] + 1
            start, source = end - (i_end - i), source_end - (j_end - j)
            blocks.append(Block(Relation.NEAR, start, end, source, source_end, lane, (), chance))
        else:
            blocks += _equal(strip, i, i_end, j - i, lane)
    return blocks


def one_block(pair: Pair, strip: Strip, lane: int | None) -> list[Block]:
    """The strip as one difference, unaligned inside."""
    if not strip.copy and not strip.source:
        return []
    return _changed(pair, strip, (0, len(strip.copy), 0, len(strip.source)), lane)


def _equal(strip: Strip, start: int, end: int, shift: int, lane: int | None) -> list[Block]:
    """An equal stretch, cut where a moved block was taken out of it, on either side."""
    copy, source = strip.copy, strip.source
    blocks: list[Block] = []
    while start < end:
        stop, i, j = end, copy[start], source[start + shift]
        if copy[end - 1] - i != end - 1 - start or source[end - 1 + shift] - j != end - 1 - start:
            stop = start + 1
            while stop < end and copy[stop] - i == source[stop + shift] - j == stop - start:
                stop += 1
        blocks.append(Block(Relation.EQUAL, i, i + stop - start, j, j + stop - start, lane))
        start = stop
    return blocks


def _changed(
    pair: Pair, strip: Strip, at: tuple[int, int, int, int], lane: int | None,
    mentions: Sequence[Mention] = (), *, chance: float = 1.0,
) -> list[Block]:  # fmt: skip
    """The block of one difference; more than one where a moved block was taken out of its middle."""
    copies = _spans(strip.copy, at[0], at[1], strip.copy_at)
    sources = _spans(strip.source, at[2], at[3], strip.source_at)
    blocks: list[Block] = []
    for k in range(max(len(copies), len(sources))):
        i, i_end = copies[k] if k < len(copies) else (copies[-1][1], copies[-1][1])
        j, j_end = sources[k] if k < len(sources) else (sources[-1][1], sources[-1][1])
        inside = [m for m in mentions if i <= m.start and m.end <= i_end]
        if sum([m.end - m.start for m in inside]) < i_end - i <= WHOLE:
            inside = pair.cover(i, i_end, range(j, j_end)) or inside
        blocks.append(Block(Relation.CHANGED, i, i_end, j, j_end, lane, tuple(inside), chance))
    return blocks


def _spans(places: Sequence[int], first: int, last: int, base: int) -> list[tuple[int, int]]:
    """The stretches of consecutive positions in places[first:last]; one empty stretch where there are none."""
    if first >= last:
        at = places[first - 1] + 1 if first else base
        return [(at, at)]
    if places[last - 1] - places[first] == last - 1 - first:
        return [(places[first], places[last - 1] + 1)]
    spans = [(places[first], places[first] + 1)]
    for place in places[first + 1 : last]:
        if place == spans[-1][1]:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return spans
