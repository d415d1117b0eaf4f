"""Where a difference could stand in several places, let it stand where a reader sees it: at the start of a sentence.

A sentence put in before another can be cut out as "one. Two" or as "Two. Three": the alignment costs the same. Lattices
choose by chance; people choose the whole sentence. Sliding never changes which tokens are equal in number, only which
of two equal tokens is matched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from restore.aligner.alignment import Block, Relation, turned, with_mentions
from restore.language.words import ABBREVIATED
from restore.text import ENDS, Text, is_word, starts_sentence

SENTENCE: Final = 4  # tokens of a sentence at least: what an abbreviation ends ("Ms.", "Jonathan M.") is none
_EQUAL: Final = Relation.EQUAL
_CHANGED: Final = Relation.CHANGED


def settled(copy: Text, source: Text, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of one lane, in order, with insertions and deletions slid to sentence starts."""
    done: list[Block] = []
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        after = waiting[-1] if waiting and _slides(block, waiting[-1]) else None
        if after and block.relation is not _EQUAL:
            before = done[-1] if done and _slides(done[-1], block) else None
            if not _is_one_sided(block):
                slid = _bared(copy, source, before, block, after) or _ended_either(copy, source, before, block, after)
            else:
                slid = _slid(copy, source, before, block, after) if _may_slide(copy, block) else None
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


def _bared(copy: Text, source: Text, before: Block | None, block: Block, after: Block) -> list[Block] | None:
    """What is put in beside a word of the source's, which is itself, where both were taken for one; or None.

    "Athena. One more sentence" over "Athena" is that sentence put in at its start, and "in Rome" over "Rome", behind
    another "in", that word said again. "Dr. Bebin" over "Bebin" stays: it only begins a sentence.
    """
    size = block.source_end - block.source_start
    start, end, j, j_end = block.copy_start, block.copy_end, block.source_start, block.source_end
    folds, others = copy.folds, source.folds
    if end - start <= size or (folds[start] != others[j] and folds[end - 1] != others[j_end - 1]):
        return None
    theirs = others[j:j_end]
    if copy.folds[start : start + size] == theirs:
        first = before.copy_start if before else start
        before = Block(_EQUAL, first, start + size, j - (start - first), j_end, block.moved)
        start, j = start + size, j_end
    elif copy.folds[end - size : end] == theirs:
        after = Block(_EQUAL, end - size, after.copy_end, j, after.source_end, block.moved)
        end = end - size
    else:
        return None
    alone = Block(_CHANGED, start, end, j, j, block.moved, (), block.posterior)
    again = _is_said_again(copy, start, end)
    slid = _slid(copy, source, before, alone, after, anywhere=again)
    if slid and not again:
        is_sentence_put_in = end - start >= SENTENCE and starts_sentence(copy, slid[1].copy_end)
        return slid if is_sentence_put_in and _may_slide(copy, block) else None
    return slid


def _ended_either(copy: Text, source: Text, before: Block | None, block: Block, after: Block) -> list[Block] | None:
    """As `_ended` has it, also where the copy has a sentence more."""
    found = _ended(copy, source, before, block, after)
    if found:
        return found
    turned_before = turned(before) if before else None
    found = _ended(source, copy, turned_before, turned(block), turned(after))
    return [_with_its_mentions(turned(each)) for each in found] if found else None


def _with_its_mentions(block: Block) -> Block:
    """The block without the mentions that end behind it."""
    return with_mentions(block, tuple([mention for mention in block.mentions if mention.end <= block.copy_end]))


