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
THREE = (1 << 63) - 1  # all bits of as many letters
SPACE = ord(" ")  # which a word has on either side
HALF = 32  # bits
LOW, ALL = (1 << 32) - 1, (1 << 64) - 1  # the last bits of a number, and all that one has in C
STEPS_OF_TRIPLE = 8  # as `_turns.h` counts them
LEAST_ROOM = 16  # slots
MOST = (1 << 31) - 1  # tokens that are counted
_KEYS = array("Q", os.urandom(8 * 3))


class Triples(Turning):
    """The triples of some words, and in how many tokens each is: a word of a count stands for so many."""

    def __init__(self, counts: dict[str, int]) -> None:
        letters = 0
        for word in counts:
            letters += len(word)
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
            triple, seen = SPACE, False
            for letter in word:
                triple = (triple << BITS | ord(letter)) & THREE
                if seen:  # a letter is in the middle of its triple
                    self._add(triple, number, count)
                seen = True
                if natives.took(self, STEPS_OF_TRIPLE):
                    natives.end(self, True)
            if seen:
                self._add((triple << BITS | SPACE) & THREE, number, count)

    def _add(self, triple: int, number: int, count: int) -> None:
        """Note that so many tokens more have a triple, all of the word of this number."""
        slot = self._found(triple + 1)
        self.triples[slot] = triple + 1
        if self.words[slot] != number:  # a word that has it twice counts once
            self.words[slot] = number
            self.tokens[slot] = min(self.tokens[slot] + count, MOST)

    def rare(self, word: str, least: int) -> int:
        """How many of a word's triples are in less than so many of these tokens, each as often as it comes.

        >>> Triples({"banana": 3, "cana": 2}).rare("ana", 6)
        3
        """
        natives.hold(self)
        triple, seen, found = SPACE, False, 0
        for letter in word:
            triple = (triple << BITS | ord(letter)) & THREE
            if seen:
                found += self.tokens[self._found(triple + 1)] < least
            seen = True
            if natives.took(self, STEPS_OF_TRIPLE):
                natives.end(self, True)
        if seen:
            found += self.tokens[self._found(((triple << BITS | SPACE) & THREE) + 1)] < least
        return found

    def _found(self, triple: int) -> int:
        """The slot that has the triple, a number that is never 0, or the empty one where it belongs."""
        key = (self.keys[0] + self.keys[1] * (triple & LOW) + self.keys[2] * (triple >> HALF)) & ALL
        slot = key >> HALF & self.last
        while self.triples[slot] and self.triples[slot] != triple:
            slot = (slot + 1) & self.last
        return slot
