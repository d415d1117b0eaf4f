"""The two texts side by side in a page, the differences marked and listed with their evidence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from restore.aligner.alignment import Relation
from restore.differences import Difference, Op
from restore.formats.words import nothing_listed, rivals, two_places
from restore.pages.page import chip, escape, figures, page, table
from restore.values import dataclass

if TYPE_CHECKING:
    from restore.aligner.alignment import Alignment
    from restore.formats.view import View
    from restore.restoration import Restoration
    from restore.text import Text


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A stretch of the copy and what the source has for it, in characters; `moved` when the source has it elsewhere."""

    copy_start: int
    copy_end: int
    source_start: int
    source_end: int
    moved: bool = False


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A marked span of one side: its number in the list, what it is, and whether it is a place where nothing stands."""

    start: int
    end: int
    number: int
    difference: Difference


def render(restoration: Restoration, view: View) -> Iterator[str]:
    """The page."""
    listed = view.listed(restoration.differences)
    copy, source = restoration.alignment.copy, restoration.alignment.source
    title = f"{copy.name} and {source.name}"
    head = f'<div class="sides head"><div>copy: {escape(copy.name)}</div><div>source: {escape(source.name)}</div></div>'
    marks = [
        sorted(_marks(listed, side), key=lambda mark: (mark.start, mark.end, mark.number))
        for side in ("copy", "source")
    ]
    compared = list(rows(restoration.alignment))
    numbers = _block_numbers(compared, listed)
    body = "\n".join(_row(row, restoration, marks[0], marks[1], numbers.get(row)) for row in compared)
    yield page(title, f"<h1>{escape(title)}</h1>", _figures(restoration), head, body, _list(restoration, listed))


def _block_numbers(compared: Sequence[ComparedRow], listed: Sequence[Difference]) -> Mapping[ComparedRow, int]:
    """The rows that moved blocks begin with, and their numbers in the list, which link there."""
    moved = [row for row in compared if row.moved]  # in the copy's order
    starts = [row.copy_start for row in moved]
    numbers: dict[ComparedRow, int] = {}
    for number, difference in enumerate(listed, 1):
        at = bisect_left(starts, difference.copy.start)
        if difference.op is Op.MOVE and at < len(moved) and starts[at] < difference.copy.end:
            numbers[moved[at]] = number
    return numbers


def rows(alignment: Alignment) -> Iterator[ComparedRow]:
    """The texts cut where they agree and one of them ends a line, and at the edges of moved blocks."""
    start = last = (0, 0)
    moved: int | None = None
    for block in alignment:
        if block.moved != moved:
            yield from _cut(alignment, start, last, moved=moved is not None)
            start, moved = (block.copy_start, block.source_start), block.moved
        last = (block.copy_end, block.source_end)
        if block.relation is Relation.EQUAL:
            for step in range(1, block.copy_end - block.copy_start + 1):
                at = (block.copy_start + step, block.source_start + step)
                if _ends_line(alignment.copy, at[0]) or _ends_line(alignment.source, at[1]):
                    yield from _cut(alignment, start, at, moved=moved is not None)
                    start = at
    yield from _cut(alignment, start, last, moved=moved is not None)


def _ends_line(text: Text, token: int) -> bool:
    """Whether a line ends before a token."""
    return 0 < token < len(text) and "\n" in text.raw[text.ends[token - 1] : text.starts[token]]


def _cut(alignment: Alignment, start: tuple[int, int], end: tuple[int, int], *, moved: bool) -> Iterator[ComparedRow]:
    if start != end:
        copy = _characters(alignment.copy, start[0], end[0])
        yield ComparedRow(*copy, *_characters(alignment.source, start[1], end[1]), moved)


def _characters(text: Text, first: int, last: int) -> tuple[int, int]:
    """Where tokens begin and end; an empty stretch stands where the next token begins."""
    if first < last:
        return text.starts[first], text.ends[last - 1]
    at = text.starts[first] if first < len(text) else len(text.raw)
    return at, at


def _marks(listed: Sequence[Difference], side: str) -> Iterator[MarkedSpan]:
    for number, difference in enumerate(listed, 1):
        if difference.op is not Op.MOVE:
            span = difference.copy if side == "copy" else difference.source
            yield MarkedSpan(span.start, span.end, number, difference)


def _row(
    row: ComparedRow,
    restoration: Restoration,
    copy_marks: Sequence[MarkedSpan],
    source_marks: Sequence[MarkedSpan],
    block: int | None,
) -> str:
    copy = _side(restoration.alignment.copy.raw, row.copy_start, row.copy_end, copy_marks, "del")
    source = _side(restoration.alignment.source.raw, row.source_start, row.source_end, source_marks, "ins")
    anchor = "" if block is None else f' id="c{block}"'
    kind, title = ("sides moved", ' title="stands elsewhere in the source"') if row.moved else ("sides", "")
    return f'<div class="{kind}"{anchor}{title}><div dir="auto">{copy}</div><div dir="auto">{source}</div></div>'


def _side(raw: str, start: int, end: int, marks: Sequence[MarkedSpan], tag: str) -> str:
    parts: list[str] = []
    at = start
    for mark in _within(marks, start, end):
        parts += (escape(raw[at : mark.start]), _marked(raw, mark, tag))
        at = mark.end
    return "".join([*parts, escape(raw[at:end])])


def _within(marks: Sequence[MarkedSpan], start: int, end: int) -> Iterator[MarkedSpan]:
    """The marks of a stretch; one at its very end belongs to the next, unless it has words."""
    from bisect import bisect_left

    at = start
    for index in range(bisect_left(marks, start, key=lambda mark: mark.start), len(marks)):
        mark = marks[index]
        if mark.start > end or mark.end > end:
            return
        if mark.start >= at:
            yield mark
            at = mark.end


def _marked(raw: str, mark: MarkedSpan, tag: str) -> str:
    side = "c" if tag == "del" else "s"
    other = "s" if tag == "del" else "c"
    title = f"{mark.difference.code}, {two_places(mark.difference.confidence)}: {mark.difference.evidence}"
    if told := rivals(mark.difference.explanations):
        title += f" ({told})"
    text = escape(raw[mark.start : mark.end]) or "‸"
    return (
        f'<{tag} id="{side}{mark.number}" class="{mark.difference.decision}-mark" title="{escape(title)}">'
        f"{text}</{tag}>"
        f'<sup><a href="#{other}{mark.number}">{mark.number}</a></sup>'
    )


def _figures(restoration: Restoration) -> str:
    summary = restoration.summary
    return figures(
        (f"{summary.fidelity:.1%}", "of the words agree"),
        (f"{summary.applied:,}", "repairs applied"),
        (f"{summary.review:,}", "left to you"),
        (f"{summary.kept:,}", "kept"),
    )


def _list(restoration: Restoration, listed: Sequence[Difference]) -> str:
    rows_ = [
        [
            f'<a href="#c{number}">{number}</a>',
            f"<code>{escape(d.code)}</code>",
            escape(d.copy.text) or "‸",
            escape(d.source.text) or "‸",
            two_places(d.confidence),
            chip(d.decision),
            _evidence(d),
        ]
        for number, d in enumerate(listed, 1)
    ]
    if not rows_:
        told = nothing_listed(len(restoration.differences))
        return f"<p>{told[:1].upper()}{told[1:]}.</p>"
    head = ["", "code", "copy", "source", "sure", "decision", "evidence"]
    return f"<h2>Differences</h2>{table(head, rows_, numbers=frozenset({4}))}"


def _evidence(difference: Difference) -> str:
    """What speaks for it, and below it, since a column more leaves no room for the others, what may have made it."""
    told = rivals(difference.explanations)
    return escape(difference.evidence) + (f'<br><span class="soft">{escape(told)}</span>' if told else "")
