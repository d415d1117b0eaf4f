"""The numbers of words that come or go, or stand for others they are not like."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from rapidfuzz.distance import Levenshtein

from restore.differences import Cause, Op
from restore.features.reader import Change, Reader
from restore.features.words import ODD
from restore.text import is_word

LOOKED_AT = 20  # words whose letters are looked at
COMPARED = 200  # characters that are compared


def numbers(reader: Reader, change: Change) -> tuple[float, ...]:
    """One number per name in `OWN[Group.OTHER]`."""
    c, ours, theirs = change.candidate, change.ours, change.theirs
    words = [fold for fold in ours if is_word(fold)]
    lost = [fold for fold in theirs if is_word(fold)]
    return (
        change.doubt,
        float(c.op is Op.INSERT),
        float(c.op is Op.DELETE),
        log(1 + len(words)),
        log(1 + len(lost)),
        sum(reader.in_source(fold) > 0 for fold in words) / max(len(words), 1),
        sum(reader.in_copy(fold) > 0 for fold in lost) / max(len(lost), 1),
        float(_has_odd_characters(reader, change)),
        _similarity(ours, theirs),
        float(len(ours) == len(theirs) == 1),
        float(c.cause is Cause.DUPLICATE),
        float(c.cause is Cause.HEADING),
        float(c.cause is Cause.PASSAGE),
        *_letters(reader, change, words),
    )


def _letters(reader: Reader, change: Change, words: Sequence[str]) -> tuple[float, ...]:
    """How the words look: `capitals` to `capitals_inside`."""
    forms, looked_at = change.forms, words[:LOOKED_AT]
    return (
        sum(form[0].isupper() for form in forms) / max(len(forms), 1),
        float(any(char.isdigit() for fold in (*change.ours, *change.theirs) for char in fold)),
        float(bool(words) and max(map(len, words)) <= 2),
        float(any(not is_word(fold) for fold in change.ours)),
        sum(map(reader.strangeness, looked_at)) / max(len(looked_at), 1),
        float(any(not form.isupper() and any(map(str.isupper, form[1:])) for form in forms)),
    )


def _has_odd_characters(reader: Reader, change: Change) -> bool:
    """Whether a character is one that prose hardly has, or a word has a mark inside that is no hyphen or apostrophe."""
    raw = reader.copy.slice(change.candidate.copy_start, change.candidate.copy_end)
    return any(char in ODD for char in raw) or any(
        not fold.isalnum() and is_word(fold) and "-" not in fold and "'" not in fold for fold in change.ours
    )


def _similarity(ours: Sequence[str], theirs: Sequence[str]) -> float:
    one, other = " ".join(ours)[:COMPARED], " ".join(theirs)[:COMPARED]
    return Levenshtein.normalized_similarity(one, other) if one and other else 0.0
