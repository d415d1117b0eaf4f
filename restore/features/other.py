"""The numbers of words that come or go, or stand for others they are not like."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from rapidfuzz.distance import Levenshtein

from restore.differences import Cause, Op
from restore.features.reader import Change, Reader
from restore.language.letters import ODD
from restore.text import is_word

LOOKED_AT = 20  # words whose letters are looked at
COMPARED = 200  # characters that are compared
SHORTEST = 3  # letters of a mention glued to another word at least
LONGEST = 40  # letters of a word that is looked at for one


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
        reader.listed(ours[:LOOKED_AT]),
        reader.listed(theirs[:LOOKED_AT]),
        *_glued(reader, change),
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


def _glued(reader: Reader, change: Change) -> tuple[float, float]:
    """Whether a mention was written onto the rest of another word ("goodWednesday"), and whether a capital one."""
    glued = capital = False
    for fold, form in zip(change.ours[:LOOKED_AT], change.forms, strict=False):
        if len(fold) > LONGEST or reader.in_source(fold) or not fold.isalnum():
            continue
        cuts = [k for k in range(1, len(fold)) if _joins(reader, fold[:k], fold[k:], change.theirs)]
        glued = glued or bool(cuts)
        capital = capital or any(form[k : k + 1].isupper() for k in cuts)
    return float(glued), float(capital)


def _joins(reader: Reader, head: str, tail: str, theirs: Sequence[str]) -> bool:
    """Whether these are a word of the source and another, or what the eaten words begin or end with."""
    mention = max(len(head), len(tail)) >= SHORTEST
    if not (mention and theirs):
        return mention and min(len(head), len(tail)) >= SHORTEST and all(map(reader.in_source, (head, tail)))
    begins = theirs[0].startswith(head) and len(tail) >= SHORTEST and reader.in_source(tail) > 0
    ends = theirs[-1].endswith(tail) and len(head) >= SHORTEST and reader.in_source(head) > 0
    return begins or ends
