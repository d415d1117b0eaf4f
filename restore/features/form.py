"""The numbers of a difference in form only: marks, capitals, hyphens, white space."""

from __future__ import annotations

from math import log

from restore.differences import Cause, Op
from restore.features.reader import Change, Reader
from restore.text import is_word


def numbers(reader: Reader, change: Change) -> tuple[float, ...]:
    """One number per name in `OWN[Group.FORM]`."""
    c, both = change.candidate, (*change.ours, *change.theirs)
    return (
        change.doubt,
        float(c.op is Op.INSERT),
        float(c.op is Op.DELETE),
        float(c.cause is Cause.CASE),
        float(c.cause is Cause.HYPHEN),
        float(c.cause is Cause.SPACING),
        float(any(fold in "\"'" for fold in both)),
        float("–" in both),
        float("," in both),
        float(any(fold in ".!?" for fold in both)),
        float(_is_between_words(reader, c.copy_start, c.copy_end)),
        log(reader.causes[c.cause]),
    )


def _is_between_words(reader: Reader, start: int, end: int) -> bool:
    folds = reader.copy.folds
    return start > 0 and end < len(folds) and is_word(folds[start - 1]) and is_word(folds[end])
