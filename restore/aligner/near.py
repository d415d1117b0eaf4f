"""Near matches: the same word misread or mistyped, character by character.

Other digits are never near: they are another number, whatever the distance. Words that change the meaning in another
way may stand for each other here, and are taken for changed ones afterwards (engine.py).
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

LONGEST = 64  # longer "words" are data, not misreadings, and would make the comparison costly


def distance(copy: str, source: str) -> float | None:
    """The share of characters that changed, 0 to 1, or None where the words are not near.

    >>> distance("oustody", "custody"), distance("1912", "1913"), distance("cat", "dog")
    (0.14285714285714285, None, None)
    """
    longest = max(len(copy), len(source))
    if longest > LONGEST or longest < 2:
        return None
    if _other_digits(copy, source):
        return None
    limit = longest // 2 if longest > 3 else 1
    edits = Levenshtein.distance(copy, source, score_cutoff=limit)
    return edits / longest if edits <= limit else None


def _other_digits(copy: str, source: str) -> bool:
    """Whether the digits differ; a word that a misreading put a digit into ("search6ol") is no number."""
    ours, theirs = _digits(copy), _digits(source)
    return ours != theirs and (bool(theirs) or 2 * len(ours) > len(copy))


def _digits(word: str) -> str:
    return "" if word.isalpha() else "".join(c for c in word if c.isdigit())
