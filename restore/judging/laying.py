"""Boosted trees as they were fitted, in one table of nodes, and how they are laid out to be asked, as columns.

What is packed at each build is laid out already (`packing.py`); so hardly anybody waits for this.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, chain
from math import isnan
from operator import itemgetter
from typing import Any, NamedTuple

from restore.judging.forest import MOST_LEAVES, MOST_OUTCOMES
from restore.stored import COLUMNS, text_of
from restore.values import dataclass

MOST_NUMBERS = (1 << 15) - 1  # of a row, and of thresholds for one of them


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees in one table of nodes, `roots` by turns one for each outcome.

    Node k asks whether number `features[k]` of a row is at most `thresholds[k]`. If so, node k + 1 is the next, else
    node `rights[k]`, which stands behind all that is left of it. A leaf (feature -1) holds its value in place of a
    threshold.
    """

    roots: array[int]
    features: array[int]
    thresholds: array[float]
    rights: array[int]

    @classmethod
    def of(
        cls, roots: Iterable[int], features: Iterable[int], thresholds: Iterable[float], rights: Iterable[int]
    ) -> Forest:
        """From columns of numbers."""
        return cls(array("i", roots), array("i", features), array("d", thresholds), array("i", rights))

    def stored(self) -> dict[str, str]:
        """The columns by name, packed: to read them as a hundred thousand numbers takes longer than to align a text."""
        return {name: text_of(getattr(self, name)) for name in COLUMNS}

    def laid_out(self, outcomes: int) -> dict[str, array[Any]]:
        """The columns that `forest.Trees` is made of, by their names.

        Raises:
            ValueError: the table is of no trees, or they have too many leaves.
        """
        width = max(self.features, default=-1) + 1
        is_whole = len(self.thresholds) == len(self.rights) == len(self.features)
        if not (is_whole and 1 <= outcomes <= MOST_OUTCOMES and width <= MOST_NUMBERS):
            raise ValueError(f"a forest's columns are of the same size, with {MOST_OUTCOMES} outcomes at most")
        cuts = self._cuts(width)
        cut_from = [0, *accumulate(map(len, cuts))]
        each = (len(self.roots) + outcomes - 1) // outcomes  # trees of an outcome at most
        leaf = array("d", bytes(8 * MOST_LEAVES * outcomes * each))
        # Of each question where it stands among all, by outcome, number and threshold; of them all the place of that
        # among those for the number, which tree of its outcome asks it, and the leaves of its yes.
        asked: list[tuple[int, int, int, int]] = []
        for tree, root in enumerate(self.roots):
            outcome, which = tree % outcomes, tree // outcomes
            leaves, questions = self._tree(root)
            first = (outcome * each + which) * MOST_LEAVES  # leaves of one outcome stand side by side
            leaf[first : first + len(leaves)] = array("d", leaves)
            for number, threshold, yes in questions:
                place = bisect_left(cuts[number], threshold)
                asked.append((outcome * cut_from[-1] + cut_from[number] + place, place, which, yes))
        asked.sort(key=itemgetter(0))
        often = Counter(key for key, _, _, _ in asked)
        keys = range(outcomes * cut_from[-1])
        return {
            "leaf": leaf, "cuts": array("d", chain.from_iterable(cuts)), "cut_from": array("i", cut_from),
            "naught": array("h", [bisect_left(cut, 0.0) for cut in cuts]),
            "tree": array("i", [which for _, _, which, _ in asked]),
            "yes": array("H", [yes for _, _, _, yes in asked]),
            "place": array("h", [place for _, place, _, _ in asked]),
            "asked_from": array("i", accumulate((often[key] for key in keys), initial=0)),
        }  # fmt: skip

    def _cuts(self, width: int) -> list[list[float]]:
        """The thresholds that each number is compared with, in order, each once."""
        cuts: list[set[float]] = [set() for _ in range(width)]
        for number, threshold in zip(self.features, self.thresholds, strict=True):
            if number >= 0:
                cuts[number].add(threshold)
        if any(isnan(threshold) for threshold in self.thresholds) or max(map(len, cuts), default=0) > MOST_NUMBERS:
            raise ValueError("too many thresholds for one number, or none that a number can be compared with")
        return [sorted(cut) for cut in cuts]

    def _tree(self, root: int) -> tuple[list[float], list[_Question]]:
        """A tree's leaves and questions, as they stand from its root on.

        What is right of a question begins behind what is left of it, so that the leaves of its yes are in a row.
        """
        leaves: list[float] = []
        asked: list[_Question] = []
        waiting: list[tuple[int, int]] = []  # questions that were answered with yes so far, and where their no begins
        node = root
        while 0 <= node < len(self.features) and len(leaves) < MOST_LEAVES:
            number = self.features[node]
            if number >= 0 and len(asked) == MOST_LEAVES - 1:
                break
            if number >= 0:
                waiting.append((len(asked), self.rights[node]))
                asked.append(_Question(number, self.thresholds[node], len(leaves)))
            else:
                leaves.append(self.thresholds[node])
                if not waiting:
                    return leaves, asked
                question, right = waiting.pop()
                if right != node + 1:
                    break
                yes = (1 << len(leaves)) - (1 << asked[question].yes)
                asked[question] = asked[question]._replace(yes=yes)
            node += 1
        raise ValueError(f"no trees of at most {MOST_LEAVES} leaves")


class _Question(NamedTuple):
    """Whether a number is at most so much, and the leaves of its yes as bits; the first of them until all are known."""

    number: int
    threshold: float
    yes: int
