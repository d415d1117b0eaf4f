"""How often characters stand in a text, and how often behind a space: all of them on one way through it."""

from __future__ import annotations

from typing import Final

from restore import compiled
from restore.values import dataclass

QUOTES: Final = "“”„\"’'"
STOPS: Final = ",."
HYPHENS: Final = "-‐‑–—"
MARKS: Final = QUOTES + STOPS + HYPHENS  # what is asked of every text


@dataclass(frozen=True, slots=True)
class Counted:
    """By the characters that were asked for, in their order: how often each stands in the text, and how often apart."""

    often: list[int]
    apart: list[int]  # right behind a space


@dataclass(frozen=True, slots=True)
class Marks:
    """How often each of `MARKS` stands in a text, and how often right behind a space."""

    often: dict[str, int]
    apart: dict[str, int]

    @classmethod
    def of(cls, raw: str) -> Marks:
        """Count them.

        >>> marks = Marks.of("so , or so, and so")
        >>> marks.count(STOPS), marks.count_apart(STOPS), marks.count(HYPHENS)
        (2, 1, 0)
        """
        found = counted(raw, MARKS)
        return cls(dict(zip(MARKS, found.often, strict=True)), dict(zip(MARKS, found.apart, strict=True)))

    def count(self, characters: str) -> int:
        """How often some of them stand in the text."""
        return sum([self.often[character] for character in characters])

    def count_apart(self, characters: str) -> int:
        """How often right behind a space."""
        return sum([self.apart[character] for character in characters])


def counted(raw: str, characters: str) -> Counted:
    """Count some characters, 16 at most, all of them different.

    >>> counted("so , or so, and so", ",s")
    Counted(often=[2, 3], apart=[1, 2])
    """
    if compiled.READING is not None:
        return Counted(*compiled.READING.counted(raw, characters))
    return Counted([raw.count(c) for c in characters], [raw.count(f" {c}") for c in characters])
