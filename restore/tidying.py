"""Differences as splices made tidy: the white space that goes with words put in or taken out, and moved blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from restore.aligner.anchors import are_rising
from restore.differences import Cause, Decision, Difference, Op
from restore.plan import Plan, Splice, apply_plan
from restore.seams import apart
from restore.taking_out import (
    CLOSED,
    CLOSING,
    OPENING,
    before_space,
    behind_space,
    goes_to_word,
    gone,
    is_closing,
    paragraph_left,
)
from restore.text import Text

_APPLY: Final = Decision.APPLY
_ENTITY: Final = Cause.ENTITY
_DUPLICATE: Final = Cause.DUPLICATE
_CASE: Final = Cause.CASE
_MOVE: Final = Op.MOVE
BRACKETS: Final = "()[]{}"
# A line that goes on with a sentence: behind a space, or with a mark that closes or a possessive.
_GOES_ON: Final = re.compile(r"(?<=[\r\n])(?:[ \t]+(?=\w)|(?=[,.;:!?)\]}]+(?:\s|$)|['’]s\b))")
DASHES: Final = "—–"
# What goes to the word before as a mark does: a clitic, or a dash that touches the word behind it.
_GLUED: Final = re.compile(r"(?:['’](?:s|re|ve|ll|d|m)|n['’]t)\b|[—–](?=[^\W\d_])")
NEAR: Final = 80  # characters within which a line of such words ends, which a pattern is slower to say
_LEFT: Final = re.compile(r"[ \t]*+[\w'’-]++(?:[ \t]++[\w'’-]++){0,3}(?=[ \t]*[\r\n])")  # up to the line's end


def make_plan(copy: str | Text, differences: Iterable[Difference]) -> Plan:
    """The plan that applies every difference whose decision is `apply`; moves carry their inner repairs along.

    `copy` is the text, or its tokens where they are at hand.
    """
    chosen = [d for d in differences if d.decision is _APPLY]
    if not chosen:
        return Plan()
    text = copy if isinstance(copy, Text) else Text.of(copy)
    brought, kept = _line_ends_brought(text.raw, chosen)
    moves = {d.id: d for d in chosen if d.code.op is _MOVE}
    inner: dict[str, list[Splice]] = {}
    outer: list[Splice] = []
    for difference in chosen:
        if difference.code.op is not _MOVE:
            at, within = difference.copy, difference.within
            beside = inner.setdefault(within, []) if within in moves else outer
            end = brought.get(at.end, at.end) if at.start < at.end and beside is outer else at.end
            beside.append(Splice(at.start, end, difference.replacement, difference.source.start))
            if at.end in kept and beside is outer:
                beside.append(Splice(*kept[at.end], "", difference.source.end))
    put_in = _put_in_at({_target(move) for move in moves.values()}, outer)
    for move in moves.values():
        outer += carried(text, move, inner.get(move.id, ()), put_in.get(_target(move), ()))
    return Plan(apart(text, tidied(text.raw, outer, 0, len(text.raw), {move.copy.end for move in moves.values()})))


def _line_ends_brought(copy: str, chosen: Sequence[Difference]) -> tuple[dict[int, int], dict[int, tuple[int, int]]]:
    """By where a mention ends that goes, where the line ends behind it end that it brought along, as a heading does.

    The line behind begins as no line does: amid a sentence, with a space, a mark that closes or a possessive. Where
    half of the lines that do so stand elsewhere, that is how the copy is set. A mention's own full stop goes with it.
    Of a mention whose last words stay ("[Ada] Lovelace"), or were said twice or raised, by where that ends, those
    behind what stays.
    """
    found: dict[int, int] = {}
    kept: dict[int, tuple[int, int]] = {}
    before = -1  # where the last mention ends
    for number, difference in enumerate(chosen):
        start, end = difference.copy.start, difference.copy.end
        cause = difference.code.cause
        if cause is _ENTITY or start == before:
            before = end
            line = _line_brought(copy, end)
            if line:
                found[end] = line
                continue
        elif cause is not _DUPLICATE and cause is not _CASE:
            continue
        is_near = copy.find("\n", end, end + NEAR) >= 0 or copy.find("\r", end, end + NEAR) >= 0
        stay = _LEFT.match(copy, end) if is_near else None
        line = _line_brought(copy, stay.end()) if stay else 0
        if stay and line and (number + 1 == len(chosen) or chosen[number + 1].copy.start >= line):
            kept[end] = stay.end(), line
    count = len(found) + len(kept)
    return (found, kept) if count and 2 * count > len(_lines_that_go_on(copy, 0, len(copy))) else ({}, {})


def _line_brought(copy: str, end: int) -> int:
    """Where the line ends behind a mention end, if the line behind them goes on with a sentence; else 0."""
    behind = behind_space(copy, end)
    line = max(copy.rfind("\n", end, behind), copy.rfind("\r", end, behind)) + 1
    return line if line and behind in _lines_that_go_on(copy, line, behind + 3) else 0


def _lines_that_go_on(copy: str, first: int, last: int) -> list[int]:
    """Where what follows the white space is, of lines that begin in copy[first:last] so."""
    found = [match.end() for match in _GOES_ON.finditer(copy, first, last)]
    return [at for at in found if not copy[at].isupper()]


def _target(move: Difference) -> int:
    return move.copy.start if move.target is None else move.target


def _put_in_at(places: AbstractSet[int], splices: Sequence[Splice]) -> dict[int, list[Splice]]:
    """What is put in at some places, in the source's order."""
    found: dict[int, list[Splice]] = {}
    for splice in splices:
        if splice.start == splice.end and splice.start in places:
            found.setdefault(splice.start, []).append(splice)
    for beside in found.values():
        beside.sort(key=lambda splice: splice.rank)
    return found


