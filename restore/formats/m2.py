"""The M2 format of grammatical error correction (Dahlmeier and Ng 2012): the copy's tokens, and edits that restore it.

A block is a line of the copy. Types are ERRANT's operations with our causes: `U:ENTITY` for an inserted mention,
`M:HYPHEN` for a lost word, `R:SPELL…` for a replaced one. ERRANT's `errant_compare` and the M2 scorer read it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restore.differences import Op
from restore.formats.view import source_order
from restore.visible import visible

if TYPE_CHECKING:
    from restore.differences import Difference
    from restore.formats.view import View
    from restore.restoration import Restoration
    from restore.text import Text

_OPERATIONS = {Op.INSERT: "U", Op.DELETE: "M", Op.REPLACE: "R"}


@dataclass(frozen=True, slots=True)
class Annotation:
    """Copy tokens [start, end) become `correction`, which is empty when they go."""

    start: int
    end: int
    type: str
    correction: str


def render(restoration: Restoration, view: View) -> Iterator[str]:
    """A block for each line of the copy that has tokens, with its edits."""
    copy, source = restoration.alignment.copy, restoration.alignment.source
    listed = sorted(view.listed(restoration.differences), key=source_order)
    edits = sorted(
        (edit for difference in listed for edit in _edits(difference, copy, source)),
        key=lambda edit: (edit.start, edit.end),
    )
    at = 0
    for first, last in _lines(copy, edits):
        block = [f"S {' '.join(_token(copy, index) for index in range(first, last))}"]
        while at < len(edits) and (edits[at].end <= last or last == len(copy)):
            block.append(_annotation(edits[at], first))
            at += 1
        if len(block) == 1:
            block.append("A -1 -1|||noop|||-NONE-|||REQUIRED|||-NONE-|||0")
        yield "\n".join(block) + "\n\n"


def _edits(difference: Difference, copy: Text, source: Text) -> Iterator[Annotation]:
    start, end = _tokens(copy, difference.copy.start, difference.copy.end)
    first, last = _tokens(source, difference.source.start, difference.source.end)
    correction = [_token(source, index) for index in range(first, last)]
    if difference.op is Op.MOVE:
        target = difference.copy.start if difference.target is None else difference.target
        at = bisect_left(copy.starts, target)
        yield Annotation(start, end, "U:MOVE", "")
        yield Annotation(at, at, "M:MOVE", " ".join(correction))
    elif difference.within is None and correction != [_token(copy, index) for index in range(start, end)]:
        yield Annotation(start, end, f"{_OPERATIONS[difference.op]}:{difference.cause.upper()}", " ".join(correction))


def _tokens(text: Text, start: int, end: int) -> tuple[int, int]:
    first = bisect_left(text.starts, start)
    return first, max(bisect_left(text.starts, end), first)


def _token(text: Text, index: int) -> str:
    """A token on one line, without what would part it: the format knows no escapes."""
    return "".join(visible(text.token(index)).split()) or "␣"


def _lines(copy: Text, edits: Sequence[Annotation]) -> Iterator[tuple[int, int]]:
    """First and last token of each line; a line end inside an edit ends none."""
    inside = {index for edit in edits for index in range(edit.start + 1, edit.end)}
    first = 0
    for index in range(1, len(copy)):
        if "\n" in copy.raw[copy.ends[index - 1] : copy.starts[index]] and index not in inside:
            yield first, index
            first = index
    if first < len(copy):
        yield first, len(copy)


def _annotation(edit: Annotation, first: int) -> str:
    correction = edit.correction or "-NONE-"
    return f"A {edit.start - first} {edit.end - first}|||{edit.type}|||{correction}|||REQUIRED|||-NONE-|||0"
