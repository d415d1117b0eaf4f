"""From candidates to what the confidence model weighs: each in its group, with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from restore.aligner.alignment import Alignment
from restore.causes import Candidate
from restore.differences import Cause, Op
from restore.features import document, form, mention, near, other
from restore.features.document import Own
from restore.features.names import DOCUMENT, Group, crossed
from restore.features.reader import Change, Reader
from restore.language import changes_meaning, contradicts, negation
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

    `misread` if words that come or go may be a misreading: not where they change the meaning, and, where words are
    lost, only in a copy that is misread elsewhere.
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
            each.group is Group.OTHER and _may_be_misread(change, misread=misread),
        )
        for change, each in zip(changes, own, strict=True)
    ]


def _may_be_misread(change: Change, *, misread: bool) -> bool:
    if not any(map(is_word, (*change.ours, *change.theirs))):
        return False  # marks are here only if they change a number
    lost = change.candidate.op is Op.DELETE
    return (misread or not lost) and not changes_meaning(change.ours, change.theirs, misread=misread)


def _own(reader: Reader, change: Change) -> Own:
    group = _group(reader, change)
    return Own(group, NUMBERS[group](reader, change))


def _group(reader: Reader, change: Change) -> Group:
    if change.candidate.near:
        return Group.NEAR
    if change.candidate.cause in FORMS:
        return Group.FORM
    copied = sum(m.end - m.start for m in change.candidate.mentions)
    if not any(map(is_word, change.ours)) or copied != len(change.ours):
        return Group.OTHER
    named = _can_be_named(change.ours) and not contradicts(change.ours, change.theirs)
    return Group.MENTION if named and not reader.is_habit(change) else Group.OTHER


def _can_be_named(words: Sequence[str]) -> bool:
    """Whether a word among them could name something: no number, negation or function word; or they are a pronoun."""
    return (len(words) == 1 and words[0] in PRONOUNS["en"]) or any(
        fold not in FUNCTION["en"]
        and fold not in PRONOUNS["en"]
        and any(map(str.isalpha, fold))
        and word_class(fold) is not WordClass.NUMBER
        and not negation.is_particle(fold)
        for fold in words
    )
