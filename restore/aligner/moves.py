"""Moved blocks: anchors that the main chain left out because the copy has them elsewhere.

The chain leaves holes in both texts. Anchors that lead from a hole of the copy to another hole of the source are what
moved; the holes' edges are the block's edges where a sentence starts there. Intruding mentions also stand in the wrong
place, but they are no sentences.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from restore.aligner.alignment import Move
from restore.aligner.anchors import Run, apart, heaviest_chain
from restore.text import Text, starts_sentence
from restore.values import dataclass

SHORTEST: Final = 8  # anchored tokens of a moved block at least: shorter ones are repeated phrases
CERTAIN: Final = 12  # anchored tokens from which a block need not be made of whole sentences
REACH: Final = 80  # tokens beyond its outermost anchors that a block reaches at most, to the edge of its hole
BREAK: Final = 120  # tokens between two anchors of one block at most


@dataclass(frozen=True, slots=True)
class AnchoredMove:
    """A moved block and the anchors inside it."""

    move: Move
    chain: Sequence[Run]


@dataclass(frozen=True, slots=True)
class _Hole:
    """Tokens [start, end) of one text that lie between two runs of the chain."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spans:
    """Tokens [start, end) of one text, in order and apart, so that what lies at a place is found without a walk."""

    starts: array[int]
    ends: array[int]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]] = ()) -> Spans:
        """These spans, in whatever order; none may overlap another."""
        ordered = sorted(spans)
        return cls(array("i", [start for start, _ in ordered]), array("i", [end for _, end in ordered]))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them has a token of [start, end)."""
        if not self.starts:
            return False
        return bisect_left(self.starts, end) > bisect_right(self.ends, start)

    def outside(self, places: range) -> Sequence[int]:
        """The places that are in none of them."""
        if not self.starts:
            return places
        first, last = bisect_right(self.ends, places.start), bisect_left(self.starts, places.stop)
        if first >= last:
            return places
        edges = [places.start, *(at for k in range(first, last) for at in (self.starts[k], self.ends[k])), places.stop]
        return [place for start, end in list(pairwise(edges))[::2] for place in range(start, end)]


@dataclass(frozen=True, slots=True)
class Taken:
    """The tokens of moved blocks, on either side, and what else of the copy is left out."""

    copy: Spans
    source: Spans

    @classmethod
    def of(cls, moves: Iterable[Move] = (), without: Sequence[range] = ()) -> Taken:
        """Those of these blocks, and of the copy what it is to be `without`."""
        blocks = list(moves)
        left_out = [(tokens.start, tokens.stop) for tokens in without]
        return cls(
            Spans.of([*left_out, *[(move.copy_start, move.copy_end) for move in blocks]]),
            Spans.of([(move.source_start, move.source_end) for move in blocks]),
        )

    def cut(self, run: Run) -> bool:
        """Whether a run has some of them."""
        return self.copy.touch(run.copy, run.copy + run.length) or self.source.touch(
            run.source, run.source + run.length
        )


class Claimed:
    """The tokens of either text that blocks have, so that no two blocks have the same."""

    def __init__(self, copies: int, sources: int, without: Sequence[range] = ()) -> None:
        self._copy, self._source = bytearray(copies), bytearray(sources)  # 1 where a token is in a block
        for tokens in without:  # of the copy
            self._copy[tokens.start : tokens.stop] = b"\1" * len(tokens)

    def claim(self, move: Move) -> bool:
        """Give a block its tokens, unless another has some of them; whether it has them now."""
        here, there = slice(move.copy_start, move.copy_end), slice(move.source_start, move.source_end)
        if 1 in self._copy[here] or 1 in self._source[there]:
            return False
        self._copy[here], self._source[there] = b"\1" * len(self._copy[here]), b"\1" * len(self._source[there])
        return True


def find_moves(
    copy: Text, source: Text, runs: Sequence[Run], chain: Sequence[Run], claimed: Claimed
) -> list[AnchoredMove]:
    """Blocks the copy has elsewhere, in its order; on neither side do they overlap each other, others or the chain."""
    found: list[AnchoredMove] = []
    if len(runs) == len(chain):
        return found
    for copy_hole, source_hole, pieces in _by_holes(runs, chain, len(copy), len(source)):
        for group in _groups(pieces):
            anchors = apart(heaviest_chain(group))
            if sum(run.length for run in anchors) < SHORTEST:
                continue
            move = _whole(copy, source, anchors, copy_hole, source_hole)
            if _is_block(source, move, anchors) and claimed.claim(move):
                found.append(AnchoredMove(move, anchors))
    return sorted(found, key=lambda f: f.move.copy_start)


def _by_holes(
    runs: Sequence[Run], chain: Sequence[Run], copy_size: int, source_size: int
) -> Iterator[tuple[_Hole, _Hole, list[Run]]]:
    """What of the runs lies in holes on both sides, by the pair of holes."""
    copy_starts, source_starts = [run.copy for run in chain], [run.source for run in chain]
    taken = set(chain)
    groups: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        if run in taken:
            continue
        i, j = (
            bisect_right(copy_starts, run.copy + run.length // 2),
            bisect_right(source_starts, run.source + run.length // 2),
        )
        holes = _hole(chain, i, copy_size, of_copy=True), _hole(chain, j, source_size, of_copy=False)
        piece = _clipped(run, *holes)
        if piece and i != j:
            groups.setdefault((i, j), []).append(piece)
    for (i, j), pieces in sorted(groups.items(), key=lambda item: -sum(p.length for p in item[1])):
        yield _hole(chain, i, copy_size, of_copy=True), _hole(chain, j, source_size, of_copy=False), sorted(pieces)


def _hole(chain: Sequence[Run], index: int, size: int, *, of_copy: bool) -> _Hole:
    """The hole before the chain's run `index`."""
    before = chain[index - 1] if index else Run(0, 0, 0)
    start = (before.copy if of_copy else before.source) + before.length
    if index == len(chain):
        return _Hole(start, size)
    return _Hole(start, chain[index].copy if of_copy else chain[index].source)


