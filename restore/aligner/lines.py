"""Lines of one text that are no sentences stand over none of the other's: either is alone.

Where a scraper lost a paragraph, what stood beside it on the page comes in its place ("Photo: AP"). The lattice lays
over each other whatever stands between two anchors, and finds "to" in both ("Skip [to] main content"): as one
difference, the line would be the paragraph in other words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from restore.aligner.alignment import Block, Mention, Relation, turned
from restore.aligner.settle import SENTENCE
from restore.text import ENDS, Text, is_heading, is_word, starts_line, starts_sentence

REACH: Final = 200  # characters from a difference to its line's ends at most: no heading is as long
_EQUAL: Final = Relation.EQUAL
_CHANGED: Final = Relation.CHANGED


class _Side(NamedTuple):
    """A text that is asked for lines, the other that is asked for sentences, and whether the first is the copy."""

    text: Text
    other: Text
    is_copy: bool


class _Cut(NamedTuple):
    """Blocks [first, end), and what they are instead: the line and the sentences are the last two before `behind`."""

    first: int
    end: int
    blocks: list[Block]
    behind: int


def lines_apart(copy: Text, source: Text, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of one lane, in order, in which such lines and such sentences are blocks of their own."""
    found = _apart(_Side(copy, source, True), list(blocks))
    return [turned(block) for block in _apart(_Side(source, copy, False), [turned(block) for block in found])]


def _apart(side: _Side, blocks: list[Block]) -> list[Block]:
    """The blocks, with the text's lines apart from the other's sentences; lines that follow each other are one."""
    at, begun, ended = 0, 0, -1
    while at < len(blocks):
        for first, last in _lines(side.text, blocks[at]) if _may_be_over(blocks[at]) else ():
            start = begun if first == ended else first
            cut = _cut(side, blocks, at, start, last)
            if cut:
                blocks[cut.first : cut.end] = cut.blocks
                at = cut.first + cut.behind - 1
                begun, ended = start, cut.blocks[cut.behind - 2].copy_end
                break
        at += 1
    return blocks


def _may_be_over(block: Block) -> bool:
    """Whether words of a line may lie over a sentence here: in most differences are fewer."""
    return (
        block.relation is _CHANGED
        and block.copy_start < block.copy_end
        and block.source_end - block.source_start >= SENTENCE
    )


def _lines(text: Text, block: Block) -> Iterator[tuple[int, int]]:
    """From the first token of the line that a difference begins in, where lines end: its last one, then those behind.

    Those that end within it come last, the longest of them only.
    """
    low, behind = text.starts[block.copy_start] - REACH, text.ends[block.copy_end - 1]
    begins = text.raw.rfind("\n", max(low, 0), text.starts[block.copy_start])
    if begins < 0 < low:
        return
    first = bisect_left(text.starts, begins) if begins >= 0 else 0
    high, last = behind + REACH, -1
    while behind < high and last < len(text):
        ends = text.raw.find("\n", behind, high)
        if ends < 0 and high < len(text.raw):
            break
        last = bisect_left(text.starts, ends) if ends >= 0 else len(text)
        yield first, last
        behind = text.ends[last] if last < len(text) else high
    for token in range(block.copy_end - 1, block.copy_start, -1):
        if starts_line(text, token):
            yield first, token
            return


def _cut(side: _Side, blocks: Sequence[Block], at: int, first: int, last: int) -> _Cut | None:
    """The blocks that have these lines, cut there, if they lie over sentences."""
    if not _is_heading(side.text, first, last):
        return None
    low, high = at, at + 1
    while low and (blocks[low].copy_start > first or blocks[low - 1].copy_start == first):
        if not _touch(blocks[low - 1], blocks[low]):
            return None
        low -= 1
    while high < len(blocks) and (blocks[high - 1].copy_end < last or blocks[high].copy_end == last):
        if not _touch(blocks[high - 1], blocks[high]):
            return None
        high += 1
    begins, ends = blocks[low], blocks[high - 1]
    if begins.copy_start > first or ends.copy_end < last:
        return None  # the lines go on beyond a block that is aligned by itself
    start, end = _start(begins, first), _end(side.other, ends, last)
    if not 0 <= start <= end - SENTENCE or not _are_sentences(side.other, start, end):
        return None
    if _shares(side.text.folds[first:last], side.other.folds[start:end]):
        return None
    if ends.source_end == end and _is_heading(side.text, last, ends.copy_end):
        last = ends.copy_end
    line = Block(_CHANGED, first, last, start, start, begins.moved)
    cut = [line, Block(_CHANGED, last, last, start, end, begins.moved)]
    if begins.copy_start < first:
        cut.insert(0, Block(_EQUAL, begins.copy_start, first, begins.source_start, start, begins.moved))
    behind = len(cut)
    if ends.copy_end > last or ends.source_end > end:
        cut.append(_rest(side, ends, last, end))
    return _Cut(low, high, cut, behind)


def _touch(block: Block, other: Block) -> bool:
    """Whether nothing was taken out between two blocks."""
    return block.copy_end == other.copy_start and block.source_end == other.source_start


def _is_heading(text: Text, first: int, last: int) -> bool:
    return first < last and is_heading(text, first, last)


def _start(block: Block, first: int) -> int:
    """Over which token of the other text a line begins; -1 where a difference begins before it."""
    if block.copy_start < first and block.relation is not _EQUAL:
        return -1
    return block.source_start + first - block.copy_start


def _end(other: Text, block: Block, last: int) -> int:
    """Before which one it ends: where a difference goes on behind it, before the last sentence that begins in that."""
    if block.relation is _EQUAL:
        return block.source_start + last - block.copy_start
    if block.copy_end == last:
        return block.source_end
    ends = range(block.source_end, block.source_start, -1)
    return next((at for at in ends if starts_sentence(other, at)), -1)


def _are_sentences(text: Text, start: int, end: int) -> bool:
    """Whether these tokens are whole sentences, the last of which ends as one does."""
    if not (starts_sentence(text, start) and starts_sentence(text, end)) or is_heading(text, start, end):
        return False
    return not ENDS.isdisjoint(text.folds[end - 2 : end])


def _shares(folds: Sequence[str], others: Sequence[str]) -> bool:
    """Whether half of a line's words are among the sentences', so that it may be what is left of them."""
    theirs, words = frozenset(others), [fold for fold in folds if is_word(fold)]
    return 2 * sum([fold in theirs for fold in words]) >= len(words)


def _rest(side: _Side, block: Block, at: int, other_at: int) -> Block:
    """What of a block is behind the line and the sentences."""
    behind = at if side.is_copy else other_at  # in the copy, as the mentions are
    mentions: tuple[Mention, ...] = tuple([mention for mention in block.mentions if mention.start >= behind])
    return Block(
        block.relation, at, block.copy_end, other_at, block.source_end, block.moved, mentions, block.posterior
    )  # fmt: skip
