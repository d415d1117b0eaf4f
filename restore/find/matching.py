"""A copy against one candidate: the passages they share, and the evidence in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

import numpy as np

from restore.find.evidence import NOTHING, PairFigures, weigh
from restore.find.passages import Passage, matched_in, passages, passages_there
from restore.find.pieces import Cut, Ids, Level, Stretch
from restore.find.stretch import as_signs, as_string, common, distance, stretched

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LONGEST = 400_000_000  # pairs of pieces, beyond which comparing whole texts takes long
_HALF = 0.5  # of a copy's words stand in its source, and of its pieces in passages: else it may stand there twice
_BY_CHANCE = 0.58  # share of their characters that unrelated texts have in common, in order


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """What a copy shares with one document."""

    document: int
    level: Level
    passages: Sequence[Passage]
    evidence: PairFigures
    source: Cut = field(repr=False)

    @property
    def matched(self) -> int:
        """Equal pieces in all passages."""
        return matched_in(self.passages)

    @property
    def strength(self) -> float:
        """What matches are ranked by: equal pieces; of characters, what goes beyond the share any two texts have."""
        if self.level is Level.WORDS:
            return float(self.matched)
        spanned = sum(p.copy_end - p.copy_start + p.source_end - p.source_start for p in self.passages)
        return (self.matched - _BY_CHANCE * spanned / 2) / (1 - _BY_CHANCE)


@dataclass(frozen=True, eq=False)
class Asked:
    """What of a copy is in question: all of it, or the stretches that its source has not explained."""

    copy: Cut
    level: Level
    rest: Sequence[Stretch] | None = None

    @cached_property
    def mask(self) -> NDArray[np.bool_]:
        """Which of the copy's pieces are in question."""
        size = len(self.copy.ids(self.level))
        if self.rest is None:
            return np.ones(size, dtype=bool)
        mask = np.zeros(size, dtype=bool)
        starts = self.copy.starts(self.level)
        for stretch in self.rest:
            mask[np.searchsorted(starts, stretch.start) : np.searchsorted(starts, stretch.end)] = True
        return mask

    @cached_property
    def words(self) -> frozenset[int]:
        """The words in question."""
        if self.rest is None:
            return self.copy.vocabulary
        texts = (self.copy.text[stretch.start : stretch.end] for stretch in self.rest)
        return frozenset().union(*(Cut(text).vocabulary for text in texts))


def match(asked: Asked, source: Cut, document: int) -> Match:
    """Look closely at what of a copy is in question, and a source."""
    both = len(asked.words & source.vocabulary)
    known, given = both / max(len(asked.words), 1), both / max(len(source.vocabulary), 1)
    found = _passages(asked.copy.ids(asked.level), source.ids(asked.level), asked.level, known)
    nothing = Match(document, asked.level, (), replace(NOTHING, known=known, given=given), source)
    if not found:
        return nothing
    ours, theirs = as_signs(asked.copy, source, asked.level)
    here, there = as_string(ours), as_string(theirs)
    found = placed = stretched(found, here, there, asked.level)
    if asked.rest is not None:
        mask = asked.mask
        found = [p for p in found if 2 * mask[p.copy_start : p.copy_end].sum() > p.copy_end - p.copy_start]
        before = np.concatenate(([0], np.cumsum(mask))).tolist()
        placed = [replace(p, copy_start=before[p.copy_start], copy_end=before[p.copy_end]) for p in found]
        here = as_string(ours[mask])
    if not found:
        return nothing
    evidence = weigh(placed, len(here), len(there), asked.level)
    order = alike = evidence.density
    if len(here) * len(there) <= _LONGEST:
        order = common(here, there) / min(len(here), len(there))
        alike = max(1 - _away(here, there, placed).edits / len(here), 0.0)
    ratio = log(len(there) / len(here))
    evidence = replace(evidence, known=known, given=given, order=order, alike=alike, ratio=ratio)
    return Match(document, asked.level, found, evidence, source)


def _passages(copy: Ids, source: Ids, level: Level, known: float) -> Sequence[Passage]:
    """What both share. Of a source that says more than once what the copy does, where it first says most of it."""
    found = passages(copy, source, level)
    if known < _HALF or len(source) <= len(copy) or matched_in(found) >= _HALF * len(copy):
        return found
    return max(found, passages_there(copy, source, level), key=matched_in)


@dataclass(frozen=True, slots=True)
class Away:
    """How far a copy is from the source's window: in edits, with so many pieces of the source before and behind."""

    edits: int
    before: int
    behind: int


def distance_of(copy: Cut, found: Match) -> Away:
    """How far a copy is from that part of a source beside which it would stand.

    Of very long texts, what the passages leave open is counted.
    """
    here, there = copy.ids(found.level), found.source.ids(found.level)
    if len(here) * len(there) <= _LONGEST:
        ours, theirs = as_signs(copy, found.source, found.level)
        return _away(as_string(ours), as_string(theirs), found.passages)
    matched = found.matched
    first, last = min(p.source_start for p in found.passages), max(p.source_end for p in found.passages)
    return Away(len(here) - matched, first, len(there) - last)


def _away(here: str, there: str, found: Sequence[Passage]) -> Away:
    """Beside the window of the passage that has the most."""
    most = max(found, key=lambda passage: passage.matched)
    first = max(most.source_start - most.copy_start, 0)
    end = min(most.source_end + len(here) - most.copy_end, len(there))
    return Away(distance(here, there[first:end]), first, len(there) - end)
