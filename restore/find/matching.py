"""A copy against one candidate: the passages they share, and the evidence in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from restore.find.evidence import Evidence, weigh
from restore.find.passages import Passage, passages
from restore.find.pieces import Ids, Level, Pieces, Stretch, cut
from restore.find.stretch import stretched

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
    found = stretched(passages(here, there, level), here, there, level)
    return Match(document, level, found, weigh(found, max(len(here), 1), max(len(there), 1), level), source)
