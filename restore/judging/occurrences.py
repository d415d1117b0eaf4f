"""How often the tokens of one text stand in it, and where."""

from __future__ import annotations

from restore.aligner.numbering import TokenPlaces


class Occurrences:
    """The tokens of one text, by the `numbers` of both texts' tokens and the `postings` of its own.

    Of each the first `limit` places are looked at.
    """

    def __init__(self, numbers: dict[str, int], postings: TokenPlaces, limit: int) -> None:
        self.numbers, self.limit = numbers, limit
        self.begins, self.where = postings.offsets, postings.places
        self.known = len(self.begins) - 1

    def count(self, fold: str) -> int:
        """How often the text has a token."""
        return self._often(self.numbers.get(fold, -1))

    def has(self, folds: tuple[str, ...]) -> int:
        """How many of these tokens the text has."""
        found = 0
        for fold in folds:
            found += self._often(self.numbers.get(fold, -1)) > 0
        return found

    def least(self, folds: tuple[str, ...]) -> int:
        """How often the text has the rarest of some tokens, of none never."""
        least = -1
        for fold in folds:
            often = self._often(self.numbers.get(fold, -1))
            if often < least or least < 0:
                least = often
        return max(least, 0)

    def counts(self) -> dict[str, int]:
        """How often it has each of those that it has, in order."""
        found = {}
        for fold, number in self.numbers.items():
            often = self._often(number)
            if often:
                found[fold] = often
        return found

    def places(self, fold: str) -> list[int]:
        """Where it has a token first."""
        number = self.numbers.get(fold, -1)
        size = min(self._often(number), self.limit)
        return [self.where[self.begins[number] + k] for k in range(size)]

    def _often(self, number: int) -> int:
        return self.begins[number + 1] - self.begins[number] if 0 <= number < self.known else 0
