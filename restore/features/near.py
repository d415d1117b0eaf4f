"""The numbers of a word that stands for a similar one: misread, or another word?"""

from __future__ import annotations

from math import log

from rapidfuzz.distance import Levenshtein

from restore.features.reader import Change, Reader
from restore.language.letters import ALIKE
from restore.language.words import SUFFIXES
from restore.text import is_word


def numbers(reader: Reader, change: Change) -> tuple[float, ...]:
    """One number per name in `OWN[Group.NEAR]`."""
    one, other = "".join(change.ours), "".join(change.theirs)
    known = all(reader.in_source(fold) for fold in change.ours)
    source_known = all(reader.in_copy(fold) for fold in change.theirs)
    return (
        *_words(change, one, other, known=known, source_known=source_known),
        *_letters(reader, one, other),
        float(known and source_known),
        reader.listed(change.ours),
        reader.listed(change.theirs),
    )


def _words(change: Change, one: str, other: str, *, known: bool, source_known: bool) -> tuple[float, ...]:
    """How the words compare: `doubt` to `mark`."""
    common, together = _prefix(one, other), "".join(change.forms)
    return (
        change.doubt,
        Levenshtein.normalized_distance(one, other),
        log(max(len(other), 1)),
        float(known),
        float(source_known),
        float(common >= min(len(one), len(other)) - 2 and common >= 3),
        float(common == 0),
        float(len(one) == len(other)),
        float(not together.replace("-", "").replace("'", "").isalpha()),
        float(len(change.ours) != len(change.theirs)),
        float(change.forms[0][0].isupper()),
        float(any(char.isupper() for char in together[1:]) and not together.isupper()),
        float(len(other) <= 3),
        float(one == other),
        float(any(not is_word(fold) for fold in (*change.ours, *change.theirs))),
    )


def _letters(reader: Reader, one: str, other: str) -> tuple[float, ...]:
    """Which letters changed, and whether they print alike or go together at all: `edits` to `strange_letters`."""
    edits = Levenshtein.editops(other, one)
    swaps = [frozenset((other[op.src_pos], one[op.dest_pos])) for op in edits if op.tag == "replace"]
    common = _prefix(one, other)
    return (
        log(1 + len(edits)),
        sum(swap in ALIKE for swap in swaps) / max(len(edits), 1),
        float(bool(edits) and min(op.src_pos for op in edits) >= len(other) - 2),
        float({one[common:], other[common:]} <= SUFFIXES | {""}),
        reader.strangeness(one),
    )


def _prefix(one: str, other: str) -> int:
    """How many characters both begin with."""
    size = 0
    for x, y in zip(one, other, strict=False):
        if x != y:
            break
        size += 1
    return size
