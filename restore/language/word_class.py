"""What kind of word an English word mostly is, by itself: enough to tell what could name something from what could not.

A help for English only: of a text in another language nothing is said.
"""

from __future__ import annotations

import re
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
_SPELT: Final[dict[str, bool]] = {}
_LISTINGS: Final[dict[str, int]] = {}
_NO_WORD: Final = 0  # what `_listing` says of what could stand in no list of English words,
_UNLISTED: Final = 1  # of a word that could and does not, and one more of one that does
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


# By how words end that the list has as Americans write them, the British way first; what may stand behind either.
_AMERICAN = (
    ("our", "or", "-s-ed-ing-able-ite-ful-ly"),
    ("is", "iz", "e-es-ed-ing-er-ers-ation-ations"),
    ("ys", "yz", "e-es-ed-ing"),
    ("re", "er", "-s"),
    ("ll", "l", "ed-ing-er-ers"),
    ("ogue", "og", "-s"),
    ("mme", "m", "-s"),
    ("nce", "nse", "-s"),
    ("que", "ck", "-s"),
)
_RESPELT: Final = [(f"{ours}{end}", f"{other}{end}") for ours, other, ends in _AMERICAN for end in ends.split("-")]


def is_spelt(fold: str) -> bool:
    """Whether a token is a common English word in either spelling.

    >>> is_spelt("theatre"), is_spelt("cancelled"), is_spelt("colour"), is_spelt("cornpany")
    (True, True, True, False)
    """
    known = _SPELT.get(fold)
    return kept(_SPELT, fold, is_listed(fold) or _is_british(fold)) if known is None else known


def share_listed(folds: tuple[str, ...]) -> float:
    """The share of words, numbers aside, that are common English ones; all, where there are none.

    >>> share_listed(("the", "xqzt", ",", "1912")), share_listed(("1912",))
    (0.5, 1.0)
    """
    listed = words = 0
    for fold in folds:
        known = _LISTINGS.get(fold)
        listing = kept(_LISTINGS, fold, _listing(fold)) if known is None else known
        words += listing > _NO_WORD
        listed += listing > _UNLISTED
    return listed / words if words else 1.0


def _listing(fold: str) -> int:
    """Whether a token is a word that may stand in a list, and does."""
    if not is_word(fold) or fold[0].isdigit() or "'" in fold:
        return _NO_WORD
    return _UNLISTED + is_spelt(fold)


def _is_british(fold: str) -> bool:
    for ending, american in _RESPELT:
        if fold.endswith(ending) and is_listed(fold[: -len(ending)] + american):
            return True
    if ("ae" in fold or "oe" in fold) and is_listed(re.sub("[ao]e", "e", fold)):
        return True
    return "grey" in fold and is_listed(fold.replace("grey", "gray"))


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
