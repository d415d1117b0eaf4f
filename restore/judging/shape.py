"""What the form of a change shows by itself, before anything is weighed: its operation and its shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from restore.aligner.alignment import Alignment, Block, Relation
from restore.aligner.settle import SENTENCE
from restore.differences import Cause, Op
from restore.judging.apart import meaning_apart
from restore.judging.capitals import with_capitals
from restore.judging.change import Change
from restore.judging.cutting import drops_hyphens, parts
from restore.judging.wholes import is_in_brackets, paragraphs_apart, with_beginnings, without_repeated
from restore.language import changes_meaning
from restore.language.datelines import end_of_dateline
from restore.modules import take_turn
from restore.text import Text, are_lost, has_hyphen, is_heading, is_word, said, starts_line, starts_sentence

# Kinds by names of their own, as in `change.py`.
_INSERT: Final = Op.INSERT
_DELETE: Final = Op.DELETE
_REPLACE: Final = Op.REPLACE
_MOVE: Final = Op.MOVE
_DUPLICATE: Final = Cause.DUPLICATE
_SPELLING: Final = Cause.SPELLING
_HYPHEN: Final = Cause.HYPHEN
_PUNCTUATION: Final = Cause.PUNCTUATION
_CASE: Final = Cause.CASE
_SPACING: Final = Cause.SPACING
_HEADING: Final = Cause.HEADING
_PASSAGE: Final = Cause.PASSAGE
_WORDING: Final = Cause.WORDING
_EQUAL: Final = Relation.EQUAL
_NEAR: Final = Relation.NEAR
# Others have a turn at each block, or change, whose place has none of these bits: at each, it would take as long as to
# ask most explanations whether they are possible.
TURN: Final = 15
REWRITTEN: Final = 8  # tokens on either side from which other words are another passage


def changes(alignment: Alignment) -> list[Change]:
    """All changes of an alignment: its moves, then the rest in the copy's order."""
    copy, source = alignment.copy, alignment.source
    found: list[Change] = []
    for number, move in enumerate(alignment.moves):
        block = Block(_EQUAL, move.copy_start, move.copy_end, move.source_start, move.source_end, number)
        found.append(_change(copy, source, _MOVE, _PASSAGE, block))
    drops, known = drops_hyphens(copy, source), frozenset(alignment.prices.intruders)
    again = {(each.copy_start, each.copy_end) for each in alignment.again}
    misread = alignment.prices.misread
    for at, block in enumerate(with_capitals(copy, source, alignment.blocks)):
        if at & TURN == 0:
            take_turn()
        if block.relation is _EQUAL:
            found.extend(_capitals(copy, source, block))
        elif block.relation is _NEAR:
            found.append(_change(copy, source, _REPLACE, _near_shape(copy, source, block), block))
        elif again and (block.copy_start, block.copy_end) in again:
            found.append(_change(copy, source, _INSERT, _DUPLICATE, block))
        else:
            for piece in without_repeated(copy, source, with_beginnings(copy, source, block)):
                if piece.relation is _EQUAL:
                    found.extend(_capitals(copy, source, piece))
                    continue
                first, last = piece.copy_start, piece.copy_end
                if piece.source_start == piece.source_end and is_in_brackets(copy.folds[first:last]):
                    cut = [piece]
                else:
                    apart = [piece] if misread else paragraphs_apart(copy, source, piece)
                    cut = [part for each in apart for part in parts(copy, source, each, drops=drops, known=known)]
                if misread:
                    cut = [each for part in cut for each in meaning_apart(copy, source, part)]
                # What says the same stood between two sentences that were cut off.
                found.extend([_whole(copy, source, part) for part in cut if not _says_the_same(copy, source, part)])
    return found


def _says_the_same(copy: Text, source: Text, part: Block) -> bool:
    first, last, start, end = part.copy_start, part.copy_end, part.source_start, part.source_end
    return last - first == end - start and copy.forms_of(first, last) == source.forms_of(start, end)


def blank(alignment: Alignment, copy_at: int, source_at: int) -> Change:
    """White space alone, before two tokens that agree, as those before them do: nothing on either side but that."""
    copy, source = alignment.copy, alignment.source
    has = copy.starts[copy_at] > copy.ends[copy_at - 1]
    lacks = source.starts[source_at] > source.ends[source_at - 1]
    op = _REPLACE if has and lacks else _INSERT if has else _DELETE
    return _change(copy, source, op, _SPACING, Block(_EQUAL, copy_at, copy_at, source_at, source_at))


def _change(copy: Text, source: Text, op: Op, shape: Cause, block: Block) -> Change:
    first, last, start, end = block.copy_start, block.copy_end, block.source_start, block.source_end
    ours, theirs = tuple(copy.folds[first:last]), tuple(source.folds[start:end])
    our_forms, their_forms = tuple(copy.forms_of(first, last)), tuple(source.forms_of(start, end))
    our_words, their_words = (
        tuple([fold for fold in ours if is_word(fold)]),
        tuple([fold for fold in theirs if is_word(fold)]),
    )
    return Change(
        op, shape, first, last, start, end, block.moved, block.mentions, block.posterior,
        block.relation is _NEAR, ours, theirs,
        # Most are alike, and of a long text there are thousands.
        ours if our_forms == ours else our_forms, theirs if their_forms == theirs else their_forms,
        ours if len(our_words) == len(ours) else our_words, theirs if len(their_words) == len(theirs) else their_words,
    )  # fmt: skip


