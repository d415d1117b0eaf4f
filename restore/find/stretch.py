"""Passages made as long as they are: where damage is too dense for anchors, the texts may still go on alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from restore.find.passages import Passage
from restore.find.pieces import Cut, Level

Signs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a passage may be stretched, in pieces, the farthest tried first; `alike` is the share that must be equal.

    Unrelated texts have about a quarter of their words in common, in order, and 0.55 of their characters.
    """

    steps: tuple[int, ...]
    alike: float


REACHES = {Level.WORDS: Reach((48, 24, 12, 6), 0.45), Level.CHARACTERS: Reach((200, 80, 30), 0.62)}


def stretched(found: Sequence[Passage], signs: str, marks: str, level: Level) -> list[Passage]:
    """The passages, in the copy's order, stretched to both sides where both texts go along; apart as they were.

    `signs` and `marks` are copy and source with one character for each piece. Equal characters are counted anew within
    each passage, equal words only in what was added.
    """
    done: list[Passage] = []
    for k, passage in enumerate(found):
        others = (*done, *found[k + 1 :])
        longer = _backwards(passage, others, signs, marks, REACHES[level])
        longer = _forwards(longer, others, signs, marks, REACHES[level])
        if level is Level.CHARACTERS:
            inside = common(signs[longer.copy_start : longer.copy_end], marks[longer.source_start : longer.source_end])
            longer = replace(longer, matched=inside)
        done.append(longer)
    return done


def _backwards(passage: Passage, others: Iterable[Passage], signs: str, marks: str, reach: Reach) -> Passage:
    i, j = passage.copy_start, passage.source_start
    room = min(
        i - max((p.copy_end for p in others if p.copy_end <= i), default=0),
        j - max((p.source_end for p in others if p.source_end <= j), default=0),
    )
    for step in _steps(room, reach):
        equal = common(signs[i - step : i], marks[j - step : j])
        if equal >= reach.alike * step:
            return replace(passage, copy_start=i - step, source_start=j - step, matched=passage.matched + equal)
    return passage


def _forwards(passage: Passage, others: Iterable[Passage], signs: str, marks: str, reach: Reach) -> Passage:
    i, j = passage.copy_end, passage.source_end
    room = min(
        min((p.copy_start for p in others if p.copy_start >= i), default=len(signs)) - i,
        min((p.source_start for p in others if p.source_start >= j), default=len(marks)) - j,
    )
    for step in _steps(room, reach):
        equal = common(signs[i : i + step], marks[j : j + step])
        if equal >= reach.alike * step:
            return replace(passage, copy_end=i + step, source_end=j + step, matched=passage.matched + equal)
    return passage


def _steps(room: int, reach: Reach) -> list[int]:
    """How far to try: as far as there is room, then less."""
    return sorted({min(room, step) for step in reach.steps if min(room, step) > 0}, reverse=True)


def distance(copy: str, source: str) -> int:
    """How many pieces must be put in, taken out or changed to make one text the other."""
    from rapidfuzz.distance import Levenshtein

    return int(Levenshtein.distance(copy, source))


def common(copy: str, source: str) -> int:
    """Pieces in the longest common subsequence."""
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity(copy, source))


def as_signs(copy: Cut, source: Cut, level: Level) -> tuple[Signs, Signs]:
    """Both texts with a number for each piece that a character can have; words that the copy lacks have one together.

    Nothing asks which words of the source are equal to each other.
    """
    if level is Level.CHARACTERS:
        return copy.ids(level), source.ids(level)
    words, theirs = copy.distinct, source.ids(level)
    places = np.searchsorted(words, theirs)
    is_there = words[np.minimum(places, len(words) - 1)] == theirs
    return np.searchsorted(words, copy.ids(level)), np.where(is_there, places, len(words))


def as_string(signs: Signs) -> str:
    """With one character for each piece, which is what compares fastest."""
    return signs.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
