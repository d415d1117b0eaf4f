"""The aligner: anchors over the whole, moved blocks taken out, the lattice in what is left."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from restore.aligner.alignment import Again, Alignment, Block, Relation
from restore.aligner.anchors import Run, apart, heaviest_chain, unique_runs
from restore.aligner.costs import NEUTRAL, Prices
from restore.aligner.doubled import doubled_lines
from restore.aligner.gaps import Blocks, Span, align_gap, leave_unaligned
from restore.aligner.letters import WordCut, letter_cuts
from restore.aligner.lines import lines_apart
from restore.aligner.moves import Taken
from restore.aligner.nearest import is_large, nearest_runs
from restore.aligner.pair import Pair, Strip
from restore.aligner.repeats import repeated_sentences
from restore.aligner.settle import settled
from restore.aligner.skeleton import Skeleton
from restore.language import changes_meaning
from restore.text import Text
from restore.values import dataclass

PULL: Final = 3  # tokens of a run's end that are given back to the gap beside it, so that a lucky match can be undone
CELLS: Final = 60_000  # of one lattice at most; a larger gap is first cut at weaker anchors
WEAKER: Final = (2, 1)  # tokens of the n-grams that such a gap is cut at
# And of those that are unique where words come again and again; of five phrases, chance repeats thirty.
LONGER: Final = 48
# Of the shorter side in the cheapest alignment: other texts, though twenty times as long, have up to 0.56.
MOST: Final = 0.8
LEVELS: Final = 32  # of gaps cut within gaps: each walks its tokens anew, and weak anchors may be found one by one
_EQUAL: Final = Relation.EQUAL
_NEAR: Final = Relation.NEAR


class Window(NamedTuple):
    """A rectangle to align: copy tokens [copy, copy_end) with source tokens [source, source_end)."""

    copy: int
    copy_end: int
    source: int
    source_end: int


Core = tuple[int, int, int]  # a run's start in the copy, start in the source, and length


@dataclass(frozen=True, slots=True)
class Lane:
    """What all windows between two anchors have in common: what moved blocks took, and the move they are inside of."""

    pair: Pair
    taken: Taken
    moved: int | None


def align_texts(copy: Text, source: Text, prices: Prices = NEUTRAL, known: Skeleton | None = None) -> Alignment:
    """Align two tokenised texts. Cost grows with their length and with the size of the gaps between anchors.

    `known` is the texts' own skeleton: one is enough for all alignments of them.
    """
    known = known or Skeleton.of(copy, source)
    pair = Pair(copy, source, prices.costs, prices.intruders, known.numbering, solved=known.solved)
    alignment = _aligned(pair, prices, known)
    again = doubled_lines(alignment) or repeated_sentences(alignment)
    if again:
        alignment = _aligned(pair, prices, known, again)
    pair.done()
    return alignment


def _aligned(pair: Pair, prices: Prices, known: Skeleton, doubled: Sequence[Again] = ()) -> Alignment:
    """The alignment, in which what was read again stands over against nothing."""
    copy, source = pair.copy, pair.source
    again = [range(each.copy_start, each.copy_end) for each in doubled]
    skeleton = Skeleton.without(copy, source, known.numbering, again) if again else known
    moves = [found.move for found in skeleton.moves]
    stays = Lane(pair, Taken.of(moves, again), None)
    blocks = _settled(pair, prices, _blocks(stays, Window(0, len(copy), 0, len(source)), skeleton.chain))
    if again:
        blocks += _left_out(blocks, again)
    for number, found in enumerate(skeleton.moves):
        window = Window(found.move.copy_start, found.move.copy_end, found.move.source_start, found.move.source_end)
        lane = Lane(pair, Taken.of(), number)  # moved blocks do not overlap
        blocks += _settled(pair, prices, _blocks(lane, window, apart(found.chain)))
    if again or moves:
        blocks.sort(key=lambda b: (b.copy_start, b.copy_end))
    told = _told_apart(copy, source, _merged(blocks))
    return Alignment(copy, source, told, moves, prices, doubled, known.numbering)


def _settled(pair: Pair, prices: Prices, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of one lane, where a reader sees them. A line of which an engine read nothing right may be any."""
    found = settled(pair.copy, pair.source, blocks)
    if prices.misread or not _is_legible(found):
        return found
    return lines_apart(pair.copy, pair.source, found)


def _is_legible(blocks: Sequence[Block]) -> bool:
    """Whether half of the copy's words are the source's."""
    equal = every = 0
    for block in blocks:
        size = block.copy_end - block.copy_start
        every += size
        equal += size if block.relation is _EQUAL else 0
    return 2 * equal >= every


def _left_out(blocks: Sequence[Block], again: Sequence[range]) -> list[Block]:
    """What was read again, as blocks between those of the copy that stays."""
    ends = [block.copy_end for block in blocks]
    places = [bisect_right(ends, tokens.start) for tokens in again]
    sources = [blocks[k - 1].source_end if k else 0 for k in places]
    return [
        Block(Relation.CHANGED, tokens.start, tokens.stop, at, at) for tokens, at in zip(again, sources, strict=True)
    ]


