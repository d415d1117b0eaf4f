"""What stands around a change: damage comes in company, an editor's word seldom beside it.

A mention cut in two, a mark that it brought or ate, a soiled corner of a page: a change says little of these, and those
beside it and near it much. Read from the first look's shares, as the copy's profile is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log
from typing import Final, NamedTuple

from restore.judging.change import Change
from restore.judging.profile import Shares
from restore.judging.reader import NEAR, count_below
from restore.values import dataclass


class Around(NamedTuple):
    """What a change has around it: the shares of what stands side by side with it in both texts, and of what is near.

    That is the highest on either side.
    """

    beside_intruder: float = 0.0
    beside_misread: float = 0.0
    beside_edited: float = 0.0
    near_misread: float = 0.0  # expected misreadings, as a logarithm: dirt on a page is in one place


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The changes of a copy by where they stand, with the shares that a look gave them."""

    starts: list[int]
    misread: list[float]  # the sum of misreadings before each start, and of all
    begins: dict[tuple[int, int], Shares]  # by where they begin in copy and source,
    ends: dict[tuple[int, int], Shares]  # and by where they end

    def around(self, change: Change, mine: Shares) -> Sequence[float]:
        """What a change has around it, its own shares left out, in the order of `Around`.

        A block that stands elsewhere has nothing.
        """
        if change.moves:
            return _NOBODY
        before = self.ends.get((change.copy_start, change.source_start), _NOTHING)
        behind = self.begins.get((change.copy_end, change.source_end), _NOTHING)
        first = count_below(self.starts, change.copy_start - NEAR)
        last = count_below(self.starts, change.copy_end + NEAR + 1)
        near = self.misread[last] - self.misread[first] - mine.misreading
        beside_intruder = max(before.intruder, behind.intruder)
        beside_misread = max(before.misreading, behind.misreading)
        beside_edited = max(before.editor, behind.editor)
        near_misread = log(1.0 + max(near, 0.0))
        return [beside_intruder, beside_misread, beside_edited, near_misread]


def neighbours(seen: Iterable[tuple[Change, Shares]]) -> Neighbours:
    """The changes of a copy, moves aside, by where they stand, which comes in the copy's order."""
    starts: list[int] = []
    misread, total = [0.0], 0.0
    begins: dict[tuple[int, int], Shares] = {}
    ends: dict[tuple[int, int], Shares] = {}
    for change, mine in seen:
        if change.moves:
            continue
        total += mine.misreading
        starts.append(change.copy_start)
        misread.append(total)
        begins[change.copy_start, change.source_start] = mine
        ends[change.copy_end, change.source_end] = mine
    return Neighbours(starts, misread, begins, ends)


_NOTHING: Final = Shares()
_NOBODY: Final = tuple(Around())