def _capitals(copy: Text, source: Text, block: Block) -> list[Change]:
    """Runs of tokens that differ in their capitals only, or in how a mark is encoded ("&quot;")."""
    found: list[Change] = []
    if _says_the_same(copy, source, block):
        return found
    shift, at = block.source_start - block.copy_start, block.copy_start
    while at < block.copy_end:
        end = at
        while end < block.copy_end and _is_written_otherwise(copy, source, end, end + shift):
            end += 1
        if end > at:
            part = Block(_EQUAL, at, end, at + shift, end + shift, block.moved)
            letters = any(is_word(fold) for fold in copy.folds[at:end])
            encoded = any(_is_encoded(copy, token) for token in range(at, end))
            shape = _CASE if letters and not encoded else _PUNCTUATION
            found.append(_change(copy, source, _REPLACE, shape, part))
        at = end + 1
    return found


def _is_encoded(text: Text, token: int) -> bool:
    """Whether a token is written with references to characters, or garbled, and stands for something else."""
    return text.form(token).casefold() != text.folds[token]


def _is_written_otherwise(copy: Text, source: Text, ours: int, theirs: int) -> bool:
    """Whether two tokens' forms differ, and not only in that the source has one encoded, which is no better."""
    form = copy.form(ours)
    return form != source.form(theirs) and not (_is_encoded(source, theirs) and form == said(source.token(theirs)))


def _unhyphened(word: str) -> str:
    return word.replace("-", "").replace("–", "").replace("@", "").replace(".", "")


def _near_shape(copy: Text, source: Text, block: Block) -> Cause:
    ours = copy.forms_of(block.copy_start, block.copy_end)
    theirs = source.forms_of(block.source_start, block.source_end)
    together, whole = "".join(ours), "".join(theirs)
    if together == whole:
        apart = ours if len(ours) > 1 else theirs
        return _SPACING if any("'" in part for part in apart) or _clitic_like(apart) else _SPELLING
    if together.casefold() == whole.casefold():
        return _CASE if len(ours) == len(theirs) else _SPELLING
    if _unhyphened(together).casefold() == _unhyphened(whole).casefold():
        return _HYPHEN
    return _SPELLING


def _clitic_like(parts: Sequence[str]) -> bool:
    """Words that the Penn Treebank splits without an apostrophe: can not, gon na, wan na, got ta."""
    return tuple(part.casefold() for part in parts) in {
        ("can", "not"), ("gon", "na"), ("wan", "na"), ("got", "ta"), ("gim", "me"), ("lem", "me"),
    }  # fmt: skip


def _whole(copy: Text, source: Text, block: Block) -> Change:
    ours, theirs = copy.folds[block.copy_start : block.copy_end], source.folds[block.source_start : block.source_end]
    op = _REPLACE if ours and theirs else (_INSERT if ours else _DELETE)
    return _change(copy, source, op, _shape(copy, source, block, ours, theirs), block)


def _shape(copy: Text, source: Text, block: Block, ours: list[str], theirs: list[str]) -> Cause:
    if not ours and are_lost(copy, source, block.source_start, block.source_end):
        return _PUNCTUATION
    if not _has_words(ours) and not _has_words(theirs):
        return _WORDING if _is_of_number(copy, source, block) else _PUNCTUATION
    if _is_duplicate(copy, block):
        return _DUPLICATE
    if not ours and all(has_hyphen(fold) or not is_word(fold) for fold in theirs):
        return _HYPHEN
    if ours and theirs:
        return _PASSAGE if min(len(ours), len(theirs)) >= REWRITTEN else _WORDING
    if ours:
        return _lone_shape(copy, block.copy_start, block.copy_end)
    return _lone_shape(source, block.source_start, block.source_end)


def _is_of_number(copy: Text, source: Text, block: Block) -> bool:
    """Whether marks make another number of the one before them, as a sign of percent does."""
    ours = copy.folds[max(block.copy_start - 1, 0) : block.copy_end]
    return changes_meaning(ours, source.folds[max(block.source_start - 1, 0) : block.source_end], misread=True)


def _has_words(folds: Sequence[str]) -> bool:
    return any(is_word(fold) for fold in folds)


def _lone_shape(text: Text, first: int, last: int) -> Cause:
    """What words were that only one text has."""
    if is_heading(text, first, last) or _is_dateline(text, first, last):
        return _HEADING
    return _PASSAGE if _is_passage(text, first, last) else _WORDING


def _is_duplicate(copy: Text, block: Block) -> bool:
    """Whether the copy has words more, which stand right beside themselves."""
    first, last = block.copy_start, block.copy_end
    size, ours = last - first, copy.folds[first:last]
    if block.source_start < block.source_end or not _has_words(ours):
        return False
    return ours in (copy.folds[max(first - size, 0) : first], copy.folds[last : last + size])


def _is_passage(text: Text, first: int, last: int) -> bool:
    """A sentence or more: it starts where a sentence starts, and another starts behind it."""
    return (
        last - first >= SENTENCE and starts_sentence(text, first) and starts_sentence(text, last)
    ) or last - first >= 25


def _is_dateline(text: Text, first: int, last: int) -> bool:
    """Whether a line begins with the place, and the agency, that a story is from ("LONDON (AP) —")."""
    if is_word(text.folds[last - 1]) or starts_line(text, last) or not starts_line(text, first):
        return False
    return end_of_dateline(text.raw, text.starts[first]) == text.ends[last - 1]
