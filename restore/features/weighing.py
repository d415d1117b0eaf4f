"""From candidates to what the confidence model weighs: each in its group, with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from restore.aligner.alignment import Alignment
from restore.aligner.near import NEGATIONS
from restore.causes import Candidate
from restore.differences import Cause, Op
from restore.features import document, form, mention, near, other
from restore.features.document import Own
from restore.features.names import DOCUMENT, Group, crossed
from restore.features.reader import Change, Reader
from restore.language.word_class import WordClass, word_class
from restore.language.words import FUNCTION, PRONOUNS
from restore.text import is_word

MISREAD = 0.5  # garble_share from which a copy counts as misread
FORMS = frozenset({Cause.PUNCTUATION, Cause.CASE, Cause.HYPHEN, Cause.SPACING})
NUMBERS = {
    Group.MENTION: mention.numbers,
    Group.NEAR: near.numbers,
    Group.FORM: form.numbers,
    Group.OTHER: other.numbers,
}


@dataclass(frozen=True, slots=True)
class Weighable:
    """A candidate with its group and its numbers, one per name in `NAMES[group]`.

    `misread` if it may be a misreading: not a changed number or negation, and, where words are lost, only in a copy
    that is misread elsewhere.
    """

    candidate: Candidate
    group: Group
    numbers: tuple[float, ...]
    misread: bool


def weighables(alignment: Alignment, found: Sequence[Candidate]) -> list[Weighable]:
    """The candidates with their groups and numbers, in the same order."""
    reader = Reader(alignment, found)
    changes = [reader.change(candidate) for candidate in found]
    own = [_own(reader, change) for change in changes]
    whole = document.numbers(len(alignment.copy), own)
    misread = whole[DOCUMENT.index("garble_share")] > MISREAD
    return [
        Weighable(
            change.candidate,
            each.group,
            (1.0, *each.numbers, *whole, *crossed(each.group, each.numbers, whole)),
            (misread or change.candidate.op is not Op.DELETE) and not _changes_sense(change, misread=misread),
        )
        for change, each in zip(changes, own, strict=True)
    ]


def _own(reader: Reader, change: Change) -> Own:
    group = _group(reader, change)
    return Own(group, NUMBERS[group](reader, change))


def _group(reader: Reader, change: Change) -> Group:
    if change.candidate.near:
        return Group.NEAR
    if change.candidate.cause in FORMS:
        return Group.FORM
    copied = sum(m.end - m.start for m in change.candidate.mentions)
    if any(map(is_word, change.ours)) and copied == len(change.ours):
        return Group.MENTION if _can_be_named(change.ours) and not reader.is_habit(change) else Group.OTHER
    return Group.OTHER


def _can_be_named(words: Sequence[str]) -> bool:
    """Whether a word among them could name something, so no number or function word; or they are a pronoun."""
    return (len(words) == 1 and words[0] in PRONOUNS["en"]) or any(
        fold not in FUNCTION["en"]
        and fold not in PRONOUNS["en"]
        and any(map(str.isalpha, fold))
        and word_class(fold) is not WordClass.NUMBER
        for fold in words
    )


def _changes_sense(change: Change, *, misread: bool) -> bool:
    """Whether a number or a negation changes: that is never a misreading, however alike the two look.

    In a misread copy a number may have become letters ("Gd" for "6d"); another number it may not have become.
    """
    ours, theirs = _numbers(change.ours), _numbers(change.theirs)
    if ours != theirs and (not misread or (ours and theirs)):
        return True
    return NEGATIONS.intersection(change.ours) != NEGATIONS.intersection(change.theirs)


def _numbers(folds: Sequence[str]) -> list[str]:
    """The digits of the tokens that are numbers: at least half of their characters are digits."""
    if "".join(folds).isalpha():
        return []
    digits = ["".join(filter(str.isdigit, fold)) for fold in folds]
    return [number for number, fold in zip(digits, folds, strict=True) if number and 2 * len(number) >= len(fold)]
