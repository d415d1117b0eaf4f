"""Where on the page new words stand: shares of the boxes of old ones, and the room between two words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from restore.layouts.layout import Box, Line, Word

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class BoxShare:
    """A part of a word's box, in the direction of reading: from 0, its beginning, to 1."""

    box: Box | None
    first: float
    last: float


def share(shares: Sequence[BoxShare], line: Line) -> Box | None:
    """The box around parts of boxes, inside of the line and a unit wide at least; None where there are none.

    >>> line = Line([], 0, Box(0, 0, 100, 10))
    >>> share([BoxShare(Box(10, 2, 30, 8), 0.5, 1.0), BoxShare(Box(34, 1, 54, 9), 0.0, 1.0)], line)
    Box(left=20, top=1, right=54, bottom=9)
    >>> share([BoxShare(Box(10, 2, 12, 8), 0.0, 0.2)], line)
    Box(left=10, top=2, right=11, bottom=8)
    """
    found: Box | None = None
    backwards = _is_right_to_left(line)
    for part in shares:
        if part.box is not None:
            box = _cut(part.box, part.first, part.last, backwards=backwards)
            found = box if found is None else found.union(box)
    whole = len(shares) == 1 and (shares[0].first, shares[0].last) == (0, 1)
    if found is None or whole:
        return found
    around = line.box or replace(found, right=max(found.right, found.left + 1))
    return _wide(found.within(around), around)


def filled(boxes: Sequence[Box | None], letters: Sequence[int], line: Line) -> Sequence[Box | None]:
    """The boxes of a line's words, where those that have none share the room between their neighbours by their letters.

    Without room each gets one unit: a box of no width is none to many a program.

    >>> line = Line([], 0, Box(0, 0, 100, 10))
    >>> filled([Box(0, 1, 40, 9), None, Box(60, 1, 99, 9)], [4, 2, 4], line)[1]
    Box(left=40, top=1, right=60, bottom=9)
    """
    done: list[Box | None] = list(boxes)
    backwards = _is_right_to_left(line)
    for is_missing, run in groupby(range(len(boxes)), lambda number: boxes[number] is None):
        numbers = list(run)
        before = boxes[numbers[0] - 1] if numbers[0] else None
        behind = boxes[numbers[-1] + 1] if numbers[-1] + 1 < len(boxes) else None
        beside = before or behind or line.box
        if is_missing and beside is not None:
            around = line.box or (beside if before is None or behind is None else before.union(behind))
            room = _room(before, behind, around, len(numbers), backwards=backwards)
            parts = _divided(
                Box(room.left, beside.top, room.right, beside.bottom), numbers, letters, backwards=backwards
            )
            done[numbers[0] : numbers[-1] + 1] = [_wide(part.within(around), around) for part in parts]
    return done


def belongs_before(before: Word | None, behind: Word | None, lines: Mapping[int, Line]) -> bool:
    """Whether words that are put in between two others go with the one before: the other one, if not.

    At the end of a line they go where more room is left in the width of both lines. Where a new paragraph begins
    nothing speaks for one of the two; the second is where a text has them, too. `lines` has the line of each word's
    element.
    """
    if before is None or behind is None:
        return behind is None
    one, other = lines[before.element], lines[behind.element]
    if one is other:
        return True
    if (one.block, one.page) != (other.block, other.page):
        return False
    if before.box is None or behind.box is None or one.box is None or other.box is None:
        return True
    around = one.box.union(other.box)
    if _is_right_to_left(one):
        return before.box.left - around.left >= around.right - behind.box.right
    return around.right - before.box.right >= behind.box.left - around.left


def _room(before: Box | None, behind: Box | None, around: Box, words: int, *, backwards: bool) -> Box:
    first, last = (behind, before) if backwards else (before, behind)
    left = around.left if first is None else first.right
    right = around.right if last is None else last.left
    left = max(min(left, around.right - words), around.left)
    return Box(left, around.top, max(right, left + words), around.bottom)


def _wide(box: Box, around: Box) -> Box:
    left = max(min(box.left, around.right - 1), around.left)
    return Box(left, box.top, max(box.right, min(left + 1, around.right)), box.bottom)


def _divided(box: Box, numbers: Sequence[int], letters: Sequence[int], *, backwards: bool) -> Iterator[Box]:
    ends = list(accumulate(letters[number] for number in numbers))
    for end, number in zip(ends, numbers, strict=True):
        yield _cut(box, (end - letters[number]) / ends[-1], end / ends[-1], backwards=backwards)


def _cut(box: Box, first: float, last: float, *, backwards: bool) -> Box:
    if (first, last) == (0, 1):
        return box
    if backwards:
        first, last = 1 - last, 1 - first
    left, right = (box.left + share * (box.right - box.left) for share in (first, last))
    if all(float(side).is_integer() for side in (box.left, box.right)):
        left, right = round(left), round(right)
    return Box(left, box.top, right, box.bottom)


def _is_right_to_left(line: Line) -> bool:
    ways = [unicodedata.bidirectional(letter) for word in line.words for letter in word.text]
    return 2 * sum(way in _RIGHT_TO_LEFT for way in ways) > sum(way == "L" or way in _RIGHT_TO_LEFT for way in ways)
