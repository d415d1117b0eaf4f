"""A text cut into words or characters, as numbers that can be compared.

Marks, capitals, accents, spacing, hyphens and apostrophes do not count, since tokenisers, scrapers and typesetters
change them. A word's number is a hash of its folded form, the same in every process and on every machine.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from restore.find.cutting import Piece, cut

Ids = NDArray[np.int64]
Places = NDArray[np.int32]
LEAST_LETTERS = 4  # of a word that is worth remembering; shorter ones are mostly everywhere
_REMEMBERED = 500_000  # words; then it begins anew, so that memory stays bounded


class Level(Enum):
    """What a text is cut into: words for most damage, characters for misread ones (OCR)."""

    WORDS = "words"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Characters [start, end) of a text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class CutWords:
    """The words of a text: word k stands at [starts[k], ends[k]), and its fold is `sizes[k]` of the `letters`."""

    numbers: Ids
    starts: Places
    ends: Places
    sizes: Places
    letters: str


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Piece i stands in the raw text from character `starts[i]` up to `ends[i]`."""

    starts: Places
    ends: Places


class Cut:
    """A text, cut up once, when that is first needed; what is worked out of it is kept.

    >>> (Cut("The so-called CAFÉ").ids(Level.WORDS) == Cut("the so called cafe").ids(Level.WORDS)).tolist()
    [True, True, True, True]
    >>> len(Cut("a b-c").ids(Level.CHARACTERS)), Cut("Of the Café, the cafe").long_words.size
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> CutWords:
        """The text's words."""
        found = cut(str.__str__(self.text), _KNOWN)  # of a kind of strings what any other has
        numbers, *places = found.columns()
        starts, ends, sizes = (np.frombuffer(column, dtype=np.int32) for column in places)
        return CutWords(np.frombuffer(numbers, dtype=np.int64), starts, ends, sizes, "".join(found.folds))

    def ids(self, level: Level) -> Ids:
        """The numbers of the text's pieces."""
        return self.words.numbers if level is Level.WORDS else self._codes

    @cached_property
    def long_words(self) -> Ids:
        """The numbers of the words that are not among the shortest, each as often as it comes."""
        return self.words.numbers[self.words.sizes >= LEAST_LETTERS]

    @cached_property
    def distinct(self) -> Ids:
        """The numbers of all words, each once, in order."""
        return np.unique(self.words.numbers)

    @cached_property
    def vocabulary(self) -> frozenset[int]:
        """The long words, each once."""
        return frozenset(self.long_words.tolist())

    def starts(self, level: Level) -> Places:
        """Where the text's pieces start."""
        return self._spots(level).starts

    def span(self, level: Level, first: int, last: int) -> Stretch:
        """Where pieces [first, last) stand in the text, in characters; there must be one."""
        spots = self._spots(level)
        return Stretch(int(spots.starts[first]), int(spots.ends[last - 1]))

    @cached_property
    def _codes(self) -> Ids:
        return np.frombuffer(self.words.letters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)

    def _spots(self, level: Level) -> Spots:
        return Spots(self.words.starts, self.words.ends) if level is Level.WORDS else self._letters

    @cached_property
    def _letters(self) -> Spots:
        """A letter that folds to several shares its place among them."""
        words = self.words
        inside = np.arange(len(words.letters)) - np.repeat(np.cumsum(words.sizes) - words.sizes, words.sizes)
        starts = np.minimum(np.repeat(words.starts, words.sizes) + inside, np.repeat(words.ends, words.sizes) - 1)
        return Spots(starts, starts + 1)


def fold(word: str) -> str:
    """A word without capitals, accents, ligatures and what cannot be seen; itself if nothing else is left.

    >>> fold("Ｃafé"), fold("ﬁne"), fold("Straße")
    ('cafe', 'fine', 'strasse')
    """
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in apart if c.isalnum()) or word


class _Known(dict[str, Piece]):
    """What is known of words, remembered: texts repeat them. Bounded, since libraries hold many texts."""

    def __missing__(self, word: str) -> Piece:
        if len(self) >= _REMEMBERED:
            self.clear()
        folded = fold(word)
        digest = blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        value = self[word] = Piece(int.from_bytes(digest, "little", signed=True), folded)
        return value


_KNOWN = _Known()
