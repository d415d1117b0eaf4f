"""How far two words are apart, and what changed in them: Levenshtein's edits.

Where a compiler was, short words are compared by `restore/_edits.h`, which gives the answers of RapidFuzz: to import
that takes four times as long as to align a text. It is asked of what is longer, and where nothing was compiled.
"""

from __future__ import annotations

from typing import cast

from restore import compiled

Stretch = tuple[str, int, int, int, int]  # equal, replace, delete or insert; start and end in one word, in the other
_EQUAL = "equal"


def distance(one: str, other: str) -> int:
    """How many letters have to be changed, put in or taken out at least.

    >>> distance("oustody", "custody"), distance("", "so")
    (1, 2)
    """
    if compiled.READING is not None and (known := compiled.READING.edits(one, other)) is not None:
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
    if compiled.READING is not None and (known := compiled.READING.edits(one, other)) is not None:
        return known <= most
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other, score_cutoff=most) <= most


def similarity(one: str, other: str) -> float:
    """The share of letters that are the same, of the longer word; of two empty ones 1.

    >>> similarity("oustody", "custody"), similarity("", "")
    (0.8571428571428572, 1.0)
    """
    longest = max(len(one), len(other))
    return 1.0 - (distance(one, other) / longest if longest else 0.0)


def stretches(one: str, other: str) -> list[Stretch]:
    """What becomes of each stretch of one word on the way to the other.

    >>> stretches("modern", "modem")
    [('equal', 0, 4, 0, 4), ('replace', 4, 5, 4, 5), ('delete', 5, 6, 5, 5)]
    """
    if compiled.READING is not None and (known := compiled.READING.stretches(one, other)) is not None:
        return known
    from rapidfuzz.distance import Levenshtein

    return cast("list[Stretch]", Levenshtein.opcodes(one, other).as_list())
