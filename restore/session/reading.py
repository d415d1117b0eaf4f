"""How the text around a difference reads, with its repair and without: what an answer means, before it is given."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from restore.differences import Decision, Difference, Op, Span
from restore.repair import Plan, Splice, apply_plan, make_plan
from restore.spans import is_spaceless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from restore.session.session import Session

REACH = 240  # characters of the copy on either side: more than any screen's line has


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of text: what stands before and behind what an answer changes, and that, word for word."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Readings:
    """The same stretch with the repair and as it is kept, and with the words that a reviewer wrote, if any."""

    repaired: Reading
    kept: Reading
    edited: Reading | None = None


NO_READING = Reading("", "", "")


def readings(session: Session, index: int) -> Readings:
    """The readings of a difference, with all that is decided of its neighbours; a move's are empty."""
    item = session.items[index]
    difference, copy = item.difference, item.document.copy.text
    if difference.op is Op.MOVE:
        return Readings(NO_READING, NO_READING)
    start, end = max(difference.copy.start - REACH, 0), min(difference.copy.end + REACH, len(copy))
    around = _Around.of(
        copy[start:end],
        _shifted(difference, start),
        [
            _shifted(session.resolved_one(item.document, other), start)
            for other in _near(item.document.differences, difference, start, end)
        ],
    )
    words = session.ruling(index).replacement
    edited = None if words is None else around.parted(words)[0]
    return Readings(*around.parted(difference.replacement), edited)


def _near(found: Sequence[Difference], own: Difference, start: int, end: int) -> Iterable[Difference]:
    """The other differences that stand whole in a stretch of the copy."""
    at = bisect_left(found, start, key=lambda difference: difference.copy.start)
    inside = takewhile(lambda difference: difference.copy.start <= end, found[at:])
    return [d for d in inside if d.op is not Op.MOVE and d.copy.end <= end and d.id != own.id]


def _shifted(difference: Difference, start: int) -> Difference:
    span = difference.copy
    return replace(difference, copy=Span(span.start - start, span.end - start, span.text), within=None)


@dataclass(frozen=True, slots=True)
class _Around:
    """A stretch of the copy around a difference, the others in it as they are decided, and what they alone change."""

    stretch: str
    own: Difference
    others: Sequence[Difference]
    kept: Sequence[Splice]

    @classmethod
    def of(cls, stretch: str, own: Difference, others: Sequence[Difference]) -> _Around:
        return cls(stretch, own, others, make_plan(stretch, others).splices)

    def parted(self, words: str) -> tuple[Reading, Reading]:
        """How it reads with these words and as it is kept; between what is the same stands what the words change."""
        own = replace(self.own, decision=Decision.APPLY, replacement=words)
        in_order = sorted([*self.others, own], key=lambda difference: difference.copy.start)
        repaired, kept = make_plan(self.stretch, in_order).splices, self.kept
        start, end = own.copy.start, own.copy.end
        shared = list(zip(repaired, kept, strict=False))
        lead = sum(1 for _ in takewhile(lambda two: two[0] == two[1] and two[0].end <= start, shared))
        rest = list(zip(reversed(repaired[lead:]), reversed(kept[lead:]), strict=False))
        trail = sum(1 for _ in takewhile(lambda two: two[0] == two[1] and two[0].start >= end, rest))
        between = [splices[lead : len(splices) - trail] for splices in (repaired, kept)]
        changed = [splice for splices in between for splice in splices]
        start, end = min([start, *(s.start for s in changed)]), max([end, *(s.end for s in changed)])
        before = _applied(self.stretch, 0, start, kept[:lead])
        after = _applied(self.stretch, end, len(self.stretch), kept[len(kept) - trail :])
        one, other = (Reading(before, _applied(self.stretch, start, end, splices), after) for splices in between)
        return one, other


def _applied(stretch: str, start: int, end: int, splices: Iterable[Splice]) -> str:
    """A part of a stretch with its splices made."""
    shifted = [Splice(s.start - start, s.end - start, s.text, s.rank) for s in splices]
    return apply_plan(stretch[start:end], Plan(shifted))


def is_gap(raw: str, at: int) -> bool:
    """Whether one word as a reader counts them may end and another begin at an offset; never before a combining mark.

    >>> is_gap("he said", 2), is_gap("he said", 4), is_gap("市长昨天", 2), is_gap("ที่", 1)
    (True, False, True, False)
    """
    around = raw[max(at - 1, 0) : at + 1]
    if len(around) < 2 or any(character.isspace() for character in around):
        return True
    if unicodedata.category(around[1]).startswith("M"):
        return False
    return is_spaceless(around)
