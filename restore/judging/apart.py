"""A misread stretch in which the meaning changes, cut so that only the words that change it wait for a person.

Where many words in a row are misread, a number or a negation is often among them, or what the engine made of another
word reads like one. The letters of either side say over against what it stands; what lies beside it is misread as
anything else is, and judged so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from restore.aligner.alignment import Block
from restore.aligner.letters import folded
from restore.aligner.nearest import is_large
from restore.edits import Stretch, stretches
from restore.language import changes_meaning, tells
from restore.language.affixes import are_endings
from restore.text import Text


class _Held(NamedTuple):
    """Tokens of either side, counted from the block's edges, that are left to a person."""

    copy: int
    copy_end: int
    source: int
    source_end: int


def meaning_apart(copy: Text, source: Text, block: Block) -> Iterator[Block]:
    """The block, or its parts in order, of which those whose words tell a number or deny something have no others.

    What the copy lacks and what would be missed is never cut off alone: where the rest is put right, it still has to be
    seen that something else stands there.
    """
    ours = copy.folds[block.copy_start : block.copy_end]
    theirs = source.folds[block.source_start : block.source_end]
    if not ours or not theirs or not changes_meaning(ours, theirs, misread=True):
        yield block
        return
    held = _with_forms(_united(_held(ours, theirs)), ours, theirs)
    i = j = 0
    for each in [*held, _Held(len(ours), len(ours), len(theirs), len(theirs))]:
        for first, last, start, end in ((i, each.copy, j, each.source), each):
            if first < last or start < end:
                yield _part(block, first, last, start, end)
        i, j = each.copy_end, each.source_end


def _with_forms(held: list[_Held], ours: Sequence[str], theirs: Sequence[str]) -> list[_Held]:
    """Each with the word behind it that is in another form for its sake ("two pounds" for "one pound")."""
    found: list[_Held] = []
    for number, each in enumerate(held):
        end, stop = each.copy_end, each.source_end
        limit = held[number + 1].copy if number + 1 < len(held) else len(ours)
        if end < limit and stop < len(theirs) and is_other_form(ours[end], theirs[stop]):
            found.append(_Held(each.copy, end + 1, each.source, stop + 1))
        else:
            found.append(each)
    return found


def is_other_form(one: str, other: str) -> bool:
    """Whether two words differ in their endings alone.

    >>> is_other_form("pounds", "pound"), is_other_form("pownd", "pound"), is_other_form("betwen", "between")
    (True, False, False)
    """
    common = 0
    while common < min(len(one), len(other)) and one[common] == other[common]:
        common += 1
    return common > 0 and one != other and are_endings(one[common:], other[common:], english=False)


def _part(block: Block, first: int, last: int, start: int, end: int) -> Block:
    copy, source = block.copy_start, block.source_start
    inside = tuple([m for m in block.mentions if copy + first <= m.start and m.end <= copy + last])
    return Block(
        block.relation, copy + first, copy + last, source + start, source + end, block.moved, inside, block.posterior
    )


def _held(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Held]:
    """Each word that tells, with what stands over against it; the copy's side is never empty."""
    our_words, their_words = folded(ours), folded(theirs)
    one, other = "".join(our_words), "".join(their_words)
    if is_large(len(one), len(other)):
        yield _Held(0, len(ours), 0, len(theirs))
        return
    our_starts, their_starts = (list(accumulate(map(len, words), initial=0)) for words in (our_words, their_words))
    steps = stretches(one, other)
    here = [_token(our_starts, _over(steps, at, 2, 0)) for at in their_starts]  # where each of their words begins
    there = [_token(their_starts, _over(steps, at, 0, 2)) for at in our_starts]
    for k, fold in enumerate(theirs):
        if tells(fold):
            first, last = here[k], here[k + 1]
            if first == last:
                first, last = _nearest(first, len(ours))
            yield _Held(first, last, k, k + 1)
    for k, fold in enumerate(ours):
        if tells(fold):
            yield _Held(k, k + 1, there[k], there[k + 1])


def _over(steps: Sequence[Stretch], letter: int, side: int, other: int) -> int:
    """The letter of the other side over against one, by the place of either side in a step."""
    k = bisect_right(steps, letter, key=lambda step: step[side]) - 1
    if k < 0:
        return 0
    return min(steps[k][other] + letter - steps[k][side], steps[k][other + 1])


def _token(starts: Sequence[int], letter: int) -> int:
    """The token whose beginning is nearest to a letter; of two as near the first, which has the letter in it."""
    k = bisect_right(starts, letter) - 1
    return k + (k + 1 < len(starts) and starts[k + 1] - letter < letter - starts[k])


def _nearest(at: int, size: int) -> tuple[int, int]:
    """The token at a place between tokens, or the one before the end."""
    first = min(at, size - 1)
    return first, first + 1


def _united(held: Iterator[_Held]) -> list[_Held]:
    """What is held, in order on both sides: what crosses, or touches, is one."""
    found: list[_Held] = []
    for each in sorted(held, key=lambda one: (one.source + one.source_end, one.copy + one.copy_end)):
        new = each
        while found and (new.copy < found[-1].copy_end or new.source < found[-1].source_end or _touch(found[-1], new)):
            last = found.pop()
            new = _Held(
                min(last.copy, new.copy),
                max(last.copy_end, new.copy_end),
                min(last.source, new.source),
                max(last.source_end, new.source_end),
            )
        found.append(new)
    return found


def _touch(one: _Held, other: _Held) -> bool:
    return (one.copy_end, one.source_end) == (other.copy, other.source)
