"""What stands around a change: damage comes in company, an editor's word seldom beside it.

A mention cut in two, a mark that it brought or ate, a soiled corner of a page: a change says little of these, and those
beside it and near it much. Read from the first look's shares, as the copy's profile is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log
from typing import Final, NamedTuple

from restore.judging.change import Change, count_below
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
    """The changes of a copy in its order, with the shares that a look gave them."""

    changes: list[Change]
    shares: list[Shares]
    starts: list[int]
    misread: list[float]  # the sum of misreadings before each start, and of all

    def around(self, change: Change, mine: Shares) -> Sequence[float]:
        """What a change has around it, its own shares left out, in the order of `Around`.

        A block that stands elsewhere has nothing.
        """
        if change.moves:
            return _NOBODY
        before = self._ending(change.copy_start, change.source_start)
        behind = self._beginning(change.copy_end, change.source_end)
        first = count_below(self.starts, change.copy_start - NEAR)
        last = count_below(self.starts, change.copy_end + NEAR + 1)
        near = self.misread[last] - self.misread[first] - mine.misreading
        beside_intruder = max(before.intruder, behind.intruder)
        beside_misread = max(before.misreading, behind.misreading)
        beside_edited = max(before.editor, behind.editor)
        near_misread = log(1.0 + max(near, 0.0))
        return [beside_intruder, beside_misread, beside_edited, near_misread]

    def _beginning(self, copy: int, source: int) -> Shares:
        """The shares of what begins here in both texts: of the last where there are more."""
        at = count_below(self.starts, copy + 1) - 1
        while at >= 0 and self.starts[at] == copy:
            if self.changes[at].source_start == source:
                return self.shares[at]
            at -= 1
        return _NOTHING

    def _ending(self, copy: int, source: int) -> Shares:
        """And of what ends here: it begins before, or here where the copy has nothing in its place."""
        at = count_below(self.starts, copy + 1) - 1
        while at >= 0:
            change = self.changes[at]
            if change.copy_end == copy and change.source_end == source:
                return self.shares[at]
            if change.copy_start < copy:
                break
            at -= 1
        return _NOTHING


def neighbours(seen: Iterable[tuple[Change, Shares]]) -> Neighbours:
    """The changes of a copy, moves aside, which come in its order."""
    changes: list[Change] = []
    shares: list[Shares] = []
    starts: list[int] = []
    misread, total = [0.0], 0.0
    for change, mine in seen:
        if change.moves:
            continue
        total += mine.misreading
        starts.append(change.copy_start)
        misread.append(total)
        changes.append(change)
        shares.append(mine)
    return Neighbours(changes, shares, starts, misread)


_NOTHING: Final = Shares()
_NOBODY: Final = tuple(Around())
