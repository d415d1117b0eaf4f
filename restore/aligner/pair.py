"""Two texts side by side, as the gap lattice sees them: numbered tokens, how frequent and where in the source."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from math import log
from typing import Any, Final

from restore.aligner.alignment import Mention, Relation
from restore.aligner.copied import cover
from restore.aligner.costs import DEFAULT, Costs
from restore.aligner.gap import Gap, put_away, spare_gap
from restore.aligner.mentions import begins_mention, ends_mention
from restore.aligner.numbering import Numbering, postings_of
from restore.aligner.pieces import solve, stays
from restore.remembered import kept
from restore.text import Text, has_hyphen, is_word
from restore.values import dataclass, mypyc_attr

_FLAGS: Final[dict[str, int]] = {}
RELATIONS = (Relation.EQUAL, Relation.NEAR, Relation.CHANGED)  # by the numbers of `pieces.py`
Found = tuple[Any, ...]  # a gap's pieces, as `solve` tells them
Solved = dict[tuple[int, int, int, int], Found]  # by the gap's first token and size, on either side
MANY: Final = 63  # places in the source from which a token is as common as any


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class Strip:
    """The tokens of one gap, as positions in either text; not always consecutive, since moved blocks are taken out.

    `copy_at` and `source_at` are where the gap begins, for blocks that are empty on one side.
    """

    copy: Sequence[int]
    source: Sequence[int]
    copy_at: int
    source_at: int

    def __init__(self, copy: Sequence[int], source: Sequence[int], copy_at: int, source_at: int) -> None:
        self.copy, self.source, self.copy_at, self.source_at = copy, source, copy_at, source_at  # type: ignore[misc]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was taken out of it."""
        return isinstance(self.copy, range) and isinstance(self.source, range)


class Pair:
    """Both texts as token numbers, with what the gaps need to know of the whole."""

    def __init__(
        self,
        copy: Text,
        source: Text,
        costs: Costs,
        intruders: Sequence[Sequence[str]] = (),
        numbering: Numbering | None = None,
        *,
        solved: Solved | None = None,
    ) -> None:
        self.copy, self.source, self.costs = copy, source, costs
        self.numbering = numbering or Numbering.of(source, copy)
        self.source_ids, self.copy_ids = self.numbering.source_ids, self.numbering.copy_ids
        self._intruders = intruders
        self._solved = solved if costs == DEFAULT else None
        self._gap: Gap | None = None

    @property
    def gap(self) -> Gap:
        """The room in which the lattice of one gap after the other is worked out."""
        if self._gap is None:
            gap = spare_gap()
            self._take_up(gap)  # which a signal may end
            self._gap = gap
        return self._gap

    def done(self) -> None:
        """No more gaps are to be worked out: another pair may have the room."""
        if self._gap is not None:
            put_away(self._gap)
            self._gap = None

    def _take_up(self, gap: Gap) -> None:
        words, known, told = list(self.numbering.numbers), self.numbering.in_source, self.source_ids
        if self._intruders:
            told = _told(self.numbering, self._intruders)
            known = postings_of(told, max(told) + 1)
        gap.take_up(
            tokens=(self.copy_ids, told),
            own=len(self.source_ids),
            found=(known.offsets + known.offsets[-1:] * (len(words) + 1 - len(known.offsets)), known.places),
            words=(words, _FLAGS, _flags),
            inserts=_inserts(len(self.source), self.costs),
            costs=self.costs.all,
        )

    def pieces(self, strip: Strip) -> Found:
        """The pieces of a gap, as they were found before where that was at these costs.

        What intrudes makes other mentions in few gaps: the rest come out as they did before it was known.
        """
        copy, source = strip.copy, strip.source
        if self._solved is None or not strip.is_whole:
            return solve(self.gap, copy, source)
        at = (strip.copy_at, len(copy), strip.source_at, len(source))
        found = self._solved.get(at)
        if found is not None and (not self._intruders or stays(self.gap, copy, source)):
            return found
        found = solve(self.gap, copy, source)
        if not self._intruders:
            self._solved[at] = found
        return found

    def cover(self, start: int, end: int, avoid: int, avoid_end: int) -> list[Mention]:
        """Copy tokens [start, end) as mentions of the source outside [avoid, avoid_end).

        A possessive "'s" at the end goes with the last one.
        """
        possessive = end - start > 1 and self.copy.folds[end - 1] == "'s"
        found = cover(self.gap, start, end - possessive, avoid, avoid_end)
        mentions = [Mention(first, last, origin) for first, last, origin in found]
        if mentions and possessive:
            mentions[-1] = Mention(mentions[-1].start, end, mentions[-1].origin)
        return mentions


def _told(numbering: Numbering, intruders: Sequence[Sequence[str]]) -> array[int]:
    """The source's tokens, and behind them, apart from each other, what is known to intrude: there a mention is found.

    What stands apart are numbers that no token has.
    """
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
    """A token's nature in bits: word, begins no mention, ends none, plain word, a mark of one character, has digits.

    It is remembered in `_FLAGS`.
    """
    is_mark = len(fold) == 1 and not fold.isalnum()
    has_digits = not fold.isalpha() and any(c.isdigit() for c in fold)
    nature = is_word(fold) | (not begins_mention(fold)) << 1 | (not ends_mention(fold)) << 2 | is_plain(fold) << 3
    return kept(_FLAGS, fold, nature | is_mark << 4 | has_digits << 5)
