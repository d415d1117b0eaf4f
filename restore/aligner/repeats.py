"""Sentences that a copy has twice, side by side and word for word, beside what else befell it.

Where nothing else did, the second is put in, and the lattice says so. Where the copy lacks what the source has next to
them, the cheapest path writes the one over the other, or takes a word of each: so they are found by themselves, and
the second stays out. Where half of it has partners, the source has something like it: it is another sentence.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Final

from restore.aligner.alignment import Again, Alignment, Block, Relation
from restore.aligner.settle import SENTENCE, is_sentence
from restore.text import ENDS, Text, blank_before, starts_sentence

LONGEST: Final = 400  # tokens from one to the other at most: a long paragraph
FURNITURE: Final = 8  # tokens of a line that a page has between the two at most ("Share this article")
KEY: Final = 3  # tokens by which what is changed is looked for beside itself
NUMBER: Final = 4  # bytes of a token's number
_CHANGED: Final = Relation.CHANGED


def repeated_sentences(alignment: Alignment) -> list[Again]:
    """What of the copy is said once more right behind itself, and not so in the source, in order and apart."""
    blocks = [b for b in alignment.blocks if b.relation is _CHANGED and b.moved is None]
    if not any(map(_may_hide, blocks)):
        return []
    numbering = alignment.numbering
    ids, theirs, offsets = numbering.copy_ids, numbering.source_ids, numbering.in_copy.offsets
    row = ids.tobytes()
    found: list[Again] = []
    for number, block in enumerate(blocks):
        if not _may_hide(block):
            continue
        edges = [at for at in (block.copy_start, block.copy_end - KEY) if _are_again(ids, offsets, at)]
        for first, other in _pairs(row, edges):
            twice = _twice(alignment.copy, ids, first, other)
            if twice is None or (found and twice.start < found[-1].copy_end):
                continue
            size = twice.stop - twice.start
            is_told = block.source_start == block.source_end and block.copy_end - block.copy_start == size
            has_room = 2 * _changed(blocks, number, twice.start - size, twice.stop) < size
            if not is_told and not has_room and _is_said_once(theirs, block, ids[twice.start : twice.stop]):
                found.append(Again(twice.start, twice.stop, 1.0))
                break
    return found


def _may_hide(block: Block) -> bool:
    return block.copy_end - block.copy_start >= KEY


def _are_again(ids: array[int], offsets: array[int], first: int) -> bool:
    """Whether the copy has each of the words from there on more than once: of most stretches it has not."""
    for at in range(first, first + KEY):
        token = ids[at]
        if offsets[token + 1] - offsets[token] < 2:
            return False
    return True


def _changed(blocks: Sequence[Block], number: int, start: int, end: int) -> int:
    """How many of these copy tokens, around a changed block, have no partner."""
    first, last = number, number + 1
    while first and blocks[first - 1].copy_end > start:
        first -= 1
    while last < len(blocks) and blocks[last].copy_start < end:
        last += 1
    return sum([max(min(b.copy_end, end) - max(b.copy_start, start), 0) for b in blocks[first:last]])


def _pairs(row: bytes, edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where words that a changed stretch begins or ends with stand nearby too: these, next before it and behind it."""
    for at in edges:
        key = row[at * NUMBER : (at + KEY) * NUMBER]
        before = _place(row, key, max(at - LONGEST, 0), at, last=True)
        behind = _place(row, key, at + 1, at + LONGEST)
        if before >= 0:
            yield before, at
        if behind >= 0:
            yield at, behind


def _place(row: bytes, key: bytes, start: int, end: int, *, last: bool = False) -> int:
    """Where a row of numbers has a key, in numbers, the first such place or the last; below 0 if nowhere there."""
    low, high = start * NUMBER, min(end * NUMBER, len(row))
    place = row.rfind(key, low, high) if last else row.find(key, low, high)
    while place >= 0 and place % NUMBER:  # not at half a number
        place = row.rfind(key, low, place + len(key) - 1) if last else row.find(key, place + 1, high)
    return place // NUMBER


def _twice(copy: Text, ids: array[int], first: int, other: int) -> range | None:
    """Of a sentence, or more, right behind itself, around two places that say the same, the second; or None."""
    size = other - first
    if size < SENTENCE:
        return None
    start, end = first, first
    while start > max(first - size, 0) and ids[start - 1] == ids[start - 1 + size]:
        start -= 1
    while end + size < len(ids) and end < first + size and ids[end] == ids[end + size]:
        end += 1
    if end - start < max(SENTENCE, size - FURNITURE):
        return None
    for at in range(start, end):
        if not starts_sentence(copy, at):
            continue
        stop = min(end, at + size)
        while stop > at and not starts_sentence(copy, stop):
            stop -= 1
        if stop - at >= SENTENCE and is_sentence(copy, at, stop) and _is_beside(copy, stop, at + size):
            return range(at + size, stop + size) if _ends_sentence(copy, stop + size) else None
    return None


def _ends_sentence(copy: Text, end: int) -> bool:
    """Whether a full stop or the like ends it, and it does not go on: mentions may be headings, or over one."""
    goes_on = end < len(copy) and copy.form(end)[:1].islower()
    return not goes_on and any(fold in ENDS for fold in copy.folds[max(end - 2, 0) : end])


def _is_beside(copy: Text, end: int, again: int) -> bool:
    """Whether what begins there `again` is said right behind that end, or behind a line of the page's furniture."""
    is_line = "\n" in blank_before(copy, end) and "\n" in blank_before(copy, again)
    return end == again or (again - end <= FURNITURE and is_line)


def _is_said_once(source: array[int], block: Block, words: array[int]) -> bool:
    """Whether the source has these words there, and not twice side by side."""
    reach = LONGEST + 2 * len(words)
    near = source[max(block.source_start - reach, 0) : block.source_end + reach].tobytes()
    said = words.tobytes()
    return _place(near, said, 0, len(near)) >= 0 > _place(near, said + said, 0, len(near))
