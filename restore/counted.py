"""How often characters stand in a text, and how often behind a space: all of them on one way through it."""

from __future__ import annotations

from restore import compiled
from restore.values import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """By the characters that were asked for, in their order: how often each stands in the text, and how often apart."""

    often: list[int]
    apart: list[int]  # right behind a space


def counted(raw: str, characters: str) -> Counted:
    """Count some characters, 16 at most, all of them different.

    >>> counted("so , or so, and so", ",s")
    Counted(often=[2, 3], apart=[1, 2])
    """
    if compiled.READING is not None:
        return Counted(*compiled.READING.counted(raw, characters))
    return Counted([raw.count(c) for c in characters], [raw.count(f" {c}") for c in characters])
