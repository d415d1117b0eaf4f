"""The letter triples of words in a table of slots: a typed module, of which `triples.pxd` says the C types.

A triple is three letters in a row, of a word with a space on either side. Its hash is multilinear, with keys of the
process's own (Lemire and Kaser, Strongly universal string hashing is fast, 2014): nobody can choose words that all want
the same slot, and no answer depends on where a triple stands. The upper half of a hash is the one to trust.
"""

from __future__ import annotations

import os
from array import array

from restore import natives
from restore.turning import Turning

BITS = 21  # of a letter
HALF = 32  # bits
LOW, ALL = (1 << 32) - 1, (1 << 64) - 1  # the last bits of a number, and all that one has in C
STEPS_OF_TRIPLE = 8  # as `_turns.h` counts them
LEAST_ROOM = 16  # slots
MOST = (1 << 31) - 1  # tokens that are counted
_KEYS = array("Q", os.urandom(8 * 3))


class Triples(Turning):
    """The triples of some words, and in how many tokens each is: a word of a count stands for so many."""

    def __init__(self, counts: dict[str, int]) -> None:
        letters = sum([len(word) for word in counts])
        room = LEAST_ROOM
        while room <= 2 * letters:  # half of the slots are empty
            room *= 2
        self.last, self.keys = room - 1, _KEYS
        self.triples = array("Q", bytes(8 * room))  # one more than each is, and 0 of an empty slot
        self.tokens, self.words = array("i", bytes(4 * room)), array("i", bytes(4 * room))
        self._add_all(counts)

    def _add_all(self, counts: dict[str, int]) -> None:
        natives.hold(self)
        for number, (word, count) in enumerate(counts.items(), 1):
            for k in range(len(word)):
                slot = self._slot_of(self._triple(word, k))
                if self.words[slot] != number:  # a word that has it twice counts once
                    self.words[slot] = number
                    self.tokens[slot] = min(self.tokens[slot] + count, MOST)
                natives.end(self, natives.took(self, STEPS_OF_TRIPLE))

    def rare(self, word: str, least: int) -> int:
        """How many of a word's triples are in less than so many of these tokens, each as often as it comes.

        >>> Triples({"banana": 3, "cana": 2}).rare("ana", 6)
        3
        """
        natives.hold(self)
        found = 0
        for k in range(len(word)):
            found += self.tokens[self._found(self._triple(word, k))] < least
            natives.end(self, natives.took(self, STEPS_OF_TRIPLE))
        return found

    def _triple(self, word: str, k: int) -> int:
        """The letters around the k-th, as a number that is never 0."""
        before = ord(word[k - 1]) if k else ord(" ")
        after = ord(word[k + 1]) if k + 1 < len(word) else ord(" ")
        triple = before << BITS | ord(word[k])
        return (triple << BITS | after) + 1

    def _found(self, triple: int) -> int:
        """The slot that has the triple, or the empty one where it belongs."""
        key = (self.keys[0] + self.keys[1] * (triple & LOW) + self.keys[2] * (triple >> HALF)) & ALL
        slot = key >> HALF & self.last
        while self.triples[slot] and self.triples[slot] != triple:
            slot = (slot + 1) & self.last
        return slot

    def _slot_of(self, triple: int) -> int:
        """The slot that has the triple, from now on."""
        slot = self._found(triple)
        self.triples[slot] = triple
        return slot
