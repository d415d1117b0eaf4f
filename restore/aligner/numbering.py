"""The tokens of a pair of texts as numbers, and where each of them stands: looked up once, for aligning and judging."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple

from restore.aligner.postings import Numbers, posted
from restore.text import Text
from restore.values import dataclass


class TokenPlaces(NamedTuple):
    """Where numbered tokens stand in one text: number k at `places[offsets[k]:offsets[k + 1]]`, in order."""

    offsets: array[int]
    places: array[int]


def postings_of(ids: array[int], known: int) -> TokenPlaces:
    """The places of the numbers 0, 1, … below `known`, which all of these are."""
    offsets, places = posted(ids, known)
    return TokenPlaces(offsets, places)


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """Both texts' tokens as numbers: `numbers` has one for each fold, those of the source first, in order.

    `in_source` are the places of the numbers that the source has, `in_copy` those of all.
    """

    numbers: dict[str, int]
    source_ids: array[int]
    copy_ids: array[int]
    in_source: TokenPlaces
    in_copy: TokenPlaces

    @classmethod
    def of(cls, source: Text, copy: Text) -> Numbering:
        """Number the folds of both texts.

        >>> Numbering.of(Text.of("So be it"), Text.of("so it was")).numbers
        {'so': 0, 'be': 1, 'it': 2, 'was': 3}
        """
        numbers = Numbers()
        source_ids = numbers.number(source.folds, source.words)
        in_source = postings_of(source_ids, len(numbers.known))
        copy_ids = numbers.number(copy.folds, copy.words)
        in_copy = postings_of(copy_ids, len(numbers.known))
        return cls(numbers.known, source_ids, copy_ids, in_source, in_copy)

    def standing(self, folds: Iterable[str], postings: TokenPlaces) -> list[int]:
        """Where any of these tokens stands in a text, in order.

        >>> numbering = Numbering.of(Text.of("so be it so"), Text.of("so it was"))
        >>> numbering.standing(["so", "was"], numbering.in_source), numbering.standing(["was"], numbering.in_copy)
        ([0, 3], [2])
        """
        offsets, found = postings.offsets, array("i")
        last = len(offsets) - 1
        for fold in folds:
            number = self.numbers.get(fold, last)
            if number < last:
                found += postings.places[offsets[number] : offsets[number + 1]]
        return sorted(found)
