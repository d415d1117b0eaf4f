"""The same words came twice, side by side: a line read again, a mention written beside itself."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Final, NamedTuple

from restore.differences import Cause, Explanation
from restore.judging.change import Change
from restore.judging.profile import Profile, Shares
from restore.judging.reader import Reader

NAME = Explanation.REPETITION
_DUPLICATE: Final = Cause.DUPLICATE
REACH: Final = 3  # tokens between the two at most


class Numbers(NamedTuple):
    """What the difference itself shows of a repetition."""

    possible: float = 0.0
    size: float = 0.0
    touching: float = 0.0
    function: float = 0.0
    otherwise: float = 0.0  # share of letters that are others, as an engine reads a line once more


class Seen(NamedTuple):
    """What the copy shows beside the difference itself: nothing but how often it happens."""


def possible(change: Change, reader: Reader) -> bool:
    """Whether what the copy has more stands right beside it once more."""
    return change.inserts and bool(change.our_words) and (change.shape is _DUPLICATE or _beside(change, reader))


def numbers(change: Change, reader: Reader) -> Sequence[float]:
    """What the difference shows, in the order of `Numbers`."""
    return Numbers(
        possible=1.0,
        size=log(len(change.ours)),
        touching=float(change.shape is _DUPLICATE),
        function=float(reader.function.issuperset(change.ours)),
        otherwise=_otherwise(change, reader),
    )


def seen(change: Change, reader: Reader, profile: Profile, mine: Shares) -> Sequence[float]:
    """What the rest of the copy shows, in the order of `Seen`."""
    return Seen()


def cause(change: Change, reader: Reader) -> Cause:
    """What a difference is that this explains."""
    return _DUPLICATE


def words(change: Change, reader: Reader, profile: Profile) -> str:
    """What speaks for it, in words that hold for this difference."""
    return f"the same words stand right beside it{', read otherwise' if _otherwise(change, reader) else ''}"


def _otherwise(change: Change, reader: Reader) -> float:
    return reader.read_otherwise.get((change.copy_start, change.copy_end), 0.0)


def _beside(change: Change, reader: Reader) -> bool:
    size, folds, ours = len(change.ours), reader.copy.folds, list(change.ours)
    start, end = change.copy_start, change.copy_end
    for gap in range(REACH + 1):
        first = start - size - gap
        if (first >= 0 and folds[first : first + size] == ours) or folds[end + gap : end + gap + size] == ours:
            return True
    return False
