"""The aligner: anchors over the whole, moved blocks taken out, the lattice in what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from restore.aligner import compiled
from restore.aligner.alignment import Alignment, Block, Mention, Relation
from restore.aligner.anchors import Run, apart, heaviest_chain, unique_runs
from restore.aligner.costs import DEFAULT, MISREAD
from restore.aligner.gaps import WHOLE, blocks_of, one_block
from restore.aligner.moves import Taken, find_moves
from restore.aligner.near import NEGATIONS
from restore.aligner.pair import RELATIONS, Pair, Strip
from restore.aligner.settle import settled
from restore.text import Text

ORDER = 3  # tokens of an anchoring n-gram: two repeat by chance too often, four are too rare in heavy damage
PULL = 3  # tokens of a run's end that are given back to the gap beside it, so that a lucky match can be undone
FEW, MANY = 5, 25  # near matches: at least so many, and so many per thousand copy tokens, make a copy misread
SQUARE = 2 * 10**9  # cells of a word-for-word alignment at most, some seconds' work
CELLS = 60_000  # of one lattice at most; a larger gap is first cut at weaker anchors


class Window(NamedTuple):
    """A rectangle to align: copy tokens [copy, copy_end) with source tokens [source, source_end)."""

    copy: int
    copy_end: int
    source: int
    source_end: int


def align_texts(copy: Text, source: Text) -> Alignment:
    """Align two tokenised texts. Cost grows with their length and with the size of the gaps between anchors.

    A copy that turns out to be full of misread words is aligned again with costs that expect them.
    """
    pair = Pair(copy, source, DEFAULT)
    first = _aligned(pair)
    misread = sum(block.relation is Relation.NEAR for block in first)
    if misread < FEW or misread * 1000 < MANY * len(copy):
        return first
    return _aligned(pair.priced(MISREAD))


def _aligned(pair: Pair) -> Alignment:
    copy, source = pair.copy, pair.source
    whole = Window(0, len(copy), 0, len(source))
    runs = _runs(pair, whole, ORDER)
    chain = apart(heaviest_chain(_with_edges(pair, runs)))
    moves = find_moves(copy, source, runs, chain)
    taken = Taken.of(found.move for found in moves)
    blocks = settled(copy, source, _merged(list(_lane(pair, whole, chain, taken, None))))
    nothing = Taken.of()  # blocks do not overlap
    for lane, found in enumerate(moves):
        window = Window(found.move.copy_start, found.move.copy_end, found.move.source_start, found.move.source_end)
        blocks += settled(copy, source, _merged(list(_lane(pair, window, apart(found.chain), nothing, lane))))
    blocks.sort(key=lambda b: (b.copy_start, b.copy_end))
    return Alignment(copy, source, _merged(blocks), [found.move for found in moves])


def _with_edges(pair: Pair, runs: Sequence[Run]) -> list[Run]:
    """The runs, and the texts' common beginning and end, which anchor even a text that repeats itself throughout."""
    copy, source = pair.copy_ids, pair.source_ids
    size = min(len(copy), len(source))
    start = next((k for k in range(size) if copy[k] != source[k]), size)
    end = next((k for k in range(size - start) if copy[-1 - k] != source[-1 - k]), size - start)
    edges = [Run(0, 0, start), Run(len(copy) - end, len(source) - end, end)]
    return sorted({*runs, *(run for run in edges if run.length >= ORDER)})


def _runs(pair: Pair, window: Window, order: int) -> list[Run]:
    copy, source = pair.copy_ids[window.copy : window.copy_end], pair.source_ids[window.source : window.source_end]
    runs = unique_runs(copy, source, order)
    if not window.copy and not window.source:
        return runs
    return [Run(run.copy + window.copy, run.source + window.source, run.length) for run in runs]


