"""Two texts side by side, as the gap lattice sees them: numbered tokens, how frequent and where in the source."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final, NamedTuple

from restore.aligner.alignment import Mention, Relation
from restore.aligner.costs import Costs
from restore.aligner.mentions import Lexicon, begins_mention, ends_mention
from restore.aligner.numbering import Numbering
from restore.remembered import kept
from restore.text import Text, has_hyphen, is_word

_FLAGS: Final[dict[str, int]] = {}
RELATIONS = (Relation.EQUAL, Relation.NEAR, Relation.CHANGED)  # by the numbers the compiled lattice uses
MANY: Final = 63  # places in the source from which a token is as common as any


@dataclass(frozen=True, slots=True)
class Strip:
    """The tokens of one gap, as positions in either text; not always consecutive, since moved blocks are taken out.

    `copy_at` and `source_at` are where the gap begins, for blocks that are empty on one side.
    """

    copy: Sequence[int]
    source: Sequence[int]
    copy_at: int
    source_at: int


class Piece(NamedTuple):
    """A piece of a strip's alignment, in positions of the strip; `mentions` are (start, end, origin in the source)."""

    relation: Relation
    copy_start: int
    copy_end: int
    source_start: int
    source_end: int
    chance: float
    mentions: tuple[tuple[int, int, int], ...] | list[tuple[int, int, int]]


class Buffers(NamedTuple):
    """A pair as the compiled lattice takes it: the places of token number k are `places[offsets[k]:offsets[k + 1]]`."""

    copy_ids: array[int]
    source_ids: array[int]
    offsets: array[int]
    places: array[int]
    flags: bytes  # by token number
    inserts: array[int]  # what it costs that a token stands in the copy from nowhere, by how often the source has it
    copy_folds: list[str]
    source_folds: list[str]


class Pair:
    """Both texts as token numbers, with what the gaps need to know of the whole."""

    def __init__(
        self,
        copy: Text,
        source: Text,
        costs: Costs,
        intruders: Sequence[Sequence[str]] = (),
        numbering: Numbering | None = None,
    ) -> None:
        self.copy, self.source, self.costs = copy, source, costs
        self.numbering = numbering or Numbering.of(source.folds, copy.folds)
        self.source_ids, self.copy_ids = self.numbering.source_ids, self.numbering.copy_ids
        self.told_ids = _told(self.numbering, intruders)
        self.lexicon = Lexicon(self.told_ids, None if intruders else self.numbering.in_source)
        self._inserts = _inserts(len(source), costs)
        self._buffers: Buffers | None = None

    @property
    def buffers(self) -> Buffers:
        """For the compiled lattice."""
        if self._buffers is None:
            self._buffers = self._put_together()
        return self._buffers

    def _put_together(self) -> Buffers:
        words = self.numbering.numbers
        offsets = self.lexicon.offsets + self.lexicon.offsets[-1:] * (len(words) - len(self.lexicon))
        return Buffers(
            self.copy_ids,
            self.told_ids,
            offsets,
            self.lexicon.postings,
            bytes([_flags(word) for word in words]),
            self._inserts,
            self.copy.folds,
            self.source.folds,
        )

    def insert_cost(self, token: int) -> int:
        """What it costs that a token stands in the copy from nowhere: the rarer in the source, the dearer."""
        return self._inserts[min(len(self.lexicon.places(token)), len(self._inserts) - 1)]

    def cover(self, start: int, end: int, avoid: range) -> list[Mention]:
        """Copy tokens [start, end) as mentions of the source; a possessive "'s" at the end goes with the last one."""
        possessive = end - start > 1 and self.copy.folds[end - 1] == "'s"
        found = self.lexicon.cover(self.copy_ids, start, end - possessive, avoid)
        if found and possessive:
            found[-1] = Mention(found[-1].start, end, found[-1].origin)
        return found


def _told(numbering: Numbering, intruders: Sequence[Sequence[str]]) -> array[int]:
    """The source's tokens, and behind them, apart from each other, what is known to intrude: there a mention is found.

    What stands apart are numbers that no token has.
    """
    if not intruders:
        return numbering.source_ids
    apart, numbers = len(numbering.numbers), numbering.numbers
    told = array("i", numbering.source_ids)
    for intruder in intruders:
        told.append(apart)
        told.extend([numbers[fold] for fold in intruder])
    told.append(apart)
    return told


def _inserts(tokens: int, costs: Costs) -> array[int]:
    """What a token from nowhere costs, by how often a source of so many tokens has it; the last stands for more."""
    ceiling = log(tokens + 20)
    found = [_insert_cost(ceiling, 0, costs)]
    while len(found) <= MANY and found[-1] > costs.insert_common:
        found.append(_insert_cost(ceiling, len(found), costs))
    return array("i", found)


def _insert_cost(ceiling: float, often: int, costs: Costs) -> int:
    return min(max(int((ceiling - log(often + 1)) * 1000), costs.insert_common), costs.insert_rare)


def is_plain(fold: str) -> bool:
    """Whether a token is a word that tokenisers leave alone: they lose marks, and words with a hyphen."""
    return is_word(fold) and not has_hyphen(fold)


def _flags(fold: str) -> int:
    """A token's nature in bits: word, begins no mention, ends none, plain word."""
    known = _FLAGS.get(fold)
    return kept(_FLAGS, fold, _flags_of(fold)) if known is None else known


def _flags_of(fold: str) -> int:
    return is_word(fold) | (not begins_mention(fold)) << 1 | (not ends_mention(fold)) << 2 | is_plain(fold) << 3
