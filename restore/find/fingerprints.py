"""Fingerprints: a sample of a text's n-grams, taken so that a copy and its source sample alike wherever they agree.

An n-gram is kept when its hash is a multiple of the text's step. The step is 1 for short texts and grows with the
length up to a limit, so that even a short extract of a long source shares some. Sampling by value: Manber, "Finding
similar files in a large file system" (USENIX 1994). A copy asks with all its n-grams, a source keeps its sample, so
that containment is found.

Beside n-grams a text has marks: its single words, and the shorter n-grams of a headline. Heavy damage leaves few
n-grams whole, but it leaves words. Marks are told from n-grams by their sign, and are voted on apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from restore.find.cutting import hashes
from restore.find.pieces import Cut, Ids, Level

Grams = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sampling:
    """Length of the n-grams, and how many a source keeps: all up to `dense`, then every 2nd, 4th … `coarsest`th."""

    order: int
    dense: int
    coarsest: int

    def step(self, grams: int) -> int:
        """Every how-many-th n-gram is kept of a text that has so many; a power of two.

        >>> [Sampling(4, 200, 4).step(n) for n in (150, 300, 100_000)]
        [1, 2, 4]
        """
        step = 1
        while step < self.coarsest and grams > self.dense * step:
            step *= 2
        return step


BRIEF = 120  # characters up to which a text, a headline say, is remembered by shorter n-grams as well
BRIEF_ORDER = 4  # characters: short enough to stay whole between two misread letters
MARK_WORTH = 16  # what a mark counts for in a short text; in one with many, each tells less
_FEW_MARKS = 100  # up to so many a mark counts in full
_SIGN = np.int64(-(2**63))
SAMPLINGS = {Level.WORDS: Sampling(4, 200, 4), Level.CHARACTERS: Sampling(6, 256, 8)}


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """What a source keeps, each once: n-grams from 0 on, marks below 0; and what each counts for."""

    grams: Grams
    worth: Ids


def fingerprint(text: Cut, level: Level) -> Fingerprint:
    """What a source is remembered by."""
    sampling = SAMPLINGS[level]
    ids = text.ids(level)
    step = sampling.step(len(ids) - min(sampling.order, len(ids)) + 1)
    kept = _each_once(gram_hashes(ids, sampling.order, step))
    marks = _each_once(_marks(text, level))
    each = max(round(MARK_WORTH / max(len(marks) / _FEW_MARKS, 1.0) ** 0.5), 1)
    worth = np.repeat(np.array([each, step], dtype=np.int64), [len(marks), len(kept)])
    return Fingerprint(np.concatenate((marks, kept)), worth)


def _marks(text: Cut, level: Level, slack: float = 1.0) -> Grams:
    """The words of a text; or, of a headline (of a copy, times `slack`), short n-grams: few longer ones are whole."""
    if level is Level.WORDS:
        return text.long_words | _SIGN
    ids = text.ids(level)
    return (gram_hashes(ids, BRIEF_ORDER) if len(ids) <= slack * BRIEF else ids[:0]) | _SIGN


def questions(text: Cut, level: Level) -> Grams:
    """What a copy asks with: n-grams and marks. Those that stand more than once are left out, unless they are the most.

    A pipeline that writes entity names over other words writes the same names again and again; what repeats tells of
    the damage, not of the source.
    """
    return questions_of([text], level)


def questions_of(texts: Sequence[Cut], level: Level) -> Grams:
    """The same of several stretches of one copy together; n-grams do not reach from one into the next."""
    order = SAMPLINGS[level].order
    nothing = np.empty(0, dtype=np.int64)
    grams = [gram_hashes(text.ids(level), order) for text in texts]
    marks = [_marks(text, level, 1.5) for text in texts]
    return np.concatenate([_once(np.concatenate((nothing, *hashed))) for hashed in (marks, grams)])


def _once(hashed: Grams) -> Grams:
    found, counts = np.unique(hashed, return_counts=True)
    once: Grams = found[counts == 1]
    return once if 2 * len(once) >= len(found) else found


def _each_once(hashed: Grams) -> Grams:
    """What `np.unique` says, at a third of its cost for the few of one text."""
    ordered: Grams = np.sort(hashed)
    if not len(ordered):
        return ordered
    is_first = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    return np.compress(is_first, ordered)


def gram_hashes(ids: Ids, order: int, step: int = 1) -> Grams:
    """A well-mixed 63-bit hash of each run of `order` pieces; of the whole, when the text is shorter than that.

    Of these, the multiples of `step`, a power of two.
    """
    if not len(ids):
        return np.empty(0, dtype=np.int64)
    order = min(order, len(ids))
    found = hashes(np.ascontiguousarray(ids).view(np.uint64).data, order, step)
    return np.frombuffer(found, dtype=np.int64)
