"""A program put a block where it does not belong."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from restore.differences import Cause, Explanation
from restore.judging.change import Change
from restore.judging.profile import Profile, Shares
from restore.judging.reader import Reader
from restore.text import starts_line, starts_sentence

NAME = Explanation.MOVE


class Numbers(NamedTuple):
    """What a moved block itself shows."""

    possible: float = 0.0
    size: float = 0.0
    far: float = 0.0  # tokens between its two places, as a logarithm
    sentences: float = 0.0  # begins and ends where sentences do
    lines: float = 0.0  # begins where a line begins


class Seen(NamedTuple):
    """What the copy shows beside the block itself: nothing but how often it happens."""


def possible(change: Change, reader: Reader) -> bool:
    """Whether it is a moved block."""
    return change.moves


def numbers(change: Change, reader: Reader) -> Sequence[float]:
    """What the block shows, in the order of `Numbers`."""
    copy, source = reader.copy, reader.source
    return Numbers(
        possible=1.0,
        size=log(1 + change.copy_end - change.copy_start),
        far=log(1 + abs(change.copy_start - change.source_start)),
        sentences=float(starts_sentence(copy, change.copy_start) and starts_sentence(source, change.source_end)),
        lines=float(starts_line(copy, change.copy_start)),
    )


def seen(change: Change, reader: Reader, profile: Profile, mine: Shares) -> Sequence[float]:
    """What the rest of the copy shows, in the order of `Seen`."""
    return Seen()


def cause(change: Change, reader: Reader) -> Cause:
    """What a moved block is."""
    return Cause.PASSAGE


def words(change: Change, reader: Reader, profile: Profile) -> str:
    """What speaks for it, in words that hold for this block."""
    at = reader.source.starts[change.source_start]
    return f"{change.copy_end - change.copy_start} tokens that the source has at offset {at}"
