"""The tokens of a pair of texts as numbers, and where each of them stands: looked up once, for aligning and judging."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, chain
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
        begins: list[int] = postings.offsets.tolist()
        counts: dict[str, int] = {}
        for number, fold in enumerate(self.numbers, 1):
            if number == len(begins):
                break
            counts[fold] = begins[number] - begins[number - 1]
        return counts

    def places(self, folds: Iterable[str], postings: Postings, limit: int = sys.maxsize) -> dict[str, list[int]]:
        """Where each of these tokens stands in a text, in order: its first `limit` places."""
        offsets, where, known = postings.offsets, postings.places, len(postings.offsets) - 1
        found: dict[str, list[int]] = {}
        for fold in folds:
            number = self.numbers.get(fold, known)
            if number < known:
                begin, end = offsets[number], offsets[number + 1]
                found[fold] = where[begin : min(end, begin + limit)].tolist()
            else:
                found[fold] = []
        return found


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
