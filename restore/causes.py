"""From an alignment to candidate differences: spans, operation and what the tokens alone say of the cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from restore.aligner.alignment import Alignment, Block, Mention, Relation
from restore.aligner.mentions import begins_mention, ends_mention
from restore.differences import Cause, Op
from restore.text import Text, is_word


@dataclass(frozen=True, slots=True)
class Candidate:
    """Token spans on both sides that do not say the same, and the cause their form suggests."""

    op: Op
    cause: Cause
    copy_start: int
    copy_end: int
    source_start: int
    source_end: int
    moved: int | None
    mentions: tuple[Mention, ...]
    posterior: float
    near: bool


def candidates(alignment: Alignment) -> Iterator[Candidate]:
    """All candidates of an alignment but its moves, in the copy's order."""
    copy, source = alignment.copy, alignment.source
    for block in alignment:
        if block.relation is Relation.EQUAL:
            first, last = block.copy_start, block.copy_end
            if copy.forms[first:last] != source.forms[block.source_start : block.source_end]:
                yield from _capitals(copy, source, block)
        elif block.relation is Relation.NEAR:
            yield _candidate(Op.REPLACE, _near_cause(copy, source, block), block)
        else:
            yield from _changed(copy, source, block)


def _candidate(op: Op, cause: Cause, block: Block) -> Candidate:
    return Candidate(
        op, cause, block.copy_start, block.copy_end, block.source_start, block.source_end, block.moved,
        block.mentions, block.posterior, block.relation is Relation.NEAR,
    )  # fmt: skip


def _capitals(copy: Text, source: Text, block: Block) -> Iterator[Candidate]:
    """Runs of tokens that differ in their capitals only."""
    shift = block.source_start - block.copy_start
    at = block.copy_start
    while at < block.copy_end:
        end = at
        while end < block.copy_end and copy.forms[end] != source.forms[end + shift]:
            end += 1
        if end > at:
            part = Block(Relation.EQUAL, at, end, at + shift, end + shift, block.moved)
            yield _candidate(Op.REPLACE, Cause.CASE, part)
        at = max(end, at + 1)


def _near_cause(copy: Text, source: Text, block: Block) -> Cause:
    ours = copy.forms[block.copy_start : block.copy_end]
    theirs = source.forms[block.source_start : block.source_end]
    together, whole = "".join(ours), "".join(theirs)
    if together == whole:
        apart = ours if len(ours) > 1 else theirs
        return Cause.SPACING if any("'" in part for part in apart) or _clitic_like(apart) else Cause.SPELLING
    if together.casefold() == whole.casefold():
        return Cause.CASE if len(ours) == len(theirs) else Cause.SPELLING
    if together.replace("-", "").casefold() == whole.replace("-", "").casefold():
        return Cause.HYPHEN
    return Cause.SPELLING


def _clitic_like(parts: Sequence[str]) -> bool:
    """Words that the Penn Treebank splits without an apostrophe: can not, gon na, wan na, got ta."""
    return tuple(part.casefold() for part in parts) in {
        ("can", "not"), ("gon", "na"), ("wan", "na"), ("got", "ta"), ("gim", "me"), ("lem", "me"),
    }  # fmt: skip


def _changed(copy: Text, source: Text, block: Block) -> Iterator[Candidate]:
    """A changed block: marks at the edge of a mention, and mentions side by side, are differences of their own."""
    if not block.mentions:
        yield _whole(copy, source, block)
        return
    first, last = block.mentions[0].start, block.mentions[-1].end
    while first < last - 1 and not is_word(copy.folds[first]):
        first += 1
    while last > first + 1 and not is_word(copy.folds[last - 1]):
        last -= 1
    if not _marks_outside(copy, block, first, last):
        yield from (_whole(copy, source, part) for part in _side_by_side(copy, block))
        return
    mentions = tuple(
        Mention(max(m.start, first), min(m.end, last), m.origin + max(first - m.start, 0))
        for m in block.mentions
        if m.start < last and m.end > first
    )
    j, j_end, chance = block.source_start, block.source_end, block.posterior
    head = Block(Relation.CHANGED, block.copy_start, first, j, j, block.moved, (), chance)
    body = Block(Relation.CHANGED, first, last, j, j_end, block.moved, mentions, chance)
    tail = Block(Relation.CHANGED, last, block.copy_end, j_end, j_end, block.moved, (), chance)
    for part in (head, *_side_by_side(copy, body), tail):
        if part.copy_start < part.copy_end:
            yield _whole(copy, source, part)


