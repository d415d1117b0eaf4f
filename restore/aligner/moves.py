"""Moved blocks: chains of anchors that the main chain left out, and that no other part of it contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from restore.aligner.alignment import Move
from restore.aligner.anchors import Run, heaviest_chain

SHORTEST = 8  # anchored tokens of a moved block at least: shorter ones are repeated phrases
STRETCH = 24  # tokens between two anchors of one moved block at most


@dataclass(frozen=True, slots=True)
class Found:
    """A moved block and the anchors inside it."""

    move: Move
    chain: Sequence[Run]


def find_moves(runs: Sequence[Run], chain: Sequence[Run], copy_size: int, source_size: int) -> list[Found]:
    """Blocks the copy has elsewhere, in the copy's order; they overlap neither each other nor the chain, on either side."""
    left = [piece for run in runs for piece in _outside_chain(run, chain)]
    found: list[Found] = []
    for group in _groups(left):
        anchors = heaviest_chain(group)
        if sum(run.length for run in anchors) < SHORTEST:
            continue
        first, last = anchors[0], anchors[-1]
        move = Move(first.copy, last.copy + last.length, first.source, last.source + last.length)
        if _free(move, chain) and not any(_touch(move, other.move) for other in found):
            found.append(Found(move, anchors))
    return found


def _outside_chain(run: Run, chain: Sequence[Run]) -> Iterator[Run]:
    """What is left of a run when the chain's tokens are taken from both its sides."""
    if run in chain:
        return
    start, end = 0, run.length
    for other in chain:
        for mine, theirs in ((run.copy, other.copy), (run.source, other.source)):
            if theirs < mine + end and mine + start < theirs + other.length:
                if theirs <= mine + start:
                    start = max(start, theirs + other.length - mine)
                else:
                    end = min(end, theirs - mine)
    if end - start >= 3:
        yield Run(run.copy + start, run.source + start, end - start)


def _groups(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs that follow each other closely on both sides."""
    group: list[Run] = []
    for run in runs:
        if group:
            last = group[-1]
            copy_gap, source_gap = run.copy - last.copy - last.length, run.source - last.source - last.length
            if not (-3 <= copy_gap <= STRETCH and -3 <= source_gap <= STRETCH):
                yield group
                group = []
        group.append(run)
    if group:
        yield group


def _free(move: Move, chain: Sequence[Run]) -> bool:
    return not any(
        run.copy < move.copy_end
        and move.copy_start < run.copy + run.length
        or run.source < move.source_end
        and move.source_start < run.source + run.length
        for run in chain
    )


def _touch(one: Move, other: Move) -> bool:
    return (one.copy_start < other.copy_end and other.copy_start < one.copy_end) or (
        one.source_start < other.source_end and other.source_start < one.source_end
    )
