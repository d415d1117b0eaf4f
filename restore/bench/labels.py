"""What each change of a pair truly was, by what its repair does to the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from restore.bench.effect import right
from restore.bench.families import Family, Sample
from restore.bench.truth import Edit
from restore.damage.matching import Judge, Region
from restore.differences import Cause, Op
from restore.judging.change import Change
from restore.judging.profile import OUTCOMES
from restore.judging.reader import Reader
from restore.judging.weighing import Weighing
from restore.text import Text

SAME_BLOCK = 0.9  # the share of two blocks in each other from which they are the same one moved
_BY_CAUSE = {
    Cause.ENTITY: ("intruder", "repetition", "misreading", "tokeniser"),
    Cause.DUPLICATE: ("repetition", "intruder", "tokeniser"),
    Cause.SPELLING: ("misreading", "tokeniser"),
    Cause.WORDING: ("misreading", "tokeniser"),
}
_FORM = ("tokeniser", "misreading", "intruder")


def labels(weighing: Weighing, copy: Text, source: Text, truth: Sample) -> list[int]:
    """For each change the place in `OUTCOMES` of what it was."""
    plain = [change for change in weighing.changes if change.op is not Op.MOVE and not change.is_blank]
    found = [
        Edit(c.copy_start, c.copy_end, tuple(source.forms_of(c.source_start, c.source_end)), c.shape) for c in plain
    ]
    # In a page against its truth all is damage, and the fewest edits between garbled words could be others as well.
    misread = truth.family is Family.MISREAD
    undoes = [True] * len(found) if misread else right(copy.forms, found, truth.edits)
    is_right = {id(change): yes for change, yes in zip(plain, undoes, strict=True)}
    moves = list(_moved(copy, source, truth))
    told: list[int] = []
    for change, bits in zip(weighing.changes, weighing.may, strict=True):
        if change.is_blank:
            told.append(OUTCOMES.index("style" if _is_meant(change, copy, source, truth) else "tokeniser"))
            continue
        if change.op is Op.MOVE:  # of two columns read as one, the lines of either may be what was moved
            told.append(OUTCOMES.index("move" if misread or any(_same(change, block) for block in moves) else "editor"))
            continue
        may = {name for k, name in enumerate(OUTCOMES) if bits >> k & 1}
        is_undone = is_right[id(change)] or (truth.family is Family.REWRITTEN and _is_slip(change, weighing.reader))
        told.append(OUTCOMES.index(_outcome(change, may, truth.edits, right=is_undone)))
    return told


def _is_slip(change: Change, reader: Reader) -> bool:
    """Whether who wrote a line in other words mistyped one of them ("investmentt"): nobody meant that."""
    words = len(change.ours) == len(change.theirs) == 1 and change.near and not change.is_form
    return words and 0 <= reader.listed(change.ours) < 1 == reader.listed(change.theirs)


def _is_meant(change: Change, copy: Text, source: Text, truth: Sample) -> bool:
    """Whether white space alone may be an editor's: a line's end may, where one was at work, a blank in a line not."""
    edited = truth.family.honest or truth.family is Family.EDITION
    blanks = (
        text.raw[text.ends[at - 1] : text.starts[at]]
        for text, at in ((copy, change.copy_start), (source, change.source_start))
    )
    return edited and any("\n" in blank for blank in blanks)


def _outcome(change: Change, may: set[str], edits: Sequence[Edit], *, right: bool) -> str:
    touched = [edit for edit in edits if edit.start <= change.copy_end and change.copy_start <= edit.end]
    inside = [edit for edit in touched if edit.start < change.copy_end and change.copy_start < edit.end] or touched
    if right:
        # A line that was read twice is known by its form; of garbled words, edits say no more than that they are.
        cause = inside[0].cause if inside and change.shape is not Cause.DUPLICATE else change.shape
        wanted = _BY_CAUSE.get(cause, _FORM) if not change.is_form else _FORM
        return next((name for name in wanted if name in may), "editor")
    if "miscut" in may and any(edit.intruder and edit.start < edit.end for edit in inside):
        return "miscut"
    return "style" if "style" in may else "editor"


def _moved(copy: Text, source: Text, truth: Sample) -> Iterator[Region]:
    """The blocks that a program moved."""
    judge = Judge(copy, source)
    for gold in truth.gold:
        if gold.code.op is Op.MOVE and gold.damage:
            yield judge.claim(gold.code, gold.copy, gold.source, damage=True, confidence=1).written


def _same(change: Change, block: Region) -> bool:
    shared = min(change.copy_end, block.copy_end) - max(change.copy_start, block.copy_start)
    return shared > SAME_BLOCK * (max(change.copy_end, block.copy_end) - min(change.copy_start, block.copy_start))
