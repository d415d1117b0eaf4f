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

MOST_LEAVES = 16  # a bit for each; those of the model have twelve (bench/fit.py)
MOST_NUMBERS = (1 << 15) - 1  # of a row, and of thresholds for one of them
STEPS_OF_TREE, STEPS_OF_NUMBER = 512, 8  # as `_turns.h` counts them
ONE = 1  # without a sign: C would take a bare one for a number that has one
COLUMNS = ("leaf", "cuts", "cut_from", "naught", "tree", "yes", "place", "asked_from")  # of trees that are laid out

_NO_ROWS, _NO_BITS = array("d"), array("I")


class Trees:
    """Questions of trees in columns, laid out from one table of nodes, `roots` by turns one for each outcome.

    The table is that of `model.Forest`.

    Raises:
        ValueError: they are none, or have too many leaves.
    """

    def __init__(
        self, roots: array[int], features: array[int], thresholds: array[float], rights: array[int], outcomes: int
    ) -> None:
        self.count, self.outcomes, nodes = len(roots), outcomes, len(features)
        self.roots, self.features, self.thresholds, self.rights = roots, features, thresholds, rights
        self.spare: list[Asking] = []  # one at most, of which whoever takes it is the only one that has it
        self.width = self._most_asked() + 1
        if not (
            1 <= outcomes <= natives.ABREAST and len(thresholds) == len(rights) == nodes and self.width <= MOST_NUMBERS
        ):
            raise ValueError("a forest's columns are of the same size, with 32 outcomes at most")
        self.each = (self.count + outcomes - 1) // outcomes  # trees of an outcome at most
        self.leaf = array("d", bytes(8 * MOST_LEAVES * outcomes * self.each))
        self.rising, self.open = array("i", bytes(4 * MOST_LEAVES)), array("i", bytes(4 * MOST_LEAVES))
        self._order_thresholds()
        # Of each question where it stands among all, by outcome, number and threshold; which tree of its outcome has
        # it; and the leaves of its yes.
        self.asked, most = 0, MOST_LEAVES * self.count
        self.key, self.tree = (array("i", bytes(4 * most)) for _ in range(2))
        self.yes = array("H", bytes(2 * most))
        for tree in range(self.count):
            if not self._lay_out(tree):
                raise ValueError(f"no trees of at most {MOST_LEAVES} leaves")
        self._order_questions()

    def columns(self) -> dict[str, array[Any]]:
        """What `laid_out` makes the same trees of, by the names that are in `COLUMNS`."""
        return {
            "leaf": array("d", self.leaf), "cuts": array("d", self.cuts[: self.cut]),
            "cut_from": array("i", self.cut_from), "naught": array("h", self.naught), "tree": array("i", self.tree),
            "yes": array("H", self.yes), "place": array("h", self.place), "asked_from": array("i", self.asked_from),
        }  # fmt: skip

    def _most_asked(self) -> int:
        """The last number of a row that is asked for; -1 where none is."""
        most = -1
        for node in range(len(self.features)):
            most = max(most, self.features[node])
        return most

    def _order_thresholds(self) -> None:
        """The thresholds that each number is compared with, in order, each once."""
        # How many a number has is counted two places behind it, so that from one behind it on they can be put in.
        self.cut_from = array("i", bytes(4 * (self.width + 2)))
        for node in range(len(self.features)):
            if self.features[node] >= 0:
                self.cut_from[self.features[node] + 2] += 1
        for number in range(self.width):
            self.cut_from[number + 2] += self.cut_from[number + 1]
        self.cuts = array("d", bytes(8 * self.cut_from[self.width + 1]))
        for node in range(len(self.features)):
            if self.features[node] >= 0:
                number = self.features[node] + 1
                self.cuts[self.cut_from[number]] = self.thresholds[node]
                self.cut_from[number] += 1
        first = self.cut = 0
        for number in range(self.width):
            end = self.cut_from[number + 1]
            natives.put_in_order(self.cuts, first, end)
            self.cut_from[number] = self.cut
            for k in range(first, end):
                if k == first or self.cuts[k] != self.cuts[self.cut - 1]:
                    self.cuts[self.cut] = self.cuts[k]
                    self.cut += 1
            if self.cut - self.cut_from[number] > MOST_NUMBERS:
                raise ValueError("too many thresholds for one number")
            first = end
        self.cut_from[self.width] = self.cut
        self.naught = array("h", [self.place_of(0.0, number) for number in range(self.width)])

    def _lay_out(self, tree: int) -> bool:
        """A tree's questions and leaves, as they stand from its root on; whether it is one, and small enough.

        What is right of a question begins behind what is left of it, so that the leaves of its yes are in a row.
        """
        outcome, which = tree % self.outcomes, tree // self.outcomes
        node, begin, end, waiting, leaves = self.roots[tree], self.asked, self.asked, 0, 0
        first = (outcome * self.each + which) * MOST_LEAVES  # leaves of one outcome stand side by side
        while True:
            if not 0 <= node < len(self.features) or leaves == MOST_LEAVES:
                return False
            number = self.features[node]
            if number >= 0:
                if end - begin == MOST_LEAVES - 1:
                    return False
                self.key[end] = self.first_key(outcome, number)
                self.key[end] += self.place_of(self.thresholds[node], number)
                self.tree[end], self.yes[end] = which, leaves  # its first leaf, until its last is known
                self.open[waiting], self.rising[waiting] = end, self.rights[node]
                end, waiting = end + 1, waiting + 1
            else:
                self.leaf[first + leaves] = self.thresholds[node]
                leaves += 1
                if not waiting:
                    break
                waiting -= 1
                if self.rising[waiting] != node + 1:
                    return False
                asked = self.open[waiting]
                self.yes[asked] = (ONE << leaves) - (ONE << self.yes[asked])
            node += 1
        self.asked = end
        return True

    def first_key(self, outcome: int, number: int) -> int:
        """The key of an outcome's questions whether a number is at most the lowest threshold; of the next, one more."""
        return outcome * self.cut + self.cut_from[number]

    def _order_questions(self) -> None:
        """Put the questions in the order of their keys, and note from where on those of each key stand."""
        keys, tree, yes = self.outcomes * self.cut, self.tree, self.yes
        self.asked_from, self.next = array("i", bytes(4 * keys + 4)), array("i", bytes(4 * keys + 4))
        for k in range(self.asked):
            self.asked_from[self.key[k] + 1] += 1
        for k in range(keys):
            self.asked_from[k + 1] += self.asked_from[k]
            self.next[k + 1] = self.asked_from[k + 1]
        self.tree, self.yes = array("i", bytes(4 * self.asked)), array("H", bytes(2 * self.asked))
        self.place = array("h", bytes(2 * self.asked))
        for k in range(self.asked):
            at = self.next[self.key[k]]
            self.next[self.key[k]] += 1
            self.tree[at], self.yes[at] = tree[k], yes[k]
        self._number_places()

    def _number_places(self) -> None:
        """Note of each question which of the thresholds that its number is compared with it has."""
        for outcome in range(self.outcomes):
            for number in range(self.width):
                first = self.first_key(outcome, number)
                for place in range(self.cut_from[number + 1] - self.cut_from[number]):
                    for asked in range(self.asked_from[first + place], self.asked_from[first + place + 1]):
                        self.place[asked] = place

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


def laid_out(columns: Mapping[str, array[Any]], outcomes: int) -> Trees:
    """The trees whose `columns` these are. They are taken as they are: no program but this one makes them."""
    trees = Trees.__new__(Trees)
    trees.leaf, trees.cuts, trees.cut_from = columns["leaf"], columns["cuts"], columns["cut_from"]
    trees.naught, trees.asked_from = columns["naught"], columns["asked_from"]
    trees.tree, trees.yes, trees.place = columns["tree"], columns["yes"], columns["place"]
    trees.outcomes, trees.width, trees.spare = outcomes, len(columns["naught"]), []
    trees.each, trees.cut = len(columns["leaf"]) // (MOST_LEAVES * outcomes), columns["cut_from"][trees.width]
    return trees


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
            self.highest = array("h", [0]) * (self.width * blocks)  # place of a number in the rows of a block
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
        leaves = outcome * self.trees.each * MOST_LEAVES
        for tree in range(self.trees.each):
            total += self.trees.leaf[leaves + natives.first_unset(self.struck[at] | self.of_all[tree])]
            at, leaves = at + natives.ABREAST, leaves + MOST_LEAVES
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
