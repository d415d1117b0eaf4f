"""Somebody meant it: other words, a new sentence, a correction. Always possible, and nobody's damage."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Final, NamedTuple

from restore.differences import Cause, Explanation
from restore.judging.change import Change, leading
from restore.judging.profile import Profile, Shares
from restore.judging.reader import Reader
from restore.text import is_word

NAME = Explanation.EDITOR
LOOKED_AT: Final = 40  # words that are looked up

_SPELLING: Final = Cause.SPELLING
_WORDING: Final = Cause.WORDING
_NOT_MEANT: Final = frozenset({Cause.SPELLING, Cause.DUPLICATE})  # who means other words means neither


class Numbers(NamedTuple):
    """What the difference itself shows of an editor's work."""

    novel: float = 0.0  # share of the copy's words that the source has nowhere
    dropped: float = 0.0  # share of the source's words that the copy has nowhere
    crowded: float = 0.0  # other changes of words close by, as a logarithm
    pronoun_for_pronoun: float = 0.0
    starts_sentence: float = 0.0


class Seen(NamedTuple):
    """What the copy shows beside the difference itself."""

    throughout: float = 0.0  # share of the word's other places in the source where the same one stands for it


_NOTHING: Final = tuple(Seen())


def possible(change: Change, reader: Reader) -> bool:
    """Whatever stands in a text, somebody may have meant it."""
    return True


def numbers(change: Change, reader: Reader) -> Sequence[float]:
    """What the difference shows, in the order of `Numbers`."""
    ours, theirs = leading(change.our_words, LOOKED_AT), leading(change.their_words, LOOKED_AT)
    folds, start = reader.copy.folds, change.copy_start
    pronouns, both = reader.pronouns, bool(ours) and bool(theirs)
    novel = (len(ours) - reader.source_has(ours, change)) / max(len(ours), 1)
    dropped = (len(theirs) - reader.copy_has(theirs)) / max(len(theirs), 1)
    crowded = log(1.0 + reader.crowd(change))
    pronoun_for_pronoun = float(both and pronouns.issuperset(change.ours) and pronouns.issuperset(change.theirs))
    starts_sentence = float(start == 0 or not is_word(folds[start - 1]))
    return [novel, dropped, crowded, pronoun_for_pronoun, starts_sentence]


def seen(change: Change, reader: Reader, profile: Profile, mine: Shares) -> Sequence[float]:
    """What the rest of the copy shows, in the order of `Seen`."""
    if not change.replaces or len(change.ours) != 1 or len(change.theirs) != 1:
        return _NOTHING
    alike = profile.others(change, mine.intruder).alike
    throughout = min(alike / max(reader.in_source(change.theirs[0]) - 1, 1), 1.0)
    return [throughout]


def cause(change: Change, reader: Reader) -> Cause:
    """What a difference is that this explains: what its form shows, and other words where a word differs.

    Whoever wrote what is no word mistyped one.
    """
    if change.shape is _SPELLING and reader.is_english and reader.is_garbled(change):
        return _SPELLING
    return _WORDING if change.shape in _NOT_MEANT else change.shape


def words(change: Change, reader: Reader, profile: Profile) -> str:
    """What speaks for it, in words that hold for this difference."""
    ours, theirs = len(change.ours), len(change.theirs)
    if change.deletes:
        return f"the source has {_words(theirs)} here that the copy lacks"
    if change.inserts:
        return f"the copy has {_words(ours)} here that the source lacks"
    if cause(change, reader) is _SPELLING:
        return "the copy has what is no word, alike in the words around"
    return f"{_words(ours)} in the copy, {_words(theirs)} in the source, alike in the words around"


def _words(count: int) -> str:
    return "1 word or mark" if count == 1 else f"{count} words or marks"
