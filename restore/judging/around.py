"""What stands around a change: damage comes in company, an editor's word seldom beside it.

A mention cut in two, a mark that it brought or ate, a soiled corner of a page: a change says little of these, and those
beside it and near it much. Read from the first look's shares, as the copy's profile is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log
from typing import Final, NamedTuple

from restore.judging.change import Change
from restore.judging.profile import Shares
from restore.judging.reader import NEAR
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
        first = bisect_left(self.starts, change.copy_start - NEAR)
        last = bisect_right(self.starts, change.copy_end + NEAR)
        near = self.misread[last] - self.misread[first] - mine.misreading
        beside_intruder = max(before.intruder, behind.intruder)
        beside_misread = max(before.misreading, behind.misreading)
        beside_edited = max(before.editor, behind.editor)
        near_misread = log(1.0 + max(near, 0.0))
        return [beside_intruder, beside_misread, beside_edited, near_misread]


def neighbours(seen: Iterable[tuple[Change, Shares]]) -> Neighbours:
    """The changes of a copy, moves aside, by where they stand, which comes in the copy's order."""
    found = [each for each in seen if not each[0].moves]
    starts = [change.copy_start for change, _ in found]
    return Neighbours(
        starts,
        [*accumulate([mine.misreading for _, mine in found], initial=0.0)],
        {(change.copy_start, change.source_start): mine for change, mine in found},
        {(change.copy_end, change.source_end): mine for change, mine in found},
    )


_NOTHING: Final = Shares()
_NOBODY: Final = tuple(Around())
