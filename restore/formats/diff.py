r"""A unified diff from the copy to the restored copy, made from the plan itself; `patch` applies it.

The format is POSIX.1-2017's `diff -u` with the GNU marker for a last line without a line end. Lines end at "\n" only,
as they do for `patch`; a carriage return before it stays part of its line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from restore.formats.layout import Painter, Style, StyledText
from restore.formats.view import View
from restore.repair import Plan, Splice, apply_plan
from restore.visible import visible

if TYPE_CHECKING:
    from restore.restoration import Restoration

CONTEXT = 3  # lines around a change, which is what `diff -u` and `patch` expect


@dataclass(frozen=True, slots=True)
class LineChange:
    """Lines [start, end) of the copy become `lines`."""

    start: int
    end: int
    lines: Sequence[str]


def render(restoration: Restoration, view: View) -> Iterator[str]:
    """The diff, line by line; nothing when the plan is empty."""
    name = restoration.alignment.copy.name
    for line in unified(restoration.alignment.copy.raw, restoration.plan, name):
        yield _shown(line, view)


def unified(copy: str, plan: Plan, name: str) -> Iterator[str]:
    """The unified diff that makes the plan's splices in the file `name`."""
    lines = _split(copy)
    changes = list(_changes(copy, lines, plan.splices))
    if changes:
        yield f"--- {_quoted(name)}\n"
        yield f"+++ {_quoted(name)}\n"
    shift = 0
    for hunk in _hunks(changes):
        yield from _hunk(lines, hunk, shift)
        shift += sum(len(change.lines) - (change.end - change.start) for change in hunk)


def _split(text: str) -> list[str]:
    r"""Lines with their ends; unlike for str.splitlines, only "\n" ends one."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + parts[-1:] * bool(parts[-1])


def _changes(copy: str, lines: Sequence[str], splices: Sequence[Splice]) -> Iterator[LineChange]:
    """Splices as changes of whole lines; those that share a line are one change."""
    offsets = [0, *accumulate(map(len, lines))]
    group: list[Splice] = []
    end = 0
    for splice in splices:
        if group and _line_at(offsets, splice.start) >= end:
            yield from _change(copy, offsets, group)
            group = []
        group.append(splice)
        end = _line_at(offsets, splice.end) + 1
    if group:
        yield from _change(copy, offsets, group)


def _line_at(offsets: Sequence[int], at: int) -> int:
    """The line that holds an offset; the end of the text belongs to its last line."""
    return max(min(bisect_right(offsets, at) - 1, len(offsets) - 2), 0)


def _change(copy: str, offsets: Sequence[int], splices: Sequence[Splice]) -> Iterator[LineChange]:
    """The lines that a group of splices touches, without those it leaves as they are at either end."""
    start, end = _line_at(offsets, splices[0].start), _line_at(offsets, splices[-1].end) + 1
    shift = offsets[start]
    region = copy[shift : offsets[min(end, len(offsets) - 1)]]
    inside = [Splice(splice.start - shift, splice.end - shift, splice.text) for splice in splices]
    before, after = _split(region), _split(apply_plan(region, Plan(inside)))
    while before and after and before[0] == after[0]:
        before, after, start = before[1:], after[1:], start + 1
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    if before or after:
        yield LineChange(start, start + len(before), after)


def _hunks(changes: Sequence[LineChange]) -> Iterator[list[LineChange]]:
    """Changes whose context would touch go together."""
    hunk: list[LineChange] = []
    for change in changes:
        if hunk and change.start - hunk[-1].end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _hunk(lines: Sequence[str], hunk: Sequence[LineChange], shift: int) -> Iterator[str]:
    start, end = max(hunk[0].start - CONTEXT, 0), min(hunk[-1].end + CONTEXT, len(lines))
    size = end - start + sum(len(change.lines) - (change.end - change.start) for change in hunk)
    yield f"@@ -{_range(start, end - start)} +{_range(start + shift, size)} @@\n"
    at = start
    for change in hunk:
        yield from (_marked(" ", line) for line in lines[at : change.start])
        yield from (_marked("-", line) for line in lines[change.start : change.end])
        yield from (_marked("+", line) for line in change.lines)
        at = change.end
    yield from (_marked(" ", line) for line in lines[at:end])


def _range(start: int, size: int) -> str:
    """A hunk's range; an empty one names the line before it."""
    return f"{start + 1}" if size == 1 else f"{start + bool(size)},{size}"


def _marked(mark: str, line: str) -> str:
    return f"{mark}{line}" if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"


def _quoted(name: str) -> str:
    r"""A file name as GNU diff writes it: in C's quotes with a space, a quote, a backslash or a control character.

    >>> _quoted("copy.txt"), _quoted("a\tb")
    ('copy.txt', '"a\\tb"')
    """
    if all(character.isprintable() and character not in ' "\\' for character in name):
        return name
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(escapes.get(c) or (c if c.isprintable() else _octal(c)) for c in name) + '"'


def _octal(character: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", "surrogateescape"))


def _shown(line: str, view: View) -> str:
    """A line as it is, or, for a terminal, with control characters visible and coloured by its mark."""
    if not (view.colour or view.terminal):
        return line
    style = {"+": Style.WANTED, "-": Style.EXTRA, "@": Style.MOVED}.get(line[0], Style.PLAIN)
    shown = (visible(part, tab="\t") for part in line.removesuffix("\n").split("\n"))
    return "".join(Painter(view.colour).paint(StyledText(part, style)) + "\n" for part in shown)