def _told_apart(copy: Text, source: Text, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, where near words say something else ("einen", "keinen") as changed ones: they are not one misread."""
    return [
        Block(Relation.CHANGED, b.copy_start, b.copy_end, b.source_start, b.source_end, b.moved, (), b.posterior)
        if b.relation is _NEAR
        and changes_meaning(
            copy.folds[b.copy_start : b.copy_end], source.folds[b.source_start : b.source_end], misread=True
        )
        else b
        for b in blocks
    ]


def _runs(pair: Pair, window: Window, order: int) -> list[Run]:
    copy, source = pair.copy_ids[window.copy : window.copy_end], pair.source_ids[window.source : window.source_end]
    return [
        Run(run.copy + window.copy, run.source + window.source, run.length) for run in unique_runs(copy, source, order)
    ]


def _blocks(lane: Lane, window: Window, chain: Sequence[Run]) -> list[Block]:
    """The window's blocks: its chain's runs, and the gaps between them."""
    made = Blocks(lane.moved)
    _align(made, lane, window, chain, 0)
    return made.all()


def _align(made: Blocks, lane: Lane, window: Window, chain: Sequence[Run], level: int) -> None:
    i, j = window.copy, window.source
    for copy, source, length in _cores(chain, window):
        if copy > i or source > j:
            _align_gap(made, lane, (i, copy, j, source), level)
        i, j = copy + length, source + length
        made.add_equal(copy, i, source)
    if window.copy_end > i or window.source_end > j:
        _align_gap(made, lane, (i, window.copy_end, j, window.source_end), level)


def _cores(chain: Sequence[Run], window: Window) -> list[Core]:
    """Runs without the ends that border on a gap."""
    cores: list[Core] = []
    i, j = window.copy, window.source  # where the run before ends
    for index, (copy, source, length) in enumerate(chain):
        if index + 1 < len(chain):
            next_copy, next_source, _ = chain[index + 1]
        else:
            next_copy, next_source = window.copy_end, window.source_end
        cut = 0 if i == copy and j == source else PULL
        i, j = copy + length, source + length
        left = length - cut - (0 if i == next_copy and j == next_source else PULL)
        if left > 0:
            cores.append((copy + cut, source + cut, left))
    return cores


def _align_gap(made: Blocks, lane: Lane, at: Span, level: int) -> None:
    """Blocks of one gap: by the lattice where it fits, else cut at weaker anchors first."""
    copy = lane.taken.copy.outside(range(at[0], at[1]))
    source = lane.taken.source.outside(range(at[2], at[3]))
    strip = Strip(copy, source, at[0], at[2])
    if len(copy) * len(source) <= CELLS:
        align_gap(made, lane.pair, strip)
        return
    window = Window(*at)
    if level < LEVELS:
        for runs in _weaker(lane.pair, window):
            chain = [run for run in runs if not lane.taken.cut(run)]
            if _cores(chain, window):
                _align(made, lane, window, chain, level + 1)
                return
        if _align_parts(made, lane, window, letter_cuts(lane.pair, strip), level):
            return
    chain = [run for run in _nearest(lane.pair, window) if not lane.taken.cut(run)]
    if _cores(chain, window):
        _align(made, lane, window, chain, level + 1)
    elif level >= LEVELS or not _align_parts(made, lane, window, _path_cuts(lane.pair, strip), level):
        leave_unaligned(made, lane.pair, strip)


def _align_parts(made: Blocks, lane: Lane, window: Window, cuts: Iterable[WordCut], level: int) -> bool:
    """Blocks of a gap, part by part; False if there is nowhere to cut it."""
    parts = list(_parts(window, cuts))
    if len(parts) > 1:
        for part in parts:
            _align_gap(made, lane, part, level + 1)
    return len(parts) > 1


def _weaker(pair: Pair, window: Window) -> Iterator[list[Run]]:
    """Chains of words to cut a large gap at, the surest first."""
    large = is_large(window.copy_end - window.copy, window.source_end - window.source)
    for order in (*WEAKER, LONGER) if large else WEAKER:
        yield apart(heaviest_chain(_runs(pair, window, order)))


def _nearest(pair: Pair, window: Window) -> list[Run]:
    """The runs of words of a large gap's cheapest alignment."""
    copy, source = pair.copy_ids[window.copy : window.copy_end], pair.source_ids[window.source : window.source_end]
    return [
        Run(window.copy + run.copy, window.source + run.source, run.length)
        for run in nearest_runs(copy, source, 2 * PULL + 1)
    ]


def _path_cuts(pair: Pair, strip: Strip) -> Iterator[WordCut]:
    """Where the cheapest alignment pairs a token, if it pairs most of the shorter side: else that may be chance.

    So a copy that has each of its lines twice is cut, in which no run need be unique nor long.
    """
    copy, source = _numbers(pair.copy_ids, strip.copy), _numbers(pair.source_ids, strip.source)
    runs = nearest_runs(copy, source)
    if sum([run.length for run in runs]) >= MOST * min(len(copy), len(source)):
        for run in runs:
            half = run.length // 2
            yield WordCut(strip.copy[run.copy + half], strip.source[run.source + half])


def _numbers(ids: array[int], tokens: Sequence[int]) -> array[int]:
    return ids[tokens.start : tokens.stop] if isinstance(tokens, range) else array("i", [ids[at] for at in tokens])


def _parts(window: Window, cuts: Iterable[WordCut]) -> Iterator[Window]:
    """The window cut at some of these places, no oftener than the lattice needs: it weighs what it has as one."""
    i, j = window.copy, window.source
    last = None
    for cut in cuts:
        if last and (cut.copy - i) * (cut.source - j) > CELLS:
            yield Window(i, last.copy, j, last.source)
            i, j = last
        last = cut
    if last and (window.copy_end - i) * (window.source_end - j) > CELLS:
        yield Window(i, last.copy, j, last.source)
        i, j = last
    yield Window(i, window.copy_end, j, window.source_end)


def _merged(blocks: Sequence[Block]) -> list[Block]:
    """Equal blocks that touch on both sides become one."""
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if (
            last
            and last.relation is block.relation is _EQUAL
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
