"""Boosted trees, all of whose questions are put to many rows of numbers side by side.

A tree is not walked: half of a walk's turnings are guessed wrong. Each of its questions that a row answers with no
strikes out the leaves where the answer is yes, and of those that are left the first is the row's (Lucchese et al.,
QuickScorer, 2015). And since a question asks only whether a number is at most some threshold, each number is put once
into the order of all thresholds that it is compared with, and short whole numbers are compared instead. The questions
for one number stand in that order too: below the lowest place that a row has all rows answer no, and behind the highest
yes, so that these strike out nothing and are not asked.
"""

from __future__ import annotations

from array import array
from math import nan

from restore import natives
from restore.turning import Turning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

MOST_LEAVES = 16  # a bit for each
MOST_OUTCOMES = 32  # a bit for each, too
STEPS_OF_TREE, STEPS_OF_NUMBER = 512, 8  # as `_turns.h` counts them
COLUMNS = ("leaf", "cuts", "cut_from", "naught", "tree", "yes", "place", "asked_from")  # of trees that are laid out

_NO_ROWS, _NO_BITS = array("d"), array("I")


class Trees:
    """Questions of trees of so many outcomes, in the columns that `laying.Forest.laid_out` gives.

    They are taken as they are: no program but this one makes them.
    """

    def __init__(self, columns: Mapping[str, array[Any]], outcomes: int) -> None:
        self.leaf, self.cuts, self.naught = columns["leaf"], columns["cuts"], columns["naught"]
        self.cut_from: array[int] = columns["cut_from"]
        self.tree, self.yes, self.place = columns["tree"], columns["yes"], columns["place"]
        self.asked_from = columns["asked_from"]
        self.outcomes, self.width, self.cut, self.leaves = outcomes, len(self.naught), len(self.cuts), MOST_LEAVES
        self.each = len(self.leaf) // (self.leaves * outcomes)  # trees of an outcome
        self.spare: list[Asking] = []  # one at most, of which whoever takes it is the only one that has it

    def first_key(self, outcome: int, number: int) -> int:
        """The key of an outcome's questions whether a number is at most the lowest threshold; of the next, one more."""
        return outcome * self.cut + self.cut_from[number]

    def place_of(self, value: float, number: int) -> int:
        """Above how many of the thresholds that it is compared with a row's number stands."""
        low, count = self.cut_from[number], self.cut_from[number + 1] - self.cut_from[number]
        first = low
        while count > 1:  # without a turning that could be guessed wrong, as half of them would be
            half = count >> 1
            low += half * (not value <= self.cuts[low + half - 1])
            count -= half
        return low - first + (count == 1 and not value <= self.cuts[low])

    def sums(self, rows: array[float], may: array[int]) -> list[list[float]]:
        """For each row the sum of its leaves by outcome, of those whose bits are set in `may`: 32 for a row.

        The rows are one behind the other, all of one size. Numbers at or below a node's threshold go left.

        Raises:
            ValueError: a row has fewer numbers than are asked for, or there is not one number in `may` for each.
        """
        try:
            asking = self.spare.pop()
        except IndexError:
            asking = Asking(self)
        asking.take_up(rows, may)
        natives.hold(asking)
        for k in range(asking.count):
            asking.put(k)
            natives.end(asking, natives.took(asking, self.width * STEPS_OF_NUMBER))
        natives.begin(asking)
        natives.end(asking, asking.add_all())
        sums = [asking.listed(k) for k in range(asking.count)]
        asking.let_go()
        if not self.spare:
            self.spare.append(asking)
        return sums


