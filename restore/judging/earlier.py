"""What the first look at one alignment found, for another alignment of the same texts."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Hashable, Sequence

from restore.judging.change import Change
from restore.judging.profile import Shares
from restore.judging.rows import Packed
from restore.values import dataclass


class Places:
    """Changes and where each of them is in its list, found again by all that their numbers depend on.

    That is all but what the alignment says around a change, beside the texts: `bits` say for each what may have made
    it. They are columns of numbers, by where they begin in the copy: of a long text, each in a dictionary would take
    twenty times as much, as much as a quarter of the text's tokens.
    """

    def __init__(self, changes: Sequence[Change], bits: Sequence[int]) -> None:
        starts = array("i", [change.copy_start for change in changes])
        self._order = array("i", sorted(range(len(starts)), key=starts.__getitem__))
        self._starts = array("i", [starts[place] for place in self._order])
        self._ends = array("i", [change.copy_end for change in changes])
        self._theirs = array("i", [change.source_start for change in changes])
        self._their_ends = array("i", [change.source_end for change in changes])
        self._mentions = [change.mentions for change in changes]
        self._natures: dict[Hashable, int] = {}  # each once: hardly a hundred are not alike
        known = self._natures
        self._nature = array(
            "i", [known.setdefault(_nature(change, may), len(known)) for change, may in zip(changes, bits, strict=True)]
        )

    def of(self, change: Change, may: int) -> int:
        """Where a change is whose numbers are the same, -1 where none is."""
        nature: int = self._natures.get(_nature(change, may), -1)
        if nature < 0:
            return -1
        start, at = change.copy_start, bisect_left(self._starts, change.copy_start)
        while at < len(self._starts) and self._starts[at] == start:
            place = self._order[at]
            if (
                self._nature[place] == nature
                and self._ends[place] == change.copy_end
                and self._theirs[place] == change.source_start
                and self._their_ends[place] == change.source_end
                and self._mentions[place] == change.mentions
            ):
                return place
            at += 1
        return -1


def _nature(change: Change, may: int) -> Hashable:
    """What the numbers of a change depend on beside its place and its mentions."""
    return change.op, change.shape, change.near, may


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """The rows of the first look at one alignment, what came of each, and where which is.

    What the explanations' numbers depend on beside its `places` is what the alignment says around a change: how likely
    it is, which is the `posteriors`, and how many others are close by, the `crowds`.
    """

    rows: Packed
    shares: Sequence[Shares]
    places: Places
    posteriors: array[float]
    crowds: array[int]
