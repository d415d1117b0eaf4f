"""Where a plan changes a text's words: those that stay, and the stretches between them, as they were and as they are.

A word that the plan does not touch, and that has white space on either side as before, stays. Between two that change
a stretch ends where the plan leaves the white space alone: what stands before it stands there for what stood there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from restore.layouts import boxes
from restore.layouts.layout import Layout, Word, groups
from restore.plan import Plan, apply_plan


@dataclass(frozen=True, slots=True)
class _Marked:
    """A group of words, with its offset in the new text where it stays.

    `gap` is that of the white space before it where the plan leaves this alone.
    """

    group: Sequence[Word]
    start: int | None
    gap: int | None = None


@dataclass(frozen=True, slots=True)
class WordStretch:
    """Words that do not stay, those in their place, and the words on either side."""

    old: Sequence[Sequence[Word]]
    new: Sequence[str]
    before: Word | None
    behind: Word | None


def stretches(layout: Layout, plan: Plan) -> Iterator[WordStretch]:
    """What a plan changes, in the text's order.

    Raises:
        ValueError: the plan reaches past the text's end; it belongs to another text.
    """
    new_text = apply_plan(layout.text, plan)
    marked = _unsettled(layout, list(_kept(layout, plan, new_text)), new_text)
    old: list[Sequence[Word]] = []
    before: Word | None = None
    at = 0
    for one in chain(marked, [_Marked((), len(new_text))]):
        group, start = one.group, one.start
        if start is None:
            if old and one.gap is not None and (words := new_text[at : one.gap].split()):
                yield WordStretch(old, words, before, group[0])
                old, at = [], one.gap
            old.append(group)
            continue
        between = new_text[at:start]
        if old or between.strip():
            yield WordStretch(old, between.split(), before, group[0] if group else None)
        if group:
            old, before, at = [], group[-1], start + group[-1].end - group[0].start


def _kept(layout: Layout, plan: Plan, new_text: str) -> Iterator[_Marked]:
    """Each group of words, and where it and the white space before it stand in the new text."""
    splices = iter(plan.splices)
    splice = next(splices, None)
    shift = behind = 0
    for group in groups(layout):
        start, end = group[0].start, group[-1].end
        gap: int | None = None
        for at in (behind, start):
            while splice is not None and splice.end <= at:
                shift += len(splice.text) - (splice.end - splice.start)
                splice = next(splices, None)
            if at == behind and (splice is None or splice.start >= start):
                gap = behind + shift
        behind = end
        touched = splice is not None and splice.start < end
        first, last = start + shift, end + shift
        alone = not new_text[max(first - 1, 0) : first].strip() and not new_text[last : last + 1].strip()
        yield _Marked(group, first if alone and not touched else None, gap)


def _unsettled(layout: Layout, marked: list[_Marked], new_text: str) -> Sequence[_Marked]:
    """The same, where a line without words does not stay if words are put in beside it: they go into it."""
    lines = {word.element: line for line in layout.lines for word in line.words}
    at = 0
    stays: Word | None = None  # the last word of the group before, where that stays
    for number, one in enumerate([*marked, _Marked((), len(new_text))]):
        group, start = one.group, one.start
        if start is None:
            stays = None
            continue
        behind = group[0] if group else None
        if new_text[at:start].strip() and (number == 0 or stays):
            is_before = boxes.belongs_before(stays, behind, lines)
            beside = stays if is_before else behind
            if beside and beside.whole:
                marked[number - is_before] = replace(marked[number - is_before], start=None)
        if group:
            stays, at = group[-1], start + group[-1].end - group[0].start
    return marked


def text_of(group: Sequence[Word]) -> str:
    """A word, or its parts, as the text has it."""
    return "".join(word.text for word in group)
