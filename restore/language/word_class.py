"""What kind of word an English word mostly is, by itself: enough to tell what could name something from what could not.

A help for English only: of a text in another language nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Final

from restore.remembered import kept
from restore.stored import BEGINNING, WORDS, StoredColumns, read
from restore.text import is_word

SCHEMA = "restore-english/2"
_SIGNS = ("the", "of", "and", "to", "that")
_SHARE = 0.065  # of a text's tokens, that these make up in English; in other languages next to none


class WordClass(StrEnum):
    """The classes that are told apart."""

    NOUN = "noun"
    VERB = "verb"
    MODIFIER = "modifier"  # adjectives and adverbs
    NUMBER = "number"
    FUNCTION = "function"  # what holds the others together


CLASSES: Final = dict(zip("nvmdf", WordClass, strict=True))  # by the letter that stands for one behind a word
_ENDINGS = (
    *((ending, WordClass.MODIFIER) for ending in ("ly", "ous", "ful", "ive", "able", "ible", "al", "ic", "less")),
    *((ending, WordClass.MODIFIER) for ending in ("ish", "ary")),
    *((ending, WordClass.VERB) for ending in ("ing", "ed")),
)
_CLASSES: Final[dict[str, WordClass]] = {}
_STEM = 3  # letters before an ending at least


def by_ending(word: str) -> WordClass:
    """The class that a word's ending suggests; a noun if none does.

    >>> by_ending("walking"), by_ending("famous"), by_ending("voters")
    (<WordClass.VERB: 'verb'>, <WordClass.MODIFIER: 'modifier'>, <WordClass.NOUN: 'noun'>)
    """
    for ending, known in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + _STEM:
            return known
    return WordClass.NOUN


def word_class(fold: str) -> WordClass:
    """The class of a token, folded.

    >>> word_class("since"), word_class("obtain"), word_class("company"), word_class("1,200")
    (<WordClass.FUNCTION: 'function'>, <WordClass.VERB: 'verb'>, <WordClass.NOUN: 'noun'>, <WordClass.NUMBER: 'number'>)
    """
    known = _CLASSES.get(fold)
    return kept(_CLASSES, fold, _class_of(fold)) if known is None else known


def _class_of(fold: str) -> WordClass:
    if "'" in fold or not is_word(fold):
        return WordClass.FUNCTION
    if fold[0].isdigit():
        return WordClass.NUMBER
    return _listed(fold) or by_ending(fold)


def is_listed(fold: str) -> bool:
    """Whether a token is a common English word, or several with hyphens between them.

    >>> is_listed("company"), is_listed("half-baked"), is_listed("cornpany")
    (True, True, False)
    """
    return all(not part or _listed(part) for part in fold.split("-"))


def is_english(count: Callable[[str], int], tokens: int) -> bool:
    """Whether a text's tokens are mostly English: how often it has a token, folded, and how many it has in all.

    >>> is_english("the end of the day and of the night".split().count, 9), is_english("das ende".split().count, 2)
    (True, False)
    """
    return sum(map(count, _SIGNS)) > _SHARE * tokens


def _listed(word: str) -> WordClass | None:
    """The class of a word of the list.

    What begins as it does is looked for by halves: to put all of that into a table takes longer than to align a text.
    """
    known, size = _words(), BEGINNING
    beginning, beginnings = word[:size].ljust(size), known.texts["beginnings"]
    low, high = 0, len(beginnings) // size
    while low < high:
        middle = (low + high) // 2
        if beginnings[middle * size : (middle + 1) * size] < beginning:
            low = middle + 1
        else:
            high = middle
    if not beginnings.startswith(beginning, low * size):
        return None
    words, starts = known.texts["words"], known.numbers["starts"]
    at = words.find(f" {word}:", starts[low], starts[low + 1])
    return CLASSES[words[at + len(word) + 2]] if at >= 0 else None


@cache
def _words() -> StoredColumns:
    """Words that begin alike behind each other, with their classes: " abacus:n abandon:v"."""
    return read(WORDS)
