"""Cutting a changed stretch into differences: whole sentences, intruding mentions, marks and reworded words.

Between two matches the lattice finds one stretch; what happened there may be several things. Sentences that only one
side has are cut off; each mention is a difference of its own, and so is what stands beside it. What the source has too
beside a mention stands over itself. The source's other words are shared out: one for one to reworded ones, the rest to
the mentions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from itertools import pairwise

from restore.aligner.alignment import Block, Mention
from restore.aligner.mentions import begins_mention, ends_mention
from restore.aligner.settle import SENTENCE
from restore.counted import HYPHENS
from restore.judging.mention_edges import is_sound, trimmed, with_marks
from restore.text import Text, has_hyphen, is_word, starts_sentence
from restore.values import dataclass, mypyc_attr

CLAUSE = 2  # mentions in a row that ate too few words to be intruders: more are a clause made of the text's own words
REWORDED = 3  # tokens beside a mention that may be an editor's change of their own; more are an inserted clause
DROPPED = 3  # hyphens and dashes in the source at least, to say that the copy drops them


def drops_hyphens(copy: Text, source: Text) -> bool:
    """Whether a tokeniser lost the copy's words with hyphens, and its dashes: the source has some, and the copy few."""
    theirs = source.marks.count(HYPHENS)
    return theirs >= DROPPED and copy.marks.count(HYPHENS) * 4 <= theirs


def _is_droppable(fold: str) -> bool:
    return fold in {"-", "–"} or has_hyphen(fold)


def parts(
    copy: Text, source: Text, block: Block, *, drops: bool = False, known: AbstractSet[tuple[str, ...]] = frozenset()
) -> list[Block]:
    """A changed block as the blocks of its differences, in order; together they cover what it covers.

    If the copy `drops` hyphens, one beside what a mention ate was not eaten by it. What is `known` to intrude keeps its
    marks.
    """
    found: list[Block] = []
    for piece in _sentences(copy, source, block):
        for part in _segments(copy, source, piece, known):
            if drops and part.mentions:
                found.extend(_dropped_apart(source, part))
            else:
                found.append(part)
    return found


def _dropped_apart(source: Text, block: Block) -> Iterator[Block]:
    """The block, and what a tokeniser dropped at the edges of its source side, if more than that is there."""
    start, end = block.source_start, block.source_end
    while start < end and _is_droppable(source.folds[start]):
        start += 1
    while end > start and _is_droppable(source.folds[end - 1]):
        end -= 1
    if start == end:
        yield block
        return
    first, last = block.copy_start, block.copy_end
    if start > block.source_start:
        yield _part(block, (first, first), (block.source_start, start), ())
    yield _part(block, (first, last), (start, end), block.mentions)
    if end < block.source_end:
        yield _part(block, (last, last), (end, block.source_end), ())


def _sentences(copy: Text, source: Text, block: Block) -> list[Block]:
    """The rest, and whole sentences at an end of the longer side, if the other is too short to be their counterpart."""
    ours, theirs = block.copy_end - block.copy_start, block.source_end - block.source_start
    if min(ours, theirs) == 0 or max(ours, theirs) < 3 * min(ours, theirs) + SENTENCE:
        return [block]
    longer = ours > theirs
    text, first, last = (
        (copy, block.copy_start, block.copy_end) if longer else (source, block.source_start, block.source_end)
    )
    mentions = block.mentions if longer else ()
    starts = [at for at in range(first + 1, last) if starts_sentence(text, at) and not _is_amid(text, mentions, at)]
    before, after = first, last
    if starts_sentence(text, first):
        before = max([at for at in starts if at >= first + SENTENCE], default=first)
    if before == first and (last >= len(text) or starts_sentence(text, last)):
        after = min([at for at in starts if at <= last - SENTENCE], default=last)
    if before == first and after == last:
        return [block]
    return list(cut_off(block, before, after, longer=longer))