def _lane(pair: Pair, window: Window, chain: Sequence[Run], taken: Taken, lane: int | None) -> Iterator[Block]:
    """The window's blocks: its chain's runs, and the gaps between them."""
    if compiled.CORE is not None:
        yield from _compiled_lane(compiled.CORE, pair, window, chain, taken, lane)
        return
    i, j = window.copy, window.source
    ends = [Run(window.copy_end, window.source_end, 0)]
    for run in [*_cores(chain, window), *ends]:
        if run.copy > i or run.source > j:
            yield from _gap(pair, Window(i, run.copy, j, run.source), taken, lane)
        if run.length:
            i, j = run.copy + run.length, run.source + run.length
            yield Block(Relation.EQUAL, run.copy, i, run.source, j, lane)


def _compiled_lane(  # noqa: PLR0917 - as _lane
    core: compiled.Core, pair: Pair, window: Window, chain: Sequence[Run], taken: Taken, lane: int | None
) -> Iterator[Block]:
    found = core.lane(pair.buffers, NEGATIONS, pair.costs.all, window, list(chain), taken.buffers, CELLS, WHOLE)
    for kind, i, i_end, j, j_end, chance, mentions in found:
        if kind == len(RELATIONS):
            yield from _gap(pair, Window(i, i_end, j, j_end), taken, lane)
        else:
            yield Block(
                RELATIONS[kind],
                i,
                i_end,
                j,
                j_end,
                lane,
                tuple(Mention(*m) for m in mentions) if mentions else (),
                chance,
            )


def _cores(chain: Sequence[Run], window: Window) -> Iterator[Run]:
    """Runs without the ends that border on a gap."""
    for index, run in enumerate(chain):
        before = chain[index - 1] if index else Run(window.copy, window.source, 0)
        after = chain[index + 1] if index + 1 < len(chain) else Run(window.copy_end, window.source_end, 0)
        gap_before = (before.copy + before.length, before.source + before.length) != (run.copy, run.source)
        gap_after = (run.copy + run.length, run.source + run.length) != (after.copy, after.source)
        cut = PULL if gap_before else 0
        left = run.length - cut - (PULL if gap_after else 0)
        if left > 0:
            yield Run(run.copy + cut, run.source + cut, left)


def _gap(pair: Pair, window: Window, taken: Taken, lane: int | None) -> Iterator[Block]:
    """Blocks of one gap: by the lattice where it fits, else cut at weaker anchors first."""
    copy = taken.copy.outside(range(window.copy, window.copy_end))
    source = taken.source.outside(range(window.source, window.source_end))
    strip = Strip(copy, source, window.copy, window.source)
    if len(copy) * len(source) <= CELLS:
        yield from blocks_of(pair, strip, lane)
        return
    for order in (2, 1):
        chain = apart(heaviest_chain(_runs(pair, window, order)))
        chain = [run for run in chain if not taken.cut(run)]
        if any(_cores(chain, window)):
            yield from _lane(pair, window, chain, taken, lane)
            return
    chain = [run for run in _nearest(pair, window) if not taken.cut(run)]
    if any(_cores(chain, window)):
        yield from _lane(pair, window, chain, taken, lane)
    else:
        yield from one_block(pair, strip, lane)


def _nearest(pair: Pair, window: Window) -> list[Run]:
    """Runs of the window's cheapest word-for-word alignment, for stretches in which no word is unique.

    None where the window is too large for it.
    """
    from rapidfuzz.distance import Levenshtein

    copy, source = pair.copy_ids[window.copy : window.copy_end], pair.source_ids[window.source : window.source_end]
    if len(copy) * len(source) > SQUARE:
        return []
    return [
        Run(window.copy + op.dest_start, window.source + op.src_start, op.src_end - op.src_start)
        for op in Levenshtein.opcodes(source, copy)
        if op.tag == "equal" and op.src_end - op.src_start > 2 * PULL
    ]


def _merged(blocks: Sequence[Block]) -> list[Block]:
    """Equal blocks that touch on both sides become one."""
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if (
            last
            and last.relation is block.relation is Relation.EQUAL
            and last.moved == block.moved
            and last.copy_end == block.copy_start
            and last.source_end == block.source_start
        ):
            merged[-1] = Block(
                Relation.EQUAL, last.copy_start, block.copy_end, last.source_start, block.source_end, block.moved
            )
        else:
            merged.append(block)
    return merged
