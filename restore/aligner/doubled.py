"""Lines that a misread copy has twice, since an engine read them again.

Each reading has letters of its own, so that the cheapest path takes words of both, and neither is whole. Where the copy
has two readings side by side and the source has room for one, that which is farther from the source stays out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from restore.aligner.alignment import Alignment, Block
from restore.aligner.letters import folded
from restore.edits import similarity
from restore.language import changes_meaning
from restore.text import Text
from restore.values import dataclass

MOST = 12  # lines that are read again at most: two photographs of a page have so many in common
SHORTEST = 20  # letters of what is read again: shorter lines are alike by chance
LONGEST = 4000  # letters: of more, lines are whole pages or books, which no engine reads again and take long to compare
ALIKE = 0.6  # of the letters of two readings at least: of lines that are not, up to 0.45
ROOM = 1.5  # readings that the source has room for, below which it has only one


def doubled_lines(alignment: Alignment) -> list[range]:
    """The copy's tokens that are read again beside them, in order and apart."""
    copy, source = alignment.copy, alignment.source
    starts = _line_starts(copy)
    places = _places([block for block in alignment.blocks if block.moved is None], starts)
    ours, theirs = _Words.of(copy), _Words.of(source)
    found: list[range] = []
    line = 0
    while line < len(starts) - 1:
        again = _read_again(starts, places, ours, theirs, line)
        if again is None:
            line += 1
        else:
            first, second, room = again
            truth = theirs.written(room)
            near = [similarity(ours.written(reading), truth) for reading in (first, second)]
            found.append(first if near[0] < near[1] else second)
            line = bisect_right(starts, second.stop - 1)
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """A text's words by their letters, and how many letters stand before each."""

    folds: Sequence[str]
    letters: Sequence[str]
    before: Sequence[int]

    @classmethod
    def of(cls, text: Text) -> _Words:
        letters = list(map(folded, text.folds))
        return cls(text.folds, letters, list(accumulate(map(len, letters), initial=0)))

    def size(self, tokens: range) -> int:
        return self.before[tokens.stop] - self.before[tokens.start]

    def alike(self, starts: Sequence[int], line: int, other: int) -> bool:
        """Whether two lines may be one, read twice."""
        one, two = (self.written(range(starts[at], starts[at + 1])) for at in (line, other))
        return similarity(one, two) >= ALIKE

    def agree(self, one: range, other: range) -> bool:
        """Whether two readings are alike, and neither denies what the other says or has another number."""
        if similarity(self.written(one), self.written(other)) < ALIKE:
            return False
        words = [self.folds[tokens.start : tokens.stop] for tokens in (one, other)]
        return not all(changes_meaning(*pair, misread=True) for pair in (words, words[::-1]))

    def written(self, tokens: range) -> str:
        return "".join(self.letters[tokens.start : tokens.stop])


def _read_again(
    starts: Sequence[int], places: Sequence[int], ours: _Words, theirs: _Words, line: int
) -> tuple[range, range, range] | None:
    """The two readings that begin with a line, and the tokens of the source that they stand over against."""
    for count in range(1, min(MOST, (len(starts) - 1 - line) // 2) + 1):
        middle, end = line + count, line + 2 * count
        first, second = range(starts[line], starts[middle]), range(starts[middle], starts[end])
        room = range(places[line], max(places[end], places[line]))
        size = ours.size(first)
        if size > LONGEST:
            break
        if size < SHORTEST or not size < ROOM * theirs.size(room) < ROOM * ROOM * size:
            continue
        edges = ((line, middle), (middle - 1, end - 1))  # or what is beside would count as part of it
        if all(ours.alike(starts, *each) for each in edges) and ours.agree(first, second):
            return first, second, room
    return None


def _line_starts(copy: Text) -> list[int]:
    """The tokens that lines begin with, and the number of all tokens."""
    within = range(1, len(copy))
    return [0, *(at for at in within if "\n" in copy.raw[copy.ends[at - 1] : copy.starts[at]]), len(copy)]


def _places(blocks: Sequence[Block], starts: Sequence[int]) -> list[int]:
    """The source's token over against each of these."""
    begins = [block.copy_start for block in blocks]
    places = []
    for at in starts:
        k = bisect_right(begins, at) - 1
        if k < 0:
            places.append(0)
        else:
            block = blocks[k]
            places.append(min(block.source_start + max(at - block.copy_start, 0), block.source_end))
    return places
