"""How often marks stand in a text, and how often behind a space: all of them on one way through it."""

from __future__ import annotations

from typing import Final

from restore.counting import count
from restore.values import dataclass

QUOTES: Final = "“”„\"’'"
STOPS: Final = ",."
HYPHENS: Final = "-‐‑–—"
MARKS: Final = QUOTES + STOPS + HYPHENS  # what is asked of every text


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
        often, apart = count(raw, MARKS)
        return cls(dict(zip(MARKS, often, strict=True)), dict(zip(MARKS, apart, strict=True)))

    def count(self, characters: str) -> int:
        """How often some of them stand in the text."""
        return sum([self.often[character] for character in characters])

    def count_apart(self, characters: str) -> int:
        """How often right behind a space."""
        return sum([self.apart[character] for character in characters])
