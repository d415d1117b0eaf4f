"""From a stretch between anchors to blocks: its best alignment, by the compiled lattice where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from restore.aligner import compiled
from restore.aligner.alignment import Block, Mention, Relation
from restore.aligner.pair import RELATIONS, Pair, Piece, Strip

WHOLE = 120  # tokens of a difference that is looked at as a row of mentions at most


def solve(pair: Pair, strip: Strip) -> list[Piece]:
    """The strip's best alignment, piece by piece; both sides must have tokens."""
    if compiled.CORE is None:
        from restore.aligner.pure import solve as solve_pure  # three modules that nobody else needs

        return solve_pure(pair, strip)
    found = compiled.CORE.solve(pair.buffers, pair.costs.all, strip.copy, strip.source)
    return [
        Piece(RELATIONS[kind], i, i_end, j, j_end, chance, mentions)
        for kind, i, i_end, j, j_end, chance, mentions in found
    ]


def blocks_of(pair: Pair, strip: Strip, lane: int | None) -> Iterator[Block]:
    """The strip's best alignment as blocks, in order."""
    if not strip.copy or not strip.source:
        yield from one_block(pair, strip, lane)
        return
    for piece in solve(pair, strip):
        if piece.relation is Relation.CHANGED:
            yield from _changed(pair, strip, piece, lane)
        else:
            yield from _matched(strip, piece, lane)


def one_block(pair: Pair, strip: Strip, lane: int | None) -> Iterator[Block]:
    """The strip as one difference, unaligned inside."""
    if strip.copy or strip.source:
        whole = Piece(Relation.CHANGED, 0, len(strip.copy), 0, len(strip.source), 1.0, ())
        yield from _changed(pair, strip, whole, lane)


def _matched(strip: Strip, piece: Piece, lane: int | None) -> Iterator[Block]:
    """Equal and near blocks; an equal stretch is cut where a moved block was taken out of it, on either side."""
    if piece.relation is Relation.NEAR:
        i, j = strip.copy[piece.copy_end - 1] + 1, strip.source[piece.source_end - 1] + 1
        copies, sources = piece.copy_end - piece.copy_start, piece.source_end - piece.source_start
        yield Block(piece.relation, i - copies, i, j - sources, j, lane, (), piece.chance)
        return
    start = piece.copy_start
    for k in range(piece.copy_start + 1, piece.copy_end + 1):
        shift = piece.source_start - piece.copy_start
        if (
            k == piece.copy_end
            or strip.copy[k] != strip.copy[k - 1] + 1
            or strip.source[k + shift] != strip.source[k + shift - 1] + 1
        ):
            i, j = strip.copy[start], strip.source[start + shift]
            yield Block(Relation.EQUAL, i, i + k - start, j, j + k - start, lane)
            start = k


def _changed(pair: Pair, strip: Strip, piece: Piece, lane: int | None) -> Iterator[Block]:
    """The block of one difference; more than one where a moved block was taken out of its middle."""
    copies = _spans(strip.copy, piece.copy_start, piece.copy_end, strip.copy_at)
    sources = _spans(strip.source, piece.source_start, piece.source_end, strip.source_at)
    mentions = [Mention(strip.copy[a], strip.copy[b - 1] + 1, origin) for a, b, origin in piece.mentions]
    for k in range(max(len(copies), len(sources))):
        i, i_end = copies[k] if k < len(copies) else (copies[-1][1], copies[-1][1])
        j, j_end = sources[k] if k < len(sources) else (sources[-1][1], sources[-1][1])
        inside = [m for m in mentions if i <= m.start and m.end <= i_end]
        if sum(m.end - m.start for m in inside) < i_end - i <= WHOLE:
            inside = pair.cover(i, i_end, range(j, j_end)) or inside
        yield Block(Relation.CHANGED, i, i_end, j, j_end, lane, tuple(inside), piece.chance)


def _spans(places: Sequence[int], first: int, last: int, base: int) -> list[tuple[int, int]]:
    """The stretches of consecutive positions in places[first:last]; one empty stretch where there are none."""
    if first >= last:
        at = places[first - 1] + 1 if first else base
        return [(at, at)]
    spans = [(places[first], places[first] + 1)]
    for place in places[first + 1 : last]:
        if place == spans[-1][1]:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return spans