def _clipped(run: Run, copy_hole: _Hole, source_hole: _Hole) -> Run | None:
    """What of a run lies in both holes."""
    start = max(copy_hole.start - run.copy, source_hole.start - run.source, 0)
    end = min(copy_hole.end - run.copy, source_hole.end - run.source, run.length)
    return Run(run.copy + start, run.source + start, end - start) if end - start >= 3 else None


def _groups(pieces: Sequence[Run]) -> Iterator[list[Run]]:
    """Pieces that follow each other closely on both sides."""
    group: list[Run] = []
    for piece in pieces:
        if group:
            last = group[-1]
            if piece.copy - last.copy - last.length > BREAK or abs(piece.source - last.source - last.length) > BREAK:
                yield group
                group = []
        group.append(piece)
    if group:
        yield group


def _whole(copy: Text, source: Text, anchors: Sequence[Run], copy_hole: _Hole, source_hole: _Hole) -> Move:
    """The block around its anchors, out to sentence starts in its holes."""
    first, last = anchors[0], anchors[-1]
    return Move(
        _start(copy, first.copy, copy_hole),
        _end(copy, last.copy + last.length, copy_hole),
        _start(source, first.source, source_hole),
        _end(source, last.source + last.length, source_hole),
    )


def _start(text: Text, anchor: int, hole: _Hole) -> int:
    """The outermost sentence start in reach before the first anchor, else the anchor."""
    low = max(hole.start, anchor - REACH)
    return next((at for at in range(low, anchor + 1) if starts_sentence(text, at)), anchor)


def _end(text: Text, anchor: int, hole: _Hole) -> int:
    high = min(hole.end, anchor + REACH)
    return next((at for at in range(high, anchor - 1, -1) if starts_sentence(text, at)), anchor)


def _is_block(source: Text, move: Move, anchors: Sequence[Run]) -> bool:
    """Whole sentences in the source, or too long to be a mention; and about as long on either side."""
    anchored = sum(run.length for run in anchors)
    ours, theirs = move.copy_end - move.copy_start, move.source_end - move.source_start
    if max(ours, theirs) > 3 * min(ours, theirs) or 5 * anchored < min(ours, theirs):
        return False
    return anchored >= CERTAIN or (
        starts_sentence(source, move.source_start) and starts_sentence(source, move.source_end)
    )
