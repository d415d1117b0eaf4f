"""Passages: where a copy and a candidate say the same for a while, damage in between included.

Anchors are runs of equal pieces around an n-gram that stands once on either side; the heaviest increasing chain of
them is cut where both sides, or either, go on without an anchor for longer than a gap. What the first chain leaves is
chained again, so that moved paragraphs count too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from restore.aligner.anchors import Run, heaviest_chain, unique_runs
from restore.aligner.often import thickest
from restore.find.fingerprints import BRIEF, BRIEF_ORDER
from restore.find.pieces import Ids, Level


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Copy pieces [copy_start, copy_end) are source pieces [source_start, source_end); `matched` are equal."""

    copy_start: int
    copy_end: int
    source_start: int
    source_end: int
    matched: int


@dataclass(frozen=True, slots=True)
class Scale:
    """What holds a passage together, in pieces: `order` of its anchors, `gap` between them, `drift` of one side."""

    order: int
    gap: int
    drift: int
    least: int


SCALES = {Level.WORDS: Scale(3, 40, 24, 6), Level.CHARACTERS: Scale(6, 120, 100, 4)}
_CHAINS = 4  # more are hardly ever needed: a text in more than four shuffled parts is shuffled sentence by sentence


def passages(copy: Ids, source: Ids, level: Level) -> list[Passage]:
    """The passages that two texts share, in the copy's order, apart on both sides."""
    scale = SCALES[level]
    brief = level is Level.CHARACTERS and min(len(copy), len(source)) <= 1.5 * BRIEF
    order = min(BRIEF_ORDER if brief else scale.order, max(len(copy), 1), max(len(source), 1))
    found: list[Passage] = []
    runs = unique_runs(copy, source, order, over_surplus=True)
    for _ in range(_CHAINS):
        fresh = [p for p in _cut(heaviest_chain(runs), scale) if _enough(p, copy, source, scale)]
        if not fresh:
            break
        found += fresh
        runs = [run for run in runs if not any(_touch(run, passage) for passage in fresh)]
    return sorted(found)


def passages_there(copy: Ids, source: Ids, level: Level) -> list[Passage]:
    """The passages where the source has most of the copy, at first: it may say the same more than once."""
    best: list[Passage] = []
    for near in thickest(copy, source, SCALES[level].order):
        found = passages(copy, source[near.start : near.stop], level)
        if matched_in(found) > matched_in(best):
            best = [
                replace(p, source_start=p.source_start + near.start, source_end=p.source_end + near.start)
                for p in found
            ]
    return best


def matched_in(found: Iterable[Passage]) -> int:
    """Equal pieces in these passages."""
    return sum(passage.matched for passage in found)


def _enough(passage: Passage, copy: Ids, source: Ids, scale: Scale) -> bool:
    return passage.matched >= min(scale.least, len(copy), len(source))


def _cut(chain: Sequence[Run], scale: Scale) -> Iterator[Passage]:
    """The chain as passages: cut where either side goes on for too long without an anchor, or for much longer."""
    open_: Passage | None = None
    for run in chain:
        if open_ and _holds(run.copy - open_.copy_end, run.source - open_.source_end, scale):
            open_ = _longer(open_, run)
            continue
        cut = max(open_.copy_end - run.copy, open_.source_end - run.source, 0) if open_ else 0
        i, j, size = run.copy + cut, run.source + cut, run.length - cut
        if size <= 0:
            continue
        if open_:
            yield open_
        open_ = Passage(i, i + size, j, j + size, size)
    if open_:
        yield open_


def _holds(on_copy: int, on_source: int, scale: Scale) -> bool:
    return max(on_copy, on_source) <= scale.gap and abs(on_copy - on_source) <= scale.drift


def _longer(passage: Passage, run: Run) -> Passage:
    """The passage with one more run, of which what overlaps counts once."""
    overlap = max(passage.copy_end - run.copy, passage.source_end - run.source, 0)
    return Passage(
        passage.copy_start,
        max(run.copy + run.length, passage.copy_end),
        passage.source_start,
        max(run.source + run.length, passage.source_end),
        passage.matched + max(run.length - overlap, 0),
    )


def _touch(run: Run, passage: Passage) -> bool:
    """Whether a run lies in, or reaches into, a passage on either side."""
    on_copy = run.copy < passage.copy_end and passage.copy_start < run.copy + run.length
    on_source = run.source < passage.source_end and passage.source_start < run.source + run.length
    return on_copy or on_source
