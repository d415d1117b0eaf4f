"""From a stretch between anchors to blocks: its best alignment, by the lattice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from restore.aligner.alignment import Block, Mention, Relation
from restore.aligner.pair import RELATIONS, Pair, Strip
from restore.aligner.pieces import SIZE
from restore.modules import take_turn

WHOLE: Final = 120  # tokens of a difference that is looked at as a row of mentions at most
EQUAL: Final = RELATIONS.index(Relation.EQUAL)
NEAR: Final = RELATIONS.index(Relation.NEAR)
_SIZE: Final[int] = SIZE  # a number that is known here, where another module would be asked for it each time
Span = tuple[int, int, int, int]  # copy tokens [at[0], at[1]) over against source tokens [at[2], at[3])
_EQUAL: Final = Relation.EQUAL
_NEAR: Final = Relation.NEAR
_CHANGED: Final = Relation.CHANGED


class Blocks:
    """The blocks of one lane as they are found, in order. Equal ones that touch on both sides are one."""

    def __init__(self, moved: int | None = None) -> None:
        self._moved = moved
        self._blocks: list[Block] = []
        self._copy = self._copy_end = self._source = 0  # an equal stretch that may go on

    def add_equal(self, copy: int, copy_end: int, source: int) -> None:
        """Copy tokens [copy, copy_end) equal as many of the source, from `source` on."""
        if copy != self._copy_end or source - copy != self._source - self._copy:
            self._close()
            self._copy, self._source = copy, source
        self._copy_end = copy_end

    def add(self, relation: Relation, at: Span, mentions: list[Mention], chance: float) -> None:
        """Any other block."""
        self._close()
        self._blocks.append(Block(relation, at[0], at[1], at[2], at[3], self._moved, tuple(mentions), chance))

    def all(self) -> list[Block]:
        """All of them."""
        self._close()
        return self._blocks

    def _close(self) -> None:
        if self._copy < self._copy_end:
            end = self._source + self._copy_end - self._copy
            self._blocks.append(Block(_EQUAL, self._copy, self._copy_end, self._source, end, self._moved))
            self._copy = self._copy_end


def align_gap(made: Blocks, pair: Pair, strip: Strip) -> None:
    """Add the strip's best alignment."""
    take_turn()
    if not strip.copy or not strip.source:
        leave_unaligned(made, pair, strip)
        return
    is_whole, copy, source = strip.is_whole, strip.copy_at, strip.source_at
    found, at = pair.pieces(strip), 0
    while at < len(found):
        kind: int = found[at]
        i: int = found[at + 1]
        i_end: int = found[at + 2]
        j: int = found[at + 3]
        j_end: int = found[at + 4]
        chance: float = found[at + 5]
        count: int = found[at + 6]
        told = at + _SIZE
        at = told + 3 * count
        if kind == EQUAL:
            if is_whole:
                made.add_equal(copy + i, copy + i_end, source + j)
            else:
                _add_equal(made, strip, i, i_end, j - i)
        elif kind == NEAR:
            end, source_end = strip.copy[i_end - 1] + 1, strip.source[j_end - 1] + 1
            made.add(_NEAR, (end - (i_end - i), end, source_end - (j_end - j), source_end), [], chance)
        elif is_whole:
            mentions = [Mention(copy + found[k], copy + found[k + 1], found[k + 2]) for k in range(told, at, 3)]
            _add_changed(made, pair, (copy + i, copy + i_end, source + j, source + j_end), mentions, chance)
        else:
            mentions = [
                Mention(strip.copy[found[k]], strip.copy[found[k + 1] - 1] + 1, found[k + 2])
                for k in range(told, at, 3)
            ]
            for span, inside in _pieces(strip, (i, i_end, j, j_end), mentions):
                _add_changed(made, pair, span, inside, chance)


def leave_unaligned(made: Blocks, pair: Pair, strip: Strip) -> None:
    """Add the strip as one difference."""
    if strip.copy or strip.source:
        for at, _ in _pieces(strip, (0, len(strip.copy), 0, len(strip.source)), []):
            _add_changed(made, pair, at, [], 1.0)


def _add_equal(made: Blocks, strip: Strip, start: int, end: int, shift: int) -> None:
    """An equal stretch, cut where a moved block was taken out of it, on either side."""
    copy, source = strip.copy, strip.source
    for k in range(start, end):
        made.add_equal(copy[k], copy[k] + 1, source[k + shift])


def _pieces(strip: Strip, at: Span, mentions: list[Mention]) -> list[tuple[Span, list[Mention]]]:
    """One difference, by its places in the strip; more than one where a moved block was taken out of its middle."""
    copies = _spans(strip.copy, at[0], at[1], strip.copy_at)
    sources = _spans(strip.source, at[2], at[3], strip.source_at)
    pieces: list[tuple[Span, list[Mention]]] = []
    for k in range(max(len(copies), len(sources))):
        i, i_end = copies[k] if k < len(copies) else (copies[-1][1], copies[-1][1])
        j, j_end = sources[k] if k < len(sources) else (sources[-1][1], sources[-1][1])
        pieces.append(((i, i_end, j, j_end), [m for m in mentions if i <= m.start and m.end <= i_end]))
    return pieces


def _add_changed(made: Blocks, pair: Pair, at: Span, mentions: list[Mention], chance: float) -> None:
    """A difference, as a row of mentions where all of it can be had from elsewhere in the source."""
    i, i_end, j, j_end = at
    told = 0
    for mention in mentions:
        told += mention.end - mention.start
    if i < i_end <= i + WHOLE and told < i_end - i:
        mentions = pair.cover(i, i_end, j, j_end) or mentions
    made.add(_CHANGED, at, mentions, chance)


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
