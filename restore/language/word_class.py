"""What kind of word an English word mostly is, by itself: enough to tell what could name something from what could not.

A help for English only: of a text in another language nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from restore.remembered import kept
from restore.stored import WORDS, read
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


BEGINNING: Final = 4  # letters that words begin with which are stored together: few enough to be looked through
CLASSES: Final = dict(zip("nvmdf", WordClass, strict=True))  # by the letter that stands for one behind a word
_ENDINGS = (
    *((ending, WordClass.MODIFIER) for ending in ("ly", "ous", "ful", "ive", "able", "ible", "al", "ic", "less")),
    *((ending, WordClass.MODIFIER) for ending in ("ish", "ary")),
    *((ending, WordClass.VERB) for ending in ("ing", "ed")),
)
_CLASSES: Final[dict[str, WordClass]] = {}
_SPELT: Final[dict[str, bool]] = {}
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


# British spellings of words that the list has as Americans write them.
_AMERICAN = (
    (r"our(?=(s|ed|ing|able|ite|ful|ly)?$)", "or"),
    (r"is(?=(e|es|ed|ing|er|ers|ation|ations)$)", "iz"),
    (r"ys(?=(e|es|ed|ing)$)", "yz"),
    (r"re(?=s?$)", "er"),
    (r"ll(?=(ed|ing|er|ers)$)", "l"),
    (r"ogue(?=s?$)", "og"),
    (r"mme(?=s?$)", "m"),
    (r"nce(?=s?$)", "nse"),
    (r"que(?=s?$)", "ck"),
    (r"grey", "gray"),
    (r"[ao]e", "e"),
)


def is_spelt(fold: str) -> bool:
    """Whether a token is a common English word in either spelling.

    >>> is_spelt("theatre"), is_spelt("cancelled"), is_spelt("colour"), is_spelt("cornpany")
    (True, True, True, False)
    """
    known = _SPELT.get(fold)
    return kept(_SPELT, fold, is_listed(fold) or _is_british(fold)) if known is None else known


def _is_british(fold: str) -> bool:
    return any(is_listed(pattern.sub(other, fold)) for pattern, other in _american())


@cache
def _american() -> Sequence[tuple[re.Pattern[str], str]]:
    """`_AMERICAN`, made ready on first need: most texts' words are in the list as they are."""
    return [(re.compile(pattern), other) for pattern, other in _AMERICAN]


def is_english(count: Callable[[str], int], tokens: int) -> bool:
    """Whether a text's tokens are mostly English: how often it has a token, folded, and how many it has in all.

    >>> is_english("the end of the day and of the night".split().count, 9), is_english("das ende".split().count, 2)
    (True, False)
    """
    return sum(map(count, _SIGNS)) > _SHARE * tokens


def _listed(word: str) -> WordClass | None:
    """The class of a word of the list.

    It is looked up among the words that begin as it does: to put all of them into a table takes longer than to align a
    text.
    """
    among = _words().get(word[:BEGINNING], "")
    at = among.find(f" {word}:")
    return CLASSES[among[at + len(word) + 2]] if at >= 0 else None


@cache
def _words() -> dict[str, str]:
    """By how they begin, words with their classes: " abacus:n abandon:v"."""
    turns = read(WORDS).texts["words"].split("\n")
    return dict(zip(turns[::2], turns[1::2], strict=True))
