"""Words in other capitals beside a mention, which were written anew with it: they are part of that difference."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from restore.aligner.alignment import Block, Mention, Relation
from restore.text import Text, is_word

_EQUAL: Final = Relation.EQUAL
_CHANGED: Final = Relation.CHANGED


def with_capitals(copy: Text, source: Text, blocks: Sequence[Block]) -> list[Block]:
    """The blocks; what was written anew with a mention beside it, in other capitals, goes with that.

    So do "The" for "the" before it and "River" for "river" behind it, where the source has the words so elsewhere.
    """
    found = list(blocks)
    asked: set[tuple[str, str]] = set()  # what may be written so there; few, where all of a long text would be many
    mentions: list[int] = []
    for at, block in enumerate(found):
        if block.relation is _CHANGED and block.mentions:
            front, back = _capitals_beside(copy, source, found, at)
            if front or back:
                mentions.append(at)
                asked.update(pairwise(copy.forms_of(block.copy_start - front, block.copy_start + 1)))
                asked.update(pairwise(copy.forms_of(block.copy_end - 1, block.copy_end + back)))
    if not mentions:
        return found
    written = asked.intersection(pairwise(map(source.written.__getitem__, source.words)))
    for at in mentions:
        front, back = _capitals_beside(copy, source, found, at)  # another mention may have some of them by now
        block = found[at]
        if front and _stand_so(copy, block.copy_start - front, block.copy_start + 1, written):
            before = found[at - 1]
            found[at - 1] = _shorter(before, before.copy_start, before.copy_end - front)
            found[at] = _longer(found[at], front, 0)
        if back and _stand_so(copy, block.copy_end - 1, block.copy_end + back, written):
            behind = found[at + 1]
            found[at + 1] = _shorter(behind, behind.copy_start + back, behind.copy_end)
            found[at] = _longer(found[at], 0, back)
    return [block for block in found if block.copy_start < block.copy_end or block.source_start < block.source_end]


def _capitals_beside(copy: Text, source: Text, blocks: list[Block], at: int) -> tuple[int, int]:
    """How many words right before, and right behind, a block of mentions differ in their capitals."""
    block = blocks[at]
    front = back = 0
    if block.mentions[0].start == block.copy_start:
        front = _other_capitals(copy, source, _touching(blocks, at, -1), last=True)
    if block.mentions[-1].end == block.copy_end:
        back = _other_capitals(copy, source, _touching(blocks, at, 1), last=False)
    return front, back


def _touching(blocks: list[Block], at: int, step: int) -> Block | None:
    """The equal block beside one, on this side of it, if both texts have it there."""
    if not 0 <= at + step < len(blocks):
        return None
    block, other = blocks[at], blocks[at + step]
    one, next_one = (block, other) if step > 0 else (other, block)
    touch = (one.copy_end, one.source_end, one.moved) == (next_one.copy_start, next_one.source_start, next_one.moved)
    return other if touch and other.relation is _EQUAL else None


def _other_capitals(copy: Text, source: Text, block: Block | None, *, last: bool) -> int:
    """How many words at the end of an equal block, or at its beginning, differ in their capitals."""
    if block is None:
        return 0
    size = block.copy_end - block.copy_start
    for count in range(size):
        at = size - 1 - count if last else count
        ours, theirs = block.copy_start + at, block.source_start + at
        if copy.form(ours) == source.form(theirs) or not is_word(copy.folds[ours]):
            return count
    return size


def _stand_so(copy: Text, first: int, last: int, written: AbstractSet[tuple[str, str]]) -> bool:
    return all(pair in written for pair in pairwise(copy.forms_of(first, last)))


def _shorter(block: Block, first: int, last: int) -> Block:
    """Copy tokens [first, last) of an equal block."""
    shift = block.source_start - block.copy_start
    return Block(block.relation, first, last, first + shift, last + shift, block.moved)


def _longer(block: Block, front: int, back: int) -> Block:
    """A block with so many tokens before and behind it, which go with the mentions at its edges."""
    one, *rest = block.mentions
    *others, end = Mention(one.start - front, one.end, max(one.origin - front, 0)), *rest
    return Block(
        block.relation, block.copy_start - front, block.copy_end + back, block.source_start - front,
        block.source_end + back, block.moved, (*others, Mention(end.start, end.end + back, end.origin)),
        block.posterior,
    )  # fmt: skip
