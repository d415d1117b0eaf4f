"""An aligner's answer as differences, so that all aligners are scored by the same judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from restore.aligner.alignment import Relation
from restore.damage import Damaged
from restore.damage.gold import token_span
from restore.damage.matching import Judge, Region
from restore.differences import Cause, Code, Decision, Difference, Op
from restore.restoration import Restoration
from restore.text import Text, is_word

Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Claims:
    """What one aligner says of one pair: the pairs of equal tokens (copy, source), and the differences."""

    pairs: Pairs
    differences: Sequence[Difference]


def answer_of(regions: Sequence[Region], copy: Text, source: Text) -> Claims:
    """A peer's answer. It has no causes, so that its entities are guessed in its favour, see `Elsewhere`.

    It has no confidence either: whoever repairs by it applies all of it.
    """
    elsewhere = Elsewhere(copy, source)
    differences = [
        _difference(number, region, copy, source, Cause.ENTITY if elsewhere.has(region) else Cause.WORDING)
        for number, region in enumerate(regions)
    ]
    return Claims(_between(regions, copy, source), differences)


def answer_of_restoration(restoration: Restoration) -> Claims:
    """The answer of this project."""
    copy, source = restoration.alignment.copy.forms, restoration.alignment.source.forms
    pairs = frozenset(
        (i, j)
        for block in restoration.alignment
        if block.relation is Relation.EQUAL
        for i, j in zip(
            range(block.copy_start, block.copy_end), range(block.source_start, block.source_end), strict=True
        )
        if copy[i] == source[j]
    )
    return Claims(pairs, restoration.differences)


class Elsewhere:
    """Which changed regions insert words that stand elsewhere in the source, one behind the other.

    An aligner without causes has no other way to say that a mention intruded. A mark alone is nobody's mention.
    """

    def __init__(self, copy: Text, source: Text) -> None:
        self._copy, self._source = copy.folds, source.folds
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, fold in enumerate(source.folds):
            self._places[fold].append(place)

    def has(self, region: Region) -> bool:
        """Whether the copy's words of a region stand in the source, outside the region."""
        words = self._copy[region.copy_start : region.copy_end]
        if not any(map(is_word, words)):
            return False
        size = len(words)
        return any(
            self._source[at : at + size] == words and not (at < region.source_end and region.source_start < at + size)
            for at in self._places[words[0]]
        )


def _between(regions: Iterable[Region], copy: Text, source: Text) -> Pairs:
    """What is between the regions, token by token; an aligner that cuts them wrongly isn't given pairs that differ."""
    last = Region(len(copy), len(copy), len(source), len(source))
    pairs: set[tuple[int, int]] = set()
    i = j = 0
    for region in (*regions, last):
        same = zip(range(i, region.copy_start), range(j, region.source_start), strict=False)
        pairs.update((here, there) for here, there in same if copy.form(here) == source.form(there))
        i, j = region.copy_end, region.source_end
    return frozenset(pairs)


def _difference(number: int, region: Region, copy: Text, source: Text, cause: Cause) -> Difference:
    here = token_span(copy, region.copy_start, region.copy_end)
    there = token_span(source, region.source_start, region.source_end)
    op = Op.INSERT if not there.text else Op.DELETE if not here.text else Op.REPLACE
    confidence, decision = 1.0, Decision.APPLY  # it doubts nothing that it reports
    return Difference(str(number), Code(op, cause), here, there, there.text, confidence, "changed", decision=decision)


def gold_pairs(damaged: Damaged, copy: Text, source: Text) -> Pairs:
    """The pairs of tokens that no difference touches, in moved blocks too."""
    judge = Judge(copy, source)
    gold = [judge.claim(g.code, g.copy, g.source, damage=g.damage, confidence=1) for g in damaged.gold]
    blocks = {g.id: c.written for g, c in zip(damaged.gold, gold, strict=True) if g.code.op is Op.MOVE}
    pairs: set[tuple[int, int]] = set()
    for name, block in (*blocks.items(), (None, Region(0, len(copy), 0, len(source)))):
        inside = [
            c.written for g, c in zip(damaged.gold, gold, strict=True) if g.within == name and g.code.op is not Op.MOVE
        ]
        taken = [] if name else list(blocks.values())
        pairs.update(_lane(block, inside, taken))
    return frozenset(pair for pair in pairs if copy.form(pair[0]) == source.form(pair[1]))


def _lane(block: Region, differences: Iterable[Region], taken: Sequence[Region]) -> Iterator[tuple[int, int]]:
    """Tokens of a block on either side that are in no difference and no moved block, in parallel."""
    apart = [*differences, *taken]
    here = _left(range(block.copy_start, block.copy_end), [(r.copy_start, r.copy_end) for r in apart])
    there = _left(range(block.source_start, block.source_end), [(r.source_start, r.source_end) for r in apart])
    yield from zip(here, there, strict=False)


def _left(places: range, taken: Iterable[tuple[int, int]]) -> list[int]:
    gone = {at for start, end in taken for at in range(start, end)}
    return [at for at in places if at not in gone]
