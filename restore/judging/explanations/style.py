"""Another house writes marks, capitals and hyphens in another way; that is nobody's damage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from restore.differences import Cause, Explanation
from restore.judging.change import Change
from restore.judging.profile import Profile, Shares
from restore.judging.reader import Reader
from restore.language.letters import has_digit
from restore.language.word_class import WordClass, word_class
from restore.text import DASHES, ENDS, Text, blank_before, is_word, starts_sentence

NAME = Explanation.STYLE
_CASE: Final = Cause.CASE
_PUNCTUATION: Final = Cause.PUNCTUATION
_FUNCTION: Final = WordClass.FUNCTION
_GOING_ON: Final = frozenset(",;")
_AROUND: Final = frozenset("\"'()[]")  # what may stand between a sentence and the one before it


class Numbers(NamedTuple):
    """What the difference itself shows of a house's style."""

    possible: float = 0.0
    lowered: float = 0.0  # a capital of the source is small in the copy
    raised: float = 0.0
    misplaced: float = (
        0.0  # small where a sentence begins, or raised within one though no noun ("We"), as no house does
    )
    other_mark: float = 0.0  # one mark for another
    words: float = 0.0  # as many words on both sides
    number: float = 0.0
    continued: float = 0.0  # small where a sentence begins in the source and none does in the copy


class Seen(NamedTuple):
    """What the copy shows beside the difference itself: nothing that a program's work does not show as well."""


def possible(change: Change, reader: Reader) -> bool:
    """Whether only form differs, and more than blanks in a line, which are nobody's style.

    Nor does a house leave words out, nor a dash between words and put nothing in its place, nor encode what it prints.
    """
    if not change.is_form or change.is_encoded or (change.is_blank and not reader.ends_line(change)):
        return False
    return not change.deletes or not (change.their_words or _parts_words(change, reader))


def _parts_words(change: Change, reader: Reader) -> bool:
    """Whether it is a dash between words, which stand side by side in the copy."""
    folds, at = reader.copy.folds, change.copy_start
    return DASHES.issuperset(change.theirs) and 0 < at < len(folds) and is_word(folds[at - 1]) and is_word(folds[at])


def numbers(change: Change, reader: Reader) -> Sequence[float]:
    """What the difference shows, in the order of `Numbers`."""
    one, other = "".join(change.our_forms), "".join(change.their_forms)
    case = change.shape is _CASE
    possible = 1.0
    lowered = float(case and one[:1].islower() and other[:1].isupper())
    raised = float(case and one[:1].isupper() and other[:1].islower())
    misplaced = float(case and _is_misplaced(change, reader))
    other_mark = float(change.replaces and change.shape is _PUNCTUATION)
    words = float(len(change.our_words) == len(change.their_words))
    number = float(has_digit(one) or has_digit(other))
    continued = float(lowered and starts_sentence(reader.source, change.source_start) and not misplaced)
    return [possible, lowered, raised, misplaced, other_mark, words, number, continued]


def _is_misplaced(change: Change, reader: Reader) -> bool:
    """Whether a sentence that begins in both texts begins small, or a word that is none's name is raised within one."""
    copy, source, at = reader.copy, reader.source, change.copy_start
    if change.our_forms[0][:1].islower():
        return _begins(copy, at) and starts_sentence(source, change.source_start)
    within = at > 0 and (is_word(copy.folds[at - 1]) or _goes_on(copy, at))
    return within and word_class(change.ours[0]) is _FUNCTION and len(change.ours[0]) > 1


def _begins(text: Text, at: int) -> bool:
    """Whether a sentence begins with this token, small as it may be: behind the end of one, in quotes and brackets too.

    So it does behind a blank line, but not in a line of its own: a verse, or one of a list, may begin small.
    """
    if at == 0 or blank_before(text, at).count("\n") > 1:
        return True
    back = at - 1
    while back and text.folds[back] in _AROUND:
        back -= 1
    return text.folds[back] in ENDS


def _goes_on(text: Text, at: int) -> bool:
    """Whether a sentence goes on with this token behind a comma, in the same line: a verse may begin so."""
    return text.folds[at - 1] in _GOING_ON and "\n" not in blank_before(text, at)


def seen(change: Change, reader: Reader, profile: Profile, mine: Shares) -> Sequence[float]:
    """What the rest of the copy shows, in the order of `Seen`."""
    return Seen()


def cause(change: Change, reader: Reader) -> Cause:
    """What a difference is that this explains: what its form shows."""
    return change.form


def words(change: Change, reader: Reader, profile: Profile) -> str:
    """What speaks for it, in words that hold for this difference."""
    if change.shape is _CASE:
        return "the same letters, other capitals"
    return "marks and hyphens as another house sets them"
