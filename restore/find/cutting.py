"""The words of a text, found one after the other, and the hashes of runs of them: what finding does with every text.

A typed module: `cutting.pxd` says what C types its names have, and without a compiler it runs as it is.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from restore import natives
from restore.turning import Turning

LEAST_ROOM = 64  # words that there is room for at first
STEPS_OF_WORD = 16  # what a word takes beside its letters, as `_turns.h` counts them: it is made, and looked up
MOST_LETTERS = (1 << 31) - 1  # of a text: where its words stand is kept in 32 bits
ALL, SIGNLESS = (1 << 64) - 1, (1 << 63) - 1  # the bits of a number in C, and all but that of its sign
MULTIPLIER = 0x9E3779B97F4A7C15  # odd, from the golden ratio
# The finaliser of splitmix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014).
SHIFT, MIXER = 30, 0xBF58476D1CE4E5B9
NEXT_SHIFT, NEXT_MIXER = 27, 0x94D049BB133111EB  # its second round
LAST_SHIFT = 31  # and its end


class Piece(NamedTuple):
    """What is known of a word: a number of 64 bits, and how it is written where accents and the like do not count."""

    number: int
    fold: str


class Cutting(Turning):
    """A text's words so far: word k is number `numbers[k]` and stands at [starts[k], ends[k]).

    Its fold is `sizes[k]` letters long, and all of them are in `folds`. `known` has what is known of any word.
    """

    def __init__(self, text: str, known: Mapping[str, Piece]) -> None:
        if len(text) > MOST_LETTERS:
            raise ValueError(f"a text of {len(text):,} characters is too long to be cut")
        self.text, self.known, self.size = text, known, len(text)
        self.folds: list[str] = []
        self.all_numbers, self.all_starts, self.all_ends, self.all_sizes = (array(kind) for kind in "qiii")
        self.count = self.room = 0
        self._make_room()

    def find_all(self) -> None:
        """Find all words."""
        natives.hold(self)
        k = 0
        while k < self.size:
            end = self._end_from(k)
            if end > k:
                self._add(k, end)
            natives.end(self, natives.took(self, end - k + STEPS_OF_WORD if end > k else 1))
            k = end if end > k else k + 1

    def columns(self) -> tuple[array[int], array[int], array[int], array[int]]:
        """Numbers, starts, ends and sizes."""
        count = self.count
        return self.all_numbers[:count], self.all_starts[:count], self.all_ends[:count], self.all_sizes[:count]

    def _end_from(self, k: int) -> int:
        """The end of the word that begins here; `k` itself where none does."""
        letter = self.text[k]
        if not is_letter(letter):
            return k + 1 if is_spaceless(letter) else k
        k += 1
        while k < self.size:
            letter = self.text[k]
            if not is_letter(letter) and not is_invisible(letter):
                break
            k += 1
        return k

    def _add(self, start: int, end: int) -> None:
        piece = self.known[self.text[start:end]]
        fold = piece.fold
        if self.count == self.room:
            self._make_room()
        self.numbers[self.count] = piece.number
        self.starts[self.count], self.ends[self.count], self.sizes[self.count] = start, end, len(fold)
        self.folds.append(fold)
        self.count += 1

    def _make_room(self) -> None:
        """Room for twice as many words."""
        more = max(self.room, LEAST_ROOM)
        self.room += more
        self.all_numbers = self.all_numbers + array("q", bytes(8 * more))
        self.all_starts = self.all_starts + array("i", bytes(4 * more))
        self.all_ends = self.all_ends + array("i", bytes(4 * more))
        self.all_sizes = self.all_sizes + array("i", bytes(4 * more))
        self.numbers, self.starts = self.all_numbers, self.all_starts
        self.ends, self.sizes = self.all_ends, self.all_sizes


def is_spaceless(letter: str) -> bool:
    """Whether a character is a word of its own, in scripts that write no spaces."""
    return (
        letter >= "\u0e00"
        and (
            letter <= "\u0eff"
            or "\u1000" <= letter <= "\u109f"
            or "\u1780" <= letter <= "\u17ff"
            or "\u3040" <= letter <= "\u30ff"
            or "\u3400" <= letter <= "\u4dbf"
            or "\u4e00" <= letter <= "\u9fff"
            or "\uf900" <= letter <= "\ufaff"
            or "\U00020000" <= letter <= "\U0003ffff"
        )
    )  # fmt: skip


def is_invisible(letter: str) -> bool:
    """Whether a character inside a word is none of its letters: an accent of its own, a soft hyphen, a joiner."""
    return (
        letter == "\xad"
        or "\u0300" <= letter <= "\u036f"
        or "\u200b" <= letter <= "\u200d"
        or letter in {"\u2060", "\ufeff"}
    )


def is_letter(letter: str) -> bool:
    """Whether a character is of a word, letter or digit, in scripts that write spaces."""
    if letter < "\x80":
        return "a" <= letter <= "z" or "A" <= letter <= "Z" or "0" <= letter <= "9"
    return letter.isalnum() and not is_spaceless(letter)


class Hashing(Turning):
    """The hashes of runs of numbers, those that are multiples of a step."""

    def __init__(self, ids: Sequence[int], order: int, step: int) -> None:
        self.ids, self.order, self.step = ids, order, step
        self.size = len(ids) - order + 1  # runs
        if order < 1 or self.size < 1 or step < 1:
            raise ValueError(f"no runs of {order} among {len(ids)}")
        self.all_found = array("Q", bytes(8 * self.size))
        self.found, self.kept = self.all_found, 0

    def hash_all(self) -> bool:
        """Hash them; whether it was stopped."""
        for k in range(self.size):
            total = self.ids[k]
            for c in range(1, self.order):
                total = (total * MULTIPLIER + self.ids[k + c]) & ALL
            total = ((total ^ (total >> SHIFT)) * MIXER) & ALL
            total = ((total ^ (total >> NEXT_SHIFT)) * NEXT_MIXER) & ALL
            total = (total ^ (total >> LAST_SHIFT)) & SIGNLESS
            if not total & (self.step - 1):
                self.found[self.kept] = total
                self.kept += 1
            if natives.took(self, self.order):
                return True
        return False


def cut(text: str, known: Mapping[str, Piece]) -> Cutting:
    """A text's words, in order. Raises ValueError where it has 2**31 characters or more.

    >>> class Known(dict):
    ...     def __missing__(self, word):
    ...         return Piece(len(word), word.lower())
    >>> words = cut("The so-called café", Known())
    >>> words.folds, [column.tolist() for column in words.columns()][1:3]
    (['the', 'so', 'called', 'café'], [[0, 4, 7, 14], [3, 6, 13, 18]])
    """
    words = Cutting(text, known)
    words.find_all()
    return words


def hashes(ids: Sequence[int], order: int, step: int) -> array[int]:
    """A well-mixed 63-bit hash of each run of `order` numbers, those that are multiples of `step`, a power of two.

    Raises ValueError where there are no such runs.
    """
    runs = Hashing(ids, order, step)
    natives.begin(runs)
    natives.end(runs, runs.hash_all())
    return runs.all_found[: runs.kept]