def _side_by_side(copy: Text, block: Block) -> Iterator[Block]:
    """A block of several mentions as one block each; the words they ate are shared out from the last one on.

    Twice the same mention over one word is one doubled mention.
    """
    mentions = block.mentions
    eaten = block.source_end - block.source_start
    whole = sum(m.end - m.start for m in mentions) == block.copy_end - block.copy_start
    same = len({tuple(copy.folds[m.start : m.end]) for m in mentions}) == 1
    sound = all(begins_mention(copy.folds[m.start]) and ends_mention(copy.folds[m.end - 1]) for m in mentions)
    if len(mentions) < 2 or not whole or not sound or (same and eaten < len(mentions)):
        yield block
        return
    at = block.source_start
    for left, mention in zip(range(len(mentions) - 1, -1, -1), mentions, strict=True):
        share = max(block.source_end - at - left, 0) if left < len(mentions) - 1 or eaten >= len(mentions) else 0
        end = block.source_end if not left else at + min(share, block.source_end - at)
        yield Block(Relation.CHANGED, mention.start, mention.end, at, end, block.moved, (mention,), block.posterior)
        at = end


def _marks_outside(copy: Text, block: Block, first: int, last: int) -> bool:
    outside = [*copy.folds[block.copy_start : first], *copy.folds[last : block.copy_end]]
    return bool(outside) and not any(map(is_word, outside))


def _whole(copy: Text, source: Text, block: Block) -> Candidate:
    ours = copy.folds[block.copy_start : block.copy_end]
    theirs = source.folds[block.source_start : block.source_end]
    op = Op.REPLACE if ours and theirs else (Op.INSERT if ours else Op.DELETE)
    return _candidate(op, _cause(copy, source, block, ours, theirs), block)


def _cause(copy: Text, source: Text, block: Block, ours: Sequence[str], theirs: Sequence[str]) -> Cause:
    if not any(map(is_word, ours)) and not any(map(is_word, theirs)):
        return Cause.PUNCTUATION
    if ours and _is_duplicate(copy, block, ours) and not theirs:
        return Cause.DUPLICATE
    if ours and _all_mentions(copy, block):
        return Cause.ENTITY
    if not ours and all("-" in fold or not is_word(fold) for fold in theirs):
        return Cause.HYPHEN
    longer, text, first, last = (
        (ours, copy, block.copy_start, block.copy_end)
        if len(ours) >= len(theirs)
        else (theirs, source, block.source_start, block.source_end)
    )
    if not ours or not theirs:
        if _is_heading(text, first, last):
            return Cause.HEADING
        if _is_passage(text, first, last):
            return Cause.PASSAGE
    elif min(len(ours), len(theirs)) >= 8:
        return Cause.PASSAGE
    return Cause.WORDING


def _all_mentions(copy: Text, block: Block) -> bool:
    """Whether everything inserted is mentions, and each could be a noun phrase: a lone clitic or mark is none."""
    return (
        bool(block.mentions)
        and sum(m.end - m.start for m in block.mentions) == block.copy_end - block.copy_start
        and all(begins_mention(copy.folds[m.start]) for m in block.mentions)
    )


def _is_duplicate(copy: Text, block: Block, ours: Sequence[str]) -> bool:
    size = len(ours)
    before = copy.folds[max(block.copy_start - size, 0) : block.copy_start]
    after = copy.folds[block.copy_end : block.copy_end + size]
    return list(ours) in (list(before), list(after))


def _is_passage(text: Text, first: int, last: int) -> bool:
    """A sentence or more: it ends with a full stop or a line, and begins after one."""
    if last - first < 4:
        return False
    ends = text.folds[last - 1] in {".", "!", "?", "…", '"', "。", "।", "؟", ")"} or _line_after(text, last)
    begins = first == 0 or text.folds[first - 1] in {".", "!", "?", "…", '"', "。", "।", "؟", ")"} or _line_before(text, first)
    return ends and begins or last - first >= 25


def _is_heading(text: Text, first: int, last: int) -> bool:
    """Whole lines that do not end as a sentence does."""
    if not (_line_before(text, first) and _line_after(text, last)):
        return False
    lines = [line.strip() for line in text.slice(first, last).splitlines() if line.strip()]
    plain = [line for line in lines if line[-1] not in ".!?…\"”。।؟" and len(line) < 120]
    return 2 * len(plain) > len(lines)


def _line_before(text: Text, token: int) -> bool:
    start = text.ends[token - 1] if token else 0
    return token == 0 or "\n" in text.raw[start : text.starts[token]]


def _line_after(text: Text, token: int) -> bool:
    if token >= len(text):
        return True
    return "\n" in text.raw[text.ends[token - 1] : text.starts[token]]
