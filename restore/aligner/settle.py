"""Where a difference could stand in several places, let it stand where a reader sees it: at the start of a sentence.

A sentence put in before another can be cut out as "one. Two" or as "Two. Three": the alignment costs the same. Lattices
choose by chance; people choose the whole sentence. Sliding never changes which tokens are equal in number, only which
of two equal tokens is matched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from restore.aligner.alignment import Block, Relation
from restore.text import ENDS, Text, starts_sentence

_EQUAL: Final = Relation.EQUAL
_CHANGED: Final = Relation.CHANGED


def settled(copy: Text, source: Text, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of one lane, in order, with insertions and deletions slid to sentence starts."""
    done: list[Block] = []
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        after = waiting[-1] if waiting else None
        if after and _is_one_sided(block) and _slides(block, after) and _may_slide(copy, block):
            before = done[-1] if done and _slides(done[-1], block) else None
            slid = _slid(copy, source, before, block, after)
            if slid:
                done[len(done) - bool(before) :] = []
                waiting.pop()
                waiting.extend(reversed([b for b in slid[1:] if _size(b)]))
                done.extend(b for b in slid[:1] if _size(b))
                if waiting and waiting[-1].relation is _CHANGED:
                    done.append(waiting.pop())
                continue
        done.append(block)
    return done


def _is_one_sided(block: Block) -> bool:
    """Whether tokens were put in, or lost, and nothing stands for them: only that may slide."""
    return block.relation is _CHANGED and (block.source_start == block.source_end or block.copy_start == block.copy_end)


def _slides(one: Block, other: Block) -> bool:
    """Whether a difference may slide into the equal one of two blocks: no moved block was taken out between them."""
    touch = one.copy_end == other.copy_start and one.source_end == other.source_start
    return touch and (one.relation is _EQUAL or other.relation is _EQUAL)


def _may_slide(copy: Text, block: Block) -> bool:
    """Mentions stay where the lattice found them; sentences and lines made of what stands elsewhere are no mentions."""
    if not block.mentions:
        return True
    start, end = block.copy_start, block.copy_end
    for fold in copy.folds[start:end]:
        if fold in ENDS:
            return True
    return copy.raw.find("\n", copy.starts[start], copy.ends[end - 1]) >= 0


def _size(block: Block) -> int:
    return block.copy_end - block.copy_start + block.source_end - block.source_start


def _slid(copy: Text, source: Text, before: Block | None, block: Block, after: Block) -> list[Block] | None:
    """Before, difference and after with the difference at a sentence start, or None if it stays."""
    if block.source_start == block.source_end:
        text, start, end, low, high = copy, block.copy_start, block.copy_end, before, after
        bounds = (low.copy_start if low else start, high.copy_end)
    elif block.copy_start == block.copy_end:
        text, start, end, low, high = source, block.source_start, block.source_end, before, after
        bounds = (low.source_start if low else start, high.source_end)
    else:
        return None
    if starts_sentence(text, start):
        return None
    shift = _shift(text, start, end, bounds)
    if not shift:
        return None
    c0, c1 = block.copy_start + shift, block.copy_end + shift
    s0, s1 = block.source_start + shift, block.source_end + shift
    low = before or block
    return [
        Block(_EQUAL, low.copy_start, c0, low.source_start, s0, block.moved),
        Block(block.relation, c0, c1, s0, s1, block.moved, (), block.posterior),
        Block(_EQUAL, c1, after.copy_end, s1, after.source_end, block.moved),
    ]


def _shift(text: Text, start: int, end: int, bounds: tuple[int, int]) -> int:
    """By how many tokens the stretch slides to begin with a sentence; 0 if it can't."""
    folds = text.folds
    at = 0
    while start + at > bounds[0] and folds[start + at - 1] == folds[end + at - 1]:
        at -= 1
        if starts_sentence(text, start + at):
            return at
    at = 0
    while end + at < bounds[1] and folds[start + at] == folds[end + at]:
        at += 1
        if starts_sentence(text, start + at):
            return at
    return 0
