"""The tokens of a pair of texts as numbers, and where each of them stands: looked up once, for aligning and judging."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import accumulate, chain
from typing import NamedTuple

from restore import compiled
from restore.values import dataclass


class TokenPlaces(NamedTuple):
    """Where numbered tokens stand in one text: number k at `places[offsets[k]:offsets[k + 1]]`, in order."""

    offsets: array[int]
    places: array[int]


def postings_of(ids: array[int], known: int) -> TokenPlaces:
    """The places of the numbers 0, 1, … below `known`, which all of these are."""
    if compiled.READING is not None:
        offsets, places = compiled.READING.postings(ids, known)
        return TokenPlaces(array("i", offsets), array("i", places))
    listed: list[list[int]] = [[] for _ in range(known)]
    for at, token in enumerate(ids):
        listed[token].append(at)
    return TokenPlaces(array("i", accumulate(map(len, listed), initial=0)), array("i", chain.from_iterable(listed)))


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
    def of(cls, source: list[str], copy: list[str]) -> Numbering:
        """Number the folds of both texts.

        >>> Numbering.of(["so", "be", "it"], ["so", "it", "was"]).numbers
        {'so': 0, 'be': 1, 'it': 2, 'was': 3}
        """
        source_ids, copy_ids, numbers, known = _numbered(source, copy)
        return cls(numbers, source_ids, copy_ids, postings_of(source_ids, known), postings_of(copy_ids, len(numbers)))

    def standing(self, folds: Iterable[str], postings: TokenPlaces) -> list[int]:
        """Where any of these tokens stands in a text, in order.

        >>> numbering = Numbering.of(["so", "be", "it", "so"], ["so", "it", "was"])
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


def _numbered(source: list[str], copy: list[str]) -> tuple[array[int], array[int], dict[str, int], int]:
    """Both texts' tokens as numbers, the number of each, and how many the source has."""
    if compiled.READING is not None:
        source_ids, copy_ids, numbered, known = compiled.READING.number(source, copy)
        return array("i", source_ids), array("i", copy_ids), numbered, known
    numbers: dict[str, int] = {}
    number = numbers.setdefault
    ours = array("i", [number(fold, len(numbers)) for fold in source])
    known = len(numbers)
    return ours, array("i", [number(fold, len(numbers)) for fold in copy]), numbers, known
