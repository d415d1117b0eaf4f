"""Whether two stretches of a copy are two readings of one, or somebody wrote the one like the other.

An engine that reads lines again makes other letters of some words: those are hardly words. A sentence that somebody
wrote like the one before has another word in a place, or two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from restore.aligner.letters import folded
from restore.edits import similarity
from restore.language import changes_meaning, tells
from restore.language.spelling import is_spelt
from restore.language.word_class import is_english
from restore.text import Text, is_word
from restore.values import dataclass

ALIKE: Final = 0.6  # of the letters of two readings at least: of lines that are not, up to 0.45


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What tells words from what an engine made of them: the source has them, or they are English where it is.

    Of other languages no list is at hand. There what is like no word of the other reading is a word.
    """

    words: frozenset[str]
    english: bool

    @classmethod
    def of(cls, source: Text) -> Vocabulary:
        """The source's words."""
        return cls(frozenset(source.folds), is_english(source.folds.count, len(source)))

    def has(self, words: Sequence[str]) -> bool:
        """Whether all of these are words."""
        return all(word in self.words or (self.english and is_spelt(word)) for word in words)

    def is_meant(self, words: Sequence[str], instead: Sequence[str]) -> bool:
        """Whether somebody may have written these words instead of those."""
        return self.has(words) or (not self.english and likeness(words, instead) < ALIKE)


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of letters that two stretches, in folds, have in common, letter by letter."""
    return similarity(letters_of(one), letters_of(other))


def are_alike(one: str, other: str) -> bool:
    """Whether two stretches, by their letters, are so alike that they may be readings of one."""
    shorter, longer = min(len(one), len(other)), max(len(one), len(other))
    return shorter >= ALIKE * longer and similarity(one, other) >= ALIKE  # lengths tell most apart, unread


def is_read_again(one: Sequence[str], other: Sequence[str], known: Vocabulary, *, misread: bool) -> bool:
    """Whether the second stretch, in folds, is the first read again, where they are alike: the second is farther off.

    They do not contradict each other, and more of what differs is garbled than somebody may have meant; where so much
    is `misread` that the copy is no editor's, any words may be what was made of others.
    """
    garbled = meant = 0
    for ours, theirs in _differing(one, other):
        if _contradict(ours, theirs, known):
            return False
        words = [fold for fold in theirs if is_word(fold)]
        if words and known.is_meant(words, ours):
            meant += 1
        elif words:
            garbled += 1
    return misread or not meant or garbled > meant


def _contradict(one: Sequence[str], other: Sequence[str], known: Vocabulary) -> bool:
    """Whether one says another number or date, or denies what the other says, and neither is garbled."""
    if not changes_meaning(one, other, misread=True) or not changes_meaning(other, one, misread=True):
        return False
    silent = [words for words in (one, other) if not any(map(tells, words))]
    return all(known.has([fold for fold in words if is_word(fold)]) for words in silent)


def _differing(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The words that differ, those together that stand together: of a word in two, neither part says anything."""
    from rapidfuzz.distance import Levenshtein

    i = j = 0
    for block in Levenshtein.editops(one, other).as_matching_blocks():
        if block.a > i or block.b > j:
            yield one[i : block.a], other[j : block.b]
        i, j = block.a + block.size, block.b + block.size


def letters_of(words: Sequence[str]) -> str:
    """The letters of a stretch, in folds, those that engines confuse as one."""
    return "".join(folded(words))
