"""How often a text has tokens of the copy in a row, by their numbers."""

from __future__ import annotations

from array import array

from restore.aligner.numbering import TokenPlaces


class Runs:
    """One text's tokens as numbers, `ids`, with the `places` of each, and the numbers of the copy's tokens.

    Of a token in a row the first `limit` places are looked at, so that cost stays in line with length.
    """

    def __init__(self, ids: array[int], places: TokenPlaces, copy_ids: array[int], limit: int) -> None:
        self.ids, self.copy_ids = ids, copy_ids
        self.begins, self.places = places.offsets, places.places
        self.known, self.limit = len(self.begins) - 1, limit

    def count(self, first: int, last: int) -> int:
        """How often the text has copy tokens [first, last) in a row, at the first places of the rarest.

        What lies behind the copy's end is left out. Of a single token it is how often the text has it.
        """
        last = min(last, len(self.copy_ids))
        if last - first < 2:
            return self._often(self.copy_ids[first]) if first < last else 0
        rare, least = first, -1
        for at in range(first, min(last, first + self.limit)):
            often = self._often(self.copy_ids[at])
            if not often:
                return 0
            if often < least or least < 0:
                rare, least = at, often
        found, begin = 0, self.begins[self.copy_ids[rare]]
        for k in range(begin, begin + min(least, self.limit)):
            found += self._stand_at(self.places[k] - (rare - first), first, last)
        return found

    def counts(self, first: int, last: int) -> tuple[int, int, int]:
        """The same, and of them and the token behind them, of them and the one before: never where there is none."""
        behind = self.count(first, last + 1) if last < len(self.copy_ids) else 0
        before = self.count(first - 1, last) if first else 0
        return self.count(first, last), behind, before

    def _often(self, number: int) -> int:
        return self.begins[number + 1] - self.begins[number] if number < self.known else 0

    def _stand_at(self, start: int, first: int, last: int) -> bool:
        """Whether the text has copy tokens [first, last) from a place on."""
        k, size = 0, last - first
        if start < 0 or start + size > len(self.ids):
            return False
        while k < size and self.ids[start + k] == self.copy_ids[first + k]:
            k += 1
        return k == size
