"""Tokens as numbers, and where each number stands: a typed module, of which `postings.pxd` says the C types."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from restore import natives
from restore.turning import Turning

STEPS_OF_TOKEN = 16  # to look one up, as `_turns.h` counts them
_NAUGHT = array("i", [0])


class Numbers(Turning):
    """The numbers of tokens, in the order in which they were met."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def number(self, folds: list[str], words: Sequence[int] = ()) -> array[int]:
        """The tokens as numbers; those that were not met yet get the next ones.

        `words` says which word of the text each is, as `Text.words` does: then each of them is looked up once.

        Raises:
            ValueError: it says so of more or fewer tokens, or of words that were not met in their order.
        """
        folds = folds[:]  # which nobody changes meanwhile
        size = len(folds)
        found, of_words = _NAUGHT * size, _NAUGHT * size
        row, by_word, word_of = found, of_words, array("i", words if len(words) else range(size))
        if len(word_of) != size:
            raise ValueError(f"{len(word_of)} words of {size} tokens")
        following, met = len(self.known), 0
        natives.hold(self)
        for k in range(size):
            word = word_of[k]
            if not 0 <= word <= met:
                raise ValueError(f"word {word} before word {met}")
            if word == met:
                number = self.known.setdefault(folds[k], following)
                by_word[met] = number
                met += 1
                if number is following:  # the very number: to make one takes as long as to look one up
                    following = len(self.known)
            row[k] = by_word[word]
            natives.end(self, natives.took(self, STEPS_OF_TOKEN))
        return found


class Postings(Turning):
    """Where each number below `known` stands: place k of number t is `places[offsets[t] + k]`."""

    def __init__(self, ids: array[int], known: int) -> None:
        if known < 0:
            raise ValueError(f"there are no {known} numbers")
        self.ids, self.size, self.known = ids, len(ids), known
        self.all_offsets, self.all_places = _NAUGHT * (known + 1), _NAUGHT * self.size
        self.offsets, self.places = self.all_offsets, self.all_places
        self.is_wrong = False

    def post_all(self) -> bool:
        """Post them; whether it was stopped."""
        for k in range(self.size):
            if not 0 <= self.ids[k] < self.known:
                self.is_wrong = True
                return False
            self.offsets[self.ids[k]] += 1
            if natives.took(self, 1):
                return True
        total = 0
        for number in range(self.known + 1):  # where its places end …
            total += self.offsets[number]
            self.offsets[number] = total
        for k in range(self.size - 1, -1, -1):  # … and, now filled, begin
            number = self.ids[k]
            self.offsets[number] -= 1
            self.places[self.offsets[number]] = k
            if natives.took(self, 1):
                return True
        return False


def posted(ids: array[int], known: int) -> tuple[array[int], array[int]]:
    """Offsets and places of the numbers 0, 1, … below `known`.

    Raises ValueError where one of them is none of these.

    >>> posted(array("i", [0, 1, 0]), 2)
    (array('i', [0, 2, 3]), array('i', [0, 2, 1]))
    """
    postings = Postings(ids, known)
    natives.begin(postings)
    natives.end(postings, postings.post_all())
    if postings.is_wrong:
        raise ValueError(f"a token's number is not below {known}")
    return postings.all_offsets, postings.all_places
