"""What of two texts' alignment stands before anything is priced: their numbered tokens, anchors and moved blocks.

A second alignment of the same texts, at other prices, goes on from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from restore.aligner.anchors import Run, apart, are_rising, heaviest_chain, unique_runs
from restore.aligner.columns import find_columns
from restore.aligner.moves import AnchoredMove, Claimed, Taken, find_moves
from restore.aligner.numbering import Numbering
from restore.aligner.pair import Solved
from restore.text import Text
from restore.values import dataclass

ORDER: Final = 3  # tokens of an anchoring n-gram: two repeat by chance too often, four are too rare in heavy damage


@dataclass(frozen=True, slots=True, eq=False)
class Skeleton:
    """The anchors of what stays in its place, and the moved blocks in the copy's order.

    `solved` are the gaps as they were solved before what intrudes was known, until nothing is aligned again.
    """

    numbering: Numbering
    chain: Sequence[Run]
    moves: Sequence[AnchoredMove]
    solved: Solved

    @classmethod
    def of(cls, copy: Text, source: Text) -> Skeleton:
        """That of two texts."""
        return cls.without(copy, source, Numbering.of(source, copy))

    @classmethod
    def without(cls, copy: Text, source: Text, numbering: Numbering, again: Sequence[range] = ()) -> Skeleton:
        """That of two texts, numbered; what the copy has `again` stands over against nothing."""
        runs = unique_runs(numbering.copy_ids, numbering.source_ids, ORDER)
        chain = apart(heaviest_chain(_with_edges(numbering, runs)))
        claimed = Claimed(len(copy), len(source), again)
        columns = [line for line in find_columns(copy, source, runs, chain) if claimed.claim(line)]
        if columns or again:
            across = Taken.of(columns, again)
            runs = [run for run in runs if not across.cut(run)]
            chain = apart(heaviest_chain([run for run in _with_edges(numbering, runs) if not across.cut(run)]))
        moves = [*(AnchoredMove(line, ()) for line in columns), *find_moves(copy, source, runs, chain, claimed)]
        moves.sort(key=lambda found: found.move.copy_start)
        return cls(numbering, chain, moves, {})


def _with_edges(numbering: Numbering, runs: Sequence[Run]) -> list[Run]:
    """The runs, and the texts' common beginning and end, which anchor even a text that repeats itself throughout.

    What of those is in a run is equal.
    """
    copy, source = numbering.copy_ids, numbering.source_ids
    size = min(len(copy), len(source))
    start = end = 0
    if runs and runs[0].copy == runs[0].source == 0:
        start = runs[0].length
    if runs and len(copy) - runs[-1].copy == len(source) - runs[-1].source == runs[-1].length:
        end = min(runs[-1].length, size - start)
    while start < size and copy[start] == source[start]:
        start += 1
    while end < size - start and copy[-1 - end] == source[-1 - end]:
        end += 1
    edges = [Run(0, 0, start), Run(len(copy) - end, len(source) - end, end)]
    missing = [run for run in edges if run.length >= ORDER and run not in {*runs[:1], *runs[-1:]}]
    return sorted({*runs, *missing}) if missing or not are_rising([run.copy for run in runs]) else list(runs)
