"""Runs of equal tokens around n-grams that stand once in either of two texts: what `anchors.py` begins with.

Only the copy's n-grams are kept, in a table of slots. Their hash is multilinear, with keys of the process's own (Lemire
and Kaser, Strongly universal string hashing is fast, 2014): nobody can choose words that all want the same slot, and no
answer depends on where one stands. Its upper half is the one to trust.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from restore import natives
from restore.turning import Turning

if TYPE_CHECKING:
    Ids = Any  # token numbers, an array of `array`'s or of NumPy's, which is not there where this is built

HALF = 32  # bits
LOW, ALL = (1 << 32) - 1, (1 << 64) - 1  # the last bits of a number, and all that one has in C
LONGEST = 64  # tokens of an n-gram: some 48 are asked for (engine.py)
STEPS_OF_GRAM = 32  # as `_turns.h` counts them: in a table that no cache holds
MOST = 1 << 30  # tokens of both
_NAUGHT = array("i", [0])
_KEYS = array("Q", os.urandom(8 * (2 * LONGEST + 1)))


class Grams(Turning):
    """The copy's n-grams, each by the place where the copy has it first, and how often either text has it.

    Tokens of 64 bits are taken as two numbers each, so that an n-gram is in any case some numbers in a row.
    """

    def __init__(self, copy: Ids, source: Ids, order: int, over_surplus: bool) -> None:  # noqa: FBT001 - C's order
        ours, theirs = memoryview(copy), memoryview(source)
        self.copy_size, self.source_size = len(ours), len(theirs)
        is_known = ours.itemsize == theirs.itemsize and ours.itemsize in (4, 8)
        if not is_known or not 1 <= order <= LONGEST or self.copy_size + self.source_size > MOST:
            raise ValueError(f"tokens are 32 or 64 bits each, 2**30 at most, and n-grams have 1 to {LONGEST} of them")
        self.width, self.order, self.over_surplus = ours.itemsize // 4, order, over_surplus
        self.size = order * self.width  # numbers of an n-gram
        both = array("i")
        both.frombytes(ours.tobytes())
        both.frombytes(theirs.tobytes())
        self.ids = both  # of the copy, and behind them of the source
        self.places = max(self.copy_size - order + 1, 0)
        room = 16
        while room < 2 * self.places:
            room *= 2
        self.last = room - 1
        self.slots = _NAUGHT * room  # each has the first place of an n-gram, counted from 1, or none
        self.runs, self.found = _NAUGHT * (3 * self.places), 0
        self.firsts, self.ours, self.theirs, self.to = (_NAUGHT * self.places for _ in range(4))
        self.keys = _KEYS

    def count_all(self) -> bool:
        """Count the copy's n-grams in both texts, and where the source has each last; whether it was stopped."""
        for k in range(self.places):
            first = self._first_of(k, True)
            self.firsts[k] = first
            self.ours[first] += 1
            if natives.took(self, STEPS_OF_GRAM + self.size):
                return True
        first = -1
        for k in range(self.source_size - self.order + 1):
            # What follows in both texts need not be looked for: of these two all is equal but perhaps the last token.
            if 0 <= first < self.places - 1 and self._is_same(first + self.order, k + self.order - 1):
                first = self.firsts[first + 1]
            else:
                first = self._first_of(self.copy_size + k, False)
            if first >= 0:
                self.theirs[first] += 1
                self.to[first] = k
            if natives.took(self, STEPS_OF_GRAM + self.size):
                return True
        return False

    def _first_of(self, place: int, is_new: bool) -> int:  # noqa: FBT001
        """Where the copy has first the n-gram that stands there; where it may be new, there; else -1."""
        at = place * self.width
        key = self.keys[0]
        for c in range(self.size):
            key = (key + self.keys[c + 1] * (self.ids[at + c] & LOW)) & ALL
        slot = key >> HALF & self.last
        while self.slots[slot]:
            first = self.slots[slot] - 1
            if self._are_alike(at, first * self.width):
                return first
            slot = (slot + 1) & self.last
        if not is_new:
            return -1
        self.slots[slot] = place + 1
        return place

    def _are_alike(self, one: int, other: int) -> bool:
        """Whether the n-grams whose numbers begin there are the same."""
        c = 0
        while c < self.size and self.ids[one + c] == self.ids[other + c]:
            c += 1
        return c == self.size

    def _is_unique(self, place: int) -> bool:
        first = self.firsts[place]
        return self.ours[first] == 1 and self.theirs[first] == 1

    def _is_barred(self, place: int) -> bool:
        """Whether the copy has the n-gram more often than the source, which has it too: runs end there."""
        if self.over_surplus or place >= self.places:
            return False
        first = self.firsts[place]
        return self.ours[first] > self.theirs[first] > 0

    def _is_same(self, i: int, j: int) -> bool:
        """Whether the two texts have the same token there."""
        one, other = i * self.width, (self.copy_size + j) * self.width
        return self.ids[one] == self.ids[other] and (self.width == 1 or self.ids[one + 1] == self.ids[other + 1])

    def find_all(self) -> bool:
        """Find the runs of n-grams that stand once, grown as far as tokens are equal; whether it was stopped.

        Of run k `runs` has the start in the copy, that in the source, and the length, from 3 * k on.
        """
        place = end = stop = 0  # end: of the last run, in either text
        while place < self.places:
            if natives.took(self, 4):
                return True
            if not self._is_unique(place):
                place += 1
                continue
            copy, source = place, self.to[self.firsts[place]]
            place += 1
            while (
                place < self.places and self._is_unique(place) and self.to[self.firsts[place]] - source == place - copy
            ):
                place += 1
            if copy < end and end - copy == stop - source:  # the last one has grown over it
                continue
            self._grow(copy, source, place - copy + self.order - 1)
            length = self.runs[3 * self.found - 1]
            end, stop = self.runs[3 * self.found - 3] + length, self.runs[3 * self.found - 2] + length
            if natives.took(self, 4 * length):
                return True
        return False

    def _grow(self, copy: int, source: int, length: int) -> None:
        i, j, end, stop = copy, source, copy + length, source + length
        while i > 0 and j > 0 and self._is_same(i - 1, j - 1) and not self._is_barred(i - 1):
            i, j = i - 1, j - 1
        while (
            end < self.copy_size
            and stop < self.source_size
            and self._is_same(end, stop)
            and not self._is_barred(end - self.order + 1)
        ):
            end, stop = end + 1, stop + 1
        at = 3 * self.found
        self.runs[at], self.runs[at + 1], self.runs[at + 2] = i, j, end - i
        self.found += 1


def found_runs(
    copy: Ids,
    source: Ids,
    order: int,
    over_surplus: bool,  # noqa: FBT001
    make: Callable[[tuple[int, int, int]], Any] = tuple,
) -> list[Any]:
    """What is made of start in the copy, start in the source, and length of each run, in the copy's order.

    See `anchors.unique_runs`.

    Raises:
        ValueError: the numbers are of another size, or too many, or `order` is not positive.
    """
    grams = Grams(copy, source, order, over_surplus)
    natives.begin(grams)
    natives.end(grams, grams.count_all() or grams.find_all())
    runs = []
    for k in range(0, 3 * grams.found, 3):
        natives.end(grams, natives.took(grams, STEPS_OF_GRAM))
        runs.append(make((grams.runs[k], grams.runs[k + 1], grams.runs[k + 2])))
    return runs


def is_gram_shared(copy: Ids, source: Ids, order: int) -> bool:
    """Whether an n-gram of `order` tokens stands anywhere in both texts.

    Raises:
        ValueError: as for `found_runs`.
    """
    short, long = sorted((copy, source), key=len)
    if len(short) < order:
        return False
    grams = Grams(short, long, order, True)
    natives.begin(grams)
    natives.end(grams, grams.count_all())
    return any(grams.theirs)
