"""Mentions: which stretches of the copy are copied from somewhere in the source.

No model and no word list: a mention is a span that stands elsewhere in the source, token for token. An intruder is such
a span standing where it does not belong, so at each token of a gap the longest stretch that the source also has is
looked up.
"""

from __future__ import annotations

from array import array
from itertools import accumulate, chain

from restore import compiled
from restore.language.words import NO_BEGIN, NO_END
from restore.text import is_word

LONGEST = 40  # tokens of a mention at most; the longest noun phrases seen in damaged news have about twenty
POSTINGS = 48  # places looked at for one token; a word that stands more often than this begins no rare mention


def begins_mention(fold: str) -> bool:
    """Whether a noun phrase may begin with this token: a word, and none that English noun phrases do not begin with."""
    return fold not in NO_BEGIN and is_word(fold)


def ends_mention(fold: str) -> bool:
    """Whether a noun phrase may end with this token."""
    return fold not in NO_END and is_word(fold)


def postings(ids: array[int]) -> tuple[array[int], array[int]]:
    """Offsets and places of the numbers 0, 1, … up to the highest: number k stands at places[offsets[k]:offsets[k + 1]]."""
    known = max(ids, default=-1) + 1
    if compiled.READING is not None:
        offsets, places = compiled.READING.postings(ids, known)
        return array("i", offsets), array("i", places)
    listed: list[list[int]] = [[] for _ in range(known)]
    for at, token in enumerate(ids):
        listed[token].append(at)
    return array("i", accumulate(map(len, listed), initial=0)), array("i", chain.from_iterable(listed))
