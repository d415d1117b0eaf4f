"""A text cut into words or characters, as numbers that can be compared.

Marks, capitals, accents, spacing, hyphens and apostrophes do not count, since tokenisers, scrapers and typesetters
change them. A word's number is a hash of its folded form, the same in every process and on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_INVISIBLE = "\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
_PLAIN = re.compile(r"[^\W_]+")
_UNUSUAL = re.compile(f"[{_SPACELESS}{_INVISIBLE}]")
_ANY = re.compile(rf"[{_SPACELESS}]|(?:(?![{_SPACELESS}])[^\W_])+(?:[{_INVISIBLE}]+(?:(?![{_SPACELESS}])[^\W_])*)*")
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


def cut(text: str, level: Level) -> Ids:
    """The numbers of a text's words or characters.

    >>> (cut("The so-called CAFÉ", Level.WORDS) == cut("the so called cafe", Level.WORDS)).tolist()
    [True, True, True, True]
    >>> len(cut("a b-c", Level.CHARACTERS))
    3
    """
    words = _pattern(text).findall(text)
    if level is Level.WORDS:
        return np.array([_NUMBERS[word] for word in words], dtype=np.int64)
    return _codes("".join([_FOLDS[word] for word in words]))


def long_words(text: str, least: int) -> list[int]:
    """The numbers of a text's words of at least so many letters, folded, in order.

    >>> long_words("Of the Café, the cafe", 4) == cut("cafe cafe", Level.WORDS).tolist()
    True
    """
    words = _pattern(text).findall(text)
    return [_NUMBERS[word] for word in words if len(_FOLDS[word]) >= least]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A text cut up, with places: piece i stands in the raw text from character `starts[i]` up to `ends[i]`."""

    ids: Ids
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, text: str, level: Level) -> Pieces:
        """Cut a text and keep where each piece stands; a letter that folds to several shares its place among them."""
        found = [(match.group(), match.start(), match.end()) for match in _pattern(text).finditer(text)]
        if level is Level.WORDS:
            ids = np.array([_NUMBERS[word] for word, _, _ in found], dtype=np.int64)
            return cls(ids, [start for _, start, _ in found], [end for _, _, end in found])
        starts: list[int] = []
        for word, start, end in found:
            size = len(_FOLDS[word])
            starts += [min(start + k, end - 1) for k in range(size)]
        ids = _codes("".join([_FOLDS[word] for word, _, _ in found]))
        return cls(ids, starts, [start + 1 for start in starts])

    def __len__(self) -> int:
        return len(self.starts)


def _pattern(text: str) -> re.Pattern[str]:
    return _PLAIN if text.isascii() or not _UNUSUAL.search(text) else _ANY


def _codes(characters: str) -> Ids:
    return np.frombuffer(characters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)


def fold(word: str) -> str:
    """A word without capitals, accents, ligatures and what cannot be seen; itself if nothing else is left.

    >>> fold("Ｃafé"), fold("ﬁne"), fold("Straße")
    ('cafe', 'fine', 'strasse')
    """
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in apart if c.isalnum()) or word


class _PieceFolds(dict[str, str]):
    """Folded words, remembered: texts have far fewer words than tokens. Bounded, since libraries hold many texts."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[word] = fold(word)
        return value


class _Numbers(dict[str, int]):
    """Numbers of words, remembered in the same way."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        digest = blake2b(_FOLDS[word].encode("utf-8", "surrogatepass"), digest_size=8).digest()
        value = self[word] = int.from_bytes(digest, "little", signed=True)
        return value


_FOLDS = _PieceFolds()
_NUMBERS = _Numbers()