def _ended(copy: Text, source: Text, before: Block | None, block: Block, after: Block) -> list[Block] | None:
    """A sentence lost behind changed words, apart from what is left of the one before; or None.

    "Ann Lee." for "her. She had gone." is "Ann Lee" for "her", and a sentence lost behind the stop: the lattice has
    both as one, since a difference costs less than two.
    """
    start, end, j, j_end = block.copy_start, block.copy_end, block.source_start, block.source_end
    mark = copy.folds[after.copy_start]
    if mark not in ENDS or starts_sentence(source, j) or not ENDS.isdisjoint(copy.folds[start:end]):
        return None
    ends = (at for at in range(j + 1, j_end - SENTENCE + 1) if source.folds[at] == mark and _ends_sentence(source, at))
    stop = next(ends, None)
    if stop is None:
        return None
    return [
        before or Block(_EQUAL, start, start, j, j, block.moved),
        Block(_CHANGED, start, end, j, stop, block.moved, block.mentions, block.posterior),
        Block(_EQUAL, end, end + 1, stop, stop + 1, block.moved),
        Block(_CHANGED, end + 1, end + 1, stop + 1, j_end + 1, block.moved, (), block.posterior),
        Block(_EQUAL, end + 1, after.copy_end, j_end + 1, after.source_end, block.moved),
    ]


def _ends_sentence(text: Text, at: int) -> bool:
    """Whether a mark ends a sentence, and no title or initial before a name ("Gov. Ann Lee", "J. Small")."""
    fold = text.folds[at - 1]
    return starts_sentence(text, at + 1) and len(fold) > 1 and fold not in ABBREVIATED


def _is_said_again(copy: Text, start: int, end: int) -> bool:
    """Whether a stretch stands right beside itself."""
    words, size = copy.folds[start:end], end - start
    return words in (copy.folds[max(start - size, 0) : start], copy.folds[end : end + size])


def _slid(
    copy: Text, source: Text, before: Block | None, block: Block, after: Block, *, anywhere: bool = False
) -> list[Block] | None:
    """Before, difference and after with the difference at a sentence start, or None if it stays.

    What may stand `anywhere` stands at the first of its places, if none is a sentence start.
    """
    if block.source_start == block.source_end:
        text, start, end, low, high = copy, block.copy_start, block.copy_end, before, after
        bounds = (low.copy_start if low else start, high.copy_end)
    elif block.copy_start == block.copy_end:
        text, start, end, low, high = source, block.source_start, block.source_end, before, after
        bounds = (low.source_start if low else start, high.source_end)
    else:
        return None
    left, right = _room(text, start, end, bounds)
    shift = _shift(text, start, end, left, right)
    if shift is None:
        if not anywhere:
            return None
        shift = -left
    chance = min(block.posterior * (left + right + 1), 1.0)  # of one of these places, and each is as likely
    c0, c1 = block.copy_start + shift, block.copy_end + shift
    s0, s1 = block.source_start + shift, block.source_end + shift
    low = before or block
    return [
        Block(_EQUAL, low.copy_start, c0, low.source_start, s0, block.moved),
        Block(block.relation, c0, c1, s0, s1, block.moved, () if shift else block.mentions, chance),
        Block(_EQUAL, c1, after.copy_end, s1, after.source_end, block.moved),
    ]


def _room(text: Text, start: int, end: int, bounds: tuple[int, int]) -> tuple[int, int]:
    """By how many tokens the stretch slides to either side at most."""
    folds = text.folds
    left = right = 0
    while start - left > bounds[0] and folds[start - left - 1] == folds[end - left - 1]:
        left += 1
    while end + right < bounds[1] and folds[start + right] == folds[end + right]:
        right += 1
    return left, right


def _shift(text: Text, start: int, end: int, left: int, right: int) -> int | None:
    """By how many tokens the stretch slides to begin with a sentence; None if it can't."""
    for steps in range(left + right + 1):
        at = -steps if steps <= left else steps - left
        if is_sentence(text, start + at, end + at):
            return at
    return None


def is_sentence(text: Text, start: int, end: int) -> bool:
    """Whether a stretch begins with a sentence, and does not end with the mark that opens the next one, as a quote."""
    last = end - 1
    opens = (
        last > start
        and not is_word(text.folds[last])
        and text.ends[last - 1] < text.starts[last]
        and end < len(text)
        and text.ends[last] == text.starts[end]
    )
    return starts_sentence(text, start) and not opens