class Asking(Turning):
    """Rows whose numbers are put in their places, block by block, and the sums of their leaves, in the same room."""

    def __init__(self, trees: Trees) -> None:
        self.trees, self.width, self.outcomes, self.blocks = trees, trees.width, trees.outcomes, 0
        self.before, self.there = array("d", [nan]) * self.width, array("h", [0]) * self.width
        self.struck = array("h", [0]) * (natives.ABREAST * self.trees.each)
        self.of_all = array("H", [0]) * self.trees.each  # what is struck out in all rows where an outcome may be
        # In which rows of a block an outcome may be: one behind the other, and as all bits of a number for each row.
        self.mine, self.lanes = array("i", [0]) * natives.ABREAST, array("h", [0]) * natives.ABREAST

    def take_up(self, rows: array[float], may: array[int]) -> None:
        """Go on to these rows.

        Raises:
            ValueError: they have fewer numbers than are asked for, or there is not one number in `may` for each.
        """
        self.rows, self.may, self.count = rows, may, len(may)
        self.size = len(rows) // max(self.count, 1)
        if len(rows) != self.count * self.size or (self.count and self.size < self.width):
            raise ValueError("rows have as many numbers as are asked for, and each a number for what may be")
        blocks = (self.count + natives.ABREAST - 1) // natives.ABREAST
        if blocks > self.blocks:
            self.blocks = blocks
            self.places = array("h", [0]) * (natives.ABREAST * self.width * blocks)
            self.highest = array("h", [0]) * (self.width * blocks)  # of the places that a number has in a block
            self.totals = array("d", [0.0]) * (self.outcomes * natives.ABREAST * blocks)

    def let_go(self) -> None:
        """Keep nothing of the rows but the room."""
        self.rows, self.may = _NO_ROWS, _NO_BITS

    def put(self, row: int) -> None:
        """Put the numbers of a row in their places. Most are naught, or as the last that was not: it stands `there`."""
        block, lane = row // natives.ABREAST, row % natives.ABREAST
        at, highest = block * self.width * natives.ABREAST + lane, block * self.width
        for k in range(self.width):
            number = self.rows[row * self.size + k]
            if number == 0.0:
                place = self.trees.naught[k]
            else:
                if number != self.before[k]:
                    self.before[k], self.there[k] = number, self.trees.place_of(number, k)
                place = self.there[k]
            self.places[at] = place
            if place > self.highest[highest + k] or lane == 0:
                self.highest[highest + k] = place
            at += natives.ABREAST

    def add_all(self) -> bool:
        """Add the leaves up, by blocks of rows; whether it was stopped.

        A tree speaks for the outcome whose turn it is: it counts for the rows in which that may be, and is not asked
        where there are none.
        """
        for block in range((self.count + natives.ABREAST - 1) // natives.ABREAST):
            for outcome in range(self.outcomes):
                often = self._sort_out(block * natives.ABREAST, outcome)
                if not often:
                    continue
                for number in range(block * self.width, (block + 1) * self.width):
                    key = self.trees.first_key(outcome, number - block * self.width)
                    if self.trees.asked_from[key] < self.trees.asked_from[key + self.highest[number]]:
                        natives.strike_out(
                            self.struck, self.of_all, self.trees.tree, self.trees.place, self.trees.yes,
                            self.trees.asked_from, key, self.places, number * natives.ABREAST, self.lanes,
                        )  # fmt: skip
                for k in range(often):
                    self._add(block * natives.ABREAST + self.mine[k], outcome)
                self._forget()
                if natives.took(self, STEPS_OF_TREE * self.trees.each):
                    return True
        return False

    def _sort_out(self, first: int, outcome: int) -> int:
        """In how many of the rows of a block, the first of which this is, an outcome may be; they are noted."""
        often = 0
        for k in range(natives.ABREAST):
            its = self.may[first + k] >> outcome & 1 if first + k < self.count else 0
            self.mine[often], self.lanes[k] = k, -its
            often += its
        return often

    def _add(self, row: int, outcome: int) -> None:
        """Add up the leaves that are a row's, tree by tree."""
        at, total = row % natives.ABREAST, 0.0
        leaves = outcome * self.trees.each * self.trees.leaves
        for tree in range(self.trees.each):
            total += self.trees.leaf[leaves + natives.first_unset(self.struck[at] | self.of_all[tree])]
            at, leaves = at + natives.ABREAST, leaves + self.trees.leaves
        self.totals[row * self.outcomes + outcome] = total

    def _forget(self) -> None:
        """Nothing is struck out any more."""
        for tree in range(self.trees.each):
            self.of_all[tree] = 0
            for k in range(natives.ABREAST):
                self.struck[tree * natives.ABREAST + k] = 0

    def listed(self, row: int) -> list[float]:
        """The sums of a row, naught where an outcome may not be."""
        return [
            self.totals[row * self.outcomes + outcome] if self.may[row] >> outcome & 1 else 0.0
            for outcome in range(self.outcomes)
        ]
