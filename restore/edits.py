"""How far two words are apart, and what changed in them: Levenshtein's edits.

Where a compiler was, short words are compared by `restore/_edits.h`, which gives the answers of RapidFuzz: to import
that takes four times as long as to align a text. It is asked of what is longer, and where nothing was compiled.
"""

from __future__ import annotations

from typing import Final

from restore import compiled

# What becomes of a letter on the way from one word to another.
KEPT: Final = 0  # it stays
REPLACED: Final = 1  # another stands in its place
DELETED: Final = 2  # it goes
INSERTED: Final = 3  # none: one comes
_TAGS: Final = ("equal", "replace", "delete", "insert")  # RapidFuzz's words for them

Stretch = tuple[int, int, int, int]  # start and end in the first word, and in the other over against it


def distance(one: str, other: str) -> int:
    """How many letters have to be changed, put in or taken out at least.

    >>> distance("oustody", "custody"), distance("", "so")
    (1, 2)
    """
    reading = compiled.READING  # once: to look it up takes as long as to compare short words
    if reading is not None and (known := reading.edits(one, other)) is not None:
        return known
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other)


def is_within(one: str, other: str, most: int) -> bool:
    """Whether two words are at most so many edits apart, which of two long ones is found out without counting them all.

    >>> is_within("oustody", "custody", 1), is_within("oustody", "study", 2)
    (True, False)
    """
    if abs(len(one) - len(other)) > most:
        return False
    reading = compiled.READING
    if reading is not None and (known := reading.edits(one, other)) is not None:
        return known <= most
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other, score_cutoff=most) <= most


def is_one_slip(one: str, other: str) -> bool:
    """Whether one letter was changed, put in or left out, or two neighbours changed places (Damerau 1964).

    >>> is_one_slip("Caada", "Canada"), is_one_slip("Washnigton", "Washington"), is_one_slip("Austria", "Australia")
    (True, True, False)
    """
    shorter, first, end = min(len(one), len(other)), 0, 0
    while first < shorter and one[first] == other[first]:
        first += 1
    while end < shorter - first and one[len(one) - 1 - end] == other[len(other) - 1 - end]:
        end += 1
    ours, theirs = one[first : len(one) - end], other[first : len(other) - end]
    if len(ours) == len(theirs) == 2:
        return ours == theirs[::-1]
    return max(len(ours), len(theirs)) == 1


def similarity(one: str, other: str) -> float:
    """The share of letters that are the same, of the longer word; of two empty ones 1.

    >>> similarity("oustody", "custody"), similarity("", "")
    (0.8571428571428572, 1.0)
    """
    longest = max(len(one), len(other))
    return 1.0 - (distance(one, other) / longest if longest else 0.0)


def path(one: str, other: str) -> bytes:
    """What becomes of each letter of one word on the way to the other, and where one is put in, a byte for each.

    >>> list(path("modern", "modem")), list(path("so", "sow"))
    ([0, 0, 0, 0, 1, 2], [0, 0, 3])
    """
    reading = compiled.READING
    if reading is not None and (known := reading.path(one, other)) is not None:
        return known
    from rapidfuzz.distance import Levenshtein

    steps: list[bytes] = []
    for step in Levenshtein.opcodes(one, other):
        letters = max(step.src_end - step.src_start, step.dest_end - step.dest_start)
        steps.append(bytes([_TAGS.index(step.tag)]) * letters)
    return b"".join(steps)


def stretches(one: str, other: str) -> list[Stretch]:
    """The stretches of one word, and of the other, in which the same becomes of all letters.

    >>> stretches("modern", "modem")
    [(0, 4, 0, 4), (4, 5, 4, 5), (5, 6, 5, 5)]
    """
    found: list[Stretch] = []
    start = end = first = last = 0
    before = KEPT
    for step in path(one, other):
        if step != before and (start < end or first < last):
            found.append((start, end, first, last))
            start, first = end, last
        before = step
        end += step != INSERTED
        last += step != DELETED
    if start < end or first < last:
        found.append((start, end, first, last))
    return found
