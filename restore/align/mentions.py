"""Mentions: which stretches of the copy are copied from somewhere in the source.

No model and no word list: a mention is a span that stands elsewhere in the source, token for token. An intruder is such a span
standing where it does not belong, so at each token of a gap the longest stretch that the source also has is looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from restore.text import is_word

LONGEST = 40  # tokens of a mention at most; the longest noun phrases seen in damaged news have about twenty
POSTINGS = 48  # places looked at for one token; a word that stands more often than this begins no rare mention


# Where English noun phrases do not begin or end. A help for English only: a text in another language aligns without.
_NO_BEGIN = frozenset(
    """and or but nor of to in on at by for with from as is are was were be been has have had will would can could may might
    should must do does did not n't that than then because if so when where while who which whose whom what how why said says
    's 're 've 'll 'd 'm about into over after before under between through during against""".split()
)
_NO_END = frozenset(
    """the a an and or but nor of to in on at by for with from as is are was were be been has have had will would can could may
    might should must do does did not n't than then because if so when where while who which whose whom what how why his
    her its their our my your about into over after before under between through during against said says""".split()
)


def begins_mention(fold: str) -> bool:
    """Whether a noun phrase may begin with this token: a word, and none that English noun phrases do not begin with."""
    return fold not in _NO_BEGIN and is_word(fold)


def ends_mention(fold: str) -> bool:
    """Whether a noun phrase may end with this token."""
    return fold not in _NO_END and is_word(fold)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The longest common stretch from a copy token on: its length in tokens, and where the source has it."""

    length: int
    origin: int


class Lexicon:
    """Finds copied stretches in one source. Token ids are those of the pair."""

    __slots__ = ("_places", "_source")

    def __init__(self, source: Sequence[int]) -> None:
        self._source = source
        self._places: dict[int, list[int]] = {}
        places = self._places
        for at, token in enumerate(source):
            places.setdefault(token, []).append(at)

    def places(self, token: int) -> Sequence[int]:
        """Where the source has this token."""
        return self._places.get(token, ())

    def stretch(self, copy: Sequence[int], start: int, end: int) -> Stretch | None:
        """The longest stretch of copy[start:end], from `start` on, that the source has."""
        source, limit = self._source, min(end - start, LONGEST)
        best, origin = 0, -1
        for at in self._places.get(copy[start], ())[:POSTINGS]:
            if best and (at + best >= len(source) or best < limit and source[at + best] != copy[start + best]):
                continue
            size = 1
            while size < limit and at + size < len(source) and source[at + size] == copy[start + size]:
                size += 1
            if size > best:
                best, origin = size, at
                if best == limit:
                    break
        return Stretch(best, origin) if best else None

