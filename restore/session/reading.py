"""How the text around a difference reads, with its repair and without: what an answer means, before it is given."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from restore.differences import Decision, Difference, Op, Span
from restore.repair import apply_plan, make_plan
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
    """The same stretch with the repair and as it is kept."""

    repaired: Reading
    kept: Reading


def readings(session: Session, index: int) -> Readings:
    """Both readings of a difference, with all that is decided of its neighbours; a move's are empty."""
    item = session.items[index]
    difference, copy = item.difference, item.document.copy.text
    if difference.op is Op.MOVE:
        return Readings(Reading("", "", ""), Reading("", "", ""))
    start, end = max(difference.copy.start - REACH, 0), min(difference.copy.end + REACH, len(copy))
    near = [
        session.resolved_one(item.document, other) for other in _near(item.document.differences, difference, start, end)
    ]
    own = session.resolved_one(item.document, difference)
    texts = (
        _applied(copy[start:end], start, [*near, replace(own, decision=decision)])
        for decision in (Decision.APPLY, Decision.KEEP)
    )
    return _parted(*texts)


def _near(found: Sequence[Difference], own: Difference, start: int, end: int) -> Iterable[Difference]:
    """The other differences that stand whole in a stretch of the copy."""
    at = bisect_left(found, start, key=lambda difference: difference.copy.start)
    inside = takewhile(lambda difference: difference.copy.start <= end, found[at:])
    return [d for d in inside if d.op is not Op.MOVE and d.copy.end <= end and d.id != own.id]


def _applied(stretch: str, start: int, found: Iterable[Difference]) -> str:
    return apply_plan(stretch, make_plan(stretch, [_shifted(difference, start) for difference in found]))


def _shifted(difference: Difference, start: int) -> Difference:
    span = difference.copy
    return replace(difference, copy=Span(span.start - start, span.end - start, span.text), within=None)


def _parted(repaired: str, kept: str) -> Readings:
    """What both have in common before and behind, up to white space: the words between are what differs.

    >>> _parted("He spoke to it.", "He Ann Lee to it.").kept
    Reading(before='He ', words='Ann Lee', after=' to it.')
    >>> _parted("in Rome CNN says", "in Rome ( CNN says").kept
    Reading(before='in Rome ', words='( ', after='CNN says')
    """
    least = min(len(repaired), len(kept))
    first = next((at for at in range(least) if repaired[at] != kept[at]), least)
    while first and not (is_gap(repaired, first) and is_gap(kept, first)):
        first -= 1
    last = next((n for n in range(least - first) if repaired[-n - 1] != kept[-n - 1]), least - first)
    while last and not all(_ends_a_word(text, first, len(text) - last) for text in (repaired, kept)):
        last -= 1
    return Readings(*(Reading(t[:first], t[first : len(t) - last], t[len(t) - last :]) for t in (repaired, kept)))


def _ends_a_word(text: str, first: int, end: int) -> bool:
    return end <= first or is_gap(text, end)


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
