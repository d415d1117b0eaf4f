"""Where a text may stand in a longer one that says the same more than once, as a book that was bound twice.

N-grams that stand once on either side anchor nothing there. But each that the copy has once says where the copy would
begin, as often as the source has it; where most of them agree, it may stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from restore.aligner.grams import Ids

BANDS: Final = 4  # of a copy: as far as such a part of it what it lost or has more may shift what follows
NEARLY: Final = 0.8  # as many n-grams as the most: which of such places fits best, n-grams that agree by chance hide
MOST: Final = 8  # places that are worth a closer look


def thickest(copy: Ids, source: Ids, order: int) -> list[range]:
    """The stretches of the source, each twice as long as the copy, that have the most of its n-grams, in order.

    Tokens are numbers of 32 or 64 bits each, alike on both sides. None where the source has no n-gram of them.

    >>> from array import array
    >>> thickest(array("i", [5, 6, 7, 8]), array("i", [*range(90, 110), 5, 6, 7, 8, *range(50, 70), 5, 6, 7, 8]), 2)
    [range(18, 30), range(42, 48)]
    """
    band = max(len(copy) // BANDS, order)
    firsts = _firsts(_votes(copy, source, order, band))
    return [range(max((at - 1) * band, 0), min((at + 3) * band + len(copy), len(source))) for at in firsts]


def _votes(copy: Ids, source: Ids, order: int, band: int) -> dict[int, int]:
    """How many n-grams say of each band of the source, and the next, that the copy begins in it."""
    width = memoryview(copy).itemsize
    size = order * width
    ours, theirs = memoryview(copy).tobytes(), memoryview(source).tobytes()
    places: dict[bytes, int] = {}
    for at in range(len(copy) - order + 1):
        gram = ours[at * width : at * width + size]
        places[gram] = -1 if gram in places else at
    votes: Counter[int] = Counter()
    for at in range(len(source) - order + 1):
        place = places.get(theirs[at * width : at * width + size], -1)
        if place >= 0:
            votes[(at - place) // band] += 1
    return {at: votes[at] + votes[at + 1] for at in sorted(votes)}


def _firsts(votes: Mapping[int, int]) -> Sequence[int]:
    """The bands with nearly the most votes, in order; of two side by side, which are one place, the better one."""
    least = NEARLY * max(votes.values(), default=0)
    found: list[int] = []
    for at, count in votes.items():
        if count < least:
            continue
        if not found or at > found[-1] + 1:
            found.append(at)
        elif count > votes[found[-1]]:
            found[-1] = at
    return found[:MOST]