def _is_amid(copy: Text, mentions: Sequence[Mention], at: int) -> bool:
    """Whether a token stands amid a mention, where no sentence starts, as behind "(c." in "Ada (c. 1815)".

    Where it is its last word, it is of the sentence behind one that was said again.
    """
    behind = 1 if is_word(copy.folds[at]) else 0
    return any(mention.start < at < mention.end - behind for mention in mentions)


def cut_off(block: Block, before: int, after: int, *, longer: bool) -> Iterator[Block]:
    """The block cut at `before` and `after` of its longer side (the copy if `longer`), which stands alone outside."""
    i, i_end, j, j_end = block.copy_start, block.copy_end, block.source_start, block.source_end
    copy = (i, before, after, i_end) if longer else (i, i, i_end, i_end)
    source = (j, j, j_end, j_end) if longer else (j, before, after, j_end)
    for ours, theirs in zip(pairwise(copy), pairwise(source), strict=True):
        if ours[0] < ours[1] or theirs[0] < theirs[1]:
            yield _part(block, ours, theirs, _inside(block.mentions, *ours))


def _part(block: Block, copy: tuple[int, int], source: tuple[int, int], mentions: tuple[Mention, ...]) -> Block:
    """A part of a block; built outright, since `dataclasses.replace` takes several times as long."""
    return Block(block.relation, *copy, *source, block.moved, mentions, block.posterior)


def _inside(mentions: Sequence[Mention], start: int, end: int) -> tuple[Mention, ...]:
    """What of the mentions lies in copy tokens [start, end)."""
    return tuple(
        Mention(max(m.start, start), min(m.end, end), m.origin + max(start - m.start, 0))
        for m in mentions
        if m.start < end and start < m.end
    )


class _Kind(StrEnum):
    MENTION = "mention"
    MARKS = "marks"
    PLAIN = "plain"


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class _Segment:
    kind: _Kind
    start: int
    end: int
    mentions: tuple[Mention, ...] = ()


def _segments(copy: Text, source: Text, block: Block, known: AbstractSet[tuple[str, ...]]) -> list[Block]:
    if not block.mentions or _is_all_mention(copy, block):
        return [block]
    segments = _joined(list(_raw_segments(copy, source, block, known)))
    around = _around_same(copy, source, block, segments)
    if around:
        return [part for piece in around for part in _segments(copy, source, piece, known)]
    eaten = source.folds[block.source_start : block.source_end]
    if len(segments) < 2 or not _separable(segments, len(eaten)):
        return [block]
    found: list[Block] = []
    at = block.source_start
    for segment, share in zip(segments, _shares(copy, segments, eaten), strict=True):
        found.append(_part(block, (segment.start, segment.end), (at, at + share), segment.mentions))
        at += share
    return found


def _around_same(copy: Text, source: Text, block: Block, segments: Sequence[_Segment]) -> list[Block]:
    """The block cut at words beside a mention that the source has here too, once: they stand over themselves.

    For "revealed [the mayor's]" stands "camera revealed his" in the source: a word was lost before, and one eaten
    behind. Shared out one for one, the mention would have eaten what the copy still has.
    """
    first, last, start, end = block.copy_start, block.copy_end, block.source_start, block.source_end
    theirs = source.forms_of(start, end)
    for edge in (segments[0], segments[-1]) if len(segments) > 1 else ():
        words = copy.forms_of(edge.start, edge.end)
        size = len(words)
        if edge.kind is _Kind.MENTION or size > REWORDED:
            continue
        found = [at for at in range(len(theirs) - size + 1) if theirs[at : at + size] == words]
        if len(found) == 1:
            ours = pairwise((first, edge.start, edge.end, last))
            cut = zip(ours, pairwise((start, start + found[0], start + found[0] + size, end)), strict=True)
            return [_part(block, a, b, _inside(block.mentions, *a)) for a, b in cut if a[0] < a[1] or b[0] < b[1]]
    return []