def carried(text: Text, move: Difference, inner: Sequence[Splice], beside: Sequence[Splice] = ()) -> Iterator[Splice]:
    """A move as two splices: the block out of its place, and, with its inner repairs made, into the other.

    `beside` is what is put in there too, in the source's order: a mark behind the block stands right behind it.
    """
    copy, start, end = text.raw, move.copy.start, move.copy.end
    edges = Splice(start, start, ""), Splice(end, end, "")  # where it is taken from what it stood beside
    inside = apart(text, [edges[0], *tidied(copy, inner, start, end), edges[1]], start, end)
    block = apply_plan(copy[start:end], Plan([Splice(s.start - start, s.end - start, s.text) for s in inside]))
    yield Splice(start, end, "", move.source.start)
    target = _target(move)
    separator = copy[before_space(copy, start) : start] or copy[end : behind_space(copy, end)] or " "
    lead = "" if target == 0 or copy[target - 1].isspace() else separator
    follows = next((splice.text for splice in beside if splice.rank >= move.source.end), "")
    leans = follows[0] in CLOSING if follows else copy[target : target + 1].isspace()
    trail = "" if leans or target == len(copy) else separator
    yield Splice(target, target, lead + block + trail, move.source.start)


def tidied(
    copy: str, splices: Iterable[Splice], first: int, last: int, moved: AbstractSet[int] = frozenset()
) -> list[Splice]:
    """Splices of copy[first:last] in order, those at one offset in the source's, and tidy in their white space.

    What is put in stands before what is changed at the same offset. Words taken out take the white space before them
    along if there is white space behind, or a mark that then belongs to the word before ("at Tsinghua [University],"),
    and that behind them where a line begins with them, or a bracket; line ends only with a moved block (`moved` are the
    offsets where such blocks end), or one with a whole line, of which an empty one would be left, as between
    paragraphs. Two paragraphs in which they stand stay two. Words put in where a tokeniser left a hole of several
    spaces fill the hole. Marks taken out leave the white space between them.

    Where the copy has such marks right beside words, white space goes that a repair would leave: before a mark in the
    place of a word or a dash ("the house – the old one"), behind a bracket there, between a word and its mark, and
    beside a dash that touches the word on its other side.
    """
    tidy: list[Splice] = []
    known: dict[str, bool] = {}
    at = first
    in_order = list(splices)
    if not are_rising([splice.start for splice in in_order]):
        in_order.sort(key=lambda s: (s.start, s.start < s.end, s.rank, s.end))
    for splice in _united(in_order, moved):
        begin, stop, text = splice.start, splice.end, splice.text
        start, end = begin, stop
        is_blank = not text and copy[start:end].isspace()
        if start == end:
            start, end = _hole(copy, begin, first, last)
        elif is_blank:
            pass  # white space that goes takes nothing along
        elif not text:
            start, end = gone(copy, start, end, last, is_moved=end in moved)
            if stop not in moved:
                text = paragraph_left(copy, (begin, stop), (start, end), last)
        else:
            glued = _GLUED.match(text)
            if glued or (text[0] in CLOSING and _leans(copy, start, end, text)):
                mark = glued.group() if glued else text[0]
                if goes_to_word(copy, start) and _touches(copy, mark, f" {mark}", known):
                    start = before_space(copy, start, " \t")
            behind = behind_space(copy, end, " \t")
            if end < behind < last and _is_parted(copy, behind, text, known):
                end = behind
        put = text if text or is_blank else _between_marks(copy, start, end)
        start, end = max(start, at), max(end, at)
        same = start == begin and end == stop and put == text
        tidy.append(splice if same else Splice(start, end, put, splice.rank))
        at = end
    return tidy


