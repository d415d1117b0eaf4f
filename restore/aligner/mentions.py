"""Mentions: which stretches of the copy are copied from somewhere in the source.

No model and no word list: a mention is a span that stands elsewhere in the source, token for token. An intruder is such
a span standing where it does not belong, so at each token of a gap the longest stretch that the source also has is
looked up.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from restore.aligner.alignment import Mention
from restore.aligner.numbering import TokenPlaces, postings_of
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


@dataclass(frozen=True, slots=True)
class CopiedStretch:
    """A copied stretch of some length: where the source has it, and whether it is whole there.

    It is open on a side if, wherever the source has it, the same token goes on there as in the copy: then it is a part
    of a longer mention ("President Donald" of "President Donald Trump").
    """

    origin: int
    open_before: bool
    open_after: bool


class Lexicon:
    """Finds copied stretches in one source. Token ids are those of the pair.

    The source has token k at `postings[offsets[k]:offsets[k + 1]]`.
    """

    __slots__ = ("_source", "offsets", "postings")

    def __init__(self, source: Sequence[int], known: TokenPlaces | None = None) -> None:
        self._source = source if isinstance(source, array) else array("i", source)
        self.offsets, self.postings = known or postings_of(self._source, max(self._source, default=-1) + 1)

    def __len__(self) -> int:
        """How many tokens the source knows: numbers from there on are the copy's alone."""
        return len(self.offsets) - 1

    def places(self, token: int) -> Sequence[int]:
        """Where the source has this token."""
        return self.postings[self.offsets[token] : self.offsets[token + 1]] if token < len(self) else ()

    def stretches(self, copy: Sequence[int], at: int, limit: int, avoid: range) -> list[CopiedStretch]:
        """What the source also has of copy[at:at+limit], from `at` on: one stretch of each length from 1 up.

        Places in `avoid` count only where there is no other.
        """
        source = self._source
        places = self.places(copy[at])[:POSTINGS]
        if not places:
            return []
        before = copy[at - 1] if at else -1
        reach = min(LONGEST, len(copy) - at)
        common = [(_common(source, place, copy, at, reach), place) for place in places]
        longest = min(max(size for size, _ in common), limit)
        return [_stretch(source, common, size, before, avoid) for size in range(1, longest + 1)]

    def cover(self, copy: Sequence[int], start: int, end: int, avoid: range) -> list[Mention]:
        """Copy tokens [start, end) as the fewest stretches of the source outside `avoid`; none if not all are."""
        found: list[Mention] = []
        while start < end:
            longest = self._longest(copy, start, end, avoid)
            if longest is None:
                return []
            found.append(longest)
            start = longest.end
        return found

    def _longest(self, copy: Sequence[int], at: int, end: int, avoid: range) -> Mention | None:
        best: Mention | None = None
        for place in self.places(copy[at])[:POSTINGS]:
            if place in avoid:
                continue
            size = _common(self._source, place, copy, at, end - at)
            if best is None or size > best.end - best.start:
                best = Mention(at, at + size, place)
        return best


def _common(source: Sequence[int], place: int, copy: Sequence[int], at: int, reach: int) -> int:
    """How many tokens are the same from `place` in the source and from `at` in the copy on."""
    size = 1
    reach = min(reach, len(source) - place)
    while size < reach and source[place + size] == copy[at + size]:
        size += 1
    return size


def _stretch(
    source: Sequence[int], common: Sequence[tuple[int, int]], size: int, before: int, avoid: range
) -> CopiedStretch:
    holding = [(length, place) for length, place in common if length >= size]
    origin = next((place for _, place in holding if place not in avoid), holding[0][1])
    return CopiedStretch(
        origin,
        open_before=all(place and source[place - 1] == before for _, place in holding),
        open_after=all(length > size for length, _ in holding),
    )
