"""A copy against one candidate: the passages they share, and the evidence in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from restore.find.evidence import Evidence, weigh
from restore.find.passages import Passage, passages
from restore.find.pieces import Ids, Level, Pieces, Stretch, cut

_REACH = 200  # characters that a misread passage may go on beyond its last anchor
_ALIKE = 0.62  # share of them that must be equal, in order
_BY_CHANCE = 0.58  # share of their characters that unrelated texts have in common, in order


class Cut:
    """A text, cut up at each level when that is first needed; places, which cost more, likewise."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ids: dict[Level, Ids] = {}
        self._pieces: dict[Level, Pieces] = {}

    def ids(self, level: Level) -> Ids:
        """The numbers of the text's pieces."""
        if level not in self._ids:
            self._ids[level] = cut(self.text, level)
        return self._ids[level]

    def starts(self, level: Level) -> Sequence[int]:
        """Where the text's pieces start."""
        return self._places(level).starts

    def span(self, level: Level, first: int, last: int) -> Stretch:
        """Where pieces [first, last) stand in the text, in characters; there must be one."""
        pieces = self._places(level)
        return Stretch(pieces.starts[first], pieces.ends[last - 1])

    def _places(self, level: Level) -> Pieces:
        if level not in self._pieces:
            self._pieces[level] = Pieces.of(self.text, level)
        return self._pieces[level]


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """What a copy shares with one document."""

    document: int
    level: Level
    passages: Sequence[Passage]
    evidence: Evidence
    source: Cut = field(repr=False)

    @property
    def matched(self) -> int:
        """Equal pieces in all passages."""
        return sum(passage.matched for passage in self.passages)

    @property
    def strength(self) -> float:
        """What matches are ranked by: equal pieces; of characters, what goes beyond the share any two texts have."""
        if self.level is Level.WORDS:
            return float(self.matched)
        spanned = sum(p.copy_end - p.copy_start + p.source_end - p.source_start for p in self.passages)
        return (self.matched - _BY_CHANCE * spanned / 2) / (1 - _BY_CHANCE)


def match(copy: Cut, source: Cut, level: Level, document: int = 0) -> Match:
    """Look at a copy and a source closely."""
    here, there = copy.ids(level), source.ids(level)
    found = passages(here, there, level)
    if level is Level.CHARACTERS:
        found = _stretched(found, here, there)
    return Match(document, level, found, weigh(found, max(len(here), 1), max(len(there), 1), level), source)


def _stretched(found: Sequence[Passage], copy: Ids, source: Ids) -> list[Passage]:
    """Passages of misread text, made as long as they are: on both sides as far as the characters still go along."""
    signs, marks = _string(copy), _string(source)
    stretched: list[Passage] = []
    for k, passage in enumerate(found):
        floor = stretched[-1] if stretched else Passage(0, 0, 0, 0, 0)
        ceiling = found[k + 1].copy_start if k + 1 < len(found) else len(signs)
        above = [p.source_end for p in found if p.source_end <= passage.source_start]
        below = [p.source_start for p in found if p.source_start >= passage.source_end]
        lead = min(passage.copy_start - floor.copy_end, passage.source_start - max(above, default=0), _REACH)
        trail = min(ceiling - passage.copy_end, min(below, default=len(marks)) - passage.source_end, _REACH)
        i, j = passage.copy_start, passage.source_start
        k2, m = passage.copy_end, passage.source_end
        if lead > 0 and _alike(signs[i - lead : i], marks[j - lead : j]):
            i, j = i - lead, j - lead
        if trail > 0 and _alike(signs[k2 : k2 + trail], marks[m : m + trail]):
            k2, m = k2 + trail, m + trail
        stretched.append(Passage(i, k2, j, m, _common(signs[i:k2], marks[j:m])))
    return stretched


def _string(ids: Ids) -> str:
    return ids.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _alike(copy: str, source: str) -> bool:
    return _common(copy, source) >= _ALIKE * max(len(copy), len(source))


def _common(copy: str, source: str) -> int:
    """Characters in the longest common subsequence."""
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity(copy, source))
