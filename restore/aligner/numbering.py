"""The tokens of a pair of texts as numbers, and where each of them stands: looked up once, for aligning and judging."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import sub
from typing import NamedTuple

from restore import compiled


class Postings(NamedTuple):
    """Where numbered tokens stand in one text: number k at `places[offsets[k]:offsets[k + 1]]`, in order."""

    offsets: array[int]
    places: array[int]


def postings_of(ids: array[int], known: int) -> Postings:
    """The places of the numbers 0, 1, … below `known`, which all of these are."""
    if compiled.READING is not None:
        offsets, places = compiled.READING.postings(ids, known)
        return Postings(array("i", offsets), array("i", places))
    listed: list[list[int]] = [[] for _ in range(known)]
    for at, token in enumerate(ids):
        listed[token].append(at)
    return Postings(array("i", accumulate(map(len, listed), initial=0)), array("i", chain.from_iterable(listed)))


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """Both texts' tokens as numbers: `numbers` has one for each fold, those of the source first, in order.

    `in_source` are the places of the numbers that the source has, `in_copy` those of all.
    """

    numbers: dict[str, int]
    source_ids: array[int]
    copy_ids: array[int]
    in_source: Postings
    in_copy: Postings

    @classmethod
    def of(cls, source: list[str], copy: list[str]) -> Numbering:
        """Number the folds of both texts.

        >>> Numbering.of(["so", "be", "it"], ["so", "it", "was"]).numbers
        {'so': 0, 'be': 1, 'it': 2, 'was': 3}
        """
        source_ids, copy_ids, numbers = _numbered(source, copy)
        known = max(source_ids, default=-1) + 1
        return cls(numbers, source_ids, copy_ids, postings_of(source_ids, known), postings_of(copy_ids, len(numbers)))

    def counts(self, postings: Postings) -> dict[str, int]:
        """How often a text has each token: of the source, of all that it has, of the copy, of those of both."""
        return dict(zip(self.numbers, map(sub, postings.offsets[1:], postings.offsets), strict=False))

    def places(self, fold: str, postings: Postings, limit: int) -> list[int]:
        """Where a token stands in a text, in order: its first `limit` places."""
        number = self.numbers.get(fold, len(self.numbers))
        if number + 1 >= len(postings.offsets):
            return []
        first, end = postings.offsets[number], postings.offsets[number + 1]
        return postings.places[first : min(end, first + limit)].tolist()


def _numbered(source: list[str], copy: list[str]) -> tuple[array[int], array[int], dict[str, int]]:
    """Both texts' tokens as numbers, and the number of each."""
    if compiled.READING is not None:
        source_ids, copy_ids, numbered = compiled.READING.number(source, copy)
        return array("i", source_ids), array("i", copy_ids), numbered
    numbers: dict[str, int] = {}
    number = numbers.setdefault
    return (
        array("i", [number(fold, len(numbers)) for fold in source]),
        array("i", [number(fold, len(numbers)) for fold in copy]),
        numbers,
    )
