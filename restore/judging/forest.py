"""Boosted trees, all of whose questions are put to many rows of numbers side by side.

A tree is not walked: half of a walk's turnings are guessed wrong. Each of its questions that a row answers with no
strikes out the leaves where the answer is yes, and of those that are left the first is the row's (Lucchese et al.,
QuickScorer, 2015). And since a question asks only whether a number is at most some threshold, each number is put once
into the order of all thresholds that it is compared with, and short whole numbers are compared instead.
"""

from __future__ import annotations

from array import array

from restore import natives
from restore.turning import Turning

MOST_LEAVES = 16  # a bit for each; those of the model have twelve (bench/fit.py)
MOST_NUMBERS = (1 << 15) - 1  # of a row, and of thresholds for one of them
STEPS_OF_TREE, STEPS_OF_NUMBER = 512, 8  # as `_turns.h` counts them
ONE = 1  # without a sign: C would take a bare one for a number that has one


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
        self.width = self._most_asked() + 1
        if not (
            1 <= outcomes <= natives.ABREAST and len(thresholds) == len(rights) == nodes and self.width <= MOST_NUMBERS
        ):
            raise ValueError("a forest's columns are of the same size, with 32 outcomes at most")
        self.number, self.place, self.yes = (array(kind, bytes(2 * MOST_LEAVES * self.count)) for kind in "hhH")
        self.leaf = array("d", bytes(8 * MOST_LEAVES * self.count))
        self.asked_from = array("i", bytes(4 * self.count + 4))
        self.rising, self.open = array("i", bytes(4 * MOST_LEAVES)), array("i", bytes(4 * MOST_LEAVES))
        self._order_thresholds()
        for tree in range(self.count):
            if not self._lay_out(tree):
                raise ValueError(f"no trees of at most {MOST_LEAVES} leaves")

    def _most_asked(self) -> int:
        """The last number of a row that is asked for; -1 where none is."""
        most = -1
        for node in range(len(self.features)):
            most = max(most, self.features[node])
        return most

    def _order_thresholds(self) -> None:
        """The thresholds that each number is compared with, in order, each once."""
        asked: list[set[float]] = [set() for _ in range(self.width)]
        for node in range(len(self.features)):
            if self.features[node] >= 0:
                found = asked[self.features[node]]
                found.add(self.thresholds[node])
        if max(map(len, asked), default=0) > MOST_NUMBERS:
            raise ValueError("too many thresholds for one number")
        cuts, cut_from = array("d"), array("i", [0])
        for found in asked:
            cuts.extend(sorted(found))
            cut_from.append(len(cuts))
        self.cuts, self.cut_from = cuts, cut_from

    def _lay_out(self, tree: int) -> bool:
        """A tree's questions and leaves, as they stand from its root on; whether it is one, and small enough.

        What is right of a question begins behind what is left of it, so that the leaves of its yes are in a row.
        """
        node, begin, waiting, leaves = self.roots[tree], self.asked_from[tree], 0, 0
        end = begin
        while True:
            if not 0 <= node < len(self.features) or leaves == MOST_LEAVES:
                return False
            if self.features[node] >= 0:
                if end - begin == MOST_LEAVES - 1:
                    return False
                self.number[end], self.yes[end] = self.features[node], leaves  # its first leaf, until its last is known
                self.place[end] = self.place_of(self.thresholds[node], self.features[node])
                self.open[waiting], self.rising[waiting] = end, self.rights[node]
                end, waiting = end + 1, waiting + 1
            else:
                self.leaf[begin + tree + leaves] = self.thresholds[node]
                leaves += 1
                if not waiting:
                    break
                waiting -= 1
                if self.rising[waiting] != node + 1:
                    return False
                asked = self.open[waiting]
                self.yes[asked] = (ONE << leaves) - (ONE << self.yes[asked])
            node += 1
        self.asked_from[tree + 1] = end
        return True

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
        asking = Asking(self, rows, may)
        natives.hold(asking)
        for k in range(asking.count):
            asking.put(k)
            natives.end(asking, natives.took(asking, self.width * STEPS_OF_NUMBER))
        natives.begin(asking)
        natives.end(asking, asking.add_all())
        return [asking.listed(k) for k in range(asking.count)]


class Asking(Turning):
    """Rows whose numbers are put in their places, block by block, and the sums of their leaves."""

    def __init__(self, trees: Trees, rows: array[float], may: array[int]) -> None:
        self.trees, self.rows, self.count = trees, rows, len(may)
        self.size = len(rows) // max(self.count, 1)
        self.width, self.outcomes = trees.width, trees.outcomes
        if len(rows) != self.count * self.size or (self.count and self.size < self.width):
            raise ValueError("rows have as many numbers as are asked for, and each a number for what may be")
        self.may = array("I", may)
        blocks = (self.count + natives.ABREAST - 1) // natives.ABREAST
        self.places = array("h", bytes(2 * natives.ABREAST * self.width * blocks))
        self.totals = array("d", bytes(8 * natives.ABREAST * self.outcomes * blocks))
        self.before, self.struck = array("d", bytes(8 * self.width)), array("h", bytes(2 * natives.ABREAST))

    def put(self, row: int) -> None:
        """Put the numbers of a row in their places. Most are as those of the row before it, which `before` has."""
        at = row // natives.ABREAST * self.width * natives.ABREAST + row % natives.ABREAST
        is_first = row % natives.ABREAST == 0
        for k in range(self.width):
            number = self.rows[row * self.size + k]
            if is_first or number != self.before[k]:
                self.places[at] = self.trees.place_of(number, k)
                self.before[k] = number
            else:
                self.places[at] = self.places[at - 1]
            at += natives.ABREAST

    def add_all(self) -> bool:
        """Add the leaves up, by blocks of rows; whether it was stopped.

        A tree speaks for the outcome whose turn it is; of what may not be in a row nothing is left, and what may be in
        none of a block is not asked about. The sums of one outcome stand side by side, as the rows do.
        """
        for block in range((self.count + natives.ABREAST - 1) // natives.ABREAST):
            first = block * natives.ABREAST
            some = min(natives.ABREAST, self.count - first)
            anyone = 0
            for k in range(some):
                anyone |= self.may[first + k]
            for tree in range(self.trees.count):
                outcome = tree % self.outcomes
                if not anyone >> outcome & 1:
                    continue
                self._strike_out(tree, first * self.width)
                base = self.trees.asked_from[tree] + tree
                mine = first * self.outcomes + outcome * natives.ABREAST
                for k in range(some):
                    self.totals[mine + k] += self.trees.leaf[base + natives.first_unset(self.struck[k])]
                if natives.took(self, STEPS_OF_TREE):
                    return True
        return False

    def _strike_out(self, tree: int, first: int) -> None:
        """Strike out, for rows side by side, the leaves of a tree where the answer is yes, and it is no."""
        for k in range(natives.ABREAST):
            self.struck[k] = 0
        for asked in range(self.trees.asked_from[tree], self.trees.asked_from[tree + 1]):
            at = first + self.trees.number[asked] * natives.ABREAST
            natives.mark_above(self.struck, self.trees.yes[asked], self.places, at, self.trees.place[asked])

    def listed(self, row: int) -> list[float]:
        """The sums of a row."""
        at = row // natives.ABREAST * self.outcomes * natives.ABREAST + row % natives.ABREAST
        return [
            self.totals[at + outcome * natives.ABREAST] if self.may[row] >> outcome & 1 else 0.0
            for outcome in range(self.outcomes)
        ]
