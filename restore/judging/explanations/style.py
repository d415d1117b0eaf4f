"""Another house writes marks, capitals and hyphens in another way; that is nobody's damage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from restore.differences import Cause, Explanation
from restore.judging.change import Change
from restore.judging.house import is_nobodys
from restore.judging.profile import Profile, Shares
from restore.judging.reader import Reader
from restore.language.letters import has_digit
from restore.text import starts_sentence

NAME = Explanation.STYLE
_CASE: Final = Cause.CASE
_PUNCTUATION: Final = Cause.PUNCTUATION


class Numbers(NamedTuple):
    """What the difference itself shows of a house's style."""

    possible: float = 0.0
    lowered: float = 0.0  # a capital of the source is small in the copy
    raised: float = 0.0
    other_mark: float = 0.0  # one mark for another
    words: float = 0.0  # as many words on both sides
    number: float = 0.0
    continued: float = 0.0  # small where a sentence begins in the source and none does in the copy


class Seen(NamedTuple):
    """What the copy shows beside the difference itself: nothing that a program's work does not show as well."""


def possible(change: Change, reader: Reader) -> bool:
    """Whether only form differs, as some house may write it: blanks within a line are nobody's style."""
    if change.is_blank:
        return reader.ends_line(change)
    return change.is_form and not is_nobodys(change, reader)


def numbers(change: Change, reader: Reader) -> Sequence[float]:
    """What the difference shows, in the order of `Numbers`."""
    one, other = "".join(change.our_forms), "".join(change.their_forms)
    case = change.shape is _CASE
    possible = 1.0
    lowered = float(case and one[:1].islower() and other[:1].isupper())
    raised = float(case and one[:1].isupper() and other[:1].islower())
    other_mark = float(change.replaces and change.shape is _PUNCTUATION)
    words = float(len(change.our_words) == len(change.their_words))
    number = float(has_digit(one) or has_digit(other))
    continued = float(lowered and starts_sentence(reader.source, change.source_start))
    return [possible, lowered, raised, other_mark, words, number, continued]


def seen(change: Change, reader: Reader, profile: Profile, mine: Shares) -> Sequence[float]:
    """What the rest of the copy shows, in the order of `Seen`."""
    return Seen()


def cause(change: Change, reader: Reader) -> Cause:
    """What a difference is that this explains: what its form shows."""
    return change.form


def words(change: Change, reader: Reader, profile: Profile) -> str:
    """What speaks for it, in words that hold for this difference."""
    if change.shape is _CASE:
        return "the same word in another spelling" if change.is_respelt else "the same letters, other capitals"
    return "marks and hyphens as another house sets them"
