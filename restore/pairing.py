"""Brackets and quotation marks stand or fall as pairs: no repair by default leaves half of one.

Two differences are partners if one has the opening mark of a pair and the other the closing one, be it in the copy or
in the source. So are two that close one mark on which both sides agree: with "(CNN —)" for "(CNN) —" the bracket that
comes and the one that goes. Partners get one confidence: the lowest among them, or, where words come or go with a
half, that of the words, for they matter more than marks do: an intruder is not left for the sake of a quotation mark.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from restore.aligner.alignment import Alignment, Relation
from restore.aligner.numbering import Numbering
from restore.differences import DAMAGE, Difference, Op, Span
from restore.text import Text, is_word
from restore.values import replace

# Tokens in a pair at most, so that what was never closed is not closed by a mark that happens by. Of the pairs in
# articles less than one in a hundred is longer.
FAR = 120
LEFT = 0.5  # at most, where a partner is left to a person, however sure: a half is then as likely wrong as right
TOLD = "; stands or falls with its other half"

_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "「": "」", "『": "』", "《": "》", "〈": "〉", "【": "】", "‹": "›"}
_OPENED_BY = {closing: opening for opening, closing in _CLOSED_BY.items()}
_MOVE: Final = Op.MOVE
_EQUAL: Final = Relation.EQUAL
_QUOTES = ('"', "'")  # as they are folded, whichever way they point
_MARKS: Final = frozenset({*_CLOSED_BY, *_OPENED_BY, *_QUOTES})
_OPENING = frozenset("“„‟«‘‚`") | {"``", "&ldquo;", "&lsquo;"}
_CLOSING = frozenset("”»") | {"''", "&rdquo;"}
_CLOSES_TURNED = {"“": "„", "‘": "‚", "«": "»"}  # „German“ and »Danish« close with what opens elsewhere


def paired(alignment: Alignment, differences: Sequence[Difference]) -> list[Difference]:
    """The differences in their order, those of marks alone with the confidence of their group, the rest as they are."""
    copy, source = alignment.copy, alignment.source
    known = alignment.numbering
    in_copy = pairs(copy, known.places(_MARKS, known.in_copy))
    in_source = pairs(source, known.places(_MARKS, known.in_source))
    if not in_copy and not in_source:
        return list(differences)
    ours = _owners(copy, in_copy, [None if d.code.op is _MOVE else d.copy for d in differences])
    theirs = _owners(source, in_source, [None if d.code.op is _MOVE else d.source for d in differences])
    if not ours and not theirs:
        return list(differences)
    groups = _Groups(len(differences))
    for partners, owners in ((in_copy, ours), (in_source, theirs)):
        for mark, other in partners.items():
            if mark in owners and other in owners:
                groups.join(owners[mark], owners[other])
    for at, to in _same(alignment, sorted(in_copy)):
        if to in in_source and in_copy[at] in ours and in_source[to] in theirs:
            groups.join(ours[in_copy[at]], theirs[in_source[to]])
    return groups.rated(differences)


def pairs(text: Text, places: Mapping[str, Sequence[int]] | None = None) -> dict[int, int]:
    """Each mark's partner, both ways, as token numbers. Kinds of marks may cross; marks of one kind are nested.

    `places` are those of the marks, where they are known.

    >>> pairs(Text.of("(so [he) said]: “yes”, the dogs' '90s"))
    {4: 0, 0: 4, 6: 2, 2: 6, 10: 8, 8: 10}
    """
    found: dict[int, int] = {}
    still_open: dict[str, list[int]] = defaultdict(list)
    if places is None:
        known = Numbering.of(text.folds, [])
        places = known.places(_MARKS, known.in_source)
    for at, fold in sorted([(at, fold) for fold, found in places.items() for at in found]):
        if fold in _QUOTES:
            kind, closes = fold, None
        else:
            kind, closes = _OPENED_BY.get(fold, fold), fold in _OPENED_BY
        waiting = still_open[kind]
        if waiting and at - waiting[-1] > FAR:
            waiting.clear()  # those before it are farther still
        if closes is None:
            closes = _closes(text, at, waiting)
        if closes and waiting:
            other = waiting.pop()
            found[at], found[other] = other, at
        elif closes is False:
            waiting.append(at)
    return found


def _closes(text: Text, at: int, waiting: Sequence[int]) -> bool | None:
    """Whether a quotation mark closes one that is open, or opens one (False); None of an apostrophe.

    A mark that points says so; a straight one by the white space around it, or else by what waits to be closed.
    """
    token = text.token(at)
    if waiting and text.token(waiting[-1]) == _CLOSES_TURNED.get(token):
        return True
    if token in _OPENING:
        return False
    if token in _CLOSING:
        return bool(waiting)
    apart = at == 0 or text.ends[at - 1] < text.starts[at], at + 1 == len(text) or text.ends[at] < text.starts[at + 1]
    if apart == (True, False):
        return False if text.folds[at] == '"' or not text.folds[at + 1][:1].isdigit() else None
    if text.folds[at] == "'":
        return True if waiting and apart != (True, True) else None
    return bool(waiting)


def _owners(text: Text, marks: Iterable[int], spans: Sequence[Span | None]) -> dict[int, int]:
    """By mark, a token, the number of the span that has it."""
    owners: dict[int, int] = {}
    in_order = sorted(marks)
    starts = [text.starts[mark] for mark in in_order]
    for number, span in enumerate(spans):
        if span and span.text:
            for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                owners[in_order[at]] = number
    return owners


def _same(alignment: Alignment, marks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Those of the copy's marks that the source has too, with the source's."""
    for block in alignment:
        if block.relation is _EQUAL:
            inside = marks[bisect_left(marks, block.copy_start) : bisect_left(marks, block.copy_end)]
            yield from ((mark, mark - block.copy_start + block.source_start) for mark in inside)


class _Groups:
    """Differences that stand or fall together; each knows one that stands for its group."""

    def __init__(self, count: int) -> None:
        self._head = list(range(count))

    def join(self, one: int, other: int) -> None:
        self._head[self._of(one)] = self._of(other)

    def _of(self, number: int) -> int:
        while self._head[number] != number:
            self._head[number] = number = self._head[self._head[number]]
        return number

    def rated(self, differences: Sequence[Difference]) -> list[Difference]:
        """The differences, those of marks alone with their group's confidence."""
        groups: dict[int, list[Difference]] = defaultdict(list)
        for number, difference in enumerate(differences):
            groups[self._of(number)].append(difference)
        confidences = {head: _confidence(group) for head, group in groups.items() if len(group) > 1}
        return [
            _with(d, confidences[head]) if (head := self._of(number)) in confidences and not _has_words(d) else d
            for number, d in enumerate(differences)
        ]


def _confidence(group: Sequence[Difference]) -> float:
    lowest = min(d.confidence for d in [d for d in group if _has_words(d)] or group)
    return lowest if all(d.cause in DAMAGE for d in group) else min(lowest, LEFT)


def _has_words(difference: Difference) -> bool:
    return any(is_word(fold) for span in (difference.copy, difference.source) for fold in Text.of(span.text).folds)


def _with(difference: Difference, confidence: float) -> Difference:
    if difference.confidence == confidence:
        return difference
    return replace(difference, confidence=confidence, evidence=difference.evidence + TOLD)
