"""How often marks stand in a text, and how often behind a space: all of them on one way through it."""

from __future__ import annotations

from typing import Final

from restore.counting import count
from restore.values import dataclass

QUOTES: Final = "“”„\"’'"
STOPS: Final = ",."
HYPHENS: Final = "-‐‑–—"
MARKS: Final = QUOTES + STOPS + HYPHENS  # what is asked of every text
_PLACES: Final = {character: place for place, character in enumerate(MARKS)}


@dataclass(frozen=True, slots=True)
class Marks:
    """How often each of `MARKS` stands in a text, and how often right behind a space, in their order."""

    often: list[int]
    apart: list[int]

    @classmethod
    def of(cls, raw: str) -> Marks:
        """Count them.

        >>> marks = Marks.of("so , or so, and so")
        >>> marks.count(STOPS), marks.count_apart(STOPS), marks.count(HYPHENS)
        (2, 1, 0)
        """
        return cls(*count(raw, MARKS))

    def count(self, characters: str) -> int:
        """How often some of them stand in the text."""
        return sum([self.often[_PLACES[character]] for character in characters])

    def count_apart(self, characters: str) -> int:
        """How often right behind a space."""
        return sum([self.apart[_PLACES[character]] for character in characters])
