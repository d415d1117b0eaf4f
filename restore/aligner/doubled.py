"""Lines that a copy has twice, since an engine read them again.

Each reading has letters of its own, so that the cheapest path takes words of both, and neither is whole. Where the copy
has two readings and the source has room for one, that which is farther from the source stays out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from restore.aligner.alignment import Again, Alignment, Block
from restore.aligner.readings import Vocabulary, are_alike, is_read_again, letters_of, likeness
from restore.text import Text
from restore.values import dataclass, mypyc_attr

MOST: Final = 12  # lines that are read again at most: two photographs of a page have so many in common
NOISE: Final = 2  # lines between two readings at most: either photograph may cut through one
SHORTEST: Final = 20  # characters of what is read again: shorter lines are alike by chance
LONGEST: Final = 4000  # characters: of more, lines are whole pages or books, which no engine reads again
ROOM: Final = 3  # halves of a reading that the source has room for, below which it has only one
MORE: Final = 1  # such half that the copy has more there than the source: less is some words put into a line
_REACH: Final = 2 * MOST + NOISE


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class _CopyLine:
    """A line's tokens of the copy, their characters, and the token of the source over against the first of them.

    That begins at `place_start`, and the one before it ends at `before_place`.
    """

    start: int
    stop: int
    begin: int
    end: int
    place: int
    place_start: int
    before_place: int

    def __init__(  # noqa: PLR0917 - its fields in their order
        self, start: int, stop: int, begin: int, end: int, place: int, place_start: int, before_place: int
    ) -> None:
        self.start, self.stop, self.begin, self.end = start, stop, begin, end  # type: ignore[misc]
        self.place, self.place_start, self.before_place = place, place_start, before_place  # type: ignore[misc]


class _Letters:
    """The letters of a copy's lines, which are asked for again with each line that they may be a reading of."""

    def __init__(self, copy: Text) -> None:
        self._folds = copy.folds
        self._known: dict[int, str] = {}  # by where a line begins

    def of(self, lines: Sequence[_CopyLine]) -> str:
        found: list[str] = []
        for line in lines:
            known = self._known.get(line.start)
            if known is None:
                known = self._known[line.start] = letters_of(self._folds[line.start : line.stop])
            found.append(known)
        return "".join(found)


@dataclass(frozen=True, slots=True)
class _Twice:
    """Lines [first, first_end) and [second, second_end), which are alike, and the source's tokens for both."""

    first: int
    first_end: int
    second: int
    second_end: int
    place: int
    place_end: int


def doubled_lines(alignment: Alignment) -> list[Again]:
    """What of the copy is read again beside it, in order and apart.

    Of lines that are there more than twice all readings but one.
    """
    copy, source = alignment.copy, alignment.source
    if "\n" not in copy.raw:
        return []
    blocks = [block for block in alignment.blocks if block.moved is None]
    more = [b.copy_start for b in blocks if b.copy_end - b.copy_start > b.source_end - b.source_start]
    if not more:
        return []
    lines, letters = _lines(copy, source, blocks), _Letters(copy)
    known: Vocabulary | None = None
    found: list[Again] = []
    at = 0
    while at < len(lines):
        put_in = bisect_left(more, lines[at].start)
        if put_in == len(more):
            break
        farther, may_be = None, more[put_in] < lines[min(at + _REACH, len(lines)) - 1].stop
        if may_be and (found_twice := _twice(source, lines, at, letters)):
            known = known or Vocabulary.of(source)
            farther = _farther(alignment, lines, at, found_twice, known)
        if farther is None:
            at += 1
            continue
        first, last, alike = farther
        found += _apart(lines[first:last], alike)
        del lines[first:last]  # what is left may be read once more
    found.sort(key=lambda again: again.copy_start)
    return found


def _apart(lines: Sequence[_CopyLine], alike: float) -> Iterator[Again]:
    """A reading as what stands together of it: lines between may have been taken out before it was found."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].start > lines[at - 1].stop:
            yield Again(lines[start].start, lines[at - 1].stop, alike)
            start = at


def _farther(
    alignment: Alignment, lines: Sequence[_CopyLine], at: int, readings: Sequence[_Twice], known: Vocabulary
) -> tuple[int, int, float] | None:
    """Of two readings that begin with a line, the lines of the one farther from the source, and their likeness."""
    copy, source = alignment.copy, alignment.source
    for twice in readings:
        truth = source.folds[twice.place : twice.place_end]
        first, second = _folds(copy, lines[at : twice.first_end]), _folds(copy, lines[twice.second : twice.second_end])
        nearer, farther, place = second, first, (at, twice.first_end)
        if likeness(first, truth) >= likeness(second, truth):
            nearer, farther, place = first, second, (twice.second, twice.second_end)
        if is_read_again(nearer, farther, known, misread=alignment.prices.misread):
            return *place, likeness(first, second)
    return None


def _twice(source: Text, lines: list[_CopyLine], at: int, letters: _Letters) -> list[_Twice]:
    """What may be two readings that begin with a line; those with nothing between them first."""
    found: list[_Twice] = []
    line, source_end = lines[at], source.ends[-1] if len(source) else 0
    for noise in range(NOISE + 1):
        for count in range(1, MOST + 1):
            first_end, second = at + count, at + count + noise
            second_end = second + count
            if second_end > len(lines):
                break
            size = lines[first_end - 1].end - line.begin
            if size > LONGEST:
                break
            room_end = lines[second_end].before_place if second_end < len(lines) else source_end
            room = max(room_end - line.place_start, 0)
            if (
                size >= SHORTEST
                and 2 * size < ROOM * room
                and 2 * room < ROOM * size
                and 2 * (lines[second_end - 1].end - line.begin - room) >= MORE * size
                # By their edges, or what is beside would count as part of them.
                and are_alike(letters.of([line]), letters.of([lines[second]]))
                and are_alike(letters.of([lines[first_end - 1]]), letters.of([lines[second_end - 1]]))
                and are_alike(letters.of(lines[at:first_end]), letters.of(lines[second:second_end]))
            ):
                place_end = lines[second_end].place if second_end < len(lines) else len(source)
                found.append(_Twice(at, first_end, second, second_end, line.place, max(place_end, line.place)))
    return found


def _folds(copy: Text, lines: Sequence[_CopyLine]) -> list[str]:
    return [fold for line in lines for fold in copy.folds[line.start : line.stop]]


def _lines(copy: Text, source: Text, blocks: Sequence[Block]) -> list[_CopyLine]:
    """The copy's lines, each with its place in the source."""
    raw, starts = copy.raw, [0]
    end = raw.find("\n", copy.starts[0])
    while end >= 0 and (start := bisect_left(copy.starts, end, starts[-1])) < len(copy):
        starts.append(start)
        end = raw.find("\n", copy.starts[start])
    starts.append(len(copy))
    lines: list[_CopyLine] = []
    k = -1  # the last block that begins with the line or before it
    for number in range(len(starts) - 1):
        start, stop, place = starts[number], starts[number + 1], 0
        while k + 1 < len(blocks) and blocks[k + 1].copy_start <= start:
            k += 1
        if k >= 0:
            block = blocks[k]
            place = block.source_start + start - block.copy_start
            place = min(place, block.source_end)
        place_start = source.starts[place] if place < len(source) else len(source.raw)
        before_place = source.ends[place - 1] if place else 0
        lines.append(_CopyLine(start, stop, copy.starts[start], copy.ends[stop - 1], place, place_start, before_place))
    return lines