def _hole(copy: str, at: int, first: int, last: int) -> tuple[int, int]:
    """The white space that goes where something is put in: of several spaces all but one, and one at a line's edge."""
    before, behind = max(before_space(copy, at, " \t"), first), min(behind_space(copy, at, " \t"), last)
    if before == at - 1 and (not before or copy[before - 1] in "\r\n"):
        return before, at
    if behind == at + 1 and (behind == len(copy) or copy[behind] in "\r\n"):
        return at, behind
    start = min(before + 1, at)
    return start, max(behind - 1, at) if start == at else at


def _united(splices: Sequence[Splice], moved: AbstractSet[int]) -> list[Splice]:
    """The splices; what is taken out side by side, as words and the brackets around them, is taken out as one."""
    found: list[Splice] = []
    for splice in splices:
        last = found[-1] if found else None
        taken = last and not last.text and not splice.text and last.start < last.end == splice.start < splice.end
        if last and taken and moved.isdisjoint((last.end, splice.end)):
            found[-1] = Splice(last.start, splice.end, "", last.rank)
        else:
            found.append(splice)
    return found


def _is_parted(copy: str, at: int, text: str, known: dict[str, bool]) -> bool:
    """Whether white space parts what is put in from what follows: a word from its mark, a bracket from a word."""
    mark, follows = text[-1], copy[at]
    if mark in OPENING or (mark in DASHES and text[-2:-1].isalpha()):
        return follows.isalnum() and _touches(copy, mark, f"{mark} ", known)
    return mark.isalnum() and is_closing(copy, at) and _touches(copy, follows, f" {follows}", known)


def _touches(copy: str, mark: str, apart: str, known: dict[str, bool]) -> bool:
    """Whether the copy has such marks, and half of them or more not `apart`, with a space beside them.

    What of brackets, dashes and clitics it has nowhere goes as its commas and full stops do: who parts one parts all.
    """
    if apart not in known:
        count = copy.count(mark)
        if not count and (mark in BRACKETS + DASHES or len(mark) > 1):
            known[apart] = 0 < copy.count(",") + copy.count(".") >= 2 * (copy.count(" ,") + copy.count(" ."))
        else:
            known[apart] = 0 < count >= 2 * copy.count(apart)
    return known[apart]


def _leans(copy: str, start: int, end: int, text: str) -> bool:
    """Whether a mark put in the place of a word or a dash may go to the word before."""
    behind = text.lstrip(CLOSED)
    begins = copy[start] in CLOSING or (behind[:1] or copy[end : end + 1] or " ").isalnum()  # as in ".NET"
    return not begins and not text.startswith("..")


def _between_marks(copy: str, start: int, end: int) -> str:
    """The white space in marks that stand between two words and have none beside them: those words it keeps apart."""
    marks = copy[start:end]
    if not start or any(map(str.isalnum, marks)) or copy[start - 1].isspace() or _GOES_ON.match(copy, end):
        return ""
    return "".join(filter(str.isspace, marks)) if end < len(copy) and not copy[end].isspace() else ""