def _is_all_mention(copy: Text, block: Block) -> bool:
    """Whether one mention is all that the copy has here, with no mark at an edge to be cut off: most are."""
    first, last, mention = block.copy_start, block.copy_end, block.mentions[0]
    return (
        (mention.start, mention.end) == (first, last) and is_word(copy.folds[first]) and is_word(copy.folds[last - 1])
    )


def _separable(segments: Sequence[_Segment], eaten: int) -> bool:
    """Whether these are several things: mentions, and beside them at most a word or two for eaten ones."""
    plain = [s for s in segments if s.kind is _Kind.PLAIN]
    mentions = [s for s in segments if s.kind is _Kind.MENTION]
    if not mentions or (len(mentions) > CLAUSE and eaten < len(mentions)):
        return False
    return not plain or (len(plain) == 1 and eaten > 0 and plain[0].end - plain[0].start <= REWORDED)


def _raw_segments(copy: Text, source: Text, block: Block, known: AbstractSet[tuple[str, ...]]) -> Iterator[_Segment]:
    at = block.copy_start
    eaten = frozenset(source.folds[block.source_start : block.source_end])
    for mention in block.mentions:
        start, end = mention.start, mention.end
        if tuple(copy.folds[start:end]) not in known:
            start, end = trimmed(copy.folds, start, end)
            if start == end or not is_sound(copy.folds, start, end):
                continue
            if eaten:
                start, end = with_marks(copy, mention, (max(at, mention.start), start, end), eaten)
        while start > at and is_determiner(copy.folds[start - 1]):
            start -= 1
        if at < start:
            yield _plain(copy, at, start)
        if end < block.copy_end and copy.folds[end] == "'s":
            end += 1
        yield _Segment(
            _Kind.MENTION, start, end, (Mention(start, end, max(mention.origin + start - mention.start, 0)),)
        )
        at = end
    if at < block.copy_end:
        yield _plain(copy, at, block.copy_end)


def is_determiner(fold: str) -> bool:
    """A word that may begin a mention and can't end one: "the", "his"."""
    return begins_mention(fold) and not ends_mention(fold)


def _plain(copy: Text, start: int, end: int) -> _Segment:
    words = any(is_word(fold) for fold in copy.folds[start:end])
    return _Segment(_Kind.PLAIN if words else _Kind.MARKS, start, end)


def _joined(segments: Sequence[_Segment]) -> list[_Segment]:
    """Marks beside reworded words go with them."""
    joined: list[_Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if last and {last.kind, segment.kind} <= {_Kind.MARKS, _Kind.PLAIN}:
            joined[-1] = _Segment(_Kind.PLAIN, last.start, segment.end)
        else:
            joined.append(segment)
    return joined


def _shares(copy: Text, segments: Sequence[_Segment], eaten: Sequence[str]) -> list[int]:
    """How many of the eaten words each segment stands for; what is short is short at the front.

    The same mention again, side by side, ate nothing of its own: it is a duplicate. Nor did marks that both texts have
    here, as where a sentence ends between what two mentions were written over: these are no difference.
    """
    shares = [0] * len(segments)
    left = len(eaten)
    for k in range(len(segments) - 1, -1, -1):
        shares[k] = min(_want(copy, segments, k, eaten[:left]), left)
        left -= shares[k]
    if left:
        first = next(k for k, s in enumerate(segments) if s.kind is _Kind.MENTION)
        shares[first] += left
    return shares


def _want(copy: Text, segments: Sequence[_Segment], index: int, eaten: Sequence[str]) -> int:
    """How many of the words eaten up to here one segment stands for, if there are so many."""
    segment = segments[index]
    words = copy.folds[segment.start : segment.end]
    if segment.kind is _Kind.PLAIN:
        return len(words)
    if segment.kind is _Kind.MARKS:
        return len(words) if list(eaten[-len(words) :]) == words else 0
    before = segments[index - 1] if index else None
    return int(before is None or copy.folds[before.start : before.end] != words)
